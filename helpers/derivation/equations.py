"""Equations: a step from one to the next keeps the solutions, all of them and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy
from sympy.core.function import AppliedUndef

from helpers.derivation.comparison import samples
from helpers.derivation.exact import is_zero
from helpers.derivation.formulas import Formula
from helpers.derivation.names import name_of, range_of
from helpers.derivation.proofs import EXACT, has_same_domain
from helpers.derivation.refusals import place
from helpers.derivation.signs import is_never_zero, signs
from helpers.derivation.unfolding import prepare, unfold

if TYPE_CHECKING:
    from helpers.derivation.checks import Step

CANNOT_TELL = "It cannot be told whether it has the same solutions."


def check_equation(step: Step) -> str:
    """Return how an equation was proved to have the solutions of the one before; raise if not."""
    sides = [(eq.left.value, eq.right.value) for eq in (step.before, step.line)]
    old, new = (left - right for left, right in sides)
    for rate in old.atoms(sympy.Derivative):
        function = rate.expr
        is_taken = any(other.expr == function for other in new.atoms(sympy.Derivative))
        if isinstance(function, AppliedUndef) and new.has(function) and not is_taken:
            new = _differentiated(step, old, new, rate.variables)
            sides = []
    old, new = prepare(old, step.before_values), prepare(new, step.line_values)
    marks = _marks(step, old + new)
    old, new = old.xreplace(marks), new.xreplace(marks)
    _check_real(step, old, new)
    is_old, is_new = is_zero(old), is_zero(new)
    if is_old and is_new:
        return EXACT
    if is_old:
        step.refuse(f"{step.names[0].capitalize()} holds for all values; this does not.")
    if is_new:
        step.refuse(f"It holds for all values; {step.names[0]} does not.")
    if is_never_zero(old):
        step.refuse(f"{step.names[0].capitalize()} holds for no values in their ranges.")
    _check_poles(step, old, new)
    unknowns = {mark for mark in marks.values() if new.has(mark)}
    left = step.line.left.value
    if not unknowns:
        unknowns = (
            {left} if left.is_Symbol and new.has(left) else old.free_symbols | new.free_symbols
        )
    for unknown in sorted(unknowns, key=str):
        if proof := _as_solved(step, old, new, unknown):
            return proof
    if left.is_Symbol and (root := _solved(new, left)) is not None:
        says = [f"left minus right of {step.names[0]} must be", "and with this root it is"]
        step.with_values_in().equal(sympy.S.Zero, old.xreplace({left: root}), says)
    for one, other in (sides, reversed(sides)) if sides else ():
        if _is_applied(step, one, other):
            return EXACT
    return _by_quotient(step, old, new)


def _differentiated(
    step: Step, old: sympy.Expr, new: sympy.Expr, by: tuple[sympy.Expr, ...]
) -> sympy.Expr:
    """Return an integral's gap, its values put in, differentiated by a variable all its own."""
    (variable, *others) = by
    if others:
        step.refuse("It cannot be told: integrate once at a time.")
    constants = [
        symbol
        for symbol in new.free_symbols - old.free_symbols
        if is_never_zero(slope := unfold(new).diff(symbol)) and slope.is_number
        if range_of(symbol) == (-sympy.oo, sympy.oo) and not symbol.is_integer
    ]
    if not constants:
        step.refuse(
            f"{CANNOT_TELL} An integral is known up to a constant: add one, a symbol of its own "
            "as in + c."
        )
    _check_real(step, prepare(old, step.before_values), prepare(new, step.line_values))
    own = sympy.Dummy(real=True)
    gap = unfold(new, (name_of(variable),)).xreplace({variable: own})
    gap = prepare(gap, step.line_values)
    shared = gap.free_symbols & unfold(variable).free_symbols
    if not all(symbol.is_integer for symbol in shared):
        step.refuse(f"What depends on {variable} was taken for a constant.")
    return gap.diff(own).xreplace({own: variable})


def _check_real(step: Step, old: sympy.Expr, new: sympy.Expr) -> None:
    """Refuse an equation that is not real, in all its parts, just where the old one is."""
    if has_same_domain(old, new, step.roots):
        return
    for found in samples(old, new, roots=step.roots):
        if None in found.values:
            step.refuse(f"{place(found.point, (old, new))}one of the two lines is not real.")


