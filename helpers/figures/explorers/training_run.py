"""One neuron's training, from any start and at any rate."""

from collections.abc import Iterable

import numpy as np

from helpers.figures import style
from helpers.figures.axes import numbers, two_panels
from helpers.figures.compared import COMPARED, chosen
from helpers.figures.live import LiveFigure, Part
from helpers.figures.live.parts import curve, part_name, point
from helpers.figures.live.sliders import Explorer
from helpers.figures.still import plot_costs, plot_outputs
from helpers.neuron import descend, sigmoid


def learning_curves(
    start: float = 4.0,
    learning_rate: float = 0.15,
    epochs: float = 300,
    loss: str | None = None,
    *,
    losses: Iterable[str] = COMPARED,
) -> Explorer:
    """Explore how the neuron with x = 1 learns y = 0, from any start and at any rate.

    Python computes the training with each move of a slider, so this explorer needs a kernel.

    Parameters
    ----------
    start : float
        Logit at the start, z = w + b with w = b, -2 to 8 by 0.1.
    learning_rate : float
        η, 0.05 to 2 by 0.05.
    epochs : float
        Number of descent steps, 50 to 600 by 50.
    loss : str
        The one that is drawn at the start, or ``"both"``; of three or more, ``"all"``.

    Examples
    --------
    >>> learning_curves().readout(start=1.5)
    'start z = 1.5, η = 0.15, 300 epochs: a from 0.8176 to squared error 0.0940, ...
    """
    drawn = chosen(losses)
    everything = "both" if len(drawn) == 2 else "all"
    choices = (*drawn, everything)
    loss = everything if loss is None else loss
    if loss not in choices:
        raise ValueError(f"loss must be one of {', '.join(choices)}; got {loss!r}")
    with style.course():
        figure, (outputs, costs) = two_panels()
        at_rest = {name: descend(name, 1, 0, 0, 0, learning_rate=1, epochs=0) for name in drawn}
        plot_outputs(at_rest, ax=outputs).set(xlim=(-12, 612))
        plot_costs(at_rest, ax=costs).set(xlim=(-12, 612), ylim=(1e-4, 20))
        lines = list(zip(drawn, outputs.lines, costs.lines, strict=True))
        ends = {name: point(name, outputs, [], []).artist for name in drawn}

    def compute(start: float, learning_rate: float, epochs: float, loss: float) -> tuple:
        at = np.arange(epochs + 1)
        parts, results = [], []
        for name, output, cost in lines:
            run = descend(name, 1, 0, start / 2, start / 2, learning_rate, int(epochs))
            shown = choices[int(loss)] in {name, everything}
            a = np.where(shown, run.a, np.nan)
            parts += [
                curve(name, output, at, a, "output"),
                curve(name, cost, at, np.where(shown, run.cost, np.nan), "cost"),
                Part(part_name(name, "end"), ends[name], epochs, a[-1]),
            ]
            results += [f"{name} {numbers(run.a[-1])}"] * shown
        return parts, {
            "start": f"{start:.1f}",
            "learning rate": f"{learning_rate:.2f}",
            "epochs": f"{epochs:.0f}",
            "first": numbers(sigmoid(start)),
            "last": ", ".join(results),
        }

    return Explorer(
        LiveFigure(
            name="learning-curves",
            label="Left: the output of the neuron over the epochs; a point marks the last. Right: "
            "its cost over the epochs on a logarithmic scale.",
            figure=figure,
            states={
                "start": np.linspace(-2, 8, 101).round(1),
                "learning_rate": np.linspace(0.05, 2, 40).round(2),
                "epochs": np.linspace(50, 600, 12),
                "loss": np.arange(len(choices)),
            },
            start={
                "start": start,
                "learning_rate": learning_rate,
                "epochs": epochs,
                "loss": choices.index(loss),
            },
            readout="start z = {start}, η = {learning rate}, {epochs} epochs: "
            "a from {first} to {last}",
            compute=compute,
            presets={
                "start w = 0.6, b = 0.9": {"start": 1.5, "learning_rate": 0.15, "epochs": 300.0},
                "start w = b = 2": {"start": 4.0, "learning_rate": 0.15, "epochs": 300.0},
            },
        ),
        choices={"loss": choices},
    )
