"""Name what is wrong with an answer from its values and the right ones.

Both are lists with one array per case, and a case is a dictionary of the arguments. The quotient
of the two usually gives the mistake away: −1 is a sign, σ′(z) a chain rule cut short.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import combinations, product
from typing import Any

import numpy as np

from helpers.neuron.activations import sigmoid, sigmoid_prime, softmax

Case = dict[str, Any]
Results = list[np.ndarray]


def agree(given: Results, expected: Results) -> np.ndarray:
    """Compare case by case, up to the rounding that another algebraic form brings.

    Parameters
    ----------
    given, expected : list of arrays
        The values to compare.

    Returns
    -------
    array of bool, one per case
        Whether shapes are equal and values differ by less than a millionth.
    """

    def size(values: np.ndarray) -> float:
        return float(abs(values[np.isfinite(values)]).max(initial=0))

    # Each case has its own scale, so that an answer lost to rounding in one case shows.
    largest = max(map(size, expected)) or 1
    return np.array(
        [
            mine.shape == right.shape
            and np.allclose(mine, right, rtol=1e-6, atol=1e-9 * (size(right) or largest))
            for mine, right in zip(given, expected, strict=True)
        ]
    )


def factor_between(
    given: Results, expected: Results, cases: list[Case], samples: int | None = None
) -> str:
    """Name the factor, and the sign, that turn the right values into the given ones.

    Parameters
    ----------
    given, expected : list of arrays
        The answer's values and the right ones.
    cases : list of dict
        The arguments they belong to.
    samples : int, optional
        n, where the exercise takes a mean or a sum over n samples.

    Returns
    -------
    str
        The diagnosis, or nothing where no known factor does it.
    """
    with np.errstate(all="ignore"):
        columns = zip(*(_quotients(case, samples) for case in cases), strict=True)
        for column, (sign, text) in product(columns, ((1, ""), (-1, "the sign is wrong"))):
            with suppress(ValueError):  # a factor of another shape than the answer
                wrong = [
                    np.asarray(sign * quotient * right)
                    for (_, quotient), right in zip(column, expected, strict=True)
                ]
                telling = all(np.all(quotient) for _, quotient in column)
                if telling and agree(given, wrong).all():
                    return " and ".join(filter(None, [text, column[0][0]]))
    return ""


def _quotients(case: Case, samples: int | None) -> Iterator[tuple[str, Any]]:
    """Each diagnosis with the quotient, answer over right, that calls for it."""
    yield "", 1
    yield "it is twice the right answer (is a factor ½ missing?)", 2
    yield "it is half the right answer (is there a factor ½ too many?)", 1 / 2
    yield "its logarithm has base 2, not e", 1 / np.log(2)
    yield "its logarithm has base e, not 2", np.log(2)
    yield "its logarithm has base 10, not e", 1 / np.log(10)
    if samples:
        yield "it lacks the factor 1/n (a sum where a mean is wanted)", samples
        yield "it has a factor 1/n too many (a mean where a sum is wanted)", 1 / samples
    for name, factor in _factors(case):
        yield f"it lacks the factor {name}", 1 / np.asarray(factor)
        # The course divides by a temperature, and never multiplies by it.
        extra = "it lacks the factor 1/T" if name == "T" else f"it has one factor {name} too many"
        yield extra, factor
    z, a, y = _neuron(case)
    if z is not None and not np.ndim(z):
        slope = a * (1 - a)
        yield "σ′ is taken at a, not at z", sigmoid_prime(a) / slope
        yield "σ′(z) is a(1 − a), not z(1 − z)", z * (1 - z) / slope
        if y is not None:
            yield "it compares z, not σ(z), with y", (z - y) / (a - y)


def _factors(case: Case) -> Iterator[tuple[str, Any]]:
    """The factors that are known to go missing, with their values in this case."""
    z, a, y = _neuron(case)
    A = case.get("A")
    if a is not None:
        yield "σ′(z)" if z is not None else "σ′(z) = a(1 − a)", a * (1 - a)
    if a is not None and y is not None:
        yield "a − y", a - y
    if A is not None:
        yield "σ′(z) = A(1 − A)", A * (1 - A)
        yield "1 − A", 1 - A
    yield from ((name, value) for name, value in case.items() if name != "y")


def _neuron(case: Case) -> tuple[Any, Any, Any]:
    """z, a and y of this case, as far as they are known."""
    z, a, y = (case.get(name) for name in "zay")
    if z is None and {"w", "x", "b"} <= set(case):
        z = case["w"] * case["x"] + case["b"]
    if a is None and z is not None:
        a = softmax(z) if np.ndim(z) else sigmoid(z)
    return z, a, y


def pattern(given: Results, expected: Results, cases: list[Case], right: Callable) -> str:
    """Name a mistake that is no factor: a lost sign, swapped arguments, some targets only.

    Parameters
    ----------
    given, expected : list of arrays
        The answer's values and the right ones.
    cases : list of dict
        The arguments they belong to.
    right : callable
        The right function.

    Returns
    -------
    str
        The diagnosis, or nothing.
    """
    if agree(given, [abs(value) for value in expected]).all():
        return "it gives the magnitude; the sign is lost"
    if all(map(np.ndim, expected)) and agree(given, [value[::-1] for value in expected]).all():
        return "its values come in the wrong order"
    for one, other in combinations(cases[0], 2):
        with suppress(ValueError, TypeError, IndexError), np.errstate(all="ignore"):
            swapped = [{**case, one: case[other], other: case[one]} for case in cases]
            wrong = [np.asarray(right(*case.values()), dtype=float) for case in swapped]
            if agree(given, wrong).all():
                return f"{one} and {other} are swapped"
    if "y" in cases[0] and (matches := agree(given, expected)).any():
        for text, targets in {"y = 1": [1], "y = 0": [0], "hard targets": [0, 1]}.items():
            if (matches == [np.isin(case["y"], targets).all() for case in cases]).all():
                return f"it is right for {text} only"
    return ""


def first_difference(given: Results, expected: Results, cases: list[Case]) -> str:
    """Show the first case in which the values differ.

    Parameters
    ----------
    given, expected : list of arrays
        The answer's values and the right ones.
    cases : list of dict
        The arguments they belong to.

    Returns
    -------
    str
        The arguments and both values; without arguments the right value is not given away.
    """
    first = int(np.argmin(agree(given, expected)))
    mine, right = given[first], expected[first]
    if cases[first]:
        texts = [(number(mine, digits), number(right, digits)) for digits in (4, 6, 9, 17)]
        gives, wanted = next((pair for pair in texts if pair[0] != pair[1]), texts[-1])
        return f"at {shown(cases[first])} it gives {gives}, not {wanted}"
    if right.ndim:
        return f"{number(mine)} is not it"
    return f"{number(mine)} is too {'small' if mine < right else 'large'}"


def shown(case: Case) -> str:
    """Write the arguments as text, such as ``z = -1.5, y = 0``."""
    return ", ".join(f"{name} = {number(value)}" for name, value in case.items())


def number(value: Any, digits: int = 4) -> str:
    """Write a number, or the ends of an array, on one line."""
    form = {"float_kind": lambda entry: f"{entry:.{digits}g}"}
    text = np.array2string(
        np.asarray(value), formatter=form, separator=", ", threshold=6, edgeitems=2
    )
    return " ".join(text.split())
