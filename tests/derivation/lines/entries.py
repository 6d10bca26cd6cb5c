"""Derivatives by one entry of a family, under sums."""

from helpers.derivation import Sum, define, delta, diff, exp, log, sigma, sigma_prime
from lines.names import (
    MEAN_ENTROPY,
    MEAN_SQUARED,
    SOFT_ENTROPY,
    SOFT_SQUARED,
    K,
    N,
    W,
    X,
    Y,
    Z,
    b,
    h,
    i,
    j,
    k,
    mean,
    outs,
    over,
    row,
    s,
    soft,
    u,
    v,
    y,
    z,
    zs,
)

a = define("a", sigma(z))
L = define("L", log(1 + exp(z)) - y * z)  # cross-entropy, with a in it, but hidden
p, q = define("p", u + v), define("q", u * v)
both = define("F", p * q)
square = define("q", u**2)
beside = define("g", square * u)
HELD = "numbers would hold z where a moves"

FALSE = {
    "entries": [
        row(
            "the sum stays",
            lambda: (diff(over(X[j] ** 2, j, K), X[k]), 2 * over(X[j], j, K)),
            K=3,
            k=2,
        ),
        row(
            "an index of nowhere",
            lambda: (diff(over(X[j] ** 2, j, K), X[k]), 2 * X[j]),
            K=3,
            k=2,
            j=1,
        ),
        row(
            "each weight's own input",
            lambda: (diff(over(W[j] * X[i, j], j, K), W[k]), over(X[i, j], j, K)),
            K=3,
            k=2,
            i=1,
        ),
        row(
            "another weight's input",
            lambda: (diff(over(W[j] * X[i, j], j, K), W[k]), X[i, j]),
            K=3,
            k=2,
            i=1,
            j=1,
        ),
        row("one entry of a mean", lambda: (diff(mean(X[i]), X[k]), 1), N=3, k=2),
        row(
            "one entry of a squared sum",
            lambda: (diff(over(X[j], j, K) ** 2, X[k]), 2 * X[k]),
            K=3,
            k=2,
        ),
        row(
            "a square's cross terms",
            lambda: (diff(over(over(X[i] * X[j], j, K), i, K), X[k]), over(X[j], j, K)),
            K=3,
            k=2,
        ),
        row(
            "a mean without 1/n",
            lambda: (diff(MEAN_SQUARED, b), over((outs[i] - Y[i]) * sigma_prime(zs[i]), i, N)),
            N=2,
            m=1,
        ),
        row(
            "a mean without Σ",
            lambda: (diff(MEAN_ENTROPY, W[j]), 1 / N * (outs[i] - Y[i]) * X[i, j]),
            N=2,
            m=2,
            j=1,
            i=1,
        ),
        row(
            "a mean without its inputs",
            lambda: (diff(MEAN_ENTROPY, W[j]), mean(outs[i] - Y[i])),
            N=2,
            m=2,
            j=1,
        ),
        row(
            "a mean with σ′ left in",
            lambda: (
                diff(MEAN_ENTROPY, W[j]),
                mean((outs[i] - Y[i]) * sigma_prime(zs[i]) * X[i, j]),
            ),
            N=2,
            m=2,
            j=1,
        ),
        row(
            "a mean with another's input",
            lambda: (diff(MEAN_ENTROPY, W[j]), mean((outs[i] - Y[i]) * X[i, k])),
            N=2,
            m=2,
            j=1,
            k=2,
        ),
        row(
            "a mean of products as products of means",
            lambda: (diff(MEAN_ENTROPY, W[j]), mean(outs[i] - Y[i]) * mean(X[i, j])),
            N=2,
            m=2,
            j=1,
        ),
        row(
            "softmax without Σ: the forgotten sum",
            lambda: (diff(SOFT_ENTROPY, Z[k]), diff(SOFT_ENTROPY, soft[k]) * diff(soft[k], Z[k])),
            K=3,
            k=2,
        ),
        row(
            "squared error without Σ",
            lambda: (diff(SOFT_SQUARED, Z[k]), diff(SOFT_SQUARED, soft[k]) * diff(soft[k], Z[k])),
            K=3,
            k=2,
        ),
        row(
            "squared error, every j alike",
            lambda: (diff(SOFT_SQUARED, Z[k]), (soft[k] - Y[k]) * soft[k] * (1 - soft[k])),
            K=3,
            k=2,
        ),
        row(
            "the Jacobian without δ",
            lambda: (diff(soft[j], Z[k]), -soft[j] * soft[k]),
            K=3,
            j=2,
            k=2,
        ),
        row(
            "the Jacobian on its diagonal alone",
            lambda: (diff(soft[j], Z[k]), soft[k] * (1 - soft[k])),
            K=3,
            j=1,
            k=2,
        ),
        row(
            "the Jacobian of sigmoids",
            lambda: (diff(soft[j], Z[k]), delta(j, k) * soft[j] * (1 - soft[j])),
            K=3,
            j=1,
            k=2,
        ),
        row(
            "the Jacobian, a sign",
            lambda: (diff(soft[j], Z[k]), soft[j] * (soft[k] - delta(j, k))),
            K=3,
            j=1,
            k=2,
        ),
        row(
            "targets that need not add up",
            lambda: (diff(SOFT_ENTROPY, Z[k]), soft[k] - Y[k]),
            K=3,
            k=2,
        ),
    ],
}

