"""When two values are the same but for rounding.

An answer is right if it is right in exact arithmetic, in whatever form. So a case tells a wrong
answer from a right one only as far as the precision of the answer reaches: an intermediate result
is off by about `eps` of the largest number that enters it, and where a form divides by a small
difference, such as 1 − a, or takes its logarithm, by `eps` over that difference.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Case

EPS = {kind: float(np.finfo(kind).eps) for kind in (np.float32, np.float64)}
RELATIVE = 1e-6
ROUNDINGS = 8
LOST = 8  # eps over a difference: from here on the difference rounds to 0 in every form


def close(
    mine: NDArray, right: NDArray, case: Case, exercise: Exercise, roundings: float = ROUNDINGS
) -> bool:
    """Return whether `mine` is `right` as far as its precision can tell.

    Parameters
    ----------
    mine, right : array
        Values of an answer, float32 or float64, and the right ones.
    case : Case
        What they were computed from.
    exercise : Exercise
        Says what a textbook's form divides by.
    roundings : float
        How often eps the answer may be off.
    """
    if mine.shape != right.shape:
        return False
    size = abs(right)
    eps = EPS[np.float32] if mine.dtype == np.float32 else EPS[np.float64]
    largest = max(case.largest, float(size.max(initial=0)))
    allowed = max(RELATIVE, roundings * eps) * size + roundings * eps * largest
    if exercise.divides_by is None:
        return bool((abs(mine - right) <= allowed).all())
    if (noise := _noise(case, exercise.divides_by, eps)) < LOST:
        allowed = allowed + min(ROUNDINGS * noise, 2) * np.maximum(1, size)
    return bool(((abs(mine - right) <= allowed) | (~np.isfinite(mine) & (noise >= 1))).all())


def _noise(case: Case, divides_by: Callable, eps: float) -> float:
    """What rounding makes of the smallest number that the textbook's form divides by."""
    smallest = np.min(np.abs(divides_by(*case.arguments.values())))
    return float(eps / smallest) if smallest else np.inf
