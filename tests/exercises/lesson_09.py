"""Answers to the exercises of lesson 09, each under the verdict it must get."""

import mpmath
import numpy as np
from scipy.special import expit, log_expit, log_softmax, logsumexp, softmax


def rows(z, labels):
    return np.arange(len(z)), labels


def quiet(function):
    def answer(*arguments):
        with np.errstate(all="ignore"):
            return function(*arguments)

    return answer


@quiet
def from_the_output(z, y):
    a = 1 / (1 + np.exp(-z))
    return np.log10(-(y * np.log(a) + (1 - y) * np.log(1 - a)))


@quiet
def by_the_target(z, y):
    a = 1 / (1 + np.exp(-z))
    return np.log10(-np.log(a)) if y == 1 else np.log10(-np.log(1 - a))


@quiet
def naive_softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def below_one_maximum(z):
    below = z - z.max()
    return below - np.log(np.exp(below).sum(axis=1, keepdims=True))


def by_margin(z, y):
    m = z if y == 1 else -z
    return np.log10(np.log1p(np.exp(-m))) if m > 0 else np.log10(-m + np.log1p(np.exp(m)))


def clipped(z, y):
    a = np.clip(expit(z), 1e-7, 1 - 1e-7)
    return np.log10(-(y * np.log(a) + (1 - y) * np.log(1 - a)))


def stable(z, y):
    return np.maximum(-y * z, (1 - y) * z) + np.log1p(np.exp(-np.abs(z)))


