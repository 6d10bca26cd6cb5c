"""Sums: their lengths, indices and limits, and the factors before them."""

from sympy import Rational

from helpers.derivation import Sum, delta, diff, exp, log
from lines.names import A, K, N, P, W, X, Y, h, i, j, k, m, mean, n, out, over, row, s, u, v, x

LENGTHS = [
    row("Σi is right for 2 and 3 terms", lambda: (over(i), 3 * n - 3), n=5),
    row("1/n is right for 2 and 3", lambda: (mean(X[i]), (5 - N) / 6 * Sum(X[i], (i, 1, N))), N=4),
    row("1/(K − 1) is right for 2 and 3", lambda: (A**2 / (K - 1), A**2 * (4 - K) / 2), K=4),
    row("Σi² is right for 2 and 3", lambda: (over(i**2), 9 * n - 13), n=4),
    row("Σ1 is right for 2 and 3", lambda: (over(1), n + n * (n - 2) * (n - 3)), n=4),
    row("Σu is right for 0 to 3", lambda: (over(u), n * u + n * (n - 1) * (n - 2) * (n - 3)), n=4),
    row(
        "Σu is right for 0 to 9",
        lambda: (
            over(u),
            n * u
            + u
            * (n - 9)
            * (n - 8)
            * (n - 7)
            * (n - 6)
            * (n - 5)
            * (n - 4)
            * (n - 3)
            * (n - 2)
            * (n - 1)
            * n,
        ),
        n=10,
    ),
    row("Σx for 3 terms is not for any", lambda: (over(X[i]), X[1] + X[2] + X[3]), n=4),
    row("Σx as if all but two were alike", lambda: (over(X[i]), X[1] + X[2] + (n - 2) * X[3]), n=5),
    row("a factor that is 0 for 2 and 3", lambda: ((n - 2) * (n - 3) * over(X[i]), 0), n=4),
    row("2ⁿ is a polynomial up to 3", lambda: (2**n, (n**3 + 5 * n + 6) / 6), n=4),
    row("the square of a mean", lambda: (mean(X[i] ** 2), mean(X[i]) ** 2), N=2, x=[1, 2]),
    row("a mean forgets its n", lambda: (mean(X[i]), Sum(X[i], (i, 1, N))), N=2),
    row(
        "a mean over n is none over n − 1",
        lambda: (1 / (K - 1) * Sum(X[i], (i, 1, K)), 1 / K * Sum(X[i], (i, 1, K))),
        K=2,
    ),
    row(
        "a mean of means",
        lambda: (
            1 / (m + N) * (over(X[i], i, m) + over(Y[i], i, N)),
            (1 / N * over(Y[i], i, N) + over(X[i], i, m)) / 2,
        ),
        N=3,
        m=1,
    ),
    row("1 − 1/K is 1/2 for K = 2 alone", lambda: (1 - 1 / K, Rational(1, 2) + 0 * K), K=3),
    row("K/(K − 1) is 2 for K = 2 alone", lambda: (K / (K - 1), 2), K=3),
    row("ln K is no entropy of two", lambda: (-over(1 / K * log(1 / K), i, K), log(2)), K=3),
    row("n mod 2", lambda: ((-1) ** n, 1 - 2 * n + 2 * n * (n - 1)), n=3),
    row("n terms or n + 1", lambda: (Sum(u, (i, 0, n)), n * u), n=2),
]

