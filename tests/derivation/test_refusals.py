"""What is said of a line that does not follow."""

import itertools
import pickle
from copy import copy, deepcopy

import mpmath
import pytest
from sympy import Matrix, Rational
from textbook import (
    ENTROPY,
    LAYER,
    MEAN_ENTROPY,
    SOFTMAX_ENTROPY,
    SQUARED,
    TEXTBOOK,
    A,
    a,
    a1,
    ai,
    ak,
    any_loss,
    ar,
    b,
    i,
    j,
    k,
    logits,
    mean,
    n,
    p,
    r,
    refusal,
    u,
    v,
    w,
    w1,
    x,
    x2,
    xij,
    xs,
    y,
    y1,
    yi,
    ys,
    z,
    zi,
)

from helpers.derivation import Eq, Gt, Sum, diff, log, sigma, sigma_prime

FAULTS = {
    "-1": -1,
    "2": 2,
    "1/2": Rational(1, 2),
    "x": x,
    "1/x": 1 / x,
    "sigma_prime(z)": sigma_prime(z),
}


def pairs():
    """Yield each line of the textbook that is no equation, after the line before it."""
    for name, (first, *rest) in TEXTBOOK.items():
        if not isinstance(first, Eq):
            before = first
            for step in rest:
                yield name, before, step
                before = step[1]


@pytest.mark.parametrize(
    ("before", "step", "fault"),
    [
        pytest.param(before, step, fault, id=f"{name}, {step[0]}, {fault}")
        for (name, before, step), fault in zip(pairs(), itertools.cycle(FAULTS), strict=False)
    ],
)
def test_a_planted_factor_is_refused_in_every_line(before, step, fault):
    reason, line, *values = step
    error = refusal(before, (reason, FAULTS[fault] * line, *values))
    assert (error.line, error.reason) == (2, reason)
    assert error.factor == fault


