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


def _smoothing(gap, K):
    return K / (np.exp(gap) + K - 1)


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
    "smoothing_for": Exercise(
        _smoothing,
        {"gap": number(0.2, 1, 4, 8), "K": _CLASSES},
        {
            "the true class gets its share of ε back": lambda gap, K: K / (np.exp(gap) + K),
            "ε is spread over all K classes, not over the others only": lambda gap, K: (
                (K - 1) / (np.exp(gap) + K - 1)
            ),
            "each other class has ε/K, not ε": lambda gap, K: 1 / (np.exp(gap) + 1),
            "each other class has ε/K, not ε, and the true class gets its share of ε back": (
                lambda gap, K: K / (K * np.exp(gap) + K - 1)
            ),
            "the gap is one of logits; the ratio of the outputs is e to its power": (
                lambda gap, K: K / (gap + K - 1)
            ),
            "that is the target of each other class, ε/K": lambda gap, K: 1 / (np.exp(gap) + K - 1),
            "that is the target of the true class": lambda gap, K: (
                np.exp(gap) / (np.exp(gap) + K - 1)
            ),
            "that is what is not mixed, 1 − ε": lambda gap, K: (
                (np.exp(gap) - 1) / (np.exp(gap) + K - 1)
            ),
            "that is one sigmoid, or a softmax of two; this one has K classes": lambda gap, K: (
                2 / (np.exp(gap) + 1)
            ),
            "the true class's output is the larger one, by e to the gap": lambda gap, K: (
                K / (np.exp(-gap) + K - 1)
            ),
            "ε is the part of the even guess in the target, not the ratio of two outputs": (
                lambda gap, K: np.exp(-gap)
            ),
        },
    ),
}
check = check_for(EXERCISES)
