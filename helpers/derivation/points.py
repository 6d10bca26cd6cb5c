"""Where two lines are compared: points that no false line should pass."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import copy

import sympy
from flint import fmpq

from helpers.derivation.balls import fraction, whole_of
from helpers.derivation.names import range_of
from helpers.derivation.sums import depth_of, indices_of, parted
from helpers.derivation.unfolding import Known

POINTS = 60
SEED = 20
LENGTHS = 2, 3, 1, 4, 0, 8, 5, 7, 6  # how long sums are, trial by trial
LONG = {1: 40, 2: 15}  # and once in a while, by how deep they are nested
FAR = 1000  # how far out reals lie
FURTHEST = 40  # an index, once in a while
HUGE = 10**9  # from here on, a number in a line is none to try
MOST_NAMED = 60


class Space:
    """What is drawn for some prepared expressions.

    Attributes
    ----------
    lengths, indices : list of sympy.Symbol
        The whole numbers: those that sums end at, and the others.
    depth : int
        How many sums stand in one another.
    numbers : list of fmpq
        The rational numbers in the expressions, where cases may begin and end; 0 and 1; and minus
        all these.
    places : list of int
        The whole ones among them.
    far : int
        How far out the reals lie.
    """

    def __init__(self, expressions: Sequence[sympy.Expr]) -> None:
        whole = sympy.Tuple(*expressions)
        ends = {
            symbol
            for each in whole.atoms(sympy.Sum)
            for _, *both in each.limits
            for symbol in sympy.Tuple(*both).free_symbols
        }
        free = {symbol for symbol in whole.free_symbols if symbol.is_integer}
        self.lengths = sorted(free & ends, key=str)
        self.indices = sorted(free - ends, key=str)
        self.depth = max(map(depth_of, expressions), default=0)
        named = [n for n in whole.atoms(sympy.Rational) if max(abs(n.p), n.q) < HUGE]
        sizes = {fmpq(0), fmpq(1), *map(fraction, named)}
        self.numbers = sorted({sign * size for size in sizes for sign in (-1, 1)})
        self.places = [int(number) for number in self.numbers if number.q == 1]
        self.places += [int(n) for n in indices_of(whole) if n.is_Integer]
        self.far = max([FAR, *(2 * int(max(abs(n.p), n.q)) for n in named)])

    def points(self) -> Iterator[Point]:
        """Yield points all over the space, then some at the numbers that the lines name."""
        for trial in range(POINTS + min(MOST_NAMED, 3 * len(self.numbers))):
            point = Point(self, trial)
            if all(_holds(symbol, point) for symbol in (*self.lengths, *self.indices)):
                yield point


class Point(dict):
    """Values for symbols, indexed symbols and unknown functions, drawn when asked for.

    They depend on the name and the trial alone, so that they are the same on every machine. Whole
    numbers come first, since the entries of a family are as many as a sum is long.

    Attributes
    ----------
    seen : dict
        What unknown functions were at this point, by name and argument as text.
    sums : dict
        Sums added up, which their evaluation keeps here.
    """

    def __init__(self, space: Space, trial: int) -> None:
        super().__init__()
        self.space, self.trial, self.seen, self.sums = space, trial, {}, {}
        self.at_numbers = max(0, trial - POINTS + 1)  # one more each time, from 1
        self.kind = KINDS[trial % len(KINDS)]
        for order, symbol in enumerate(space.lengths):
            self[symbol] = self._length(order, symbol)
        for symbol in space.indices:
            self[symbol] = self._index(symbol)

    def _length(self, order: int, symbol: sympy.Symbol) -> int:
        low, high = _ends(symbol, self)
        low = max(0, low or 0)
        turn = self.trial * (order + 1) + order * (self.trial // len(LENGTHS))
        length = low + LENGTHS[turn % len(LENGTHS)]
        if self.at_numbers:
            turn = self.at_numbers if order == 0 else self._random(symbol).randrange(99)
            length = self._place(turn)
        elif self.trial % 20 == 19 - order:
            length = low + LONG.get(self.space.depth, 0)
        length = max(low, length)
        return length if high is None else min(length, high)

    def _index(self, symbol: sympy.Symbol) -> int:
        """Draw an index from before the first term to after the last, and often one drawn before.

        Without a range of its own it may lie far out.
        """
        draw, (low, high) = self._random(symbol), _ends(symbol, self)
        drawn = [value for atom, value in self.items() if atom.is_integer]
        last = max([2, *(value for value in drawn if value < FURTHEST)]) + 3
        usual = [*range(-1, last), *2 * drawn]
        if self.at_numbers:
            turn = draw.randrange(99) if drawn else self.at_numbers
            usual = [self._place(turn + extra) for extra in range(len(self.space.places))]
        elif self.trial % 5 == 4:
            usual += [draw.randint(-FURTHEST, FURTHEST) for _ in usual]
        elif self.trial < 2:
            usual = [1, 2]
        low = min(usual) if low is None else low
        high = max(*usual, low) if high is None else high
        fitting = [value for value in usual if low <= value <= high] or [low, high]
        return fitting[0] if self.at_numbers else draw.choice(fitting)

    def _place(self, turn: int) -> int:
        """Return one of the whole numbers in the lines or, in the next rounds, one beside it."""
        turn, place = divmod(turn, len(self.space.places))
        return self.space.places[place] + (0, 1, -1)[turn % 3]

    def __missing__(self, atom: sympy.Expr) -> fmpq:
        draw = self._random("all" if self.kind is _same else atom)
        if atom.is_integer:
            return self.setdefault(atom, draw.randint(1, 4))
        value = self._named(draw) if self.at_numbers else self.kind(draw, self.space.far)
        if self.kind in (_tiny, _minus_tiny) or not within(atom, value):
            value = _moved_into_range(atom, value)
        if not within(atom, value):  # it is an end
            value = _moved_into_range(atom, _unit(draw, 0))
        return self.setdefault(atom, value)

    def _named(self, draw: random.Random) -> fmpq:
        """Return a number in the lines, or one beside it: for the first symbol all in turn."""
        numbers = self.space.numbers
        is_first = all(atom.is_integer for atom in self)
        turn, place = divmod(self.at_numbers - 1 if is_first else draw.randrange(99), len(numbers))
        beside = (0, 1, -1)[turn % 3] * _unit(draw, 0) * max(1, abs(numbers[place]))
        return numbers[place] + beside

    def _random(self, what: object) -> random.Random:
        return random.Random(f"{SEED} {self.trial} {what}")

    def numbers(self) -> dict[sympy.Expr, sympy.Rational]:
        """Return the values as SymPy's numbers."""
        return {atom: sympy.Rational(str(value)) for atom, value in self.items()}

    def moved(self, atom: sympy.Expr, value: fmpq) -> Point:
        """Return the point with another value for a symbol."""
        other = copy(self)
        other.seen, other.sums = {}, {}
        other[atom] = value
        return other

    def waves(self, name: str, count: int) -> list[list[fmpq]]:
        """Return height, phase and speeds of the three waves that stand for an unknown function."""
        draw = self._random(name)
        return [[_plain(draw, 0) for _ in range(count + 2)] for _ in range(3)]

    def settle(self, known: Known) -> bool:
        """Scale entries so that sums have their known values; return whether they have."""
        for key, total in known:
            term, (index, first, last) = parted(key)
            if not isinstance(term, sympy.Indexed) or not total.is_Rational:
                return False
            places = range(whole_of(first)(self), whole_of(last)(self) + 1)
            numbers = {atom: sympy.Integer(v) for atom, v in self.items() if atom.is_integer}
            entries = [term.xreplace({**numbers, index: sympy.Integer(k)}) for k in places]
            whole = sum((self[entry] for entry in entries), fmpq(0))
            if not whole:
                return total == 0
            for entry in entries:
                self[entry] *= fraction(total) / whole
                if not within(entry, self[entry]):
                    return False
        return True


