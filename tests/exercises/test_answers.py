"""What `check` says: right answers pass in any form, wrong ones are named, broken ones refused."""

import itertools
import re
from collections.abc import Callable

import numpy as np
import pytest

from helpers.exercises import answers as checks, diagnoses
from helpers.exercises.answers import Verdict, check
from helpers.neuron.activations import sigmoid, sigmoid_prime, softmax
from helpers.neuron.losses import (
    LOSSES,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    half_squared_error_gradient,
    half_squared_error_law,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
    softmax_half_squared_error_gradient,
)

# ---- right answers -------------------------------------------------------------------------


def branching(z, y):
    """An answer as a reader may write it, with `if` and for one number only."""
    a = 1 / (1 + float(np.exp(-z)))
    if y == 1:
        return -((1 - a) ** 2) * a
    return (a - y) * a * (1 - a)


@pytest.mark.parametrize(
    ("answer", "like", "options"),
    [
        (half_squared_error_gradient, half_squared_error_gradient, {}),
        (branching, half_squared_error_gradient, {}),
        (
            lambda z, y: (sigmoid(z) - y) * np.exp(-z) / (1 + np.exp(-z)) ** 2,
            half_squared_error_gradient,
            {},
        ),
        (lambda z, y: np.logaddexp(0, z) - y * z, binary_cross_entropy, {}),
        (
            lambda z, y: -y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z)),
            binary_cross_entropy,
            {},
        ),
        (
            lambda z, y: (
                (binary_cross_entropy(z + 1e-5, y) - binary_cross_entropy(z - 1e-5, y)) / 2e-5
            ),
            binary_cross_entropy_gradient,
            {},
        ),
        (lambda error: error**2 - error**3, half_squared_error_law, {}),
        (lambda error: np.float32(error**2 - error**3), half_squared_error_law, {}),
        (lambda w, y: w * y + (0.1 + 0.2 - 0.3), lambda w, y: w * y, {"hard": True}),
        (
            lambda z, y: np.exp(z) / np.exp(z).sum() - y,
            softmax_cross_entropy_gradient,
            {"classes": 4},
        ),
        (
            lambda x, y, w, b: sum((sigmoid(w * x + b) - y) * x) / len(x),
            lambda x, y, w, b: np.mean((sigmoid(w * x + b) - y) * x),
            {"samples": 5},
        ),
        (lambda: 0.6666666667, 2 / 3, {}),
        (2 / 3, 2 / 3, {}),
        (lambda: [1, 2], np.array([1.0, 2.0]), {}),
        (lambda: 2, lambda: 2.0, {}),
        (np.exp, lambda z: 1 / np.exp(-z), {}),
        (lambda z: 1 / z, lambda z: 1 / z, {"inputs": {"z": [1e-9, 2.0, np.inf]}}),
        (np.exp, lambda z: np.exp(z) + 0, {"inputs": {"z": [-np.inf, 0, np.inf]}}),
    ],
)
def test_a_right_answer_passes(answer: Callable, like: object, options: dict):
    assert check(answer, like, **options) == "Right."


def test_a_right_answer_that_warns_is_told_so():
    def answer(z):
        return np.where(z < 0, np.log(-z), np.log(abs(z)))

    said = "Right, though it warns: invalid value encountered in log."
    assert check(answer, lambda z: np.log(abs(z))) == said


def test_a_right_answer_may_print(capsys: pytest.CaptureFixture):
    assert check(lambda z: print(z) or z, lambda z: z) == "Right."
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("off", [1.01, 0.99, 1 + 1e-5])
def test_one_percent_off_is_wrong(off: float):
    like = half_squared_error_gradient
    assert check(lambda z, y: off * like(z, y), like).startswith("Not yet: at z = ")
    assert check(lambda: off * 2 / 3, 2 / 3).startswith("Not yet: 0.6")


def test_one_wrong_case_is_wrong():
    like = binary_cross_entropy_gradient
    wrong = check(lambda z, y: like(z, y) + (y == 0.3) * 1e-3, like)
    assert wrong.startswith("Not yet: at z = ")
    assert "y = 0.3 it gives" in wrong


