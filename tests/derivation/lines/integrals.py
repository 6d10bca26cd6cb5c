"""Equations of derivatives, integrated: the constant can be any number."""

from mpmath import exp as e_to, log as ln, mpf
from sympy import Max, sin

from helpers.derivation import Eq, exp, log, sigma
from lines.names import (
    LINEAR,
    RATE,
    A,
    B,
    c,
    d,
    n,
    row,
    s,
    t,
    y,
)

FALSE = {
    "constants of integrals": [
        row("none", lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2)), L=lambda a: a**2 / 2 + 1),
        row("a number", lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + 1)), L=lambda a: a**2 / 2),
        row(
            "c² is not negative",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + c**2)),
            L=lambda a: a**2 / 2 - 1,
        ),
        row(
            "e^c is positive",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + exp(c))),
            L=lambda a: a**2 / 2 - 1,
        ),
        row("|c|", lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + abs(c))), L=lambda a: a**2 / 2 - 1),
        row(
            "σ(c) is below 1",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + sigma(c))),
            L=lambda a: a**2 / 2 + 2,
        ),
        row(
            "sin c is at most 1",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + sin(c))),
            L=lambda a: a**2 / 2 + 2,
        ),
        row(
            "1/c is not 0",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + 1 / c)),
            L=lambda a: a**2 / 2,
        ),
        row(
            "c² + c has a least value",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + c**2 + c)),
            L=lambda a: a**2 / 2 - 1,
        ),
        row(
            "a constant that is positive",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + t)),
            L=lambda a: a**2 / 2 - 1,
        ),
        row(
            "a constant from 0 to 1",
            lambda: (Eq(RATE, y), Eq(LINEAR, y * A + B)),
            L=lambda a: a + 2,
            y=1,
        ),
        row("c − c", lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + c - c)), L=lambda a: a**2 / 2 + 1),
        row(
            "c times A",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + c * A)),
            L=lambda a: a**2 / 2 + 1,
            c=1,
        ),
        row(
            "c of the line before",
            lambda: (Eq(RATE, c * A), Eq(LINEAR, c * A**2 / 2 + c)),
            L=lambda a: a**2 / 2 + 5,
            c=1,
        ),
        row(
            "y of the line before",
            lambda: (Eq(RATE, A - y), Eq(LINEAR, (A - y) ** 2 / 2 + y)),
            L=lambda a: (a - 1) ** 2 / 2 + 5,
            y=1,
        ),
        row(
            "c chosen unseen",
            lambda: (Eq(LINEAR, A**2 + c), Eq(LINEAR, A**2 + 2)),
            L=lambda a: a**2 + 1,
            c=1,
        ),
        row(
            "−ln(1 − A) without its sign",
            lambda: (Eq(RATE, 1 / (1 - A)), Eq(LINEAR, log(1 - A) + c)),
            L=lambda a: -ln(1 - a),
            c=0,
        ),
        row(
            "ln(A − 1) on 0 < A < 1",
            lambda: (Eq(RATE, 1 / (A - 1)), Eq(LINEAR, log(A - 1) + c)),
            L=lambda a: ln(1 - a),
            c=0,
        ),
        row(
            "a product, factor by factor",
            lambda: (Eq(RATE, A * exp(A)), Eq(LINEAR, A**2 / 2 * exp(A) + c)),
            L=lambda a: (a - 1) * e_to(a),
            c=0,
        ),
        row(
            "1/A differentiated",
            lambda: (Eq(RATE, 1 / A), Eq(LINEAR, -1 / A**2 + c)),
            L=ln,
            c=0,
        ),
        row(
            "a power without its divisor",
            lambda: (Eq(RATE, A**2), Eq(LINEAR, A**3 + c)),
            L=lambda a: a**3 / 3,
            c=0,
        ),
        row(
            "by another variable",
            lambda: (Eq(RATE, y * A), Eq(LINEAR, y**2 * A / 2 + c)),
            L=lambda a: a**2,
            c=0,
            y=2,
        ),
        row(
            "growth plus a constant",
            lambda: (Eq(RATE, LINEAR), Eq(LINEAR, exp(A) + c)),
            L=lambda a: 2 * e_to(a),
            c=0,
        ),
        row(
            "growth from above 0 alone",
            lambda: (Eq(RATE, LINEAR), Eq(LINEAR, exp(A + c))),
            L=lambda a: -e_to(a),
        ),
        row(
            "the loss with y and 1 − y exchanged",
            lambda: (
                Eq(RATE, (A - y) / (A * (1 - A))),
                Eq(LINEAR, -(1 - y) * log(A) - y * log(1 - A) + c),
            ),
            L=lambda a: -ln(a),
            y=1,
            c=0,
        ),
        row(
            "a whole number",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + n)),
            L=lambda a: a**2 / 2 + mpf(1) / 2,
        ),
        row(
            "c(1 − c) is at most 1/4",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + c * (1 - c))),
            L=lambda a: a**2 / 2 + 1,
        ),
        row(
            "the part of c above 0",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + Max(c, 0))),
            L=lambda a: a**2 / 2 - 1,
        ),
        row(
            "c times what may be 0",
            lambda: (Eq(RATE, A * y), Eq(LINEAR, A**2 * y / 2 + c * y)),
            L=lambda a: mpf(5),
            y=0,
        ),
    ],
}

TRUE = {
    "constants of integrals": [
        row("c", lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + c)), L=lambda a: a**2 / 2 + 1, c=1),
        row("−c", lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 - c)), L=lambda a: a**2 / 2 - 1, c=1),
        row(
            "2c + 1",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + 2 * c + 1)),
            L=lambda a: a**2 / 2 + 3,
            c=1,
        ),
        row(
            "c + d",
            lambda: (Eq(RATE, A), Eq(LINEAR, A**2 / 2 + c + d)),
            L=lambda a: a**2 / 2 + 3,
            c=1,
            d=2,
        ),
        row("ln A", lambda: (Eq(RATE, 1 / A), Eq(LINEAR, log(A) + c)), L=lambda a: ln(a) + 1, c=1),
        row(
            "ln(1 − A)",
            lambda: (Eq(RATE, -1 / (1 - A)), Eq(LINEAR, log(1 - A) + c)),
            L=lambda a: ln(1 - a) + 1,
            c=1,
        ),
        row(
            "the logit",
            lambda: (Eq(RATE, 1 / (A * (1 - A))), Eq(LINEAR, log(A / (1 - A)) + c)),
            L=lambda a: ln(a / (1 - a)) + 1,
            c=1,
        ),
        row(
            "by parts",
            lambda: (Eq(RATE, A * exp(A)), Eq(LINEAR, (A - 1) * exp(A) + c)),
            L=lambda a: (a - 1) * e_to(a) + 1,
            c=1,
        ),
        row(
            "growth",
            lambda: (Eq(RATE, LINEAR), Eq(LINEAR, c * exp(A))),
            L=lambda a: -2 * e_to(a),
            c=-2,
        ),
        row(
            "cross-entropy, backwards",
            lambda: (
                Eq(RATE * A * (1 - A) * s, (A - y) * s),
                Eq(RATE, (A - y) / (A * (1 - A))),
                Eq(RATE, (1 - y) / (1 - A) - y / A),
                Eq(LINEAR, -(1 - y) * log(1 - A) - y * log(A) + c),
                ("no constant", Eq(LINEAR, -(1 - y) * log(1 - A) - y * log(A)), {c: 0}),
            ),
            L=lambda a: -ln(1 - a),
            y=0,
            c=0,
        ),
    ],
}
