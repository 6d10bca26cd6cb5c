"""The points at which lines are compared: how many, where, and what they cannot miss."""

import pytest
import sympy
from flint import arb
from sympy import cos, log, pi, sin, sqrt
from textbook import NUMERIC, K, f, i, k, n, r, refusal, u, v, ys

from helpers.derivation import Derivation, Formula, Sum, symbols
from helpers.derivation.balls import METHODS
from helpers.derivation.points import points

k0 = symbols("k_0", integer=True)  # without a range


class Twin(sympy.Function):
    """The sine under two names, which no exact proof can tell."""

    nargs = 1


@pytest.fixture
def asked(monkeypatch):
    """Every value of u at which two lines that are equal, but not provably so, are compared."""
    seen = set()

    def sine(value):
        seen.add(float(value.mid()))
        return value.sin()

    one, other = (type(name, (Twin,), {}) for name in ("One", "Other"))
    for twin in (one, other):
        monkeypatch.setitem(METHODS, twin, sine)
    proved = Derivation(one(u.value), ("its twin", other(u.value)))
    assert proved.lines[1].proof == NUMERIC
    return seen


def test_the_points_are_everywhere(asked):
    assert len(asked) > 50
    assert min(asked) < -500
    assert max(asked) > 500
    assert 0 < min(map(abs, asked - {0})) < 1e-9
    assert {-1, 0, 1} <= asked
    assert sum(0 < value < 1 for value in asked) > 15


@pytest.mark.parametrize("parts", [1, 2, 4, 5, 10, 20, 1000])
def test_the_points_are_on_no_grid(asked, parts):
    off = [value for value in asked if abs(value * parts - round(value * parts)) > 1e-9]
    assert len(off) > 10


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (-3, 5), (0, sympy.oo), (-sympy.oo, 2), (10**6, 10**6 + 1)]
)
def test_points_go_to_the_ends_of_a_range_and_stay_within(low, high):
    t = symbols("t", between=(low, high)).value
    values = [float(point[t]) for point in points((t,))]
    assert all(low <= value <= high for value in values)
    ends = [end for end in (low, high) if sympy.sympify(end).is_finite]
    for end in ends:
        assert min(abs(value - end) for value in values) < 1e-3
    assert len(set(values)) > 30


def test_sums_are_tried_with_many_lengths_and_indices_beyond_them():
    total = Sum(ys[i], (i, 1, n)).value * ys[k0].value
    found = list(points((total,)))
    assert {point[n.value] for point in found} >= {*range(9), 40}
    beyond = [point[k0.value] - point[n.value] for point in found]
    assert any(gap > 0 for gap in beyond)
    assert len({point[k0.value] for point in found[:60]}) > 8
    assert 0 in beyond
    assert min(point[k0.value] for point in found) < 0


def test_an_index_with_a_range_stays_in_it_and_meets_others():
    total = Sum(ys[k], (k, 1, K)).value * ys[k].value * ys[r].value
    found = list(points((total,)))
    assert len(found) > 20
    assert all(1 <= point[k.value] <= point[K.value] for point in found)
    assert {point[k.value] == point[r.value] for point in found} == {True, False}


def test_a_line_that_is_false_at_one_point_alone_is_refused(monkeypatch):
    *_, last = points((u.value,))
    at = last[u.value]
    spike = type("Spike", (sympy.Function,), {"nargs": 1})
    monkeypatch.setitem(METHODS, spike, lambda value: arb((value - at).contains(0)))
    error = refusal(u, ("but for one point", u + spike(u.value)))
    assert error.point[u.value] == sympy.Rational(str(at))


@pytest.mark.parametrize(
    ("line", "false"),
    [
        (u, u + sin(pi * u)),
        (u, u + sin(2 * pi * u)),
        (u, u + sin(10 * pi * u)),
        (u, u + sin(20 * pi * u)),
        (f(u), f(u + sin(10 * pi * u))),
        (cos(u), cos(u + u * (u - 1) * (u - 2))),
        (abs(u), u),
        (abs(u + 1), u + 1),
        (abs(u - 2), 2 - u),
        (abs(u + 3), u + 3),
        (Formula.of(sympy.Max(u, -3)), u),
        (Formula.of(sympy.Min(u, 40)), u),
        (log(u**2), 2 * log(u)),
        (Formula.of(sqrt(u * v)), sqrt(u.value) * sqrt(v.value)),
        (Sum(ys[i], (i, 1, n)), ys[1] + ys[2]),
    ],
    ids=str,
)
def test_a_line_that_is_true_at_some_points_only_is_refused(line, false):
    refusal(line, ("at some points", false))


def test_values_meet():
    found = list(points((u.value, v.value)))
    assert sum(point[u.value] == point[v.value] for point in found) >= 5


def test_points_are_rational_and_seeded():
    found = [(point[u.value], point[v.value]) for point in points((u.value, v.value))]
    again = [(point[u.value], point[v.value]) for point in points((u.value, v.value))]
    assert found == again
    assert len(set(found)) > 60
