"""From a line as written to its free symbols: names written out, derivatives taken, values in."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

import sympy
from sympy.core.function import AppliedUndef

from helpers.derivation.formulas import Formula
from helpers.derivation.names import Named, Sigma, SigmaPrime, definition, name_of
from helpers.derivation.sums import is_sum, written_out

Values = Mapping[sympy.Expr, sympy.Expr]  # what is put in for a symbol, a name or a sum
Known = Sequence[tuple[sympy.Expr, sympy.Expr]]  # sums and their values, prepared


def prepare(expr: sympy.Expr, values: Values) -> sympy.Expr:
    """Return `expr` unfolded, with the values put in.

    That of L(a) goes in first, while its a is there; that of a name before the names are unfolded,
    that of a symbol after. For that of x_1, the sums over x_i are written out.
    """
    functions = [key for key in values if isinstance(key, AppliedUndef | sympy.Derivative)]
    names = [key for key in values if isinstance(name_of(key), Named)]
    symbols = [key for key in values if key not in (*functions, *names) and not is_sum(key)]
    for keys in ([*functions, *names], symbols):
        held = tuple(name_of(key) for key in keys)
        expr = unfold(expr, held)
        if any(isinstance(key, sympy.Indexed) for key in values):
            expr = written_out(expr, values)
        for key in keys:
            expr = expr.subs(unfold(key, held), unfold(values[key], held))
    return expr.xreplace({number: _rational(number) for number in expr.atoms(sympy.Float)})


def known_sums(values: Values) -> Known:
    """Return the sums among the values, prepared."""
    sums = {key: value for key, value in values.items() if is_sum(key)}
    others = {key: value for key, value in values.items() if key not in sums}
    known = [(prepare(key, others), prepare(value, others)) for key, value in sums.items()]
    return [(key, value) for key, value in known if is_sum(key)]


def unfold(expr: sympy.Expr, held: tuple[sympy.Symbol, ...] = ()) -> sympy.Expr:
    """Return `expr` in its free symbols and exponentials, names written out, derivatives taken.

    `held` are the names that stay: those a derivative is taken by, and those with a value. A sum
    gets an index of its own, so that the j under it is not the j of w_j in a derivative. The
    derivative of an unknown function L(a) is another unknown function, L'(a).
    """
    formula = definition(expr)
    if formula is not None and name_of(expr) not in held:
        return unfold(formula, held)
    if formula is not None or not expr.args:
        return expr
    if isinstance(expr, Sigma | SigmaPrime):
        return unfold(expr.rewrite(sympy.exp), held)
    if isinstance(expr, sympy.Derivative):
        return _taken(expr, held)
    parts = [unfold(part, held) for part in expr.args]
    if isinstance(expr, sympy.Sum):
        return _with_own_indices(*parts)
    expr = _unknown(expr.name, parts) if isinstance(expr, AppliedUndef) else expr.func(*parts)
    return expr.doit() if isinstance(expr, sympy.Subs) else expr


def _with_own_indices(term: sympy.Expr, *ranges: sympy.Tuple) -> sympy.Expr:
    for index, first, last in ranges:
        own = index
        if not isinstance(index, sympy.Dummy) and not index.name.endswith("'"):
            while own == index or own in term.atoms(sympy.Symbol):
                own = sympy.Symbol(f"{own.name}'", integer=True)
        term = sympy.Sum(term.xreplace({index: own}), (own, first, last))
    return term


def _taken(derivative: sympy.Derivative, outer: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    """Return a derivative taken, with the names it is taken by held as variables meanwhile."""
    held = (*outer, *map(name_of, derivative.variables))
    inner = unfold(derivative.expr, held)
    variables = [unfold(variable, held) for variable in derivative.variables]
    for part, variable in product(inner.atoms(sympy.Symbol, sympy.Indexed), variables):
        formula, by = definition(part), name_of(variable)
        if formula is None or name_of(part) == by:
            continue
        if unfold(formula, (by,)).has(by):
            raise ValueError(
                f"A derivative by {variable} does not see {variable} inside {name_of(part)}, by "
                "which another derivative is taken: work that one out first."
            )
    result = inner.diff(*variables)
    if isinstance(result, sympy.Derivative):
        raise ValueError(f"{Formula.of(derivative)} is a derivative that SymPy cannot take.")
    return unfold(result, outer)


def _unknown(name: str, arguments: Sequence[sympy.Expr]) -> AppliedUndef:
    return sympy.Function(name, real=True, fdiff=_slope)(*arguments)


def _slope(function: AppliedUndef, place: int) -> AppliedUndef:
    """Return the derivative of an unknown function, L' or, by one of several arguments, L'2."""
    name, *by = function.name.split("'")
    by.append(str(place) if len(function.args) > 1 else "")
    return _unknown("'".join([name, *sorted(by)]), function.args)


def _rational(number: sympy.Float) -> sympy.Rational:
    """Return what was meant by a number such as 0.1 or 2/3, which Python made a float."""
    near = Fraction(float(number)).limit_denominator(10**6)
    return sympy.Rational(near) if float(near) == float(number) else sympy.Rational(number)
