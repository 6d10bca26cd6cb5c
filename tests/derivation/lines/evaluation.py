"""What lines are worth at numbers, worked out apart from the checker.

Names are looked up, sums added term by term, derivatives taken numerically; nothing is rewritten.
"""

import random
from collections.abc import Iterator
from fractions import Fraction

import sympy
from mpmath import fprod, fsum, isfinite, mp, mpf
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.matrices import MatrixBase

from helpers.derivation import Eq
from helpers.derivation.names import Named
from lines.names import RANGES

DIGITS, AGREED, FAINT = 600, mpf(10) ** -500, mpf(10) ** -60
DRAWN = 40  # places searched for one where false lines differ
TRIED = 3  # places where true lines are compared
RELATIONS = {
    "Le": lambda left, right: left < right or same(left, right),
    "Lt": lambda left, right: left < right and not same(left, right),
    "Ge": lambda left, right: left > right or same(left, right),
    "Gt": lambda left, right: left > right and not same(left, right),
}


class UnrealError(ArithmeticError):
    """There is no real value."""


def same(left, right) -> bool:
    """Return whether two values are equal; None stands for one that is not real."""
    if left is None or right is None:
        return left is right
    return abs(left - right) <= AGREED * max(abs(left), abs(right), FAINT)


class Place:
    """Numbers for all that is free in some lines, given or drawn.

    Parameters
    ----------
    seed : int
        What is not given is drawn by its name and this.
    given : dict
        Numbers by name; a list for the entries 1, 2, … of a family; a function for a function.
    point : dict, optional
        Numbers by symbol or entry.
    """

    def __init__(self, seed: int, given: dict, point: dict | None = None) -> None:
        self.seed, self.given = seed, given
        self.put_in: dict[sympy.Expr, sympy.Expr] = {}
        self.held: dict[tuple, mpf] = {}  # what a derivative is taken by
        self.bound: dict[sympy.Symbol, mpf] = {}  # indices
        for atom, value in (point or {}).items():
            with mp.workdps(DIGITS):
                self.held[self._key(atom)] = self._real(sympy.sympify(value))

    def number(self, expr: sympy.Expr):
        """Return the value of an expression; None if it is not real."""
        with mp.workdps(DIGITS):
            try:
                return self._real(expr)
            except (UnrealError, ZeroDivisionError):
                return None

    def _real(self, expr: sympy.Expr) -> mpf:
        value = self._value(expr)
        if not isinstance(value, mpf) or not isfinite(value):
            raise UnrealError(expr)
        return value

    def _value(self, expr: sympy.Expr):
        if expr in self.bound:
            return self.bound[expr]
        if expr in self.put_in and not isinstance(expr, sympy.Symbol | sympy.Indexed):
            return self._real(self.put_in[expr])
        for kind, method in METHODS.items():
            if isinstance(expr, kind):
                return method(self, expr)
        return self._operation(expr)

    def _operation(self, expr: sympy.Expr):
        if expr.is_Rational:
            return mpf(expr.p) / expr.q
        if expr.is_Float:
            return mpf(str(expr))
        if not expr.args:
            return sympy.N(expr, mp.dps + 5)._to_mpmath(mp.prec)
        parts = [self._real(part) for part in expr.args]
        if expr.func.__name__ in OPERATIONS:
            return OPERATIONS[expr.func.__name__](*parts)
        numbers = (sympy.Float(part, mp.dps + 5) for part in parts)
        return sympy.N(expr.func(*numbers), mp.dps + 5)._to_mpmath(mp.prec)

    def _function(self, expr: AppliedUndef) -> mpf:
        function = self.given.get(expr.name) or self._any_function(expr.name)
        return mpf(function(*map(self._real, expr.args)))

    def _case(self, expr: sympy.Piecewise) -> mpf:
        return next(self._real(part) for part, condition in expr.args if self._is(condition))

    def _is(self, condition: sympy.Basic) -> bool:
        if condition in (sympy.true, sympy.false):
            return bool(condition)
        assert isinstance(condition, Relational)
        left, right = map(self._real, condition.args)
        return bool(condition.func(sympy.Float(left, mp.dps), sympy.Float(right, mp.dps)))

    def _key(self, atom: sympy.Expr) -> tuple:
        if isinstance(atom, sympy.Indexed):
            return atom.base.label.name, *(int(self._real(index)) for index in atom.indices)
        return (atom.name,)

    def _atom(self, atom: sympy.Expr) -> mpf:
        name, *places = key = self._key(atom)
        if key in self.held:
            return self.held[key]
        for other, value in self.put_in.items():
            if isinstance(other, sympy.Symbol | sympy.Indexed) and self._key(other) == key:
                return self._real(value)
        label = atom.base.label if isinstance(atom, sympy.Indexed) else atom
        if isinstance(label, Named):
            outer = dict(self.bound)
            self.bound.update(zip(label.indices, map(mpf, places), strict=True))
            try:
                return self._real(label.formula)
            finally:
                self.bound = outer
        if name in self.given:
            value = self.given[name]
            for index in places:
                value = value[index - 1] if 0 < index <= len(value) else Fraction(index, 7)
            value = Fraction(str(value))
            return mpf(value.numerator) / value.denominator
        return self._drawn(key, atom)

    def _drawn(self, key: tuple, atom: sympy.Expr) -> mpf:
        draw = random.Random(f"{self.seed} {key}")
        low, high = RANGES.get(key[0], (0 if atom.is_positive else None, None))
        if atom.is_integer:
            first = {"n": 0, "m": 0}.get(key[0], 1) if low is None else low
            return mpf(draw.randint(first, 7 if key[0] in "nmNK" else 3))
        if high is not None:
            return low + (high - low) * mpf(draw.random())
        size = mpf(draw.random()) * draw.choice([1, 1, 4, 40])
        return size if low is not None or draw.random() < 0.5 else -size

    def _any_function(self, name: str):
        draw = random.Random(f"{self.seed} {name}")
        rates = [mpf(draw.random()) + 1 / mpf(2) for _ in range(4)]
        return lambda *at: (
            mp.sin(fsum(r * u for r, u in zip(rates[1:], at, strict=False))) + rates[0]
        )

    def _sum(self, expr: sympy.Sum) -> mpf:
        return self._total(expr.function, expr.limits)

    def _total(self, term: sympy.Expr, limits: tuple) -> mpf:
        if not limits:
            return self._real(term)
        *inner, (index, first, last) = limits
        start, stop = int(self._real(first)), int(self._real(last))
        outer, terms = dict(self.bound), []
        for number in range(start, stop + 1):
            self.bound = outer | {index: mpf(number)}
            terms.append(self._total(term, inner))
        self.bound = outer
        return fsum(terms)

    def _slope(self, derivative: sympy.Derivative) -> mpf:
        orders: dict[tuple, int] = {}  # z_j and z_k may be the same entry
        at = {}
        for variable, order in derivative.variable_count:
            key = self._key(variable)
            orders[key] = orders.get(key, 0) + int(order)
            at[key] = self._real(variable)
        outer = dict(self.held)

        def function(*numbers):
            self.held = outer | dict(zip(at, numbers, strict=True))
            return self._real(derivative.expr)

        try:
            if len(at) == 1:
                return mp.diff(function, *at.values(), *orders.values())
            return mp.diff(function, tuple(at.values()), tuple(orders.values()))
        finally:
            self.held = outer


