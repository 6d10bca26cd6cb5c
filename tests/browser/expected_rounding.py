"""What the rounding of cross-entropy must show: three ways, each with its relative errors."""

from functools import cache

import numpy as np
from mpmath import mp, mpf
from promises import Axes, Expected, Preset, Slider

from helpers.neuron import binary_cross_entropy, binary_cross_entropy_gradient, sigmoid

LOGITS = np.linspace(-50, 50, 201)
WAYS = {"from a": "from-output", "merged": "merged", "stable": "cross-entropy"}
LOOKS = {"from-output": ("#b5127b", 2, "triangle"), "merged": ("#7d7400", 4, "triangle")}
SCALES = (-52, 52), (1e-18, 1e5)


@cache
def _values(y: float, bits: float) -> tuple[dict, dict]:
    """The losses and the gradients by each way, over all logits."""
    kind = {32: np.float32, 64: np.float64}[int(bits)]
    z, t = LOGITS.astype(kind), kind(y)
    with np.errstate(all="ignore"):
        a = 1 / (1 + np.exp(-z))
        losses = {
            "from a": -(t * np.log(a) + (1 - t) * np.log(1 - a)),
            "merged": np.log(1 + np.exp(z)) - t * z,
            "stable": binary_cross_entropy(z, t),
        }
        gradients = {
            "from a": ((1 - t) / (1 - a) - t / a) * (a * (1 - a)),
            "merged": a - t,
            "stable": binary_cross_entropy_gradient(z, t),
        }
    return losses, gradients


@cache
def _errors(row: int, way: str, y: float, bits: float) -> np.ndarray:
    """The relative errors as drawn: an infinite one in the band on top, none on the bottom."""
    drawn = []
    with mp.workdps(60):
        for z, value in zip(LOGITS, _values(y, bits)[row][way], strict=True):
            u = mp.exp(-mpf(z) if y else mpf(z))
            exact = mp.log(1 + u) if row == 0 else (-1 if y else 1) * u / (1 + u)
            off = abs(mpf(float(value)) / exact - 1) if np.isfinite(value) else 1e3
            drawn.append(max(float(off), 1e-17))
    return np.array(drawn)


def _readout(z: float, y: float, bits: float) -> tuple:
    at = int(np.searchsorted(LOGITS, z))
    found = [values[way][at] for values in _values(y, bits) for way in WAYS]
    texts = [
        "nan" if np.isnan(value) else "∞" if np.isinf(value) else float(value) for value in found
    ]
    three = ", ".join(f"{way} {{}}" for way in WAYS)
    words = f"z = {{}}, y = {{}}, float{{}}: L: {three}; ∂L/∂z: {three}"
    return words, (f"{z:.1f}", f"{y:g}", f"{bits:g}", *texts)


def _parts(z: float, y: float, bits: float) -> dict:
    placed = {}
    for row, what in enumerate(("loss", "gradient")):
        for way, name in WAYS.items():
            errors = _errors(row, way, y, bits)
            placed[f"{name}-{what}-curve"] = (row, LOGITS, errors)
            placed[f"{name}-{what}-point"] = (row, z, errors[np.searchsorted(LOGITS, z)])
    return placed


ROUNDING = Expected(
    label=(
        "Left: the relative error of the loss over the logit z",
        "from a, merged, stable",
        "Right: that of the gradient",
        "infinite or not a number",
    ),
    sliders={
        "z": Slider("z", "logit, the input of the sigmoid", -50, 50, 0.5),
        "y": Slider("y", "target; strictly between 0 and 1 it is soft", 0, 1, 1),
        "bits": Slider("bits", "bits of a floating-point number: float32 or float64", 32, 64, 32),
    },
    presets={
        "confidently wrong": Preset({"z": 40, "y": 0}, 0.9, 1),
        "undecided": Preset({"z": 0, "y": 1}, 0.5, 0.5),
        "confidently right": Preset({"z": 40, "y": 1}, 0, 0.1),
    },
    axes=tuple(
        Axes(
            ("logit z", f"relative error of {symbol}"),
            SCALES,
            legend=WAYS,
            more_words=("∞ or nan",),
        )
        for symbol in ("L", "∂L/∂z")
    ),
    error=lambda z, y, bits: abs(sigmoid(z) - y),
    readout=_readout,
    parts=_parts,
)
