"""The value of an expression at a point, as a ball: an interval that surely holds it.

The arithmetic is Arb's, by Fredrik Johansson (2017), which bounds every error of rounding, so that
two balls that do not meet prove that two lines differ.
"""

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache, reduce

import sympy
from flint import arb, ctx, fmpq
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction

from helpers.derivation.formulas import FormulaError
from helpers.derivation.sums import parted

Value = Callable[[Mapping], arb]  # from a point to a ball
LONGEST = 10_000  # terms of a sum that are added one by one


class NoValueError(ArithmeticError):
    """The expression has no value at this point: a division by zero, a logarithm of zero."""


class UnrealError(ArithmeticError):
    """The value at this point is not a real number."""


class BlurredError(ArithmeticError):
    """The balls are too wide to tell; a higher precision may."""


class UnknownError(FormulaError):
    """An expression whose values are not known; the message names it."""


def ball(value: Value, point: Mapping, bits: int) -> arb:
    """Return a finite ball that holds the value at a point, to about `bits` bits."""
    with ctx.workprec(bits):
        result = value(point)
    if not result.is_finite():
        raise BlurredError
    return result


def value_of(expr: sympy.Expr) -> Value:
    """Return the function from a point, values by symbol, to the ball of a prepared expression."""
    for kind, reader in READERS.items():
        if isinstance(expr, kind):
            return reader(expr)
    if expr in CONSTANTS:
        return lambda point: CONSTANTS[expr]()
    parts = [value_of(part) for part in expr.args]
    if expr.func in ARITHMETIC:
        join = ARITHMETIC[expr.func]
        return lambda point: reduce(join, [part(point) for part in parts])
    method = METHODS.get(expr.func) or getattr(arb, expr.func.__name__, None)
    if len(parts) != 1 or not isinstance(expr, sympy.Function) or method is None:
        raise UnknownError(f"{expr} is nothing whose values are known here")
    return lambda point: _applied(method, parts[0](point))


def whole_of(expr: sympy.Expr) -> Callable[[Mapping], int]:
    """Return the function from a point to the value of an index or a length, a whole number."""
    if expr.is_Integer:
        number = int(expr)
        return lambda point: number
    if isinstance(expr, sympy.Symbol):
        return lambda point: int(point[expr])
    parts = [whole_of(part) for part in expr.args]
    join = WHOLE.get(expr.func)
    if join is None or not parts:
        raise UnknownError(f"{expr} is no whole number for all that is known")
    return lambda point: reduce(join, [part(point) for part in parts])


@lru_cache(maxsize=10_000)  # SymPy takes its time to make one
def _entry(base: sympy.IndexedBase, *places: int) -> sympy.Indexed:
    return base[places]


def fraction(number: sympy.Rational) -> fmpq:
    """Return a rational number of SymPy as one of Flint."""
    return fmpq(int(number.p), int(number.q))


def _rational(expr: sympy.Rational) -> Value:
    number = fraction(expr)
    return lambda point: arb(number)


def _symbol(expr: sympy.Symbol) -> Value:
    return lambda point: arb(point[expr])


def _indexed(expr: sympy.Indexed) -> Value:
    base, indices = expr.base, [whole_of(index) for index in expr.indices]
    return lambda point: arb(point[_entry(base, *[index(point) for index in indices])])


def _delta(expr: sympy.KroneckerDelta) -> Value:
    one, other = map(whole_of, expr.args)
    return lambda point: arb(one(point) == other(point))


def _sum(expr: sympy.Sum) -> Value:
    """Add up term by term, and only once what is asked for again; a sum of no terms is 0."""
    term, (index, first, last) = parted(expr)
    term, first, last = value_of(term), whole_of(first), whole_of(last)
    outer = [s for s in expr.free_symbols if s.is_integer]

    def value(point: Mapping) -> arb:
        key = expr, ctx.prec, *(point[symbol] for symbol in outer)
        if key not in point.sums:
            low, high = first(point), last(point)
            if high - low > LONGEST:
                raise UnknownError(f"{expr} has more than {LONGEST} terms")
            total = arb(0)
            try:
                for point[index] in range(low, high + 1):
                    total += term(point)
            finally:
                point.pop(index, None)
            point.sums[key] = total
        return point.sums[key]

    return value


def _piecewise(expr: sympy.Piecewise) -> Value:
    cases = [(value_of(part), _truth(condition)) for part, condition in expr.args]

    def value(point: Mapping) -> arb:
        for part, condition in cases:
            if condition(point):
                return part(point)
        raise UnrealError

    return value


