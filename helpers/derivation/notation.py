"""What a derivation is written with: symbols, names, derivatives, sums, functions.

`define` gives a name to a formula. The name is printed; the checker reads the formula behind it,
so that the derivative of L by w runs through a and z by itself.
"""

from typing import Any

import sympy
from sympy.core.assumptions import _assume_defined
from sympy.core.function import AppliedUndef

from helpers.derivation.formulas import Formula, FormulaError, within
from helpers.derivation.names import Label, Named, Ranged, Sigma, SigmaPrime
from helpers.derivation.printing import Latex, Level
from helpers.derivation.sums import is_sum


def symbols(names: str, between: tuple[Any, Any] | None = None, **assumptions: bool) -> Any:
    """Return symbols for the names: SymPy's ``symbols``, real unless told otherwise.

    Parameters
    ----------
    names : str
        Names as SymPy takes them, such as ``"w x b"`` or ``"z_1:4"``.
    between : tuple of two ends, optional
        The range. A real symbol lies strictly between its ends, which are numbers or infinite; a
        whole number goes from the one up to the other: ``symbols("k", integer=True,
        between=(1, K))``. A line has to hold in the whole range, and only there.
    **assumptions : bool
        SymPy assumptions, such as ``positive=True`` or ``integer=True``.

    Returns
    -------
    Formula or tuple of Formula
        One for each name.

    Raises
    ------
    ValueError
        If there is no name, or no value between the ends.

    Examples
    --------
    >>> w, x, b = symbols("w x b")
    >>> w * x + b
    w*x + b
    >>> from helpers.derivation import Derivation
    >>> a = symbols("a", between=(0, 1))
    >>> Derivation(log(a - a**2), ("factors above 0", log(a) + log(1 - a)))
    log(a - a**2)
      = log(a) + log(1 - a)    factors above 0    exact
    """
    _check_names("symbols", names, **assumptions)
    if between is None:
        made = sympy.symbols(names, **({"real": True} | assumptions))
    else:
        low, high, known = range_between(between, **assumptions)
        known = {"real": True} | assumptions | known
        made = sympy.symbols(names, cls=lambda name, **_: Ranged(name, low, high, **known))
    return tuple(map(Formula.of, made)) if isinstance(made, tuple) else Formula.of(made)


def indexed(names: str, between: tuple[Any, Any] | None = None, **assumptions: bool) -> Any:
    """Return indexed names, real: ``x[i, j]`` is the input j of the sample i.

    Parameters
    ----------
    names : str
        One or more names, separated by spaces.
    between, **assumptions
        As for `symbols`; they hold for every entry.

    Returns
    -------
    Family or tuple of Family
        One for each name.

    Raises
    ------
    ValueError
        As for `symbols`.

    Examples
    --------
    >>> w, x = indexed("w x")
    >>> i, j = symbols("i j", integer=True)
    >>> print((w[j] * x[i, j]).latex)
    w_{j} x_{ij}
    """
    _check_names("indexed", names, **assumptions)
    low, high, known = range_between(between or (-sympy.oo, sympy.oo), **assumptions)
    known = {"real": True} | assumptions | known
    labels = (Label(name, low, high, **known) for name in names.split())
    made = tuple(Family(sympy.IndexedBase(label)) for label in labels)
    return made if len(made) > 1 else made[0]


def _check_names(function: str, names: Any, **assumptions: bool) -> None:
    if not isinstance(names, str) or not names.replace(",", " ").strip():
        raise FormulaError(f'{function} takes names as text, such as "x y"; got {names!r}')
    for name, holds in assumptions.items():
        if name not in _assume_defined or (name in ("real", "commutative") and not holds):
            raise FormulaError(f"{names}: {name}={holds} is nothing for a real symbol")
    try:
        sympy.Symbol("", **({"real": True} | assumptions))
    except ValueError:
        raise FormulaError(f"{names}: {assumptions} contradict each other") from None


