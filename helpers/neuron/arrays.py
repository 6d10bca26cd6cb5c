"""What every function of the course does with its arguments, so that the formulas stay formulas.

Arguments are checked, broadcast, and worked through in blocks that stay in the processor's cache.
The first argument sets the precision of the result. Formulas always see float64: a float32 result
is computed in double precision and rounded once.
"""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from math import prod
from numbers import Number
from operator import index
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.floating[Any]]

WHOLE = 131_072  # numbers; larger arrays are worked through in blocks
BLOCK = 16_000  # float64s; by default, malloc asks the system for every array from 128 kB on


def as_floats(name: str, value: ArrayLike) -> Floats:
    """Return `value` as an array of floats, or say what is wrong with the argument `name`.

    Parameters
    ----------
    name : str
        What the caller calls the argument; the message starts with it.
    value : array_like
        Real numbers. float32 stays float32; integers, booleans, lists and objects that are
        numbers become float64.

    Returns
    -------
    ndarray
        float32 or float64, the shape of `value`; `value` itself where nothing has to change.

    Raises
    ------
    ValueError
        If `value` is not an array of real numbers.

    Examples
    --------
    >>> as_floats("z", [1, 2])
    array([1., 2.])
    >>> as_floats("z", "one")
    Traceback (most recent call last):
    ...
    ValueError: z must hold real numbers, but its type is <U3
    """
    try:
        array = np.asarray(value)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{name} must be an array of real numbers: {error}") from None
    if array.dtype in (np.float32, np.float64):
        return array
    number_objects = array.dtype == object and all(isinstance(v, Number) for v in array.flat)
    if array.dtype.kind not in "biuf" and not number_objects:
        raise ValueError(f"{name} must hold real numbers, but its type is {array.dtype}")
    try:
        return array.astype(np.float64)
    except (TypeError, OverflowError) as error:
        raise ValueError(f"{name} must hold real numbers: {error}") from None


def as_probabilities(name: str, value: ArrayLike) -> Floats:
    """Return `value` as an array of floats in [0, 1], or say what is wrong with it.

    Parameters
    ----------
    name : str
        What the caller calls the argument; the message starts with it.
    value : array_like
        Real numbers in [0, 1].

    Returns
    -------
    ndarray
        As `as_floats`.

    Raises
    ------
    ValueError
        If `value` is not an array of real numbers, or one of them is NaN or outside [0, 1].

    Examples
    --------
    >>> as_probabilities("y", [0, 2])
    Traceback (most recent call last):
    ...
    ValueError: y must lie in [0, 1], but it holds 2.0
    """
    array = as_floats(name, value)
    low, high = array.min(initial=0), array.max(initial=1)
    if not (low >= 0 and high <= 1):
        raise ValueError(f"{name} must lie in [0, 1], but it holds {low if low < 0 else high}")
    return array


def common_shape(**arrays: Floats) -> tuple[int, ...]:
    """Return the shape that the named arrays broadcast to, or the error that gives all shapes.

    Parameters
    ----------
    **arrays : ndarray
        The arrays, by the names that the caller gives them.

    Returns
    -------
    tuple of int
        Their common shape.

    Raises
    ------
    ValueError
        If they do not broadcast.

    Examples
    --------
    >>> common_shape(z=np.zeros(3), y=np.zeros(2))
    Traceback (most recent call last):
    ...
    ValueError: shapes must broadcast together, but they are z (3,), y (2,)
    """
    try:
        return np.broadcast(*arrays.values()).shape
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise ValueError(f"shapes must broadcast together, but they are {shapes}") from None


def class_axis(axis: int, shape: tuple[int, ...]) -> int:
    """Return the axis counted from the front, or the error that says why it holds no classes.

    Parameters
    ----------
    axis : int
        The axis of the classes, as the caller gave it.
    shape : tuple of int
        The shape of the logits.

    Returns
    -------
    int
        The same axis, 0 or more.

    Raises
    ------
    ValueError
        If there is no such axis, or nothing along it.

    Examples
    --------
    >>> class_axis(-1, (5, 3))
    1
    """
    try:
        classes = shape[index(axis)]
    except (TypeError, IndexError):
        raise ValueError(f"axis must name an axis of z, of shape {shape}; got {axis}") from None
    if not classes:
        raise ValueError(f"z must hold one class or more along axis {axis}; its shape is {shape}")
    return axis % len(shape)


