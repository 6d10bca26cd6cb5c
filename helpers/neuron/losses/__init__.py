"""Losses of sigmoid and softmax outputs, their gradients, and the registry of those of a neuron."""

from helpers.neuron.losses.laws import (
    cross_entropy_law,
    half_squared_error_law,
    law_ratio,
    softmax_half_squared_error_law,
)
from helpers.neuron.losses.loss import Loss
from helpers.neuron.losses.sigmoid_losses import (
    LOSSES,
    absolute_error,
    binary_cross_entropy,
    binary_cross_entropy_curvature,
    binary_cross_entropy_from_probability,
    binary_cross_entropy_gradient,
    half_squared_error,
    half_squared_error_curvature,
    half_squared_error_gradient,
)
from helpers.neuron.losses.softmax_losses import (
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
    softmax_half_squared_error,
    softmax_half_squared_error_gradient,
)

__all__ = [
    "LOSSES",
    "Loss",
    "absolute_error",
    "binary_cross_entropy",
    "binary_cross_entropy_curvature",
    "binary_cross_entropy_from_probability",
    "binary_cross_entropy_gradient",
    "cross_entropy_law",
    "half_squared_error",
    "half_squared_error_curvature",
    "half_squared_error_gradient",
    "half_squared_error_law",
    "law_ratio",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
    "softmax_half_squared_error",
    "softmax_half_squared_error_gradient",
    "softmax_half_squared_error_law",
]
