"""The exercises of lesson 02: the law of other powers, of a soft target, and late in training."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.derived import Derived
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import number

EXERCISES = {
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
    "soft_gradient": Derived(
        lambda A, y, x: -A * (y - A) * (1 - y + A) * x,
        {"A": number(0, 0.5), "y": number(0.5, 1), "x": number(-3, 0, 3)},
        {
            "that is an output too high by A; here it is too low": lambda A, y, x: (
                A * (y + A) * (1 - y - A) * x
            ),
            "that is the gradient for the target 1; here it is y": lambda A, y, x: (
                -(A**2) * (1 - A) * x
            ),
            "A is |a − y|, not the distance of a from 1": lambda A, y, x: (
                (1 - A - y) * (1 - A) * A * x
            ),
        },
        start="diff(L, w)",
        least=4,
    ),
    "late_error": Exercise(
        lambda t, eta, p: (2 * p * eta * t) ** (-1 / p),
        {"t": number(1e3, 1e4, 1e6), "eta": number(0.05, 1), "p": number(1, 2, 5)},
        {
            "that is 1/A^p; the p-th root of its inverse is A": lambda t, eta, p: 2 * p * eta * t,
            "1/A^p grows so; its inverse is A^p, not A": lambda t, eta, p: 1 / (2 * p * eta * t),
            "A^p is the inverse of the growth, so A is its p-th root, not its p-th power": (
                lambda t, eta, p: (2 * p * eta * t) ** -p
            ),
            "w and b both learn, so z falls by twice η ∂L/∂z": lambda t, eta, p: (
                (p * eta * t) ** (-1 / p)
            ),
            "the derivative of 1/A^p brings down the factor p": lambda t, eta, p: (
                (2 * eta * t) ** (-1 / p)
            ),
            "that is squared error's, p = 2; p is an argument": lambda t, eta, p: (
                (4 * eta * t) ** -0.5
            ),
            "that is the wish's, and p = 1; p is an argument": lambda t, eta, p: 1 / (2 * eta * t),
            "only the power of t is right; its factor is missing": lambda t, eta, p: t ** (-1 / p),
            "dA/dt has the power p + 1 of A: one more is the slope of σ": lambda t, eta, p: (
                (2 * (p - 1) * eta * t) ** (-1 / (p - 1))
            ),
            "it grows; the error falls": lambda t, eta, p: (2 * p * eta * t) ** (1 / p),
        },
    ),
}
check = check_for(EXERCISES)
