"""Still figures. What they share is said here.

Parameters
----------
y : float
    Target, 0 to 1.
losses : iterable of str, optional
    Names in `LOSSES`, by default of the two that the course compares. Of a loss too large for the
    axes what lies within them is drawn.
names : mapping of str to str, optional
    What a loss is called, by its name in `LOSSES`; the others are called by their names.
histories : mapping of str to History
    Training runs on one sample, by the name of their loss.
ax : matplotlib.axes.Axes, optional
    Where to draw; the current axes if there is none.

Returns
-------
matplotlib.axes.Axes
    Those that were drawn on.

Raises
------
ValueError
    If y or p is not between 0 and 1, `losses` is no list of names in `LOSSES`, or `names` renames
    anything else.
"""

from collections.abc import Callable, Iterable, Mapping
from numbers import Real

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from helpers import neuron
from helpers.figures import style
from helpers.figures.axes import (
    BELIEFS,
    ERRORS,
    LOGITS,
    legend_above,
    over_errors,
    over_logits,
)
from helpers.figures.compared import COMPARED, called, chosen
from helpers.neuron.losses import Loss
from helpers.neuron.training import History

PEAK_ERROR, PEAK_GRADIENT = 2 / 3, 4 / 27  # where A²(1 − A) is largest


def plot_neuron(*, ax: Axes | None = None) -> Axes:
    """Draw one neuron of three inputs: the symbol of each part, and its name below."""
    ax = ax or plt.gca()
    middle = {"ha": "center", "va": "center"}
    symbol, ring = {**middle, "fontsize": 20}, {"boxstyle": "circle", "fc": "white", "ec": "0.3"}
    arrow = {"color": "0.3", "linewidth": 1.5, "shrinkB": 26}
    inwards, onwards = {"arrowstyle": "->", **arrow}, {"arrowstyle": "<-", **arrow}
    for j, (y, beside) in enumerate(((2, 1.71), (1, 1.17), (0, 0.29)), 1):
        ax.annotate(f"$x_{j}$", (2.6, 1), (0, y), arrowprops=inwards, bbox=ring, **symbol)
        ax.text(1.2, beside, f"$w_{j}$", **symbol)
    ax.annotate("$b$", (2.6, 1), (2.6, 2), arrowprops=inwards, **symbol)
    ax.annotate("σ", (2.6, 1), (5.2, 1), arrowprops=onwards, bbox=ring, **symbol)
    ax.annotate("$a$", (5.2, 1), (7.2, 1), arrowprops=onwards, **symbol)
    ax.text(2.6, 1, "Σ", bbox=ring, **symbol)
    ax.text(3.9, 1.17, "$z$", **symbol)
    ax.text(2.8, 2, "bias", color="0.3", va="center")
    names = "inputs", "weights", "sum", "logit", "sigmoid", "prediction"
    for x, name in zip((0, 1.2, 2.6, 3.9, 5.2, 7.2), names, strict=True):
        ax.text(x, -0.6, name, color="0.3", **middle)
    ax.set(xlim=(-0.5, 7.9), ylim=(-0.8, 2.3))
    ax.axis("off")
    return ax


def plot_sigmoid(*, is_with_slope: bool = True, ax: Axes | None = None) -> Axes:
    """Draw σ(z) over the logit z, and its derivative σ′(z) if it is asked for."""
    drawn = "σ(z) and σ′(z)" if is_with_slope else "prediction a = σ(z)"
    ax = over_logits(ax, drawn, (-0.05, 1.05))
    ax.plot(LOGITS, neuron.sigmoid(LOGITS), label="σ(z)", **style.curve("sigmoid"))
    if is_with_slope:
        slope = neuron.sigmoid_prime(LOGITS)
        ax.plot(LOGITS, slope, label="σ′(z)", **style.curve("sigmoid prime"))
    return legend_above(ax)


