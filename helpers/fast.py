"""The same results sooner, where the targets are hard and the logits not extreme.

A loss and its gradient share their exponential: together they cost little more than one of them.
Everything else falls back on the plain functions of `helpers.losses`, which say why they are right.
"""

from collections.abc import Callable
from functools import partial
from math import exp

import numpy as np
from numpy.typing import ArrayLike

from helpers.arrays import Floats, elementwise, over_classes
from helpers.losses import (
    LOSSES,
    Loss,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    half_squared_error,
    half_squared_error_gradient,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)

LIMIT = 690  # e^690, squared errors and sums of a few thousand of them included, stays finite


@partial(elementwise, results=2)
def half_squared_error_with_gradient(z: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Return `half_squared_error` and `half_squared_error_gradient` together.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    tuple of ndarray
        L and ∂L/∂z, dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        As `half_squared_error`.

    Notes
    -----
    With s = 1 − 2y, v = e^(s z) and A = v/(1 + v): L = ½A² and ∂L/∂z = s A²(1 − A), where
    1 − A = 1/(1 + v).

    Examples
    --------
    >>> half_squared_error_with_gradient(0, 1)
    (np.float64(0.125), np.float64(-0.125))
    """
    if _hard(y):
        s = 1 - 2 * y
        t = s * z
        if t.max(initial=0) < LIMIT:
            n = 1 + (v := np.exp(t))
            A_squared = (v / n) ** 2
            return A_squared / 2, s * A_squared / n
    return half_squared_error(z, y), half_squared_error_gradient(z, y)


@partial(elementwise, results=2)
def binary_cross_entropy_with_gradient(z: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Return `binary_cross_entropy` and `binary_cross_entropy_gradient` together.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    tuple of ndarray
        L in nats and ∂L/∂z, dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        As `binary_cross_entropy`.

    Notes
    -----
    With s = 1 − 2y and v = e^(s z): L = ln(1 + v) and ∂L/∂z = s v/(1 + v).

    Examples
    --------
    >>> binary_cross_entropy_with_gradient(0, 1)
    (np.float64(0.6931471805599453), np.float64(-0.5))
    """
    if _hard(y):
        s = 1 - 2 * y
        t = s * z
        if t.max(initial=0) < LIMIT:
            v = np.exp(t)
            return np.log1p(v), s * (v / (1 + v))
    return binary_cross_entropy(z, y), binary_cross_entropy_gradient(z, y)


@over_classes
def softmax_cross_entropy_with_gradient(
    z: ArrayLike, y: ArrayLike, axis: int = -1
) -> tuple[Floats, Floats]:
    """Return `softmax_cross_entropy` and `softmax_cross_entropy_gradient` together.

    Parameters
    ----------
    z : array_like
        Logits, any shape with the classes along `axis`.
    y : array_like
        Targets, 0 ≤ y_k ≤ 1, any shape that broadcasts with `z`.
    axis : int, optional
        The axis of the classes.

    Returns
    -------
    tuple of ndarray
        L in nats, the broadcast shape without `axis`, and ∂L/∂z, the broadcast shape.

    Raises
    ------
    ValueError
        As `softmax_cross_entropy`.

    Notes
    -----
    With v_k = e^(z_k − z_true), but 0 for the true class, and r = Σ_k v_k: L = ln(1 + r), and
    ∂L/∂z_k = v_k/(1 + r), or −r/(1 + r) for the true class.

    Examples
    --------
    >>> softmax_cross_entropy_with_gradient([0, 0], [0, 1])
    (np.float64(0.6931471805599453), array([ 0.5, -0.5]))
    """
    ones = np.ones(z.shape[axis])
    true = np.einsum("...k,...k->...", z, y)
    if _hard(y) and (y @ ones == 1).all() and np.isfinite(true).all():
        t = z - true[..., np.newaxis]
        if t.max(initial=0) < LIMIT:
            v = np.exp(t) - y
            r = v @ ones
            return np.log1p(r), (v - y * r[..., np.newaxis]) / (1 + r)[..., np.newaxis]
    return softmax_cross_entropy(z, y, axis), softmax_cross_entropy_gradient(z, y, axis)


WITH_GRADIENT = {
    "squared error": half_squared_error_with_gradient,
    "cross-entropy": binary_cross_entropy_with_gradient,
}


def value_and_gradient(loss: Loss) -> Callable[[Floats, Floats], tuple[Floats, Floats]]:
    """Return a function that gives the value and the gradient of a loss, for checked arguments.

    Parameters
    ----------
    loss : Loss
        One of `LOSSES`, or a loss of the reader's own.

    Returns
    -------
    callable
        (z, y) → (L, ∂L/∂z), in one go and without checks where that is known.

    Examples
    --------
    >>> value_and_gradient(LOSSES["squared error"])(np.zeros(1), np.ones(1))
    (array([0.125]), array([-0.125]))
    """
    if loss in LOSSES.values() and loss.name in WITH_GRADIENT:
        return WITH_GRADIENT[loss.name].formula
    return lambda z, y: (loss.value(z, y), loss.gradient(z, y))


def descend_one(
    law: Callable[[float], float], wrong: float, step: float, epochs: int
) -> list[float]:
    """Return how far one neuron is on the wrong side of one sample, epoch by epoch.

    In pure Python: on single numbers that is many times faster than numpy.

    Parameters
    ----------
    law : callable
        abs(∂L/∂z) as a function of the error A, on floats.
    wrong : float
        t = (1 − 2y) z at the start, so that A = σ(t). With `step` it must stay below `LIMIT`.
    step : float
        What a unit of gradient takes off t.
    epochs : int
        Number of steps.

    Returns
    -------
    list of float
        t before the first step and after each, epochs + 1 values.

    Examples
    --------
    >>> descend_one(lambda A: A, 0.0, 0.5, 2)
    [0.0, -0.25, -0.46891174955710097]
    """
    history = [wrong]
    for _ in range(epochs):
        wrong -= step * law(1 / (1 + exp(-wrong)))
        history.append(wrong)
    return history


def _hard(y: Floats) -> bool:
    return bool(((y == 0) | (y == 1)).all())
