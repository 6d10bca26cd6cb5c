"""Formulas that SymPy can check and that print as they were written.

SymPy sorts the factors of a product: ``(a - y) * a * x`` comes back as ``a*x*(a - y)``. A
`Formula` carries both: the SymPy expression, and the line as its author wrote it, as LaTeX and as
Python. Every SymPy function takes a `Formula` for the expression it carries.

`define` gives a name to a formula. The name is printed; the checker reads the formula behind it,
so that the derivative of L by w runs through a and z by itself.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices import MatrixBase
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.str import StrPrinter

# How tightly a printed formula holds together: a sum least, a name most. An open product ends in
# a Σ, so that nothing can be written after it.
SUM, MINUS, OPEN, PRODUCT, POWER, NAME = range(6)


class Formula:
    """A SymPy expression that prints as it was written.

    Parameters
    ----------
    value : sympy.Basic
        The expression.
    latex, text : str
        The formula as it was written, in LaTeX and in Python.
    level : int
        How tightly it holds together, from `SUM` to `NAME`; decides the parentheses.

    Examples
    --------
    >>> a, x, y = symbols("a x y")
    >>> (a - y) * a * (1 - a) * x
    (a - y)*a*(1 - a)*x
    >>> print(((a - y) ** 2 / 2).latex)
    \\frac{\\left(a - y\\right)^{2}}{2}
    >>> sympy.expand((a - y) * a)
    a**2 - a*y
    """

    _op_priority = 20.0  # SymPy then leaves a mixed operation to this class

    def __init__(self, value: sympy.Basic, latex: str, text: str, level: int = NAME) -> None:
        self.value, self.latex, self.text, self.level = value, latex, text, level

    @classmethod
    def of(cls, value: Any) -> Formula:
        """Return `value`, a number or a SymPy expression, as a formula in SymPy's own order."""
        if isinstance(value, Formula):
            return value
        value = sympy.sympify(value, strict=True)
        return cls(value, _Latex().doprint(value), _Text().doprint(value), _level(value))

    def _sympy_(self) -> sympy.Basic:
        return self.value

    @property
    def _diff_wrt(self) -> bool:
        return self.value._diff_wrt

    @property
    def is_symbol(self) -> bool:
        return self.value.is_symbol

    def __repr__(self) -> str:
        return self.text

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Formula) else other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __add__(self, other: Any) -> Formula:
        return _add(self, Formula.of(other))

    def __radd__(self, other: Any) -> Formula:
        # Python's own sum() starts from 0, which nobody wrote.
        return self if isinstance(other, int) and other == 0 else _add(Formula.of(other), self)

    def __sub__(self, other: Any) -> Formula:
        return _subtract(self, Formula.of(other))

    def __rsub__(self, other: Any) -> Formula:
        return _subtract(Formula.of(other), self)

    def __mul__(self, other: Any) -> Formula:
        return _multiply(self, Formula.of(other))

    def __rmul__(self, other: Any) -> Formula:
        return _multiply(Formula.of(other), self)

    def __truediv__(self, other: Any) -> Formula:
        return _divide(self, Formula.of(other))

    def __rtruediv__(self, other: Any) -> Formula:
        return _divide(Formula.of(other), self)

    def __pow__(self, other: Any) -> Formula:
        return _power(self, Formula.of(other))

    def __rpow__(self, other: Any) -> Formula:
        return _power(Formula.of(other), self)

    def __neg__(self) -> Formula:
        latex, text = _within(self, OPEN)
        level = SUM if self.level == OPEN else MINUS
        return Formula(-self.value, f"-{latex}", f"-{text}", level)

    def __pos__(self) -> Formula:
        return self

    def __abs__(self) -> Formula:
        value = sympy.Abs(self.value)
        return Formula(value, f"\\left|{self.latex}\\right|", f"abs({self.text})")

    def diff(self, *variables: Any) -> Formula:
        """Return the derivative, written but not worked out: see `diff`."""
        return diff(self, *variables)


def _within(part: Formula, *levels: int) -> tuple[str, str]:
    """Return LaTeX and text of `part`, in parentheses if it is looser than the first level."""
    loosest, *refused = levels
    if part.level >= loosest and part.level not in refused:
        return part.latex, part.text
    left, right = "[]" if "\\left(" in part.latex else "()"
    return f"\\left{left}{part.latex}\\right{right}", f"({part.text})"


def _add(left: Formula, right: Formula) -> Formula:
    latex, text = right.latex, right.text
    if text.startswith("-"):
        latex, text = _within(right, NAME)
    value = left.value + right.value
    return Formula(value, f"{left.latex} + {latex}", f"{left.text} + {text}", SUM)


