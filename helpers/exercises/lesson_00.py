"""The exercises of lesson 00: a cost, a loss, and a gradient measured from it."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import logit, number, target
from helpers.neuron import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    half_squared_error,
    half_squared_error_gradient,
    sigmoid,
    sigmoid_prime,
)


def _measured(z, y, h):
    return (binary_cross_entropy(z + h, y) - binary_cross_entropy(z - h, y)) / (2 * h)


EXERCISES = {
    # The example of what a check says.
    "squared_error": Exercise(half_squared_error, {"z": logit(), "y": target()}),
    "cost": Exercise(
        lambda z, y: half_squared_error(z, y).mean(),
        {"z": logit("n"), "y": target("n")},
        {
            "the ½ and the 1/n are missing": lambda z, y: 2 * half_squared_error(z, y).sum(),
            "it compares z, not σ(z), with y": lambda z, y: np.mean((z - y) ** 2) / 2,
            "the square is missing": lambda z, y: np.mean(sigmoid(z) - y) / 2,
            "it takes the size of a − y, where its square is wanted": lambda z, y: (
                np.mean(abs(sigmoid(z) - y)) / 2
            ),
            "square first, then take the mean": lambda z, y: np.mean(sigmoid(z) - y) ** 2 / 2,
            "the ½ is squared as well": lambda z, y: np.mean(((sigmoid(z) - y) / 2) ** 2),
            "no root is wanted": lambda z, y: np.sqrt(np.mean((sigmoid(z) - y) ** 2)),
            "that is the cost of cross-entropy": lambda z, y: binary_cross_entropy(z, y).mean(),
            "that is the gradient of the loss, not the loss": lambda z, y: np.mean(
                half_squared_error_gradient(z, y)
            ),
            "it divides by n − 1, not by n": lambda z, y: (
                half_squared_error(z, y).sum() / (np.float64(len(z)) - 1)
            ),
        },
    ),
    "cross_entropy": Exercise(
        binary_cross_entropy,
        {"z": logit(), "y": target()},
        {
            "y and 1 − y are swapped": lambda z, y: binary_cross_entropy(z, 1 - y),
            "a and y are swapped": lambda z, y: (
                -(sigmoid(z) * np.log(y) + sigmoid(-z) * np.log(1 - y))
            ),
            "the minus belongs before both terms": lambda z, y: (
                y * binary_cross_entropy(z, 1) - (1 - y) * binary_cross_entropy(z, 0)
            ),
            "the term of 1 − y is missing": lambda z, y: y * binary_cross_entropy(z, 1),
            "the term of y is missing": lambda z, y: (1 - y) * binary_cross_entropy(z, 0),
            "the logarithms lack their weights y and 1 − y": lambda z, y: (
                binary_cross_entropy(z, 1) + binary_cross_entropy(z, 0)
            ),
            "that is its gradient": binary_cross_entropy_gradient,
            "that is squared error": half_squared_error,
            "that is squared error, without its ½": lambda z, y: 2 * half_squared_error(z, y),
            "it takes the logarithm of z, not of σ(z)": lambda z, y: (
                -(y * np.log(z) + (1 - y) * np.log(1 - z))
            ),
        },
        divides_by=lambda z, y: sigmoid_prime(z),
    ),
    "measured_gradient": Exercise(
        _measured,
        # Beyond 30 a reader's own loss, measured from its plain formula, drowns in rounding.
        {"z": number(-30, -4, 0, 4, 30), "y": target(), "h": number(0.05, 0.5)},
        {
            "it steps forward only": lambda z, y, h: (
                (binary_cross_entropy(z + h, y) - binary_cross_entropy(z, y)) / h
            ),
            "it steps backward only": lambda z, y, h: (
                (binary_cross_entropy(z, y) - binary_cross_entropy(z - h, y)) / h
            ),
            "from z to z + h it is one h, not two": lambda z, y, h: (
                (binary_cross_entropy(z + h, y) - binary_cross_entropy(z, y)) / (2 * h)
            ),
            "from z − h to z it is one h, not two": lambda z, y, h: (
                (binary_cross_entropy(z, y) - binary_cross_entropy(z - h, y)) / (2 * h)
            ),
            "from z − h to z + h it is two h, not one": lambda z, y, h: 2 * _measured(z, y, h),
            "the 2 * h needs its parentheses": lambda z, y, h: _measured(z, y, h) * h * h,
            "it multiplies by 2h, where it should divide": lambda z, y, h: (
                _measured(z, y, h) * 4 * h * h
            ),
            "the division by 2h is missing": lambda z, y, h: _measured(z, y, h) * 2 * h,
            "it divides by 2, not by 2h": lambda z, y, h: _measured(z, y, h) * h,
            "it divides by h², not by 2h": lambda z, y, h: _measured(z, y, h) * 2 / h,
            "h is added to y, not to z": lambda z, y, h: -z,
            "h is added to L, not to z": lambda z, y, h: np.ones_like(z * y),
            "h multiplies z; add it": lambda z, y, h: (
                (binary_cross_entropy(z * (1 + h), y) - binary_cross_entropy(z * (1 - h), y))
                / (2 * h)
            ),
            "that is the formula a − y, or a step of its own; measure with the step h": (
                lambda z, y, h: binary_cross_entropy_gradient(z, y)
            ),
            "the difference is the wrong way round": lambda z, y, h: -_measured(z, y, h),
            "it measures squared error": lambda z, y, h: (
                (half_squared_error(z + h, y) - half_squared_error(z - h, y)) / (2 * h)
            ),
            "that is the second slope": lambda z, y, h: (
                (_measured(z + h / 2, y, h / 2) - _measured(z - h / 2, y, h / 2)) / h
            ),
        },
        divides_by=lambda z, y, h: h * sigmoid_prime(z),
    ),
}
check = check_for(EXERCISES)
