"""What every function does with its arguments, whatever it computes."""

import tracemalloc
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from properties import properties

from helpers.neuron import activations, fast, losses
from helpers.neuron.arrays import BLOCK, WHOLE

OF_LOGITS = [activations.sigmoid, activations.sigmoid_prime, activations.log_sigmoid]
OF_ERRORS = [losses.half_squared_error_law, losses.cross_entropy_law, losses.law_ratio]
OF_LOGITS_AND_TARGETS = [
    losses.half_squared_error,
    losses.half_squared_error_gradient,
    losses.half_squared_error_curvature,
    losses.binary_cross_entropy,
    losses.binary_cross_entropy_gradient,
    losses.binary_cross_entropy_curvature,
    losses.absolute_error,
]
OF_PROBABILITIES = [losses.binary_cross_entropy_from_probability]
ELEMENTWISE = OF_LOGITS + OF_ERRORS + OF_LOGITS_AND_TARGETS + OF_PROBABILITIES
OF_CLASSES = [activations.softmax, activations.log_softmax]
OF_CLASSES_AND_TARGETS = [
    losses.softmax_half_squared_error,
    losses.softmax_half_squared_error_gradient,
    losses.softmax_cross_entropy,
    losses.softmax_cross_entropy_gradient,
]
OVER_CLASSES = OF_CLASSES + OF_CLASSES_AND_TARGETS
WITH_GRADIENT = [
    fast.half_squared_error_with_gradient,
    fast.binary_cross_entropy_with_gradient,
    fast.softmax_cross_entropy_with_gradient,
]
SUMMED = (losses.softmax_half_squared_error, losses.softmax_cross_entropy)


def arguments(function, shape, seed=20154):
    """Arrays in [0, 1] are legal everywhere."""
    rng = np.random.default_rng(seed)
    one = OF_LOGITS + OF_ERRORS + OF_CLASSES
    return [rng.random(shape) for _ in range(1 if function in one else 2)]


def results(function, *args, **kwargs):
    got = function(*args, **kwargs)
    return got if isinstance(got, tuple) else (got,)


@pytest.mark.parametrize("function", ELEMENTWISE + OVER_CLASSES + WITH_GRADIENT)
class TestEveryFunction:
    @pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 1, 3), (0, 3)])
    def test_keeps_the_shape(self, function, shape):
        for got in results(function, *arguments(function, shape)):
            reduced = function in SUMMED or (
                function is fast.softmax_cross_entropy_with_gradient and got.ndim < len(shape)
            )
            assert got.shape == (shape[:-1] if reduced else shape)

    def test_keeps_float32_and_turns_all_else_into_float64(self, function):
        args = arguments(function, 3)
        for got in results(function, *(arg.astype(np.float32) for arg in args)):
            assert got.dtype == np.float32
        for kind in (np.float16, np.longdouble, ">f8"):
            for got in results(function, *(arg.astype(kind) for arg in args)):
                assert got.dtype == np.float64

    def test_takes_its_precision_from_the_first_argument(self, function):
        args = arguments(function, 3)
        single = [args[0].astype(np.float32), *args[1:]]
        double = [args[0], *(arg.astype(np.float32) for arg in args[1:])]
        assert {got.dtype for got in results(function, *single)} == {np.dtype(np.float32)}
        assert {got.dtype for got in results(function, *double)} == {np.dtype(np.float64)}

    @pytest.mark.parametrize(
        "kind",
        [list, lambda v: v.astype(int), lambda v: v.astype(bool), lambda v: v.astype(object)],
    )
    def test_takes_integers_booleans_lists_and_objects(self, function, kind):
        args = [np.round(arg) for arg in arguments(function, 4)]
        same = results(function, *(kind(arg) for arg in args))
        for got, expected in zip(same, results(function, *args), strict=True):
            assert got.dtype == np.float64
            np.testing.assert_array_equal(got, expected)

    def test_takes_any_memory_layout_and_changes_no_argument(self, function):
        args = arguments(function, (4, 6))
        plain = results(function, *(arg[::2, ::-3].copy() for arg in args))
        for arg in args:
            arg.setflags(write=False)
        copies = [arg.copy() for arg in args]
        for got, expected in zip(
            results(function, *(arg[::2, ::-3] for arg in args)), plain, strict=True
        ):
            np.testing.assert_allclose(got, expected, rtol=1e-15)
        for arg, copy in zip(args, copies, strict=True):
            np.testing.assert_array_equal(arg, copy)

    def test_a_result_is_never_the_argument_itself(self, function):
        args = arguments(function, 3)
        for got in results(function, *args):
            assert not any(np.shares_memory(got, arg) for arg in args)

    def test_batch_equals_one_by_one(self, function):
        args = arguments(function, (5, 3))
        rows = [results(function, *row) for row in zip(*args, strict=True)]
        for got, *one_by_one in zip(results(function, *args), *rows, strict=True):
            np.testing.assert_allclose(got, np.stack(one_by_one), rtol=2e-15)

    @pytest.mark.parametrize("bad", ["1", ["a", "b"], None, [None, 1.0], 1j, [[1], [1, 2]], {1: 2}])
    def test_says_which_argument_holds_no_numbers(self, function, bad):
        args = arguments(function, 2)
        for k, name in enumerate(parameters(function)):
            wrong = [*args[:k], bad, *args[k + 1 :]]
            with pytest.raises(ValueError, match=rf"^{name} must "):
                function(*wrong)

    @pytest.mark.parametrize("bad", [-5e-324, -1, np.nextafter(1, 2), np.nan, np.inf, -np.inf])
    def test_says_which_probability_is_none(self, function, bad):
        args = arguments(function, 2)
        for k, name in enumerate(parameters(function)):
            wrong = [*args[:k], np.array([0.5, bad]), *args[k + 1 :]]
            if name != "z":
                with pytest.raises(
                    ValueError, match=rf"^{name} must lie in \[0, 1\], but it holds"
                ):
                    function(*wrong)

    def test_takes_arguments_by_name(self, function):
        args = arguments(function, 3)
        named = dict(zip(parameters(function), args, strict=True))
        for got, expected in zip(results(function, **named), results(function, *args), strict=True):
            np.testing.assert_array_equal(got, expected)
        with pytest.raises(TypeError):
            function()


