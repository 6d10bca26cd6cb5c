"""Whether a line follows from the one before: exactly, else at points, else not.

Expressions are equal, matrices entry by entry; an equation says of its unknown what the one
before says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices import MatrixBase

from helpers.derivation.exact import is_zero
from helpers.derivation.formulas import Formula
from helpers.derivation.names import Named, name_of
from helpers.derivation.notation import Eq
from helpers.derivation.points import DIGITS, POINTS, Sample, sample
from helpers.derivation.refusals import DerivationError, Refused, place, two_numbers
from helpers.derivation.unfolding import Known, Values, known_sums, prepare, unfold

EXACT, NUMERIC = "exact", f"{POINTS} points, {DIGITS} digits"
SMALL = 60  # operations up to which SymPy's simplify is quick


def prove(left: sympy.Expr, right: sympy.Expr, known: Known = ()) -> str | Sample | None:
    """Return how two prepared expressions were proved equal, or a point where they are not.

    Returns None if they have no real value at enough of the points tried.
    """
    samples = sample((left, right), known)
    # A line that is wrong shows at once, and need not be multiplied out.
    tried = list(islice(samples, 2))
    difference = left - right
    if all(found.agrees() for found in tried):
        if is_zero(difference, known):
            return EXACT
        tried += islice(samples, POINTS - len(tried))
    for found in tried:
        if not found.agrees():
            return found
    is_small = difference.count_ops() < SMALL and not difference.has(sympy.Sum)
    if is_small and sympy.simplify(difference.rewrite(sympy.exp)) == 0:
        return EXACT
    return NUMERIC if len(tried) == POINTS else None


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
        """Return how the line was proved; raise if it does not follow."""
        self._check_derivatives()
        name = f"Line {self.number} ({self.reason})"
        old, new = _kind(self.before), _kind(self.line)
        if old != new:
            raise ValueError(f"{name} is {new}, but the line before is {old}.")
        if isinstance(self.line, Eq):
            return self._equation()
        before, line = self.before.value, self.line.value
        if not isinstance(line, MatrixBase):
            return self._equal(before, line)
        if before.shape != line.shape:
            self._refuse(f"The shapes {before.shape} and {line.shape} differ.")
        proofs = set()
        for row, column in product(*map(range, line.shape)):
            says = [f"entry ({row + 1}, {column + 1}) of {name} is" for name in self._lines]
            proofs.add(self._equal(before[row, column], line[row, column], says))
        return NUMERIC if NUMERIC in proofs else EXACT

    def _equation(self) -> str:
        """Check an equation: it says of its unknown what the one before says."""
        old, new = (eq.left.value - eq.right.value for eq in (self.before, self.line))
        for rate in old.atoms(sympy.Derivative):
            function = rate.expr
            is_taken = any(other.expr == function for other in new.atoms(sympy.Derivative))
            if isinstance(function, AppliedUndef) and new.has(function) and not is_taken:
                if new.free_symbols <= old.free_symbols:
                    self._refuse("An integral is known up to a constant: add one, such as + c.")
                new = self._differentiated(new, rate.variables)
        written = {
            prepare(part, self.line_values): Formula.of(part).text
            for eq in (self.before.value, self.line.value)
            for part in sorted(eq.atoms(sympy.Derivative, AppliedUndef), key=str)
        }
        old, new = prepare(old, self.before_values), prepare(new, self.line_values)
        marks = {
            part: sympy.Symbol(written.get(part, str(part)), real=True)
            for part in (old + new).atoms(AppliedUndef)
            if part.free_symbols <= (old + new).free_symbols
        }
        old, new = old.xreplace(marks), new.xreplace(marks)
        # The values are in; those of x_i stay known, should one have had nowhere to go.
        same = {key: key for key in self.before_values if isinstance(key, sympy.Indexed)}
        prepared = Step(self.number, self.reason, self.before, self.line, same, same)
        left = self.line.left.value
        unknowns = {mark for mark in marks.values() if new.has(mark)}
        if not unknowns:
            unknowns = {left} if left.is_Symbol else new.free_symbols
        for unknown in sorted(unknowns, key=str):
            solved = _solved(old, unknown), _solved(new, unknown)
            if None not in solved:
                says = [f"{line} says {unknown} =" for line in self._lines]
                return prepared._equal(*solved, says)
            if unknown == left and solved[1] is not None:
                gap = old.subs(unknown, solved[1])
                says = [f"left minus right of {self._lines[0]} must be", "and with this root it is"]
                return prepared._equal(sympy.S.Zero, gap, says)
        return prepared._equal(old, new, [f"left minus right of {line} is" for line in self._lines])

    @property
    def _lines(self) -> tuple[str, str]:
        return f"line {self.number - 1}", f"line {self.number}"

    def _differentiated(self, gap: sympy.Expr, by: tuple[sympy.Expr, ...]) -> sympy.Expr:
        """Return an equation's gap, its values put in, differentiated by variables all its own."""
        own = {variable: sympy.Dummy(real=True) for variable in by}
        gap = unfold(gap, tuple(map(name_of, by))).xreplace(own)
        gap = prepare(gap, self.line_values)
        for variable in by:
            shared = gap.free_symbols & unfold(variable).free_symbols
            if not all(symbol.is_integer for symbol in shared):
                self._refuse(f"What depends on {variable} was taken for a constant.")
        back = {dummy: variable for variable, dummy in own.items()}
        return gap.diff(*map(own.get, by)).xreplace(back)

    def _check_derivatives(self) -> None:
        """Raise if a value is put in for what a derivative is still to be taken by or of."""
        for formula, values in (self.before, self.before_values), (self.line, self.line_values):
            for key, part in product(values, formula.value.atoms(sympy.Derivative)):
                is_name = isinstance(name_of(key), Named) and name_of(key) in part.free_symbols
                is_function = isinstance(key, AppliedUndef) and part.has(key) and part not in values
                if is_name or is_function or key in part.variables:
                    also = ", or put one in for it too" if is_function else ""
                    raise ValueError(
                        f"Line {self.number} ({self.reason}): work {Formula.of(part)} out before "
                        f"you put in a value for {key}{also}."
                    )

    def _equal(self, before: sympy.Expr, line: sympy.Expr, says: Sequence[str] = ()) -> str:
        prepared = prepare(before, self.before_values), prepare(line, self.line_values)
        proof = prove(*prepared, known_sums(self.before_values))
        if proof is None:
            self._refuse("It cannot be checked: the lines have no real value at the points tried.")
        if isinstance(proof, Sample):
            refused = Refused(before, line, self.before_values, self.line_values)
            factor, hint = refused.explain()
            sums = sympy.Tuple(*prepared).atoms(sympy.Sum)
            unused = (
                f"The value of {key} was not put in under the sum: that takes the sum's length, "
                f"and {key.base} for 1, 2, … one by one."
                for key, whole in product(self.before_values, sums)
                if isinstance(key, sympy.Indexed) and whole.has(key.base)
            )
            first, second = says or [f"{line} is" for line in self._lines]
            left, right = two_numbers(*proof.values)
            values = f"{place(proof)}{first} {left}, {second} {right}."
            self._refuse(
                values[0].upper() + values[1:],
                hint.replace("<before>", self._lines[0]),
                next(unused, ""),
                point=proof.point,
                factor=factor,
            )
        return proof

    def _refuse(self, *sentences: str, point: Sequence = (), factor: str = "") -> None:
        reason = f" ({self.reason})" if self.reason else ""
        head = f"Line {self.number}{reason} does not follow: {self.line}"
        message = "\n".join([head, *filter(None, sentences)])
        raise DerivationError(message, self.number, self.reason, point, factor)


def _kind(formula: Formula) -> str:
    if isinstance(formula, Eq):
        return "an equation"
    return "a matrix" if isinstance(formula.value, MatrixBase) else "an expression"


def _solved(gap: sympy.Expr, unknown: sympy.Expr) -> sympy.Expr | None:
    """Return the unknown from gap = 0, if the gap is linear in it."""
    slope = gap.diff(unknown) if unknown.is_Symbol else sympy.S.Zero
    if slope == 0 or slope.has(unknown):
        return None
    return -gap.xreplace({unknown: sympy.S.Zero}) / slope
