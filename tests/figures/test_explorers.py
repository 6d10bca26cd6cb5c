"""Explorers against what a reader is told, written down here apart from the code that tells it."""

import itertools
import json
import math
import re
from base64 import b64decode
from functools import cache

import exact
import ipywidgets
import numpy as np
import pytest
from drawn import NAMES, Drawn, drawn, legend_words, taken_apart
from matplotlib.text import Text

from helpers.figures import COMPARED, explorers
from helpers.figures.live.sliders import Explorer
from helpers.neuron import LOSSES, escape_time, sigmoid, softmax

Z = "z", "logit, the input of the sigmoid", -10, 10, 0.1
Y = "y", "target; strictly between 0 and 1 it is soft", 0, 1, 0.1
RATES = ["0.05", "0.1", "0.15", "0.2", "0.3", "0.5", "1", "2", "5", "10"]
SLIDERS = {  # what stands before each, its tooltip, and its first and last value and step, or all
    "neuron": [Z, Y],
    "error_laws": [("A", "error, the distance |a − y| of prediction and target", 0, 1, 0.01)],
    "gradients": [Z, Y],
    "learning_curves": [
        ("start", "logit at the start of the training, z = w + b", -2, 8, 0.1),
        ("η", "learning rate", *RATES),
    ],
    "rounding": [
        ("z", "logit, the input of the sigmoid", -50, 50, 0.5),
        ("y", "target; strictly between 0 and 1 it is soft", 0, 1, 1),
        ("bits", "bits of a floating-point number: float32 or float64", 32, 64, 32),
    ],
    "softmax": [
        ("z₁", "logit of class 1, the true class", -8, 8, 0.5),
        ("z₂", "logit of class 2", -8, 8, 0.5),
    ],
    "family": [("t", "power of σ′(z) in the gradient", -0.8, 1.2, 0.02)],
    "landscape": [
        ("w₀", "weight at the start of the descent", -6, 6, 0.1),
        ("b₀", "bias at the start of the descent", -4, 4, 1),
    ],
    "race": [
        ("start", "logit at the start of the training, z = w + b", 1, 10, 0.1),
        ("ρ", "squared error's learning rate, in multiples of cross-entropy's", 1, 16, 0.25),
        ("goal", "error A to be reached", 0.01, 0.3, 0.01),
    ],
    "calibration": [
        ("T", "temperature, by which the logits are divided before softmax", 0.5, 4, 0.05)
    ],
}
PRESETS = {  # what each button promises: between which errors A the state lies
    "neuron": {
        "confidently wrong": (0.9, 1),
        "undecided": (0.499, 0.501),
        "confidently right": (0, 0.1),
    },
    "error_laws": {
        "confidently wrong": (0.9, 1),
        "near the peak": (0.66, 0.68),
        "undecided": (0.499, 0.501),
        "confidently right": (0, 0.1),
    },
    "rounding": {
        "confidently wrong": (0.9, 1),
        "undecided": (0.499, 0.501),
        "confidently right": (0, 0.1),
    },
    "softmax": {
        "confidently wrong": (0.9, 1),
        "undecided": (0.66, 0.67),
        "torn between two wrong ones": (0.9, 1),
        "confidently right": (0, 0.1),
    },
}
PRESETS["gradients"] = PRESETS["neuron"]
TWO_MORE, WHAT = ["escape time", "curvature"], ("law", "loss", "time", "curvature")
FAMILY = [  # t, the logit past which the curvature is negative, and a time in closed form
    (1, math.log(2), (math.exp(8) + 24 - 3 * math.exp(-8) - math.exp(-16) / 2 + 2.5) / 2),
    (0, None, (8 + 1 - math.exp(-8)) / 2),
    (-0.5, None, 1 - math.exp(-4)),
]


@pytest.fixture(params=NAMES)
def name(request) -> str:
    return request.param


def presets(name: str) -> dict[str, dict[str, float]]:
    return dict(drawn(name).explorer.figure.presets)


def read(name: str, **state: float) -> dict[str, float]:
    """The numbers of a readout by the words before them."""
    text = drawn(name).explorer.readout(**state)
    number = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
    found = re.findall(rf"([^\s,:(][^,:(]*?)(?: = | )({number})(?=[,: ]|$)", text)
    return {word.strip(): float(value) for word, value in found}


# ---- controls


def test_sliders_say_what_they_are(name):
    explorer = drawn(name).explorer
    said = [
        (one.description, one.tooltip, *one.options)
        if type(one) is ipywidgets.SelectionSlider
        else (one.description, one.tooltip, one.min, one.max, pytest.approx(one.step))
        for one in explorer.sliders.values()
    ]
    assert said == SLIDERS[name]


