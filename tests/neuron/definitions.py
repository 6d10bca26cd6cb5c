"""What each loss is, in SymPy: the one place where the tests say so, apart from `helpers`."""

from functools import cache

import mpmath
import sympy

z, y = sympy.symbols("z y", real=True)
a = 1 / (1 + sympy.exp(-z))
DEFINITIONS = {
    "squared error": (a - y) ** 2 / 2,
    "cross-entropy": -y * sympy.log(a) - (1 - y) * sympy.log(1 - a),
    "exponential": 2 * y * sympy.exp(-z / 2) + 2 * (1 - y) * sympy.exp(z / 2),
}
PARTS = {"value": 0, "gradient": 1, "curvature": 2}  # how often it is differentiated by z
DIGITS = 700  # 1 − a is 1e−324 at z = 745, and is squared


@cache
def formula(loss: str, part: str) -> sympy.Expr:
    """Return a loss, its gradient or its curvature in SymPy."""
    return sympy.diff(DEFINITIONS[loss], z, PARTS[part])


@cache
def in_numpy(loss: str, part: str):
    """Return the same as a function of numpy arrays, as a textbook would compute it."""
    return sympy.lambdify((z, y), formula(loss, part), "numpy")


@cache
def _in_mpmath(loss: str, part: str):
    return sympy.lambdify((z, y), formula(loss, part), "mpmath")


def exactly(loss: str, part: str, z_0: float, y_0: float) -> mpmath.mpf:
    """Return the same at a point, to hundreds of digits."""
    with mpmath.workdps(DIGITS):
        return +mpmath.mpf(_in_mpmath(loss, part)(mpmath.mpf(float(z_0)), mpmath.mpf(float(y_0))))
