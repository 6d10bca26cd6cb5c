"""Sliders over a live figure, and the moving parts that explorers share."""

from base64 import b64encode

import numpy as np
from ipywidgets import FloatSlider, GridBox, ToggleButtons, VBox, jslink
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.figures import axes, style
from helpers.figures.live import LiveFigure, Part
from helpers.neuron.losses import LOSSES

MEANINGS = {
    "z": "logit, the input of the sigmoid",
    "y": "target; strictly between 0 and 1 it is soft",
    "A": "error, the distance |a − y| of prediction and target",
    "start": "logit at the start of the training, z = w + b",
    "learning_rate": "learning rate",
    "epochs": "number of descent steps",
    "z_1": "logit of class 1, the true class",
    "z_2": "logit of class 2",
}
SYMBOLS = {"learning_rate": "η", "z_1": "z₁", "z_2": "z₂"}
CHOICES = {"loss": (*LOSSES, "both")}


class Explorer(VBox):
    """A live figure under its sliders.

    Parameters
    ----------
    figure : LiveFigure
        The figure; each axis of its states gets a slider.

    Attributes
    ----------
    figure : LiveFigure
    sliders : dict of str to ipywidgets.FloatSlider or ipywidgets.ToggleButtons
    """

    def __init__(self, figure: LiveFigure):
        self.figure = figure
        self.sliders = {
            name: _choice(name, figure.initial[name])
            if name in CHOICES
            else _slider(name, values, figure.initial[name])
            for name, values in figure.states.items()
        }
        self.links = [
            jslink((slider, "index" if name in CHOICES else "value"), (figure, name))
            for name, slider in self.sliders.items()
        ]
        columns = "1fr" if len(self.sliders) <= 2 else "1fr 1fr"
        controls = GridBox([*self.sliders.values()], layout={"grid_template_columns": columns})
        super().__init__([controls, figure])
        self.add_class("live-explorer")

    def readout(self, **state: float) -> str:
        """Return the numbers under the figure at a state; see `LiveFigure.readout`."""
        return self.figure.readout(**state)

    def __repr__(self) -> str:
        return repr(self.figure)

    def _repr_mimebundle_(self, **kwargs) -> dict:
        bundle = super()._repr_mimebundle_(**kwargs)
        picture = b64encode(self.figure.still()).decode()
        return {**bundle, "text/plain": repr(self), "image/png": picture}


def two_panels() -> tuple[Figure, np.ndarray]:
    """Return a figure of two axes side by side, as wide as a notebook."""
    figure = Figure(figsize=(11, 4.2))
    return figure, figure.subplots(1, 2)


def texts(form: str, values: np.ndarray) -> np.ndarray:
    """Return each value as text in a format, such as ``"{:.1f}"``."""
    return np.vectorize(form.format, otypes=[str])(values)


def each_loss(field: str = "") -> str:
    """Return a piece of a readout: every loss by its name, with the field ``name + field``."""
    return ", ".join(f"{name} {{{name}{field}}}" for name in LOSSES)


def point(quantity: str, ax: Axes, x: np.ndarray, y: np.ndarray, *view: str) -> Part:
    """Mark a quantity at the state."""
    (marker,) = ax.plot([], [], **style.point(quantity))
    return Part(part_name(quantity, *view, "point"), marker, x, y)


def tangent(quantity: str, ax: Axes, x: np.ndarray, y: np.ndarray, slope: np.ndarray) -> Part:
    """Draw the tangent to the curve of a quantity at the state."""
    (line,) = ax.plot([], [], **style.tangent(quantity))
    return Part(part_name(quantity, "tangent"), line, *axes.tangent(x, y, slope, reach=2.5))


def curve(quantity: str, line: Line2D, x: np.ndarray, y: np.ndarray, *view: str) -> Part:
    """Let a curve that is drawn already move; the last axis of y runs along it."""
    return Part(part_name(quantity, *view, "curve"), line, np.broadcast_to(x, np.shape(y)), y)


def bar(quantity: str, ax: Axes, x: float, height: np.ndarray, *view: str) -> Part:
    """Draw a bar from 0 to a quantity's value at the state."""
    (line,) = ax.plot([], [], **style.bar(quantity))
    ends = np.stack([np.zeros_like(height), height], axis=-1)
    return Part(part_name(quantity, *view, "bar"), line, np.full_like(ends, x), ends)


def label(quantity: str, ax: Axes, row: int, text: np.ndarray) -> Part:
    """Write what a quantity is at the state in the middle of the axes, on a row from the top."""
    words = ax.text(0, 0, "", transform=ax.transAxes, ha="center", color=style.color(quantity))
    place = np.ones((2,) + (1,) * np.ndim(text)).T * [0.5, 0.93 - 0.1 * row]
    return Part(part_name(quantity, "label"), words, place[..., 0], place[..., 1], text)


def part_name(quantity: str, *words: str) -> str:
    """Return the name of a part, such as ``"squared-error-size-point"``."""
    return "-".join([*quantity.split(), *words])


def _slider(name: str, values: np.ndarray, start: float) -> FloatSlider:
    step = round(values[1] - values[0], 9)
    decimals = len(f"{step:g}".partition(".")[2])
    return FloatSlider(
        value=start,
        min=values[0],
        max=values[-1],
        step=step,
        description=SYMBOLS.get(name, name),
        tooltip=MEANINGS[name],
        readout_format=f".{decimals}f",
    )


def _choice(name: str, start: float) -> ToggleButtons:
    return ToggleButtons(options=CHOICES[name], index=int(start), description=name)
