"""Values put in, and definitions: what they make of a line, and where they contradict."""

from sympy import Function, Rational

from helpers.derivation import Eq, Formula, Sum, define, delta, diff, sigma, symbols
from lines.names import (
    A,
    K,
    N,
    X,
    Y,
    Z,
    f,
    i,
    j,
    k,
    logit,
    n,
    out,
    over,
    row,
    s,
    soft,
    t,
    u,
    v,
    x,
    y,
    z,
)

AGAIN = "one value contradicts another"
OUTSIDE = "a value outside its range"
NAMES = "two meanings of one name"
half = Rational(1, 2)
y_1, a_1, x_1 = symbols("y_1 a_1 x_1")
RULE = (a_1 - y_1) * a_1 * (1 - a_1) * x_1
LAW = ("target 1", -(A**2) * (1 - A) * x_1, {y_1: 1, a_1: 1 - A})
known = Formula.of(f(u))

FALSE = {
    "values": [
        row("2 is not 3", lambda: (x * y, ("2", 3 * y, {x: 2}))),
        row("put in at one place", lambda: (x**2 + x, ("2", 4 + x, {x: 2}), x + 3)),
        row("a sign lost", lambda: ((A - y) * u, ("0", (y - A) * u, {y: 0}))),
        row(
            "target 1 for target 0",
            lambda: (RULE, ("target 0", -(A**2) * (1 - A) * x_1, {y_1: 0, a_1: A})),
        ),
        row(
            "1 − A for A",
            lambda: (RULE, ("target 1", -A * (1 - A) ** 2 * x_1, {y_1: 1, a_1: 1 - A})),
        ),
        row("a length", lambda: (over(X[i]), ("three", X[1] + X[2], {n: 3}))),
        row(
            "the length of another",
            lambda: (over(X[i]) + over(X[i], i, K), ("two", 2 * (X[1] + X[2]), {n: 2})),
            K=3,
        ),
        row(
            "a sum of 1 is no entry of 1",
            lambda: (over(Y[j], j, K) * u, ("adds up to 1", Y[1] * u, {over(Y[j], j, K): 1})),
            K=2,
            y=[0.5, 0.5],
        ),
        row(
            "a sum of squares is not 1",
            lambda: (over(Y[j] ** 2, j, K), ("adds up to 1", 1, {over(Y[j], j, K): 1})),
            K=2,
            y=[0.5, 0.5],
        ),
        row(
            "an entry for all", lambda: (over(X[i]), ("one is 2", 2 * n, {X[1]: 2})), n=2, x=[2, 3]
        ),
        row("a function's value elsewhere", lambda: (known + f(v), ("at u", 10, {known: 5}))),
        row("a value that was not given", lambda: (x * y, ("2", 2 * y, {x: 2}), 2)),
        row(
            "the slope where the value is put in", lambda: (diff(u**2, u) + v, ("v", 2 + 1, {v: 1}))
        ),
        row(
            "one target, all targets",
            lambda: (over(soft[j] * Y[j], j, K), ("one", over(soft[j], j, K), {Y[1]: 1})),
            K=2,
            y=[1, 0],
        ),
        row(
            "a sum of 1, and one of its parts",
            lambda: (u * Sum(Y[j], (j, 2, K)), ("adds up to 1", u, {over(Y[j], j, K): 1})),
            K=2,
            y=[0.5, 0.5],
            u=1,
        ),
        row(
            "a sum of 1, and one over others",
            lambda: (u * over(Y[j], j, N), ("adds up to 1", u, {over(Y[j], j, K): 1})),
            K=2,
            N=1,
            y=[0.5, 0.5],
            u=1,
        ),
    ],
    "contradictions": [
        row(
            "x is 2, then 3",
            lambda: (x + y, ("2", 2 + y, {x: 2}), ("3", 2 + y, {x: 3})),
            unseen=AGAIN,
        ),
        row(
            "x is 2, then 3, two lines on",
            lambda: (x + y, ("2", 2 + y, {x: 2}), x + y, ("3", 3 + y, {x: 3})),
            unseen=AGAIN,
        ),
        row(
            "target 1, then target 0",
            lambda: (RULE, LAW, RULE, ("target 0", A**2 * (1 - A) * x_1, {y_1: 0, a_1: A})),
            unseen=AGAIN,
        ),
        row(
            "target 1, then the law of target 0",
            lambda: (RULE, LAW, ("target 0", -(A**2) * (1 - A) * x_1, {y_1: 0})),
            unseen=AGAIN,
        ),
        row(
            "x is y, then y + 1",
            lambda: (x + u, ("y", y + u, {x: y}), ("more", y + u, {x: y + 1})),
            unseen=AGAIN,
        ),
        row(
            "x is y + 1 and y is x + 1",
            lambda: (x + u, ("y", y + 1 + u, {x: y + 1}), ("x", x + 2 + u, {y: x + 1})),
            unseen=AGAIN,
        ),
        row(
            "an entry is 1, then 2",
            lambda: (X[1] + u, ("1", 1 + u, {X[1]: 1}), ("2", 1 + u, {X[1]: 2})),
            unseen=AGAIN,
        ),
        row(
            "three terms, then two",
            lambda: (over(1) + u, ("3", 3 + u, {n: 3}), ("2", 3 + u, {n: 2})),
            unseen=AGAIN,
        ),
        row(
            "adds up to 1, then to 2",
            lambda: (
                over(Y[j], j, K) + u,
                ("1", 1 + u, {over(Y[j], j, K): 1}),
                ("2", 1 + u, {over(Y[j], j, K): 2}),
            ),
            unseen=AGAIN,
        ),
        row(
            "entries against their sum",
            lambda: (
                over(Y[j], j, K) + u,
                ("1", 1 + u, {over(Y[j], j, K): 1}),
                ("two", 2 + u, {K: 2, Y[1]: 1, Y[2]: 1}),
            ),
            unseen=AGAIN,
        ),
        row(
            "a function is 1, then 2",
            lambda: (known + u, ("1", 1 + u, {known: 1}), ("2", 1 + u, {known: 2})),
            unseen=AGAIN,
        ),
        row(
            "a function against its slope",
            lambda: (known + diff(known, u), ("both", u**2 + u, {known: u**2, diff(known, u): u})),
            unseen=AGAIN,
        ),
        row(
            "a value against a definition",
            lambda: (out + u, ("not below 1", 2 + u, {out: 2})),
            unseen=AGAIN,
        ),
        row(
            "a value against a definition's parts",
            lambda: (
                out + u,
                ("z is 0", half + u, {logit: 0}),
                ("a is 1/4", half + u, {out: Rational(1, 4)}),
            ),
            unseen=AGAIN,
        ),
        row(
            "a value against a one-hot target",
            lambda: (
                define("y", delta(j, k), j)[k] + u,
                ("0", u, {define("y", delta(j, k), j)[k]: 0}),
            ),
            unseen=AGAIN,
        ),
        row("t > 0 is −1", lambda: (t + u, ("−1", u - 1, {t: -1})), unseen=OUTSIDE),
        row("0 < A < 1 is 2", lambda: (A + u, ("2", u + 2, {A: 2})), unseen=OUTSIDE),
        row("a length is −1", lambda: (over(1) + u, ("−1", u - 1, {n: -1})), unseen=OUTSIDE),
        row(
            "a length is 3/2",
            lambda: (n + u, ("1½", u + Rational(3, 2), {n: Rational(3, 2)})),
            unseen=OUTSIDE,
        ),
        row("one class of two or more", lambda: (K + u, ("1", u + 1, {K: 1})), unseen=OUTSIDE),
        row("no sample of one or more", lambda: (N + u, ("0", u, {N: 0})), unseen=OUTSIDE),
        row("an index is 1/2", lambda: (k + u, ("½", u + half, {k: half})), unseen=OUTSIDE),
        row(
            "two names a",
            lambda: (define("a", sigma(z)) * u, define("a", sigma(z)) * u + define("a", u) - u),
            unseen=NAMES,
        ),
        row(
            "two names a, one by one",
            lambda: (define("a", u * u), u**2 + define("a", sigma(z)) - sigma(z)),
            unseen=NAMES,
        ),
        row(
            "a name and a symbol",
            lambda: (2 * define("a", sigma(z)), define("a", sigma(z)) + symbols("a")),
            unseen=NAMES,
        ),
        row(
            "a family and a family of the same name",
            lambda: (
                define("a", sigma(Z[k]), k)[1] * u,
                sigma(Z[1]) * u + define("a", Z[k], k)[1] - Z[1],
            ),
            unseen=NAMES,
        ),
        row(
            "an unknown f of another value",
            lambda: (
                Eq(Function("L")(u), u**2),
                ("L is 3u", Eq(3 * u, u**2), {Function("L")(u): 3 * u}),
                ("L is u", Eq(3 * u, u**2), {Function("L")(u): u}),
            ),
            unseen=AGAIN,
        ),
    ],
}

