"""The bounds on rounding errors, on a small grid; benchmarks/accuracy.py has the full one."""

import exact
import numpy as np
import pytest

from helpers.neuron import activations, losses

PRECISIONS = list(exact.PRECISIONS)
OF_LOGITS = ["sigmoid", "log_sigmoid", "sigmoid_prime"]
OF_LOGITS_AND_TARGETS = [
    "half_squared_error_gradient",
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
]


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("name", OF_LOGITS)
def test_activations(name, precision):
    z = exact.logits(precision, 60)
    assert exact.worst(name, getattr(activations, name)(z), z) <= exact.bound(name, precision)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("name", OF_LOGITS_AND_TARGETS)
@pytest.mark.parametrize("kind", ["0", "1", "0.3", "soft"])
def test_losses(name, kind, precision):
    z = exact.logits(precision, 60)
    y = exact.targets(precision, z.size)[kind]
    assert exact.worst(name, getattr(losses, name)(z, y), z, y) <= exact.bound(name, precision)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("kind", ["0", "1", "0.3", "soft"])
def test_from_probability(kind, precision):
    a = np.unique(activations.sigmoid(exact.logits(precision, 60)))
    y = exact.targets(precision, a.size)[kind]
    name = "binary_cross_entropy_from_probability"
    got = getattr(losses, name)(a, y)
    assert exact.worst(name, got, a, y) <= exact.bound(name, precision)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("classes", [2, 10])
def test_softmax(classes, precision):
    z, y = exact.logit_rows(precision, 40, classes)
    for name in ("softmax", "log_softmax"):
        assert exact.worst_row(name, getattr(activations, name)(z), z) <= exact.SOFTMAX_BOUND
    for name in ("softmax_cross_entropy", "softmax_cross_entropy_gradient"):
        assert exact.worst_row(name, getattr(losses, name)(z, y), z, y) <= exact.SOFTMAX_BOUND


def test_the_measure_itself():
    one = exact.mp.mpf(1)
    assert exact.error_in_ulp(np.float64(1), one) == 0
    assert exact.error_in_ulp(np.nextafter(1, 2), one) == 1
    assert exact.error_in_ulp(np.nextafter(1, 0), one) == 0.5
    assert exact.error_in_ulp(np.float32(1.5), one) == 2**22
    assert exact.error_in_ulp(np.float64(0), exact.mp.mpf(2) ** -1074) == 1
    assert exact.error_in_ulp(np.float64("inf"), one) == np.inf
    assert exact.error_in_ulp(np.float64("nan"), one) == np.inf
    assert exact.error_in_ulp(np.float64("inf"), exact.mp.mpf(2) ** 1025) == 0
    assert exact.error_in_ulp(np.float64(1), exact.mp.mpf(2) ** 1025) == np.inf
