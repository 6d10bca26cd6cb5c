"""What each usual mistake of an exercise is called, against a wrong answer written down again here.

A clause may be exchanged with another, or say the opposite of what is wrong: the wrong answers and
what a teacher would say of them stand here apart from the lessons.
"""

import numpy as np
import pytest
from rules.exercises import attempt
from scipy.special import expit, log_expit, softmax
from test_references import LESSONS

from helpers.exercises import check


def squared_slope(z, y):
    return (expit(z) - y) * expit(z) * expit(-z)


def surprise(z, y):
    return -y * log_expit(z) - (1 - y) * log_expit(-z)


def move(by):
    return lambda z, y, x, eta: -eta * by(x) * squared_slope(z, y)


SAID = {
    "00 exercise-1": {
        "the ½ and the 1/n are missing": lambda z, y: sum((expit(z) - y) ** 2),
        "it compares z, not σ(z), with y": lambda z, y: sum((z - y) ** 2) / (2 * len(z)),
    },
    "00 exercise-2": {
        "y and 1 − y are swapped": lambda z, y: surprise(-z, y),
        "a and y are swapped": lambda z, y: -expit(z) * np.log(y) - expit(-z) * np.log(1 - y),
        "the minus belongs before both terms": lambda z, y: (
            -y * log_expit(z) + (1 - y) * log_expit(-z)
        ),
    },
    "00 exercise-3": {
        "it steps to one side only": lambda z, y: 1e4 * (surprise(z + 1e-4, y) - surprise(z, y)),
        "from z to z + h it is one h, not two": lambda z, y: (
            (surprise(z + 1e-4, y) - surprise(z, y)) / (2 * 1e-4)
        ),
        "the 2 * h needs its parentheses": lambda z, y: (expit(z) - y) * 2e-4 / 2 * 1e-4,
        "the division by 2h is missing": lambda z, y: (expit(z) - y) * 2 * 1e-4,
    },
    "01 exercise-1": {
        "in ∂L/∂b, σ′ is taken at x, not at z": lambda w, b, x, y: np.array(
            [squared_slope(w * x + b, y) * x, (expit(w * x + b) - y) * expit(x) * expit(-x)]
        ),
        "∂L/∂w lacks the factor x": lambda w, b, x, y: np.full(2, squared_slope(w * x + b, y)),
        "z holds b without a factor x": lambda w, b, x, y: np.full(
            2, squared_slope(w * x + b, y) * x
        ),
    },
    "01 exercise-2": {
        "this is the new w; its change is wanted": lambda w, b, x, y, eta: (
            w - eta * np.mean(squared_slope(w * x + b, y) * x)
        ),
    },
    "01 exercise-3": {
        "w moves too": move(lambda x: 1),
        "this is w's change": move(lambda x: x),
        "b moves too": move(lambda x: x * x),
        "the change of w enters z times x": move(lambda x: 1 + x),
        "it is right for x = 1 only": move(lambda x: 2),
    },
    "02 exercise-3": {"σ′ is A(1 − A), not 1 − A": lambda p: (p - 1) / p},
    "03 exercise-1": {
        "ln(1 − a) has an inner slope, −1": lambda a, y: -(y / a + (1 - y) / (1 - a)),
    },
    "03 exercise-2": {
        "σ′(z) is still in it; that is squared error": lambda X, y, w, b: (
            squared_slope(X @ w + b, y) @ X / len(X)
        ),
        "it divides by the number of inputs m, not of samples n": lambda X, y, w, b: (
            (expit(X @ w + b) - y) @ X / len(w)
        ),
        "it compares z, not σ(z), with y": lambda X, y, w, b: (X @ w + b - y) @ X / len(X),
    },
    "03 exercise-3": {
        "t multiplies all of y(1 − a), not y alone": lambda z, y, t: expit(z) - y * t,
    },
    "04 exercise-1": {
        "the term (1 − y) ln(1 − a) is missing": lambda a, y: -y @ np.log(a) / len(y),
        "y and 1 − y are swapped": lambda a, y: (
            -np.mean(np.log(a) * (1 - y)) - np.mean(y * np.log(1 - a))
        ),
        "the minus belongs before both terms": lambda a, y: np.mean(
            -y * np.log(a) + (1 - y) * np.log(1 - a)
        ),
        "that is the likelihood; take minus its ln, and the mean": lambda a, y: np.exp(
            np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))
        ),
    },
    "04 exercise-2": {
        "that is H(p, q); take H(p) away": lambda p, q: p @ np.log2(1 / q),
        "that is H(p, q), in nats; take H(p) away": lambda p, q: p @ np.log(1 / q),
        "it lacks the weights p": lambda p, q: sum(np.log2(p) - np.log2(q)),
        "the weights are p, not q": lambda p, q: q @ (np.log2(p) - np.log2(q)),
        "it is a mean over the outcomes, not the sum": lambda p, q: p @ np.log2(p / q) / len(p),
    },
    "04 exercise-3": {
        "that is the slope ∂L/∂a; integrate it": lambda a, y: (a - y) / a,
        "it leaves out ∂a/∂z: divide a − y by it, then integrate": lambda a, y: (
            a * a / 2 - a * y + y * y / 2
        ),
        "it divides by a(1 − a), but here ∂a/∂z is a": lambda a, y: (
            -y * np.log(a) - (1 - y) * np.log1p(-a)
        ),
        "the integral of 1 is a, not 0": lambda a, y: y * np.log(1 / a),
        "the integral of −y/a is −y ln a": lambda a, y: a - y * np.log(1 / a),
    },
    "05 exercise-1": {
        "softmax is differentiated as independent sigmoids; add −a_j a_k off the diagonal": (
            lambda z: np.eye(len(z)) * softmax(z) * (1 - softmax(z))
        ),
        "a_j(1 − a_j) holds −a_j² already; the diagonal loses it twice": lambda z: (
            np.diag(softmax(z) - softmax(z) ** 2) - softmax(z)[:, None] * softmax(z)
        ),
        "δ_jk stands in every entry": lambda z: softmax(z)[:, None] * (1 - softmax(z)),
        "row j needs a_j, not a_k": lambda z: (np.eye(len(z)) - softmax(z)) * softmax(z),
    },
    "05 exercise-2": {
        "softmax is differentiated as independent sigmoids": lambda z, y: (
            (softmax(z) - y) * (softmax(z) - softmax(z) ** 2)
        ),
        "the coupling term −a_k Σ a_j(a_j − y_j) is missing": lambda z, y: (
            softmax(z) ** 2 - softmax(z) * y
        ),
        "that is cross-entropy's gradient": lambda z, y: softmax(z) - y,
        "y and a are swapped": lambda z, y: y * (y - softmax(z)) - y * np.dot(y, y - softmax(z)),
    },
}


def test_every_usual_mistake_is_here():
    declared = {}
    for name, lesson in LESSONS.items():
        for exercise in lesson.exercises:
            mistakes = attempt(lesson, exercise)[1][2].get("mistakes", {})
            declared |= {f"{name} {exercise}": set(mistakes)} if mistakes else {}
    assert {name: set(said) for name, said in SAID.items()} == declared


@pytest.mark.parametrize("name", SAID)
def test_it_is_called_what_it_is(name):
    lesson, exercise = name.split()
    _, (_, like, options) = attempt(LESSONS[lesson], exercise)
    for clause, wrong in SAID[name].items():
        with np.errstate(all="ignore"):
            assert check(wrong, like, **options) == f"Not yet: {clause}."