def test_sliders_are_linked_without_a_kernel(name):
    explorer = drawn(name).explorer
    linked = {(*link.source, *link.target) for link in explorer.links}
    assert linked == {
        (slider, "index" if name == "learning_rate" else "value", explorer.figure, name)
        for name, slider in explorer.sliders.items()
    }
    assert all(type(link).__name__ == "Link" for link in explorer.links)


def test_every_stop_of_a_slider_is_a_state(name):
    figure = drawn(name).explorer.figure
    for slider, values in zip(drawn(name).explorer.sliders.values(), figure.states.values()):  # noqa: B905
        if type(slider) is ipywidgets.FloatSlider:
            stops = np.arange(slider.min, slider.max + slider.step / 2, slider.step)
        else:
            stops = [float(option) for option in slider.options]
        np.testing.assert_allclose(stops, values, atol=1e-9)


def test_sliders_and_figure_start_at_one_state(name):
    explorer = drawn(name).explorer
    for key, slider in explorer.sliders.items():
        moved = slider.index if key == "learning_rate" else slider.value
        assert moved == getattr(explorer.figure, key)
        assert float(slider.value) == explorer.figure.initial[key]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_keep_their_promise(name):
    assert list(presets(name)) == list(PRESETS[name])
    for label, state in presets(name).items():
        low, high = PRESETS[name][label]
        if name == "error_laws":
            error = state["A"]
        elif name == "softmax":
            error = 1 - softmax([state["z_1"], state["z_2"], 0])[0]
        else:
            error = abs(sigmoid(state["z"]) - state["y"])
        assert low <= error <= high, label


def test_one_softmax_preset_is_torn_and_the_other_sure():
    wrong, torn = (
        softmax([state["z_1"], state["z_2"], 0])
        for label, state in presets("softmax").items()
        if label in {"confidently wrong", "torn between two wrong ones"}
    )
    assert wrong[1] > 0.9
    assert torn[1] == pytest.approx(torn[2])


def test_training_presets_start_where_they_say():
    found = presets("learning_curves")
    assert {label: state["start"] for label, state in found.items()} == {
        "start w = 0.6, b = 0.9": 0.6 + 0.9,
        "start w = b = 2": 2 + 2,
    }
    rates = drawn("learning_curves").explorer.figure.states["learning_rate"]
    assert {rates[int(one["learning_rate"])] for one in found.values()} == {0.15}


# ---- readouts, recomputed with the textbook's formulas


@pytest.mark.parametrize("y", [0, 0.3, 1])
@pytest.mark.parametrize("z", [-9.9, -3, 0, 4.2, 9])
def test_readouts_of_one_neuron(z, y):
    a = 1 / (1 + math.exp(-z))
    value = {
        "squared error": (a - y) ** 2 / 2,
        "cross-entropy": -y * math.log(a) - (1 - y) * math.log(1 - a),
    }
    slope = {"squared error": (a - y) * a * (1 - a), "cross-entropy": a - y}
    close = {"rel": 6e-3, "abs": 5e-5}
    sizes = {loss: abs(number) for loss, number in slope.items()}
    expected = {"z": z, "y": y, "a": a, "A": abs(a - y), **sizes}
    assert read("gradients", z=z, y=y) == pytest.approx(expected, **close)
    text = drawn("gradients").explorer.readout(z=z, y=y)
    assert text.partition("|: ")[0].endswith("|dL/dz")
    assert ("(a target in between has other curves)" in text) == (y == 0.3)
    text = drawn("neuron").explorer.readout(z=z, y=y)
    head, losses, slopes = re.split(r", loss: |, ∂L/∂z: ", text)
    assert head.startswith(f"z = {z:.1f}, y = {y:g}: a = ")
    numbers = [float(word) for word in re.findall(r"= (\S+?)(?=[,:]|$)", head)]
    assert numbers == pytest.approx([z, y, a, a * (1 - a)], **close)
    for said, those in (losses, value), (slopes, slope):
        pairs = [pair.rsplit(" ", 1) for pair in said.split(", ")]
        assert {loss: float(number) for loss, number in pairs} == pytest.approx(those, **close)


@pytest.mark.parametrize("A", [0, 0.02, 0.5, 0.67, 0.95, 1])
def test_readout_of_the_laws(A):
    ratio = A * (1 - A)
    expected = {"A": A, "squared error": A * ratio, "cross-entropy": A, "ratio": ratio}
    assert read("error_laws", A=A) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("z_1", "z_2"), [(0, 0), (-6, 6), (8, -2.5)])
