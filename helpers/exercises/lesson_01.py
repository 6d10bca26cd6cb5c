"""The exercises of lesson 01: squared error's gradients, and what one step changes."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import logit, number, target
from helpers.neuron import half_squared_error_gradient, sigmoid, sigmoid_prime


def _new_weight(w, b, x, y, eta):
    return w - eta * np.mean(half_squared_error_gradient(w * x + b, y) * x)


def _step(move):
    """A change of the logit by −η δ, times what the weights make of it."""
    return lambda z, y, x, eta: -eta * move(x) * half_squared_error_gradient(z, y)


EXERCISES = {
    "gradients": Exercise(
        lambda w, b, x, y: half_squared_error_gradient(w * x + b, y) * np.array([x, 1]),
        {
            "w": number(-10, -2, 2, 10),
            "b": number(-2, 2, 30),
            "x": number(-3, 0, 3),
            "y": target(),
        },
        {
            "in ∂L/∂b, σ′ is taken at x, not at z": lambda w, b, x, y: (
                (sigmoid(w * x + b) - y)
                * np.array([sigmoid_prime(w * x + b) * x, sigmoid_prime(x)])
            ),
            "σ′ is taken at x, not at z": lambda w, b, x, y: (
                (sigmoid(w * x + b) - y) * sigmoid_prime(x) * np.array([x, 1])
            ),
            "∂L/∂w lacks the factor x": lambda w, b, x, y: (
                half_squared_error_gradient(w * x + b, y) * np.ones(2)
            ),
            "z holds b without a factor x": lambda w, b, x, y: (
                half_squared_error_gradient(w * x + b, y) * np.array([x, x])
            ),
            "∂z/∂w is x, not w": lambda w, b, x, y: (
                half_squared_error_gradient(w * x + b, y) * np.array([w, 1])
            ),
            "∂z/∂b is 1, not b": lambda w, b, x, y: (
                half_squared_error_gradient(w * x + b, y) * np.array([x, b])
            ),
            "z is w x + b; it adds all three": lambda w, b, x, y: (
                half_squared_error_gradient(w + x + b, y) * np.array([x, 1])
            ),
            "∂L/∂b lacks the factor σ′(z)": lambda w, b, x, y: np.array(
                [half_squared_error_gradient(w * x + b, y) * x, sigmoid(w * x + b) - y]
            ),
            "∂L/∂w lacks the factor σ′(z)": lambda w, b, x, y: np.array(
                [(sigmoid(w * x + b) - y) * x, half_squared_error_gradient(w * x + b, y)]
            ),
            "only ∂L/∂w is given; the pair is wanted": lambda w, b, x, y: (
                half_squared_error_gradient(w * x + b, y) * x
            ),
            "only ∂L/∂b is given; the pair is wanted": lambda w, b, x, y: (
                half_squared_error_gradient(w * x + b, y)
            ),
        },
    ),
    "weight_change": Exercise(
        lambda w, b, x, y, eta: -eta * np.mean(half_squared_error_gradient(w * x + b, y) * x),
        {
            "w": number(-10, -2, 2, 10),
            "b": number(-2, 2, 30),
            "x": number(-3, 3, axes="n"),
            "y": target("n"),
            "eta": number(0.05, 0.5, 10),
        },
        {
            "this is the new w; its change is wanted": _new_weight,
            "this is the new w, and its sign is wrong": lambda w, b, x, y, eta: (
                2 * w - _new_weight(w, b, x, y, eta)
            ),
            "this is the old w minus the new; a change is new minus old": (
                lambda w, b, x, y, eta: w - _new_weight(w, b, x, y, eta)
            ),
            "that is the change of b": lambda w, b, x, y, eta: (
                -eta * np.mean(half_squared_error_gradient(w * x + b, y))
            ),
            "the mean comes last: each sample has its own product": lambda w, b, x, y, eta: (
                -eta * np.mean(half_squared_error_gradient(w * x + b, y)) * np.mean(x)
            ),
            "each sample has its own slope; the mean comes last": lambda w, b, x, y, eta: (
                -eta * np.mean((sigmoid(w * x + b) - y) * x) * np.mean(sigmoid_prime(w * x + b))
            ),
            "σ′ is taken at x, not at z": lambda w, b, x, y, eta: (
                -eta * np.mean((sigmoid(w * x + b) - y) * sigmoid_prime(x) * x)
            ),
            "it compares z, not σ(z), with y": lambda w, b, x, y, eta: (
                -eta * np.mean((w * x + b - y) * sigmoid_prime(w * x + b) * x)
            ),
            "∂z/∂w is x, not w": lambda w, b, x, y, eta: (
                -eta * np.mean(half_squared_error_gradient(w * x + b, y)) * w
            ),
        },
    ),
    "logit_change": Exercise(
        _step(lambda x: x**2 + 1),
        {"z": logit(), "y": target(), "x": number(-3, 0, 3), "eta": number(0.05, 0.5, 10)},
        {
            "w moves too": _step(lambda x: 1),
            "this is w's change": _step(lambda x: x),
            "b moves too": _step(lambda x: x**2),
            "the change of w enters z times x": _step(lambda x: x + 1),
            "it is right for x = 1 only": _step(lambda x: 2),
            "x² + 1 needs its parentheses": lambda z, y, x, eta: (
                -eta * half_squared_error_gradient(z, y) * x**2 + 1
            ),
            "x enters squared: once in ∂L/∂w, once in z": _step(lambda x: 2 * x),
            "(x + 1)² is not x² + 1": _step(lambda x: (x + 1) ** 2),
            "b's change does not subtract from w's": _step(lambda x: x**2 - 1),
            "this is the new z; its change is wanted": lambda z, y, x, eta: (
                z - eta * (x**2 + 1) * half_squared_error_gradient(z, y)
            ),
            "σ′ is taken at x, not at z": lambda z, y, x, eta: (
                -eta * (x**2 + 1) * (sigmoid(z) - y) * sigmoid_prime(x)
            ),
        },
    ),
}
check = check_for(EXERCISES)
