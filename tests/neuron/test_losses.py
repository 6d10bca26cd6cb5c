"""The laws that every loss obeys, and what is true of each one."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from definitions import DEFINITIONS, PARTS, exactly
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from properties import properties

from helpers.neuron import LOSSES, losses, sigmoid, sigmoid_prime, softmax, softmax_jacobian

EPS = np.finfo(float).eps
moderate = st.floats(-30, 30)
hard = st.sampled_from([0.0, 1.0])
unit = st.floats(0, 1)
every_loss = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)

every_part = pytest.mark.parametrize("part", PARTS)


def of(loss):
    """Targets that a loss takes, its ends often among them."""
    return st.one_of(st.sampled_from(loss.targets), st.floats(*loss.targets))


def test_the_registry():
    assert all(loss.name == name for name, loss in LOSSES.items())
    assert len({loss.label for loss in LOSSES.values()}) == len(LOSSES)
    assert set(DEFINITIONS) == set(LOSSES), "a definition of its own for every loss"
    with pytest.raises(FrozenInstanceError):
        LOSSES["cross-entropy"].name = "other"


@every_loss
@every_part
def test_value_and_derivatives_are_those_of_the_definition(loss, part):
    for z in (-9.5, -2.25, -0.5, 0, 0.125, 3, 7.75):
        for y in (*loss.targets, 0.25):
            expected = float(exactly(loss.name, part, z, y))
            got = getattr(loss, part)(z, y)
            np.testing.assert_allclose(got, expected, rtol=1e-13, atol=1e-17)


@every_loss
@properties
@given(data=st.data(), z=moderate)
def test_gradient_and_curvature_are_derivatives(loss, data, z):
    y, step = data.draw(of(loss)), 1e-5
    for function, derivative in ((loss.value, loss.gradient), (loss.gradient, loss.curvature)):
        slope = (function(z + step, y) - function(z - step, y)) / (2 * step)
        np.testing.assert_allclose(slope, derivative(z, y), rtol=1e-6, atol=1e-9)


@every_loss
@properties
@given(z=st.floats(allow_nan=False), y=st.integers(0, 1024).map(lambda k: k / 1024))
def test_mirror_image(loss, z, y):
    assert loss.value(z, y) == pytest.approx(loss.value(-z, 1 - y), rel=8 * EPS, abs=1e-32)
    assert loss.gradient(z, y) == pytest.approx(-loss.gradient(-z, 1 - y), rel=8 * EPS, abs=EPS)
    assert loss.curvature(z, y) == pytest.approx(loss.curvature(-z, 1 - y), rel=8 * EPS, abs=EPS)


@every_loss
@properties
@given(z=st.floats(-20, 20))
def test_the_least_loss_is_at_the_target(loss, z):
    y = sigmoid(z)
    # y rounds, and the gradient with it: it is a mixture of those of both hard targets.
    assert abs(loss.gradient(z, y)) <= 2 * EPS * np.ptp(loss.gradient(z, loss.targets))
    assert loss.curvature(z, y) > 0
    nearby = loss.value(z + np.array([-1, -0.1, 0.1, 1]), y)
    assert (loss.value(z, y) <= nearby).all()


@every_loss
@properties
@given(data=st.data(), z=st.floats(allow_nan=False))
def test_a_loss_is_never_negative(loss, data, z):
    assert loss.value(z, data.draw(of(loss))) >= 0


@every_loss
@properties
@given(margin=st.floats(-8, 30), y=hard)
def test_the_law_is_the_size_of_the_gradient(loss, margin, y):
    z = margin * (2 * y - 1)
    law = loss.law(losses.absolute_error(z, y))
    np.testing.assert_allclose(law, abs(loss.gradient(z, y)), rtol=1e-12)


@every_loss
@properties
@given(data=st.data(), z=st.floats(allow_nan=False))
def test_no_gradient_is_steeper_than_declared(loss, data, z):
    assert abs(loss.gradient(z, data.draw(of(loss)))) <= loss.steepest * (1 + 4 * EPS)


@every_loss
def test_the_steepest_is_reached_or_there_is_none(loss):
    steepest = abs(loss.gradient(np.linspace(-60, 60, 12_001), 0)).max()
    if np.isfinite(loss.steepest):
        assert steepest == pytest.approx(loss.steepest, rel=1e-5)
    else:
        assert abs(loss.gradient(120, 0)) > 100 * steepest


@every_loss
@pytest.mark.parametrize(("dtype", "last"), [(np.float64, 745), (np.float32, 103)])
def test_hard_targets_never_give_a_false_zero(loss, dtype, last):
    logits, tiny = np.arange(-last, last + 1), 2 * np.finfo(dtype).smallest_subnormal
    for y in loss.targets:
        assert (losses.absolute_error(logits.astype(dtype), y) > 0).all()
        for part in ("value", "gradient"):
            got = getattr(loss, part)(logits.astype(dtype), y)
            lost = logits[got == 0]
            assert all(abs(exactly(loss.name, part, z, y)) < tiny for z in lost), part


@pytest.mark.parametrize(
    ("name", "part", "y", "left", "right"),
    [
        ("squared error", "value", 0, 0, 0.5),
        ("squared error", "value", 0.5, 0.125, 0.125),
        ("squared error", "value", 1, 0.5, 0),
        ("squared error", "gradient", 0, 0, 0),
        ("squared error", "gradient", 0.5, 0, 0),
        ("squared error", "gradient", 1, 0, 0),
        ("squared error", "curvature", 0.5, 0, 0),
        ("cross-entropy", "value", 0, 0, np.inf),
        ("cross-entropy", "value", 0.5, np.inf, np.inf),
        ("cross-entropy", "value", 0.75, np.inf, np.inf),
        ("cross-entropy", "value", 5e-324, np.inf, np.inf),
        ("cross-entropy", "value", 1, np.inf, 0),
        ("cross-entropy", "gradient", 0, 0, 1),
        ("cross-entropy", "gradient", 0.25, -0.25, 0.75),
        ("cross-entropy", "gradient", 1, -1, 0),
        ("cross-entropy", "curvature", 0.5, 0, 0),
    ],
)
def test_infinite_logits_give_the_limit(name, part, y, left, right):
    got = getattr(LOSSES[name], part)([-np.inf, np.inf], y)
    np.testing.assert_array_equal(got, [left, right])


def test_largest_logits():
    largest = np.finfo(float).max
    np.testing.assert_array_equal(
        losses.binary_cross_entropy([-largest, largest], [[0], [1]]), [[0, largest], [largest, 0]]
    )
    np.testing.assert_array_equal(losses.binary_cross_entropy(largest, 0.25), 0.75 * largest)


def test_peak_of_the_squared_error():
    A = np.linspace(0, 1, 3001)
    law = losses.half_squared_error_law(A)
    assert A[law.argmax()] == pytest.approx(2 / 3)
    assert law.max() == pytest.approx(4 / 27)
    logit = np.log(2)  # a = 2/3
    assert losses.half_squared_error_curvature(logit, 0) == pytest.approx(0, abs=EPS)
    assert losses.half_squared_error_curvature(logit - 0.01, 0) > 0
    assert losses.half_squared_error_curvature(logit + 0.01, 0) < 0


@properties
@given(z=st.floats(allow_nan=False), y=unit)
def test_cross_entropy_is_convex(z, y):
    assert losses.binary_cross_entropy_curvature(z, y) == sigmoid_prime(z)
    assert losses.binary_cross_entropy_curvature(z, y) >= 0


@properties
@given(A=unit)
def test_the_ratio_of_the_laws(A):
    squared, cross = (LOSSES[name].law(A) for name in ("squared error", "cross-entropy"))
    np.testing.assert_allclose(losses.law_ratio(A) * cross, squared, rtol=4 * EPS, atol=1e-300)


@properties
@given(z=moderate, y=unit)
def test_from_probability_agrees_with_the_logit(z, y):
    got = losses.binary_cross_entropy_from_probability(sigmoid(z), y)
    np.testing.assert_allclose(got, losses.binary_cross_entropy(z, y), rtol=1e-2, atol=1e-15)


def test_from_probability_where_the_logarithm_ends():
    inf = np.inf
    np.testing.assert_array_equal(
        losses.binary_cross_entropy_from_probability([[0], [1]], [0, 0.5, 1]),
        [[0, inf, inf], [inf, inf, 0]],
    )
    tiny = 5e-324
    assert losses.binary_cross_entropy_from_probability(tiny, 1) == -np.log(tiny)
    assert losses.binary_cross_entropy_from_probability(tiny, 0) == tiny
    assert not np.signbit(losses.binary_cross_entropy_from_probability([0, 1], [0, 1])).any()


rows = hnp.arrays(float, (2, 4), elements=st.floats(-20, 20))
row_targets = hnp.arrays(float, (2, 4), elements=unit)
SOFTMAX = {name: loss.softmax for name, loss in LOSSES.items() if loss.softmax}
every_softmax_loss = pytest.mark.parametrize("loss", SOFTMAX.values(), ids=SOFTMAX)


@every_softmax_loss
@properties
@given(z=rows, y=row_targets, direction=rows)
def test_softmax_gradients_are_derivatives(loss, z, y, direction):
    step, value, gradient = 1e-6, loss.value, loss.gradient
    slope = (value(z + step * direction, y) - value(z - step * direction, y)) / (2 * step)
    got = (gradient(z, y) * direction).sum(axis=-1)
    np.testing.assert_allclose(got, slope, rtol=1e-5, atol=1e-5)


@every_softmax_loss
@properties
@given(z=rows, y=row_targets)
def test_softmax_gradients_sum_to_zero(loss, z, y):
    np.testing.assert_allclose(loss.gradient(z, y).sum(axis=-1), 0, atol=40 * EPS)


@every_softmax_loss
@properties
@given(z=rows)
def test_softmax_losses_are_least_at_the_target(loss, z):
    a = softmax(z)
    np.testing.assert_allclose(loss.gradient(z, a), 0, atol=8 * EPS)
    assert (loss.value(z, a) <= loss.value(z + np.eye(4)[0], a) + EPS).all()


@properties
@given(z=rows, k=st.integers(0, 3))
def test_softmax_gradients_are_the_textbook_formulas(z, k):
    y = np.eye(4)[k]
    error = softmax(z) - y
    close = {"rtol": 1e-12, "atol": 8 * EPS}
    np.testing.assert_allclose(losses.softmax_cross_entropy_gradient(z, y), error, **close)
    chain = np.einsum("nj,njk->nk", error, softmax_jacobian(z))
    np.testing.assert_allclose(losses.softmax_half_squared_error_gradient(z, y), chain, **close)


@properties
@given(z=st.floats(-700, 700), y=hard)
def test_two_classes_are_one_sigmoid(z, y):
    logits, one_hot, signs = np.array([0, z]), np.array([1 - y, y]), np.array([-1, 1])
    close = {"rtol": 8 * EPS, "atol": 1e-320}
    np.testing.assert_allclose(
        losses.softmax_cross_entropy(logits, one_hot), losses.binary_cross_entropy(z, y), **close
    )
    np.testing.assert_allclose(
        losses.softmax_cross_entropy_gradient(logits, one_hot),
        losses.binary_cross_entropy_gradient(z, y) * signs,
        **close,
    )
    np.testing.assert_allclose(
        losses.softmax_half_squared_error(logits, one_hot),
        2 * losses.half_squared_error(z, y),
        **close,
    )
    np.testing.assert_allclose(
        losses.softmax_half_squared_error_gradient(logits, one_hot),
        2 * losses.half_squared_error_gradient(z, y) * signs,
        **close,
    )


def test_squared_error_of_softmax_stalls_at_every_certain_answer():
    certain = 800 * np.eye(3)
    for target in np.eye(3):
        gradient = losses.softmax_half_squared_error_gradient(certain, target)
        np.testing.assert_array_equal(gradient, 0)
    np.testing.assert_array_equal(
        losses.softmax_cross_entropy_gradient(certain, [1, 0, 0]),
        [[0, 0, 0], [-1, 1, 0], [-1, 0, 1]],
    )


def test_softmax_losses_of_infinite_logits():
    inf = np.inf
    z = [[inf, 0, 0], [-inf, 0, 0], [inf, inf, 0]]
    np.testing.assert_allclose(
        losses.softmax_cross_entropy(z, [1, 0, 0]), [0, inf, np.log(2)], rtol=EPS
    )
    np.testing.assert_array_equal(
        losses.softmax_cross_entropy_gradient(z, [1, 0, 0]),
        [[0, 0, 0], [-1, 0.5, 0.5], [-0.5, 0.5, 0]],
    )
    np.testing.assert_array_equal(losses.softmax_half_squared_error(z, [1, 0, 0]), [0, 0.75, 0.25])
    assert losses.softmax_cross_entropy([1.7e308, -1.7e308], [0, 1]) == inf


def test_the_law_behind_a_softmax():
    logits = np.array([1.0, -0.5, 2.0])
    a = softmax(logits)
    got = losses.softmax_half_squared_error_law(1 - a[0], a[1] ** 2 + a[2] ** 2)
    gradient = losses.softmax_half_squared_error_gradient(logits, [1, 0, 0])
    assert got == pytest.approx(abs(gradient[0]))


@pytest.mark.parametrize(("A", "S"), [(0.5, 0.2501), ([0.5, 0.1], [0.25, 0.2]), (0, 1e-3)])
def test_an_impossible_sum_of_squares_is_named(A, S):
    with pytest.raises(ValueError, match=r"^S must be at most A², since the others sum to A; got"):
        losses.softmax_half_squared_error_law(A, S)


@properties
@given(z=rows, precision=st.sampled_from([np.float32, np.float64]))
def test_sums_of_squares_as_computed_are_possible(z, precision):
    a = softmax(z.astype(precision))
    S = (a[:, 1:] ** 2).sum(axis=1)
    law = losses.softmax_half_squared_error_law(1 - a[:, 0], S)
    assert law.dtype == precision
