"""One line of a derivation, and how it is rendered."""

import re
from dataclasses import dataclass
from numbers import Number
from typing import Any

import sympy
from sympy.matrices import MatrixBase

from helpers.derivation.formulas import Formula
from helpers.derivation.notation import Eq


@dataclass(frozen=True)
class Line:
    """One line of a derivation.

    Attributes
    ----------
    number : int
        From 1.
    reason : str
        Why it follows; empty for the first line.
    proof : str
        How that was proved: "exact", or "25 points, 40 digits"; empty for the first line.
    formula : Formula
        The line as it was written.
    put_in : tuple of pairs of Formula
        The values put in, if any: symbol and value.
    """

    number: int
    reason: str
    proof: str
    formula: Formula
    put_in: tuple[tuple[Formula, Formula], ...] = ()

    @property
    def latex(self) -> str:
        """The line in LaTeX, to be shown alone."""
        return self.formula.latex

    @property
    def text(self) -> str:
        """The line in Python; an equation with its equals sign."""
        if isinstance(self.formula, Eq):
            return f"{self.formula.left} = {self.formula.right}"
        return self.formula.text

    @property
    def why(self) -> str:
        """The reason and the values put in, as text."""
        values = ", ".join(f"{key} = {value}" for key, value in self.put_in)
        return ": ".join(filter(None, (self.reason.replace("$", ""), values)))

    @property
    def why_latex(self) -> str:
        """The reason and the values put in, in LaTeX."""
        values = ",\\ ".join(f"{key.latex} = {value.latex}" for key, value in self.put_in)
        colon = "\\text{: }" if self.reason and values else ""
        return f"{_reason_latex(self.reason)}{colon}{values}"

    def row(self) -> str:
        """Return the line as a row of an aligned block."""
        if isinstance(self.formula, Eq):
            relation = f"{self.formula.left.latex} &= {self.formula.right.latex}"
        else:
            relation = f"&= {self.latex}"
        if self.number == 1:
            return relation
        return f"{relation} && {self.why_latex} && {{\\small\\text{{{self.proof}}}}}"


def read(value: Any, what: str) -> Formula:
    """Return a line, or a value put in, as a formula; raise ValueError if it is neither."""
    expr = value.value if isinstance(value, Formula) else value
    if isinstance(expr, Number):
        expr = sympy.sympify(expr)
    accepted = isinstance(expr, sympy.Expr | sympy.Eq | MatrixBase)
    if not accepted or expr.has(sympy.nan, sympy.zoo, sympy.oo):
        raise ValueError(
            f"{what} must be a SymPy expression, an equation Eq(left, right) or a finite number; "
            f"got {value!r} of type {type(value).__name__}."
        )
    if isinstance(expr, sympy.Eq) and not isinstance(value, Eq):
        return Eq(expr.lhs, expr.rhs)
    return Formula.of(value)


def _reason_latex(reason: str) -> str:
    """Return a reason in LaTeX: text, what stands between dollar signs, and special characters."""
    parts = re.split(r"\$([^$]*)\$", reason)
    special = {"\\": "\\backslash ", "^": "\\wedge ", "~": "\\sim "}

    def upright(text: str) -> str:
        pieces = re.split(r"([\\#$%&_{}^~])", text)
        return "".join(
            special.get(piece, f"\\{piece}") if k % 2 else f"\\text{{{piece}}}"
            for k, piece in enumerate(pieces)
            if piece
        )

    return "".join(part if k % 2 else upright(part) for k, part in enumerate(parts))
