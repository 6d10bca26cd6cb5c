"""What figures share: the grids they draw over, their panels and axes, and numbers as text."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.figures import style

LOGITS = np.linspace(-10, 10, 201).round(1)
SOFT_AND_HARD = np.linspace(0, 1, 11).round(1)
ERRORS = np.linspace(0, 1, 101).round(2)
NEARLY_SURE = np.logspace(-9, -2, 71)[:-1]  # close to 0, where a logarithm leaves the axes
BELIEFS = np.concatenate([NEARLY_SURE, np.linspace(0.01, 0.99, 99).round(2), 1 - NEARLY_SURE[::-1]])


def two_panels() -> tuple[Figure, np.ndarray]:
    """Return a figure of two axes side by side, as wide as a notebook."""
    return panels(1, 1)


def panels(*widths: float) -> tuple[Figure, np.ndarray]:
    """Return a figure of axes side by side, of these relative widths, as wide as a notebook."""
    figure = Figure(figsize=(11, 4.2))
    return figure, figure.subplots(1, len(widths), width_ratios=widths)


def over_logits(ax: Axes | None, ylabel: str, ylim: tuple[float, float]) -> Axes:
    """Prepare axes over the logit z."""
    ax = ax or plt.gca()
    ax.set(xlabel="logit z", ylabel=ylabel, xlim=(-10.4, 10.4), ylim=ylim)
    ax.set_xticks([-10, -5, 0, 5, 10])
    return ax


def over_errors(ax: Axes | None, ylabel: str) -> Axes:
    """Prepare axes over the error A; both run from 0 to 1, and a steeper loss leaves at the top."""
    ax = ax or plt.gca()
    ax.set(xlabel="error A = |a − y|", ylabel=ylabel, xlim=(-0.02, 1.02), ylim=(-0.05, 1.05))
    return ax


def over_three_classes(ax: Axes | None, ylabel: str) -> Axes:
    """Prepare axes over three classes, for gradients by their logits."""
    ax = ax or plt.gca()
    ax.axhline(0, color="0.3", linewidth=1)
    ax.set(xlabel="class k", ylabel=ylabel, xlim=(0.4, 3.6), ylim=(-1.05, 1.05))
    ax.set_xticks([1, 2, 3])
    ax.set_yticks([-1, -0.5, 0, 0.5, 1])
    return ax


def legend_above(ax: Axes, ncols: int = 2) -> Axes:
    """Put the legend over the axes, where it hides nothing."""
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=ncols, borderaxespad=0.2)
    return ax


def tangents_named(ax: Axes, slope: str) -> Axes:
    """Say in a legend of its own, under that over the axes, what the pale lines are."""
    ax.add_artist(ax.get_legend()).set_bbox_to_anchor((0.5, 1.08))
    label = f"tangent, its slope is {slope}"
    line = Line2D([], [], label=label, **(style.tangent("sigmoid") | {"color": "0.3"}))
    ax.legend(handles=[line], loc="lower center", bbox_to_anchor=(0.5, 1), borderaxespad=0.2)
    return ax


def texts(form: str, values: np.ndarray) -> np.ndarray:
    """Return each value as text in a format, such as ``"{:.1f}"``."""
    return np.vectorize(form.format, otypes=[str])(values)


def numbers(values: np.ndarray) -> np.ndarray:
    """Return numbers as text, to four decimals, or as many as keep them off a false 0 or 1.

    Examples
    --------
    >>> numbers([0.5, 0, 4.54e-05, 0.9999546])
    array(['0.5000', '0', '4.54e-05', '0.99995'], dtype='<U8')
    """
    return np.vectorize(_number, otypes=[str])(values)


def _number(value: float) -> str:
    if abs(value) in {0, 1}:
        return f"{value:.0f}"
    if abs(value) < 0.001:
        return f"{value:.2e}"
    decimals = next(d for d in range(4, 18) if abs(round(value, d)) != 1)
    return f"{value:.{decimals}f}"
