"""The right answer of every exercise, against a definition that shares nothing with the course.

A reference and its solution may be wrong in the same way. So each exercise is defined again, in
`lesson_00.py` and so on, by finite differences of the loss that its task states, SciPy or mpmath.
"""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import helpers.exercises
from helpers.exercises.inputs import draw

MODULES = sorted(Path(helpers.exercises.__file__).parent.glob("lesson_*.py"))
EXERCISES = {
    f"{path.stem.removeprefix('lesson_')} {name}": exercise
    for path in MODULES
    for name, exercise in import_module(f"helpers.exercises.{path.stem}").EXERCISES.items()
}


BY_DEFINITION = {
    f"{path.stem.removeprefix('lesson_')} {name}": define
    for path in MODULES
    for name, define in import_module(path.stem).DEFINED.items()
}


def test_every_exercise_is_defined_again():
    assert set(BY_DEFINITION) == set(EXERCISES)


@pytest.mark.parametrize("name", BY_DEFINITION)
def test_the_right_answer_is_right(name: str):
    right, define = EXERCISES[name].right, BY_DEFINITION[name]
    told = 0
    for case in draw(EXERCISES[name].inputs, seed=5):
        values = list(case.arguments.values())
        if any("near" in kind for kind in case.kinds.values()):
            continue  # a finite difference would step over the end
        largest = max(1.0, *(np.max(np.abs(value)) for value in values))
        assert np.allclose(right(*values), define(*values), rtol=1e-6, atol=1e-8 * largest)
        told += np.any(np.abs(right(*values)) > 1e-3)
    assert told >= 12
