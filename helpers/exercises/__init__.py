"""Checks of a reader's answer: is it right and, if not, what is wrong with it?"""

from helpers.exercises.answers import Verdict, check

__all__ = ["Verdict", "check"]
