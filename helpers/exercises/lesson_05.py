"""The exercises of lesson 05: softmax's Jacobian and the gradients of two losses behind it."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import class_target, logit, number
from helpers.neuron import sigmoid, softmax, softmax_half_squared_error_gradient, softmax_jacobian


def _matrix(a):
    return np.diag(a) - np.outer(a, a)


def _coupled(z, r):
    """Softmax's Jacobian times r."""
    a = softmax(z)
    return a * (r - a @ r)


def _by_bias(z, y, T):
    return (softmax(z / T) - y).mean(axis=0) / T


EXERCISES = {
    "jacobian": Exercise(
        softmax_jacobian,
        {"z": logit("K")},
        {
            "softmax is differentiated as independent sigmoids; add −a_j a_k off the diagonal": (
                lambda z: np.diag(softmax(z) * (1 - softmax(z)))
            ),
            "only the diagonal is given; the K × K slopes are wanted": lambda z: (
                softmax(z) * (1 - softmax(z))
            ),
            "a_j(1 − a_j) holds −a_j² already; the diagonal loses it twice": lambda z: (
                np.diag(softmax(z) * (1 - softmax(z))) - np.outer(softmax(z), softmax(z))
            ),
            "δ_jk stands in every entry": lambda z: np.outer(softmax(z), 1 - softmax(z)),
            "row j needs a_j, not a_k": lambda z: softmax(z) * (np.eye(len(z)) - softmax(z)),
            "a_j δ_jk is missing on the diagonal: add np.diag(a)": lambda z: (
                -np.outer(softmax(z), softmax(z))
            ),
            "a_j δ_jk is missing, and the sign is wrong": lambda z: np.outer(
                softmax(z), softmax(z)
            ),
            "the sign before a_j a_k is minus": lambda z: (
                np.diag(softmax(z)) + np.outer(softmax(z), softmax(z))
            ),
            "δ_jk lacks its factor a_j": lambda z: (
                np.eye(len(z)) - np.outer(softmax(z), softmax(z))
            ),
            "−a_j a_k is missing": lambda z: np.diag(softmax(z)),
            "the diagonal is a_j(1 − a_j), not 0": lambda z: (
                np.diag(softmax(z) ** 2) - np.outer(softmax(z), softmax(z))
            ),
            "a is softmax(z), not z": _matrix,
            "a is softmax(z), not σ(z)": lambda z: _matrix(sigmoid(z)),
            "softmax is not divided by its sum": lambda z: _matrix(np.exp(z)),
        },
    ),
    "squared_error_gradient": Exercise(
        softmax_half_squared_error_gradient,
        {"z": logit("K"), "y": class_target("K")},
        {
            "softmax is differentiated as independent sigmoids": lambda z, y: (
                (softmax(z) - y) * softmax(z) * (1 - softmax(z))
            ),
            "the coupling −a_k Σ a_j(a_j − y_j) is missing, or 0 as Σ(a_j − y_j) is": lambda z, y: (
                softmax(z) * (softmax(z) - y)
            ),
            "the coupling is the sum Σ a_j(a_j − y_j), not a mean": lambda z, y: (
                softmax(z) * (softmax(z) - y - np.mean(softmax(z) * (softmax(z) - y)))
            ),
            "the coupling term lacks its factor a_k": lambda z, y: (
                softmax(z) * (softmax(z) - y) - softmax(z) @ (softmax(z) - y)
            ),
            "the first term lacks its factor a_k": lambda z, y: (
                softmax(z) - y - softmax(z) * (softmax(z) @ (softmax(z) - y))
            ),
            "the factor a_k before it all is missing": lambda z, y: (
                softmax(z) - y - softmax(z) @ (softmax(z) - y)
            ),
            "the sign of the coupling is minus": lambda z, y: (
                softmax(z) * (softmax(z) - y + softmax(z) @ (softmax(z) - y))
            ),
            "only the coupling term is given": lambda z, y: (
                -softmax(z) * (softmax(z) @ (softmax(z) - y))
            ),
            "that is cross-entropy's gradient": lambda z, y: softmax(z) - y,
            "the Jacobian is applied twice": lambda z, y: (
                softmax_jacobian(z) @ softmax_jacobian(z) @ (softmax(z) - y)
            ),
            "y and a are swapped": lambda z, y: y * ((y - softmax(z)) - y @ (y - softmax(z))),
            "it compares z, not softmax(z), with y": lambda z, y: _coupled(z, z - y),
            "a − y is squared in the loss, not in its gradient": lambda z, y: _coupled(
                z, (softmax(z) - y) ** 2
            ),
            "that is the loss, not its gradient": lambda z, y: np.sum((softmax(z) - y) ** 2) / 2,
            "that is a mean over the K classes; the loss sums them": lambda z, y: (
                _coupled(z, softmax(z) - y) / len(z)
            ),
            "y is left out": lambda z, y: _coupled(z, softmax(z)),
        },
    ),
    "by_bias": Exercise(
        _by_bias,
        {"z": logit("nK"), "y": class_target("nK"), "T": number(0.5, 0.9, 1.1, 3, 20)},
        {
            "T is forgotten: the logits are z/T": lambda z, y, T: _by_bias(z, y, 1),
            "it multiplies by T; z/T and its slope 1/T divide by it": lambda z, y, T: _by_bias(
                z, y, 1 / T
            ),
            "softmax takes z/T, not z T": lambda z, y, T: (softmax(z * T) - y).mean(axis=0) / T,
            "softmax takes z/T, not z T, and the slope 1/T is missing": lambda z, y, T: (
                softmax(z * T) - y
            ).mean(axis=0),
            "softmax takes z/T, not z": lambda z, y, T: (softmax(z) - y).mean(axis=0) / T,
            "softmax takes z/T, not z; and the slope of z/T is 1/T, not T": lambda z, y, T: (
                (softmax(z) - y).mean(axis=0) * T
            ),
            "the slope of z/T is 1/T, not T": lambda z, y, T: (softmax(z / T) - y).mean(axis=0) * T,
            "the slope 1/T is missing": lambda z, y, T: (softmax(z / T) - y).mean(axis=0),
            "1/T divides the error, not a alone": lambda z, y, T: (softmax(z / T) / T - y).mean(
                axis=0
            ),
            "it divides by the number of classes K, not of samples n": lambda z, y, T: (
                (softmax(z / T) - y).sum(axis=0) / y.shape[1] / T
            ),
            "it divides by the n·K entries, not by the n samples": lambda z, y, T: (
                (softmax(z / T) - y).sum(axis=0) / y.size / T
            ),
            "softmax goes over the classes, axis 1, not over the samples": lambda z, y, T: (
                (softmax(z / T, axis=0) - y).mean(axis=0) / T
            ),
            "the mean goes over the samples, axis 0, not over the classes": lambda z, y, T: (
                (softmax(z / T) - y).mean(axis=1) / T
            ),
            "the mean goes over the samples only; it took the classes too": lambda z, y, T: (
                (softmax(z / T) - y).mean() / T
            ),
            "one row per sample is given; take their mean": lambda z, y, T: (
                (softmax(z / T) - y) / T
            ),
            "that is squared error; cross-entropy has no Jacobian left": lambda z, y, T: (
                softmax_half_squared_error_gradient(z / T, y).mean(axis=0) / T
            ),
            "softmax is not divided by its sum": lambda z, y, T: (
                (np.exp(z / T) - y).mean(axis=0) / T
            ),
            "softmax comes first, the mean of its outputs then": lambda z, y, T: (
                (softmax((z / T).mean(axis=0)) - y.mean(axis=0)) / T
            ),
            "the targets are missing: the error is a − y": lambda z, y, T: (
                softmax(z / T).mean(axis=0) / T
            ),
        },
    ),
}
check = check_for(EXERCISES)
