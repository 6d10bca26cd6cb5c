"""Gradient descent on one neuron: the article's numbers, the textbook's loop, many runs at once."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
import sympy
from definitions import formula, in_numpy
from hypothesis import given, strategies as st
from properties import properties

from helpers.neuron import LOSSES, Loss, descend, escape_time, sigmoid

RNG = np.random.default_rng(20155)
every_loss = pytest.mark.parametrize("loss", LOSSES)
BOUNDED = [name for name, loss in LOSSES.items() if np.isfinite(loss.steepest)]
SHAPES = [(), (4,), (4, 3)]


def textbook(loss, x, y, *, w, b, learning_rate, epochs):
    """One run, as in the textbook: a list of (w, b, a, cost)."""
    x, y, w = np.reshape(x, (np.size(y), -1)), np.ravel(y), np.array(np.ravel(w), float)
    entries = []
    for _ in range(epochs + 1):
        z = np.array([sum(w * x_i) + b for x_i in x])
        cost, delta = (in_numpy(loss, part)(z, y) for part in ("value", "gradient"))
        entries.append((w, b, 1 / (1 + np.exp(-z)), np.mean(cost)))
        w = w - learning_rate * np.mean(delta[:, np.newaxis] * x, axis=0)
        b = b - learning_rate * np.mean(delta)
    return [np.array(part) for part in zip(*entries, strict=True)]


@pytest.mark.parametrize(
    ("loss", "start", "first", "last"),
    [
        ("squared error", (0.6, 0.9), 0.8176, 0.0940),
        ("squared error", (2, 2), 0.9820, 0.2028),
        ("cross-entropy", (0.6, 0.9), 0.8176, 0.0116),
        ("cross-entropy", (2, 2), 0.9820, 0.0120),
    ],
)
def test_the_numbers_of_the_toy_neuron(loss, start, first, last):
    history = descend(loss, 1, 0, *start, learning_rate=0.15, epochs=300)
    assert history.a.shape == history.cost.shape == (301,)
    np.testing.assert_array_equal(history.a[[0, -1]].round(4), [first, last])


@every_loss
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("hard", [True, False])
def test_each_run_is_the_textbook_loop(loss, shape, hard):
    x, y = RNG.normal(size=shape), RNG.random(shape[:1])
    y = np.round(y) if hard else y
    w, b = RNG.normal(size=shape[1:]), RNG.normal()
    history = descend(loss, x, y, w, b, 0.7, 20)
    for got, expected in zip(
        (history.w, history.b, history.a, history.cost),
        textbook(loss, x, y, w=w, b=b, learning_rate=0.7, epochs=20),
        strict=True,
    ):
        np.testing.assert_allclose(got, expected.reshape(got.shape), rtol=1e-12)


@every_loss
@pytest.mark.parametrize("shape", SHAPES)
def test_a_grid_of_runs_is_every_run_alone(loss, shape):
    x, y = RNG.normal(size=shape), np.round(RNG.random(shape[:1]))
    w, b = RNG.normal(size=(3, 1, 1, *shape[1:])), RNG.normal(size=(2, 1))
    rate = np.array([0.1, 1.0, 10.0, 3.0]) / (1 if loss in BOUNDED else 100)
    history = descend(loss, x, y, w, b, rate, 7)
    runs = (3, 2, 4)
    assert history.w.shape == (8, *runs, *shape[1:])
    assert history.b.shape == history.cost.shape == (8, *runs)
    assert history.a.shape == (8, *runs, *shape[:1])
    for run in np.ndindex(runs):
        alone = descend(loss, x, y, w[run[0], 0, 0], b[run[1], 0], rate[run[2]], 7)
        for name in ("w", "b", "a", "cost"):
            together = getattr(history, name)[(slice(None), *run)]
            np.testing.assert_allclose(together, getattr(alone, name), rtol=1e-12, err_msg=name)


@every_loss
@pytest.mark.parametrize("x", [1.0, [0.5], [[0.5, -2.0]]])
def test_runs_from_one_logit_share_their_steps(loss, x):
    m = np.shape(x)[1:]
    w, b = RNG.integers(-3, 4, (4, 1, *m)) / 4, RNG.integers(-3, 4, 5) / 4
    history = descend(loss, x, 1, w, b, 0.5, 6)
    for run in np.ndindex(4, 5):
        alone = descend(loss, x, 1, w[run[0], 0], b[run[1]], 0.5, 6)
        for name in ("w", "b", "a", "cost"):
            together = getattr(history, name)[(slice(None), *run)]
            np.testing.assert_allclose(together, getattr(alone, name), rtol=1e-12, err_msg=name)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_history_can_be_kept(shape):
    x, w = np.ones(shape), np.ones(shape[1:])
    history = descend("squared error", x, 1, w, 0, 0.5, 3)
    again = pickle.loads(pickle.dumps(history))
    for name in ("w", "b", "a", "cost"):
        np.testing.assert_array_equal(getattr(again, name), getattr(history, name))


def test_threads_may_read_a_history_at_once():
    history, barrier = descend("squared error", 1, 0, np.zeros(30_000), 0, 0.5, 10), Barrier(4)

    def read(_: int) -> np.ndarray:
        barrier.wait(10)
        return history.a

    with ThreadPoolExecutor(4) as threads:
        for a in threads.map(read, range(4)):
            np.testing.assert_array_equal(a, sigmoid(history.z))
    assert history.a is history.a


@every_loss
@properties
@given(
    x=st.floats(-3, 3),
    y=st.sampled_from([0, 1]),
    z=st.one_of(st.floats(-40, 40), st.floats(-1000, 1000)),
    rate=st.floats(1e-3, 1e4),
)
def test_one_run_takes_the_same_steps_as_two(loss, x, y, z, rate):
    """As two runs, and as two equal samples, which take the textbook's way."""
    alone = descend(loss, x, y, 0.5, z, rate, 5)
    runs = descend(loss, x, y, [0.5, 0.5], z, rate, 5)
    samples = descend(loss, [x, x], y, 0.5, z, rate, 5)
    for name in ("w", "b", "a"):
        one, samples_own = getattr(alone, name), getattr(samples, name)
        scale = max(abs(one).max(), abs(z))
        for two in (getattr(runs, name)[:, 0], samples_own[:, 0] if name == "a" else samples_own):
            np.testing.assert_allclose(one, two, rtol=1e-9, atol=1e-9 * scale)


