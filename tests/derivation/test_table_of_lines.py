"""The checker judged by the tables in `lines`, and the tables by numbers."""

import re
import signal
from contextlib import contextmanager

import pytest
import sympy
from lines.evaluation import DRAWN, TRIED, Place, joined, steps
from lines.tables import UNTOLD, mistakes, table

from helpers.derivation import Derivation, DerivationError, Eq

SECONDS = 5  # of computing time for a line; and one more to say what is wrong


class SlowError(BaseException):  # nothing that the checker may catch
    """A line took too long."""


@contextmanager
def in_time(lines=1):
    """Let what is inside compute for `SECONDS` a line."""
    seconds = SECONDS * lines + 1

    def stop(*_):
        raise SlowError(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def derive(lines, written=None):
    """Check lines; note in `written` those that could be written at all."""
    if written is not None:
        written += lines
    first, rest = steps(lines)
    return Derivation(first, *rest)


def rows(table):
    return pytest.mark.parametrize(
        "row", [pytest.param(row, id=f"{group}: {row.name}") for group, row in table]
    )


def seen(name):
    """Return the rows that numbers can speak of."""
    return [(group, row) for group, row in table(name) if not row.unseen]


@rows(table("FALSE"))
def test_a_false_line_is_refused(row):
    lines = []
    with in_time(3), pytest.raises((DerivationError, ValueError)) as refusal:
        derive(row.lines(), lines)
    said = str(refusal.value)
    if not lines:  # a part of a line was refused as it was written
        return
    assert re.match(rf"Line {len(lines)}\b", said), said
    assert "must be a SymPy expression" not in said, "the line was not read"
    assert "times 1." not in said, said
    point = getattr(refusal.value, "point", {})
    if point and not row.unseen and not isinstance(lines[0], Eq) and all(map(is_atom, point)):
        *_, last = joined(lines, Place(0, {}, point))
        assert not last, "no counterexample"


def is_atom(key):
    return isinstance(key, sympy.Symbol | sympy.Indexed)


@rows([(group, row) for group, row in table("TRUE") if row.name not in UNTOLD])
def test_a_true_line_is_accepted(row):
    lines = row.lines()
    with in_time(len(lines) - 1):
        derive(lines)


@rows([(group, row) for group, row in table("TRUE") if row.name in UNTOLD])
def test_a_line_that_cannot_be_told_is_refused_as_such(row):
    with in_time(), pytest.raises(DerivationError, match="cannot be told"):
        derive(row.lines())


@rows(seen("FALSE"))
def test_numbers_show_a_false_line_to_be_false(row):
    places = [Place(0, at) for at in row.at] or (Place(seed, {}) for seed in range(DRAWN))
    shown = []
    for place in places:
        *before, last = joined(row.lines(), place)
        assert row.at or all(before)
        shown.append(not last)
        if not (row.at or not shown[-1]):
            break
    assert all(shown) if row.at else any(shown)


@rows(seen("TRUE"))
def test_numbers_show_a_true_line_to_be_true(row):
    for given in row.at or ({},):
        for seed in range(TRIED):
            assert all(joined(row.lines(), Place(seed, given))), (given, seed)


INSIDE = (
    "0x[0-9a-f]{6}|SympifyError|KeyError|RecursionError|<class|type is object|ufunc|int_max_str"
)


@rows(mistakes())
def test_what_is_typed_by_mistake_is_answered(row):
    accepted = (ValueError, DerivationError, *[TypeError][: row.python])
    with in_time(), pytest.raises(accepted) as refusal:
        row.call()
    said = str(refusal.value)
    assert re.search(row.words, said), said
    assert not re.search(INSIDE, said), said
    assert isinstance(refusal.value, DerivationError) or ("\n" not in said and len(said) < 300)