def test_readout_of_three_classes(z_1, z_2):
    e = np.exp([z_1, z_2, 0])
    a = e / e.sum()
    by_logit = (np.diag(a) - np.outer(a, a)) @ (a - [1, 0, 0])
    text = drawn("softmax").explorer.readout(z_1=z_1, z_2=z_2)
    assert text.startswith(f"z = ({z_1:.1f}, {z_2:.1f}, 0), class 1 true: a = (")
    numbers = [float(word) for word in re.findall(r"[( ](-?\d[\d.e-]*)(?=[,)]|$)", text)][3:]
    expected = [*a, 1 - a[0], *by_logit, *(a - [1, 0, 0])]
    assert numbers == pytest.approx(expected, rel=6e-3, abs=5e-5)
    order = [text.index(word) for word in (", A = ", "∂L/∂z: squared error (", ", cross-entropy (")]
    assert order == sorted(order)


def test_markers_stand_beside_their_bars():
    one = drawn("softmax")
    artists = {part.name: part.artist for part in one.parts}
    pixel = one.figure.dpi / 72
    places = one.places()
    for name in (name for name in places if name.endswith("-bar")):
        marker = name.replace("-bar", "-point")
        apart = abs(places[name][..., 0, 0] - places[marker][..., 0, 0])
        widths = artists[name].get_linewidth() + artists[marker].get_markersize()
        assert apart.min() > pixel * widths / 2, name


def trained(loss: str, start: float, learning_rate: float) -> list[float]:
    """The output after 0, 1, 2, … 300 epochs."""
    w = b = start / 2
    outputs = []
    for _ in range(301):
        a = 1 / (1 + math.exp(-(w + b)))
        outputs.append(a)
        step = learning_rate * a * (a * (1 - a) if loss == "squared error" else 1)
        w, b = w - step, b - step
    return outputs


@pytest.mark.parametrize(("start", "rate"), [(3, 0.5), (4, 0.15), (-2, 0.05)])
def test_readout_of_the_training(start, rate):
    squared, entropy = (
        trained(loss, start, rate)[-1] for loss in ("squared error", "cross-entropy")
    )
    before = f"start z = {start:.1f}, η = {rate:g}: a from {1 / (1 + math.exp(-start)):.4f} to "
    text = drawn("learning_curves").explorer.readout(start=start, learning_rate=rate)
    assert text == (
        f"{before}{squared:.4f} with squared error, {entropy:.4f} with cross-entropy, in 300 epochs"
    )
    one = explorers.learning_curves(start, rate, losses=["cross-entropy"])
    assert one.readout() == f"{before}{entropy:.4f} with cross-entropy, in 300 epochs"


@pytest.mark.parametrize(("bits", "kind"), [(32, np.float32), (64, np.float64)])
@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", [-40, -10, 0, 12.5, 20, 36.5, 37])
def test_readout_of_the_rounding(z, y, bits, kind):
    logit, target, one = kind(z), kind(y), kind(1)
    with np.errstate(all="ignore"):
        a = one / (one + np.exp(-logit))
        loss = -(target * np.log(a) + (one - target) * np.log(one - a))
        slope = ((one - target) / (one - a) - target / a) * (a * (one - a))
        merged = np.log(one + np.exp(logit)) - target * logit
    margin = z if y else -z
    right = math.log1p(math.exp(-margin)), (1 - 2 * y) / (1 + math.exp(margin))
    text = drawn("rounding").explorer.readout(z=z, y=y, bits=bits)
    head, loss_said, slope_said = re.split(r": L: |; ∂L/∂z: ", text)
    assert head == f"z = {z:.1f}, y = {y}, float{bits}"
    found = [part.split(" ") for part in f"{loss_said}, {slope_said}".split(", ")]
    assert [" ".join(words) for *words, _ in found] == ["from a", "merged", "stable"] * 2
    said = [float(number.replace("∞", "inf")) for *_, number in found]
    expected = [loss, merged, right[0], slope, a - target, right[1]]
    assert said == pytest.approx([float(v) for v in expected], rel=6e-3, abs=0, nan_ok=True)


@pytest.mark.parametrize("way", ["from-output", "merged", "cross-entropy"])
def test_errors_are_drawn_against_fifty_digits(way):
    """The part's own numbers, the infinite ones in the band above and 0 on the bottom."""
    z, kinds = np.linspace(-50, 50, 201), (np.float32, np.float64)
    for row, what in enumerate(("loss", "gradient")):
        part = next(p for p in drawn("rounding").parts if p.name == f"{way}-{what}-point")
        for bits, kind in enumerate(kinds):
            values = relative_errors(way, row, z.astype(kind))
            assert part.y[:, :, bits] == pytest.approx(values, rel=1e-3, abs=1e-17)


