"""Answers to the exercises of lesson 00, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.integrate import quad
from scipy.special import expit, log_expit


def squared(z, y):
    return (expit(z) - y) ** 2 / 2


def surprise(z, y):
    return -y * log_expit(z) - (1 - y) * log_expit(-z)


def own_loop(X, w, b, y):
    total = 0.0
    for inputs, target in zip(X, y, strict=True):
        z = sum(weight * x for weight, x in zip(w, inputs, strict=True)) + b
        total += (1 / (1 + np.exp(-z)) - target) ** 2
    return total / (2 * len(y))


def mean_only(X, w, b, y):
    """Right where all samples are alike: the cost of the mean sample."""
    return squared(np.mean(X @ w + b), np.mean(y))


def at_most(low, high):
    """The largest price between two predictions, tried one by one."""
    return lambda y: max(squared(np.log(a / (1 - a)), y) for a in np.linspace(low, high, 9))


def shortened(z, y, h):
    """Right for one step and one step only: it forgets that h is given."""
    h = 1e-4
    return (squared(z + h, y) - squared(z - h, y)) / (2 * h)


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
            lambda X, w, b, y: np.mean((expit(X @ w + b) - y) ** 2) / 2,
            lambda X, w, b, y: np.sum((expit(X.dot(w) + b) - y) ** 2) / (2 * y.size),
            lambda X, w, b, y: np.average(0.5 * (y - 1 / (1 + np.exp(-b - w @ X.T))) ** 2),
            lambda X, w, b, y: (
                np.linalg.norm(expit(np.sum(X * w, axis=1) + b) - y) ** 2 / (2 * len(X))
            ),
        ],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda X, w, b, y: np.mean((expit(X @ w + b) - y) ** 2),
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda X, w, b, y: sum(squared(X @ w + b, y)),
        ],
        "it has one factor 1/n too many (is a mean taken twice?)": [
            lambda X, w, b, y: np.mean(squared(X @ w + b, y)) / len(y),
        ],
        "it gives a value for each sample, where one number is wanted: take the mean": [
            lambda X, w, b, y: squared(X @ w + b, y),
        ],
        "the ½ and the 1/n are missing": [lambda X, w, b, y: sum((expit(X @ w + b) - y) ** 2)],
        "it compares z, not σ(z), with y": [
            lambda X, w, b, y: sum((X @ w + b - y) ** 2) / (2 * len(y)),
        ],
        "the square is missing": [lambda X, w, b, y: np.mean(expit(X @ w + b) - y) / 2],
        "it takes the size of a − y, where its square is wanted": [
            lambda X, w, b, y: np.mean(abs(y - expit(X @ w + b))) / 2,
        ],
        "square first, then take the mean": [
            lambda X, w, b, y: (expit(X @ w + b) - y).mean() ** 2 / 2,
        ],
        "the ½ is squared as well": [
            lambda X, w, b, y: np.mean((0.5 * (expit(X @ w + b) - y)) ** 2),
        ],
        "no root is wanted": [
            lambda X, w, b, y: np.sqrt(((expit(X @ w + b) - y) ** 2).mean()),
        ],
        "that is the cost of cross-entropy": [lambda X, w, b, y: surprise(X @ w + b, y).mean()],
        "that is the gradient of the loss, not the loss": [
            lambda X, w, b, y: np.mean(
                (expit(X @ w + b) - y) * expit(X @ w + b) * expit(-X @ w - b)
            ),
        ],
        "it divides by n − 1, not by n": [
            lambda X, w, b, y: np.sum(squared(X @ w + b, y)) / (len(y) - np.float64(1)),
        ],
        "b is added to each term of the sum; it is added once": [
            lambda X, w, b, y: np.mean(squared(np.sum(w * X + b, axis=-1), y)),
        ],
        "each sample has its own z; it takes that of their mean inputs": [
            lambda X, w, b, y: np.mean(squared(X.mean(axis=0) @ w + b, y)),
        ],
        "the sign is wrong": [lambda X, w, b, y: -np.mean(squared(X @ w + b, y))],
        "b is left out, as if it were 0": [lambda X, w, b, y: np.mean(squared(X @ w, y))],
        "b has the wrong sign": [lambda X, w, b, y: np.mean(squared(X @ w - b, y))],
        "y is left out, as if it were 0": [
            lambda X, w, b, y: np.mean(expit(X @ w + b) ** 2) / 2,
        ],
        "w is left out, as if it were 1": [
            lambda X, w, b, y: np.mean(squared(X.sum(axis=1) + b, y)),
        ],
        "it is right for n = 5 only; …": [
            lambda X, w, b, y: np.sum((expit(X @ w + b) - y) ** 2) / 2 / 5,
        ],
        "it is right for m = 1 only; …": [
            lambda X, w, b, y: np.mean(squared(X[:, 0] * w[0] + b, y)),
        ],
        "it is right where all samples are equal, and wrong where they differ": [
            mean_only,
            lambda X, w, b, y: np.median(squared(X @ w + b, y)),
            lambda X, w, b, y: squared(X @ w + b, y)[0],
        ],
        "it gives 0.125 whatever the inputs": [lambda X, w, b, y: 0.125],
        "…": [
            lambda X, w, b, y: np.mean((expit(X @ w + b) - y) ** 2 / 2) + 1e-4,
            lambda X, w, b, y: np.var(expit(X @ w + b) - y) / 2 + 1,
            lambda X, w, b, y: np.mean(squared(X.T @ w + b, y)),
        ],
    },
    "ceiling": {
        "Right.": [
            lambda y: 0.5 * max(y, 1 - y) ** 2,
            lambda y: (0.5 + abs(y - 0.5)) ** 2 / 2,
            lambda y: (1 - y) ** 2 / 2 if y < 0.5 else y**2 / 2,
            lambda y: max(squared(-50, y), squared(50, y)),
            lambda y: np.float32(np.maximum(y, 1 - y) ** 2 / 2),
        ],
        "that is right for the targets 0 and 1 only": [lambda y: 0.5, lambda y: 1 / 2 + 0 * y],
        "z may go either way; it lets a go to 0 only": [
            lambda y: y**2 / 2,
            lambda y: squared(-50, y),
        ],
        "z may go either way; it lets a go to 1 only": [
            lambda y: (y - 1) ** 2 / 2,
            lambda y: squared(50, y),
        ],
        "a can go to the end that is farther from y, not only to the nearer": [
            lambda y: 0.5 * min(y, 1 - y) ** 2,
        ],
        "that is the largest error; squared error takes half its square": [
            lambda y: max(y, 1 - y),
        ],
        "the square is missing": [lambda y: max(y, 1 - y) / 2],
        "it adds what a → 0 and a → 1 would cost, and a goes to one end only": [
            lambda y: squared(-50, y) + squared(50, y),
        ],
        "it takes the mean of what a → 0 and a → 1 would cost; take the larger": [
            lambda y: np.mean([y**2, (1 - y) ** 2]) / 2,
        ],
        "it starts at z = 0; a need not stay near ½": [lambda y: squared(0, y)],
        "that is the price of a = y, the lowest there is": [lambda y: 0.0],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda y: max(y, 1 - y) ** 2,
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda y: (max(y, 1 - y) / 2) ** 2,
        ],
        "the sign is wrong": [lambda y: -(max(y, 1 - y) ** 2) / 2],
        "it is wrong for soft y; …": [
            lambda y: max(squared(-50, round(y)), squared(50, round(y))) - y * (1 - y) / 9,
            lambda y: 0.5 if y in (0, 1) else 0.25,
        ],
        "…": [
            at_most(0.05, 0.95),
            lambda y: max(surprise(-50, y), surprise(50, y)),
            lambda y: y**3,
        ],
    },
    "measured_gradient": {
        "Right.": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / (2 * h),
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / 2 / h,
            lambda z, y, h: 0.5 / h * (-squared(z - h, y) + squared(z + h, y)),
            lambda z, y, h: by.squared_error(z + h, y) / (2 * h) - squared(z - h, y) / (2 * h),
            lambda z, y, h: np.diff([squared(z - h, y), squared(z + h, y)])[0] / (h + h),
        ],
        "it steps forward only": [lambda z, y, h: (squared(z + h, y) - squared(z, y)) / h],
        "it steps backward only": [lambda z, y, h: (squared(z, y) - squared(z - h, y)) / h],
        "from z to z + h it is one h, not two": [
            lambda z, y, h: (squared(z + h, y) - squared(z, y)) / (2 * h),
        ],
        "from z − h to z it is one h, not two": [
            lambda z, y, h: (squared(z, y) - squared(z - h, y)) / (2 * h),
        ],
        "from z − h to z + h it is two h, not one": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / h,
        ],
        "the 2 * h needs its parentheses": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / 2 * h,
        ],
        "it multiplies by 2h, where it should divide": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) * (2 * h),
        ],
        "the division by 2h is missing": [
            lambda z, y, h: squared(z + h, y) - squared(z - h, y),
        ],
        "it divides by 2, not by 2h": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / 2,
        ],
        "it divides by h², not by 2h": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / h**2,
        ],
        "h is added to y, not to z": [
            lambda z, y, h: (squared(z, y + h) - squared(z, y - h)) / (2 * h),
        ],
        "h is added to L, not to z": [
            lambda z, y, h: ((squared(z, y) + h) - (squared(z, y) - h)) / (2 * h),
        ],
        "h is added to a, not to z": [
            lambda z, y, h: ((expit(z) + h - y) ** 2 - (expit(z) - h - y) ** 2) / (4 * h),
        ],
        "h multiplies z; add it": [
            lambda z, y, h: (squared(z + z * h, y) - squared(z - z * h, y)) / (2 * h),
        ],
        "that is a formula, or a step of its own; measure with the step h": [
            lambda z, y, h: (expit(z) - y) * expit(z) * expit(-z),
            shortened,
        ],
        "the difference is the wrong way round": [
            lambda z, y, h: (squared(z - h, y) - squared(z + h, y)) / (2 * h),
        ],
        "it measures cross-entropy": [
            lambda z, y, h: (surprise(z + h, y) - surprise(z - h, y)) / (2 * h),
        ],
        "that is the second slope": [
            lambda z, y, h: (squared(z + h, y) - 2 * squared(z, y) + squared(z - h, y)) / h**2,
        ],
        "2h stands in the place of h": [
            lambda z, y, h: (squared(z + 2 * h, y) - squared(z - 2 * h, y)) / (4 * h),
        ],
        "…": [
            lambda z, y, h: (squared(z + h, y) - squared(z - h, y)) / 2 + h,
            lambda z, y, h: (squared(z + h, y) + squared(z - h, y)) / (2 * h),
            lambda z, y, h: (squared(z + h, y) - squared(z - 2 * h, y)) / (3 * h),
            lambda z, y, h: (squared(z + 2 * h, y) - squared(z - h, y)) / (2 * h),
        ],
    },
}


DEFINED = {
    "squared_error": by.squared_error,
    "cost": lambda X, w, b, y: np.mean(by.squared_error(np.einsum("nm,m->n", X, w) + b, y)),
    "ceiling": lambda y: max((np.linspace(0, 1, 1001) - y) ** 2 / 2),
    "measured_gradient": lambda z, y, h: (
        quad(lambda s: by.slope(lambda t: by.squared_error(t, y), s), z - h, z + h)[0] / (2 * h)
    ),
}
"""Each right answer once more, sharing nothing with the course."""
