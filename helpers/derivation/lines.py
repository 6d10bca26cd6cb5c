"""A derivation, line by line, each line checked against the one before.

A line is proved exactly: both sides become rational functions of the exponentials in them, and
their difference cancels to 0. Where that fails, they are compared at 25 seeded rational points to
40 digits. A line that does not follow is refused, with a point where it fails.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from numbers import Number
from typing import Any

import sympy
from mpmath import mpf, nstr
from sympy.core.function import AppliedUndef
from sympy.matrices import MatrixBase

from helpers.derivation.formulas import (
    Eq,
    Formula,
    Named,
    name_of,
)
from helpers.derivation.proofs import (
    EXACT,
    NUMERIC,
    Refused,
    Sample,
    Values,
    known_sums,
    prepare,
    prove,
    unfold,
)

SHORT = 24  # characters up to which the first line stands left of the first equals sign
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

    def __init__(
        self, message: str, line: int, reason: str, point: dict | None = None, factor: str = ""
    ) -> None:
        super().__init__(message)
        self.line, self.reason, self.point, self.factor = line, reason, point or {}, factor

    def _render_traceback_(self) -> list[str]:
        """Show the reader the message, not the inside of the checker (IPython asks for this)."""
        return [f"DerivationError: {self}"]


@dataclass(frozen=True)
class Line:
    """One line of a derivation.

    Attributes
    ----------
    number : int
        From 1.
    reason : str
        Why it follows; empty for the first line.
    proof : str
        How that was proved: "exact", or "25 points, 40 digits"; empty for the first line.
    formula : Formula
        The line as it was written.
    put_in : tuple of pairs of Formula
        The values put in, if any: symbol and value.
    """

    number: int
    reason: str
    proof: str
    formula: Formula
    put_in: tuple[tuple[Formula, Formula], ...] = ()

    @property
    def latex(self) -> str:
        """The line in LaTeX, to be shown alone."""
        return self.formula.latex

    @property
    def text(self) -> str:
        """The line in Python; an equation with its equals sign."""
        if isinstance(self.formula, Eq):
            return f"{self.formula.left} = {self.formula.right}"
        return self.formula.text

    @property
    def why(self) -> str:
        """The reason and the values put in, as text."""
        values = ", ".join(f"{key} = {value}" for key, value in self.put_in)
        return ": ".join(filter(None, (self.reason.replace("$", ""), values)))

    @property
    def why_latex(self) -> str:
        """The reason and the values put in, in LaTeX."""
        values = ",\\ ".join(f"{key.latex} = {value.latex}" for key, value in self.put_in)
        colon = "\\text{: }" if self.reason and values else ""
        return f"{_reason_latex(self.reason)}{colon}{values}"

    def row(self) -> str:
        """Return the line as a row of an aligned block."""
        if isinstance(self.formula, Eq):
            relation = f"{self.formula.left.latex} &= {self.formula.right.latex}"
        else:
            relation = f"&= {self.latex}"
        if self.number == 1:
            return relation
        return f"{relation} && {self.why_latex} && {{\\small\\text{{{self.proof}}}}}"


class Derivation:
    """A derivation whose every line is checked against the one before.

    Parameters
    ----------
    first : Formula, sympy.Expr or Eq
        The first line; an equation is taken as given.
    *steps : tuple
        ``(reason, line)``, or ``(reason, line, {symbol: value, ...})`` for a line that holds once
        the values are put in. The values hold from there on. They may also be those of a name, of
        an unknown function L(a) or its derivative, of a Sum, or, with its length, of the x[1],
        x[2], ... under it. A reason may hold LaTeX between dollar signs. After an equation, a line
        is an equation: the same one solved or rewritten, a solution of it, or its integral with a
        new constant.

    Attributes
    ----------
    lines : tuple of Line
        The lines, each with its LaTeX, its reason and its proof.

    Raises
    ------
    DerivationError
        If a line does not follow; names the line, a point where it fails and, where it is
        recognised, the factor it is too much by.
    ValueError
        If a line is none of what is accepted, or a step is not a pair of reason and line.

    Examples
    --------
    >>> from helpers.derivation import define, diff, sigma, sigma_prime, symbols
    >>> w, x, b, y = symbols("w x b y")
    >>> z = define("z", w * x + b)
    >>> a = define("a", sigma(z))
    >>> L = define("L", (a - y) ** 2 / 2)
    >>> Derivation(
    ...     diff(L, w),
    ...     ("chain rule", diff(L, a) * diff(a, z) * diff(z, w)),
    ...     ("each factor", (a - y) * sigma_prime(z) * x),
    ...     ("σ' = a(1 − a)", (a - y) * a * (1 - a) * x),
    ... )
    diff(L, w)
      = diff(L, a)*diff(a, z)*diff(z, w)    chain rule       exact
      = (a - y)*sigma_prime(z)*x            each factor      exact
      = (a - y)*a*(1 - a)*x                 σ' = a(1 − a)    exact
    """

    def __init__(self, first: Any, *steps: tuple) -> None:
        before = _formula(first, 1)
        lines = [Line(1, "", "", before)]
        values: dict[sympy.Expr, sympy.Expr] = {}
        for number, step in enumerate(steps, start=2):
            reason, formula, put_in = _step(step, number)
            new = {key.value: value.value for key, value in put_in}
            # z = −z, say, speaks of the old z and the new: the line itself has the new one.
            renamed = {key for key, value in new.items() if key in value.free_symbols}
            before_values = values | new
            values |= {key: value for key, value in new.items() if key not in renamed}
            proof = _Step(number, reason, before, formula, before_values, values).proof()
            lines.append(Line(number, reason, proof, formula, put_in))
            before = formula
        self.lines = tuple(lines)

    def latex(self, upto: int | None = None) -> str:
        """Return the first `upto` lines, by default all, as one aligned block of LaTeX.

        Parameters
        ----------
        upto : int, optional
            From 1, the first line alone, to the number of lines.

        Returns
        -------
        str
            An ``aligned`` environment, without dollar signs.

        Raises
        ------
        ValueError
            If there is no such line.
        """
        if upto not in {None, *range(1, len(self.lines) + 1)}:
            raise ValueError(f"upto must be a number from 1 to {len(self.lines)}; got {upto!r}.")
        first, *rest = self.lines[:upto]
        rows = [line.row() for line in rest]
        if isinstance(first.formula, Eq):
            rows.insert(0, first.row())
        elif len(first.text) > SHORT or not rows:
            rows.insert(0, f"& {first.latex}")
        else:
            rows[0] = f"{first.latex} {rows[0]}"
        body = " \\\\[4pt]\n".join(rows)
        return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def __repr__(self) -> str:
        first, *rest = self.lines
        sign = "" if isinstance(first.formula, Eq) else "= "
        columns = [(sign + line.text, line.why, line.proof) for line in rest]
        wide = [max((len(cells[k]) for cells in columns), default=0) for k in range(2)]
        rows = [f"  {t:{wide[0]}}    {r:{wide[1]}}    {p}" for t, r, p in columns]
        return "\n".join([first.text, *rows])


@dataclass(frozen=True)
class _Step:
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
        kinds = [_kind(formula) for formula in (self.before, self.line)]
        if kinds[0] != kinds[1]:
            raise ValueError(
                f"Line {self.number} ({self.reason}) is {kinds[1]}, but the line before is "
                f"{kinds[0]}."
            )
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
            self._prepare_line(part): Formula.of(part).text
            for eq in (self.before.value, self.line.value)
            for part in sorted(eq.atoms(sympy.Derivative, AppliedUndef), key=str)
        }
        old, new = self._prepare_before(old), self._prepare_line(new)
        marks = {
            part: sympy.Symbol(written.get(part, str(part)), real=True)
            for part in (old + new).atoms(AppliedUndef)
            if part.free_symbols <= (old + new).free_symbols
        }
        old, new = old.xreplace(marks), new.xreplace(marks)
        # The values are in; those of x_i stay known, should one have had nowhere to go.
        same = {key: key for key in self.before_values if isinstance(key, sympy.Indexed)}
        prepared = _Step(self.number, self.reason, self.before, self.line, same, same)
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
        gap = self._prepare_line(unfold(gap, tuple(map(name_of, by))).xreplace(own))
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

    def _prepare_before(self, expr: sympy.Expr) -> sympy.Expr:
        return prepare(expr, self.before_values)

    def _prepare_line(self, expr: sympy.Expr) -> sympy.Expr:
        return prepare(expr, self.line_values)

    def _equal(self, before: sympy.Expr, line: sympy.Expr, says: Sequence[str] = ()) -> str:
        known = known_sums(self.before_values)
        prepared = self._prepare_before(before), self._prepare_line(line)
        proof = prove(*prepared, known)
        if proof is None:
            self._refuse("It cannot be checked: the lines have no real value at the points tried.")
        if isinstance(proof, Sample):
            refused = Refused(before, line, self._prepare_before, self._prepare_line, known)
            factor, hint = refused.explain()
            sums = sympy.Tuple(*prepared).atoms(sympy.Sum)
            unused = (
                f"The value of {key} was not put in under the sum: that takes the sum's length, "
                f"and {key.base} for 1, 2, … one by one."
                for key, whole in product(self.before_values, sums)
                if isinstance(key, sympy.Indexed) and whole.has(key.base)
            )
            first, second = says or [f"{line} is" for line in self._lines]
            left, right = _two_numbers(*proof.values)
            values = f"{_place(proof)}{first} {left}, {second} {right}."
            self._refuse(
                values[0].upper() + values[1:],
                hint.replace("<before>", self._lines[0]),
                next(unused, ""),
                point=proof.point,
                factor=factor,
            )
        return proof

    def _refuse(self, *sentences: str, point: dict | None = None, factor: str = "") -> None:
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


def _place(sample: Sample) -> str:
    """Return the coordinates of a point, lengths and indices first, and not too many."""
    pairs = sorted(sample.point.items(), key=lambda pair: (not pair[0].is_integer, str(pair[0])))
    shown = [f"{_spoken(atom)} = {float(value):g}" for atom, value in pairs[:SHOWN]]
    more = f" and {len(pairs) - SHOWN} more" if len(pairs) > SHOWN else ""
    return f"At {', '.join(shown)}{more}: " if shown else ""


def _spoken(atom: sympy.Expr) -> str:
    """Return the name of a coordinate; of an unknown function, with its arguments in short."""
    if not isinstance(atom, AppliedUndef):
        return str(atom)
    return f"{atom.name}({', '.join(f'{float(place):g}' for place in atom.args)})"


def _two_numbers(left: mpf, right: mpf) -> tuple[str, str]:
    """Return two numbers with as many digits as it takes to tell them apart."""
    for digits in (6, 12, 24):
        texts = tuple(nstr(value, digits) for value in (left, right))
        if texts[0] != texts[1]:
            break
    return texts


def _step(step: Any, number: int) -> tuple[str, Formula, tuple[tuple[Formula, Formula], ...]]:
    """Return reason, line and values of a step; raise ValueError if it is not one."""
    if not isinstance(step, tuple) or len(step) not in (2, 3) or not isinstance(step[0], str):
        raise ValueError(
            f"Line {number} must be (reason, line) or (reason, line, {{symbol: value}}), "
            f"with the reason as text; got {step!r}."
        )
    put_in = step[2] if len(step) == 3 else {}
    if not isinstance(put_in, Mapping):
        raise ValueError(f"Line {number}: values are put in as {{symbol: value}}; got {put_in!r}.")
    pairs = tuple((_formula(key, number), _formula(v, number)) for key, v in put_in.items())
    for key, _ in pairs:
        accepted = sympy.Symbol | sympy.Indexed | AppliedUndef | sympy.Sum
        if not isinstance(key.value, accepted) and not _is_rate(key.value):
            raise ValueError(
                f"Line {number}: a value is put in for a symbol, a name, a function such as L(a) "
                f"or its derivative by a, or a Sum; got {key}."
            )
        for other, value in pairs:
            if other != key and value.value.has(key.value):
                raise ValueError(f"Line {number}: the value of {other} holds {key}, put in too.")
    return step[0], _formula(step[1], number), pairs


def _is_rate(expr: sympy.Expr) -> bool:
    """Return whether `expr` is the derivative of an unknown function by an argument."""
    is_unknown = isinstance(expr, sympy.Derivative) and isinstance(expr.expr, AppliedUndef)
    return is_unknown and set(expr.variables) <= set(expr.expr.args)


def _formula(value: Any, number: int) -> Formula:
    """Return a line as a formula; raise ValueError if it is not one."""
    expr = value.value if isinstance(value, Formula) else value
    if isinstance(expr, Number):
        expr = sympy.sympify(expr)
    accepted = isinstance(expr, sympy.Expr | sympy.Eq | MatrixBase)
    if not accepted or expr.has(sympy.nan, sympy.zoo, sympy.oo):
        raise ValueError(
            f"Line {number} must be a SymPy expression, an equation Eq(left, right) or a finite "
            f"number; got {value!r} of type {type(value).__name__}."
        )
    if isinstance(expr, sympy.Eq) and not isinstance(value, Eq):
        return Eq(expr.lhs, expr.rhs)
    return Formula.of(value)


def _reason_latex(reason: str) -> str:
    """Return a reason in LaTeX: text, what stands between dollar signs, and special characters."""
    parts = re.split(r"\$([^$]*)\$", reason)
    special = {"\\": "\\backslash ", "^": "\\wedge ", "~": "\\sim "}

    def upright(text: str) -> str:
        pieces = re.split(r"([\\#$%&_{}^~])", text)
        return "".join(
            special.get(piece, f"\\{piece}") if k % 2 else f"\\text{{{piece}}}"
            for k, piece in enumerate(pieces)
            if piece
        )

    return "".join(part if k % 2 else upright(part) for k, part in enumerate(parts))