def plot_losses(y: float, *, losses: Iterable[str] = COMPARED, ax: Axes | None = None) -> Axes:
    """Draw the losses over the logit z, on one scale, so that their slopes can be compared.

    It reaches to the largest of them, whatever the target, but no further than 10.
    """
    drawn = chosen(losses)
    largest = max(loss.value(LOGITS[:, np.newaxis], loss.targets).max() for loss in drawn.values())
    top = min(largest.round(2), 10)
    ax = over_logits(ax, "loss L", (-0.05 * top, 1.05 * top))
    for name, loss in drawn.items():
        ax.plot(LOGITS, loss.value(LOGITS, y), label=name, **style.curve(name))
    return legend_above(ax)


def plot_gradients(
    y: float,
    *,
    losses: Iterable[str] = COMPARED,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the gradients ∂L/∂z over the logit z."""
    words = called(names)
    ax = over_logits(ax, "gradient ∂L/∂z", (-1.05, 1.05))
    ax.set_yticks([-1, -0.5, 0, 0.5, 1])
    for name, loss in chosen(losses).items():
        ax.plot(LOGITS, loss.gradient(LOGITS, y), label=words[name], **style.curve(name))
    return legend_above(ax)


def plot_laws(
    *,
    losses: Iterable[str] = COMPARED,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the size of each gradient over the error A, for hard targets, if it has such a law."""
    words = called(names)
    ax = over_errors(ax, "size of gradient |∂L/∂z|")
    for name, loss in chosen(losses, "law").items():
        ax.plot(ERRORS, loss.law(ERRORS), label=words[name], **style.curve(name))
    return legend_above(ax)


def plot_sizes(
    y: float,
    *,
    losses: Iterable[str] = COMPARED,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the size of each gradient over the error A, for any target.

    The curve is that over the logit z, told by its error instead. A soft target can be missed on
    either side, so its curve has two branches.
    """
    words = called(names)
    ax = over_errors(ax, "size of gradient |∂L/∂z|")
    for name, loss in chosen(losses).items():
        sizes = np.abs(loss.gradient(LOGITS, y))
        ax.plot(neuron.absolute_error(LOGITS, y), sizes, label=words[name], **style.curve(name))
    return legend_above(ax)


def mark_peak(*, ax: Axes | None = None) -> Axes:
    """Mark the peak of the squared-error law, 4/27 at A = 2/3, on axes over A."""
    ax = ax or plt.gca()
    ax.annotate(
        "peak 4/27\nat A = 2/3",
        (PEAK_ERROR, PEAK_GRADIENT),
        (0.78, 0.34),
        arrowprops={"arrowstyle": "->", "color": "0.3"},
        color="0.3",
        ha="left",
        va="center",
    )
    return ax


def plot_law_ratio(*, names: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Draw what squared error keeps of cross-entropy's gradient, A(1 − A), over the error A."""
    words = called(names)
    ax = over_errors(ax, f"{words['squared error']} ÷ {words['cross-entropy']}")
    ax.plot(ERRORS, neuron.law_ratio(ERRORS), **style.curve("sigmoid prime"))
    ax.set_ylim(-0.0125, 0.2625)
    return ax


def plot_quotient(quotient: Callable, *, ax: Axes | None = None) -> Axes:
    """Draw squared error's gradient divided by cross-entropy's, on the curve of σ′(z).

    Three targets take turns along z, so that no point hides another. Target 0 has a point at z = 0,
    where the value is largest, and at z = 4; both are marked.

    Parameters
    ----------
    quotient : callable
        The quotient as a function of logits z and targets y.
    """
    ax = over_logits(ax, "squared error ÷ cross-entropy", (-0.0125, 0.2625))
    ax.plot(LOGITS, neuron.sigmoid_prime(LOGITS), label="σ′(z)", **style.curve("sigmoid prime"))
    for first, y, marker in (20, 0, "v"), (7, 0.3, "o"), (33, 1, "^"):
        z = LOGITS[first::40]
        ax.plot(z, quotient(z, y), marker, color="0.2", markersize=8, label=f"y = {y}")
    for text, at in ("¼ at z = 0", 0), ("z = 4", 4):
        place = {"xytext": (16, 0 if at == 0 else 24), "textcoords": "offset points"}
        arrow = {"arrowstyle": "->", "color": "0.3"}
        point = at, neuron.sigmoid_prime(at)
        ax.annotate(text, point, **place, arrowprops=arrow, color="0.3", va="center")
    place = {"loc": "lower center", "bbox_to_anchor": (0.5, 1), "borderaxespad": 0.2}
    ax.legend(ncols=4, columnspacing=1, handlelength=2, handletextpad=0.4, **place)
    return ax


def plot_softmax_sizes(*, ax: Axes | None = None) -> Axes:
    """Draw what softmax makes of squared error's law, for the true class among three.

    The size of ∂L/∂z₁ depends on how the two wrong outputs share the error A: it is largest if one
    of them has all of it, and smallest if each has half. A²(1 − A) holds for a single sigmoid.
    Cross-entropy's size, A, leaves the axes at the top.
    """
    ax = over_errors(ax, "size of gradient |∂L/∂z₁|")
    ax.set(xlabel="error A = 1 − a₁ (K = 3 classes, the first true)", ylim=(-0.0175, 0.3675))
    ax.set(xlim=(-0.02, 1.2), xticks=np.linspace(0, 1, 6))  # with room for words beside the curves
    orange = style.color("squared error")
    law = neuron.half_squared_error_law(ERRORS)
    ax.plot(ERRORS, law, label="squared error, one sigmoid", **style.curve("squared error"))
    even, uneven = (
        neuron.softmax_half_squared_error_law(ERRORS, share * ERRORS**2) for share in (1 / 2, 1)
    )
    ax.plot(ERRORS, even, "-", color=orange, label="softmax, half of A to each wrong class")
    ax.plot(ERRORS, uneven, ":", color=orange, label="softmax, all of A to one wrong class")
    band = {"color": orange, "alpha": 0.15, "linewidth": 0, "zorder": 1}
    ax.fill_between(ERRORS, even, uneven, label="softmax, any other split of A", **band)
    size = neuron.cross_entropy_law(ERRORS)
    ax.plot(ERRORS, size, label="cross-entropy, any split", **style.curve("cross-entropy"))
    return legend_above(ax)


def plot_outputs(histories: Mapping[str, History], *, ax: Axes | None = None) -> Axes:
    """Draw the output a of a neuron over the epochs of its training, a curve for each loss."""
    ax = ax or plt.gca()
    for name, history in histories.items():
        ax.plot(history.a, label=name, **style.curve(name))
    ax.set(xlabel="epoch", ylabel="output a", ylim=(-0.05, 1.05))
    return legend_above(ax)


def plot_cost(loss: str, history: History, *, ax: Axes | None = None) -> Axes:
    """Draw the cost C over the epochs of a training run, whose loss has this name.

    The costs of two losses have different units, so each has axes of its own.
    """
    ax = ax or plt.gca()
    ax.plot(history.cost, **style.curve(loss))
    ax.set(xlabel="epoch", ylabel=f"cost C of {loss}")
    return ax


def plot_runs(
    loss: str | Loss, outputs: np.ndarray, labels: Iterable[str], *, ax: Axes | None = None
) -> Axes:
    """Draw the output a over the epochs for several runs with one loss, a label after each curve.

    Parameters
    ----------
    loss : str or Loss
        The loss or its name.
    outputs : array_like
        Outputs, shape (epochs + 1, runs), such as the `a` of a `History` of one sample.
    labels : iterable of str
        A label for each run.

    Raises
    ------
    ValueError
        If the labels are not as many as the runs.
    """
    outputs, labels = np.asarray(outputs), list(labels)
    outputs = outputs.reshape(len(outputs), -1)
    if len(labels) != outputs.shape[1]:
        raise ValueError(f"labels must be {outputs.shape[1]}, one for each run; got {labels}")
    ax = ax or plt.gca()
    last = len(outputs) - 1
    ax.plot(outputs, **style.curve(getattr(loss, "name", loss)))
    for label, end in zip(labels, outputs[-1], strict=True):
        text = label.replace("= -", "= −")
        ax.annotate(text, (last, end), (6, 0), textcoords="offset points", va="center")
    ax.set(xlabel="epoch", ylabel="output a", xlim=(0, 1.25 * last), ylim=(-0.05, 1.05))
    ax.set_xticks([tick for tick in ax.get_xticks() if tick <= last])
    return ax


def plot_surprise(p: float, *, beliefs: Iterable[float] = (), ax: Axes | None = None) -> Axes:
    """Draw the cross-entropy H(p, q) of two outcomes over the belief q, above its floor H(p).

    The gap between the two is the divergence KL(p‖q).

    Parameters
    ----------
    p : float
        Probability of the first outcome, 0 to 1.
    beliefs : iterable of float, optional
        Beliefs q, 0 to 1, whose H(p, q) is marked, each beside its number.

    Raises
    ------
    ValueError
        If p or one of the beliefs is no probability.
    """
    beliefs = list(beliefs)
    for name, value in [("p", p), *(("each of beliefs", belief) for belief in beliefs)]:
        if not (isinstance(value, Real) and 0 <= value <= 1):
            raise ValueError(f"{name} must be a probability, 0 to 1; got {value!r}")
    ax = ax or plt.gca()
    surprise = neuron.binary_cross_entropy_from_probability(BELIEFS, p)
    floor = neuron.binary_cross_entropy_from_probability(p, p)
    ax.plot(BELIEFS, surprise, label="H(p, q)", **style.curve("cross-entropy"))
    ax.axhline(floor, label="H(p)", color="0.3", linestyle=":")
    ax.fill_between(BELIEFS, floor, surprise, label="KL(p‖q)", color="0.85")
    if beliefs:
        marked = neuron.binary_cross_entropy_from_probability(beliefs, p)
        ax.plot(beliefs, marked, **style.point("cross-entropy"))
        words = {"color": style.color("cross-entropy"), "textcoords": "offset points"}
        for belief, height in zip(beliefs, marked, strict=True):
            place, side = ((0, 24), "left") if belief <= 0.5 else ((-8, 34), "right")
            ax.annotate(f"q = {belief:g}", (belief, height), place, ha=side, **words)
    ax.set(xlabel=f"belief q, where p = {p:g}", ylabel="mean surprise [nats]", ylim=(-0.1, 3))
    return legend_above(ax)


def on_triangle(a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y, shape (...), of three probabilities, shape (..., 3), in their triangle.

    Its side is 1; class 1 is at the top, class 2 on the left, class 3 on the right.

    Examples
    --------
    >>> on_triangle([0, 0, 1])
    (np.float64(1.0), np.float64(0.0))
    """
    top, _, right = np.moveaxis(np.asarray(a, dtype=float), -1, 0)
    return right + top / 2, top * np.sqrt(3) / 2


def plot_triangle(*, ax: Axes | None = None) -> Axes:
    """Draw the squared error's gradient over all probabilities of three classes, 1 the true one.

    At a corner, one probability is 1. The shade is abs(∂L/∂z_1), which is 0 at all three corners.
    """
    ax = ax or plt.gca()
    n = 60
    a = np.array([(i, j, n - i - j) for i in range(n + 1) for j in range(n + 1 - i)]) / n
    size = neuron.softmax_half_squared_error_law(1 - a[:, 0], (a[:, 1:] ** 2).sum(axis=1))
    shades = ax.tricontourf(
        *on_triangle(a), size, levels=np.linspace(0, 0.3, 7), cmap="Oranges", alpha=0.8
    )
    scale = ax.figure.colorbar(shades, ax=ax, location="left")
    scale.set_label("squared error |∂L/∂z₁|", labelpad=10)
    for place, corner in {
        (0.5, 0.93): "a₁ = 1 (true class)",
        (0, -0.1): "a₂ = 1",
        (1, -0.1): "a₃ = 1",
    }.items():
        ax.text(*place, corner, ha="center")
    ax.set(xlim=(-0.15, 1.15), ylim=(-0.12, 1), aspect="equal")
    ax.axis("off")
    return ax
