"""What a check says of any exercise: how answers are asked, compared, refused and diagnosed."""

import itertools
import re
from collections.abc import Callable
from functools import partial
from types import FunctionType

import numpy as np
import pytest
from scipy.special import expit, softmax

from helpers.exercises import Exercise, Verdict, check_for
from helpers.exercises.check import judge as judge_afresh
from helpers.exercises.inputs import (
    CASES,
    Input,
    class_target,
    count,
    distribution,
    draw,
    logit,
    number,
    probability,
    target,
)
from helpers.exercises.suspects import factors
from helpers.neuron import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    half_squared_error_gradient,
    sigmoid_prime,
    softmax_cross_entropy_gradient,
)

Z_Y = {"z": logit(), "y": target()}
ERROR = Exercise(binary_cross_entropy_gradient, Z_Y)
SLOPE = Exercise(half_squared_error_gradient, Z_Y)
SURPRISE = Exercise(binary_cross_entropy, Z_Y, divides_by=lambda z, y: sigmoid_prime(z))
CLASSES = Exercise(softmax_cross_entropy_gradient, {"z": logit("K"), "y": class_target("K")})
PEAK = Exercise(lambda: 2 / 3)
NOT_ATTEMPTED = "Not attempted yet: write your answer in the cell above, run it, then this."


judge = partial(judge_afresh, seed=9)


def error(z, y):
    return expit(z) - y


def plain(z, y):
    a = expit(z)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


# ---- rounding: right in exact arithmetic, or wrong -------------------------------------------


@pytest.mark.parametrize(
    ("answer", "exercise"),
    [
        (lambda z, y: np.float32(1) / (1 + np.exp(-np.float32(z))) - np.float32(y), ERROR),
        (lambda z, y: (error(z, y)) * expit(z) * (1 - expit(z)), SLOPE),
        (lambda z, y: np.logaddexp(0, z) - y * z, SURPRISE),
        (lambda z, y: np.exp(z) / np.exp(z).sum() - y, CLASSES),
        (lambda z, y: np.float32(softmax(z)) - np.float32(y), CLASSES),
        (lambda: 0.6666666667, PEAK),
        (2 / 3, PEAK),
        (np.exp, Exercise(lambda z: np.exp(z) + 0, {"z": logit()})),
    ],
)
def test_a_right_answer_passes(answer: object, exercise: Exercise):
    assert judge(answer, exercise) == "Right."


def test_a_textbook_form_is_right_where_it_rounds_to_inf():
    verdict = judge(plain, SURPRISE)
    assert re.fullmatch(
        r"Right, though at z = (38|39)\.\d+, y = [\d.]+, where rounding leaves 0, "
        r"it gives (nan|inf)\.",
        verdict,
    )


@pytest.mark.parametrize("exponent", [7, 12, 15])
def test_a_textbook_form_that_is_clipped_is_wrong(exponent: int):
    low = 10.0**-exponent

    def clipped(z, y):
        a = np.clip(expit(z), low, 1 - low)
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))

    assert judge(clipped, SURPRISE).startswith("Not yet: ")


def test_nan_is_forgiven_only_where_the_exercise_divides():
    def gap(z, y):
        return np.nan if z > 38 else error(z, y)

    assert " it gives nan" in judge(gap, ERROR)
    assert judge(lambda z, y: np.nan if abs(z) < 1 else plain(z, y), SURPRISE).startswith("Not yet")


@pytest.mark.parametrize("off", [1.009, 0.991, 1 + 1e-5])
def test_one_percent_off_is_wrong(off: float):
    assert "digits only" in judge(lambda z, y: off * error(z, y), ERROR)
    assert judge(lambda: off * 2 / 3, PEAK).startswith("Not yet: ")


def test_float32_counts_at_its_precision_only():
    assert judge(lambda z, y: np.float32(error(z, y) * 1.001), ERROR).startswith("Not yet")
    assert judge(lambda z, y: np.float32(np.clip(error(z, y), -0.98, 0.98)), ERROR) != "Right."
    half = judge(lambda z, y: np.float16(error(z, y)), ERROR)
    assert half.startswith("Not yet: it gives float16 at z = ")


