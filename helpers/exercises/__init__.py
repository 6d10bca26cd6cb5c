"""Checks of a reader's answer: is it right and, if not, what is wrong with it?

A lesson imports the `check` of its own module, ``from helpers.exercises.lesson_03 import check``.
That module holds the lesson's exercises: right answers, what their arguments may be, and the usual
mistakes. `check` puts an answer to inputs drawn afresh; the other modules say how.
"""

from helpers.exercises.check import Verdict, check_for
from helpers.exercises.derived import Derived
from helpers.exercises.exercise import Exercise

__all__ = ["Derived", "Exercise", "Verdict", "check_for"]
