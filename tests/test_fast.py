"""The fast forms agree with the plain ones, wherever they stop being fast."""

import exact
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from properties import properties

from helpers import fast, losses

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


def test_both_ways_are_taken(monkeypatch):
    """With the fall-back gone, hard targets still work, and soft or extreme ones cannot."""
    for name in ("binary_cross_entropy", "half_squared_error", "softmax_cross_entropy"):
        monkeypatch.setattr(fast, name, None)
        together = getattr(fast, f"{name}_with_gradient")
        together([0.0, 1.0], [0, 1])
        for z, y in (([0, 1], [0.5, 0.5]), ([0, 800], [1, 0]), ([0, np.inf], [1, 0])):
            with pytest.raises(TypeError):
                together(z, y)


@pytest.mark.parametrize("bound", [0, 1])
def test_accuracy_in_units_in_the_last_place(bound):
    precision = (np.float64, np.float32)[bound]
    z = np.concatenate([exact.logits(precision, 60), precision([30, -30])])
    z = z[abs(z) < fast.LIMIT]
    value, gradient = fast.binary_cross_entropy_with_gradient(z, np.zeros_like(z))
    _, squared = fast.half_squared_error_with_gradient(z, np.zeros_like(z))
    for z_0, *got in zip(map(exact.exactly, z), value, gradient, squared, strict=True):
        references = (
            (exact.binary_cross_entropy, 2),
            (exact.binary_cross_entropy_gradient, 2.5),
            (exact.half_squared_error_gradient, 8),
        )
        for number, (reference, most) in zip(got, references, strict=True):
            assert exact.error_in_ulp(number, reference(z_0, 0)) <= most