def points(expressions: Sequence[sympy.Expr], known: Known = ()) -> Iterator[Point]:
    """Yield points for prepared expressions, at which the known sums have their values."""
    space = Space([*expressions, *(part for pair in known for part in pair)])
    return (point for point in space.points() if point.settle(known))


def within(atom: sympy.Expr, value: fmpq) -> bool:
    """Return whether a value lies in the range of a real symbol."""
    low, high = range_of(atom)
    is_above = not low.is_finite or value > fraction(low)
    return is_above and (not high.is_finite or value < fraction(high))


def _holds(symbol: sympy.Symbol, point: Point) -> bool:
    """Return whether a whole number lies within its range, which may hold others."""
    low, high = _ends(symbol, point)
    return (low is None or low <= point[symbol]) and (high is None or point[symbol] <= high)


def _ends(symbol: sympy.Symbol, point: Point) -> tuple[int | None, int | None]:
    return tuple(whole_of(end)(point) if end.is_finite else None for end in range_of(symbol))


def _moved_into_range(atom: sympy.Expr, value: fmpq) -> fmpq:
    """Return a value in the range of a symbol; near an end for one that is tiny, or far out."""
    low, high = range_of(atom)
    if low.is_finite and high.is_finite:
        share = _share(value)
        return fraction(low) * (1 - share) + fraction(high) * share
    if high.is_finite:
        return fraction(high) - abs(value)
    return fraction(low) + abs(value) if low.is_finite else value


def _share(value: fmpq) -> fmpq:
    """Return a number between 0 and 1 that is near an end where the value is near 0 or is large."""
    size = abs(value)
    share = size if size < 1 else 1 / (1 + size)
    return share if value > 0 or size >= 1 else 1 - share


# ---- kinds of values -----------------------------------------------------------------------

Draw = Callable[[random.Random, int], fmpq]


def _part(draw: random.Random, _: int) -> fmpq:
    """Between 0 and 1, where probabilities live, and short to read."""
    return fmpq(draw.randint(1, 19), 20)


def _plain(draw: random.Random, _: int) -> fmpq:
    return fmpq(draw.choice([k for k in range(-40, 60) if k % 20]), 20)


def _unit(draw: random.Random, _: int) -> fmpq:
    return fmpq(draw.randint(1, 10**9), 10**9 + 7)


def _near(draw: random.Random, _: int) -> fmpq:
    return draw.choice([-4, 4]) * _unit(draw, 0)


def _wide(draw: random.Random, far: int) -> fmpq:
    return draw.choice([-far, far]) * _unit(draw, 0)


def _tiny(draw: random.Random, _: int) -> fmpq:
    """Just above 0 or, of a range, just inside its lower end."""
    return _unit(draw, 0) / 10 ** draw.randint(4, 15)


def _minus_tiny(draw: random.Random, _: int) -> fmpq:
    return -_tiny(draw, 0)


def _whole(draw: random.Random, _: int) -> fmpq:
    return fmpq(draw.randint(-3, 4))


def _same(draw: random.Random, far: int) -> fmpq:
    """The same for all symbols."""
    return draw.choice([_whole, _unit, _near])(draw, far)


def _any(draw: random.Random, far: int) -> fmpq:
    return draw.choice([_unit, _near, _wide, _tiny, _minus_tiny, _part])(draw, far)


KINDS: tuple[Draw, ...] = (
    _part,
    _plain,
    _unit,
    _near,
    _any,
    _wide,
    _unit,
    _tiny,
    _minus_tiny,
    _whole,
    _any,
    _same,
    _wide,
)