@every_loss
@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", [-600, -40, -36, -25, -5, 5, 25, 36, 40, 600])
def test_a_saturated_neuron_takes_its_small_step(loss, y, z):
    """From w = 0 the step itself is seen, however small it is beside z."""
    step = -2 * LOSSES[loss].gradient(z, y)
    for starts in (0, [0, 0]):
        np.testing.assert_allclose(
            descend(loss, 2.0, y, starts, z, 1.0, 1).w[1],
            np.full(np.shape(starts), step),
            rtol=1e-13,
        )


@pytest.mark.parametrize("rate", [[0.1], [0.1, 1.0], [[0.1], [1.0]]])
def test_one_start_at_several_rates(rate):
    history = descend("cross-entropy", 1, 0, 0.6, 0.9, rate, 3)
    for name in ("w", "b", "a", "cost"):
        assert getattr(history, name).shape == (4, *np.shape(rate))


@every_loss
@pytest.mark.parametrize("x", [0.1, [0.1, 0.7, -1.3]])
def test_single_precision_is_rounded_once(loss, x):
    x, others = np.float32(x), np.float32([0.3, 0.2, 0.7])
    single = descend(loss, x, 0, *others, 20)
    mixed = descend(loss, x.astype(np.float64), 0, *others, 20)
    double = descend(loss, x.astype(np.float64), 0, *others.astype(np.float64), 20)
    for name in ("w", "b", "a", "cost"):
        exact = getattr(double, name)
        np.testing.assert_array_equal(getattr(mixed, name), exact)
        np.testing.assert_array_equal(getattr(single, name), exact.astype(np.float32))


