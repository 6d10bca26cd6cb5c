"""Proofs that an expression is zero.

The expression becomes a rational function of the exponentials, logarithms and sums in it, and is
seen to cancel. That decides all that sigmoid, softmax and cross-entropy need, in milliseconds.
"""

import sympy

from helpers.derivation.sums import split_sums, under_one_sum, written_out
from helpers.derivation.unfolding import Known

LARGE = 3000  # operations from which multiplying out is not quick


def is_zero(expr: sympy.Expr, known: Known = ()) -> bool:
    """Prove that a prepared expression is zero; False if no proof was found."""
    if expr == 0 or (expr.count_ops() < LARGE and _is_zero(expr, known)):
        return True
    longhand = written_out(expr, {})
    return longhand != expr and _is_zero(longhand, known)


def _is_zero(expr: sympy.Expr, known: Known) -> bool:
    expr = split_sums(expr, only_deltas=True)
    for delta in expr.atoms(sympy.KroneckerDelta):
        j, k = sorted(delta.args, key=lambda index: not index.is_Symbol)
        if j.is_Symbol and delta.free_symbols <= expr.free_symbols:
            cases = expr.xreplace({delta: sympy.S.Zero}), expr.xreplace({j: k})
            return all(_is_zero(case, known) for case in cases)
    if _cancels(under_one_sum(expr)):
        return True
    rules = {split_sums(key): value for key, value in known}
    return expr.has(sympy.Sum) and _cancels(split_sums(expr).xreplace(rules))


def _cancels(expr: sympy.Expr) -> bool:
    """Return whether `expr` is zero as a rational function of the exponentials in it.

    exp(w x + b) becomes the product of two symbols, one for exp(w x) and one for exp(b); the
    logarithm of a product becomes a sum; what else is not rational stands for itself.
    """
    sums = {s: sympy.Dummy(positive=s.function.is_positive) for s in expr.atoms(sympy.Sum)}
    bases: dict[sympy.Expr, sympy.Dummy] = {}

    def powers(argument: sympy.Expr) -> sympy.Expr:
        result = sympy.S.One
        for term in sympy.Add.make_args(sympy.expand(argument)):
            number, base = term.as_coeff_Mul()
            if base is sympy.S.One:
                result *= sympy.exp(number)
            else:
                result *= bases.setdefault(base, sympy.Dummy(positive=True)) ** number
        return result

    expr = expr.xreplace(sums).replace(sympy.exp, powers)
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
    return sympy.expand(numerator) == 0
