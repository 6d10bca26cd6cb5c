"""Squared error and cross-entropy of softmax predictions: values and gradients from logits."""

import numpy as np
from numpy.typing import ArrayLike

from helpers.neuron.activations import log_softmax, softmax_and_rest
from helpers.neuron.arrays import Floats, classwise, weighted
from helpers.neuron.losses import together
from helpers.neuron.losses.loss import ValueAndGradient


@classwise
def softmax_half_squared_error(z: ArrayLike, y: ArrayLike, axis: int = -1) -> Floats:
    """Return the squared error L = ½ Σ_k (a_k − y_k)² of softmax predictions.

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
    ndarray
        L ≥ 0, dimensionless, the broadcast shape without `axis`.

    Raises
    ------
    ValueError
        If an argument is not an array of real numbers, a target is NaN or outside [0, 1] or the
        number of a class, the shapes do not broadcast, or there are no classes along `axis`.

    Notes
    -----
    L = ½ Σ_k (a_k − y_k)², with a = softmax(z).

    Derived in notebook 05.

    Examples
    --------
    >>> softmax_half_squared_error([0, np.log(3)], [1, 0])
    np.float64(0.5625)
    """
    _, error = _prediction_and_error(z, y, axis)
    return (error**2).sum(axis=axis) / 2


@classwise
def softmax_half_squared_error_gradient(z: ArrayLike, y: ArrayLike, axis: int = -1) -> Floats:
    """Return the derivatives ∂L/∂z_k of the squared error of softmax predictions.

    Arguments and errors as `softmax_half_squared_error`; dimensionless, the broadcast shape.

    Notes
    -----
    ∂L/∂z_k = a_k [(a_k − y_k) − Σ_j a_j (a_j − y_j)], with a = softmax(z). It vanishes at every
    one-hot a, right or wrong.

    Derived in notebook 05.

    Examples
    --------
    >>> softmax_half_squared_error_gradient([0, np.log(3)], [1, 0])
    array([-0.28125,  0.28125])
    >>> softmax_half_squared_error_gradient([0, 40], [1, 0])
    array([-8.49670851e-18,  8.49670851e-18])
    """
    a, error = _prediction_and_error(z, y, axis)
    # A constant added to every error changes nothing; this one keeps the largest a_k's digits.
    error = error - np.take_along_axis(error, a.argmax(axis=axis, keepdims=True), axis)
    return a * (error - (a * error).sum(axis=axis, keepdims=True))


@classwise
def softmax_cross_entropy(z: ArrayLike, y: ArrayLike, axis: int = -1) -> Floats:
    """Return the cross-entropy L = −Σ_k y_k ln a_k of softmax predictions.

    Arguments and errors as `softmax_half_squared_error`; L ≥ 0, in nats, the broadcast shape
    without `axis`.

    Notes
    -----
    L = −Σ_k y_k ln a_k, with ln a = `log_softmax`, which keeps the small loss of a confident row,
    and with 0 · ln 0 = 0.

    Derived in notebook 05. Source: John Bridle, Probabilistic Interpretation of Feedforward
    Classification Network Outputs, 1990.

    Examples
    --------
    >>> softmax_cross_entropy([[0, 40], [40, 0]], [0, 1])
    array([4.24835426e-18, 4.00000000e+01])
    """
    return weighted(y, -log_softmax(z, axis)).sum(axis=axis)


@classwise
def softmax_cross_entropy_gradient(z: ArrayLike, y: ArrayLike, axis: int = -1) -> Floats:
    """Return the derivatives ∂L/∂z_k = a_k − y_k of the cross-entropy of softmax predictions.

    Arguments and errors as `softmax_half_squared_error`; dimensionless, the broadcast shape.

    Notes
    -----
    ∂L/∂z_k = a_k Σ_j y_j − y_k, with a = softmax(z); this is a_k − y_k where the targets sum to 1.
    The code writes it (Σ_j y_j − y_k) a_k − y_k (1 − a_k), which is exact for hard targets.

    Derived in notebook 05. Source: John Bridle, Probabilistic Interpretation of Feedforward
    Classification Network Outputs, 1990.

    Examples
    --------
    >>> softmax_cross_entropy_gradient([0, 40], [0, 1])
    array([ 4.24835426e-18, -4.24835426e-18])
    """
    a, rest = softmax_and_rest(z, axis)
    return (y.sum(axis=axis, keepdims=True) - y) * a - y * rest


def _prediction_and_error(z: Floats, y: Floats, axis: int) -> tuple[Floats, Floats]:
    """a = softmax(z) and a − y = (1 − y) a − y (1 − a), exact for hard targets."""
    a, rest = softmax_and_rest(z, axis)
    return a, (1 - y) * a - y * rest


SQUARED_ERROR = ValueAndGradient(
    value=softmax_half_squared_error, gradient=softmax_half_squared_error_gradient
)
CROSS_ENTROPY = ValueAndGradient(
    value=softmax_cross_entropy,
    gradient=softmax_cross_entropy_gradient,
    together=together.softmax_cross_entropy(softmax_cross_entropy, softmax_cross_entropy_gradient),
)