def elementwise(formula: Callable) -> Callable:
    """Turn a formula into a function of arrays of any kind and size.

    The formula's argument z is a logit, any other a probability.

    Parameters
    ----------
    formula : callable
        Works element by element on arrays of floats that broadcast.

    Returns
    -------
    callable
        The formula with its arguments checked. Large arrays go through it in blocks, so that the
        intermediate results take next to no memory.

    Examples
    --------
    >>> @elementwise
    ... def error(a, y):
    ...     return abs(a - y)
    >>> error([0.5, 0.75], 1)
    array([0.5 , 0.25])
    """
    signature = inspect.signature(formula)
    names = tuple(signature.parameters)

    @wraps(formula)
    def function(*args: ArrayLike, **kwargs: ArrayLike) -> Any:
        if kwargs or len(args) != len(names):
            args = signature.bind(*args, **kwargs).args
        arrays = [as_floats(name, value) for name, value in zip(names, args, strict=True)]
        precision = arrays[0].dtype
        shape = common_shape(**dict(zip(names, arrays, strict=True)))
        if prod(shape) <= WHOLE:
            return formula(*_checked(names, arrays)).astype(precision, copy=False)[()]
        blocks = np.nditer(
            [*arrays, None],
            flags=["external_loop", "buffered"],
            op_flags=[["readonly"]] * len(names) + [["writeonly", "allocate"]],
            op_dtypes=[array.dtype for array in arrays] + [precision],
            buffersize=BLOCK,
        )
        with blocks:
            for *inputs, out in blocks:
                out[...] = formula(*_checked(names, inputs))
            return blocks.operands[-1]

    return function


def over_classes(formula: Callable) -> Callable:
    """Turn a formula over classes into a function of arrays of any kind and size.

    The formula's arguments are logits z, perhaps targets y, and the axis of the classes.

    Parameters
    ----------
    formula : callable
        Takes arrays of floats of one shape, with the classes along the last axis. It returns an
        array of that shape, or without the last axis, or a tuple of such arrays.

    Returns
    -------
    callable
        The formula with its arguments checked, for classes along any axis. Large arrays go through
        it in blocks of rows, so that the intermediate results take next to no memory.

    Examples
    --------
    >>> @over_classes
    ... def largest(z, axis=-1):
    ...     return z.max(axis=axis)
    >>> largest([[1, 2], [4, 3]], axis=0)
    array([4., 3.])
    """
    signature = inspect.signature(formula)
    names = tuple(signature.parameters)[:-1]

    @wraps(formula)
    def function(*args: Any, **kwargs: Any) -> Any:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        *values, axis = bound.args
        arrays = [as_floats(name, value) for name, value in zip(names, values, strict=True)]
        precision = arrays[0].dtype
        shape = common_shape(**dict(zip(names, arrays, strict=True)))
        axis = class_axis(axis, shape)
        arrays = [np.moveaxis(np.broadcast_to(array, shape), axis, -1) for array in arrays]
        # Logits may lie further apart than the largest float: an infinity is right then.
        with np.errstate(over="ignore"):
            if prod(shape) <= BLOCK:
                outs = _tuple(formula(*_checked(names, arrays)))
                outs = [out.astype(precision, copy=False) for out in outs]
            else:
                outs = _by_rows(formula, names, arrays)
        full = len(shape)
        return _unpacked([np.moveaxis(o, -1, axis) if o.ndim == full else o[()] for o in outs])

    return function


def _by_rows(formula: Callable, names: Sequence[str], arrays: Sequence[Floats]) -> list[Floats]:
    """The formula's results, from blocks of a few thousand numbers."""
    *others, classes = arrays[0].shape
    samples, step = prod(others), max(BLOCK // classes, 1)
    rows = [array.reshape(samples, classes) for array in arrays]
    outs = []
    for start in range(0, samples, step):
        here = slice(start, start + step)
        parts = _tuple(formula(*_checked(names, [array[here] for array in rows])))
        outs = outs or [np.empty((samples, *p.shape[1:]), arrays[0].dtype) for p in parts]
        for out, part in zip(outs, parts, strict=True):
            out[here] = part
    return [out.reshape((*others, *out.shape[1:])) for out in outs]


def _checked(names: Sequence[str], arrays: Sequence[Floats]) -> list[Floats]:
    """The arrays in double precision, every one but logits in [0, 1]."""
    return [
        (array if name == "z" else as_probabilities(name, array)).astype(np.float64, copy=False)
        for name, array in zip(names, arrays, strict=True)
    ]


def _tuple(parts: Floats | tuple[Floats, ...]) -> tuple[Floats, ...]:
    return parts if isinstance(parts, tuple) else (parts,)


def _unpacked(outs: Sequence[Floats]) -> Floats | tuple[Floats, ...]:
    return outs[0] if len(outs) == 1 else tuple(outs)
