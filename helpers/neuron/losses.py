"""Squared error and cross-entropy: values, gradients and curvatures from logits, laws in A.

Every function works element by element, broadcasts like numpy, takes its precision from the
logits, and never averages: the caller takes the mean.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from helpers.neuron.activations import log_softmax, sigmoid, sigmoid_prime, softmax_and_rest
from helpers.neuron.arrays import Floats, elementwise, over_classes


@elementwise
def half_squared_error(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the squared error L = ½(a − y)² of a sigmoid neuron.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    ndarray
        L in [0, ½], dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        If an argument is not an array of real numbers, a target is NaN or outside [0, 1], or the
        shapes do not broadcast.

    Notes
    -----
    L = ½(a − y)², with a = σ(z). The difference a − y is the gradient of cross-entropy, which
    keeps it where a rounds to 1.

    Derived in notebook 01. Source: Michael Nielsen, Neural Networks and Deep Learning, 2015.

    Examples
    --------
    >>> half_squared_error([0, 40], 1)
    array([1.25000000e-01, 9.02425694e-36])
    """
    return binary_cross_entropy_gradient(z, y) ** 2 / 2


@elementwise
def half_squared_error_gradient(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the derivative ∂L/∂z of the squared error of a sigmoid neuron.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    ndarray
        ∂L/∂z, dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        As `half_squared_error`.

    Notes
    -----
    ∂L/∂z = (a − y) σ′(z), with a = σ(z): the error times the slope, which vanishes on both tails.

    Derived in notebook 01. Source: Michael Nielsen, Neural Networks and Deep Learning, 2015.

    Examples
    --------
    >>> half_squared_error_gradient([0, 10], 0)
    array([1.25000000e-01, 4.53937469e-05])
    """
    return binary_cross_entropy_gradient(z, y) * sigmoid_prime(z)


@elementwise
def half_squared_error_curvature(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the second derivative ∂²L/∂z² of the squared error of a sigmoid neuron.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    ndarray
        ∂²L/∂z², dimensionless, the broadcast shape. It is negative where the loss is not convex.

    Raises
    ------
    ValueError
        As `half_squared_error`.

    Notes
    -----
    ∂²L/∂z² = σ′(z) [σ′(z) + (a − y)(1 − 2a)], with 1 − 2a = −tanh(z/2). For y = 0 it is
    a²(1 − a)(2 − 3a), negative past a = 2/3.

    Derived in notebook 07.

    Examples
    --------
    >>> half_squared_error_curvature([-1, 0, 1, 10], 0)
    array([ 6.30916641e-02,  6.25000000e-02, -2.77660836e-02, -4.53875645e-05])
    """
    slope = sigmoid_prime(z)
    return slope * (slope - binary_cross_entropy_gradient(z, y) * np.tanh(z / 2))


@elementwise
def binary_cross_entropy(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the cross-entropy L = −[y ln a + (1 − y) ln(1 − a)] of a sigmoid neuron.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    ndarray
        L ≥ 0, in nats, the broadcast shape. For a soft target the least value is the entropy of y.

    Raises
    ------
    ValueError
        If an argument is not an array of real numbers, a target is NaN or outside [0, 1], or the
        shapes do not broadcast.

    Notes
    -----
    With a = σ(z), L = ln(1 + e^z) − y z = max(−y z, (1 − y) z) + ln(1 + e^(−abs(z))). The last
    form adds two terms that are never negative, so nothing cancels, and no exponential overflows.

    Derived in notebooks 03 and 09. Source: Michael Nielsen, Neural Networks and Deep Learning,
    2015.

    Examples
    --------
    >>> binary_cross_entropy([-40, 0, 40], 1)
    array([4.00000000e+01, 6.93147181e-01, 4.24835426e-18])
    >>> -np.log(sigmoid(40))
    np.float64(-0.0)
    """
    return np.maximum(_times(y, -z), _times(1 - y, z)) + np.log1p(np.exp(-np.abs(z)))


@elementwise
def binary_cross_entropy_gradient(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the derivative ∂L/∂z = a − y of the cross-entropy of a sigmoid neuron.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    ndarray
        ∂L/∂z in [−1, 1], dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        As `binary_cross_entropy`.

    Notes
    -----
    ∂L/∂z = a − y = (a − near) − (y − near), with a = σ(z) and near the hard target next to y. The
    first part is σ(z) for near = 0 and −σ(−z) for near = 1: it lives on where a rounds to 1.

    Derived in notebook 03. Source: Michael Nielsen, Neural Networks and Deep Learning, 2015.

    Examples
    --------
    >>> binary_cross_entropy_gradient([0, 40], 1)
    array([-5.00000000e-01, -4.24835426e-18])
    >>> sigmoid(40) - 1
    np.float64(0.0)
    """
    near = np.rint(y)
    side = 1 - 2 * near
    return side * sigmoid(side * z) - (y - near)


@elementwise
def binary_cross_entropy_curvature(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the second derivative ∂²L/∂z² = σ′(z) of the cross-entropy of a sigmoid neuron.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`. The curvature is the same for all.

    Returns
    -------
    ndarray
        ∂²L/∂z² in [0, 1/4], dimensionless, the broadcast shape. Never negative: the loss is convex.

    Raises
    ------
    ValueError
        As `binary_cross_entropy`.

    Notes
    -----
    ∂²L/∂z² = a(1 − a) = σ′(z), with a = σ(z).

    Derived in notebook 07.

    Examples
    --------
    >>> binary_cross_entropy_curvature([0, 40], 1)
    array([2.50000000e-01, 4.24835426e-18])
    """
    return np.broadcast_arrays(sigmoid_prime(z), y)[0]


@over_classes
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
        If an argument is not an array of real numbers, a target is NaN or outside [0, 1], the
        shapes do not broadcast, or there are no classes along `axis`.

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


@over_classes
def softmax_half_squared_error_gradient(z: ArrayLike, y: ArrayLike, axis: int = -1) -> Floats:
    """Return the derivatives ∂L/∂z_k of the squared error of softmax predictions.

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
        ∂L/∂z_k, dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        As `softmax_half_squared_error`.

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


@over_classes
def softmax_cross_entropy(z: ArrayLike, y: ArrayLike, axis: int = -1) -> Floats:
    """Return the cross-entropy L = −Σ_k y_k ln a_k of softmax predictions.

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
        L ≥ 0, in nats, the broadcast shape without `axis`.

    Raises
    ------
    ValueError
        If an argument is not an array of real numbers, a target is NaN or outside [0, 1], the
        shapes do not broadcast, or there are no classes along `axis`.

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
    return _times(y, -log_softmax(z, axis)).sum(axis=axis)


@over_classes
def softmax_cross_entropy_gradient(z: ArrayLike, y: ArrayLike, axis: int = -1) -> Floats:
    """Return the derivatives ∂L/∂z_k = a_k − y_k of the cross-entropy of softmax predictions.

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
        ∂L/∂z_k, dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        As `softmax_cross_entropy`.

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


@elementwise
def binary_cross_entropy_from_probability(a: ArrayLike, y: ArrayLike) -> Floats:
    """Return the cross-entropy L = −[y ln a + (1 − y) ln(1 − a)] of a given probability.

    For teaching: where the logit is known, `binary_cross_entropy` is right for every one.

    Parameters
    ----------
    a : array_like
        Predicted probabilities of class 1, 0 ≤ a ≤ 1, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `a`.

    Returns
    -------
    ndarray
        L ≥ 0, in nats, the broadcast shape; infinite where the prediction excludes the target.

    Raises
    ------
    ValueError
        If an argument is not an array of real numbers, is NaN or outside [0, 1], or the shapes do
        not broadcast.

    Notes
    -----
    L = −y ln a − (1 − y) ln(1 − a), with 0 · ln 0 = 0.

    Derived in notebooks 03 and 09. Source: Michael Nielsen, Neural Networks and Deep Learning,
    2015.

    Examples
    --------
    >>> binary_cross_entropy_from_probability([0, 0.5, 1], 1)
    array([       inf, 0.69314718, 0.        ])
    """
    log_a = np.log(a, out=np.full_like(a, -np.inf), where=a > 0)
    log_rest = np.log1p(-a, out=np.full_like(a, -np.inf), where=a < 1)
    return _times(y, -log_a) + _times(1 - y, -log_rest)


@elementwise
def absolute_error(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the absolute error A = abs(a − y) of a sigmoid neuron.

    Parameters
    ----------
    z : array_like
        Logits, any shape.
    y : array_like
        Targets, 0 ≤ y ≤ 1, any shape that broadcasts with `z`.

    Returns
    -------
    ndarray
        A in [0, 1], dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        As `binary_cross_entropy`.

    Notes
    -----
    A = abs(a − y), with a = σ(z): the size of the gradient of cross-entropy.

    Derived in notebook 02.

    Examples
    --------
    >>> absolute_error([-40, 0, 40], 1)
    array([1.00000000e+00, 5.00000000e-01, 4.24835426e-18])
    """
    return abs(binary_cross_entropy_gradient(z, y))


@elementwise
def half_squared_error_law(A: ArrayLike) -> Floats:
    """Return A²(1 − A), the size of the squared error's gradient in terms of the error A.

    Parameters
    ----------
    A : array_like
        Absolute errors abs(a − y) for hard targets, 0 ≤ A ≤ 1, any shape.

    Returns
    -------
    ndarray
        abs(∂L/∂z), dimensionless, the shape of `A`; at most 4/27, at A = 2/3.

    Raises
    ------
    ValueError
        If `A` is not an array of real numbers, is NaN or outside [0, 1].

    Notes
    -----
    abs(a − y) a(1 − a) = A²(1 − A): for y = 0, A = a; for y = 1, A = 1 − a.

    Derived in notebook 02.

    Examples
    --------
    >>> half_squared_error_law([0, 0.5, 1])
    array([0.   , 0.125, 0.   ])
    """
    return A**2 * (1 - A)


@elementwise
def cross_entropy_law(A: ArrayLike) -> Floats:
    """Return A, the size of cross-entropy's gradient in terms of the error A.

    Parameters
    ----------
    A : array_like
        Absolute errors abs(a − y), 0 ≤ A ≤ 1, any shape.

    Returns
    -------
    ndarray
        abs(∂L/∂z), dimensionless, the shape of `A`.

    Raises
    ------
    ValueError
        If `A` is not an array of real numbers, is NaN or outside [0, 1].

    Notes
    -----
    abs(a − y) = A: linear in the error.

    Derived in notebook 03.

    Examples
    --------
    >>> cross_entropy_law([0, 0.5, 1])
    array([0. , 0.5, 1. ])
    """
    return +A


@elementwise
def softmax_half_squared_error_law(A: ArrayLike, S: ArrayLike) -> Floats:
    """Return (1 − A)(A² + S), the size of the squared error's gradient behind a softmax.

    It is the derivative by the logit of the true class, and replaces A²(1 − A) there.

    Parameters
    ----------
    A : array_like
        Absolute errors 1 − a_k of the true class k, 0 ≤ A ≤ 1, any shape.
    S : array_like
        Sums of the squared other probabilities, 0 ≤ S ≤ 1, any shape that broadcasts with `A`.
        With K classes, A²/(K − 1) ≤ S ≤ A².

    Returns
    -------
    ndarray
        abs(∂L/∂z_k), dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        If an argument is not an array of real numbers, is NaN or outside [0, 1], or the shapes do
        not broadcast.

    Notes
    -----
    abs(∂L/∂z_k) = a_k [(1 − a_k) + Σ_j a_j (a_j − y_j)] = (1 − A)(A² + S).

    Derived in notebook 05.

    Examples
    --------
    >>> softmax_half_squared_error_law(0.5, [0.125, 0.25])
    array([0.1875, 0.25  ])
    """
    return (1 - A) * (A**2 + S)


@elementwise
def law_ratio(A: ArrayLike) -> Floats:
    """Return A(1 − A), the part of cross-entropy's gradient that squared error keeps.

    Parameters
    ----------
    A : array_like
        Absolute errors abs(a − y) for hard targets, 0 ≤ A ≤ 1, any shape.

    Returns
    -------
    ndarray
        The ratio of the two laws, dimensionless, the shape of `A`; at most 1/4, at A = 1/2.

    Raises
    ------
    ValueError
        If `A` is not an array of real numbers, is NaN or outside [0, 1].

    Notes
    -----
    A²(1 − A) / A = A(1 − A), which is σ′(z) at hard targets.

    Derived in notebook 02.

    Examples
    --------
    >>> law_ratio([0, 0.5, 1])
    array([0.  , 0.25, 0.  ])
    """
    return A * (1 - A)


@dataclass(frozen=True)
class Loss:
    """A loss of a sigmoid neuron, with everything that draws, trains or tests it.

    Attributes
    ----------
    name : str
        The name in `LOSSES` and in figures.
    label : str
        The formula, for figures.
    value, gradient, curvature : callable
        L, ∂L/∂z and ∂²L/∂z² as functions of the logits z and the targets y.
    law : callable
        abs(∂L/∂z) as a function of the absolute error A, at hard targets.
    """

    name: str
    label: str
    value: Callable[[ArrayLike, ArrayLike], Floats]
    gradient: Callable[[ArrayLike, ArrayLike], Floats]
    curvature: Callable[[ArrayLike, ArrayLike], Floats]
    law: Callable[[ArrayLike], Floats]


LOSSES = {
    loss.name: loss
    for loss in (
        Loss(
            "squared error",
            r"$\frac{1}{2}(a - y)^2$",
            half_squared_error,
            half_squared_error_gradient,
            half_squared_error_curvature,
            half_squared_error_law,
        ),
        Loss(
            "cross-entropy",
            r"$-y\,\ln a - (1 - y)\,\ln(1 - a)$",
            binary_cross_entropy,
            binary_cross_entropy_gradient,
            binary_cross_entropy_curvature,
            cross_entropy_law,
        ),
    )
}


def _prediction_and_error(z: Floats, y: Floats, axis: int) -> tuple[Floats, Floats]:
    """a = softmax(z) and a − y = (1 − y) a − y (1 − a), exact for hard targets."""
    a, rest = softmax_and_rest(z, axis)
    return a, (1 - y) * a - y * rest


def _times(weight: Floats, x: Floats) -> Floats:
    """weight · x, with 0 · ∞ = 0: what has no weight does not count, however large it is."""
    if np.isfinite(x).all():
        return weight * x
    nothing = np.zeros(np.broadcast(weight, x).shape, x.dtype)
    return np.multiply(weight, x, out=nothing, where=weight > 0)
