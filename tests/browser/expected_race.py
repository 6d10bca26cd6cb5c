"""What the race of the losses must show, from the closed forms of the wait."""

import numpy as np
from promises import Axes, Expected, Preset, Slider

RATE = 0.15
BOTH = {"squared error": "squared-error", "cross-entropy": "cross-entropy"}


def _waits(z_0: float, z_1: float, ratio: float) -> dict[str, float]:
    """Return the epochs from one logit to another in small steps, by the part of each loss."""

    def squared(z: float) -> float:
        return np.exp(z) + 3 * z - 3 * np.exp(-z) - np.exp(-2 * z) / 2

    def entropy(z: float) -> float:
        return z - np.exp(-z)

    return {
        "squared-error": (squared(z_0) - squared(z_1)) / (2 * RATE * ratio),
        "cross-entropy": (entropy(z_0) - entropy(z_1)) / (2 * RATE),
    }


def _logit(goal: float) -> float:
    return np.log(goal) - np.log1p(-goal)


def _said(count: float) -> str:
    return f"{count:.1f}" if count < 100 else f"{count:,.0f}"


def _readout(start: float, ratio: float, goal: float) -> tuple:
    far, near = _waits(start, 0, ratio).values(), _waits(0, _logit(goal), ratio).values()
    numbers = [
        [_said(slow), _said(fast), _said(slow / fast)] for slow, fast in (list(far), list(near))
    ]
    return (
        "start z = {}, ρ = {}: to A = ½ squared error {} epochs, cross-entropy {}, quotient {}; "
        "on to A = {} squared error {}, cross-entropy {}, quotient {}",
        (f"{start:.1f}", f"{ratio:g}", *numbers[0], f"{goal:.2f}", *numbers[1]),
    )


def _parts(start: float, ratio: float, goal: float) -> dict:
    far, near = 0, 1
    starts, goals = np.linspace(1, 10, 181), np.geomspace(0.01, 0.3, 181)
    placed = {}
    for name in BOTH.values():
        placed[f"{name}-far-curve"] = (far, starts, _waits(starts, 0, ratio)[name])
        placed[f"{name}-far-point"] = (far, start, _waits(start, 0, ratio)[name])
        placed[f"{name}-near-curve"] = (near, goals, _waits(0, _logit(goals), ratio)[name])
        placed[f"{name}-near-point"] = (near, goal, _waits(0, _logit(goal), ratio)[name])
    return placed


RACE = Expected(
    label=(
        "Left: the epochs until A = ½ over the logit at the start",
        "Right: the epochs from A = ½ on over the error to be reached",
        "squared error and for cross-entropy",
        "logarithmic",
    ),
    sliders={
        "start": Slider("start", "logit at the start of the training, z = w + b", 1, 10, 0.1),
        "ratio": Slider(
            "ρ", "squared error's learning rate, in multiples of cross-entropy's", 1, 16, 0.25
        ),
        "goal": Slider("goal", "error A to be reached", 0.01, 0.3, 0.01),
    },
    presets={
        "same rate": Preset({"ratio": 1}, 0.73, 1),
        "equal at A = ½": Preset({"ratio": 4}, 0.73, 1),
        "equal on average": Preset({"ratio": 6}, 0.73, 1),
        "equal peaks": Preset({"ratio": 6.75}, 0.73, 1),
    },
    axes=(
        Axes(
            ("logit z at the start", "epochs until A = ½"),
            ((0.9, 10.1), (1, 1e5)),
            legend=BOTH,
        ),
        Axes(("error A to be reached", "epochs from A = ½ on"), ((0.34, 0.009), (1, 1e5))),
    ),
    error=lambda start, **_: 1 / (1 + np.exp(-start)),
    readout=_readout,
    parts=_parts,
)
