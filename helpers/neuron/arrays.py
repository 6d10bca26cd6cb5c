"""What every function of the wing does with its arguments, so that the formulas stay formulas.

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


def within(name: str, value: ArrayLike, low: float = 0, high: float = 1) -> Floats:
    """Return `value` as an array of floats in an interval, or say what is wrong with it.

    Parameters
    ----------
    name : str
        What the caller calls the argument; the message starts with it.
    value : array_like
        Real numbers.
    low, high : float, optional
        The ends of the interval, both in it; without them, that of probabilities.

    Returns
    -------
    ndarray
        As `as_floats`.

    Raises
    ------
    ValueError
        If `value` is not an array of real numbers, or one of them is NaN or outside the interval.

    Examples
    --------
    >>> within("y", [0, 2])
    Traceback (most recent call last):
    ...
    ValueError: y must lie in [0, 1], but it holds 2.0
    """
    array = as_floats(name, value)
    least, most = array.min(initial=high), array.max(initial=low)
    if not (least >= low and most <= high):
        bad = most if least >= low else least
        raise ValueError(f"{name} must lie in [{low:g}, {high:g}], but it holds {bad}")
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
        if prod(shape) <= BLOCK:
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


def classwise(formula: Callable) -> Callable:
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
    >>> @classwise
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
        arrays, axis = with_classes_last(dict(zip(names, values, strict=True)), axis)
        # Logits may lie further apart than the largest float: an infinity is right then.
        with np.errstate(over="ignore"):
            outs = _by_rows(formula, names, arrays)
        whole = arrays[0].ndim
        outs = [np.moveaxis(o, -1, axis) if o.ndim == whole else o[()] for o in outs]
        return outs[0] if len(outs) == 1 else tuple(outs)

    return function


def with_classes_last(arguments: dict[str, ArrayLike], axis: int) -> tuple[list[Floats], int]:
    """Return logits, and targets if any, in one shape with the classes along the last axis.

    Parameters
    ----------
    arguments : dict
        Logits z, and perhaps targets y, by their names.
    axis : int
        The axis of the classes.

    Returns
    -------
    list of ndarray
        The arguments as floats, as views.
    int
        The axis, counted from the front.

    Raises
    ------
    ValueError
        If they are not arrays of real numbers that broadcast, if there are no classes along
        `axis`, or if y holds the numbers of the classes.

    Examples
    --------
    >>> (z, y), axis = with_classes_last({"z": np.zeros((3, 5)), "y": [[1], [0], [0]]}, 0)
    >>> z.shape, y.shape, axis
    ((5, 3), (5, 3), 0)
    """
    arrays = {name: as_floats(name, value) for name, value in arguments.items()}
    if "y" in arguments and isinstance(axis, int | np.integer):
        _refuse_labels(np.asarray(arguments["y"]), arrays["z"].shape, axis)
    shape = common_shape(**arrays)
    axis = _class_axis(axis, shape)
    whole = (np.broadcast_to(array, shape) for array in arrays.values())
    return [np.moveaxis(array, axis, -1) for array in whole], axis


def _by_rows(formula: Callable, names: Sequence[str], arrays: Sequence[Floats]) -> list[Floats]:
    """The formula's results, from blocks of a few thousand numbers."""
    *others, classes = arrays[0].shape
    samples, step = prod(others), max(BLOCK // classes, 1)
    rows = [array.reshape(samples, classes) for array in arrays]
    outs = []
    for start in range(0, max(samples, 1), step):
        here = slice(start, start + step)
        parts = formula(*_checked(names, [array[here] for array in rows]))
        parts = parts if isinstance(parts, tuple) else (parts,)
        outs = outs or [np.empty((samples, *p.shape[1:]), arrays[0].dtype) for p in parts]
        for out, part in zip(outs, parts, strict=True):
            out[here] = part
    return [out.reshape((*others, *out.shape[1:])) for out in outs]


def _class_axis(axis: int, shape: tuple[int, ...]) -> int:
    """The axis counted from the front, or the error that says why it holds no classes."""
    if not shape:
        raise ValueError("z must hold the logits of all classes along an axis; got a single number")
    try:
        classes = shape[index(axis)]
    except (TypeError, IndexError):
        raise ValueError(f"axis must name an axis of z, of shape {shape}; got {axis}") from None
    if not classes:
        raise ValueError(f"z must hold one class or more along axis {axis}; its shape is {shape}")
    return axis % len(shape)


def _refuse_labels(y: NDArray, shape: tuple[int, ...], axis: int) -> None:
    """Refuse the numbers of the classes in place of targets: they may broadcast, and be wrong."""
    per_sample = [n for k, n in enumerate(shape) if k - axis not in {0, len(shape)}]
    if y.dtype.kind in "iu" and list(y.shape) == per_sample != []:
        is_row = y.shape == shape[1:] and set(y.flat) <= {0, 1} and (y.sum(axis=-1) == 1).all()
        if not is_row:
            raise ValueError(
                "y must hold a target for every class, such as the rows np.eye(K)[labels], not "
                f"the labels; got integers of shape {y.shape} for logits of shape {shape}"
            )


def _checked(names: Sequence[str], arrays: Sequence[Floats]) -> list[Floats]:
    """The arrays in double precision, every one but logits in [0, 1]."""
    return [
        (array if name == "z" else within(name, array)).astype(np.float64, copy=False)
        for name, array in zip(names, arrays, strict=True)
    ]


def weighted(weight: Floats, x: Floats) -> Floats:
    """weight · x, with 0 · ∞ = 0: what has no weight does not count, however large it is."""
    if np.isfinite(x).all():
        return weight * x
    nothing = np.zeros(np.broadcast(weight, x).shape, x.dtype)
    return np.multiply(weight, x, out=nothing, where=weight > 0)
