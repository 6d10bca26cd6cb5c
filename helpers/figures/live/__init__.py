"""Live figures: drawn once by matplotlib, moved by the browser under sliders."""

from helpers.figures.live.live_figure import LiveFigure
from helpers.figures.live.parts import Part

__all__ = ["LiveFigure", "Part"]
