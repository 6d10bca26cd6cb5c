"""The parts of a live figure that move: an artist each, and its place in every state."""

from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.figures import style

REACH = 2.5  # half the width of a tangent, in units of x


@dataclass(frozen=True)
class Part:
    """A part of the picture that moves: an artist and its place in every state.

    Parameters
    ----------
    name : str
        What the part shows, such as ``"cross-entropy-point"``; its ``data-part`` on the page.
    artist : matplotlib.lines.Line2D or matplotlib.text.Text
        The part as drawn in the figure. A line is moved vertex by vertex, a text as a whole.
    x, y : array_like, shape (*states,) or (*states, n)
        Where its one vertex is, or its n vertices are, in each state, in the artist's own
        coordinates; NaN where there is none. Axes of length 1 stand for the sliders on which they
        do not depend.
    text : str, optional
        Format of what a text says at a state, such as ``"slope {slope}"``, filled as the readout.
    """

    name: str
    artist: Artist
    x: np.ndarray
    y: np.ndarray
    text: str | None = None


def point(quantity: str, ax: Axes, x: np.ndarray, y: np.ndarray, *words: str) -> Part:
    """Mark a quantity at the state, where it lies within the axes."""
    (marker,) = ax.plot([], [], **style.point(quantity))
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    inside = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
    return Part(part_name(quantity, *words, "point"), marker, x, np.where(inside, y, np.nan))


def tangent(quantity: str, ax: Axes, x: np.ndarray, y: np.ndarray, slope: np.ndarray) -> Part:
    """Draw the tangent to the curve of a quantity at the state."""
    (line,) = ax.plot([], [], **style.tangent(quantity))
    ends = np.array([-REACH, REACH])
    x, y, slope = (np.asarray(values)[..., np.newaxis] for values in (x, y, slope))
    return Part(part_name(quantity, "tangent"), line, x + ends, y + slope * ends)


def curve(quantity: str, line: Line2D, x: np.ndarray, y: np.ndarray, *words: str) -> Part:
    """Let a curve that is drawn already move; the last axis of y runs along it."""
    return Part(part_name(quantity, *words, "curve"), line, np.broadcast_to(x, np.shape(y)), y)


def bends(y: np.ndarray, n: int) -> np.ndarray:
    """Return which n vertices of curves over 0, 1, 2, … are enough to draw them, shape (..., n).

    The first and the last; then again and again the one that lies farthest from the line through
    those chosen so far, y in the unit of the 1 between two vertices. So they are close together
    where a curve bends.

    Examples
    --------
    >>> bends(np.array([0, 0, 0, 0, 5, 9, 9, 9]), 4)
    array([0, 3, 5, 7])
    """
    last = y.shape[-1] - 1
    x, curves = np.arange(last + 1), y.reshape(-1, last + 1)
    chosen = np.zeros(curves.shape, bool)
    chosen[:, [0, last]] = True
    left, right = np.zeros(curves.shape, int), np.full(curves.shape, last)  # the chosen ones beside
    y_left, y_right = (np.repeat(curves[:, [end]], last + 1, axis=1) for end in (0, last))
    for _ in range(n - 2):
        slope = (y_right - y_left) / np.maximum(right - left, 1)
        off = np.abs(curves - y_left - slope * (x - left)) / np.sqrt(1 + np.abs(slope) ** 2)
        far = np.where(chosen, -1, off).argmax(axis=1)[:, np.newaxis]
        y_far = np.take_along_axis(curves, far, axis=1)
        np.put_along_axis(chosen, far, True, axis=1)
        after, before = (x >= far) & (left < far), (x <= far) & (right > far)
        for there, end, y_end in (after, left, y_left), (before, right, y_right):
            np.copyto(end, far, where=there)
            np.copyto(y_end, y_far, where=there)
    return np.nonzero(chosen)[1].reshape(*y.shape[:-1], n)


def bar(quantity: str, ax: Axes, x: float, height: np.ndarray, *words: str) -> Part:
    """Draw a bar from 0 to a quantity's value at the state."""
    (line,) = ax.plot([], [], **style.bar(quantity))
    ends = np.stack([np.zeros_like(height), height], axis=-1)
    return Part(part_name(quantity, *words, "bar"), line, np.full_like(ends, x), ends)


def label(quantity: str, ax: Axes, middle: np.ndarray, row: int, text: str) -> Part:
    """Write what a quantity is at the state, on a row from the top of the axes.

    The text has its middle at a part of their width, which may depend on the state.
    """
    artist = ax.text(0, 0, "", transform=ax.transAxes, ha="center", color=style.color(quantity))
    height = np.full_like(middle, 0.93 - 0.1 * row)
    return Part(part_name(quantity, "label"), artist, middle, height, text)


def part_name(quantity: str, *words: str) -> str:
    """Return the name of a part, such as ``"squared-error-size-point"``."""
    return "-".join([*quantity.split(), *words])
