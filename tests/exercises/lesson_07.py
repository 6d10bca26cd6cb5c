"""Answers to the exercises of lesson 07, each under the verdict it must get."""

from itertools import combinations, pairwise
from math import comb

import by_differences as by
import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit

from helpers.derivation import Derivation, define, diff, log, sigma, symbols

z, y = symbols("z y")
a = define("a", sigma(z))


def derived(loss, *lines, by=z):
    """An answer that derives from this loss."""

    def curvature():
        return Derivation(diff(diff(loss, by), by), *lines)

    return curvature


def unwritten():
    raise NotImplementedError


def without_the_return():
    derived(HALF, SLOPE, PRODUCT, END)()


def without_the_sigmoid():
    own = define("a", z)
    return Derivation(
        diff(diff((own - y) ** 2 / 2, z), z),
        ("the slope", diff(own - y, z)),
        ("in parts", diff(own, z) - diff(y, z)),
        ("z has the slope 1", 1 + 0 * y),
    )


def through(slope, *rest):
    """An answer whose loss has this slope."""
    return ("the slope", diff(slope, z)), *rest


HALF = (a - y) ** 2 / 2
ENTROPY = -(y * log(a) + (1 - y) * log(1 - a))
SLOPE = ("the slope", diff((a - y) * a * (1 - a), z))
PRODUCT = ("product rule", diff(a, z) * a * (1 - a) + (a - y) * diff(a * (1 - a), z))
END = ("slope of σ, twice", a * (1 - a) * (a * (1 - a) + (a - y) * (1 - 2 * a)))
EXPANDED = ("multiply out", a * (1 - a) * (2 * a - 3 * a**2 - y + 2 * a * y))


