"""Answers to the exercises of lesson 06, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import expit


def around_half(square):
    return lambda rho: np.array([0.5 - np.sqrt(square(rho)), 0.5 + np.sqrt(square(rho))])


def pair(rho):
    return around_half(lambda rho: 1 / 4 - 1 / rho)(rho)


def wait(integrand):
    """An answer by numerical integration from 0 to z."""
    return lambda z, eta: quad(integrand, 0, z)[0] / (2 * eta)


def loop(delta, factor=lambda w, x: x, sign=-1):
    """A program that trains, from its ∂L/∂z as a function of a and the factor of w's step."""

    def program(w, b, x, eta, epochs):
        for _ in range(epochs):
            d = delta(expit(w * x + b))
            w, b = w + sign * eta * d * factor(w, x), b + sign * eta * d
        return np.array([w, b])

    return program


right = loop(lambda a: a - 1)


def through_both_slopes(w, b, x, eta, epochs):
    for _ in range(epochs):
        a = expit(w * x + b)
        delta = -1 / a * a * (1 - a)
        w, b = w - eta * delta * x, b - eta * delta
    return w, b


def b_late(w, b, x, eta, epochs):
    for _ in range(epochs):
        w = w - eta * (expit(w * x + b) - 1) * x
        b = b - eta * (expit(w * x + b) - 1)
    return np.array([w, b])


def w_late(w, b, x, eta, epochs):
    for _ in range(epochs):
        b = b - eta * (expit(w * x + b) - 1)
        w = w - eta * (expit(w * x + b) - 1) * x
    return np.array([w, b])


def one_delta(w, b, x, eta, epochs):
    d = expit(w * x + b) - 1
    for _ in range(epochs):
        w, b = w - eta * d * x, b - eta * d
    return np.array([w, b])


def at_a(a):
    return -expit(a) * expit(-a) / a