TRUE = {
    "entries": [
        row("one entry", lambda: (diff(over(X[j] ** 2, j, K), X[k]), 2 * X[k]), K=3),
        row("a weight", lambda: (diff(over(W[j] * X[i, j], j, K), W[k]), X[i, k]), K=3),
        row("a mean", lambda: (diff(mean(X[i]), X[k]), 1 / N), N=3),
        row(
            "a square of a sum",
            lambda: (diff(over(X[j], j, K) ** 2, X[k]), 2 * over(X[j], j, K)),
            K=3,
        ),
        row(
            "mean cross-entropy",
            lambda: (diff(MEAN_ENTROPY, W[j]), mean((outs[i] - Y[i]) * X[i, j])),
            N=2,
            m=3,
        ),
        row(
            "mean squared error",
            lambda: (
                diff(MEAN_SQUARED, W[j]),
                mean((outs[i] - Y[i]) * sigma_prime(zs[i]) * X[i, j]),
            ),
            N=2,
            m=3,
        ),
        row(
            "a gradient of a mean",
            lambda: (diff(MEAN_ENTROPY, b), mean(outs[i]) - mean(Y[i])),
            N=2,
            m=3,
        ),
        row("ridge", lambda: (diff(over(W[j] ** 2, j, K) * s / 2, W[k]), s * W[k]), K=3),
        row(
            "softmax's Jacobian",
            lambda: (diff(soft[j], Z[k]), soft[j] * (delta(j, k) - soft[k])),
            K=3,
        ),
        row(
            "softmax and cross-entropy",
            lambda: (
                diff(SOFT_ENTROPY, Z[k]),
                Sum(diff(SOFT_ENTROPY, soft[j]) * diff(soft[j], Z[k]), (j, 1, K)),
                Sum(-Y[j] * (delta(j, k) - soft[k]), (j, 1, K)),
                soft[k] * over(Y[j], j, K) - Y[k],
                ("targets add up to 1", soft[k] - Y[k], {over(Y[j], j, K): 1}),
            ),
            K=3,
            y=[0.5, 0.25, 0.25],
        ),
        row(
            "softmax and squared error",
            lambda: (
                diff(SOFT_SQUARED, Z[k]),
                soft[k] * (soft[k] - Y[k] - over(soft[j] * (soft[j] - Y[j]), j, K)),
            ),
            K=3,
        ),
        row("log-sum-exp", lambda: (diff(log(over(exp(Z[j]), j, K)), Z[k]), soft[k]), K=3),
        row(
            "the curvature of log-sum-exp",
            lambda: (
                diff(log(over(exp(Z[h]), h, K)), Z[j], Z[k]),
                soft[j] * (delta(j, k) - soft[k]),
            ),
            K=3,
        ),
    ],
}
