"""The exercises of lesson 08: a law integrated, an output matched, clipped gradients."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, number


def _between(low, high):
    return lambda rng, shape: np.round(rng.uniform(low, high, shape), 3)


_MINUS_ONE_OR_ONE = Input(
    {
        "{} = -1": lambda rng, shape: np.full(shape, -1.0),
        "{} = 1": lambda rng, shape: np.full(shape, 1.0),
    }
)
_NOT_A_HALF = Input({"0 < {} < 0.5": _between(0.02, 0.49), "0.5 < {} < 1": _between(0.51, 0.98)})


def _output(z):
    return z / np.sqrt(1 + z * z)


def _matching_loss(z, y):
    return np.sqrt(1 + z * z) - y * z


def _resting_place(p, c):
    return 1 - c * (1 - p) / p if p > 0.5 else c * p / (1 - p)


EXERCISES = {
    "own_loss": Exercise(
        lambda A: -np.log1p(-A) - A,
        {"A": number(0.01, 0.5, 0.99)},
        {
            "the law is ∂L/∂z; divide it by the slope A(1 − A) before you integrate": (
                lambda A: A**3 / 3
            ),
            "that is ∂L/∂A; integrate it": lambda A: A / (1 - A),
            "that is the law; the loss is asked for": lambda A: A**2,
            "it multiplies the law by the slope A(1 − A), and must divide by it": (
                lambda A: A**4 / 4 - A**5 / 5
            ),
            "the integral of 1/(1 − A) is −ln(1 − A): a minus is lost": lambda A: np.log1p(-A) - A,
            "that is cross-entropy, whose law is A": lambda A: -np.log1p(-A),
            "A/(1 − A) is 1/(1 − A) − 1, not 1/(1 − A) + 1": lambda A: -np.log1p(-A) + A,
            "that is squared error, whose law is A²(1 − A)": lambda A: A**2 / 2,
        },
        free_of="A",
    ),
    "matching_loss": Exercise(
        _matching_loss,
        {"z": number(-6, -1, 0, 1, 6), "y": _MINUS_ONE_OR_ONE},
        {
            "L must go to 0 as a goes to y, not as z goes to 0": (
                lambda z, y: _matching_loss(z, y) - 1
            ),
            "that matches a = tanh(z)": lambda z, y: np.logaddexp(0, -2 * y * z),
            "it integrates a − y by a; the loss is its integral by z": lambda z, y: (
                _output(z) ** 2 / 2 - y * _output(z)
            ),
            "that is squared error; behind this output its gradient has the slope as a factor": (
                lambda z, y: (_output(z) - y) ** 2 / 2
            ),
            "that matches the output a = z": lambda z, y: (z - y) ** 2 / 2,
            "that matches the output a = z, up to a constant": lambda z, y: z**2 / 2 - y * z,
            "that is ∂L/∂z; the loss is asked for": lambda z, y: _output(z) - y,
            "that is the slope of the output; it wants an integral": lambda z, y: (
                (1 + z * z) ** -1.5 + 0 * y
            ),
            "that matches the sigmoid, with the targets 0 and 1": lambda z, y: (
                np.logaddexp(0, z) - y * z
            ),
            "the integral of y is yz, and it is missing": lambda z, y: np.sqrt(1 + z * z),
            "the term yz has the wrong sign": lambda z, y: _matching_loss(z, -y),
            "the slope of √(1 + z²) is a already: a factor 2 is too many": lambda z, y: (
                2 * np.sqrt(1 + z * z) - y * z
            ),
            "the slope of √(1 + z²) is a already: a factor ½ is too many": lambda z, y: (
                np.sqrt(1 + z * z) / 2 - y * z
            ),
            "that is the hinge loss; its gradient is no a − y": lambda z, y: np.maximum(
                0, 1 - y * z
            ),
            "that is the exponential loss; its gradient has no bound": lambda z, y: np.exp(-y * z),
        },
        free_of="z",
    ),
    "resting_place": Exercise(
        _resting_place,
        {"p": _NOT_A_HALF, "c": number(0.05, 0.25, 0.5)},
        {
            "that is where the pulls balance if nothing is clipped": lambda p, c: p,
            "below p = ½ it is the pull of the zeros that is not clipped": (
                lambda p, c: 1 - c * (1 - p) / p
            ),
            "above p = ½ it is the pull of the ones that is not clipped": (
                lambda p, c: c * p / (1 - p)
            ),
            "at a = p the smaller group's pull is clipped already, so a cannot rest there": (
                lambda p, c: max(p, 1 - c) if p > 0.5 else min(p, c)
            ),
            "for p below ½, a rests below p; and at a = p one pull is clipped already": (
                lambda p, c: max(p, 1 - c)
            ),
            "it clips the output, not the gradients": lambda p, c: np.clip(p, c, 1 - c),
            "the larger group's pull fades before the output is certain": lambda p, c: float(
                p > 0.5
            ),
            "that is 1 − a": lambda p, c: 1 - _resting_place(p, c),
            "that is how far a lies from its nearer end": lambda p, c: (
                c * min(p, 1 - p) / max(p, 1 - p)
            ),
            "there one pull begins to be clipped; the sizes of the groups count too": lambda p, c: (
                1 - c if p > 0.5 else c
            ),
            "the smaller group's pull is the clipped one, for it is the more wrong": lambda p, c: (
                c * p / (1 - p) if p > 0.5 else 1 - c * (1 - p) / p
            ),
        },
    ),
}
check = check_for(EXERCISES)
