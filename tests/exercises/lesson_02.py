"""Answers to the exercises of lesson 02, each under the verdict it must get."""

import by_differences as by
import mpmath
import numpy as np
import sympy
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import expit, logit

from helpers.derivation import Derivation, define, diff, sigma, symbols


def by_search(p):
    error = np.linspace(0, 1, 2001)[1:-1]
    return error[np.argmax(p * np.log(error) + np.log(1 - error))]


w, x, b = symbols("w x b")
A = symbols("A", between=(0, 0.5))
y = symbols("y", between=(0.5, 1))
z = define("z", w * x + b)


def squared(*, target=y, factor=1):
    a = define("a", sigma(z))
    return a, define("L", factor * (a - target) ** 2 / 2)


def soft(end, *, target=y, factor=1, low=None, leap=(), slope=None):
    """Return an answer: the lines of the lesson's solution, with what is given put in."""

    def answer():
        a, L = squared(target=target, factor=factor)
        rise = a * (1 - a) if slope is None else slope(a)
        lines = [
            ("chain rule", diff(L, a) * diff(a, z) * diff(z, w)),
            ("square, and input", factor * (a - target) * diff(a, z) * x),
            ("slope", factor * (a - target) * rise * x),
        ]
        lines = [line for k, line in enumerate(lines) if k not in leap]
        put_in = {a: target - A if low is None else low}
        return Derivation(diff(L, w), *lines, ("in the error", end, put_in))

    return answer


def through_sigma():
    a, L = squared()
    return Derivation(
        diff(L, w),
        ("through the output", (a - y) * diff(a, w)),
        ("chain rule", (a - y) * diff(a, z) * diff(z, w)),
        ("slope", (a - y) * (sigma(z) * (1 - sigma(z))) * diff(z, w)),
        ("input", (a - y) * (a - a**2) * x),
        ("in the error", -A * (y - A) * (1 - y + A) * x, {a: y - A}),
    )


def by_lines(*lines, by=w):
    """Return an answer with these lines, functions of the output."""

    def answer():
        a, L = squared()
        return Derivation(diff(L, by), *((reason, line(a)) for reason, line in lines))

    return answer


CHAIN = "chain rule", lambda a: (a - y) * diff(a, z) * diff(z, w)
INPUT = "input", lambda a: (a - y) * diff(a, z) * x
SLOPE = "slope", lambda a: (a - y) * a * (1 - a) * x
END = -A * (y - A) * (1 - y + A) * x


def root(t, eta, p):
    return np.exp(-np.log(2 * p * eta * t) / p)


