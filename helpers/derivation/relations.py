"""How lines, and the sides of a line, are joined: equations, ≤, <, ≥ and >, and branches."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.relational import Relational

from helpers.derivation.formulas import Formula, FormulaError
from helpers.derivation.names import Ranged, range_of
from helpers.derivation.notation import range_between
from helpers.derivation.printing import Level


class Eq(Formula):
    """An equation between two formulas, written but not worked out.

    Parameters
    ----------
    left, right : Formula or sympy.Expr
        Its sides.

    Examples
    --------
    >>> from helpers.derivation import diff, symbols
    >>> a, y = symbols("a y")
    >>> L = sympy.Function("L")(a)
    >>> Eq(diff(L, a), (a - y) / (a * (1 - a)))
    Eq(diff(L(a), a), (a - y)/(a*(1 - a)))
    """

    joins = "an equation"

    def __init__(self, left: Any, right: Any) -> None:
        self.left, self.right = Formula.of(left), Formula.of(right)
        if self.left.value.is_Matrix or self.right.value.is_Matrix:
            raise FormulaError("an equation is between two formulas, and not between matrices")
        super().__init__(
            sympy.Eq(self.left.value, self.right.value, evaluate=False),
            f"{self.left.latex} = {self.right.latex}",
            f"Eq({self.left}, {self.right})",
            Level.SUM,
        )
        self.roots = self.left.roots | self.right.roots


class Bound(Formula):
    """A line joined to the one before by ≤, <, ≥ or >, not by =: see `Le`, `Lt`, `Ge`, `Gt`."""

    joins = "a relation to the line before"
    relation, relation_latex = "", ""

    def __init__(self, formula: Any) -> None:
        formula = Formula.of(formula)
        if formula.value.is_Matrix:
            raise FormulaError("matrices are equal or not, and not above or below each other")
        super().__init__(formula.value, formula.latex, formula.text, formula.level)
        self.roots = formula.roots

    @property
    def is_upper(self) -> bool:
        """Whether the line before is the smaller one."""
        return self.relation[0] == "<"

    @property
    def is_strict(self) -> bool:
        return len(self.relation) == 1


class Le(Bound):
    """A line that the one before is at most: ``("bound", Le(t - 1))``.

    Parameters
    ----------
    formula : Formula or sympy.Expr
        The line.

    Examples
    --------
    >>> from helpers.derivation import Derivation, log, symbols
    >>> t = symbols("t", positive=True)
    >>> Derivation(log(t), ("the tangent at 1", Le(t - 1)))
    log(t)
      <= t - 1    the tangent at 1    exact
    """

    relation, relation_latex = "<=", "\\le"


class Lt(Bound):
    """A line that the one before is less than; as `Le`."""

    relation, relation_latex = "<", "<"


class Ge(Bound):
    """A line that the one before is at least; as `Le`."""

    relation, relation_latex = ">=", "\\ge"


class Gt(Bound):
    """A line that the one before is greater than; as `Le`."""

    relation, relation_latex = ">", ">"


def where(*conditions: Any) -> Branch:
    """Name the branch that a step takes: ``("divide by A", Eq(A, 1), where(A > 0))``.

    It holds from that line on.

    Parameters
    ----------
    *conditions : sympy.Rel
        Each says on which side of a number a symbol lies, ``A > 0``, or that it is not zero,
        ``sympy.Ne(A, 0)``. Ends that belong to the range, ``A >= 0``, are for whole numbers.

    Returns
    -------
    Branch

    Raises
    ------
    ValueError
        If a condition is anything else.
    """
    return Branch(*conditions)


class Branch:
    """What a step takes for granted of its symbols; see `where`."""

    def __init__(self, *conditions: Any) -> None:
        for condition in conditions:
            sides = condition.args if isinstance(condition, Relational) else ()
            symbols = [side for side in sides if isinstance(side, sympy.Symbol)]
            numbers = [side for side in sides if side.is_number]
            is_closed = isinstance(condition, sympy.LessThan | sympy.GreaterThan)
            if (
                (len(symbols), len(numbers)) != (1, 1)
                or isinstance(condition, sympy.Eq)
                or (isinstance(condition, sympy.Ne) and numbers != [0])
                or (is_closed and not symbols[0].is_integer)
            ):
                raise FormulaError(
                    "where takes a condition, a symbol above or below a number, such as A > 0; "
                    f"got {condition}"
                )
        self.conditions = tuple(map(Formula.of, conditions))

    def __repr__(self) -> str:
        return f"where({', '.join(map(str, self.conditions))})"

    @property
    def symbols(self) -> set[sympy.Symbol]:
        return set().union(*(condition.value.atoms(sympy.Symbol) for condition in self.conditions))

    def narrowed(self, symbol: sympy.Symbol) -> sympy.Symbol:
        """Return a symbol in the range that is left to it; raise ValueError if none is."""
        for condition in self.conditions:
            if symbol.name in map(str, condition.value.atoms(sympy.Symbol)):
                symbol = _narrowed(symbol, condition.value)
        return symbol


def _narrowed(symbol: sympy.Symbol, relation: Relational) -> sympy.Symbol:
    known = symbol._assumptions_orig
    low, high = range_of(symbol)
    if isinstance(relation, sympy.Ne):
        return Ranged(symbol.name, low, high, **known | {"nonzero": True})
    strict = int(bool(symbol.is_integer and relation.func in (sympy.Lt, sympy.Gt)))
    if isinstance(relation.gts, sympy.Symbol):
        low = sympy.Max(low, relation.lts + strict)
    else:
        high = sympy.Min(high, relation.gts - strict)
    if not (low <= high if symbol.is_integer else low < high):
        raise FormulaError(f"{Formula.of(relation)} leaves nothing of the range of {symbol}")
    low, high, signs = range_between((low, high), symbol.is_integer)
    return Ranged(symbol.name, low, high, **known | signs)
