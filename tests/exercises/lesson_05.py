"""Answers to the exercises of lesson 05, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.special import log_softmax, softmax


def matrix(a):
    return np.diag(a) - np.outer(a, a)


def entry_by_entry(z):
    a = np.exp(z) / np.exp(z).sum()
    K = len(z)
    return [[a[j] * ((j == k) - a[k]) for k in range(K)] for j in range(K)]


def loop(z, y):
    a = softmax(z)
    gradient = []
    for k in range(len(z)):
        total = 0.0
        for j in range(len(z)):
            total += (a[j] - y[j]) * a[j] * ((j == k) - a[k])
        gradient.append(total)
    return gradient


def coupled(a, r):
    return a * (r - a @ r)


def rows(z, T):
    v = np.exp(z / T)
    return v / v.sum(axis=1, keepdims=True)


def sample_by_sample(z, y, T):
    return sum((softmax(one / T) - target) / T for one, target in zip(z, y, strict=True)) / len(z)


def changed(z, y, T, by=lambda a, y, T: (a - y) / T):
    return by(rows(z, T), y, T).mean(axis=0)


ANSWERS = {
    "jacobian": {
        "Right.": [
            entry_by_entry,
            lambda z: matrix(softmax(z)),
            lambda z: softmax(z)[:, None] * (np.eye(len(z)) - softmax(z)),
            lambda z: np.float32(matrix(softmax(z))),
        ],
        "softmax is differentiated as independent sigmoids; add −a_j a_k off the diagonal": [
            lambda z: np.eye(len(z)) * softmax(z) * (1 - softmax(z)),
        ],
        "only the diagonal is given; the K × K slopes are wanted": [
            lambda z: softmax(z) - softmax(z) ** 2,
        ],
        "a_j(1 − a_j) holds −a_j² already; the diagonal loses it twice": [
            lambda z: np.diag(softmax(z) - softmax(z) ** 2) - np.outer(softmax(z), softmax(z)),
        ],
        "δ_jk stands in every entry": [lambda z: softmax(z)[:, None] * (1 - softmax(z))],
        "row j needs a_j, not a_k": [lambda z: (np.eye(len(z)) - softmax(z)) * softmax(z)],
        "a_j δ_jk is missing on the diagonal: add np.diag(a)": [
            lambda z: -np.outer(softmax(z), softmax(z)),
        ],
        "a_j δ_jk is missing, and the sign is wrong": [
            lambda z: softmax(z)[:, None] @ softmax(z)[None, :],
        ],
        "the sign before a_j a_k is minus": [
            lambda z: np.outer(softmax(z), softmax(z)) + np.diag(softmax(z)),
        ],
        "δ_jk lacks its factor a_j": [lambda z: np.eye(len(z)) - np.outer(softmax(z), softmax(z))],
        "−a_j a_k is missing": [lambda z: np.diag(softmax(z))],
        "the diagonal is a_j(1 − a_j), not 0": [
            lambda z: -np.outer(softmax(z), softmax(z)) * (1 - np.eye(len(z))),
        ],
        "a is softmax(z), not z": [lambda z: np.diag(z) - np.outer(z, z)],
        "a is softmax(z), not σ(z)": [lambda z: matrix(1 / (1 + np.exp(-z)))],
        "softmax is not divided by its sum": [lambda z: matrix(np.exp(z))],
        "the sign is wrong": [lambda z: np.outer(softmax(z), softmax(z)) - np.diag(softmax(z))],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z: 2 * matrix(softmax(z)),
        ],
        "z has the wrong sign": [lambda z: matrix(softmax(-z))],
        "softmax is taken twice": [lambda z: matrix(softmax(softmax(z)))],
        "its values come in the wrong order": [lambda z: matrix(softmax(z))[::-1]],
        "it is right for small z only; …": [lambda z: matrix(softmax(np.clip(z, -4, 4)))],
        "it gives an array of shape …": [lambda z: matrix(softmax(z))[:3, :3]],
        "…": [
            lambda z: matrix(softmax(z)) + 0.01,
            lambda z: np.diag(softmax(z) ** 2) + np.eye(len(z)),
            lambda z: np.tril(matrix(softmax(z))),
        ],
    },
    "squared_error_gradient": {
        "Right.": [
            loop,
            lambda z, y: coupled(softmax(z), softmax(z) - y),
            lambda z, y: matrix(softmax(z)) @ (softmax(z) - y),
            lambda z, y: (
                softmax(z) * (softmax(z) - y) - softmax(z) * np.sum(softmax(z) * (softmax(z) - y))
            ),
        ],
        "softmax is differentiated as independent sigmoids": [
            lambda z, y: (softmax(z) - y) * (softmax(z) - softmax(z) ** 2),
        ],
        "the coupling −a_k Σ a_j(a_j − y_j) is missing, or 0 as Σ(a_j − y_j) is": [
            lambda z, y: softmax(z) ** 2 - softmax(z) * y,
            lambda z, y: softmax(z) * (softmax(z) - y - np.mean(softmax(z) - y)),
            lambda z, y: softmax(z) * (softmax(z) - y - np.sum(softmax(z) - y)),
        ],
        "the coupling is the sum Σ a_j(a_j − y_j), not a mean": [
            lambda z, y: softmax(z) * (softmax(z) - y - np.mean(softmax(z) * (softmax(z) - y))),
        ],
        "the coupling term lacks its factor a_k": [
            lambda z, y: softmax(z) * (softmax(z) - y) - np.dot(softmax(z), softmax(z) - y),
        ],
        "the first term lacks its factor a_k": [
            lambda z, y: softmax(z) - y - softmax(z) * np.dot(softmax(z), softmax(z) - y),
        ],
        "the factor a_k before it all is missing": [
            lambda z, y: softmax(z) - y - np.dot(softmax(z), softmax(z) - y),
        ],
        "the sign of the coupling is minus": [
            lambda z, y: softmax(z) * (softmax(z) - y + np.dot(softmax(z), softmax(z) - y)),
        ],
        "only the coupling term is given": [
            lambda z, y: -np.outer(softmax(z), softmax(z)) @ (softmax(z) - y),
        ],
        "that is cross-entropy's gradient": [lambda z, y: softmax(z) - y],
        "the Jacobian is applied twice": [
            lambda z, y: matrix(softmax(z)) @ matrix(softmax(z)) @ (softmax(z) - y),
        ],
        "y and a are swapped": [
            lambda z, y: y * (y - softmax(z)) - y * np.dot(y, y - softmax(z)),
        ],
        "it compares z, not softmax(z), with y": [lambda z, y: matrix(softmax(z)) @ (z - y)],
        "a − y is squared in the loss, not in its gradient": [
            lambda z, y: matrix(softmax(z)) @ (softmax(z) - y) ** 2,
        ],
        "that is the loss, not its gradient": [lambda z, y: ((softmax(z) - y) ** 2).sum() / 2],
        "that is a mean over the K classes; the loss sums them": [
            lambda z, y: matrix(softmax(z)) @ (softmax(z) - y) / len(y),
        ],
        "y is left out": [lambda z, y: matrix(softmax(z)) @ softmax(z)],
        "the sign is wrong": [lambda z, y: matrix(softmax(z)) @ (y - softmax(z))],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, y: 2 * matrix(softmax(z)) @ (softmax(z) - y),
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda z, y: matrix(softmax(z)) @ (softmax(z) - y) / 2,
        ],
        "softmax is taken twice": [lambda z, y: np.array(loop(softmax(z), y))],
        "it is right for K = 4 only; …": [
            lambda z, y: softmax(z) * (softmax(z) - y - 4 * np.mean(softmax(z) * (softmax(z) - y))),
        ],
        "it is right for small z only; …": [
            lambda z, y: np.array(loop(np.clip(z, -4, 4), y)),
        ],
        "…": [
            lambda z, y: coupled(softmax(z), softmax(z) - y) + 1e-4,
            lambda z, y: softmax(z) * (softmax(z) - y - softmax(z) @ softmax(z)),
            lambda z, y: softmax(z) * (softmax(z) - y) * 0.3,
        ],
    },
    "by_bias": {
        "Right.": [
            changed,
            sample_by_sample,
            lambda z, y, T: np.mean(rows(z, T) - y, axis=0) / T,
            lambda z, y, T: np.ones(len(z)) @ (softmax(z / T, axis=1) - y) / (T * len(z)),
        ],
        "T is forgotten: the logits are z/T": [lambda z, y, T: np.mean(rows(z, 1) - y, axis=0)],
        "it multiplies by T; z/T and its slope 1/T divide by it": [
            lambda z, y, T: np.mean(rows(z, 1 / T) - y, axis=0) * T,
        ],
        "softmax takes z/T, not z T": [
            lambda z, y, T: np.mean(rows(z, 1 / T) - y, axis=0) / T,
        ],
        "softmax takes z/T, not z T, and the slope 1/T is missing": [
            lambda z, y, T: np.mean(rows(z * T, 1) - y, axis=0),
        ],
        "softmax takes z/T, not z": [lambda z, y, T: np.mean(rows(z, 1) - y, axis=0) / T],
        "softmax takes z/T, not z; and the slope of z/T is 1/T, not T": [
            lambda z, y, T: np.mean(rows(z, 1) - y, axis=0) * T,
        ],
        "the slope of z/T is 1/T, not T": [
            lambda z, y, T: np.mean(rows(z, T) - y, axis=0) * T,
        ],
        "the slope 1/T is missing": [lambda z, y, T: np.mean(rows(z, T) - y, axis=0)],
        "1/T divides the error, not a alone": [
            lambda z, y, T: np.mean(rows(z, T) / T - y, axis=0),
        ],
        "it divides by the number of classes K, not of samples n": [
            lambda z, y, T: (rows(z, T) - y).sum(axis=0) / z.shape[1] / T,
        ],
        "it divides by the n·K entries, not by the n samples": [
            lambda z, y, T: (rows(z, T) - y).sum(axis=0) / z.size / T,
        ],
        "softmax goes over the classes, axis 1, not over the samples": [
            lambda z, y, T: np.mean(softmax(z / T, axis=0) - y, axis=0) / T,
        ],
        "the mean goes over the samples, axis 0, not over the classes": [
            lambda z, y, T: np.mean(rows(z, T) - y, axis=1) / T,
        ],
        "the mean goes over the samples only; it took the classes too": [
            lambda z, y, T: np.mean(rows(z, T) - y) / T,
        ],
        "one row per sample is given; take their mean": [lambda z, y, T: (rows(z, T) - y) / T],
        "that is squared error; cross-entropy has no Jacobian left": [
            lambda z, y, T: (
                np.mean([loop(one / T, t) for one, t in zip(z, y, strict=True)], axis=0) / T
            ),
        ],
        "softmax comes first, the mean of its outputs then": [
            lambda z, y, T: (softmax(z.mean(axis=0) / T) - y.mean(axis=0)) / T,
        ],
        "the targets are missing: the error is a − y": [
            lambda z, y, T: rows(z, T).mean(axis=0) / T,
        ],
        "it has one factor 1/n too many (is a mean taken twice?)": [
            lambda z, y, T: np.mean(rows(z, T) - y, axis=0) / T / len(z),
        ],
        "it lacks the factor 1/n (a sum where a mean is wanted)": [
            lambda z, y, T: np.sum(rows(z, T) - y, axis=0) / T,
        ],
        "the sign is wrong": [lambda z, y, T: np.mean(y - rows(z, T), axis=0) / T],
        "it has one factor 1/T too many": [
            lambda z, y, T: np.mean(rows(z, T) - y, axis=0) / T**2,
        ],
        "it is right for n = 5 only; …": [
            lambda z, y, T: np.sum(rows(z, T) - y, axis=0) / 5 / T,
        ],
        "softmax is not divided by its sum": [
            lambda z, y, T: np.mean(np.exp(z / T) - y, axis=0) / T,
        ],
        "…": [
            lambda z, y, T: np.mean(rows(z, T) - y, axis=0) / (T + 0.01),
            lambda z, y, T: np.mean(rows(z + T * y, 1) - y, axis=0) / T,
            lambda z, y, T: np.median(rows(z, T) - y, axis=0) / T + 0.1,
        ],
    },
}


DEFINED = {
    "jacobian": lambda z: by.slopes(softmax, z),
    "squared_error_gradient": lambda z, y: by.slopes(lambda z: sum((softmax(z) - y) ** 2) / 2, z),
    "by_bias": lambda z, y, T: by.slopes(
        lambda b: -np.sum(y * log_softmax((z + b) / T, axis=-1)) / len(z), np.zeros(z.shape[1])
    ),
}
"""Each right answer once more, sharing nothing with the course."""
