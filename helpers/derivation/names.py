"""Names that stand for formulas, and the sigmoid by its name, as SymPy's own symbols."""

from __future__ import annotations

from typing import Any

import sympy


class _ByName(sympy.Function):
    """A function of one argument that prints by its name."""

    nargs = 1

    def _latex(self, printer: Any) -> str:
        return f"{self.tex}\\left({printer._print(self.args[0])}\\right)"

    def _sympystr(self, printer: Any) -> str:
        return f"{self.text}({printer._print(self.args[0])})"


class Sigma(_ByName):
    """The sigmoid σ(z) as a SymPy function."""

    tex, text = "\\sigma", "sigma"

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        return SigmaPrime(self.args[0])

    def _eval_rewrite_as_exp(self, z: sympy.Expr, **_: Any) -> sympy.Expr:
        return 1 / (1 + sympy.exp(-z))


class SigmaPrime(_ByName):
    """The slope σ′(z) of the sigmoid as a SymPy function."""

    tex, text = "\\sigma'", "sigma_prime"

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        z = self.args[0]
        return SigmaPrime(z) * (1 - 2 * Sigma(z))

    def _eval_rewrite_as_exp(self, z: sympy.Expr, **_: Any) -> sympy.Expr:
        return sympy.exp(-z) / (1 + sympy.exp(-z)) ** 2


class Ranged(sympy.Symbol):
    """A symbol with a range: a real one strictly between its ends, a whole number up to them."""

    __slots__ = ("high", "low")

    def __new__(cls, name: str, low: sympy.Expr, high: sympy.Expr, **assumptions: bool) -> Ranged:
        self = sympy.Symbol.__xnew__(cls, name, **assumptions)
        self.low, self.high = low, high
        return self

    def _hashable_content(self) -> tuple:
        return (*super()._hashable_content(), self.low, self.high)

    def __reduce__(self) -> tuple:
        return _ranged, (type(self), self.name, self.low, self.high, self._assumptions_orig)


class Label(Ranged):
    """The name of a family: the x of x_ij, which is not the symbol x."""


def _ranged(cls: type[Ranged], name: str, low: Any, high: Any, assumptions: dict) -> Ranged:
    return cls(name, low, high, **assumptions)


def range_of(atom: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """Return the ends between which a symbol or an indexed one lies, infinite where it has none."""
    symbol = name_of(atom)
    low, high = -sympy.oo, sympy.oo
    if isinstance(symbol, Ranged):
        low, high = symbol.low, symbol.high
    if low == -sympy.oo and symbol.is_nonnegative:
        low = sympy.Integer(bool(symbol.is_integer and symbol.is_positive))
    if high == sympy.oo and symbol.is_nonpositive:
        high = -sympy.Integer(bool(symbol.is_integer and symbol.is_negative))
    return low, high


class Named(sympy.Symbol):
    """A symbol that stands for a formula; with indices, for one formula per index."""

    __slots__ = ("formula", "indices")

    def __new__(cls, name: str, formula: sympy.Expr, indices: tuple = ()) -> Named:
        self = sympy.Symbol.__xnew__(cls, name, real=True)
        self.formula, self.indices = formula, indices
        return self

    def _hashable_content(self) -> tuple:
        return (*super()._hashable_content(), self.formula, self.indices)

    def __reduce__(self) -> tuple:
        return Named, (self.name, self.formula, self.indices)

    @property
    def free_symbols(self) -> set:
        return {self} | self.formula.free_symbols

    def _eval_derivative_n_times(self, variable: sympy.Expr, n: int) -> sympy.Expr:
        if variable == self:
            return super()._eval_derivative_n_times(variable, n)
        return self.formula.diff((variable, n))


def name_of(expr: sympy.Expr) -> sympy.Expr:
    """Return the name of an indexed symbol; of anything else, itself."""
    return expr.base.label if isinstance(expr, sympy.Indexed) else expr


def definition(expr: sympy.Expr) -> sympy.Expr | None:
    """Return the formula a name stands for, at its indices; None if `expr` is no name."""
    name = name_of(expr)
    if not isinstance(name, Named) or (name.indices and name is expr):
        return None
    indices = expr.indices if isinstance(expr, sympy.Indexed) else ()
    return name.formula.xreplace(dict(zip(name.indices, indices, strict=True)))
