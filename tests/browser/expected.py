"""What each explorer must show, stated as a reader would: words, sliders, presets, places, colours.

Nothing here comes from `helpers.figures`; the numbers come from the functions of `helpers.neuron`.
An explorer may draw one loss alone, or call a curve otherwise than its loss: `Words` are what the
losses that it draws are called, by their names.
"""

from dataclasses import replace
from functools import cache

import expected_family as family
import expected_rounding
import numpy as np
from expected_calibration import calibration, calibration_of, made_up
from expected_landscape import LANDSCAPE
from expected_race import RACE
from promises import Axes, Expected, ListSlider, Preset, Slider

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

Words = dict[str, str]

# Colour, number of lengths in the dash (none: solid) and marker of each quantity; tangents are told
# of in grey and have no marker.
LOOKS = {
    "squared-error": ("#d55e00", 2, "square"),
    "cross-entropy": ("#00427a", 0, "circle"),
    "sigmoid-prime": ("#009e73", 4, "triangle"),
    "sigmoid": ("#333333", 0, "diamond"),
    "tangent": ("#4c4c4c", 0, ""),
    "member": ("#8c8c8c", 0, "diamond"),
    "diagonal": ("#4c4c4c", 2, ""),
} | expected_rounding.LOOKS
LOSSES = {
    "squared error": (half_squared_error, half_squared_error_gradient),
    "cross-entropy": (binary_cross_entropy, binary_cross_entropy_gradient),
}
LAWS = {"squared error": half_squared_error_law, "cross-entropy": cross_entropy_law}
SHAPES = {"squared error": "a low hump", "cross-entropy": "a straight line"}
PARTS = {"squared error": "squared-error", "cross-entropy": "cross-entropy"}
BOTH = {"squared error": "squared-error", "cross-entropy": "cross-entropy"}
NAMES = {name: name for name in LOSSES}
SQUARED_ERROR = {"squared error": "squared error"}
WISH = {"squared error": "squared error", "cross-entropy": "the wish"}

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


def _segment(x: float, y: float, slope: float) -> tuple:
    reach = np.array([-2.5, 2.5])
    return x + reach, y + slope * reach


def _each(words: Words) -> str:
    return ", ".join(f"{word} {{}}" for word in words.values())


def _legend(words: Words) -> dict[str, str]:
    return {word: PARTS[loss] for loss, word in words.items()}


def neuron(words: Words) -> Expected:
    """What is promised of one neuron: its output, its losses and their slopes."""
    both = len(words) == 2

    def readout(z: float, y: float) -> tuple:
        values = [LOSSES[loss][0](z, y) for loss in words]
        slopes = [LOSSES[loss][1](z, y) for loss in words]
        said = f"a = {{}}, σ′(z) = {{}}, loss: {_each(words)}, ∂L/∂z: {_each(words)}"
        numbers = (sigmoid(z), sigmoid_prime(z), *values, *slopes)
        return "z = {}, y = {}: " + said, (f"{z:.1f}", f"{y:g}", *numbers)

    def parts(z: float, y: float) -> dict:
        output, losses = 0, 1
        placed = {
            "sigmoid-point": (output, z, sigmoid(z)),
            "sigmoid-prime-point": (output, z, sigmoid_prime(z)),
            "sigmoid-tangent": (output, *_segment(z, sigmoid(z), sigmoid_prime(z))),
        }
        for name, (loss, gradient) in ((PARTS[loss], LOSSES[loss]) for loss in words):
            placed[f"{name}-point"] = (losses, z, loss(z, y))
            placed[f"{name}-tangent"] = (losses, *_segment(z, loss(z, y), gradient(z, y)))
            placed[f"{name}-curve"] = (losses, LOGITS, loss(LOGITS, y))
        return placed

    def labels(z: float, y: float) -> dict:
        alone = 0.74 if y >= 0.5 else 0.26
        return {
            f"{PARTS[loss]}-label": (
                f"{loss}: ∂L/∂z = {{}}" if both else "∂L/∂z = {}",
                (LOSSES[loss][1](z, y),),
                (1, 0.5 if both else alone, 0.93 - 0.1 * row),
            )
            for row, loss in enumerate(words)
        }

    return Expected(
        label=(
            "Left: the sigmoid σ(z) and its derivative σ′(z) over the logit z",
            f"Right: {' and '.join(words)} over z",
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
                (OVER_Z, (-0.025, 0.525) if [*words] == ["squared error"] else (-0.5, 10.5)),
                legend=_legend(words) | {"tangent, its slope is ∂L/∂z": "tangent"},
            ),
        ),
        error=lambda z, y: abs(sigmoid(z) - y),
        readout=readout,
        parts=parts,
        labels=labels,
    )


