"""Two expressions at points: the same, different, or not to be told."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import cycle, islice, product

import sympy
from flint import arb, fmpq

from helpers.derivation.balls import BlurredError, NoValueError, UnrealError, Value, ball, value_of
from helpers.derivation.points import Point, points, within
from helpers.derivation.unfolding import Known

DIGITS = 600
CLOSE = 1e-12  # a gap that a reader would not see
STARTS, STEPS = 3, 400  # points from which a smaller gap is looked for, and for how long
QUICK, EXACTING = (240,), (240, 2400)  # bits, the last of which has to tell
Roots = tuple[Sequence[sympy.Expr], Sequence[sympy.Expr]]  # of the left and of the right
TELLING = {240: arb(10) ** -50, 2400: arb(10) ** -DIGITS}


@dataclass(frozen=True)
class Sample:
    """A point, and the values of both expressions there: None where one is not real."""

    point: Point
    left: arb | None
    right: arb | None

    @property
    def values(self) -> tuple[arb | None, arb | None]:
        return self.left, self.right

    @cached_property
    def differs(self) -> bool:
        """Whether the values surely differ; else they are the same to as many digits as tell."""
        if self.left is None or self.right is None:
            return True
        return not (self.left - self.right).contains(0)

    @property
    def is_plain(self) -> bool:
        """Whether a reader sees the difference in the first digits."""
        if None in self.values:
            return True
        gap, size = abs(self.left - self.right), max(abs(self.left), abs(self.right))
        return gap > 1e-6 * size and gap > CLOSE

    @property
    def is_turned(self) -> bool:
        """Whether the left is surely above the right, or one of them is not real."""
        return None in self.values or self.left > self.right

    @property
    def is_equal(self) -> bool:
        """Whether the values are surely the same."""
        return None not in self.values and (self.left - self.right).is_zero()


def samples(
    left: sympy.Expr,
    right: sympy.Expr,
    known: Known = (),
    precisions: tuple[int, ...] = QUICK,
    roots: Roots = ((), ()),
) -> Iterator[Sample]:
    """Yield the points that tell whether two prepared expressions differ.

    The roots of an expression have to be real for it to be.

    A point tells nothing where neither is real, where one divides by zero, or where the values are
    too close to each other for the last precision.
    """
    one, other = (
        _with_roots(value_of(side), [value_of(root) for root in of_side])
        for side, of_side in zip((left, right), roots, strict=True)
    )
    for point in points((left, right, *roots[0], *roots[1]), known):
        for bits in precisions:
            try:
                values = [_real(value, point, bits) for value in (one, other)]
            except NoValueError:
                break
            except BlurredError:
                continue
            found = Sample(point, *values)
            is_last = bits == precisions[-1]
            if values == [None, None]:
                break
            if found.differs or (is_last and _is_telling(found, bits)):
                yield found
                break


def _with_roots(value: Value, roots: list[Value]) -> Value:
    def with_roots(point: Point) -> arb:
        for root in roots:
            root(point)
        return value(point)

    return with_roots if roots else value


def _real(value: Value, point: Point, bits: int) -> arb | None:
    try:
        return ball(value, point, bits)
    except UnrealError:
        return None


def _is_telling(found: Sample, bits: int) -> bool:
    """Return whether two values that may be the same are so to enough digits."""
    gap = abs(found.left - found.right).upper()
    size = max(abs(found.left).upper(), abs(found.right).upper())
    return gap <= TELLING[bits] * size or gap <= TELLING[bits]


def descents(low: sympy.Expr, high: sympy.Expr, tried: list[Sample]) -> Iterator[Sample]:
    """Yield points at which high - low is less and less, starting from where it was least."""
    values = value_of(low), value_of(high)
    held = sympy.Tuple(low, high).free_symbols
    for start in sorted(tried, key=_gap)[:STARTS]:
        atoms = [a for a in start.point if not a.is_integer and not held.isdisjoint(a.free_symbols)]
        if atoms:
            yield from _descent(start, values, atoms)


def _descent(
    best: Sample, values: tuple[Value, Value], atoms: list[sympy.Expr]
) -> Iterator[Sample]:
    """Go along one symbol after the other, with longer steps where it went down, else shorter."""
    steps = {atom: 0.1 + abs(float(best.point[atom])) / 4 for atom in atoms}
    for atom, sign in islice(cycle(product(atoms, (1, -1))), STEPS):
        value = best.point[atom] + _near(sign * steps[atom])
        found = None
        if within(atom, value):
            point = best.point.moved(atom, value)
            with suppress(ArithmeticError):
                found = Sample(point, *(ball(each, point, QUICK[-1]) for each in values))
        if found and _gap(found) < _gap(best):
            best = found
            steps[atom] *= 2
            yield best
        elif sign < 0:
            steps[atom] /= 2


def _gap(found: Sample) -> float:
    return float((found.right - found.left).mid())


def _near(number: float) -> fmpq:
    numerator, denominator = Fraction(number).limit_denominator(10**24).as_integer_ratio()
    return fmpq(numerator, denominator)
