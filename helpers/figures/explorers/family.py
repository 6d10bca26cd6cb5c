"""A family of losses on one slider: the gradient keeps σ′(z) to the power t."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes

from helpers.figures import still, style
from helpers.figures.axes import LOGITS, legend_above, numbers, over_logits, texts, two_panels
from helpers.figures.compared import COMPARED
from helpers.figures.live import LiveFigure, Part
from helpers.figures.live.parts import curve, point
from helpers.figures.live.sliders import Explorer
from helpers.neuron import LOSSES, escape_time, sigmoid
from helpers.neuron.family import (
    family_curvature,
    family_gradient,
    family_inflection,
    family_loss,
)

POWERS = np.linspace(-0.8, 1.2, 101).round(2)
T = POWERS[:, np.newaxis]
STARTS = np.linspace(1, 10, 37)
MARKED = 8.0
ALONG = LOGITS[::2]
OFF_THE_TOP = 10_000.0  # where a law is drawn that has no bound


def family(t: float = 1.0, *, panels: Iterable[str] = ("law", "escape time")) -> Explorer:
    """Explore the losses whose gradient is (a − y) σ′(z)^t, beside the two that are compared.

    The target is 0, so that the size of the gradient is A^(1 + t) (1 − A)^t.

    Parameters
    ----------
    t : float
        Power of σ′ at the start, -0.8 to 1.2 by 0.02.
    panels : iterable of str
        Two of "law", "escape time", "loss" and "curvature".

    Raises
    ------
    ValueError
        If t is not a stop of its slider, or `panels` are not two of the four.

    Examples
    --------
    >>> family().readout(t=-0.5)
    't = -0.50: |∂L/∂z| = A^0.50 (1 − A)^-0.50, time from z = 8 to 0: 0.9817'
    """
    names = [] if isinstance(panels, str) else list(panels)
    if len(names) != 2 or len({*names} & PANELS.keys()) != 2:
        raise ValueError(f"panels must be two of {list(PANELS)}; got {panels!r}")
    shown = {"t": texts("{:.2f}", POWERS)}
    parts, words, labels = [], [], []
    with style.course():
        figure, axes = two_panels()
        for name, ax in zip(names, axes, strict=True):
            draw, said, label = PANELS[name]
            more_parts, more_numbers = draw(ax)
            parts += more_parts
            shown |= more_numbers
            words.append(said)
            labels.append(label)
    left, right = labels
    return Explorer(
        LiveFigure(
            name="family",
            label=f"Left: {left}. Right: {right}. Squared error and cross-entropy stay; a broad "
            "band shows the loss whose gradient has σ′(z) to the power t.",
            figure=figure,
            states={"t": POWERS},
            start={"t": t},
            parts=parts,
            readout=f"t = {{t}}: {', '.join(words)}",
            numbers=shown,
            presets={
                "boosting's loss": {"t": -0.5},
                "cross-entropy": {"t": 0.0},
                "squared error": {"t": 1.0},
            },
        )
    )


def _law(ax: Axes) -> tuple[list[Part], dict]:
    still.plot_laws(ax=ax).set_ylim(-0.1, 2.1)
    shown = {"error power": texts("{:.2f}", 1 + POWERS), "rest power": texts("{:.2f}", POWERS)}
    at_one = np.select([T > 0, T < 0], [0.0, OFF_THE_TOP], 1.0)
    law = np.hstack([0 * T, family_gradient(ALONG, T), at_one])
    return [_band(ax, np.r_[0, sigmoid(ALONG), 1], law, "law")], shown


def _escape(ax: Axes) -> tuple[list[Part], dict]:
    for name in COMPARED:
        ax.plot(STARTS, escape_time(name, STARTS, 0), label=name, **style.curve(name))
    ax.set(xlabel="wrong start z", ylabel="time to z = 0 [epochs × η]", yscale="log")
    ax.set(xlim=(0.8, 10.2), ylim=(0.1, 2e5), xticks=[2, 4, 6, 8, 10])
    member = replace(
        LOSSES["cross-entropy"], gradient=lambda z, _: family_gradient(z, T[..., np.newaxis])
    )
    times = escape_time(member, STARTS, 0)
    marked = times[:, STARTS == MARKED][:, 0]
    parts = [
        _band(ax, STARTS, times, "time"),
        point("member", ax, np.full(1, MARKED), marked, "time"),
    ]
    return parts, {"time": numbers(marked)}


def _loss(ax: Axes) -> tuple[list[Part], dict]:
    still.plot_losses(0, ax=ax)
    value = family_loss(ALONG, POWERS)
    bend = family_inflection(POWERS)
    at = np.array([np.interp(z, ALONG, row) for z, row in zip(bend, value, strict=True)])
    return [_band(ax, ALONG, value, "loss"), point("member", ax, bend, at, "loss")], {
        "loss": numbers(value[:, ALONG == MARKED][:, 0])
    }


def _curvature(ax: Axes) -> tuple[list[Part], dict]:
    over_logits(ax, "curvature ∂²L/∂z²", (-0.11, 0.41))
    ax.axhline(0, color="0.3", linewidth=1)
    for name, loss in COMPARED.items():
        ax.plot(LOGITS, loss.curvature(LOGITS, 0), label=name, **style.curve(name))
    bend, bends = family_inflection(POWERS), family_curvature(ALONG, T)
    said = np.where(np.isnan(bend), "nowhere negative", texts("negative past z = {:.2f}", bend))
    zero = np.where(np.isnan(bend), np.nan, 0.0)
    parts = [_band(ax, ALONG, bends, "curvature"), point("member", ax, bend, zero, "curvature")]
    return parts, {"bend": said}


PANELS: dict[str, tuple[Callable, str, str]] = {
    "law": (
        _law,
        "|∂L/∂z| = A^{error power} (1 − A)^{rest power}",
        "the size of the gradient over the error A",
    ),
    "escape time": (
        _escape,
        "time from z = 8 to 0: {time}",
        "how long small steps take from a wrong start z to z = 0, on a logarithmic axis; a point "
        "marks z = 8",
    ),
    "loss": (
        _loss,
        "L at z = 8: {loss}",
        "the loss over the logit z, for target 0; a point marks where it stops curving upwards",
    ),
    "curvature": (
        _curvature,
        "curvature {bend}",
        "its second derivative over the logit z; a point marks where it turns negative",
    ),
}
"""How each panel is drawn, what the readout says of it, and what it shows."""


def _band(ax: Axes, x: np.ndarray, y: np.ndarray, *words: str) -> Part:
    """Draw a member as a band, so that a curve on which it comes to lie is still seen."""
    (line,) = ax.plot([], [], linewidth=7, zorder=1.5, label="member t", **style.curve("member"))
    legend_above(ax)
    return curve("member", line, x, y, *words)
