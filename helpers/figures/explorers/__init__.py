"""Explorers, a function per question the reader explores: sliders joined to a live figure.

They do no arithmetic: every number comes from `helpers.neuron`, and is put together here. What
they share is said here.

Parameters
----------
z : float
    Logit at the start, -10 to 10 by 0.1.
y : float
    Target at the start, 0 to 1 by 0.1.
losses : iterable of str, optional
    Names in `LOSSES`, by default of the two that the course compares. A curve is cut off at the
    edge of its axes, and a point beyond it is not drawn; the readout says its value.
names : mapping of str to str, optional
    What a loss is called in the figure and its readout, by its name in `LOSSES`, such as
    ``{"cross-entropy": "the wish"}``; the others are called by their names.

Returns
-------
Explorer

Raises
------
ValueError
    If a start is not a stop of its slider, `losses` is no list of names in `LOSSES` that the
    explorer can draw, or `names` renames anything else.
"""

from helpers.figures.explorers.calibration import calibration
from helpers.figures.explorers.family import family
from helpers.figures.explorers.landscape import landscape
from helpers.figures.explorers.one_neuron import error_laws, gradients, neuron
from helpers.figures.explorers.race import race
from helpers.figures.explorers.rounding import rounding
from helpers.figures.explorers.three_classes import softmax
from helpers.figures.explorers.training_run import learning_curves

__all__ = [
    "calibration",
    "error_laws",
    "family",
    "gradients",
    "landscape",
    "learning_curves",
    "neuron",
    "race",
    "rounding",
    "softmax",
]
