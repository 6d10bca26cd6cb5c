"""The fast forms agree with the plain ones, wherever they stop being fast."""

from dataclasses import replace

import exact
import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from properties import properties

from helpers.neuron import fast, losses
from helpers.neuron.losses import LOSSES

EPS = np.finfo(float).eps
some_logits = st.one_of(st.floats(-60, 60), st.floats(-1000, 1000), st.floats(allow_nan=False))
targets = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))
PAIRS = {
    fast.half_squared_error_with_gradient: (
        losses.half_squared_error,
        losses.half_squared_error_gradient,
    ),
    fast.binary_cross_entropy_with_gradient: (
        losses.binary_cross_entropy,
        losses.binary_cross_entropy_gradient,
    ),
}


@pytest.mark.parametrize(("together", "plain"), PAIRS.items())
@properties
@given(
    z=hnp.arrays(float, 5, elements=some_logits),
    y=st.one_of(
        hnp.arrays(float, 5, elements=st.sampled_from([0.0, 1.0])),
        hnp.arrays(float, 5, elements=targets),
    ),
)
def test_sigmoid_losses_agree(together, plain, z, y):
    for got, function in zip(together(z, y), plain, strict=True):
        np.testing.assert_allclose(got, function(z, y), rtol=12 * EPS, atol=1e-323)


@properties
@given(
    z=hnp.arrays(float, (3, 4), elements=some_logits),
    y=st.one_of(
        st.lists(st.integers(0, 3), min_size=3, max_size=3).map(lambda true: np.eye(4)[true]),
        hnp.arrays(float, (3, 4), elements=st.sampled_from([0.0, 1.0])),
        hnp.arrays(float, (3, 4), elements=targets),
    ),
)
def test_softmax_cross_entropy_agrees(z, y):
    value, gradient = fast.softmax_cross_entropy_with_gradient(z, y)
    # e^(z − max z) and e^(z − z_true) round alike only up to the size of what they are powers of
    close = {"rtol": 1000 * 8 * EPS, "atol": 1e-300}
    np.testing.assert_allclose(value, losses.softmax_cross_entropy(z, y), **close)
    np.testing.assert_allclose(gradient, losses.softmax_cross_entropy_gradient(z, y), **close)


@pytest.mark.parametrize("z", [[-np.inf, 0, 1], [np.inf, 0, 1], [np.inf, np.inf, 0], [-np.inf] * 3])
def test_softmax_cross_entropy_agrees_at_infinite_logits(z):
    value, gradient = fast.softmax_cross_entropy_with_gradient(z, np.eye(3))
    np.testing.assert_array_equal(value, losses.softmax_cross_entropy(z, np.eye(3)))
    np.testing.assert_array_equal(gradient, losses.softmax_cross_entropy_gradient(z, np.eye(3)))


@pytest.mark.parametrize(
    "y",
    [
        [[1, 1, 0], [0, 0, 0], [0, 0, 1]],
        [[0, 1, 0], [0, 0, 0], [0, 1, 1]],
        [[0, 0, 0], [0, 0, 0], [1, 1, 1]],
        [[0, 1, 1], [1, 0, 0], [0, 0, 0]],
        [[1, 0.25, 0], [0, 1, 0], [0, 0, 1]],
        [[1, 0, 0], [0, 1, 1e-300], [0, 0, 0]],
        [[1, -0.0, 0], [0, 1, 0], [0, 0, 1]],
    ],
)
def test_as_many_ones_as_rows_are_not_always_one_hot(y):
    z = [[3, -1, 2], [0.5, 40, -40], [-2, 50, 1]]
    value, gradient = fast.softmax_cross_entropy_with_gradient(z, y)
    np.testing.assert_allclose(value, losses.softmax_cross_entropy(z, y), rtol=100 * EPS)
    np.testing.assert_allclose(
        gradient, losses.softmax_cross_entropy_gradient(z, y), rtol=100 * EPS
    )


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, -1, 2, np.nextafter(1, 2)])
def test_one_number_a_row_that_is_no_probability(bad):
    with pytest.raises(ValueError, match=r"^y must lie in \[0, 1\]"):
        fast.softmax_cross_entropy_with_gradient([[0, 1], [2, 3]], [[0, bad], [1, 0]])


@pytest.fixture
def no_fall_back(monkeypatch):
    """The fast ways alone: where they would call a plain function, a TypeError."""
    for name, loss in LOSSES.items():
        bare = replace(loss, value=None, gradient=None)
        monkeypatch.setitem(LOSSES, name, bare)
    monkeypatch.setattr(fast, "softmax_cross_entropy", None)


@pytest.mark.parametrize("together", [*PAIRS, fast.softmax_cross_entropy_with_gradient])
def test_both_ways_are_taken(no_fall_back, together):
    together([0.0, 1.0], [0, 1])
    together([-680.0, 680.0], [0, 1])
    for z, y in (([0, 1], [0.5, 0.5]), ([0, 800], [1, 0]), ([0, np.inf], [1, 0])):
        with pytest.raises(TypeError):
            together(z, y)


@pytest.mark.parametrize("name", LOSSES)
def test_training_has_the_fast_way(no_fall_back, name):
    both = fast.value_and_gradient(LOSSES[name])
    value, gradient = both(np.array([-1e300, -680.0, -40.0, 40.0, 680.0]), np.zeros(5))
    assert value.shape == gradient.shape == (5,)