def _truth(condition: sympy.Basic) -> Callable[[Mapping], bool]:
    if condition in (sympy.true, sympy.false):
        return lambda point: condition is sympy.true
    if isinstance(condition, Relational):
        gap, sign = value_of(condition.lhs - condition.rhs), TRUTH[condition.func]
        return lambda point: sign(sign_of(gap(point)), 0)
    parts = [_truth(part) for part in condition.args]
    join = {sympy.And: all, sympy.Or: any, sympy.Not: lambda parts: not all(parts)}.get(
        condition.func
    )
    if join is None or not isinstance(condition, BooleanFunction):
        raise UnknownError(f"{condition} is no condition that is known here")
    return lambda point: join([part(point) for part in parts])


def sign_of(number: arb) -> int:
    """Return -1, 0 or 1, or raise where the ball does not tell."""
    if number.is_zero():
        return 0
    if not number.is_finite() or number.contains(0):
        raise BlurredError
    return 1 if number > 0 else -1


def _power(expr: sympy.Pow) -> Value:
    base, exponent = map(value_of, expr.args)
    if expr.exp.is_Integer:
        number = int(expr.exp)

        def whole(point: Mapping) -> arb:
            value = base(point)
            if number < 0 and not sign_of(value):
                raise NoValueError
            return value**number

        return whole

    def value(point: Mapping) -> arb:
        power = exponent(point)
        times = base(point)
        if power.is_exact() and power.is_integer():
            if power < 0 and not sign_of(times):
                raise NoValueError
            return times**power
        sign = sign_of(times)
        if sign < 0:
            raise UnrealError
        if not sign:
            if sign_of(power) < 0:
                raise NoValueError
            return arb(0)
        return (power * times.log()).exp()

    return value


def _applied(method: Callable[[arb], arb], argument: arb) -> arb:
    """Return a function's value; of a logarithm or a root, only where it has a real one."""
    if method is arb.log and not sign_of(argument):
        raise NoValueError
    if method is arb.log and argument < 0:
        raise UnrealError
    result = method(argument)
    if result.is_nan():  # outside of where it is real, or on a pole
        raise UnrealError if argument.is_exact() else BlurredError
    return result


def _step(expr: sympy.Heaviside) -> Value:
    """Jump from 0 to 1, with no value between: it is the slope of what has a kink there."""
    argument = value_of(expr.args[0])

    def value(point: Mapping) -> arb:
        if not (sign := sign_of(argument(point))):
            raise NoValueError
        return arb(sign > 0)

    return value


def _spike(expr: sympy.DiracDelta) -> Value:
    step = _step(expr)
    return lambda point: 0 * step(point)


def _unknown(expr: AppliedUndef) -> Value:
    """Take for an unknown function one that is smooth and different in every trial."""
    name, parts = expr.func.__name__, [value_of(part) for part in expr.args]

    def value(point: Mapping) -> arb:
        at = [part(point) for part in parts]
        waves = point.waves(name, len(at))
        total = sum(
            (height * (sum((a * u for a, u in zip(speeds, at, strict=True)), phase)).sin())
            for height, phase, *speeds in ([arb(number) for number in wave] for wave in waves)
        )
        point.seen[f"{name}({', '.join(f'{float(u.mid()):g}' for u in at)})"] = float(total.mid())
        return total

    return value


READERS = {
    sympy.Rational: _rational,
    sympy.Symbol: _symbol,
    sympy.Indexed: _indexed,
    sympy.Sum: _sum,
    sympy.KroneckerDelta: _delta,
    sympy.Piecewise: _piecewise,
    sympy.Pow: _power,
    sympy.Heaviside: _step,
    sympy.DiracDelta: _spike,
    AppliedUndef: _unknown,
}
WHOLE = {sympy.Add: operator.add, sympy.Mul: operator.mul, sympy.Max: max, sympy.Min: min}
ARITHMETIC = {
    sympy.Add: operator.add,
    sympy.Mul: operator.mul,
    sympy.Max: arb.max,
    sympy.Min: arb.min,
}
METHODS = {sympy.Abs: abs, sympy.sign: arb.sgn, sympy.ceiling: arb.ceil}
CONSTANTS = {sympy.E: arb.const_e, sympy.pi: arb.pi}
TRUTH = {
    sympy.Eq: operator.eq,
    sympy.Ne: operator.ne,
    sympy.StrictLessThan: operator.lt,
    sympy.LessThan: operator.le,
    sympy.StrictGreaterThan: operator.gt,
    sympy.GreaterThan: operator.ge,
}
