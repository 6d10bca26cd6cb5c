"""Sliders joined to live figures: one function per question the reader explores.

Every number comes from the layers below; here they are only put together.
"""

import numpy as np

from helpers.figures import axes, still as figures, style
from helpers.figures.axes import ERRORS, LOGITS, TARGETS
from helpers.figures.controls import (
    CHOICES,
    Explorer,
    bar,
    curve,
    each_loss,
    label,
    part_name,
    point,
    tangent,
    texts,
    two_panels,
)
from helpers.figures.live import LiveFigure, Part
from helpers.neuron import activations
from helpers.neuron.activations import sigmoid, sigmoid_prime
from helpers.neuron.losses import (
    LOSSES,
    absolute_error,
    law_ratio,
    softmax_cross_entropy_gradient,
    softmax_half_squared_error_gradient,
)
from helpers.neuron.training import descend

SOFT_TARGET_NOTE = " (soft target: A²(1 − A) is the law of hard targets)"
PRESETS = {
    "confidently wrong": {"z": -6.0, "y": 1.0},
    "undecided": {"z": 0.0, "y": 1.0},
    "confidently right": {"z": 6.0, "y": 1.0},
}


def neuron(z: float = -3.0, y: float = 1.0) -> Explorer:
    """Explore one neuron: its output, and both losses with their slopes, as z and y move.

    Parameters
    ----------
    z : float
        Logit at the start, -10 to 10 by 0.1.
    y : float
        Target at the start, 0 to 1 by 0.1.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If z or y is not a step of its slider.

    Examples
    --------
    >>> neuron().readout(z=0.0, y=1)
    'z = 0.0, y = 1: a = 0.5000, σ′(z) = 0.2500, ...
    """
    zs, ys = LOGITS[:, np.newaxis], TARGETS[np.newaxis]
    along = LOGITS, ys[..., np.newaxis]
    a, slope = sigmoid(zs), sigmoid_prime(zs)
    shown = {"z": texts("{:.1f}", zs), "y": texts("{:g}", ys)}
    shown |= {"a": axes.numbers(a), "slope": axes.numbers(slope)}
    with style.course():
        figure, (output, losses) = two_panels()
        figures.plot_sigmoid(ax=output)
        figures.plot_losses(1, ax=losses)
        parts = [
            tangent("sigmoid", output, zs, a, slope),
            point("sigmoid", output, zs, a),
            point("sigmoid prime", output, zs, slope),
        ]
        for row, (name, loss) in enumerate(LOSSES.items()):
            value, gradient = loss.value(zs, ys), axes.numbers(loss.gradient(zs, ys))
            shown[f"{name} loss"], shown[f"{name} slope"] = axes.numbers(value), gradient
            parts += [
                curve(name, losses.lines[row], LOGITS, loss.value(*along)),
                tangent(name, losses, zs, value, loss.gradient(zs, ys)),
                point(name, losses, zs, value),
                label(name, losses, row, np.char.add(f"{name}: slope ", gradient)),
            ]
    return Explorer(
        LiveFigure(
            name="neuron",
            label="Left: the sigmoid and its derivative over the logit z. Right: squared error and "
            "cross-entropy over z. A point on each curve marks the current z, a tangent its slope.",
            figure=figure,
            states={"z": LOGITS, "y": TARGETS},
            start={"z": z, "y": y},
            parts=parts,
            readout="z = {z}, y = {y}: a = {a}, σ′(z) = {slope}, "
            f"loss: {each_loss(' loss')}, slope: {each_loss(' slope')}",
            numbers=shown,
            presets=PRESETS,
        )
    )


