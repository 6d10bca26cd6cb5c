"""The exercises of lesson NN: an error signal, a gradient, a peak."""

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import logit, number, target
from helpers.neuron import half_squared_error_gradient, sigmoid

EXERCISES = {
    "error_signal": Exercise(half_squared_error_gradient, {"z": logit(), "y": target()}),
    "weight_gradient": Exercise(
        lambda z, y, x: (sigmoid(z) - y) * x,
        {"z": logit(), "y": target(), "x": number(-3, 0, 3)},
        {"it compares z, not σ(z), with y": lambda z, y, x: (z - y) * x},
    ),
    "peak_error": Exercise(lambda: 2 / 3),
}
check = check_for(EXERCISES)
