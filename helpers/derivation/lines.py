"""One line of a derivation, and how it is rendered."""

import re
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from helpers.derivation.formulas import Formula, FormulaError
from helpers.derivation.names import Named
from helpers.derivation.relations import Bound, Branch, Eq


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
        How that was proved: "exact", or "60 points, 600 digits"; empty for the first line.
    formula : Formula
        The line as it was written.
    put_in : tuple of pairs of Formula
        The values put in, if any: symbol and value.
    branches : tuple of Branch
        The branches taken, if any.
    """

    number: int
    reason: str
    proof: str
    formula: Formula
    put_in: tuple[tuple[Formula, Formula], ...] = ()
    branches: tuple[Branch, ...] = ()

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
    def joined(self) -> str:
        """The line in Python after the sign that joins it to the one before."""
        if isinstance(self.formula, Eq):
            return self.text
        sign = self.formula.relation if isinstance(self.formula, Bound) else "="
        return f"{sign} {self.text}"

    @property
    def why(self) -> str:
        """The reason and the values put in, as text."""
        parts = [f"{key} = {value}" for key, value in self.put_in]
        parts += [c.text for branch in self.branches for c in branch.conditions]
        values = ", ".join(parts)
        return ": ".join(filter(None, (self.reason.replace("$", ""), values)))

    @property
    def why_latex(self) -> str:
        """The reason and the values put in, in LaTeX."""
        parts = [f"{key.latex} = {value.latex}" for key, value in self.put_in]
        parts += [c.latex for branch in self.branches for c in branch.conditions]
        values = ",\\ ".join(parts)
        colon = "\\text{: }" if self.reason and values else ""
        return f"{_reason_latex(self.reason)}{colon}{values}"

    def row(self) -> str:
        """Return the line as a row of an aligned block."""
        if isinstance(self.formula, Eq):
            relation = f"{self.formula.left.latex} &= {self.formula.right.latex}"
        else:
            sign = self.formula.relation_latex if isinstance(self.formula, Bound) else "="
            relation = f"&{sign} {self.latex}"
        if self.number == 1:
            return relation
        return f"{relation} && {self.why_latex} && {{\\small\\text{{{self.proof}}}}}"


def read(value: Any, what: str, *, is_line: bool = True) -> Formula:
    """Return a line, or a value put in, as a formula; raise ValueError if it is neither."""
    try:
        formula = value if isinstance(value, Formula) else Formula.of(value)
    except FormulaError as error:
        raise FormulaError(f"{what}: {error}.") from None
    expr = formula.value
    if isinstance(expr, sympy.Eq) and not isinstance(formula, Eq):
        formula = Eq(expr.lhs, expr.rhs)
    is_relation = isinstance(expr, Relational) and not isinstance(formula, Eq)
    if is_relation or (formula.joins and not is_line):
        raise FormulaError(f"{what}: {formula} is a condition or an equation, and no formula.")
    if not is_line and expr.is_Matrix:
        raise FormulaError(f"{what} is a matrix; put in its entries one by one.")
    for part in sympy.preorder_traversal(expr):
        if words := _unreadable(part):
            raise FormulaError(f"{what}, {formula}: {words}.")
    return formula


def _unreadable(part: sympy.Basic) -> str:
    """Return what is wrong with a part of a formula, if it is nothing that can be checked."""
    for kind, find in UNREADABLE.items():
        if isinstance(part, kind) and (words := find(part)):
            return words
    return ""


def _undeclared(symbol: sympy.Symbol) -> str:
    is_known = isinstance(symbol, Named | sympy.Dummy) or symbol.is_real
    return "" if is_known else f'{symbol} is not declared real; use symbols("{symbol}")'


def _foreign(function: AppliedUndef) -> str:
    own = {"ln": "log"}.get(function.name, function.name)
    is_own = own in ("log", "exp", "sigma", "sigma_prime")
    return f"{function.name} is not known; import {own} from helpers.derivation" if is_own else ""


NOT_FINITE = type(sympy.nan), type(sympy.zoo), type(sympy.oo), type(-sympy.oo)
UNREADABLE = {
    NOT_FINITE: lambda part: f"it is not finite, but holds {part}",
    type(sympy.I): lambda part: f"it is not real, but holds {part}",
    sympy.Symbol: _undeclared,
    AppliedUndef: _foreign,
    (sympy.Integral, sympy.Product, sympy.Limit, sympy.Order): lambda part: (
        f"{type(part).__name__} is nothing that is checked here"
    ),
}


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
