"""Sigmoid and softmax: values, limits, symmetries, derivatives."""

import exact
import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from properties import properties

from helpers.neuron.activations import (
    log_sigmoid,
    log_softmax,
    sigmoid,
    sigmoid_prime,
    softmax,
    softmax_and_rest,
    softmax_jacobian,
)

EPS = np.finfo(float).eps
any_logit = st.floats(allow_nan=False)
moderate = st.floats(-30, 30)
rows = hnp.arrays(float, hnp.array_shapes(min_dims=1, max_dims=2, max_side=5), elements=moderate)


def test_sigmoid_at_known_points():
    np.testing.assert_allclose(sigmoid([0, np.log(3), -np.log(3)]), [0.5, 0.75, 0.25], rtol=EPS)
    np.testing.assert_array_equal(sigmoid([-np.inf, np.inf]), [0, 1])


@properties
@given(any_logit)
def test_sigmoid_of_minus_z_is_what_sigmoid_leaves(z):
    assert abs(sigmoid(-z) - (1 - sigmoid(z))) <= EPS


@properties
@given(any_logit, any_logit)
def test_sigmoid_grows_from_0_to_1(z, other):
    assert 0 <= sigmoid(z) <= 1
    assert sigmoid(min(z, other)) <= sigmoid(max(z, other))


@pytest.mark.parametrize(("dtype", "last"), [(np.float64, 745), (np.float32, 103)])
def test_sigmoid_is_zero_only_where_the_floats_end(dtype, last):
    z = np.arange(-last, 1).astype(dtype)
    for function in (sigmoid, sigmoid_prime):
        assert (function(z) > 0).all()
    assert (log_sigmoid(-z) < 0).all()
    assert sigmoid(dtype(-last - 1)) == 0


@properties
@given(any_logit)
def test_sigmoid_prime_is_even_and_has_two_limits(z):
    assert sigmoid_prime(z) == sigmoid_prime(-z)
    assert 0 <= sigmoid_prime(z) <= 0.25
    assert sigmoid_prime(0) == 0.25
    np.testing.assert_array_equal(sigmoid_prime([-np.inf, np.inf]), 0)


@properties
@given(st.floats(-300, 300))
def test_log_sigmoid_is_the_log(z):
    np.testing.assert_allclose(np.exp(log_sigmoid(z)), sigmoid(z), rtol=EPS * (4 + abs(z)))


def test_log_sigmoid_has_its_limits():
    np.testing.assert_array_equal(log_sigmoid([-np.inf, np.inf]), [-np.inf, 0])
    assert log_sigmoid(-1.7e308) == -1.7e308


@properties
@given(moderate)
def test_slopes_are_derivatives(z):
    step = 1e-5
    for function, slope in ((sigmoid, sigmoid_prime(z)), (log_sigmoid, sigmoid(-z))):
        np.testing.assert_allclose(
            (function(z + step) - function(z - step)) / (2 * step), slope, atol=1e-9
        )


@properties
@given(rows)
def test_softmax_is_a_distribution(z):
    a, rest = softmax_and_rest(z)
    np.testing.assert_allclose(softmax(z).sum(axis=-1), 1, rtol=8 * EPS)
    np.testing.assert_allclose(a, softmax(z), rtol=8 * EPS)
    np.testing.assert_allclose(a + rest, 1, rtol=8 * EPS)
    np.testing.assert_allclose(np.exp(log_softmax(z)), a, rtol=100 * EPS)


@properties
@given(rows, moderate)
def test_softmax_ignores_a_common_shift(z, shift):
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-13)
    np.testing.assert_allclose(log_softmax(z + shift), log_softmax(z), atol=1e-13)


@properties
@given(st.floats(-700, 700))
def test_two_class_softmax_is_the_sigmoid(z):
    close = {"rtol": EPS * 6}
    np.testing.assert_allclose(softmax([0, z]), [sigmoid(-z), sigmoid(z)], **close)
    np.testing.assert_allclose(log_softmax([0, z]), [log_sigmoid(-z), log_sigmoid(z)], **close)
    slope = sigmoid_prime(z)
    np.testing.assert_allclose(
        softmax_jacobian([0, z]), [[slope, -slope], [-slope, slope]], **close
    )


def test_softmax_of_infinite_logits_is_the_limit():
    inf, third = np.inf, 1 / 3
    z = [[inf, 0, inf], [-inf, 0, 0], [-inf, -inf, -inf], [inf, inf, inf], [inf, -inf, 0]]
    a = [[0.5, 0, 0.5], [0, 0.5, 0.5], [third] * 3, [third] * 3, [1, 0, 0]]
    np.testing.assert_allclose(softmax(z), a, rtol=EPS)
    finite = np.array(a) > 0
    np.testing.assert_allclose(log_softmax(z)[finite], np.log(np.array(a)[finite]), atol=EPS)
    np.testing.assert_array_equal(log_softmax(z)[~finite], -inf)
    np.testing.assert_array_equal(softmax([1.7e308, -1.7e308]), [1, 0])
    np.testing.assert_array_equal(log_softmax([1.7e308, -1.7e308]), [0, -inf])
    np.testing.assert_array_equal(log_softmax(np.float32([3e38, -3e38])), [0, -inf])


@pytest.mark.parametrize(("dtype", "last"), [(np.float64, 700), (np.float32, 87)])
def test_confident_rows_keep_what_is_left(dtype, last):
    z = np.array([[0, k] for k in range(1, last)], dtype)
    assert (log_softmax(z)[:, 1] < 0).all()
    assert (softmax_and_rest(z)[1][:, 1] > 0).all()
    assert (softmax_jacobian(z)[:, 1, 1] > 0).all()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("classes", [1, 2, 10])
def test_jacobian_rows_sum_to_zero(dtype, classes):
    z, _ = exact.logit_rows(dtype, 200, classes)
    jacobian = softmax_jacobian(z)
    assert jacobian.dtype == dtype
    assert jacobian.shape == (200, classes, classes)
    assert abs(jacobian.astype(float).sum(axis=-1)).max() <= 4 * np.finfo(dtype).eps


@properties
@given(hnp.arrays(float, 4, elements=st.floats(-5, 5)), hnp.arrays(float, 4, elements=moderate))
def test_jacobian_is_the_derivative(z, direction):
    step = 1e-6 / (1 + abs(direction).max())
    slope = (softmax(z + step * direction) - softmax(z - step * direction)) / (2 * step)
    np.testing.assert_allclose(softmax_jacobian(z) @ direction, slope, atol=1e-7)
