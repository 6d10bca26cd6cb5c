"""Derivatives are taken through every name, and none is lost."""

import re

import mpmath
import pytest
import sympy
from sympy import Rational
from textbook import (
    ENTROPY,
    SOFTMAX_ENTROPY,
    SQUARED,
    A,
    a,
    any_loss,
    ar,
    b,
    f,
    i,
    j,
    k,
    logits,
    m,
    refusal,
    u,
    v,
    w,
    ws,
    x,
    xs,
    y,
    z,
)

from helpers.derivation import Derivation, Formula, Sum, define, diff, log, sigma, symbols
from helpers.derivation.unfolding import prepare


def test_a_decimal_is_the_fraction_that_was_meant():
    assert prepare((u * (1 / 3) + 0.1).value, {}) == u.value / 3 + Rational(1, 10)


NUMBERS = {
    SQUARED: lambda output, y: (output - y) ** 2 / 2,
    ENTROPY: lambda output, y: -y * mpmath.log(output) - (1 - y) * mpmath.log(1 - output),
}


@pytest.mark.parametrize("variable", [w, x, b, y], ids=str)
@pytest.mark.parametrize("loss", NUMBERS, ids=["squared error", "cross-entropy"])
def test_derivatives_are_those_of_the_numbers(loss, variable):
    at = {"w": 0.7, "x": -1.3, "b": 0.4, "y": 0.2}

    def number(value):
        numbers = at | {str(variable): value}
        logit = numbers["w"] * numbers["x"] + numbers["b"]
        return NUMBERS[loss](1 / (1 + mpmath.exp(-logit)), numbers["y"])

    derivative = prepare(diff(loss, variable).value, {})
    mine = derivative.subs({symbol.value: at[str(symbol)] for symbol in (w, x, b, y)})
    assert float(mine) == pytest.approx(float(mpmath.diff(number, at[str(variable)])), rel=1e-9)


@pytest.mark.parametrize("argument", [u, a, 2 * a, z**2, u * sigma(z)], ids=str)
@pytest.mark.parametrize("orders", [1, 2])
def test_derivatives_of_an_unknown_function_are_those_of_the_sine(argument, orders):
    mine = prepare(diff(f(f(argument)) * x, *[w] * orders).value, {})
    sines = ["sin(t)", "cos(t)", "-sin(t)"]
    for order, sine in enumerate(sines):
        mine = mine.replace(
            lambda part, order=order: part.is_Function and str(part.func) == "f" + "'" * order,
            lambda part, sine=sine: sympy.sympify(sine).subs("t", part.args[0]),
        )
    at = {u.value: 0.3, w.value: 0.7, x.value: -1.3, b.value: 0.4}
    inner = prepare(argument.value, {}).subs({name: at[name] for name in at if name != w.value})
    outer = sympy.lambdify(w.value, -1.3 * sympy.sin(sympy.sin(inner)), "mpmath")
    assert float(mine.subs(at)) == pytest.approx(float(mpmath.diff(outer, 0.7, orders)), abs=1e-9)


def test_an_unknown_function_depends_on_its_argument_alone():
    Derivation(f(sigma(u)), ("the same place", f(1 - sigma(-u))))
    above, beyond = symbols("s t", positive=True)
    same = f(above + log(above * beyond) - log(above) - log(beyond))
    assert Derivation(same, ("the same", f(above))).lines[1].proof == "exact"
    refusal(f(u * v + log(u * v) - log(u) - log(v)), ("for u, v > 0", f(u * v)))
    refusal(f(a), ("another place", f(z)))
    Derivation(diff(f(u) ** 2, f(u)), ("by the function", 2 * f(u)))
    size = abs(Formula.of(f(u)))
    Derivation(diff(size, u, u), ("f is real", f(u) / size * diff(f(u), u, u)))
    Derivation(diff(f(2 * a), z), ("as SymPy takes it", f(2 * a).diff(z.value)))


def test_partial_derivatives_of_an_unknown_function_come_in_either_order():
    first, second = define("s", u * v), define("t", u + v)
    g = f(first, second)
    pure = diff(g, first, first) * u * v + diff(g, second, second) + diff(g, first)
    mixed = (u + v) * diff(g, first, second)
    assert Derivation(diff(g, u, v), ("both", pure + mixed)).lines[1].proof == "exact"
    refusal(diff(g, u, v), ("one", pure + u * diff(g, first, second)))


def test_no_value_is_put_in_under_a_derivative():
    with pytest.raises(ValueError, match=re.escape("Line 2 (r): work diff(L, a) out before")):
        Derivation(diff(SQUARED, a), ("r", -A, {a: 1 - A}))
    with pytest.raises(
        ValueError, match=re.escape("work diff(a, z) out before you put in a value")
    ):
        Derivation(a * x, ("r", (1 - A) * x + diff(a, z), {a: 1 - A}))
    with pytest.raises(ValueError, match=re.escape("for L(a), or put one in for it too.")):
        Derivation(diff(any_loss, a), ("r", a - y, {any_loss: (a - y) ** 2 / 2}))
    both = {any_loss: (a - y) ** 2 / 2, diff(any_loss, a): a - y}
    Derivation(any_loss + diff(any_loss, a), ("r", (a - y) ** 2 / 2 + a - y, both))


def test_the_index_of_a_sum_is_its_own():
    Derivation(diff(Sum(ws[j] * xs[i, j], (j, 1, m)), ws[j]), ("one term", xs[i, j]))
    refusal(diff(Sum(ws[j] * xs[i, j], (j, 1, m)), ws[j]), ("sum", Sum(xs[i, j], (j, 1, m))))


def test_a_hidden_path_is_refused_rather_than_lost():
    with pytest.raises(ValueError, match=re.escape("does not see z[k] inside a")):
        Derivation(diff(diff(SOFTMAX_ENTROPY, ar), logits[k]), ("r", u))
    g = define("g", sigma(f(z)))
    with pytest.raises(ValueError, match=re.escape("inside g, by which another")):
        Derivation(diff(diff(g**2, g), f(z)), ("r", 0))
    with pytest.raises(ValueError, match="does not see w inside a"):
        Derivation(diff(diff(SQUARED, a), w), ("r", u))
