"""How sure a classifier is, and how often it is right."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.neuron.activations import softmax
from helpers.neuron.arrays import Floats

GROUPS = 10


def reliability(z: NDArray, labels: NDArray, temperatures: NDArray) -> tuple[Floats, Floats]:
    """Return the confidence and the share of right answers of ten groups, at each temperature.

    The answers are put in order of confidence and split into groups whose sizes differ by 1 at
    most.

    Parameters
    ----------
    z : ndarray, shape (n, K)
        Logits, which are divided by the temperature before softmax.
    labels : ndarray, shape (n,)
        Number of the true class of each sample.
    temperatures : ndarray, shape (m,)

    Returns
    -------
    tuple of ndarray, each of shape (m, 10)

    Examples
    --------
    >>> z = np.log([[9, 1]] * 10)
    >>> confidence, share = reliability(z, np.zeros(10, int), np.array([1.0, 2.0]))
    >>> confidence.mean(axis=-1), share.mean(axis=-1)
    (array([0.9 , 0.75]), array([1., 1.]))
    """
    confidence = softmax(z / temperatures[:, np.newaxis, np.newaxis]).max(axis=-1)
    is_right = np.broadcast_to(z.argmax(axis=-1) == labels, confidence.shape)
    order = confidence.argsort(axis=-1, kind="stable")
    sizes = group_sizes(len(z))
    first = sizes.cumsum() - sizes
    sums = (
        np.add.reduceat(np.take_along_axis(values, order, axis=-1), first, axis=-1)
        for values in (confidence, is_right.astype(float))
    )
    confidence, share = (total / sizes for total in sums)
    return confidence, share


def group_sizes(n: int) -> NDArray:
    """Return how many of n samples are in each group."""
    return n // GROUPS + (np.arange(GROUPS) < n % GROUPS)


def answers(name: str, z: ArrayLike, labels: ArrayLike) -> tuple[NDArray, NDArray]:
    """Return answers as arrays.

    Raises
    ------
    ValueError
        If they are not finite logits of shape (n, K), n of 10 or more, with the numbers of the n
        true classes; the message starts with `name`.
    """
    z, labels = np.asarray(z), np.asarray(labels)
    if z.ndim != 2 or len(z) < GROUPS or not np.isfinite(z).all():
        raise ValueError(
            f"{name}: the logits must be finite, a row for each of {GROUPS} samples "
            f"or more; got the shape {z.shape}"
        )
    if labels.shape != z.shape[:1] or not np.isin(labels, np.arange(z.shape[1])).all():
        raise ValueError(
            f"{name}: the labels must be one for each of {len(z)} samples, each the "
            f"number of a class, 0 to {z.shape[1] - 1}"
        )
    return z, labels
