"""Derivations as a textbook writes them, and the names they are written with."""

from functools import cache

import pytest
from sympy import Function, Rational

from helpers.derivation import (
    Derivation,
    DerivationError,
    Eq,
    Formula,
    Sum,
    define,
    delta,
    diff,
    exp,
    indexed,
    log,
    sigma,
    sigma_prime,
    symbols,
)

NUMERIC = "60 points, 600 digits"

w, b, y, u, v = symbols("w b y u v")
x = symbols("x", nonzero=True)
A = symbols("A", between=(0, 1))
z = define("z", w * x + b)
a = define("a", sigma(z))
SQUARED = define("L", (a - y) ** 2 / 2)
ENTROPY = define("L", -(y * log(a) + (1 - y) * log(1 - a)))

i, m, n, K = symbols("i m n K", integer=True)
j = symbols("j", integer=True, between=(1, m))
k, r = symbols("k r", integer=True, between=(1, K))
ws, xs, ys = indexed("w x y")
zs = define("z", Sum(ws[j] * xs[i, j], (j, 1, m)) + b, i)
sigmoids = define("a", sigma(zs[i]), i)
zi, ai, yi, xij = zs[i], sigmoids[i], ys[i], xs[i, j]


def mean(term):
    return 1 / n * Sum(term, (i, 1, n))


MEAN_ENTROPY = define("C", -mean(yi * log(ai) + (1 - yi) * log(1 - ai)))
MEAN_SQUARED = define("C", mean((ai - yi) ** 2) / 2)

logits, targets = indexed("z y")
softmax = define("a", exp(logits[k]) / Sum(exp(logits[r]), (r, 1, K)), k)
SOFTMAX_ENTROPY = define("L", -Sum(targets[r] * log(softmax[r]), (r, 1, K)))
SOFTMAX_SQUARED = define("L", Sum((softmax[r] - targets[r]) ** 2, (r, 1, K)) / 2)
ar, ak, yr, yk = softmax[r], softmax[k], targets[r], targets[k]
ONE_TARGET = {Sum(yr, (r, 1, K)): 1}

one_hot = define("y", delta(r, k), r)
S = define("S", Sum(ar**2, (r, 1, K)) - ak**2)
wrong = define("A", 1 - ak)

x1, x2, w1, w2, b1, y1 = symbols("x_1 x_2 w_11 w_12 b_1 y_1")
z1 = define("z_1", w1 * x1 + w2 * x2 + b1)
a1 = define("a_1", sigma(z1))
LAYER = define("L", (a1 - y1) ** 2 / 2)

HALF = Rational(1, 2)
p = symbols("a", between=(0, 1))
c = symbols("c")
unknown = Function("L")(p)
any_loss = Function("L")(a)
f = Function("f")