def test_a_right_answer_that_warns_is_told_so():
    exercise = Exercise(lambda z: np.log(abs(z)), {"z": logit()})
    said = "Right, though it warns: invalid value encountered in log."
    assert judge(lambda z: np.where(z < 0, np.log(-z), np.log(abs(z))), exercise) == said


def test_a_right_answer_may_print(capsys: pytest.CaptureFixture):
    assert judge(lambda z, y: print(z) or error(z, y), ERROR) == "Right."
    assert capsys.readouterr() == ("", "")


# ---- cheats ----------------------------------------------------------------------------------


def test_no_table_of_answers_passes():
    known = {}
    for seed in range(5):
        cases = draw(Z_Y, seed)
        known |= {tuple(case.arguments.values()): ERROR.expected(case) for case in cases}
    assert judge_afresh(lambda z, y: known[z, y], ERROR, seed=4) == "Right."
    assert "KeyError" in judge_afresh(lambda z, y: known[z, y], ERROR)


def test_no_count_of_calls_passes():
    values = [ERROR.expected(case) for case in draw(Z_Y, seed=1)]
    calls = itertools.count()
    assert judge(lambda z, y: values[next(calls) % len(values)], ERROR).startswith("Not yet")


def test_an_answer_that_changes_as_it_goes_is_wrong():
    calls, last = itertools.count(), CASES
    late = judge(lambda z, y: error(z, y) + (next(calls) >= last), ERROR)
    assert late == "Not yet: asked again with the same inputs, it gives another value."
    early = judge(lambda z, y: error(z, y) + (next(calls) < 9 + last + 6), ERROR)
    assert early == "Not yet: asked again with the same inputs, it gives another value."


def test_inputs_are_drawn_afresh_in_another_order():
    seen: list[list] = [[], []]
    for calls in seen:
        judge_afresh(
            lambda z, y, calls=calls: calls.append((float(z), float(y))) or error(z, y), ERROR
        )
    assert len(seen[0]) > CASES
    assert len({z for z, _ in seen[0]} & {z for z, _ in seen[1]}) < 5
    assert [y for _, y in seen[0]] != [y for _, y in seen[1]]


def test_each_call_gets_arrays_of_its_own():
    kept: list = []

    def keeps(z, y):
        for old in kept:
            old[:] = 0
        kept[:] = [z]
        return softmax(z) - y

    assert judge(keeps, CLASSES) == "Right."


# ---- inputs ----------------------------------------------------------------------------------


def drawn(value: Input) -> np.ndarray:
    cases = [case for seed in range(3) for case in draw({"v": value}, seed)]
    return np.concatenate([np.ravel(case.arguments["v"]) for case in cases])


@pytest.mark.parametrize("axes", ["", "n"])
def test_inputs_reach_the_ends_of_what_they_may_be(axes: str):
    z, a, y = drawn(logit(axes)), drawn(probability(axes)), drawn(target(axes))
    assert z.min() < -38
    assert z.max() > 38
    assert np.mean(abs(z) < 4) > 0.2
    assert 0 < a.min() < 1e-7
    assert 0 < 1 - a.max() < 1e-7
    assert set(y) > {0, 1}
    assert ((y >= 0) & (y <= 1)).all()
    assert set(drawn(target(axes, soft=False))) == {0, 1}
    assert np.abs(drawn(number(-3, 0, 3, axes=axes))).min() > 0


def test_classes_add_up():
    for value in (class_target("nK"), distribution("nK")):
        for case in draw({"v": value}, seed=1):
            assert case.arguments["v"].sum(axis=-1) == pytest.approx(1)
            assert case.arguments["v"].shape == (case.sizes["n"], case.sizes["K"])
    assert (drawn(distribution("K")) > 0).all()
    assert drawn(distribution("K")).min() < 1e-4
    assert set(drawn(class_target("K"))) > {0, 1}


def test_every_size_and_combination_of_kinds_comes_up():
    cases = draw({"z": logit("nK"), "y": class_target("nK")}, seed=2)
    assert {case.sizes["n"] for case in cases} >= {1, 2, 3, 4, 5}
    assert {case.sizes["K"] for case in cases} >= {2, 3, 4, 5}
    kinds = {(case.kinds["z"], case.kinds["y"]) for case in draw(Z_Y, seed=2)}
    assert len(kinds) == 6 * 3
    assert len(draw(Z_Y, seed=2)) == CASES
    assert set(drawn(count())) >= {0.0, 1.0, 2.0}