def error_laws(A: float = 0.95) -> Explorer:
    """Explore the size of both gradients, A²(1 − A) and A, and their ratio, as A moves.

    Parameters
    ----------
    A : float
        Absolute error at the start, 0 to 1 by 0.01.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If A is not a step of its slider.

    Examples
    --------
    >>> error_laws().readout(A=0.5)
    'A = 0.50, |dL/dz|: squared error 0.1250, cross-entropy 0.5000, ratio 0.2500'
    """
    with style.course():
        figure, (laws, ratio) = two_panels()
        figures.mark_peak(ax=figures.plot_laws(ax=laws))
        figures.plot_law_ratio(ax=ratio)
        parts = [point(name, laws, ERRORS, loss.law(ERRORS)) for name, loss in LOSSES.items()]
        parts.append(point("sigmoid prime", ratio, ERRORS, law_ratio(ERRORS), "ratio"))
    return Explorer(
        LiveFigure(
            name="error-laws",
            label="Left: the size of the gradient over the error A, a straight line for "
            "cross-entropy and a low hump for squared error. Right: the ratio of the two.",
            figure=figure,
            states={"A": ERRORS},
            start={"A": A},
            parts=parts,
            readout=f"A = {{A}}, |dL/dz|: {each_loss()}, ratio {{ratio}}",
            numbers={
                "A": texts("{:.2f}", ERRORS),
                **{name: axes.numbers(loss.law(ERRORS)) for name, loss in LOSSES.items()},
                "ratio": axes.numbers(law_ratio(ERRORS)),
            },
            presets={
                "confidently wrong": {"A": 0.98},
                "near the peak": {"A": 0.67},
                "undecided": {"A": 0.5},
                "confidently right": {"A": 0.02},
            },
        )
    )


def gradients(z: float = -3.0, y: float = 1.0) -> Explorer:
    """Explore both gradients over z and, for the same state, their sizes over the error A.

    Parameters
    ----------
    z : float
        Logit at the start, -10 to 10 by 0.1.
    y : float
        Target at the start, 0 to 1 by 0.1.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If z or y is not a step of its slider.

    Examples
    --------
    >>> gradients().readout(z=-3.0, y=1)
    'z = -3.0, y = 1: a = 0.0474, A = 0.9526, |dL/dz|: squared error 0.0430, cross-entropy 0.9526'
    """
    zs, ys = LOGITS[:, np.newaxis], TARGETS[np.newaxis]
    along = LOGITS, ys[..., np.newaxis]
    error, curve_error = absolute_error(zs, ys), absolute_error(*along)
    shown = {
        "z": texts("{:.1f}", zs),
        "y": texts("{:g}", ys),
        "a": axes.numbers(sigmoid(zs)),
        "A": axes.numbers(error),
        "note": np.where((ys == 0) | (ys == 1), "", SOFT_TARGET_NOTE),
    }
    parts = []
    with style.course():
        figure, (over_z, over_error) = two_panels()
        figures.plot_gradients(1, ax=over_z)
        figures.plot_sizes(1, ax=over_error)
        for name, loss, line, size_line in zip(
            LOSSES, LOSSES.values(), over_z.lines, over_error.lines, strict=True
        ):
            gradient, size = loss.gradient(zs, ys), np.abs(loss.gradient(zs, ys))
            shown[name] = axes.numbers(size)
            parts += [
                curve(name, line, LOGITS, loss.gradient(*along), "gradient"),
                point(name, over_z, zs, gradient, "gradient"),
                curve(name, size_line, curve_error, np.abs(loss.gradient(*along)), "size"),
                point(name, over_error, error, size, "size"),
            ]
    return Explorer(
        LiveFigure(
            name="gradients",
            label="Left: the gradient of both losses over the logit z. Right: its size over the "
            "error A. A point on each curve marks the same state.",
            figure=figure,
            states={"z": LOGITS, "y": TARGETS},
            start={"z": z, "y": y},
            parts=parts,
            readout=f"z = {{z}}, y = {{y}}: a = {{a}}, A = {{A}}, |dL/dz|: {each_loss()}{{note}}",
            numbers=shown,
            presets=PRESETS,
        )
    )


