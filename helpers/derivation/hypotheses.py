"""What a derivation takes for granted: values put in, branches taken, one formula for each name."""

from collections.abc import Iterable, Mapping

import sympy

from helpers.derivation.exact import is_zero
from helpers.derivation.formulas import Formula, FormulaError
from helpers.derivation.names import Label, Named, definition, name_of, range_of
from helpers.derivation.relations import Bound, Branch
from helpers.derivation.signs import signs
from helpers.derivation.sums import is_sum
from helpers.derivation.unfolding import is_narrowed, prepare


class Hypotheses:
    """The values put in so far, which hold from their line on and may not contradict each other.

    Attributes
    ----------
    values : dict
        Of symbols, names, unknown functions, their derivatives and sums.
    """

    def __init__(self) -> None:
        self.values: dict[sympy.Expr, sympy.Expr] = {}
        self._lines: dict[sympy.Expr, int] = {}
        self._named: dict[tuple[str, bool], sympy.Symbol] = {}
        self._direction = ""

    def join(self, number: int, line: Formula, *parts: sympy.Basic) -> None:
        """Take a line in, and what is put in; raise if it does not go with those before.

        A name stands for one thing, and a line below the one before does not go with another above.
        """
        if isinstance(line, Bound):
            direction = line.relation[0]
            if number == 1 or self._direction not in ("", direction):
                raise FormulaError(
                    f"Line {number}, {line.relation} {line}: after {self._direction or 'nothing'}, "
                    "it says nothing of the first line and the last."
                )
            self._direction = direction
        todo = [line.value, *parts]
        while todo:
            for symbol in todo.pop().atoms(sympy.Symbol):
                if isinstance(symbol, sympy.Dummy):
                    continue
                is_family = isinstance(symbol, Label) or bool(getattr(symbol, "indices", ()))
                key = symbol.name, is_family
                if key not in self._named and isinstance(symbol, Named):
                    todo.append(symbol.formula)
                other = self._named.setdefault(key, symbol)
                if other != symbol:
                    both = " and ".join(map(_described, (other, symbol)))
                    raise FormulaError(f"Line {number}: {symbol} stands for two things, {both}.")

    def put_in(
        self,
        number: int,
        new: Mapping[sympy.Expr, sympy.Expr],
        branches: Iterable[Branch] = (),
    ) -> tuple[dict[sympy.Expr, sympy.Expr], dict[sympy.Expr, sympy.Expr]]:
        """Put in the values of a line; return those for the line before and for itself.

        z = -z, say, speaks of the old z and the new: the line itself has the new one.
        """
        new = dict(new)
        for branch in branches:
            for symbol in branch.symbols:
                ranged = self.values.get(symbol, symbol)
                if not is_narrowed(symbol, ranged) and ranged != symbol:
                    raise FormulaError(f"Line {number}: {symbol} has a value, {ranged}.")
                try:
                    new[symbol] = branch.narrowed(ranged)
                except FormulaError as error:
                    raise FormulaError(f"Line {number}: {error}.") from None
        renamed = {key for key, value in new.items() if key in value.free_symbols}
        lasting = {key: value for key, value in new.items() if key not in renamed}
        for key, value in lasting.items():
            self._check_range(number, key, value)
            self._check_earlier(number, key, value)
        before = self.values | new
        self.values = self.values | lasting
        self._lines |= dict.fromkeys(lasting, number)
        self._check_definitions(number)
        return before, dict(self.values)

    def _check_range(self, number: int, key: sympy.Expr, value: sympy.Expr) -> None:
        """Raise if a value lies outside of the range of its symbol."""
        if is_narrowed(key, value) or not isinstance(key, sympy.Symbol | sympy.Indexed):
            return
        if isinstance(name_of(key), Named):
            return
        low, high = range_of(key)
        outside = bool(key.is_integer) and value.is_integer is False
        for end, sign in ((low, 1), (high, -1)):
            if end.is_finite:
                allowed = {0, 1} if key.is_integer else {1}
                outside |= not signs(prepare(sign * (value - end), self.values)) & allowed
        if outside:
            relation = "≤" if key.is_integer else "<"
            parts = [
                f"{low} {relation} " * low.is_finite,
                key,
                f" {relation} {high}" * high.is_finite,
            ]
            kind = " and a whole number" if key.is_integer else ""
            raise FormulaError(
                f"Line {number}: {key} cannot be {value}; it is {''.join(map(str, parts))}{kind}."
            )

    def _check_earlier(self, number: int, key: sympy.Expr, value: sympy.Expr) -> None:
        """Raise if there is another value already."""
        old = self.values.get(key)
        if old is None or old == value:
            return
        if is_narrowed(key, old):
            if not is_narrowed(key, value):
                self._check_range(number, old, value)
            return
        gap = prepare(value - old, self.values)
        if not is_zero(gap):
            raise FormulaError(
                f"Line {number}: {key} was {old} in line {self._lines[key]}, and cannot be {value}."
            )

    def _check_definitions(self, number: int) -> None:
        """Raise if a name has a value that its definition cannot have, or a slope not its own."""
        for key, value in self.values.items():
            if isinstance(key, sympy.Derivative) and key.expr in self.values:
                slope = self.values[key.expr].diff(*key.variables)
                if not is_zero(prepare(slope - value, self.values)):
                    raise FormulaError(f"Line {number}: {key.expr} has the slope {slope}.")
            formula = key if is_sum(key) else definition(key)
            if formula is None:
                continue
            others = {k: v for k, v in self.values.items() if k != key}
            gap = prepare(formula - value, others)
            if 0 not in signs(gap) or (not gap.free_symbols and not is_zero(gap)):
                raise FormulaError(
                    f"Line {number}: {key} cannot be {value}; it stands for {formula}."
                )


def _described(symbol: sympy.Symbol) -> str:
    if isinstance(symbol, Named):
        return str(symbol.formula)
    known = [name for name, holds in symbol._assumptions_orig.items() if holds]
    low, high = range_of(symbol)
    return f"a symbol ({', '.join(known)}; {low} to {high})"
