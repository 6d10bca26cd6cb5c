"""What sign an expression may have, as far as that can be shown."""

from itertools import product

import sympy

from helpers.derivation.exact import in_positive, marked
from helpers.derivation.names import Ranged, range_of

ANY = frozenset({-1, 0, 1})
POSITIVE, ZERO, NEGATIVE = frozenset({1}), frozenset({0}), frozenset({-1})
LARGE = 400  # operations from which factors are not looked for


def signs(expr: sympy.Expr, *, looked_into: bool = True) -> frozenset[int]:
    """Return those of -1, 0 and 1 that the sign of a prepared expression may be.

    Shown by the signs of terms and factors, the ranges put in; else, where `looked_into`, by a
    minimum or a maximum of an expression that is convex or concave in one of its symbols.
    """
    entries = {entry: _alone(entry) for entry in expr.atoms(sympy.Indexed)}
    if not expr.has(sympy.Sum):
        expr = expr.xreplace(entries)
    found = _in_range(expr)
    if len(found) > 1 and looked_into and is_smooth(expr):
        for symbol in sorted(expr.atoms(sympy.Symbol), key=str):
            found &= _by_curvature(expr, symbol) & _by_slope(expr, symbol)
    return found or ANY  # none at all, where SymPy contradicts itself


def _in_range(expr: sympy.Expr) -> frozenset[int]:
    """Return the signs, each symbol in its range: a whole number K ≥ 2 as 2 + t with t ≥ 0."""
    lengths = {}
    for symbol in expr.free_symbols & expr.atoms(sympy.Symbol):
        low, _ = range_of(symbol)
        if symbol.is_integer and low.is_Integer:
            lengths[symbol] = low + sympy.Dummy(integer=True, nonnegative=True)
    expr, _ = marked(in_positive(expr).xreplace(lengths))
    return _in_cases(expr)


def _in_cases(expr: sympy.Expr) -> frozenset[int]:
    """Return the signs, each Kronecker delta being 0 or 1; those under a Σ are not all the same."""
    for delta in expr.atoms(sympy.KroneckerDelta):
        if delta.free_symbols <= expr.free_symbols:
            cases = (expr.xreplace({delta: sympy.Integer(n)}) for n in (0, 1))
            return frozenset().union(*map(_in_cases, cases))
    return _signs(expr)


def is_never_zero(expr: sympy.Expr) -> bool:
    return 0 not in signs(expr)


def _alone(entry: sympy.Indexed) -> sympy.Symbol:
    low, high = range_of(entry)
    return Ranged(str(entry), low, high, **entry.base.label._assumptions_orig)


def _signs(expr: sympy.Expr) -> frozenset[int]:
    known = _known(expr)
    return known if len(known) == 1 else known & _by_parts(expr)


def _known(expr: sympy.Expr) -> frozenset[int]:
    """Return the signs that follow from SymPy's assumptions."""
    ruled_out = {
        0: expr.is_nonzero,
        1: expr.is_nonpositive,
        -1: expr.is_nonnegative,
    }
    return frozenset(sign for sign, is_out in ruled_out.items() if not is_out)


def _by_parts(expr: sympy.Expr) -> frozenset[int]:
    reader = next((READERS[kind] for kind in READERS if isinstance(expr, kind)), None)
    return reader(expr) if reader else ANY


def _of_power(expr: sympy.Pow) -> frozenset[int]:
    if not expr.exp.is_Integer:
        return ANY
    base = _signs(expr.base)
    return frozenset(sign ** abs(int(expr.exp)) for sign in base if sign or expr.exp > 0) or ANY


def _of_sum(expr: sympy.Add) -> frozenset[int]:
    """Return the signs of a sum of terms: those of the terms, or of its factors."""
    found = _plus(expr)
    if found != ANY or expr.count_ops() > LARGE:
        return found
    factors = sympy.Mul.make_args(sympy.factor(expr))
    if len(factors) == 1 and factors[0].is_Add:
        return _plus(sympy.expand(factors[0]))
    return _times(*map(_of_factor, factors))


