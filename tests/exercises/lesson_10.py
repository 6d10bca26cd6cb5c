"""Answers to the exercises of lesson 10, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.special import log_softmax, logsumexp, softmax


def broken(a, y):
    return np.mean((a > 0.5) == (y > 0.5))


def one_by_one(a, y):
    right = 0
    for outputs, target in zip(a, y, strict=True):
        right += target[list(outputs).index(max(outputs))] == 1
    return right / len(a)


def rows(z):
    return softmax(z, axis=1)


def errors(z, y, T):
    return y - rows(z / T)


def squares(X):
    return np.linalg.svd(X, compute_uv=False) ** 2 / len(X)


ANSWERS = {
    "accuracy": {
        "Right.": [
            one_by_one,
            lambda a, y: np.mean(a.argmax(axis=1) == y.argmax(axis=1)),
            lambda a, y: np.sum(y[np.arange(len(a)), np.argmax(a, axis=1)]) / len(y),
            lambda a, y: np.mean(np.sum(a * y, axis=1) == a.max(axis=1)),
        ],
        "nothing is mended yet: it counts each output, and most targets are 0": [
            broken,
            lambda a, y: np.mean(np.round(a) == y),
        ],
        "the largest output is the answer, be it above ½ or not": [
            lambda a, y: np.mean(a[y == 1] > 0.5),
        ],
        "a sample need not have all its outputs on the right side of ½": [
            lambda a, y: np.mean(np.all(np.round(a) == y, axis=-1)),
        ],
        "the largest is sought among the samples, not among the classes": [
            lambda a, y: np.mean(np.argmax(a, axis=0) == np.argmax(y, axis=0)),
        ],
        "that is the mean confidence, right or wrong": [lambda a, y: a.max(axis=-1).mean()],
        "that is the mean output of the true class": [lambda a, y: a[y == 1].mean()],
        "that is the share of wrong answers": [lambda a, y: 1 - one_by_one(a, y)],
        "it says of each sample whether it is right; their mean is wanted": [
            lambda a, y: 1.0 * (a.argmax(axis=1) == y.argmax(axis=1)),
        ],
        "it takes the smallest output for the answer": [
            lambda a, y: np.mean(y[np.arange(len(a)), np.argmin(a, axis=1)]),
        ],
        "that is the mean error of the outputs": [lambda a, y: abs(y - a).mean()],
        "it counts only those that are right and above ½": [
            lambda a, y: one_by_one(np.where(a > 0.5, a, 0) - 1e-9 * y, y),
        ],
        "the sign is wrong": [lambda a, y: -one_by_one(a, y)],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda a, y: 2 * one_by_one(a, y),
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda a, y: np.sum(a.argmax(axis=1) == y.argmax(axis=1)),
        ],
        "it has a factor 1/K too many (a mean over the classes where their sum is wanted)": [
            lambda a, y: np.mean(y * (a == a.max(axis=1, keepdims=True))),
        ],
        "…": [
            lambda a, y: one_by_one(a, y) if a.max() > 0.5 else 0.0,
            lambda a, y: np.median(1.0 * (a.argmax(axis=1) == y.argmax(axis=1))),
            lambda a, y: one_by_one(a[:3], y[:3]),
            lambda a, y: one_by_one(a, y) + 1e-4,
        ],
    },
    "temperature_slope": {
        "Right.": [
            lambda z, y, T: np.mean(np.sum((y - softmax(z / T, axis=1)) * z, axis=1)) / T**2,
            lambda z, y, T: np.sum(errors(z, y, T) * z) / (len(z) * T * T),
            lambda z, y, T: -np.mean([(rows(z / T) - y)[i] @ z[i] for i in range(len(z))]) / T**2,
        ],
        "that is the slope by 1/T, whose own slope by T is −1/T²": [
            lambda z, y, T: -np.mean(np.sum(errors(z, y, T) * z, axis=1)),
        ],
        "the slope of 1/T is −1/T², not −1/T": [
            lambda z, y, T: np.mean(np.sum(errors(z, y, T) * z, axis=1)) / T,
        ],
        "the slope of 1/T is −1/T²; this divides by nothing": [
            lambda z, y, T: np.mean(np.sum(errors(z, y, T) * z, axis=1)),
        ],
        "T is forgotten in the outputs: they are softmax(z/T)": [
            lambda z, y, T: np.mean(np.sum(errors(z, y, 1) * z, axis=1)) / T**2,
        ],
        "the outputs are softmax(z/T), not softmax(z T)": [
            lambda z, y, T: np.mean(np.sum(errors(z, y, 1 / T) * z, axis=1)) / T**2,
        ],
        "that is the gradient by z": [lambda z, y, T: -errors(z, y, T) / T],
        "that is the loss, not its slope": [
            lambda z, y, T: np.mean(logsumexp(z / T, axis=1) - np.sum(y * z / T, axis=1)),
        ],
        "one slope per sample is given; their mean is wanted": [
            lambda z, y, T: np.sum(errors(z, y, T) * z, axis=1) / T**2,
        ],
        "the classes are to be summed, the samples averaged": [
            lambda z, y, T: np.mean(errors(z, y, T) * z, axis=0) / T**2,
        ],
        "that is squared error; cross-entropy sends a − y": [
            lambda z, y, T: (
                np.mean(
                    [
                        (a * ((t - a) - a @ (t - a))) @ logits
                        for a, t, logits in zip(rows(z / T), y, z, strict=True)
                    ]
                )
                / T**2
            ),
        ],
        "every class has a part in it, not the true one alone": [
            lambda z, y, T: np.mean(np.sum((y - y * rows(z / T)) * z, axis=1)) / T**2,
        ],
        "the targets are missing: the error is a − y": [
            lambda z, y, T: -np.mean(np.sum(rows(z / T) * z, axis=1)) / T**2,
        ],
        "each error is missing its logit: z/T moves with T by −z/T²": [
            lambda z, y, T: np.mean(np.sum(abs(errors(z, y, T)), axis=1)) / T**2,
        ],
        "softmax runs over the samples": [
            lambda z, y, T: np.mean(np.sum((y - softmax(z / T, axis=0)) * z, axis=1)) / T**2,
        ],
        "the sign is wrong": [
            lambda z, y, T: -np.mean(np.sum(errors(z, y, T) * z, axis=1)) / T**2,
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda z, y, T: np.sum(errors(z, y, T) * z) / T**2,
        ],
        "it has a factor 1/K too many (a mean over the classes where their sum is wanted)": [
            lambda z, y, T: np.mean(errors(z, y, T) * z) / T**2,
        ],
        "…": [
            lambda z, y, T: np.mean(np.sum(errors(z, y, T) * abs(z), axis=1)) / T**2,
            lambda z, y, T: np.mean(np.sum(errors(z, np.round(y), T) * z, axis=1)) / T**2,
            lambda z, y, T: np.mean(np.sum(errors(z, y, T) * z, axis=1)) / T**3,
        ],
    },
    "largest_rate": {
        "Right.": [
            lambda X: 2 / np.linalg.eigvalsh(X.T @ X / len(X))[-1],
            lambda X: 2 * len(X) / np.linalg.norm(X, 2) ** 2,
            lambda X: 2 / np.linalg.eigvalsh(X @ X.T / len(X)).max(),
        ],
        "at that rate e is 0 after one step; beyond twice that it grows": [
            lambda X: 1 / squares(X)[0],
        ],
        "that is the largest λ, not the rate that it allows": [lambda X: squares(X)[0]],
        "the mean squares lack 1/n, which is in the cost": [
            lambda X: 2 / np.linalg.eigvalsh(X.T @ X).max(),
        ],
        "the smallest λ allows the largest rate; the largest one decides": [
            lambda X: 2 / max(np.linalg.eigvalsh(X.T @ X / len(X))[0], 1e-300),
        ],
        "that is the sum of all λ; the largest one decides": [
            lambda X: 2 / np.trace(X.T @ X / len(X)),
        ],
        "that is the mean of the λ; the largest one decides": [
            lambda X: 2 * X.shape[1] / np.trace(X.T @ X / len(X)),
            lambda X: 2 / np.mean(X**2),
        ],
        "inputs that correlate have a larger λ than any of their own squares": [
            lambda X: 2 / np.diag(X.T @ X / len(X)).max(),
        ],
        "do not subtract the mean: a constant input has its λ too": [
            lambda X: 2 / squares(X - X.mean(axis=0))[0],
            lambda X: 2 / np.linalg.eigvalsh(np.cov(X, rowvar=False, bias=True))[-1],
        ],
        "do not subtract the mean, as a covariance does": [
            lambda X: 2 / np.linalg.eigvalsh(np.cov(X.T))[-1],
        ],
        "λ is the square of the singular value": [lambda X: 2 / np.sqrt(squares(X)[0])],
        "the longest row is not the axis of the largest λ": [
            lambda X: 2 / max(row @ row for row in X),
        ],
        "the sign is wrong": [lambda X: -2 / squares(X)[0]],
        "it is twice the right answer (is a factor ½ missing?)": [lambda X: 4 / squares(X)[0]],
        "it is upside down: one over the right answer": [lambda X: squares(X)[0] / 2],
        "…": [
            lambda X: 2 / squares(X)[0] + 1e-3,
            lambda X: 2 / squares(X[:4])[0],
            lambda X: 2 / squares(X[:, :2])[0],
            lambda X: 2 / squares(abs(X))[0],
        ],
    },
}


DEFINED = {
    "accuracy": lambda a, y: (
        1 - np.count_nonzero((a > np.sum(a * y, axis=1, keepdims=True)).any(axis=1)) / len(a)
    ),
    "temperature_slope": lambda z, y, T: by.slope(
        lambda t: -np.sum(y * log_softmax(z / t, axis=1)) / len(z), T
    ),
    "largest_rate": lambda X: 2 * len(X) / np.linalg.norm(X, 2) ** 2,
}
"""Each right answer once more, sharing nothing with the course."""
