"""Whether one expression equals another, or is at most it: exactly, else at points, else not."""

from collections.abc import Iterator
from itertools import chain, islice

import sympy

from helpers.derivation.comparison import (
    CLOSE,
    DIGITS,
    EXACTING,
    QUICK,
    Roots,
    Sample,
    descents,
    samples,
)
from helpers.derivation.exact import is_zero
from helpers.derivation.points import POINTS
from helpers.derivation.signs import ANY, NEGATIVE, ZERO, signs
from helpers.derivation.sums import under_one_sum
from helpers.derivation.unfolding import Known

EXACT, NUMERIC = "exact", f"{POINTS} points, {DIGITS} digits"
ENOUGH = POINTS * 2 // 3  # points that have to tell: at the others a line has no real value
SMALL = 60  # operations up to which SymPy's simplify is quick
EVERYWHERE_REAL = sympy.exp, sympy.sin, sympy.cos, sympy.tanh, sympy.atan, sympy.Abs, sympy.sign


class WrongError(ArithmeticError):
    """A line does not follow: there is a point that shows it."""

    def __init__(self, sample: Sample) -> None:
        super().__init__()
        self.sample = sample


class DoubtError(ArithmeticError):
    """A line can neither be shown to follow nor not to; the message says why."""


def prove(left: sympy.Expr, right: sympy.Expr, known: Known = (), roots: Roots = ((), ())) -> str:
    """Return how two prepared expressions were proved equal; raise WrongError or DoubtError.

    They have to be real at the same points. Single ones, at which a line divides by zero, do not
    count.
    """
    # A line that is wrong shows at once, and need not be multiplied out.
    tried = _all_right(samples(left, right, known, QUICK, roots), 3)
    is_same = is_zero(left - right, known)
    if is_same and (tried or known) and has_same_domain(left, right, roots):
        return EXACT
    tried = _all_right(samples(left, right, known, EXACTING, roots))
    if is_same is False:
        raise DoubtError("The lines differ, by less than the points tried show.")
    if tried and (is_same or _is_simply_zero(left - right)):
        return EXACT
    _check_enough(tried)
    return NUMERIC


def prove_order(
    low: sympy.Expr,
    high: sympy.Expr,
    is_strict: bool,
    known: Known = (),
    roots: Roots = ((), ()),
) -> str:
    """Return how low ≤ high, or low < high, was proved; raise as `prove`."""
    gap = high - low
    tried = []
    for found in samples(low, high, known, EXACTING, roots):
        if found.is_turned or (is_strict and found.is_equal):
            raise WrongError(found)
        tried.append(found)
    wrong = NEGATIVE | ZERO if is_strict else NEGATIVE
    if tried and has_same_domain(low, high, roots) and not _signs(gap, known) & wrong:
        return EXACT
    _check_enough(tried)
    meets = DoubtError("The lines come so close to each other that they may meet.")
    if is_strict and not all(found.differs for found in tried):
        raise meets
    for found in descents(low, high, tried) if not known else ():
        if found.is_turned:
            raise WrongError(found)
        if is_strict and abs(found.right - found.left) < CLOSE:
            raise meets
    return NUMERIC


def _all_right(found: Iterator[Sample], count: int | None = None) -> list[Sample]:
    """Return that many samples; raise at one that differs, if need be one where it shows."""
    tried = list(islice(found, count))
    wrong = [sample for sample in tried if sample.differs]
    if wrong:
        more = (sample for sample in chain(wrong, found) if sample.differs)
        raise WrongError(next((sample for sample in more if sample.is_plain), wrong[0]))
    return tried


def _check_enough(tried: list[Sample]) -> None:
    if len(tried) < ENOUGH:
        raise DoubtError("The lines have real values at too few of the points tried.")


def _is_simply_zero(gap: sympy.Expr) -> bool:
    """Return whether SymPy's simplify, on its own, finds that a small expression is zero."""
    is_small = gap.count_ops() < SMALL and not gap.has(sympy.Sum)
    return is_small and sympy.simplify(gap.rewrite(sympy.exp)) == 0


def _signs(gap: sympy.Expr, known: Known) -> frozenset[int]:
    """Return the signs a gap may have: none but 0, its own, or those of the terms of its sums."""
    if is_zero(gap, known):
        return ZERO
    found = signs(gap)
    return _signs_of_terms(gap) if found == ANY and gap.has(sympy.Sum) else found


def _signs_of_terms(gap: sympy.Expr) -> frozenset[int]:
    """Return the signs of a sum from those of its terms."""
    joined = under_one_sum(gap)
    marks = list(joined.atoms(sympy.Dummy))
    found = ZERO
    for mark in marks:
        found |= signs(joined.coeff(mark))
    rest = joined.xreplace(dict.fromkeys(marks, sympy.S.Zero))
    if rest != 0:
        found |= signs(rest)
    return found


def has_same_domain(left: sympy.Expr, right: sympy.Expr, roots: Roots = ((), ())) -> bool:
    """Return whether two expressions are seen to be real at the same points."""
    sides = (sympy.Tuple(side, *more) for side, more in zip((left, right), roots, strict=True))
    one, other = map(_limits, sides)
    return one == other


def _limits(expr: sympy.Basic) -> set[sympy.Basic]:
    """Return the parts whose value decides whether an expression is real."""
    found: set[sympy.Basic] = set()
    for part in expr.atoms(sympy.Function, sympy.Pow, sympy.Piecewise):
        if isinstance(part, sympy.log):
            inner = part.args[0]
            if signs(inner, looked_into=False) != {1}:
                found.add(inner)
        elif isinstance(part, sympy.Pow):
            if not part.exp.is_integer and signs(part.base, looked_into=False) & NEGATIVE:
                found.add(part.base)
        elif isinstance(part, sympy.Piecewise) or (
            not isinstance(part, EVERYWHERE_REAL) and part.is_real is not True
        ):
            found.add(part)
    return found
