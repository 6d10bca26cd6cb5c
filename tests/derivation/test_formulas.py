"""Formulas print as they were written, and SymPy takes them for expressions."""

import inspect
import operator
import re
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings, strategies
from sympy import Rational
from textbook import (
    SQUARED,
    A,
    a,
    ai,
    ak,
    ar,
    i,
    j,
    k,
    n,
    r,
    u,
    unknown,
    v,
    w,
    w1,
    x,
    xs,
    y,
    yi,
    z,
    zs,
)

from helpers import derivation
from helpers.derivation import Eq, Formula, Sum, define, delta, diff, exp, log, sigma, sigma_prime


def is_not_zero(formula):
    """Return whether a formula is not 0 at the point of the parentheses' test."""
    numbers = {u.value: Rational(3, 7), v.value: Rational(-5, 3), x.value: Rational(11, 2)}
    return formula.value.subs(numbers) != 0


PRINTED = [
    ((a - y) * a * (1 - a) * x, None, "\\left(a - y\\right) \\, a \\left(1 - a\\right) \\, x"),
    (x * (a - y), None, "x \\left(a - y\\right)"),
    (-(A**2) * (1 - A), "-A**2*(1 - A)", "-A^{2} \\left(1 - A\\right)"),
    (-y / a, None, "-\\frac{y}{a}"),
    (u - (v - 1), None, "u - \\left(v - 1\\right)"),
    (u + (-v), None, "u + \\left(-v\\right)"),
    (u * (-v), None, "u \\left(-v\\right)"),
    (u / (v * x), None, "\\frac{u}{v x}"),
    (u / (v / x), None, "\\frac{u}{\\frac{v}{x}}"),
    ((u + v) ** 2, None, "\\left(u + v\\right)^{2}"),
    (exp(u) ** 2, "(exp(u))**2", "\\left(e^{u}\\right)^{2}"),
    (2 * u * 3, "2*u*3", "2 u \\cdot 3"),
    (2 * (Rational(1, 2) * u), "2*1/2*u", "2 \\cdot \\frac{1}{2} u"),
    (Sum(u, (i, 1, n)) * v, "(Sum(u, (i, 1, n)))*v", "\\left(\\sum_{i=1}^{n} u\\right) \\, v"),
    (v * Sum(u + 1, (i, 1, n)), None, "v \\sum_{i=1}^{n} \\left(u + 1\\right)"),
    (
        -1 / n * Sum(yi * (1 - ai), (i, 1, n)),
        "-1/n*Sum(y[i]*(1 - a[i]), (i, 1, n))",
        "-\\frac{1}{n} \\sum_{i=1}^{n} y_{i} \\left(1 - a_{i}\\right)",
    ),
    (u * ((a - y) * x - 1), None, "u \\left[\\left(a - y\\right) \\, x - 1\\right]"),
    (
        diff(a, z) * diff(z, w),
        None,
        "\\frac{\\partial a}{\\partial z} \\, \\frac{\\partial z}{\\partial w}",
    ),
    (diff(SQUARED, z, z), None, "\\frac{\\partial^{2} L}{\\partial z^{2}}"),
    (
        diff(a * (1 - a), a),
        None,
        "\\frac{\\partial}{\\partial a} \\left[a \\left(1 - a\\right)\\right]",
    ),
    (sigma(z) * sigma_prime(z), None, "\\sigma(z) \\, \\sigma'(z)"),
    (log(1 / a), None, "\\ln\\left(\\frac{1}{a}\\right)"),
    (ar * (delta(r, k) - ak), None, "a_{r} \\left(\\delta_{rk} - a_{k}\\right)"),
    (w1 * xs[1, 2], None, "w_{11} x_{12}"),
    (abs(a - y), None, "\\left|a - y\\right|"),
    (sympy.Symbol("q") * a * (1 - a), None, "q a \\left(1 - a\\right)"),
    (unknown + u, None, "L(a) + u"),
    (sum([u, v]), "u + v", "u + v"),
    (Eq(u, v / 2), None, "u = \\frac{v}{2}"),
]
WORDS = {name: getattr(derivation, name) for name in derivation.__all__}


