"""A lesson run in this process, once for all tests of a worker that look at what it made."""

import ast
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import matplotlib.pyplot as plt
from lesson import Lesson
from matplotlib.figure import Figure

from helpers.derivation.checks import Step

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@dataclass
class Run:
    """What the cells of a lesson made.

    Attributes
    ----------
    steps : list of Step
        Every step of every derivation, proved.
    shown : dict
        By cell id, the values that the cell displayed, its last expression included.
    figures : dict
        By cell id, the matplotlib figures that the cell left open.
    """

    steps: list[Step] = field(default_factory=list)
    shown: dict[str, list] = field(default_factory=dict)
    figures: dict[str, list[Figure]] = field(default_factory=dict)


@cache
def run(path: Path) -> Run:
    """Run the code cells of a lesson, and return what they made."""
    made, proof = Run(), Step.proof

    def recorded(step: Step) -> str:
        said = proof(step)
        made.steps.append(step)
        return said

    with patch.object(Step, "proof", recorded), redirect_stdout(StringIO()):
        names: dict = {}
        for cell in Lesson.read(path, "").code:
            shown = made.shown[cell.id] = []
            names["display"] = lambda *values, shown=shown: shown.extend(values)
            *body, last = ast.parse(cell.source).body
            if isinstance(last, ast.Expr):
                last = ast.parse(f"display({ast.unparse(last.value)})").body[0]
            code = ast.Module([*body, last], [])
            exec(compile(code, f"{path.name} {cell.id}", "exec"), names)
            made.figures[cell.id] = [plt.figure(number) for number in plt.get_fignums()]
            plt.close("all")
    return made
