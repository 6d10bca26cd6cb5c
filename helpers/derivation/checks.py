"""One line checked against the one before it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices import MatrixBase

from helpers.derivation.balls import UnknownError
from helpers.derivation.comparison import Roots, Sample
from helpers.derivation.equations import check_equation
from helpers.derivation.formulas import Formula, FormulaError
from helpers.derivation.names import Named, name_of
from helpers.derivation.proofs import (
    EXACT,
    NUMERIC,
    DoubtError,
    WrongError,
    prove,
    prove_order,
)
from helpers.derivation.refusals import DerivationError, Refused, place, two_numbers
from helpers.derivation.relations import Bound, Eq
from helpers.derivation.time_limit import TooLongError, at_most
from helpers.derivation.unfolding import Values, is_narrowed, known_sums, prepare

CANNOT_TELL = "It cannot be told whether it follows."
SECONDS, SECONDS_TO_EXPLAIN = 4.5, 1.5  # that a line may take


@dataclass(frozen=True)
class Step:
    """A line to be checked against the one before, and the values put into each."""

    number: int
    reason: str
    before: Formula
    line: Formula
    before_values: Values
    line_values: Values

    def proof(self) -> str:
        """Return how the line was proved; raise if it does not follow, or if that is not known."""
        try:
            with at_most(SECONDS):
                return self._proof()
        except (DerivationError, FormulaError):
            raise
        except TooLongError:
            self.refuse(f"{CANNOT_TELL} It was given up after {SECONDS} seconds.")
        except Exception as error:  # SymPy lost its way; the reader need not see where
            self.refuse(f"{CANNOT_TELL} It is more than can be worked out here.", cause=error)

    def _proof(self) -> str:
        self._check_derivatives()
        self._check_lengths()
        name = f"Line {self.number} ({self.reason})"
        old, new = _kind(self.before), _kind(self.line)
        if old != new:
            raise FormulaError(f"{name} is {new}, but the line before is {old}.")
        if isinstance(self.line, Eq):
            return check_equation(self)
        before, line = self.before.value, self.line.value
        if not isinstance(line, MatrixBase):
            return self.equal(before, line)
        if before.shape != line.shape:
            self.refuse(f"The shapes {before.shape} and {line.shape} differ.")
        proofs = set()
        for row, column in product(*map(range, line.shape)):
            says = [f"entry ({row + 1}, {column + 1}) of {name} is" for name in self.names]
            proofs.add(self.equal(before[row, column], line[row, column], says))
        return NUMERIC if NUMERIC in proofs else EXACT

    def with_values_in(self) -> "Step":
        """Return the step for expressions with the values put in, but those under a sum."""
        same = {key: key for key in self.before_values if isinstance(key, sympy.Indexed)}
        return replace(self, before_values=same, line_values=same)

    @property
    def names(self) -> tuple[str, str]:
        return f"line {self.number - 1}", f"line {self.number}"

    def equal(self, before: sympy.Expr, line: sympy.Expr, says: Sequence[str] = ()) -> str:
        """Return how two expressions were proved to be in the relation of the line, or raise."""
        left, right = prepare(before, self.before_values), prepare(line, self.line_values)
        known = known_sums(self.before_values)
        is_whole = (before, line) == (self.before.value, self.line.value)
        roots = self.roots if is_whole else ((), ())
        try:
            if not isinstance(self.line, Bound):
                return prove(left, right, known, roots)
            if self.line.is_upper:
                return prove_order(left, right, self.line.is_strict, known, roots)
            return prove_order(right, left, self.line.is_strict, known, roots[::-1])
        except WrongError as wrong:
            self._refuse_at(wrong.sample, before, line, says)
        except (DoubtError, UnknownError) as doubt:
            self.refuse(f"{CANNOT_TELL} {doubt}")

    @property
    def roots(self) -> Roots:
        """The roots and logarithms that were written in the two lines, prepared."""
        old = [prepare(root, self.before_values) for root in sorted(self.before.roots, key=str)]
        return old, [prepare(root, self.line_values) for root in sorted(self.line.roots, key=str)]

    def _refuse_at(
        self, found: Sample, before: sympy.Expr, line: sympy.Expr, says: Sequence[str]
    ) -> None:
        """Refuse a line for a point at which it is wrong, and say what is wrong with it."""
        left, right = found.values
        factor = hint = unused = ""
        if not isinstance(self.line, Bound):
            unused = next(self._unused(before, line), "")
            refused = Refused(before, line, self.before_values, self.line_values)
            with suppress(TooLongError), at_most(SECONDS_TO_EXPLAIN):
                factor, hint = refused.explain()
        elif not self.line.is_upper:
            left, right = right, left
        first, second = says or [f"{name} is" for name in self.names]
        one, other = two_numbers(left, right)
        prepared = prepare(before, self.before_values), prepare(line, self.line_values)
        values = f"{place(found.point, prepared)}{first} {one}, {second} {other}."
        self.refuse(
            values[0].upper() + values[1:],
            hint.replace("<before>", self.names[0]),
            unused,
            point=found.point.numbers(),
            factor=factor,
        )

    def _unused(self, before: sympy.Expr, line: sympy.Expr) -> Iterator[str]:
        prepared = prepare(before, self.before_values), prepare(line, self.line_values)
        sums = sympy.Tuple(*prepared).atoms(sympy.Sum)
        for key, whole in product(self.before_values, sums):
            if isinstance(key, sympy.Indexed) and whole.has(key.base):
                yield (
                    f"The value of {key} was not put in under the sum: that takes the sum's "
                    f"length, and {key.base} for 1, 2, … one by one."
                )

    def _check_derivatives(self) -> None:
        """Raise if a value is put in for what a derivative is still to be taken by or of."""
        for formula, values in (self.before, self.before_values), (self.line, self.line_values):
            for key, part in product(values, formula.value.atoms(sympy.Derivative)):
                is_name = isinstance(name_of(key), Named) and name_of(key) in part.free_symbols
                is_function = isinstance(key, AppliedUndef) and part.has(key) and part not in values
                is_by = key in part.variables and not is_narrowed(key, values[key])
                if is_name or is_function or is_by:
                    also = ", or put one in for it too" if is_function else ""
                    raise FormulaError(
                        f"Line {self.number} ({self.reason}): work {Formula.of(part)} out before "
                        f"you put in a value for {key}{also}."
                    )

    def _check_lengths(self) -> None:
        """Raise if the values give a sum fewer than no terms."""
        for formula, values in (self.before, self.before_values), (self.line, self.line_values):
            if not any(key.is_integer for key in values):
                continue
            for whole in prepare(formula.value, values).atoms(sympy.Sum):
                for _, first, last in whole.limits:
                    if (last - first + 1).is_negative:
                        raise FormulaError(
                            f"Line {self.number} ({self.reason}): a sum from {first} to {last} has "
                            "fewer than no terms."
                        )

    def refuse(
        self,
        *sentences: str,
        point: Sequence = (),
        factor: str = "",
        cause: Exception | None = None,
    ) -> None:
        """Raise DerivationError with these sentences."""
        reason = f" ({self.reason})" if self.reason else ""
        head = f"Line {self.number}{reason} does not follow: {self.line}"
        message = "\n".join([head, *filter(None, sentences)])
        raise DerivationError(message, self.number, self.reason, point, factor) from cause


def _kind(formula: Formula) -> str:
    if isinstance(formula, Eq):
        return "an equation"
    return "a matrix" if isinstance(formula.value, MatrixBase) else "an expression"
