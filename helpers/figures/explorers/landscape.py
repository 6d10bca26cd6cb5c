"""The cost of a neuron over its weight and bias, and the way down from any start."""

from collections.abc import Iterable
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from helpers.figures import style
from helpers.figures.axes import numbers, panels, texts
from helpers.figures.compared import COMPARED, chosen
from helpers.figures.live import LiveFigure
from helpers.figures.live.parts import bends, curve, point
from helpers.figures.live.sliders import Explorer
from helpers.neuron import LOSSES, descend

X, Y = np.array([-0.1, 0.5, -0.6, -7.8]), np.array([0, 0, 1, 0])
WEIGHTS, BIASES = np.linspace(-6, 6, 121).round(1), np.linspace(-4, 4, 9)
RATE, EPOCHS = 0.3, 1000
OVER_WEIGHTS, OVER_BIASES = (-9, 7), (-6, 5)
KEPT = np.unique(np.geomspace(1, EPOCHS + 1, 400).astype(int)) - 1  # the first steps are long
FREE = (-3, -5.4)  # where no way leads
LEADER = {"arrowstyle": "-", "shrinkB": 0}
MIDDLE = {"ha": "center", "va": "center", "color": "0.2"}
VERTICES = 24  # of a path: more are not seen, and the tables grow with them
LEVELS = 9  # of the ground, closer together where it is low


def landscape(w_0: float = 2.0, b_0: float = 2.0, *, losses: Iterable[str] = COMPARED) -> Explorer:
    """Explore where descent ends on the cost of four samples, from any start.

    The samples are x = −0.1, 0.5, −0.6, −7.8 with the targets 0, 0, 1, 0; every descent takes 1,000
    epochs at η = 0.3. Each loss has a ground of its own.

    Parameters
    ----------
    w_0 : float
        Weight at the start, -6 to 6 by 0.1.
    b_0 : float
        Bias at the start, -4 to 4 by 1.

    Examples
    --------
    >>> landscape().readout()
    'start (w, b) = (2.0, 2.0), after 1000 epochs: squared error at (0.14, -0.84), C = 0.0897, ...
    """
    drawn = chosen(losses)
    starts = np.broadcast_arrays(WEIGHTS[:, np.newaxis], BIASES)
    shown = {"w 0": texts("{:.1f}", starts[0][:, :1]), "b 0": texts("{:.1f}", starts[1][:1])}
    parts = []
    with style.course():
        figure, grounds = panels(*[1] * len(drawn))
        for name, ax in zip(drawn, np.atleast_1d(grounds), strict=True):
            w, b, cost = _descents(name)
            end_w, end_b = w[..., -1], b[..., -1]
            shown |= {f"{name} w": texts("{:.2f}", end_w), f"{name} b": texts("{:.2f}", end_b)}
            shown[f"{name} cost"] = numbers(cost)
            _ground(name, ax)
            lowest = np.unravel_index(cost.argmin(), cost.shape)
            ax.annotate("lowest", (end_w[lowest], end_b[lowest]), FREE, arrowprops=LEADER, **MIDDLE)
            (line,) = ax.plot([], [], **style.CURVES[name])
            kept = bends(w + 1j * b, VERTICES)
            path = (np.take_along_axis(values, kept, axis=-1) for values in (w, b))
            parts += [
                curve(name, line, *path, "path"),
                point("sigmoid", ax, *starts, "start", *name.split()),
                point(name, ax, end_w, end_b, "end"),
            ]
    ends = ", ".join(
        f"{name} at ({{{name} w}}, {{{name} b}}), C = {{{name} cost}}" for name in drawn
    )
    return Explorer(
        LiveFigure(
            name="landscape",
            label=f"The cost over weight and bias, of {' and of '.join(drawn)}: the paler the "
            f"ground, the lower. A diamond marks the start, a line the descent of {EPOCHS} epochs, "
            "and the point at its other end where it is then.",
            figure=figure,
            states={"w_0": WEIGHTS, "b_0": BIASES},
            start={"w_0": w_0, "b_0": b_0},
            parts=parts,
            readout=f"start (w, b) = ({{w 0}}, {{b 0}}), after {EPOCHS} epochs: {ends}",
            numbers=shown,
            presets={
                "far left": {"w_0": -4.0, "b_0": 0.0},
                "undecided": {"w_0": 0.0, "b_0": 0.0},
                "far right": {"w_0": 6.0, "b_0": -4.0},
            },
        )
    )


@cache
def _descents(loss: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the ways in w and in b, shape (weights, biases, epochs kept), and the last costs."""
    run = descend(loss, X, Y, WEIGHTS[:, np.newaxis], BIASES, RATE, EPOCHS)
    w, b = (np.moveaxis(values[KEPT], 0, -1) for values in (run.w, run.b))
    return w, b, run.cost[-1]


def _ground(name: str, ax: Axes) -> None:
    """Shade the cost over weight and bias, paler where it is lower."""
    w, b = np.linspace(*OVER_WEIGHTS, 41)[:, np.newaxis], np.linspace(*OVER_BIASES, 29)
    cost = LOSSES[name].value(w[..., np.newaxis] * X + b[..., np.newaxis], Y).mean(axis=-1)
    levels = np.quantile(cost, np.linspace(0, 1, LEVELS + 1) ** 2)
    shades = np.linspace(1, 0.7, LEVELS).round(2).astype(str)
    ax.contourf(w[:, 0], b, cost.T, levels, colors=shades)
    ax.set(xlabel="weight w", ylabel="bias b", title=f"cost C: {name}")
    ax.set(xlim=OVER_WEIGHTS, ylim=OVER_BIASES)
    ax.grid(visible=False)