# ---- names of the notebook -------------------------------------------------------------------


def in_notebook(source: str, **names: object) -> FunctionType:
    """A function called f of a notebook that holds these names."""
    scope = {"np": np, "expit": expit, **names}
    exec(source, scope)
    return scope["f"]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(z, y): return a - y", {"a": 0.5}),
        ("def f(z, y): return a - y", {"a": np.array([0.1, 0.9])}),
        ("def f(z, y): return a[0] - y", {"a": [0.1]}),
        ("def f(z, y): return sum(a - t for t in [y])", {"a": 0.5}),
        ("f = lambda z, y: (lambda t: a - t)(y)", {"a": 0.5}),
        ("def act(z): return a\ndef f(z, y): return act(z) - y", {"a": 0.5}),
        ("def f(z, y):\n    global a\n    a += 1\n    return a - y", {"a": 0}),
        ("def f(z, y): return a.shape[0] - y", {"a": 0.5}),
    ],
)
def test_an_answer_that_takes_a_name_from_its_notebook_is_told_it(source: str, names: dict):
    verdict = judge(in_notebook(source, **names), ERROR)
    assert verdict.startswith("Not yet: it takes a from the notebook, not from its inputs; ")


def test_a_symbol_of_a_derivation_is_told():
    sympy = pytest.importorskip("sympy")
    f = in_notebook("def f(z, y): return a - y", a=sympy.Symbol("a"))
    said = "Not yet: it takes a from the notebook, not from its inputs; it gives a "
    assert judge(f, ERROR).startswith(said)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(z, y): return expit(z) - one * y", {"one": 1.0}),
        ("def act(z): return expit(z)\ndef f(z, y): return act(z) - y", {"a": 0.5}),
        ("def f(z, y):\n    a = expit(z)\n    return a - y", {"a": 0.5}),
        ("def f(z, y): return np.array(expit(z)).T - y", {"T": 0.5, "array": 3}),
    ],
)
def test_other_names_of_the_notebook_are_everyones(source: str, names: dict):
    assert judge(in_notebook(source, **names), ERROR) == "Right."
    wrong = in_notebook(source.replace("- y", "- y + z").replace("* y", "+ z"), **names)
    assert ("it takes" in judge(wrong, ERROR)) == ("one" in names)


def test_a_named_mistake_goes_before_the_notebook():
    f = in_notebook("def f(z, y): return minus * (expit(z) - y)", minus=-1)
    assert judge(f, ERROR) == "Not yet: the sign is wrong."


# ---- a factor --------------------------------------------------------------------------------

A_FACTORS = {
    "it lacks the factor A": lambda A: 1 / A,
    "it has one factor A too many": lambda A: A,
    "it lacks the factor 1 − A": lambda A: 1 / (1 - A),
    "it has one factor 1 − A too many": lambda A: 1 - A,
    "it has one factor σ′(z) = A(1 − A) too many": lambda A: A * (1 - A),
    "its logarithm has base 2, not e": lambda A: 1 / np.log(2),
    "its logarithm has base 10, not e": lambda A: 1 / np.log(10),
    "its logarithm has base 10, not 2": lambda A: np.log10(2),
}
Z_FACTORS = {
    "it lacks the factor σ′(z)": lambda z, y: 1 / (expit(z) * expit(-z)),
    "it has one factor σ′(z) too many": lambda z, y: expit(z) * expit(-z),
    "it has one factor a − y too many": lambda z, y: expit(z) - y,
    "it has one factor 1 − a too many": lambda z, y: expit(-z),
    "it lacks the factor z": lambda z, y: 1 / z,
    "it has one factor z too many": lambda z, y: z,
}
W_FACTORS = {
    "it lacks the factor x": lambda w, x, b, y: 1 / x,
    "it has one factor x too many": lambda w, x, b, y: x,
    "it has one factor w too many": lambda w, x, b, y: w,
    "it has one factor σ′(z) too many": lambda w, x, b, y: expit(w * x + b) * expit(-w * x - b),
}
WEIGHT = Exercise(
    lambda w, x, b, y: binary_cross_entropy_gradient(w * x + b, y) * x,
    {"w": number(-5, 5), "x": number(-3, 3), "b": number(-2, 2, 20), "y": target()},
)
FACTORS = [
    (exercise, clause, factor)
    for exercise, clauses in (
        (Exercise(lambda A: A**2 * (1 - A) + A, {"A": probability()}), A_FACTORS),
        (ERROR, Z_FACTORS),
        (WEIGHT, W_FACTORS),
    )
    for clause, factor in clauses.items()
]


