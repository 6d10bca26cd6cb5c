"""Each figure draws on the axes it is given, returns them, and shows what its docstring says."""

import re
from dataclasses import replace
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from test_looks import STILL

from helpers.figures import still as figures
from helpers.figures.axes import numbers
from helpers.figures.live.parts import tangent
from helpers.figures.still import on_triangle
from helpers.neuron import LOSSES, descend, softmax_half_squared_error_gradient


@pytest.fixture
def ax() -> plt.Axes:
    return Figure().subplots()


@pytest.mark.parametrize("draw", STILL.values(), ids=STILL)
def test_draws_on_the_axes_given_and_returns_them(draw, ax):
    assert draw(ax) is ax
    assert ax.has_data() or ax.texts
    assert plt.get_fignums() == []


@pytest.mark.parametrize("draw", STILL.values(), ids=STILL)
def test_draws_on_the_current_axes_if_none_is_given(draw):
    figure, axes = plt.subplots()
    assert draw(None) is axes
    plt.close(figure)


def test_parts_of_a_neuron_lead_from_the_inputs_over_the_sum_to_the_output(ax):
    texts = figures.plot_neuron(ax=ax).texts
    place = {text.get_text(): text.get_position() for text in texts}
    arrows = {
        text.get_text(): (text.arrowprops["arrowstyle"], text.xy)
        for text in texts
        if isinstance(text, Annotation)
    }
    inwards = dict.fromkeys(("$x_1$", "$x_2$", "$x_3$", "$b$"), ("->", place["Σ"]))
    assert arrows == inwards | {"σ": ("<-", place["Σ"]), "$a$": ("<-", place["σ"])}
    for symbol, name in {"Σ": "sum", "$z$": "logit", "σ": "sigmoid", "$a$": "prediction"}.items():
        assert place[symbol][0] == place[name][0]


def test_words_of_a_neuron_stand_free():
    figure = Figure(figsize=(9, 4.5))
    texts = figures.plot_neuron(ax=figure.subplots()).texts
    figure.draw_without_rendering()
    boxes = [Text.get_window_extent(text) for text in texts]
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)
    assert all(figure.bbox.contains(*corner) for box in boxes for corner in box.corners())


@pytest.mark.parametrize("name", LOSSES)
def test_each_loss_is_drawn_from_its_functions_where_it_is_asked_for(name, ax):
    loss = LOSSES[name]
    for draw, expected in [
        (lambda ax: figures.plot_losses(0.3, losses=[name], ax=ax), lambda x: loss.value(x, 0.3)),
        (
            lambda ax: figures.plot_gradients(0.3, losses=[name], ax=ax),
            lambda x: loss.gradient(x, 0.3),
        ),
        (lambda ax: figures.plot_laws(losses=[name], ax=ax), loss.law),
    ]:
        ax.clear()
        (line,) = draw(ax).lines
        assert line.get_label() == name
        np.testing.assert_array_equal(line.get_ydata(), expected(line.get_xdata()))


def test_curve_of_sizes_is_the_law_at_hard_targets(ax):
    for line in figures.plot_sizes(0, ax=ax).lines:
        A, size = line.get_data()
        np.testing.assert_allclose(size, LOSSES[line.get_label()].law(A), atol=1e-15)


def test_peak_is_that_of_the_law(ax):
    A = np.linspace(0, 1, 100_001)
    law = LOSSES["squared error"].law(A)
    assert A[law.argmax()] == pytest.approx(figures.PEAK_ERROR, abs=1e-5)
    assert law.max() == pytest.approx(figures.PEAK_GRADIENT, abs=1e-9)
    assert figures.mark_peak(ax=ax).texts[0].xy == (figures.PEAK_ERROR, figures.PEAK_GRADIENT)


def test_quotient_is_drawn_for_each_target_and_two_of_its_values_marked(ax):
    slope, *targets = figures.plot_quotient(lambda z, y: z + 100 * y, ax=ax).lines
    for line, y in zip(targets, (0, 0.3, 1), strict=True):
        assert line.get_label() == f"y = {y}"
        np.testing.assert_allclose(line.get_ydata(), line.get_xdata() + 100 * y)
    points = np.sort(np.concatenate([line.get_xdata() for line in targets]))
    np.testing.assert_allclose(points, -points[::-1], atol=1e-12)
    assert np.diff(points).min() > 1
    z, value = slope.get_data()
    marked = {text.get_text(): text.xy for text in ax.texts}
    assert marked.keys() == {"¼ at z = 0", "z = 4"}
    assert marked["¼ at z = 0"] == (z[value.argmax()], value.max())
    for at, height in marked.values():
        assert np.isclose(targets[0].get_xdata(), at).any()
        assert height == pytest.approx(np.interp(at, z, value))


