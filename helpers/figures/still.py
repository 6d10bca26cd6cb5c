"""Still figures: each function draws on the axes it is given, the current ones if none, and
returns them."""

from collections.abc import Callable, Iterable, Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from helpers.figures import style
from helpers.figures.axes import (
    BELIEFS,
    ERRORS,
    LOGITS,
    legend_above,
    on_triangle,
    over_errors,
    over_logits,
)
from helpers.neuron.activations import sigmoid, sigmoid_prime
from helpers.neuron.losses import (
    LOSSES,
    absolute_error,
    binary_cross_entropy_from_probability,
    half_squared_error_law,
    law_ratio,
    softmax_half_squared_error_law,
)
from helpers.neuron.training import History

PEAK_ERROR, PEAK_GRADIENT = 2 / 3, 4 / 27  # where A²(1 − A) is largest


def plot_sigmoid(*, ax: Axes | None = None) -> Axes:
    """Draw σ(z) and its derivative σ′(z) over the logit z.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_logits(ax, "σ(z) and σ′(z)", (-0.05, 1.05))
    ax.plot(LOGITS, sigmoid(LOGITS), label="σ(z)", **style.CURVES["sigmoid"])
    ax.plot(LOGITS, sigmoid_prime(LOGITS), label="σ′(z)", **style.CURVES["sigmoid prime"])
    return legend_above(ax)


def plot_losses(y: float, *, ax: Axes | None = None) -> Axes:
    """Draw every loss over the logit z, on one scale, so that their slopes can be compared.

    Parameters
    ----------
    y : float
        Target, 0 to 1.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_logits(ax, "loss L", (-0.5, 10.5))
    for name, loss in LOSSES.items():
        ax.plot(LOGITS, loss.value(LOGITS, y), label=name, **style.CURVES[name])
    return legend_above(ax)


def plot_gradients(y: float, *, ax: Axes | None = None) -> Axes:
    """Draw the gradient ∂L/∂z of every loss over the logit z.

    Parameters
    ----------
    y : float
        Target, 0 to 1.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_logits(ax, "gradient ∂L/∂z", (-1.05, 1.05))
    ax.set_yticks([-1, -0.5, 0, 0.5, 1])
    for name, loss in LOSSES.items():
        ax.plot(LOGITS, loss.gradient(LOGITS, y), label=name, **style.CURVES[name])
    return legend_above(ax)


def plot_laws(*, ax: Axes | None = None) -> Axes:
    """Draw the size of every loss's gradient over the error A, for hard targets.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_errors(ax, "size of gradient |∂L/∂z|")
    for name, loss in LOSSES.items():
        ax.plot(ERRORS, loss.law(ERRORS), label=name, **style.CURVES[name])
    return legend_above(ax)


def plot_sizes(y: float, *, ax: Axes | None = None) -> Axes:
    """Draw the size of every loss's gradient over the error A, for any target.

    The curve is that over the logit z, told by its error instead. A soft target can be missed on
    either side, so its curve has two branches.

    Parameters
    ----------
    y : float
        Target, 0 to 1.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_errors(ax, "size of gradient |∂L/∂z|")
    for name, loss in LOSSES.items():
        sizes = np.abs(loss.gradient(LOGITS, y))
        ax.plot(absolute_error(LOGITS, y), sizes, label=name, **style.CURVES[name])
    return legend_above(ax)


def plot_outputs(histories: Mapping[str, History], *, ax: Axes | None = None) -> Axes:
    """Draw the output a of a neuron over the epochs of its training, a curve for each loss.

    Parameters
    ----------
    histories : mapping of str to History
        Training runs on one sample, by the name of their loss.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or plt.gca()
    for name, history in histories.items():
        ax.plot(history.a, label=name, **style.CURVES[name])
    ax.set(xlabel="epoch", ylabel="output a", ylim=(-0.05, 1.05))
    return legend_above(ax)


def plot_runs(
    loss: str, outputs: np.ndarray, labels: Iterable[str], *, ax: Axes | None = None
) -> Axes:
    """Draw the output a over the epochs for several runs with one loss, a label after each curve.

    Parameters
    ----------
    loss : str
        The name of the loss.
    outputs : ndarray
        Outputs, shape (epochs + 1, runs), such as the `a` of a `History` of one sample.
    labels : iterable of str
        A label for each run.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or plt.gca()
    last = len(outputs) - 1
    ax.plot(outputs, **style.CURVES[loss])
    for label, end in zip(labels, outputs[-1], strict=True):
        text = label.replace("= -", "= −")
        ax.annotate(text, (last, end), (6, 0), textcoords="offset points", va="center")
    ax.set(xlabel="epoch", ylabel="output a", xlim=(0, 1.25 * last), ylim=(-0.05, 1.05))
    ax.set_xticks([tick for tick in ax.get_xticks() if tick <= last])
    return ax


def plot_costs(histories: Mapping[str, History], *, ax: Axes | None = None) -> Axes:
    """Draw the cost C over the epochs of training, a curve for each loss, on a logarithmic scale.

    Parameters
    ----------
    histories : mapping of str to History
        Training runs, by the name of their loss.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or plt.gca()
    for name, history in histories.items():
        ax.plot(history.cost, label=name, **style.CURVES[name])
    ax.set(xlabel="epoch", ylabel="cost C", yscale="log")
    return legend_above(ax)