def neuron_without_slopes(words: Words) -> Expected:
    """What is promised of one neuron whose slopes are not asked for."""
    whole = neuron(words)

    def readout(z: float, y: float) -> tuple:
        values = [LOSSES[loss][0](z, y) for loss in words]
        said = f"z = {{}}, y = {{}}: a = {{}}, loss: {_each(words)}"
        return said, (f"{z:.1f}", f"{y:g}", sigmoid(z), *values)

    def parts(z: float, y: float) -> dict:
        slopes = ("prime-point", "tangent")
        return {name: at for name, at in whole.parts(z, y).items() if not name.endswith(slopes)}

    output, losses = whole.axes
    return replace(
        whole,
        label=("Left: the sigmoid σ(z) over the logit z", f"Right: {' and '.join(words)} over z"),
        axes=(
            replace(
                output,
                words=("logit z", "prediction a = σ(z)"),
                legend={"σ(z)": "sigmoid"},
                curves={"sigmoid": sigmoid},
            ),
            replace(losses, legend=_legend(words)),
        ),
        readout=readout,
        parts=parts,
        labels=lambda **_: {},
    )


def _ratio(A: float) -> float:
    return A * (1 - A)


def error_laws(words: Words) -> Expected:
    """What is promised of the sizes of the gradients over the error."""

    def readout(A: float) -> tuple:
        laws = [LAWS[loss](A) for loss in words]
        return f"A = {{}}, |dL/dz|: {_each(words)}, ratio {{}}", (f"{A:.2f}", *laws, _ratio(A))

    def parts(A: float) -> dict:
        points = {f"{PARTS[loss]}-point": (0, A, LAWS[loss](A)) for loss in words}
        return points | {"sigmoid-prime-ratio-point": (1, A, _ratio(A))}

    compared = " ÷ ".join((NAMES | words).values())
    return Expected(
        label=(
            "Left: the size of the gradient over the error A",
            *(f"{SHAPES[loss]} for {word}" for loss, word in words.items()),
            f"Right: the ratio {compared}",
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
                legend=_legend(words),
                curves={PARTS[loss]: LAWS[loss] for loss in words},
                more_words=("peak 4/27", "at A = 2/3"),
            ),
            Axes(
                ("error A = |a − y|", compared),
                (OVER_A, (-0.0125, 0.2625)),
                curves={"sigmoid-prime": _ratio},
            ),
        ),
        error=lambda A: A,
        readout=readout,
        parts=parts,
    )


def gradients(words: Words) -> Expected:
    """What is promised of the gradients, over the logit and over the error."""

    def readout(z: float, y: float) -> tuple:
        said = f"z = {{}}, y = {{}}: a = {{}}, A = {{}}, |dL/dz|: {_each(words)}"
        note = "" if y in {0, 1} else " (a target in between has other curves)"
        sizes = [abs(LOSSES[loss][1](z, y)) for loss in words]
        return said + note, (f"{z:.1f}", f"{y:g}", sigmoid(z), abs(sigmoid(z) - y), *sizes)

    def parts(z: float, y: float) -> dict:
        over_logit, over_error = 0, 1
        error = abs(sigmoid(z) - y)
        branch = np.maximum(LOGITS, 0) if y == 0.5 else LOGITS  # both are one curve then
        errors = abs(sigmoid(branch) - y)
        placed = {}
        for name, gradient in ((PARTS[loss], LOSSES[loss][1]) for loss in words):
            slope, slopes = gradient(z, y), gradient(LOGITS, y)
            placed[f"{name}-gradient-point"] = (over_logit, z, slope)
            placed[f"{name}-gradient-curve"] = (over_logit, LOGITS, slopes)
            placed[f"{name}-size-point"] = (over_error, error, abs(slope))
            placed[f"{name}-size-curve"] = (over_error, errors, abs(gradient(branch, y)))
        return placed

    return Expected(
        label=(
            f"Left: the gradient ∂L/∂z over the logit z, for {' and '.join(words.values())}",
            "Right: its size over the error A",
            "same state",
        ),
        sliders={"z": Z, "y": Y},
        presets=NEURON_PRESETS,
        axes=(
            Axes(("logit z", "gradient ∂L/∂z"), (OVER_Z, (-1.05, 1.05)), legend=_legend(words)),
            Axes(
                ("error A = |a − y|", "size of gradient |∂L/∂z|"),
                (OVER_A, (-0.05, 1.05)),
                legend=_legend(words),
            ),
        ),
        error=lambda z, y: abs(sigmoid(z) - y),
        readout=readout,
        parts=parts,
    )


