"""Lengths and indices: none is small."""

import sympy
from sympy import Rational

from helpers.derivation import Sum, delta, diff, log
from lines.names import A, K, N, X, Y, e, g, h, i, j, k, m, mean, n, out, over, row, u

FALSE = {
    "lengths": [
        row("Σi is right for 2 and 3 terms", lambda: (over(i), 3 * n - 3), n=5),
        row(
            "1/n is right for 2 and 3",
            lambda: (mean(X[i]), (5 - N) / 6 * Sum(X[i], (i, 1, N))),
            N=4,
        ),
        row("1/(K − 1) is right for 2 and 3", lambda: (A**2 / (K - 1), A**2 * (4 - K) / 2), K=4),
        row("Σi² is right for 2 and 3", lambda: (over(i**2), 9 * n - 13), n=4),
        row("Σ1 is right for 2 and 3", lambda: (over(1), n + n * (n - 2) * (n - 3)), n=4),
        row(
            "Σu is right for 0 to 3",
            lambda: (over(u), n * u + n * (n - 1) * (n - 2) * (n - 3)),
            n=4,
        ),
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
        row(
            "Σx as if all but two were alike",
            lambda: (over(X[i]), X[1] + X[2] + (n - 2) * X[3]),
            n=5,
        ),
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
        row("n up to 50", lambda: (sympy.Min(n, 50), n), n=51),
        row("no length is 57", lambda: (n, n + delta(n, 57)), n=57),
        row("no length is 4096", lambda: (u, u * (1 - delta(n, 4096))), n=4096),
        row("from m to n, if there is any", lambda: (Sum(u, (i, m, n)), (n - m + 1) * u), m=5, n=1),
        row(
            "split at an m beyond n",
            lambda: (over(X[i]), over(X[i], i, m) + Sum(X[i], (i, m + 1, n))),
            m=3,
            n=1,
        ),
        row(
            "the rest beyond an m beyond n",
            lambda: (over(X[i]) - over(X[i], i, m), Sum(X[i], (i, m + 1, n))),
            m=3,
            n=1,
        ),
    ],
    "indices": [
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
            lambda: (
                Sum(delta(j, k) * X[j], (j, 2, K)) + over(X[j], j, K),
                X[k] + over(X[j], j, K),
            ),
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
            "δδ needs the middle index",
            lambda: (delta(i, j) * delta(j, k), delta(i, k)),
            i=1,
            j=2,
            k=1,
        ),
        row("δ leaves a factor", lambda: (delta(j, k) * X[j], X[k]), j=1, k=2),
        row("δδ is not 0 where all agree", lambda: (delta(j, k) * delta(j, h), 0), j=1, k=1, h=1),
        row("δ is not 0", lambda: (X[j] + delta(j, k), X[j]), j=2, k=2),
        row("all but one of n", lambda: (Sum(1 - delta(j, k), (j, 1, N)), N), N=3, k=2),
        row(
            "Σδx is no sum",
            lambda: (Sum(delta(j, k) * X[j], (j, 1, K)), over(X[j], j, K)),
            K=3,
            k=2,
        ),
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
        row("no index is a million", lambda: (X[k], X[k] * (1 - delta(k, 10**6))), k=10**6),
        row("k up to 5000", lambda: (sympy.Max(k, 5000), 5000), k=5001),
        row(
            "no term is the thousandth",
            lambda: (Sum(delta(i, 1000) * X[i], (i, 1, n)), 0),
            n=1000,
            x=[],
        ),
    ],
}

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
        row("δ chooses", lambda: (over(delta(j, g) * X[j], j, K), X[g]), {"K": 4}),
        row(
            "δ chooses in a product",
            lambda: (over(delta(j, g) * X[j] * Y[j], j, K), X[g] * Y[g]),
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
            lambda: (over(delta(e, j) * delta(j, g), j, K), delta(e, g)),
            {"K": 4},
        ),
        row(
            "all but k",
            lambda: (over((1 - delta(j, g)) * X[j], j, K), over(X[j], j, K) - X[g]),
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
}
