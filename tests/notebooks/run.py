"""The derivations of a lesson, proved in this process once for all tests of a worker."""

import ast
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import matplotlib.pyplot as plt
from lesson import Lesson

from helpers.derivation.checks import Step

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@cache
def steps_of(path: Path) -> list[Step]:
    """Run what the derivations of a lesson need, and return every step of these, proved."""
    steps, proof = [], Step.proof

    def recorded(step: Step) -> str:
        said = proof(step)
        steps.append(step)
        return said

    with patch.object(Step, "proof", recorded), redirect_stdout(StringIO()):
        names: dict = {"display": lambda *_: None}
        code = "\n".join(cell.source for cell in Lesson.read(path, "").code)
        for statement in needed(ast.parse(code).body):
            exec(compile(ast.Module([statement], []), path.name, "exec"), names)
    plt.close("all")
    return steps


def needed(statements: list[ast.stmt]) -> list[ast.stmt]:
    """Those that write a derivation, and those before them that define a name they use."""
    writers = {"Derivation"}
    for statement in statements:
        if isinstance(statement, ast.FunctionDef) and used(statement) & writers:
            writers.add(statement.name)
    found, wanted = [], set()
    for statement in reversed(statements):
        if used(statement) & writers or defined(statement) & wanted:
            found.insert(0, statement)
            wanted |= used(statement)
    return found


def used(statement: ast.stmt) -> set[str]:
    """The names that a statement reads."""
    names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    return {name.id for name in names if isinstance(name.ctx, ast.Load)}


def defined(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value."""
    found = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=other):
                found.add(other or name)
    return found