@pytest.mark.parametrize(("exercise", "clause", "factor"), FACTORS)
def test_a_factor_is_named_with_its_sign(exercise: Exercise, clause: str, factor: Callable):
    for sign, text in ((1, clause), (-1, f"the sign is wrong and {clause}")):
        verdict = judge(
            lambda *values, sign=sign: sign * factor(*values) * exercise.right(*values), exercise
        )
        assert verdict == f"Not yet: {text}."


@pytest.mark.parametrize("name", ["ERROR", "SLOPE", "WEIGHT", "CLASSES"])
def test_no_two_factors_coincide(name: str):
    exercise = globals()[name]
    cases = draw(exercise.inputs, seed=3)[:18]
    with np.errstate(all="ignore"):
        values = {
            clause: [np.ravel(suspect(case, exercise.expected(case))) for case in cases]
            for clause, suspect in factors(cases[0]).items()
        }
    columns = {clause: np.concatenate(each) for clause, each in values.items()}
    for (one, mine), (other, theirs) in itertools.combinations(columns.items(), 2):
        same = mine.shape == theirs.shape and np.allclose(mine, theirs, rtol=1e-3, equal_nan=True)
        assert not same, f"{one} and {other}"


def mean_gradient(x, y, w, b):
    return np.mean(half_squared_error_gradient(w * x + b, y) * x)


MEAN = Exercise(
    mean_gradient,
    {"x": number(-3, 3, axes="n"), "y": target("n"), "w": number(-5, 5), "b": number(-2, 2)},
)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (
            lambda x, y, w, b: np.mean(half_squared_error_gradient(w * x + b, y)),
            "it lacks the factor x",
        ),
        (lambda x, y, w, b: np.mean(error(w * x + b, y) * x), "it lacks the factor σ′(z)"),
        (
            lambda x, y, w, b: np.mean(half_squared_error_gradient(w * x + b, y)) * np.mean(x),
            "it is right where all samples are equal, and wrong where they differ",
        ),
        (
            lambda x, y, w, b: np.mean(half_squared_error_gradient(w * x + b, y[:, None]) * x),
            "it is right where all samples are equal, and wrong where they differ",
        ),
    ],
)
def test_a_factor_inside_a_sum_is_named(wrong: Callable, text: str):
    assert judge(wrong, MEAN) == f"Not yet: {text}."


# ---- other mistakes --------------------------------------------------------------------------


def test_an_own_mistake_goes_before_a_factor_and_may_have_another_shape():
    mistakes = {
        "y and a are swapped": lambda z, y: y - expit(z),
        "the pair is not wanted": lambda z, y: np.stack([z, y]),
    }
    exercise = Exercise(binary_cross_entropy_gradient, Z_Y, mistakes)
    assert judge(lambda z, y: -error(z, y), exercise) == "Not yet: y and a are swapped."
    assert judge(lambda z, y: [z, y], exercise) == "Not yet: the pair is not wanted."


def test_a_number_is_not_given_away():
    assert judge(0.5, PEAK) == "Not yet: 0.5 is too small."
    assert judge(lambda: 0.7, PEAK) == "Not yet: 0.7 is too large."
    assert judge([1, 2], Exercise(lambda: np.array([1, 3]))) == "Not yet: [1, 2] is not it."


def test_numbers_that_differ_are_shown_to_differ():
    verdict = judge(lambda z, y: error(z, y) + 1e-7 * (z > 0), ERROR)
    gives, wanted = re.search(r"it gives (\S+), not (\S+)\.$", verdict).groups()
    assert float(gives) == pytest.approx(float(wanted), abs=2e-7)
    assert gives != wanted