def parameters(function):
    return ["z", "y"] if function in WITH_GRADIENT else _names(function)


def _names(function):
    if function in OF_ERRORS:
        return ["A"]
    if function in OF_PROBABILITIES:
        return ["a", "y"]
    return ["z"] if function in OF_LOGITS + OF_CLASSES else ["z", "y"]


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_elementwise_takes_scalars_and_empty_arrays(function):
    args = arguments(function, ())
    assert isinstance(function(*args), np.float64)
    assert isinstance(function(*(float(arg) for arg in args)), np.float64)
    assert function(*arguments(function, 0)).shape == (0,)


TWO_ARGUMENTS = OF_LOGITS_AND_TARGETS + OF_PROBABILITIES + WITH_GRADIENT[:2]


@pytest.mark.parametrize("function", TWO_ARGUMENTS)
def test_elementwise_broadcasts(function):
    first, second = np.linspace(0, 1, 3)[:, np.newaxis], np.linspace(0, 1, 4)
    full = [np.ascontiguousarray(v) for v in np.broadcast_arrays(first, second)]
    pairs = zip(results(function, first, second), results(function, *full), strict=True)
    for got, expected in pairs:
        np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize("function", TWO_ARGUMENTS + OF_CLASSES_AND_TARGETS)
def test_shapes_that_do_not_broadcast_are_named(function):
    first, second = parameters(function)
    message = rf"^shapes must broadcast together, but they are {first} \(3,\), {second} \(2,\)$"
    with pytest.raises(ValueError, match=message):
        function(np.zeros(3), np.zeros(2))


