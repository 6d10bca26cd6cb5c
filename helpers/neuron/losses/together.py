"""A loss and its gradient from one exponential, where targets are hard and logits not extreme.

There they share it, and together cost little more than one of them. Each step of a formula is
written over the one before, straight into the results, so that the numbers stay in the processor's
cache. All else is left to the plain functions, which say why they are right everywhere.
"""

from collections.abc import Callable
from functools import wraps
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.neuron.arrays import Floats, as_floats, common_shape, with_classes_last

LIMIT = 690  # e^690 is finite, with room for what the formulas make of it
BLOCK = 30_000  # numbers; a block that is left to the plain functions takes six arrays of its size
ROWS = 64_000  # numbers; two arrays, so that larger blocks pay


def sigmoid_loss(value: Callable, gradient: Callable, hard: Callable) -> Callable:
    """Return a loss and its gradient as one function of z and y, which gives both.

    Parameters
    ----------
    value, gradient : callable
        L and ∂L/∂z as functions of z and y.
    hard : callable
        Takes v = e^(s z) and s = 1 − 2y as arrays and writes L and ∂L/∂z over them.

    Returns
    -------
    callable
        (z, y) → (L, ∂L/∂z), with the arguments, results and errors of `value` and `gradient`.
    """

    def fill(z: Floats, y: Floats, v: Floats, s: Floats) -> None:
        if ((y == 0) | (y == 1)).all():
            np.multiply(y, -2, out=s)
            s += 1
            np.multiply(s, z, out=v)
            if v.max() < LIMIT:
                hard(np.exp(v, out=v), s)
                return
        v[...], s[...] = value(z, y), gradient(z, y)

    @wraps(value)
    def both(z: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        z, y = as_floats("z", z), as_floats("y", y)
        shape = common_shape(z=z, y=y)
        if not prod(shape):
            return value(z, y), gradient(z, y)
        outs = np.empty_like(z, shape=shape), np.empty_like(z, shape=shape)
        if prod(shape) <= BLOCK and z.dtype == y.dtype == np.float64:  # one block as it is
            fill(z, y, *outs)
            return outs[0][()], outs[1][()]
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
                fill(*block)
        return outs[0][()], outs[1][()]

    return both


def squared_error(v: Floats, s: Floats) -> None:
    """½A² and s A²(1 − A), with A = v/(1 + v)."""
    n = 1 + v
    v /= n
    v *= v
    s *= v
    s /= n
    v /= 2


def cross_entropy(v: Floats, s: Floats) -> None:
    """ln(1 + v) and s A, with A = v/(1 + v)."""
    s *= v
    s /= 1 + v
    np.log1p(v, out=v)


def softmax_cross_entropy(value: Callable, gradient: Callable) -> Callable:
    """Return cross-entropy behind a softmax and its gradient as one function, which gives both.

    With v_k = e^(z_k − z_true), but 0 for the true class, and r = Σ_k v_k: L = ln(1 + r), and
    ∂L/∂z_k = v_k/(1 + r), or −r/(1 + r) for the true class.

    Parameters
    ----------
    value, gradient : callable
        L and ∂L/∂z as functions of z, y and the axis of the classes.

    Returns
    -------
    callable
        (z, y, axis) → (L, ∂L/∂z), with the arguments, results and errors of `value` and `gradient`.
    """

    def fill(z: Floats, y: Floats, v: Floats) -> Floats:
        places = _true_places(y)
        if places is not None and np.isfinite(z_true := z.take(places)).all():

            def along_rows(of_rows: Floats) -> Floats:  # over few classes, sooner than broadcasting
                return of_rows.repeat(z.shape[1]).reshape(z.shape)

            np.subtract(z, along_rows(z_true), out=v)
            np.exp(v, out=v)
            v.reshape(-1)[places] = 0
            r = v @ np.ones(z.shape[1])
            if np.isfinite(r).all():
                v /= along_rows(1 + r)
                v.reshape(-1)[places] = -r / (1 + r)
                return np.log1p(r)
        v[...] = gradient(z, y)
        return value(z, y)

    @wraps(value)
    def both(z: ArrayLike, y: ArrayLike, axis: int = -1) -> tuple[Floats, Floats]:
        (z, y), axis = with_classes_last({"z": z, "y": y}, axis)
        *others, classes = z.shape
        samples, step = prod(others), max(ROWS // classes, 1)
        rows = z.reshape(samples, classes), y.reshape(samples, classes)
        loss, slope = np.empty(samples, z.dtype), np.empty((samples, classes), z.dtype)
        # Where logits lie too far apart, the sum of a row is infinite: the plain functions do it.
        with np.errstate(over="ignore"):
            for start in range(0, samples, step):
                here = slice(start, start + step)
                inputs = (array[here].astype(np.float64, copy=False) for array in rows)
                if slope.dtype == np.float64:
                    loss[here] = fill(*inputs, slope[here])
                else:  # rounded once
                    double = np.empty(slope[here].shape)
                    loss[here], slope[here] = fill(*inputs, double), double
        return loss.reshape(others)[()], np.moveaxis(slope.reshape(*others, classes), -1, axis)

    return both


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
