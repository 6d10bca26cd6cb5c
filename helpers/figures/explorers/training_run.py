"""One neuron's training, from any start and at any rate."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from matplotlib.lines import Line2D

from helpers.figures import style
from helpers.figures.axes import numbers, panels, texts
from helpers.figures.compared import COMPARED, chosen
from helpers.figures.live import LiveFigure, Part
from helpers.figures.live.parts import bends, curve, part_name, point
from helpers.figures.live.sliders import Explorer
from helpers.figures.still import plot_cost, plot_outputs
from helpers.neuron import descend, sigmoid

STARTS = np.linspace(-2, 8, 101)
RATES = np.array([0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, 10])
EPOCHS = 300
OVER_EPOCHS = -6, 306
TICKS = 0, 100, 200, 300
VERTICES = 30  # of a curve: more are not seen, and the tables grow with them


def learning_curves(
    start: float = 4.0, learning_rate: float = 0.15, *, losses: Iterable[str] = COMPARED
) -> Explorer:
    """Explore how the neuron with x = 1 learns y = 0, from any start and at any rate.

    The output and the cost over 300 epochs; each cost has a scale of its own.

    Parameters
    ----------
    start : float
        Logit at the start, z = w + b with w = b, -2 to 8 by 0.1.
    learning_rate : float
        η, one of 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5 and 10.

    Examples
    --------
    >>> learning_curves().readout()
    'start z = 4.0, η = 0.15: a from 0.9820 to 0.2028 with squared error, 0.0120 with ...
    """
    drawn = chosen(losses)
    w = STARTS[:, np.newaxis] / 2
    runs = {name: descend(name, 1, 0, w, w, RATES, EPOCHS) for name in drawn}
    shown = {
        "start": texts("{:.1f}", STARTS[:, np.newaxis]),
        "learning rate": texts("{:g}", RATES[np.newaxis]),
        "first": numbers(sigmoid(STARTS[:, np.newaxis])),
        **{name: numbers(run.a[-1]) for name, run in runs.items()},
    }
    scales = ", each on its own scale" if len(drawn) > 1 else ""
    parts = []
    with style.course():
        figure, (outputs, *costs) = panels(1.5 if len(drawn) > 1 else 1, *[1] * len(drawn))
        at_rest = {name: descend(name, 1, 0, 0, 0, learning_rate=1, epochs=0) for name in drawn}
        plot_outputs(at_rest, ax=outputs).set(xlim=OVER_EPOCHS, xticks=TICKS)
        for (name, run), line, ax in zip(runs.items(), outputs.lines, costs, strict=True):
            top = drawn[name].value(STARTS, 0).max().round(2)
            plot_cost(name, at_rest[name], ax=ax)
            ax.set(xlim=OVER_EPOCHS, xticks=TICKS, ylim=(-0.05 * top, 1.05 * top))
            parts.append(_over_epochs(name, line, run.a, "output"))
            parts.append(_over_epochs(name, ax.lines[0], run.cost, "cost"))
        for name, run in runs.items():
            end = point(name, outputs, np.full((1, 1), EPOCHS), run.a[-1])
            parts.append(replace(end, name=part_name(name, "end")))
    return Explorer(
        LiveFigure(
            name="learning-curves",
            label="Left: the output of the neuron over the epochs; a point marks the last. Right: "
            f"the cost over the epochs, of {' and of '.join(drawn)}{scales}.",
            figure=figure,
            states={"start": STARTS, "learning_rate": RATES},
            start={"start": start, "learning_rate": learning_rate},
            parts=parts,
            readout="start z = {start}, η = {learning rate}: "
            f"a from {{first}} to {', '.join(f'{{{name}}} with {name}' for name in drawn)}, "
            f"in {EPOCHS} epochs",
            numbers=shown,
            presets={
                "start w = 0.6, b = 0.9": {"start": 1.5, "learning_rate": 0.15},
                "start w = b = 2": {"start": 4.0, "learning_rate": 0.15},
            },
        )
    )


def _over_epochs(loss: str, line: Line2D, values: np.ndarray, *words: str) -> Part:
    """Let the curve of all runs move, values of shape (epochs + 1, starts, rates)."""
    y = np.moveaxis(values, 0, -1)
    epochs_high = np.ptp(OVER_EPOCHS) / np.ptp(line.axes.get_ylim())  # the panels are about square
    epochs = bends(y * epochs_high, VERTICES)
    return curve(loss, line, epochs, np.take_along_axis(y, epochs, axis=-1), *words)
