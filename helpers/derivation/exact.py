"""Proofs that an expression is zero, or is not.

The expression becomes a rational function of the exponentials, logarithms and sums in it, and is
seen to cancel. That decides all that sigmoid, softmax and cross-entropy need, in milliseconds.
"""

from itertools import chain

import sympy

from helpers.derivation.names import Label, name_of, range_of
from helpers.derivation.sums import split_sums, under_one_sum, written_out
from helpers.derivation.unfolding import Known

LARGE = 3000  # operations from which multiplying out is not quick


def is_zero(expr: sympy.Expr, known: Known = ()) -> bool | None:
    """Decide whether a prepared expression is zero; None if no proof was found either way."""
    expr = in_positive(expr)
    known = [(in_positive(key), in_positive(value)) for key, value in known]
    if expr == 0:
        return True
    for form in dict.fromkeys((expr, written_out(expr, {}))):
        if form.count_ops() < LARGE:
            if _is_zero(form, known):
                return True
            if not known and _is_rational(form):
                return False
    return None


def in_positive(expr: sympy.Expr) -> sympy.Expr:
    """Return `expr` with positive symbols for those in a range, in all of which 0 < t: a = t/(1+t).

    What follows from the range then follows from the signs alone.
    """
    swaps = {}
    for atom in expr.atoms(sympy.Symbol, sympy.Indexed):
        low, high = range_of(atom)
        if isinstance(atom, Label) or atom.is_integer or (low, high) == (0, sympy.oo):
            continue
        if not (low.is_finite or high.is_finite):
            continue
        name = f"{name_of(atom).name}+"
        if isinstance(atom, sympy.Indexed):
            label = Label(name, sympy.S.Zero, sympy.oo, positive=True)
            t = sympy.IndexedBase(label)[atom.indices]
        else:
            t = sympy.Symbol(name, positive=True)
        if not high.is_finite:
            swaps[atom] = low + t
        else:
            swaps[atom] = (low + high * t) / (1 + t) if low.is_finite else high - t
    return expr.xreplace(swaps)


def _is_zero(expr: sympy.Expr, known: Known) -> bool:
    expr = split_sums(expr, only_deltas=True)
    for delta in expr.atoms(sympy.KroneckerDelta):
        j, k = sorted(delta.args, key=lambda index: not index.is_Symbol)
        if j.is_Symbol and delta.free_symbols <= expr.free_symbols:
            cases = expr.xreplace({delta: sympy.S.Zero}), expr.xreplace({j: k})
            return all(_is_zero(case, known) for case in cases)
    if _gap(under_one_sum(expr)) == 0:
        return True
    rules = {split_sums(key): value for key, value in known}
    return expr.has(sympy.Sum) and _gap(split_sums(expr).xreplace(rules)) == 0


def _is_rational(expr: sympy.Expr) -> bool:
    """Return whether an expression is rational in symbols and exponentials of such.

    Unless its numerator cancels, it is then not zero: exponentials of what is linearly independent
    over the rational numbers are algebraically independent.
    """
    plain = sympy.Add, sympy.Mul, sympy.Symbol, sympy.Rational, sympy.exp, sympy.Indexed
    for part in sympy.preorder_traversal(expr):
        is_power = isinstance(part, sympy.Pow) and part.exp.is_Integer
        if isinstance(part, sympy.exp) and not part.args[0].is_polynomial():
            return False
        if isinstance(part, sympy.Symbol) and part.is_integer and _is_bounded(part):
            return False
        if not (isinstance(part, plain) or is_power or isinstance(part, sympy.IndexedBase)):
            return False
    return True


def _is_bounded(index: sympy.Symbol) -> bool:
    return any(end.is_finite for end in range_of(index))


def marked(expr: sympy.Expr) -> tuple[sympy.Expr, dict[sympy.Expr, sympy.Symbol]]:
    """Return `expr` with powers of positive symbols for exponentials, and these by exponent."""
    exponents = {part: _terms(part.args[0]) for part in expr.atoms(sympy.exp)}
    numbers: dict[sympy.Expr, list[sympy.Rational]] = {}
    for number, base in chain.from_iterable(exponents.values()):
        numbers.setdefault(base, []).append(number)
    # exp(300) alone is one symbol, and not its 300th power.
    units = {base: sympy.gcd_list(found) for base, found in numbers.items()}
    symbols = {base: sympy.Dummy(positive=True) for base in units}

    def powers(argument: sympy.Expr) -> sympy.Expr:
        factors = []
        for number, base in _terms(argument):
            if base not in symbols:  # it holds another exponential
                units[base], symbols[base] = number, sympy.Dummy(positive=True)
            factors.append(symbols[base] ** (number / units[base]))
        return sympy.Mul(*factors)

    without = expr.replace(sympy.exp, powers)
    return without, {units[base] * base: symbol for base, symbol in symbols.items()}


def _terms(argument: sympy.Expr) -> list[tuple[sympy.Rational, sympy.Expr]]:
    """Return the terms of an exponent, each as a number and what it multiplies."""
    return [term.as_coeff_Mul() for term in sympy.Add.make_args(sympy.expand(argument))]


def _gap(expr: sympy.Expr) -> sympy.Expr:
    """Return the numerator of `expr` as a rational function of the exponentials in it.

    exp(w x + b) becomes the product of two symbols, one for exp(w x) and one for exp(b); the
    logarithm of a product becomes a sum; what else is not rational stands for itself.
    """
    sums = {s: sympy.Dummy(positive=s.function.is_positive) for s in expr.atoms(sympy.Sum)}
    expr, bases = marked(expr.xreplace(sums))
    expr = expr.replace(sympy.Abs, lambda u: sympy.Abs(sympy.factor(u)))
    if expr.has(sympy.log):
        expr = expr.replace(
            lambda part: part.is_Pow and not part.exp.is_number,
            lambda power: sympy.factor(power.base) ** power.exp,
        )
        expr = sympy.expand_log(expr)
        expr = expr.replace(sympy.log, lambda u: sympy.expand_log(sympy.log(sympy.factor(u))))
        expr = expr.xreplace({sympy.log(symbol): base for base, symbol in bases.items()})
    numerator, _ = sympy.fraction(sympy.together(expr))
    return sympy.expand(numerator)
