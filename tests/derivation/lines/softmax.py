"""Softmax, log-sum-exp, entropy and what is said of them."""

from helpers.derivation import Sum, define, delta, exp, log, sigma
from lines.names import (
    A,
    K,
    P,
    Q,
    Z,
    g,
    i,
    j,
    k,
    mean,
    out,
    over,
    row,
    s,
    soft,
    t,
    total,
    u,
    v,
    y,
    z,
)

RISEN = define("b", exp(Z[k] + u) / over(exp(Z[j] + u), j, K), k)
COOLED = define("b", exp(Z[k] / t) / over(exp(Z[j] / t), j, K), k)
ENTROPY_OF_P = -over(P[k] * log(P[k]), k, K)
CROSS = -over(P[k] * log(Q[k]), k, K)
KL = over(P[k] * log(P[k] / Q[k]), k, K)
a = define("a", exp(u) / (exp(u) + exp(v)))
law = define("A", 1 - soft[g])
S = define("S", over(soft[j] ** 2, j, K) - soft[g] ** 2)
hot = define("y", delta(j, g), j)

FALSE = {
    "softmax": [
        row("ln Σe^z", lambda: (log(over(exp(Z[j]), j, K)), over(Z[j], j, K)), K=3),
        row(
            "a shift taken away twice",
            lambda: (log(over(exp(Z[j] - u), j, K)), log(over(exp(Z[j]), j, K)) + u),
            K=3,
        ),
        row(
            "a shift that is lost",
            lambda: (log(over(exp(Z[j] + u), j, K)), log(over(exp(Z[j]), j, K))),
            K=3,
        ),
        row(
            "a shift K times",
            lambda: (log(over(exp(Z[j] + u), j, K)), log(over(exp(Z[j]), j, K)) + K * u),
            K=3,
        ),
        row("a shift as a factor", lambda: (RISEN[k], exp(u) * soft[k]), K=3, k=1),
        row("a shift of one logit only", lambda: (exp(Z[k] + u) / total, soft[k]), K=3, k=1),
        row("e^z cancelled", lambda: (exp(Z[k]) / total, 1 / over(exp(Z[j]), j, K)), K=3, k=1),
        row(
            "e^z cancelled and 1 left", lambda: (soft[k], 1 / (1 + over(exp(Z[j]), j, K))), K=3, k=1
        ),
        row(
            "divided by e^z in one term",
            lambda: (soft[k], 1 / (1 + over(exp(Z[j]), j, K) / exp(Z[k]))),
            K=3,
            k=1,
        ),
        row("ln softmax", lambda: (log(soft[k]), Z[k] - over(Z[j], j, K)), K=3, k=1),
        row("ln softmax, a sign", lambda: (log(soft[k]), Z[k] + log(total)), K=3, k=1),
        row("squares do not add up to 1", lambda: (over(soft[j] ** 2, j, K), 1), K=3),
        row("all but one add up to 1", lambda: (Sum(soft[j], (j, 2, K)), 1), K=3),
        row("two classes, turned", lambda: (a, sigma(v - u)), u=1, v=0),
        row("two classes, added", lambda: (a, sigma(u + v)), u=1, v=1),
        row("the temperature outside", lambda: (COOLED[k], soft[k] ** (1 / t)), K=3, k=1, t=2),
        row(
            "the temperature above",
            lambda: (COOLED[k], exp(Z[k] * t) / over(exp(Z[j] * t), j, K)),
            K=3,
            k=1,
            t=2,
        ),
        row("sigmoids add up to 1", lambda: (over(sigma(Z[j]), j, K), 1), K=3),
        row("softmax as sigmoid", lambda: (soft[k], sigma(Z[k])), K=3, k=1),
        row(
            "the ratio of two outputs",
            lambda: (soft[j] / soft[k], exp(Z[j]) - exp(Z[k])),
            K=3,
            j=1,
            k=2,
        ),
        row("ln of a ratio", lambda: (log(soft[j] / soft[k]), Z[k] - Z[j]), K=3, j=1, k=2),
        row(
            "the law without S",
            lambda: (
                soft[g] * (soft[g] - 1 - over(soft[j] * (soft[j] - hot[j]), j, K)),
                -(1 - law) * law**2,
            ),
            K=3,
            g=1,
        ),
        row(
            "the law with S doubled",
            lambda: (
                soft[g] * (soft[g] - 1 - over(soft[j] * (soft[j] - hot[j]), j, K)),
                -(1 - law) * (law**2 + 2 * S),
            ),
            K=3,
            g=1,
        ),
        row(
            "the sign of the law",
            lambda: (
                soft[g] * (soft[g] - hot[g] - over(soft[j] * (soft[j] - hot[j]), j, K)),
                (1 - law) * (law**2 + S),
            ),
            K=3,
            g=1,
        ),
        row(
            "one-hot cross-entropy keeps another output",
            lambda: (-over(hot[j] * log(soft[j]), j, K), -log(soft[1])),
            K=3,
            g=2,
        ),
    ],
    "entropy": [
        row("KL turned", lambda: (KL, over(Q[k] * log(Q[k] / P[k]), k, K)), K=2),
        row("KL, a sign", lambda: (KL, over(P[k] * log(Q[k] / P[k]), k, K)), K=2),
        row("KL as differences", lambda: (KL, over(P[k] - Q[k], k, K)), K=2),
        row("cross-entropy less KL", lambda: (CROSS, ENTROPY_OF_P - KL), K=2),
        row("cross-entropy is no entropy", lambda: (CROSS, ENTROPY_OF_P), K=2),
        row("ln under the wrong weight", lambda: (CROSS, -over(Q[k] * log(P[k]), k, K)), K=2),
        row("ln of a mean", lambda: (mean(log(P[i])), log(mean(P[i]))), N=2, P=[1, 4]),
        row(
            "the likelihood of a sum",
            lambda: (log(over(P[i], i, 2)), log(P[1]) + log(P[2])),
            P=[1, 2],
        ),
        row(
            "likelihood, y and 1 − y exchanged",
            lambda: (log(out**y * (1 - out) ** (1 - y)), (1 - y) * log(out) + y * log(1 - out)),
        ),
        row("likelihood, one term", lambda: (log(out**y * (1 - out) ** (1 - y)), y * log(out))),
        row(
            "a coin's entropy is not its variance",
            lambda: (-(A * log(A) + (1 - A) * log(1 - A)), A * (1 - A)),
            A=0.5,
        ),
        row("perplexity", lambda: (exp(ENTROPY_OF_P), -over(P[k] ** P[k], k, K)), K=2),
        row(
            "cross-entropy from logits, a sign",
            lambda: (-(y * log(sigma(z)) + (1 - y) * log(1 - sigma(z))), log(1 + exp(z)) + y * z),
            z=1,
            y=1,
        ),
        row(
            "cross-entropy from logits, without y",
            lambda: (-(y * log(sigma(z)) + (1 - y) * log(1 - sigma(z))), log(1 + exp(-z))),
            z=1,
            y=0,
        ),
        row(
            "squared error in two classes counted once",
            lambda: (((A - y) ** 2 + ((1 - A) - (1 - y)) ** 2) / 2, (A - y) ** 2 / 2),
            A=0.5,
            y=0,
        ),
        row(
            "Gauss's ln without its half",
            lambda: (-log(exp(-((u - v) ** 2) / 2)), (u - v) ** 2),
            u=1,
            v=0,
        ),
        row("bits", lambda: (-log(A) / log(2), -log(A / 2)), A=0.5),
        row("odds for probabilities", lambda: (log(A / (1 - A)), log(A) + log(1 - A)), A=0.25),
        row(
            "Bayes without its sum",
            lambda: (s * A / (s * A + t * (1 - A)), s * A / (s + t)),
            s=1,
            t=2,
            A=0.5,
        ),
        row(
            "a mixture's ln",
            lambda: (log(A * s + (1 - A) * t), A * log(s) + (1 - A) * log(t)),
            A=0.5,
            s=1,
            t=4,
        ),
    ],
}