METHODS = {
    sympy.Symbol: Place._atom,
    sympy.Indexed: Place._atom,
    sympy.Derivative: Place._slope,
    sympy.Sum: Place._sum,
    sympy.Piecewise: Place._case,
    AppliedUndef: Place._function,
}


OPERATIONS = {
    "Add": lambda *terms: fsum(terms),
    "Mul": lambda *factors: fprod(factors),
    "Pow": lambda base, exponent: base**exponent,
    "exp": mp.exp,
    "log": mp.log,
    "Abs": abs,
    "Max": max,
    "Min": min,
    "sign": lambda u: mpf((u > 0) - (u < 0)),
    "sin": mp.sin,
    "cos": mp.cos,
    "tanh": mp.tanh,
    "Sigma": lambda z: 1 / (1 + mp.exp(-z)),
    "SigmaPrime": lambda z: mp.exp(-z) / (1 + mp.exp(-z)) ** 2,
    "KroneckerDelta": lambda j, k: mpf(j == k),
}


def _parts(line) -> tuple[str, object]:
    """Return how a line is joined to the one before, and its value."""
    relation = type(line).__name__
    return relation if relation in RELATIONS else "=", sympy.sympify(line)


def steps(lines: tuple) -> tuple[object, list[tuple]]:
    """Return the lines as `Derivation` takes them; a line without a reason gets one."""
    first, *rest = lines
    return first, [step if isinstance(step, tuple) else ("claim", step) for step in rest]


def joined(lines: tuple, place: Place) -> Iterator[bool]:
    """Yield for each line after the first whether it follows at a place."""
    first, rest = steps(lines)
    before = _parts(first)[1]
    for _, line, *more in rest:
        for values in more:
            if isinstance(values, dict):
                place.put_in |= {sympy.sympify(k): sympy.sympify(v) for k, v in values.items()}
        relation, value = _parts(line)
        yield _follows(before, relation, value, place)
        before = value


def _follows(before, relation: str, line, place: Place) -> bool:
    for key, value in place.put_in.items():
        if isinstance(key, sympy.Sum):
            assert same(place.number(key), place.number(value)), f"{key} is not {value}"
    if isinstance(line, sympy.Eq):
        return holds(before, place) == holds(line, place)
    if isinstance(line, MatrixBase):
        entries = zip(before, line, strict=True)
        return before.shape == line.shape and all(
            _follows(*e[:1], "=", e[1], place) for e in entries
        )
    left, right = place.number(before), place.number(line)
    if relation == "=":
        return same(left, right)
    return None not in (left, right) and RELATIONS[relation](left, right)


def holds(equation: Eq, place: Place) -> bool:
    """Return whether an equation holds at a place; it does not where a side is not real."""
    left, right = map(place.number, equation.args)
    return None not in (left, right) and same(left, right)
