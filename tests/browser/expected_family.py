"""What the family of losses must show: the gradient (a − y) σ′(z)^t, for target 0."""

from functools import cache

import numpy as np
from promises import Axes, Expected, Preset, Slider
from scipy.integrate import quad
from scipy.special import expit, hyp2f1

from helpers.neuron import (
    binary_cross_entropy,
    binary_cross_entropy_curvature,
    cross_entropy_law,
    escape_time,
    half_squared_error,
    half_squared_error_curvature,
    half_squared_error_law,
)

LOGITS, STARTS = np.linspace(-10, 10, 101), np.linspace(1, 10, 37)
OVER_Z, OVER_A = (-10.4, 10.4), (-0.02, 1.02)
LEGEND = {"squared error": "squared-error", "cross-entropy": "cross-entropy", "member t": "member"}


def law(t: float, A: np.ndarray) -> np.ndarray:
    return A ** (1 + t) * (1 - A) ** t


def loss(t: float, z: np.ndarray) -> np.ndarray:
    """The law over A(1 − A), integrated from 0 to a: an incomplete beta function."""
    a = expit(z)
    return a ** (1 + t) / (1 + t) * hyp2f1(1 + t, 1 - t, 2 + t, a)


@cache
def time(t: float, start: float) -> float:
    return quad(lambda z: 0.5 / law(t, expit(z)), 0, start, epsabs=0, epsrel=1e-11)[0]


def curvature(t: float, z: np.ndarray) -> np.ndarray:
    """The law by A, times the slope of the sigmoid."""
    a = expit(z)
    by_error = (1 + t) * a**t * (1 - a) ** t - t * a ** (1 + t) * (1 - a) ** (t - 1)
    return by_error * a * (1 - a)


def _at_zero(loss: callable) -> callable:
    return lambda z: loss(z, 0)


def _on_both(squared: callable, cross: callable) -> dict:
    return {"squared-error": squared, "cross-entropy": cross}


SLIDERS = {"t": Slider("t", "power of σ′(z) in the gradient", -0.8, 1.2, 0.02)}
PRESETS = {
    "boosting's loss": Preset({"t": -0.5}, -0.5, -0.5),
    "cross-entropy": Preset({"t": 0}, 0, 0),
    "squared error": Preset({"t": 1}, 1, 1),
}


def _speed_readout(t: float) -> tuple:
    said = "t = {}: |∂L/∂z| = A^{} (1 − A)^{}, time from z = 8 to 0: {}"
    return said, (f"{t:.2f}", f"{1 + t:.2f}", f"{t:.2f}", time(t, 8.0))


def _speed_parts(t: float) -> dict:
    errors = np.r_[0, expit(LOGITS), 1]
    with np.errstate(divide="ignore"):  # a law without a bound leaves at the top
        drawn = np.minimum(law(t, errors), 10_000)
    return {
        "member-law-curve": (0, errors, drawn),
        "member-time-curve": (1, STARTS, np.array([time(t, start) for start in STARTS])),
        "member-time-point": (1, 8, time(t, 8.0)),
    }


SPEED = Expected(
    label=("Left: the size of the gradient over the error A", "Right: how long small steps take"),
    sliders=SLIDERS,
    presets=PRESETS,
    axes=(
        Axes(
            ("error A = |a − y|", "size of gradient |∂L/∂z|"),
            (OVER_A, (-0.1, 2.1)),
            legend=LEGEND,
            curves=_on_both(half_squared_error_law, cross_entropy_law),
        ),
        Axes(
            ("wrong start z", "time to z = 0 [epochs × η]"),
            ((0.8, 10.2), (0.1, 2e5)),
            legend=LEGEND,
            curves=_on_both(
                lambda z: escape_time("squared error", z, 0),
                lambda z: escape_time("cross-entropy", z, 0),
            ),
        ),
    ),
    error=lambda t: t,
    readout=_speed_readout,
    parts=_speed_parts,
)


def _bends_readout(t: float) -> tuple:
    turn = np.log(1 + 1 / t) if t > 0 else None
    said = "nowhere negative" if turn is None else f"negative past z = {turn:.2f}"
    return "t = {}: L at z = 8: {}, curvature {}", (f"{t:.2f}", loss(t, 8.0), said)


def _bends_parts(t: float) -> dict:
    placed = {
        "member-loss-curve": (0, LOGITS, loss(t, LOGITS)),
        "member-curvature-curve": (1, LOGITS, curvature(t, LOGITS)),
    }
    if t > 0:
        turn = np.log(1 + 1 / t)
        placed["member-loss-point"] = (0, turn, loss(t, turn))
        placed["member-curvature-point"] = (1, turn, 0)
    return placed


BENDS = Expected(
    label=("Left: the loss over the logit z, for target 0", "Right: its second derivative"),
    sliders=SLIDERS,
    presets=PRESETS,
    axes=(
        Axes(
            ("logit z", "loss L"),
            (OVER_Z, (-0.5, 10.5)),
            legend=LEGEND,
            curves=_on_both(_at_zero(half_squared_error), _at_zero(binary_cross_entropy)),
        ),
        Axes(
            ("logit z", "curvature ∂²L/∂z²"),
            (OVER_Z, (-0.11, 0.41)),
            legend=LEGEND,
            curves=_on_both(
                _at_zero(half_squared_error_curvature), _at_zero(binary_cross_entropy_curvature)
            ),
        ),
    ),
    error=lambda t: t,
    readout=_bends_readout,
    parts=_bends_parts,
)
