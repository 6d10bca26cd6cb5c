"""The exercises of lesson 03: cross-entropy's slope, its gradient by the weights, rare classes."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import logit, number, probability, target
from helpers.neuron import (
    binary_cross_entropy_from_probability,
    binary_cross_entropy_gradient,
    half_squared_error_gradient,
    sigmoid,
    sigmoid_prime,
)


def _by_weight(X, y, w, b):
    return X.T @ binary_cross_entropy_gradient(X @ w + b, y) / len(y)


def _weighted(z, y, t):
    return (1 - y) * sigmoid(z) - t * y * sigmoid(-z)


EXERCISES = {
    "slope_of_the_loss": Exercise(
        lambda a, y: (a - y) / (a * (1 - a)),
        {"a": probability(), "y": target()},
        {
            "ln(1 − a) has an inner slope, −1": lambda a, y: -y / a - (1 - y) / (1 - a),
            "a(1 − a) stands below the line as a whole: it needs parentheses": lambda a, y: (
                (a - y) / a * (1 - a)
            ),
            "that is ∂L/∂z; ∂L/∂a has a(1 − a) below the line": lambda a, y: a - y,
            "that is squared error's ∂L/∂z; here a(1 − a) stands below the line": lambda a, y: (
                (a - y) * a * (1 - a)
            ),
            "a(1 − a) stands below the line alone, without a − y above it": lambda a, y: (
                1 / (a * (1 - a))
            ),
            "that is the loss itself, not its slope": binary_cross_entropy_from_probability,
            "the term (1 − y)/(1 − a) is missing": lambda a, y: -y / a,
            "the term −y/a is missing": lambda a, y: (1 - y) / (1 - a),
            "the terms lack their weights y and 1 − y": lambda a, y: 1 / (1 - a) - 1 / a,
            "1 − a belongs under 1 − y, and a under y": lambda a, y: -y / (1 - a) + (1 - y) / a,
        },
        divides_by=lambda a, y: a * (1 - a),
    ),
    "weight_gradient": Exercise(
        _by_weight,
        {
            "X": number(-3, 3, axes="nm"),
            "y": target("n"),
            "w": number(-4, 4, axes="m"),
            "b": number(-2, 2, 30),
        },
        {
            "σ′(z) is still in it; that is squared error": lambda X, y, w, b: (
                X.T @ half_squared_error_gradient(X @ w + b, y) / len(y)
            ),
            "it divides by the number of inputs m, not of samples n": lambda X, y, w, b: (
                _by_weight(X, y, w, b) * len(y) / len(w)
            ),
            "it divides by the n·m entries of X, not by the n samples": lambda X, y, w, b: (
                _by_weight(X, y, w, b) / len(w)
            ),
            "it compares z, not σ(z), with y": lambda X, y, w, b: X.T @ (X @ w + b - y) / len(y),
            "the bias b is left out of z": lambda X, y, w, b: _by_weight(X, y, w, 0),
            "the mean comes last: each sample has its own product": lambda X, y, w, b: (
                X.mean(axis=0) * np.mean(binary_cross_entropy_gradient(X @ w + b, y))
            ),
            "it is summed over the inputs too; there is one slope per input": (
                lambda X, y, w, b: np.full(len(w), _by_weight(X, y, w, b).sum())
            ),
            "the inputs X are missing: that is ∂C/∂b": lambda X, y, w, b: np.mean(
                binary_cross_entropy_gradient(X @ w + b, y)
            ),
            "the inputs X are missing, and the mean: that is ∂L/∂z": lambda X, y, w, b: (
                binary_cross_entropy_gradient(X @ w + b, y)
            ),
            "each row is one sample's slope; take their mean": lambda X, y, w, b: (
                X * binary_cross_entropy_gradient(X @ w + b, y)[:, None]
            ),
            "b is a term of z; it adds it to w": lambda X, y, w, b: _by_weight(X, y, w + b, 0),
            "it multiplies by w, not by the inputs": lambda X, y, w, b: (
                w * np.mean(binary_cross_entropy_gradient(X @ w + b, y))
            ),
        },
    ),
    "weighted_gradient": Exercise(
        _weighted,
        {"z": logit(), "y": target(), "t": number(0.1, 1, 3, 100)},
        {
            "t multiplies all of y(1 − a), not y alone": lambda z, y, t: sigmoid(z) - t * y,
            "t counts class 1 only; here it multiplies both": lambda z, y, t: (
                t * binary_cross_entropy_gradient(z, y)
            ),
            "t stands at the other class": lambda z, y, t: (
                t * (1 - y) * sigmoid(z) - y * sigmoid(-z)
            ),
            "it divides by t, where class 1 counts t times": lambda z, y, t: _weighted(z, y, 1 / t),
            "t is left out": lambda z, y, t: binary_cross_entropy_gradient(z, y),
            "that is ∂L/∂a; times σ′(z) the denominators cancel": lambda z, y, t: (
                -t * y / sigmoid(z) + (1 - y) / sigmoid(-z)
            ),
            "that is the loss, not its gradient": lambda z, y, t: (
                -t * y * np.log(sigmoid(z)) - (1 - y) * np.log(sigmoid(-z))
            ),
            "σ′(z) stays in it; the denominators have cancelled it": lambda z, y, t: (
                _weighted(z, y, t) * sigmoid_prime(z)
            ),
            "the sign between the two terms is minus": lambda z, y, t: (
                (1 - y) * sigmoid(z) + t * y * sigmoid(-z)
            ),
            "a and 1 − a are exchanged": lambda z, y, t: (1 - y) * sigmoid(-z) - t * y * sigmoid(z),
            "it takes a weighted mean; L is a sum": lambda z, y, t: _weighted(z, y, t) / (1 + t),
            "the slope of class 1 is y(1 − a), not y": lambda z, y, t: (1 - y) * sigmoid(z) - t * y,
        },
    ),
}
check = check_for(EXERCISES)
