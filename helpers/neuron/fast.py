"""The same results sooner, where the targets are hard and the logits not extreme.

A loss and its gradient share their exponential: together they cost little more than one of them.
Large arrays go through block by block, and each step of a formula is written over the one before,
so that the numbers stay in the processor's cache. Everything else falls back on the plain functions
of `helpers.losses`, which say why they are right.
"""

from collections.abc import Callable, Sequence
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.neuron.arrays import Floats, as_floats, class_axis, common_shape
from helpers.neuron.losses import (
    LOSSES,
    Loss,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)

LIMIT = 690  # e^690 is finite, with room for what the formulas make of it
BLOCK = 30_000  # numbers; a block that falls back takes six arrays of its size
BLOCK_OF_ROWS = 64_000  # numbers; two arrays, so that larger blocks pay


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
    return _by_blocks(LOSSES["squared error"], z, y)


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
    return _by_blocks(LOSSES["cross-entropy"], z, y)


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
    z, y = as_floats("z", z), as_floats("y", y)
    shape = common_shape(z=z, y=y)
    axis = class_axis(axis, shape)
    z, y = (np.moveaxis(np.broadcast_to(array, shape), axis, -1) for array in (z, y))
    *others, classes = z.shape
    samples, step = prod(others), max(BLOCK_OF_ROWS // classes, 1)
    z, y = z.reshape(samples, classes), y.reshape(samples, classes)
    loss, gradient = np.empty(samples, z.dtype), np.empty((samples, classes), z.dtype)
    # Where logits lie too far apart, the sum of a row is infinite, and the plain functions do it.
    with np.errstate(over="ignore"):
        for start in range(0, samples, step):
            here = slice(start, start + step)
            _in_double(_fill_rows, (z[here], y[here]), (loss[here], gradient[here]))
    return loss.reshape(others)[()], np.moveaxis(gradient.reshape(*others, classes), -1, axis)


def value_and_gradient(loss: Loss) -> Callable[[Floats, Floats], tuple[Floats, Floats]]:
    """Return a function that gives the value and the gradient of a loss, for checked arguments.

    Parameters
    ----------
    loss : Loss
        One of `LOSSES`, or a loss of the reader's own.

    Returns
    -------
    callable
        (z, y) → (L, ∂L/∂z) of arrays in double precision, y broadcasting to the shape of z. For the
        losses of `LOSSES` in one go, and without checks where targets are hard.

    Examples
    --------
    >>> value_and_gradient(LOSSES["squared error"])(np.zeros(1), np.ones(1))
    (array([0.125]), array([-0.125]))
    """
    if not is_known(loss):
        return lambda z, y: (loss.value(z, y), loss.gradient(z, y))

    def together(z: Floats, y: Floats) -> tuple[Floats, Floats]:
        outs = np.empty_like(z), np.empty_like(z)
        _fill(loss, z, y, *outs)
        return outs

    return together


def is_known(loss: Loss) -> bool:
    """Say whether a loss has the fast forms of this module, as those of `LOSSES` have."""
    return loss.name in IN_PLACE and LOSSES.get(loss.name) is loss


def _squared_error(v: Floats, s: Floats) -> None:
    n = 1 + v
    v /= n  # A
    v *= v
    s *= v
    s /= n
    v /= 2


def _cross_entropy(v: Floats, s: Floats) -> None:
    s *= v
    s /= 1 + v
    np.log1p(v, out=v)


# From v = e^(s z) and s to L and ∂L/∂z, written over them.
IN_PLACE = {"squared error": _squared_error, "cross-entropy": _cross_entropy}
# abs(∂L/∂z) from u = e^(−s z), a number or an array: A = 1/(1 + u), 1 − A = u/(1 + u).
SIZES = {
    "squared error": lambda u: u / (n := 1 + u) / n / n,
    "cross-entropy": lambda u: 1 / (1 + u),
}


def _by_blocks(loss: Loss, z: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    z, y = as_floats("z", z), as_floats("y", y)
    shape = common_shape(z=z, y=y)
    if not prod(shape):
        return loss.value(z, y), loss.gradient(z, y)
    outs = np.empty_like(z, shape=shape), np.empty_like(z, shape=shape)
    blocks = np.nditer(
        [z, y, *outs],
        flags=["external_loop", "buffered"],
        op_flags=[["readonly"]] * 2 + [["writeonly"]] * 2,
        op_dtypes=[np.float64] * 4,
        casting="same_kind",
        buffersize=BLOCK,
    )
    with blocks:
        for block in blocks:
            _fill(loss, *block)
    return outs[0][()], outs[1][()]


def _fill(loss: Loss, z: Floats, y: Floats, value: Floats, gradient: Floats) -> None:
    """Write L and ∂L/∂z of hard targets in place of t = s z and s, else what the loss gives."""
    if ((y == 0) | (y == 1)).all():
        np.multiply(y, -2, out=gradient)
        gradient += 1
        np.multiply(gradient, z, out=value)
        if value.max(initial=0) < LIMIT:
            np.exp(value, out=value)
            IN_PLACE[loss.name](value, gradient)
            return
    value[...] = loss.value(z, y)
    gradient[...] = loss.gradient(z, y)


def _fill_rows(z: Floats, y: Floats, value: Floats, gradient: Floats) -> None:
    """The same for cross-entropy behind a softmax, in place where targets are one-hot."""
    places = _true_places(y)
    if places is not None and np.isfinite(z_true := z.take(places)).all():

        def along_rows(of_rows: Floats) -> Floats:  # over few classes, sooner than broadcasting
            return of_rows.repeat(z.shape[1]).reshape(z.shape)

        np.subtract(z, along_rows(z_true), out=gradient)
        v = np.exp(gradient, out=gradient)
        v.reshape(-1)[places] = 0
        r = v @ np.ones(z.shape[1])
        if np.isfinite(r).all():
            gradient /= along_rows(1 + r)
            gradient.reshape(-1)[places] = -r / (1 + r)
            np.log1p(r, out=value)
            return
    value[...] = softmax_cross_entropy(z, y)
    gradient[...] = softmax_cross_entropy_gradient(z, y)


def _in_double(fill: Callable, arrays: Sequence[Floats], outs: Sequence[Floats]) -> None:
    """Let `fill` see float64 only, and round its results once."""
    double = [np.empty(out.shape) if out.dtype == np.float32 else out for out in outs]
    fill(*(array.astype(np.float64, copy=False) for array in arrays), *double)
    for out, result in zip(outs, double, strict=True):
        if out is not result:
            out[...] = result


def _true_places(y: Floats) -> NDArray[np.intp] | None:
    """Where the ones of one-hot rows stand, counted through all of `y`; None for other rows.

    A one-hot row times (0, 1, 2, …) is the number of its class.
    """
    samples, classes = y.shape
    if not np.count_nonzero(y == 1) == samples == np.count_nonzero(y != 0):
        return None
    numbers = (y @ np.arange(classes, dtype=np.float64)).astype(np.intp)
    places = numbers + np.arange(0, y.size, classes)
    # With as many ones as rows, a row of two leaves a row of none, which is caught here.
    return places if (y.take(places, mode="clip") == 1).all() else None
