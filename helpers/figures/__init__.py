"""Figures of the course: what a reader looks at and moves, in one style.

``still`` holds the pictures, ``live`` what makes a picture move under sliders, ``explorers`` the
questions that readers explore so; ``style`` and ``axes`` are what all of them share, and
``compared`` says which losses they draw.
"""

from helpers.figures import axes, explorers, style
from helpers.figures.compared import COMPARED, THE_WISH
from helpers.figures.explorers import (
    calibration,
    error_laws,
    family,
    gradients,
    landscape,
    learning_curves,
    neuron,
    race,
    rounding,
    softmax,
)
from helpers.figures.still import (
    plot_neuron,
    plot_quotient,
    plot_runs,
    plot_sizes,
    plot_softmax_sizes,
    plot_surprise,
)

__all__ = [
    "COMPARED",
    "THE_WISH",
    "axes",
    "calibration",
    "error_laws",
    "explorers",
    "family",
    "gradients",
    "landscape",
    "learning_curves",
    "neuron",
    "plot_neuron",
    "plot_quotient",
    "plot_runs",
    "plot_sizes",
    "plot_softmax_sizes",
    "plot_surprise",
    "race",
    "rounding",
    "softmax",
    "style",
]