def test_a_large_rate_may_overshoot():
    assert (descend("cross-entropy", 1, 0, 1100, 0, 500, 5).a[[0, -1]] == [1, 0]).all()


@every_loss
def test_cost_falls_and_is_the_mean_loss(loss):
    x, y = np.linspace(-2, 2, 9), np.linspace(0, 1, 9)
    history = descend(loss, x, y, 0.3, -2.0, 0.5, 40)
    assert (np.diff(history.cost) < 0).all()
    z = history.w[:, np.newaxis] * x + history.b[:, np.newaxis]
    np.testing.assert_allclose(history.z, z, rtol=1e-14, atol=1e-14)
    np.testing.assert_array_equal(history.a, sigmoid(history.z))
    np.testing.assert_allclose(history.cost, LOSSES[loss].value(z, y).mean(axis=1), rtol=1e-14)


def test_a_target_for_all_samples():
    x = np.array([0.5, -1.0])
    one, many = (descend("cross-entropy", x, y, 1, 0, 0.1, 3) for y in (1, [1, 1]))
    np.testing.assert_array_equal(one.w, many.w)


def test_no_epochs_and_no_runs():
    history = descend("cross-entropy", 1, 0, 0.6, 0.9, 0.15, 0)
    np.testing.assert_allclose(history.w, [0.6])
    np.testing.assert_allclose(history.a, sigmoid([1.5]))
    empty = descend("cross-entropy", [1, 2], 0, [], 0.9, 0.15, 3)
    assert (empty.w.shape, empty.a.shape) == ((4, 0), (4, 0, 2))


@every_loss
@pytest.mark.parametrize("w", [0.6, [0.6, 2]])
def test_x_sets_the_precision(loss, w):
    history = descend(loss, np.float32(1), 0, w, 0.9, 0.15, 3)
    double = descend(loss, 1.0, np.float32(0), np.float32(w), 0.9, 0.15, 3)
    for name in ("w", "b", "a", "cost"):
        assert getattr(history, name).dtype == np.float32
        assert getattr(double, name).dtype == np.float64


def of_the_readers_own(power):
    """(z − y)^power: no sigmoid, any target, and a gradient without a bound."""
    return Loss(
        name=f"power {power}",
        label="",
        value=lambda z, y: (z - y) ** power,
        gradient=lambda z, y: power * (z - y) ** (power - 1),
        curvature=lambda z, y: power * (power - 1) * (z - y) ** (power - 2),
        targets=(-np.inf, np.inf),
    )


def test_a_loss_of_the_readers_own():
    history = descend(of_the_readers_own(2), 1, 1, 0.0, 0.0, 0.125, 2)
    np.testing.assert_allclose(history.w, [0, 0.25, 0.375])
    np.testing.assert_allclose(history.cost, [1, 0.25, 0.0625])
    history = descend(of_the_readers_own(4), [1, 2], [-3, 2.5], [0.0, 1.0], 0.0, 0.001, 50)
    assert (np.diff(history.cost, axis=0) < 0).all()


def test_a_loss_without_a_bound_that_runs_away_is_refused():
    message = r"^the logits overflow in epoch 6: .*; the gradient of power 4 has no bound$"
    with pytest.raises(ValueError, match=message):
        descend(of_the_readers_own(4), 1, 0, 2, 2, 0.15, 300)
    with pytest.raises(ValueError, match=r"^y must be finite, but it holds NaN or an infinity"):
        descend(of_the_readers_own(4), 1, np.inf, 2, 2, 0.15, 300)


