"""Derivatives: their rules, and the paths of the chain rule."""

from sympy import Max, Rational, sqrt

from helpers.derivation import define, diff, exp, log, sigma, sigma_prime
from lines.names import (
    ENTROPY,
    SQUARED,
    A,
    X,
    b,
    f,
    k,
    logit,
    out,
    row,
    s,
    t,
    u,
    v,
    w,
    x,
    y,
    z,
)

a = define("a", sigma(z))
L = define("L", log(1 + exp(z)) - y * z)  # cross-entropy, with a in it, but hidden
p, q = define("p", u + v), define("q", u * v)
both = define("F", p * q)
square = define("q", u**2)
beside = define("g", square * u)
HELD = "numbers would hold z where a moves"

FALSE = {
    "rules": [
        row("a product", lambda: (diff(u**2 * exp(u), u), 2 * u * exp(u))),
        row("a quotient, turned", lambda: (diff(exp(u) / u, u), (exp(u) - u * exp(u)) / u**2)),
        row("a quotient, plain", lambda: (diff(log(t) / t, t), (1 - log(t)) / t)),
        row("1/u", lambda: (diff(1 / u, u), 1 / u**2)),
        row("a square inside", lambda: (diff((1 - u) ** 2, u), 2 * (1 - u))),
        row("e^2u", lambda: (diff(exp(2 * u), u), exp(2 * u))),
        row("2^u as a power", lambda: (diff(2**u, u), u * 2 ** (u - 1))),
        row("t^t as a power", lambda: (diff(t**t, t), t * t ** (t - 1))),
        row("a power keeps its exponent", lambda: (diff(u**3, u), 3 * u**3)),
        row("ln(1 − A)", lambda: (diff(log(1 - A), A), 1 / (1 - A))),
        row("ln of 2t", lambda: (diff(log(2 * t), t), 1 / (2 * t))),
        row("a root", lambda: (diff(sqrt(t), t), 1 / sqrt(t))),
        row("σ(2u)", lambda: (diff(sigma(2 * u), u), sigma_prime(2 * u))),
        row("σ′", lambda: (diff(sigma(u), u), sigma(u) * (1 + sigma(u)))),
        row("σ″", lambda: (diff(sigma(u), u, u), sigma_prime(u) * (1 - sigma(u)))),
        row("softplus", lambda: (diff(log(1 + exp(u)), u), sigma_prime(u))),
        row("ln σ", lambda: (diff(log(sigma(u)), u), 1 / sigma(u))),
        row("half a square, by another", lambda: (diff(u**2 * v, v), 2 * u * v)),
        row("a mixed one", lambda: (diff(u**2 * v**2, u, v), 2 * u * v)),
        row("twice, once too few", lambda: (diff(u**3, u, u), 3 * u**2)),
        row("relu", lambda: (diff(Max(u, 0), u), Max(u, 0)), u=5),
        row("|u|", lambda: (diff(abs(u), u), abs(u)), u=5),
        row("a surprise", lambda: (diff(-A * log(A), A), -log(A))),
        row("unknown, inside", lambda: (diff(f(2 * u), u), f(2 * u))),
        row("of a product of logs", lambda: (diff(log(s) * log(t), s), 1 / s)),
    ],
    "paths": [
        row("a hides z", lambda: (diff(L, a), 0), unseen=HELD),
        row("a hides z, plainly", lambda: (diff(L, a), a - y), unseen=HELD),
        row("by a for by z", lambda: (diff(L, z), diff(L, a)), z=1, y=0),
        row("z does not move with w", lambda: (diff(logit, w), 0)),
        row("x forgotten", lambda: (diff(out, w), sigma_prime(logit))),
        row("x for b too", lambda: (diff(SQUARED, b), (out - y) * sigma_prime(logit) * x)),
        row("σ′ forgotten", lambda: (diff(SQUARED, w), (out - y) * x)),
        row(
            "the last factor forgotten",
            lambda: (diff(SQUARED, w), diff(SQUARED, out) * diff(out, logit)),
        ),
        row(
            "a factor in the middle forgotten",
            lambda: (diff(SQUARED, w), diff(SQUARED, out) * diff(logit, w)),
        ),
        row("σ′ not cancelled", lambda: (diff(ENTROPY, logit), (out - y) * sigma_prime(logit))),
        row("cross-entropy by a is not by z", lambda: (diff(ENTROPY, out), out - y)),
        row("cross-entropy's sign", lambda: (diff(ENTROPY, w), (y - out) * x)),
        row("cross-entropy's second term", lambda: (diff(ENTROPY, out), -y / out)),
        row(
            "inside of the second term",
            lambda: (diff(ENTROPY, out), -y / out - (1 - y) / (1 - out)),
        ),
        row("one of two paths", lambda: (diff(both, u), diff(both, p) * diff(p, u))),
        row("two paths, one twice", lambda: (diff(both, u), 2 * diff(both, q) * diff(q, u))),
        row(
            "two paths multiplied",
            lambda: (diff(both, u), diff(both, p) * diff(p, u) * diff(both, q) * diff(q, u)),
        ),
        row(
            "the direct path forgotten",
            lambda: (diff(beside, u), diff(beside, square) * diff(square, u)),
        ),
        row("a name held still", lambda: (diff(q * u, u), q)),
        row("a name by itself alone", lambda: (diff(q * p, p), q + p)),
        row("half a curvature", lambda: (diff(SQUARED, logit, logit), sigma_prime(logit) ** 2)),
        row("a curvature by z for one by w", lambda: (diff(ENTROPY, w, w), sigma_prime(logit) * x)),
        row("a mixed curvature", lambda: (diff(ENTROPY, w, b), sigma_prime(logit))),
        row("any loss, inside", lambda: (diff(f(out), w), diff(f(out), out) * x)),
        row(
            "any loss, twice",
            lambda: (diff(f(out), logit, logit), diff(f(out), out, out) * diff(out, logit) ** 2),
        ),
        row(
            "the chain the wrong way",
            lambda: (diff(out, w), diff(out, logit) / diff(logit, w)),
            x=2,
        ),
        row("any f of a sum", lambda: (f(u + v), f(u) + f(v))),
        row("any f is even", lambda: (f(-u), f(u))),
        row("any f of a size", lambda: (f(abs(u)), f(u)), u=-1),
        row("any f twice", lambda: (f(f(u)), f(u))),
        row("any f, turned", lambda: (f(u, v), f(v, u))),
        row("any f a hair on", lambda: (f(u + Rational(1, 10**50)), f(u)), u=1),
        row("any f, cut off", lambda: (f(Max(u, -30)), f(u)), u=-40),
        row("any f of an entry", lambda: (f(X[k]), f(X[1])), k=2),
        row("any slope is none", lambda: (diff(f(u), u), 0)),
    ],
}

