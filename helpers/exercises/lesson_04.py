"""The exercises of lesson 04: a cost, a divergence, and a loss found from its gradient."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import count, distribution, number, probability, target
from helpers.neuron import binary_cross_entropy_from_probability as loss


def _divergence(p, q):
    return np.sum(p * np.log2(p / q))


EXERCISES = {
    "binary_cost": Exercise(
        lambda a, y: np.mean(loss(a, y)),
        {"a": probability("n"), "y": target("n")},
        {
            "the term (1 − y) ln(1 − a) is missing": lambda a, y: -np.mean(y * np.log(a)),
            "the term y ln a is missing": lambda a, y: -np.mean((1 - y) * np.log1p(-a)),
            "y and 1 − y are swapped": lambda a, y: np.mean(loss(a, 1 - y)),
            "a and y are swapped": lambda a, y: -np.mean(a * np.log(y) + (1 - a) * np.log(1 - y)),
            "the minus belongs before both terms": lambda a, y: np.mean(
                (1 - y) * np.log1p(-a) - y * np.log(a)
            ),
            "that is the likelihood; take minus its ln, and the mean": lambda a, y: np.prod(
                a**y * (1 - a) ** (1 - y)
            ),
            "the logarithms lack their weights y and 1 − y": lambda a, y: (
                -np.mean(np.log(a) + np.log1p(-a))
            ),
            "the mean of the logarithms is wanted, not the logarithm of a mean": lambda a, y: (
                -np.log(np.mean(a**y * (1 - a) ** (1 - y)))
            ),
            "take the mean last: each sample has its own a and y": lambda a, y: loss(
                np.mean(a), np.mean(y)
            ),
            "a soft target keeps both terms; here it is rounded": lambda a, y: np.mean(
                loss(a, np.round(y))
            ),
            "that is squared error": lambda a, y: np.mean((a - y) ** 2) / 2,
            "that is squared error, without its ½": lambda a, y: np.mean((a - y) ** 2),
            "that is KL(y‖a): the entropy of y has been taken away": lambda a, y: np.mean(
                loss(a, y) - loss(y, y)
            ),
        },
        divides_by=lambda a, y: a * (1 - a),
    ),
    "divergence_in_bits": Exercise(
        _divergence,
        {"p": distribution("K"), "q": distribution("K")},
        {
            "that is H(p, q); take H(p) away": lambda p, q: -np.sum(p * np.log2(q)),
            "that is H(p, q), in nats; take H(p) away": lambda p, q: -np.sum(p * np.log(q)),
            "that is H(p), the entropy": lambda p, q: -np.sum(p * np.log2(p)),
            "it adds H(p) to H(p, q); take it away": lambda p, q: -np.sum(p * np.log2(p * q)),
            "it lacks the weights p": lambda p, q: np.sum(np.log2(p / q)),
            "the weights are p, not q": lambda p, q: np.sum(q * np.log2(p / q)),
            "p weighs both logarithms, not each its own": lambda p, q: (
                np.sum(p * np.log2(p)) - np.sum(q * np.log2(q))
            ),
            "p and q are swapped: that is KL(q‖p)": lambda p, q: _divergence(q, p),
            "it is a mean over the outcomes, not the sum": lambda p, q: np.mean(p * np.log2(p / q)),
            "it multiplies by ln 2; nats become bits by dividing": lambda p, q: (
                _divergence(p, q) * np.log(2) ** 2
            ),
            "that is in nats; divide by ln 2": lambda p, q: _divergence(p, q) * np.log(2),
            "it takes the sizes of the logarithms; some are negative": lambda p, q: np.sum(
                p * abs(np.log2(p / q))
            ),
            "one term per outcome is given; their sum is wanted": lambda p, q: p * np.log2(p / q),
            "that is symmetric in p and q; KL is not": lambda p, q: (
                _divergence(p, q) + _divergence(q, p)
            ),
        },
    ),
    "count_loss": Exercise(
        lambda a, y: a - y * np.log(a),
        {"a": number(0.01, 1, 5, 40), "y": count()},
        {
            "that is the slope ∂L/∂a; integrate it": lambda a, y: 1 - y / a,
            "that is ∂L/∂z; divide by ∂a/∂z, then integrate": lambda a, y: a - y,
            "it leaves out ∂a/∂z: divide a − y by it, then integrate": lambda a, y: (
                (a - y) ** 2 / 2
            ),
            "∂a/∂z is left out: divide a − y by it, then integrate": lambda a, y: a**2 / 2 - y * a,
            "it integrates over z, but with a where z belongs": lambda a, y: np.exp(a) - y * a,
            "it divides by a(1 − a), but here ∂a/∂z is a": lambda a, y: (
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
            "it multiplies by ∂a/∂z, where it should divide": lambda a, y: a**3 / 3 - y * a**2 / 2,
        },
        free_of="a",
    ),
}
check = check_for(EXERCISES)
