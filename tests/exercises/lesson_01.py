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

    def program(w, b, x, y, eta, epochs):
        for _ in range(epochs):
            d = signal(w * x + b, y)
            w, b = w - eta * w_step(d, x), b - eta * b_step(d, x)
        return w, b

    return program


def mean_product(d, x):
    return np.mean(d * x)


def product_of_means(d, x):
    return d.mean() * x.mean()


def mean(d, x):
    return d.mean()


def uphill(d, x):
    return -d.mean()


def at_a(z, y):
    return (expit(z) - y) * slope(expit(z))


right = loop(mean_product, mean)


def sample_by_sample(w, b, x, y, eta, epochs):
    for _ in range(epochs):
        by_w = by_b = 0.0
        for one, target in zip(x, y, strict=True):
            d = delta(w * one + b, target)
            by_w, by_b = by_w + d * one, by_b + d
        w, b = w - eta / len(x) * by_w, b - eta / len(x) * by_b
    return [w, b]


def as_a_matrix(w, b, x, y, eta, epochs):
    X, v = np.stack([x, np.ones_like(x)], axis=1), np.array([w, b])
    for _ in range(epochs):
        v = v - eta * X.T @ delta(X @ v, y) / len(x)
    return v


def b_late(w, b, x, y, eta, epochs):
    for _ in range(epochs):
        w = w - eta * np.mean(delta(w * x + b, y) * x)
        b = b - eta * np.mean(delta(w * x + b, y))
    return w, b


def w_late(w, b, x, y, eta, epochs):
    for _ in range(epochs):
        b = b - eta * np.mean(delta(w * x + b, y))
        w = w - eta * np.mean(delta(w * x + b, y) * x)
    return w, b


def one_delta(w, b, x, y, eta, epochs):
    d = delta(w * x + b, y)
    for _ in range(epochs):
        w, b = w - eta * np.mean(d * x), b - eta * np.mean(d)
    return w, b


def one_by_one(w, b, x, y, eta, epochs):
    for _ in range(epochs):
        for one, target in zip(x, y, strict=True):
            d = delta(w * one + b, target)
            w, b = w - eta * d * one, b - eta * d
    return w, b


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
        "Right.": [
            right,
            sample_by_sample,
            as_a_matrix,
            lambda w, b, x, y, eta, epochs: np.array(right(w, b, x, y, eta, epochs)),
        ],
        "σ′ is taken at a, not at z": [loop(mean_product, mean, at_a)],
        "w's step is the mean of δ times x, not a mean times a mean": [
            loop(product_of_means, mean),
        ],
        "b climbs: its step must be subtracted": [loop(mean_product, uphill)],
        "the lines of delta and of w are still wrong": [loop(product_of_means, mean, at_a)],
        "the lines of delta and of b are still wrong": [loop(mean_product, uphill, at_a)],
        "the lines of w and of b are still wrong": [loop(product_of_means, uphill)],
        "all three lines are still wrong": [loop(product_of_means, uphill, at_a)],
        "both climb: a step must be subtracted": [
            loop(lambda d, x: -np.mean(d * x), uphill),
            loop(mean_product, mean, lambda z, y: (y - expit(z)) * slope(z)),
        ],
        "b's step is taken after w has moved; both belong to the old weights": [b_late],
        "a and delta must be computed anew in each epoch": [one_delta],
        "it returns after the first epoch": [
            lambda w, b, x, y, eta, epochs: right(w, b, x, y, eta, 1),
        ],
        "it sums over the samples, where the mean is wanted": [
            loop(lambda d, x: d @ x, lambda d, x: d.sum()),
        ],
        "w's step lacks the factor x": [loop(mean, mean)],
        "b's step has no factor x": [loop(mean_product, mean_product)],
        "σ′(z) is struck out; squared error's gradient has it": [
            loop(mean_product, mean, lambda z, y: expit(z) - y),
        ],
        "these are the changes; the new pair is wanted": [
            lambda w, b, x, y, eta, epochs: (
                right(w, b, x, y, eta, epochs)[0] - w,
                right(w, b, x, y, eta, epochs)[1] - b,
            ),
        ],
        "only w is given; the pair is wanted": [
            lambda w, b, x, y, eta, epochs: right(w, b, x, y, eta, epochs)[0],
        ],
        "only b is given; the pair is wanted": [
            lambda w, b, x, y, eta, epochs: right(w, b, x, y, eta, epochs)[1],
        ],
        "its values come in the wrong order": [
            lambda w, b, x, y, eta, epochs: right(w, b, x, y, eta, epochs)[::-1],
        ],
        "eta is left out, as if it were 1": [
            lambda w, b, x, y, eta, epochs: right(w, b, x, y, 1, epochs),
        ],
        "…": [
            w_late,
            one_by_one,
            loop(mean_product, mean, lambda z, y: 2 * delta(z, y)),
            loop(mean_product, mean, lambda z, y: slope(z)),
            loop(mean_product, mean, lambda z, y: (z - y) * slope(z)),
            loop(mean_product, lambda d, x: d.sum()),
            lambda w, b, x, y, eta, epochs: right(w, b, x, np.round(y), eta, epochs),
            lambda w, b, x, y, eta, epochs: right(w, b, x, y, eta, epochs + 1),
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


def descended(w, b, x, y, eta, epochs):
    at = np.array([w, b])
    for _ in range(epochs):
        at = at - eta * by.slopes(lambda v: np.mean(by.squared_error(v[0] * x + v[1], y)), at)
    return at


DEFINED = {
    "logit_change": lambda z, y, x, eta: logit_after_a_step(z, y, x, eta) - z,
    "fitted": descended,
    "tanh_gradient": lambda w, b, x, y: by.slope(lambda w: (np.tanh(w * x + b) - y) ** 2 / 2, w),
}
