"""Figures of the course: still ones, and live ones under sliders, all in one style."""

from helpers.figures import axes, explorers, style
from helpers.figures.explorers import error_laws, gradients, learning_curves, neuron, softmax
from helpers.figures.still import (
    mark_peak,
    plot_costs,
    plot_gradients,
    plot_law_ratio,
    plot_laws,
    plot_losses,
    plot_outputs,
    plot_quotient,
    plot_runs,
    plot_sigmoid,
    plot_sizes,
    plot_softmax_sizes,
    plot_surprise,
    plot_triangle,
)

__all__ = [
    "axes",
    "error_laws",
    "explorers",
    "gradients",
    "learning_curves",
    "mark_peak",
    "neuron",
    "plot_costs",
    "plot_gradients",
    "plot_law_ratio",
    "plot_laws",
    "plot_losses",
    "plot_outputs",
    "plot_quotient",
    "plot_runs",
    "plot_sigmoid",
    "plot_sizes",
    "plot_softmax_sizes",
    "plot_surprise",
    "plot_triangle",
    "softmax",
    "style",
]
