"""Answers to the exercises of lesson 03, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.special import expit, log_expit


def slope(z):
    return expit(z) * expit(-z)


def one_by_one(X, y, w, b):
    gradient = np.zeros(len(w))
    for row, target in zip(X, y, strict=True):
        gradient += (1 / (1 + np.exp(-(row @ w + b))) - target) * row
    return gradient / len(X)


def by_weight(X, y, w, b):
    return X.T @ (expit(X @ w + b) - y) / len(y)


def weighted(z, y, t):
    return (1 - y) * expit(z) - t * y * expit(-z)


ANSWERS = {
    "slope_of_the_loss": {
        "Right.": [
            lambda a, y: (a - y) / (a * (1 - a)),
            lambda a, y: -(y / a - (1 - y) / (1 - a)),
            lambda a, y: (a - y) / (a - a**2),
            lambda a, y: (a - y) / a / (1 - a),
            lambda a, y: (1 - y) / (1 - a) - y / a,
        ],
        "ln(1 − a) has an inner slope, −1": [lambda a, y: -(y / a + (1 - y) / (1 - a))],
        "a(1 − a) stands below the line as a whole: it needs parentheses": [
            lambda a, y: (a - y) / a * (1 - a),
        ],
        "that is ∂L/∂z; ∂L/∂a has a(1 − a) below the line": [lambda a, y: a - y],
        "that is squared error's ∂L/∂z; here a(1 − a) stands below the line": [
            lambda a, y: (a - y) * a * (1 - a),
        ],
        "a(1 − a) stands below the line alone, without a − y above it": [
            lambda a, y: 1 / a / (1 - a),
        ],
        "that is the loss itself, not its slope": [
            lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)),
        ],
        "the term (1 − y)/(1 − a) is missing": [lambda a, y: -y / a],
        "the term −y/a is missing": [lambda a, y: (1 - y) / (1 - a)],
        "the terms lack their weights y and 1 − y": [lambda a, y: -1 / a + 1 / (1 - a)],
        "1 − a belongs under 1 − y, and a under y": [lambda a, y: (1 - y) / a - y / (1 - a)],
        "the sign is wrong": [lambda a, y: (y - a) / (a * (1 - a))],
        "it has one factor a too many": [lambda a, y: (a - y) / (1 - a)],
        "it has one factor 1 − a too many": [lambda a, y: (a - y) / a],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda a, y: 2 * (a - y) / (a * (1 - a)),
        ],
        "y is left out, as if it were 1": [lambda a, y: -1 / a],
        "1 − y stands in the place of y": [lambda a, y: (a - 1 + y) / (a * (1 - a))],
        "it is right for a away from 0 and 1 only; …": [
            lambda a, y: (
                (np.clip(a, 0.05, 0.95) - y)
                / (np.clip(a, 0.05, 0.95) * (1 - np.clip(a, 0.05, 0.95)))
            ),
        ],
        "it is wrong for soft y; …": [
            lambda a, y: -1 / a if y > 0.5 else 1 / (1 - a),
        ],
        "…": [
            lambda a, y: (a - y) / (a * (1 + a)),
            lambda a, y: (a - y) / (a * (1 - a) + 1e-7),
            lambda a, y: (a - y) / (a**2 * (1 - a) ** 2) + 1,
        ],
    },
    "weight_gradient": {
        "Right.": [
            one_by_one,
            by_weight,
            lambda X, y, w, b: np.mean((expit(X @ w + b) - y)[:, None] * X, axis=0),
            lambda X, y, w, b: (expit(X @ w + b) - y) @ X / X.shape[0],
            lambda X, y, w, b: np.float32(by_weight(X, y, w, b)),
        ],
        "σ′(z) is still in it; that is squared error": [
            lambda X, y, w, b: X.T @ ((expit(X @ w + b) - y) * slope(X @ w + b)) / len(y),
        ],
        "it divides by the number of inputs m, not of samples n": [
            lambda X, y, w, b: X.T @ (expit(X @ w + b) - y) / X.shape[1],
        ],
        "it divides by the n·m entries of X, not by the n samples": [
            lambda X, y, w, b: X.T @ (expit(X @ w + b) - y) / X.size,
        ],
        "it compares z, not σ(z), with y": [lambda X, y, w, b: X.T @ (X @ w + b - y) / len(y)],
        "the bias b is left out of z": [lambda X, y, w, b: X.T @ (expit(X @ w) - y) / len(y)],
        "the mean comes last: each sample has its own product": [
            lambda X, y, w, b: X.mean(axis=0) * (expit(X @ w + b) - y).mean(),
        ],
        "it is summed over the inputs too; there is one slope per input": [
            lambda X, y, w, b: np.ones(len(w)) * np.sum(by_weight(X, y, w, b)),
        ],
        "the inputs X are missing: that is ∂C/∂b": [
            lambda X, y, w, b: np.mean(expit(X @ w + b) - y),
        ],
        "the inputs X are missing, and the mean: that is ∂L/∂z": [
            lambda X, y, w, b: expit(X @ w + b) - y,
        ],
        "each row is one sample's slope; take their mean": [
            lambda X, y, w, b: (expit(X @ w + b) - y)[:, None] * X,
        ],
        "b is a term of z; it adds it to w": [
            lambda X, y, w, b: X.T @ (expit(X @ (w + b)) - y) / len(y),
        ],
        "it multiplies by w, not by the inputs": [
            lambda X, y, w, b: np.mean(expit(X @ w + b) - y) * w,
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda X, y, w, b: X.T @ (expit(X @ w + b) - y),
        ],
        "it has one factor 1/n too many (is a mean taken twice?)": [
            lambda X, y, w, b: by_weight(X, y, w, b) / len(X),
        ],
        "the sign is wrong": [lambda X, y, w, b: X.T @ (y - expit(X @ w + b)) / len(y)],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda X, y, w, b: by_weight(X, y, w, b) / 2,
        ],
        "b has the wrong sign": [lambda X, y, w, b: by_weight(X, y, w, -b)],
        "1 − y stands in the place of y": [lambda X, y, w, b: by_weight(X, 1 - y, w, b)],
        "it is right for n = 5 only; …": [
            lambda X, y, w, b: X.T @ (expit(X @ w + b) - y) / 5,
        ],
        "it is right for m = 2 only; …": [
            lambda X, y, w, b: X.T @ (expit(X @ w + b) - y) / len(y) * len(w) / 2,
        ],
        "it is right where all samples are equal, and wrong where they differ": [
            lambda X, y, w, b: X[0] * (expit(X[0] @ w + b) - y[0]),
            lambda X, y, w, b: X.T @ (expit(X @ w + b) - y.mean()) / len(y),
        ],
        "…": [
            lambda X, y, w, b: X.T @ (expit(X @ [1, -2, 0, 0][: len(w)] + b) - y) / len(y),
            lambda X, y, w, b: by_weight(X, y, w, b) + 1e-3,
            lambda X, y, w, b: X.T @ ((expit(X @ w + b) - y) / slope(X @ w + b)) / len(y),
        ],
    },
    "weighted_gradient": {
        "Right.": [
            weighted,
            lambda z, y, t: expit(z) if y == 0 else (1 - y) * expit(z) + t * y * (expit(z) - 1),
            lambda z, y, t: expit(z) * (1 - y + t * y) - t * y,
            lambda z, y, t: np.float32(weighted(z, y, t)),
        ],
        "t multiplies all of y(1 − a), not y alone": [lambda z, y, t: expit(z) - t * y],
        "t counts class 1 only; here it multiplies both": [lambda z, y, t: t * (expit(z) - y)],
        "t stands at the other class": [
            lambda z, y, t: t * (1 - y) * expit(z) - y * (1 - expit(z)),
        ],
        "it divides by t, where class 1 counts t times": [
            lambda z, y, t: (1 - y) * expit(z) - y * (1 - expit(z)) / t,
        ],
        "t is left out": [lambda z, y, t: expit(z) - y],
        "that is ∂L/∂a; times σ′(z) the denominators cancel": [
            lambda z, y, t: (1 - y) / expit(-z) - t * y / expit(z),
        ],
        "that is the loss, not its gradient": [
            lambda z, y, t: -(t * y * log_expit(z) + (1 - y) * log_expit(-z)),
        ],
        "σ′(z) stays in it; the denominators have cancelled it": [
            lambda z, y, t: slope(z) * weighted(z, y, t),
        ],
        "the sign between the two terms is minus": [
            lambda z, y, t: (1 - y) * expit(z) + t * y * (1 - expit(z)),
        ],
        "a and 1 − a are exchanged": [
            lambda z, y, t: (1 - y) * (1 - expit(z)) - t * y * expit(z),
        ],
        "it takes a weighted mean; L is a sum": [lambda z, y, t: weighted(z, y, t) / (1 + t)],
        "the slope of class 1 is y(1 − a), not y": [lambda z, y, t: (1 - y) * expit(z) - t * y],
        "the sign is wrong": [lambda z, y, t: t * y * expit(-z) - (1 - y) * expit(z)],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, y, t: 2 * weighted(z, y, t),
        ],
        "t² stands in the place of t": [
            lambda z, y, t: (1 - y) * expit(z) - t**2 * y * expit(-z),
        ],
        "σ is taken twice": [lambda z, y, t: weighted(expit(z), y, t)],
        "1 − y stands in the place of y": [lambda z, y, t: weighted(z, 1 - y, t)],
        "it is right for -4 < z < 0 and 0 < z < 4 only; …": [
            lambda z, y, t: weighted(np.clip(z, -4, 4), y, t),
        ],
        "t is left out, as if it were 0": [lambda z, y, t: (1 - y) * expit(z)],
        "it is right for y = 0 only; …": [
            lambda z, y, t: (1 - y) * expit(z) - (t + 1) * y * expit(-z),
        ],
        "it is right for y = 1 only; …": [lambda z, y, t: -t * y * (1 - expit(z))],
        "it is wrong for soft y; …": [
            lambda z, y, t: expit(z) if y < 0.5 else -t * expit(-z),
        ],
        "…": [
            lambda z, y, t: weighted(z, y, min(t, 3)) + 0.01,
            lambda z, y, t: weighted(z, y, t) + weighted(z, 1 - y, t),
            lambda z, y, t: weighted(z, y**2, t) * (1 + y),
        ],
    },
}


DEFINED = {
    "slope_of_the_loss": lambda a, y: by.slope(lambda a: by.from_prediction(a, y), a),
    "weight_gradient": lambda X, y, w, b: by.slopes(
        lambda w: np.mean(by.cross_entropy(X @ w + b, y)), w
    ),
    "weighted_gradient": lambda z, y, t: by.slope(lambda z: by.cross_entropy(z, y, t), z),
}
"""Each right answer once more, sharing nothing with the course."""
