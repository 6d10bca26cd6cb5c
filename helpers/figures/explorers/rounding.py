"""Three ways to compute cross-entropy, and what rounding leaves of each."""

import numpy as np
from matplotlib.axes import Axes

from helpers.figures import style
from helpers.figures.axes import legend_above, numbers, over_logits, texts, two_panels
from helpers.figures.live import LiveFigure
from helpers.figures.live.parts import curve, point
from helpers.figures.live.sliders import Explorer
from helpers.neuron.arrays import Floats
from helpers.neuron.rounding import in_three_ways, relative_errors

LOGITS = np.linspace(-50, 50, 201)
HARD = np.array([0.0, 1.0])
PRECISIONS = {32: np.float32, 64: np.float64}
LEAST, LOST = 1e-17, 1e3  # where an error of 0 is drawn, and a result that is no number
WAYS = {"from output": "from a", "merged": "merged", "cross-entropy": "stable"}


def rounding(z: float = 0.0, y: float = 1.0, bits: float = 64.0) -> Explorer:
    """Explore the relative errors of cross-entropy and its gradient, computed in three ways.

    From the output a, factor by factor; merged on paper; and in the stable form.

    Parameters
    ----------
    z : float
        Logit at the start, -50 to 50 by 0.5.
    y : float
        Target at the start, 0 or 1.
    bits : float
        Precision at the start, 32 for float32 or 64 for float64.

    Examples
    --------
    >>> rounding().readout(z=40, y=0)
    'z = 40.0, y = 0, float64: L: from a ∞, merged 40.0000, stable 40.0000; ∂L/∂z: from a nan, ...
    """
    states = LOGITS, HARD, np.array([*PRECISIONS], dtype=float)
    logits = LOGITS[:, np.newaxis, np.newaxis]
    found = [
        in_three_ways(LOGITS.astype(kind)[:, np.newaxis], HARD.astype(kind))
        for kind in PRECISIONS.values()
    ]
    off = [relative_errors(one, LOGITS) for one in found]
    shown = {
        "z": texts("{:.1f}", logits),
        "y": texts("{:g}", HARD[np.newaxis, :, np.newaxis]),
        "bits": texts("{:.0f}", states[2][np.newaxis, np.newaxis]),
    }
    parts, said = [], []
    with style.course():
        figure, panels = two_panels()
        figure.set_size_inches(11, 3.8)  # lower, to leave room for three sliders on a screen
        for ax, row, what, symbol in zip(
            panels, (0, 1), ("loss", "gradient"), ("L", "∂L/∂z"), strict=True
        ):
            _over_errors_of(ax, symbol)
            for way, word in WAYS.items():
                values = np.stack([one[way][row] for one in found], axis=-1)
                errors = np.stack([one[way][row] for one in off], axis=-1)
                errors = np.where(np.isinf(errors), LOST, np.maximum(errors, LEAST))
                (line,) = ax.plot([], [], label=word, **style.curve(way))
                along = np.moveaxis(errors, 0, -1)[np.newaxis]
                parts.append(curve(way, line, LOGITS, along, what))
                parts.append(point(way, ax, logits, errors, what))
                shown[f"{way} {what}"] = _written(values)
            fields = ", ".join(f"{word} {{{way} {what}}}" for way, word in WAYS.items())
            said.append(f"{symbol}: {fields}")
            legend_above(ax, ncols=3)
    return Explorer(
        LiveFigure(
            name="rounding",
            label="Left: the relative error of the loss over the logit z, on a logarithmic axis, "
            f"computed in three ways: {', '.join(WAYS.values())}. Right: that of the gradient "
            "∂L/∂z. A band on top holds results that are infinite or not a number.",
            figure=figure,
            states=dict(zip(("z", "y", "bits"), states, strict=True)),
            start={"z": z, "y": y, "bits": bits},
            parts=parts,
            readout=f"z = {{z}}, y = {{y}}, float{{bits}}: {'; '.join(said)}",
            numbers=shown,
            presets={
                "confidently wrong": {"z": 40.0, "y": 0.0},
                "undecided": {"z": 0.0, "y": 1.0},
                "confidently right": {"z": 40.0, "y": 1.0},
            },
        )
    )


def _written(values: Floats) -> np.ndarray:
    """Numbers as text, and ∞ or nan where there is none."""
    finite = np.isfinite(values)
    lost = np.where(np.isnan(values), "nan", "∞")
    return np.where(finite, numbers(np.where(finite, values, 0)), lost)


def _over_errors_of(ax: Axes, symbol: str) -> None:
    """Prepare axes for relative errors, with a band for what is no number."""
    over_logits(ax, f"relative error of {symbol}", (1e-18, 1e5))
    ax.set(xlim=(-52, 52), yscale="log", yticks=10.0 ** np.arange(-16, 1, 4))
    ax.set_xticks(np.linspace(-50, 50, 5))
    ax.minorticks_off()
    ax.axhspan(10, 1e5, color="0.92", zorder=0)
    ax.text(-50, LOST, "∞ or nan", color="0.3", va="center")
