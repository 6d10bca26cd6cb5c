"""How lines are rendered, alone and together, and what is no line."""

import re

import pytest
import sympy
from sympy import Matrix
from textbook import SQUARED, TEXTBOOK, a, derived, f, u, v, xs, y

from helpers.derivation import Derivation, Eq, diff


def test_rows_of_the_derivation():
    derivation = derived("target 1")
    assert repr(derivation) == (
        "(a_1 - y_1)*a_1*(1 - a_1)*x_1\n"
        "  = -A**2*(1 - A)*x_1    target 1: y_1 = 1, a_1 = 1 - A    exact"
    )
    assert derivation.latex() == (
        "\\begin{aligned}\n"
        "& \\left(a_{1} - y_{1}\\right) \\, a_{1} \\left(1 - a_{1}\\right) \\, x_{1} \\\\[4pt]\n"
        "&= -A^{2} \\left(1 - A\\right) \\, x_{1} && "
        "\\text{target 1}\\text{: }y_{1} = 1,\\ a_{1} = 1 - A && {\\small\\text{exact}}\n"
        "\\end{aligned}"
    )
    assert derivation._repr_latex_() == f"$\\displaystyle {derivation.latex()}$"
    short = Derivation(u, ("twice", 2 * u / 2))
    assert short.latex() == (
        "\\begin{aligned}\nu &= \\frac{2 u}{2} && \\text{twice} && "
        "{\\small\\text{exact}}\n\\end{aligned}"
    )
    equation = derived("the peak")
    assert "\nA &= \\frac{2}{3} && \\text{root} &&" in equation.latex()
    assert repr(equation).splitlines()[3] == "  A = 2/3                   root            exact"


@pytest.mark.parametrize("name", TEXTBOOK)
def test_the_block_is_sound_latex_for_any_number_of_lines(name):
    derivation = derived(name)
    for upto in range(1, len(derivation.lines) + 1):
        block = derivation.latex(upto=upto)
        assert block.count("{") == block.count("}")
        assert block.count("\\left") == block.count("\\right")
        first, *rows = block.removeprefix("\\begin{aligned}\n").split(" \\\\[4pt]\n")
        joined = "&=" in first and not isinstance(TEXTBOOK[name][0], Eq)
        assert len(rows) == upto - 1 - joined
        assert all(len(re.findall("(?<!\\\\)&", row)) == 5 for row in rows)
        assert all(line.latex.split("=")[0].strip() in block for line in derivation.lines[:upto])
    assert derivation.latex(upto=len(derivation.lines)) == derivation.latex()


@pytest.mark.parametrize("upto", [0, 5, -1, "2"])
def test_there_are_as_many_lines_as_there_are(upto):
    with pytest.raises(ValueError, match=f"from 1 to 4; got {upto!r}"):
        derived("squared error by w").latex(upto=upto)


def test_a_reason_may_hold_anything():
    line = Derivation(u, ("50% of $x_1$ & {a_b} #1 ~ ^ \\", u)).lines[1]
    assert line.why_latex == (
        "\\text{50}\\%\\text{ of }x_1\\text{ }\\&\\text{ }\\{\\text{a}\\_\\text{b}\\}\\text{ }\\#"
        "\\text{1 }\\sim \\text{ }\\wedge \\text{ }\\backslash "
    )
    assert line.why == "50% of x_1 & {a_b} #1 ~ ^ \\"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (("a string", "(a - y)*x"), "Line 2: a formula is written without quotation marks"),
        (("nothing", None), "Line 2: None (NoneType) is no formula"),
        (("true", sympy.true), "Line 2: True is no formula"),
        (("true", True), "Line 2: True is no formula"),
        (("a list", [u]), "Line 2: [u] (list) is no formula"),
        (("not a number", float("nan")), "Line 2, nan: it is not finite"),
        (("infinite", sympy.oo), "Line 2, oo: it is not finite"),
        (("alone",), "Line 2 must be (reason, line)"),
        ((u, u), "with the reason as text"),
        ("no step", "with the reason as text"),
        (("values", u, u), "values are put in as {symbol: value}"),
        (("a key", u, {u * v: 1}), "got u*v."),
        (
            ("known", u, {diff(SQUARED, a): a - y}),
            "or its derivative by a, or a Sum; got diff(L, a).",
        ),
        (("a name", u, {"y": 1}), "or its derivative by a, or a Sum; got 'y'."),
        (("a family", u, {xs: 1}), "or its derivative by a, or a Sum; got x."),
        (("a number", u, {1: u}), "or its derivative by a, or a Sum; got 1."),
        (("text", u, {v: "1"}), "Line 2: the value of v: a formula is written without quotation"),
        (("a derivative", u, {diff(u**2, u): 1}), "got diff(u**2, u)."),
        (("zero", u, {diff(f(u), v): 1}), "got diff(f(u), v)."),
        (("both", u, {u: 1, v: 2 * u}), "Line 2: the value of v holds u, put in too."),
        (("an equation", Eq(u, u)), "Line 2 (an equation) is an equation, but the line before"),
        (("a matrix", Matrix([u])), "Line 2 (a matrix) is a matrix, but the line before"),
    ],
    ids=str,
)
def test_what_is_no_line_is_refused_by_name(step, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        Derivation(u, step)


def test_the_first_line_is_a_line_too():
    with pytest.raises(ValueError, match="Line 1: a formula is written without quotation marks"):
        Derivation("u")
