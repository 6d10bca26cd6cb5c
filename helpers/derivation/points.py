"""Comparison at points: seeded rational values for the symbols, and what expressions are there."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sympy
from mpmath import fprod, fsum, isfinite, mp, mpf, nstr, workdps
from sympy.core.function import AppliedUndef

from helpers.derivation.sums import parted
from helpers.derivation.unfolding import Known

POINTS, DIGITS = 25, 40
SEED = 20
SPARE = 25  # digits carried beyond those compared
FAINT = mpf(10) ** -10  # a value below this is compared as if it were this large


@dataclass(frozen=True)
class Sample:
    """A point, and the values of some expressions there."""

    point: dict[sympy.Expr, sympy.Rational]
    values: tuple[mpf, ...]

    def agrees(self) -> bool:
        """Return whether the two values are the same to `DIGITS` digits."""
        left, right = self.values
        with workdps(DIGITS + SPARE):
            return abs(left - right) <= mpf(10) ** -DIGITS * max(abs(left), abs(right), FAINT)


def sample(expressions: Sequence[sympy.Expr], known: Known = ()) -> Iterator[Sample]:
    """Yield seeded rational points at which all the expressions are real, and their values."""
    for trial in range(20 * POINTS):
        point = Point(trial, [*expressions, *(key for key, _ in known)])
        for key, total in known:
            point.settle(key, total)
        values = tuple(real_value(expr, point) for expr in expressions)
        if None not in values:
            yield Sample(point, values)


class Point(dict):
    """Rational values for symbols, indexed symbols and unknown functions, drawn when asked for.

    The values depend on the name and the trial alone, so that they are the same on every machine.
    The lengths of sums are 2 or 3, free indices 1 or 2.
    """

    def __init__(self, trial: int, expressions: Sequence[sympy.Expr]) -> None:
        super().__init__()
        self.trial = trial
        free = set().union(*(expr.free_symbols for expr in expressions))
        ends, places = set(), set()
        for expr in expressions:
            limits = [limit for whole in expr.atoms(sympy.Sum) for limit in whole.limits]
            ends |= {end for _, *both in limits for end in both}
            places |= {index for part in expr.atoms(sympy.Indexed) for index in part.indices}
            places |= {index for part in expr.atoms(sympy.KroneckerDelta) for index in part.args}
        # Over the trials the indices take every pair of values, equal ones for δ_jk as well.
        places = sorted((places & free) - ends, key=str)
        for order, whole in enumerate([*places, *sorted(ends & free, key=str)]):
            self[whole] = sympy.Integer((whole in ends) + 1 + (trial >> order) % 2)

    def __missing__(self, atom: sympy.Expr) -> sympy.Rational:
        """Draw from (0, 1), where probabilities live, and in every other trial from outside too."""
        draw = random.Random(f"{SEED} {self.trial} {atom}")
        if atom.is_integer:
            value = sympy.Integer(draw.randint(2, 4))
        elif self.trial % 2 and draw.random() < 0.5:
            number = draw.choice([k for k in range(-40, 60) if k % 20])
            value = sympy.Rational(abs(number) if atom.is_positive else number, 20)
        else:
            value = sympy.Rational(draw.randint(1, 19), 20)
        return self.setdefault(atom, value)

    def settle(self, key: sympy.Sum, total: sympy.Expr) -> None:
        """Move an unknown of the last term of a sum so that the sum has its value."""
        last = {index: end for index, _, end in key.limits}
        atoms = key.function.xreplace(last).xreplace(self).atoms(sympy.Indexed)
        if atoms:
            atom = max(atoms, key=str)
            sums = []
            with workdps(DIGITS + SPARE):
                for self[atom] in (sympy.S.Zero, sympy.S.One):
                    sums.append(_value(key, self))
                share = (_value(total, self) - sums[0]) / (sums[1] - sums[0])
            self[atom] = sympy.Rational(nstr(share, DIGITS + SPARE))


def real_value(expr: sympy.Expr, point: Point) -> mpf | None:
    """Return the value of a prepared expression at a point; None if it is not a real number."""
    with workdps(DIGITS + SPARE):
        try:
            value = _value(expr, point)
        except (ArithmeticError, ValueError, TypeError):
            return None
    return value if isinstance(value, mpf) and isfinite(value) else None


def _value(expr: sympy.Expr, point: Point) -> mpf:
    """Return the value of a prepared expression at a point, its sums written out."""
    if isinstance(expr, sympy.Indexed):
        expr = expr.xreplace(point) if expr not in point else expr
        return _value(point[expr], point)
    if isinstance(expr, AppliedUndef):  # the same value wherever its arguments are the same
        places = (mp.nint(_value(part, point) * 10**DIGITS) for part in expr.args)
        expr = expr.func(*(sympy.Rational(int(place), 10**DIGITS) for place in places))
    if isinstance(expr, sympy.Symbol | AppliedUndef):
        return _value(point[expr], point)
    if isinstance(expr, sympy.Sum):
        term, (index, first, last) = parted(expr)
        total = mpf(0)
        for number in range(int(_value(first, point)), int(_value(last, point)) + 1):
            point[index] = sympy.Integer(number)
            total += _value(term, point)
        del point[index]
        return total
    if expr.is_Rational:
        return mpf(expr.p) / expr.q
    parts = [_value(part, point) for part in expr.args]
    if expr.func in OPERATIONS:
        return OPERATIONS[expr.func](*parts)
    return sympy.N(expr.func(*parts), DIGITS + SPARE)._to_mpmath(mp.prec)


OPERATIONS = {
    sympy.Add: lambda *terms: fsum(terms),
    sympy.Mul: lambda *factors: fprod(factors),
    sympy.Pow: lambda base, exponent: base**exponent,
    sympy.exp: mp.exp,
    sympy.log: mp.log,
    sympy.Abs: abs,
    sympy.KroneckerDelta: lambda j, k: mpf(j == k),
}