def mark_peak(*, ax: Axes | None = None) -> Axes:
    """Mark the peak of the squared-error law, 4/27 at A = 2/3, on axes over A.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
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


def plot_law_ratio(*, ax: Axes | None = None) -> Axes:
    """Draw what squared error keeps of cross-entropy's gradient, A(1 − A), over the error A.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_errors(ax, "squared error ÷ cross-entropy")
    ax.plot(ERRORS, law_ratio(ERRORS), **style.CURVES["sigmoid prime"])
    ax.set_ylim(-0.0125, 0.2625)
    return ax


def plot_quotient(quotient: Callable, *, ax: Axes | None = None) -> Axes:
    """Draw squared error's gradient divided by cross-entropy's, on the curve of σ′(z).

    Three targets take turns along z, so that no point hides another.

    Parameters
    ----------
    quotient : callable
        The quotient as a function of logits z and targets y.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_logits(ax, "quotient of the gradients", (-0.0125, 0.2625))
    ax.plot(LOGITS, sigmoid_prime(LOGITS), label="σ′(z)", **style.CURVES["sigmoid prime"])
    for k, (y, marker) in enumerate(((0, "v"), (0.3, "o"), (1, "^"))):
        z = LOGITS[5 * k :: 15]
        ax.plot(z, quotient(z, y), marker, color="0.2", markersize=8, label=f"y = {y}")
    return legend_above(ax)


def plot_surprise(p: float, *, ax: Axes | None = None) -> Axes:
    """Draw the cross-entropy H(p, q) of two outcomes over the belief q, above its floor H(p).

    The gap between the two is the divergence KL(p‖q).

    Parameters
    ----------
    p : float
        Probability of the first outcome, 0 to 1.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or plt.gca()
    surprise = binary_cross_entropy_from_probability(BELIEFS, p)
    floor = binary_cross_entropy_from_probability(p, p)
    ax.plot(BELIEFS, surprise, label="H(p, q)", **style.CURVES["cross-entropy"])
    ax.axhline(floor, label="H(p)", color="0.3", linestyle=":")
    ax.fill_between(BELIEFS, floor, surprise, label="KL(p‖q)", color="0.85")
    ax.set(xlabel=f"belief q, where p = {p:g}", ylabel="mean surprise [nats]", ylim=(-0.1, 3))
    return legend_above(ax)


def plot_triangle(*, ax: Axes | None = None) -> Axes:
    """Draw the squared error's gradient over all probabilities of three classes, 1 the true one.

    The shade is abs(∂L/∂z_1), which is 0 at all three corners.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or plt.gca()
    n = 60
    a = np.array([(i, j, n - i - j) for i in range(n + 1) for j in range(n + 1 - i)]) / n
    size = softmax_half_squared_error_law(1 - a[:, 0], (a[:, 1:] ** 2).sum(axis=1))
    shades = ax.tricontourf(
        *on_triangle(a), size, levels=np.linspace(0, 0.3, 7), cmap="Oranges", alpha=0.8
    )
    ax.figure.colorbar(shades, ax=ax, label="squared error |∂L/∂z₁|", location="left")
    for k, place in enumerate([(0.5, 0.93), (-0.02, -0.1), (1.02, -0.1)]):
        ax.text(*place, f"class {k + 1}" + ", true" * (k == 0), ha="center")
    ax.set(xlim=(-0.15, 1.15), ylim=(-0.12, 1), aspect="equal")
    ax.axis("off")
    return ax


def plot_softmax_sizes(*, ax: Axes | None = None) -> Axes:
    """Draw what softmax makes of squared error's law, for the target class among three.

    The size of ∂L/∂z₁ depends on how the other two outputs share the error A: evenly for the one
    curve, all on one of them for the other. A²(1 − A) holds for separate sigmoids.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = over_errors(ax, "squared error: |∂L/∂z₁|")
    ax.set_ylim(-0.025, 0.525)
    law = half_squared_error_law(ERRORS)
    ax.plot(ERRORS, law, label="sigmoid: A²(1 − A)", **style.CURVES["squared error"])
    for share, linestyle, rest in (1 / 2, "-", "shared by two"), (1, ":", "on one output"):
        size = softmax_half_squared_error_law(ERRORS, share * ERRORS**2)
        ax.plot(ERRORS, size, linestyle, color="0.3", label=f"softmax, rest {rest}")
    ax.legend(loc="upper left")
    return ax