READERS = {
    sympy.Sum: lambda expr: _in_cases(expr.function) | ZERO,
    sympy.log: lambda expr: _signs(expr.args[0] - 1),
    sympy.Mul: lambda expr: _times(*map(_signs, expr.args)),
    sympy.Pow: _of_power,
    sympy.Add: _of_sum,
}


def _of_factor(factor: sympy.Expr) -> frozenset[int]:
    return _known(factor) & _plus(factor) if factor.is_Add else _signs(factor)


def _plus(expr: sympy.Expr) -> frozenset[int]:
    parts = [_signs(part) for part in sympy.Add.make_args(expr)]
    for half in ({0, 1}, {0, -1}):
        if all(part <= half for part in parts):
            return half - ZERO if any(0 not in part for part in parts) else frozenset(half)
    return ANY


def _times(*parts: frozenset[int]) -> frozenset[int]:
    return frozenset(sympy.prod(sign) for sign in map(list, product(*parts)))


def is_smooth(expr: sympy.Expr) -> bool:
    """Return whether an expression surely has no pole and no kink in the ranges of its symbols."""
    plain = sympy.Add, sympy.Mul, sympy.Pow, sympy.exp, sympy.log, sympy.Symbol, sympy.Number
    for part in sympy.preorder_traversal(expr):
        if not isinstance(part, plain):
            return False
        if isinstance(part, sympy.log) and _in_range(part.args[0]) != POSITIVE:
            return False
        if isinstance(part, sympy.Pow) and not (part.exp.is_Integer and part.exp > 0):
            base = _in_range(part.base)
            if 0 in base or (-1 in base and not part.exp.is_Integer):
                return False
    return True


def _by_curvature(expr: sympy.Expr, symbol: sympy.Symbol) -> frozenset[int]:
    """Return the signs of an expression that is convex, or concave, with its turn in the range."""
    curvature = _in_range(expr.diff(symbol, 2))
    for half, side in ((frozenset({0, 1}), POSITIVE), (frozenset({0, -1}), NEGATIVE)):
        if curvature <= half:
            low, high = range_of(symbol)
            for turn in _turns(expr, symbol):
                inside = _in_range(turn - low) <= POSITIVE if low.is_finite else True
                inside &= _in_range(high - turn) <= POSITIVE if high.is_finite else True
                least = _in_range(expr.xreplace({symbol: turn}))
                if inside and least <= half:
                    return side if least == side else half
    return ANY


def _by_slope(expr: sympy.Expr, symbol: sympy.Symbol) -> frozenset[int]:
    """Return the signs of an expression that rises, or falls, from zero or more at an end."""
    slope = _in_range(expr.diff(symbol))
    low, high = range_of(symbol)
    for end, rising in ((low, POSITIVE), (high, NEGATIVE)):
        value = expr.xreplace({symbol: end}) if end.is_finite else sympy.nan
        if value.is_finite:
            at_end = _in_range(value)
            reached = at_end if symbol.is_integer else frozenset()  # a real one stays inside
            if slope == rising and at_end <= {0, 1}:
                return POSITIVE | reached
            if len(slope) == 1 and slope != rising and at_end <= {0, -1}:
                return NEGATIVE | reached
    return ANY


def _turns(expr: sympy.Expr, symbol: sympy.Symbol) -> list[sympy.Expr]:
    """Return where the slope is zero, if its numerator is linear in the symbol."""
    above, _ = sympy.fraction(sympy.together(expr.diff(symbol)))
    for part, inverse in ((symbol, lambda u: u), (sympy.exp(symbol), sympy.log)):
        mark = sympy.Dummy()
        powers = sympy.expand(above).xreplace({part: mark})
        if powers.is_polynomial(mark) and sympy.degree(powers, mark) == 1:
            slope, rest = powers.coeff(mark, 1), powers.coeff(mark, 0)
            turn = sympy.cancel(-rest / slope)
            is_real = part == symbol or _in_range(turn) == POSITIVE
            if is_real and not (slope.has(symbol) or rest.has(symbol)):
                return [inverse(turn)]
    return []
