"""One colour, line style and marker per quantity, the same in every figure of the course.

The colours stay apart for colour-blind readers and in grey; line styles and markers repeat what
the colours say, so that nothing depends on colour alone.
"""

import matplotlib.style

STYLES = {
    "squared error": {"color": "#d55e00", "linestyle": "--", "marker": "s"},
    "cross-entropy": {"color": "#00427a", "linestyle": "-", "marker": "o"},
    "exponential": {"color": "#8a3ab9", "linestyle": (0, (4, 1.5, 1, 1.5, 1, 1.5)), "marker": "v"},
    "member": {"color": "#8c8c8c", "linestyle": "-", "marker": "D"},
    "sigmoid": {"color": "#333333", "linestyle": "-", "marker": "D"},
    "sigmoid prime": {"color": "#009e73", "linestyle": "-.", "marker": "^"},
    "from output": {"color": "#b5127b", "linestyle": ":", "marker": "v"},
    "merged": {"color": "#7d7400", "linestyle": "-.", "marker": "^"},
}
"""Colour, line style and marker of each quantity; the losses by their name in `LOSSES`."""

OWN = {"color": "#707070", "linestyle": ":", "marker": "p"}
"""The style of any other loss, such as one of the reader's own."""


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
    """Return the colour of a quantity, a key of `STYLES`."""
    return STYLES.get(quantity, OWN)["color"]


def curve(quantity: str) -> dict:
    """Return the style of a quantity's curve, as keyword arguments of ``Axes.plot``.

    Examples
    --------
    >>> curve("squared error")
    {'color': '#d55e00', 'linestyle': '--'}
    """
    return {"color": color(quantity), "linestyle": STYLES.get(quantity, OWN)["linestyle"]}


CURVES = {quantity: curve(quantity) for quantity in STYLES}
"""The style of each quantity's curve."""


def point(quantity: str) -> dict:
    """Return the style of the marker that stands on the curve of a quantity, as for `curve`.

    Examples
    --------
    >>> point("cross-entropy")["marker"]
    'o'
    """
    return {
        "color": color(quantity),
        "marker": STYLES.get(quantity, OWN)["marker"],
        "markeredgecolor": "white",
        "markeredgewidth": 1.5,
        "linestyle": "none",
        "clip_on": False,
        "zorder": 5,
    }


def tangent(quantity: str) -> dict:
    """Return the style of a tangent to the curve of a quantity, as for `curve`."""
    return {"color": color(quantity), "linestyle": "-", "linewidth": 4, "alpha": 0.45}


def bar(quantity: str) -> dict:
    """Return the style of a bar from 0 to a quantity, as for `curve`."""
    return {"color": color(quantity), "linewidth": 8, "solid_capstyle": "butt", "linestyle": "-"}
