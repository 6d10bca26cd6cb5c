"""Laws: the size of a gradient in terms of the error A, at hard targets."""

import numpy as np
from numpy.typing import ArrayLike

from helpers.neuron.arrays import Floats, elementwise


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

    Argument, result and errors as `half_squared_error_law`; at most 1, at A = 1.

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
def law_ratio(A: ArrayLike) -> Floats:
    """Return A(1 − A), the part of cross-entropy's gradient that squared error keeps.

    Argument and errors as `half_squared_error_law`; dimensionless, at most 1/4, at A = 1/2.

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


@elementwise
def softmax_half_squared_error_law(A: ArrayLike, S: ArrayLike) -> Floats:
    """Return (1 − A)(A² + S), the size of the squared error's gradient behind a softmax.

    It is the derivative by the logit of the true class, and replaces A²(1 − A) there.

    Parameters
    ----------
    A : array_like
        Absolute errors 1 − a_k of the true class k, 0 ≤ A ≤ 1, any shape.
    S : array_like
        Sums of the squared other probabilities, any shape that broadcasts with `A`. These
        probabilities sum to A, so 0 ≤ S ≤ A²; with K classes, S ≥ A²/(K − 1).

    Returns
    -------
    ndarray
        abs(∂L/∂z_k), dimensionless, the broadcast shape.

    Raises
    ------
    ValueError
        If an argument is not an array of real numbers, is NaN or outside [0, 1], S is beyond A²,
        or the shapes do not broadcast.

    Notes
    -----
    abs(∂L/∂z_k) = a_k [(1 − a_k) + Σ_j a_j (a_j − y_j)] = (1 − A)(A² + S).

    Derived in notebook 05.

    Examples
    --------
    >>> softmax_half_squared_error_law(0.5, [0.125, 0.25])
    array([0.1875, 0.25  ])
    """
    beyond = S > A**2 + 1e-6 * A  # what single precision may have left of the sum, and no more
    if beyond.any():
        A, S = (v[beyond][0] for v in np.broadcast_arrays(A, S))
        raise ValueError(f"S must be at most A², since the others sum to A; got S {S:g}, A {A:g}")
    return (1 - A) * (A**2 + S)
