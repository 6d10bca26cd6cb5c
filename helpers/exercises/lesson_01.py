"""The exercises of lesson 01: what one step moves, a loop to repair, and another activation."""

import numpy as np

from helpers.exercises.check import check_for
from helpers.exercises.exercise import Exercise
from helpers.exercises.inputs import Input, logit, number, target
from helpers.neuron import half_squared_error_gradient, sigmoid, sigmoid_prime

EPOCHS = Input({f"epochs = {k}": lambda rng, shape, k=k: np.full(shape, k) for k in (1, 2, 7)})
ENDS_OF_TANH = {f"y = {k}": lambda rng, shape, k=k: np.full(shape, float(k)) for k in (-1, 1)}


def _step(move):
    """A change of the logit by −η δ, times what the weights make of it."""
    return lambda z, y, x, eta: -eta * move(x) * half_squared_error_gradient(z, y)


def _signal(w, b, X, y):
    return half_squared_error_gradient(X @ w + b, y)


def _signal_at_a(w, b, X, y):
    a = sigmoid(X @ w + b)
    return (a - y) * sigmoid_prime(a)


def _of_products(delta, X):
    return delta @ X / len(X)


def _of_means(delta, X):
    return np.mean(delta) * np.mean(X, axis=0)


def _loop(signal=_signal, for_w=_of_products, for_b=np.mean):
    """Descent with both steps from the same weights, the right one or with lines that are not."""

    def fitted(w, b, X, y, eta, epochs):
        for _ in range(int(epochs)):
            delta = signal(w, b, X, y)
            w, b = w - eta * for_w(delta, X), b - eta * for_b(delta)
        return np.append(w, b)

    return fitted


def _new_w_first(w, b, X, y, eta, epochs):
    for _ in range(int(epochs)):
        w = w - eta * _of_products(_signal(w, b, X, y), X)
        b = b - eta * np.mean(_signal(w, b, X, y))
    return np.append(w, b)


def _stale(w, b, X, y, eta, epochs):
    old = np.append(w, b)
    return epochs * (_loop()(w, b, X, y, eta, 1) - old) + old


def _tanh(slope, error=lambda a, y: a - y, factor=lambda w, x: x):
    """A gradient with the slope as a function of a = tanh z and z."""

    def tanh_gradient(w, b, x, y):
        z = w * x + b
        return error(np.tanh(z), y) * slope(np.tanh(z), z) * factor(w, x)

    return tanh_gradient