def relative_errors(way: str, row: int, z: np.ndarray) -> np.ndarray:
    """As they are drawn, for the targets 0 and 1, shape (logits, 2)."""
    columns, one = [], z.dtype.type(1)
    for y in (one * 0, one):
        with np.errstate(all="ignore"):
            a = one / (one + np.exp(-z))
            forms = {
                "from-output": (
                    -(y * np.log(a) + (one - y) * np.log(one - a)),
                    ((one - y) / (one - a) - y / a) * (a * (one - a)),
                ),
                "merged": (np.log(one + np.exp(z)) - y * z, a - y),
                "cross-entropy": (
                    LOSSES["cross-entropy"].value(z, y),
                    LOSSES["cross-entropy"].gradient(z, y),
                ),
            }
        exactly = exact.binary_cross_entropy, exact.binary_cross_entropy_gradient
        errors = [
            abs(exact.mp.mpf(float(value)) / exactly[row](exact.mp.mpf(float(at)), int(y)) - 1)
            if np.isfinite(value)
            else 1e3
            for value, at in zip(forms[way][row], z, strict=True)
        ]
        columns.append([max(float(error), 1e-17) for error in errors])
    return np.transpose(columns)


@pytest.mark.parametrize(("t", "z", "time"), FAMILY)
def test_readout_of_the_family(t, z, time):
    text = drawn("family").explorer.readout(t=t)
    law = f"|∂L/∂z| = A^{1 + t:.2f} (1 − A)^{t:.2f}"
    assert text == f"t = {t:.2f}: {law}, time from z = 8 to 0: {time:.4f}"
    bends = explorers.family(t, panels=["loss", "curvature"])
    a = 1 / (1 + math.exp(-8))
    loss = {1: a**2 / 2, 0.5: math.asin(a**0.5) - (a * (1 - a)) ** 0.5, 0: -math.log(1 - a)}
    loss[-0.5] = 2 * math.exp(4)
    where = f"negative past z = {z:.2f}" if z else "nowhere negative"
    assert bends.readout() == f"t = {t:.2f}: L at z = 8: {loss[t]:.4f}, curvature {where}"


def test_presets_of_the_family_are_the_losses_of_the_course():
    assert presets("family") == {
        "boosting's loss": {"t": -0.5},
        "cross-entropy": {"t": 0},
        "squared error": {"t": 1},
    }
    figures = [taken_apart(explorers.family, panels=two) for two in (["law", "loss"], TWO_MORE)]
    parts = {part.name: part for one in figures for part in one.parts}
    for name, t in ("exponential", -0.5), ("cross-entropy", 0), ("squared error", 1):
        law, loss, time, bend = (
            (part.x[i], part.y[i])
            for part in (parts[f"member-{what}-curve"] for what in WHAT)
            for i in np.flatnonzero(drawn("family").explorer.figure.states["t"] == t)
        )
        bounded = np.minimum(LOSSES[name].law(law[0]), 10_000)  # else it leaves at the top
        np.testing.assert_allclose(law[1], bounded, rtol=1e-9)
        np.testing.assert_allclose(loss[1], LOSSES[name].value(loss[0], 0), rtol=1e-9)
        np.testing.assert_allclose(bend[1], LOSSES[name].curvature(bend[0], 0), atol=1e-12)
        np.testing.assert_allclose(time[1], escape_time(name, time[0], 0), rtol=1e-9)


SAMPLES = [(-0.1, 0), (0.5, 0), (-0.6, 1), (-7.8, 0)]


@pytest.mark.parametrize(("w", "b"), [(2, 2), (-2, 0), (-4, 3), (6, -4), (0.2, -3), (6, 4)])
def test_readout_of_the_landscape(w, b):
    text = f"start (w, b) = ({w:.1f}, {b:.1f}), after 1000 epochs: "
    text += "squared error at ({}, {}), C = {}, cross-entropy at ({}, {}), C = {}"
    said = re.fullmatch(
        re.escape(text).replace(r"\{\}", r"(-?\d\.\d+)"),
        drawn("landscape").explorer.readout(w_0=w, b_0=b),
    )
    found = [float(number) for number in said.groups()]
    assert found[:3] == pytest.approx(descent("squared error", w, b), abs=0.0051)
    assert found[3:] == pytest.approx(descent("cross-entropy", w, b), abs=0.0051)


def descent(loss: str, w: float, b: float) -> tuple[float, float, float]:
    """Where 1,000 epochs at 0.3 on the four samples end, and the cost there."""
    for _ in range(1000):
        a = [1 / (1 + math.exp(-(w * x + b))) for x, _ in SAMPLES]
        errors = [p - y for p, (_, y) in zip(a, SAMPLES, strict=True)]
        if loss == "squared error":
            errors = [error * p * (1 - p) for error, p in zip(errors, a, strict=True)]
        w -= 0.3 * sum(error * x for error, (x, _) in zip(errors, SAMPLES, strict=True)) / 4
        b -= 0.3 * sum(errors) / 4
    a = [1 / (1 + math.exp(-(w * x + b))) for x, _ in SAMPLES]
    missed = [abs(p - y) for p, (_, y) in zip(a, SAMPLES, strict=True)]
    price = {"squared error": lambda A: A**2 / 2, "cross-entropy": lambda A: -math.log1p(-A)}
    return w, b, sum(map(price[loss], missed)) / 4


