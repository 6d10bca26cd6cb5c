"""The exercises of lesson 02: squared error's gradient by the logit, by the error, its peak."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import logit, number, probability, target
from helpers.neuron import (
    half_squared_error_gradient,
    half_squared_error_law,
    sigmoid,
    sigmoid_prime,
)

EXERCISES = {
    "weight_gradient": Exercise(
        lambda z, y, x: half_squared_error_gradient(z, y) * x,
        {"z": logit(), "y": target(), "x": number(-3, 0, 3)},
        {
            "σ′ is taken at x, not at z": lambda z, y, x: (sigmoid(z) - y) * sigmoid_prime(x) * x,
            "σ′ is taken at z x, but z holds x already": lambda z, y, x: (
                (sigmoid(z) - y) * sigmoid_prime(z * x) * x
            ),
            "z holds x already; σ is taken at z, not z x": lambda z, y, x: (
                half_squared_error_gradient(z * x, y) * x
            ),
            "σ′(z) is a(1 − a), not a": lambda z, y, x: (sigmoid(z) - y) * sigmoid(z) * x,
            "σ′(z) is a(1 − a), not 1 − a": lambda z, y, x: (sigmoid(z) - y) * sigmoid(-z) * x,
            "σ′(z) is a(1 − a), not 1 − a²": lambda z, y, x: (
                (sigmoid(z) - y) * (1 - sigmoid(z) ** 2) * x
            ),
        },
    ),
    "error_gradient": Exercise(
        lambda A, y: (1 - 2 * y) * half_squared_error_law(A),
        {"A": probability(), "y": target(soft=False)},
        {
            "A is the size of a − y; it is a for y = 0 only": lambda A, y: (A - y) * A * (1 - A),
            "the sign is that of a − y: + for y = 0, − for y = 1": lambda A, y: (
                (2 * y - 1) * half_squared_error_law(A)
            ),
            "that is the loss, signed": lambda A, y: (1 - 2 * y) * A**2 / 2,
            "that is only the sign: the factors A²(1 − A) are missing": lambda A, y: 1 - 2 * y,
            "that is the derivative of A²(1 − A) by A": lambda A, y: (
                (1 - 2 * y) * (2 * A - 3 * A**2)
            ),
        },
    ),
    "peak": Exercise(
        lambda p: p / (p + 1),
        {"p": number(0.1, 1, 10, 100)},
        {
            "σ′ is A(1 − A), not 1 − A": lambda p: 1 - 1 / p,
            "that is the peak for p = 2, squared error; p is an argument": lambda p: 2 / 3,
            "that is the peak for p = 1; p is an argument": lambda p: 1 / 2,
            "that is 1 − A at the peak": lambda p: 1 / (p + 1),
            "it is upside down": lambda p: (p + 1) / p,
            "that is the height of the peak; its place is wanted": lambda p: np.exp(
                p * np.log(p) - (p + 1) * np.log(p + 1)
            ),
            "the exponent of A is p, not p + 1": lambda p: (p + 1) / (p + 2),
            "the exponent of 1 − A is 1, not 2": lambda p: p / (p + 2),
            "it forgets the factor 1 − A, with which the product falls again": lambda p: p / p,
            "p + 1 needs its parentheses": lambda p: p / p + 1,
            "the sign of p + 1 is wrong: it divides by p − 1": lambda p: p / (p - 1),
        },
    ),
}
check = check_for(EXERCISES)
