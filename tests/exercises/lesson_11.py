"""Answers to the exercises of lesson 11, each under the verdict it must get."""

import by_differences as by
import numpy as np
from scipy.special import entr, expit, log_softmax, logit, softmax

from helpers.derivation import Derivation, define, diff, log, sigma, sigma_prime, symbols

# ---- a derivation to mend ------------------------------------------------------------------

z, y = symbols("z y")
s = define("s", sigma(z))
p = define("p", sigma(s))
L = define("L", -(y * log(p) + (1 - y) * log(1 - p)))
FOUND = [
    ("chain rule", diff(L, p) * diff(p, z)),
    ("slope of the loss", (y - p) / (p * (1 - p)) * diff(p, z)),
    ("slope of $σ$", (y - p) / (p * (1 - p)) * (p * (1 - p))),
    ("cancel", y - p),
]
CHAIN = FOUND[0]
LOSS = ("slope of the loss", (p - y) / (p * (1 - p)) * diff(p, z))
LINK = ("p through s", (p - y) / (p * (1 - p)) * diff(p, s) * diff(s, z))
OUTER = ("outer slope", (p - y) / (p * (1 - p)) * (p * (1 - p)) * diff(s, z))
CANCEL = ("cancel", (p - y) * diff(s, z))
END = ("inner slope", (p - y) * s * (1 - s))


def derived(*lines, of=None):
    return lambda: Derivation(of or diff(L, z), *lines)


def through(loss, *lines, inner=None):
    """A derivation of another loss, or with another p."""

    def answer():
        q = define("p", sigma(z) if inner is None else sigma(inner))
        named = define("L", loss(q))
        return Derivation(diff(named, z), *(line(named, q) for line in lines))

    return answer


def surprise(q):
    return -(y * log(q) + (1 - y) * log(1 - q))


def half_square(q):
    return (q - y) ** 2 / 2


def twice(factor):
    """The derivation of the loss times a factor."""
    return through(
        lambda q: factor * surprise(q),
        lambda loss, q: ("chain rule", diff(loss, q) * diff(q, s) * diff(s, z)),
        lambda loss, q: (
            "slope of the loss",
            factor * (q - y) / (q * (1 - q)) * diff(q, s) * diff(s, z),
        ),
        lambda loss, q: ("cancel", factor * (q - y) * diff(s, z)),
        lambda loss, q: ("inner slope", factor * (q - y) * s * (1 - s)),
        inner=s,
    )


ONE = through(
    surprise,
    lambda loss, q: ("chain rule", diff(loss, q) * diff(q, z)),
    lambda loss, q: ("slope of the loss", (q - y) / (q * (1 - q)) * diff(q, z)),
    lambda loss, q: ("slope of $σ$", (q - y) / (q * (1 - q)) * (q * (1 - q))),
    lambda loss, q: ("cancel", q - y),
)
SQUARE = through(
    half_square,
    lambda loss, q: ("chain rule", diff(loss, q) * diff(q, z)),
    lambda loss, q: ("slope of the loss", (q - y) * diff(q, z)),
    lambda loss, q: ("slope of $σ$", (q - y) * sigma_prime(z)),
    lambda loss, q: ("σ′ = σ(1 − σ)", (q - y) * q * (1 - q)),
)
SQUARE_TWICE = through(
    half_square,
    lambda loss, q: ("chain rule", diff(loss, q) * diff(q, s) * diff(s, z)),
    lambda loss, q: ("slope of the loss", (q - y) * diff(q, s) * diff(s, z)),
    lambda loss, q: ("outer slope", (q - y) * q * (1 - q) * diff(s, z)),
    lambda loss, q: ("inner slope", (q - y) * q * (1 - q) * s * (1 - s)),
    inner=s,
)


# ---- functions -----------------------------------------------------------------------------


def jacobian(z):
    a = softmax(z)
    return np.diag(a) - np.outer(a, a)


def error(z, y):
    return softmax(softmax(z)) - y


def loop(z, y):
    a, r = softmax(z), error(z, y)
    return [sum(r[j] * a[j] * ((j == k) - a[k]) for j in range(len(z))) for k in range(len(z))]


def smoothed(y, eps):
    return y - eps * (y - 1 / y.size)


