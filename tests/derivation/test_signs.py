"""The signs that are shown, and those that must not be."""

import pytest
import sympy
from sympy import Rational, oo

from helpers.derivation import Formula, Sum, define, delta, exp, indexed, log, sigma, symbols
from helpers.derivation.signs import is_smooth, signs
from helpers.derivation.unfolding import prepare

u, v, z = symbols("u v z")
t = symbols("t", positive=True)
a, p, q = symbols("a p q", between=(0, 1))
n = symbols("n", integer=True)
K = symbols("K", integer=True, between=(2, oo))
j, k = symbols("j k", integer=True, between=(1, K))
x = indexed("x")
output = define("a", sigma(z))

SHOWN = {
    "+": [
        1 - a,
        a * (1 - a),
        output * (1 - output),
        u**2 + 1,
        u**2 + u + 1,
        log(1 + exp(u)),
        -log(1 - a) - a,
        K / (K - 1) - 1,
        exp(u),
    ],
    "0+": [
        t - 1 - log(t),
        exp(u) - 1 - u,
        p * (q / p - 1) - p * log(q / p),
        (u - 1) ** 2,
        Rational(4, 27) - a**2 * (1 - a),
        2 - K / (K - 1),  # 0 for two classes
        Sum((1 - delta(j, k)) * x[j] ** 2, (j, 1, K)),
        abs(u),
        Sum(x[j] ** 2, (j, 1, n)),
    ],
    "-": [a**2 * (1 - a) - a, output - 1, log(a)],
    "0-": [output * (1 - output) - Rational(1, 4)],
    "-0+": [
        u,
        1 - u,
        log(t),
        1 / u**2 + 2 * u - 3,  # convex on either side of its pole alone
        u - 1 - log(u**2) / 2,
        a - Rational(1, 2),
        Sum((1 - 2 * delta(j, k)) * x[j] ** 2, (j, 1, K)),
        Sum(x[j], (j, 1, n)),
        abs(u) - 1,
        Formula.of(sympy.Max(u, v)) - u * v,
    ],
}
SIGNS = {"-": -1, "0": 0, "+": 1}


@pytest.mark.parametrize(
    ("formula", "said"),
    [(formula, said) for said, formulas in SHOWN.items() for formula in formulas],
    ids=str,
)
def test_signs_are_those_that_can_be_shown(formula, said):
    assert signs(prepare(Formula.of(formula).value, {})) == {SIGNS[sign] for sign in said}


def test_deltas_under_a_sum_are_not_all_the_same():
    mixed = 1 - 2 * delta(j, k)
    both = Sum(mixed * x[j] ** 2, (j, 1, K)) * Sum(mixed, (j, 1, K))
    assert -1 in signs(prepare(both.value, {}))


def test_convexity_is_asked_only_where_there_is_no_pole():
    assert not is_smooth((1 / u).value)
    assert not is_smooth(sympy.sqrt(u.value))
    assert not is_smooth(log(u).value)
    assert not is_smooth(abs(u).value)
    assert is_smooth((1 / t + log(t) + exp(u) + t ** Rational(1, 2)).value)
