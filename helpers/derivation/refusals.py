"""What is wrong with a line that does not follow, and how the reader is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice, permutations

import sympy
from mpmath import mpf, nstr, workdps
from sympy.core.function import AppliedUndef

from helpers.derivation.names import Sigma, SigmaPrime, definition
from helpers.derivation.points import DIGITS, SPARE, Sample, real_value, sample
from helpers.derivation.sums import under_sum
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
        return "", self._exchange()

    @cached_property
    def _target(self) -> sympy.Expr:
        return prepare(self.before, self.before_values)

    def _samples(self, line: sympy.Expr) -> Iterator[Sample]:
        pair = prepare(line, self.line_values), self._target
        return islice(sample(pair, known_sums(self.before_values)), ENOUGH)

    def _factor(self) -> tuple[str, str]:
        """Return the factor between the lines, as an expression and in words."""
        samples = list(self._samples(self.line))

        def holds(number: Fraction, factor: sympy.Expr, power: int) -> bool:
            """Return whether line = number · factor^power · before at all samples."""
            for found in samples:
                times = real_value(factor, found.point)
                if times is None:
                    return False
                with workdps(DIGITS + SPARE):
                    sides = [found.values[0] * number.denominator, found.values[1]]
                    sides[power > 0] *= times
                    sides[1] *= number.numerator
                if not Sample(found.point, tuple(sides)).agrees():
                    return False
            return bool(samples)

        line, before = samples[0].values if samples else (0, 0)
        constant = Fraction(float(line / before)).limit_denominator(100) if before else 0
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

    def _exchange(self) -> str:
        """Say which name stands where another belongs, if that is all that is wrong."""

        def follows(changed: sympy.Expr) -> bool:
            try:
                return all(found.agrees() for found in self._samples(changed))
            except ValueError:  # a derivative that cannot be taken
                return False

        names = [name for name in _names([self.before, self.line]) if not name.is_Function]
        pairs = (
            (wrong, right)
            for wrong, right in permutations(names, 2)
            if self.line.has(wrong) and wrong.is_integer == right.is_integer
        )
        for wrong, right in islice(pairs, EXCHANGES):
            if self.line.has(right) and follows(self.line.xreplace({wrong: right, right: wrong})):
                return f"It follows if {wrong} and {right} change places."
            if follows(self.line.xreplace({wrong: right})):
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


def place(sample: Sample) -> str:
    """Return the coordinates of a point, lengths and indices first, and not too many."""
    pairs = sorted(sample.point.items(), key=lambda pair: (not pair[0].is_integer, str(pair[0])))
    shown = []
    for atom, value in pairs[:SHOWN]:
        name = str(atom)
        if isinstance(atom, AppliedUndef):  # with its arguments in short
            name = f"{atom.name}({', '.join(f'{float(part):g}' for part in atom.args)})"
        shown.append(f"{name} = {float(value):g}")
    more = f" and {len(pairs) - SHOWN} more" if len(pairs) > SHOWN else ""
    return f"At {', '.join(shown)}{more}: " if shown else ""


def two_numbers(left: mpf, right: mpf) -> tuple[str, str]:
    """Return two numbers with as many digits as it takes to tell them apart."""
    pairs = [(nstr(left, digits), nstr(right, digits)) for digits in (6, 12, 24)]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
