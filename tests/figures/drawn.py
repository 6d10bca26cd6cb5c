"""Each explorer made once, and what it was drawn in, which a live figure does not keep."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from unittest.mock import patch

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend

from helpers.figures import explorers
from helpers.figures.live import LiveFigure, Part
from helpers.figures.live.sliders import Explorer

NAMES = explorers.__all__


@dataclass
class Drawn:
    """An explorer, the figure it was drawn in, and the moving parts in it."""

    explorer: Explorer
    figure: Figure
    parts: list[Part]

    def places(self) -> dict[str, np.ndarray]:
        """Where each part is sent to be, in units of the SVG, shape (*states, n, 2)."""
        live, start, places = self.explorer.figure, 0, {}
        sent = unpacked(live)
        for part in live.parts:
            shape = (*part["shape"], 2)
            places[part["name"]] = sent[start : start + np.prod(shape)].reshape(shape)
            start += np.prod(shape)
        assert start == len(sent)
        return places


def unpacked(live: LiveFigure) -> np.ndarray:
    """Where all parts are sent to be, one after the other."""
    planes = np.frombuffer(zlib.decompress(live.positions), np.uint8)
    return np.ascontiguousarray(planes.reshape(4, -1).T).view("<f4").ravel()


def legend_words(ax: Axes) -> list[str]:
    """What the legends of a panel say."""
    legends = [child for child in ax.get_children() if isinstance(child, Legend)]
    ordered = sorted(legends, key=lambda legend: -legend.get_bbox_to_anchor().y0)
    return [text.get_text() for legend in ordered for text in legend.get_texts()]


def taken_apart(make: Callable[..., Explorer], **arguments) -> Drawn:
    """Make an explorer and keep what its live figure was made of."""
    made = {}
    init = LiveFigure.__init__

    def record(self, **given):
        made.update(given)
        init(self, **given)

    with patch.object(LiveFigure, "__init__", record):
        explorer = make(**arguments)
    return Drawn(explorer, made["figure"], made["parts"])


@cache
def drawn(name: str) -> Drawn:
    """Return the explorer of this name at its own start."""
    return taken_apart(getattr(explorers, name))
