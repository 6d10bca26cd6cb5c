"""One neuron: its output, its losses, their gradients and laws, as the state moves."""

from collections.abc import Iterable, Mapping

import numpy as np

from helpers.figures import still, style
from helpers.figures.axes import (
    ERRORS,
    LOGITS,
    SOFT_AND_HARD,
    numbers,
    tangents_named,
    texts,
    two_panels,
)
from helpers.figures.compared import COMPARED, called, chosen, each
from helpers.figures.live import LiveFigure
from helpers.figures.live.parts import curve, label, point, tangent
from helpers.figures.live.sliders import Explorer
from helpers.neuron import absolute_error, law_ratio, sigmoid, sigmoid_prime

LAWS = {"squared error": "a low hump", "cross-entropy": "a straight line"}
SOFT_TARGET_NOTE = " (a target in between has other curves)"
PRESETS = {
    "confidently wrong": {"z": -6.0, "y": 1.0},
    "undecided": {"z": 0.0, "y": 1.0},
    "confidently right": {"z": 6.0, "y": 1.0},
}


def neuron(
    z: float = -3.0,
    y: float = 1.0,
    *,
    losses: Iterable[str] = COMPARED,
    slopes: bool = True,
) -> Explorer:
    """Explore one neuron: its output, and the losses with their slopes, as z and y move.

    Parameters
    ----------
    slopes : bool
        Whether the derivatives σ′(z) and ∂L/∂z are drawn and told, each with its tangent.

    Examples
    --------
    >>> neuron().readout(z=0.0, y=1)
    'z = 0.0, y = 1: a = 0.5000, σ′(z) = 0.2500, ...
    """
    drawn = chosen(losses)
    zs, ys = LOGITS[:, np.newaxis], SOFT_AND_HARD[np.newaxis]
    along = LOGITS, ys[..., np.newaxis]
    a, prime = sigmoid(zs), sigmoid_prime(zs)
    shown = {"z": texts("{:.1f}", zs), "y": texts("{:g}", ys)}
    shown |= {"a": numbers(a), "prime": numbers(prime)}
    with style.course():
        figure, (left, right) = two_panels()
        still.plot_sigmoid(is_with_slope=slopes, ax=left)
        still.plot_losses(1, losses=drawn, ax=right)
        parts = []
        if slopes:
            tangents_named(left, "σ′(z)")
            tangents_named(right, "∂L/∂z")
            parts.append(tangent("sigmoid", left, zs, a, prime))
        parts.append(point("sigmoid", left, zs, a))
        if slopes:
            parts.append(point("sigmoid prime", left, zs, prime))
        for row, (name, loss) in enumerate(drawn.items()):
            value, gradient = loss.value(zs, ys), loss.gradient(zs, ys)
            shown |= {f"{name} loss": numbers(value), f"{name} gradient": numbers(gradient)}
            parts.append(curve(name, right.lines[row], LOGITS, loss.value(*along)))
            if slopes:
                parts.append(tangent(name, right, zs, value, gradient))
            parts.append(point(name, right, zs, value))
            slope = f"∂L/∂z = {{{name} gradient}}"
            if slopes and len(drawn) == 1:  # on the side where its curve is low
                parts.append(label(name, right, np.where(ys < 0.5, 0.26, 0.74), 0, slope))
            elif slopes and drawn.keys() <= COMPARED.keys():  # a steeper curve would cross them
                parts.append(label(name, right, np.full_like(ys, 0.5), row, f"{name}: {slope}"))
    return Explorer(
        LiveFigure(
            name="neuron",
            label="Left: the sigmoid σ(z)"
            f"{' and its derivative σ′(z)' * slopes} over the logit z. Right: "
            f"{' and '.join(drawn)} over z. A point on each curve marks the current z."
            + " Pale tangents have the slopes: σ′(z) that of the sigmoid, ∂L/∂z that of a loss."
            * slopes,
            figure=figure,
            states={"z": LOGITS, "y": SOFT_AND_HARD},
            start={"z": z, "y": y},
            parts=parts,
            readout=f"z = {{z}}, y = {{y}}: a = {{a}}, {'σ′(z) = {prime}, ' * slopes}"
            f"loss: {each(drawn, ' loss')}" + f", ∂L/∂z: {each(drawn, ' gradient')}" * slopes,
            numbers=shown,
            presets=PRESETS,
        )
    )


