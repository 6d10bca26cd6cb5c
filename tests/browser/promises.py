"""What can be promised of an explorer: its controls, its panels, its words and numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

State = dict[str, float]


@dataclass(frozen=True)
class Slider:
    """A slider: its symbol, the meaning that a screen reader hears, and where it stops."""

    symbol: str
    meaning: str
    first: float
    last: float
    step: float

    @property
    def stops(self) -> np.ndarray:
        return np.arange(self.first, self.last + self.step / 2, self.step).round(9)


@dataclass(frozen=True)
class ListSlider:
    """A slider through a list of values, a value a step."""

    symbol: str
    meaning: str
    stops: tuple[float, ...]


@dataclass(frozen=True)
class Preset:
    """A state that a button jumps to, and the range in which its error A must lie."""

    state: State
    least: float
    most: float


@dataclass(frozen=True)
class Axes:
    """A panel: its words, its limits, and the lines that stay, each by the quantity drawn.

    `scales` is empty for the triangle of three probabilities, which has no ticks.
    """

    words: tuple[str, ...]
    scales: tuple[tuple[float, float], ...] = ()
    legend: dict[str, str] = field(default_factory=dict)
    curves: dict[str, Callable] = field(default_factory=dict)
    more_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """All that an explorer shows.

    Parameters
    ----------
    label : tuple of str
        What must be said, in this order, to readers who do not see the figure.
    sliders : dict of str to Slider or ListSlider
        In their order on the page.
    presets : dict of str to Preset
        By the label of the button, in their order on the page.
    axes : tuple of Axes
    error : callable
        The error A of a state.
    readout : callable
        The caption of a state: its words, with ``{}`` for each number, and the numbers. A number
        given as text must be there as it is.
    parts : callable
        Each moving part of a state: its axes, counted from 0, and its vertices x and y; of a curve
        the page may leave vertices out that are not missed.
    labels : callable
        Each moving text of a state, as for `readout`, and where its middle is, in parts of the
        axes.
    """

    label: tuple[str, ...]
    sliders: dict[str, Slider | ListSlider]
    presets: dict[str, Preset]
    axes: tuple[Axes, ...]
    error: Callable[..., float]
    readout: Callable[..., tuple]
    parts: Callable[..., dict]
    labels: Callable[..., dict] = lambda **_: {}


def matches(words: str, values: tuple, text: str) -> bool:
    """Whether a text has these words in this order, and each number as near as it is written.

    A number has four decimals or three digits; a 0 or 1 without decimals is exact.
    """
    found = pattern(words, values).fullmatch(text)
    numbers = [value for value in values if not isinstance(value, str)]
    return found is not None and all(map(_is_written, found.groups(), numbers))


def pattern(words: str, values: tuple) -> re.Pattern:
    """Return a pattern of these words, with any number where there is one."""
    number = r"(-?\d+(?:\.\d+)?(?:e-\d+)?)"
    texts = [re.escape(value) if isinstance(value, str) else number for value in values]
    body = re.sub(r"\\{\\}", lambda _: texts.pop(0), re.escape(words))
    return re.compile(f"^{body}$")


def _is_written(text: str, value: float) -> bool:
    shown, size = Decimal(text), abs(float(value))
    if size in {0, 1}:
        return text == f"{value:.0f}"
    digits = -shown.as_tuple().exponent
    precise = digits >= 4 and (size >= 0.001 or len(shown.as_tuple().digits) == 3)
    return precise and abs(float(shown) - value) <= 0.501 * 10.0**-digits
