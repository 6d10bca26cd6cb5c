"""Answers to the exercises of lesson 08, each under the verdict it must get."""

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import expit, logit

HALF, DOUBLE = (
    "it is half the right answer (is there a factor ½ too many?)",
    "it is twice the right answer (is a factor ½ missing?)",
)

ANSWERS = {
    "own_loss": {
        "Right.": [
            lambda A: -np.log(1 - A) - A,
            lambda A: np.log(1 / (1 - A)) - A,
            lambda A: quad(lambda s: s / (1 - s), 0, A)[0],
            lambda A: quad(lambda z: expit(z) ** 2, -np.inf, logit(A))[0],
        ],
        "the law is ∂L/∂z; divide it by the slope A(1 − A) before you integrate": [
            lambda A: A**3 / 3,
        ],
        "that is ∂L/∂A; integrate it": [lambda A: A**2 / (A * (1 - A))],
        "that is the law; the loss is asked for": [lambda A: A * A],
        "it multiplies the law by the slope A(1 − A), and must divide by it": [
            lambda A: A**4 * (1 / 4 - A / 5),
        ],
        "the integral of 1/(1 − A) is −ln(1 − A): a minus is lost": [
            lambda A: np.log(1 - A) - A,
        ],
        "that is cross-entropy, whose law is A": [lambda A: -np.log(1 - A)],
        "A/(1 − A) is 1/(1 − A) − 1, not 1/(1 − A) + 1": [lambda A: A - np.log(1 - A)],
        "that is squared error, whose law is A²(1 − A)": [lambda A: 0.5 * A * A],
        "it is off by a term that is free of A": [lambda A: 1 - A - np.log(1 - A)],
        "the sign is wrong": [lambda A: A + np.log(1 - A)],
        DOUBLE: [lambda A: -2 * (np.log(1 - A) + A)],
        HALF: [lambda A: -(np.log(1 - A) + A) / 2],
        "its logarithm has base 2, not e": [lambda A: -(np.log(1 - A) + A) / np.log(2)],
        "…": [
            lambda A: -np.log2(1 - A) - A,
            lambda A: A**2 / 2 + A**3 / 3,
            lambda A: -np.log(1 - A) - A if A < 0.5 else -np.log(1 - A),
            lambda A: -np.log(1 - A) - A + 1e-4 * A,
        ],
    },
    "matching_loss": {
        "Right.": [
            lambda z, y: np.sqrt(1 + z**2) - y * z,
            lambda z, y: np.cosh(np.arcsinh(z)) - y * z,
            lambda z, y: 1 / (np.sqrt(1 + z**2) + y * z),
            lambda z, y: 1 + quad(lambda s: s / np.sqrt(1 + s**2) - y, 0, z)[0],
        ],
        "L must go to 0 as a goes to y, not as z goes to 0": [
            lambda z, y: np.hypot(1, z) - 1 - y * z,
        ],
        "that matches a = tanh(z)": [lambda z, y: np.log(1 + np.exp(-2 * y * z))],
        "it integrates a − y by a; the loss is its integral by z": [
            lambda z, y: z**2 / (1 + z**2) / 2 - y * z / np.hypot(1, z),
        ],
        "that is squared error; behind this output its gradient has the slope as a factor": [
            lambda z, y: (y - z / np.hypot(1, z)) ** 2 / 2,
        ],
        "that matches the output a = z": [lambda z, y: (y - z) ** 2 / 2],
        "that matches the output a = z, up to a constant": [lambda z, y: z * (z / 2 - y)],
        "that is ∂L/∂z; the loss is asked for": [lambda z, y: z / np.hypot(1, z) - y],
        "that is the slope of the output; it wants an integral": [
            lambda z, y: 1 / np.hypot(1, z) ** 3,
        ],
        "that matches the sigmoid, with the targets 0 and 1": [
            lambda z, y: np.log(1 + np.exp(z)) - y * z,
        ],
        "the integral of y is yz, and it is missing": [lambda z, y: np.hypot(1, z)],
        "the term yz has the wrong sign": [lambda z, y: np.hypot(1, z) + y * z],
        "the slope of √(1 + z²) is a already: a factor 2 is too many": [
            lambda z, y: 2 * np.hypot(1, z) - y * z,
        ],
        "the slope of √(1 + z²) is a already: a factor ½ is too many": [
            lambda z, y: np.hypot(1, z) / 2 - y * z,
        ],
        "that is the hinge loss; its gradient is no a − y": [lambda z, y: max(0, 1 - y * z)],
        "that is the exponential loss; its gradient has no bound": [lambda z, y: np.exp(-z * y)],
        "it is off by a term that is free of z": [lambda z, y: np.hypot(1, z) - y * z - y],
        "the sign is wrong": [lambda z, y: y * z - np.hypot(1, z)],
        DOUBLE: [lambda z, y: 2 * (np.hypot(1, z) - y * z)],
        HALF: [lambda z, y: (np.hypot(1, z) - y * z) / 2],
        "…": [
            lambda z, y: np.hypot(1, z) - z,
            lambda z, y: max(0, -2 * y * z),
            lambda z, y: np.hypot(1, z) - y * z + 1e-4 * z,
        ],
    },
    "resting_place": {
        "Right.": [
            lambda p, c: c * p / (1 - p) if p < 0.5 else 1 - c * (1 - p) / p,
            lambda p, c: 0.5 + np.sign(p - 0.5) * (0.5 - c * min(p, 1 - p) / max(p, 1 - p)),
            lambda p, c: brentq(
                lambda a: (1 - p) * min(a, c) - p * min(1 - a, c), 0, 1, xtol=1e-14
            ),
        ],
        "that is where the pulls balance if nothing is clipped": [lambda p, c: p],
        "below p = ½ it is the pull of the zeros that is not clipped": [
            lambda p, c: 1 - c / p + c,
        ],
        "above p = ½ it is the pull of the ones that is not clipped": [
            lambda p, c: p * c / (1 - p),
        ],
        "at a = p the smaller group's pull is clipped already, so a cannot rest there": [
            lambda p, c: max(p, 1 - c) if p > 0.5 else min(p, c),
        ],
        "for p below ½, a rests below p; and at a = p one pull is clipped already": [
            lambda p, c: np.clip(p, 1 - c, 1),
        ],
        "it clips the output, not the gradients": [lambda p, c: min(max(p, c), 1 - c)],
        "the larger group's pull fades before the output is certain": [
            lambda p, c: 1.0 if p > 0.5 else 0.0,
        ],
        "that is 1 − a": [lambda p, c: c * (1 - p) / p if p > 0.5 else 1 - c * p / (1 - p)],
        "that is how far a lies from its nearer end": [
            lambda p, c: c * (1 - p) / p if p > 0.5 else c * p / (1 - p),
        ],
        "there one pull begins to be clipped; the sizes of the groups count too": [
            lambda p, c: 1 - c if p > 0.5 else c,
        ],
        "the smaller group's pull is the clipped one, for it is the more wrong": [
            lambda p, c: c * p / (1 - p) if p > 0.5 else 1 - c * (1 - p) / p,
        ],
        "the sign is wrong": [lambda p, c: -c * p / (1 - p) if p < 0.5 else c * (1 - p) / p - 1],
        DOUBLE: [lambda p, c: 2 * c * p / (1 - p) if p < 0.5 else 2 - 2 * c * (1 - p) / p],
        HALF: [lambda p, c: c * p / (1 - p) / 2 if p < 0.5 else 0.5 - c * (1 - p) / p / 2],
        "…": [
            lambda p, c: 0.5 + np.sign(p - 0.5) * (0.5 - c),
            lambda p, c: p + 0 * c if c > 0.4 else c * p / (1 - p),
            lambda p, c: 1 - c * (1 - p) if p > 0.5 else c * p,
            lambda p, c: p**2 / (p**2 + (1 - p) ** 2),
        ],
    },
}


def _brent(p, c):
    """Where the mean of the two clipped gradients by the logit changes its sign."""

    def mean_gradient(z):
        clipped = np.clip([expit(z), expit(z) - 1], -c, c)
        return (1 - p) * clipped[0] + p * clipped[1]

    return expit(brentq(mean_gradient, -20, 20, xtol=1e-13))


DEFINED = {
    "own_loss": lambda A: quad(lambda z: expit(z) ** 2, -40, logit(A), points=[-5, 0])[0],
    "matching_loss": lambda z, y: quad(
        lambda s: 1 / (np.sqrt(1 + s * s) * (np.sqrt(1 + s * s) + s)), y * z, np.inf
    )[0],
    "resting_place": _brent,
}
"""Each right answer once more, sharing nothing with the course."""
