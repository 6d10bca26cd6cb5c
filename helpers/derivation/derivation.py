"""A derivation, each line checked against the one before, and how it is rendered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import permutations
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from helpers.derivation.checks import SECONDS, Step
from helpers.derivation.formulas import Formula, FormulaError
from helpers.derivation.hypotheses import Hypotheses
from helpers.derivation.lines import Line, read
from helpers.derivation.relations import Branch, Eq
from helpers.derivation.time_limit import TooLongError, at_most

VARIABLE = sympy.Symbol | sympy.Indexed | AppliedUndef | sympy.Sum  # may have a value
SHORT = 24  # characters up to which the first line stands left of the first equals sign


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
        hypotheses = Hypotheses()
        with _in_short(1):
            lines = [Line(1, "", "", read(first, "Line 1"))]
            hypotheses.join(1, lines[0].formula)
        for number, step in enumerate(steps, start=2):
            with _in_short(number):
                reason, formula, put_in, branches = _step(step, number)
                new = {key.value: value.value for key, value in put_in}
                hypotheses.join(number, formula, *new, *new.values())
                values = hypotheses.put_in(number, new, branches)
                proof = Step(number, reason, lines[-1].formula, formula, *values).proof()
            lines.append(Line(number, reason, proof, formula, put_in, branches))
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
            raise FormulaError(f"upto must be a number from 1 to {len(self.lines)}; got {upto!r}.")
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
        columns = [(line.joined, line.why, line.proof) for line in rest]
        wide = [max((len(cells[k]) for cells in columns), default=0) for k in range(2)]
        rows = [f"  {t:{wide[0]}}    {r:{wide[1]}}    {p}" for t, r, p in columns]
        return "\n".join([first.text, *rows])


@contextmanager
def _in_short(number: int) -> Iterator[None]:
    """Say of a line that is too long, or nested too deeply, that it is."""
    try:
        with at_most(SECONDS):
            yield
    except (TooLongError, RecursionError):
        raise FormulaError(f"Line {number} is more than can be read and worked out here.") from None


def _step(
    step: Any, number: int
) -> tuple[str, Formula, tuple[tuple[Formula, Formula], ...], tuple[Branch, ...]]:
    """Return reason, line, values and branches of a step; raise ValueError if it is not one."""
    if not isinstance(step, tuple) or len(step) not in (2, 3, 4) or not isinstance(step[0], str):
        raise FormulaError(
            f"Line {number} must be (reason, line) or (reason, line, {{symbol: value}}), "
            f"with the reason as text; got {step!r}."
        )
    branches = tuple(part for part in step[2:] if isinstance(part, Branch))
    mappings = [part for part in step[2:] if not isinstance(part, Branch)]
    put_in = mappings[0] if mappings else {}
    if not isinstance(put_in, Mapping) or len(mappings) > 1:
        raise FormulaError(
            f"Line {number}: values are put in as {{symbol: value}}; got {put_in!r}."
        )
    pairs = []
    for key, value in put_in.items():
        expr = getattr(key, "value", key)
        if not isinstance(expr, VARIABLE) and not _is_rate(expr):
            raise FormulaError(
                f"Line {number}: a value is put in for a symbol, a name, a function such as L(a) "
                f"or its derivative by a, or a Sum; got {key!r}."
            )
        pairs.append(
            (Formula.of(key), read(value, f"Line {number}: the value of {key}", is_line=False))
        )
    for (key, _), (other, value) in permutations(pairs, 2):
        if value.value.has(key.value):
            raise FormulaError(f"Line {number}: the value of {other} holds {key}, put in too.")
    return step[0], read(step[1], f"Line {number}"), tuple(pairs), branches


def _is_rate(expr: sympy.Expr) -> bool:
    """Return whether `expr` is the derivative of an unknown function by an argument."""
    is_unknown = isinstance(expr, sympy.Derivative) and isinstance(expr.expr, AppliedUndef)
    return is_unknown and set(expr.variables) <= set(expr.expr.args)
