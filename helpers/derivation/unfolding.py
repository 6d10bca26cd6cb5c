"""From a line as written to its free symbols: names written out, derivatives taken, values in."""

from collections.abc import Mapping, Sequence
from itertools import product

import sympy
from sympy.core.function import AppliedUndef

from helpers.derivation.formulas import Formula, FormulaError, rational
from helpers.derivation.names import Named, Ranged, Sigma, SigmaPrime, definition, name_of
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
    return expr.xreplace({number: rational(number) for number in expr.atoms(sympy.Float)})


def is_narrowed(key: sympy.Expr, value: sympy.Expr) -> bool:
    """Return whether a value is the symbol itself, in the narrower range of a branch."""
    are_symbols = isinstance(key, sympy.Symbol) and isinstance(value, sympy.Symbol)
    return are_symbols and key != value and key.name == value.name


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
    """Return a sum each index of which is met nowhere else under it, and knows its range."""
    for index, first, last in ranges:
        inner = {own for whole in term.atoms(sympy.Sum) for own in whole.variables}
        taken = inner | term.atoms(sympy.Symbol) - {index}
        name = index.name if index.name.endswith("'") else f"{index.name}'"
        while (own := Ranged(name, first, last, integer=True)) in taken:
            name += "'"
        swapped = term.subs(index, own) if index in inner else term.xreplace({index: own})
        term = sympy.Sum(swapped, (own, first, last))
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
            raise FormulaError(
                f"A derivative by {variable} does not see {variable} inside {name_of(part)}, by "
                "which another derivative is taken: work that one out first."
            )
    for variable in variables:
        if not inner.has(name_of(variable)) and _moves_with(inner, variable):
            return unfold(_through_argument(derivative, held), outer)
    result = inner.diff(*variables)
    if isinstance(result, sympy.Derivative):
        raise FormulaError(f"{Formula.of(derivative)} is a derivative that SymPy cannot take.")
    return unfold(result, outer)


def _moves_with(expr: sympy.Expr, variable: sympy.Expr) -> bool:
    """Return whether `expr` holds what a defined name depends on."""
    formula = definition(variable)
    shared = set() if formula is None else expr.free_symbols & unfold(formula).free_symbols
    return any(not symbol.is_integer for symbol in shared)


def _through_argument(derivative: sympy.Derivative, held: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    """Return the derivative of L by a = f(z), where L holds z and not a, as ∂L/∂z over ∂a/∂z."""
    (variable, *others) = derivative.variables
    formula = definition(variable)
    inside = {part for part in formula.atoms(sympy.Symbol, sympy.Indexed) if not part.is_integer}
    if len(inside) == 1 and not others:
        (z,) = inside
        inner = unfold(derivative.expr, (*held, name_of(z)))
        if not _moves_with(inner.xreplace({z: sympy.Dummy()}), z):
            return inner.diff(z) / unfold(formula, (name_of(z),)).diff(z)
    raise FormulaError(
        f"{Formula.of(derivative.expr)} does not hold {variable}, but what {variable} depends on; "
        f"so it is not said what stays fixed in a derivative by {variable}."
    )


def _unknown(name: str, arguments: Sequence[sympy.Expr]) -> AppliedUndef:
    return sympy.Function(name, real=True, fdiff=_slope)(*arguments)


def _slope(function: AppliedUndef, place: int) -> AppliedUndef:
    """Return the derivative of an unknown function, L' or, by one of several arguments, L'2."""
    name, *by = function.name.split("'")
    by.append(str(place) if len(function.args) > 1 else "")
    return _unknown("'".join([name, *sorted(by)]), function.args)
