"""The losses whose gradient is (a − y) σ′(z)^t, for target 0; target 1 is the mirror image.

Boosting's for t = −½, cross-entropy for 0, squared error for 1. Derived in notebook 08.
"""

import numpy as np

from helpers.neuron.activations import sigmoid, sigmoid_prime
from helpers.neuron.arrays import Floats
from helpers.neuron.losses import binary_cross_entropy_gradient

FAR_LEFT = -40.0  # where every law fades out: the gradient is e^((1 + t)z) there
GAUSS = np.polynomial.legendre.leggauss(4)
STEP = 0.2  # of the logits between which the gradient is integrated, or less


def family_gradient(z: Floats, t: Floats) -> Floats:
    """Return ∂L/∂z = a σ′(z)^t.

    Parameters
    ----------
    z, t : ndarray
        Logits, and powers of σ′ that are above −1; any shapes that broadcast.

    Returns
    -------
    ndarray
        ∂L/∂z, dimensionless, the shape of both.

    Examples
    --------
    >>> family_gradient(np.array([0.0]), np.array([-0.5, 0, 1]))
    array([1.   , 0.5  , 0.125])
    """
    return binary_cross_entropy_gradient(z, 0) * sigmoid_prime(z) ** t


def family_curvature(z: Floats, t: Floats) -> Floats:
    """Return ∂²L/∂z² = a σ′(z)^t ((1 + t)(1 − a) − t a); arguments as `family_gradient`."""
    a = sigmoid(z)
    return family_gradient(z, t) * ((1 + t) * (1 - a) - t * a)


def family_inflection(t: Floats) -> Floats:
    """Return the logit past which the curvature is negative, where a = (1 + t)/(1 + 2t).

    NaN where there is none: for t ≤ 0 the loss is convex.

    Examples
    --------
    >>> family_inflection(np.array([-0.5, 0, 1]))
    array([       nan,        nan, 0.69314718])
    """
    positive = np.where(t > 0, t, np.nan)
    return np.log((1 + positive) / positive)


def family_loss(z: Floats, t: Floats) -> Floats:
    """Return L, which goes to 0 far on the left.

    Parameters
    ----------
    z : ndarray, shape (n,)
        Rising logits, none below −40.
    t : ndarray, shape (m,)
        Powers of σ′, above −1.

    Returns
    -------
    ndarray, shape (m, n)

    Notes
    -----
    The gradient is integrated by Gauss's rule from each logit to the next. Below −40 it is
    e^((1 + t)z), whose integral is that over 1 + t.

    Examples
    --------
    >>> family_loss(np.array([0.0]), np.array([-0.5, 0, 1]))  # 2, ln 2 and 1/8
    array([[2.        ],
           [0.69314718],
           [0.125     ]])
    """
    t = np.reshape(t, (-1, 1))
    ends = np.concatenate([np.arange(FAR_LEFT, z[0], STEP), z])
    points, weights = GAUSS
    half = np.diff(ends)[:, np.newaxis] / 2
    inside = ends[:-1, np.newaxis] + half * (points + 1)
    pieces = (family_gradient(inside, t[..., np.newaxis]) * half * weights).sum(axis=-1)
    first = family_gradient(ends[:1], t) / (1 + t)
    return np.cumsum(np.hstack([first, pieces]), axis=1)[:, -len(z) :]
