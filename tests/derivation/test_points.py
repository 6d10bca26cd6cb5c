"""The points at which lines are compared: how many, where, and what they cannot miss."""

import itertools

import pytest
import sympy
from sympy import cos, log, pi, sin, sqrt
from textbook import NUMERIC, f, i, n, refusal, u, v, x, ys

from helpers.derivation import Derivation, Formula, Sum
from helpers.derivation.points import Point, sample

SHORTFALL = {
    "grid": "all points lie on a grid of twentieths",
    "box": "all points lie between -2 and 3",
    "real": "a point where one side alone is real is passed over",
}


def lacks(shortfall, *values):
    """Mark what the checker promises and does not keep yet; strict, so that the mark must go."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=SHORTFALL[shortfall], strict=True))


class Twin(sympy.Function):
    """The sine under two names, which no exact proof can tell; notes where it was asked for."""

    nargs = 1
    asked: set[float]

    def _eval_evalf(self, prec):
        self.asked.add(float(self.args[0]))
        return sympy.sin(self.args[0])._eval_evalf(prec)


@pytest.fixture(scope="module")
def asked():
    """Every value of u at which two lines that are equal, but not provably so, are compared."""
    seen = set()
    one, other = (type(name, (Twin,), {"asked": seen})(u.value) for name in ("One", "Other"))
    assert Derivation(one, ("its twin", other)).lines[1].proof == NUMERIC
    return seen


def test_there_are_many_points_on_both_sides_of_zero_and_of_one(asked):
    assert len(asked) > 15
    assert min(asked) < -1
    assert max(asked) > 2
    assert 0.3 < sum(0 < value < 1 for value in asked) / len(asked) < 0.9


@pytest.mark.parametrize("parts", [1, 2, 4, 5, 10, lacks("grid", 20)])
def test_the_points_are_on_no_grid(asked, parts):
    assert any(abs(value * parts - round(value * parts)) > 1e-9 for value in asked)


@pytest.mark.xfail(reason=SHORTFALL["box"], strict=True)
def test_the_points_are_in_no_box(asked):
    assert min(asked) < -100
    assert max(asked) > 100
    assert min(map(abs, asked)) < 1e-3


def test_a_line_that_is_false_at_the_last_point_alone_is_refused():
    *_, last = itertools.islice(sample((u.value, v.value)), 25)
    at = last.point[u.value], last.point[v.value]

    def evalf(self, prec):
        near = all(abs(mine - its) < 1e-9 for mine, its in zip(self.args, at, strict=True))
        return sympy.Float(int(near))

    spike = type("Spike", (sympy.Function,), {"nargs": 2, "_eval_evalf": evalf})(u.value, v.value)
    error = refusal(x, ("but for one point", x + spike))
    assert (error.point[u.value], error.point[v.value]) == at


@pytest.mark.parametrize(
    ("line", "false"),
    [
        (u, u + sin(pi * u)),
        (u, u + sin(2 * pi * u)),
        (u, u + sin(10 * pi * u)),
        lacks("grid", u, u + sin(20 * pi * u)),
        (f(u), f(u + sin(10 * pi * u))),
        (cos(u), cos(u + u * (u - 1) * (u - 2))),
        (abs(u), u),
        (abs(u + 1), u + 1),
        (abs(u - 2), 2 - u),
        lacks("box", abs(u + 3), u + 3),
        lacks("box", Formula.of(sympy.Max(u, -3)), u),
        lacks("box", Formula.of(sympy.Min(u, 40)), u),
        lacks("real", log(u**2), 2 * log(u)),
        lacks("real", Formula.of(sqrt(u * v)), sqrt(u.value) * sqrt(v.value)),
        (Sum(ys[i], (i, 1, n)), ys[1] + ys[2]),
    ],
    ids=str,
)
def test_a_line_that_is_true_at_some_points_only_is_refused(line, false):
    refusal(line, ("at some points", false))


def test_points_are_rational_and_seeded():
    found = list(itertools.islice(sample((u.value, v.value)), 25))
    assert found == list(itertools.islice(sample((u.value, v.value)), 25))
    assert all(point.point[u.value].is_Rational for point in found)
    assert len({point.values for point in found}) == 25


def test_sums_are_tried_with_two_lengths():
    lengths = {Point(trial, [Sum(ys[i], (i, 1, n)).value])[n.value] for trial in range(4)}
    assert lengths == {2, 3}
