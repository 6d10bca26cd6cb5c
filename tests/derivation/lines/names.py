"""What the lines are written with, and a row of the tables."""

from collections.abc import Callable
from dataclasses import dataclass

import sympy

from helpers.derivation import Sum, define, diff, exp, indexed, log, sigma, symbols

oo = sympy.oo
RANGES: dict[str, tuple] = {}  # of names that have one; open, but closed for whole numbers


def ranged(names, low, high, make=symbols, **assumptions):
    """Return symbols declared between two ends, and note the ends for the evaluation."""
    RANGES.update(dict.fromkeys(names.split(), (low, None if high == oo else high)))
    return make(names, between=(low, high), **assumptions)


@dataclass(frozen=True)
class Row:
    """Some lines, what is right or wrong about them, and where to compute them."""

    name: str
    lines: Callable[[], tuple]
    at: tuple[dict, ...]
    unseen: str


def row(name: str, lines: Callable[[], tuple], *places: dict, unseen: str = "", **at) -> Row:
    """Return a row; `at` and `places` are numbers by name, `unseen` says why there are none."""
    return Row(name, lines, (at, *places) if at else places, unseen)


u, v, w, x, y, z, b, c, d = symbols("u v w x y z b c d")
r, s, t = symbols("r s t", positive=True)
RANGES |= dict.fromkeys("rst", (0, None))
A, B = ranged("A B", 0, 1)
i, j, k, h = symbols("i j k h", integer=True)
n, m = symbols("n m", integer=True)  # lengths; may be 0
N = symbols("N", integer=True, positive=True)
RANGES["N"] = (1, None)
K = ranged("K", 2, oo, integer=True)  # classes
e, g = ranged("e g", 1, K, integer=True)  # one class and another
o = ranged("o", 1, m, integer=True)  # one weight
p = ranged("p", 1, N, integer=True)  # one sample
X, Y, W, Z = indexed("x y w z")
P, Q = indexed("P Q", positive=True)
RANGES |= dict.fromkeys("PQ", (0, None))
f = sympy.Function("f")

logit = define("z", w * x + b)
out = define("a", sigma(logit))
SQUARED = define("L", (out - y) ** 2 / 2)
ENTROPY = define("L", -(y * log(out) + (1 - y) * log(1 - out)))

total = define("N", Sum(exp(Z[h]), (h, 1, K)))
soft = define("a", exp(Z[k]) / total, k)
SOFT_ENTROPY = define("L", -Sum(Y[j] * log(soft[j]), (j, 1, K)))
SOFT_SQUARED = define("L", Sum((soft[j] - Y[j]) ** 2, (j, 1, K)) / 2)

zs = define("z", Sum(W[j] * X[i, j], (j, 1, m)) + b, i)
outs = define("a", sigma(zs[i]), i)
MEAN_SQUARED = define("C", 1 / N * Sum((outs[i] - Y[i]) ** 2, (i, 1, N)) / 2)
MEAN_ENTROPY = define(
    "C", -1 / N * Sum(Y[i] * log(outs[i]) + (1 - Y[i]) * log(1 - outs[i]), (i, 1, N))
)


def over(term, index=i, last=n):
    """Return the sum over an index from 1."""
    return Sum(term, (index, 1, last))


def mean(term):
    """Return the mean over the samples, of which there is one at least."""
    return 1 / N * Sum(term, (i, 1, N))


LINEAR = sympy.Function("L")(A)  # an unknown loss of A in (0, 1)
RATE = diff(LINEAR, A)