ANSWERS = {
    "curvature": {
        "Right.": [
            derived(HALF, SLOPE, PRODUCT, END),
            derived(HALF, SLOPE, PRODUCT, END, EXPANDED),
            derived(HALF, ("the slope", diff((a - y) * diff(a, z), z)), PRODUCT, EXPANDED),
        ],
        "its first line must be diff(diff((a - y)**2/2, z), z); it is diff(diff(a**2/2, z), z)": [
            derived(a**2 / 2, ("slope", diff(a**2 * (1 - a), z))),
        ],
        "it holds for the target 0 only": [
            derived(HALF, SLOPE, PRODUCT, ("0", a**2 * (1 - a) * (2 - 3 * a), {y: 0})),
        ],
        "it holds for the target 1 only": [
            derived(HALF, SLOPE, PRODUCT, ("1", a * (1 - a) * (1 - a) * (3 * a - 1), {y: 1})),
        ],
        "its a is z itself, without the sigmoid": [without_the_sigmoid],
        "its first line must be diff(diff((a - y)**2/2, z), z); it is diff((a - y)**2/2, z)": [
            lambda: Derivation(diff(HALF, z), ("the slope", (a - y) * a * (1 - a))),
        ],
        "its first line must be diff(diff((a - y)**2/2, z), z); it is …": [
            derived((a - y) ** 2, *through(2 * (a - y) * a * (1 - a))),
            derived(ENTROPY, *through(a - y), ("slope of σ", a * (1 - a))),
            derived(HALF, ("slope", diff(a - y, a)), by=a),
        ],
        "it has 2 lines; with one change a line it has at least 4": [derived(HALF, END)],
        "it has 3 lines; with one change a line it has at least 4": [derived(HALF, SLOPE, END)],
        "its last line still holds diff(a, z); it must be a formula in a, y": [
            derived(
                HALF, SLOPE, PRODUCT, ("half", diff(a, z) * (2 * a - 3 * a**2 - y + 2 * a * y))
            ),
        ],
        "its last line still holds diff(diff((a - y) ** 2 / 2, z), z); …": [
            derived(HALF),
        ],
        "it returns nothing; it must return the Derivation": [without_the_return],
        "line 2 (the slope) …": [
            derived(HALF, *through((a - y) * a)),
            derived(HALF, *through(a - y)),
        ],
        "line 3 (…": [
            derived(HALF, SLOPE, ("product", (a * (1 - a)) ** 2)),
            derived(HALF, SLOPE, ("product", (a - y) * a * (1 - a) * (1 - 2 * a))),
            derived(HALF, SLOPE, ("without σ'", a * (1 - a) + (a - y) * (1 - 2 * a))),
            derived(HALF, SLOPE, ("target 0", a**2 * (1 - a) * (2 - 3 * a))),
        ],
        "line 4 (…": [
            derived(HALF, SLOPE, PRODUCT, ("a sign", a * (1 - a) * (a * (1 - a) - (a - y)))),
        ],
        "…": [lambda: a * (1 - a) * (a * (1 - a) + (a - y) * (1 - 2 * a))],
    },
    "silent_limits": {
        "Right.": [
            lambda K: 2 ** (K - 1),
            lambda K: 1 + sum(comb(int(K) - 1, m) for m in range(1, int(K))),
            lambda K: 2.0**K / 2,
        ],
        "those are the corners; several wrong classes may also share everything": [lambda K: K],
        "those are the wrong corners; the right one counts too, and several wrong classes may "
        "share everything": [lambda K: K - 1],
        "the right one is missing": [lambda K: sum(2**k for k in range(int(K) - 1))],
        "the true class cannot share with a wrong one: their errors have opposite signs": [
            lambda K: sum(comb(int(K), m) for m in range(1, int(K) + 1)),
        ],
        "somebody has to have something: the empty set is none, and the true class cannot share": [
            lambda K: 2.0**K
        ],
        "wrong classes may share in any number, not only in pairs": [
            lambda K: K + (K - 1) * (K - 2) / 2,
        ],
        "wrong classes may share in any number, not only all of them": [
            lambda K: K + 1 if K > 2 else K,
        ],
        "the sign is wrong": [lambda K: -(2 ** (K - 1))],
        "it is half the right answer (is there a factor ½ too many?)": [lambda K: 2 ** (K - 2)],
        "it is 1 more than the right answer": [lambda K: 2 ** (K - 1) + 1],
        "it is the square of the right answer": [lambda K: 4 ** (K - 1)],
        "it has one factor K too many": [lambda K: K * 2 ** (K - 1)],
        "…": [
            lambda K: 4,
            lambda K: K**2 - K,
            lambda K: 2 ** (K - 1) + (K > 9),
        ],
    },
    "smoothing_for": {
        "Right.": [
            lambda gap, K: K / (np.exp(gap) + K - 1),
            lambda gap, K: K * np.exp(-gap) / (1 + (K - 1) * np.exp(-gap)),
            lambda gap, K: 1 / (1 + np.expm1(gap) / K),
        ],
        "the true class gets its share of ε back": [lambda gap, K: 1 / (1 + np.exp(gap) / K)],
        "ε is spread over all K classes, not over the others only": [
            lambda gap, K: 1 - expit(gap - np.log(K - 1)),
        ],
        "each other class has ε/K, not ε": [lambda gap, K: expit(-gap)],
        "each other class has ε/K, not ε, and the true class gets its share of ε back": [
            lambda gap, K: 1 / (np.exp(gap) + 1 - 1 / K),
        ],
        "the gap is one of logits; the ratio of the outputs is e to its power": [
            lambda gap, K: 1 / (1 + (gap - 1) / K),
        ],
        "that is the target of each other class, ε/K": [
            lambda gap, K: np.exp(-gap) / (1 + (K - 1) * np.exp(-gap)),
        ],
        "that is the target of the true class": [lambda gap, K: expit(gap - np.log(K - 1))],
        "that is what is not mixed, 1 − ε": [
            lambda gap, K: 1 - K / (np.exp(gap) + K - 1),
        ],
        "that is one sigmoid, or a softmax of two; this one has K classes": [
            lambda gap, K: 2 * expit(-gap),
        ],
        "the true class's output is the larger one, by e to the gap": [
            lambda gap, K: K * np.exp(gap) / (1 + (K - 1) * np.exp(gap)),
        ],
        "ε is the part of the even guess in the target, not the ratio of two outputs": [
            lambda gap, K: 1 / np.exp(gap),
        ],
        "the sign is wrong": [lambda gap, K: K / (1 - np.exp(gap) - K)],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda gap, K: K / (2 * (np.exp(gap) + K - 1)),
        ],
        "…": [
            lambda gap, K: np.log1p(K * (1 - np.exp(-gap)) / np.exp(-gap)),
            lambda gap, K: K / (2**gap + K - 1),
            lambda gap, K: K / (np.exp(gap) + K + 1),
            lambda gap, K: 10 / (np.exp(gap) + 9),
        ],
    },
}


def smoothed(epsilon, K):
    return np.append(1 - epsilon + epsilon / K, np.full(int(K) - 1, epsilon / K))


def bend(a, y):
    """Return how fast the slope, by differences of the loss, changes, again by differences."""
    at = logit(a)
    return by.slope(lambda z: (expit(z) - y) * expit(z) * expit(-z), at)


def counted(K):
    """Count the sets of classes whose even shares leave squared error without a gradient."""
    K, found = int(K), 0
    for m in range(1, K + 1):
        for sharing in combinations(range(K), m):
            # Equal errors a − y among those that share, which add up to 1.
            true = 0 in sharing
            shares = [(1 - true) / m + (k == 0) for k in sharing]
            error = [share - (k == 0) for k, share in zip(sharing, shares, strict=True)]
            assert all(abs(e - f) < 1e-9 for e, f in pairwise(error))
            found += min(shares) > 0
    return found


def smoothed_so_far(gap, K):
    """Return the ε at which the loss has no slope by the gap, where the gap is this one."""

    def slope(epsilon):
        return 1 / (1 + (K - 1) * np.exp(-gap)) - smoothed(epsilon, K)[0]

    return brentq(slope, 0, 1, xtol=1e-16, rtol=1e-15)


DEFINED = {
    "curvature": bend,
    "silent_limits": counted,
    "smoothing_for": smoothed_so_far,
}
"""Each right answer once more, sharing nothing with the course."""
