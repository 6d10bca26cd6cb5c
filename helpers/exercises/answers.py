"""Ask an answer for its values, and refuse what cannot be compared."""

import dis
import inspect
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from numbers import Number
from types import CodeType, FunctionType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.exercises.inputs import Case


class BrokenAnswerError(Exception):
    """The answer cannot be compared; the message says why."""


def ask(answer: Any, cases: list[Case]) -> tuple[list[NDArray], str]:
    """Return the answer's values case by case, and its first warning.

    The answer gets copies of the arguments, by position. Where it stops, says nothing or gives no
    real numbers, a `BrokenAnswerError` says so; a `NotImplementedError` says that it is not
    attempted, in no case.
    """
    names = list(cases[0].arguments)
    if not callable(answer) and not names:
        value, answer = answer, lambda: value
    _takes(answer, names)
    values, warned, missing = [], [], []
    for case in cases:
        arguments = [np.copy(value)[()] for value in case.arguments.values()]
        with _quiet(warned) as printed:
            try:
                value = answer(*arguments)
                if value is Ellipsis:
                    raise NotImplementedError
            except NotImplementedError:
                missing.append(case)
                continue
            except (Exception, SystemExit) as error:
                said = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(".: ")
                raise BrokenAnswerError(f"it stops{_at(case)} with {said}") from None
        if value is None and printed.getvalue():
            raise BrokenAnswerError("it prints its answer; it must return it")
        values.append(_numbers(value, case))
        for name, before, after in zip(names, case.arguments.values(), arguments, strict=True):
            if not np.array_equal(before, after):
                raise BrokenAnswerError(f"it changes its input {name}; work on a copy")
    if len(missing) == len(cases):
        raise NotImplementedError
    if missing:
        raise BrokenAnswerError(f"it is not written to the end{_at(missing[0])}")
    return values, str(warned[0].message).rstrip(".") if warned else ""


def borrowed(answer: Any) -> list[str]:
    """Return the names of data that the answer takes from its notebook, not from its arguments.

    Functions, modules and classes are everyone's. Numbers, arrays, texts and symbols of a
    derivation are an earlier cell's, as the `a` that an answer forgot to compute. Functions of the
    same notebook that the answer calls are read too.
    """
    found: dict[str, None] = {}
    seen: list[FunctionType] = []

    def read(function: Any) -> None:
        if not isinstance(function, FunctionType) or function in seen:
            return
        seen.append(function)
        for name in _globals_of(function.__code__):
            value = function.__globals__.get(name)
            if isinstance(value, FunctionType) and value.__globals__ is function.__globals__:
                read(value)
            elif _is_data(value):
                found[name] = None

    read(answer)
    return list(found)


def shown(case: Case) -> str:
    """Write the arguments as text, such as ``z = -1.5, y = 0``."""
    return ", ".join(f"{name} = {number(value, 12)}" for name, value in case.arguments.items())


def number(value: Any, digits: int = 4) -> str:
    """Write a number, or the ends of an array, on one line; of an array four digits."""
    value = np.asarray(value)
    digits = digits if value.ndim == 0 or digits != 12 else 4
    form = {"float_kind": lambda entry: f"{entry:.{digits}g}"}
    text = np.array2string(value, formatter=form, separator=", ", threshold=6, edgeitems=2)
    return " ".join(text.split())


def _at(case: Case) -> str:
    return f" at {shown(case)}" if case.arguments else ""


def _globals_of(code: CodeType) -> Iterator[str]:
    """The global names that a code reads, its inner functions included."""
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield instruction.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _globals_of(constant)


def _is_data(value: Any) -> bool:
    symbolic = type(value).__module__.startswith(("sympy", "helpers.derivation"))
    return symbolic or isinstance(value, Number | np.ndarray | np.generic | str | list | tuple)


def _takes(answer: Callable, names: list[str]) -> None:
    """Refuse what cannot be called with these arguments."""
    wanted = f"the answer must be a function of {', '.join(names) or 'no arguments'}"
    if not callable(answer):
        raise BrokenAnswerError(wanted)
    try:
        inspect.signature(answer).bind(*names)
    except TypeError:
        raise BrokenAnswerError(wanted) from None
    except ValueError:
        return  # a compiled function may show no signature; calling it will tell


@contextmanager
def _quiet(warned: list) -> Iterator[io.StringIO]:
    """Collect what an answer prints and warns, so that the verdict stays one line."""
    printed = io.StringIO()
    with (
        warnings.catch_warnings(record=True) as caught,
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        warnings.simplefilter("always")
        yield printed
    warned += caught


def _numbers(value: Any, case: Case) -> NDArray:
    """`value` as an array of floats; float32 is kept, for it counts at its own precision."""
    if value is None:
        raise BrokenAnswerError("it gives None; is a return missing?")
    try:
        array = np.asarray(value)
        array = array.astype(float) if array.dtype == object else array
    except Exception:
        raise BrokenAnswerError(f"it gives a {type(value).__name__}, not numbers") from None
    kind = array.dtype.kind
    if kind not in "fiu":
        what = {"U": "text", "b": "True or False", "c": "complex numbers"}.get(kind, "no numbers")
        raise BrokenAnswerError(f"it gives {what}, where real numbers are wanted")
    if array.dtype == np.float16:
        raise BrokenAnswerError(f"it gives float16{_at(case)}, which has three digits only")
    return array if array.dtype == np.float32 else array.astype(float)