INDICES = [
    row("k is 1 or 2", lambda: (X[k], X[k] + (k - 1) * (k - 2)), k=3),
    row(
        "k is 1 to 6",
        lambda: (X[k], X[k] + (k - 1) * (k - 2) * (k - 3) * (k - 4) * (k - 5) * (k - 6)),
        k=7,
    ),
    row("no index is 3", lambda: (X[j], X[j] * (1 - delta(j, 3))), j=3),
    row("no index is 20", lambda: (X[j], X[j] * (1 - delta(j, 20))), j=20),
    row("k may lie beyond a sum of two", lambda: (Sum(delta(j, k), (j, 1, 2)), 1), k=3),
    row(
        "k may be 1, where the sum starts at 2",
        lambda: (Sum(delta(j, k) * X[j], (j, 2, K)) + over(X[j], j, K), X[k] + over(X[j], j, K)),
        K=3,
        k=1,
    ),
    row(
        "k may be K, where the sum ends before",
        lambda: (
            Sum(delta(j, k) * X[j], (j, 1, K - 1)) + over(X[j], j, K),
            X[k] + over(X[j], j, K),
        ),
        K=3,
        k=3,
    ),
    row("δ is no parabola", lambda: (delta(j, k), 1 - (j - k) ** 2), j=1, k=3),
    row("δ is no distance", lambda: (delta(j, k), 1 - abs(j - k)), j=1, k=3),
    row("δ of neighbours", lambda: (delta(j, k) * X[j], delta(j, k) * X[k + 1]), j=2, k=2),
    row("one entry for another", lambda: (X[j], X[k]), j=1, k=2),
    row("the next entry", lambda: (X[k], X[k + 1]), k=1),
    row("turned indices", lambda: (X[i, j], X[j, i]), i=1, j=2),
    row("an entry is not the first", lambda: (X[k], X[1]), k=2),
    row(
        "δδ needs the middle index", lambda: (delta(i, j) * delta(j, k), delta(i, k)), i=1, j=2, k=1
    ),
    row("δ leaves a factor", lambda: (delta(j, k) * X[j], X[k]), j=1, k=2),
    row("δδ is not 0 where all agree", lambda: (delta(j, k) * delta(j, h), 0), j=1, k=1, h=1),
    row("δ is not 0", lambda: (X[j] + delta(j, k), X[j]), j=2, k=2),
    row("all but one of n", lambda: (Sum(1 - delta(j, k), (j, 1, N)), N), N=3, k=2),
    row("Σδx is no sum", lambda: (Sum(delta(j, k) * X[j], (j, 1, K)), over(X[j], j, K)), K=3, k=2),
    row(
        "Σδxy keeps the other's index",
        lambda: (Sum(delta(j, k) * X[j] * Y[j], (j, 1, K)), X[k] * over(Y[j], j, K)),
        K=3,
        k=2,
    ),
    row("a slope at the same index alone", lambda: (diff(X[j], X[k]), 1), j=1, k=2),
    row("a slope at another index", lambda: (diff(X[j] ** 2, X[k]), 2 * X[k]), j=1, k=2),
    row("a slope is not 0 at the same index", lambda: (diff(X[j], X[k]), 0), j=2, k=2),
    row("an off-diagonal entry only", lambda: (out * (delta(j, k) - out), -(out**2)), j=1, k=1),
]

LIMITS = [
    row("the first of n terms left out", lambda: (over(X[i]), Sum(X[i], (i, 2, n))), n=3),
    row("one term too many", lambda: (over(X[i]), Sum(X[i], (i, 1, n + 1))), n=3),
    row("moved without its term", lambda: (over(X[i]), Sum(X[i], (i, 0, n - 1))), n=3),
    row("moved the wrong way", lambda: (over(X[i + 1]), Sum(X[i], (i, 0, n - 1))), n=3),
    row("moved at one end", lambda: (over(X[i + 1]), Sum(X[i], (i, 2, n))), n=3),
    row("the last term twice", lambda: (over(X[i], i, N), over(X[i], i, N) + X[N]), N=3),
    row("the first split off and kept", lambda: (over(X[i], i, N), X[1] + over(X[i], i, N)), N=3),
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
        lambda: (Sum(Sum(X[i, j], (j, 1, i)), (i, 1, n)), Sum(Sum(X[i, j], (j, 1, n)), (i, 1, n))),
        n=2,
    ),
    row(
        "a triangle in the other order",
        lambda: (Sum(Sum(X[i, j], (j, 1, i)), (i, 1, n)), Sum(Sum(X[i, j], (i, 1, j)), (j, 1, n))),
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
        lambda: (Sum(Sum(X[i, j], (j, 1, m)), (i, 1, n)), Sum(Sum(X[i, j], (j, 1, n)), (i, 1, m))),
        m=1,
        n=2,
    ),
]

