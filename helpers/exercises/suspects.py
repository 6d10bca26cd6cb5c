"""The mistakes that any exercise may see: a factor, an argument changed, the result changed.

A suspect has a clause, and the values that an answer with this mistake would give.
"""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Case
from helpers.neuron.activations import sigmoid, sigmoid_prime, softmax

Suspect = Callable[[Case, NDArray], NDArray]  # from a case and its right value


def factors(first: Case) -> dict[str, Suspect]:
    """Each known factor, and the sign, between the right values and an answer's."""
    suspects: dict[str, Suspect] = {"the sign is wrong": lambda case, right: -right}
    for clause, quotient in _quotients(first).items():
        for sign, text in ((1, clause), (-1, f"the sign is wrong and {clause}")):
            suspects[text] = lambda case, right, sign=sign, quotient=quotient: _tried(
                lambda: sign * quotient(case) * right
            )
    return suspects


def _quotients(first: Case) -> dict[str, Callable[[Case], Any]]:
    """Each diagnosis with the quotient, answer over right, that calls for it."""
    quotients: dict[str, Callable[[Case], Any]] = {
        "it is twice the right answer (is a factor ½ missing?)": lambda case: 2,
        "it is half the right answer (is there a factor ½ too many?)": lambda case: 1 / 2,
        "its logarithm has base 2, not e": lambda case: 1 / np.log(2),
        "its logarithm has base e, not 2": lambda case: np.log(2),
        "its logarithm has base 10, not e": lambda case: 1 / np.log(10),
        "its logarithm has base 10, not 2": lambda case: np.log10(2),
    }
    for axis, (sum_, mean) in MEANS.items():
        if axis in first.sizes:
            quotients[sum_] = lambda case, axis=axis: case.sizes[axis]
            quotients[mean] = lambda case, axis=axis: 1 / case.sizes[axis]
    for name in _known(first):
        lacks, extra = f"it lacks the factor {name}", f"it has one factor {name} too many"
        if name == "T":  # the course divides by a temperature, and never multiplies by it
            lacks, extra = "it has one factor 1/T too many", "it lacks the factor 1/T"
        quotients[lacks] = lambda case, name=name: 1 / _known(case)[name]
        quotients[extra] = lambda case, name=name: _known(case)[name]
    z, _, y = _neuron(first)
    if z is not None and not np.ndim(z):
        quotients["σ′ is taken at a, not at z"] = lambda case: (
            sigmoid_prime(_neuron(case)[1]) / sigmoid_prime(_neuron(case)[0])
        )
        quotients["σ′(z) is a(1 − a), not z(1 − z)"] = lambda case: (
            _neuron(case)[0] * (1 - _neuron(case)[0]) / sigmoid_prime(_neuron(case)[0])
        )
        if y is not None:
            quotients["it compares z, not σ(z), with y"] = lambda case: (
                (_neuron(case)[0] - _neuron(case)[2]) / (_neuron(case)[1] - _neuron(case)[2])
            )
    return quotients


MEANS = {
    "n": (
        "it lacks the factor 1/n (a sum where a mean is wanted)",
        "it has one factor 1/n too many (is a mean taken twice?)",
    ),
    "K": (
        "it has a factor K too many, the number of classes",
        "it has a factor 1/K too many (a mean over the classes where their sum is wanted)",
    ),
}


def _known(case: Case) -> dict[str, Any]:
    """The factors that go missing, with their values in this case."""
    z, a, y = _neuron(case)
    known: dict[str, Any] = {}
    if a is not None:
        slope = a * (1 - a) if z is None or np.ndim(z) else sigmoid_prime(z)
        known["σ′(z)" if z is not None else "σ′(z) = a(1 − a)"] = slope
        known["1 − a"] = 1 - a
        if y is not None:
            known["a − y"] = a - y
    if "A" in case.arguments:
        error = case.arguments["A"]
        known |= {"σ′(z) = A(1 − A)": error * (1 - error), "1 − A": 1 - error}
    return known | {name: value for name, value in case.arguments.items() if name != "y"}


def _neuron(case: Case) -> tuple[Any, Any, Any]:
    """z, a and y of this case, as far as they are known."""
    given = case.arguments
    z, a, y = (given.get(name) for name in "zay")
    if z is None and {"w", "b"} <= set(given):
        z = given["X"] @ given["w"] + given["b"] if "X" in given else given["w"] * given["x"]
        z = z if "X" in given else z + given["b"]
    if a is None and z is not None:
        a = softmax(z) if np.ndim(z) and "K" in case.sizes else sigmoid(z)
    return z, a, y


SUBSTITUTES: dict[str, Callable[[Any], Any]] = {
    "{} is left out, as if it were 0": lambda value: 0.0 * value,
    "{} is left out, as if it were 1": lambda value: 0.0 * value + 1.0,
    "1/{} stands in the place of {}": lambda value: 1.0 / value,
    "{} has the wrong sign": lambda value: -value,
    "1 − {} stands in the place of {}": lambda value: 1.0 - value,
    "2{} stands in the place of {}": lambda value: 2.0 * value,
    "{}² stands in the place of {}": lambda value: value * value,
}


def other_inputs(exercise: Exercise) -> dict[str, Suspect]:
    """The right answer with an argument changed, or with two of them swapped."""
    suspects: dict[str, Suspect] = {}
    names = list(exercise.inputs)

    def at(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Suspect:
        return lambda case, _: _tried(
            lambda: exercise.right(*(case.arguments | change(case.arguments)).values())
        )

    for one, other in combinations(names, 2):
        suspects[f"{one} and {other} are swapped"] = at(
            lambda given, one=one, other=other: {one: given[other], other: given[one]}
        )
    for name in names:
        for clause, substitute in SUBSTITUTES.items():
            suspects[clause.format(name, name)] = at(
                lambda given, name=name, substitute=substitute: {name: substitute(given[name])}
            )
    if "z" in names:
        squash = softmax if "K" in exercise.inputs["z"].axes else sigmoid
        suspects["σ is taken twice" if squash is sigmoid else "softmax is taken twice"] = at(
            lambda given: {"z": squash(given["z"])}
        )
    return suspects


OTHER_OUTPUTS: dict[str, Suspect] = {
    "it gives the magnitude; the sign is lost": lambda case, right: abs(right),
    "its values come in the wrong order": lambda case, right: (
        right[::-1] if right.ndim else np.array(np.nan)
    ),
    "it is upside down: one over the right answer": lambda case, right: 1 / right,
    "it is the square of the right answer": lambda case, right: right**2,
    "it is the square root of the right answer": lambda case, right: np.sqrt(right),
    "it is 1 minus the right answer": lambda case, right: 1 - right,
    "it is 1 more than the right answer": lambda case, right: right + 1,
    "it is 1 less than the right answer": lambda case, right: right - 1,
}


def _tried(value: Callable[[], Any]) -> NDArray:
    """The value, or nan where there is none."""
    try:
        return np.asarray(value(), dtype=float)
    except (ValueError, TypeError, IndexError):
        return np.array(np.nan)