EXERCISES = {
    "logit_change": Exercise(
        _step(lambda x: x**2 + 1),
        {"z": logit(), "y": target(), "x": number(-3, 0, 3), "eta": number(0.05, 0.5, 10)},
        {
            "w moves too": _step(lambda x: 1),
            "this is w's change": _step(lambda x: x),
            "b moves too": _step(lambda x: x**2),
            "the change of w enters z times x": _step(lambda x: x + 1),
            "it is right for x = 1 only": _step(lambda x: 2),
            "x² + 1 needs its parentheses": lambda z, y, x, eta: (
                -eta * half_squared_error_gradient(z, y) * x**2 + 1
            ),
            "x enters squared: once in ∂L/∂w, once in z": _step(lambda x: 2 * x),
            "(x + 1)² is not x² + 1": _step(lambda x: (x + 1) ** 2),
            "b's change does not subtract from w's": _step(lambda x: x**2 - 1),
            "this is the new z; its change is wanted": lambda z, y, x, eta: (
                z - eta * (x**2 + 1) * half_squared_error_gradient(z, y)
            ),
            "σ′ is taken at x, not at z": lambda z, y, x, eta: (
                -eta * (x**2 + 1) * (sigmoid(z) - y) * sigmoid_prime(x)
            ),
        },
    ),
    "fitted": Exercise(
        _loop(),
        {
            "w": number(-6, 6, axes="m"),
            "b": number(-2, 2),
            "X": number(-3, 3, axes="nm"),
            "y": target("n"),
            "eta": number(0.05, 0.5, 5),
            "epochs": EPOCHS,
        },
        {
            "σ′ is taken at a, not at z": _loop(_signal_at_a),
            "w's step is the mean of δ times x, not a mean times a mean": _loop(for_w=_of_means),
            "both lines are still wrong": _loop(_signal_at_a, _of_means),
            "w's step is the sum over the samples; its mean is wanted": _loop(
                for_w=lambda delta, X: delta @ X
            ),
            "w's step is divided by the number of inputs, not of samples": _loop(
                for_w=lambda delta, X: delta @ X / X.shape[1]
            ),
            "w's step is the mean over samples and inputs; each input has its own": _loop(
                for_w=lambda delta, X: np.mean(delta @ X) / len(X)
            ),
            "w's step lacks the factor x": _loop(for_w=lambda delta, X: np.mean(delta)),
            "w climbs: its step must be subtracted": _loop(
                for_w=lambda delta, X: -_of_products(delta, X)
            ),
            "b climbs: its step must be subtracted": _loop(for_b=lambda delta: -np.mean(delta)),
            "both climb: a step must be subtracted": _loop(lambda *values: -_signal(*values)),
            "b's step is taken after w has moved; both belong to the old weights": _new_w_first,
            "z and delta must be computed anew in each epoch": _stale,
            "it returns after the first epoch": lambda w, b, X, y, eta, epochs: _loop()(
                w, b, X, y, eta, 1
            ),
            "it sums over the samples, where the mean is wanted": _loop(
                for_w=lambda delta, X: delta @ X, for_b=np.sum
            ),
            "σ′(z) is struck out; squared error's gradient has it": _loop(
                lambda w, b, X, y: sigmoid(X @ w + b) - y
            ),
            "these are the changes; the new weights are wanted": lambda w, b, X, y, eta, epochs: (
                _loop()(w, b, X, y, eta, epochs) - np.append(w, b)
            ),
            "only w is given; b is wanted too": lambda *values: _loop()(*values)[:-1],
            "b comes last": lambda *values: np.roll(_loop()(*values), 1),
        },
    ),
    "tanh_gradient": Exercise(
        _tanh(lambda a, z: 1 / np.cosh(z) ** 2),
        {
            "w": number(-2, 0, 2),
            "b": number(-2, 0, 2),
            "x": number(-3, 0, 3),
            "y": Input(ENDS_OF_TANH | {"soft y": number(-0.9, 0.9).kinds["-0.9 < {} < 0.9"]}),
        },
        {
            "that is the sigmoid's gradient": lambda w, b, x, y: (
                (sigmoid(w * x + b) - y) * sigmoid_prime(w * x + b) * x
            ),
            "σ′(z) is the sigmoid's slope; tanh has its own": _tanh(lambda a, z: sigmoid_prime(z)),
            "a(1 − a) is the sigmoid's slope; tanh has its own": _tanh(lambda a, z: a * (1 - a)),
            "the slope of tanh is missing": _tanh(lambda a, z: 1),
            "the slope of tanh is 1 − a², not 1 − a": _tanh(lambda a, z: 1 - a),
            "the slope of tanh is 1 − a², not 1 + a²": _tanh(lambda a, z: 1 + a**2),
            "the slope of tanh is 1 − a², not (1 − a)²": _tanh(lambda a, z: (1 - a) ** 2),
            "the slope of tanh is taken at a, not at z": _tanh(lambda a, z: 1 - np.tanh(a) ** 2),
            "the slope of tanh is 1 − a², not 1 − z²": _tanh(lambda a, z: 1 - z**2),
            "the slope of tanh is 1 − a²; a² comes from tanh, not from σ": _tanh(
                lambda a, z: 1 - sigmoid(z) ** 2
            ),
            "it compares z, not tanh(z), with y": lambda w, b, x, y: (
                (w * x + b - y) / np.cosh(w * x + b) ** 2 * x
            ),
            "it compares σ(z), not tanh(z), with y": lambda w, b, x, y: (
                (sigmoid(w * x + b) - y) / np.cosh(w * x + b) ** 2 * x
            ),
            "it lacks the factor a − y": _tanh(lambda a, z: 1 - a**2, lambda a, y: 1),
            "∂z/∂w is x, not w": _tanh(lambda a, z: 1 - a**2, factor=lambda w, x: w),
            "this is ∂L/∂b": _tanh(lambda a, z: 1 - a**2, factor=lambda w, x: 1),
        },
    ),
}
check = check_for(EXERCISES)
