"""Which losses a figure draws, and what it calls them.

Drawn are those the course compares, unless others are asked for; each is called by its name,
unless it is asked to be called otherwise.
"""

from collections.abc import Iterable, Mapping

from helpers.neuron import LOSSES
from helpers.neuron.losses import Loss

COMPARED = {name: LOSSES[name] for name in ("squared error", "cross-entropy")}
THE_WISH = {"cross-entropy": "the wish"}
"""What a lesson calls cross-entropy while its reader does not know of it: `names` of a figure."""


def chosen(losses: Iterable[str], form: str = "value") -> dict[str, Loss]:
    """Return the losses of these names, each of which must have the form that the figure draws."""
    names = [] if isinstance(losses, str) else list(losses)
    if not names or not all(isinstance(name, str) and name in LOSSES for name in names):
        raise ValueError(f"losses must be a list of names from {list(LOSSES)}; got {losses!r}")
    for name in names:
        if getattr(LOSSES[name], form) is None:
            raise ValueError(f"losses: {name} has no {form} to draw")
    return {name: LOSSES[name] for name in names}


def called(names: Mapping[str, str] | None) -> dict[str, str]:
    """Return what each loss is called: its name, unless `names` says otherwise."""
    names = {} if names is None else names
    if not isinstance(names, Mapping) or not all(
        name in LOSSES and isinstance(word, str) and word.strip() for name, word in names.items()
    ):
        raise ValueError(
            f"names must be a mapping from names in {list(LOSSES)} to words; got {names!r}"
        )
    return {name: name for name in LOSSES} | dict(names)


def each(losses: Iterable[str], field: str = "", words: Mapping[str, str] | None = None) -> str:
    """Return a piece of a readout: every loss by its word, with the field ``name + field``."""
    return ", ".join(f"{(words or {}).get(name, name)} {{{name}{field}}}" for name in losses)