TRUE = {
    "rules": [
        row("a product", lambda: (diff(u**2 * exp(u), u), (u**2 + 2 * u) * exp(u))),
        row("a quotient", lambda: (diff(log(t) / t, t), (1 - log(t)) / t**2)),
        row(
            "the quotient rule",
            lambda: (
                diff(exp(u) / (1 + u**2), u),
                (diff(exp(u), u) * (1 + u**2) - exp(u) * diff(1 + u**2, u)) / (1 + u**2) ** 2,
            ),
        ),
        row("t^t", lambda: (diff(t**t, t), t**t * (log(t) + 1))),
        row("2^u", lambda: (diff(2**u, u), log(2) * 2**u)),
        row("ln |u|", lambda: (diff(log(abs(u)), u), 1 / u)),
        row("softplus", lambda: (diff(log(1 + exp(u)), u), sigma(u))),
        row("σ″", lambda: (diff(sigma(u), u, u), sigma_prime(u) * (1 - 2 * sigma(u)))),
        row("a surprise", lambda: (diff(-A * log(A), A), -log(A) - 1)),
        row(
            "entropy of a coin",
            lambda: (diff(-A * log(A) - (1 - A) * log(1 - A), A), log((1 - A) / A)),
        ),
        row(
            "KL of coins",
            lambda: (
                diff(y * log(y / A) + (1 - y) * log((1 - y) / (1 - A)), A),
                (A - y) / (A * (1 - A)),
            ),
            {"y": 0.3},
        ),
        row("|u|³", lambda: (diff(abs(u) ** 3, u), 3 * u * abs(u))),
        row("either order", lambda: (diff(exp(u * v), u, v), diff(exp(u * v), v, u))),
        row("a step of descent", lambda: (u - s * diff((u - v) ** 2 / 2, u), (1 - s) * u + s * v)),
    ],
    "paths": [
        row("hidden in z: the chain", lambda: (diff(L, z), diff(L, a) * diff(a, z)), unseen=HELD),
        row(
            "squared error",
            lambda: (
                diff(SQUARED, w),
                diff(SQUARED, out) * diff(out, logit) * diff(logit, w),
                (out - y) * sigma_prime(logit) * x,
                (out - y) * out * (1 - out) * x,
            ),
        ),
        row(
            "cross-entropy",
            lambda: (
                diff(ENTROPY, w),
                diff(ENTROPY, out) * diff(out, logit) * diff(logit, w),
                -(y / out - (1 - y) / (1 - out)) * out * (1 - out) * x,
                (out - y) * x,
            ),
        ),
        row(
            "both paths",
            lambda: (diff(both, u), diff(both, p) * diff(p, u) + diff(both, q) * diff(q, u)),
        ),
        row("a curvature", lambda: (diff(ENTROPY, w, w), out * (1 - out) * x**2)),
        row(
            "a curvature of squared error",
            lambda: (
                diff(SQUARED, logit, logit),
                out**2 * (1 - out) ** 2 + (out - y) * out * (1 - out) * (1 - 2 * out),
            ),
        ),
        row("any loss", lambda: (diff(f(out), w), diff(f(out), out) * out * (1 - out) * x)),
        row(
            "any loss, twice",
            lambda: (
                diff(f(out), logit, logit),
                diff(f(out), out, out) * diff(out, logit) ** 2
                + diff(f(out), out) * diff(out, logit, logit),
            ),
        ),
    ],
}
