"""The exercises of lesson 00: a cost from the inputs on, a ceiling, and a slope measured."""

from collections.abc import Callable

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import logit, number, target
from helpers.neuron import (
    binary_cross_entropy,
    half_squared_error,
    half_squared_error_gradient,
    sigmoid,
)


def _from_inputs(cost: Callable) -> Callable:
    """A cost of logits and targets, from the inputs on."""
    return lambda X, w, b, y: cost(X @ w + b, y)


def _ceiling(y):
    return np.maximum(y, 1 - y) ** 2 / 2


def _measured(z, y, h):
    return (half_squared_error(z + h, y) - half_squared_error(z - h, y)) / (2 * h)


EXERCISES = {
    # The example of what a check says.
    "squared_error": Exercise(half_squared_error, {"z": logit(), "y": target()}),
    "cost": Exercise(
        _from_inputs(lambda z, y: half_squared_error(z, y).mean()),
        {
            "X": number(-3, 3, axes="nm"),
            "w": number(-3, 3, axes="m"),
            "b": number(-2, 2),
            "y": target("n"),
        },
        {
            "the ½ and the 1/n are missing": _from_inputs(
                lambda z, y: 2 * half_squared_error(z, y).sum()
            ),
            "it compares z, not σ(z), with y": _from_inputs(lambda z, y: np.mean((z - y) ** 2) / 2),
            "the square is missing": _from_inputs(lambda z, y: np.mean(sigmoid(z) - y) / 2),
            "it takes the size of a − y, where its square is wanted": _from_inputs(
                lambda z, y: np.mean(abs(sigmoid(z) - y)) / 2
            ),
            "square first, then take the mean": _from_inputs(
                lambda z, y: np.mean(sigmoid(z) - y) ** 2 / 2
            ),
            "the ½ is squared as well": _from_inputs(
                lambda z, y: np.mean(((sigmoid(z) - y) / 2) ** 2)
            ),
            "no root is wanted": _from_inputs(lambda z, y: np.sqrt(np.mean((sigmoid(z) - y) ** 2))),
            "that is the cost of cross-entropy": _from_inputs(
                lambda z, y: binary_cross_entropy(z, y).mean()
            ),
            "that is the gradient of the loss, not the loss": _from_inputs(
                lambda z, y: np.mean(half_squared_error_gradient(z, y))
            ),
            "it divides by n − 1, not by n": _from_inputs(
                lambda z, y: half_squared_error(z, y).sum() / (np.float64(len(z)) - 1)
            ),
            "b is added to each term of the sum; it is added once": lambda X, w, b, y: np.mean(
                half_squared_error((X * w + b).sum(axis=1), y)
            ),
            "each sample has its own z; it takes that of their mean inputs": lambda X, w, b, y: (
                half_squared_error(np.mean(X, axis=0) @ w + b, y).mean()
            ),
        },
    ),
    "ceiling": Exercise(
        _ceiling,
        {"y": target()},
        {
            "that is right for the targets 0 and 1 only": lambda y: 0.5 + 0 * y,
            "z may go either way; it lets a go to 0 only": lambda y: y**2 / 2,
            "z may go either way; it lets a go to 1 only": lambda y: (1 - y) ** 2 / 2,
            "a can go to the end that is farther from y, not only to the nearer": lambda y: (
                np.minimum(y, 1 - y) ** 2 / 2
            ),
            "that is the largest error; squared error takes half its square": lambda y: np.maximum(
                y, 1 - y
            ),
            "the square is missing": lambda y: np.maximum(y, 1 - y) / 2,
            "it adds what a → 0 and a → 1 would cost, and a goes to one end only": lambda y: (
                (y**2 + (1 - y) ** 2) / 2
            ),
            "it takes the mean of what a → 0 and a → 1 would cost; take the larger": lambda y: (
                (y**2 + (1 - y) ** 2) / 4
            ),
            "it starts at z = 0; a need not stay near ½": lambda y: (0.5 - y) ** 2 / 2,
            "that is the price of a = y, the lowest there is": lambda y: 0 * y,
        },
    ),
    "measured_gradient": Exercise(
        _measured,
        # Beyond 6 the loss hardly changes, and what a reader measures drowns in rounding.
        {"z": number(-6, -2, 0, 2, 6), "y": target(), "h": number(0.05, 0.5)},
        {
            "it steps forward only": lambda z, y, h: (
                (half_squared_error(z + h, y) - half_squared_error(z, y)) / h
            ),
            "it steps backward only": lambda z, y, h: (
                (half_squared_error(z, y) - half_squared_error(z - h, y)) / h
            ),
            "from z to z + h it is one h, not two": lambda z, y, h: (
                (half_squared_error(z + h, y) - half_squared_error(z, y)) / (2 * h)
            ),
            "from z − h to z it is one h, not two": lambda z, y, h: (
                (half_squared_error(z, y) - half_squared_error(z - h, y)) / (2 * h)
            ),
            "from z − h to z + h it is two h, not one": lambda z, y, h: 2 * _measured(z, y, h),
            "the 2 * h needs its parentheses": lambda z, y, h: _measured(z, y, h) * h * h,
            "it multiplies by 2h, where it should divide": lambda z, y, h: (
                _measured(z, y, h) * 4 * h * h
            ),
            "the division by 2h is missing": lambda z, y, h: _measured(z, y, h) * 2 * h,
            "it divides by 2, not by 2h": lambda z, y, h: _measured(z, y, h) * h,
            "it divides by h², not by 2h": lambda z, y, h: _measured(z, y, h) * 2 / h,
            "h is added to y, not to z": lambda z, y, h: y - sigmoid(z),
            "h is added to L, not to z": lambda z, y, h: np.ones_like(z * y),
            "h is added to a, not to z": lambda z, y, h: sigmoid(z) - y,
            "h multiplies z; add it": lambda z, y, h: (
                (half_squared_error(z * (1 + h), y) - half_squared_error(z * (1 - h), y)) / (2 * h)
            ),
            "that is a formula, or a step of its own; measure with the step h": (
                lambda z, y, h: half_squared_error_gradient(z, y)
            ),
            "the difference is the wrong way round": lambda z, y, h: -_measured(z, y, h),
            "it measures cross-entropy": lambda z, y, h: (
                (binary_cross_entropy(z + h, y) - binary_cross_entropy(z - h, y)) / (2 * h)
            ),
            "that is the second slope": lambda z, y, h: (
                (_measured(z + h / 2, y, h / 2) - _measured(z - h / 2, y, h / 2)) / h
            ),
        },
        divides_by=lambda z, y, h: h,
    ),
}
check = check_for(EXERCISES)