def test_a_kind_in_which_an_answer_is_mostly_right_is_not_blamed():
    verdict = judge(lambda z, y: error(z, y) + (1 < z < 1.5), ERROR)
    assert verdict.startswith("Not yet: at z = 1.")


def test_an_input_near_1_is_shown_as_it_is():
    exercise = Exercise(lambda a: a + 0.0, {"a": probability()})
    verdict = judge(lambda a: a - (a > 0.99) * 0.5, exercise)
    assert verdict.startswith("Not yet: it is wrong for a near 1; at a = 0.99")
    assert "a = 1 " not in verdict


# ---- broken answers --------------------------------------------------------------------------


def changes_its_input(z, y):
    z -= z.max()
    return softmax(z) - y


def runs_away(z, y):
    return runs_away(z, y)


def exits(z, y):
    raise SystemExit("bye")


def asks(z, y):
    raise ValueError("what is a?\nand  b?")


FUNCTION = "the answer must be a function of z, y."
BROKEN = [
    (lambda z, y: None, ERROR, "it gives None; is a return missing?"),
    (lambda z, y: print(z), ERROR, "it prints its answer; it must return it."),
    (lambda z, y: "0.5", ERROR, "it gives text, where real numbers are wanted."),
    (lambda z, y: z > 0, ERROR, "it gives True or False, where real numbers are wanted."),
    (lambda z, y: z + 1j, ERROR, "it gives complex numbers, where real numbers are wanted."),
    (lambda z, y: np.datetime64("2020"), ERROR, "it gives no numbers, where real numbers …"),
    (lambda z, y: {"a": z}, ERROR, "it gives a dict, not numbers."),
    (lambda z, y: [[1], [1, 2]], ERROR, "it gives a list, not numbers."),
    (lambda z, y: np.exp, ERROR, "it gives a ufunc, not numbers."),
    (lambda z, y: z + np.nan, ERROR, "at z = …"),
    (lambda z, y: [z], ERROR, "it gives an array of shape (1,), where one number is wanted."),
    (lambda z, y: z.sum(), CLASSES, "it gives one number, where an array of shape (…"),
    (changes_its_input, CLASSES, "it changes its input z; work on a copy."),
    (lambda z, y: 1 // 0, ERROR, "it stops at z = …"),
    (exits, ERROR, "it stops at z = …"),
    (runs_away, ERROR, "it stops at z = …"),
    (lambda z: z, ERROR, FUNCTION),
    (lambda z, y, w: z, ERROR, FUNCTION),
    (lambda z, *, y: z, ERROR, FUNCTION),
    (0.5, ERROR, FUNCTION),
    ("z - y", ERROR, FUNCTION),
    (None, ERROR, FUNCTION),
    (lambda z: z, PEAK, "the answer must be a function of no arguments."),
    (None, PEAK, "it gives None; is a return missing?"),
    ("2/3", PEAK, "it gives text, where real numbers are wanted."),
    (np.nan, PEAK, "nan is not it."),
]


@pytest.mark.parametrize(("answer", "exercise", "text"), BROKEN)
def test_a_broken_answer_gets_one_line(answer: object, exercise: Exercise, text: str):
    verdict = judge(answer, exercise)
    head, more, _ = f"Not yet: {text}".partition("…")
    assert verdict.startswith(head) if more else verdict == head
    assert "\n" not in verdict


def test_a_question_ends_in_its_own_mark():
    assert judge(asks, ERROR).endswith("with ValueError: what is a? and b?")


@pytest.mark.parametrize(
    "answer", [lambda z, y: ..., lambda z, y: exec("raise NotImplementedError")]
)
def test_a_stub_is_not_attempted(answer: Callable):
    assert judge(answer, ERROR) == NOT_ATTEMPTED


def test_an_answer_to_some_cases_only_is_attempted():
    def some(z, y):
        if 0 < y < 1:
            raise NotImplementedError
        return error(z, y)

    assert judge(some, ERROR).startswith("Not yet: it is not written to the end at z = ")
    assert judge(lambda z, y: ... if y == 1 else error(z, y), ERROR).startswith(
        "Not yet: it is not"
    )


# ---- the check of a lesson -------------------------------------------------------------------

check = check_for({"signal": ERROR, "peak": PEAK})


def ask_in_notebook(source: str) -> str:
    return eval(source.splitlines()[-1], in_cells("\n".join(source.splitlines()[:-1])))


def in_cells(source: str) -> dict:
    scope = {"np": np, "expit": expit, "check": check}
    exec(source, scope)
    return scope


@pytest.mark.parametrize(
    "source",
    [
        "def signal(z, y):\n    return expit(z) - y\ncheck(signal)",
        "signal = lambda z, y: expit(z) - y\ncheck(signal)",
        "def other(z, y):\n    return expit(z) - y\nsignal = other\ncheck(signal)",
        "def other(z, y):\n    return expit(z) - y\ncheck(other, 'signal')",
        "def signal(z, y):\n    return expit(z) - y\nmine = signal\ndel signal\ncheck(mine)",
        "peak = 2 / 3\ncheck(peak)",
        "check(2 / 3, 'peak')",
    ],
)
def test_a_check_finds_its_exercise(source: str):
    assert ask_in_notebook(source) == "Right."


def test_a_check_says_which_exercises_there_are():
    said = "Not yet: which exercise is this? Give the answer its name: signal, peak."
    assert ask_in_notebook("check(lambda z, y: expit(z) - y)") == said
    assert ask_in_notebook("def other(z, y):\n    return 0\ncheck(other)") == said
    assert ask_in_notebook("check(2 / 3, 'top')") == said


def test_a_verdict_shows_without_quotes():
    assert repr(judge(2 / 3, PEAK)) == "Right."
    assert isinstance(judge(1, PEAK), Verdict)


# ---- what the author gets wrong --------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"right": None}, "right must be a function; got None"),
        ({"right": 2 / 3}, "right must be a function; got 0.66"),
        ({"right": lambda z: z}, "right must be a function of z, y; it takes (z)"),
        ({"inputs": {"z": (-4, 4), "y": target()}}, "z is (-4, 4)"),
        ({"inputs": {"z": Input({}), "y": target()}}, "z needs kinds, and axes among n, m, K"),
        ({"inputs": {"z": logit("q"), "y": target()}}, "z needs kinds, and axes among n, m, K"),
        ({"mistakes": [error]}, "mistakes must be functions by name; got [<function"),
        ({"mistakes": {"no function": 3}}, "got 3 at 'no function'"),
        ({"mistakes": {"": error}}, "at ''"),
        ({"mistakes": {"of z": lambda z: z}}, "the mistake 'of z' must be a function of z, y"),
        ({"divides_by": 1}, "divides_by must be a function; got 1"),
        ({"divides_by": lambda z: z}, "divides_by must be a function of z, y"),
        ({"free_of": "a"}, "free_of must be one of z, y"),
    ],
    ids=itertools.count(),
)
def test_an_exercise_that_is_declared_wrong_is_refused(options: dict, message: str):
    with pytest.raises(ValueError, match=re.escape(message)):
        Exercise(**{"right": error, "inputs": Z_Y} | options)


@pytest.mark.parametrize(
    ("right", "message"),
    [
        (lambda z, y: None, "right must give finite numbers"),
        (lambda z, y: "1", "right must give finite numbers"),
        (lambda z, y: np.log(z - 50) + y, "right must give finite numbers"),
        (lambda z, y: 1 / 0, "right stops at {'z': "),
    ],
)
@pytest.mark.parametrize("answer", [error, lambda z, y: None, lambda z, y: ...])
def test_a_right_answer_without_a_value_is_the_authors(
    right: Callable, message: str, answer: Callable
):
    with pytest.raises(ValueError, match=message):
        judge(answer, Exercise(right, Z_Y))


@pytest.mark.parametrize("mistake", [lambda z, y: None, lambda z, y: "?", lambda z, y: 1 / 0])
def test_a_mistake_without_a_value_is_the_authors(mistake: Callable):
    exercise = Exercise(error, Z_Y, {"none": mistake})
    with pytest.raises(ValueError, match="the mistake 'none' "):
        judge(lambda z, y: z, exercise)


def test_a_lesson_holds_exercises_only():
    with pytest.raises(ValueError, match="exercises: peak must be an Exercise; got"):
        check_for({"peak": 0.5})
