"""Which losses a figure draws: those the course compares, unless it is asked for others by name."""

from collections.abc import Iterable

from helpers.neuron import LOSSES
from helpers.neuron.losses import Loss

COMPARED = {name: LOSSES[name] for name in ("squared error", "cross-entropy")}


def chosen(losses: Iterable[str], form: str = "value") -> dict[str, Loss]:
    """Return the losses of these names, each of which must have the form that the figure draws."""
    names = [] if isinstance(losses, str) else list(losses)
    if not names or not all(isinstance(name, str) and name in LOSSES for name in names):
        raise ValueError(f"losses must be a list of names from {list(LOSSES)}; got {losses!r}")
    for name in names:
        if getattr(LOSSES[name], form) is None:
            raise ValueError(f"losses: {name} has no {form} to draw")
    return {name: LOSSES[name] for name in names}


def each(losses: Iterable[str], field: str = "") -> str:
    """Return a piece of a readout: every loss by its name, with the field ``name + field``."""
    return ", ".join(f"{name} {{{name}{field}}}" for name in losses)