TEXTBOOK = {
    "squared error by w": [
        diff(SQUARED, w),
        ("chain rule", diff(SQUARED, a) * diff(a, z) * diff(z, w)),
        ("each factor", (a - y) * sigma_prime(z) * x),
        ("σ' = a(1 − a)", (a - y) * a * (1 - a) * x),
    ],
    "squared error by b": [
        diff(SQUARED, b),
        ("chain rule", diff(SQUARED, a) * diff(a, z) * diff(z, b)),
        ("each factor", (a - y) * sigma_prime(z)),
    ],
    "cross-entropy by w": [
        diff(ENTROPY, w),
        ("chain rule", diff(ENTROPY, a) * diff(a, z) * diff(z, w)),
        ("each factor", -(y / a - (1 - y) / (1 - a)) * a * (1 - a) * x),
        ("multiply out", -(y * (1 - a) - (1 - y) * a) * x),
        ("collect", (a - y) * x),
    ],
    "one of two inputs": [
        diff(LAYER, w1),
        ("chain rule", diff(LAYER, a1) * diff(a1, z1) * diff(z1, w1)),
        ("each factor", (a1 - y1) * sigma_prime(z1) * x1),
        ("σ' = a(1 − a)", (a1 - y1) * a1 * (1 - a1) * x1),
    ],
    "target 1": [
        (a1 - y1) * a1 * (1 - a1) * x1,
        ("target 1", -(A**2) * (1 - A) * x1, {y1: 1, a1: 1 - A}),
    ],
    "target 0": [
        (a1 - y1) * a1 * (1 - a1) * x1,
        ("target 0", A**2 * (1 - A) * x1, {y1: 0, a1: A}),
    ],
    "from the logit": [
        ENTROPY,
        ("σ in exponentials", y * log(1 + exp(-z)) + (1 - y) * log(1 + exp(z))),
        ("collect", log(1 + exp(z)) - y * z),
    ],
    "curvature": [
        diff(SQUARED, z, z),
        ("first derivative", diff(a**2 * (1 - a), z), {y: 0}),
        ("chain rule", diff(a**2 * (1 - a), a) * diff(a, z)),
        ("factor", a**2 * (1 - a) * (2 - 3 * a)),
    ],
    "mean cross-entropy by w_j": [
        diff(MEAN_ENTROPY, ws[j]),
        ("chain rule", mean((-yi / ai + (1 - yi) / (1 - ai)) * diff(ai, zi) * diff(zi, ws[j]))),
        ("denominator", mean(sigma_prime(zi) * xij * (ai - yi) / (ai * (1 - ai)))),
        ("cancel", mean(xij * (ai - yi))),
    ],
    "mean cross-entropy by b": [diff(MEAN_ENTROPY, b), ("as for w", mean(ai - yi))],
    "mean squared error by w_j": [
        diff(MEAN_SQUARED, ws[j]),
        ("as for one sample", mean((ai - yi) * sigma_prime(zi) * xij)),
        (
            "two samples",
            sum((sigmoids[s] - ys[s]) * sigmoids[s] * (1 - sigmoids[s]) * xs[s, j] for s in (1, 2))
            / 2,
            {n: 2, m: 1},
        ),
    ],
    "softmax Jacobian": [
        diff(ar, logits[k]),
        ("quotient rule", ar * (delta(r, k) - ak)),
    ],
    "softmax cross-entropy": [
        diff(SOFTMAX_ENTROPY, logits[k]),
        ("chain rule", Sum(diff(SOFTMAX_ENTROPY, ar) * diff(ar, logits[k]), (r, 1, K))),
        ("Jacobian", -Sum(yr / ar * ar * (delta(r, k) - ak), (r, 1, K))),
        ("targets add up to 1", ak - yk, ONE_TARGET),
    ],
    "softmax squared error": [
        diff(SOFTMAX_SQUARED, logits[k]),
        ("chain rule", Sum(diff(SOFTMAX_SQUARED, ar) * diff(ar, logits[k]), (r, 1, K))),
        ("factor", ak * ((ak - yk) - Sum(ar * (ar - yr), (r, 1, K)))),
    ],
    "softmax law": [
        ak * ((ak - one_hot[k]) - Sum(ar * (ar - one_hot[r]), (r, 1, K))),
        ("S", ak * ((ak - 1) - (ak**2 + S - ak))),
        ("A", -(1 - wrong) * (wrong**2 + S)),
    ],
    "any loss by w": [
        diff(any_loss, w),
        ("chain rule", diff(any_loss, a) * diff(a, z) * diff(z, w)),
        ("each factor", diff(any_loss, a) * a * (1 - a) * x),
        ("squared error", (a - y) * a * (1 - a) * x, {diff(any_loss, a): a - y}),
    ],
    "any loss, curvature": [
        diff(any_loss, z, z),
        ("twice", diff(any_loss, a, a) * diff(a, z) ** 2 + diff(any_loss, a) * diff(a, z, z)),
    ],
    "mean of any loss by w_j": [
        diff(mean(Formula.of(f(ai))), ws[j]),
        ("chain rule", mean(diff(f(ai), ai) * sigma_prime(zi) * xij)),
    ],
    "any activation": [
        diff((f(z) - y) ** 2 / 2, w),
        ("chain rule", (f(z) - y) * diff(f(z), z) * x),
    ],
    "any loss of softmax": [
        diff(Sum(f(ar), (r, 1, K)), logits[k]),
        ("chain rule", Sum(diff(f(ar), ar) * diff(ar, logits[k]), (r, 1, K))),
        ("Jacobian", ak * (diff(f(ak), ak) - Sum(ar * diff(f(ar), ar), (r, 1, K)))),
    ],
    "a double sum": [
        diff(Sum(Sum(ws[k] * xs[i, k], (k, 1, m)), (i, 1, n)), ws[j]),
        ("one term each", Sum(xij, (i, 1, n))),
    ],
    "any loss, backwards": [
        Eq(diff(any_loss, z) * x, (a - y) * x),
        ("chain rule", Eq(diff(any_loss, a) * sigma_prime(z), a - y)),
        ("solve", Eq(diff(any_loss, a), (a - y) / (a * (1 - a)))),
        ("integrate", Eq(any_loss, -y * log(a) - (1 - y) * log(1 - a) + c)),
        ("no loss, y = 1", Eq(0, -log(a) + c), {any_loss: 0, y: 1}),
    ],
    "backwards": [
        Eq(diff(unknown, p) * p * (1 - p) * x, (p - y) * x),
        ("solve", Eq(diff(unknown, p), (p - y) / (p * (1 - p)))),
        ("partial fractions", Eq(diff(unknown, p), -y / p + (1 - y) / (1 - p))),
        ("integrate", Eq(unknown, -y * log(p) - (1 - y) * log(1 - p) + c)),
        ("constant", Eq(unknown, -(y * log(p) + (1 - y) * log(1 - p))), {c: 0}),
    ],
    "the constant": [
        Eq(unknown, -y * log(p) - (1 - y) * log(1 - p) + c),
        ("ln 2 in the middle", Eq(c, 0), {unknown: log(2), y: HALF, p: HALF}),
    ],
    "the peak": [
        Eq(diff(A**2 * (1 - A), A), 0),
        ("product rule", Eq(2 * A * (1 - A) - A**2, 0)),
        ("factor", Eq(A * (2 - 3 * A), 0)),
        ("root", Eq(A, Rational(2, 3))),
    ],
}


@cache
def derived(name: str) -> Derivation:
    """Return a derivation of the textbook, checked once for all who look at it."""
    return Derivation(*TEXTBOOK[name])


def refusal(*lines) -> DerivationError:
    with pytest.raises(DerivationError) as caught:
        Derivation(*lines)
    return caught.value
