"""Sums, split into parts and written out term by term."""

from collections.abc import Mapping

import sympy
from sympy.concrete.delta import deltasummation


def is_sum(expr: sympy.Expr) -> bool:
    return isinstance(expr, sympy.Sum)


def parted(whole: sympy.Sum) -> tuple[sympy.Expr, sympy.Tuple]:
    """Return a sum's term and range; of a double sum, which SymPy holds as one, the outer."""
    *inner, outer = whole.limits
    return sympy.Sum(whole.function, *inner) if inner else whole.function, outer


def written_out(expr: sympy.Expr, values: Mapping[sympy.Expr, sympy.Expr]) -> sympy.Expr:
    """Return `expr` with those sums written out whose length is a number, once put in."""
    numbers = {key: value for key, value in values.items() if value.is_Integer}

    def written(whole: sympy.Sum) -> sympy.Expr:
        term, limits = parted(whole)
        index, first, last = limits.xreplace(numbers)
        if not (last - first).is_Integer:
            return whole
        terms = (term.xreplace({index: first + k}) for k in range(last - first + 1))
        return written_out(sympy.Add(*terms), values)

    return expr.replace(is_sum, written)


def split_sums(expr: sympy.Expr, *, only_deltas: bool = False) -> sympy.Expr:
    """Return `expr` with its sums split: term by term, constants outside, deltas summed."""

    def split(whole: sympy.Sum) -> sympy.Expr:
        term, (i, first, last) = parted(whole)
        if only_deltas and not term.has(sympy.KroneckerDelta):
            return _canonical(whole)
        term = split(term) if is_sum(term) else term
        result = sympy.S.Zero
        for part in sympy.Add.make_args(sympy.expand(term)):
            constant, rest = part.as_independent(i, as_Add=False)
            if rest.has(sympy.KroneckerDelta):
                summed = deltasummation(rest, (i, first, last), no_piecewise=True)
                summed = summed.replace(is_sum, _canonical)
            elif rest is sympy.S.One:
                summed = last - first + 1
            else:
                summed = _canonical(sympy.Sum(rest, (i, first, last)))
            result += constant * summed
        return result

    return expr.replace(is_sum, split)


def _canonical(whole: sympy.Sum) -> sympy.Sum:
    """Return a sum with its index named by its depth, so that equal sums look equal."""
    index = sympy.Symbol(f"_{_depth(whole)}", integer=True)
    return whole.xreplace({whole.limits[-1][0]: index})


def _depth(expr: sympy.Expr) -> int:
    return max(
        (len(whole.limits) + _depth(whole.function) for whole in expr.atoms(sympy.Sum)), default=0
    )


def under_one_sum(expr: sympy.Expr) -> sympy.Expr:
    """Return `expr` with all sums over the same range joined, and each Σ taken for a symbol.

    If what stands under the Σ is zero, so is the sum.
    """
    joined: dict[sympy.Tuple, sympy.Expr] = {}
    rest = sympy.S.Zero
    for part in sympy.Add.make_args(sympy.expand_mul(expr, deep=False)):
        term, limits = under_sum(part)
        if limits is None:
            rest += part
        else:
            joined[limits] = joined.get(limits, 0) + term
    return rest + sympy.Add(*(sympy.Dummy() * term for term in joined.values()))


def under_sum(expr: sympy.Expr) -> tuple[sympy.Expr, sympy.Tuple | None]:
    """Return the term of a sum, with the factors before the Σ, and its range; None if no sum."""
    factors = sympy.Mul.make_args(expr)
    sums = [part for part in factors if is_sum(part)]
    if len(sums) != 1:
        return expr, None
    before = (part for part in factors if part is not sums[0])
    term, limits = parted(sums[0])
    return sympy.Mul(*before, term), limits
