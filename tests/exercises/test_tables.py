"""Answers to every exercise of every lesson, right and wrong, and the verdict that each must get.

The tables stand in `lesson_00.py` and so on, and share nothing with `helpers/exercises`. There a
verdict ends in … where the rest is a case with its digits; of an answer that has no name, … is all.
"""

from collections.abc import Callable
from importlib import import_module

import pytest
from test_references import EXERCISES, MODULES

from helpers.exercises.check import judge

TABLES = {
    f"{path.stem.removeprefix('lesson_')} {name}": table
    for path in MODULES
    for name, table in import_module(path.stem).ANSWERS.items()
}
RIGHT, UNNAMED = ("Right.", "Right, though …"), "…"
ROWS = [
    pytest.param(key, said, program, seed, id=f"{key} {seed} {said}")
    for key, table in TABLES.items()
    for seed, (said, program) in enumerate(
        (said, program) for said, programs in table.items() for program in programs
    )
]


def agrees(verdict: str, said: str) -> bool:
    said = said if said in RIGHT else f"Not yet: {said}."
    head, found, _ = said.partition("…")
    return verdict.startswith(head) if found else verdict == said


@pytest.mark.parametrize(("key", "said", "program", "seed"), ROWS)
def test_an_answer_gets_its_verdict(key: str, said: str, program: Callable, seed: int):
    verdict = judge(program, EXERCISES[key], seed)
    assert agrees(verdict, said), verdict


def test_every_exercise_has_its_table():
    assert set(TABLES) == set(EXERCISES)


@pytest.mark.parametrize("key", TABLES)
def test_a_table_is_large_enough(key: str):
    counts = {said: len(programs) for said, programs in TABLES[key].items()}
    right = sum(counts.pop(said, 0) for said in RIGHT)
    wrong, unnamed = sum(counts.values()), counts.get(UNNAMED, 0)
    assert right >= 3
    assert wrong >= 15
    assert (wrong - unnamed) / wrong >= 2 / 3


@pytest.mark.parametrize("key", EXERCISES)
def test_every_usual_mistake_is_in_the_table(key: str):
    assert set(EXERCISES[key].mistakes) - set(TABLES[key]) == set()
