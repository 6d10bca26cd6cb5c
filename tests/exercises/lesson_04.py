"""Answers to the exercises of lesson 04, each under the verdict it must get."""

import numpy as np
from scipy.integrate import quad
from scipy.special import gammaln, rel_entr, xlogy
from scipy.stats import entropy, gmean


def product(q):
    guesses = 1.0
    for probability in q:
        guesses *= probability ** (-1 / len(q))
    return guesses


def waste(p, length):
    return p @ (length + np.log2(p))


ANSWERS = {
    "perplexity": {
        "Right.": [
            product,
            lambda q: 1 / gmean(q),
            lambda q: 2 ** -np.mean(np.log2(q)),
            lambda q: np.exp(-sum(np.log(q)) / len(q)),
            lambda q: np.prod(q) ** (-1 / q.size),
        ],
        "that is the mean surprise in nats; a guess among K words has ln K": [
            lambda q: np.mean(-np.log(q)),
        ],
        "that is the mean surprise in bits; a guess among K words has log₂ K": [
            lambda q: np.mean(-np.log(q)) / np.log(2),
        ],
        "that is minus the log-likelihood; take its mean, and then find K": [
            lambda q: -np.log(np.prod(q)),
        ],
        "the surprises are added up; their mean is wanted": [
            lambda q: np.exp(-np.sum(np.log(q))),
        ],
        "that is the likelihood of the words": [np.prod],
        "that is the mean of 1/q; take the mean of the surprises first": [
            lambda q: sum(1 / q) / len(q),
        ],
        "that is one over the mean of q; take the mean of the surprises": [
            lambda q: len(q) / sum(q),
        ],
        "it takes 2 to the power of nats: power and logarithm need one base": [
            lambda q: np.exp2(-np.log(q).mean()),
        ],
        "it takes e to the power of bits: power and logarithm need one base": [
            lambda q: np.exp(-np.log2(q).mean()),
        ],
        "it weighs each surprise by q; each word came once, so all count alike": [
            lambda q: np.exp(-q @ np.log(q)),
        ],
        "it weighs each surprise by q before the mean; all count alike": [
            lambda q: np.exp(-(q @ np.log(q)) / len(q)),
        ],
        "one number for each word is given; take the mean of the surprises": [
            lambda q: np.exp(-np.log(q)),
        ],
        "it takes the largest surprise, not their mean": [lambda q: max(1 / q)],
        "it is upside down: one over the right answer": [lambda q: np.exp(np.log(q).mean())],
        "the sign is wrong": [lambda q: -1 / gmean(q)],
        "it is half the right answer (is there a factor ½ too many?)": [lambda q: 0.5 / gmean(q)],
        "it is the square root of the right answer": [lambda q: gmean(q) ** -0.5],
        "it is right for n = 4 only; …": [lambda q: np.prod(q) ** -0.25],
        "it is right for q away from 0 and 1 only; …": [
            lambda q: 1 / gmean(np.maximum(q, 0.01)),
        ],
        "…": [
            lambda q: 10 ** -np.mean(np.log(q)),
            lambda q: np.median(1 / q),
            lambda q: 1 / gmean(q + 0.01),
        ],
    },
    "wasted_bits": {
        "Right.": [
            waste,
            lambda p, length: sum(rel_entr(p, 0.5**length)) / np.log(2),
            lambda p, length: p @ length - entropy(p, base=2),
            lambda p, length: sum(k * (m - np.log2(1 / k)) for k, m in zip(p, length, strict=True)),
        ],
        "that is the mean length; take the entropy of p away": [lambda p, length: p @ length],
        "that is the entropy of p; take it from the mean length": [
            lambda p, length: entropy(p, base=2),
        ],
        "it adds the entropy to the mean length; take it away": [
            lambda p, length: p @ length + entropy(p, base=2),
        ],
        "the entropy is in nats, the lengths are in bits": [
            lambda p, length: p @ length - entropy(p),
        ],
        "the lengths need the weights p": [
            lambda p, length: length.mean() - entropy(p, base=2),
        ],
        "all lengths are added up; they need the weights p": [
            lambda p, length: sum(length) - entropy(p, base=2),
        ],
        "it lacks the weights p": [lambda p, length: sum(length + np.log2(p))],
        "the outcomes come with p; it weighs them by the belief 2 to the power of −length": [
            lambda p, length: -entropy(0.5**length, p, base=2),
        ],
        "that is KL of the code's belief and p, the wrong way round": [
            lambda p, length: entropy(0.5**length, p, base=2),
        ],
        "each mean has its own weights here; the outcomes come with p in both": [
            lambda p, length: 0.5**length @ length - entropy(p, base=2),
        ],
        "it takes the sizes of the differences; a word that is too short saves bits": [
            lambda p, length: p @ abs(length - np.log2(1 / p)),
        ],
        "it compares with word lengths rounded up; the entropy is lower": [
            lambda p, length: p @ length - p @ np.ceil(np.log2(1 / p)),
        ],
        "one term per outcome is given; their sum is wanted": [
            lambda p, length: p * length + p * np.log2(p),
        ],
        "that is a quotient; the difference is wanted": [
            lambda p, length: p @ length / entropy(p, base=2),
        ],
        "it compares with K equal outcomes; compare with the entropy of p": [
            lambda p, length: p @ length - np.log2(p.size),
        ],
        "the sign is wrong": [lambda p, length: entropy(p, base=2) - p @ length],
        "its logarithm has base e, not 2": [lambda p, length: np.log(2) * waste(p, length)],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda p, length: 2 * waste(p, length),
        ],
        "it has a factor 1/K too many (a mean over the classes where their sum is wanted)": [
            lambda p, length: np.mean(p * (length + np.log2(p))),
        ],
        "it gives 0 whatever the inputs": [lambda p, length: 0.0],
        "…": [
            lambda p, length: max(length) - entropy(p, base=2),
            lambda p, length: np.round(waste(p, length)),
            lambda p, length: p @ length - entropy(p, base=10),
            lambda p, length: p[:3] @ (length[:3] + np.log2(p[:3])) + 0.1,
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
            lambda a, y: a - y + y * np.log(y / a),
            lambda a, y: a - y * np.log(a) + 1,
            lambda a, y: a - 1 - y * np.log(a),
        ],
        "that is the slope ∂L/∂a; integrate it": [lambda a, y: (a - y) / a],
        "that is the error; divide it by the variance, then integrate": [lambda a, y: a - y],
        "that is the loss of a constant variance; here it is a": [
            lambda a, y: (y - a) ** 2 / 2,
        ],
        "it takes the variance as constant: divide a − y by a, then integrate": [
            lambda a, y: a * a / 2 - a * y,
        ],
        "it integrates a − y and then divides; the variance a changes with a": [
            lambda a, y: (y - a) ** 2 / a / 2,
        ],
        "it divides by a(1 − a), the variance of a label; a count's is a": [
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
        "it multiplies by the variance, where it should divide": [
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
    "perplexity": lambda q: 1 / gmean(q),
    "wasted_bits": lambda p, length: entropy(p, 0.5**length, base=2),
    # From a = 1, where a loss with no term free of a is 1.
    "count_loss": lambda a, y: 1 + quad(lambda mean: (mean - y) / mean, 1, a)[0],
}
"""Each right answer once more, sharing nothing with the course."""