@pytest.mark.parametrize(("start", "ratio", "goal"), [(1, 16, 0.3), (4, 6.75, 0.1), (6.5, 1, 0.05)])
def test_readout_of_the_race(start, ratio, goal):
    """Against steps a hundred times as small, a hundred of which are counted as an epoch."""
    waits = []
    for loss, rate in ("squared error", 0.15 * ratio), ("cross-entropy", 0.15):
        z, steps, ends = start, 0, []
        for end in 0, math.log(goal / (1 - goal)):
            while z > end:
                a, steps = 1 / (1 + math.exp(-z)), steps + 1
                z -= rate / 50 * a * (a * (1 - a) if loss == "squared error" else 1)
            ends.append(steps / 100)
        waits.append([ends[0], ends[1] - ends[0]])
    (slow_far, slow_near), (fast_far, fast_near) = waits
    expected = [
        slow_far,
        fast_far,
        slow_far / fast_far,
        slow_near,
        fast_near,
        slow_near / fast_near,
    ]
    text = drawn("race").explorer.readout(start=start, ratio=ratio, goal=goal).replace(",", "")
    assert text.startswith(f"start z = {start:.1f} ρ = {ratio:g}: to A = ½ squared error ")
    assert f"; on to A = {goal:.2f} squared error " in text
    said = re.findall(r"(?:error|entropy|quotient) (\d+(?:\.\d+)?)", text)
    assert [float(word) for word in said] == pytest.approx(expected, rel=0.01, abs=0.07)


def answers(shift: float) -> tuple[list, list]:
    """Logits and true classes of the made-up classifier."""
    logits = [8 * i / 399 - 4 for i in range(400)]
    chance = [(i + shift) * (1 + math.sqrt(5)) / 2 % 1 for i in range(400)]
    true = [int(u < 1 / (1 + math.exp(-z))) for z, u in zip(logits, chance, strict=True)]
    return [[0, 3 * z] for z in logits], true


def reliable(z: list, true: list, T: float) -> tuple[np.ndarray, np.ndarray]:
    """Confidence and whether it is right, of the answers, the least confident first."""
    sure = [1 / sum(math.exp((other - max(row)) / T) for other in row) for row in z]
    right = [row[k] == max(row) for row, k in zip(z, true, strict=True)]
    order = sorted(range(len(z)), key=sure.__getitem__)
    return np.array(sure)[order], np.array(right)[order]


@pytest.mark.parametrize("T", [0.5, 1, 2.55, 4])
def test_readout_and_points_of_the_calibration(T):
    one = drawn("calibration")
    sure, right = reliable(*answers(0.5), T)
    x, y = sure.reshape(10, 40).mean(axis=1), right.reshape(10, 40).mean(axis=1)
    z, true = answers(0)
    loss = np.mean(
        [math.log(sum(math.exp((k - row[c]) / T) for k in row)) for row, c in zip(z, true)]  # noqa: B905
    )
    assert one.explorer.readout(T=T) == (
        f"T = {T:.2f}: mean confidence {sure.mean():.4f}, accuracy {right.mean():.4f}, "
        f"calibration error {abs(x - y).mean():.4f}; validation loss {loss:.4f}"
    )
    at = np.flatnonzero(np.isclose(one.explorer.figure.states["T"], T))[0]
    groups, lowest = one.parts
    np.testing.assert_allclose([groups.x[at], groups.y[at]], [x, y])
    assert (lowest.x[at], lowest.y[at]) == pytest.approx((T, loss))


def test_groups_of_answers_differ_in_size_by_one_at_most():
    """And each counts in the calibration error by its size."""
    z, true = (some[:47] for some in answers(0.5))
    sure, right = reliable(z, true, 1)
    gaps = [
        len(i) / 47 * abs(sure[i].mean() - right[i].mean()) for i in np.array_split(range(47), 10)
    ]
    text = explorers.calibration(test=(z, true)).readout()
    assert f"accuracy {right.mean():.4f}, calibration error {sum(gaps):.4f}; " in text


def test_calibration_presets_are_the_start_and_the_lowest_loss():
    figure = drawn("calibration").explorer.figure
    best = presets("calibration")["lowest validation loss"]["T"]
    losses = {T: float(figure.readout(T=T).split()[-1]) for T in figure.states["T"]}
    assert presets("calibration")["as trained"] == {"T": 1}
    assert losses[best] == min(losses.values())
    assert 2.5 < best < 3.5  # its logits are three times too large


