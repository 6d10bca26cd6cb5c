"""Value and gradient together agree with the two functions, and are the faster form where meant."""

import tracemalloc

import exact
import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from properties import properties

from helpers.neuron import LOSSES
from helpers.neuron.losses import together

EPS = np.finfo(float).eps
some_logits = st.one_of(st.floats(-60, 60), st.floats(-1000, 1000), st.floats(allow_nan=False))
hard = st.sampled_from([0.0, 1.0])
soft = st.one_of(hard, st.floats(0, 1))
FORMS = {name: loss for name, loss in LOSSES.items() if loss.together}
ROW_FORMS = {name: loss.softmax for name, loss in LOSSES.items() if loss.softmax}
ROW_FORMS = {name: form for name, form in ROW_FORMS.items() if form.together}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
every_row_form = pytest.mark.parametrize("form", ROW_FORMS.values(), ids=ROW_FORMS)


def agree(form, z, y, axis=(), **close):
    for got, function in zip(form.together(z, y, *axis), (form.value, form.gradient), strict=True):
        expected = function(z, y, *axis)
        assert got.shape == expected.shape
        np.testing.assert_allclose(got, expected, **close)


def test_there_are_such_forms():
    assert {"squared error", "cross-entropy"} <= set(FORMS)
    assert "cross-entropy" in ROW_FORMS


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize(("z", "y"), [([-2.0, 3.0], [0, 0.5]), (-2.0, 1.0), (3, 0.5)])
def test_every_loss_gives_both(loss, z, y):
    for got, function in zip(
        loss.value_and_gradient(z, y), (loss.value, loss.gradient), strict=True
    ):
        assert type(got) is type(function(z, y))
        np.testing.assert_allclose(got, function(z, y), rtol=1e-14)


@every_form
def test_large_arrays_take_little_memory_beyond_the_results(form):
    z, y = np.linspace(-3, 3, 20 * together.BLOCK), np.zeros(20 * together.BLOCK)
    tracemalloc.start()
    size = sum(got.nbytes for got in form.together(z, y))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - size < 0.2 * z.nbytes


@pytest.mark.parametrize("name", [name for name, loss in LOSSES.items() if loss.softmax])
def test_every_softmax_loss_gives_both_along_an_axis(name):
    form, z, y = LOSSES[name].softmax, [[1.0, -2.0], [0.5, 3.0], [0.0, 0.0]], np.eye(3)[:, :2]
    for got, function in zip(
        form.value_and_gradient(z, y, 0), (form.value, form.gradient), strict=True
    ):
        np.testing.assert_allclose(got, function(z, y, 0), rtol=1e-13)


@every_form
@properties
@given(
    z=hnp.arrays(float, 5, elements=some_logits),
    y=st.one_of(hnp.arrays(float, 5, elements=hard), hnp.arrays(float, 5, elements=soft)),
)
def test_sigmoid_losses_agree(form, z, y):
    agree(form, z, y, rtol=12 * EPS, atol=1e-323)


@every_row_form
@properties
@given(
    z=hnp.arrays(float, (3, 4), elements=some_logits),
    y=st.one_of(
        st.lists(st.integers(0, 3), min_size=3, max_size=3).map(lambda true: np.eye(4)[true]),
        hnp.arrays(float, (3, 4), elements=hard),
        hnp.arrays(float, (3, 4), elements=soft),
    ),
)
def test_softmax_losses_agree(form, z, y):
    # e^(z − max z) and e^(z − z_true) round alike only up to the size of what they are powers of
    agree(form, z, y, rtol=1000 * 8 * EPS, atol=1e-300)


@every_row_form
@pytest.mark.parametrize("z", [[-np.inf, 0, 1], [np.inf, 0, 1], [np.inf, np.inf, 0], [-np.inf] * 3])
def test_softmax_losses_agree_at_infinite_logits(form, z):
    agree(form, z, np.eye(3), rtol=0)


@every_row_form
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
def test_as_many_ones_as_rows_are_not_always_one_hot(form, y):
    agree(form, [[3, -1, 2], [0.5, 40, -40], [-2, 50, 1]], y, rtol=100 * EPS)


@every_row_form
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, -1, 2, np.nextafter(1, 2)])
def test_one_number_a_row_that_is_no_probability(form, bad):
    with pytest.raises(ValueError, match=r"^y must lie in \[0, 1\]"):
        form.together([[0, 1], [2, 3]], [[0, bad], [1, 0]])


