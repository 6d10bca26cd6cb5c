"""What every function does with its arguments, whatever it computes."""

import tracemalloc
from decimal import Decimal
from fractions import Fraction
from inspect import signature

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from properties import properties

from helpers import neuron
from helpers.neuron import LOSSES, losses, sigmoid, softmax
from helpers.neuron.arrays import BLOCK


def every_function() -> dict:
    """All that the wing exports, and all that its losses hold, by name."""
    found = {name: getattr(neuron, name) for name in neuron.__all__}
    for loss in LOSSES.values():
        parts = {"of": loss, "softmax of": loss.softmax}
        found |= {
            f"{key} {where} {loss.name}": part
            for where, form in parts.items()
            for key, part in vars(form or object).items()
        }
    of_arrays = {name: f for name, f in found.items() if hasattr(f, "__wrapped__")}
    return {f: name for name, f in of_arrays.items()}  # each once


def parameters(function) -> list[str]:
    return list(signature(function).parameters)


NAMES = every_function()
OVER_CLASSES = [f for f in NAMES if parameters(f)[-1] == "axis"]
ELEMENTWISE = [f for f in NAMES if f not in OVER_CLASSES]
TWO_ARGUMENTS = [f for f in ELEMENTWISE if len(parameters(f)) == 2]
OF_LOGITS = [f for f in ELEMENTWISE if parameters(f) == ["z"]]
OF_LOGITS_AND_TARGETS = [f for f in ELEMENTWISE if parameters(f) == ["z", "y"]]
UNBOUNDED = [f for loss in LOSSES.values() if loss.steepest == np.inf for f in vars(loss).values()]
LABELLED = [f for f in OVER_CLASSES if "y" in parameters(f)]


def named(functions) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("function", functions, ids=NAMES.get)


def arguments(function, shape, seed=20154):
    """Arrays in [0, 1] are legal everywhere; S is at most A²."""
    rng = np.random.default_rng(seed)
    names = [name for name in parameters(function) if name != "axis"]
    args = [rng.random(shape) for _ in names]
    return args if names[-1] != "S" else [args[0], args[0] ** 2 * args[1]]


def test_there_are_as_many_functions_as_the_wing_has():
    public = {name for name in vars(neuron) if hasattr(getattr(neuron, name), "__wrapped__")}
    assert public <= set(neuron.__all__)
    assert len(ELEMENTWISE) >= 3 + 8 + 4 + 1
    assert len(OVER_CLASSES) >= 2 + 4 + 1


def results(function, *args, **kwargs):
    got = function(*args, **kwargs)
    return got if isinstance(got, tuple) else (got,)


@named(NAMES)
class TestEveryFunction:
    @pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 1, 3), (0, 3)])
    def test_keeps_the_shape(self, function, shape):
        shapes = [got.shape for got in results(function, *arguments(function, shape))]
        summed = function in LABELLED and "gradient" not in NAMES[function]
        assert shapes[0] == (shape[:-1] if summed else shape)
        assert set(shapes[1:]) <= {shape}

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
        for k, name in enumerate(parameters(function)[: len(args)]):
            wrong = [*args[:k], bad, *args[k + 1 :]]
            with pytest.raises(ValueError, match=rf"^{name} must "):
                function(*wrong)

    @pytest.mark.parametrize("bad", [-5e-324, -1, np.nextafter(1, 2), np.nan, np.inf, -np.inf])
    def test_says_which_probability_is_none(self, function, bad):
        args = arguments(function, 2)
        for k, name in enumerate(parameters(function)[: len(args)]):
            wrong = [*args[:k], np.array([0.5, bad]), *args[k + 1 :]]
            if name != "z":
                with pytest.raises(
                    ValueError, match=rf"^{name} must lie in \[0, 1\], but it holds"
                ):
                    function(*wrong)

    def test_takes_arguments_by_name(self, function):
        args = arguments(function, 3)
        by_name = dict(zip(parameters(function), args, strict=False))
        for got, expected in zip(
            results(function, **by_name), results(function, *args), strict=True
        ):
            np.testing.assert_array_equal(got, expected)
        with pytest.raises(TypeError):
            function()


@named(ELEMENTWISE)
def test_elementwise_takes_scalars_and_empty_arrays(function):
    args = arguments(function, ())
    for scalars in (args, [float(arg) for arg in args]):
        assert all(isinstance(got, np.float64) for got in results(function, *scalars))
    assert all(got.shape == (0,) for got in results(function, *arguments(function, 0)))


@named(TWO_ARGUMENTS)
def test_elementwise_broadcasts(function):
    first, second = np.linspace(0.5, 1, 3)[:, np.newaxis], np.linspace(0, 0.25, 4)
    full = [np.ascontiguousarray(v) for v in np.broadcast_arrays(first, second)]
    pairs = zip(results(function, first, second), results(function, *full), strict=True)
    for got, expected in pairs:
        np.testing.assert_array_equal(got, expected)


@named(TWO_ARGUMENTS + LABELLED)
def test_shapes_that_do_not_broadcast_are_named(function):
    first, second, *_ = parameters(function)
    message = rf"^shapes must broadcast together, but they are {first} \(3,\), {second} \(2,\)$"
    with pytest.raises(ValueError, match=message):
        function(np.zeros(3), np.zeros(2))


