"""What is wrong with a line that does not follow, and how the reader is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice, permutations

import sympy
from flint import arb, ctx, fmpq

from helpers.derivation.balls import BlurredError, NoValueError, UnrealError, ball, value_of
from helpers.derivation.comparison import QUICK, Sample, samples
from helpers.derivation.names import Sigma, SigmaPrime, definition
from helpers.derivation.points import Point
from helpers.derivation.sums import parted, under_sum
from helpers.derivation.unfolding import Values, known_sums, prepare

ENOUGH = 8  # points that show what is wrong with a line
EXCHANGES = 24  # exchanges of names tried, to explain it
SHOWN = 8  # coordinates of a counterexample that a message shows


class DerivationError(ArithmeticError):
    """A line that does not follow from the line before.

    Attributes
    ----------
    line : int
        Its number; the first line is 1.
    reason : str
        The reason given for it.
    point : dict
        A point at which the two lines differ; empty if there is none.
    factor : str
        What the line is too much by, such as "-1" or "x"; empty if it was not recognised.
    """

    def __init__(self, message: str, line: int, reason: str, point: dict, factor: str) -> None:
        super().__init__(message)
        self.line, self.reason, self.point, self.factor = line, reason, dict(point), factor

    def __reduce__(self) -> tuple:
        return type(self), (str(self), self.line, self.reason, self.point, self.factor)

    def _render_traceback_(self) -> list[str]:
        """Show the reader the message, not the inside of the checker (IPython asks for this)."""
        return [f"DerivationError: {self}"]


@dataclass(frozen=True)
class Refused:
    """Two lines as written that are not equal, and the values put into each."""

    before: sympy.Expr
    line: sympy.Expr
    before_values: Values
    line_values: Values

    def explain(self) -> tuple[str, str]:
        """Return the factor the line is too much by, and a sentence; empty if not recognised.

        In the sentence, ``<before>`` stands for the line before.
        """
        factor, words = self._factor()
        if words:
            return factor, f"That is <before> {words}."
        (before, range_before), (line, range_line) = under_sum(self.before), under_sum(self.line)
        if range_before is not None and range_before == range_line:
            inside = Refused(before, line, self.before_values, self.line_values)
            factor, words = inside._factor()
            if words:
                return factor, f"Under the sum, that is <before> {words}."
        return "", self._forgotten_sum() or self._exchange()

    @cached_property
    def _target(self) -> sympy.Expr:
        return prepare(self.before, self.before_values)

    def _samples(self, line: sympy.Expr) -> Iterator[Sample]:
        pair = prepare(line, self.line_values), self._target
        return islice(samples(*pair, known_sums(self.before_values)), ENOUGH)

    def _factor(self) -> tuple[str, str]:
        """Return the factor between the lines, as an expression and in words."""
        samples = [found for found in self._samples(self.line) if None not in found.values]
        if not any(found.differs for found in samples):
            return "", ""
        points = [found.point for found in samples]

        def holds(number: Fraction, factor: sympy.Expr, power: int) -> bool:
            """Return whether line = number · factor^power · before at all samples."""
            ratio = arb(fmpq(number.numerator, number.denominator))
            for found, times in zip(samples, _values(factor, points), strict=True):
                line, before = found.values
                if times is None:
                    return False
                with ctx.workprec(QUICK[-1]):
                    more, less = (line, before) if power > 0 else (before, line)
                    scaled = times * less * ratio if power > 0 else times * less / ratio
                if not more.overlaps(scaled):
                    return False
            return bool(samples)

        constant = 0
        if samples and not samples[0].right.contains(0):
            ratio = float((samples[0].left / samples[0].right).mid())
            constant = Fraction(ratio).limit_denominator(100)
        if constant and holds(constant, sympy.S.One, 1):
            return f"{constant}", f"times {constant}"
        candidates = self._candidates()
        for number in map(Fraction, ("1", "-1", "2", "-2", "1/2", "-1/2")):
            sign = {1: "", -1: "-"}.get(number, f"{number}*")
            scaled = "" if number == 1 else f"times {number} "
            for text, (expr, gloss) in candidates.items():
                if holds(number, expr, 1):
                    return f"{sign}{text}", f"{scaled}with an extra factor {text}{gloss}"
                if holds(number, expr, -1):
                    return f"{number}/{text}", f"{scaled}with the factor {text}{gloss} missing"
        return "", ""

    def _candidates(self) -> dict[str, tuple[sympy.Expr, str]]:
        """Return the factors a line may have too much or too little, prepared, and a gloss."""
        found: dict[str, tuple[sympy.Expr, str]] = {}
        for name in _names([self.before, self.line]):
            found.setdefault(str(name), (name, ""))
            if name.is_integer or isinstance(name, SigmaPrime):
                continue
            slope = name * (1 - name)
            found[f"(1 - {name})"] = 1 - name, ""
            formula = definition(name) or name
            if isinstance(formula, Sigma):
                gloss = f" = {name}*(1 - {name})"
                found.setdefault(f"sigma_prime({formula.args[0]})", (slope, gloss))
            else:
                found[f"{name}*(1 - {name})"] = slope, ""
        return {t: (prepare(expr, self.line_values), gloss) for t, (expr, gloss) in found.items()}

    def _forgotten_sum(self) -> str:
        """Say that a chain rule lacks its sum: it holds ∂L/∂a_k ∂a_k/∂z for one k alone."""
        slopes = [slope for slope in self.line.atoms(sympy.Derivative) if len(slope.variables) == 1]
        for outer, inner in permutations(slopes, 2):
            (entry,) = outer.variables
            if inner.expr != entry or not isinstance(entry, sympy.Indexed):
                continue
            formula = definition(outer.expr) or outer.expr
            for whole in sorted(formula.atoms(sympy.Sum), key=str):
                _, (index, first, last) = parted(whole)
                index = sympy.Symbol(index.name, integer=True)
                each = entry.base[index]
                terms = {
                    outer: sympy.Derivative(outer.expr, each),
                    inner: sympy.Derivative(each, *inner.variables),
                }
                if self._follows(sympy.Sum(self.line.xreplace(terms), (index, first, last))):
                    return (
                        f"It follows as a sum over {index}: every {each} depends on "
                        f"{inner.variables[0]}, and the chain rule adds up all of these ways."
                    )
        return ""

    def _follows(self, line: sympy.Expr) -> bool:
        try:
            return not any(found.differs for found in self._samples(line))
        except ValueError:  # a derivative that cannot be taken
            return False

    def _exchange(self) -> str:
        """Say which name stands where another belongs, if that is all that is wrong."""
        names = [name for name in _names([self.before, self.line]) if not name.is_Function]
        pairs = (
            (wrong, right)
            for wrong, right in permutations(names, 2)
            if self.line.has(wrong) and wrong.is_integer == right.is_integer
        )
        for wrong, right in islice(pairs, EXCHANGES):
            if self.line.has(right) and self._follows(
                self.line.xreplace({wrong: right, right: wrong})
            ):
                return f"It follows if {wrong} and {right} change places."
            if self._follows(self.line.xreplace({wrong: right})):
                return f"It follows with {right} in place of {wrong}."
        return ""


def _names(lines: Sequence[sympy.Expr]) -> list[sympy.Expr]:
    """Return what lines are made of: symbols, names, the names behind them, sigmoids."""
    found: set[sympy.Expr] = set()
    todo = list(lines)
    while todo:
        atoms = todo.pop().atoms(sympy.Symbol, sympy.Indexed, Sigma, SigmaPrime) - found
        found |= atoms
        todo += filter(None, map(definition, atoms))
    labels = {atom.base.label for atom in found if isinstance(atom, sympy.Indexed)}
    bound = {atom for atom in found if atom.atoms(sympy.Dummy)}
    return sorted(found - labels - bound, key=lambda atom: (len(str(atom)), str(atom)))


def _values(expr: sympy.Expr, points: Sequence[Point]) -> Iterator[arb | None]:
    """Yield the value of a prepared expression at each point, None where it has none."""
    value = value_of(expr)
    for point in points:
        try:
            yield ball(value, point, QUICK[-1])
        except (NoValueError, UnrealError, BlurredError):
            yield None


def place(point: Point, expressions: Sequence[sympy.Expr]) -> str:
    """Return the coordinates of a point that expressions hold, lengths first, and not too many."""
    held = set().union(*(expr.free_symbols for expr in expressions))
    atoms = [atom for atom in point if not held.isdisjoint(atom.free_symbols)]
    atoms.sort(key=lambda atom: (not atom.is_integer, str(atom)))
    coordinates = {str(atom): float(point[atom]) for atom in atoms} | point.seen
    shown = [f"{name} = {value:g}" for name, value in list(coordinates.items())[:SHOWN]]
    more = f" and {len(coordinates) - SHOWN} more" if len(coordinates) > SHOWN else ""
    return f"At {', '.join(shown)}{more}: " if shown else ""


def two_numbers(left: arb | None, right: arb | None) -> tuple[str, str]:
    """Return two numbers with as many digits as it takes to tell them apart."""
    for digits in (6, 12, 24):
        pair = _text(left, digits), _text(right, digits)
        if pair[0] != pair[1]:
            return pair
    if (right - left).is_zero():
        return pair
    return pair[0], f"{_text(abs(right - left), 3)} {'more' if right > left else 'less'}"


def _text(number: arb | None, digits: int) -> str:
    if number is None:
        return "not real"
    if number.contains(0):
        return "0"
    mantissa, *exponent = number.str(digits, radius=False).split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return "e".join([mantissa, *exponent])
