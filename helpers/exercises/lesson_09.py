"""The exercises of lesson 09: a loss on a log axis, class numbers in a batch, two softmaxes."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, number, target
from helpers.neuron import binary_cross_entropy, log_softmax, sigmoid, softmax


def _drawn(low, high):
    return lambda rng, shape: np.round(rng.uniform(low, high, shape), 3)


_LOGITS = Input({"small {}": _drawn(-4, 4), "huge {}": _drawn(-900, 900)}, ("n", "K"))
_LABELS = Input({"{}": lambda rng, shape: rng.integers(shape[1], size=shape[0])}, ("n", "K"))
_CLASSES = Input(
    {f"{{}} = {k}": lambda rng, shape, k=k: np.full(shape, k) for k in (2, 3, 4, 5, 10, 100, 1000)}
)


def _picked(log_a, labels):
    return -np.mean(log_a[np.arange(len(labels)), labels])


def _ln(values):
    with np.errstate(divide="ignore"):
        return np.log(values)


def _naive(z):
    with np.errstate(all="ignore"):
        return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def _below_one_maximum(z):
    below = z - z.max()
    return below - _ln(np.exp(below).sum(axis=1, keepdims=True))


def _merged(z, y):
    with np.errstate(over="ignore"):
        return np.log(1 + np.exp(z)) - y * z


def _from_output(z, y):
    with np.errstate(all="ignore"):
        a = 1 / (1 + np.exp(-z))
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def _log10(values):
    with np.errstate(all="ignore"):
        return np.log10(values)


EXERCISES = {
    "log_of_loss": Exercise(
        lambda z, y: np.log10(binary_cross_entropy(z, y)),
        {"z": number(-700, -40, 0, 40, 700), "y": target(soft=False)},
        {
            "it computes the loss from the output a, which rounds to 0 or 1": lambda z, y: _log10(
                _from_output(z, y)
            ),
            "merged with the sigmoid, the loss still subtracts y z from its like": lambda z, y: (
                _log10(_merged(z, y))
            ),
            "1 + e^(−|z|) is rounded to 1 before its logarithm is taken: use log1p": (
                lambda z, y: _log10(
                    np.maximum(-y * z, (1 - y) * z) + np.log(1 + np.exp(-np.abs(z)))
                )
            ),
            "a small number added to the loss hides the zeros, and is wrong there": lambda z, y: (
                _log10(_merged(z, y) + 1e-12)
            ),
            "clipping the output makes every loss beyond the limits the same": lambda z, y: _log10(
                _from_output(np.log(1e7 - 1) * np.clip(z / np.log(1e7 - 1), -1, 1), y)
            ),
            "that is the loss itself; its logarithm is asked for": binary_cross_entropy,
            "that is the natural logarithm; the one to base 10 is asked for": lambda z, y: _ln(
                binary_cross_entropy(z, y)
            ),
            "y is forgotten: it is the loss for target 1": lambda z, y: np.log10(
                binary_cross_entropy(z, 1)
            ),
            "y is forgotten: it is the loss for target 0": lambda z, y: np.log10(
                binary_cross_entropy(z, 0)
            ),
            "the targets are swapped": lambda z, y: np.log10(binary_cross_entropy(z, 1 - y)),
            "the logit goes through the sigmoid before the loss does that again": lambda z, y: (
                np.log10(binary_cross_entropy(sigmoid(z), y))
            ),
        },
    ),
    "batch_loss": Exercise(
        lambda z, labels: _picked(log_softmax(z), labels),
        {"z": _LOGITS, "labels": _LABELS},
        {
            "nothing is mended yet: large logits overflow, and labels picks from every row": (
                lambda z, labels: -np.mean(_ln(_naive(z)[:, labels]))
            ),
            "large logits still overflow, or a still rounds to 0": lambda z, labels: _picked(
                _ln(_naive(z)), labels
            ),
            "one maximum for the whole batch leaves only zeros of a row far below it": (
                lambda z, labels: _picked(_below_one_maximum(z), labels)
            ),
            "labels still picks from every row: each sample has one label": lambda z, labels: (
                -np.mean(log_softmax(z)[:, labels])
            ),
            "the losses of the samples are summed; their mean is wanted": lambda z, labels: (
                len(z) * _picked(log_softmax(z), labels)
            ),
            "one loss per sample is given; their mean is wanted": lambda z, labels: (
                -log_softmax(z)[np.arange(len(z)), labels]
            ),
            "softmax runs over the samples; it belongs over the classes": lambda z, labels: _picked(
                log_softmax(z, axis=0), labels
            ),
            "softmax is taken twice": lambda z, labels: _picked(log_softmax(softmax(z)), labels),
            "the sign is wrong: a loss is never negative": lambda z, labels: (
                -_picked(log_softmax(z), labels)
            ),
            "that is the logit of the true class; the log-sum-exp is missing": _picked,
            "that is the mean over all classes; only the true one counts": lambda z, labels: (
                -np.mean(log_softmax(z))
            ),
            "the maximum is taken out before the logarithm, and not put back": lambda z, labels: (
                np.mean(
                    z.max(axis=1)
                    - z[np.arange(len(z)), labels]
                    - z.max(axis=1)
                    + np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1))
                )
            ),
            "clipping the output hides large losses": lambda z, labels: _picked(
                np.log(np.clip(softmax(z), 1e-7, 1)), labels
            ),
            "the labels count from 0": lambda z, labels: _picked(log_softmax(z), labels - 1),
        },
    ),
    "floor": Exercise(
        lambda K: np.log1p((K - 1) / np.e),
        {"K": _CLASSES},
        {
            "that is the loss of guessing; here the layer has learned": np.log,
            "after one softmax it approaches 0; here there is a second": lambda K: 0.0 * K,
            "that is the output of the true class; the loss is minus its logarithm": lambda K: (
                np.e / (np.e + K - 1)
            ),
            "only the true class gets e; the K − 1 others get 1": lambda K: np.log(np.e + K) - 1,
            "that is the largest loss, where a wrong class has everything": lambda K: np.log(
                np.e + K - 1
            ),
            "the true class gets e and the others 1, not the other way round": lambda K: np.log1p(
                (K - 1) * np.e
            ),
            "that is the floor for two classes, whatever K": lambda K: 0.0 * K + np.log1p(1 / np.e),
            "that is one softmax more": lambda K: np.log1p(
                (K - 1) * np.exp((1 - np.e) / (np.e + K - 1))
            ),
        },
    ),
}
check = check_for(EXERCISES)
