"""What a reader may type by mistake between one line and the next."""

import sympy
from sympy import (
    Integral,
    Limit,
    Matrix,
    Max,
    Piecewise,
    Product,
    nan,
    oo,
    zoo,
)

from helpers.derivation import (
    Derivation,
    Eq,
    Formula,
    Le,
    Sum,
    diff,
    exp,
    log,
    sigma,
    where,
)
from lines.names import A, K, X, Y, h, i, j, k, n, t, u, v, x, z
from lines.typed import line, typed


def nested(times: int):
    """Return σ(σ(…σ(u)…))."""
    formula = u
    for _ in range(times):
        formula = sigma(formula)
    return formula


def fourfold(term):
    """Return a sum over four indices."""
    return Sum(Sum(Sum(Sum(term, (i, 1, n)), (j, 1, n)), (k, 1, n)), (h, 1, n))


tower = t ** (t ** (t**t))
steep = exp(exp(exp(exp(u))))

TYPED = {
    "equations and relations": [
        typed("an equation of one side", lambda: Eq(True), "argument|side|right", python=True),
        typed("an equation of three", lambda: Eq(u, v, x), "argument", python=True),
        typed("True as a side", lambda: Eq(True, u), "True"),
        typed("an equation as a side", lambda: Eq(Eq(u, v), u), "equation|Eq"),
        typed("a list as a side", lambda: Eq(u, [v]), r"\[v\]|list"),
        typed("an equation after a formula", lambda: line(Eq(u, v)), "Line 2.*equation"),
        typed(
            "a formula after an equation",
            lambda: Derivation(Eq(u, v), ("so", u)),
            "Line 2.*equation",
        ),
        typed(
            "matrices as sides",
            lambda: Derivation(Eq(Matrix([u]), Matrix([v])), ("so", Eq(u, v))),
            "matri",
        ),
        typed("≤ of nothing", Le, "argument", python=True),
        typed("≤ None", lambda: line(Le(None)), "None"),
        typed("≤ ≤", lambda: line(Le(Le(u))), "Line 2|Le|relation"),
        typed("≤ an equation", lambda: line(Le(Eq(u, v))), "equation|Eq"),
        typed("≤ at first", lambda: Derivation(Le(u)), "Line 1"),
        typed("≤ for matrices", lambda: Derivation(Matrix([u]), ("≤", Le(Matrix([v])))), "matri"),
        typed(
            "a condition that is none",
            lambda: Derivation(Eq(u, v), ("so", Eq(v, u), where(u))),
            "condition|where",
        ),
        typed(
            "a condition that is true",
            lambda: Derivation(Eq(u, v), ("so", Eq(2 * v, u), where(True))),
            "condition|where|Line 2",
        ),
    ],
    "steps and values": [
        typed("no line", Derivation, "argument|first", python=True),
        typed(
            "a reason alone", lambda: Derivation(u, ("alone",)), r"Line 2 must be \(reason, line"
        ),
        typed("no reason", lambda: Derivation(u, u), "Line 2.*reason"),
        typed("nothing", lambda: Derivation(u, ()), "Line 2.*reason"),
        typed("too much", lambda: line(u, {v: 1}, u, u), "Line 2"),
        typed("a list for a tuple", lambda: Derivation(u, ["so", v]), "Line 2"),
        typed("a reason, then a line", lambda: Derivation(u, "so", u), "Line 2.*'so'"),
        typed("a line, then a reason", lambda: Derivation(u, (u, "so")), "Line 2.*reason"),
        typed("a number as a reason", lambda: Derivation(u, (1, u)), "Line 2.*reason"),
        typed("no text as a reason", lambda: Derivation(u, (None, u)), "Line 2.*reason"),
        typed("a value for a number", lambda: line(u, {1: u}), "Line 2.*1"),
        typed("a value for a product", lambda: line(u, {u * v: 1}), r"Line 2.*u\*v"),
        typed("a value that is none", lambda: line(u, {v: None}), "Line 2.*v.*None"),
        typed("a value that is infinite", lambda: line(u, {v: oo}), "Line 2.*v.*(oo|finite)"),
        typed("a value that is a list", lambda: line(u, {v: [1]}), "Line 2.*v"),
        typed("a value that is an equation", lambda: line(u, {v: Eq(u, 1)}), "Line 2.*v"),
        typed("a value that is a matrix", lambda: line(u, {v: Matrix([1])}), "Line 2.*v"),
        typed("a value of 1/0", lambda: Derivation(1 / u, ("0", 1 / v, {u: 0})), "Line 2"),
        typed("a set for values", lambda: line(u, {v}), "Line 2"),
        typed("a pair for values", lambda: line(u, (v, 1)), "Line 2"),
        typed(
            "a row for a column",
            lambda: Derivation(Matrix([[u, v]]), ("so", Matrix([u, v]))),
            r"Line 2.*\n?.*shape",
        ),
        typed("a matrix for a formula", lambda: line(Matrix([u])), "Line 2.*matrix"),
        typed(
            "a formula for a matrix", lambda: Derivation(Matrix([u]), ("so", u)), "Line 2.*matrix"
        ),
        typed(
            "a matrix with nan in it",
            lambda: Derivation(Matrix([u]), ("so", Matrix([nan]))),
            "Line 2.*nan",
        ),
        typed("no such line", lambda: Derivation(u).latex(2), "1"),
    ],
    "sums and slopes": [
        typed("Σ without limits", lambda: Sum(X[i], i), r"\(i, 1, n\)"),
        typed("Σ with no limits at all", lambda: Sum(X[i]), "limits|argument", python=True),
        typed("Σ with two limits", lambda: Sum(X[i], (i, 1)), r"\(i, 1, n\)|last"),
        typed("Σ of limits apart", lambda: Sum(X[i], i, 1, n), "argument|limits", python=True),
        typed("Σ over a number", lambda: Sum(X[i], (1, i, n)), "index"),
        typed("Σ over a real symbol", lambda: Sum(u, (u, 1, n)), "index|integer"),
        typed("Σ over an entry", lambda: Sum(X[i], (X[i], 1, n)), "index"),
        typed("Σ up to its own index", lambda: Sum(X[i], (i, 1, i)), "index|i"),
        typed("Σ up to 2.5", lambda: line(Sum(u, (i, 1, 2.5))), r"2\.5|5/2|integer|whole"),
        typed(
            "Σ up to ∞",
            lambda: Derivation(Sum(A**i, (i, 0, oo)), ("series", 1 / (1 + A))),
            "oo|finite|infin",
        ),
        typed("Σ from None", lambda: Sum(X[i], (i, None, n)), "None"),
        typed(
            "Σ of SymPy up to ∞",
            lambda: Derivation(sympy.Sum(1 / i.value**2, (i.value, 1, oo)), ("Basel", sympy.pi)),
            "oo|finite|infin",
        ),
        typed(
            "an integral",
            lambda: Derivation(Integral(u, (u, 0, 1)), ("so", 1)),
            "Integral|integral",
        ),
        typed(
            "an integral without limits",
            lambda: Derivation(Integral(u.value, u.value), ("so", u**2)),
            "Integral|integral",
        ),
        typed(
            "a product",
            lambda: Derivation(Product(X[i].value, (i.value, 1, n.value)), ("so", X[1] * X[2])),
            "Product|product|Line 2",
        ),
        typed(
            "a limit",
            lambda: Derivation(Limit(sympy.sin(u) / u, u.value, 0), ("so", 2)),
            "Limit|limit|Line 2",
        ),
        typed("a slope by nothing", lambda: diff(u**2), "variable|by what"),
        typed("a slope by a number", lambda: diff(u**2, 2), "2"),
        typed("a slope with its order", lambda: diff(u**3, u, 2), "2"),
        typed("a slope by a sum", lambda: diff(u**2, u + v), r"u \+ v"),
        typed("a slope by a function", lambda: diff(u**2, sigma(u)), r"sigma\(u\)"),
        typed("a slope by an index", lambda: line(diff(X[k], k)), "k"),
        typed(
            "the n-th slope",
            lambda: Derivation(sympy.Derivative(exp(u), (u.value, n.value)), ("so", exp(v))),
            "n",
        ),
        typed(
            "a slope left in a line",
            lambda: Derivation(sympy.Derivative(u.value**2, u.value), ("so", u)),
            "Line 2",
        ),
        typed(
            "no case for the rest",
            lambda: Derivation(Piecewise((u, u.value > 0)), ("so", u)),
            "Line 2",
        ),
    ],
    "out of bounds": [
        typed("divided by 0", lambda: line(u / 0), "0|zoo|finite|divi"),
        typed("divided by what is 0", lambda: line(u / (v - v)), "0|zoo|finite|divi"),
        typed("0 to the −1", lambda: line(Formula.of(0) ** -1), "0|zoo|finite|divi"),
        typed("ln 0", lambda: line(log(0)), "0|zoo|finite"),
        typed("zoo", lambda: line(zoo), "zoo|finite"),
        typed("first divided by 0", lambda: Derivation(u / 0), "Line 1|0|divi"),
        typed(
            "a number of 84 000 digits",
            lambda: Derivation(Formula.of(7) ** 10**5, ("so", Formula.of(7) ** 10**5 + 1)),
            "Line 2",
        ),
        typed("u to the 10¹⁰", lambda: Derivation(u**10**10, ("so", 2 * u**10**10)), "Line 2"),
        typed(
            "a power of 500",
            lambda: Derivation((u + 1) ** 500, ("so", (u + 1) ** 500 + u)),
            "Line 2",
        ),
        typed(
            "a power of 300 of two",
            lambda: Derivation((u + v + 1) ** 300, ("so", (u + v + 1) ** 300 + u**120)),
            "Line 2",
        ),
        typed(
            "a power of 60 of a sum, true but long",
            lambda: Derivation(
                (u + v + x + z) ** 60 * sigma(u), ("so", (u + v + x + z) ** 60 * sigma(v))
            ),
            "Line 2",
        ),
        typed("a tower of powers", lambda: Derivation(tower, ("so", tower + 1)), "Line 2"),
        typed("a tower of exponentials", lambda: Derivation(steep, ("so", steep + 1)), "Line 2"),
        typed(
            "a tower with a minus",
            lambda: Derivation(exp(-steep), ("so", 2 * exp(-steep))),
            "Line 2",
        ),
        typed(
            "four sums",
            lambda: Derivation(fourfold(X[i, j] * Y[k, h]), ("so", fourfold(X[i, j] * Y[h, h]))),
            "Line 2",
        ),
        typed(
            "four sums of exponentials",
            lambda: Derivation(
                fourfold(exp(X[i, j] + Y[k, h])), ("so", fourfold(exp(X[i, k] * Y[j, h])))
            ),
            "Line 2",
        ),
        typed(
            "a sum of a million",
            lambda: Derivation(Sum(sigma(u * i), (i, 1, 10**6)), ("so", 10**6 * sigma(u))),
            "Line 2",
        ),
        typed(
            "a sum of 10¹⁸ terms",
            lambda: Derivation(Sum(1 / i, (i, 1, 10**18)), ("so", 42)),
            "Line 2",
        ),
        typed("σ 100 deep", lambda: Derivation(nested(100), ("so", nested(100) + 1)), "Line 2"),
        typed(
            "the slope of σ 30 deep",
            lambda: Derivation(diff(nested(30), u), ("so", diff(nested(30), u) + 1)),
            "Line 2",
        ),
        typed(
            "a product of 200",
            lambda: Derivation(sympy.prod(u.value + p for p in range(200)), ("so", u**200)),
            "Line 2",
        ),
        typed(
            "a maximum of 12",
            lambda: Derivation(Max(*(u.value**p + p for p in range(12))), ("so", u**12)),
            "Line 2",
        ),
        typed(
            "a large matrix",
            lambda: Derivation(
                Matrix(20, 20, lambda p, q: exp(u * p + q)),
                ("so", Matrix(20, 20, lambda p, q: exp(u))),
            ),
            "Line 2",
        ),
        typed("K outside its own range", lambda: line(u, {K: -5}), "K|Line 2"),
    ],
}
