"""A derivation from a blank page: it begins as asked, ends in the form asked, and leaps nowhere.

That each line follows from the one before is the derivation's own check, as the reader writes it.
What is left to ask is put to the lines as they are printed.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from helpers.exercises.answers import BrokenAnswerError
from helpers.exercises.exercise import Exercise


@dataclass(frozen=True)
class Derived(Exercise):
    """An exercise whose answer is a function of nothing that returns a derivation.

    Parameters
    ----------
    right, inputs, mistakes, divides_by, free_of
        Those of its last line, a formula in these inputs; see `Exercise`.
    start : str
        The first line, as it is printed.
    least : int
        How many lines it has at least, so that every factor gets its own.
    """

    start: str = ""
    least: int = 4
    may_borrow: ClassVar[bool] = True  # its symbols are the notebook's

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.start:
            raise ValueError("start must be the first line, as it is printed")

    def program(self, answer: Any) -> Callable:
        """Return the answer's last line as a function of the inputs.

        Raises
        ------
        NotImplementedError
            If it is not attempted.
        BrokenAnswerError
            If it is refused, or is no derivation from the start to a formula in the inputs alone.
        """
        lines = _lines(answer)
        if lines[0] != self.start:
            raise BrokenAnswerError(f"its first line must be {self.start}; it is {lines[0]}")
        if " = " in lines[-1]:
            raise BrokenAnswerError(f"its last line must be a formula; it is {lines[-1]}")
        tree = ast.parse(lines[-1], mode="eval")
        left = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        left += [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
        left = [text for text in left if text not in self.inputs]
        if left:
            names = ", ".join(self.inputs)
            raise BrokenAnswerError(
                f"its last line still holds {left[0]}; it must be a formula in {names}"
            )
        if len(lines) < self.least:
            raise BrokenAnswerError(
                f"it has {len(lines)} lines; with one change a line it has at least {self.least}"
            )
        code = compile(tree, "<last line>", "eval")
        return lambda *values: eval(code, {}, dict(zip(self.inputs, values, strict=True)))


def _lines(answer: Any) -> list[str]:
    """The lines of the derivation that the answer returns."""
    try:
        derivation = answer() if callable(answer) else answer
    except NotImplementedError:
        raise
    except Exception as error:
        said = " ".join(str(error).split()).rstrip(".")
        if not said.startswith("Line "):
            said = f"it stops with {type(error).__name__}: {said}"
        raise BrokenAnswerError(said[0].lower() + said[1:]) from None
    if derivation is Ellipsis:
        raise NotImplementedError
    if derivation is None:
        raise BrokenAnswerError("it returns nothing; it must return the Derivation")
    lines = getattr(derivation, "lines", None)
    if not lines:
        raise BrokenAnswerError(f"it must return a Derivation; it returns {derivation!r}")
    return [line.text for line in lines]