@pytest.mark.parametrize("loss", BOUNDED)
def test_extreme_starts_and_rates_give_numbers(loss):
    for start in (-1e300, -1000.0, 745.0, 1e300):
        for rate in (1e-300, 1e3, 1e300):
            history = descend(loss, 1, 0, [start, 0], 0, rate, 3)
            alone = descend(loss, 1, 0, start, 0, rate, 3)
            for got in (history.w, history.b, history.a, alone.w, alone.b, alone.a):
                assert np.isfinite(got).all()
    small = descend(loss, 1e200, 0, 1, 0, 1e-200, 3)
    assert np.isfinite(small.w).all()


@every_loss
@pytest.mark.parametrize(
    "change",
    [
        {"x": 1e-10, "learning_rate": 1e308},
        {"x": 1e-300, "b": 1.5e308, "learning_rate": 2e307},
        {"x": [1.0] * 10, "w": 1e308},
        {"x": [1e308] * 10, "w": 0, "learning_rate": 1e-320},
        {"x": [[1e154] * 2], "w": [1e154] * 2, "learning_rate": 1e-308},
        {"x": 1e5, "learning_rate": 1e304, "epochs": 0},
        {"b": 1.7e308, "learning_rate": 1e308},
        {"x": [[0.0, 1.0]], "w": [1e308, 1e308], "learning_rate": 1e308},
    ],
)
def test_extreme_arguments_give_numbers_or_a_reason(loss, change):
    arguments = {"x": 1.0, "y": 0, "w": 1.0, "b": 0.0, "learning_rate": 0.1, "epochs": 3}
    refused = ""
    try:
        history = descend(loss, **arguments | change)
    except ValueError as error:
        refused = str(error)
    if refused:
        assert "the logits overflow" in refused
    else:
        assert all(np.isfinite(array).all() for array in (history.w, history.b, history.a))
        assert not np.isnan(history.cost).any()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"loss": "mse"},
            r"loss must be a Loss or one of 'squared error', 'cross-entropy'.*; got 'mse'",
        ),
        ({"loss": None}, r"loss must be a Loss or one of .*; got None"),
        ({"x": np.zeros((2, 2, 2))}, r"x must be a scalar or .* got \(2, 2, 2\)"),
        ({"x": []}, r"x must be a scalar or have shape \(n,\) or \(n, m\), .* got \(0,\)"),
        ({"x": np.inf}, "x must be finite, but it holds NaN or an infinity"),
        ({"x": "1"}, "x must hold real numbers"),
        ({"y": [0, 1]}, r"y must be a scalar or have shape \(3,\), as x has; got \(2,\)"),
        ({"y": 1.5}, r"y must lie in \[0, 1\], but it holds 1.5"),
        ({"y": np.nan}, r"y must lie in \[0, 1\], but it holds nan"),
        ({"w": np.nan}, "w must be finite, but it holds NaN or an infinity"),
        ({"w": 1j}, "w must hold real numbers"),
        ({"b": -np.inf}, "b must be finite, but it holds NaN or an infinity"),
        ({"x": np.zeros((3, 2)), "w": 1.0}, r"w must have a last axis of 2, .* got \(\)"),
        ({"x": np.zeros((3, 2)), "w": np.zeros(3)}, r"w must have a last axis of 2, .* got \(3,\)"),
        ({"w": [1, 2], "b": [1, 2, 3]}, r"shapes must broadcast .* w \(2,\), b \(3,\)"),
        (
            {"b": [1, 2], "learning_rate": [1, 2, 3]},
            r"shapes must broadcast .* b \(2,\), learning_rate \(3,\)$",
        ),
        ({"learning_rate": 0}, "learning_rate must be positive; got 0"),
        ({"learning_rate": [0.1, -1]}, "learning_rate must be positive; got -1"),
        ({"learning_rate": np.nan}, "learning_rate must be finite"),
        ({"epochs": -1}, "epochs must be a whole number, 0 or more; got -1"),
        ({"epochs": 1.5}, "epochs must be a whole number, 0 or more; got 1.5"),
        ({"epochs": "3"}, "epochs must be a whole number, 0 or more; got '3'"),
        ({"w": 1e200, "x": [1e200] * 3}, "x, w and b are too large: the logits overflow"),
        ({"w": [1, 1e308], "b": 1.7e308}, "x, w and b are too large: the logits overflow"),
        (
            {"learning_rate": 1e160, "x": [1e160] * 3, "w": 1e-160},
            "the logits overflow in epoch 1: learning_rate or x is too large$",
        ),
    ],
)
def test_bad_input_is_named(change, message):
    good = {"loss": "cross-entropy", "x": [1, 2, 3], "y": 0, "w": 1, "b": 0}
    good |= {"learning_rate": 0.1, "epochs": 3}
    descend(**good)
    with pytest.raises(ValueError, match="^" + message):
        descend(**good | change)