# ---- places


def test_every_point_lies_within_its_axes_in_every_state(name):
    one = drawn(name)
    artists = {part.name: part.artist for part in one.parts}
    for part, places in one.places().items():
        if part.endswith(("-point", "-end")):
            frame = artists[part].axes.get_window_extent()
            height = one.figure.bbox.height
            (x, y) = np.moveaxis(places, -1, 0)
            assert np.isfinite(places).all(), part
            assert ((frame.x0 <= x) & (x <= frame.x1)).all(), part
            assert ((height - frame.y1 <= y) & (y <= height - frame.y0)).all(), part


def off_the_line(points, vertices):
    """How far each point is from the line through the vertices."""
    first, along = vertices[:-1], np.diff(vertices, axis=0)
    off = points[:, np.newaxis] - first
    share = (off * along).sum(axis=-1) / (along**2).sum(axis=-1)
    return np.linalg.norm(off - np.clip(share, 0, 1)[..., np.newaxis] * along, axis=-1).min(axis=1)


@pytest.mark.parametrize("start", [-2, 1.5, 4, 8])
@pytest.mark.parametrize("rate", [0.05, 0.15, 1, 10])
@pytest.mark.parametrize("loss", ["squared error", "cross-entropy"])
def test_few_vertices_draw_the_curve_of_all_epochs(loss, rate, start):
    one = drawn("learning_curves")
    states = one.explorer.figure.states
    at = np.searchsorted(states["start"], start), np.searchsorted(states["learning_rate"], rate)
    a = np.array(trained(loss, start, rate))
    cost = a**2 / 2 if loss == "squared error" else -np.log1p(-a)
    for what, values in ("output", a), ("cost", cost):
        name = f"{loss.replace(' ', '-')}-{what}-curve"
        artist = next(part.artist for part in one.parts if part.name == name)
        expected = artist.get_transform().transform(np.column_stack([range(301), values]))
        expected[:, 1] = one.figure.bbox.height - expected[:, 1]
        vertices = one.places()[name][at]
        assert len(vertices) < 50
        np.testing.assert_allclose(vertices[[0, -1]], expected[[0, -1]], atol=1 / 32)
        assert off_the_line(expected, vertices).max() < 0.35


def test_no_way_down_runs_through_the_word_at_the_lowest_place():
    one = drawn("landscape")
    height, paths = one.figure.bbox.height, one.places()
    for part in (part for part in one.parts if part.name.endswith("-path-curve")):
        (word,) = part.artist.axes.texts  # its extent as a text is without the line to it
        box = Text.get_window_extent(word)
        x, y = np.moveaxis(paths[part.name], -1, 0)
        over = (box.x0 < x) & (x < box.x1) & (height - box.y1 < y) & (y < height - box.y0)
        assert not over.any()


@pytest.mark.parametrize("name", ["neuron", "gradients", "learning_curves"])
def test_curves_lie_within_their_axes_in_every_state(name):
    one = drawn(name)
    for part in one.parts:
        if part.name.endswith("-curve"):
            bottom, top = part.artist.axes.get_ylim()
            assert bottom <= np.min(part.y) <= np.max(part.y) <= top


# ---- one loss alone


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(COMPARED)))
@pytest.mark.parametrize("name", ["neuron", "gradients", "learning_curves"])
def test_words_name_only_the_loss_that_is_drawn(name, one, other):
    words = words_of(taken_apart(getattr(explorers, name), losses=[one]))
    assert sum(one in text for text in words) >= 3
    assert not [text for text in words if other in text]


def alone(name: str, **state: float) -> Drawn:
    return taken_apart(explorers.neuron, losses=[name], **state)


@pytest.mark.parametrize(
    ("losses", "low", "high"),
    [
        (["squared error"], (-0.1, 0), (0.5, 0.6)),
        (["cross-entropy"], (-1, 0), (10, 11)),
        (["squared error", "cross-entropy"], (-1, 0), (10, 11)),
        (["exponential"], (-1, 0), (10, 11)),
    ],
)
def test_losses_are_seen_on_their_own_scale_whatever_the_target(losses, low, high):
    bottom, top = taken_apart(explorers.neuron, losses=losses).figure.axes[1].get_ylim()
    assert low[0] < bottom < low[1]
    assert high[0] < top < high[1]


