"""What a reader may type by mistake, and what the answer must speak of."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import sympy
from sympy import (
    Function,
    I,
    Symbol,
    nan,
    oo,
)

from helpers.derivation import (
    Derivation,
    Eq,
    Formula,
    Le,
    Sum,
    define,
    delta,
    diff,
    indexed,
    log,
    sigma,
    symbols,
    where,
)
from helpers.neuron import sigmoid
from lines.names import X, f, i, k, n, out, soft, u, v, x, z


@dataclass(frozen=True)
class Typed:
    """Something typed, a pattern that the message must match, and whether Python may raise it."""

    name: str
    call: Callable[[], object]
    words: str
    python: bool


def typed(name: str, call: Callable[[], object], words: str, *, python: bool = False) -> Typed:
    return Typed(name, call, words, python)


def line(formula, *more):
    """Return a derivation of u, whose second line is the formula."""
    return Derivation(u, ("typed", formula, *more))


TYPED = {
    "functions of another house": [
        typed("sigmoid for sigma", lambda: sigmoid(z), r"\bsigma\b"),
        typed("sigmoid in a line", lambda: line(sigmoid(u)), r"\bsigma\b"),
        typed(
            "np.log",
            lambda: np.log(u),
            r"\blog\b.*helpers\.derivation|helpers\.derivation.*\blog\b",
        ),
        typed(
            "np.exp",
            lambda: np.exp(-z),
            r"\bexp\b.*helpers\.derivation|helpers\.derivation.*\bexp\b",
        ),
        typed("np.maximum", lambda: line(np.maximum(u, 0)), "Max|maximum"),
        typed("math.log", lambda: math.log(u), "log|number", python=True),
        typed("max for Max", lambda: max(u, 0), "Max|truth|not supported", python=True),
        typed(
            "ln as an unknown function",
            lambda: Derivation(log(u), ("ln", Function("ln")(u))),
            r"\blog\b",
        ),
        typed(
            "sigma as an unknown function",
            lambda: Derivation(sigma(u), ("σ", Function("sigma")(u))),
            "sigma",
        ),
        typed("a function of too many", lambda: sigma(u, v), "argument", python=True),
        typed("log with its base", lambda: log(u, 2), "argument", python=True),
        typed("f of one and of two", lambda: Derivation(f(u), ("f", f(u, v))), r"f\(u"),
    ],
    "an index forgotten": [
        typed("times a family", lambda: u * X, r"\bx\b.*ind|ind.*\bx\b"),
        typed("a family times", lambda: X * u, r"\bx\b.*ind|ind.*\bx\b|Family", python=True),
        typed("a family plus 1", lambda: X + 1, r"\bx\b.*ind|ind.*\bx\b|Family", python=True),
        typed("σ of a family", lambda: sigma(X), r"\bx\b.*ind|ind.*\bx\b"),
        typed("a family under the Σ", lambda: Sum(X, (i, 1, n)), r"\bx\b.*ind|ind.*\bx\b"),
        typed("a family as a line", lambda: line(X), r"\bx\b.*ind|ind.*\bx\b"),
        typed("a family defined", lambda: define("z", X), r"\bx\b.*ind|ind.*\bx\b"),
        typed("a slope by a family", lambda: diff(u, X), r"\bx\b.*ind|ind.*\bx\b"),
        typed("a value for a family", lambda: line(u, {X: 1}), r"\bx\b"),
        typed("all of a family", lambda: list(X), r"\bx\b.*ind|ind.*\bx\b|iterable", python=True),
        typed(
            "the built-in sum of a family",
            lambda: sum(X),
            r"\bx\b.*ind|ind.*\bx\b|iterable",
            python=True,
        ),
        typed("too many indices", lambda: soft[1, 2], "a has 1 ind"),
        typed("one index and two", lambda: Derivation(X[1] + X[1, 2], ("mixed", 2 * X[1])), r"x\["),
        typed("an index of a symbol", lambda: u[1], "subscript|index|indexed", python=True),
        typed("a text for an index", lambda: X["1"], "index|'1'"),
        typed("None for an index", lambda: X[None], "index|None"),
        typed("a part of a family", lambda: X[1:3], "index|slice"),
        typed("half an index", lambda: X[1.5], r"index|1\.5"),
        typed("a real index", lambda: line(X[v]), "index|integer|v"),
        typed("defined without its index", lambda: Sum(define("z", X[i]), (i, 1, n)), "index"),
    ],
    "text": [
        typed("σ of a text", lambda: sigma("z"), "'z'"),
        typed("ln of a text", lambda: log("u"), "'u'"),
        typed("a line", lambda: line("u"), "'u'"),
        typed("the first line", lambda: Derivation("u"), "Line 1.*'u'"),
        typed("a side of an equation", lambda: Eq("u", v), "'u'"),
        typed("what is differentiated", lambda: diff("u**2", u), r"'u\*\*2'"),
        typed("what it is differentiated by", lambda: diff(u**2, "u"), "'u'"),
        typed("what is defined", lambda: define("z", "w*x"), r"'w\*x'"),
        typed("the index of a definition", lambda: define("z", X[i], "i"), "'i'"),
        typed("under the Σ", lambda: Sum("x", (i, 1, n)), "'x'"),
        typed("an index of a δ", lambda: delta("j", k), "'j'"),
        typed("a limit", lambda: Sum(X[i], (i, 1, "n")), "'n'"),
        typed("added", lambda: u + "v", "'v'"),
        typed("a value", lambda: line(u, {v: "1"}), "Line 2.*v.*'1'"),
        typed("a symbol to put in for", lambda: line(u, {"v": 1}), "Line 2.*'v'"),
        typed("a condition", lambda: line(u, where("A > 0")), "A > 0"),
        typed("a bound", lambda: line(Le("v")), "'v'"),
    ],
    "no formula": [
        typed("None", lambda: line(None), "Line 2.*None"),
        typed("None defined", lambda: define("z", None), "z.*None"),
        typed("None inside σ", lambda: sigma(None), "None"),
        typed("an array", lambda: line(np.array([1.0, 2.0])), "Line 2"),
        typed("an array of symbols", lambda: line(np.array([u, v])), "Line 2|formula"),
        typed("an array times u", lambda: line(u * np.array([1.0, 2.0])), "array|Line 2"),
        typed("a list", lambda: line([u, v]), "Line 2.*list"),
        typed("a list defined", lambda: define("z", [u, v]), "z"),
        typed("a tuple", lambda: line((u, v)), "Line 2"),
        typed("a dictionary", lambda: line({u: v}), "Line 2"),
        typed("a function", lambda: line(lambda: u), "Line 2.*function"),
        typed("σ itself", lambda: line(sigma), "Line 2.*(sigma|function)"),
        typed("a derivation", lambda: line(Derivation(u)), "Line 2.*Derivation"),
        typed("True", lambda: line(True), "Line 2.*True"),
        typed("u == v", lambda: line(u == v), "Line 2.*(False|Eq)"),
        typed("a comparison", lambda: line(u < v), "Line 2|not supported", python=True),
        typed("not a number", lambda: line(float("nan")), "Line 2.*nan"),
        typed("nan", lambda: line(u + nan), "Line 2.*nan"),
        typed("∞", lambda: line(oo), "Line 2.*(oo|finite)"),
        typed("∞, a float", lambda: line(float("inf")), "Line 2.*(inf|finite)"),
        typed("1e400", lambda: line(u * 1e400), "Line 2|inf"),
        typed("an imaginary number", lambda: line(1j), "Line 2.*(real|1j|I)"),
        typed("i", lambda: line(I * u), "Line 2.*(real|I)"),
        typed("the root of −1", lambda: line(sympy.sqrt(Formula.of(-1)) * u), "Line 2.*(real|I)"),
        typed("a set", lambda: line(sympy.Interval(0, 1)), "Line 2.*Interval"),
        typed("a remainder", lambda: line(u + sympy.O(u.value**2)), r"Line 2.*O\(u"),
        typed("an equation as a term", lambda: u + Eq(u, v), "equation|Eq"),
        typed("σ of an equation", lambda: sigma(Eq(u, v)), "equation|Eq"),
        typed("an equation under the Σ", lambda: Sum(Eq(X[i], u), (i, 1, n)), "equation|Eq"),
        typed("a slope of an equation", lambda: diff(Eq(u, v), u), "equation|Eq"),
    ],
    "names": [
        typed("no name", lambda: symbols(""), "name|symbol"),
        typed("a blank name", lambda: symbols(" "), "name|symbol"),
        typed("None as a name", lambda: symbols(None), "name|None"),
        typed("a number as a name", lambda: symbols(3), "name|3"),
        typed("no family", lambda: indexed(""), "name"),
        typed("a blank family", lambda: indexed("  "), "name"),
        typed("None as a family", lambda: indexed(None), "name|None"),
        typed("a defined name that is empty", lambda: define("", u), "name"),
        typed("a defined name that is None", lambda: define(None, u), "name|None"),
        typed("a defined name that is two", lambda: define("a b", u), "'a b'|name"),
        typed("a defined name that is a symbol", lambda: define(z, u), "name"),
        typed("an index that is a number", lambda: define("z", X[i], 1), "index|1"),
        typed("an index that is a sum", lambda: define("z", X[i], i + 1), r"index|i \+ 1"),
        typed("an index twice", lambda: define("z", X[i], i, i), "index|twice"),
        typed("an assumption that is none", lambda: symbols("q", plus=True), "plus"),
        typed(
            "assumptions that contradict",
            lambda: symbols("q", positive=True, negative=True),
            "q|positive",
        ),
        typed("a range turned round", lambda: symbols("q", between=(1, 0)), "between|range"),
        typed("a range of one end", lambda: symbols("q", between=1), "between|range"),
        typed("a range up to π", lambda: symbols("q", between=(0, sympy.pi)), "rational"),
        typed("a range of texts", lambda: symbols("q", between=("a", "b")), "between|range"),
        typed(
            "x, and x again but positive",
            lambda: Derivation(symbols("x"), ("the same?", symbols("x", positive=True))),
            "twice|two|declared",
        ),
        typed(
            "x from SymPy",
            lambda: Derivation(x, ("the same?", Symbol("x"))),
            "twice|two|declared|real",
        ),
        typed(
            "a symbol that is not real",
            lambda: Derivation(Symbol("q") ** 2, ("so", abs(Symbol("q")) ** 2)),
            "q.*real|real.*q",
        ),
        typed(
            "a symbol that does not commute",
            lambda: Derivation(Symbol("q", commutative=False) * u, ("so", u)),
            "q|Line",
        ),
        typed("a complex symbol", lambda: symbols("q", real=False), "real"),
        typed("(1 − a) after a without *", lambda: out(1 - out), r"callable|\*", python=True),
        typed("^ for **", lambda: u ^ 2, r"\^|\*\*", python=True),
    ],
}
