"""The exercises of lesson 06: where a larger rate wins, another loss's wait, a demo to repair."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, number
from helpers.neuron import sigmoid, sigmoid_prime

EPOCHS = Input({f"epochs = {k}": lambda rng, shape, k=k: np.full(shape, k) for k in (1, 2, 7)})


def _around_half(square):
    """Two errors as far from ½ as the root of a function of rho."""
    return lambda rho: np.array([0.5, 0.5]) + np.array([-1, 1]) * np.sqrt(square(rho))


def _ahead(rho):
    far = 1 / 2 + np.sqrt(1 / 4 - 1 / rho)
    return np.array([1 / (rho * far), far])


def _wait(integral):
    return lambda z, eta: (integral(z) - integral(0.0)) / (2 * eta)


def _loop(signal=lambda w, x, b: -sigmoid(-(w * x + b)), factor=lambda x: x):
    """Descent on −ln a, the right one or with a wrong ∂L/∂z, or a wrong input of the weight."""

    def trained(w, b, x, eta, epochs):
        for _ in range(int(epochs)):
            delta = signal(w, x, b)
            w, b = w - eta * delta * factor(x), b - eta * delta
        return np.array([w, b])

    return trained


def _by_output(slope):
    return lambda w, x, b: slope(sigmoid(w * x + b))


def _w_for_x(w, b, x, eta, epochs):
    for _ in range(int(epochs)):
        delta = -sigmoid(-(w * x + b))
        w, b = w - eta * delta * w, b - eta * delta
    return np.array([w, b])


def _new_w_first(w, b, x, eta, epochs):
    for _ in range(int(epochs)):
        w = w + eta * sigmoid(-(w * x + b)) * x
        b = b + eta * sigmoid(-(w * x + b))
    return np.array([w, b])


def _stale(w, b, x, eta, epochs):
    old = np.array([w, b])
    return old + epochs * (_loop()(w, b, x, eta, 1) - old)


EXERCISES = {
    "ahead": Exercise(
        _ahead,
        {"rho": number(4.1, 7, 30, 200)},
        {
            "they come the smaller one first": lambda rho: _ahead(rho)[::-1],
            "there are two of them; the smaller one is missing": lambda rho: _ahead(rho)[1],
            "there are two of them; the larger one is missing": lambda rho: _ahead(rho)[0],
            "that is their distance; they themselves are wanted": lambda rho: np.ptp(_ahead(rho)),
            "that is how far each of them is from ½": lambda rho: np.ptp(_ahead(rho)) / 2,
            "these are the logits; the errors are wanted": lambda rho: np.log(
                _ahead(rho) / (1 - _ahead(rho))
            ),
            "that is for ρ = 6.75; rho is an argument": lambda rho: _ahead(6.75 + 0 * rho),
            "half the root is wanted, if 1 − 4/ρ stands under it": _around_half(
                lambda rho: 1 - 4 / rho
            ),
            "the root is missing": _around_half(lambda rho: (1 / 4 - 1 / rho) ** 2),
            "the sign under the root is wrong": _around_half(lambda rho: 1 / 4 + 1 / rho),
            "A or 1 − A alone is set to 1/ρ; their product is 1/ρ": lambda rho: np.array(
                [1 / rho, 1 - 1 / rho]
            ),
            "the quotient of the gradients is A(1 − A), once times ρ, not ρ²": lambda rho: _ahead(
                rho**2
            ),
        },
    ),
    "absolute_wait": Exercise(
        _wait(lambda z: 2 * np.sinh(z) + 2 * z),
        {"z": number(0, 1, 4, 12), "eta": number(0.05, 0.5, 5)},
        {
            "that is cross-entropy's wait": _wait(lambda z: z - np.exp(-z)),
            "that is squared error's wait": _wait(
                lambda z: np.exp(z) + 3 * z - 3 * np.exp(-z) - np.exp(-2 * z) / 2
            ),
            "w and b both learn, so z falls by twice η ∂L/∂z in an epoch": _wait(
                lambda z: 4 * np.sinh(z) + 4 * z
            ),
            "1/(a(1 − a)) holds a 2, whose integral is 2z": _wait(lambda z: 2 * np.sinh(z)),
            "the integral of e^(−z) is −e^(−z)": lambda z, eta: (
                (np.exp(z) + 2 * z + np.exp(-z)) / (2 * eta)
            ),
            "the integral of e^(−z) is −e^(−z), and the wait from 0 is 0": _wait(
                lambda z: np.exp(z) + 2 * z + np.exp(-z)
            ),
            "that is how the wait grows with z; integrate it": lambda z, eta: (
                (1 + np.cosh(z)) / eta
            ),
            "it integrates the gradient; what counts is 1 over it": _wait(sigmoid),
            "1 is ∂L/∂a; by z, the slope of σ belongs to it": _wait(lambda z: z),
            "with a larger rate the wait is shorter": lambda z, eta: (np.sinh(z) + z) * eta,
            "that is only its largest term": lambda z, eta: np.exp(z) / (2 * eta),
            "that is the wait for the gradient 1 − a; it is a(1 − a)": _wait(
                lambda z: np.exp(z) + z
            ),
            "with that constant, the wait from 0 would not be 0": lambda z, eta: (
                (2 * np.sinh(z) + 2 * z + 1) / (2 * eta)
            ),
        },
    ),
    "trained": Exercise(
        _loop(),
        {
            "w": number(-4, 0, 4),
            "b": number(-2, 2),
            "x": number(-3, 0, 3),
            "eta": number(0.05, 0.5, 2),
            "epochs": EPOCHS,
        },
        {
            "delta is ∂L/∂a; by z, the slope of σ belongs to it": _loop(
                _by_output(lambda a: -1 / a)
            ),
            "w's step lacks the factor x": _loop(factor=lambda x: 1),
            "both lines are still wrong": _loop(_by_output(lambda a: -1 / a), lambda x: 1),
            "it climbs: ∂L/∂z is a − 1 for the target 1": _loop(_by_output(lambda a: 1 - a)),
            "that is for the target 0": _loop(_by_output(lambda a: a)),
            "that is squared error's gradient": _loop(_by_output(lambda a: (a - 1) * a * (1 - a))),
            "delta is the slope of σ alone; the slope of the loss is missing": _loop(
                _by_output(lambda a: -a * (1 - a))
            ),
            "the slope of σ is a(1 − a); 1 − a was divided by": _loop(
                _by_output(lambda a: -1 / (1 - a))
            ),
            "σ′ is taken at a, not at z": _loop(_by_output(lambda a: -sigmoid_prime(a) / a)),
            "w is the factor of its own step; it is x": _w_for_x,
            "b's step is taken after w has moved; both belong to the old weights": _new_w_first,
            "a and delta must be computed anew in each epoch": _stale,
            "it returns after the first epoch": lambda w, b, x, eta, epochs: _loop()(
                w, b, x, eta, 1
            ),
            "these are the changes; w and b are wanted": lambda w, b, x, eta, epochs: (
                _loop()(w, b, x, eta, epochs) - np.array([w, b])
            ),
            "w comes first": lambda *values: _loop()(*values)[::-1],
            "only w is given; b is wanted too": lambda *values: _loop()(*values)[0],
            "that is the output; w and b are wanted": lambda w, b, x, eta, epochs: sigmoid(
                _loop()(w, b, x, eta, epochs) @ np.array([x, 1.0])
            ),
        },
    ),
}


check = check_for(EXERCISES)