def _subtract(left: Formula, right: Formula) -> Formula:
    latex, text = _within(right, OPEN)
    value = left.value - right.value
    return Formula(value, f"{left.latex} - {latex}", f"{left.text} - {text}", SUM)


def _multiply(left: Formula, right: Formula) -> Formula:
    (latex_l, text_l), (latex_r, text_r) = _within(left, MINUS, OPEN), _within(right, OPEN)
    numbers = latex_l[-1].isdigit() and latex_r.startswith("\\frac")
    narrow = latex_l.endswith(")") and not latex_r.startswith("\\left")
    if latex_r[0].isdigit() or numbers:
        sign = "\\cdot "
    else:
        sign = "\\, " if narrow or latex_r.startswith("\\frac") else ""
    level = {(True, True): SUM, (True, False): MINUS, (False, True): OPEN}.get(
        (left.level == MINUS, right.level == OPEN), PRODUCT
    )
    return Formula(
        left.value * right.value, f"{latex_l} {sign}{latex_r}", f"{text_l}*{text_r}", level
    )


def _divide(left: Formula, right: Formula) -> Formula:
    sign = "-" if left.level == MINUS else ""
    _, text_l = _within(left, MINUS, OPEN)
    _, text_r = _within(right, POWER)
    latex = f"{sign}\\frac{{{left.latex.removeprefix(sign)}}}{{{right.latex}}}"
    value = left.value / right.value
    return Formula(value, latex, f"{text_l}/{text_r}", MINUS if sign else PRODUCT)


def _power(base: Formula, exponent: Formula) -> Formula:
    (latex, text_b), (_, text_e) = _within(base, NAME), _within(exponent, NAME)
    value = base.value**exponent.value
    return Formula(value, f"{latex}^{{{exponent.latex}}}", f"{text_b}**{text_e}", POWER)


def _level(value: sympy.Basic) -> int:
    if isinstance(value, sympy.Sum):
        return OPEN
    if value.is_Number and value.is_negative:
        return MINUS
    rank = precedence(value)
    for level, name in ((SUM, "Add"), (PRODUCT, "Mul"), (POWER, "Pow")):
        if rank <= PRECEDENCE[name]:
            return level
    return NAME


class _Latex(LatexPrinter):
    """SymPy's LaTeX, with ∂ for derivatives and plain indices."""

    def _print(self, expr: Any, **kwargs: Any) -> str:
        if isinstance(expr, sympy.Derivative):
            return _derivative_latex(Formula.of(expr.expr), expr.variables)
        if isinstance(expr, sympy.Indexed):
            indices = [self._print(index) for index in expr.indices]
            joint = "" if all(len(index) == 1 for index in indices) else ", "
            return f"{self._print(expr.base)}_{{{joint.join(indices)}}}"
        if isinstance(expr, AppliedUndef):
            return f"{expr.name}({', '.join(map(self._print, expr.args))})"
        return super()._print(expr, **kwargs)


class _Text(StrPrinter):
    """SymPy's text, with the words of this module."""

    def _print(self, expr: Any, **kwargs: Any) -> str:
        if isinstance(expr, sympy.Derivative):
            return f"diff({', '.join(map(self._print, (expr.expr, *expr.variables)))})"
        if isinstance(expr, sympy.KroneckerDelta):
            return f"delta({', '.join(map(self._print, expr.args))})"
        if isinstance(expr, MatrixBase):
            return f"Matrix({super()._print(expr.tolist())})"
        return super()._print(expr, **kwargs)


def _derivative_latex(formula: Formula, variables: tuple[sympy.Expr, ...]) -> str:
    order = f"^{{{len(variables)}}}" if len(variables) > 1 else ""
    below = " ".join(
        f"\\partial {Formula.of(v).latex}" + (f"^{{{variables.count(v)}}}" if order else "")
        for v in dict.fromkeys(variables)
    ).replace("^{1}", "")
    if formula.level == NAME:
        return f"\\frac{{\\partial{order} {formula.latex}}}{{{below}}}"
    latex, _ = _within(formula, NAME)
    return f"\\frac{{\\partial{order}}}{{{below}}} {latex}"


