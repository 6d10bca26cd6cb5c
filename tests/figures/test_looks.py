"""How every figure looks, against what looks.txt says a reader sees; and that it can be read."""

import colorsys
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from drawn import NAMES, drawn, legend_words
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.legend import Legend

from helpers.figures import live, still, style
from helpers.neuron import LOSSES, descend

HERE = Path(__file__).parent
CSS = Path(live.__file__).with_name("live.css")
COURSE = "squared error", "cross-entropy"
RUNS = {name: descend(name, 1, 0, 2, 2, 0.15, 30) for name in COURSE}
STILL = {
    "parts of a neuron": lambda ax: still.plot_neuron(ax=ax),
    "sigmoid": lambda ax: still.plot_sigmoid(ax=ax),
    "losses": lambda ax: still.plot_losses(0.3, ax=ax),
    "gradients": lambda ax: still.plot_gradients(1, ax=ax),
    "laws": lambda ax: still.plot_laws(ax=ax),
    "sizes": lambda ax: still.plot_sizes(0.3, ax=ax),
    "peak": lambda ax: still.mark_peak(ax=ax),
    "ratio": lambda ax: still.plot_law_ratio(ax=ax),
    "quotient": lambda ax: still.plot_quotient(lambda z, y: z * 0 + y, ax=ax),
    "softmax sizes": lambda ax: still.plot_softmax_sizes(ax=ax),
    "outputs": lambda ax: still.plot_outputs(RUNS, ax=ax),
    "cost": lambda ax: still.plot_cost("squared error", RUNS["squared error"], ax=ax),
    "runs": lambda ax: still.plot_runs(
        "squared error", np.ones((9, 2)), ["z = -4", "z = 4"], ax=ax
    ),
    "surprise": lambda ax: still.plot_surprise(0.7, beliefs=[0.5, 0.9], ax=ax),
    "triangle": lambda ax: still.plot_triangle(ax=ax),
}
LINES = {"-": "solid", "--": "dashed", "-.": "dash-dotted", ":": "dotted"}
MARKERS = {
    "o": "circles",
    "s": "squares",
    "D": "diamonds",
    "^": "triangles up",
    "v": "triangles down",
}
WORDS = dict(
    re.findall(r"^\[(.+)\]\n((?:.+\n)+)", (HERE / "looks.txt").read_text("utf-8"), flags=re.M)
)


def hue(color: object) -> str:
    """The word for a colour."""
    h, lightness, saturation = colorsys.rgb_to_hls(*to_rgb(color))
    if saturation < 0.15:
        greys = (0.1, "black"), (0.4, "dark grey"), (0.7, "grey"), (0.95, "light grey")
        return next((word for top, word in greys if lightness < top), "white")
    hues = (15, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (260, "blue")
    word = next((word for top, word in hues if 360 * h < top), "purple")
    return f"dark {word}" if lightness < 0.3 else word


def looks(ax: Axes) -> str:
    """What is seen in a panel, in the words of looks.txt."""
    said = []
    if ax.axison:
        said += [f"x: {ax.get_xlabel()}".strip(), f"y: {ax.get_ylabel()}".strip()]
    bars = [one.colorbar for one in [*ax.collections, *ax.images] if one.colorbar]
    said += [f"colour bar: {bar.ax.get_ylabel()}" for bar in bars]
    legend = legend_words(ax)

    def say(artist: object, kind: str, *features: str, words: str = "") -> None:
        if artist.get_gid():  # as the browser knows it: squared-error-size-point
            kind = f"moving {artist.get_gid().split('-')[-1]}"
        name = words or (artist.get_label() if artist.get_label() in legend else "")
        kind = kind.replace("moving label", "moving words")
        said.append(f"{kind}: {', '.join(features)}" + f', "{name}"' * bool(name))

    for line in ax.lines:
        if line.get_linestyle() in LINES:
            say(line, "curve", hue(line.get_color()), LINES[line.get_linestyle()])
        else:
            say(line, "points", hue(line.get_color()), MARKERS[line.get_marker()])
    for area in ax.collections:
        if not area.colorbar:
            say(area, "area", hue(area.get_facecolor()[0]))
    for text in ax.texts:
        say(text, "words", hue(text.get_color()), words=text.get_text().replace("\n", " / "))
    said += [f"title: {ax.get_title()}"] * bool(ax.get_title())
    drawn_here = {artist.get_label() for artist in [*ax.lines, *ax.collections]}
    said += [f'legend alone: "{word}"' for word in legend if word not in drawn_here]
    return "".join(f"{line}\n" for line in said)


def panels(name: str) -> dict[str, Axes]:
    """The panels of an explorer."""
    sides = ["left", *["middle"] * (name == "learning_curves"), "right"]
    axes = drawn(name).figure.axes[: len(sides)]
    return {f"{name}, {side}": ax for side, ax in zip(sides, axes, strict=True)}


def test_every_figure_is_tried():
    functions = {name for name in vars(still) if name.startswith(("plot_", "mark_"))}
    assert len(STILL) == len(functions)
    assert WORDS.keys() == STILL.keys() | {panel for name in NAMES for panel in panels(name)}


@pytest.mark.parametrize("name", STILL)
def test_a_still_figure_looks_as_a_reader_would_say(name):
    assert looks(STILL[name](Figure().subplots())) == WORDS[name]


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_looks_as_a_reader_would_say(name):
    for panel, ax in panels(name).items():
        assert looks(ax) == WORDS[panel]


# ---- contrast, as WCAG 2 computes it


def luminance(color: object) -> float:
    channels = np.array(to_rgb(color))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: object, other: object) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def everything() -> list[Axes]:
    stills = [draw(Figure().subplots()) for draw in STILL.values()]
    return stills + [ax for name in NAMES for ax in panels(name).values()]


def test_contrast_is_that_of_the_standard():
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("#777777", "white") == pytest.approx(4.48, abs=0.005)


def test_curves_and_points_stand_out_from_their_background(everything):
    for ax in everything:
        for line in ax.lines:
            if line.get_alpha() is None:  # a tangent repeats a slope that is written beside it
                assert contrast(line.get_color(), ax.get_facecolor()) >= 3, line


def test_words_stand_out_from_their_background(everything):
    for ax in everything:
        legends = [child for child in ax.get_children() if isinstance(child, Legend)]
        words = [text for legend in legends for text in legend.get_texts()]
        for text in [*ax.texts, *words, ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels()]:
            # The one exception: squared error's slope, in the orange of its curve, has 3.9.
            least = 3 if text.get_text().startswith("squared error: ∂L/∂z") else 4.5
            assert contrast(text.get_color(), ax.get_facecolor()) >= least, text


def test_losses_differ_in_grey():
    for one, other in combinations(LOSSES, 2):
        assert contrast(style.color(one), style.color(other)) >= 1.5, (one, other)
    assert contrast(*map(style.color, COURSE)) >= 2.5


def test_the_style_sheet_leaves_the_colour_of_words_to_the_theme():
    rules = re.sub(r"/\*.*?\*/", "", CSS.read_text("utf-8"), flags=re.S)
    colors, backgrounds = (
        set(re.findall(rf"[{{;\s]{what}(?:-color)?:\s*([^;]+);", rules))
        for what in ("color", "background")
    )
    assert colors <= {"inherit", "currentcolor"}
    assert re.findall(r"([^{}]+)\{[^}]*background: white", rules) == ["\n.live-figure svg "]
    assert backgrounds == {"white", "transparent"}
