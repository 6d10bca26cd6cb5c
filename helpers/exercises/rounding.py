"""When two values are the same but for rounding.

An answer is right if it is right in exact arithmetic, in whatever form. So a case tells a wrong
answer from a right one only as far as the precision of the answer reaches: an intermediate result
is off by about `eps` of the largest number that enters it, and where a form divides by a small
difference, such as 1 − a, or takes its logarithm, by `eps` over that difference.
"""

import numpy as np
from numpy.typing import NDArray

from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Case

RELATIVE = 1e-6
ROUNDINGS = 64  # how often eps an answer may be off
LOST = 8  # eps over a difference: from here on the difference rounds to 0 in every form


def close(mine: NDArray, right: NDArray, case: Case, exercise: Exercise) -> bool:
    """Return whether `mine` is `right` as far as its precision can tell.

    Parameters
    ----------
    mine, right : array
        Values of an answer, float32 or float64, and the right ones.
    case : Case
        What they were computed from.
    exercise : Exercise
        Says what a textbook's form divides by.
    """
    if mine.shape != right.shape:
        return False
    eps = np.finfo(mine.dtype).eps if mine.dtype == np.float32 else np.finfo(float).eps
    largest = max(1.0, *(abs(value).max(initial=0) for value in (*case.arguments.values(), right)))
    allowed = max(RELATIVE, ROUNDINGS * eps) * abs(right) + ROUNDINGS * eps * largest
    if (noise := _noise(case, exercise, eps)) < LOST:
        allowed = allowed + min(ROUNDINGS * noise, 2) * np.maximum(1, abs(right))
    same = (mine == right) | (abs(mine - right) <= allowed)
    return bool(np.all(same | (~np.isfinite(mine) & (noise >= 1))))


def _noise(case: Case, exercise: Exercise, eps: float) -> float:
    """What rounding makes of the smallest number that the textbook's form divides by."""
    if exercise.divides_by is None:
        return 0.0
    smallest = np.min(np.abs(exercise.divides_by(*case.arguments.values())))
    return float(eps / smallest) if smallest else np.inf