def error_laws(
    A: float = 0.95,
    *,
    losses: Iterable[str] = COMPARED,
    names: Mapping[str, str] | None = None,
) -> Explorer:
    """Explore the size of the gradients, such as A²(1 − A) and A, and the ratio of these two.

    Parameters
    ----------
    A : float
        Absolute error at the start, 0 to 1 by 0.01.

    Examples
    --------
    >>> error_laws().readout(A=0.5)
    'A = 0.50, |dL/dz|: squared error 0.1250, cross-entropy 0.5000, ratio 0.2500'
    """
    drawn, words = chosen(losses, "law"), called(names)
    shapes = [f"{LAWS.get(name, 'a curve')} for {words[name]}" for name in drawn]
    with style.course():
        figure, (laws, ratio) = two_panels()
        still.mark_peak(ax=still.plot_laws(losses=drawn, names=names, ax=laws))
        still.plot_law_ratio(names=names, ax=ratio)
        parts = [point(name, laws, ERRORS, loss.law(ERRORS)) for name, loss in drawn.items()]
        parts.append(point("sigmoid prime", ratio, ERRORS, law_ratio(ERRORS), "ratio"))
    return Explorer(
        LiveFigure(
            name="error-laws",
            label="Left: the size of the gradient over the error A, "
            f"{' and '.join(shapes)}. Right: the ratio {words['squared error']} ÷ "
            f"{words['cross-entropy']}.",
            figure=figure,
            states={"A": ERRORS},
            start={"A": A},
            parts=parts,
            readout=f"A = {{A}}, |dL/dz|: {each(drawn, words=words)}, ratio {{ratio}}",
            numbers={
                "A": texts("{:.2f}", ERRORS),
                **{name: numbers(loss.law(ERRORS)) for name, loss in drawn.items()},
                "ratio": numbers(law_ratio(ERRORS)),
            },
            presets={
                "confidently wrong": {"A": 0.98},
                "near the peak": {"A": 0.67},
                "undecided": {"A": 0.5},
                "confidently right": {"A": 0.02},
            },
        )
    )


def gradients(
    z: float = -3.0,
    y: float = 1.0,
    *,
    losses: Iterable[str] = COMPARED,
    names: Mapping[str, str] | None = None,
) -> Explorer:
    """Explore the gradients over z and, for the same state, their sizes over the error A.

    Examples
    --------
    >>> gradients().readout(z=-3.0, y=1)
    'z = -3.0, y = 1: a = 0.0474, A = 0.9526, |dL/dz|: squared error 0.0430, cross-entropy 0.9526'
    """
    drawn, words = chosen(losses), called(names)
    zs, ys = LOGITS[:, np.newaxis], SOFT_AND_HARD[np.newaxis]
    along = LOGITS, ys[..., np.newaxis]
    one_branch = np.where(ys[..., np.newaxis] == 0.5, np.maximum(LOGITS, 0), LOGITS)  # of equal two
    along_error = one_branch, ys[..., np.newaxis]
    error, curve_error = absolute_error(zs, ys), absolute_error(*along_error)
    shown = {
        "z": texts("{:.1f}", zs),
        "y": texts("{:g}", ys),
        "a": numbers(sigmoid(zs)),
        "A": numbers(error),
        "note": np.where((ys == 0) | (ys == 1), "", SOFT_TARGET_NOTE),
    }
    parts = []
    with style.course():
        figure, (over_z, over_error) = two_panels()
        still.plot_gradients(1, losses=drawn, names=names, ax=over_z)
        still.plot_sizes(1, losses=drawn, names=names, ax=over_error)
        for name, loss, line, size_line in zip(
            drawn, drawn.values(), over_z.lines, over_error.lines, strict=True
        ):
            gradient, size = loss.gradient(zs, ys), np.abs(loss.gradient(zs, ys))
            shown[name] = numbers(size)
            parts += [
                curve(name, line, LOGITS, loss.gradient(*along), "gradient"),
                point(name, over_z, zs, gradient, "gradient"),
                curve(name, size_line, curve_error, np.abs(loss.gradient(*along_error)), "size"),
                point(name, over_error, error, size, "size"),
            ]
    return Explorer(
        LiveFigure(
            name="gradients",
            label="Left: the gradient ∂L/∂z over the logit z, "
            f"for {' and '.join(words[name] for name in drawn)}. "
            "Right: its size over the error A. A point on each curve marks the same state.",
            figure=figure,
            states={"z": LOGITS, "y": SOFT_AND_HARD},
            start={"z": z, "y": y},
            parts=parts,
            readout="z = {z}, y = {y}: a = {a}, A = {A}, "
            f"|dL/dz|: {each(drawn, words=words)}{{note}}",
            numbers=shown,
            presets=PRESETS,
        )
    )