@pytest.mark.parametrize(("formula", "text", "latex"), PRINTED, ids=str)
def test_a_formula_prints_as_it_was_written(formula, text, latex):
    assert formula.latex == latex
    if text is not None:
        assert formula.text == text
    elif not re.search(r"L|\[|_|q", formula.text):
        names = {str(name): name for name in (a, i, n, u, v, w, x, y, z)}
        again = eval(formula.text, WORDS | names)
        assert (again.text, again.latex) == (formula.text, formula.latex)
        assert again == formula


def test_every_word_that_makes_a_formula_is_printed():
    makers = {
        name
        for name, word in WORDS.items()
        if word is not Formula
        and not hasattr(word, "relation")  # ≤ joins lines
        and Formula in (*getattr(word, "__mro__", ()), inspect.signature(word).return_annotation)
    }
    assert makers >= {"Sum", "diff", "sigma"}
    printed = " ".join(formula.text for formula, _, _ in PRINTED)
    assert {name for name in makers if f"{name}(" not in printed} == set()


@settings(deadline=None)
@given(
    strategies.recursive(
        strategies.sampled_from(
            [u, v, x, Formula.of(2), Formula.of(-1), Formula.of(Fraction(1, 2))]
        ),
        lambda parts: strategies.one_of(
            strategies.builds(operator.add, parts, parts),
            strategies.builds(operator.sub, parts, parts),
            strategies.builds(operator.mul, parts, parts),
            strategies.builds(operator.truediv, parts, strategies.just(x)),
            strategies.builds(operator.truediv, strategies.just(u), parts.filter(is_not_zero)),
            strategies.builds(operator.pow, parts, strategies.just(Formula.of(2))),
            strategies.builds(operator.neg, parts),
        ),
        max_leaves=8,
    )
)
def test_parentheses_keep_the_meaning(formula):
    numbers = {"u": Fraction(3, 7), "v": Fraction(-5, 3), "x": Fraction(11, 2)}
    exact = formula.value.subs({name.value: numbers[str(name)] for name in (u, v, x)})
    for text in (formula.text, as_python(formula.latex)):
        exactly = re.sub(r"\d+", r"Fraction(\g<0>)", text)
        assert eval(exactly, {"Fraction": Fraction} | numbers) == Fraction(exact.p, exact.q), text


def as_python(latex):
    """Return LaTeX of sums, products, quotients and powers as Python."""
    for tex, python in {
        r"\\(left|right)": "",
        r"\\frac{": "((",
        r"\^{": "**((",
        "}{": ")/(",
        "}": "))",
        r"\[": "(",
        r"\]": ")",
        r"\\cdot": "*",
        r"\\, ": "",
    }.items():
        latex = re.sub(tex, python, latex)
    tokens = [token if token in "+-*" else f"* {token}" for token in latex.split()]
    return re.sub(r"(^|[-+*] )\* ", r"\1", " ".join(tokens))


def test_sympy_takes_a_formula_for_its_expression():
    assert sympy.expand((u + v) * u) == u.value**2 + u.value * v.value
    assert sympy.integrate(1 / u, u) == sympy.log(u.value)
    assert sympy.diff(SQUARED, w) == diff(SQUARED, w)
    assert sympy.diff((2 * a).value, w.value) == (2 * x * sigma_prime(z)).value
    again = sympy.diff(sigma_prime(u).value, u.value)
    assert again == (sigma_prime(u) * (1 - 2 * sigma(u))).value
    assert sympy.Symbol("q") - u == sympy.Symbol("q") - u.value
    assert u - Rational(1, 2) == u.value - Rational(1, 2)
    assert {u: 1}[u] == 1
    assert u != v


def test_a_name_in_a_sum_needs_its_index():
    loss = define("l", (ai - yi) ** 2)
    with pytest.raises(ValueError, match=re.escape('define("l", ..., i), and write l[i]')):
        Sum(loss, (i, 1, n))
    with pytest.raises(ValueError, match="z has 1 indices; got 2"):
        zs[i, j]


def test_a_number_before_a_fraction_gets_a_dot():
    half = Formula.of(sympy.Rational(1, 2))
    for number in (-2, 3):
        assert r"\cdot" in (Formula.of(sympy.Integer(number)) * half).latex