def _marks(step: Step, gaps: sympy.Expr) -> dict[sympy.Expr, sympy.Symbol]:
    """Return a symbol for each unknown function, which prints as the equations have it."""
    written = {
        prepare(part, step.line_values): Formula.of(part).text
        for eq in (step.before.value, step.line.value)
        for part in sorted(eq.atoms(sympy.Derivative, AppliedUndef), key=str)
    }
    return {
        part: sympy.Symbol(written.get(part, str(part)), real=True)
        for part in gaps.atoms(AppliedUndef)
        if part.free_symbols <= gaps.free_symbols
    }


def _as_solved(step: Step, old: sympy.Expr, new: sympy.Expr, unknown: sympy.Expr) -> str:
    """Compare what the equations say of an unknown, if both are linear in it."""
    solved = _solved(old, unknown), _solved(new, unknown)
    if None in solved:
        return ""
    says = [f"{line} says {unknown} =" for line in step.names]
    proof = step.with_values_in().equal(*solved, says)
    _check_quotient(step, old.diff(unknown), new.diff(unknown))
    return proof


def _solved(gap: sympy.Expr, unknown: sympy.Expr) -> sympy.Expr | None:
    """Return the unknown from gap = 0, if the gap is linear in it."""
    slope = gap.diff(unknown) if unknown.is_Symbol else sympy.S.Zero
    if slope == 0 or slope.has(unknown):
        return None
    return -gap.xreplace({unknown: sympy.S.Zero}) / slope


def _is_applied(step: Step, old: tuple, new: tuple) -> bool:
    """Return whether the new sides are one function of the old that takes no value twice."""
    old = [prepare(side, step.before_values) for side in old]
    new = [prepare(side, step.line_values) for side in new]
    if not has_same_domain(old[0] - old[1], new[0] - new[1]):
        return False
    above = all(signs(side) <= {0, 1} for side in old)
    for function, lowest, highest in APPLIED:
        may = lowest is None or all(signs(side - lowest) <= {1} for side in old)
        may &= highest is None or all(signs(highest - side) <= {1} for side in old)
        images = list(map(function, old)) if may or (above and function in FROM_ZERO) else []
        for ends in (new, new[::-1]):
            if images and all(is_zero(i - e) for i, e in zip(images, ends, strict=True)):
                return True
    return False


def _square(u: sympy.Expr) -> sympy.Expr:
    return u**2


APPLIED = (  # functions, and the open range in which each takes no value twice
    (sympy.exp, None, None),
    (lambda u: u**3, None, None),
    (sympy.log, 0, None),
    (lambda u: 1 / u, 0, None),
    (lambda u: sympy.log(u / (1 - u)), 0, 1),
    (_square, 0, None),
    (sympy.sqrt, 0, None),
)
FROM_ZERO = _square, sympy.sqrt  # and 0 too


def _by_quotient(step: Step, old: sympy.Expr, new: sympy.Expr) -> str:
    if not has_same_domain(old, new):
        step.refuse(CANNOT_TELL)
    _check_quotient(step, old, new)
    return EXACT


def _check_quotient(step: Step, old: sympy.Expr, new: sympy.Expr) -> None:
    """Refuse an equation that is the old one times something that may be zero or infinite."""
    above, below = sympy.fraction(sympy.cancel(sympy.together(new / old)))
    gained, lost = map(_may_vanish, (above, below))
    before = step.names[0]
    if gained and lost:
        step.refuse(f"It may also hold where {gained} = 0, and {before} where {lost} = 0.")
    if gained:
        step.refuse(f"It may also hold where {gained} = 0, and {before} need not.")
    if lost:
        branch = f", as in where({lost} > 0)" if lost.isidentifier() else ""
        step.refuse(
            f"{before.capitalize()} may also hold where {lost} = 0. Say which branch you take"
            f"{branch}, or declare the range of what it holds."
        )


def _check_poles(step: Step, old: sympy.Expr, new: sympy.Expr) -> None:
    """Refuse an equation that says something, or nothing, where the old one divides by zero."""
    if different := _poles(old) ^ _poles(new):
        where = Formula.of(min(different, key=str))
        step.refuse(
            f"Where {where} = 0, one of the two lines divides by zero. Declare the range of what "
            "it holds, or say which branch you take."
        )


def _poles(expr: sympy.Expr) -> set[sympy.Expr]:
    powers = (part for part in expr.atoms(sympy.Pow) if part.exp.is_negative)
    return {sympy.factor(part.base) for part in powers if not is_never_zero(part.base)}


def _may_vanish(expr: sympy.Expr) -> str:
    """Return a factor that may be zero, as text."""
    if is_never_zero(expr):
        return ""
    for factor in sympy.Mul.make_args(sympy.factor(expr)):
        base = factor.base if factor.is_Pow else factor
        if not is_never_zero(base):
            return Formula.of(base).text
    return ""