@pytest.mark.parametrize(
    ("first", "line", "factor", "hint"),
    [
        (diff(SQUARED, w), (y - a) * a * (1 - a) * x, "-1", "times -1"),
        (diff(SQUARED, w), 2 * (a - y) * a * (1 - a) * x, "2", "times 2"),
        (diff(SQUARED, w), (a - y) * a * (1 - a), "1/x", "with the factor x missing"),
        (
            diff(SQUARED, w),
            (a - y) * x,
            "1/sigma_prime(z)",
            "with the factor sigma_prime(z) = a*(1 - a) missing",
        ),
        (
            diff(ENTROPY, w),
            (y - a) * sigma_prime(z) * x / 2,
            "-1/2*sigma_prime(z)",
            "times -1/2 with an extra factor sigma_prime(z) = a*(1 - a)",
        ),
        (
            diff(ENTROPY, w),
            (y - a) * sigma_prime(z) * x,
            "-sigma_prime(z)",
            "times -1 with an extra factor sigma_prime(z) = a*(1 - a)",
        ),
        (diff(SQUARED, w), (a - y) * (1 - a) * x, "1/a", "with the factor a missing"),
        (diff(SQUARED, w), (a - y) * a * x, "1/(1 - a)", "with the factor (1 - a) missing"),
        (sigma_prime(u), 1 - sigma(u), "1/sigma(u)", "with the factor sigma(u) missing"),
        (diff(MEAN_ENTROPY, b), Sum(ai - yi, (i, 1, n)), "n", "with an extra factor n"),
        (diff(ar, logits[r]), 1 - ar, "1/a[r]", "with the factor a[r] missing"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_the_factor_is_recognised(first, line, factor, hint):
    error = refusal(first, ("fault", line))
    assert error.factor == factor
    assert str(error).splitlines()[2] == f"That is line 1 {hint}."


@pytest.mark.parametrize(
    ("first", "line", "hint"),
    [
        (diff(LAYER, w1), (a1 - y1) * a1 * (1 - a1) * x2, "It follows with x_1 in place of x_2."),
        (
            mean((ai - yi) * xij),
            mean((ai - yi) * xs[i, k]),
            "It follows with j in place of k.",
        ),
        (mean((ai - yi) * xij), mean((ai - ys[j]) * xij), "It follows with y[i] in place of y[j]."),
        (
            -(y * log(p) + (1 - y) * log(1 - p)),
            -(p * log(y) + (1 - p) * log(1 - y)),
            "It follows if a and y change places.",
        ),
        (
            mean((ai - yi) * xij),
            mean((ai - yi) * sigma_prime(zi) * xij),
            "Under the sum, that is line 1 with an extra factor "
            "sigma_prime(z[i]) = a[i]*(1 - a[i]).",
        ),
        (a + 1, a + 2, None),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_is_wrong_is_said_where_it_is_no_factor(first, line, hint):
    error = refusal(first, ("fault", line))
    assert str(error).splitlines()[2:] == ([hint] if hint else [])


def test_the_forgotten_sum_of_the_chain_rule_is_named():
    one_way = diff(SOFTMAX_ENTROPY, ak) * diff(ak, logits[k])
    error = refusal(diff(SOFTMAX_ENTROPY, logits[k]), ("chain rule", one_way))
    assert str(error).splitlines()[2:] == [
        "It follows as a sum over r: every a[r] depends on z[k], and the chain rule adds up all of "
        "these ways."
    ]


def test_the_whole_message():
    error = refusal(
        diff(SQUARED, w),
        ("chain rule", diff(SQUARED, a) * diff(a, z) * diff(z, w)),
        ("each factor", (y - a) * sigma_prime(z) * x),
    )
    assert str(error) == (
        "Line 3 (each factor) does not follow: (y - a)*sigma_prime(z)*x\n"
        "At b = 0.7, w = 0.45, x = 0.45, y = 0.1: line 2 is 0.0564854, line 3 is -0.0564854.\n"
        "That is line 2 times -1."
    )
    assert (error.line, error.reason, error.factor) == (3, "each factor", "-1")
    at = {str(symbol): float(value) for symbol, value in error.point.items()}
    output = 1 / (1 + mpmath.exp(-(at["w"] * at["x"] + at["b"])))
    assert float((output - at["y"]) * output * (1 - output) * at["x"]) == pytest.approx(0.0564854)
    assert error._render_traceback_() == [f"DerivationError: {error}"]


@pytest.mark.parametrize("again", [lambda e: pickle.loads(pickle.dumps(e)), copy, deepcopy])
@pytest.mark.parametrize(
    ("first", "line"),
    [
        (diff(SQUARED, w), (y - a) * sigma_prime(z) * x),  # names
        (Sum(xs[i], (i, 1, n)), xs[1]),  # a family
        (diff(any_loss, z), 2 * diff(any_loss, a) * sigma_prime(z)),  # an unknown function
        (Matrix([u]), Matrix([u, v])),  # no point
    ],
    ids=str,
)
def test_an_error_is_the_same_after_a_journey(first, line, again):
    error = refusal(first, ("fault", line))
    arrived = again(error)
    assert (type(arrived), str(arrived)) == (type(error), str(error))
    assert vars(arrived) == vars(error)
    assert set(vars(error)) == {"line", "reason", "point", "factor"}
    assert type(error.point) is dict


def test_values_that_look_alike_are_shown_apart():
    error = refusal(u, ("almost", u + Rational(1, 10**5)))
    assert str(error).endswith("line 1 is 0.75, line 2 is 0.75001.")
    error = refusal(u, ("almost", u * (1 + Rational(1, 10**50))))
    assert str(error).endswith("line 1 is 0.75, line 2 is 7.5e-51 more.")
    error = refusal(u**2, ("strictly", Gt(0)))
    assert str(error).endswith("At u = 0: line 1 is 0, line 2 is 0.")


@pytest.mark.parametrize("line", [2 * n, Eq(v, 2 * n)], ids=str)
@pytest.mark.parametrize("key", [xs[i], xs[1]], ids=str)
def test_a_value_with_no_effect_under_a_sum_is_pointed_out(line, key):
    total = Sum(xs[i], (i, 1, n))
    error = refusal(Eq(v, total) if isinstance(line, Eq) else total, ("all 2", line, {key: 2}))
    assert str(error).splitlines()[-1] == (
        f"The value of {key} was not put in under the sum: that takes the sum's length, "
        "and x for 1, 2, … one by one."
    )


def test_no_hint_is_looked_for_in_a_derivative_that_cannot_be_taken():
    error = refusal(a + y, ("fault", (1 - A) + 2 * diff(y * w, w), {a: 1 - A}))
    assert error.line == 2


def test_the_point_of_an_unknown_function_is_said_in_short():
    error = refusal(diff(any_loss, z), ("chain rule", diff(any_loss, a) * a * x))
    assert "\nAt b = 0.7, w = 0.45, x = 0.45, L'(0.711463) = -0.245243: line 1 is" in str(error)
