"""Exercises: three cells each, solutions that are right, and wrong answers that are recognised."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

import numpy as np
from lesson import Complaints, Lesson, output_text
from nbformat import NotebookNode

from helpers.exercises import Derived, Exercise
from helpers.exercises.check import judge

MIN_EXERCISES = 3


def exercise_cells(lesson: Lesson) -> Complaints:
    """A stub that raises, a check of it in one short line, a collapsed solution."""
    if len(lesson.exercises) < MIN_EXERCISES:
        yield f"{len(lesson.exercises)} exercises, fewer than {MIN_EXERCISES}"
    for exercise in lesson.exercises:
        stub, checked, solution = cells_of(lesson, exercise)
        body = ast.parse(stub.source).body
        function = body[-1] if isinstance(body[-1], ast.FunctionDef) else None
        if not function or ast.unparse(function.body[-1]) != "raise NotImplementedError":
            yield f"{stub.id}: must end in a function that raises NotImplementedError"
        elif checked.source != f"check({function.name})":
            yield f"{checked.id}: must be check({function.name})"
        if not output_text(checked).startswith("Not attempted yet"):
            yield f"{checked.id}: its saved output is not Not attempted yet: …"
        if not solution.source.startswith("<details><summary>Solution</summary>\n\n```python"):
            yield f"{solution.id}: must begin <details><summary>Solution</summary>, then the code"
        if len(solution_code(solution)) != 1 or not solution.source.rstrip().endswith("</details>"):
            yield f"{solution.id}: needs one ```python block, and </details> at its end"


def exercise_module(lesson: Lesson) -> Complaints:
    """The imports take check from the lesson's own module, which holds what the cells check."""
    name = module_of(lesson)
    if f"from {name} import check\n" not in f"{lesson['imports'].source}\n":
        yield f"imports: lacks from {name} import check"
    checked = set(re.findall(r"^check\((\w+)\)$", "\n".join(c.source for c in lesson.code), re.M))
    for exercise in sorted(checked ^ set(exercises_of(lesson))):
        yield f"{exercise}: is in only one of {name} and the lesson's checks"


def solutions(lesson: Lesson) -> Complaints:
    """Each solution is right by its own check, using only the imports."""
    for exercise in lesson.exercises:
        _, checked, solution = cells_of(lesson, exercise)
        namespace: dict = {}
        try:
            exec(lesson["imports"].source, namespace)
            exec(solution_code(solution)[0], namespace)
            verdict = eval(checked.source, namespace)
        except Exception as error:
            yield f"{exercise}: {type(error).__name__}: {error}"
            continue
        if verdict != "Right.":
            yield f"{exercise}: the check says of its own solution: {verdict}"


def wrong_answers(lesson: Lesson) -> Complaints:
    """The right answer times a factor is recognised; the tables of answers hold all else."""
    for name, exercise in exercises_of(lesson).items():
        if isinstance(exercise, Derived):
            continue  # a derivation cannot end in the right answer times a factor
        own = [f"Not yet: {clause}." for clause in exercise.mistakes]
        for words, wrong in times_a_factor(exercise.right):
            verdict = judge(wrong, exercise, seed=6)
            if words not in verdict and verdict not in own:
                yield f"{name}: expected {words!r}, but the check says: {verdict}"


def times_a_factor(right: Callable) -> Iterator[tuple[str, Callable]]:
    """Wrong versions of a right answer, each with words of the diagnosis it must get."""
    said = {-1: "the sign is wrong", 2: "twice the right answer", 0.5: "half the right answer"}
    for factor, words in said.items():
        yield words, lambda *values, factor=factor: factor * np.asarray(right(*values))


def module_of(lesson: Lesson) -> str:
    return f"helpers.exercises.lesson_{lesson.name[:2]}"


def exercises_of(lesson: Lesson) -> Mapping[str, Exercise]:
    """The exercises of a lesson by the name of their function."""
    return import_module(module_of(lesson)).EXERCISES


def cells_of(lesson: Lesson, exercise: str) -> list[NotebookNode]:
    return [lesson[f"{exercise}-{part}"] for part in ("stub", "check", "solution")]


def solution_code(cell: NotebookNode) -> list[str]:
    return re.findall(r"```python\n(.*?)```", cell.source, re.S)
