"""What follows from line to line, and what is put in on the way."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sympy
from sympy import Max, Rational
from textbook import (
    HALF,
    MEAN_ENTROPY,
    NUMERIC,
    ONE_TARGET,
    SOFTMAX_ENTROPY,
    SQUARED,
    TEXTBOOK,
    A,
    K,
    a,
    a1,
    ai,
    ak,
    b,
    derived,
    f,
    i,
    j,
    k,
    logits,
    m,
    mean,
    n,
    r,
    refusal,
    sigmoids,
    targets,
    u,
    v,
    w,
    ws,
    x,
    xij,
    xs,
    y,
    y1,
    yi,
    yk,
    yr,
    ys,
)

from helpers.derivation import Derivation, Formula, Sum, define, delta, diff, sigma


@pytest.mark.parametrize("name", TEXTBOOK)
def test_every_line_of_the_course_is_proved_exactly(name):
    first, *rest = derived(name).lines
    assert (first.number, first.reason, first.proof) == (1, "", "")
    assert [line.proof for line in rest] == ["exact"] * len(rest)


def test_values_hold_from_their_line_on():
    distance = define("A", abs(a1 - y1))
    lines = Derivation(
        (a1 - y1) * a1 * (1 - a1),
        ("target 0", a1**2 * (1 - a1), {y1: 0}),
        ("A", distance**2 * (1 - distance)),
    ).lines
    assert lines[1].why == "target 0: y_1 = 0"
    assert lines[1].why_latex == "\\text{target 0}\\text{: }y_{1} = 0"
    refusal((a1 - y1) * a1 * (1 - a1), ("no target", a1**2 * (1 - a1)))


def test_a_value_reaches_behind_the_names():
    Derivation(SQUARED, ("in terms of A", A**2 / 2, {y: 1, a: 1 - A}))
    Derivation(
        diff(MEAN_ENTROPY, ws[2]),
        ("sizes", sum((sigmoids[r] - ys[r]) * xs[r, 2] for r in (1, 2)) / 2, {n: 2, m: 2}),
    )
    refusal(
        diff(MEAN_ENTROPY, ws[2]),
        ("sizes", sum((sigmoids[r] - ys[r]) * xs[r, 2] for r in (1, 2)) / 2, {n: 3, m: 2}),
    )


def test_values_are_put_in_under_a_sum():
    ones = {n: 3, xs[1]: 1, xs[2]: 2, xs[3]: A}
    total = Sum(xs[i], (i, 1, n))
    lines = Derivation(total, ("numbers", 3 + A, ones), ("A", 3 + HALF, {A: HALF})).lines
    assert [line.proof for line in lines[1:]] == ["exact", "exact"]
    refusal(total, ("wrong", 4 + A, ones))
    refusal(total, ("too short", 3 + A, ones | {n: 2}))
    Derivation(total, ("turned", xs[2] - xs[1], {n: 2, xs[1]: -xs[1]}), ("as", xs[2] - xs[1]))
    refusal(total, ("turned", xs[2] + xs[1], {n: 2, xs[1]: -xs[1]}))
    table = {n: 2, m: 2, xs[1, 1]: 1, xs[1, 2]: 2, xs[2, 1]: 3, xs[2, 2]: 4}
    Derivation(Sum(Sum(xij, (j, 1, m)), (i, 1, n)), ("numbers", 10, table))
    Derivation(Sum(delta(r, 2) * yr, (r, 1, n)), ("y_1", targets[2], {n: 2, targets[1]: 0}))


def test_no_sum_has_fewer_than_no_terms():
    total = Sum(xs[i], (i, 1, n))
    Derivation(total, ("none", 0, {n: 0}))
    with pytest.raises(ValueError, match="a sum from 1 to -1 has fewer than no terms"):
        Derivation(total, ("less", 0, {n: -1}))


def test_values_are_put_in_for_names_under_a_sum():
    halves = {n: 2, m: 1, b: 0, ws[1]: 1, sigmoids[1]: Rational(1, 2)}
    Derivation(mean(ai), ("a_1", (Rational(1, 2) + sigma(xs[2, 1])) / 2, halves))
    refusal(mean(ai), ("a_1", (Rational(1, 2) + sigma(xs[1, 1])) / 2, halves))
    with pytest.raises(ValueError, match=re.escape("out before you put in a value for a[1].")):
        Derivation(diff(mean(ai), b), ("a constant", 0, {n: 1, sigmoids[1]: u}))


def test_the_value_of_a_function_goes_in_before_that_of_its_argument():
    Derivation(f(u) + u, ("both", 7, {u: 2, f(u): 5}))
    Derivation(f(a) + a, ("both", 5 + HALF, {a: HALF, f(a): 5}))
    refusal(f(u) + f(v), ("one", 10, {f(u): 5}))


def test_a_renamed_symbol_is_the_new_one_in_its_line():
    Derivation(sigma(u), ("reflect", sigma(-u), {u: -u}), ("symmetry", 1 - sigma(u)))
    refusal(sigma(u), ("reflect", sigma(u), {u: -u}))


def test_a_known_sum_is_needed_where_it_is_used():
    error = refusal(diff(SOFTMAX_ENTROPY, logits[k]), ("too soon", ak - yk))
    assert error.line == 2
    Derivation(u * Sum(yr, (r, 1, K)), ("sum", u, ONE_TARGET), ("y_1", u, {K: 2, targets[1]: v}))
    numeric = Derivation(Sum(yr * abs(u), (r, 1, K)), ("|u|", Formula.of(Max(u, -u)), ONE_TARGET))
    assert numeric.lines[1].proof == NUMERIC


def speak():
    for name in ("one of two inputs", "softmax cross-entropy", "backwards"):
        yield repr(derived(name))
        yield derived(name).latex()
    yield str(refusal(mean(ai - yi), ("fault", mean(yi - ai))))
    yield str(refusal(diff(SQUARED, w), ("fault", (a - y) * x)))


def test_two_runs_say_the_same():
    run = subprocess.run(
        [sys.executable, "-c", "from test_derivation import *; print(*speak(), sep='\\n')"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    assert run.stdout == "\n".join(speak()) + "\n"


@pytest.mark.parametrize("order", [1, -1])
def test_a_matrix_is_exact_only_where_every_entry_is(order):
    u = sympy.Symbol("u", real=True)
    sure, tried = (u + u, 2 * u), (sympy.atan(u**2) + sympy.atan(u**-2), sympy.pi / 2)
    entries = [sure, tried][::order]
    before, after = (sympy.Matrix([[pair[k] for pair in entries]]) for k in range(2))
    assert Derivation(before, ("entry by entry", after)).lines[1].proof == NUMERIC
    assert Derivation(before[:, :], ("as it was", before)).lines[1].proof == "exact"


def test_decimals_of_any_length_are_what_they_say():
    u = sympy.Symbol("u", real=True)
    for decimal, whole in ((0.5, 2), (0.25, 4), (0.005, 200), (0.0125, 80)):
        assert Derivation(decimal * u, ("as a fraction", u / whole)).lines[1].proof == "exact"