@named(ELEMENTWISE)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_blocks_give_what_pieces_give(function, dtype):
    args = [arg.astype(dtype) for arg in arguments(function, 3 * BLOCK + 5)]
    pieces = [
        results(function, *(arg[start : start + BLOCK // 3] for arg in args))
        for start in range(0, 3 * BLOCK + 5, BLOCK // 3)
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


@named(OVER_CLASSES)
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_classes_may_lie_along_any_axis(function, axis):
    for shape in ((3, 4, 5), (30, 25, 40)):  # at once, and in blocks
        args = arguments(function, shape)
        moved = results(function, *(np.moveaxis(arg, axis, -1) for arg in args))
        for got, expected in zip(results(function, *args, axis=axis), moved, strict=True):
            back = np.moveaxis(expected, -1, axis) if expected.ndim == 3 else expected
            np.testing.assert_allclose(got, back, rtol=1e-14)


@named(OVER_CLASSES)
def test_axis_errors(function):
    args = arguments(function, (2, 3))
    for axis in (2, -3, 0.5, None):
        with pytest.raises(ValueError, match=r"^axis must name an axis of z, of shape \(2, 3\)"):
            function(*args, axis=axis)
    with pytest.raises(ValueError, match=r"^z must hold the logits of all classes along an axis"):
        function(*arguments(function, ()))
    with pytest.raises(ValueError, match=r"^z must hold one class or more along axis -1"):
        function(*arguments(function, (2, 0)))


@named(LABELLED)
@pytest.mark.parametrize(
    ("shape", "axis", "labels"),
    [
        ((5, 3), -1, [0, 2, 1, 1, 0]),
        ((5, 3), -1, [0, 1, 1, 1, 0]),
        ((3, 3), -1, [0, 2, 1]),
        ((3, 3), 1, [1, 1, 0]),
        ((3, 5), 0, [0, 2, 1, 1, 0]),
        ((2, 4, 3), 2, [[0, 1, 2, 0], [1, 1, 0, 2]]),
    ],
)
def test_labels_are_no_targets(function, shape, axis, labels):
    for kind in (int, np.uint8):
        with pytest.raises(ValueError, match=r"^y must hold a target for every class, such as"):
            function(np.zeros(shape), np.array(labels, kind), axis=axis)


@named(LABELLED)
def test_one_row_of_targets_stands_for_all_samples(function):
    z = np.random.default_rng(7).normal(size=(3, 3))
    for one, full in zip(
        results(function, z, [0, 1, 0]), results(function, z, np.eye(3)[[1, 1, 1]]), strict=True
    ):
        np.testing.assert_array_equal(one, full)


def test_more_classes_than_a_block_holds():
    z = np.linspace(-5, 5, 2 * BLOCK + 2).reshape(2, BLOCK + 1)
    np.testing.assert_allclose(softmax(z).sum(axis=-1), 1, rtol=1e-13)
    y = np.eye(1, BLOCK + 1)[0]
    for function in LABELLED:
        rows = [results(function, row, y) for row in z]
        for both, *one_by_one in zip(results(function, z, y), *rows, strict=True):
            np.testing.assert_allclose(both, one_by_one, rtol=1e-13)


@named(OF_LOGITS_AND_TARGETS)
def test_targets_are_checked_where_there_is_nothing_to_compute(function):
    with pytest.raises(ValueError, match=r"^y must lie in \[0, 1\], but it holds 2.0"):
        function(np.zeros((0, 2)), [[2.0, 0.0]])


@named(NAMES)
def test_large_arrays_take_little_memory_beyond_the_result(function):
    args = arguments(function, (100_000, 10))
    tracemalloc.start()
    size = sum(got.nbytes for got in results(function, *args))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - size < 0.2 * args[0].nbytes


def test_numbers_of_other_kinds():
    expected = sigmoid(0.5)
    assert sigmoid(Fraction(1, 2)) == expected
    assert sigmoid([Decimal("0.5"), True])[0] == expected
    assert sigmoid(10**30) == 1
    with pytest.raises(ValueError, match=r"^z must hold real numbers: int too large"):
        sigmoid(10**400)


def test_any_number_of_axes():
    assert sigmoid(np.zeros((1,) * 20)).shape == (1,) * 20


finite = st.floats(allow_nan=False, allow_infinity=False)
unit = st.floats(0, 1)


@properties
@given(finite, unit)
def test_finite_input_gives_numbers(z, y):
    for function in OF_LOGITS:
        assert np.isfinite(function(z))
    for function in OF_LOGITS_AND_TARGETS:
        got = np.array(results(function, z, y))
        assert not np.isnan(got).any()
        assert np.isfinite(got).all() or (function in UNBOUNDED and abs(z) > 1400)


@properties
@given(
    hnp.arrays(float, (2, 3), elements=finite),
    hnp.arrays(float, (2, 3), elements=st.sampled_from([0.0, 0.25, 1.0])),
)
def test_finite_rows_give_numbers(z, y):
    for function in OVER_CLASSES:
        args = (z, y) if function in LABELLED else (z,)
        assert not any(np.isnan(got).any() for got in results(function, *args))


@named(OF_LOGITS)
def test_nan_logits_stay_nan(function):
    np.testing.assert_array_equal(np.isnan(function([0, np.nan])), [False, True])


@named(OF_LOGITS_AND_TARGETS)
@pytest.mark.parametrize("y", [0, 0.3, 1])
def test_nan_logits_stay_nan_in_losses(function, y):
    for got in results(function, [0, np.nan], y):
        np.testing.assert_array_equal(np.isnan(got), [False, True])