FACTORS = [
    row("a factor with the index", lambda: (over(i * X[i]), k * over(X[i])), n=2, k=1),
    row("an entry before its sum", lambda: (over(Y[i] * X[i]), Y[k] * over(X[i])), n=3, k=1),
    row("an entry into another's sum", lambda: (Y[i] * over(X[i]), over(Y[i] * X[i])), i=1, n=2),
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
    row("a square root of the factor", lambda: (over((u * X[i]) ** 2), u * over(X[i] ** 2)), n=2),
    row("a sum of two, one before", lambda: (over(u * X[i] + Y[i]), u * over(X[i] + Y[i])), n=2),
    row("1/n before a square", lambda: ((mean(X[i])) ** 2, 1 / N * over(X[i], i, N) ** 2), N=2),
    row("a free index under its own sum", lambda: (X[i] * over(Y[i]), over(X[i] * Y[i])), i=1, n=2),
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
]

FALSE = {"lengths": LENGTHS, "indices": INDICES, "limits": LIMITS, "factors of sums": FACTORS}

TRUE = {
    "lengths": [
        row("Gauss", lambda: (over(i), n * (n + 1) / 2), {"n": 0}, {"n": 1}, {"n": 40}),
        row("squares", lambda: (over(i**2), n * (n + 1) * (2 * n + 1) / 6), {"n": 0}, {"n": 9}),
        row("n times the same", lambda: (over(u), n * u), {"n": 0}, {"n": 1}),
        row("from 0 there are n + 1", lambda: (Sum(u, (i, 0, n)), (n + 1) * u)),
        row("the mean of a constant", lambda: (mean(u), u), {"N": 1}),
        row("odd numbers", lambda: (over(2 * i - 1), n**2)),
        row("three terms", lambda: (over(X[i], i, 3), X[1] + X[2] + X[3])),
        row("n is 3", lambda: (over(X[i]), ("three", X[1] + X[2] + X[3], {n: 3}))),
        row("the entropy of equals", lambda: (-over(1 / K * log(1 / K), i, K), log(K))),
        row("K classes", lambda: (1 - 1 / K, (K - 1) / K)),
    ],
    "indices": [
        row("δ chooses", lambda: (over(delta(j, k) * X[j], j, K), X[k]), {"K": 4}),
        row(
            "δ chooses in a product",
            lambda: (over(delta(j, k) * X[j] * Y[j], j, K), X[k] * Y[k]),
            {"K": 4},
        ),
        row(
            "δ lets indices change",
            lambda: (delta(j, k) * X[j], delta(j, k) * X[k]),
            {"j": 2, "k": 2},
            {"j": 1, "k": 2},
        ),
        row("δ is its square", lambda: (delta(j, k) ** 2, delta(j, k)), {"j": 2, "k": 2}),
        row("δ is symmetric", lambda: (delta(j, k), delta(k, j)), {"j": 2, "k": 2}),
        row("1 − δ vanishes at δ", lambda: (delta(j, k) * (1 - delta(j, k)), 0), {"j": 2, "k": 2}),
        row(
            "δδ through the middle",
            lambda: (over(delta(i, j) * delta(j, k), j, K), delta(i, k)),
            {"K": 4},
        ),
        row(
            "all but k",
            lambda: (over((1 - delta(j, k)) * X[j], j, K), over(X[j], j, K) - X[k]),
            {"K": 4},
        ),
        row(
            "a slope by an entry",
            lambda: (diff(X[j] ** 2, X[k]), 2 * X[k] * delta(j, k)),
            {"j": 2, "k": 2},
        ),
        row("any name of the index", lambda: (over(X[i]), over(X[j], j))),
        row("the name of a free index too", lambda: (X[i] * over(Y[i]), X[i] * over(Y[j], j))),
    ],
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
        row("a name pulled out", lambda: (over(out * X[i]), out * over(X[i]))),
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