def range_between(
    between: Any, integer: bool = False, **_: bool
) -> tuple[sympy.Expr, sympy.Expr, dict[str, bool]]:
    """Return the ends of a range, and what they say of the sign; raise if it holds nothing."""
    kind = "whole numbers or lengths" if integer else "rational numbers, or infinite"
    try:
        low, high = (Formula.of(end).value for end in between)
    except (TypeError, ValueError):
        low = high = sympy.nan
    is_number = low.is_number and high.is_number
    is_known = all(end.is_Rational or end.is_infinite or not end.is_number for end in (low, high))
    if sympy.nan in (low, high) or not is_known or (high <= low if is_number else not integer):
        raise FormulaError(f"between must be two {kind}, the lower one first; got {between!r}")
    known = {}
    if low.is_number and low >= 0:
        known["nonnegative" if integer and low == 0 else "positive"] = True
    elif high.is_number and high <= 0:
        known["nonpositive" if integer and high == 0 else "negative"] = True
    return low, high, known


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
    if not isinstance(name, str) or len(name.split()) != 1:
        raise FormulaError(f'define takes one name as text, such as "z"; got {name!r}')
    try:
        formula = Formula.of(formula)
        indices = tuple(Formula.of(index).value for index in indices)
    except FormulaError as error:
        raise FormulaError(f'define("{name}", …): {error}') from None
    for index in indices:
        if not (index.is_Symbol and index.is_integer) or indices.count(index) > 1:
            raise FormulaError(f"{name}: {index} is no index; take one integer symbol for each")
    named = Named(name, _closed(formula.value), indices)
    if indices:
        return Family(sympy.IndexedBase(named), formula.roots)
    made = Formula.of(named)
    made.roots = formula.roots
    return made


class Family:
    """An indexed name: ``x[i, j]`` is a formula. See `indexed` and `define`."""

    def __init__(self, base: sympy.IndexedBase, roots: frozenset[sympy.Expr] = frozenset()) -> None:
        self.base, self.roots = base, roots

    __iter__ = None  # it has no end

    @property
    def needs(self) -> str:
        return f"{self} is a family of entries and needs an index, as in {self}[i]"

    def __getitem__(self, indices: Any) -> Formula:
        indices = indices if isinstance(indices, tuple) else (indices,)
        wanted = getattr(self.base.label, "indices", indices)
        if len(wanted) != len(indices):
            raise FormulaError(f"{self} has {len(wanted)} indices; got {len(indices)}")
        for index in indices:
            if isinstance(index, slice | str | float) or not _is_whole(index):
                raise FormulaError(
                    f"{self}[{index}]: an index is a whole number, or a symbol with integer=True"
                )
        indices = tuple(map(Formula.of, indices))
        value = self.base[tuple(index.value for index in indices)]
        text = f"{self.base}[{', '.join(index.text for index in indices)}]"
        entry = Formula(value, Latex().doprint(value), text)
        places = dict(zip(wanted, value.indices, strict=True))
        entry.roots = frozenset(root.xreplace(places) for root in self.roots)
        return entry

    def __repr__(self) -> str:
        return str(self.base)


def _is_whole(value: Any) -> bool:
    return bool(Formula.of(value).value.is_integer)


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
    if not variables:
        raise FormulaError("diff takes the variable that it is taken by, as in diff(L, w)")
    for variable in map(Formula.of, variables):
        if not isinstance(variable.value, sympy.Symbol | sympy.Indexed | AppliedUndef):
            raise FormulaError(f"a derivative is taken by a symbol; got {variable}")
        if variable.value.is_integer:
            raise FormulaError(f"no derivative is taken by {variable}, a whole number")
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
        if not isinstance(limits, tuple) or len(limits) != 3:
            raise FormulaError(f"a sum takes an index and its ends, as in (i, 1, n); got {limits}")
        formula, (index, first, last) = Formula.of(formula), map(Formula.of, limits)
        if not (index.value.is_Symbol and index.value.is_integer):
            raise FormulaError(f"{index} is no index; take a symbol with integer=True")
        for end in (first, last):
            if not _is_whole(end) or end.value.has(index.value):
                raise FormulaError(
                    f"the sum from {first} to {last}: its ends are finite whole numbers, or "
                    "lengths with integer=True"
                )
        for name in formula.value.atoms(Named):
            if index.value in name.free_symbols and not name.indices:
                raise FormulaError(
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
        limits = index.value, first.value, last.value
        self.roots = frozenset(sympy.Sum(root, limits) for root in formula.roots)


def _apply(function: Any, name: str, latex: str, argument: Any) -> Formula:
    argument = Formula.of(argument)
    is_tall = "\\frac" in argument.latex or "\\sum" in argument.latex
    left, right = ("\\left(", "\\right)") if is_tall else "()"
    text = f"{name}({argument.text})"
    made = Formula(function(argument.value), f"{latex}{left}{argument.latex}{right}", text)
    made.roots = argument.roots | ({made.value} if function is sympy.log else set())
    return made


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
    power = Formula(sympy.exp(u.value), f"e^{{{u.latex}}}", f"exp({u.text})", Level.POWER)
    power.roots = u.roots
    return power


def delta(j: Any, k: Any) -> Formula:
    """Return Kronecker's δ_jk of two indices: 1 where they are equal, else 0."""
    j, k = Formula.of(j), Formula.of(k)
    value = sympy.KroneckerDelta(j.value, k.value)
    return Formula(value, f"\\delta_{{{j.latex}{k.latex}}}", f"delta({j}, {k})")
