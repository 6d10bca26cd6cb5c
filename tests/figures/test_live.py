import gc
import json
import re
import weakref

import numpy as np
import pytest
from drawn import unpacked
from matplotlib.figure import Figure

from helpers.figures.live import LiveFigure, Part


def make(figure: Figure | None = None, **changes) -> LiveFigure:
    """A figure with a point, a line with a gap and a text over a 3 × 2 grid of states."""
    figure = figure or Figure(figsize=(4, 2))
    ax = figure.subplots()
    ax.set(xlim=(0, 2), ylim=(0, 1))
    (dot,) = ax.plot([], [], "o")
    (line,) = ax.plot([], [])
    p, q = np.array([[0], [1], [2]]), np.array([[0, 1]])
    arguments = {
        "name": "sample",
        "label": "A sample",
        "figure": figure,
        "states": {"p": [0, 1, 2], "q": [0, 1]},
        "start": {"p": 1, "q": 0},
        "parts": [
            Part("dot", dot, p, q),
            Part("line", line, np.ones((1, 1, 3)), np.array([[[0, np.nan, 1]]])),
            Part("text", ax.text(0, 0, ""), p, q, text="at {p}, {q}"),
        ],
        "readout": "p = {p}, q = {q}",
        "numbers": {"p": [["0"], ["1"], ["2"]], "q": [["0", "1"]]},
        "presets": {"end": {"p": 2}},
    }
    return LiveFigure(**(arguments | changes))


def test_tables_hold_the_place_of_every_part_in_every_state():
    figure = Figure(figsize=(4, 2))
    live = make(figure)
    shapes = [part["shape"] for part in live.parts]
    assert shapes == [[3, 2, 1], [1, 1, 3], [3, 2, 1]]
    places = unpacked(live)
    assert len(places) == 2 * sum(np.prod(shape) for shape in shapes)
    x, y = figure.axes[0].transData.transform((2, 1))
    np.testing.assert_allclose(places[10:12], [x, figure.bbox.height - y], atol=1 / 32)


def test_readout_says_the_numbers_of_the_state():
    assert make().readout() == "p = 1, q = 0"
    assert make().readout(p=2, q=1) == "p = 2, q = 1"


def test_repr_has_no_address():
    assert repr(make()) == "sample: p = 1, q = 0"


def test_each_slider_has_a_trait_that_starts_at_its_start():
    live = make()
    assert (live.p, live.q) == (1, 0)
    assert {"p", "q"} <= set(live.keys)


def test_svg_marks_the_moving_parts_and_carries_no_date():
    svg = make().svg
    assert svg.startswith("<svg")
    assert all(f'id="{name}"' in svg for name in ("dot", "line", "text"))
    assert "date" not in svg.lower()


def test_pictures_are_the_same_each_time():
    assert make().svg == make().svg
    assert make().still() == make().still()


def test_still_picture_is_a_png_of_the_start():
    assert make().still().startswith(b"\x89PNG")
    assert make().still() != make(start={"p": 2, "q": 1}).still()


def test_what_is_sent_can_be_json():
    live = make()
    state = live.get_state()
    del state["positions"]
    json.dumps({key: value for key, value in state.items() if not key.startswith("_")}, default=str)


def uneven() -> LiveFigure:
    """The same with a first slider through 0, 1 and 10."""
    return make(states={"p": [0, 1, 10], "q": [0, 1]}, start={"p": 1, "q": 0}, presets=TO_THE_END)


TO_THE_END = {"end": {"p": 10}, "other end": {"p": 10, "q": 1}}


def test_a_slider_through_a_list_moves_its_trait_by_index():
    live = uneven()
    assert (live.p, live.q) == (1, 0)
    assert live.grid == [["p", 0, 2, 3], ["q", 0, 1, 2]]
    assert live.presets == [["end", {"p": 2}], ["other end", {"p": 2, "q": 1}]]
    assert live.readout(p=10, q=1) == "p = 2, q = 1"
    with pytest.raises(ValueError, match="p must be a stop of its slider, one of 0, 1, 10; got 2"):
        live.readout(p=2)


def test_an_even_slider_moves_its_trait_by_value():
    live = make(states={"p": [0, 5, 10], "q": [0, 1]}, start={"p": 5, "q": 0}, presets=TO_THE_END)
    assert (live.p, live.q) == (5, 0)
    assert live.grid == [["p", 0, 10, 3], ["q", 0, 1, 2]]
    assert live.presets == [["end", {"p": 10}], ["other end", {"p": 10, "q": 1}]]


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"p": 0.5}, "p must be a stop of its slider, 0 to 2 by 1; got 0.5"),
        ({"p": float("nan")}, "p must be a stop of its slider, 0 to 2 by 1; got nan"),
        ({"p": "one"}, "p must be a stop of its slider, 0 to 2 by 1; got 'one'"),
        ({"r": 1}, "sample has no slider r; it has p, q"),
    ],
)
def test_a_state_that_is_none_is_refused(state, message):
    with pytest.raises(ValueError, match="slider") as error:
        make().readout(**state)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "changes",
    [
        {"start": {"p": 7, "q": 0}},
        {"presets": {"nowhere": {"p": 7}}},
        {"numbers": {"p": ["0", "1"], "q": [["0", "1"]]}},
        {"numbers": {"p": [["0"], ["1"]], "q": [["0", "1"]]}},
    ],
    ids=["start", "preset", "axes of numbers", "length of numbers"],
)
def test_what_does_not_fit_the_states_is_refused(changes):
    with pytest.raises(ValueError, match=r"p must be a stop|p: shape"):
        make(**changes)


def two_dots() -> list[Part]:
    (dot,) = Figure().subplots().plot([], [], "o")
    place = np.zeros((1, 1))
    return [Part("dot", dot, place, place)] * 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"states": {"p": [0, 1, 1], "q": [0, 1]}},
            "states: p must rise through 2 values or more; got [0. 1. 1.]",
        ),
        (
            {"states": {"p": [1], "q": [0, 1]}},
            "states: p must rise through 2 values or more; got [1.]",
        ),
        (
            {"states": {"p": [1, 0], "q": [0, 1]}},
            "states: p must rise through 2 values or more; got [1. 0.]",
        ),
        (
            {"states": {"name": [0, 1]}, "start": {"name": 0}},
            "states: name is a name that every live figure has",
        ),
        (
            {"states": {"readout": [0, 1]}, "start": {"readout": 0}},
            "states: readout is a name that every live figure has",
        ),
        (
            {"states": {"initial": [0, 1]}, "start": {"initial": 0}},
            "states: initial is a name that every live figure has",
        ),
        ({"parts": two_dots()}, "parts: more than one is called dot"),
        ({"readout": "p = {p}, r = {r}"}, "readout: numbers has no r"),
        ({"readout": "p = {p}", "numbers": {"p": [["0"]]}}, "text: numbers has no q"),
    ],
)
def test_bad_input_is_refused(changes, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make(**changes)


def test_the_figure_is_not_kept():
    figure = Figure(figsize=(4, 2))
    live, gone = make(figure), weakref.ref(figure)
    del figure
    gc.collect()
    assert live.still()
    assert gone() is None