class Sigma(sympy.Function):
    """The sigmoid σ(z) as a SymPy function."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        return SigmaPrime(self.args[0])

    def _eval_rewrite_as_exp(self, z: sympy.Expr, **_: Any) -> sympy.Expr:
        return 1 / (1 + sympy.exp(-z))

    def _latex(self, printer: LatexPrinter) -> str:
        return f"\\sigma\\left({printer._print(self.args[0])}\\right)"

    def _sympystr(self, printer: Any) -> str:
        return f"sigma({printer._print(self.args[0])})"


class SigmaPrime(sympy.Function):
    """The slope σ′(z) of the sigmoid as a SymPy function."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        z = self.args[0]
        return SigmaPrime(z) * (1 - 2 * Sigma(z))

    def _eval_rewrite_as_exp(self, z: sympy.Expr, **_: Any) -> sympy.Expr:
        return sympy.exp(-z) / (1 + sympy.exp(-z)) ** 2

    def _latex(self, printer: LatexPrinter) -> str:
        return f"\\sigma'\\left({printer._print(self.args[0])}\\right)"

    def _sympystr(self, printer: Any) -> str:
        return f"sigma_prime({printer._print(self.args[0])})"


class Label(sympy.Symbol):
    """The name of a family: the x of x_ij, which is not the symbol x."""


class Named(sympy.Symbol):
    """A symbol that stands for a formula; with indices, for one formula per index."""

    __slots__ = ("formula", "indices")

    def __new__(cls, name: str, formula: sympy.Expr, indices: tuple = ()) -> Named:
        self = sympy.Symbol.__xnew__(cls, name, real=True)
        self.formula, self.indices = formula, indices
        return self

    def _hashable_content(self) -> tuple:
        return (*super()._hashable_content(), self.formula, self.indices)

    def __reduce__(self) -> tuple:
        return Named, (self.name, self.formula, self.indices)

    @property
    def free_symbols(self) -> set:
        return {self} | self.formula.free_symbols

    def _eval_derivative_n_times(self, variable: sympy.Expr, n: int) -> sympy.Expr:
        if variable == self:
            return super()._eval_derivative_n_times(variable, n)
        return self.formula.diff((variable, n))


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
        return Formula(value, _Latex().doprint(value), text)

    def __repr__(self) -> str:
        return str(self.base)


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


def _closed(expr: sympy.Expr) -> sympy.Expr:
    """Return `expr` with the index of each sum replaced by one that nobody else has."""

    def closed(whole: sympy.Sum) -> sympy.Sum:
        return whole.xreplace({i: sympy.Dummy(i.name, integer=True) for i in whole.variables})

    return expr.replace(lambda part: isinstance(part, sympy.Sum), closed)


def name_of(expr: sympy.Expr) -> sympy.Expr:
    """Return the name of an indexed symbol; of anything else, itself."""
    return expr.base.label if isinstance(expr, sympy.Indexed) else expr


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
    formula, variables = Formula.of(formula), tuple(map(Formula.of, variables))
    values = tuple(v.value for v in variables)
    value = sympy.Derivative(formula.value, *values)
    text = f"diff({', '.join(part.text for part in (formula, *variables))})"
    return Formula(value, _derivative_latex(formula, values), text, PRODUCT)


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
        latex, _ = _within(formula, OPEN)
        super().__init__(
            sympy.Sum(formula.value, (index.value, first.value, last.value)),
            f"\\sum_{{{index.latex}={first.latex}}}^{{{last.latex}}} {latex}",
            f"Sum({formula}, ({index}, {first}, {last}))",
            OPEN,
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
            SUM,
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
    """Return σ′(z) = σ(z)(1 − σ(z)), the slope of the sigmoid, by its name.

    Parameters
    ----------
    z : Formula or sympy.Expr
        The logit.

    Returns
    -------
    Formula
        Between 0 and 1/4.
    """
    return _apply(SigmaPrime, "sigma_prime", "\\sigma'", z)


def log(u: Any) -> Formula:
    """Return the natural logarithm of a formula.

    Parameters
    ----------
    u : Formula or sympy.Expr
        Positive.

    Returns
    -------
    Formula
        log(u), in nats where u is a probability.
    """
    return _apply(sympy.log, "log", "\\ln", u)


def exp(u: Any) -> Formula:
    """Return e to the power of a formula.

    Parameters
    ----------
    u : Formula or sympy.Expr
        The exponent.

    Returns
    -------
    Formula
        exp(u), printed as a power of e.
    """
    u = Formula.of(u)
    return Formula(sympy.exp(u.value), f"e^{{{u.latex}}}", f"exp({u.text})", POWER)


def delta(j: Any, k: Any) -> Formula:
    """Return Kronecker's δ_jk.

    Parameters
    ----------
    j, k : Formula or int
        Two indices.

    Returns
    -------
    Formula
        1 where the indices are equal, else 0.
    """
    j, k = Formula.of(j), Formula.of(k)
    value = sympy.KroneckerDelta(j.value, k.value)
    return Formula(value, f"\\delta_{{{j.latex}{k.latex}}}", f"delta({j}, {k})")