@pytest.mark.parametrize("y", [0, 0.4, 0.5, 1])
@pytest.mark.parametrize("name", ["squared error", "cross-entropy"])
def test_the_slope_of_a_loss_alone_is_written_over_no_curve(name, y):
    """Nor over a tangent: in the corner that both leave free."""
    live = alone(name, y=y)
    ax, (label,) = live.figure.axes[1], live.figure.axes[1].texts
    gradient = LOSSES[name].gradient(-3, y)
    assert label.get_text() == f"∂L/∂z = {gradient:.4f}"
    live.figure.draw_without_rendering()
    box = ax.transData.inverted().transform_bbox(label.get_window_extent())
    left, right = ax.get_xlim()
    assert left < box.x0 < box.x1 < right
    logits = np.linspace(box.x0, box.x1, 9)[:, np.newaxis]
    assert LOSSES[name].value(logits, y).max() < box.y0
    z = np.linspace(-10, 10, 201)
    reached = (abs(logits - z) <= 2.5) & (box.y0 <= ax.get_ylim()[1])
    tangents = LOSSES[name].value(z, y) + LOSSES[name].gradient(z, y) * (logits - z)
    assert not (reached & (box.y0 <= tangents) & (tangents <= box.y1)).any()


# ---- what is saved and sent


def test_saved_output_shows_picture_and_numbers_without_widgets(name):
    explorer = drawn(name).explorer
    bundle = explorer._repr_mimebundle_()
    assert b64decode(bundle["image/png"]) == explorer.figure.still()
    assert bundle["text/plain"] == f"{name.replace('_', '-')}: {explorer.readout()}"
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_explorer_is_small(name):
    figure = drawn(name).explorer.figure
    assert len(figure.positions) + len(json.dumps(figure.numbers)) <= 300_000
    assert len(json.dumps([figure.svg, figure.parts, figure.presets])) <= 100_000


# ---- bad input


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: explorers.neuron(z=11),
            "z must be a stop of its slider, -10 to 10 by 0.1; got 11",
        ),
        (lambda: explorers.neuron(y=-1), "y must be a stop of its slider, 0 to 1 by 0.1; got -1"),
        (
            lambda: explorers.error_laws(A=2),
            "A must be a stop of its slider, 0 to 1 by 0.01; got 2",
        ),
        (
            lambda: explorers.gradients(z="a"),
            "z must be a stop of its slider, -10 to 10 by 0.1; got 'a'",
        ),
        (
            lambda: explorers.learning_curves(learning_rate=0.07),
            "learning_rate must be a stop of its slider, one of 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, "
            "1, 2, 5, 10; got 0.07",
        ),
        (
            lambda: explorers.learning_curves(9),
            "start must be a stop of its slider, -2 to 8 by 0.1; got 9",
        ),
        (
            lambda: explorers.gradients(losses=["MSE"]),
            "losses must be a list of names",
        ),
        (
            lambda: explorers.neuron(losses="cross-entropy"),
            "losses must be a list of names",
        ),
        (
            lambda: explorers.neuron(losses=()),
            "losses must be a list of names",
        ),
        (lambda: explorers.family(0.01), "t must be a stop of its slider, -0.8 to 1.2 by 0.02"),
        (lambda: explorers.family(panels=["law"]), "panels must be two of ['law', 'escape time'"),
        (lambda: explorers.family(panels="law"), "panels must be two of ['law', 'escape time'"),
        (
            lambda: explorers.calibration(T=5),
            "T must be a stop of its slider, 0.5 to 4 by 0.05; got 5",
        ),
        (
            lambda: explorers.calibration(test=(np.zeros((9, 2)), [0] * 9)),
            "test: the logits must be finite, a row for each of 10 samples or more; got the shape "
            "(9, 2)",
        ),
        (
            lambda: explorers.calibration((np.zeros((12, 2)), [2] * 12)),
            "validation: the labels must be one for each of 12 samples, each the number of a "
            "class, 0 to 1",
        ),
        (
            lambda: Explorer(replace_states(drawn("error_laws").explorer, B=np.array([0, 1]))),
            "figure: MEANINGS does not say what B is",
        ),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


class replace_states:  # noqa: N801
    """A figure with a slider more."""

    def __init__(self, explorer: Explorer, **more: np.ndarray):
        self.states = explorer.figure.states | more


# ---- another loss, of which no explorer above says a word though it is in LOSSES

ALL = tuple(LOSSES)


@cache
def with_all(name: str) -> Drawn:
    """The explorer, asked to draw every loss."""
    return taken_apart(getattr(explorers, name), losses=ALL)


def test_a_loss_is_drawn_only_where_it_is_asked_for(name):
    assert "exponential" in ALL
    assert not [part.name for part in drawn(name).parts if part.name.startswith("exponential")]


