"""Say what is wrong with an answer from its values and the right ones.

A diagnosis is a clause and what the values would then be. All that are known are put to the cases
one by one, and those that do not fit are dropped: what survives is what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.exercises.answers import BrokenAnswerError, ask, number, shown
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Case
from helpers.exercises.rounding import close
from helpers.exercises.suspects import OTHER_OUTPUTS, Suspect, factors, other_inputs

MOST = 0.7  # of the cases: a mistake must show there, in values or in having none
IN_A_MISTAKE = 1e6  # roundings: its intermediate results may be large where the right ones are not


@dataclass(frozen=True)
class Asked:
    """An answer, what it was asked, the right values and what it gave."""

    answer: Any
    exercise: Exercise
    cases: list[Case]
    expected: list[NDArray]
    given: list[NDArray]

    @cached_property
    def agreed(self) -> list[bool]:
        """Case by case, whether the answer is right."""
        values = zip(self.given, self.expected, self.cases, strict=True)
        return [close(mine, right, case, self.exercise) for mine, right, case in values]


def named(asked: Asked) -> str:
    """Return the mistake by name: one of the exercise's own, or a factor.

    Parameters
    ----------
    asked : Asked
        The answer and its values.

    Returns
    -------
    str
        A clause that completes "Not yet: …", or nothing.
    """
    exercise = asked.exercise
    own: dict[str, Suspect] = {
        clause: lambda case, _, clause=clause: exercise.mistaken(clause, case)
        for clause in exercise.mistakes
    }
    if found := _fitting(asked, own):
        return found
    if exercise.free_of and _free_of(asked, exercise.free_of):
        return f"it is off by a term that is free of {exercise.free_of}"
    return _fitting(asked, factors(asked.cases[0]))


def described(asked: Asked) -> str:
    """Return what else is seen of a mistake: in its shape, in what it comes to, at least in a case.

    Parameters
    ----------
    asked : Asked
        The answer and its values.

    Returns
    -------
    str
        A clause that completes "Not yet: …". Without arguments it does not give the answer away.
    """
    first, where = asked.given[0], _shortest_difference(asked)
    if not first.ndim and len(asked.cases) > 1 and all(map(first.__eq__, asked.given)):
        return f"it gives {number(first)} whatever the inputs"
    if found := (
        _another_shape(asked)
        or _fitting(asked, OTHER_OUTPUTS)
        or _fitting(asked, other_inputs(asked.exercise))
        or _with_equal_samples(asked)
    ):
        return found
    if kinds := _kinds(asked):
        return f"it is {kinds}; {where}"
    if digits := _right_digits(asked):
        return f"it is right to {digits} digits only (is it rounded, or measured?); {where}"
    return where


# ---- what fits all cases ---------------------------------------------------------------------


def _fitting(asked: Asked, suspects: Mapping[str, Suspect]) -> str:
    """The first suspect that gives the answer's values in every case where both have values.

    Where one has none, as where it takes the logarithm of 0, another form of it may have one.
    """
    alive, told, met = dict(suspects), dict.fromkeys(suspects, 0), set()
    for mine, right, case in zip(asked.given, asked.expected, asked.cases, strict=True):
        for clause, suspect in list(alive.items()):
            wrong = suspect(case, right)
            if not (np.isfinite(wrong).all() and np.isfinite(mine).all()):
                told[clause] += np.array_equal(np.isfinite(wrong), np.isfinite(mine))
            elif close(mine, wrong, case, asked.exercise, IN_A_MISTAKE):
                told[clause] += 1
                met.add(clause)
            else:
                del alive[clause]
        if not alive:
            return ""
    enough = MOST * len(asked.cases)
    return next((clause for clause in alive if clause in met and told[clause] > enough), "")


# ---- what shows otherwise --------------------------------------------------------------------


def _another_shape(asked: Asked) -> str:
    """Say which shape is wanted, where the answer's is another."""
    for mine, right, case in zip(asked.given, asked.expected, asked.cases, strict=True):
        if mine.shape != right.shape:
            if not right.ndim and mine.shape == (case.sizes.get("n"),):
                return "it gives a value for each sample, where one number is wanted: take the mean"
            what, wanted = (
                f"an array of shape {value.shape}" if value.ndim else "one number"
                for value in (mine, right)
            )
            sizes = ", ".join(f"{axis} = {size}" for axis, size in case.sizes.items())
            return f"it gives {what}, where {wanted} is wanted" + f" ({sizes})" * bool(sizes)
    return ""