@cache
def _run(loss: str, start: float, learning_rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the outputs and the costs of a training run."""
    run = descend(loss, 1, 0, start / 2, start / 2, learning_rate, 300)
    return run.a, run.cost


def learning_curves(words: Words) -> Expected:
    """What is promised of the training from any start and at any rate."""

    def readout(start: float, learning_rate: float) -> tuple:
        ends = [_run(loss, start, learning_rate)[0][-1] for loss in words]
        each = ", ".join(f"{{}} with {word}" for word in words.values())
        said = f"start z = {{}}, η = {{}}: a from {{}} to {each}, in 300 epochs"
        return said, (f"{start:.1f}", f"{learning_rate:g}", sigmoid(start), *ends)

    def parts(start: float, learning_rate: float) -> dict:
        outputs, epochs = 0, np.arange(301)
        placed = {}
        for costs, loss in enumerate(words, start=1):
            a, cost = _run(loss, start, learning_rate)
            placed[f"{PARTS[loss]}-output-curve"] = (outputs, epochs, a)
            placed[f"{PARTS[loss]}-cost-curve"] = (costs, epochs, cost)
            placed[f"{PARTS[loss]}-end"] = (outputs, 300, a[-1])
        return placed

    scales = {"squared error": (-0.025, 0.525), "cross-entropy": (-0.4, 8.4)}
    return Expected(
        label=(
            "Left: the output of the neuron over the epochs",
            f"Right: the cost over the epochs, of {' and of '.join(words)}",
            *["each on its own scale"] * (len(words) > 1),
        ),
        sliders={
            "start": Slider("start", "logit at the start of the training, z = w + b", -2, 8, 0.1),
            "learning_rate": ListSlider(
                "η", "learning rate", (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, 10)
            ),
        },
        presets={
            "start w = 0.6, b = 0.9": Preset({"start": 1.5, "learning_rate": 0.15}, 0.817, 0.818),
            "start w = b = 2": Preset({"start": 4, "learning_rate": 0.15}, 0.982, 0.983),
        },
        axes=(
            Axes(("epoch", "output a"), (OVER_EPOCHS, (-0.05, 1.05)), legend=_legend(words)),
            *(Axes(("epoch", f"cost C of {loss}"), (OVER_EPOCHS, scales[loss])) for loss in words),
        ),
        error=lambda start, **_: sigmoid(start),
        readout=readout,
        parts=parts,
    )


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
    "neuron": neuron(NAMES),
    "error-laws": error_laws(NAMES),
    "gradients": gradients(NAMES),
    "learning-curves": learning_curves(NAMES),
    "rounding": expected_rounding.ROUNDING,
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
    "family": family.SPEED,
    "landscape": LANDSCAPE,
    "race": RACE,
    "calibration": calibration(*made_up()),
}

GALLERY = {f"{name.replace('-', '_')}()": expected for name, expected in EXPECTED.items()} | {
    "neuron(losses=['squared error'])": neuron(SQUARED_ERROR),
    "neuron(slopes=False)": neuron_without_slopes(NAMES),
    "error_laws(names={'cross-entropy': 'the wish'})": error_laws(WISH),
    "gradients(names={'cross-entropy': 'the wish'})": gradients(WISH),
    "learning_curves(losses=['squared error'])": learning_curves(SQUARED_ERROR),
    "family(panels=['loss', 'curvature'])": family.BENDS,
}
"""Calls of explorers, and what each must show."""


def expected_of(name: str, readout: str) -> Expected:
    """Return what an explorer must show whose readout names these losses."""
    makers = {"neuron": neuron, "error-laws": error_laws, "gradients": gradients}
    makers["learning-curves"] = learning_curves
    if name == "calibration":
        return calibration_of(readout)
    words = {loss: word for both in (NAMES, WISH) for loss, word in both.items() if word in readout}
    if name == "family" and "curvature" in readout:
        return family.BENDS
    if name == "neuron" and "σ′(z)" not in readout:
        return neuron_without_slopes(words)
    return makers[name](words) if name in makers else EXPECTED[name]
