"""Say whether a reader's answer is right and, if not, what is wrong with it."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from helpers.exercises import diagnoses
from helpers.exercises.answers import BrokenAnswerError, ask, borrowed, number, shown
from helpers.exercises.diagnoses import Asked
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import draw

ASKED_AGAIN = 6


class Verdict(str):
    """One line about an answer; a notebook shows it without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def check_for(exercises: Mapping[str, Exercise]) -> Callable[..., Verdict]:
    """Return the `check` of a lesson.

    Parameters
    ----------
    exercises : mapping from str to Exercise
        The lesson's exercises, each by the name of the function that the reader writes.

    Raises
    ------
    ValueError
        If one of them is no `Exercise`.
    """
    for name, exercise in exercises.items():
        if not isinstance(exercise, Exercise):
            raise ValueError(f"exercises: {name} must be an Exercise; got {exercise!r}")

    def check(answer: Any, exercise: str | None = None) -> Verdict:
        """Compare an answer with the right one, and name the mistake.

        Parameters
        ----------
        answer : callable or number
            The function that the exercise asks for; or a number, where it takes no arguments.
        exercise : str, optional
            The exercise that it answers, if the answer has another name.

        Returns
        -------
        Verdict
            One line: "Right.", "Not attempted yet: …" or "Not yet: …".
        """
        here = sys._getframe(1).f_globals  # a lambda or a number has only the notebook's name
        called = [name for name in exercises if here.get(name) is answer]
        name = exercise or getattr(answer, "__name__", "")
        if len(called) == 1 and exercise is None:
            name = called[0]
        if name not in exercises:
            names = ", ".join(exercises)
            return Verdict(f"Not yet: which exercise is this? Give the answer its name: {names}.")
        return judge(answer, exercises[name])

    return check


def judge(answer: Any, exercise: Exercise, seed: int | None = None) -> Verdict:
    """Put an answer to an exercise's inputs, drawn afresh unless there is a seed.

    Parameters
    ----------
    answer : callable or number
        The reader's function; or a value, where the exercise has no inputs.
    exercise : Exercise
        What it should be.
    seed : int, optional
        For a test that must draw the same again.

    Returns
    -------
    Verdict
        A string, one line: "Right.", "Not attempted yet: …" or "Not yet: …".

    Raises
    ------
    ValueError
        If the exercise has no finite right answer somewhere, or a mistake of it gives no numbers.

    Examples
    --------
    >>> from helpers.exercises.inputs import logit, target
    >>> from helpers.neuron import sigmoid
    >>> exercise = Exercise(lambda z, y: sigmoid(z) - y, {"z": logit(), "y": target()})
    >>> judge(lambda z, y: 1 / (1 + np.exp(-z)) - y, exercise)
    Right.
    >>> judge(lambda z, y: y - sigmoid(z), exercise)
    Not yet: the sign is wrong.
    >>> judge(lambda z, y: (sigmoid(z) - y) * sigmoid(z) * (1 - sigmoid(z)), exercise)
    Not yet: it has one factor σ′(z) too many.
    """
    cases = draw(exercise.inputs, seed)
    with np.errstate(all="ignore"):  # what overflows is looked at: an infinity is refused
        expected = [exercise.expected(case) for case in cases]
    try:
        program = exercise.program(answer)
        values, warned = ask(program, cases + cases[:ASKED_AGAIN])
        given, again = values[: len(cases)], values[len(cases) :]
        if not all(map(np.array_equal, again, given[: len(again)], [True] * len(again))):
            raise BrokenAnswerError("asked again with the same inputs, it gives another value")
        return Verdict(_compared(Asked(program, exercise, cases, expected, given), warned))
    except NotImplementedError:
        return Verdict("Not attempted yet: write your answer in the cell above, run it, then this.")
    except BrokenAnswerError as broken:
        reason = str(broken)
        return Verdict(_not_yet(reason if exercise.may_borrow else _borrowing(answer, reason)))


@np.errstate(all="ignore")  # what overflows is looked at: in `close`, and by `divides_by`
def _compared(asked: Asked, warned: str) -> str:
    """The verdict on an answer that gave numbers."""
    if not all(asked.agreed):
        named = diagnoses.named(asked)
        return _not_yet(named or _borrowing(asked.answer, diagnoses.described(asked)))
    for mine, case in zip(asked.given, asked.cases, strict=True):
        if not np.isfinite(mine).all():
            where = f"at {shown(case)}, where rounding leaves 0, it gives {number(mine)}"
            return f"Right, though {where}."
    return f"Right, though it warns: {warned}." if warned else "Right."


def _not_yet(reason: str) -> str:
    return f"Not yet: {reason}" + "." * (reason[-1] not in "?!.…")


def _borrowing(answer: Any, reason: str) -> str:
    """Say first which names the answer takes from its notebook: they are the likely cause."""
    if names := borrowed(answer):
        return f"it takes {' and '.join(names)} from the notebook, not from its inputs; {reason}"
    return reason