def _free_of(asked: Asked, name: str) -> bool:
    """Whether answer minus right depends on all arguments but this one."""
    off: dict[str, NDArray] = {}
    for mine, right, case in zip(asked.given, asked.expected, asked.cases, strict=True):
        others = str({key: value for key, value in case.arguments.items() if key != name})
        first = off.setdefault(others, mine - right)
        if not close(mine, right + first, case, asked.exercise):
            return False
    return len(off) < len(asked.cases) / 2


def _with_equal_samples(asked: Asked) -> str:
    """Compare again with the same sample n times: then a factor lost inside a sum shows."""
    exercise = asked.exercise
    if "n" not in asked.cases[0].sizes:
        return ""
    single, equal = [], []
    for case in asked.cases:
        one, same = dict(case.arguments), dict(case.arguments)
        for name, value in exercise.inputs.items():
            if value.axes[:1] == ("n",):
                one[name] = same[name][0]
                same[name] = np.stack([one[name]] * case.sizes["n"])
        single.append(replace(case, arguments=one))
        equal.append(replace(case, arguments=same))
    try:
        given, _ = ask(asked.answer, equal)
    except (BrokenAnswerError, NotImplementedError):
        return ""
    expected = [exercise.expected(case) for case in equal]
    again = Asked(asked.answer, exercise, equal, expected, given)
    if all(again.agreed):
        return "it is right where all samples are equal, and wrong where they differ"
    return _fitting(replace(again, cases=single), factors(single[0]))


def _kinds(asked: Asked) -> str:
    """The kinds of case in which the answer is right, or the fewer in which it is mostly wrong.

    A case does not tell where 0 would do as well, or where the answer may have no value.
    """
    told: dict[str, dict[str, list[bool]]] = {name: {} for name in asked.cases[0].kinds}
    for mine, right, case, agreed in zip(
        asked.given, asked.expected, asked.cases, asked.agreed, strict=True
    ):
        tells = not close(np.zeros_like(right), right, case, asked.exercise)
        if tells and not (agreed and not np.isfinite(mine).all()):
            for name, kind in case.kinds.items():
                told[name].setdefault(kind, []).append(agreed)
    found = []
    for kinds in told.values():
        good = sorted(kind for kind, agreed in kinds.items() if all(agreed) and len(agreed) > 1)
        bad = sorted(set(kinds) - set(good))
        best = max((float(np.mean(kinds[kind])) for kind in bad), default=1.0)
        if good and best < 3 / 4:
            right = f"right for {' and '.join(good)} only"
            found.append(
                (best, right if len(good) <= len(bad) else f"wrong for {' and '.join(bad)}")
            )
    return min(found)[1] if found else ""


def _right_digits(asked: Asked) -> int:
    """To how many digits the answer is right everywhere, 0 if not to two."""
    worst = 0.0
    for mine, right in zip(asked.given, asked.expected, strict=True):
        if not np.isfinite(mine).all():
            return 0
        off = abs(mine - right) / np.maximum(abs(right), 1e-2)
        worst = max(worst, float(off.max(initial=0)))
    return int(-np.log10(worst)) if worst < 1e-2 else 0


def _shortest_difference(asked: Asked) -> str:
    """A case in which the values differ: of them, the one that is shortest to write."""
    differing = [i for i, agreed in enumerate(asked.agreed) if not agreed]
    where = {i: shown(asked.cases[i]) for i in differing}
    first = min(differing, key=lambda i: len(where[i]))
    mine, right = asked.given[first], asked.expected[first]
    if where[first]:
        if np.isnan(mine).any():
            return f"at {where[first]} it gives {number(mine)}"
        texts = [(number(mine, digits), number(right, digits)) for digits in (4, 6, 9, 17)]
        gives, wanted = next((pair for pair in texts if pair[0] != pair[1]), texts[-1])
        return f"at {where[first]} it gives {gives}, not {wanted}"
    if right.ndim or np.isnan(mine).any():
        return f"{number(mine)} is not it"
    return f"{number(mine)} is too {'small' if mine < right else 'large'}"
