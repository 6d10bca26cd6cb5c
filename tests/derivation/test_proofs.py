"""The proof of a step: what follows, exactly or at points, and what does not."""

import pytest
import sympy
from sympy import Rational
from textbook import (
    NUMERIC,
    A,
    a,
    ak,
    any_loss,
    b,
    c,
    f,
    i,
    n,
    p,
    refusal,
    u,
    unknown,
    v,
    w,
    y,
    yk,
    ys,
    z,
)

from helpers.derivation import (
    Derivation,
    Eq,
    Formula,
    Sum,
    define,
    diff,
    exp,
    log,
    sigma,
    sigma_prime,
    symbols,
)
from helpers.derivation.balls import ARITHMETIC


def test_where_no_exact_proof_is_found_points_decide():
    top = Formula.of(sympy.Max(u, v))
    assert Derivation(top, ("by cases", (u + v + abs(u - v)) / 2)).lines[1].proof == NUMERIC
    above, beyond = symbols("s t", positive=True)
    lines = log(above * beyond), ("for s, t > 0", log(above) + log(beyond))
    assert Derivation(*lines).lines[1].proof == "exact"
    error = refusal(log(u * v), ("for u, v > 0 alone", log(u) + log(v)))
    assert "line 1 is" in str(error)
    assert str(error).endswith("line 2 is not real.")


def test_as_many_digits_are_compared_as_are_said():
    top, same = sympy.Max(u, v), ((u + v + abs(u - v)) / 2).value
    refusal(sympy.cos(top + 1), ("almost", sympy.cos(same + 1) + Rational(1, 10**590)))


def test_one_false_point_refuses():
    error = refusal((u**2) ** Rational(1, 2), ("|u|", abs(u)), ("true for u > 0", u))
    assert error.line == 3
    assert error.point[u.value] < 0
    assert not error.factor


def test_what_is_nowhere_real_cannot_be_told():
    error = refusal(log(-1 - u**2), ("no", log(-2 - u**2)))
    assert str(error).endswith("The lines have real values at too few of the points tried.")


LOSS_RATE = Eq(diff(unknown, p), -y / p + (1 - y) / (1 - p))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            LOSS_RATE,
            Eq(unknown, -y * log(p) - (1 - y) * log(1 - p)),
            [
                "It cannot be told whether it has the same solutions. An integral is known up to a "
                "constant: add one, a symbol of its own as in + c."
            ],
        ),
        (
            LOSS_RATE,
            Eq(unknown, y * log(p) + (1 - y) * log(1 - p) + c),
            [
                "At a = 0.85, y = 0.1: line 1 says diff(L(a), a) = 5.88235, "
                "line 2 says diff(L(a), a) = -5.88235.",
                "That is line 1 times -1.",
            ],
        ),
        (
            Eq(diff(unknown, p) * p * (1 - p), p - y),
            Eq(diff(unknown, p), (p - y) / p),
            [
                "At a = 0.85, y = 0.1: line 1 says diff(L(a), a) = 5.88235, "
                "line 2 says diff(L(a), a) = 0.882353.",
                "That is line 1 with an extra factor (1 - a).",
            ],
        ),
        (
            Eq(A * (2 - 3 * A), 0),
            Eq(A, Rational(3, 2)),
            ["Left minus right of line 1 must be 0, and with this root it is -3.75."],
        ),
        (
            Eq(2 * u, v),
            Eq(u, 2 * v),
            ["At v = 0.65: line 1 says u = 0.325, line 2 says u = 1.3.", "That is line 1 times 4."],
        ),
        (
            Eq(u**2, u),
            Eq(u**2, 2 * u),
            ["It may also hold where u - 2 = 0, and line 1 where u - 1 = 0."],
        ),
    ],
    ids=lambda part: str(part)[:40],
)
def test_an_equation_that_does_not_follow_is_refused(before, after, said):
    assert str(refusal(before, ("so", after))).splitlines()[1:] == said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (diff(any_loss, z), diff(any_loss, a)),
        (diff(any_loss, z), any_loss * sigma_prime(z)),
        (diff(any_loss, z), diff(any_loss, a) * sigma(z)),
        (diff(any_loss, z), diff(any_loss, a, a) * sigma_prime(z)),
        (diff(any_loss, z, z), diff(any_loss, a, a) * sigma_prime(z) ** 2),
        (diff(f(f(a)), z), 0),
        (diff(f(f(a)), z), diff(f(a), z) ** 2),
        (diff(f(a, y), a), diff(f(y, a), a)),
        (diff(f(u, v), u), diff(f(u, v), v)),
        (diff(f(a, z), z), diff(f(a, z), a) * sigma_prime(z)),
        (diff(f(z) ** 2, f(z)), 0),
        (diff(define("g", sigma(f(z))), f(z)), 0),
        (Sum(f(ys[i]), (i, 1, n)), n * f(ys[1])),
        (Sum(f(ys[i]) ** 2, (i, 1, n)), Sum(f(ys[i]), (i, 1, n)) ** 2 / n),
        (Eq(u, Sum(f(ys[i]) ** 2, (i, 1, n))), Eq(u, Sum(f(ys[i]), (i, 1, n)) ** 2 / n)),
        (Eq(diff(any_loss, z), a - y), Eq(diff(any_loss, a), a - y)),
        (Eq(diff(any_loss, a), a - y), Eq(any_loss, a**2 - y * a + c)),
    ],
    ids=str,
)
def test_a_fault_in_an_unknown_function_is_refused(before, after):
    refusal(before, ("fault", after))


