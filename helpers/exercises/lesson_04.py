"""The exercises of lesson 04: guessing among words, a code's waste, and a loss for counts."""

import numpy as np
from numpy.typing import NDArray

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, Shape, count, distribution, number, probability


def _lengths(rng: np.random.Generator, shape: Shape) -> NDArray:
    """The lengths of the words of a code that wastes none: a word is split until there are K."""
    lengths = [0.0]
    while len(lengths) < shape[0]:
        longer = lengths.pop(rng.integers(len(lengths))) + 1
        lengths += [longer, longer]
    return rng.permutation(lengths)


def _entropy(p: NDArray) -> float:
    return -np.sum(p * np.log2(p))


EXERCISES = {
    "perplexity": Exercise(
        lambda q: np.exp(-np.mean(np.log(q))),
        {"q": probability("n")},
        {
            "that is the mean surprise in nats; a guess among K words has ln K": lambda q: (
                -np.mean(np.log(q))
            ),
            "that is the mean surprise in bits; a guess among K words has log₂ K": lambda q: (
                -np.mean(np.log2(q))
            ),
            "that is minus the log-likelihood; take its mean, and then find K": lambda q: (
                -np.sum(np.log(q))
            ),
            "the surprises are added up; their mean is wanted": lambda q: 1 / np.prod(q),
            "that is the likelihood of the words": np.prod,
            "that is the mean of 1/q; take the mean of the surprises first": lambda q: np.mean(
                1 / q
            ),
            "that is one over the mean of q; take the mean of the surprises": lambda q: (
                1 / np.mean(q)
            ),
            "it takes 2 to the power of nats: power and logarithm need one base": lambda q: (
                2 ** -np.mean(np.log(q))
            ),
            "it takes e to the power of bits: power and logarithm need one base": lambda q: np.exp(
                -np.mean(np.log2(q))
            ),
            "it weighs each surprise by q; each word came once, so all count alike": lambda q: (
                np.exp(-np.sum(q * np.log(q)))
            ),
            "it weighs each surprise by q before the mean; all count alike": lambda q: np.exp(
                -np.mean(q * np.log(q))
            ),
            "one number for each word is given; take the mean of the surprises": lambda q: 1 / q,
            "it takes the largest surprise, not their mean": lambda q: 1 / np.min(q),
        },
    ),
    "wasted_bits": Exercise(
        lambda p, length: np.sum(p * length) - _entropy(p),
        {"p": distribution("K"), "length": Input({"{}": _lengths}, ("K",))},
        {
            "that is the mean length; take the entropy of p away": lambda p, length: np.sum(
                p * length
            ),
            "that is the entropy of p; take it from the mean length": lambda p, length: _entropy(p),
            "it adds the entropy to the mean length; take it away": lambda p, length: (
                np.sum(p * length) + _entropy(p)
            ),
            "the entropy is in nats, the lengths are in bits": lambda p, length: (
                np.sum(p * length) - np.log(2) * _entropy(p)
            ),
            "the lengths need the weights p": lambda p, length: np.mean(length) - _entropy(p),
            "all lengths are added up; they need the weights p": lambda p, length: (
                np.sum(length) - _entropy(p)
            ),
            "it lacks the weights p": lambda p, length: np.sum(length + np.log2(p)),
            "the outcomes come with p; it weighs them by the belief 2 to the power of −length": (
                lambda p, length: np.sum(2**-length * (length + np.log2(p)))
            ),
            "that is KL of the code's belief and p, the wrong way round": lambda p, length: (
                -np.sum(2**-length * (length + np.log2(p)))
            ),
            "each mean has its own weights here; the outcomes come with p in both": (
                lambda p, length: np.sum(2**-length * length) - _entropy(p)
            ),
            "it takes the sizes of the differences; a word that is too short saves bits": (
                lambda p, length: np.sum(p * abs(length + np.log2(p)))
            ),
            "it compares with word lengths rounded up; the entropy is lower": lambda p, length: (
                np.sum(p * (length - np.ceil(-np.log2(p))))
            ),
            "one term per outcome is given; their sum is wanted": lambda p, length: (
                p * (length + np.log2(p))
            ),
            "that is a quotient; the difference is wanted": lambda p, length: (
                np.sum(p * length) / _entropy(p)
            ),
            "it compares with K equal outcomes; compare with the entropy of p": lambda p, length: (
                np.sum(p * length) - np.log2(len(p))
            ),
        },
    ),
    "count_loss": Exercise(
        lambda a, y: a - y * np.log(a),
        {"a": number(0.01, 1, 5, 40), "y": count()},
        {
            "that is the slope ∂L/∂a; integrate it": lambda a, y: 1 - y / a,
            "that is the error; divide it by the variance, then integrate": lambda a, y: a - y,
            "that is the loss of a constant variance; here it is a": lambda a, y: (a - y) ** 2 / 2,
            "it takes the variance as constant: divide a − y by a, then integrate": lambda a, y: (
                a**2 / 2 - y * a
            ),
            "it integrates a − y and then divides; the variance a changes with a": lambda a, y: (
                (a - y) ** 2 / (2 * a)
            ),
            "it divides by a(1 − a), the variance of a label; a count's is a": lambda a, y: (
                -(y * np.log(a) + (1 - y) * np.log(1 - a))
            ),
            "the integral of 1 is a, not 0": lambda a, y: -y * np.log(a),
            "the integral of 1 is a, not 1": lambda a, y: 1 - y * np.log(a),
            "the integral of −y/a is −y ln a": lambda a, y: a + y * np.log(a),
            "−y/a is to be integrated; it is differentiated": lambda a, y: a + y / a**2,
            "−y/a is to be integrated as well": lambda a, y: a - y / a,
            "y is a factor of ln a only": lambda a, y: y * (a - np.log(a)),
            "the factor y before ln a is missing": lambda a, y: a - np.log(a),
            "that is a likelihood; the loss is minus its logarithm": lambda a, y: a**y * np.exp(-a),
            "it multiplies by the variance, where it should divide": lambda a, y: (
                a**3 / 3 - y * a**2 / 2
            ),
            # No value at y = 0 in its textbook's form, so that it is known by its values.
            "it is off by a term that is free of a": lambda a, y: (
                a - y - y * np.log(a) + y * np.log(y)
            ),
        },
        free_of="a",
    ),
}
check = check_for(EXERCISES)
