"""A derivation from a blank page: what of it is checked, and what is said."""

from collections.abc import Callable

import pytest

from helpers.derivation import Derivation, Eq, define, diff, sigma, symbols
from helpers.exercises import Derived
from helpers.exercises.check import judge
from helpers.exercises.inputs import number, probability, target

w, x, b, y = symbols("w x b y")
z = define("z", w * x + b)
a = define("a", sigma(z))
L = define("L", (a - y) ** 2 / 2)
CHAIN = ("chain rule", diff(L, a) * diff(a, z) * diff(z, w))
ERROR = ("the error", (a - y) * diff(a, z) * diff(z, w))
SLOPE = ("slope of $σ$", (a - y) * a * (1 - a) * diff(z, w))
END = ("$w$ stands beside $x$", (a - y) * a * (1 - a) * x)

EXERCISE = Derived(
    lambda a, y, x: (a - y) * a * (1 - a) * x,
    {"a": probability(), "y": target(), "x": number(-3, 3)},
    start="diff(L, w)",
    least=4,
)


def other_loss() -> Derivation:
    L = define("L", (a - y) ** 2)
    return Derivation(
        diff(L, w),
        ("chain rule", diff(L, a) * diff(a, z) * diff(z, w)),
        ("the error", 2 * (a - y) * diff(a, z) * diff(z, w)),
        ("the rest", 2 * (a - y) * a * (1 - a) * x),
    )


def unwritten() -> Derivation:
    raise NotImplementedError


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda: Derivation(diff(L, w), CHAIN, ERROR, SLOPE, END), "Right."),
        (lambda: Derivation(diff(L, w), CHAIN, SLOPE, END), "Right."),
        (unwritten, "Not attempted yet"),
        (lambda: ..., "Not attempted yet"),
        (lambda: Derivation(diff(L, w), CHAIN, END), "Not yet: it has 3 lines; with one change a"),
        (
            lambda: Derivation(diff(L, w), CHAIN, ERROR, SLOPE),
            "Not yet: its last line still holds d",
        ),
        (
            lambda: Derivation(diff(L, b), *[]),
            "Not yet: its first line must be diff(L, w); it is di",
        ),
        (
            lambda: Derivation(diff(L, w), ("slip", (y - a) * a)),
            "Not yet: line 2 (slip) does not f",
        ),
        (lambda: Derivation(diff(L, w), "a leap"), "Not yet: line 2 must be (reason, line) or"),
        (
            lambda: Derivation(diff(L, 1 / 0), CHAIN),
            "Not yet: it stops with ZeroDivisionError",
        ),
        (other_loss, "Not yet: it is twice the right answer"),
        (lambda: print(end=""), "Not yet: it returns nothing; it must return the Derivation."),
        (lambda: (a - y) * x, "Not yet: it must return a Derivation; it returns (a - y)*x."),
    ],
)
def test_what_is_said(answer: Callable, said: str):
    assert judge(answer, EXERCISE).startswith(said)


def test_a_start_is_needed():
    with pytest.raises(ValueError, match="start must be the first line"):
        Derived(lambda a: a, {"a": probability()})


def test_an_equation_is_no_last_line():
    solved = Derived(lambda a: a, {"a": probability()}, start="diff(L, a) = 0")
    answer = Derivation(Eq(diff(L, a), 0), ("power rule", Eq(a - y, 0)))
    assert judge(answer, solved) == "Not yet: its last line must be a formula; it is a - y = 0."
