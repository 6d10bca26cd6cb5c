"""Exercises: three cells each, solutions that are right, and wrong answers that are recognised."""

import ast
import re
from collections.abc import Callable, Iterator
from inspect import signature

import numpy as np
from lesson import Complaints, Lesson, output_text
from nbformat import NotebookNode

from helpers.exercises import check
from helpers.neuron import sigmoid_prime

MIN_EXERCISES = 3


def exercise_cells(lesson: Lesson) -> Complaints:
    """A stub that raises, a check of one statement that says so, a collapsed solution."""
    if len(lesson.exercises) < MIN_EXERCISES:
        yield f"{len(lesson.exercises)} exercises, fewer than {MIN_EXERCISES}"
    for exercise in lesson.exercises:
        stub, checked, solution = cells_of(lesson, exercise)
        body = ast.parse(stub.source).body
        function = body[-1] if isinstance(body[-1], ast.FunctionDef) else None
        if not function or ast.unparse(function.body[-1]) != "raise NotImplementedError":
            yield f"{stub.id}: must end in a function that raises NotImplementedError"
        statements = ast.parse(checked.source).body
        called = ast.unparse(statements[0]).startswith("check(")
        if len(statements) != 1 or not called:
            yield f"{checked.id}: must be one call of check"
        if not output_text(checked).startswith("Not attempted yet"):
            yield f"{checked.id}: its saved output is not Not attempted yet: …"
        if not solution.source.startswith("<details><summary>Solution</summary>\n\n```python"):
            yield f"{solution.id}: must begin <details><summary>Solution</summary>, then the code"
        if len(solution_code(solution)) != 1 or not solution.source.rstrip().endswith("</details>"):
            yield f"{solution.id}: needs one ```python block, and </details> at its end"


def solutions(lesson: Lesson) -> Complaints:
    """Each solution is right by its own check, using only the imports."""
    for exercise in lesson.exercises:
        try:
            verdict, _ = attempt(lesson, exercise)
        except Exception as error:
            yield f"{exercise}: {type(error).__name__}: {error}"
            continue
        if verdict != "Right.":
            yield f"{exercise}: the check says of its own solution: {verdict}"


def wrong_answers(lesson: Lesson) -> Complaints:
    """The solution with a factor too many or too few, and each declared mistake, is recognised."""
    for exercise in lesson.exercises:
        try:
            _, (solution, like, options) = attempt(lesson, exercise)
        except Exception:
            continue  # the rule about solutions says so
        named = [f"Not yet: {name}." for name in options.get("mistakes", {})]
        for text, wrong in typical_mistakes(solution, like, options):
            verdict = check(wrong, like, **options)
            if text not in verdict and verdict not in named:
                yield f"{exercise}: expected {text!r}, but the check says: {verdict}"
        for name, mistake in options.get("mistakes", {}).items():
            if (verdict := check(mistake, like, **options)) != f"Not yet: {name}.":
                yield f"{exercise}: expected {name!r}, but the check says: {verdict}"


def typical_mistakes(
    solution: Callable, like: object, options: dict
) -> Iterator[tuple[str, Callable]]:
    """Wrong versions of a right answer, each with words of the diagnosis it must get."""

    def times(factor: Callable) -> Callable:
        return lambda *arguments: factor(*arguments) * np.asarray(solution(*arguments))

    yield "the sign is wrong", times(lambda *_: -1)
    yield "twice the right answer", times(lambda *_: 2)
    yield "half the right answer", times(lambda *_: 0.5)
    names = list(signature(like).parameters) if callable(like) else []
    vectors = {"classes", "samples", "inputs"} & set(options)
    if "z" in names and not vectors:
        at = names.index("z")
        yield "lacks the factor σ′(z)", times(lambda *values: 1 / sigmoid_prime(values[at]))
        yield "one factor σ′(z) too many", times(lambda *values: sigmoid_prime(values[at]))
    if "x" in names and not vectors:
        yield "lacks the factor x", times(lambda *values: 1 / values[names.index("x")])
    if samples := options.get("samples"):
        yield "lacks the factor 1/n", times(lambda *_: samples)


def attempt(lesson: Lesson, exercise: str) -> tuple[str, tuple]:
    """The verdict on the exercise's solution, and what its check was called with."""
    _, checked, solution = cells_of(lesson, exercise)
    calls = []

    def recorded(answer: object, like: object, **options: object) -> str:
        calls.append((answer, like, options))
        return check(answer, like, **options)

    namespace: dict = {}
    exec(lesson["imports"].source, namespace)
    exec(solution_code(solution)[0], namespace)
    verdict = eval(checked.source, namespace | {"check": recorded})
    return verdict, calls[0]


def cells_of(lesson: Lesson, exercise: str) -> list[NotebookNode]:
    return [lesson[f"{exercise}-{part}"] for part in ("stub", "check", "solution")]


def solution_code(cell: NotebookNode) -> list[str]:
    return re.findall(r"```python\n(.*?)```", cell.source, re.S)
