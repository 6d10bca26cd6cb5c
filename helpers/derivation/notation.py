"""What a derivation is written with: symbols, names, derivatives, sums, equations, functions.

`define` gives a name to a formula. The name is printed; the checker reads the formula behind it,
so that the derivative of L by w runs through a and z by itself.
"""

from typing import Any

import sympy

from helpers.derivation.formulas import Formula, within
from helpers.derivation.names import Label, Named, Sigma, SigmaPrime
from helpers.derivation.printing import Latex, Level
from helpers.derivation.sums import is_sum


def symbols(names: str, **assumptions: bool) -> Any:
    """Return symbols for the names: SymPy's ``symbols``, real unless told otherwise.

    Parameters
    ----------
    names : str
        Names as SymPy takes them, such as ``"w x b"`` or ``"z_1:4"``.
    **assumptions : bool
        SymPy assumptions, such as ``positive=True`` or ``integer=True``.

    Returns
    -------
    Formula or tuple of Formula
        One for each name.

    Examples
    --------
    >>> w, x, b = symbols("w x b")
    >>> w * x + b
    w*x + b
    """
    made = sympy.symbols(names, **({"real": True} | assumptions))
    return tuple(map(Formula.of, made)) if isinstance(made, tuple) else Formula.of(made)


def indexed(names: str) -> Any:
    """Return indexed names, real: ``x[i, j]`` is the input j of the sample i.

    Parameters
    ----------
    names : str
        One or more names, separated by spaces.

    Returns
    -------
    Family or tuple of Family
        One for each name.

    Examples
    --------
    >>> w, x = indexed("w x")
    >>> i, j = symbols("i j", integer=True)
    >>> print((w[j] * x[i, j]).latex)
    w_{j} x_{ij}
    """
    made = tuple(Family(sympy.IndexedBase(Label(name, real=True))) for name in names.split())
    return made if len(made) > 1 else made[0]


def define(name: str, formula: Any, *indices: Any) -> Any:
    """Give a name to a formula.

    The name is a symbol like any other. Where a line is checked, the formula stands in its place,
    so a derivative follows it down to the weights.

    Parameters
    ----------
    name : str
        The name to print.
    formula : Formula or sympy.Expr
        What it stands for.
    *indices : Formula
        The symbols that are its indices, if it is one formula per index.

    Returns
    -------
    Formula or Family
        The name; with indices, a family: ``z = define("z", w * x[i] + b, i)`` gives ``z[k]``.

    Examples
    --------
    >>> w, x, b = symbols("w x b")
    >>> z = define("z", w * x + b)
    >>> sigma(z)
    sigma(z)
    """
    indices = tuple(sympy.sympify(index) for index in indices)
    named = Named(name, _closed(sympy.sympify(formula)), indices)
    if indices:
        return Family(sympy.IndexedBase(named))
    return Formula.of(named)


class Family:
    """An indexed name: ``x[i, j]`` is a formula. See `indexed` and `define`."""

    def __init__(self, base: sympy.IndexedBase) -> None:
        self.base = base

    def __getitem__(self, indices: Any) -> Formula:
        indices = indices if isinstance(indices, tuple) else (indices,)
        wanted = getattr(self.base.label, "indices", indices)
        if len(wanted) != len(indices):
            raise ValueError(f"{self} has {len(wanted)} indices; got {len(indices)}.")
        value = self.base[tuple(sympy.sympify(index) for index in indices)]
        text = f"{self.base}[{', '.join(Formula.of(index).text for index in indices)}]"
        return Formula(value, Latex().doprint(value), text)

    def __repr__(self) -> str:
        return str(self.base)


def _closed(expr: sympy.Expr) -> sympy.Expr:
    """Return `expr` with the index of each sum replaced by one that nobody else has."""
    return expr.replace(
        is_sum,
        lambda s: s.xreplace({i: sympy.Dummy(i.name, integer=True) for i in s.variables}),
    )


def diff(formula: Any, *variables: Any) -> Formula:
    """Return the derivative, written but not worked out.

    Parameters
    ----------
    formula : Formula or sympy.Expr
        What to differentiate.
    *variables : Formula
        By what, one for each order. By a defined name: with that name held as a variable.

    Returns
    -------
    Formula
        The derivative; a `Derivation` works it out through every definition.

    Examples
    --------
    >>> w, x, b = symbols("w x b")
    >>> z = define("z", w * x + b)
    >>> a = define("a", sigma(z))
    >>> diff(a, z) * diff(z, w)
    diff(a, z)*diff(z, w)
    >>> print(diff(a, z).latex)
    \\frac{\\partial a}{\\partial z}
    """
    return Formula.of(formula).diff(*variables)


