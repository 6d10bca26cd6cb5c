"""Answers to the exercises of lesson 01, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.special import expit


def slope(z):
    return expit(z) * expit(-z)


def delta(z, y):
    return (expit(z) - y) * slope(z)


def step(move):
    return lambda z, y, x, eta: -eta * move(x) * delta(z, y)


def of_logit(z, y, x, eta):
    """The new logit from the new weights, minus the old one: any w will do."""
    w, d = 0.7, delta(z, y)
    b = z - w * x
    return (w - eta * d * x) * x + (b - eta * d) - z


def loop(w_step, b_step, signal=delta):
    """A program that trains, from the step of each weight without its rate."""

    def program(w, b, X, y, eta, epochs):
        for _ in range(epochs):
            d = signal(X @ w + b, y)
            w, b = w - eta * w_step(d, X), b - eta * b_step(d)
        return np.append(w, b)

    return program


def mean_product(d, X):
    return np.mean(d[:, np.newaxis] * X, axis=0)


def product_of_means(d, X):
    return d.mean() * X.mean(axis=0)


def at_a(z, y):
    return (expit(z) - y) * slope(expit(z))


right = loop(mean_product, np.mean)


def sample_by_sample(w, b, X, y, eta, epochs):
    for _ in range(epochs):
        by_w, by_b = np.zeros(len(w)), 0.0
        for one, target in zip(X, y, strict=True):
            d = delta(one @ w + b, target)
            by_w, by_b = by_w + d * one, by_b + d
        w, b = w - eta / len(X) * by_w, b - eta / len(X) * by_b
    return [*w, b]


def bias_as_input(w, b, X, y, eta, epochs):
    X, v = np.column_stack([X, np.ones(len(X))]), np.append(w, b)
    for _ in range(epochs):
        v = v - eta * X.T @ delta(X @ v, y) / len(X)
    return v


def as_solved(w, b, X, y, eta, epochs):
    for _ in range(epochs):
        z = X @ w + b
        d = (expit(z) - y) * slope(z)
        w = w - eta * X.T @ d / len(y)
        b = b - eta * np.mean(d)
    return np.append(w, b)


def b_late(w, b, X, y, eta, epochs):
    for _ in range(epochs):
        w = w - eta * X.T @ delta(X @ w + b, y) / len(y)
        b = b - eta * np.mean(delta(X @ w + b, y))
    return np.append(w, b)


def w_late(w, b, X, y, eta, epochs):
    for _ in range(epochs):
        b = b - eta * np.mean(delta(X @ w + b, y))
        w = w - eta * X.T @ delta(X @ w + b, y) / len(y)
    return np.append(w, b)


def one_delta(w, b, X, y, eta, epochs):
    d = delta(X @ w + b, y)
    for _ in range(epochs):
        w, b = w - eta * X.T @ d / len(y), b - eta * np.mean(d)
    return np.append(w, b)


def one_by_one(w, b, X, y, eta, epochs):
    for _ in range(epochs):
        for one, target in zip(X, y, strict=True):
            d = delta(one @ w + b, target)
            w, b = w - eta * d * one, b - eta * d
    return np.append(w, b)


def tanh(slope, error=None):
    """A program for ∂L/∂w from the slope as a function of a, with the error if it is another."""

    def program(w, b, x, y):
        a = np.tanh(w * x + b)
        return (a - y if error is None else error(a, y)) * slope(a) * x

    return program


ANSWERS = {
    "logit_change": {
        "Right.": [
            of_logit,
            step(lambda x: x * x + 1),
            lambda z, y, x, eta: -eta * delta(z, y) * x * x - eta * delta(z, y),
            lambda z, y, x, eta: eta * (y - expit(z)) * slope(z) * (1 + x**2),
        ],
        "w moves too": [step(lambda x: 1)],
        "this is w's change": [step(lambda x: x)],
        "b moves too": [step(lambda x: x * x)],
        "the change of w enters z times x": [step(lambda x: 1 + x)],
        "it is right for x = 1 only": [step(lambda x: 2)],
        "x² + 1 needs its parentheses": [lambda z, y, x, eta: -eta * delta(z, y) * x**2 + 1],
        "x enters squared: once in ∂L/∂w, once in z": [step(lambda x: x + x)],
        "(x + 1)² is not x² + 1": [step(lambda x: (1 + x) ** 2)],
        "b's change does not subtract from w's": [step(lambda x: x**2 - 1)],
        "this is the new z; its change is wanted": [
            lambda z, y, x, eta: z - eta * (1 + x**2) * delta(z, y),
        ],
        "σ′ is taken at x, not at z": [
            lambda z, y, x, eta: -eta * (1 + x**2) * (expit(z) - y) * slope(x),
        ],
        "the sign is wrong": [lambda z, y, x, eta: eta * (1 + x**2) * delta(z, y)],
        "it lacks the factor eta": [lambda z, y, x, eta: -(1 + x**2) * delta(z, y)],
        "it lacks the factor σ′(z)": [
            lambda z, y, x, eta: -eta * (1 + x**2) * (expit(z) - y),
        ],
        "it lacks the factor a − y": [lambda z, y, x, eta: -eta * (1 + x**2) * slope(z)],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda z, y, x, eta: -eta * (1 + x**2) * delta(z, y) / 2,
        ],
        "σ′(z) is a(1 − a), not z(1 − z)": [
            lambda z, y, x, eta: -eta * (1 + x**2) * (expit(z) - y) * z * (1 - z),
        ],
        "1 − y stands in the place of y": [
            lambda z, y, x, eta: -eta * (1 + x**2) * delta(z, 1 - y),
        ],
        "it is right for -4 < z < 0 and 0 < z < 4 only; …": [
            lambda z, y, x, eta: -eta * (1 + x**2) * delta(np.clip(z, -4, 4), y),
        ],
        "…": [
            lambda z, y, x, eta: -eta * (1 + x**3) * delta(z, y),
            lambda z, y, x, eta: -eta * (1 + x**2) * delta(z, y) - eta,
            lambda z, y, x, eta: -eta * (z * x + 1) * delta(z, y),
        ],
    },
    "fitted": {
        "Right.": [right, sample_by_sample, bias_as_input, as_solved],
        "σ′ is taken at a, not at z": [loop(mean_product, np.mean, at_a)],
        "w's step is the mean of δ times x, not a mean times a mean": [
            loop(product_of_means, np.mean),
        ],
        "both lines are still wrong": [loop(product_of_means, np.mean, at_a)],
        "w's step is the sum over the samples; its mean is wanted": [
            loop(lambda d, X: X.T @ d, np.mean),
        ],
        "w's step is divided by the number of inputs, not of samples": [
            loop(lambda d, X: X.T @ d / len(X.T), np.mean),
        ],
        "w's step is the mean over samples and inputs; each input has its own": [
            loop(lambda d, X: np.mean(d[:, np.newaxis] * X), np.mean),
        ],
        "w's step lacks the factor x": [loop(lambda d, X: d.mean(), np.mean)],
        "w climbs: its step must be subtracted": [
            loop(lambda d, X: -mean_product(d, X), np.mean),
        ],
        "b climbs: its step must be subtracted": [loop(mean_product, lambda d: -d.mean())],
        "both climb: a step must be subtracted": [
            loop(mean_product, np.mean, lambda z, y: (y - expit(z)) * slope(z)),
        ],
        "b's step is taken after w has moved; both belong to the old weights": [b_late],
        "z and delta must be computed anew in each epoch": [one_delta],
        "it returns after the first epoch": [
            lambda w, b, X, y, eta, epochs: right(w, b, X, y, eta, 1),
        ],
        "it sums over the samples, where the mean is wanted": [
            loop(lambda d, X: d @ X, np.sum),
        ],
        "σ′(z) is struck out; squared error's gradient has it": [
            loop(mean_product, np.mean, lambda z, y: expit(z) - y),
        ],
        "these are the changes; the new weights are wanted": [
            lambda w, b, X, y, eta, epochs: (
                right(w, b, X, y, eta, epochs) - right(w, b, X, y, eta, 0)
            ),
        ],
        "only w is given; b is wanted too": [
            lambda w, b, X, y, eta, epochs: right(w, b, X, y, eta, epochs)[: len(w)],
        ],
        "b comes last": [
            lambda w, b, X, y, eta, epochs: np.append(
                right(w, b, X, y, eta, epochs)[-1], right(w, b, X, y, eta, epochs)[:-1]
            ),
        ],
        "eta is left out, as if it were 1": [
            lambda w, b, X, y, eta, epochs: right(w, b, X, y, 1, epochs),
        ],
        "…": [
            w_late,
            one_by_one,
            loop(mean_product, np.mean, lambda z, y: 2 * delta(z, y)),
            loop(mean_product, np.mean, lambda z, y: slope(z)),
            loop(mean_product, np.mean, lambda z, y: (z - y) * slope(z)),
            loop(mean_product, np.sum),
            lambda w, b, X, y, eta, epochs: right(w, b, X, np.round(y), eta, epochs),
            lambda w, b, X, y, eta, epochs: right(w, b, X, y, eta, epochs + 1),
        ],
    },
    "tanh_gradient": {
        "Right.": [
            tanh(lambda a: 1 - a**2),
            lambda w, b, x, y: (np.tanh(w * x + b) - y) / np.cosh(w * x + b) ** 2 * x,
            lambda w, b, x, y: (
                (2 * expit(2 * (w * x + b)) - 1 - y) * 4 * slope(2 * w * x + 2 * b) * x
            ),
        ],
        "that is the sigmoid's gradient": [lambda w, b, x, y: delta(w * x + b, y) * x],
        "σ′(z) is the sigmoid's slope; tanh has its own": [
            lambda w, b, x, y: (np.tanh(w * x + b) - y) * slope(w * x + b) * x,
        ],
        "a(1 − a) is the sigmoid's slope; tanh has its own": [tanh(lambda a: a * (1 - a))],
        "the slope of tanh is missing": [tanh(lambda a: 1)],
        "the slope of tanh is 1 − a², not 1 − a": [tanh(lambda a: 1 - a)],
        "the slope of tanh is 1 − a², not 1 + a²": [tanh(lambda a: 1 + a * a)],
        "the slope of tanh is 1 − a², not (1 − a)²": [tanh(lambda a: (1 - a) ** 2)],
        "the slope of tanh is taken at a, not at z": [tanh(lambda a: 1 - np.tanh(a) ** 2)],
        "the slope of tanh is 1 − a², not 1 − z²": [tanh(lambda a: 1 - np.arctanh(a) ** 2)],
        "the slope of tanh is 1 − a²; a² comes from tanh, not from σ": [
            lambda w, b, x, y: (np.tanh(w * x + b) - y) * (1 - expit(w * x + b) ** 2) * x,
        ],
        "it compares z, not tanh(z), with y": [
            lambda w, b, x, y: (w * x + b - y) * (1 - np.tanh(w * x + b) ** 2) * x,
        ],
        "it compares σ(z), not tanh(z), with y": [
            lambda w, b, x, y: (expit(w * x + b) - y) * (1 - np.tanh(w * x + b) ** 2) * x,
        ],
        "it lacks the factor a − y": [tanh(lambda a: 1 - a**2, lambda a, y: 1)],
        "∂z/∂w is x, not w": [lambda w, b, x, y: tanh(lambda a: 1 - a**2)(w, b, x, y) * w / x],
        "this is ∂L/∂b": [lambda w, b, x, y: tanh(lambda a: 1 - a**2)(w, b, x, y) / x],
        "the sign is wrong": [tanh(lambda a: a**2 - 1)],
        "it is twice the right answer (is a factor ½ missing?)": [tanh(lambda a: 2 - 2 * a**2)],
        "it has one factor x too many": [
            lambda w, b, x, y: tanh(lambda a: 1 - a**2)(w, b, x, y) * x
        ],
        "b is left out, as if it were 0": [
            lambda w, b, x, y: tanh(lambda a: 1 - a**2)(w, 0, x, y),
        ],
        "…": [
            tanh(lambda a: a * (1 - a**2)),
            tanh(lambda a: 1 - a**2, lambda a, y: a - (y + 1) / 2),
            tanh(lambda a: 1 - a**2, lambda a, y: a - np.sign(y)),
        ],
    },
}


def logit_after_a_step(z, y, x, eta, w=0.7):
    b = z - w * x
    new_w = w - eta * by.slope(lambda w: by.squared_error(w * x + b, y), w)
    new_b = b - eta * by.slope(lambda b: by.squared_error(w * x + b, y), b)
    return new_w * x + new_b


def descended(w, b, X, y, eta, epochs):
    at = np.append(w, b)
    for _ in range(epochs):
        at = at - eta * by.slopes(lambda v: np.mean(by.squared_error(X @ v[:-1] + v[-1], y)), at)
    return at


DEFINED = {
    "logit_change": lambda z, y, x, eta: logit_after_a_step(z, y, x, eta) - z,
    "fitted": descended,
    "tanh_gradient": lambda w, b, x, y: by.slope(lambda w: (np.tanh(w * x + b) - y) ** 2 / 2, w),
}