TRUE = {
    "values": [
        row("2", lambda: (x * y, ("2", 2 * y, {x: 2}))),
        row("2, said again", lambda: (x * y, ("2", 2 * y, {x: 2}), ("still 2", y + y, {x: 2}))),
        row("one after another", lambda: (x * y, ("2", 2 * y, {x: 2}), ("3", 6, {y: 3}))),
        row("x is y, and y is 3", lambda: (x * y, ("y", y**2, {x: y}), ("3", 9, {y: 3}))),
        row("target 1", lambda: (RULE, LAW)),
        row("target 0", lambda: (RULE, ("target 0", A**2 * (1 - A) * x_1, {y_1: 0, a_1: A}))),
        row("a name's value", lambda: ((out - y) * u, ("target 1", -A * u, {y: 1, out: 1 - A}))),
        row("numbers", lambda: (over(X[i]), ("three", 6 + A, {n: 3, X[1]: 1, X[2]: 5, X[3]: A}))),
        row(
            "adds up to 1",
            lambda: (u * over(Y[j], j, K), ("1", u, {over(Y[j], j, K): 1})),
            K=2,
            y=[0.25, 0.75],
        ),
        row("no data", lambda: (u + over(X[i]), ("n = 0", u, {n: 0}))),
        row("t > 0 is 2", lambda: (s * t, ("2", 2 * s, {t: 2}))),
        row("a function's value", lambda: (known * v, ("5", 5 * v, {known: 5}))),
    ],
}