def one_by_one(y, eps):
    total = 0.0
    for share in y:
        t = (1 - eps) * share + eps / len(y)
        total -= t * np.log(t)
    return total


ANSWERS = {
    "sigmoid_twice": {
        "Right.": [
            derived(CHAIN, LOSS, LINK, OUTER, CANCEL, END),
            derived(LINK, OUTER, CANCEL, END),
            derived(CHAIN, LOSS, LINK, ("both slopes", (p - y) * (s * (1 - s)))),
            derived(LINK, OUTER, CANCEL, ("multiplied out", p * s - p * s**2 - y * s + y * s**2)),
        ],
        "line 3 (slope of the loss) does not follow…": [derived(*FOUND)],
        "line 4 (slope of $σ$) does not follow…": [
            derived(CHAIN, LOSS, ("slope of $σ$", (p - y) / (p * (1 - p)) * (p * (1 - p)))),
        ],
        "line 4 (cancel) does not follow…": [derived(CHAIN, LOSS, ("cancel", p - y))],
        "line 2 (at once) does not follow…": [
            derived(("at once", (p - y) * p * (1 - p))),
            derived(("at once", (y - p) * s * (1 - s))),
            derived(("at once", (p - y) * sigma_prime(s))),
        ],
        "line 5 (the slope at p) does not follow…": [
            derived(LINK, OUTER, CANCEL, ("the slope at p", (p - y) * p * (1 - p))),
        ],
        "line 5 (the slope at s) does not follow…": [
            derived(LINK, OUTER, CANCEL, ("the slope at s", (p - y) * sigma_prime(s))),
        ],
        "it has 2 lines; with one change a line it has at least 5": [derived(END)],
        "it has 4 lines; with one change a line it has at least 5": [derived(LINK, CANCEL, END)],
        "its last line still holds diff(s, z); it must be a formula in p, y, s": [
            derived(CHAIN, LOSS, LINK, OUTER, CANCEL),
        ],
        "its last line still holds sigma_prime(z); it must be a formula in p, y, s": [
            derived(LINK, OUTER, CANCEL, ("inner slope", (p - y) * sigma_prime(z))),
        ],
        "its first line must be diff(L, z); it is diff(L, s)": [
            derived(("one sigmoid", p - y), of=diff(L, s)),
        ],
        "it returns nothing; it must return the Derivation": [lambda: None],
        "it must return a Derivation; it returns …": [lambda: (p - y) * s * (1 - s)],
        "it holds one sigmoid; here p = σ(s), and s = σ(z)": [ONE],
        "that is squared error through one sigmoid": [SQUARE],
        "that is squared error; the loss here is cross-entropy": [SQUARE_TWICE],
        "the sign is wrong": [twice(-1)],
        "it is twice the right answer (is a factor ½ missing?)": [twice(2)],
    },
    "softmax_twice": {
        "Right.": [
            loop,
            lambda z, y: jacobian(z) @ error(z, y),
            lambda z, y: softmax(z) * (error(z, y) - np.sum(softmax(z) * error(z, y))),
            lambda z, y: error(z, y) @ jacobian(z),
        ],
        "that is the gradient by a; the Jacobian of the first softmax is missing": [error],
        "that is the gradient of one softmax": [lambda z, y: softmax(z) - y],
        "by a the slope is p − y, not a − y": [lambda z, y: jacobian(z) @ (softmax(z) - y)],
        "the first softmax is differentiated as independent sigmoids": [
            lambda z, y: np.diag(jacobian(z)) * error(z, y),
        ],
        "the second softmax has cancelled; its Jacobian is still in it": [
            lambda z, y: jacobian(z) @ jacobian(softmax(z)) @ error(z, y),
        ],
        "only the second softmax's Jacobian is in it, which has cancelled": [
            lambda z, y: jacobian(softmax(z)) @ error(z, y),
        ],
        "the coupling −a_k Σ a_j (p_j − y_j) is missing": [lambda z, y: softmax(z) * error(z, y)],
        "the coupling is a sum, not a mean": [
            lambda z, y: softmax(z) * (error(z, y) - softmax(z) @ error(z, y) / len(z)),
        ],
        "the sign of the coupling is minus": [
            lambda z, y: softmax(z) * error(z, y) + softmax(z) * (softmax(z) @ error(z, y)),
        ],
        "that is the loss, not its gradient": [
            lambda z, y: -np.sum(y * log_softmax(softmax(z))),
        ],
        "the sign is wrong": [lambda z, y: -jacobian(z) @ error(z, y)],
        "it is twice the right answer (is a factor ½ missing?)": [
            lambda z, y: 2 * jacobian(z) @ error(z, y),
        ],
        "it has a factor 1/K too many (a mean over the classes where their sum is wanted)": [
            lambda z, y: jacobian(z) @ error(z, y) / len(z),
        ],
        "softmax is taken twice": [lambda z, y: loop(softmax(z), y)],
        "its values come in the wrong order": [lambda z, y: (jacobian(z) @ error(z, y))[::-1]],
        "it gives one number, where …": [lambda z, y: np.sum(softmax(z) * error(z, y))],
        "it is right for small z only; …": [lambda z, y: loop(np.clip(z, -4, 4), y)],
        "…": [
            lambda z, y: jacobian(z) @ error(z, y) + 1e-4,
            lambda z, y: jacobian(z) @ (np.log(softmax(z)) - y),
        ],
    },
    "least_loss": {
        "Right.": [
            one_by_one,
            lambda y, eps: entr(smoothed(y, eps)).sum(),
            lambda y, eps: -smoothed(y, eps) @ np.log(smoothed(y, eps)),
            lambda y, eps: -np.sum(smoothed(y, eps) * log_softmax(np.log(smoothed(y, eps)))),
        ],
        "it is not 0: t is soft": [lambda y, eps: 0],
        "that is the entropy of y, before it is smoothed": [lambda y, eps: entr(y).sum()],
        "eps goes to all K classes, the true one too, eps/K each": [
            lambda y, eps: entr(y - eps * y + (1 - y) * eps / (y.size - 1)).sum(),
        ],
        "the share eps/K is missing": [lambda y, eps: entr(y - eps * y).sum()],
        "it adds eps, not eps/K, to each class": [lambda y, eps: entr(y - eps * y + eps).sum()],
        "y keeps the share 1 − eps, not all": [lambda y, eps: entr(y + eps / y.size).sum()],
        "that is the loss of the answer 1/K for every class": [
            lambda y, eps: -np.sum(smoothed(y, eps) * np.log(1 / len(y))),
        ],
        "each logarithm has the weight t_k, not y_k": [
            lambda y, eps: -y @ np.log(smoothed(y, eps)),
        ],
        "each logarithm has the weight t_k": [lambda y, eps: -np.log(smoothed(y, eps)).sum()],
        "the loss is a sum over the classes, not a mean": [
            lambda y, eps: entr(smoothed(y, eps)).mean(),
        ],
        "eps and 1 − eps are exchanged": [
            lambda y, eps: entr(eps * y + (1 - eps) / y.size).sum(),
        ],
        "the sign is wrong": [lambda y, eps: smoothed(y, eps) @ np.log(smoothed(y, eps))],
        "its logarithm has base 2, not e": [
            lambda y, eps: -smoothed(y, eps) @ np.log2(smoothed(y, eps)),
        ],
        "it is half the right answer (is there a factor ½ too many?)": [
            lambda y, eps: entr(smoothed(y, eps)).sum() / 2,
        ],
        "it gives an array of shape …": [lambda y, eps: entr(smoothed(y, eps))],
        "…": [
            lambda y, eps: -y @ np.log(np.where(y > 0, y, 1)) + eps,
            lambda y, eps: entr(smoothed(y, eps)).max(),
        ],
    },
}


DEFINED = {
    "sigmoid_twice": lambda p, y, s: (
        by.slope(lambda u: by.cross_entropy(u, y), logit(p)) * by.slope(expit, logit(s))
    ),
    "softmax_twice": lambda z, y: by.slopes(lambda z: -np.sum(y * log_softmax(softmax(z))), z),
    "least_loss": lambda y, eps: entr((1 - eps) * y + eps / len(y)).sum(),
}
"""Each right answer once more, sharing nothing with the course."""
