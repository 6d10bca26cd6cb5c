"""What the landscape must show: where descent on the cost of four samples ends, from any start."""

from functools import cache

import numpy as np
from promises import Axes, Expected, Preset, Slider

from helpers.neuron import binary_cross_entropy_gradient, half_squared_error_gradient, sigmoid

X, Y = np.array([-0.1, 0.5, -0.6, -7.8]), np.array([0, 0, 1, 0])
RATE, EPOCHS = 0.3, 1000
SLOPES = {
    "squared error": half_squared_error_gradient,
    "cross-entropy": binary_cross_entropy_gradient,
}
PARTS = {"squared error": "squared-error", "cross-entropy": "cross-entropy"}


def _cost(name: str, w: float, b: float) -> float:
    a = sigmoid(w * X + b)
    if name == "squared error":
        return np.mean((a - Y) ** 2) / 2
    return -np.mean(np.log(np.where(Y == 1, a, 1 - a)))


@cache
def _way(name: str, w: float, b: float) -> np.ndarray:
    """Return w and b after 0, 1, 2, … epochs, shape (epochs + 1, 2)."""
    way = np.empty((EPOCHS + 1, 2))
    way[0] = w, b
    for epoch in range(EPOCHS):
        slope = SLOPES[name](way[epoch, 0] * X + way[epoch, 1], Y)
        way[epoch + 1] = way[epoch] - RATE * np.array([np.mean(slope * X), np.mean(slope)])
    return way


def _readout(w_0: float, b_0: float) -> tuple:
    ends = {name: _way(name, w_0, b_0)[-1] for name in SLOPES}
    each = ", ".join(f"{name} at ({{}}, {{}}), C = {{}}" for name in ends)
    values = [
        value
        for name, (w, b) in ends.items()
        for value in (f"{w:.2f}", f"{b:.2f}", _cost(name, w, b))
    ]
    return f"start (w, b) = ({{}}, {{}}), after 1000 epochs: {each}", (
        f"{w_0:.1f}",
        f"{b_0:.1f}",
        *values,
    )


def _parts(w_0: float, b_0: float) -> dict:
    placed = {}
    for axes, name in enumerate(SLOPES):
        way = _way(name, w_0, b_0)
        placed[f"sigmoid-start-{PARTS[name]}-point"] = (axes, w_0, b_0)
        placed[f"{PARTS[name]}-path-curve"] = (axes, *way.T)
        placed[f"{PARTS[name]}-end-point"] = (axes, *way[-1])
    return placed


def _ground(name: str) -> Axes:
    return Axes(
        ("weight w", "bias b"), ((-9, 7), (-6, 5)), more_words=("lowest", f"cost C: {name}")
    )


LANDSCAPE = Expected(
    label=(
        "The cost over weight and bias, of squared error and of cross-entropy",
        "the paler the ground, the lower",
        "A diamond marks the start, a line the descent of 1000 epochs",
    ),
    sliders={
        "w_0": Slider("w₀", "weight at the start of the descent", -6, 6, 0.1),
        "b_0": Slider("b₀", "bias at the start of the descent", -4, 4, 1),
    },
    presets={
        "far left": Preset({"w_0": -4, "b_0": 0}, 0.9, 1),
        "undecided": Preset({"w_0": 0, "b_0": 0}, 0.5, 0.5),
        "far right": Preset({"w_0": 6, "b_0": -4}, 0, 0.01),
    },
    axes=tuple(_ground(name) for name in SLOPES),
    error=lambda w_0, b_0: sigmoid(w_0 * X[-1] + b_0),  # of the sample far out, whose target is 0
    readout=_readout,
    parts=_parts,
)