@pytest.mark.parametrize(
    ("rate", "loss", "by", "values"),
    [
        (a * z, a**2 * z / 2, a, {}),
        (a * z, a**2 * A / 2, a, {A: z}),
        (w, w * z, z, {}),
        (z * b, define("q", b) * z**2 / 2, z, {}),
    ],
    ids=str,
)
def test_an_integral_holds_nothing_for_constant_that_is_not(rate, loss, by, values):
    error = refusal(Eq(diff(any_loss, by), rate), ("integrate", Eq(any_loss, loss + c), values))
    assert str(error).endswith(f"What depends on {by} was taken for a constant.")
    error = refusal(Eq(diff(unknown, p), p), ("integrate", Eq(unknown, p * A + c), {A: p}))
    assert str(error).endswith("What depends on a was taken for a constant.")


def test_an_index_may_stay_in_an_integral():
    rate = Eq(diff(f(ak), ak), ak - yk)
    Derivation(rate, ("integrate", Eq(f(ak), (ak - yk) ** 2 / 2 + c)))


# What breaks inside the prover is never a yes.


class BrokenError(Exception):
    """Raised where nobody expects it."""


ERRORS = [BrokenError, ArithmeticError, ValueError, TypeError]


def is_accepted(*lines):
    try:
        Derivation(*lines)
    except tuple(ERRORS):  # a DerivationError is an ArithmeticError
        return False
    return True


def broken(error, *methods):
    """Return a function of u that raises `error` where SymPy works on it by one of `methods`."""

    def fail(*_, **__):
        raise error("broken")

    return type("Broken", (sympy.Function,), dict.fromkeys(methods, fail))(u.value)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("place", ["_eval_evalf", "_eval_expand_mul", "_eval_simplify"])
def test_a_false_line_is_refused_whatever_breaks(place, error):
    part = broken(error, place)
    assert not is_accepted(part, ("false", part + 1))
    assert not is_accepted(part * u, ("false", part * abs(u)))


EXPONENTS = exp(u + v), ("exponents", exp(u) * exp(v))
TANH = sigma(u), ("needs simplify", (1 + sympy.tanh(u / 2)) / 2)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(
    ("place", "lines"),
    [
        ("sympy.together", EXPONENTS),
        ("sympy.expand", EXPONENTS),
        ("sympy.fraction", EXPONENTS),
        ("sympy.Expr.count_ops", EXPONENTS),
        ("sympy.simplify", TANH),
    ],
    ids=str,
)
def test_an_exact_proof_that_breaks_is_none(place, lines, error, monkeypatch):
    assert Derivation(*lines).lines[1].proof == "exact"

    def fail(*_, **__):
        raise error("broken")

    monkeypatch.setattr(place, fail)
    try:
        proof = Derivation(*lines).lines[1].proof
    except tuple(ERRORS):
        return
    assert proof == NUMERIC


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("place", [sympy.Add, sympy.Mul])
def test_a_number_that_breaks_is_none(place, error, monkeypatch):
    lines = Formula.of(sympy.Max(u, v)), ("by cases", (u + v + abs(u - v)) / 2)
    assert Derivation(*lines).lines[1].proof == NUMERIC

    def fail(*_):
        raise error("broken")

    monkeypatch.setitem(ARITHMETIC, place, fail)
    assert not is_accepted(*lines)