def test_a_false_zero_beside_large_values_is_wrong():
    options = {"inputs": {"z": [40.0, -40.0], "y": [1, 1]}}

    def answer(z, y):
        return np.log(1 + np.exp(z)) - y * z

    said = "Not yet: at z = 40, y = 1 it gives 0, not 4.248e-18."
    assert check(answer, binary_cross_entropy, **options) == said


# ---- wrong by a factor ---------------------------------------------------------------------

A_FACTORS = {
    "the sign is wrong": lambda A: -1,
    "it is twice the right answer (is a factor ½ missing?)": lambda A: 2,
    "it is half the right answer (is there a factor ½ too many?)": lambda A: 0.5,
    "it lacks the factor A": lambda A: 1 / A,
    "it has one factor A too many": lambda A: A,
    "it lacks the factor 1 − A": lambda A: 1 / (1 - A),
    "it has one factor 1 − A too many": lambda A: 1 - A,
    "it lacks the factor σ′(z) = A(1 − A)": lambda A: 1 / (A * (1 - A)),
    "it has one factor σ′(z) = A(1 − A) too many": lambda A: A * (1 - A),
}
Z_FACTORS = {
    "the sign is wrong": lambda z, y: -1,
    "it is twice the right answer (is a factor ½ missing?)": lambda z, y: 2,
    "it is half the right answer (is there a factor ½ too many?)": lambda z, y: 0.5,
    "its logarithm has base 2, not e": lambda z, y: 1 / np.log(2),
    "its logarithm has base e, not 2": lambda z, y: np.log(2),
    "its logarithm has base 10, not e": lambda z, y: 1 / np.log(10),
    "it lacks the factor σ′(z)": lambda z, y: 1 / sigmoid_prime(z),
    "it has one factor σ′(z) too many": lambda z, y: sigmoid_prime(z),
    "it lacks the factor a − y": lambda z, y: 1 / (sigmoid(z) - y),
    "it has one factor a − y too many": lambda z, y: sigmoid(z) - y,
    "it lacks the factor z": lambda z, y: 1 / z,
    "it has one factor z too many": lambda z, y: z,
    "σ′ is taken at a, not at z": lambda z, y: sigmoid_prime(sigmoid(z)) / sigmoid_prime(z),
    "σ′(z) is a(1 − a), not z(1 − z)": lambda z, y: z * (1 - z) / sigmoid_prime(z),
    "it compares z, not σ(z), with y": lambda z, y: (z - y) / (sigmoid(z) - y),
}
A_Y_FACTORS = {
    "it lacks the factor σ′(z) = a(1 − a)": lambda a, y: 1 / (a * (1 - a)),
    "it has one factor σ′(z) = a(1 − a) too many": lambda a, y: a * (1 - a),
    "it lacks the factor a": lambda a, y: 1 / a,
    "it has one factor a too many": lambda a, y: a,
}
W_FACTORS = {
    "it lacks the factor σ′(z)": lambda w, x, b, y: 1 / sigmoid_prime(w * x + b),
    "it has one factor σ′(z) too many": lambda w, x, b, y: sigmoid_prime(w * x + b),
    "it lacks the factor x": lambda w, x, b, y: 1 / x,
    "it has one factor x too many": lambda w, x, b, y: x,
    "it lacks the factor w": lambda w, x, b, y: 1 / w,
    "it has one factor w too many": lambda w, x, b, y: w,
}


def weight_gradient(w, x, b, y):
    return half_squared_error_gradient(w * x + b, y) * x


FACTORS = {
    "the gradient by a": (lambda a, y: (a - y) * a * (1 - a), A_Y_FACTORS),
    "the gradient by w": (weight_gradient, W_FACTORS),
}
for name, loss in LOSSES.items():
    FACTORS |= {
        f"the value of {name}": (loss.value, Z_FACTORS),
        f"the gradient of {name}": (loss.gradient, Z_FACTORS),
        f"the law of {name}": (loss.law, A_FACTORS),
    }