ANSWERS = {
    "peak": {
        "Right.": [
            lambda p: p / (p + 1),
            lambda p: 1 - 1 / (p + 1),
            lambda p: 1 / (1 + 1 / p),
            lambda p: expit(np.log(p)),
        ],
        "σ′ is A(1 − A), not 1 − A": [lambda p: (p - 1) / p],
        "that is the peak for p = 2, squared error; p is an argument": [lambda p: 0.6666666667],
        "that is the peak for p = 1; p is an argument": [lambda p: 0.5],
        "that is 1 − A at the peak": [lambda p: 1 / (1 + p)],
        "it is upside down": [lambda p: 1 + 1 / p],
        "that is the height of the peak; its place is wanted": [
            lambda p: (p / (p + 1)) ** p * (1 - p / (p + 1)),
        ],
        "the exponent of A is p, not p + 1": [lambda p: (p + 1) / (p + 2)],
        "the exponent of 1 − A is 1, not 2": [lambda p: p / (p + 2)],
        "it forgets the factor 1 − A, with which the product falls again": [lambda p: 1.0],
        "p + 1 needs its parentheses": [lambda p: p / p + 1],
        "the sign of p + 1 is wrong: it divides by p − 1": [lambda p: p / (p - 1)],
        "the sign is wrong": [lambda p: -p / (p + 1)],
        "it is twice the right answer (is a factor ½ missing?)": [lambda p: 2 * p / (p + 1)],
        "2p stands in the place of p": [lambda p: 2 * p / (2 * p + 1)],
        "it is the square of the right answer": [lambda p: (p / (p + 1)) ** 2],
        "it is the square root of the right answer": [lambda p: np.sqrt(p / (p + 1))],
        "it is right to …": [lambda p: p / (p + 1.01), by_search],
        "it gives 0.75 whatever the inputs": [lambda p: 0.75],
        "it is right for 0.1 < p < 1 only; …": [lambda p: p / (p + 1) if p < 1 else 0.5],
        "…": [
            lambda p: min(p / (p + 1), 0.49),
            lambda p: 1 - np.exp(-p),
        ],
    },
    "soft_gradient": {
        "Right.": [
            soft(END),
            soft(END, leap=[1]),
            soft(((y - A) - y) * (y - A) * (1 - (y - A)) * x),
            soft(A * (A - y) * (A - y + 1) * x, leap=[0]),
            through_sigma,
        ],
        "that is an output too high by A; here it is too low": [
            soft(A * (y + A) * (1 - y - A) * x, low=y + A),
        ],
        "that is the gradient for the target 1; here it is y": [
            soft(-(A**2) * (1 - A) * x, target=1),
        ],
        "A is |a − y|, not the distance of a from 1": [
            soft((1 - A - y) * (1 - A) * A * x, low=1 - A),
        ],
        "it is twice the right answer (is a factor ½ missing?)": [soft(2 * END, factor=2)],
        "it is half the right answer (is there a factor ½ too many?)": [
            soft(END / 2, factor=sympy.Rational(1, 2)),
        ],
        "its last line still holds a; it must be a formula in A, y, x": [
            by_lines(CHAIN, INPUT, SLOPE),
        ],
        "its last line still holds diff(a, z); it must be a formula in A, y, x": [
            by_lines(CHAIN, INPUT),
        ],
        "it has 3 lines; with one change a line it has at least 4": [soft(END, leap=[0, 1])],
        "its first line must be diff(L, w); it is diff(L, b)": [
            by_lines(("chain rule", lambda a: (a - y) * diff(a, b)), by=b),
        ],
        "its first line must be diff(L, w); it is diff(L, z)": [
            by_lines(("chain rule", lambda a: (a - y) * diff(a, z)), by=z),
        ],
        "line 2 (the minus) does not follow…": [
            by_lines(("the minus", lambda a: (y - a) * diff(a, w))),
        ],
        "line 5 (in the error) does not follow…": [
            soft(-(A**2) * (1 - A) * x),
            soft(-END),
            soft(END / x),
            soft(-A * (y - A) * (1 - y - A) * x),
        ],
        "line 4 (slope) does not follow…": [
            soft(END, slope=lambda a: 1 - a),
            soft(END, slope=lambda a: 1 - a**2),
        ],
        "line 3 (in the error) does not follow…": [
            by_lines(CHAIN, ("in the error", lambda a: END)),
        ],
        "line 2: a formula is written without quotation marks; …": [
            by_lines(("a text", lambda _: "(a - y) * diff(a, w)")),
        ],
        "it returns nothing; it must return the Derivation": [lambda: None],
        "it must return a Derivation; it returns …": [lambda: END],
        "it stops with …": [lambda: diff(A, 1 / 0)],
    },
    "late_error": {
        "Right.": [
            lambda t, eta, p: (2 * p * eta * t) ** (-1 / p),
            lambda t, eta, p: 1 / (2 * p * eta * t) ** (1 / p),
            lambda t, eta, p: (1 / (2 * p * eta * t)) ** (1 / p),
            root,
        ],
        "that is 1/A^p; the p-th root of its inverse is A": [lambda t, eta, p: 2 * p * eta * t],
        "1/A^p grows so; its inverse is A^p, not A": [lambda t, eta, p: 1 / (2 * p * eta * t)],
        "A^p is the inverse of the growth, so A is its p-th root, not its p-th power": [
            lambda t, eta, p: 1 / (2 * p * eta * t) ** p,
        ],
        "w and b both learn, so z falls by twice η ∂L/∂z": [
            lambda t, eta, p: 1 / (p * eta * t) ** (1 / p),
        ],
        "the derivative of 1/A^p brings down the factor p": [
            lambda t, eta, p: 1 / (2 * eta * t) ** (1 / p),
        ],
        "that is squared error's, p = 2; p is an argument": [
            lambda t, eta, p: 1 / np.sqrt(4 * eta * t),
        ],
        "that is the wish's, and p = 1; p is an argument": [lambda t, eta, p: 0.5 / eta / t],
        "only the power of t is right; its factor is missing": [lambda t, eta, p: t ** (-1 / p)],
        "dA/dt has the power p + 1 of A: one more is the slope of σ": [
            lambda t, eta, p: 1 / (2 * (p - 1) * eta * t) ** (1 / (p - 1)),
        ],
        "it grows; the error falls": [lambda t, eta, p: 1 / root(t, eta, p)],
        "the sign is wrong": [lambda t, eta, p: -root(t, eta, p)],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda t, eta, p: 2 * root(t, eta, p),
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda t, eta, p: root(t, eta, p) / 2,
        ],
        "t is left out, as if it were 1": [lambda t, eta, p: (2 * p * eta) ** (-1 / p)],
        "eta is left out, as if it were 1": [lambda t, eta, p: (2 * p * t) ** (-1 / p)],
        "it is the square of the right answer": [lambda t, eta, p: root(t, eta, p) ** 2],
        "it gives 0.01 whatever the inputs": [lambda t, eta, p: 0.01],
        "it is right for 1 < p < 2 only; …": [
            lambda t, eta, p: root(t, eta, p) if p < 2 else 1 / np.sqrt(4 * eta * t),
        ],
        "…": [
            lambda t, eta, p: (2 * p * eta * t + 1) ** (-1 / p),
            lambda t, eta, p: 2 * p * eta * t ** (-1 / p),
            lambda t, eta, p: (2 * p * eta * t) ** (-1 / (p + 1)),
        ],
    },
}


def steepest(p):
    """Return the error, for target 0, where the slope of A**p / p by z stops growing."""
    z = np.linspace(-8, 8, 161)
    near = z[np.argmax(np.gradient(expit(z) ** p / p, z))]

    def loss(z):
        return (1 / (1 + mpmath.exp(-z))) ** p / p

    ends = (near - 0.2, near + 0.2)
    root = mpmath.findroot(lambda z: mpmath.diff(loss, z, 2), ends, solver="anderson")
    return float(1 / (1 + mpmath.exp(-root)))


def soft_slope(A, y, x):
    """Return the slope of the loss by w where the output is A below the target."""
    return by.slope(lambda w: by.squared_error(w * x + logit(y - A), y), 0.0)


def where_it_gets(t, eta, p):
    """Return the error that a neuron with dA/dt = -2η A**(p + 1) has after the time t."""

    def lag(log_error):
        least = np.exp(log_error)
        return quad(lambda u: u ** (p - 1) / (2 * eta), 0, 1 / least)[0] / t - 1

    return np.exp(brentq(lag, -30, 3, xtol=1e-14))


DEFINED = {
    "peak": steepest,
    "soft_gradient": soft_slope,
    "late_error": where_it_gets,
}
"""Each right answer once more, sharing nothing with the course."""
