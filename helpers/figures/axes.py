"""What figures share: the grids they draw over, their axes, and numbers as text."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

LOGITS = np.linspace(-10, 10, 201).round(1)
TARGETS = np.linspace(0, 1, 11).round(1)
ERRORS = np.linspace(0, 1, 101).round(2)
BELIEFS = np.linspace(0.01, 0.99, 99).round(2)


def over_logits(ax: Axes | None, ylabel: str, ylim: tuple[float, float]) -> Axes:
    """Prepare axes over the logit z."""
    ax = ax or plt.gca()
    ax.set(xlabel="logit z", ylabel=ylabel, xlim=(-10.4, 10.4), ylim=ylim)
    ax.set_xticks([-10, -5, 0, 5, 10])
    return ax


def over_errors(ax: Axes | None, ylabel: str) -> Axes:
    """Prepare axes over the error A; both axes run from 0 to 1."""
    ax = ax or plt.gca()
    ax.set(xlabel="error A = |a − y|", ylabel=ylabel, xlim=(-0.02, 1.02), ylim=(-0.05, 1.05))
    return ax


def over_classes(ax: Axes | None, ylabel: str) -> Axes:
    """Prepare axes over three classes, for gradients by their logits."""
    ax = ax or plt.gca()
    ax.axhline(0, color="0.3", linewidth=1)
    ax.set(xlabel="class k", ylabel=ylabel, xlim=(0.4, 3.6), ylim=(-1.05, 1.05))
    ax.set_xticks([1, 2, 3])
    ax.set_yticks([-1, -0.5, 0, 0.5, 1])
    return ax


def legend_above(ax: Axes) -> Axes:
    """Put the legend over the axes, where it hides nothing."""
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, borderaxespad=0.2)
    return ax


def on_triangle(a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where three probabilities lie in the triangle that holds all of them.

    Parameters
    ----------
    a : array_like, shape (..., 3)
        Probabilities of three classes.

    Returns
    -------
    x, y : ndarray, shape (...)
        Place in a triangle of side 1: class 1 at the top, class 2 on the left, class 3 right.

    Examples
    --------
    >>> on_triangle([0, 0, 1])
    (np.float64(1.0), np.float64(0.0))
    """
    top, _, right = np.moveaxis(np.asarray(a, dtype=float), -1, 0)
    return right + top / 2, top * np.sqrt(3) / 2


def tangent(x: np.ndarray, y: np.ndarray, slope: np.ndarray, reach: float) -> tuple:
    """Return the ends of the tangent at each point, `reach` to either side.

    Parameters
    ----------
    x, y, slope : array_like
        Points and slopes, of shapes that broadcast.
    reach : float
        Half the width of the tangent, in units of x.

    Returns
    -------
    x, y : ndarray, shape (..., 2)
    """
    step = np.array([-reach, reach])
    x, y, slope = (np.asarray(values)[..., np.newaxis] for values in (x, y, slope))
    return x + step, y + slope * step


def numbers(values: np.ndarray) -> np.ndarray:
    """Return numbers as text, to four decimals, or as many as keep them off a false 0 or 1.

    Parameters
    ----------
    values : array_like
        Numbers.

    Returns
    -------
    ndarray of str
        Texts, of the shape of `values`.

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