BY_A_FACTOR = [
    pytest.param(like, text, factor, id=f"{of}: {text}")
    for of, (like, factors) in FACTORS.items()
    if like is not None
    for text, factor in factors.items()
]


@pytest.mark.parametrize(("like", "text", "factor"), BY_A_FACTOR)
def test_a_factor_is_named(like: Callable, text: str, factor: Callable):
    def wrong(*arguments):
        return like(*arguments) * factor(*arguments)

    assert check(wrong, like) == f"Not yet: {text}."


@pytest.mark.parametrize(("like", "text", "factor"), BY_A_FACTOR)
def test_a_factor_is_named_with_the_sign(like: Callable, text: str, factor: Callable):
    def wrong(*arguments):
        return -like(*arguments) * factor(*arguments)

    both = f"the sign is wrong and {text}"
    assert check(wrong, like) == ("Right." if "sign" in text else f"Not yet: {both}.")


@pytest.mark.parametrize(
    ("names", "options"),
    [
        (["z", "y"], {}),
        (["z", "y"], {"hard": True}),
        (["a", "y"], {}),
        (["a", "y"], {"hard": True}),
        (["A"], {}),
        (["z", "x"], {}),
        (["z", "a", "y", "x"], {}),
        (["w", "x", "b", "y"], {}),
        (["w", "b", "eta", "a", "y", "x"], {"hard": True}),
        (["p", "q"], {}),
        (["z", "y"], {"classes": 3}),
        (["a", "y"], {"classes": 4}),
        (["x", "y", "w", "b"], {"samples": 5}),
        (["z", "y"], {"samples": 7}),
        (["z", "y"], {"samples": 5, "classes": 3}),
        ([], {}),
    ],
    ids=str,
)
def test_no_two_diagnoses_coincide(names: list[str], options: dict):
    options = {"hard": False, "classes": None, "samples": None, "inputs": {}} | options
    cases = checks._draw(names, **options)
    assert len(cases) == (24 if names else 1)
    columns = list(zip(*(diagnoses._quotients(c, options["samples"]) for c in cases), strict=True))
    size = np.broadcast_shapes(*(np.shape(value) for value in [*cases[0].values(), 1]))
    signed = {
        (sign, column[0][0]): sign
        * np.concatenate([np.ravel(np.broadcast_to(value, size)) for _, value in column])
        for column in columns
        for sign in (1, -1)
        if all(np.ndim(value) in (0, len(size)) for _, value in column)
    }
    for (one, values), (other, others) in itertools.combinations(signed.items(), 2):
        ratio = values / others
        assert abs(ratio - 1).max() > 1e-3, f"{one} and {other}"


# ---- means and sums over samples -----------------------------------------------------------


def mean_gradient(x, y, w, b):
    z = w * x + b
    return np.mean(half_squared_error_gradient(z, y) * x)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (
            lambda x, y, w, b: 5 * mean_gradient(x, y, w, b),
            "it lacks the factor 1/n (a sum where a mean is wanted)",
        ),
        (
            lambda x, y, w, b: -mean_gradient(x, y, w, b) / len(x),
            "the sign is wrong and it has a factor 1/n too many (a mean where a sum is wanted)",
        ),
        (
            lambda x, y, w, b: np.mean(half_squared_error_gradient(w * x + b, y)),
            "it lacks the factor x",
        ),
        (
            lambda x, y, w, b: np.mean((sigmoid(w * x + b) - y) * x),
            "it lacks the factor σ′(z)",
        ),
        (
            lambda x, y, w, b: np.mean(half_squared_error_gradient(w * x + b, y)) * np.mean(x),
            "it is right where all samples are equal, and wrong where they differ",
        ),
        (
            lambda x, y, w, b: np.mean(half_squared_error_gradient(w * x + b, y[:, None]) * x),
            "it is right where all samples are equal, and wrong where they differ",
        ),
        (
            lambda x, y, w, b: half_squared_error_gradient(w * x + b, y) * x,
            "it gives an array of shape (5,), where one number is wanted",
        ),
    ],
)
def test_a_factor_inside_a_sum_is_named(wrong: Callable, text: str):
    assert check(wrong, mean_gradient, samples=5) == f"Not yet: {text}."


