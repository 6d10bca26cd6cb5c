"""How expressions are printed that nobody wrote, and where parentheses go."""

from enum import IntEnum
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices import MatrixBase
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.str import StrPrinter


class Level(IntEnum):
    """How tightly a formula holds together; an open one ends in a Σ and takes nothing after."""

    SUM, MINUS, OPEN, PRODUCT, POWER, NAME = range(6)


def level_of(value: sympy.Basic) -> Level:
    """Return how tightly an expression in SymPy's own order holds together."""
    if isinstance(value, sympy.Sum):
        return Level.OPEN
    if value.is_Number and value.is_negative:
        return Level.MINUS
    rank = precedence(value)
    for level, name in ((Level.SUM, "Add"), (Level.PRODUCT, "Mul"), (Level.POWER, "Pow")):
        if rank <= PRECEDENCE[name]:
            return level
    return Level.NAME


def bracketed(latex: str) -> str:
    """Return LaTeX in parentheses, which are square around round ones."""
    left, right = "[]" if "\\left(" in latex else "()"
    return f"\\left{left}{latex}\\right{right}"


def derivative_latex(latex: str, level: Level, variables: tuple[sympy.Expr, ...]) -> str:
    """Return the derivative by the variables, one for each order, of a formula in LaTeX."""
    order = f"^{{{len(variables)}}}" if len(variables) > 1 else ""
    below = " ".join(
        f"\\partial {Latex().doprint(v)}" + (f"^{{{variables.count(v)}}}" if order else "")
        for v in dict.fromkeys(variables)
    ).replace("^{1}", "")
    if level == Level.NAME:
        return f"\\frac{{\\partial{order} {latex}}}{{{below}}}"
    return f"\\frac{{\\partial{order}}}{{{below}}} {bracketed(latex)}"


class Latex(LatexPrinter):
    """SymPy's LaTeX, with ∂ for derivatives and plain indices."""

    def _print(self, expr: Any, **kwargs: Any) -> str:
        if isinstance(expr, sympy.Derivative):
            return derivative_latex(self._print(expr.expr), level_of(expr.expr), expr.variables)
        if isinstance(expr, sympy.Indexed):
            indices = [self._print(index) for index in expr.indices]
            joint = "" if all(len(index) == 1 for index in indices) else ", "
            return f"{self._print(expr.base)}_{{{joint.join(indices)}}}"
        if isinstance(expr, AppliedUndef):
            return f"{expr.name}({', '.join(map(self._print, expr.args))})"
        return super()._print(expr, **kwargs)


class Text(StrPrinter):
    """SymPy's text, with the words of this wing."""

    def _print(self, expr: Any, **kwargs: Any) -> str:
        if isinstance(expr, sympy.Derivative):
            return f"diff({', '.join(map(self._print, (expr.expr, *expr.variables)))})"
        if isinstance(expr, sympy.KroneckerDelta):
            return f"delta({', '.join(map(self._print, expr.args))})"
        if isinstance(expr, MatrixBase):
            return f"Matrix({super()._print(expr.tolist())})"
        return super()._print(expr, **kwargs)