def test_surprise_touches_its_floor_at_the_true_probability(ax):
    curve, floor = figures.plot_surprise(0.7, ax=ax).lines
    q, surprise = curve.get_data()
    assert q[surprise.argmin()] == 0.7
    assert surprise.min() == pytest.approx(floor.get_ydata()[0])
    assert surprise.min() == pytest.approx(-0.7 * np.log(0.7) - 0.3 * np.log(0.3))


def test_surprise_is_marked_where_it_is_asked_for(ax):
    *_, marked = figures.plot_surprise(0.8, beliefs=[0.5, 0.99], ax=ax).lines
    q, surprise = marked.get_data()
    assert list(q) == [0.5, 0.99]
    np.testing.assert_allclose(surprise, [np.log(2), -0.8 * np.log(0.99) - 0.2 * np.log(0.01)])


def test_softmax_sizes_are_those_of_the_gradient(ax):
    _, shared, alone, cross = figures.plot_softmax_sizes(ax=ax).lines
    for line, others in (shared, [0.5, 0.5]), (alone, [1, 1e-12]):
        A, size = (values[1:-1] for values in line.get_data())
        a = np.column_stack([1 - A, A[:, np.newaxis] * others])
        gradient = softmax_half_squared_error_gradient(np.log(a), [1, 0, 0])
        np.testing.assert_allclose(size, -gradient[:, 0], rtol=1e-9)
    np.testing.assert_allclose(*cross.get_data())


def test_any_split_of_the_error_lies_in_the_band(ax):
    (band,) = figures.plot_softmax_sizes(ax=ax).collections
    (outline,) = band.get_paths()
    a = np.random.default_rng(5).dirichlet([0.7, 0.7, 0.7], 300)
    sizes = -softmax_half_squared_error_gradient(np.log(a), [1, 0, 0])[:, 0]
    inside = outline.contains_points(np.column_stack([1 - a[:, 0], sizes]), radius=1e-4)
    outside = outline.contains_points(np.column_stack([1 - a[:, 0], sizes / 2.1]))
    assert inside.all()
    assert not outside[abs(a[:, 0] - 0.5) < 0.4].any()


def test_triangle_has_its_corners_and_its_middle():
    x, y = on_triangle([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1 / 3, 1 / 3, 1 / 3]])
    np.testing.assert_allclose(x, [0.5, 0, 1, 0.5])
    np.testing.assert_allclose(y, np.sqrt([0.75, 0, 0, 1 / 12]))


def test_tangent_passes_through_its_point_with_its_slope():
    part = tangent("sigmoid", Figure().subplots(), [1.0, 2.0], [3.0, 5.0], [-1.0, 0.5])
    np.testing.assert_allclose(part.x, [[-1.5, 3.5], [-0.5, 4.5]])
    np.testing.assert_allclose(part.y, [[5.5, 0.5], [3.75, 6.25]])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1, "1"),
        (-1, "-1"),
        (0.25, "0.2500"),
        (-0.04297, "-0.0430"),
        (0.00099999, "1.00e-03"),
        (4.24835e-18, "4.25e-18"),
        (0.9999546, "0.99995"),
        (10.00004, "10.0000"),
    ],
)
def test_numbers_keep_off_a_false_zero_or_one(value, text):
    assert numbers(value) == text


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda ax: figures.plot_surprise(2, ax=ax), "p must be a probability, 0 to 1; got 2"),
        (lambda ax: figures.plot_surprise("a", ax=ax), "p must be a probability, 0 to 1; got 'a'"),
        (
            lambda ax: figures.plot_surprise(0.5, beliefs=[0.5, 2], ax=ax),
            "each of beliefs must be a probability, 0 to 1; got 2",
        ),
        (
            lambda ax: figures.plot_runs("squared error", np.ones((9, 2)), "abc", ax=ax),
            "labels must be 2, one for each run; got ['a', 'b', 'c']",
        ),
        (
            lambda ax: figures.plot_runs("squared error", np.ones((9, 2)), ["a"], ax=ax),
            "labels must be 2, one for each run; got ['a']",
        ),
        (
            lambda ax: figures.plot_losses(1, losses=["MSE"], ax=ax),
            "losses must be a list of names",
        ),
    ],
)
def test_bad_input_is_refused(draw, message, ax):
    with pytest.raises(ValueError, match=re.escape(message)):
        draw(ax)
    assert not ax.lines


def test_runs_of_a_loss_of_ones_own_are_drawn(ax):
    own = replace(LOSSES["squared error"], name="own")
    assert len(figures.plot_runs(own, np.ones((9, 2)), "ab", ax=ax).lines) == 2
    ax.clear()
    (line,) = figures.plot_outputs(
        {"own": descend("squared error", 1, 0, 2, 2, 0.1, 9)}, ax=ax
    ).lines
    assert line.get_label() == "own"