# ---- other wrong answers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "like", "options", "text"),
    [
        (
            lambda z, y: abs(sigmoid(z) - y),
            binary_cross_entropy_gradient,
            {},
            "it gives the magnitude; the sign is lost",
        ),
        (lambda a, y: y**2 - a, lambda a, y: a**2 - y, {}, "a and y are swapped"),
        (lambda x, w: w**2 + x, lambda x, w: x**2 + w, {}, "x and w are swapped"),
        (
            lambda z, y: -y * np.log(sigmoid(z)),
            binary_cross_entropy,
            {},
            "it is right for y = 1 only",
        ),
        (
            lambda z, y: (1 - y) * np.logaddexp(0, z),
            binary_cross_entropy,
            {},
            "it is right for y = 0 only",
        ),
        (
            lambda z, y: -np.log(abs(1 - y - sigmoid(z))),
            binary_cross_entropy,
            {},
            "it is right for hard targets only",
        ),
        (
            lambda z, x: (z, z * x),
            lambda z, x: (z * x, z),
            {},
            "its values come in the wrong order",
        ),
        (
            lambda z, T: sigmoid(z / T),
            lambda z, T: sigmoid(z / T) / T,
            {"inputs": {"T": [0.5, 2, 3]}},
            "it lacks the factor 1/T",
        ),
        (lambda: 0.5, 2 / 3, {}, "0.5 is too small"),
        (lambda: [1, 2], [1, 3], {}, "[1, 2] is not it"),
        (lambda z: z + 1, lambda z: z, {"inputs": {"z": [3.0]}}, "at z = 3 it gives 4, not 3"),
        (
            lambda z, y: softmax(z) + y,
            softmax_cross_entropy_gradient,
            {"classes": 2, "inputs": {"z": [[0, 0]], "y": [[0, 1]]}},
            "at z = [0, 0], y = [0, 1] it gives [0.5, 1.5], not [0.5, -0.5]",
        ),
    ],
)
def test_other_mistakes_are_named(wrong: Callable, like: object, options: dict, text: str):
    assert check(wrong, like, **options) == f"Not yet: {text}."


def independent_sigmoids(z, y):
    a = softmax(z)
    return (a - y) * a * (1 - a)


def test_a_named_mistake_is_recognised():
    like = softmax_half_squared_error_gradient
    mistakes = {"each output is differentiated as a sigmoid": independent_sigmoids}
    verdict = check(independent_sigmoids, like, classes=3, mistakes=mistakes)
    assert verdict == "Not yet: each output is differentiated as a sigmoid."
    assert check(like, like, classes=3, mistakes=mistakes) == "Right."


def test_a_named_mistake_goes_before_a_factor():
    mistakes = {"y and a are swapped": lambda z, y: y - sigmoid(z)}
    like = binary_cross_entropy_gradient
    verdict = check(lambda z, y: -like(z, y), like, mistakes=mistakes)
    assert verdict == "Not yet: y and a are swapped."


def test_a_named_mistake_has_the_same_shape():
    mistakes = {"the sum is missing": lambda z, y: np.ones(3)}
    like = softmax_cross_entropy
    assert check(lambda z, y: 1, like, classes=3, mistakes=mistakes).startswith("Not yet: at z")


def test_a_named_mistake_may_divide_by_zero():
    mistakes = {"the logarithm is taken of y": lambda a, y: a * np.log(1 / y)}
    verdict = check(lambda a, y: a * a, lambda a, y: a - y, mistakes=mistakes)
    assert verdict.startswith("Not yet: at a = ")


# ---- broken answers ------------------------------------------------------------------------


def not_attempted(z, y):
    raise NotImplementedError


