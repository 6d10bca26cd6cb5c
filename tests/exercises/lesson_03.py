"""Answers to the exercises of lesson 03, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.integrate import quad
from scipy.special import expit

from helpers.derivation import Derivation, define, diff, log, sigma, symbols

w, x, b, y, r = symbols("w x b y r")
z = define("z", w * x + b)
a = define("a", sigma(z))
CHAIN = ("chain rule", lambda L: diff(L, a) * diff(a, z) * diff(z, w))


def derived(loss, *lines, by=w):
    """An answer that derives from this loss; a line may be a function of it."""

    def weight_gradient():
        L = define("L", loss)
        steps = [(why, line(L) if callable(line) else line) for why, line in lines]
        return Derivation(diff(L, by), *steps)

    return weight_gradient


def unwritten():
    raise NotImplementedError


def without_the_return():
    derived(RARE, CHAIN, SLOPE, END)()


RARE = -(r * y * log(a) + (1 - y) * log(1 - a))
OUTER = (1 - y) / (1 - a) - r * y / a
SLOPE = ("slope of the loss", OUTER * diff(a, z) * diff(z, w))
BOTH = ("slope of σ", OUTER * a * (1 - a) * diff(z, w))
INPUT = ("w stands beside x", OUTER * a * (1 - a) * x)
END = ("cancel", ((1 - y) * a - r * y * (1 - a)) * x)


def own_loss(loss, last):
    return derived(loss, CHAIN, ("slope", last / x * diff(z, w)), ("input", last))


ANSWERS = {
    "other_gradient": {
        "Right.": [
            lambda gradient, x, other: gradient / x * other,
            lambda gradient, x, other: gradient * (other / x),
            lambda gradient, x, other: np.float32(other * gradient / x),
        ],
        "that is the first sample's; the other input gives another one": [
            lambda gradient, x, other: gradient,
        ],
        "the quotient of the inputs is upside down": [
            lambda gradient, x, other: x / other * gradient,
        ],
        "take the first input out before you put the other one in": [
            lambda gradient, x, other: other * gradient,
        ],
        "the first input is out; the other one is still to be put in": [
            lambda gradient, x, other: gradient / x,
        ],
        "the first input is to be taken out, not put in again": [
            lambda gradient, x, other: gradient * x * other,
        ],
        "an input is a factor of the gradient, no term of it": [
            lambda gradient, x, other: gradient + (other - x),
        ],
        "the input is a factor once, not twice": [
            lambda gradient, x, other: gradient * other**2 / x**2,
        ],
        "an input enters with its sign": [
            lambda gradient, x, other: gradient * abs(other) / abs(x),
        ],
        "both inputs are taken out; the other one has to stay in": [
            lambda gradient, x, other: gradient / x / other,
        ],
        "that is the quotient of the inputs; the gradient is missing": [
            lambda gradient, x, other: other / x,
        ],
        "the sign is wrong": [lambda gradient, x, other: -gradient * other / x],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda gradient, x, other: 2 * gradient * other / x,
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda gradient, x, other: gradient * other / x / 2,
        ],
        "…": [
            lambda gradient, x, other: gradient + other / x,
            lambda gradient, x, other: gradient / x * other + 1e-4,
            lambda gradient, x, other: gradient * other / max(abs(x), 1) * np.sign(x),
            lambda gradient, x, other: (expit(gradient) - 0.5) * other / x,
        ],
    },
    "weight_gradient": {
        "Right.": [
            derived(RARE, CHAIN, SLOPE, BOTH, INPUT, END),
            derived(RARE, CHAIN, SLOPE, INPUT, END),
            derived(RARE, CHAIN, INPUT, ("expand", (a - y * a - r * y + r * y * a) * x)),
            derived(RARE, CHAIN, SLOPE, BOTH, ("cancel", (a * (1 - y) + r * y * (a - 1)) * x)),
        ],
        "r is left out of the loss": [
            own_loss(-(y * log(a) + (1 - y) * log(1 - a)), (a - y) * x),
        ],
        "r counts class 1 only; its loss has it at both classes": [
            own_loss(-r * (y * log(a) + (1 - y) * log(1 - a)), r * (a - y) * x),
        ],
        "r stands at class 0 in its loss": [
            own_loss(-(y * log(a) + r * (1 - y) * log(1 - a)), (r * (1 - y) * a - y * (1 - a)) * x),
        ],
        "it divides by r, where class 1 counts r times": [
            own_loss(-(y * log(a) / r + (1 - y) * log(1 - a)), ((1 - y) * a - y * (1 - a) / r) * x),
        ],
        "its loss is the square, not the logarithms": [
            own_loss((a - y) ** 2 / 2, (a - y) * a * (1 - a) * x),
        ],
        "its loss has ln a at both classes; class 0 has ln(1 − a)": [
            own_loss(-(r * y * log(a) + (1 - y) * log(a)), -(r * y + 1 - y) * (1 - a) * x),
        ],
        "the term of class 0 is missing in its loss": [
            own_loss(-r * y * log(a), -r * y * (1 - a) * x),
        ],
        "the term of class 1 is missing in its loss": [
            own_loss(-(1 - y) * log(1 - a), (1 - y) * a * x),
        ],
        "the sign is wrong": [own_loss(-RARE, -((1 - y) * a - r * y * (1 - a)) * x)],
        "it is twice the right answer (is a factor ½ missing?)": [
            own_loss(2 * RARE, 2 * ((1 - y) * a - r * y * (1 - a)) * x),
        ],
        "its first line must be diff(L, w); it is diff(L, b)": [
            derived(RARE, ("multiply out", (1 - y) * a - r * y * (1 - a)), by=b),
        ],
        "it has 2 lines; with one change a line it has at least 4": [derived(RARE, END)],
        "it has 3 lines; with one change a line it has at least 4": [derived(RARE, CHAIN, END)],
        "its last line still holds diff(a, z); it must be a formula in a, y, r, x": [
            derived(RARE, CHAIN, SLOPE, ("input", OUTER * diff(a, z) * x)),
        ],
        "its last line still holds diff(z, w); it must be a formula in a, y, r, x": [
            derived(RARE, CHAIN, SLOPE, BOTH),
        ],
        "it returns nothing; it must return the Derivation": [without_the_return],
        "line 3 (the sign of ln(1 − a)) …": [
            derived(
                RARE,
                CHAIN,
                ("the sign of ln(1 − a)", -(r * y / a + (1 - y) / (1 - a)) * a * (1 - a) * x),
            ),
        ],
        "line 4 (as without r) …": [
            derived(RARE, CHAIN, SLOPE, ("as without r", (a - r * y) * x)),
        ],
        "…": [
            lambda: ((1 - y) * a - r * y * (1 - a)) * x,
            derived(RARE, CHAIN, ("leap", r * (a - y) * x)),
            own_loss(RARE + a, ((1 - y) * a - r * y * (1 - a) + a * (1 - a)) * x),
        ],
    },
    "tanh_loss": {
        "Right.": [
            lambda a, y: -((1 + y) * np.log((1 + a) / 2) + (1 - y) * np.log((1 - a) / 2)) / 2,
            lambda a, y: np.log(2) - y * np.arctanh(a) - np.log(1 - a**2) / 2,
            lambda a, y: np.log(2 * np.cosh(np.arctanh(a))) - y * np.arctanh(a),
            lambda a, y: np.log(2) + quad(lambda s: (s - y) / (1 - s * s), 0, a)[0],
        ],
        "the constant is not yet chosen: for y = ±1, L must go to 0 as a goes to y": [
            lambda a, y: -((1 + y) * np.log(1 + a) + (1 - y) * np.log(1 - a)) / 2,
            lambda a, y: np.log(np.cosh(np.arctanh(a))) - y * np.arctanh(a),
        ],
        "the integral of 1/(1 − a) is −ln(1 − a): a minus is lost": [
            lambda a, y: ((1 - y) * np.log(1 - a) - (1 + y) * np.log(1 + a)) / 2,
        ],
        "1 + y belongs to ln(1 + a), and 1 − y to ln(1 − a)": [
            lambda a, y: -((1 - y) * np.log(1 + a) + (1 + y) * np.log(1 - a)) / 2,
        ],
        "that is ∂L/∂a; integrate it": [lambda a, y: (a - y) / (1 - a) / (1 + a)],
        "that is the loss for an output a = z": [lambda a, y: (y - a) ** 2 / 2],
        "that is the loss for an output a = z, up to a constant": [lambda a, y: a * (a / 2 - y)],
        "that is ∂L/∂z; the loss is asked for": [lambda a, y: a - y],
        "it multiplies by the slope 1 − a², and must divide by it": [
            lambda a, y: quad(lambda s: (s - y) * (1 - s * s), 0, a)[0],
        ],
        "that fits the sigmoid, whose slope is a(1 − a)": [
            lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)),
        ],
        "only one of the two logarithms is there": [lambda a, y: -(1 + y) * np.log(1 + a) / 2],
        "only one of the two logarithms is there: ln(1 + a) is missing": [
            lambda a, y: (y - 1) * np.log(1 - a) / 2,
        ],
        "the part with y is missing": [lambda a, y: -np.log(1 - a * a) / 2],
        "the part without y is missing": [
            lambda a, y: -y * (np.log(1 + a) - np.log(1 - a)) / 2,
        ],
        "the sign is wrong": [
            lambda a, y: ((1 + y) * np.log((1 + a) / 2) + (1 - y) * np.log((1 - a) / 2)) / 2,
        ],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda a, y: -(1 + y) * np.log((1 + a) / 2) - (1 - y) * np.log((1 - a) / 2),
        ],
        "its logarithm has base 2, not e": [
            lambda a, y: -((1 + y) * np.log2((1 + a) / 2) + (1 - y) * np.log2((1 - a) / 2)) / 2,
        ],
        "…": [
            lambda a, y: -((1 + y) * np.log(1 + a) + (1 - y) * np.log(1 - a)) / 2 + 1e-3,
            lambda a, y: -np.log(1 + a) if y > 0 else -np.log(1 - a),
            lambda a, y: -(y * np.log(1 + a) + (1 - y) * np.log(1 - a)) / 2,
        ],
    },
}


def _rare_by_differences(a, y, r, x):
    z = np.log(a / (1 - a))
    return by.slope(lambda w: by.cross_entropy(z + (w - 1) * x, y, r), 1.0)


DEFINED = {
    # The loss 4ka has the slope k by the logit at a = ½; k gives the first sample its gradient.
    "other_gradient": lambda gradient, x, other: by.slope(
        lambda w: 4 * (gradient / x) * expit(w * other), 0.0
    ),
    "weight_gradient": _rare_by_differences,
    "tanh_loss": lambda a, y: np.log(2) + quad(lambda z: np.tanh(z) - y, 0, np.arctanh(a))[0],
}
"""Each right answer once more, sharing nothing with the course."""
