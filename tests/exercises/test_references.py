"""The right answer of every exercise, against a definition that shares nothing with the course.

A reference and its solution may be wrong in the same way. So each exercise is defined again here,
by finite differences of the loss that its task states, or by SciPy and mpmath.
"""

from importlib import import_module
from pathlib import Path

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import entr, expit, log_expit, log_softmax, logit, rel_entr, softmax
from scipy.stats import entropy

import helpers.exercises
from helpers.exercises.inputs import draw

MODULES = sorted(Path(helpers.exercises.__file__).parent.glob("lesson_*.py"))
EXERCISES = {
    f"{path.stem.removeprefix('lesson_')} {name}": exercise
    for path in MODULES
    for name, exercise in import_module(f"helpers.exercises.{path.stem}").EXERCISES.items()
}


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


def from_prediction(a, y, rest=None):
    """Cross-entropy as the divergence of the prediction from the target, and the target's own."""
    rest = 1 - a if rest is None else rest
    return rel_entr(y, a) + rel_entr(1 - y, rest) + entr(y) + entr(1 - y)


def logit_after_a_step(z, y, x, eta, w=0.7):
    b = z - w * x
    new_w = w - eta * slope(lambda w: squared_error(w * x + b, y), w)
    new_b = b - eta * slope(lambda b: squared_error(w * x + b, y), b)
    return new_w * x + new_b


def steepest(p):
    """Return the error, for target 0, where the slope of A**p / p by z stops growing."""
    z = np.linspace(-8, 8, 161)
    near = z[np.argmax(np.gradient(expit(z) ** p / p, z))]

    def loss(z):
        return (1 / (1 + mpmath.exp(-z))) ** p / p

    ends = (near - 0.2, near + 0.2)
    root = mpmath.findroot(lambda z: mpmath.diff(loss, z, 2), ends, solver="anderson")
    return float(1 / (1 + mpmath.exp(-root)))


BY_DEFINITION = {
    "00 squared_error": squared_error,
    "00 cost": lambda z, y: np.mean(squared_error(z, y)),
    "00 cross_entropy": lambda z, y: from_prediction(expit(z), y, expit(-z)),
    "00 measured_gradient": lambda z, y, h: quad(lambda s: expit(s) - y, z - h, z + h)[0] / (2 * h),
    "01 gradients": lambda w, b, x, y: slopes(
        lambda v: squared_error(v[0] * x + v[1], y), np.array([w, b])
    ),
    "01 weight_change": lambda w, b, x, y, eta: (
        -eta * slope(lambda w: np.mean(squared_error(w * x + b, y)), w)
    ),
    "01 logit_change": lambda z, y, x, eta: logit_after_a_step(z, y, x, eta) - z,
    "02 weight_gradient": lambda z, y, x: slope(lambda w: squared_error(w * x + z, y), 0.0),
    "02 error_gradient": lambda A, y: slope(lambda z: squared_error(z, y), logit(abs(y - A))),
    "02 peak": steepest,
    "03 slope_of_the_loss": lambda a, y: slope(lambda a: from_prediction(a, y), a),
    "03 weight_gradient": lambda X, y, w, b: slopes(
        lambda w: np.mean(cross_entropy(X @ w + b, y)), w
    ),
    "03 weighted_gradient": lambda z, y, t: slope(lambda z: cross_entropy(z, y, t), z),
    "04 binary_cost": lambda a, y: np.mean(from_prediction(a, y)),
    "04 divergence_in_bits": lambda p, q: entropy(p, q, base=2),
    # From a = 1, where a loss with no term free of a is 1.
    "04 count_loss": lambda a, y: 1 + quad(lambda z: np.exp(z) - y, 0, np.log(a))[0],
    "05 jacobian": lambda z: slopes(softmax, z),
    "05 squared_error_gradient": lambda z, y: slopes(lambda z: sum((softmax(z) - y) ** 2) / 2, z),
    "05 by_bias": lambda z, y, T: slopes(
        lambda b: -np.sum(y * log_softmax((z + b) / T, axis=-1)) / len(z), np.zeros(z.shape[1])
    ),
}


def test_every_exercise_is_defined_again():
    assert set(BY_DEFINITION) == set(EXERCISES)


@pytest.mark.parametrize("name", BY_DEFINITION)
def test_the_right_answer_is_right(name: str):
    right, define = EXERCISES[name].right, BY_DEFINITION[name]
    told = 0
    for case in draw(EXERCISES[name].inputs, seed=5):
        values = list(case.arguments.values())
        if any("near" in kind for kind in case.kinds.values()):
            continue  # a finite difference would step over the end
        largest = max(1.0, *(np.max(np.abs(value)) for value in values))
        assert np.allclose(right(*values), define(*values), rtol=1e-6, atol=1e-8 * largest)
        told += np.any(np.abs(right(*values)) > 1e-3)
    assert told >= 12
