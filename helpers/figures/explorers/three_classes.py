"""Three classes behind a softmax."""

from collections.abc import Iterable

import numpy as np

from helpers import neuron
from helpers.figures import style
from helpers.figures.axes import legend_above, numbers, over_three_classes, texts, two_panels
from helpers.figures.compared import COMPARED, chosen
from helpers.figures.live import LiveFigure
from helpers.figures.live.parts import bar, point
from helpers.figures.live.sliders import Explorer
from helpers.figures.still import on_triangle, plot_triangle

BAR, MARKER = 0.1, 0.26  # how far they stand from the middle of their class


def softmax(z_1: float = -3.0, z_2: float = 2.0, *, losses: Iterable[str] = COMPARED) -> Explorer:
    """Explore three classes, the first of them true: probabilities and gradients.

    Adding a number to every logit changes nothing, so the third logit stays 0.

    Parameters
    ----------
    z_1, z_2 : float
        Logits of the classes 1 and 2 at the start, -8 to 8 by 0.5.

    Examples
    --------
    >>> softmax().readout(z_1=0, z_2=0)
    'z = (0.0, 0.0, 0), class 1 true: a = (0.3333, 0.3333, 0.3333), A = 0.6667, ∂L/∂z: ...
    """
    logits = np.linspace(-8, 8, 33)
    z = np.stack(np.broadcast_arrays(logits[:, np.newaxis], logits, 0.0), axis=-1)
    target = np.array([1, 0, 0])
    a = neuron.softmax(z)
    drawn = chosen(losses, "softmax")
    gradients = {name: loss.softmax.gradient(z, target) for name, loss in drawn.items()}
    vectors = ", ".join(f"{name} ({{{name} 1}}, {{{name} 2}}, {{{name} 3}})" for name in gradients)
    with style.course():
        figure, (triangle, bars) = two_panels()
        plot_triangle(ax=triangle)
        over_three_classes(bars, "gradient ∂L/∂zₖ")
        sides = np.linspace(-1, 1, len(gradients))
        parts = [point("sigmoid", triangle, *on_triangle(a), "probabilities")]
        for (name, gradient), side in zip(gradients.items(), sides, strict=True):
            for k in range(3):
                # The marker stands beside the tip of its bar: it would cover a short one.
                x, beside, tip = k + 1 + BAR * side, k + 1 + MARKER * side, gradient[..., k]
                parts += [
                    bar(name, bars, x, tip, f"{k + 1}"),
                    point(name, bars, np.full_like(tip, beside), tip, f"{k + 1}"),
                ]
            parts[-1].artist.set_label(name)
        legend_above(bars)
    return Explorer(
        LiveFigure(
            name="softmax",
            label="Left: the probabilities of three classes as a point in a triangle, shaded by "
            "the size of the squared error's gradient. Right: the gradient of each loss by the "
            "logit of each class, as bars.",
            figure=figure,
            states={"z_1": logits, "z_2": logits},
            start={"z_1": z_1, "z_2": z_2},
            parts=parts,
            readout="z = ({z 1}, {z 2}, 0), class 1 true: a = ({a 1}, {a 2}, {a 3}), A = {A}, "
            f"∂L/∂z: {vectors}",
            numbers={
                "z 1": texts("{:.1f}", z[:, :1, 0]),
                "z 2": texts("{:.1f}", z[:1, :, 1]),
                **{f"a {k + 1}": numbers(a[..., k]) for k in range(3)},
                "A": numbers(-neuron.softmax_cross_entropy_gradient(z, target)[..., 0]),
                **{
                    f"{name} {k + 1}": numbers(gradient[..., k])
                    for name, gradient in gradients.items()
                    for k in range(3)
                },
            },
            presets={
                "confidently wrong": {"z_1": -6.0, "z_2": 6.0},
                "undecided": {"z_1": 0.0, "z_2": 0.0},
                "torn between two wrong ones": {"z_1": -6.0, "z_2": 0.0},
                "confidently right": {"z_1": 8.0, "z_2": 0.0},
            },
        )
    )