class Sum(Formula):
    """Σ of a formula, written but not worked out.

    Parameters
    ----------
    formula : Formula or sympy.Expr
        The term.
    limits : tuple
        The index, its first and its last value: ``(i, 1, n)``.

    Raises
    ------
    ValueError
        If a name in the term depends on the index but was defined without it.

    Examples
    --------
    >>> i, n = symbols("i n", integer=True)
    >>> x = indexed("x")
    >>> 1 / n * Sum(x[i], (i, 1, n))
    1/n*Sum(x[i], (i, 1, n))
    """

    def __init__(self, formula: Any, limits: tuple[Any, Any, Any]) -> None:
        formula, (index, first, last) = Formula.of(formula), map(Formula.of, limits)
        for name in formula.value.atoms(Named):
            if index.value in name.free_symbols and not name.indices:
                raise ValueError(
                    f"{name} depends on the index {index} of the sum: "
                    f'define it with its index, define("{name}", ..., {index}), '
                    f"and write {name}[{index}]"
                )
        latex, _ = within(formula, Level.OPEN)
        super().__init__(
            sympy.Sum(formula.value, (index.value, first.value, last.value)),
            f"\\sum_{{{index.latex}={first.latex}}}^{{{last.latex}}} {latex}",
            f"Sum({formula}, ({index}, {first}, {last}))",
            Level.OPEN,
        )


class Eq(Formula):
    """An equation between two formulas, written but not worked out.

    Parameters
    ----------
    left, right : Formula or sympy.Expr
        Its sides.

    Examples
    --------
    >>> a, y = symbols("a y")
    >>> L = sympy.Function("L")(a)
    >>> Eq(diff(L, a), (a - y) / (a * (1 - a)))
    Eq(diff(L(a), a), (a - y)/(a*(1 - a)))
    """

    def __init__(self, left: Any, right: Any) -> None:
        self.left, self.right = Formula.of(left), Formula.of(right)
        super().__init__(
            sympy.Eq(self.left.value, self.right.value, evaluate=False),
            f"{self.left.latex} = {self.right.latex}",
            f"Eq({self.left}, {self.right})",
            Level.SUM,
        )


def _apply(function: Any, name: str, latex: str, argument: Any) -> Formula:
    argument = Formula.of(argument)
    is_tall = "\\frac" in argument.latex or "\\sum" in argument.latex
    left, right = ("\\left(", "\\right)") if is_tall else "()"
    text = f"{name}({argument.text})"
    return Formula(function(argument.value), f"{latex}{left}{argument.latex}{right}", text)


def sigma(z: Any) -> Formula:
    """Return σ(z) = 1/(1 + exp(−z)), the sigmoid, by its name.

    Parameters
    ----------
    z : Formula or sympy.Expr
        The logit.

    Returns
    -------
    Formula
        Between 0 and 1.
    """
    return _apply(Sigma, "sigma", "\\sigma", z)


def sigma_prime(z: Any) -> Formula:
    """Return σ′(z) = σ(z)(1 − σ(z)), between 0 and 1/4, by its name; z as for `sigma`."""
    return _apply(SigmaPrime, "sigma_prime", "\\sigma'", z)


def log(u: Any) -> Formula:
    """Return the natural logarithm of u > 0, a formula as for `sigma`."""
    return _apply(sympy.log, "log", "\\ln", u)


def exp(u: Any) -> Formula:
    """Return e to the power of u, a formula as for `sigma`, printed as a power of e."""
    u = Formula.of(u)
    return Formula(sympy.exp(u.value), f"e^{{{u.latex}}}", f"exp({u.text})", Level.POWER)


def delta(j: Any, k: Any) -> Formula:
    """Return Kronecker's δ_jk of two indices: 1 where they are equal, else 0."""
    j, k = Formula.of(j), Formula.of(k)
    value = sympy.KroneckerDelta(j.value, k.value)
    return Formula(value, f"\\delta_{{{j.latex}{k.latex}}}", f"delta({j}, {k})")