def antiderivative(loss):
    """What 1/(2 ∂L/∂z) at y = 0 is the derivative of, integrated by SymPy over e^z."""
    z, y, power = *sympy.symbols("z y", real=True), sympy.Symbol("power", positive=True)
    inverse = sympy.simplify(
        (1 / (2 * formula(loss, "gradient"))).subs({y: 0, z: sympy.log(power)})
    )
    whole = sympy.integrate(sympy.expand(inverse) / power, power).subs(power, sympy.exp(z))
    return sympy.lambdify(z, sympy.expand(whole), "numpy")


TIMES = {loss: antiderivative(loss) for loss in LOSSES}


@every_loss
@properties
@given(z=st.tuples(st.floats(-100, 100), st.floats(-100, 100)).map(sorted))
def test_escape_time_is_the_integral(loss, z):
    z_end, z_start = z
    expected = TIMES[loss](z_start) - TIMES[loss](z_end)
    slack = 1e-9 * abs(TIMES[loss](np.array(z))).max()
    np.testing.assert_allclose(escape_time(loss, z_start, z_end), expected, rtol=1e-9, atol=slack)


@every_loss
def test_escape_time_of_the_longest_way(loss):
    expected = TIMES[loss](100.0) - TIMES[loss](-100.0)
    np.testing.assert_allclose(escape_time(loss, 100, -100), expected, rtol=1e-12)


@every_loss
def test_escape_time_is_what_small_steps_take(loss):
    rate = 5e-3
    time = escape_time(loss, 2, -1)
    history = descend(loss, 1, 0, 1, 1, rate, int(1.2 * time / rate))
    steps = np.argmax(history.w + history.b < -1)
    assert steps * rate == pytest.approx(time, rel=1e-2)


def test_escape_time_grows_exponentially_or_linearly():
    z = np.array([10, 20])
    squared, cross = (escape_time(loss, z, 0) for loss in ("squared error", "cross-entropy"))
    assert squared[1] / squared[0] == pytest.approx(np.exp(10), rel=2e-2)
    assert cross[1] - cross[0] == pytest.approx(5, rel=1e-4)
    assert escape_time("cross-entropy", 3, 3) == 0
    assert escape_time(LOSSES["cross-entropy"], z[:, np.newaxis], [0, 1, 2]).shape == (2, 3)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("other", 1, 0), "loss must be a Loss or one of"),
        (("cross-entropy", 0, 1), "z_start and z_end must satisfy -100 <= z_end <= z_start <= 100"),
        (("cross-entropy", 101, 1), "z_start and z_end must satisfy"),
        (("cross-entropy", 1, -101), "z_start and z_end must satisfy"),
        (("cross-entropy", np.nan, 1), "z_start and z_end must satisfy"),
        (("cross-entropy", [1, 2], [0, 0, 0]), r"shapes .* z_start \(2,\), z_end \(3,\)"),
        (("cross-entropy", "1", 0), "z_start must hold real numbers"),
    ],
)
def test_bad_escapes_are_named(args, message):
    with pytest.raises(ValueError, match="^" + message):
        escape_time(*args)
