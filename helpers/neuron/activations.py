"""Sigmoid and softmax: values, derivatives and logarithms, from logits.

Every function takes arrays of any shape and keeps float32 as float32; infinite logits give the
limit. Arguments are checked by the decorators, so that what is left is the formula.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.neuron.arrays import Floats, classwise, elementwise


@elementwise
def sigmoid(z: ArrayLike) -> Floats:
    """Return the prediction a = σ(z) of a neuron with logit z.

    Parameters
    ----------
    z : array_like
        Logits, any shape.

    Returns
    -------
    ndarray
        a in [0, 1], dimensionless, the shape of `z`.

    Raises
    ------
    ValueError
        If `z` is not an array of real numbers.

    Notes
    -----
    σ(z) = 1/(1 + e^(−z)). The code takes the smaller side, σ(−abs(z)), and for positive z what it
    leaves of 1: no exponential overflows, and both tails are exact.

    Derived in notebook 01. Source: Michael Nielsen, Neural Networks and Deep Learning, 2015.

    Examples
    --------
    >>> sigmoid([-1000, 0, 1000])
    array([0. , 0.5, 1. ])
    """
    smaller = _smaller_side(z)
    return np.where(z < 0, smaller, 1 - smaller)


@elementwise
def sigmoid_prime(z: ArrayLike) -> Floats:
    """Return the slope σ′(z) of the sigmoid.

    Argument and errors as `sigmoid`; the result is in [0, 1/4], dimensionless, the shape of `z`.

    Notes
    -----
    σ′(z) = σ(z)(1 − σ(z)), the same for z and −z. Taken from the smaller side, σ(−abs(z)), it keeps
    the slope of a saturated neuron: 1 − σ(40) is 0 in double precision.

    Derived in notebook 01. Source: Michael Nielsen, Neural Networks and Deep Learning, 2015.

    Examples
    --------
    >>> sigmoid_prime([0, 40])
    array([2.50000000e-01, 4.24835426e-18])
    >>> 1 - sigmoid(40)
    np.float64(0.0)
    """
    smaller = _smaller_side(z)
    return smaller * (1 - smaller)


@elementwise
def log_sigmoid(z: ArrayLike) -> Floats:
    """Return ln σ(z), the log of the probability that a neuron gives to class 1.

    Argument and errors as `sigmoid`; the result is ≤ 0, in nats, the shape of `z`.

    Notes
    -----
    ln σ(z) = −ln(1 + e^(−z)) = min(z, 0) − ln(1 + e^(−abs(z))). The exponential of the last form
    never overflows, and neither term cancels the other.

    Derived in notebook 09. Source: Martin Mächler, Accurately Computing log(1 − exp(−|a|)), 2012.

    Examples
    --------
    >>> log_sigmoid([-1000, 0, 40])
    array([-1.00000000e+03, -6.93147181e-01, -4.24835426e-18])
    """
    return np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))


@classwise
def softmax(z: ArrayLike, axis: int = -1) -> Floats:
    """Return the predictions a_k = softmax(z)_k of K classes.

    Parameters
    ----------
    z : array_like
        Logits, any shape with the classes along `axis`. Equal infinities count as equal logits.
    axis : int, optional
        The axis of the classes.

    Returns
    -------
    ndarray
        a_k in [0, 1], dimensionless, the shape of `z`; the sum along `axis` is 1.

    Raises
    ------
    ValueError
        If `z` is not an array of real numbers or has no classes along `axis`.

    Notes
    -----
    a_k = e^(z_k) / Σ_j e^(z_j), computed from z − max z: that changes no quotient, and no
    exponential overflows.

    Derived in notebook 05. Source: John Bridle, Probabilistic Interpretation of Feedforward
    Classification Network Outputs, 1990.

    Examples
    --------
    >>> softmax([0, np.log(3)])
    array([0.25, 0.75])
    >>> softmax([1000, 1000])
    array([0.5, 0.5])
    """
    v = np.exp(_below_top(z, axis))
    return v / v.sum(axis=axis, keepdims=True)


@classwise
def softmax_and_rest(z: ArrayLike, axis: int = -1) -> tuple[Floats, Floats]:
    """Return the predictions a_k of softmax and the rests 1 − a_k, both without cancellation.

    Arguments and errors as `softmax`; both are dimensionless, the shape of `z`, and the rest is
    Σ_(j≠k) a_j.

    Notes
    -----
    With v = e^(z − max z) and r the sum of all v but the largest, which is 1:
    a_k = v_k/(1 + r), and 1 − a_k = r/(1 + r) for the largest. The other a_k are at most 1/2, so
    1 − a_k loses nothing there.

    Derived in notebook 09.

    Examples
    --------
    >>> a, rest = softmax_and_rest([0, 40])
    >>> a
    array([4.24835426e-18, 1.00000000e+00])
    >>> rest
    array([1.00000000e+00, 4.24835426e-18])
    """
    v, r, top = _powers(_below_top(z, axis), axis)
    a = v / (1 + r)
    rest = 1 - a
    np.put_along_axis(rest, top, r / (1 + r), axis)
    return a, rest


@classwise
def log_softmax(z: ArrayLike, axis: int = -1) -> Floats:
    """Return ln softmax(z)_k, the logs of the predicted probabilities.

    Arguments and errors as `softmax`; the result is ≤ 0, in nats, the shape of `z`.

    Notes
    -----
    ln a_k = (z_k − max z) − ln(1 + r), with r the sum of e^(z − max z) over all classes but the
    largest. Leaving the largest, which is 1, out of r keeps the small loss of a confident row.

    Derived in notebook 09. Source: Pierre Blanchard, Desmond Higham and Nicholas Higham,
    Accurately Computing the Log-Sum-Exp and Softmax Functions, 2021.

    Examples
    --------
    >>> log_softmax([0, 40])
    array([-4.00000000e+01, -4.24835426e-18])
    >>> np.log(softmax([0, 40]))
    array([-40.,   0.])
    """
    below = _below_top(z, axis)
    _, r, _ = _powers(below, axis)
    return below - np.log1p(r)


def softmax_jacobian(z: ArrayLike) -> Floats:
    """Return the derivatives ∂a_j/∂z_k of softmax.

    Parameters
    ----------
    z : array_like
        Logits, shape (…, K).

    Returns
    -------
    ndarray
        ∂a_j/∂z_k, dimensionless, shape (…, K, K): row j, column k.

    Raises
    ------
    ValueError
        If `z` is not an array of real numbers or has no classes along its last axis.

    Notes
    -----
    ∂a_j/∂z_k = a_j(δ_jk − a_k): −a_j a_k off the diagonal, a_k(1 − a_k) on it. The rest 1 − a_k
    comes from `softmax_and_rest`, so that a confident row keeps its diagonal.

    Derived in notebook 05. Source: John Bridle, Probabilistic Interpretation of Feedforward
    Classification Network Outputs, 1990.

    Examples
    --------
    >>> softmax_jacobian([0, np.log(3)])
    array([[ 0.1875, -0.1875],
           [-0.1875,  0.1875]])
    """
    a, rest = softmax_and_rest(z)
    jacobian = -a[..., :, np.newaxis] * a[..., np.newaxis, :]
    diagonal = np.arange(a.shape[-1])
    jacobian[..., diagonal, diagonal] = a * rest
    return jacobian


def _smaller_side(z: Floats) -> Floats:
    """σ(−abs(z)): with u = e^(−abs(z)), u/(1 + u) = u − u²/(1 + u), which rounds less."""
    u = np.exp(-np.abs(z))
    return u - u * (u / (1 + u))


def _below_top(z: Floats, axis: int) -> Floats:
    """z − max z along `axis`; equal infinities are 0 apart."""
    top = z.max(axis=axis, keepdims=True)
    apart = True if np.isfinite(top).all() else z != top
    return np.subtract(z, top, out=np.zeros_like(z), where=apart)


def _powers(below: Floats, axis: int) -> tuple[Floats, Floats, NDArray[np.intp]]:
    """v = e^below, the sum r of all v but one of the largest, and where that one stands."""
    v = np.exp(below)
    top = below.argmax(axis=axis, keepdims=True)
    others = v.copy()
    np.put_along_axis(others, top, 0, axis)
    return v, others.sum(axis=axis, keepdims=True), top
