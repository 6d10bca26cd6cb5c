"""Losses of a sigmoid neuron: values, gradients and curvatures from logits, and their registry.

Every function works element by element, broadcasts like numpy, takes its precision from the
logits, and never averages: the caller takes the mean.
"""

import numpy as np
from numpy.typing import ArrayLike

from helpers.neuron.activations import sigmoid, sigmoid_prime
from helpers.neuron.arrays import Floats, elementwise, weighted
from helpers.neuron.losses import laws, softmax_losses, together
from helpers.neuron.losses.loss import Loss


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

    Arguments, result and errors as `half_squared_error`, but of either sign.

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

    Arguments and errors as `half_squared_error`; dimensionless, the broadcast shape. It is negative
    where the loss is not convex.

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

    Arguments and errors as `half_squared_error`; L ≥ 0, in nats, the broadcast shape. For a soft
    target the least value is the entropy of y.

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
    return np.maximum(weighted(y, -z), weighted(1 - y, z)) + np.log1p(np.exp(-np.abs(z)))


@elementwise
def binary_cross_entropy_gradient(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the derivative ∂L/∂z = a − y of the cross-entropy of a sigmoid neuron.

    Arguments and errors as `half_squared_error`; in [−1, 1], dimensionless, the broadcast shape.

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

    Arguments and errors as `half_squared_error`; in [0, 1/4], dimensionless, the broadcast shape.
    It is the same for every target, and never negative: the loss is convex.

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
    return weighted(y, -log_a) + weighted(1 - y, -log_rest)


@elementwise
def absolute_error(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the absolute error A = abs(a − y) of a sigmoid neuron.

    Arguments and errors as `half_squared_error`; A in [0, 1], dimensionless, the broadcast shape.

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
def exponential_loss(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return boosting's exponential loss L = 2e^(−m/2) of a sigmoid neuron, with the margin m.

    Arguments and errors as `half_squared_error`; L ≥ 0, dimensionless, the broadcast shape. For a
    soft target the least value is 4√(y(1 − y)).

    Notes
    -----
    m = z for y = 1 and −z for y = 0; a soft target mixes both: L = 2[y e^(−z/2) + (1 − y) e^(z/2)].
    It is least where a = y, like the other losses, since boosting's score is half the logit.

    Derived in notebook 08. Source: Jerome Friedman, Trevor Hastie and Robert Tibshirani, Additive
    Logistic Regression: A Statistical View of Boosting, 2000.

    Examples
    --------
    >>> exponential_loss([-20, 0, 20], 1)
    array([4.40529316e+04, 2.00000000e+00, 9.07998595e-05])
    """
    right, wrong = _both_powers(z, y)
    return 2 * (right + wrong)


@elementwise
def exponential_loss_gradient(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the derivative ∂L/∂z of the exponential loss of a sigmoid neuron.

    Arguments and errors as `half_squared_error`; dimensionless, the broadcast shape. It has no
    bound.

    Notes
    -----
    ∂L/∂z = (1 − y) e^(z/2) − y e^(−z/2).

    Derived in notebook 08.

    Examples
    --------
    >>> exponential_loss_gradient([-20, 0, 20], 1)
    array([-2.20264658e+04, -1.00000000e+00, -4.53999298e-05])
    """
    right, wrong = _both_powers(z, y)
    return wrong - right


@elementwise
def exponential_loss_curvature(z: ArrayLike, y: ArrayLike) -> Floats:
    """Return the second derivative ∂²L/∂z² = L/4 of the exponential loss of a sigmoid neuron.

    Arguments and errors as `half_squared_error`; dimensionless, the broadcast shape. It is never
    negative: the loss is convex.

    Notes
    -----
    ∂²L/∂z² = ½[y e^(−z/2) + (1 − y) e^(z/2)].

    Derived in notebook 08.

    Examples
    --------
    >>> exponential_loss_curvature(0, [0, 0.3, 1])
    array([0.5, 0.5, 0.5])
    """
    right, wrong = _both_powers(z, y)
    return (right + wrong) / 2


@elementwise
def exponential_law(A: ArrayLike) -> Floats:
    """Return √(A/(1 − A)), the size of the exponential loss's gradient in terms of the error A.

    Argument and errors as `half_squared_error_law`; dimensionless, infinite at A = 1.

    Notes
    -----
    e^(z/2) is √(a/(1 − a)): for y = 0, A = a.

    Derived in notebook 08.

    Examples
    --------
    >>> exponential_law([0, 0.5, 0.99, 1])
    array([0.        , 1.        , 9.94987437,        inf])
    """
    with np.errstate(divide="ignore"):  # infinite where the neuron could not be more wrong
        return np.sqrt(A / (1 - A))


def _both_powers(z: Floats, y: Floats) -> tuple[Floats, Floats]:
    """y e^(−z/2) and (1 − y) e^(z/2), infinite where they are beyond the largest float."""
    with np.errstate(over="ignore"):
        return weighted(y, np.exp(-z / 2)), weighted(1 - y, np.exp(z / 2))


LOSSES = {
    loss.name: loss
    for loss in (
        Loss(
            name="squared error",
            label=r"$\frac{1}{2}(a - y)^2$",
            value=half_squared_error,
            gradient=half_squared_error_gradient,
            curvature=half_squared_error_curvature,
            together=together.sigmoid_loss(
                half_squared_error, half_squared_error_gradient, together.squared_error
            ),
            law=laws.half_squared_error_law,
            steepest=4 / 27,
            softmax=softmax_losses.SQUARED_ERROR,
        ),
        Loss(
            name="cross-entropy",
            label=r"$-y\,\ln a - (1 - y)\,\ln(1 - a)$",
            value=binary_cross_entropy,
            gradient=binary_cross_entropy_gradient,
            curvature=binary_cross_entropy_curvature,
            together=together.sigmoid_loss(
                binary_cross_entropy, binary_cross_entropy_gradient, together.cross_entropy
            ),
            law=laws.cross_entropy_law,
            steepest=1,
            softmax=softmax_losses.CROSS_ENTROPY,
        ),
        Loss(
            name="exponential",
            label=r"$2\,e^{-m/2}$",
            value=exponential_loss,
            gradient=exponential_loss_gradient,
            curvature=exponential_loss_curvature,
            law=exponential_law,
        ),
    )
}
