"""The exact proof finds what is zero, and nothing else."""

import itertools
import re

import pytest
import sympy
from sympy import Matrix
from textbook import (
    SQUARED,
    K,
    a,
    ar,
    b,
    i,
    j,
    k,
    m,
    n,
    r,
    refusal,
    u,
    v,
    ws,
    x,
    xij,
    xs,
    y,
    ys,
    z,
    zi,
)

from helpers.derivation import (
    Derivation,
    Sum,
    define,
    delta,
    diff,
    exp,
    log,
    sigma,
    sigma_prime,
    symbols,
)
from helpers.derivation.exact import is_zero
from helpers.derivation.unfolding import prepare


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sigma(u), (1 + sympy.tanh(u / 2)) / 2),  # needs SymPy's simplify
        (sigma_prime(u), sigma(u) * sigma(-u)),
        (diff(diff(SQUARED, a) * diff(a, z), z), diff(SQUARED, z, z)),
        (exp(u) / (exp(u) + exp(v)), sigma(u - v)),
        (abs(a - 1), 1 - a),  # a < 1
        (log(a**y), y * log(a)),  # a > 0
        (Sum(delta(r, k) * xs[i, r], (r, 1, K)), xs[i, k]),
        (delta(j, k) * ys[j], delta(j, k) ** 2 * ys[k]),
        (Sum(ar, (r, 1, K)), 1),
        (Sum(ys[i], (i, 1, 3)), ys[1] + ys[2] + ys[3]),
        (Sum(u, (i, 1, n)), n * u),
        ((a - y) * 0.5, (a - y) / 2),
        (u * (1 / 3), u / 3),
    ],
    ids=str,
)
def test_exact_proof(left, right):
    assert Derivation(left, ("it is", right)).lines[1].proof == "exact"


@pytest.mark.parametrize("size", [2, 3, 7])
def test_softmax_jacobian_as_a_matrix(size):
    z_ = symbols(f"z_1:{size + 1}")
    a_ = [define(f"a_{r + 1}", exp(z_[r]) / sum(map(exp, z_))) for r in range(size)]
    jacobian = Matrix(size, size, lambda r, s: diff(a_[r], z_[s]))
    claim = Matrix(size, size, lambda r, s: a_[r] * (int(r == s) - a_[s]))
    assert Derivation(jacobian, ("R2.9", claim)).lines[1].proof == "exact"
    uncoupled = Matrix(size, size, lambda r, s: a_[r] * (1 - a_[r]) * int(r == s))
    message = str(refusal(jacobian, ("independent sigmoids", uncoupled)))
    assert re.search(r": entry \(1, 2\) of line 1 is -.*, entry \(1, 2\) of line 2 is 0.", message)


def test_a_double_sum_is_over_both_ranges():
    double = Sum(Sum(xij, (j, 1, m)), (i, 1, n))
    Derivation(double, ("in either order", Sum(Sum(xij, (i, 1, n)), (j, 1, m))))
    Derivation(Sum(zi, (i, 1, n)), ("z", Sum(Sum(ws[j] * xij, (j, 1, m)), (i, 1, n)) + n * b))
    Derivation(
        Sum(Sum(ys[i], (i, 1, m)) * xs[i], (i, 1, n)),
        ("apart", Sum(ys[i], (i, 1, m)) * Sum(xs[i], (i, 1, n))),
    )
    triangle = 3 * xs[1] + 2 * xs[2] + xs[3]
    proved = Derivation(Sum(Sum(xs[j], (j, 1, i)), (i, 1, n)), ("triangle", triangle, {n: 3}))
    assert proved.lines[1].proof == "exact"
    refusal(double, ("another", Sum(Sum(xij, (j, 1, m)), (i, 1, K))))
    refusal(double, ("turned", Sum(Sum(xs[j, i], (j, 1, m)), (i, 1, n))))


def test_a_difference_that_is_not_zero_is_never_proved():
    for left, right in itertools.combinations(
        [a * (1 - a), a, 1 - a, a**2, sigma(-2 * z), sigma_prime(z) * x, exp(z), log(1 - a)], 2
    ):
        expr = prepare(left.value - right.value, {})
        assert not is_zero(expr), (left, right)


def test_the_indices_of_a_double_sum_are_kept_apart():
    double = Sum(Sum(xs[i, j], (j, 1, m)), (i, 1, n))
    again = Sum(Sum(xs[k, i], (i, 1, m)), (k, 1, n))
    turned = Sum(Sum(xs[j, i], (j, 1, m)), (i, 1, n))
    diagonal = Sum(Sum(xs[i, i], (j, 1, m)), (i, 1, n))
    assert is_zero(prepare((double - again).value, {}))
    assert not is_zero(prepare((double - turned).value, {}))
    assert not is_zero(prepare((double - diagonal).value, {}))


@pytest.mark.parametrize("formula", [delta(j, k), 1 - delta(j, k)], ids=str)
def test_indices_may_be_equal_or_not(formula):
    assert not is_zero(formula.value)
    assert is_zero((formula * (1 - formula) * u).value)