def test_which_way_is_taken_behind_a_sigmoid():
    asked = []

    def plain(z, y):
        asked.append((z, y))
        return z

    both = together.sigmoid_loss(plain, plain, lambda v, s: None)
    for z, y in (([0.0, 1.0], [0, 1]), ([-1e300, 680], [0, 0]), ([-np.inf, 9], [0, 1])):
        both(z, y)
    assert not asked
    for z, y in (([0, 1], [0.5, 0.5]), ([0, 1], [0, 1e-300]), ([0, 800], [1, 0]), ([0, np.nan], 0)):
        both(z, y)
        assert len(asked) == 2
        asked.clear()


def test_which_way_is_taken_behind_a_softmax():
    def plain(z, y):
        raise LookupError

    both = together.softmax_cross_entropy(plain, plain)
    both([[0.0, 1.0], [-300, 300]], [[0, 1], [1, 0]])
    for z, y in (([0, 1], [0.5, 0.5]), ([0, 800], [1, 0]), ([0, np.inf], [1, 0])):
        with pytest.raises(LookupError):
            both(z, y)


RNG = np.random.default_rng(20158)
LAYOUTS = {
    "as it comes": lambda z: z,
    "every other row, backwards": lambda z: np.repeat(z[:, ::-1], 2, axis=0)[::2, ::-1],
    "columns first": np.asfortranarray,
    "unaligned": lambda z: np.frombuffer(b" " + z.tobytes(), z.dtype, z.size, 1).reshape(z.shape),
    "three axes": lambda z: z.reshape(-1, 1, z.shape[1]),
}


@pytest.mark.parametrize("rows", [7, together.BLOCK // 5 + 3])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_hard_targets_in_any_layout(layout, rows):
    z, y = RNG.normal(0, 4, (rows, 5)), np.eye(5)[RNG.integers(5, size=rows)]
    z, y = (LAYOUTS[layout](array) for array in (z, y))
    for form in FORMS.values():
        agree(form, z, y, rtol=12 * EPS)
    for form in ROW_FORMS.values():
        agree(form, z, y, rtol=100 * EPS, atol=1e-300)


@every_row_form
@pytest.mark.parametrize("axis", [0, 1, 2, -2])
def test_one_hot_targets_along_any_axis(form, axis):
    z, y = RNG.normal(0, 4, (6, 7, 5)), np.eye(5)[RNG.integers(5, size=(7,))]
    z, y = (np.moveaxis(array, -1, axis) for array in (z, np.broadcast_to(y, z.shape)))
    agree(form, z, y, (axis,), rtol=100 * EPS)


def test_hard_targets_broadcast():
    for form in FORMS.values():
        agree(form, RNG.normal(0, 4, (40, 1)), [0, 1, 1], rtol=12 * EPS)
    for form in ROW_FORMS.values():
        agree(form, RNG.normal(0, 4, (40, 3)), [0, 1, 0], rtol=100 * EPS)


def one_by_one(together, z, y):
    """One extreme logit makes a whole block fall back on the plain form."""
    pairs = zip(*(together(*both) for both in zip(z, y, strict=True)), strict=True)
    return [np.array(numbers) for numbers in pairs]


@pytest.mark.parametrize("precision", exact.PRECISIONS)
@pytest.mark.parametrize("target", [0, 1])
def test_accuracy_in_units_in_the_last_place(target, precision):
    z = exact.logits(precision, 60)
    y = np.full_like(z, target)
    value, gradient = one_by_one(LOSSES["cross-entropy"].together, z, y)
    _, squared = one_by_one(LOSSES["squared error"].together, z, y)
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
    value, gradient = one_by_one(LOSSES["cross-entropy"].softmax.together, z, y)
    for name, got in (
        ("softmax_cross_entropy", value),
        ("softmax_cross_entropy_gradient", gradient),
    ):
        assert exact.worst_row(name, got, z, y) <= exact.SOFTMAX_BOUND


@every_form
@pytest.mark.parametrize("target", [0, 1, 0.3])
def test_float32_is_rounded_once(form, target):
    z = exact.logits(np.float32, 60)
    check_rounding(form.together, z, np.full_like(z, target))


@every_row_form
@pytest.mark.parametrize("classes", [2, 10])
def test_float32_is_rounded_once_behind_a_softmax(form, classes):
    check_rounding(form.together, *exact.logit_rows(np.float32, 40, classes))


def check_rounding(together, *args):
    double = one_by_one(together, *(array.astype(np.float64) for array in args))
    for got, number in zip(one_by_one(together, *args), double, strict=True):
        assert got.dtype == np.float32
        np.testing.assert_array_equal(got, number.astype(np.float32))