def changes_its_input(z, y):
    z -= z.max()
    return z


def exits(z, y):
    raise SystemExit("bye")


def explains_at_length(z, y):
    raise ValueError("first line\nsecond  line.")


def runs_away(z, y):
    return runs_away(z, y)


FUNCTION = "the answer must be a function of z, y"
BROKEN = [
    (lambda z, y: None, {}, "it gives None; is a return missing?"),
    (lambda z, y: print(z), {}, "it prints its answer; it must return it"),
    (lambda z, y: "0.5", {}, "it gives text, where real numbers are wanted"),
    (lambda z, y: z > 0, {}, "it gives True or False, where real numbers are wanted"),
    (lambda z, y: z + 1j, {}, "it gives complex numbers, where real numbers are wanted"),
    (lambda z, y: np.datetime64("2020"), {}, "it gives no numbers, where real numbers are wanted"),
    (lambda z, y: {"a": z}, {}, "it gives a dict, not numbers"),
    (lambda z, y: [[1], [1, 2]], {}, "it gives a list, not numbers"),
    (lambda z, y: np.exp, {}, "it gives a ufunc, not numbers"),
    (lambda z, y: z + np.nan, {"inputs": {"z": [2], "y": [1]}}, "it gives nan at z = 2, y = 1"),
    (lambda z, y: [z], {}, "it gives an array of shape (1,), where one number is wanted"),
    (
        lambda z, y: z.sum(),
        {"classes": 3},
        "it gives one number, where an array of shape (3,) is wanted",
    ),
    (changes_its_input, {"classes": 3}, "it changes its input z; work on a copy"),
    (
        lambda z, y: 1 // 0,
        {"inputs": {"z": [2], "y": [1]}},
        "it stops at z = 2, y = 1 with ZeroDivisionError: integer division or modulo by zero",
    ),
    (
        explains_at_length,
        {"inputs": {"z": [2], "y": [1]}},
        "it stops at z = 2, y = 1 with ValueError: first line second line",
    ),
    (exits, {"inputs": {"z": [2], "y": [1]}}, "it stops at z = 2, y = 1 with SystemExit: bye"),
    (lambda z: z, {}, FUNCTION),
    (lambda z, y, w: z, {}, FUNCTION),
    (lambda z, *, y: z, {}, FUNCTION),
    (0.5, {}, FUNCTION),
    ("z - y", {}, FUNCTION),
    (None, {}, FUNCTION),
]


@pytest.mark.parametrize(("answer", "options", "text"), BROKEN)
def test_a_broken_answer_gets_one_line(answer: object, options: dict, text: str):
    classes = options.get("classes")
    like = softmax_cross_entropy_gradient if classes else binary_cross_entropy_gradient
    assert check(answer, like, **options) == f"Not yet: {text}."


def test_an_answer_without_end_gets_one_line():
    verdict = check(runs_away, binary_cross_entropy_gradient)
    assert "RecursionError" in verdict
    assert "\n" not in verdict


@pytest.mark.parametrize("answer", [not_attempted, lambda z, y: ...])
def test_a_stub_is_not_attempted(answer: Callable):
    said = "Not attempted yet: write your answer in the cell above, run it, then this."
    assert check(answer, binary_cross_entropy_gradient) == said


@pytest.mark.parametrize(
    ("answer", "text"),
    [(lambda z: z, "a function of no arguments"), (None, "None"), ("2/3", "text"), (np.nan, "nan")],
)
def test_a_broken_number_gets_one_line(answer: object, text: str):
    verdict = check(answer, 2 / 3)
    assert verdict.startswith("Not yet: ")
    assert text in verdict


# ---- the verdict and the inputs ------------------------------------------------------------


def test_a_verdict_shows_without_quotes():
    assert repr(Verdict("Right.")) == "Right."
    assert isinstance(check(1, 1), Verdict)


def test_the_inputs_are_the_same_each_time():
    seen = []
    for _ in range(2):
        check(lambda z, y: seen.append((z, y)) or z, lambda z, y: z)
    assert len(seen) == 48
    assert seen[:24] == seen[24:]


