"""One colour, line style and marker per quantity, the same in every figure of the course.

The colours stay apart for colour-blind readers and in grey; line styles and markers repeat what
the colours say, so that nothing depends on colour alone.
"""

import matplotlib.style

CURVES = {
    "squared error": {"color": "#d55e00", "linestyle": "--"},
    "cross-entropy": {"color": "#00427a", "linestyle": "-"},
    "sigmoid": {"color": "#333333", "linestyle": "-"},
    "sigmoid prime": {"color": "#009e73", "linestyle": "-."},
}
"""Line style of each quantity, as keyword arguments of ``Axes.plot``; the losses by their name in
``helpers.losses.LOSSES``."""

MARKERS = {
    "squared error": "s",
    "cross-entropy": "o",
    "sigmoid": "D",
    "sigmoid prime": "^",
}
"""Marker of each quantity at the current state."""


def use():
    """Draw every figure from here on in the course's style.

    Examples
    --------
    >>> use()
    """
    matplotlib.style.use("helpers.figures.course")


def course():
    """Return a context in which figures are drawn in the course's style."""
    return matplotlib.style.context("helpers.figures.course")


def color(quantity: str) -> str:
    """Return the colour of a quantity, a key of `CURVES`."""
    return CURVES[quantity]["color"]


def point(quantity: str) -> dict:
    """Return the style of the marker that stands on the curve of a quantity.

    Parameters
    ----------
    quantity : str
        A key of `CURVES`.

    Returns
    -------
    dict
        Keyword arguments of ``Axes.plot``.

    Examples
    --------
    >>> point("cross-entropy")["marker"]
    'o'
    """
    return {
        "color": color(quantity),
        "marker": MARKERS[quantity],
        "markeredgecolor": "white",
        "markeredgewidth": 1.5,
        "linestyle": "none",
        "clip_on": False,
        "zorder": 5,
    }


def tangent(quantity: str) -> dict:
    """Return the style of a tangent to the curve of a quantity, as for `point`."""
    return {"color": color(quantity), "linestyle": "-", "linewidth": 4, "alpha": 0.45}


def bar(quantity: str) -> dict:
    """Return the style of a bar from 0 to a quantity, as for `point`."""
    return {"color": color(quantity), "linewidth": 8, "solid_capstyle": "butt", "linestyle": "-"}
