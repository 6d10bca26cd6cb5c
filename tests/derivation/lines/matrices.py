"""Matrices, entry by entry."""

from sympy import Matrix, Rational, cos, det, eye, ones, sin, zeros

from helpers.derivation import define, diff, exp, log, sigma, sigma_prime, symbols
from lines.names import A, B, row, s, t, u, v, w, x, y, z

z_1, z_2, z_3 = logits = symbols("z_1 z_2 z_3")
total = sum(map(exp, logits))
a_1, a_2, a_3 = outputs = [define(f"a_{p}", exp(logits[p - 1]) / total) for p in (1, 2, 3)]
JACOBIAN = Matrix([[diff(output, logit) for logit in logits] for output in outputs])


def jacobian(entry):
    """Return a matrix of the size of the softmax's Jacobian."""
    return Matrix([[entry(p, q) for q in range(3)] for p in range(3)])


def hessian(formula):
    """Return the second derivatives by u and v."""
    return Matrix([[diff(formula, p, q) for q in (u, v)] for p in (u, v)])


M = Matrix([[u, v], [x, y]])
T = Matrix([[s, t], [z, w]])
turn = Matrix([[cos(u), -sin(u)], [sin(u), cos(u)]])

FALSE = {
    "matrices": [
        row("transposed", lambda: (M, M.T), u=1, v=2, x=3, y=4),
        row("one entry", lambda: (M, Matrix([[u, v], [x, 2 * y]])), y=1),
        row("the last sign", lambda: (M + M, Matrix([[2 * u, 2 * v], [2 * x, -2 * y]])), y=1),
        row("another shape", lambda: (M, Matrix([[u, v, x, y]]))),
        row("a column for a row", lambda: (Matrix([[u, v]]), Matrix([u, v]))),
        row("a row too many", lambda: (Matrix([[u, v]]), Matrix([[u, v], [0, 0]]))),
        row("products in the other order", lambda: (M * T, T * M)),
        row("products entry by entry", lambda: (M * T, Matrix([[u * s, v * t], [x * z, y * w]]))),
        row("a product transposed", lambda: ((M * T).T, M.T * T.T)),
        row("a square entry by entry", lambda: (M**2, Matrix([[u**2, v**2], [x**2, y**2]]))),
        row("no unit matrix", lambda: (M + eye(2), M + ones(2, 2))),
        row("a zero matrix", lambda: (M - M.T, zeros(2, 2)), v=1, x=2),
        row("the determinant's sign", lambda: (det(M), u * y + v * x), u=1, v=1, x=1, y=1),
        row(
            "the inverse without its determinant",
            lambda: (M.inv(), Matrix([[y, -v], [-x, u]])),
            u=1,
            v=1,
            x=1,
            y=4,
        ),
        row("a turn back", lambda: (turn.T, turn), u=1),
        row(
            "Jacobian: its diagonal alone",
            lambda: (JACOBIAN, jacobian(lambda p, q: int(p == q) * outputs[p] * (1 - outputs[p]))),
        ),
        row(
            "Jacobian: plus off the diagonal",
            lambda: (
                JACOBIAN,
                jacobian(
                    lambda p, q: outputs[p] * (int(p == q) + outputs[q] * (1 - 2 * int(p == q)))
                ),
            ),
        ),
        row(
            "Jacobian: one entry",
            lambda: (
                JACOBIAN,
                jacobian(
                    lambda p, q: (
                        outputs[p] * (int(p == q) - outputs[q])
                        if (p, q) != (2, 0)
                        else outputs[2] * outputs[0]
                    )
                ),
            ),
        ),
        row(
            "Jacobian: rows scaled by the wrong output",
            lambda: (JACOBIAN, jacobian(lambda p, q: int(p == q) * outputs[q] - outputs[p] ** 2)),
        ),
        row(
            "Hessian: off the diagonal",
            lambda: (hessian(u**2 * v), Matrix([[2 * v, 2 * u], [-2 * u, 0]])),
            u=1,
        ),
        row("Hessian: the factor 2", lambda: (hessian((u - v) ** 2), Matrix([[1, -1], [-1, 1]]))),
        row(
            "Hessian: of a quadratic form",
            lambda: (hessian(s * u**2 + t * u * v), Matrix([[2 * s, 2 * t], [2 * t, 0]])),
            s=1,
            t=1,
        ),
        row(
            "an outer product without its sign",
            lambda: (Matrix([u, v]) * Matrix([[u, v]]), Matrix([[u**2, -u * v], [-u * v, v**2]])),
            u=1,
            v=1,
        ),
    ],
}

TRUE = {
    "matrices": [
        row("doubled", lambda: (M + M, 2 * M)),
        row("a product transposed", lambda: ((M * T).T, T.T * M.T)),
        row(
            "a product",
            lambda: (
                M * T,
                Matrix([[u * s + v * z, u * t + v * w], [x * s + y * z, x * t + y * w]]),
            ),
        ),
        row("a turn and back", lambda: (turn * turn.T, eye(2))),
        row("an inverse", lambda: (M * Matrix([[y, -v], [-x, u]]), (u * y - v * x).value * eye(2))),
        row("the determinant of a product", lambda: (det(M * T), det(M) * det(T))),
        row(
            "softmax's Jacobian",
            lambda: (JACOBIAN, jacobian(lambda p, q: outputs[p] * (int(p == q) - outputs[q]))),
        ),
        row("its rows add up to 0", lambda: (JACOBIAN * ones(3, 1), zeros(3, 1))),
        row(
            "a Hessian",
            lambda: (
                hessian(exp(u * v)),
                exp(u * v).value * Matrix([[v**2, 1 + u * v], [1 + u * v, u**2]]),
            ),
        ),
        row(
            "the Hessian of log-sum-exp",
            lambda: (
                hessian(log(exp(u) + exp(v))),
                (sigma(u - v) * sigma(v - u)).value * Matrix([[1, -1], [-1, 1]]),
            ),
        ),
        row(
            "the Hessian of a mean square",
            lambda: (hessian((u * x + v - y) ** 2 / 2), Matrix([[x**2, x], [x, 1]])),
        ),
        row(
            "gradients as a column",
            lambda: (
                Matrix([diff(log(sigma(u * x + v)), u), diff(log(sigma(u * x + v)), v)]),
                Matrix([(1 - sigma(u * x + v)) * x, 1 - sigma(u * x + v)]),
            ),
        ),
        row(
            "of numbers",
            lambda: (Matrix([[A, B]]), ("½", Matrix([[Rational(1, 2), B]]), {A: Rational(1, 2)})),
        ),
        row(
            "σ′ on a diagonal",
            lambda: (Matrix([[diff(sigma(u), p) for p in (u, v)]]), Matrix([[sigma_prime(u), 0]])),
        ),
    ],
}
