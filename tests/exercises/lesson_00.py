"""Answers to the exercises of lesson 00, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.integrate import quad
from scipy.special import expit, log_expit, xlogy


def squared(z, y):
    return (expit(z) - y) ** 2 / 2


def surprise(z, y):
    return -y * log_expit(z) - (1 - y) * log_expit(-z)


def branching(z, y):
    a = 1 / (1 + np.exp(-z))
    if y == 1:
        return -np.log(a)
    if y == 0:
        return -np.log(1 - a)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def own_loop(z, y):
    total = 0.0
    for logit, target in zip(z, y, strict=True):
        total += (1 / (1 + np.exp(-logit)) - target) ** 2
    return total / (2 * len(z))


def shortened(z, y, h):
    """Right for one step and one step only: it forgets that h is given."""
    h = 1e-4
    return (surprise(z + h, y) - surprise(z - h, y)) / (2 * h)


SMALL = "it is right for -4 < z < 0 and 0 < z < 4 only; …"

ANSWERS = {
    "squared_error": {
        "Right.": [
            squared,
            lambda z, y: 0.5 * np.square(1 / (1 + np.exp(-z)) - y),
            lambda z, y: (y**2 - 2 * y * expit(z) + expit(z) ** 2) / 2,
            lambda z, y: np.float32(squared(z, y)),
        ],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, y: (expit(z) - y) ** 2,
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda z, y: ((expit(z) - y) / 2) ** 2,
        ],
        "the sign is wrong": [lambda z, y: -squared(z, y)],
        "it lacks the factor a − y": [lambda z, y: (expit(z) - y) / 2],
        "it has one factor a − y too many": [lambda z, y: (expit(z) - y) ** 3 / 2],
        "it has one factor σ′(z) too many": [
            lambda z, y: squared(z, y) * expit(z) * expit(-z),
        ],
        "it has one factor 1 − a too many": [lambda z, y: squared(z, y) * expit(-z)],
        "y is left out, as if it were 0": [lambda z, y: expit(z) ** 2 / 2],
        "y is left out, as if it were 1": [lambda z, y: (1 - expit(z)) ** 2 / 2],
        "z has the wrong sign": [
            lambda z, y: (1 / (1 + np.exp(z)) - y) ** 2 / 2,
            lambda z, y: (expit(z) - (1 - y)) ** 2 / 2,
        ],
        "σ is taken twice": [lambda z, y: (expit(expit(z)) - y) ** 2 / 2],
        "it is 1 minus the right answer": [lambda z, y: 1 - squared(z, y)],
        SMALL: [lambda z, y: squared(np.clip(z, -4, 4), y)],
        "it is wrong for soft y; …": [
            lambda z, y: squared(z, round(y)),
        ],
        "…": [
            lambda z, y: (z - y) ** 2 / 2 + 1,
            lambda z, y: abs(expit(z) - y) / 3,
            lambda z, y: (expit(z) + y) ** 2 / 2,
            lambda z, y: np.sin(z) + y,
        ],
    },
    "cost": {
        "Right.": [
            own_loop,
            lambda z, y: np.mean((expit(z) - y) ** 2) / 2,
            lambda z, y: np.sum((expit(z) - y) ** 2) / (2 * z.size),
            lambda z, y: np.average(0.5 * (y - 1 / (1 + np.exp(-z))) ** 2),
            lambda z, y: ((expit(z) - y) @ (expit(z) - y)) / 2 / len(y),
            lambda z, y: np.float32(np.mean(squared(z, y))),
        ],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, y: np.mean((expit(z) - y) ** 2),
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda z, y: sum(squared(z, y)),
        ],
        "it has one factor 1/n too many (is a mean taken twice?)": [
            lambda z, y: np.mean(squared(z, y)) / len(z),
        ],
        "it gives a value for each sample, where one number is wanted: take the mean": [squared],
        "the ½ and the 1/n are missing": [lambda z, y: sum((expit(z) - y) ** 2)],
        "it compares z, not σ(z), with y": [lambda z, y: sum((z - y) ** 2) / (2 * len(z))],
        "the square is missing": [lambda z, y: np.mean(expit(z) - y) / 2],
        "it takes the size of a − y, where its square is wanted": [
            lambda z, y: np.mean(abs(y - expit(z))) / 2,
        ],
        "square first, then take the mean": [lambda z, y: (expit(z) - y).mean() ** 2 / 2],
        "the ½ is squared as well": [lambda z, y: np.mean((0.5 * (expit(z) - y)) ** 2)],
        "no root is wanted": [lambda z, y: np.sqrt(((expit(z) - y) ** 2).mean())],
        "that is the cost of cross-entropy": [lambda z, y: surprise(z, y).mean()],
        "that is the gradient of the loss, not the loss": [
            lambda z, y: np.mean((expit(z) - y) * expit(z) * expit(-z)),
        ],
        "it divides by n − 1, not by n": [
            lambda z, y: np.sum(squared(z, y)) / (len(z) - np.float64(1)),
        ],
        "the sign is wrong": [lambda z, y: -np.mean(squared(z, y))],
        "y is left out, as if it were 0": [lambda z, y: np.mean(expit(z) ** 2) / 2],
        "z has the wrong sign": [lambda z, y: np.mean(squared(z, 1 - y))],
        "it is right for n = 5 only; …": [lambda z, y: np.sum((expit(z) - y) ** 2) / 2 / 5],
        "it is right for n = 4 only; …": [lambda z, y: np.sum((expit(z) - y) ** 2) / 8],
        "it is right where all samples are equal, and wrong where they differ": [
            lambda z, y: squared(np.mean(z), np.mean(y)),
            lambda z, y: np.median(squared(z, y)),
            lambda z, y: squared(z, y)[0],
        ],
        "it is right for small z only; …": [
            lambda z, y: np.mean(squared(np.clip(z, -4, 4), y)),
        ],
        "it gives 0.125 whatever the inputs": [lambda z, y: 0.125],
        "…": [
            lambda z, y: np.mean((expit(z) - y) ** 2 / 2) + 1e-4,
            lambda z, y: np.var(expit(z) - y) / 2 + 1,
        ],
    },
    "cross_entropy": {
        "Right.": [
            surprise,
            lambda z, y: np.logaddexp(0, z) - y * z,
            lambda z, y: np.log(1 + np.exp(z)) - y * z,
            lambda z, y: y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z)),
            lambda z, y: np.maximum(z, 0) - y * z + np.log1p(np.exp(-abs(z))),
        ],
        "Right, though …": [
            branching,
            lambda z, y: -(y * np.log(expit(z)) + (1 - y) * np.log(1 - expit(z))),
            lambda z, y: -xlogy(y, expit(z)) - xlogy(1 - y, 1 - expit(z)),
            lambda z, y: np.float32(
                -(y * np.log(np.float32(expit(z))) + (1 - y) * np.log(1 - np.float32(expit(z))))
            ),
        ],
        "y and 1 − y are swapped": [lambda z, y: surprise(z, 1 - y), lambda z, y: surprise(-z, y)],
        "a and y are swapped": [
            lambda z, y: -(expit(z) * np.log(y) + (1 - expit(z)) * np.log(1 - y)),
        ],
        "the minus belongs before both terms": [
            lambda z, y: -y * log_expit(z) + (1 - y) * log_expit(-z),
            lambda z, y: -y * np.log(expit(z)) + (1 - y) * np.log(1 - expit(z)),
        ],
        "the term of 1 − y is missing": [lambda z, y: -y * np.log(expit(z))],
        "the term of y is missing": [lambda z, y: -(1 - y) * log_expit(-z)],
        "y is left out, as if it were 1": [lambda z, y: np.log(1 + np.exp(-z))],
        "y is left out, as if it were 0": [lambda z, y: -log_expit(-z)],
        "the logarithms lack their weights y and 1 − y": [
            lambda z, y: -(log_expit(z) + log_expit(-z)),
        ],
        "that is its gradient": [lambda z, y: expit(z) - y],
        "that is squared error": [squared],
        "that is squared error, without its ½": [lambda z, y: (expit(z) - y) ** 2],
        "it takes the logarithm of z, not of σ(z)": [
            lambda z, y: -(y * np.log(z) + (1 - y) * np.log(1 - z)),
        ],
        "the sign is wrong": [lambda z, y: y * log_expit(z) + (1 - y) * log_expit(-z)],
        "its logarithm has base 2, not e": [
            lambda z, y: -(y * np.log2(expit(z)) + (1 - y) * np.log2(1 - expit(z))),
        ],
        "its logarithm has base 10, not e": [lambda z, y: surprise(z, y) / np.log(10)],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda z, y: surprise(z, y) / 2,
        ],
        "σ is taken twice": [lambda z, y: surprise(expit(z), y)],
        "it is wrong for soft y; …": [
            lambda z, y: -np.log(expit(z)) if y > 0.5 else -np.log(expit(-z)),
            lambda z, y: -np.log(abs(1 - y - expit(z))),
            lambda z, y: surprise(z, y) + y * (1 - y) * 1e-3,
        ],
        "it is right to 2 digits only …": [lambda z, y: surprise(z + 0.01, y)],
        "it is wrong for -40 < z < -38 and 38 < z < 40; …": [
            lambda z, y: np.clip(np.logaddexp(0, z) - y * z, 0, 38),
        ],
        SMALL: [
            lambda z, y: surprise(np.clip(z, -4, 4), y),
            lambda z, y: 0.0 if abs(z) > 4 else surprise(z, y),
        ],
        "it gives 0.7 whatever the inputs": [lambda z, y: 0.7],
        "…": [
            lambda z, y: -y * np.log(expit(z) + 1e-12) - (1 - y) * np.log(expit(-z) + 1e-12),
        ],
    },
    "measured_gradient": {
        "Right.": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / (2 * h),
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / 2 / h,
            lambda z, y, h: 0.5 / h * (-surprise(z - h, y) + surprise(z + h, y)),
            lambda z, y, h: (branching(z + h, y) - branching(z - h, y)) / (2 * h),
            lambda z, y, h: np.diff([surprise(z - h, y), surprise(z + h, y)])[0] / (h + h),
        ],
        "it steps forward only": [lambda z, y, h: (surprise(z + h, y) - surprise(z, y)) / h],
        "it steps backward only": [lambda z, y, h: (surprise(z, y) - surprise(z - h, y)) / h],
        "from z to z + h it is one h, not two": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z, y)) / (2 * h),
        ],
        "from z − h to z it is one h, not two": [
            lambda z, y, h: (surprise(z, y) - surprise(z - h, y)) / (2 * h),
        ],
        "from z − h to z + h it is two h, not one": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / h,
        ],
        "the 2 * h needs its parentheses": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / 2 * h,
        ],
        "it multiplies by 2h, where it should divide": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) * (2 * h),
        ],
        "the division by 2h is missing": [
            lambda z, y, h: surprise(z + h, y) - surprise(z - h, y),
        ],
        "it divides by 2, not by 2h": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / 2,
        ],
        "it divides by h², not by 2h": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / h**2,
        ],
        "h is added to y, not to z": [
            lambda z, y, h: (surprise(z, y + h) - surprise(z, y - h)) / (2 * h),
        ],
        "h is added to L, not to z": [
            lambda z, y, h: ((surprise(z, y) + h) - (surprise(z, y) - h)) / (2 * h),
        ],
        "h multiplies z; add it": [
            lambda z, y, h: (surprise(z + z * h, y) - surprise(z - z * h, y)) / (2 * h),
        ],
        "that is the formula a − y, or a step of its own; measure with the step h": [
            lambda z, y, h: expit(z) - y,
            shortened,
        ],
        "the difference is the wrong way round": [
            lambda z, y, h: (surprise(z - h, y) - surprise(z + h, y)) / (2 * h),
        ],
        "it measures squared error": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / (2 * h),
        ],
        "that is the second slope": [
            lambda z, y, h: (surprise(z + h, y) - 2 * surprise(z, y) + surprise(z - h, y)) / h**2,
        ],
        "2h stands in the place of h": [
            lambda z, y, h: (surprise(z + 2 * h, y) - surprise(z - 2 * h, y)) / (4 * h),
        ],
        "…": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / 2 + h,
            lambda z, y, h: (surprise(z + h, y) + surprise(z - h, y)) / (2 * h),
            lambda z, y, h: (surprise(z + h, y) - surprise(z - 2 * h, y)) / (3 * h),
            lambda z, y, h: (surprise(z + 2 * h, y) - surprise(z - h, y)) / (2 * h),
        ],
    },
}


DEFINED = {
    "squared_error": by.squared_error,
    "cost": lambda z, y: np.mean(by.squared_error(z, y)),
    "cross_entropy": lambda z, y: by.from_prediction(expit(z), y, expit(-z)),
    "measured_gradient": lambda z, y, h: quad(lambda s: expit(s) - y, z - h, z + h)[0] / (2 * h),
}
"""Each right answer once more, sharing nothing with the course."""
