"""The exercises of lesson 10: a broken accuracy, the best temperature, the largest rate."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, class_target, logit, number
from helpers.neuron import (
    sigmoid,
    softmax,
    softmax_cross_entropy,
    softmax_half_squared_error_gradient,
)

# Outputs of separate sigmoids, at times all on one side of one half.
_OUTPUTS = Input(
    {
        "{} on both sides of ½": lambda rng, shape: sigmoid(rng.normal(0, 2, shape)),
        "{} below ½": lambda rng, shape: sigmoid(rng.uniform(-6, -0.1, shape)),
        "{} above ½": lambda rng, shape: sigmoid(rng.uniform(0.1, 6, shape)),
    },
    ("n", "K"),
)
_TRUE_CLASS = Input(
    {"one-hot {}": lambda rng, shape: np.eye(shape[1])[rng.integers(shape[1], size=shape[0])]},
    ("n", "K"),
)

_entries = number(-3, 0, 3, axes="nm").kinds["{}"]
_INPUTS = Input(  # two of each at least, for which numpy's covariance is a matrix
    {
        "more samples than inputs": lambda rng, _: _entries(rng, (int(rng.integers(5, 9)), 3)),
        "fewer samples than inputs": lambda rng, _: _entries(rng, (2, int(rng.integers(3, 5)))),
        "as many samples as inputs": lambda rng, _: _entries(rng, (2, 2)),
    }
)


def _is_right(a, y):
    return a.argmax(axis=1) == y.argmax(axis=1)


def _by_temperature(z, y, T, outputs=softmax):
    return ((y - outputs(z / T)) * z).sum(axis=1).mean() / T**2


def _mean_squares(X):
    """The λ of the inputs X, smallest first."""
    return np.linalg.eigvalsh(X.T @ X / len(X))


EXERCISES = {
    "accuracy": Exercise(
        lambda a, y: np.mean(_is_right(a, y)),
        {"a": _OUTPUTS, "y": _TRUE_CLASS},
        {
            "nothing is mended yet: it counts each output, and most targets are 0": lambda a, y: (
                np.mean((a > 0.5) == (y > 0.5))
            ),
            "the largest output is the answer, be it above ½ or not": lambda a, y: np.mean(
                np.sum(y * (a > 0.5), axis=1)
            ),
            "a sample need not have all its outputs on the right side of ½": lambda a, y: np.mean(
                np.all((a > 0.5) == (y > 0.5), axis=1)
            ),
            "the largest is sought among the samples, not among the classes": lambda a, y: np.mean(
                a.argmax(axis=0) == y.argmax(axis=0)
            ),
            "that is the mean confidence, right or wrong": lambda a, y: np.mean(a.max(axis=1)),
            "that is the mean output of the true class": lambda a, y: np.mean(
                np.sum(a * y, axis=1)
            ),
            "that is the share of wrong answers": lambda a, y: np.mean(~_is_right(a, y)),
            "it says of each sample whether it is right; their mean is wanted": lambda a, y: (
                _is_right(a, y).astype(float)
            ),
            "it takes the smallest output for the answer": lambda a, y: np.mean(
                a.argmin(axis=1) == y.argmax(axis=1)
            ),
            "that is the mean error of the outputs": lambda a, y: np.mean(np.abs(a - y)),
            "it counts only those that are right and above ½": lambda a, y: np.mean(
                _is_right(a, y) & (a.max(axis=1) > 0.5)
            ),
        },
    ),
    "temperature_slope": Exercise(
        _by_temperature,
        {"z": logit("nK"), "y": class_target("nK"), "T": number(0.5, 0.9, 1.1, 3, 20)},
        {
            "that is the slope by 1/T, whose own slope by T is −1/T²": lambda z, y, T: (
                -(T**2) * _by_temperature(z, y, T)
            ),
            "the slope of 1/T is −1/T², not −1/T": lambda z, y, T: T * _by_temperature(z, y, T),
            "the slope of 1/T is −1/T²; this divides by nothing": lambda z, y, T: (
                T**2 * _by_temperature(z, y, T)
            ),
            "T is forgotten in the outputs: they are softmax(z/T)": lambda z, y, T: (
                ((y - softmax(z)) * z).sum(axis=1).mean() / T**2
            ),
            "the outputs are softmax(z/T), not softmax(z T)": lambda z, y, T: (
                ((y - softmax(z * T)) * z).sum(axis=1).mean() / T**2
            ),
            "each error is missing its logit: z/T moves with T by −z/T²": lambda z, y, T: (
                np.abs(y - softmax(z / T)).sum(axis=1).mean() / T**2
            ),
            "that is the gradient by z": lambda z, y, T: (softmax(z / T) - y) / T,
            "that is the loss, not its slope": lambda z, y, T: softmax_cross_entropy(
                z / T, y
            ).mean(),
            "one slope per sample is given; their mean is wanted": lambda z, y, T: (
                ((y - softmax(z / T)) * z).sum(axis=1) / T**2
            ),
            "the classes are to be summed, the samples averaged": lambda z, y, T: (
                ((y - softmax(z / T)) * z).mean(axis=0) / T**2
            ),
            "that is squared error; cross-entropy sends a − y": lambda z, y, T: (
                -(softmax_half_squared_error_gradient(z / T, y) * z).sum(axis=1).mean() / T**2
            ),
            "every class has a part in it, not the true one alone": lambda z, y, T: (
                (y * (1 - softmax(z / T)) * z).sum(axis=1).mean() / T**2
            ),
            "the targets are missing: the error is a − y": lambda z, y, T: (
                -(softmax(z / T) * z).sum(axis=1).mean() / T**2
            ),
            "softmax runs over the samples": lambda z, y, T: (
                ((y - softmax(z / T, axis=0)) * z).sum(axis=1).mean() / T**2
            ),
        },
    ),
    "largest_rate": Exercise(
        lambda X: 2 / _mean_squares(X)[-1],
        {"X": _INPUTS},
        {
            "at that rate e is 0 after one step; beyond twice that it grows": lambda X: (
                1 / _mean_squares(X)[-1]
            ),
            "that is the largest λ, not the rate that it allows": lambda X: _mean_squares(X)[-1],
            "the mean squares lack 1/n, which is in the cost": lambda X: (
                2 / (len(X) * _mean_squares(X)[-1])
            ),
            "the smallest λ allows the largest rate; the largest one decides": lambda X: (
                2 / max(_mean_squares(X)[0], 1e-300)
            ),
            "that is the sum of all λ; the largest one decides": lambda X: (
                2 / np.sum(X**2) * len(X)
            ),
            "that is the mean of the λ; the largest one decides": lambda X: (
                2 / np.mean(_mean_squares(X))
            ),
            "inputs that correlate have a larger λ than any of their own squares": lambda X: (
                2 / np.max(np.mean(X**2, axis=0))
            ),
            "do not subtract the mean: a constant input has its λ too": lambda X: (
                2 / _mean_squares(X - X.mean(axis=0))[-1]
            ),
            "do not subtract the mean, as a covariance does": lambda X: (
                2 / np.linalg.eigvalsh(np.cov(X.T))[-1]
            ),
            "λ is the square of the singular value": lambda X: 2 / np.sqrt(_mean_squares(X)[-1]),
            "the longest row is not the axis of the largest λ": lambda X: (
                2 / np.max(np.sum(X**2, axis=1))
            ),
        },
    ),
}
check = check_for(EXERCISES)
