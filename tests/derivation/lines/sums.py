"""Sums: their limits, and the factors before them."""

from sympy import Rational

from helpers.derivation import Sum, define, exp, log, sigma
from lines.names import A, K, N, P, W, X, Y, i, j, k, m, mean, n, over, row, s, u, v, x

risen = define("a", sigma(u))

FALSE = {
    "limits": [
        row("the first of n terms left out", lambda: (over(X[i]), Sum(X[i], (i, 2, n))), n=3),
        row("one term too many", lambda: (over(X[i]), Sum(X[i], (i, 1, n + 1))), n=3),
        row("moved without its term", lambda: (over(X[i]), Sum(X[i], (i, 0, n - 1))), n=3),
        row("moved the wrong way", lambda: (over(X[i + 1]), Sum(X[i], (i, 0, n - 1))), n=3),
        row("moved at one end", lambda: (over(X[i + 1]), Sum(X[i], (i, 2, n))), n=3),
        row("no last term of none", lambda: (over(X[i]), X[n] + Sum(X[i], (i, 1, n - 1))), n=0),
        row("no first term of none", lambda: (over(X[i]), X[1] + Sum(X[i], (i, 2, n))), n=0),
        row("ones from 2 on, of none", lambda: (Sum(u, (i, 2, n)), (n - 1) * u), n=0, u=1),
        row("the last term twice", lambda: (over(X[i], i, N), over(X[i], i, N) + X[N]), N=3),
        row(
            "the first split off and kept", lambda: (over(X[i], i, N), X[1] + over(X[i], i, N)), N=3
        ),
        row("an empty sum is 0", lambda: (Sum(X[i], (i, 1, 0)), X[1]), x=[1]),
        row("an empty sum beyond n is 0", lambda: (Sum(X[i], (i, n + 1, n)), X[n]), n=2),
        row("a sum from 3 to 1 is empty", lambda: (Sum(X[i], (i, 3, 1)), -X[2]), x=[1, 2, 3]),
        row("one term is no empty sum", lambda: (Sum(X[i], (i, n, n)), 0), n=2),
        row("telescoping leaves both ends", lambda: (over(X[i + 1] - X[i]), X[n + 1]), n=2),
        row("telescoping up to n + 1", lambda: (over(X[i + 1] - X[i]), X[n] - X[1]), n=3),
        row("backwards is not reversed", lambda: (over(X[i]), over(X[n - i])), n=3),
        row(
            "halves overlap",
            lambda: (over(X[i], i, K), Sum(X[i], (i, 1, 2)) + Sum(X[i], (i, 2, K))),
            K=3,
        ),
        row("Gauss without the last", lambda: (over(i), n * (n - 1) / 2), n=4),
        row("odd numbers", lambda: (over(2 * i - 1), n * (n + 1)), n=2),
        row(
            "a geometric sum without its last",
            lambda: (Sum(A**i, (i, 0, n)), (1 - A**n) / (1 - A)),
            n=2,
        ),
        row("a geometric sum is no series", lambda: (Sum(A**i, (i, 0, n)), 1 / (1 - A)), n=9),
        row(
            "a harmonic sum is no logarithm",
            lambda: (over(1 / i, i, N), log(N) + Rational(5772156649, 10**10)),
            N=5,
        ),
        row(
            "a triangle is no square",
            lambda: (
                Sum(Sum(X[i, j], (j, 1, i)), (i, 1, n)),
                Sum(Sum(X[i, j], (j, 1, n)), (i, 1, n)),
            ),
            n=2,
        ),
        row(
            "a triangle in the other order",
            lambda: (
                Sum(Sum(X[i, j], (j, 1, i)), (i, 1, n)),
                Sum(Sum(X[i, j], (i, 1, j)), (j, 1, n)),
            ),
            n=2,
        ),
        row(
            "a triangle without its diagonal",
            lambda: (
                Sum(Sum(X[i, j], (j, 1, i)), (i, 1, n)),
                Sum(Sum(X[i, j], (i, j + 1, n)), (j, 1, n)),
            ),
            n=2,
        ),
        row(
            "two ranges exchanged",
            lambda: (
                Sum(Sum(X[i, j], (j, 1, m)), (i, 1, n)),
                Sum(Sum(X[i, j], (j, 1, n)), (i, 1, m)),
            ),
            m=1,
            n=2,
        ),
    ],
    "factors of sums": [
        row("a factor with the index", lambda: (over(i * X[i]), k * over(X[i])), n=2, k=1),
        row("an entry before its sum", lambda: (over(Y[i] * X[i]), Y[k] * over(X[i])), n=3, k=1),
        row(
            "an entry into another's sum", lambda: (Y[i] * over(X[i]), over(Y[i] * X[i])), i=1, n=2
        ),
        row("Σxy is no ΣxΣy", lambda: (over(X[i] * Y[i]), over(X[i]) * over(Y[i])), n=2),
        row("ΣxΣy is no Σxy", lambda: (over(X[i]) * over(Y[j], j), over(X[i] * Y[i])), n=2),
        row("(Σx)² is no Σx²", lambda: (over(X[i]) ** 2, over(X[i] ** 2)), n=2),
        row(
            "(Σx)² without its cross terms twice",
            lambda: (over(X[i], i, 2) ** 2, X[1] ** 2 + X[1] * X[2] + X[2] ** 2),
        ),
        row("Σx/Σy is no Σx/y", lambda: (over(P[i]) / over(P[j] ** 2, j), over(1 / P[i])), n=2),
        row("ln Σ is no Σ ln", lambda: (log(over(P[i], i, N)), over(log(P[i]), i, N)), N=2),
        row("e^Σ is no Σe", lambda: (exp(over(X[i])), over(exp(X[i]))), n=2),
        row("|Σ| is no Σ||", lambda: (abs(over(X[i])), over(abs(X[i]))), n=2, x=[1, -1]),
        row("a constant is added n times", lambda: (over(X[i] + u), over(X[i]) + u), n=3),
        row("a constant times n", lambda: (over(u), u), n=3),
        row("a factor twice", lambda: (over(u * X[i]), u**2 * over(X[i])), n=2),
        row(
            "a square root of the factor", lambda: (over((u * X[i]) ** 2), u * over(X[i] ** 2)), n=2
        ),
        row(
            "a sum of two, one before", lambda: (over(u * X[i] + Y[i]), u * over(X[i] + Y[i])), n=2
        ),
        row("1/n before a square", lambda: ((mean(X[i])) ** 2, 1 / N * over(X[i], i, N) ** 2), N=2),
        row(
            "a free index under its own sum",
            lambda: (X[i] * over(Y[i]), over(X[i] * Y[i])),
            i=1,
            n=2,
        ),
        row(
            "a shadowed index",
            lambda: (Sum(X[i] * Sum(Y[i], (i, 1, m)), (i, 1, n)), Sum(X[i] * Y[i], (i, 1, n)) * m),
            n=2,
            m=2,
        ),
        row(
            "an inner sum with the outer index",
            lambda: (Sum(Sum(X[i, j], (j, 1, m)), (i, 1, n)), m * Sum(X[i, i], (i, 1, n))),
            n=2,
            m=2,
        ),
        row(
            "a product of sums has all pairs",
            lambda: (over(X[i]) * over(Y[j], j, m), over(Sum(X[i] * Y[i], (j, 1, m)))),
            n=2,
            m=2,
        ),
        row(
            "weights pulled apart",
            lambda: (over(W[j] * X[i, j], j, m), over(W[j], j, m) * X[i, 1]),
            m=2,
            i=1,
        ),
        row("s to the Σ", lambda: (s ** over(X[i]), over(s ** X[i])), n=2),
        row("a mean of products", lambda: (mean(X[i] * Y[i]), mean(X[i]) * mean(Y[i])), N=2),
        row(
            "a variance without its square",
            lambda: (mean((X[i] - u) ** 2), mean(X[i] ** 2) - u**2),
            N=2,
        ),
    ],
}

