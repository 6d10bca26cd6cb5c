"""What the explorer of the calibration must show, of its own answers or of its lesson's."""

from functools import cache

import numpy as np
from lab import NOTEBOOKS
from nbformat import read
from promises import Axes, Expected, Preset, Slider

from helpers.neuron import sigmoid, softmax, softmax_cross_entropy

LESSON = NOTEBOOKS / "10_judge_it_on_real_data.ipynb"
T = Slider("T", "temperature, by which the logits are divided before softmax", 0.5, 4, 0.05)


def calibration_of(readout: str) -> Expected:
    """What must be shown of the answers whose accuracy stands in a readout."""
    lesson = f"accuracy {_right(*lesson_answers()[1]).mean():.4f}" in readout
    return calibration(*lesson_answers() if lesson else made_up())


@cache
def lesson_answers() -> tuple:
    """Logits and true classes of the lesson: of its validation and of its test set."""
    sources = {cell.id: cell.source for cell in read(LESSON, as_version=4).cells}
    names: dict = {}
    for cell in ("imports", "data", "training"):
        exec(sources[cell], names)
    exec("start = rng.normal(size=(5, 65, 10))", names)  # as the race does, before the network
    names["pairings"] = {"softmax, cross-entropy": lambda z, y: softmax(z) - y}
    exec(sources["fig-loss-up"].partition("low, end")[0], names)
    exec(sources["fig-calibration"].partition("reliability =")[0], names)
    return tuple(names["answers"])


def made_up() -> tuple:
    """Logits three times too large, of two classes."""
    z = np.linspace(-4, 4, 400)
    chance = (
        (np.arange(400) * (1 + np.sqrt(5)) / 2) % 1,
        ((np.arange(400) + 0.5) * (1 + np.sqrt(5)) / 2) % 1,
    )
    return tuple((np.column_stack([0 * z, 3 * z]), 1 * (u < sigmoid(z))) for u in chance)


def _right(z: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return z.argmax(axis=1) == labels


def calibration(validation: tuple, test: tuple) -> Expected:
    """What is promised of these answers."""
    z, labels = validation

    def loss(temperatures: np.ndarray) -> np.ndarray:
        one_hot = np.eye(z.shape[1])[labels]
        each = [softmax_cross_entropy(z / one, one_hot).mean() for one in np.ravel(temperatures)]
        return np.reshape(each, np.shape(temperatures))

    def groups(T: float) -> tuple:
        logits, true = test
        sure, right = softmax(logits / T).max(axis=1), _right(logits, true)
        tenths = np.array_split(sure.argsort(kind="stable"), 10)
        x, y = (np.array([some[i].mean() for i in tenths]) for some in (sure, right))
        error = sum(len(i) * gap for i, gap in zip(tenths, abs(x - y), strict=True)) / len(sure)
        return x, y, (sure.mean(), right.mean(), error)

    def readout(T: float) -> tuple:
        said = "T = {}: mean confidence {}, accuracy {}, calibration error {}; validation loss {}"
        return said, (f"{T:.2f}", *groups(T)[2], loss(T))

    def parts(T: float) -> dict:
        diagram, losses = 0, 1
        return {
            "sigmoid-groups-points": (diagram, *groups(T)[:2]),
            "cross-entropy-loss-point": (losses, T, loss(T)),
        }

    best = float(T.stops[loss(T.stops).argmin()])
    least = groups(best)[2][2]
    return Expected(
        label=(
            "Left: the share of right answers over the confidence, for tenths of the test set",
            "Right: the cross-entropy of the validation set over the temperature",
        ),
        sliders={"T": T},
        presets={
            "as trained": Preset({"T": 1}, 2 * least, 1),
            "lowest validation loss": Preset({"T": best}, 0, 0.05),
        },
        axes=(
            Axes(
                ("confidence", "share of right answers"),
                ((-0.02, 1.02), (-0.02, 1.02)),
                legend={"as right as it is sure": "diagonal", "a tenth of the test set": "sigmoid"},
            ),
            Axes(
                ("temperature T", "validation loss"),
                ((0.42, 4.08), (0, 1.05 * loss(T.stops).max())),
                legend={"cross-entropy": "cross-entropy"},
                curves={"cross-entropy": loss},
            ),
        ),
        error=lambda T: groups(T)[2][2],
        readout=readout,
        parts=parts,
    )