def test_targets_are_hard_and_soft():
    def targets(**options):
        cases = checks._draw(["z", "y"], **{"hard": False, "inputs": {}} | options)
        return np.array([case["y"] for case in cases])

    assert set(targets(classes=None, samples=None)) == {0, 0.3, 0.8, 1}
    assert set(targets(classes=None, samples=None, hard=True)) == {0, 1}
    mixed = targets(classes=3, samples=5)
    assert mixed.shape == (24, 5, 3)
    assert mixed.sum(axis=-1) == pytest.approx(1)
    assert 0 < np.isin(mixed, (0, 1)).mean() < 1
    assert np.isin(targets(classes=3, samples=None, hard=True), (0, 1)).all()


def test_a_and_error_belong_to_their_logit():
    for classes, activation in ((None, sigmoid), (3, softmax)):
        for case in checks._draw(["z", "y", "a", "A"], False, classes, None, {}):
            assert case["a"] == pytest.approx(activation(case["z"]))
            assert case["A"] == pytest.approx(abs(case["a"] - case["y"]))


def test_indexed_names_are_drawn_like_their_letter():
    assert check(lambda w_1, x_1: w_1 * x_1, lambda w_1, x_1: w_1 * x_1) == "Right."


def test_parameters_with_a_default_are_left_alone():
    assert check(lambda z: z, lambda z, axis=-1: z) == "Right."


def test_unknown_inputs_are_refused():
    with pytest.raises(ValueError, match="like takes 'temper', but inputs are drawn for y, z, w"):
        check(1, lambda temper: temper)
    with pytest.raises(ValueError, match="inputs names x, but like takes"):
        check(1, lambda z: z, inputs={"x": [1]})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"classes": 0}, "classes must be a whole number from 2, or None; got 0"),
        ({"classes": 1}, "classes must be a whole number from 2, or None; got 1"),
        ({"classes": 3.0}, "classes must be a whole number from 2, or None; got 3.0"),
        ({"samples": 0}, "samples must be a whole number from 2, or None; got 0"),
        ({"samples": -5}, "samples must be a whole number from 2, or None; got -5"),
        ({"samples": True}, "samples must be a whole number from 2, or None; got True"),
        ({"mistakes": {"no function": 3}}, "mistakes must be functions; got 3 for 'no function'"),
        ({"like": None}, "like must be a function, a number or an array of these; got None"),
        ({"like": "2/3"}, "like must be a function, a number or an array of these; got '2/3'"),
    ],
    ids=str,
)
def test_what_the_author_gets_wrong_is_named(options: dict, message: str):
    with pytest.raises(ValueError, match=re.escape(message)):
        check(sigmoid, **{"like": sigmoid} | options)


def test_a_count_may_come_from_numpy():
    assert check(softmax, like=softmax, classes=np.int64(3)) == "Right."


def test_a_factor_of_another_shape_is_passed_over():
    verdict = check(
        lambda x, y, z: z + np.arange(3.0),
        like=lambda x, y, z: z * np.ones(3),
        inputs={"x": [np.ones(5)] * 3, "y": [np.ones(5)] * 3, "z": [1.0, 2.0, 3.0]},
    )
    assert verdict.endswith("z = 1 it gives [1, 2, 3], not [1, 1, 1].")


def test_numbers_that_differ_are_shown_to_differ():
    verdict = check(lambda z: z * 1.00001, like=lambda z: z, inputs={"z": [0.404, 0.8]})
    assert verdict == "Not yet: at z = 0.404 it gives 0.404004, not 0.404."


@pytest.mark.parametrize("name", ["z", "w", "b", "x"])
def test_inputs_of_either_sign_are_drawn(name):
    scope = {"np": np}
    like, lost = (eval(f"lambda {name}: {f}", scope) for f in (name, f"abs({name})"))
    assert check(like, like) == "Right."
    assert check(lost, like).startswith("Not yet")