TRUE = {
    "limits": [
        row(
            "the last split off",
            lambda: (over(X[i], i, N), Sum(X[i], (i, 1, N - 1)) + X[N]),
            {"N": 1},
        ),
        row(
            "the first split off", lambda: (over(X[i], i, N), X[1] + Sum(X[i], (i, 2, N))), {"N": 1}
        ),
        row("one more joined", lambda: (over(X[i]) + X[n + 1], over(X[i], i, n + 1)), {"n": 0}),
        row("from 0 split off", lambda: (Sum(X[i], (i, 0, n)), X[0] + over(X[i])), {"n": 0}),
        row("moved by 1", lambda: (over(X[i]), Sum(X[i + 1], (i, 0, n - 1))), {"n": 0}),
        row("moved back", lambda: (over(X[i + 1]), Sum(X[i], (i, 2, n + 1))), {"n": 0}),
        row("backwards", lambda: (over(X[i]), over(X[n + 1 - i])), {"n": 0}),
        row("empty, from 1 to 0", lambda: (Sum(X[i], (i, 1, 0)), 0)),
        row("empty, beyond n", lambda: (Sum(X[i], (i, n + 1, n)), 0)),
        row("one term", lambda: (Sum(X[i], (i, n, n)), X[n])),
        row("telescoping", lambda: (over(X[i + 1] - X[i]), X[n + 1] - X[1]), {"n": 0}, {"n": 1}),
        row(
            "two parts",
            lambda: (over(X[i], i, K), Sum(X[i], (i, 1, 2)) + Sum(X[i], (i, 3, K))),
            {"K": 2},
        ),
        row("a geometric sum", lambda: (Sum(A**i, (i, 0, n)), (1 - A ** (n + 1)) / (1 - A))),
        row(
            "either order",
            lambda: (
                Sum(Sum(X[i, j], (j, 1, m)), (i, 1, n)),
                Sum(Sum(X[i, j], (i, 1, n)), (j, 1, m)),
            ),
        ),
        row(
            "a triangle in either order",
            lambda: (
                Sum(Sum(X[i, j], (j, 1, i)), (i, 1, n)),
                Sum(Sum(X[i, j], (i, j, n)), (j, 1, n)),
            ),
        ),
    ],
    "factors of sums": [
        row("a constant factor", lambda: (over(u * X[i]), u * over(X[i]))),
        row("a factor put in", lambda: (Y[k] * over(X[i]), over(Y[k] * X[i]))),
        row("a square pulled out", lambda: (over((u * X[i]) ** 2), u**2 * over(X[i] ** 2))),
        row("a name pulled out", lambda: (over(risen * X[i]), risen * over(X[i]))),
        row("n pulled out", lambda: (over(n * X[i]), n * over(X[i]))),
        row("term by term", lambda: (over(X[i] + v * Y[i] - 1), over(X[i]) + v * over(Y[i]) - n)),
        row("joined", lambda: (over(X[i]) - over(Y[j], j), over(X[i] - Y[i]))),
        row(
            "ΣxΣy is a double sum",
            lambda: (over(X[i]) * over(Y[j], j, m), over(over(X[i] * Y[j], j, m))),
        ),
        row("(Σx)² is a double sum", lambda: (over(X[i]) ** 2, over(over(X[i] * X[j], j)))),
        row("an exponent before the Σ", lambda: (over(exp(X[i] + u)), exp(u) * over(exp(X[i])))),
        row(
            "the variance",
            lambda: (
                mean((X[i] - 1 / N * over(X[j], j, N)) ** 2),
                mean(X[i] ** 2) - mean(X[i]) ** 2,
            ),
        ),
        row(
            "a square about u",
            lambda: (mean((X[i] - u) ** 2), mean(X[i] ** 2) - 2 * u * mean(X[i]) + u**2),
        ),
        row("signs", lambda: (-over(-X[i] * P[i]), over(P[i] * X[i]))),
        row(
            "a square of two terms",
            lambda: (over(X[i], i, 2) ** 2, X[1] ** 2 + 2 * X[1] * X[2] + X[2] ** 2),
        ),
        row("a denominator before the Σ", lambda: (over(X[i] / s), over(X[i]) / s)),
        row("0 under the Σ", lambda: (over(X[i] * (x - x)), 0)),
    ],
}
