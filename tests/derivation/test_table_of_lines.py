"""The checker judged by the tables in `lines`, and the tables by numbers."""

import re
import signal
from contextlib import contextmanager

import pytest
from lines.evaluation import DRAWN, TRIED, Place, joined, steps
from lines.tables import table
from lines.typed import TYPED

from helpers.derivation import Derivation, DerivationError

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


def derive(lines):
    first, rest = steps(lines)
    return Derivation(first, *rest)


def rows(name, keep=lambda row: True):
    return pytest.mark.parametrize(
        "row",
        [pytest.param(row, id=f"{group}: {row.name}") for group, row in table(name) if keep(row)],
    )


def seen(row):
    return not row.unseen


@rows("FALSE")
def test_a_false_line_is_refused(row):
    lines = row.lines()
    with in_time(len(lines) - 1), pytest.raises((DerivationError, ValueError)) as refusal:
        derive(lines)
    said = str(refusal.value)
    assert re.match(rf"Line {len(lines)}\b", said), said
    assert "must be a" not in said, "the line was not read"


@rows("TRUE")
def test_a_true_line_is_accepted(row):
    lines = row.lines()
    with in_time(len(lines) - 1):
        derive(lines)


@rows("FALSE", seen)
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


@rows("TRUE", seen)
def test_numbers_show_a_true_line_to_be_true(row):
    for given in row.at or ({},):
        for seed in range(TRIED):
            assert all(joined(row.lines(), Place(seed, given))), (given, seed)


INSIDE = (
    "0x[0-9a-f]{6}|SympifyError|KeyError|RecursionError|<class|type is object|ufunc|int_max_str"
)


@pytest.mark.parametrize(
    "typed", [pytest.param(row, id=f"{g}: {row.name}") for g, rows in TYPED.items() for row in rows]
)
def test_what_is_typed_by_mistake_is_answered(typed):
    accepted = (ValueError, DerivationError, *[TypeError][: typed.python])
    with in_time(), pytest.raises(accepted) as refusal:
        typed.call()
    said = str(refusal.value)
    assert re.search(typed.words, said), said
    assert not re.search(INSIDE, said), said
    assert isinstance(refusal.value, DerivationError) or ("\n" not in said and len(said) < 300)