def learning_curves(
    start: float = 4.0, learning_rate: float = 0.15, epochs: float = 300, loss: str = "both"
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
        ``"squared error"``, ``"cross-entropy"`` or ``"both"``.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If an argument is not a step of its slider, or the loss none of the choices.

    Examples
    --------
    >>> learning_curves().readout(start=1.5)
    'start z = 1.5, η = 0.15, 300 epochs: a from 0.8176 to squared error 0.0940, ...
    """
    choices = CHOICES["loss"]
    if loss not in choices:
        raise ValueError(f"loss must be one of {', '.join(choices)}; got {loss!r}")
    with style.course():
        figure, (outputs, costs) = two_panels()
        at_rest = {name: descend(name, 1, 0, 0, 0, learning_rate=1, epochs=0) for name in LOSSES}
        figures.plot_outputs(at_rest, ax=outputs).set(xlim=(-12, 612))
        figures.plot_costs(at_rest, ax=costs).set(xlim=(-12, 612), ylim=(1e-4, 20))
        lines = list(zip(LOSSES, outputs.lines, costs.lines, strict=True))
        ends = {name: point(name, outputs, [], []).artist for name in LOSSES}

    def compute(start: float, learning_rate: float, epochs: float, loss: float) -> tuple:
        steps = np.arange(epochs + 1)
        parts, results = [], []
        for name, output, cost in lines:
            run = descend(name, 1, 0, start / 2, start / 2, learning_rate, int(epochs))
            shown = choices[int(loss)] in {name, "both"}
            a = np.where(shown, run.a, np.nan)
            parts += [
                curve(name, output, steps, a, "output"),
                curve(name, cost, steps, np.where(shown, run.cost, np.nan), "cost"),
                Part(part_name(name, "end"), ends[name], steps[-1], a[-1]),
            ]
            results += [f"{name} {axes.numbers(run.a[-1])}"] * shown
        return parts, {
            "start": f"{start:.1f}",
            "learning rate": f"{learning_rate:.2f}",
            "epochs": f"{epochs:.0f}",
            "first": axes.numbers(sigmoid(start)),
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
        )
    )


def softmax(z_1: float = -3.0, z_2: float = 2.0) -> Explorer:
    """Explore three classes, the first of them true: probabilities and both gradients.

    Adding a number to every logit changes nothing, so the third logit stays 0.

    Parameters
    ----------
    z_1, z_2 : float
        Logits of the classes 1 and 2 at the start, -8 to 8 by 0.5.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If a logit is not a step of its slider.

    Examples
    --------
    >>> softmax().readout(z_1=0, z_2=0)
    'z = (0.0, 0.0, 0), class 1 true: a = (0.3333, 0.3333, 0.3333), A = 0.6667, ...
    """
    steps = np.linspace(-8, 8, 33)
    z = np.stack(np.broadcast_arrays(steps[:, np.newaxis], steps, 0.0), axis=-1)
    target = np.array([1, 0, 0])
    a = activations.softmax(z)
    gradients = {
        "squared error": softmax_half_squared_error_gradient(z, target),
        "cross-entropy": softmax_cross_entropy_gradient(z, target),
    }
    with style.course():
        figure, (triangle, bars) = two_panels()
        figures.plot_triangle(ax=triangle)
        axes.over_classes(bars, "gradient ∂L/∂zₖ")
        parts = [point("sigmoid", triangle, *axes.on_triangle(a), "probabilities")]
        for (name, gradient), side in zip(gradients.items(), (-0.15, 0.15), strict=True):
            for k in range(3):
                x, tip = k + 1 + side, gradient[..., k]
                parts += [
                    bar(name, bars, x, tip, f"{k + 1}"),
                    point(name, bars, np.full_like(tip, x), tip, f"{k + 1}"),
                ]
            parts[-1].artist.set_label(name)
        axes.legend_above(bars)
    return Explorer(
        LiveFigure(
            name="softmax",
            label="Left: the probabilities of three classes as a point in a triangle, shaded by "
            "the size of the squared error's gradient. Right: the gradients of both losses by the "
            "logit of each class, as bars.",
            figure=figure,
            states={"z_1": steps, "z_2": steps},
            start={"z_1": z_1, "z_2": z_2},
            parts=parts,
            readout="z = ({z 1}, {z 2}, 0), class 1 true: a = ({a 1}, {a 2}, {a 3}), A = {A}, "
            "|∂L/∂z₁|: squared error {squared error}, cross-entropy {cross-entropy}",
            numbers={
                "z 1": texts("{:.1f}", z[:, :1, 0]),
                "z 2": texts("{:.1f}", z[:1, :, 1]),
                **{f"a {k + 1}": axes.numbers(a[..., k]) for k in range(3)},
                "A": axes.numbers(-gradients["cross-entropy"][..., 0]),
                **{name: axes.numbers(-gradient[..., 0]) for name, gradient in gradients.items()},
            },
            presets={
                "confidently wrong": {"z_1": -6.0, "z_2": 6.0},
                "undecided": {"z_1": 0.0, "z_2": 0.0},
                "torn between two wrong ones": {"z_1": -6.0, "z_2": 0.0},
                "confidently right": {"z_1": 8.0, "z_2": 0.0},
            },
        )
    )