ANSWERS = {
    "ahead": {
        "Right.": [
            around_half(lambda rho: 1 / 4 - 1 / rho),
            lambda rho: np.sort(np.roots([1, -1, 1 / rho]).real),
            lambda rho: [(1 - np.sqrt(1 - 4 / rho)) / 2, (1 + np.sqrt(1 - 4 / rho)) / 2],
            lambda rho: np.array([expit(-np.arccosh(rho / 2 - 1)), expit(np.arccosh(rho / 2 - 1))]),
        ],
        "they come the smaller one first": [lambda rho: pair(rho)[::-1]],
        "there are two of them; the smaller one is missing": [
            lambda rho: 0.5 + np.sqrt(0.25 - 1 / rho),
        ],
        "there are two of them; the larger one is missing": [
            lambda rho: 0.5 - np.sqrt(0.25 - 1 / rho),
        ],
        "that is their distance; they themselves are wanted": [
            lambda rho: np.sqrt(1 - 4 / rho),
        ],
        "that is how far each of them is from ½": [lambda rho: np.sqrt(1 / 4 - 1 / rho)],
        "these are the logits; the errors are wanted": [
            lambda rho: np.array([-1, 1]) * np.arccosh(rho / 2 - 1),
        ],
        "that is for ρ = 6.75; rho is an argument": [lambda rho: pair(6.75)],
        "half the root is wanted, if 1 − 4/ρ stands under it": [
            around_half(lambda rho: 1 - 4 / rho),
        ],
        "the root is missing": [lambda rho: np.array([1 / 4 + 1 / rho, 3 / 4 - 1 / rho])],
        "the sign under the root is wrong": [around_half(lambda rho: 1 / 4 + 1 / rho)],
        "A or 1 − A alone is set to 1/ρ; their product is 1/ρ": [
            lambda rho: np.array([1 / rho, (rho - 1) / rho]),
        ],
        "the quotient of the gradients is A(1 − A), once times ρ, not ρ²": [
            around_half(lambda rho: 1 / 4 - 1 / rho**2),
        ],
        "the sign is wrong": [lambda rho: -pair(rho)],
        "it is twice the right answer (is a factor ½ missing?)": [lambda rho: 2 * pair(rho)],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda rho: pair(rho) / 2,
        ],
        "…": [
            around_half(lambda rho: 1 / 4 - 1 / (rho + 1)),
            lambda rho: np.array([0.18, 0.82]) if rho < 30 else pair(rho),
            lambda rho: pair(min(rho, 100)),
        ],
    },
    "absolute_wait": {
        "Right.": [
            lambda z, eta: (np.exp(z) + 2 * z - np.exp(-z)) / (2 * eta),
            lambda z, eta: (np.sinh(z) + z) / eta,
            wait(lambda z: 1 / (expit(z) * expit(-z))),
            lambda z, eta: np.float32((np.exp(z) - np.exp(-z) + 2 * z) / 2 / eta),
        ],
        "that is cross-entropy's wait": [lambda z, eta: (z - np.exp(-z) + 1) / (2 * eta)],
        "that is squared error's wait": [wait(lambda z: 1 / (expit(z) ** 2 * expit(-z)))],
        "w and b both learn, so z falls by twice η ∂L/∂z in an epoch": [
            lambda z, eta: (np.exp(z) + 2 * z - np.exp(-z)) / eta,
        ],
        "1/(a(1 − a)) holds a 2, whose integral is 2z": [lambda z, eta: np.sinh(z) / eta],
        "the integral of e^(−z) is −e^(−z)": [lambda z, eta: (np.cosh(z) + z) / eta],
        "the integral of e^(−z) is −e^(−z), and the wait from 0 is 0": [
            lambda z, eta: (np.cosh(z) + z - 1) / eta,
        ],
        "that is how the wait grows with z; integrate it": [
            lambda z, eta: 1 / (2 * eta * expit(z) * expit(-z)),
        ],
        "it integrates the gradient; what counts is 1 over it": [
            wait(lambda z: expit(z) * expit(-z)),
        ],
        "1 is ∂L/∂a; by z, the slope of σ belongs to it": [lambda z, eta: z / (2 * eta)],
        "with a larger rate the wait is shorter": [
            lambda z, eta: eta / 2 * (np.exp(z) + 2 * z - np.exp(-z)),
        ],
        "that is only its largest term": [lambda z, eta: np.exp(z) / eta / 2],
        "that is the wait for the gradient 1 − a; it is a(1 − a)": [
            wait(lambda z: 1 / expit(-z)),
        ],
        "with that constant, the wait from 0 would not be 0": [
            lambda z, eta: (np.exp(z) + 2 * z - np.exp(-z) + 1) / (2 * eta),
        ],
        "the sign is wrong": [lambda z, eta: -(np.sinh(z) + z) / eta],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda z, eta: (np.sinh(z) + z) / (2 * eta),
        ],
        "it has one factor eta too many": [lambda z, eta: np.sinh(z) + z],
        "…": [
            lambda z, eta: (np.exp(z) + 2 * z) / (2 * eta),
            lambda z, eta: (np.sinh(z) + z) / eta if z < 4 else np.exp(z) / (2 * eta) + z,
            lambda z, eta: (np.exp(z) + z - np.exp(-z)) / (2 * eta),
        ],
    },
    "trained": {
        "Right.": [
            right,
            through_both_slopes,
            loop(lambda a: 1 - a, sign=1),
            lambda w, b, x, eta, epochs: right(w, b, x, eta, epochs).tolist(),
        ],
        "delta is ∂L/∂a; by z, the slope of σ belongs to it": [loop(lambda a: -1 / a)],
        "w's step lacks the factor x": [loop(lambda a: a - 1, lambda w, x: 1)],
        "both lines are still wrong": [loop(lambda a: -1 / a, lambda w, x: 1)],
        "it climbs: ∂L/∂z is a − 1 for the target 1": [loop(lambda a: 1 - a)],
        "that is for the target 0": [loop(lambda a: a)],
        "that is squared error's gradient": [loop(lambda a: (a - 1) * a * (1 - a))],
        "delta is the slope of σ alone; the slope of the loss is missing": [
            loop(lambda a: -a * (1 - a)),
        ],
        "the slope of σ is a(1 − a); 1 − a was divided by": [loop(lambda a: -1 / (1 - a))],
        "σ′ is taken at a, not at z": [loop(at_a)],
        "w is the factor of its own step; it is x": [loop(lambda a: a - 1, lambda w, x: w)],
        "b's step is taken after w has moved; both belong to the old weights": [b_late],
        "a and delta must be computed anew in each epoch": [one_delta],
        "it returns after the first epoch": [
            lambda w, b, x, eta, epochs: right(w, b, x, eta, 1),
        ],
        "these are the changes; w and b are wanted": [
            lambda w, b, x, eta, epochs: right(w, b, x, eta, epochs) - [w, b],
        ],
        "w comes first": [lambda *values: right(*values)[::-1]],
        "only w is given; b is wanted too": [lambda *values: right(*values)[0]],
        "that is the output; w and b are wanted": [
            lambda w, b, x, eta, epochs: expit(right(w, b, x, eta, epochs) @ [x, 1]),
        ],
        "the sign is wrong": [lambda *values: -right(*values)],
        "…": [
            w_late,
            loop(lambda a: a - 1, lambda w, x: abs(x)),
            loop(lambda a: a - 1, lambda w, x: x * x),
            loop(lambda a: (a - 1) / 2),
        ],
    },
}


def _steps(rho):
    """Where the longer step changes, from the two losses themselves."""

    def longer(z):
        squared, entropy = (
            by.slope(lambda z, loss=loss: loss(z, 0), z)
            for loss in (by.squared_error, by.cross_entropy)
        )
        return rho * squared / entropy - 1

    return expit([brentq(longer, -9, 0, xtol=1e-13), brentq(longer, 0, 9, xtol=1e-13)])


def _descended(w, b, x, eta, epochs):
    at = np.array([w, b])
    for _ in range(epochs):
        at = at - eta * by.slopes(lambda v: by.cross_entropy(v[0] * x + v[1], 1), at)
    return at


DEFINED = {
    "ahead": _steps,
    "absolute_wait": lambda z, eta: quad(
        lambda z: 1 / (2 * eta * by.slope(expit, z)), 0, z, epsrel=1e-9
    )[0],
    "trained": _descended,
}
"""Each right answer once more, sharing nothing with the course."""
