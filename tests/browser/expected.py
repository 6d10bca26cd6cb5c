"""What each explorer must show, stated as a reader would: words, sliders, presets, places, colours.

Nothing here comes from `helpers.figures`; the numbers come from the functions of `helpers.neuron`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

import numpy as np

from helpers.neuron import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    cross_entropy_law,
    descend,
    half_squared_error,
    half_squared_error_gradient,
    half_squared_error_law,
    sigmoid,
    sigmoid_prime,
    softmax,
    softmax_cross_entropy_gradient,
    softmax_half_squared_error_gradient,
)

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


# Colour, number of lengths in the dash (none: solid) and marker of each quantity; tangents are told
# of in grey and have no marker.
LOOKS = {
    "squared-error": ("#d55e00", 2, "square"),
    "cross-entropy": ("#00427a", 0, "circle"),
    "sigmoid-prime": ("#009e73", 4, "triangle"),
    "sigmoid": ("#333333", 0, "diamond"),
    "tangent": ("#4c4c4c", 0, ""),
}
LOSSES = {
    "squared-error": (half_squared_error, half_squared_error_gradient),
    "cross-entropy": (binary_cross_entropy, binary_cross_entropy_gradient),
}
BOTH = {"squared error": "squared-error", "cross-entropy": "cross-entropy"}

LOGITS = np.linspace(-10, 10, 201)
OVER_Z = (-10.4, 10.4)
OVER_A = (-0.02, 1.02)
OVER_EPOCHS = (-6, 306)
Z = Slider("z", "logit, the input of the sigmoid", -10, 10, 0.1)
Y = Slider("y", "target; strictly between 0 and 1 it is soft", 0, 1, 0.1)
NEURON_PRESETS = {
    "confidently wrong": Preset({"z": -6, "y": 1}, 0.9, 1),
    "undecided": Preset({"z": 0, "y": 1}, 0.5, 0.5),
    "confidently right": Preset({"z": 6, "y": 1}, 0, 0.1),
}


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


def _segment(x: float, y: float, slope: float) -> tuple:
    reach = np.array([-2.5, 2.5])
    return x + reach, y + slope * reach


def _neuron_readout(z: float, y: float) -> tuple:
    values = [function(z, y) for function, _ in LOSSES.values()]
    slopes = [gradient(z, y) for _, gradient in LOSSES.values()]
    words = "z = {}, y = {}: a = {}, σ′(z) = {}, loss: squared error {}, cross-entropy {}, "
    return (
        words + "∂L/∂z: squared error {}, cross-entropy {}",
        (f"{z:.1f}", f"{y:g}", sigmoid(z), sigmoid_prime(z), *values, *slopes),
    )


def _neuron_parts(z: float, y: float) -> dict:
    output, losses = 0, 1
    parts = {
        "sigmoid-point": (output, z, sigmoid(z)),
        "sigmoid-prime-point": (output, z, sigmoid_prime(z)),
        "sigmoid-tangent": (output, *_segment(z, sigmoid(z), sigmoid_prime(z))),
    }
    for name, (loss, gradient) in LOSSES.items():
        parts[f"{name}-point"] = (losses, z, loss(z, y))
        parts[f"{name}-tangent"] = (losses, *_segment(z, loss(z, y), gradient(z, y)))
        parts[f"{name}-curve"] = (losses, LOGITS, loss(LOGITS, y))
    return parts


def _neuron_labels(z: float, y: float) -> dict:
    return {
        "squared-error-label": (
            "squared error: ∂L/∂z = {}",
            (half_squared_error_gradient(z, y),),
            (1, 0.5, 0.93),
        ),
        "cross-entropy-label": (
            "cross-entropy: ∂L/∂z = {}",
            (binary_cross_entropy_gradient(z, y),),
            (1, 0.5, 0.83),
        ),
    }


def _ratio(A: float) -> float:
    return A * (1 - A)


def _laws_readout(A: float) -> tuple:
    return (
        "A = {}, |dL/dz|: squared error {}, cross-entropy {}, ratio {}",
        (f"{A:.2f}", half_squared_error_law(A), cross_entropy_law(A), _ratio(A)),
    )


def _laws_parts(A: float) -> dict:
    return {
        "squared-error-point": (0, A, half_squared_error_law(A)),
        "cross-entropy-point": (0, A, cross_entropy_law(A)),
        "sigmoid-prime-ratio-point": (1, A, _ratio(A)),
    }


def _gradients_readout(z: float, y: float) -> tuple:
    words = "z = {}, y = {}: a = {}, A = {}, |dL/dz|: squared error {}, cross-entropy {}"
    note = "" if y in {0, 1} else " (soft target: A²(1 − A) is the law of hard targets)"
    sizes = [abs(gradient(z, y)) for _, gradient in LOSSES.values()]
    return words + note, (f"{z:.1f}", f"{y:g}", sigmoid(z), abs(sigmoid(z) - y), *sizes)


def _gradients_parts(z: float, y: float) -> dict:
    over_logit, over_error = 0, 1
    error, errors = abs(sigmoid(z) - y), abs(sigmoid(LOGITS) - y)
    parts = {}
    for name, (_, gradient) in LOSSES.items():
        slope, slopes = gradient(z, y), gradient(LOGITS, y)
        parts[f"{name}-gradient-point"] = (over_logit, z, slope)
        parts[f"{name}-gradient-curve"] = (over_logit, LOGITS, slopes)
        parts[f"{name}-size-point"] = (over_error, error, abs(slope))
        parts[f"{name}-size-curve"] = (over_error, errors, abs(slopes))
    return parts


@cache
def _runs(start: float, learning_rate: float) -> dict:
    """Return the training runs by the name of their loss."""
    w = b = start / 2
    return {name: descend(name, 1, 0, w, b, learning_rate, 300) for name in BOTH}


def _learning_readout(start: float, learning_rate: float) -> tuple:
    ends = [run.a[-1] for run in _runs(start, learning_rate).values()]
    words = "start z = {}, η = {}: a from {} to squared error {}, cross-entropy {} after 300 epochs"
    return words, (f"{start:.1f}", f"{learning_rate:g}", sigmoid(start), *ends)


def _learning_parts(start: float, learning_rate: float) -> dict:
    outputs, epochs = 0, np.arange(301)
    parts = {}
    for costs, (name, run) in enumerate(_runs(start, learning_rate).items(), start=1):
        parts[f"{BOTH[name]}-output-curve"] = (outputs, epochs, run.a)
        parts[f"{BOTH[name]}-cost-curve"] = (costs, epochs, run.cost)
        parts[f"{BOTH[name]}-end"] = (outputs, 300, run.a[-1])
    return parts


def _softmax_gradients(z_1: float, z_2: float) -> dict:
    z, y = [z_1, z_2, 0], [1, 0, 0]
    return {
        "squared-error": softmax_half_squared_error_gradient(z, y),
        "cross-entropy": softmax_cross_entropy_gradient(z, y),
    }


def _softmax_readout(z_1: float, z_2: float) -> tuple:
    a = softmax([z_1, z_2, 0])
    words = "z = ({}, {}, 0), class 1 true: a = ({}, {}, {}), A = {}, ∂L/∂z: "
    gradients = _softmax_gradients(z_1, z_2)
    return (
        words + "squared error ({}, {}, {}), cross-entropy ({}, {}, {})",
        (
            *(f"{z_1:.1f}", f"{z_2:.1f}", *a, a[1] + a[2]),
            *gradients["squared-error"],
            *gradients["cross-entropy"],
        ),
    )


def _softmax_parts(z_1: float, z_2: float) -> dict:
    triangle, bars = 0, 1
    a = softmax([z_1, z_2, 0])
    parts = {"sigmoid-probabilities-point": (triangle, a[2] + a[0] / 2, a[0] * 3**0.5 / 2)}
    side = {"squared-error": -1, "cross-entropy": 1}
    for name, gradient in _softmax_gradients(z_1, z_2).items():
        for k in range(3):
            middle = k + 1
            tips = np.array([0, gradient[k]])
            parts[f"{name}-{middle}-bar"] = (bars, middle + 0.1 * side[name], tips)
            parts[f"{name}-{middle}-point"] = (bars, middle + 0.26 * side[name], gradient[k])
    return parts


EXPECTED = {
    "neuron": Expected(
        label=(
            "Left: the sigmoid σ(z) and its derivative σ′(z) over the logit z",
            "Right: squared error and cross-entropy over z",
            "Pale tangents have the slopes: σ′(z)",
            "∂L/∂z that of a loss",
        ),
        sliders={"z": Z, "y": Y},
        presets=NEURON_PRESETS,
        axes=(
            Axes(
                ("logit z", "σ(z) and σ′(z)"),
                (OVER_Z, (-0.05, 1.05)),
                legend={
                    "σ(z)": "sigmoid",
                    "σ′(z)": "sigmoid-prime",
                    "tangent, its slope is σ′(z)": "tangent",
                },
                curves={"sigmoid": sigmoid, "sigmoid-prime": sigmoid_prime},
            ),
            Axes(
                ("logit z", "loss L"),
                (OVER_Z, (-0.5, 10.5)),
                legend=BOTH | {"tangent, its slope is ∂L/∂z": "tangent"},
            ),
        ),
        error=lambda z, y: abs(sigmoid(z) - y),
        readout=_neuron_readout,
        parts=_neuron_parts,
        labels=_neuron_labels,
    ),
    "error-laws": Expected(
        label=(
            "Left: the size of the gradient over the error A",
            "low hump for squared error",
            "straight line for cross-entropy",
            "Right: the ratio squared error ÷ cross-entropy",
        ),
        sliders={
            "A": Slider("A", "error, the distance |a − y| of prediction and target", 0, 1, 0.01)
        },
        presets={
            "confidently wrong": Preset({"A": 0.98}, 0.9, 1),
            "near the peak": Preset({"A": 0.67}, 0.66, 0.68),
            "undecided": Preset({"A": 0.5}, 0.5, 0.5),
            "confidently right": Preset({"A": 0.02}, 0, 0.1),
        },
        axes=(
            Axes(
                ("error A = |a − y|", "size of gradient |∂L/∂z|"),
                (OVER_A, (-0.05, 1.05)),
                legend=BOTH,
                curves={
                    "squared-error": half_squared_error_law,
                    "cross-entropy": cross_entropy_law,
                },
                more_words=("peak 4/27", "at A = 2/3"),
            ),
            Axes(
                ("error A = |a − y|", "squared error ÷ cross-entropy"),
                (OVER_A, (-0.0125, 0.2625)),
                curves={"sigmoid-prime": _ratio},
            ),
        ),
        error=lambda A: A,
        readout=_laws_readout,
        parts=_laws_parts,
    ),
    "gradients": Expected(
        label=(
            "Left: the gradient ∂L/∂z over the logit z, for squared error and cross-entropy",
            "Right: its size over the error A",
            "same state",
        ),
        sliders={"z": Z, "y": Y},
        presets=NEURON_PRESETS,
        axes=(
            Axes(("logit z", "gradient ∂L/∂z"), (OVER_Z, (-1.05, 1.05)), legend=BOTH),
            Axes(
                ("error A = |a − y|", "size of gradient |∂L/∂z|"),
                (OVER_A, (-0.05, 1.05)),
                legend=BOTH,
            ),
        ),
        error=lambda z, y: abs(sigmoid(z) - y),
        readout=_gradients_readout,
        parts=_gradients_parts,
    ),
    "learning-curves": Expected(
        label=(
            "Left: the output of the neuron over the epochs",
            "Right: the cost over the epochs, of squared error and of cross-entropy",
            "each on its own scale",
        ),
        sliders={
            "start": Slider("start", "logit at the start of the training, z = w + b", -2, 8, 0.5),
            "learning_rate": ListSlider(
                "η", "learning rate", (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, 10)
            ),
        },
        presets={
            "start w = 0.6, b = 0.9": Preset({"start": 1.5, "learning_rate": 0.15}, 0.817, 0.818),
            "start w = b = 2": Preset({"start": 4, "learning_rate": 0.15}, 0.982, 0.983),
        },
        axes=(
            Axes(("epoch", "output a"), (OVER_EPOCHS, (-0.05, 1.05)), legend=BOTH),
            Axes(("epoch", "cost C of squared error"), (OVER_EPOCHS, (-0.025, 0.525))),
            Axes(("epoch", "cost C of cross-entropy"), (OVER_EPOCHS, (-0.4, 8.4))),
        ),
        error=lambda start, **_: sigmoid(start),
        readout=_learning_readout,
        parts=_learning_parts,
    ),
    "softmax": Expected(
        label=(
            "Left: the probabilities of three classes as a point in a triangle",
            "size of the squared error's gradient",
            "Right: the gradient",
            "logit of each class, as bars",
        ),
        sliders={
            "z_1": Slider("z₁", "logit of class 1, the true class", -8, 8, 0.5),
            "z_2": Slider("z₂", "logit of class 2", -8, 8, 0.5),
        },
        presets={
            "confidently wrong": Preset({"z_1": -6, "z_2": 6}, 0.99, 1),
            "undecided": Preset({"z_1": 0, "z_2": 0}, 0.66, 0.67),
            "torn between two wrong ones": Preset({"z_1": -6, "z_2": 0}, 0.99, 1),
            "confidently right": Preset({"z_1": 8, "z_2": 0}, 0, 0.01),
        },
        axes=(
            Axes((), more_words=("a₁ = 1 (true class)", "a₂ = 1", "a₃ = 1")),
            Axes(("class k", "gradient ∂L/∂zₖ"), ((0.4, 3.6), (-1.05, 1.05)), legend=BOTH),
            Axes(("squared error |∂L/∂z₁|",)),
        ),
        error=lambda z_1, z_2: 1 - softmax([z_1, z_2, 0])[0],
        readout=_softmax_readout,
        parts=_softmax_parts,
    ),
}