@pytest.mark.parametrize("function", ELEMENTWISE + WITH_GRADIENT[:2])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_blocks_give_what_pieces_give(function, dtype):
    args = [arg.astype(dtype) for arg in arguments(function, WHOLE + 5)]
    pieces = [
        results(function, *(arg[start : start + WHOLE // 3] for arg in args))
        for start in range(0, WHOLE + 5, WHOLE // 3)
    ]
    for got, *parts in zip(results(function, *args), *pieces, strict=True):
        assert got.dtype == dtype
        np.testing.assert_allclose(got, np.concatenate(parts), rtol=np.finfo(dtype).eps)


def test_blocks_broadcast():
    z, y = np.linspace(-5, 5, 400)[:, np.newaxis], np.linspace(0, 1, 401)
    got = losses.binary_cross_entropy(z, y)
    assert got.shape == (400, 401)
    np.testing.assert_allclose(got[7], losses.binary_cross_entropy(z[7], y), rtol=1e-15)
    np.testing.assert_allclose(
        losses.binary_cross_entropy(z.T, y[:, np.newaxis]), got.T, rtol=1e-15
    )


@pytest.mark.parametrize("function", OVER_CLASSES + WITH_GRADIENT[2:])
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_classes_may_lie_along_any_axis(function, axis):
    for shape in ((3, 4, 5), (30, 25, 40)):  # at once, and in blocks
        args = arguments(function, shape)
        moved = results(function, *(np.moveaxis(arg, axis, -1) for arg in args))
        for got, expected in zip(results(function, *args, axis=axis), moved, strict=True):
            back = np.moveaxis(expected, -1, axis) if expected.ndim == 3 else expected
            np.testing.assert_allclose(got, back, rtol=1e-14)


@pytest.mark.parametrize("function", OVER_CLASSES + WITH_GRADIENT[2:])
def test_axis_errors(function):
    args = arguments(function, (2, 3))
    for axis in (2, -3, 0.5, None):
        with pytest.raises(ValueError, match=r"^axis must name an axis of z, of shape \(2, 3\)"):
            function(*args, axis=axis)
    with pytest.raises(ValueError, match=r"^axis must name an axis of z, of shape \(\)"):
        function(*arguments(function, ()))
    with pytest.raises(ValueError, match=r"^z must hold one class or more along axis -1"):
        function(*arguments(function, (2, 0)))


def test_more_classes_than_a_block_holds():
    z = np.linspace(-5, 5, 2 * BLOCK + 2).reshape(2, BLOCK + 1)
    np.testing.assert_allclose(activations.softmax(z).sum(axis=-1), 1, rtol=1e-13)
    y = np.eye(1, BLOCK + 1)[0]
    for function in OF_CLASSES_AND_TARGETS:
        both = function(z, y)
        np.testing.assert_allclose(both, [function(row, y) for row in z], rtol=1e-13)


def test_more_classes_than_a_block_of_the_fast_form_holds():
    z = np.linspace(-5, 5, 2 * fast.BLOCK_OF_ROWS + 2).reshape(2, -1)
    y = np.eye(2, z.shape[1])
    value, gradient = fast.softmax_cross_entropy_with_gradient(z, y)
    np.testing.assert_allclose(value, losses.softmax_cross_entropy(z, y), rtol=1e-13)
    expected = losses.softmax_cross_entropy_gradient(z, y)
    np.testing.assert_allclose(gradient, expected, rtol=1e-13)


@pytest.mark.parametrize("function", WITH_GRADIENT[:2])
def test_targets_are_checked_where_there_is_nothing_to_compute(function):
    with pytest.raises(ValueError, match=r"^y must lie in \[0, 1\], but it holds 2.0"):
        function(np.zeros((0, 2)), [[2.0, 0.0]])


@pytest.mark.parametrize("function", [*ELEMENTWISE, *OVER_CLASSES, *WITH_GRADIENT])
def test_large_arrays_take_little_memory_beyond_the_result(function):
    args = arguments(function, (100_000, 10))
    tracemalloc.start()
    size = sum(got.nbytes for got in results(function, *args))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - size < 0.2 * args[0].nbytes


def test_numbers_of_other_kinds():
    expected = activations.sigmoid(0.5)
    assert activations.sigmoid(Fraction(1, 2)) == expected
    assert activations.sigmoid([Decimal("0.5"), True])[0] == expected
    assert activations.sigmoid(10**30) == 1
    with pytest.raises(ValueError, match=r"^z must hold real numbers: int too large"):
        activations.sigmoid(10**400)


def test_any_number_of_axes():
    assert activations.sigmoid(np.zeros((1,) * 20)).shape == (1,) * 20


finite = st.floats(allow_nan=False, allow_infinity=False)
unit = st.floats(0, 1)
ALL_OF_LOGITS = OF_LOGITS_AND_TARGETS + WITH_GRADIENT[:2]


@properties
@given(finite, unit)
def test_finite_input_gives_numbers(z, y):
    for function in OF_LOGITS:
        assert np.isfinite(function(z))
    for function in ALL_OF_LOGITS:
        assert np.isfinite(results(function, z, y)).all()


@properties
@given(
    hnp.arrays(float, (2, 3), elements=finite),
    hnp.arrays(float, (2, 3), elements=st.sampled_from([0.0, 0.25, 1.0])),
)
def test_finite_rows_give_numbers(z, y):
    for function in OF_CLASSES:
        assert not np.isnan(function(z)).any()
    for function in OF_CLASSES_AND_TARGETS + WITH_GRADIENT[2:]:
        assert not any(np.isnan(got).any() for got in results(function, z, y))


@pytest.mark.parametrize("function", OF_LOGITS)
def test_nan_logits_stay_nan(function):
    np.testing.assert_array_equal(np.isnan(function([0, np.nan])), [False, True])


@pytest.mark.parametrize("function", ALL_OF_LOGITS)
@pytest.mark.parametrize("y", [0, 0.3, 1])
def test_nan_logits_stay_nan_in_losses(function, y):
    for got in results(function, [0, np.nan], y):
        np.testing.assert_array_equal(np.isnan(got), [False, True])