ANSWERS = {
    "log_of_loss": {
        "Right.": [
            lambda z, y: np.log10(stable(z, y)),
            by_margin,
            lambda z, y: np.log10(-log_expit((2 * y - 1) * z)),
            lambda z, y: np.log(np.logaddexp(0, (1 - 2 * y) * z)) / np.log(10),
        ],
        "it computes the loss from the output a, which rounds to 0 or 1": [
            from_the_output,
            by_the_target,
        ],
        "merged with the sigmoid, the loss still subtracts y z from its like": [
            quiet(lambda z, y: np.log10(np.log(1 + np.exp(z)) - y * z)),
        ],
        "1 + e^(−|z|) is rounded to 1 before its logarithm is taken: use log1p": [
            quiet(lambda z, y: np.log10(max(-y * z, (1 - y) * z) + np.log(1 + np.exp(-abs(z))))),
        ],
        "a small number added to the loss hides the zeros, and is wrong there": [
            quiet(lambda z, y: np.log10(np.log(1 + np.exp(z)) - y * z + 1e-12)),
        ],
        "clipping the output makes every loss beyond the limits the same": [clipped],
        "that is the loss itself; its logarithm is asked for": [stable],
        "that is the natural logarithm; the one to base 10 is asked for": [
            lambda z, y: np.log(stable(z, y)),
        ],
        "y is forgotten: it is the loss for target 1": [lambda z, y: np.log10(-log_expit(z))],
        "y is forgotten: it is the loss for target 0": [lambda z, y: np.log10(-log_expit(-z))],
        "the targets are swapped": [lambda z, y: np.log10(-log_expit((1 - 2 * y) * z))],
        "the logit goes through the sigmoid before the loss does that again": [
            lambda z, y: np.log10(stable(expit(z), y)),
        ],
        "the sign is wrong": [lambda z, y: -np.log10(stable(z, y))],
        "it stops …": [lambda z, y: np.log10(stable(z, [y, y, y])[7])],
        "…": [
            lambda z, y: np.log2(stable(z, y)),
            lambda z, y: np.log10(stable(z, y) + 1e-9),
            lambda z, y: np.log10(stable(np.clip(z, -40, 40), y)),
        ],
    },
    "batch_loss": {
        "Right.": [
            lambda z, labels: -np.mean(log_softmax(z, axis=1)[rows(z, labels)]),
            lambda z, labels: np.mean(logsumexp(z, axis=1) - z[rows(z, labels)]),
            lambda z, labels: (
                -np.mean(np.take_along_axis(log_softmax(z, axis=1), labels[:, np.newaxis], axis=1))
            ),
            lambda z, labels: (
                -np.mean(np.sum(np.eye(z.shape[1])[labels] * log_softmax(z, axis=1), axis=1))
            ),
        ],
        "nothing is mended yet: large logits overflow, and labels picks from every row": [
            quiet(lambda z, labels: -np.mean(np.log(naive_softmax(z)[:, labels]))),
        ],
        "large logits still overflow, or a still rounds to 0": [
            quiet(lambda z, labels: -np.mean(np.log(naive_softmax(z)[rows(z, labels)]))),
            quiet(lambda z, labels: -np.mean(np.log(softmax(z, axis=1)[rows(z, labels)]))),
        ],
        "one maximum for the whole batch leaves only zeros of a row far below it": [
            quiet(lambda z, labels: -np.mean(below_one_maximum(z)[rows(z, labels)])),
            quiet(
                lambda z, labels: np.mean(
                    np.log(np.exp(z - z.max()).sum(axis=1)) + z.max() - z[rows(z, labels)]
                )
            ),
        ],
        "labels still picks from every row: each sample has one label": [
            lambda z, labels: -np.mean(log_softmax(z, axis=1)[:, labels]),
        ],
        "the losses of the samples are summed; their mean is wanted": [
            lambda z, labels: -np.sum(log_softmax(z, axis=1)[rows(z, labels)]),
        ],
        "one loss per sample is given; their mean is wanted": [
            lambda z, labels: -log_softmax(z, axis=1)[rows(z, labels)],
        ],
        "softmax runs over the samples; it belongs over the classes": [
            lambda z, labels: -np.mean(log_softmax(z, axis=0)[rows(z, labels)]),
        ],
        "softmax is taken twice": [
            lambda z, labels: -np.mean(log_softmax(softmax(z, axis=1), axis=1)[rows(z, labels)]),
        ],
        "the sign is wrong: a loss is never negative": [
            lambda z, labels: np.mean(log_softmax(z, axis=1)[rows(z, labels)]),
        ],
        "that is the logit of the true class; the log-sum-exp is missing": [
            lambda z, labels: -np.mean(z[rows(z, labels)]),
        ],
        "that is the mean over all classes; only the true one counts": [
            lambda z, labels: -np.mean(log_softmax(z, axis=1)),
        ],
        "the maximum is taken out before the logarithm, and not put back": [
            lambda z, labels: np.mean(
                np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1)) - z[rows(z, labels)]
            ),
        ],
        "clipping the output hides large losses": [
            lambda z, labels: (
                -np.mean(np.log(np.maximum(softmax(z, axis=1), 1e-7)[rows(z, labels)]))
            ),
        ],
        "the labels count from 0": [
            lambda z, labels: -np.mean(log_softmax(z, axis=1)[rows(z, labels - 1)]),
        ],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, labels: -2 * np.mean(log_softmax(z, axis=1)[rows(z, labels)]),
        ],
        "…": [
            lambda z, labels: -np.mean(np.log(softmax(z, axis=1)[rows(z, labels)] + 1e-300)),
            lambda z, labels: -np.median(log_softmax(z, axis=1)[rows(z, labels)]),
            lambda z, labels: -np.mean(log_softmax(z, axis=1)[:, 0]),
        ],
    },
    "floor": {
        "Right.": [
            lambda K: np.log(np.e + K - 1) - 1,
            lambda K: -np.log(np.e / (np.e + K - 1)),
            lambda K: -log_softmax(softmax(np.r_[99.0, np.zeros(int(K) - 1)]))[0],
        ],
        "that is the loss of guessing; here the layer has learned": [np.log],
        "after one softmax it approaches 0; here there is a second": [lambda K: 0.0],
        "that is the output of the true class; the loss is minus its logarithm": [
            lambda K: np.e / (K - 1 + np.e),
        ],
        "only the true class gets e; the K − 1 others get 1": [
            lambda K: -np.log(np.e / (np.e + K)),
        ],
        "that is the largest loss, where a wrong class has everything": [
            lambda K: -np.log(1 / (np.e + K - 1)),
        ],
        "the true class gets e and the others 1, not the other way round": [
            lambda K: -np.log(1 / (1 + (K - 1) * np.e)),
        ],
        "that is the floor for two classes, whatever K": [lambda K: -log_expit(1.0)],
        "that is one softmax more": [
            lambda K: -log_softmax(softmax(softmax(np.r_[99.0, np.zeros(int(K) - 1)])))[0],
        ],
        "the sign is wrong": [lambda K: 1 - np.log(np.e + K - 1)],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda K: 2 * np.log(np.e + K - 1) - 2,
        ],
        "its logarithm has base 2, not e": [lambda K: np.log2(1 + (K - 1) / np.e)],
        "its logarithm has base 10, not e": [lambda K: np.log10(1 + (K - 1) / np.e)],
        "…": [
            lambda K: np.log(K - 1),
            lambda K: np.log(1 + K / np.e + 1e-3),
            lambda K: 1.461,
            lambda K: np.log(K) - 1,
        ],
    },
}


def _log_of_loss(z, y):
    with mpmath.workdps(700):
        m = mpmath.mpf(float(z if y else -z))
        return float(mpmath.log10(mpmath.log(1 + mpmath.exp(-m))))


def _batch_loss(z, labels):
    with mpmath.workdps(40):
        losses = [
            mpmath.log(mpmath.fsum(mpmath.exp(float(v)) for v in row)) - float(row[k])
            for row, k in zip(z, labels, strict=True)
        ]
        return float(mpmath.fsum(losses) / len(losses))


def _floor(K):
    s = np.r_[1.0, np.zeros(int(K) - 1)]
    return np.log(np.exp(s).sum() / np.e)


DEFINED = {"log_of_loss": _log_of_loss, "batch_loss": _batch_loss, "floor": _floor}