@pytest.mark.parametrize(
    ("name", "state", "said"),
    [
        ("gradients", {"z": 0, "y": 1}, "cross-entropy 0.5000, exponential 1"),
        ("gradients", {"z": -10, "y": 1}, f"cross-entropy 0.99995, exponential {math.exp(5):.4f}"),
        ("error_laws", {"A": 0.9}, "cross-entropy 0.9000, exponential 3.0000"),
        ("error_laws", {"A": 1}, "cross-entropy 1, exponential inf"),
        ("neuron", {"z": 2, "y": 0}, f"exponential {2 * math.e:.4f}, ∂L/∂z: "),
        ("neuron", {"z": 2, "y": 0}, f"cross-entropy 0.8808, exponential {math.e:.4f}"),
        ("learning_curves", {}, "0.0120 with cross-entropy, 4.80e-04 with exponential, in"),
    ],
)
def test_a_loss_asked_for_by_name_is_read_out(name, state, said):
    assert said in with_all(name).explorer.readout(**state)


@pytest.mark.parametrize("name", ["neuron", "error_laws", "gradients"])
def test_a_steep_loss_squashes_no_other_and_shows_no_point_outside(name):
    three = with_all(name)
    for ax, before in zip(three.figure.axes, drawn(name).figure.axes, strict=True):
        assert (ax.get_xlim(), ax.get_ylim()) == (before.get_xlim(), before.get_ylim())
    artists = {part.name: part.artist for part in three.parts}
    shown = {}
    for part, places in three.places().items():
        if part.endswith("-point") and part.startswith("exponential"):
            frame = artists[part].axes.get_window_extent()
            height, y = three.figure.bbox.height, places[..., 1]
            shown[part] = np.isfinite(y)
            inside = (height - frame.y1 <= y) & (y <= height - frame.y0)
            assert (inside | ~shown[part]).all()
    assert shown
    assert all(seen.any() and not seen.all() for seen in shown.values())


@pytest.mark.parametrize("name", ["neuron", "error_laws", "gradients"])
def test_the_legend_and_the_labels_name_all_losses(name):
    for ax in with_all(name).figure.axes:
        legend = legend_words(ax)
        assert "squared error" not in legend or legend[: len(ALL)] == [*ALL]
    if name == "neuron":
        assert not with_all(name).figure.axes[1].texts, "a steep curve would cross them"


def test_a_loss_without_softmax_is_refused_there():
    with pytest.raises(ValueError, match="losses: exponential has no softmax to draw"):
        explorers.softmax(losses=["exponential"])


# ---- a curve called otherwise than its loss

WISH = {"cross-entropy": "the wish"}


def words_of(one: Drawn) -> list[str]:
    """Every word that a reader sees or hears, but for the numbers of other states."""
    panels = one.figure.axes
    legends = [word for ax in panels for word in legend_words(ax)]
    axes = [label for ax in panels for label in (ax.get_xlabel(), ax.get_ylabel())]
    live = one.explorer.figure
    return [*legends, *axes, live.label, live.readout(), *dict(live.presets)]


@pytest.mark.parametrize(
    ("name", "state", "said"),
    [
        (
            "error_laws",
            {"A": 0.5},
            "A = 0.50, |dL/dz|: squared error 0.1250, the wish 0.5000, ratio 0.2500",
        ),
        (
            "gradients",
            {"z": -3, "y": 1},
            "z = -3.0, y = 1: a = 0.0474, A = 0.9526, |dL/dz|: squared error 0.0430, "
            "the wish 0.9526",
        ),
    ],
)
def test_a_loss_is_called_as_it_is_asked_to_be(name, state, said):
    wish = taken_apart(getattr(explorers, name), names=WISH)
    assert wish.explorer.readout(**state) == said
    expected = [text.replace("cross-entropy", "the wish") for text in words_of(drawn(name))]
    assert words_of(wish) == expected
    assert "the wish" in wish.explorer.figure.label
    assert [part.name for part in wish.parts] == [part.name for part in drawn(name).parts]


def test_the_laws_of_fewer_losses_are_told_without_the_others():
    label = explorers.error_laws(losses=["squared error"]).figure.label
    assert "a low hump for squared error. Right" in label


@pytest.mark.parametrize(
    "names", [{"MSE": "the cost"}, {"cross-entropy": ""}, {"cross-entropy": 1}, "the wish"]
)
@pytest.mark.parametrize("make", [explorers.error_laws, explorers.gradients])
def test_names_of_what_is_no_loss_are_refused(make, names):
    with pytest.raises(ValueError, match=r"^names must be a mapping from names in \['squared"):
        make(names=names)


def test_a_neuron_without_slopes_tells_of_none():
    explorer = explorers.neuron(z=-2.0, slopes=False)
    words = explorer.readout() + explorer.figure.label
    assert explorer.readout(z=-8.0) == (
        "z = -8.0, y = 1: a = 3.35e-04, loss: squared error 0.4997, cross-entropy 8.0003"
    )
    assert "σ′" not in words
    assert "∂L" not in words
    parts = " ".join(part["name"] for part in explorer.figure.parts)
    assert not re.search("tangent|prime|label", parts)
