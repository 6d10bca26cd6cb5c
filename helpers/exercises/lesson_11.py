"""The exercises of lesson 11: a sigmoid and a softmax taken twice, what label smoothing leaves."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.derived import Derived
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import class_target, logit, number, target
from helpers.neuron import softmax, softmax_cross_entropy, softmax_cross_entropy_gradient


def _coupled(a, r):
    """Softmax's Jacobian at the output a, times r."""
    return a * (r - a @ r)


def _error(z, y):
    """The gradient by the outputs of the first softmax."""
    return softmax_cross_entropy_gradient(softmax(z), y)


def _smoothed(y, eps):
    return (1 - eps) * y + eps / len(y)


def _entropy(t):
    return -np.sum(t * np.log(t, out=np.zeros_like(t), where=t > 0))


EXERCISES = {
    "sigmoid_twice": Derived(
        lambda p, y, s: (p - y) * s * (1 - s),
        {"p": number(0.02, 0.5, 0.98), "y": target(), "s": number(0.02, 0.5, 0.98)},
        {
            "it holds one sigmoid; here p = σ(s), and s = σ(z)": lambda p, y, s: p - y,
            "that is squared error through one sigmoid": lambda p, y, s: (p - y) * p * (1 - p),
            "that is squared error; the loss here is cross-entropy": lambda p, y, s: (
                (p - y) * p * (1 - p) * s * (1 - s)
            ),
        },
        start="diff(L, z)",
        least=5,
    ),
    "softmax_twice": Exercise(
        lambda z, y: _coupled(softmax(z), _error(z, y)),
        {"z": logit("K"), "y": class_target("K")},
        {
            "that is the gradient by a; the Jacobian of the first softmax is missing": _error,
            "that is the gradient of one softmax": softmax_cross_entropy_gradient,
            "by a the slope is p − y, not a − y": lambda z, y: _coupled(softmax(z), softmax(z) - y),
            "the first softmax is differentiated as independent sigmoids": lambda z, y: (
                softmax(z) * (1 - softmax(z)) * _error(z, y)
            ),
            "the second softmax has cancelled; its Jacobian is still in it": lambda z, y: _coupled(
                softmax(z), _coupled(softmax(softmax(z)), _error(z, y))
            ),
            "only the second softmax's Jacobian is in it, which has cancelled": lambda z, y: (
                _coupled(softmax(softmax(z)), _error(z, y))
            ),
            "the coupling −a_k Σ a_j (p_j − y_j) is missing": lambda z, y: (
                softmax(z) * _error(z, y)
            ),
            "the coupling is a sum, not a mean": lambda z, y: (
                softmax(z) * (_error(z, y) - np.mean(softmax(z) * _error(z, y)))
            ),
            "the sign of the coupling is minus": lambda z, y: (
                softmax(z) * (_error(z, y) + softmax(z) @ _error(z, y))
            ),
            "that is the loss, not its gradient": lambda z, y: softmax_cross_entropy(softmax(z), y),
        },
    ),
    "least_loss": Exercise(
        lambda y, eps: _entropy(_smoothed(y, eps)),
        {"y": class_target("K"), "eps": number(0.02, 0.2, 0.9)},
        {
            "it is not 0: t is soft": lambda y, eps: 0.0,
            "that is the entropy of y, before it is smoothed": lambda y, eps: _entropy(y),
            "eps goes to all K classes, the true one too, eps/K each": lambda y, eps: _entropy(
                (1 - eps) * y + (1 - y) * eps / (len(y) - 1)
            ),
            "the share eps/K is missing": lambda y, eps: _entropy((1 - eps) * y),
            "it adds eps, not eps/K, to each class": lambda y, eps: _entropy((1 - eps) * y + eps),
            "y keeps the share 1 − eps, not all": lambda y, eps: _entropy(y + eps / len(y)),
            "that is the loss of the answer 1/K for every class": lambda y, eps: np.log(len(y)),
            "each logarithm has the weight t_k, not y_k": lambda y, eps: (
                -np.sum(y * np.log(_smoothed(y, eps)))
            ),
            "each logarithm has the weight t_k": lambda y, eps: -np.sum(np.log(_smoothed(y, eps))),
            "the loss is a sum over the classes, not a mean": lambda y, eps: (
                _entropy(_smoothed(y, eps)) / len(y)
            ),
            "eps and 1 − eps are exchanged": lambda y, eps: _entropy(_smoothed(y, 1 - eps)),
        },
    ),
}
check = check_for(EXERCISES)
