"""The points at which lines are compared."""

import itertools

from textbook import i, n, u, v, ys

from helpers.derivation import Sum
from helpers.derivation.points import Point, sample


def test_points_are_rational_seeded_and_on_both_sides_of_zero():
    found = list(itertools.islice(sample((u.value, v.value)), 25))
    assert found == list(itertools.islice(sample((u.value, v.value)), 25))
    values = [point.point[u.value] for point in found]
    assert all(value.is_Rational for value in values)
    assert min(values) < 0
    assert max(values) > 1
    assert len({point.values for point in found}) == 25


def test_sums_are_tried_with_two_lengths():
    lengths = {Point(trial, [Sum(ys[i], (i, 1, n)).value])[n.value] for trial in range(4)}
    assert lengths == {2, 3}
