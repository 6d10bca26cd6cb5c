"""Every derivation in the lessons refuses each of its lines once a fault is planted there."""

from itertools import cycle
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from lesson import Lesson

from helpers.derivation import Derivation, DerivationError, Eq, sigma_prime, symbols

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
FAULTS = -1, 2, symbols("x"), sigma_prime(symbols("z"))


def derivations(path: Path, monkeypatch) -> list[tuple]:
    """Run a notebook's cells and return what each of its derivations was made of."""
    made = []
    check = Derivation.__init__

    def record(self, first, *steps):
        check(self, first, *steps)
        made.append((first, *steps))

    monkeypatch.setattr(Derivation, "__init__", record)
    names = {"display": lambda *_: None}
    for cell in Lesson.read(path, "").code:
        exec(compile(cell.source, f"{path.name} {cell.id}", "exec"), names)
    plt.close("all")
    monkeypatch.undo()
    return made


def spoilt(line, fault):
    if isinstance(line, Eq):
        return Eq(line.left, line.right * fault if line.right.value else fault)
    return fault * line


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_planted_fault_is_refused_in_every_line(path, monkeypatch, capsys):
    faults = cycle(FAULTS)
    for first, *steps in derivations(path, monkeypatch):
        for k, (reason, line, *values) in enumerate(steps):
            fault = next(faults)
            wrong = spoilt(line, fault)
            with pytest.raises(DerivationError, match=f"Line {k + 2} "):
                Derivation(first, *steps[:k], (reason, wrong, *values))
