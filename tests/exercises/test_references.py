"""The right answer of every exercise, against a definition that shares nothing with the course.

A reference and its solution may be wrong in the same way. So each exercise is defined again here,
by finite differences of the loss that its task states, or by SciPy and mpmath.
"""

from pathlib import Path

import mpmath
import numpy as np
import pytest
from lesson import Lesson
from rules.exercises import attempt
from scipy.integrate import quad
from scipy.special import entr, expit, log_expit, log_softmax, logit, rel_entr, softmax
from scipy.stats import entropy

from helpers.exercises import check

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
LESSONS = {path.stem[:2]: Lesson.read(path, "") for path in NOTEBOOKS}


def slope(f, at, h=1e-4):
    """Return the slope of f by differences, right to the fourth power of h."""
    near, far = f(at + h) - f(at - h), f(at + 2 * h) - f(at - 2 * h)
    return (8 * near - far) / (12 * h)


def slopes(f, at):
    """Return the slope of f by each entry of the vector `at`, along a last axis."""
    axes = np.eye(len(at))
    return np.stack([slope(lambda t, e=e: f(at + t * e), 0.0) for e in axes], axis=-1)


def squared_error(z, y):
    return (expit(z) - y) ** 2 / 2


def cross_entropy(z, y, weight=1):
    return -weight * y * log_expit(z) - (1 - y) * log_expit(-z)


def from_prediction(a, y):
    """Cross-entropy as the divergence of the prediction from the target, and the target's own."""
    return rel_entr(y, a) + rel_entr(1 - y, 1 - a) + entr(y) + entr(1 - y)


def logit_after_a_step(z, y, x, eta, w=0.7):
    b = z - w * x
    new_w = w - eta * slope(lambda w: squared_error(w * x + b, y), w)
    new_b = b - eta * slope(lambda b: squared_error(w * x + b, y), b)
    return new_w * x + new_b


def steepest(p):
    """Return the error, for target 0, where the slope of A**p / p by z stops growing."""

    def loss(z):
        return (1 / (1 + mpmath.exp(-z))) ** p / p

    root = mpmath.findroot(lambda z: mpmath.diff(loss, z, 2), (-8, 8), solver="anderson")
    return float(1 / (1 + mpmath.exp(-root)))


BY_DEFINITION = {
    "00 exercise-1": lambda z, y: np.mean(squared_error(z, y)),
    "00 exercise-2": lambda z, y: from_prediction(expit(z), y),
    "00 exercise-3": lambda z, y: slope(lambda z: cross_entropy(z, y), z),
    "01 exercise-1": lambda w, b, x, y: slopes(
        lambda v: squared_error(v[0] * x + v[1], y), np.array([w, b])
    ),
    "01 exercise-2": lambda w, b, x, y, eta: (
        -eta * slope(lambda w: np.mean(squared_error(w * x + b, y)), w)
    ),
    "01 exercise-3": lambda z, y, x, eta: logit_after_a_step(z, y, x, eta) - z,
    "02 exercise-1": lambda z, y, x: slope(lambda w: squared_error(w * x + z, y), 0.0),
    "02 exercise-2": lambda A, y: slope(lambda z: squared_error(z, y), logit(abs(y - A))),
    "02 exercise-3": steepest,
    "03 exercise-1": lambda a, y: slope(lambda a: from_prediction(a, y), a),
    "03 exercise-2": lambda X, y, w, b: slopes(lambda w: np.mean(cross_entropy(X @ w + b, y)), w),
    "03 exercise-3": lambda z, y, t: slope(lambda z: cross_entropy(z, y, t), z),
    "04 exercise-1": lambda a, y: np.mean(from_prediction(a, y)),
    "04 exercise-2": lambda p, q: entropy(p, q, base=2),
    # From a = 1, where a loss with no term free of a is 1.
    "04 exercise-3": lambda a, y: 1 + quad(lambda z: np.exp(z) - y, 0, np.log(a))[0],
    "05 exercise-1": lambda z: slopes(softmax, z),
    "05 exercise-2": lambda z, y: slopes(lambda z: sum((softmax(z) - y) ** 2) / 2, z),
    "05 exercise-3": lambda z, y, T: slopes(
        lambda b: -np.sum(y * log_softmax((z + b) / T, axis=-1)) / len(z), np.zeros(3)
    ),
}


def test_every_exercise_is_defined_again():
    exercises = {f"{name} {e}" for name, lesson in LESSONS.items() for e in lesson.exercises}
    assert set(BY_DEFINITION) == exercises


@pytest.mark.parametrize("name", BY_DEFINITION)
def test_reference_and_solution_are_right(name):
    lesson, exercise = name.split()
    verdict, (_, like, options) = attempt(LESSONS[lesson], exercise)
    assert check(BY_DEFINITION[name], like, **options) == verdict == "Right."
