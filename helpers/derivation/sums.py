"""Sums, split into parts and written out term by term."""

from collections.abc import Mapping
from itertools import permutations

import sympy

from helpers.derivation.names import range_of

LOOSE = 12  # terms that may be split off a sum
MOST_EXCHANGED = 3  # sums, one in another, whose order is tried


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
    return expr.replace(is_sum, lambda whole: _split(whole, only_deltas))


def _split(whole: sympy.Sum, only_deltas: bool) -> sympy.Expr:
    term, limits = parted(whole)
    if only_deltas and not term.has(sympy.KroneckerDelta):
        return _canonical(whole)
    term = _split(term, only_deltas) if is_sum(term) else term
    parts = sympy.Add.make_args(sympy.expand(term))
    return sympy.Add(*(_summed(part, *limits) for part in parts))


def _summed(term: sympy.Expr, i: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> sympy.Expr:
    """Return the sum of a term without a plus sign, its constant factors outside."""
    constant, rest = term.as_independent(i, as_Add=False)
    for delta in rest.atoms(sympy.KroneckerDelta):
        j = next((index for index in delta.args if not index.has(i)), None)
        if i in delta.args and j is not None and _within(j, first, last):
            return constant * rest.xreplace({delta: sympy.S.One}).subs(i, j)
    if rest.is_polynomial(i) and _is_length(last - first + 1):
        return constant * sympy.summation(rest, (i, first, last))
    return constant * _from_one(rest, i, first, last)


def _within(j: sympy.Expr, first: sympy.Expr, last: sympy.Expr) -> bool:
    """Return whether an index is known to lie between the ends of a sum."""
    low, high = range_of(j) if j.is_Symbol else (j, j)
    return bool((low - first).is_nonnegative and (last - high).is_nonnegative)


def _from_one(term: sympy.Expr, i: sympy.Symbol, first: sympy.Expr, last: sympy.Expr) -> sympy.Expr:
    """Return a sum from 1 to a length, x_i under it and not x_(i+1), and the terms left over."""
    places = {index - i for index in indices_of(term) if index.has(i)}
    if places and all(place.is_Integer for place in places):
        shift = min(places)
        term, first, last = term.subs(i, i - shift), first + shift, last + shift
    whole = _canonical(sympy.Sum(term, (i, first, last)))
    extra, length = last.as_coeff_Add()
    if length == 0:  # a number of terms
        length, extra = last, sympy.S.Zero
    is_near = first.is_Integer and extra.is_Integer and abs(first) + abs(extra) <= LOOSE
    if not is_near or not _is_length(last - first + 1) or not _is_length(length):
        return whole
    places = {sympy.Integer(k): -1 for k in range(1, first)}
    places |= {sympy.Integer(k): 1 for k in range(first, 1)}
    places |= {length + k: 1 for k in range(1, extra + 1)}
    places |= {length + k: -1 for k in range(extra + 1, 1)}
    ends = (sign * term.xreplace({i: place}) for place, sign in places.items())
    return sympy.Add(_canonical(sympy.Sum(term, (i, 1, length))), *ends)


def _is_length(expr: sympy.Expr) -> bool:
    """Return whether a whole number is known to be 0 or more; a symbol ends sums, and so is."""
    lengths = {}
    for symbol in expr.free_symbols:
        low, _ = range_of(symbol)
        least = sympy.Max(0, low) if low.is_Integer else 0
        lengths[symbol] = least + sympy.Dummy(integer=True, nonnegative=True)
    return bool(expr.xreplace(lengths).is_nonnegative)


def indices_of(expr: sympy.Expr) -> set[sympy.Expr]:
    found = {index for part in expr.atoms(sympy.Indexed) for index in part.indices}
    return found | {index for part in expr.atoms(sympy.KroneckerDelta) for index in part.args}


def _canonical(whole: sympy.Sum) -> sympy.Sum:
    """Return a sum in the form in which equal sums look equal.

    Its indices are named by their depth, and a factor before an inner Σ stands behind it. Where no
    end depends on an index, the sums come in the order that sorts first.
    """
    inner, range_inner = under_sum(whole.function)
    if range_inner is not None:
        whole = sympy.Sum(sympy.Sum(inner, range_inner), *whole.limits)
    indices, below = [limit[0] for limit in whole.limits], depth_of(whole.function)
    depends = any(end.has(*indices) for _, *both in whole.limits for end in both)
    is_free = len(indices) <= MOST_EXCHANGED and not depends
    found = []
    for limits in permutations(whole.limits) if is_free else [whole.limits]:
        named = {
            index: sympy.Symbol(f"_{below + k}", integer=True)
            for k, (index, *_) in enumerate(limits, 1)
        }
        ranges = (sympy.Tuple(*limit).xreplace(named) for limit in limits)
        found.append(sympy.Sum(whole.function.xreplace(named), *ranges))
    return min(found, key=str)


def depth_of(expr: sympy.Expr) -> int:
    """Return how many sums stand in one another."""
    return max(
        (len(whole.limits) + depth_of(whole.function) for whole in expr.atoms(sympy.Sum)), default=0
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