RNG = np.random.default_rng(20158)
LAYOUTS = {
    "as it comes": lambda z: z,
    "every other row, backwards": lambda z: np.repeat(z[:, ::-1], 2, axis=0)[::2, ::-1],
    "columns first": np.asfortranarray,
    "unaligned": lambda z: np.frombuffer(b" " + z.tobytes(), z.dtype, z.size, 1).reshape(z.shape),
    "three axes": lambda z: z.reshape(-1, 1, z.shape[1]),
}


@pytest.mark.parametrize("rows", [7, fast.BLOCK_OF_ROWS // 5 + 3])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_hard_targets_in_any_layout(no_fall_back, layout, rows):
    z, y = RNG.normal(0, 4, (rows, 5)), np.eye(5)[RNG.integers(5, size=rows)]
    laid_out = [LAYOUTS[layout](array) for array in (z, y)]
    for together, (value, gradient) in PAIRS.items():
        for got, plain in zip(together(*laid_out), (value, gradient), strict=True):
            assert got.shape == laid_out[0].shape
            np.testing.assert_allclose(got.reshape(z.shape), plain(z, y), rtol=12 * EPS)
    value, gradient = fast.softmax_cross_entropy_with_gradient(*laid_out)
    expected = losses.softmax_cross_entropy(z, y)
    np.testing.assert_allclose(value.ravel(), expected, rtol=100 * EPS)
    expected = losses.softmax_cross_entropy_gradient(z, y)
    np.testing.assert_allclose(gradient.reshape(z.shape), expected, rtol=100 * EPS, atol=1e-300)


@pytest.mark.parametrize("axis", [0, 1, 2, -2])
def test_one_hot_targets_along_any_axis(no_fall_back, axis):
    z, y = RNG.normal(0, 4, (6, 7, 5)), np.eye(5)[RNG.integers(5, size=(7,))]
    value, gradient = fast.softmax_cross_entropy_with_gradient(
        np.moveaxis(z, -1, axis), np.moveaxis(np.broadcast_to(y, z.shape), -1, axis), axis
    )
    np.testing.assert_allclose(value, losses.softmax_cross_entropy(z, y), rtol=100 * EPS)
    expected = losses.softmax_cross_entropy_gradient(z, y)
    np.testing.assert_allclose(np.moveaxis(gradient, axis, -1), expected, rtol=100 * EPS)


def test_hard_targets_broadcast(no_fall_back):
    z = RNG.normal(0, 4, (40, 1))
    for together, plain in PAIRS.items():
        for got, function in zip(together(z, [0, 1, 1]), plain, strict=True):
            np.testing.assert_allclose(got, function(z, [0, 1, 1]), rtol=12 * EPS)
    z = RNG.normal(0, 4, (40, 3))
    value, gradient = fast.softmax_cross_entropy_with_gradient(z, [0, 1, 0])
    np.testing.assert_allclose(value, losses.softmax_cross_entropy(z, [0, 1, 0]), rtol=100 * EPS)
    expected = losses.softmax_cross_entropy_gradient(z, [0, 1, 0])
    np.testing.assert_allclose(gradient, expected, rtol=100 * EPS)


def one_by_one(together, z, y):
    """One extreme logit makes a whole block fall back on the plain form."""
    pairs = zip(*(together(*both) for both in zip(z, y, strict=True)), strict=True)
    return [np.array(numbers) for numbers in pairs]


@pytest.mark.parametrize("precision", exact.PRECISIONS)
@pytest.mark.parametrize("target", [0, 1])
def test_accuracy_in_units_in_the_last_place(target, precision):
    z = exact.logits(precision, 60)
    y = np.full_like(z, target)
    value, gradient = one_by_one(fast.binary_cross_entropy_with_gradient, z, y)
    _, squared = one_by_one(fast.half_squared_error_with_gradient, z, y)
    for name, got in (
        ("binary_cross_entropy", value),
        ("binary_cross_entropy_gradient", gradient),
    ):
        assert exact.worst(name, got, z, y) <= exact.bound(name, precision)
    # Squaring A doubles its rounding error, which the plain form avoids.
    assert exact.worst("half_squared_error_gradient", squared, z, y) <= 8


@pytest.mark.parametrize("precision", exact.PRECISIONS)
@pytest.mark.parametrize("classes", [2, 10])
def test_accuracy_behind_a_softmax(classes, precision):
    z, y = exact.logit_rows(precision, 40, classes)
    value, gradient = one_by_one(fast.softmax_cross_entropy_with_gradient, z, y)
    for name, got in (
        ("softmax_cross_entropy", value),
        ("softmax_cross_entropy_gradient", gradient),
    ):
        assert exact.worst_row(name, got, z, y) <= exact.SOFTMAX_BOUND


@pytest.mark.parametrize("target", [0, 1, 0.3])
@pytest.mark.parametrize("together", PAIRS)
def test_float32_is_rounded_once(together, target):
    z = exact.logits(np.float32, 60)
    check_rounding(together, z, np.full_like(z, target))


@pytest.mark.parametrize("classes", [2, 10])
def test_float32_is_rounded_once_behind_a_softmax(classes):
    check_rounding(
        fast.softmax_cross_entropy_with_gradient, *exact.logit_rows(np.float32, 40, classes)
    )


def check_rounding(together, *args):
    double = one_by_one(together, *(array.astype(np.float64) for array in args))
    for got, number in zip(one_by_one(together, *args), double, strict=True):
        assert got.dtype == np.float32
        np.testing.assert_array_equal(got, number.astype(np.float32))
