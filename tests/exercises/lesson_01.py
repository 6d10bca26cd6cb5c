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


def by_branches(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    signal = -((1 - a) ** 2) * a if y == 1 else (a - y) * a * (1 - a)
    return [signal * x, signal]


def of_each_sample(w, b, x, y, eta):
    change = 0.0
    for one, target in zip(x, y, strict=True):
        a = expit(w * one + b)
        change -= eta * (a - target) * a * (1 - a) * one
    return change / len(x)


def of_logit(z, y, x, eta):
    """The new logit from the new weights, minus the old one: any w will do."""
    w, d = 0.7, delta(z, y)
    b = z - w * x
    return (w - eta * d * x) * x + (b - eta * d) - z


ANSWERS = {
    "gradients": {
        "Right.": [
            by_branches,
            lambda w, b, x, y: (delta(w * x + b, y) * x, delta(w * x + b, y)),
            lambda w, b, x, y: delta(x * w + b, y) * np.array([x, 1.0]),
            lambda w, b, x, y: np.array([x, 1], dtype=np.float32) * np.float32(delta(w * x + b, y)),
        ],
        "in ∂L/∂b, σ′ is taken at x, not at z": [
            lambda w, b, x, y: (delta(w * x + b, y) * x, (expit(w * x + b) - y) * slope(x)),
        ],
        "σ′ is taken at x, not at z": [
            lambda w, b, x, y: (expit(w * x + b) - y) * slope(x) * np.array([x, 1]),
        ],
        "∂L/∂w lacks the factor x": [lambda w, b, x, y: (delta(w * x + b, y),) * 2],
        "z holds b without a factor x": [lambda w, b, x, y: (delta(w * x + b, y) * x,) * 2],
        "∂z/∂w is x, not w": [lambda w, b, x, y: (delta(w * x + b, y) * w, delta(w * x + b, y))],
        "∂z/∂b is 1, not b": [
            lambda w, b, x, y: (delta(w * x + b, y) * x, delta(w * x + b, y) * b),
        ],
        "z is w x + b; it adds all three": [
            lambda w, b, x, y: (delta(w + x + b, y) * x, delta(w + x + b, y)),
        ],
        "∂L/∂b lacks the factor σ′(z)": [
            lambda w, b, x, y: (delta(w * x + b, y) * x, expit(w * x + b) - y),
        ],
        "∂L/∂w lacks the factor σ′(z)": [
            lambda w, b, x, y: ((expit(w * x + b) - y) * x, delta(w * x + b, y)),
        ],
        "only ∂L/∂w is given; the pair is wanted": [lambda w, b, x, y: delta(w * x + b, y) * x],
        "only ∂L/∂b is given; the pair is wanted": [lambda w, b, x, y: delta(w * x + b, y)],
        "its values come in the wrong order": [
            lambda w, b, x, y: (delta(w * x + b, y), delta(w * x + b, y) * x),
        ],
        "it lacks the factor σ′(z)": [
            lambda w, b, x, y: (expit(w * x + b) - y) * np.array([x, 1]),
        ],
        "it lacks the factor a − y": [lambda w, b, x, y: slope(w * x + b) * np.array([x, 1])],
        "the sign is wrong": [lambda w, b, x, y: -delta(w * x + b, y) * np.array([x, 1])],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda w, b, x, y: 2 * delta(w * x + b, y) * np.array([x, 1]),
        ],
        "b is left out, as if it were 0": [
            lambda w, b, x, y: delta(w * x, y) * np.array([x, 1]),
        ],
        "σ′ is taken at a, not at z": [
            lambda w, b, x, y: (expit(w * x + b) - y) * slope(expit(w * x + b)) * np.array([x, 1]),
        ],
        "σ′(z) is a(1 − a), not z(1 − z)": [
            lambda w, b, x, y: (
                (expit(w * x + b) - y) * (w * x + b) * (1 - w * x - b) * np.array([x, 1])
            ),
        ],
        "it compares z, not σ(z), with y": [
            lambda w, b, x, y: (w * x + b - y) * slope(w * x + b) * np.array([x, 1]),
        ],
        "b has the wrong sign": [lambda w, b, x, y: delta(w * x - b, y) * np.array([x, 1])],
        "…": [
            lambda w, b, x, y: (delta(w * x + b, y) * x, 0.0),
            lambda w, b, x, y: (delta(w * x + b, y) * x**2, delta(w * x + b, y)),
            lambda w, b, x, y: delta(np.clip(w * x + b, -4, 4), y) * np.array([x, 1]),
        ],
    },
    "weight_change": {
        "Right.": [
            of_each_sample,
            lambda w, b, x, y, eta: -eta * np.mean(delta(w * x + b, y) * x),
            lambda w, b, x, y, eta: (w - eta * delta(w * x + b, y) @ x / len(x)) - w,
            lambda w, b, x, y, eta: eta * np.average(-x * delta(x * w + b, y)),
        ],
        "this is the new w; its change is wanted": [
            lambda w, b, x, y, eta: w - eta * np.mean(delta(w * x + b, y) * x),
        ],
        "this is the new w, and its sign is wrong": [
            lambda w, b, x, y, eta: w + eta * np.mean(delta(w * x + b, y) * x),
        ],
        "this is the old w minus the new; a change is new minus old": [
            lambda w, b, x, y, eta: eta * np.mean(delta(w * x + b, y) * x),
        ],
        "that is the change of b": [
            lambda w, b, x, y, eta: -eta * np.mean(delta(w * x + b, y)),
        ],
        "the mean comes last: each sample has its own product": [
            lambda w, b, x, y, eta: -eta * np.mean(delta(w * x + b, y)) * x.mean(),
        ],
        "each sample has its own slope; the mean comes last": [
            lambda w, b, x, y, eta: (
                -eta * np.mean((expit(w * x + b) - y) * x) * np.mean(slope(w * x + b))
            ),
        ],
        "σ′ is taken at x, not at z": [
            lambda w, b, x, y, eta: -eta * np.mean((expit(w * x + b) - y) * slope(x) * x),
        ],
        "it compares z, not σ(z), with y": [
            lambda w, b, x, y, eta: -eta * np.mean((w * x + b - y) * slope(w * x + b) * x),
        ],
        "∂z/∂w is x, not w": [
            lambda w, b, x, y, eta: -eta * np.mean(delta(w * x + b, y) * w),
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda w, b, x, y, eta: -eta * delta(w * x + b, y) @ x,
        ],
        "it has one factor 1/n too many (is a mean taken twice?)": [
            lambda w, b, x, y, eta: -eta * np.mean(delta(w * x + b, y) * x) / len(x),
        ],
        "the sign is wrong and it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda w, b, x, y, eta: eta * delta(w * x + b, y) @ x,
        ],
        "it lacks the factor eta": [
            lambda w, b, x, y, eta: -np.mean(delta(w * x + b, y) * x),
        ],
        "1/eta stands in the place of eta": [
            lambda w, b, x, y, eta: -np.mean(delta(w * x + b, y) * x) / eta,
        ],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda w, b, x, y, eta: -2 * eta * np.mean(delta(w * x + b, y) * x),
        ],
        "b is left out, as if it were 0": [
            lambda w, b, x, y, eta: -eta * np.mean(delta(w * x, y) * x),
        ],
        "it lacks the factor σ′(z)": [
            lambda w, b, x, y, eta: -eta * np.mean((expit(w * x + b) - y) * x),
        ],
        "it gives a value for each sample, where one number is wanted: take the mean": [
            lambda w, b, x, y, eta: -eta * delta(w * x + b, y) * x,
        ],
        "it is right for n = 5 only; …": [
            lambda w, b, x, y, eta: -eta * np.sum(delta(w * x + b, y) * x) / 5,
        ],
        "it is right where all samples are equal, and wrong where they differ": [
            lambda w, b, x, y, eta: -eta * delta(w * x.mean() + b, y.mean()) * x.mean(),
        ],
        "…": [
            lambda w, b, x, y, eta: -eta * np.mean(delta(w * x + b, y) * x) - b,
            lambda w, b, x, y, eta: np.mean(delta(w * x + b, y) * x) - eta,
            lambda w, b, x, y, eta: -eta * np.mean(delta(np.clip(w * x + b, -4, 4), y) * x),
        ],
    },
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
}


def logit_after_a_step(z, y, x, eta, w=0.7):
    b = z - w * x
    new_w = w - eta * by.slope(lambda w: by.squared_error(w * x + b, y), w)
    new_b = b - eta * by.slope(lambda b: by.squared_error(w * x + b, y), b)
    return new_w * x + new_b


DEFINED = {
    "gradients": lambda w, b, x, y: by.slopes(
        lambda v: by.squared_error(v[0] * x + v[1], y), np.array([w, b])
    ),
    "weight_change": lambda w, b, x, y, eta: (
        -eta * by.slope(lambda w: np.mean(by.squared_error(w * x + b, y)), w)
    ),
    "logit_change": lambda z, y, x, eta: logit_after_a_step(z, y, x, eta) - z,
}
"""Each right answer once more, sharing nothing with the course."""
