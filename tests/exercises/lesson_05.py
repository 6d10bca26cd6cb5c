"""Answers to the exercises of lesson 05, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.special import log_softmax, logsumexp, softmax


def rows(z):
    v = np.exp(z)
    return v / v.sum(axis=1, keepdims=True)


def matrix(a):
    return np.diag(a) - np.outer(a, a)


def class_by_class(z, y, T):
    v = np.exp(z / T)
    return [(v[k] / v.sum() - y[k]) / T for k in range(len(z))]


def sample_by_sample(z, y):
    total = 0.0
    for logits, targets in zip(z, y, strict=True):
        total += logsumexp(logits) * targets.sum() - targets @ logits
    return total / len(z)


def broken(z, y):
    a = softmax(z, axis=0)
    return np.mean(y * np.log(1 / a))


def one_by_one(z, y, epsilon):
    total = np.zeros(z.shape[1])
    for logits, targets in zip(z, y, strict=True):
        total = total + softmax(logits)
        total = total - (targets - epsilon * targets + epsilon / len(targets))
    return total / len(z)


def smooth(y, epsilon):
    return y - epsilon * (y - 1 / y.shape[1])


ANSWERS = {
    "tempered_gradient": {
        "Right.": [
            class_by_class,
            lambda z, y, T: softmax(z / T) / T - y / T,
            lambda z, y, T: matrix(softmax(z / T)) @ (-y / softmax(z / T)) / T,
            lambda z, y, T: np.float32((softmax(z / T) - y) / T),
        ],
        "T is forgotten: the logits are z/T": [lambda z, y, T: softmax(z) - y],
        "the slope 1/T of z/T is missing": [lambda z, y, T: softmax(z / T) - y],
        "the slope of z/T is 1/T, not T": [lambda z, y, T: T * (softmax(z / T) - y)],
        "softmax takes z/T, not z": [lambda z, y, T: (softmax(z) - y) / T],
        "softmax takes z/T, not z; and the slope of z/T is 1/T, not T": [
            lambda z, y, T: T * (softmax(z) - y),
        ],
        "softmax takes z/T, not z T": [lambda z, y, T: (softmax(T * z) - y) / T],
        "softmax takes z/T, not z T, and the slope 1/T is missing": [
            lambda z, y, T: softmax(T * z) - y,
        ],
        "it multiplies by T; z/T and its slope 1/T divide by it": [
            lambda z, y, T: T * softmax(T * z) - T * y,
        ],
        "T divides the logits, not the outputs": [lambda z, y, T: softmax(z) / T - y],
        "1/T divides the error, not a alone": [lambda z, y, T: softmax(z / T) / T - y],
        "that is squared error; cross-entropy has no Jacobian left": [
            lambda z, y, T: matrix(softmax(z / T)) @ (softmax(z / T) - y) / T,
        ],
        "that is the slope by a, −y/a; softmax and z/T come after it": [
            lambda z, y, T: -y / softmax(z / T),
        ],
        "that is the loss, not its gradient": [lambda z, y, T: -y @ log_softmax(z / T)],
        "softmax is not divided by its sum": [lambda z, y, T: (np.exp(z / T) - y) / T],
        "y is left out: the error is a − y": [lambda z, y, T: softmax(z / T) / T],
        "the sign is wrong": [lambda z, y, T: (y - softmax(z / T)) / T],
        "it has one factor 1/T too many": [lambda z, y, T: (softmax(z / T) - y) / T**2],
        "it has a factor 1/K too many …": [lambda z, y, T: (softmax(z / T) - y) / T / len(z)],
        "it gives the magnitude; the sign is lost": [lambda z, y, T: abs(softmax(z / T) - y) / T],
        "it is right for one-hot y only; …": [
            lambda z, y, T: (softmax(z / T) - (y == y.max())) / T,
        ],
        "…": [
            lambda z, y, T: (softmax(z / T) - y) / (T + 0.01),
            lambda z, y, T: (softmax(z - T) - y) / T,
            lambda z, y, T: ((softmax(z / T) - y) / T)[0],
        ],
    },
    "batch_loss": {
        "Right.": [
            sample_by_sample,
            lambda z, y: np.mean(np.sum(y * np.log(1 / rows(z)), axis=1)),
            lambda z, y: -np.sum(y * log_softmax(z, axis=1)) / len(z),
            lambda z, y: np.mean(np.diag(-y @ log_softmax(z, axis=1).T)),
        ],
        "nothing is mended yet: softmax and the mean both run over what they should not": [broken],
        "softmax still runs over the samples": [
            lambda z, y: np.sum(y * np.log(1 / softmax(z, axis=0))) / len(z),
        ],
        "softmax still runs over the samples, and now their losses are summed": [
            lambda z, y: np.sum(y * np.log(1 / softmax(z, axis=0))),
        ],
        "softmax is mended; the mean still runs over the classes too": [
            lambda z, y: np.mean(y * np.log(1 / softmax(z, axis=1))),
        ],
        "softmax is mended; but now the losses of the samples are summed": [
            lambda z, y: np.sum(y * np.log(1 / rows(z))),
        ],
        "softmax runs over all entries at once; each sample has its own": [
            lambda z, y: np.mean(np.sum(y * np.log(1 / softmax(z)), axis=1)),
        ],
        "one loss per sample is given; their mean is wanted": [
            lambda z, y: np.sum(y * np.log(1 / rows(z)), axis=1),
        ],
        "one value per class is given; sum over the classes": [
            lambda z, y: np.mean(y * np.log(1 / rows(z)), axis=0),
        ],
        "the sign is wrong: the logarithm is that of 1/a": [
            lambda z, y: np.mean(np.sum(y * np.log(rows(z)), axis=1)),
        ],
        "y and a are swapped": [lambda z, y: np.mean(np.sum(rows(z) * np.log(1 / y), axis=1))],
        "each logarithm lacks its weight y": [
            lambda z, y: np.mean(np.sum(np.log(1 / rows(z)), axis=1)),
        ],
        "that is squared error": [lambda z, y: np.sum((rows(z) - y) ** 2) / 2 / len(z)],
        "the mean comes last, after the loss of each sample": [
            lambda z, y: -y.mean(axis=0) @ log_softmax(z.mean(axis=0)),
        ],
        "softmax is taken twice": [
            lambda z, y: np.mean(np.sum(y * np.log(1 / rows(rows(z))), axis=1)),
        ],
        "a soft target has a part for each class; only its largest counts here": [
            lambda z, y: -np.mean(log_softmax(z, axis=1)[np.arange(len(y)), y.argmax(axis=1)]),
        ],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, y: 2 * sample_by_sample(z, y),
        ],
        "its logarithm has base 2, not e": [lambda z, y: sample_by_sample(z, y) / np.log(2)],
        "it has one factor 1/n too many (is a mean taken twice?)": [
            lambda z, y: sample_by_sample(z, y) / len(z),
        ],
        "it is right for small z only; …": [
            lambda z, y: np.mean(np.sum(y * np.log(1 / (rows(z) + 1e-12)), axis=1)),
        ],
        "…": [
            lambda z, y: sample_by_sample(z, y) + 0.01,
            lambda z, y: (
                -np.mean(np.sum(y * np.log(rows(z)) + (1 - y) * np.log(1 - rows(z)), axis=1))
            ),
            lambda z, y: np.max(np.sum(y * np.log(1 / rows(z)), axis=1)),
            lambda z, y: np.median(np.sum(y * np.log(1 / rows(z)), axis=1)),
        ],
    },
    "smoothed_gradient": {
        "Right.": [
            one_by_one,
            lambda z, y, epsilon: np.mean(rows(z) - smooth(y, epsilon), axis=0),
            lambda z, y, epsilon: np.sum(rows(z) - smooth(y, epsilon), axis=0) / len(z),
            lambda z, y, epsilon: (
                np.mean(rows(z) - y, axis=0) + epsilon * np.mean(y, axis=0) - epsilon / z.shape[1]
            ),
        ],
        "the targets are not smoothed": [lambda z, y, epsilon: np.mean(rows(z) - y, axis=0)],
        "the outputs are smoothed; it is the targets": [
            lambda z, y, epsilon: np.mean(smooth(rows(z), epsilon) - y, axis=0),
        ],
        "outputs and targets are smoothed; only the targets should be": [
            lambda z, y, epsilon: np.mean(smooth(rows(z), epsilon) - smooth(y, epsilon), axis=0),
        ],
        "ε is given to the classes, but not taken from the target": [
            lambda z, y, epsilon: np.mean(rows(z) - y - epsilon / z.shape[1], axis=0),
        ],
        "ε is taken from the target, but not given to the classes": [
            lambda z, y, epsilon: np.mean(rows(z) - y + epsilon * y, axis=0),
        ],
        "each class gets ε/K, not ε": [
            lambda z, y, epsilon: np.mean(rows(z) - y + epsilon * y - epsilon, axis=0),
        ],
        "ε goes to all K classes, not to the K − 1 wrong ones": [
            lambda z, y, epsilon: np.mean(
                rows(z) - y + epsilon * y - epsilon / (z.shape[1] - 1) * (1 - y), axis=0
            ),
        ],
        "ε is divided by the number of classes K, not of samples n": [
            lambda z, y, epsilon: np.mean(rows(z) - y + epsilon * y - epsilon / len(z), axis=0),
        ],
        "ε and 1 − ε are swapped": [
            lambda z, y, epsilon: np.mean(
                rows(z) - epsilon * y - (1 - epsilon) / z.shape[1], axis=0
            ),
        ],
        "one row per sample is given; take their mean": [
            lambda z, y, epsilon: rows(z) - smooth(y, epsilon),
        ],
        "softmax runs over the classes, axis 1, not over the samples": [
            lambda z, y, epsilon: np.mean(softmax(z, axis=0) - smooth(y, epsilon), axis=0),
        ],
        "the mean goes over the samples, axis 0, not over the classes": [
            lambda z, y, epsilon: np.mean(rows(z) - smooth(y, epsilon), axis=1),
        ],
        "the mean goes over the samples only; it took the classes too": [
            lambda z, y, epsilon: np.mean(rows(z) - smooth(y, epsilon)),
        ],
        "it divides by the number of classes K, not of samples n": [
            lambda z, y, epsilon: np.sum(rows(z) - smooth(y, epsilon), axis=0) / z.shape[1],
        ],
        "it divides by the n·K entries, not by the n samples": [
            lambda z, y, epsilon: np.sum(rows(z) - smooth(y, epsilon), axis=0) / z.size,
        ],
        "that is squared error; cross-entropy has no Jacobian left": [
            lambda z, y, epsilon: np.mean(
                [
                    matrix(softmax(one)) @ (softmax(one) - targets)
                    for one, targets in zip(z, smooth(y, epsilon), strict=True)
                ],
                axis=0,
            ),
        ],
        "softmax comes first, the mean of its outputs then": [
            lambda z, y, epsilon: softmax(z.mean(axis=0)) - smooth(y, epsilon).mean(axis=0),
        ],
        "softmax is not divided by its sum": [
            lambda z, y, epsilon: np.mean(np.exp(z) - smooth(y, epsilon), axis=0),
        ],
        "the targets are missing: the error is a − y": [
            lambda z, y, epsilon: rows(z).mean(axis=0),
        ],
        "the sign is wrong": [lambda z, y, epsilon: np.mean(smooth(y, epsilon) - rows(z), axis=0)],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda z, y, epsilon: np.sum(rows(z) - smooth(y, epsilon), axis=0),
        ],
        "it is right for K = 3 only; …": [
            lambda z, y, epsilon: np.mean(rows(z) - y + epsilon * y - epsilon / 3, axis=0),
        ],
        "…": [
            lambda z, y, epsilon: np.mean(rows(z) - smooth(y, epsilon**2), axis=0),
            lambda z, y, epsilon: np.median(rows(z) - smooth(y, epsilon), axis=0) + 0.1,
            lambda z, y, epsilon: np.mean(rows(z) - smooth(np.round(y), epsilon), axis=0),
        ],
    },
}


DEFINED = {
    "tempered_gradient": lambda z, y, T: by.slopes(lambda z: -y @ log_softmax(z / T), z),
    "batch_loss": lambda z, y: np.mean(logsumexp(z, axis=1) - np.sum(y * z, axis=1)),
    "smoothed_gradient": lambda z, y, epsilon: by.slopes(
        lambda b: (
            -np.sum(
                np.stack([t * (1 - epsilon) + epsilon / len(t) for t in y])
                * log_softmax(z + b, axis=-1)
            )
            / len(z)
        ),
        np.zeros(z.shape[1]),
    ),
}
"""Each right answer once more, sharing nothing with the course."""
