"""Formulas that SymPy can check and that print as they were written.

SymPy sorts the factors of a product: ``(a - y) * a * x`` comes back as ``a*x*(a - y)``. A
`Formula` carries both: the SymPy expression, and the line as its author wrote it, as LaTeX and as
Python. Every SymPy function takes a `Formula` for the expression it carries.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from functools import wraps
from typing import Any

import sympy
from sympy.core.relational import Relational
from sympy.matrices import MatrixBase

from helpers.derivation.printing import Latex, Level, Text, bracketed, derivative_latex, level_of

SHORT = 40  # characters of a value that a message shows
OPERATORS = {"true_divide": "truediv", "power": "pow"} | {
    name: name[:3] for name in ("add", "subtract", "multiply")
}


class FormulaError(ValueError):
    """What cannot be read or worked out; the message says why, in the words of the reader."""


def _keeping_roots(operation: Callable[..., Formula]) -> Callable[..., Formula]:
    """Let the result of an operation remember the roots and logarithms of what it is made of."""

    @wraps(operation)
    def keeping(self: Formula, *others: Any) -> Formula:
        result = operation(self, *others)
        parts = (part.roots for part in (self, *others) if isinstance(part, Formula))
        result.roots = result.roots.union(*parts)
        return result

    return keeping


class Formula:
    """A SymPy expression that prints as it was written.

    Parameters
    ----------
    value : sympy.Basic
        The expression.
    latex, text : str
        The formula as it was written, in LaTeX and in Python.
    level : Level
        How tightly it holds together; decides the parentheses.

    Examples
    --------
    >>> from helpers.derivation import symbols
    >>> a, x, y = symbols("a x y")
    >>> (a - y) * a * (1 - a) * x
    (a - y)*a*(1 - a)*x
    >>> print(((a - y) ** 2 / 2).latex)
    \\frac{\\left(a - y\\right)^{2}}{2}
    >>> sympy.expand((a - y) * a)
    a**2 - a*y
    """

    joins = ""  # what it is, if it joins lines or sides and is no term

    _op_priority = 20.0  # SymPy then leaves a mixed operation to this class

    def __init__(
        self, value: sympy.Basic, latex: str, text: str, level: Level = Level.NAME
    ) -> None:
        self.value, self.latex, self.text, self.level = value, latex, text, level
        # SymPy makes x of exp(log(x)); a line needs it to be real all the same.
        self.roots: frozenset[sympy.Expr] = frozenset()

    @classmethod
    def of(cls, value: Any) -> Formula:
        """Return `value`, a number or a SymPy expression, as a formula in SymPy's own order."""
        if isinstance(value, Formula):
            if value.joins:
                raise FormulaError(f"{value} is {value.joins}, and no part of a formula")
            return value
        if isinstance(value, str):
            raise FormulaError(f"a formula is written without quotation marks; got {value!r}")
        try:
            value = sympy.sympify(value, strict=True)
        except (sympy.SympifyError, TypeError, ValueError) as error:
            needs = getattr(value, "needs", "")  # what a family says of itself
            kind = type(value).__name__
            raise FormulaError(needs or f"{_short(value)} ({kind}) is no formula") from error
        if not isinstance(value, sympy.Expr | Relational | MatrixBase):
            raise FormulaError(f"{_short(value)} is no formula")
        for slope in value.atoms(sympy.Derivative):
            for variable, order in slope.variable_count:
                if not order.is_Integer:
                    raise FormulaError(f"a derivative by {variable} of order {order} is unknown")
        if value.is_Matrix:
            value = sympy.ImmutableMatrix(value)
        value = value.xreplace({number: rational(number) for number in value.atoms(sympy.Float)})
        return cls(value, Latex().doprint(value), Text().doprint(value), level_of(value))

    def __array__(self, *_: Any, **__: Any) -> None:
        raise FormulaError(
            f"{self} is a formula and holds no numbers; sigma, log and exp of formulas are those "
            "of helpers.derivation"
        )

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **_: Any) -> Formula:
        """Let numpy's single numbers be, and refuse its arrays and its functions."""
        operation = getattr(operator, OPERATORS.get(ufunc.__name__, ""), None)
        if operation is None:
            raise FormulaError(
                f"numpy's {ufunc.__name__} is for numbers; sigma, log and exp of formulas are "
                "those of helpers.derivation, Max and Min those of SymPy"
            )
        if any(getattr(part, "shape", ()) for part in inputs):
            raise FormulaError("an array is no formula; take sympy.Matrix, or a family of entries")
        return operation(*(part.item() if hasattr(part, "item") else part for part in inputs))

    def _sympy_(self) -> sympy.Basic:
        return self.value

    @property
    def _diff_wrt(self) -> bool:
        return self.value._diff_wrt

    @property
    def is_symbol(self) -> bool:
        return self.value.is_symbol

    def __repr__(self) -> str:
        return self.text

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Formula) else other)

    def __hash__(self) -> int:
        return hash(self.value)

    @_keeping_roots
    def __add__(self, other: Any) -> Formula:
        other = Formula.of(other)
        latex, text = within(other, Level.NAME if other.text.startswith("-") else Level.SUM)
        value = self.value + other.value
        return Formula(value, f"{self.latex} + {latex}", f"{self.text} + {text}", Level.SUM)

    def __radd__(self, other: Any) -> Formula:
        # Python's own sum() starts from 0, which nobody wrote.
        return self if isinstance(other, int) and other == 0 else Formula.of(other) + self

    @_keeping_roots
    def __sub__(self, other: Any) -> Formula:
        other = Formula.of(other)
        latex, text = within(other, Level.OPEN)
        value = self.value - other.value
        return Formula(value, f"{self.latex} - {latex}", f"{self.text} - {text}", Level.SUM)

    def __rsub__(self, other: Any) -> Formula:
        return Formula.of(other) - self

    @_keeping_roots
    def __mul__(self, other: Any) -> Formula:
        other = Formula.of(other)
        latex_l, text_l = within(self, Level.MINUS, Level.OPEN)
        latex_r, text_r = within(other, Level.OPEN)
        numbers = latex_l[-1].isdigit() and latex_r.startswith("\\frac")
        narrow = latex_l.endswith(")") and not latex_r.startswith("\\left")
        if latex_r[0].isdigit() or numbers:
            sign = "\\cdot "
        else:
            sign = "\\, " if narrow or latex_r.startswith("\\frac") else ""
        begins, ends = self.level == Level.MINUS, other.level == Level.OPEN
        level = Level.MINUS if begins else Level.OPEN if ends else Level.PRODUCT
        value = self.value * other.value
        latex, text = f"{latex_l} {sign}{latex_r}", f"{text_l}*{text_r}"
        return Formula(value, latex, text, Level.SUM if begins and ends else level)

    def __rmul__(self, other: Any) -> Formula:
        return Formula.of(other) * self

    @_keeping_roots
    def __truediv__(self, other: Any) -> Formula:
        other = Formula.of(other)
        sign = "-" if self.level == Level.MINUS else ""
        _, text_l = within(self, Level.MINUS, Level.OPEN)
        _, text_r = within(other, Level.POWER)
        latex = f"{sign}\\frac{{{self.latex.removeprefix(sign)}}}{{{other.latex}}}"
        level = Level.MINUS if sign else Level.PRODUCT
        return Formula(self.value / other.value, latex, f"{text_l}/{text_r}", level)

    def __rtruediv__(self, other: Any) -> Formula:
        return Formula.of(other) / self

    @_keeping_roots
    def __pow__(self, other: Any) -> Formula:
        other = Formula.of(other)
        (latex, text_b), (_, text_e) = within(self, Level.NAME), within(other, Level.NAME)
        latex, text = f"{latex}^{{{other.latex}}}", f"{text_b}**{text_e}"
        power = Formula(self.value**other.value, latex, text, Level.POWER)
        if not other.value.is_integer:
            power.roots = frozenset({power.value})
        return power

    def __rpow__(self, other: Any) -> Formula:
        return Formula.of(other) ** self

    @_keeping_roots
    def __neg__(self) -> Formula:
        latex, text = within(self, Level.OPEN)
        level = Level.SUM if self.level == Level.OPEN else Level.MINUS
        return Formula(-self.value, f"-{latex}", f"-{text}", level)

    def __pos__(self) -> Formula:
        return self

    def __lt__(self, other: Any) -> sympy.Basic:
        return self.value < sympy.sympify(other)

    def __le__(self, other: Any) -> sympy.Basic:
        return self.value <= sympy.sympify(other)

    def __gt__(self, other: Any) -> sympy.Basic:
        return self.value > sympy.sympify(other)

    def __ge__(self, other: Any) -> sympy.Basic:
        return self.value >= sympy.sympify(other)

    @_keeping_roots
    def __abs__(self) -> Formula:
        value = sympy.Abs(self.value)
        return Formula(value, f"\\left|{self.latex}\\right|", f"abs({self.text})")

    def diff(self, *variables: Any) -> Formula:
        """Return the derivative, written but not worked out: see `helpers.derivation.diff`."""
        variables = tuple(map(Formula.of, variables))
        values = tuple(v.value for v in variables)
        latex = derivative_latex(self.latex, self.level, values)
        text = f"diff({', '.join(part.text for part in (self, *variables))})"
        return Formula(sympy.Derivative(self.value, *values), latex, text, Level.PRODUCT)


def _short(value: Any) -> str:
    text = " ".join(getattr(value, "__name__", repr(value)).split())
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def rational(number: sympy.Float) -> sympy.Rational:
    """Return what was meant by a number such as 0.1 or 2/3, which Python made a float."""
    near = Fraction(float(number)).limit_denominator(10**6)
    return sympy.Rational(near) if float(near) == float(number) else sympy.Rational(number)


def within(part: Formula, *levels: Level) -> tuple[str, str]:
    """Return LaTeX and text of `part`, in parentheses if it is looser than the first level."""
    loosest, *refused = levels
    if part.level >= loosest and part.level not in refused:
        return part.latex, part.text
    return bracketed(part.latex), f"({part.text})"