TRUE = {
    "softmax": [
        row(
            "log-sum-exp, shifted",
            lambda: (log(over(exp(Z[j]), j, K)), u + log(over(exp(Z[j] - u), j, K))),
            K=3,
        ),
        row(
            "log-sum-exp, by its first",
            lambda: (log(over(exp(Z[j]), j, K)), Z[1] + log(over(exp(Z[j] - Z[1]), j, K))),
            K=3,
        ),
        row("a shift does nothing", lambda: (RISEN[k], soft[k]), K=3),
        row("ln softmax", lambda: (log(soft[k]), Z[k] - log(over(exp(Z[j]), j, K))), K=3),
        row("outputs add up to 1", lambda: (over(soft[j], j, K), 1), K=3),
        row("divided by e^z", lambda: (soft[k], 1 / over(exp(Z[j] - Z[k]), j, K)), K=3),
        row("two classes", lambda: (a, 1 / (1 + exp(v) / exp(u)), sigma(u - v))),
        row("one of two, the other", lambda: (1 - a, exp(v) / (exp(u) + exp(v)))),
        row("the ratio of two outputs", lambda: (soft[j] / soft[k], exp(Z[j] - Z[k])), K=3),
        row("ln of a ratio", lambda: (log(soft[j] / soft[k]), Z[j] - Z[k]), K=3),
        row("two of K", lambda: (soft[j] / (soft[j] + soft[k]), sigma(Z[j] - Z[k])), K=3),
        row(
            "an output and its temperature",
            lambda: (COOLED[k], soft[k] ** (1 / t) / over(soft[j] ** (1 / t), j, K)),
            K=3,
        ),
        row(
            "the law",
            lambda: (
                soft[g] * (soft[g] - hot[g] - over(soft[j] * (soft[j] - hot[j]), j, K)),
                soft[g] * (soft[g] - 1 - (soft[g] * (soft[g] - 1) + S)),
                -(1 - law) * (law**2 + S),
            ),
            K=3,
        ),
        row(
            "a one-hot cross-entropy",
            lambda: (
                -over(hot[j] * log(soft[j]), j, K),
                -log(soft[g]),
                log(over(exp(Z[j]), j, K)) - Z[g],
            ),
            K=3,
        ),
    ],
    "entropy": [
        row("KL as cross-entropy less entropy", lambda: (KL, CROSS - ENTROPY_OF_P), K=3),
        row("cross-entropy as entropy and KL", lambda: (CROSS, ENTROPY_OF_P + KL), K=3),
        row("KL of itself", lambda: (over(P[k] * log(P[k] / P[k]), k, K), 0), K=3),
        row("entropy of a product of two", lambda: (-log(P[i] * Q[j]), -log(P[i]) - log(Q[j]))),
        row(
            "likelihood",
            lambda: (log(out**y * (1 - out) ** (1 - y)), y * log(out) + (1 - y) * log(1 - out)),
        ),
        row(
            "cross-entropy from logits",
            lambda: (
                -(y * log(sigma(z)) + (1 - y) * log(1 - sigma(z))),
                y * log(1 + exp(-z)) + (1 - y) * log(1 + exp(z)),
                log(1 + exp(z)) - y * z,
            ),
        ),
        row("Gauss's ln", lambda: (-log(exp(-((u - v) ** 2) / 2)), (u - v) ** 2 / 2)),
        row("three coins", lambda: (log(A * A * (1 - A)), 2 * log(A) + log(1 - A))),
        row(
            "Bayes for two",
            lambda: (s * A / (s * A + t * (1 - A)), sigma(log(s / t) + log(A / (1 - A)))),
        ),
        row(
            "Gauss's posterior is a sigmoid",
            lambda: (
                exp(-((u - 1) ** 2) / 2) / (exp(-((u - 1) ** 2) / 2) + exp(-((u + 1) ** 2) / 2)),
                sigma(2 * u),
            ),
        ),
        row("bits", lambda: (-log(A) / log(2), log(1 / A) / log(2))),
    ],
}
