"""The exercises of lesson 05: a temperature, a batch's loss that is broken, and label smoothing."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import class_target, logit, number
from helpers.neuron import (
    log_softmax,
    softmax,
    softmax_cross_entropy,
    softmax_half_squared_error,
    softmax_half_squared_error_gradient,
)


def _smoothed(y, epsilon):
    return (1 - epsilon) * y + epsilon / y.shape[1]


def _by_bias(z, y):
    return (softmax(z) - y).mean(axis=0)


EXERCISES = {
    "tempered_gradient": Exercise(
        lambda z, y, T: (softmax(z / T) - y) / T,
        {"z": logit("K"), "y": class_target("K"), "T": number(0.5, 0.9, 1.1, 3, 20)},
        {
            "T is forgotten: the logits are z/T": lambda z, y, T: softmax(z) - y,
            "the slope 1/T of z/T is missing": lambda z, y, T: softmax(z / T) - y,
            "the slope of z/T is 1/T, not T": lambda z, y, T: (softmax(z / T) - y) * T,
            "softmax takes z/T, not z": lambda z, y, T: (softmax(z) - y) / T,
            "softmax takes z/T, not z; and the slope of z/T is 1/T, not T": lambda z, y, T: (
                (softmax(z) - y) * T
            ),
            "softmax takes z/T, not z T": lambda z, y, T: (softmax(z * T) - y) / T,
            "softmax takes z/T, not z T, and the slope 1/T is missing": lambda z, y, T: (
                softmax(z * T) - y
            ),
            "it multiplies by T; z/T and its slope 1/T divide by it": lambda z, y, T: (
                (softmax(z * T) - y) * T
            ),
            "T divides the logits, not the outputs": lambda z, y, T: softmax(z) / T - y,
            "1/T divides the error, not a alone": lambda z, y, T: softmax(z / T) / T - y,
            "that is squared error; cross-entropy has no Jacobian left": lambda z, y, T: (
                softmax_half_squared_error_gradient(z / T, y) / T
            ),
            "that is the slope by a, −y/a; softmax and z/T come after it": lambda z, y, T: (
                -y / softmax(z / T)
            ),
            "that is the loss, not its gradient": lambda z, y, T: softmax_cross_entropy(z / T, y),
            "softmax is not divided by its sum": lambda z, y, T: (np.exp(z / T) - y) / T,
            "y is left out: the error is a − y": lambda z, y, T: softmax(z / T) / T,
        },
    ),
    "batch_loss": Exercise(
        lambda z, y: np.mean(softmax_cross_entropy(z, y)),
        {"z": logit("nK"), "y": class_target("nK")},
        {
            "nothing is mended yet: softmax and the mean both run over what they should not": (
                lambda z, y: -np.mean(y * log_softmax(z, axis=0))
            ),
            "softmax still runs over the samples": lambda z, y: (
                -np.mean(np.sum(y * log_softmax(z, axis=0), axis=1))
            ),
            "softmax still runs over the samples, and now their losses are summed": lambda z, y: (
                -np.sum(y * log_softmax(z, axis=0))
            ),
            "softmax is mended; the mean still runs over the classes too": lambda z, y: (
                -np.mean(y * log_softmax(z))
            ),
            "softmax is mended; but now the losses of the samples are summed": lambda z, y: (
                -np.sum(y * log_softmax(z))
            ),
            "softmax runs over all entries at once; each sample has its own": lambda z, y: (
                np.mean(softmax_cross_entropy(z.ravel(), y.ravel())) / len(z)
            ),
            "one loss per sample is given; their mean is wanted": softmax_cross_entropy,
            "one value per class is given; sum over the classes": lambda z, y: (
                -np.mean(y * log_softmax(z), axis=0)
            ),
            "the sign is wrong: the logarithm is that of 1/a": lambda z, y: (
                -np.mean(softmax_cross_entropy(z, y))
            ),
            "y and a are swapped": lambda z, y: -np.mean(np.sum(softmax(z) * np.log(y), axis=1)),
            "each logarithm lacks its weight y": lambda z, y: (
                -np.mean(np.sum(log_softmax(z), axis=1))
            ),
            "that is squared error": lambda z, y: np.mean(softmax_half_squared_error(z, y)),
            "the mean comes last, after the loss of each sample": lambda z, y: (
                softmax_cross_entropy(z.mean(axis=0), y.mean(axis=0))
            ),
            "softmax is taken twice": lambda z, y: np.mean(softmax_cross_entropy(softmax(z), y)),
            "a soft target has a part for each class; only its largest counts here": lambda z, y: (
                np.mean(softmax_cross_entropy(z, np.eye(y.shape[1])[y.argmax(axis=1)]))
            ),
        },
    ),
    "smoothed_gradient": Exercise(
        lambda z, y, epsilon: _by_bias(z, _smoothed(y, epsilon)),
        {"z": logit("nK"), "y": class_target("nK"), "epsilon": number(0.01, 0.1, 0.3, 0.6)},
        {
            "the targets are not smoothed": lambda z, y, epsilon: _by_bias(z, y),
            "the outputs are smoothed; it is the targets": lambda z, y, epsilon: (
                _smoothed(softmax(z), epsilon) - y
            ).mean(axis=0),
            "outputs and targets are smoothed; only the targets should be": lambda z, y, epsilon: (
                (1 - epsilon) * _by_bias(z, y)
            ),
            "ε is given to the classes, but not taken from the target": lambda z, y, epsilon: (
                _by_bias(z, y + epsilon / y.shape[1])
            ),
            "ε is taken from the target, but not given to the classes": lambda z, y, epsilon: (
                _by_bias(z, (1 - epsilon) * y)
            ),
            "each class gets ε/K, not ε": lambda z, y, epsilon: _by_bias(
                z, (1 - epsilon) * y + epsilon
            ),
            "ε goes to all K classes, not to the K − 1 wrong ones": lambda z, y, epsilon: _by_bias(
                z, (1 - epsilon) * y + epsilon * (1 - y) / (y.shape[1] - 1)
            ),
            "ε is divided by the number of classes K, not of samples n": lambda z, y, epsilon: (
                _by_bias(z, (1 - epsilon) * y + epsilon / len(y))
            ),
            "ε and 1 − ε are swapped": lambda z, y, epsilon: _by_bias(z, _smoothed(y, 1 - epsilon)),
            "one row per sample is given; take their mean": lambda z, y, epsilon: (
                softmax(z) - _smoothed(y, epsilon)
            ),
            "softmax runs over the classes, axis 1, not over the samples": lambda z, y, epsilon: (
                softmax(z, axis=0) - _smoothed(y, epsilon)
            ).mean(axis=0),
            "the mean goes over the samples, axis 0, not over the classes": lambda z, y, epsilon: (
                softmax(z) - _smoothed(y, epsilon)
            ).mean(axis=1),
            "the mean goes over the samples only; it took the classes too": lambda z, y, epsilon: (
                softmax(z) - _smoothed(y, epsilon)
            ).mean(),
            "it divides by the number of classes K, not of samples n": lambda z, y, epsilon: (
                (softmax(z) - _smoothed(y, epsilon)).sum(axis=0) / y.shape[1]
            ),
            "it divides by the n·K entries, not by the n samples": lambda z, y, epsilon: (
                (softmax(z) - _smoothed(y, epsilon)).sum(axis=0) / y.size
            ),
            "that is squared error; cross-entropy has no Jacobian left": lambda z, y, epsilon: (
                softmax_half_squared_error_gradient(z, _smoothed(y, epsilon)).mean(axis=0)
            ),
            "softmax comes first, the mean of its outputs then": lambda z, y, epsilon: (
                softmax(z.mean(axis=0)) - _smoothed(y, epsilon).mean(axis=0)
            ),
            "softmax is not divided by its sum": lambda z, y, epsilon: (
                np.exp(z) - _smoothed(y, epsilon)
            ).mean(axis=0),
            "the targets are missing: the error is a − y": lambda z, y, epsilon: softmax(z).mean(
                axis=0
            ),
        },
    ),
}
check = check_for(EXERCISES)
