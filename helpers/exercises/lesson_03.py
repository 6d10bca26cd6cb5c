"""The exercises of lesson 03: what no loss removes, rare classes, the loss that fits tanh."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.derived import Derived
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, number, probability, target

# Targets of a neuron whose output is tanh(z).
_BETWEEN_MINUS_ONE_AND_ONE = Input(
    {
        "{} = -1": lambda rng, shape: np.full(shape, -1.0),
        "{} = 1": lambda rng, shape: np.full(shape, 1.0),
        "soft {}": lambda rng, shape: (
            np.round(rng.uniform(0.05, 0.9, shape), 3) * rng.choice([-1, 1], shape)
        ),
    }
)


def _weighted(a, y, r, x):
    return ((1 - y) * a - r * y * (1 - a)) * x


def _without_the_constant(a, y):
    return -((1 + y) * np.log1p(a) + (1 - y) * np.log1p(-a)) / 2


def _tanh_loss(a, y):
    return _without_the_constant(a, y) + np.log(2)


EXERCISES = {
    "other_gradient": Exercise(
        lambda gradient, x, other: gradient * other / x,
        {"gradient": number(-2, 0, 2), "x": number(-3, 0, 3), "other": number(-3, 0, 3)},
        {
            "that is the first sample's; the other input gives another one": (
                lambda gradient, x, other: gradient
            ),
            "the quotient of the inputs is upside down": lambda gradient, x, other: (
                gradient * x / other
            ),
            "take the first input out before you put the other one in": (
                lambda gradient, x, other: gradient * other
            ),
            "the first input is out; the other one is still to be put in": (
                lambda gradient, x, other: gradient / x
            ),
            "the first input is to be taken out, not put in again": (
                lambda gradient, x, other: gradient * x * other
            ),
            "an input is a factor of the gradient, no term of it": (
                lambda gradient, x, other: gradient - x + other
            ),
            "the input is a factor once, not twice": (
                lambda gradient, x, other: gradient * (other / x) ** 2
            ),
            "an input enters with its sign": lambda gradient, x, other: gradient * abs(other / x),
            "both inputs are taken out; the other one has to stay in": (
                lambda gradient, x, other: gradient / (x * other)
            ),
            "that is the quotient of the inputs; the gradient is missing": (
                lambda gradient, x, other: other / x
            ),
        },
    ),
    "weight_gradient": Derived(
        _weighted,
        {"a": probability(), "y": target(), "r": number(0.1, 1, 3, 100), "x": number(-3, 3)},
        {
            "r is left out of the loss": lambda a, y, r, x: _weighted(a, y, 1, x),
            "r counts class 1 only; its loss has it at both classes": (
                lambda a, y, r, x: r * (a - y) * x
            ),
            "r stands at class 0 in its loss": lambda a, y, r, x: (
                (r * (1 - y) * a - y * (1 - a)) * x
            ),
            "it divides by r, where class 1 counts r times": lambda a, y, r, x: _weighted(
                a, y, 1 / r, x
            ),
            "its loss is the square, not the logarithms": lambda a, y, r, x: (
                (a - y) * a * (1 - a) * x
            ),
            "its loss has ln a at both classes; class 0 has ln(1 − a)": lambda a, y, r, x: (
                -(r * y + 1 - y) * (1 - a) * x
            ),
            "the term of class 0 is missing in its loss": lambda a, y, r, x: -r * y * (1 - a) * x,
            "the term of class 1 is missing in its loss": lambda a, y, r, x: (1 - y) * a * x,
        },
        start="diff(L, w)",
        least=4,
    ),
    "tanh_loss": Exercise(
        _tanh_loss,
        {"a": number(-0.999, -0.9, 0, 0.9, 0.999), "y": _BETWEEN_MINUS_ONE_AND_ONE},
        {
            "the constant is not yet chosen: for y = ±1, L must go to 0 as a goes to y": (
                _without_the_constant
            ),
            "the integral of 1/(1 − a) is −ln(1 − a): a minus is lost": lambda a, y: (
                -((1 + y) * np.log1p(a) - (1 - y) * np.log1p(-a)) / 2
            ),
            "1 + y belongs to ln(1 + a), and 1 − y to ln(1 − a)": lambda a, y: (
                -((1 - y) * np.log1p(a) + (1 + y) * np.log1p(-a)) / 2
            ),
            "that is ∂L/∂a; integrate it": lambda a, y: (a - y) / (1 - a**2),
            "that is the loss for an output a = z": lambda a, y: (a - y) ** 2 / 2,
            "that is the loss for an output a = z, up to a constant": lambda a, y: a**2 / 2 - a * y,
            "that is ∂L/∂z; the loss is asked for": lambda a, y: a - y,
            "it multiplies by the slope 1 − a², and must divide by it": lambda a, y: (
                a**2 / 2 - y * a - a**4 / 4 + y * a**3 / 3
            ),
            "that fits the sigmoid, whose slope is a(1 − a)": lambda a, y: (
                -y * np.log(a) - (1 - y) * np.log(1 - a)
            ),
            "only one of the two logarithms is there": lambda a, y: -(1 + y) * np.log1p(a) / 2,
            "only one of the two logarithms is there: ln(1 + a) is missing": lambda a, y: (
                -(1 - y) * np.log1p(-a) / 2
            ),
            "the part with y is missing": lambda a, y: -np.log1p(-a * a) / 2,
            "the part without y is missing": lambda a, y: -y * np.arctanh(a),
        },
        free_of="a",
    ),
}
check = check_for(EXERCISES)
