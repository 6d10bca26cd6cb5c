"""The exercises of lesson 07: how squared error bends, where it falls silent, smoothed targets."""

from math import comb

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.derived import Derived
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, number, probability, target

_CLASSES = Input({f"{{}} = {K}": lambda rng, shape, K=K: np.full(shape, K) for K in range(2, 11)})


def _curvature(a, y):
    return a * (1 - a) * (a * (1 - a) + (a - y) * (1 - 2 * a))


def _gap(epsilon, K):
    return np.log1p(K * (1 - epsilon) / epsilon)


EXERCISES = {
    "curvature": Derived(
        _curvature,
        {"a": probability(), "y": target()},
        {
            "it holds for the target 0 only": lambda a, y: a**2 * (1 - a) * (2 - 3 * a),
            "it holds for the target 1 only": lambda a, y: (1 - a) ** 2 * a * (3 * a - 1),
            "its a is z itself, without the sigmoid": lambda a, y: 1.0,
        },
        start="diff(diff((a - y)**2/2, z), z)",
        least=4,
    ),
    "silent_limits": Exercise(
        lambda K: 2 ** (K - 1),
        {"K": _CLASSES},
        {
            "those are the corners; several wrong classes may also share everything": (lambda K: K),
            "those are the wrong corners; the right one counts too, and several wrong classes may "
            "share everything": lambda K: K - 1,
            "the right one is missing": lambda K: 2 ** (K - 1) - 1,
            "the true class cannot share with a wrong one: their errors have opposite signs": (
                lambda K: 2**K - 1
            ),
            "somebody has to have something: the empty set is none, and the true class cannot "
            "share": lambda K: 2**K,
            "wrong classes may share in any number, not only in pairs": lambda K: (
                K + comb(int(K) - 1, 2)
            ),
            "wrong classes may share in any number, not only all of them": lambda K: K + (K > 2),
        },
    ),
    "logit_gap": Exercise(
        _gap,
        {"epsilon": number(0.001, 0.1, 0.5, 0.9), "K": _CLASSES},
        {
            "the true class gets its share of ε back": lambda epsilon, K: np.log(
                K * (1 - epsilon) / epsilon
            ),
            "ε is spread over all K classes, not over the others only": lambda epsilon, K: np.log(
                (1 - epsilon) * (K - 1) / epsilon
            ),
            "each other class has ε/K, not ε": lambda epsilon, K: np.log(1 / epsilon - 1),
            "each other class has ε/K, not ε, and the true class gets its share of ε back": (
                lambda epsilon, K: np.log((1 - epsilon + epsilon / K) / epsilon)
            ),
            "that is the ratio of the outputs; the logits are its logarithm": lambda epsilon, K: (
                1 + K * (1 - epsilon) / epsilon
            ),
            "that is the logarithm of the true class's output; the other's is to be taken off": (
                lambda epsilon, K: np.log(1 - epsilon + epsilon / K)
            ),
            "that is the logarithm of one of the others' outputs": lambda epsilon, K: np.log(
                epsilon / K
            ),
            "that is the difference of the outputs, not of the logits": lambda epsilon, K: (
                1 - epsilon
            ),
            "that is the logit of one sigmoid with this target; a softmax has other classes": (
                lambda epsilon, K: np.log((1 - epsilon + epsilon / K) / (epsilon - epsilon / K))
            ),
            "that is the least loss, the entropy of the target": lambda epsilon, K: (
                -(1 - epsilon + epsilon / K) * np.log(1 - epsilon + epsilon / K)
                - (K - 1) * epsilon / K * np.log(epsilon / K)
            ),
        },
    ),
}
check = check_for(EXERCISES)
