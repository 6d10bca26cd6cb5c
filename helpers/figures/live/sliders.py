"""Explorers: a live figure under its sliders."""

import weakref
from base64 import b64encode
from collections.abc import Iterable

import numpy as np
from ipywidgets import FloatSlider, SelectionSlider, VBox, Widget, jslink

from helpers.figures.live.live_figure import LiveFigure, is_even
from helpers.figures.live.reruns import keep

MEANINGS = {
    "z": "logit, the input of the sigmoid",
    "y": "target; strictly between 0 and 1 it is soft",
    "A": "error, the distance |a − y| of prediction and target",
    "start": "logit at the start of the training, z = w + b",
    "learning_rate": "learning rate",
    "z_1": "logit of class 1, the true class",
    "z_2": "logit of class 2",
    "ratio": "squared error's learning rate, in multiples of cross-entropy's",
    "goal": "error A to be reached",
    "w_0": "weight at the start of the descent",
    "b_0": "bias at the start of the descent",
    "t": "power of σ′(z) in the gradient",
    "bits": "bits of a floating-point number: float32 or float64",
    "T": "temperature, by which the logits are divided before softmax",
}
SYMBOLS = {
    "learning_rate": "η",
    "z_1": "z₁",
    "z_2": "z₂",
    "ratio": "ρ",
    "w_0": "w₀",
    "b_0": "b₀",
}


class Explorer:
    """A live figure under its sliders, shown where it is the last line of a cell.

    It owns its widgets: they are closed when the cell is run again and no variable holds it.

    Parameters
    ----------
    figure : LiveFigure
        The figure; each axis of its states gets a slider. One of uneven values moves through the
        list of them, a value a step.

    Attributes
    ----------
    figure : LiveFigure
    sliders : dict of str to ipywidgets.FloatSlider or ipywidgets.SelectionSlider
    box : ipywidgets.VBox
        The whole, to be put beside other widgets.

    Raises
    ------
    ValueError
        If a slider has no meaning in `MEANINGS`.
    """

    def __init__(self, figure: LiveFigure):
        self.figure = figure
        unknown = figure.states.keys() - MEANINGS.keys()
        if unknown:
            raise ValueError(f"figure: MEANINGS does not say what {', '.join(unknown)} is")
        self.sliders = {
            name: _slider(name, figure.states[name], start)
            for name, start in figure.initial.items()
        }
        self.links = [
            jslink((slider, "index" if hasattr(slider, "index") else "value"), (figure, name))
            for name, slider in self.sliders.items()
        ]
        self.box = VBox([*self.sliders.values(), figure])
        self.box.add_class("live-explorer")
        owned = [*self.sliders.values(), *self.links, figure, self.box]
        weakref.finalize(self, _close, owned).atexit = False
        keep(self)

    def readout(self, **state: float) -> str:
        """Return the numbers under the figure at a state; see `LiveFigure.readout`."""
        return self.figure.readout(**state)

    def __repr__(self) -> str:
        return repr(self.figure)

    def _repr_mimebundle_(self, **kwargs) -> dict:
        keep(self)
        bundle = self.box._repr_mimebundle_(**kwargs)
        picture = b64encode(self.figure.still()).decode()
        return {**bundle, "text/plain": repr(self), "image/png": picture}


def _slider(name: str, values: np.ndarray, start: float) -> FloatSlider | SelectionSlider:
    said = {"description": SYMBOLS.get(name, name), "tooltip": MEANINGS[name]}
    if not is_even(values):
        options = [f"{value:g}" for value in values]
        slider = SelectionSlider(options=options, value=f"{start:g}", **said)
        return slider.add_class("live-list")
    step = round(values[1] - values[0], 9)
    decimals = len(f"{step:g}".partition(".")[2])
    form = f".{decimals}f"
    ends = {"min": values[0], "max": values[-1], "step": step}
    return FloatSlider(value=start, **ends, readout_format=form, **said)


def _close(widgets: Iterable[Widget]) -> None:
    """Close widgets, and the layouts and styles that each has of its own."""
    for widget in widgets:
        for own in (getattr(widget, "layout", None), getattr(widget, "style", None), widget):
            if own is not None:
                own.close()
