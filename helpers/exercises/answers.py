"""Say whether a reader's answer is right and, if not, what is wrong with it."""

import inspect
import io
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from numbers import Integral
from typing import Any

import numpy as np

from helpers.exercises import diagnoses
from helpers.exercises.diagnoses import Case, Results, agree, number, shown
from helpers.neuron.activations import sigmoid, softmax

CASES = 24
HARD_TARGETS = (0.0, 1.0, 1.0, 0.0, 1.0, 0.0)
MIXED_TARGETS = (0.0, 1.0, 0.3, 1.0, 0.0, 0.8)
RANGES = {
    "z": (-4, 4),
    "w": (-2, 2),
    "b": (-2, 2),
    "x": (-3, 3),
    **dict.fromkeys(["t", "T"], (0.1, 3)),
    **dict.fromkeys(["eta", "learning_rate"], (0.05, 0.5)),
    **dict.fromkeys(["a", "A", "p", "q"], (0.05, 0.95)),
}
PER_SAMPLE = "zaAxypq"
PER_CLASS = "zaypq"


class Verdict(str):
    """One line about an answer; a notebook shows it without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class BrokenAnswerError(Exception):
    """The answer cannot be compared; the message says why."""


def check(
    answer: Any,
    like: Any,
    *,
    mistakes: Mapping[str, Callable] | None = None,
    hard: bool = False,
    classes: int | None = None,
    samples: int | None = None,
    inputs: Mapping[str, Sequence] | None = None,
) -> Verdict:
    """Compare a reader's answer with the right one and name the mistake.

    The inputs are drawn with a fixed seed, by the names of the parameters of `like`, and handed
    over by position, one case at a time, so that an answer may ask ``if y == 1``. Parameters with
    a default are left alone.

    Parameters
    ----------
    answer : callable or number
        The reader's function; or a value, where `like` takes no arguments.
    like : callable, number or array
        The right answer. A value stands for a function without parameters.
    mistakes : mapping from str to callable, optional
        Wrong answers of this exercise, each named by a clause that completes "Not yet: …". They
        go before the diagnoses that every exercise shares.
    hard : bool
        Draw hard targets only, 0 or 1 (one-hot with `classes`).
    classes, samples : int, optional
        Draw vectors over that many classes (z, a, y, p, q) or samples (these, x and A).
    inputs : mapping from str to sequence, optional
        The values of a parameter case by case, in place of drawn ones.

    Returns
    -------
    Verdict
        A string, one line: "Right.", "Not attempted yet: …" or "Not yet: …".

    Raises
    ------
    ValueError
        If the inputs of `like` cannot be drawn, or another argument is not what is said here.

    Examples
    --------
    >>> def error_signal(z, y):
    ...     return 1 / (1 + np.exp(-z)) - y
    >>> check(error_signal, like=lambda z, y: sigmoid(z) - y)
    Right.
    >>> check(lambda z, y: y - sigmoid(z), like=error_signal)
    Not yet: the sign is wrong.
    >>> check(lambda z, y: (sigmoid(z) - y) * sigmoid(z) * (1 - sigmoid(z)), like=error_signal)
    Not yet: it has one factor σ′(z) too many.
    >>> check(lambda: 4 / 27, like=0.148)
    Not yet: 0.1481 is too large.
    """
    if not callable(like) and np.asarray(like).dtype.kind not in "fiu":
        raise ValueError(f"like must be a function, a number or an array of these; got {like!r}")
    for name, count in {"classes": classes, "samples": samples}.items():
        if count is not None and not (isinstance(count, Integral) and count >= 2):
            raise ValueError(f"{name} must be a whole number from 2, or None; got {count!r}")
    for name, wrong in (mistakes or {}).items():
        if not callable(wrong):
            raise ValueError(f"mistakes must be functions; got {wrong!r} for {name!r}")
    right = like if callable(like) else lambda: like
    names = [
        parameter.name
        for parameter in inspect.signature(right).parameters.values()
        if parameter.default is parameter.empty
    ]
    cases = _draw(names, hard, classes, samples, inputs or {})
    expected = _results(right, cases)
    try:
        given, warned = _ask(answer, cases, expected)
        if agree(given, expected).all():
            return Verdict(f"Right, though it warns: {warned}." if warned else "Right.")
        reason = (
            next(
                (name for name, wrong in (mistakes or {}).items() if _same(given, wrong, cases)), ""
            )
            or diagnoses.factor_between(given, expected, cases, samples)
            or (samples and _with_equal_samples(answer, right, cases, samples))
            or diagnoses.pattern(given, expected, cases, right)
            or diagnoses.first_difference(given, expected, cases)
        )
    except NotImplementedError:
        return Verdict("Not attempted yet: write your answer in the cell above, run it, then this.")
    except BrokenAnswerError as broken:
        reason = str(broken)
    return Verdict(f"Not yet: {reason}.")


def _results(function: Callable, cases: list[Case]) -> Results:
    return [np.asarray(function(*case.values()), dtype=float) for case in cases]


def _same(given: Results, mistake: Callable, cases: list[Case]) -> bool:
    with np.errstate(all="ignore"):
        return bool(agree(given, _results(mistake, cases)).all())


def _with_equal_samples(answer: Callable, right: Callable, cases: list[Case], n: int) -> str:
    """Compare again with n times the same sample: then a factor lost inside a sum shows."""
    single = [{k: v[0] if len(np.atleast_1d(v)) == n else v for k, v in c.items()} for c in cases]
    equal = [
        {k: np.stack([one[k]] * n) if np.ndim(v) > np.ndim(one[k]) else v for k, v in case.items()}
        for one, case in zip(single, cases, strict=True)
    ]
    expected = _results(right, equal)
    given, _ = _ask(answer, equal, expected)
    if agree(given, expected).all():
        return "it is right where all samples are equal, and wrong where they differ"
    return diagnoses.factor_between(given, expected, single, n)


# ---- the inputs ----------------------------------------------------------------------------


def _draw(
    names: list[str],
    hard: bool,
    classes: int | None,
    samples: int | None,
    inputs: Mapping[str, Sequence],
) -> list[Case]:
    """One dictionary of arguments per case."""
    if unknown := set(inputs) - set(names):
        raise ValueError(f"inputs names {', '.join(sorted(unknown))}, but like takes {names}")
    if not names:
        return [{}]
    rng = np.random.default_rng(27)
    columns: dict[str, Any] = {}
    for name in names:
        kind = name if name in RANGES else name.split("_")[0]
        shape = (CASES,)
        shape += (samples,) if samples and kind in PER_SAMPLE else ()
        shape += (classes,) if classes and kind in PER_CLASS else ()
        if name in inputs:
            columns[name] = [np.asarray(value, dtype=float)[()] for value in inputs[name]]
        elif kind == "y":
            columns[name] = _draw_targets(rng, shape, hard, classes)
        elif kind not in RANGES:
            known = ", ".join(["y", *RANGES])
            raise ValueError(f"like takes {name!r}, but inputs are drawn for {known} only")
        elif classes and kind in "apq":
            columns[name] = softmax(rng.normal(size=shape))
        else:
            columns[name] = rng.uniform(*RANGES[kind], size=shape)
    drawn = set(names) - set(inputs)
    if {"z", "a"} <= drawn:
        columns["a"] = (softmax if classes else sigmoid)(columns["z"])
    if {"a", "y", "A"} <= drawn:
        columns["A"] = abs(columns["a"] - columns["y"])
    count = min(map(len, columns.values()))
    return [{name: columns[name][i] for name in names} for i in range(count)]


def _draw_targets(
    rng: np.random.Generator, shape: tuple[int, ...], hard: bool, classes: int | None
) -> np.ndarray:
    if not classes:
        return np.resize(HARD_TARGETS if hard else MIXED_TARGETS, shape)
    y = np.eye(classes)[rng.integers(classes, size=shape[:-1])]
    if not hard:
        y[::3] = softmax(rng.normal(size=y[::3].shape))
    return y


# ---- the answer ----------------------------------------------------------------------------


def _ask(answer: Any, cases: list[Case], expected: Results) -> tuple[Results, str]:
    """The answer's values case by case, and its first warning."""
    names = list(cases[0])
    if not callable(answer) and not names:
        value, answer = answer, lambda: value
    _takes(answer, names)
    values, warned = [], []
    for case, right in zip(cases, expected, strict=True):
        arguments = [np.copy(value)[()] for value in case.values()]
        where = f" at {shown(case)}" if case else ""
        with _quiet(warned) as printed:
            try:
                value = answer(*arguments)
            except NotImplementedError:
                raise
            except (Exception, SystemExit) as error:
                said = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(".: ")
                raise BrokenAnswerError(f"it stops{where} with {said}") from None
        if value is None and printed.getvalue():
            raise BrokenAnswerError("it prints its answer; it must return it")
        values.append(_numbers(value, right.shape, where))
        for name, before, after in zip(names, case.values(), arguments, strict=True):
            if not np.array_equal(before, after):
                raise BrokenAnswerError(f"it changes its input {name}; work on a copy")
    return values, str(warned[0].message).rstrip(".") if warned else ""


def _takes(answer: Any, names: list[str]) -> None:
    """Refuse what cannot be called with these arguments."""
    if not callable(answer):
        raise BrokenAnswerError(f"the answer must be a function of {', '.join(names)}")
    try:
        inspect.signature(answer).bind(*names)
    except TypeError:
        wanted = ", ".join(names) or "no arguments"
        raise BrokenAnswerError(f"the answer must be a function of {wanted}") from None
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


def _numbers(value: Any, shape: tuple[int, ...], where: str) -> np.ndarray:
    """`value` as an array of floats of the right shape."""
    if value is Ellipsis:
        raise NotImplementedError
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
    if array.shape != shape:
        what, wanted = (
            f"an array of shape {s}" if s else "one number" for s in (array.shape, shape)
        )
        raise BrokenAnswerError(f"it gives {what}, where {wanted} is wanted")
    if np.isnan(array).any():
        raise BrokenAnswerError(f"it gives {number(array)}{where}")
    return array.astype(float)
