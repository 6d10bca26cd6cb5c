"""Equations on a branch, which the step names."""

from sympy import Rational, sqrt

from helpers.derivation import Eq, where
from lines.names import (
    A,
    row,
    t,
    u,
    v,
    x,
    y,
    z,
)

half, two_thirds = Rational(1, 2), Rational(2, 3)

FALSE = {
    "branches": [
        row(
            "a branch with 0 in it",
            lambda: (Eq(x * (x - y), 0), ("divide", Eq(x, y), where(x >= 0))),
            unseen="a branch is an open range",
        ),
        row(
            "a branch of another",
            lambda: (Eq(x * (x - y), 0), ("divide", Eq(x, y), where(y > 0))),
            x=0,
            y=1,
        ),
        row("the other branch", lambda: (Eq(u**2, 4), ("root", Eq(u, 2), where(u < 0))), u=-2),
        row(
            "both roots in the branch",
            lambda: (Eq((u - 1) * (u - 2), 0), ("the smaller", Eq(u, 1), where(u < 3))),
            u=2,
        ),
        row(
            "a branch outside the range",
            lambda: (Eq(A * (2 - 3 * A), 0), ("beyond", Eq(A, 0), where(A > 2))),
            unseen="an empty branch",
        ),
        row(
            "an impossible branch",
            lambda: (Eq(x * (x - y), 0), ("never", Eq(x, y + 1), where(x**2 < 0))),
            unseen="an empty branch",
        ),
        row(
            "a branch where the line is still false",
            lambda: (Eq(u, v), ("squared", Eq(u**2, v**3), where(u > 0))),
            u=2,
            v=2,
        ),
        row(
            "a branch that squares too much",
            lambda: (Eq(u, v), ("squared", Eq(u**2, v**2), where(u > 0))),
            u=1,
            v=-1,
        ),
        row(
            "a branch for one root of three",
            lambda: (Eq(u**3, u), ("divide", Eq(u, 1), where(u > -2))),
            u=-1,
        ),
        row(
            "a branch at a point",
            lambda: (Eq(x * y, x * z), ("divide", Eq(y, z), where(x <= 0))),
            unseen="a branch is an open range",
        ),
    ],
}

TRUE = {
    "branches": [
        row(
            "divided by x > 0",
            lambda: (Eq(x * (x - y), 0), ("divide by x", Eq(x, y), where(x > 0))),
            x=1,
            y=1,
        ),
        row("the positive root", lambda: (Eq(u**2, 4), ("root", Eq(u, 2), where(u > 0))), u=2),
        row("the negative root", lambda: (Eq(u**2, 4), ("root", Eq(u, -2), where(u < 0))), u=-2),
        row(
            "the solution above 0",
            lambda: (Eq(u * (2 - 3 * u), 0), ("above 0", Eq(u, two_thirds), where(u > 0))),
            u=two_thirds,
        ),
        row(
            "the smaller of two",
            lambda: (Eq((u - 1) * (u - 2), 0), ("the smaller", Eq(u, 1), where(u < 1.5))),
            u=1,
        ),
        row(
            "squared where both are positive",
            lambda: (Eq(sqrt(t), v), ("square", Eq(t, v**2), where(v > 0))),
            t=4,
            v=2,
        ),
    ],
}
