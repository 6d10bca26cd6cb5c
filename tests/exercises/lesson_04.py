"""Answers to the exercises of lesson 04, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.integrate import quad
from scipy.special import gammaln, kl_div, rel_entr, xlogy
from scipy.stats import entropy


def loss(a, y):
    return -(xlogy(y, a) + xlogy(1 - y, 1 - a))


def one_by_one(a, y):
    total = 0.0
    for belief, target in zip(a, y, strict=True):
        total -= target * np.log(belief) + (1 - target) * np.log(1 - belief)
    return total / len(a)


def bits(p, q):
    return np.sum(p * np.log2(p / q))


ANSWERS = {
    "binary_cost": {
        "Right.": [
            one_by_one,
            lambda a, y: np.mean(loss(a, y)),
            lambda a, y: -(y @ np.log(a) + (1 - y) @ np.log(1 - a)) / len(a),
            lambda a, y: -np.log(np.prod(a**y * (1 - a) ** (1 - y))) / len(y),
            lambda a, y: -np.mean(y * np.log(a) + (1 - y) * np.log1p(-a)),
        ],
        "the term (1 − y) ln(1 − a) is missing": [lambda a, y: -y @ np.log(a) / len(y)],
        "the term y ln a is missing": [lambda a, y: (y - 1) @ np.log(1 - a) / len(y)],
        "y and 1 − y are swapped": [lambda a, y: np.mean(loss(a, 1 - y))],
        "a and y are swapped": [
            lambda a, y: -np.mean(a * np.log(y) + (1 - a) * np.log(1 - y)),
        ],
        "the minus belongs before both terms": [
            lambda a, y: np.mean(-y * np.log(a) + (1 - y) * np.log(1 - a)),
        ],
        "that is the likelihood; take minus its ln, and the mean": [
            lambda a, y: np.prod(a**y * (1 - a) ** (1 - y)),
        ],
        "the logarithms lack their weights y and 1 − y": [
            lambda a, y: -np.mean(np.log(a) + np.log(1 - a)),
        ],
        "the mean of the logarithms is wanted, not the logarithm of a mean": [
            lambda a, y: -np.log(np.mean(np.exp(-loss(a, y)))),
        ],
        "take the mean last: each sample has its own a and y": [
            lambda a, y: loss(a.mean(), y.mean()),
        ],
        "a soft target keeps both terms; here it is rounded": [
            lambda a, y: np.mean(loss(a, np.rint(y))),
        ],
        "that is squared error": [lambda a, y: np.mean((a - y) ** 2) / 2],
        "that is squared error, without its ½": [lambda a, y: np.mean((a - y) ** 2)],
        "that is KL(y‖a): the entropy of y has been taken away": [
            lambda a, y: np.mean(rel_entr(y, a) + rel_entr(1 - y, 1 - a)),
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda a, y: np.sum(loss(a, y)),
        ],
        "it has one factor 1/n too many (is a mean taken twice?)": [
            lambda a, y: np.mean(loss(a, y)) / len(a),
        ],
        "the sign is wrong": [lambda a, y: -np.mean(loss(a, y))],
        "its logarithm has base 2, not e": [lambda a, y: np.mean(loss(a, y)) / np.log(2)],
        "its logarithm has base 10, not e": [
            lambda a, y: -np.mean(y * np.log10(a) + (1 - y) * np.log10(1 - a)),
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda a, y: np.mean(loss(a, y)) / 2,
        ],
        "it gives a value for each sample, where one number is wanted: take the mean": [loss],
        "it is right for n = 5 only; …": [lambda a, y: np.sum(loss(a, y)) / 5],
        "it is right for hard y only; …": [
            lambda a, y: np.mean(-np.log(np.where(y == 0, 1 - a, a))),
        ],
        "it is right for a away from 0 and 1 only; …": [
            lambda a, y: np.mean(loss(np.clip(a, 0.01, 0.99), y)),
            lambda a, y: np.mean(loss(np.clip(a, 1e-7, 1 - 1e-7), y)),
        ],
        "…": [
            lambda a, y: np.mean(loss(a, y)) + 0.01,
            lambda a, y: np.max(loss(a, y)) - 0.1,
        ],
    },
    "divergence_in_bits": {
        "Right.": [
            bits,
            lambda p, q: entropy(p, q, base=2),
            lambda p, q: p @ (np.log(p) - np.log(q)) / np.log(2),
            lambda p, q: -p @ np.log2(q) - (-p @ np.log2(p)),
            lambda p, q: sum(kl_div(p, q)) / np.log(2),
        ],
        "that is H(p, q); take H(p) away": [lambda p, q: p @ np.log2(1 / q)],
        "that is H(p, q), in nats; take H(p) away": [lambda p, q: p @ np.log(1 / q)],
        "that is H(p), the entropy": [lambda p, q: entropy(p, base=2)],
        "it adds H(p) to H(p, q); take it away": [
            lambda p, q: -np.sum(p * np.log2(p)) - np.sum(p * np.log2(q)),
        ],
        "it lacks the weights p": [lambda p, q: sum(np.log2(p) - np.log2(q))],
        "the weights are p, not q": [lambda p, q: q @ (np.log2(p) - np.log2(q))],
        "p weighs both logarithms, not each its own": [
            lambda p, q: p @ np.log2(p) - q @ np.log2(q),
        ],
        "p and q are swapped: that is KL(q‖p)": [lambda p, q: entropy(q, p, base=2)],
        "it is a mean over the outcomes, not the sum": [
            lambda p, q: p @ np.log2(p / q) / len(p),
        ],
        "it multiplies by ln 2; nats become bits by dividing": [
            lambda p, q: entropy(p, q) * np.log(2),
        ],
        "that is in nats; divide by ln 2": [entropy],
        "it takes the sizes of the logarithms; some are negative": [
            lambda p, q: p @ abs(np.log2(q / p)),
        ],
        "one term per outcome is given; their sum is wanted": [
            lambda p, q: p * (np.log2(p) - np.log2(q)),
        ],
        "that is symmetric in p and q; KL is not": [
            lambda p, q: (p - q) @ (np.log2(p) - np.log2(q)),
        ],
        "the sign is wrong": [lambda p, q: p @ np.log2(q / p)],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda p, q: entropy(p, q, base=2) / 2,
        ],
        "its logarithm has base 10, not 2": [lambda p, q: entropy(p, q, base=10)],
        "it is right for K = 4 only; …": [
            lambda p, q: 4 * np.mean(p * np.log2(p / q)),
        ],
        "it gives 0 whatever the inputs": [lambda p, q: 0.0],
        "…": [
            lambda p, q: np.log2(np.sum(p**2 / q)),
            lambda p, q: max(p * np.log2(p / q)),
            lambda p, q: p[:3] @ np.log2(p[:3] / q[:3]) + 0.1,
            lambda p, q: np.sum(p * np.log2((p + 1e-3) / (q + 1e-3))),
        ],
    },
    "count_loss": {
        "Right.": [
            lambda a, y: a - y * np.log(a),
            lambda a, y: a + y * np.log(1 / a),
            lambda a, y: -(y * np.log(a) - a),
            lambda a, y: a - np.log(a**y),
            lambda a, y: a - y * np.log2(a) * np.log(2),
        ],
        "it is off by a term that is free of a": [
            lambda a, y: a - y * np.log(a) + gammaln(y + 1),
            lambda a, y: a - y - y * np.log(a) + xlogy(y, y),
            lambda a, y: a - y * np.log(a) + 1,
            lambda a, y: a - 1 - y * np.log(a),
        ],
        "that is the slope ∂L/∂a; integrate it": [lambda a, y: (a - y) / a],
        "that is ∂L/∂z; divide by ∂a/∂z, then integrate": [lambda a, y: a - y],
        "it leaves out ∂a/∂z: divide a − y by it, then integrate": [
            lambda a, y: (y - a) ** 2 / 2,
        ],
        "∂a/∂z is left out: divide a − y by it, then integrate": [
            lambda a, y: a * a / 2 - a * y,
        ],
        "it integrates over z, but with a where z belongs": [lambda a, y: np.exp(a) - y * a],
        "it divides by a(1 − a), but here ∂a/∂z is a": [
            lambda a, y: -y * np.log(a) - (1 - y) * np.log(1 - a),
        ],
        "the integral of 1 is a, not 0": [lambda a, y: y * np.log(1 / a)],
        "the integral of 1 is a, not 1": [lambda a, y: 1 - y * np.log(a)],
        "the integral of −y/a is −y ln a": [lambda a, y: a + y * np.log(a)],
        "−y/a is to be integrated as well": [lambda a, y: a - y / a],
        "−y/a is to be integrated; it is differentiated": [lambda a, y: a + y / a**2],
        "y is a factor of ln a only": [lambda a, y: y * (a - np.log(a))],
        "the factor y before ln a is missing": [lambda a, y: a - np.log(a)],
        "that is a likelihood; the loss is minus its logarithm": [
            lambda a, y: np.exp(-a) * a**y,
        ],
        "it multiplies by ∂a/∂z, where it should divide": [
            lambda a, y: a**3 / 3 - a**2 * y / 2,
        ],
        "the sign is wrong": [lambda a, y: y * np.log(a) - a],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda a, y: (a - y * np.log(a)) / 2,
        ],
        "a and y are swapped": [lambda a, y: y - a * np.log(y)],
        "it is right for y = 0 and y = 2 only; …": [lambda a, y: a - y**2 * np.log(a) / 2],
        "it is right for y = 0 only; …": [
            lambda a, y: a - y * np.log10(a),
        ],
        "…": [
            lambda a, y: a**2 - y * np.log(a),
            lambda a, y: a - y * np.log(a) + 0.01 * a,
            lambda a, y: a - (y + 1) * np.log(a),
        ],
    },
}


DEFINED = {
    "binary_cost": lambda a, y: np.mean(by.from_prediction(a, y)),
    "divergence_in_bits": lambda p, q: entropy(p, q, base=2),
    # From a = 1, where a loss with no term free of a is 1.
    "count_loss": lambda a, y: 1 + quad(lambda z: np.exp(z) - y, 0, np.log(a))[0],
}
"""Each right answer once more, sharing nothing with the course."""
