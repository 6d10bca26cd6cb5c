"""Answers to the exercises of lesson 02, each under the verdict it must get."""

import by_differences as by
import mpmath
import numpy as np
from scipy.special import expit, logit


def slope(z):
    return expit(z) * expit(-z)


def delta(z, y):
    return (expit(z) - y) * slope(z)


def by_sign(A, y):
    if y:
        return -A * A * (1 - A)
    return A * A * (1 - A)


def through_the_logit(A, y):
    return delta(logit(A) if y == 0 else -logit(A), y)


def by_search(p):
    error = np.linspace(0, 1, 2001)[1:-1]
    return error[np.argmax(p * np.log(error) + np.log(1 - error))]


ANSWERS = {
    "weight_gradient": {
        "Right.": [
            lambda z, y, x: delta(z, y) * x,
            lambda z, y, x: x * (expit(z) - y) * np.exp(-z) / (1 + np.exp(-z)) ** 2,
            lambda z, y, x: (expit(z) - y) * (expit(z) - expit(z) ** 2) * x,
            lambda z, y, x: np.float32(x * delta(z, y)),
        ],
        "it lacks the factor x": [lambda z, y, x: delta(z, y)],
        "it lacks the factor σ′(z)": [lambda z, y, x: (expit(z) - y) * x],
        "it lacks the factor a − y": [lambda z, y, x: slope(z) * x],
        "it has one factor a − y too many": [
            lambda z, y, x: (expit(z) - y) ** 2 * slope(z) * x,
        ],
        "it has one factor x too many": [lambda z, y, x: delta(z, y) * x * x],
        "it has one factor σ′(z) too many": [lambda z, y, x: delta(z, y) * slope(z) * x],
        "the sign is wrong": [lambda z, y, x: (y - expit(z)) * slope(z) * x],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, y, x: 2 * delta(z, y) * x,
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda z, y, x: delta(z, y) * x / 2,
        ],
        "σ′ is taken at x, not at z": [lambda z, y, x: (expit(z) - y) * slope(x) * x],
        "σ′ is taken at z x, but z holds x already": [
            lambda z, y, x: (expit(z) - y) * slope(z * x) * x,
        ],
        "z holds x already; σ is taken at z, not z x": [lambda z, y, x: delta(z * x, y) * x],
        "σ′ is taken at a, not at z": [lambda z, y, x: (expit(z) - y) * slope(expit(z)) * x],
        "σ′(z) is a(1 − a), not z(1 − z)": [lambda z, y, x: (expit(z) - y) * z * (1 - z) * x],
        "σ′(z) is a(1 − a), not a": [lambda z, y, x: (expit(z) - y) * expit(z) * x],
        "σ′(z) is a(1 − a), not 1 − a": [lambda z, y, x: (expit(z) - y) * (1 - expit(z)) * x],
        "σ′(z) is a(1 − a), not 1 − a²": [
            lambda z, y, x: (expit(z) - y) * (1 - expit(z) ** 2) * x,
        ],
        "it compares z, not σ(z), with y": [lambda z, y, x: (z - y) * slope(z) * x],
        "1 − y stands in the place of y": [lambda z, y, x: delta(z, 1 - y) * x],
        "it is right for -4 < z < 0 and 0 < z < 4 only; …": [
            lambda z, y, x: delta(np.clip(z, -4, 4), y) * x,
            lambda z, y, x: 0.0 if abs(z) > 4 else delta(z, y) * x,
        ],
        "it is right for y = 0 only; …": [lambda z, y, x: expit(z) * slope(z) * (1 - y) * x],
        "…": [
            lambda z, y, x: delta(z, y) + x,
            lambda z, y, x: 0.0 if abs(z) > 20 else delta(z, y) * x,
            lambda z, y, x: (expit(z) - y) * slope(z) * (x + 1),
            lambda z, y, x: (expit(z * x) - y) * slope(z) * x,
        ],
    },
    "error_gradient": {
        "Right.": [
            by_sign,
            through_the_logit,
            lambda A, y: (1 - 2 * y) * A**2 * (1 - A),
            lambda A, y: (A**2 - A**3) * (-1) ** y,
            lambda A, y: np.where(y == 1, -1, 1) * A * A * (1 - A),
        ],
        "it gives the magnitude; the sign is lost": [lambda A, y: A**2 * (1 - A)],
        "A is the size of a − y; it is a for y = 0 only": [lambda A, y: (A - y) * A * (1 - A)],
        "the sign is that of a − y: + for y = 0, − for y = 1": [
            lambda A, y: (2 * y - 1) * A**2 * (1 - A),
        ],
        "1 − A stands in the place of A": [lambda A, y: (1 - 2 * y) * (1 - A) ** 2 * A],
        "that is the loss, signed": [lambda A, y: (1 - 2 * y) * A**2 / 2],
        "that is only the sign: the factors A²(1 − A) are missing": [lambda A, y: 1 - 2 * y],
        "that is the derivative of A²(1 − A) by A": [
            lambda A, y: (1 - 2 * y) * (2 * A - 3 * A**2),
        ],
        "it lacks the factor 1 − A": [lambda A, y: (1 - 2 * y) * A**2],
        "it lacks the factor A": [lambda A, y: (1 - 2 * y) * A * (1 - A)],
        "it lacks the factor σ′(z) = A(1 − A)": [lambda A, y: A if y == 0 else -A],
        "it has one factor A too many": [lambda A, y: (1 - 2 * y) * A**3 * (1 - A)],
        "it has one factor 1 − A too many": [
            lambda A, y: (1 - 2 * y) * A**2 * (1 - A) ** 2,
        ],
        "the sign is wrong and it lacks the factor 1 − A": [lambda A, y: (2 * y - 1) * A**2],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda A, y: (1 - 2 * y) * 2 * A**2 * (1 - A),
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda A, y: (0.5 - y) * A**2 * (1 - A),
        ],
        "y is left out, as if it were 1": [lambda A, y: -(A**2) * (1 - A)],
        "it is right for y = 1 only; …": [lambda A, y: -y * A**2 * (1 - A)],
        "it is right for y = 0 only; …": [
            lambda A, y: (1 - y) * A**2 * (1 - A),
            lambda A, y: (A - y) ** 2 * (1 - A) * A / (A + y) * (1 - y),
        ],
        "it gives 0.1481 whatever the inputs": [lambda A, y: 4 / 27],
        "it is right for A away from 0 and 1 only; …": [
            lambda A, y: (1 - 2 * y) * np.clip(A, 0.05, 0.95) ** 2 * (1 - np.clip(A, 0.05, 0.95)),
        ],
        "…": [
            lambda A, y: (1 - 2 * y) * A**2 * (1 - A**2),
            lambda A, y: (1 - 2 * y) * A**2 * (1 - A) + 0.01,
            lambda A, y: (1 - 2 * y) * A**2 * (1 + A),
        ],
    },
    "peak": {
        "Right.": [
            lambda p: p / (p + 1),
            lambda p: 1 - 1 / (p + 1),
            lambda p: 1 / (1 + 1 / p),
            lambda p: expit(np.log(p)),
        ],
        "σ′ is A(1 − A), not 1 − A": [lambda p: (p - 1) / p],
        "that is the peak for p = 2, squared error; p is an argument": [lambda p: 0.6666666667],
        "that is the peak for p = 1; p is an argument": [lambda p: 0.5],
        "that is 1 − A at the peak": [lambda p: 1 / (1 + p)],
        "it is upside down": [lambda p: 1 + 1 / p],
        "that is the height of the peak; its place is wanted": [
            lambda p: (p / (p + 1)) ** p * (1 - p / (p + 1)),
        ],
        "the exponent of A is p, not p + 1": [lambda p: (p + 1) / (p + 2)],
        "the exponent of 1 − A is 1, not 2": [lambda p: p / (p + 2)],
        "it forgets the factor 1 − A, with which the product falls again": [lambda p: 1.0],
        "p + 1 needs its parentheses": [lambda p: p / p + 1],
        "the sign of p + 1 is wrong: it divides by p − 1": [lambda p: p / (p - 1)],
        "the sign is wrong": [lambda p: -p / (p + 1)],
        "it is twice the right answer (is a factor ½ missing?)": [lambda p: 2 * p / (p + 1)],
        "2p stands in the place of p": [lambda p: 2 * p / (2 * p + 1)],
        "it is the square of the right answer": [lambda p: (p / (p + 1)) ** 2],
        "it is the square root of the right answer": [lambda p: np.sqrt(p / (p + 1))],
        "it is right to …": [lambda p: p / (p + 1.01), by_search],
        "it gives 0.75 whatever the inputs": [lambda p: 0.75],
        "it is right for 0.1 < p < 1 only; …": [lambda p: p / (p + 1) if p < 1 else 0.5],
        "…": [
            lambda p: min(p / (p + 1), 0.49),
            lambda p: 1 - np.exp(-p),
        ],
    },
}


def steepest(p):
    """Return the error, for target 0, where the slope of A**p / p by z stops growing."""
    z = np.linspace(-8, 8, 161)
    near = z[np.argmax(np.gradient(expit(z) ** p / p, z))]

    def loss(z):
        return (1 / (1 + mpmath.exp(-z))) ** p / p

    ends = (near - 0.2, near + 0.2)
    root = mpmath.findroot(lambda z: mpmath.diff(loss, z, 2), ends, solver="anderson")
    return float(1 / (1 + mpmath.exp(-root)))


DEFINED = {
    "weight_gradient": lambda z, y, x: by.slope(lambda w: by.squared_error(w * x + z, y), 0.0),
    "error_gradient": lambda A, y: by.slope(lambda z: by.squared_error(z, y), logit(abs(y - A))),
    "peak": steepest,
}
"""Each right answer once more, sharing nothing with the course."""
