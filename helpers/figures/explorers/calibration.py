"""What probabilities are worth: a reliability diagram, and one temperature that mends it."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.figures import style
from helpers.figures.axes import legend_above, numbers, texts, two_panels
from helpers.figures.live import LiveFigure, Part
from helpers.figures.live.parts import point
from helpers.figures.live.sliders import Explorer
from helpers.neuron import sigmoid, softmax_cross_entropy
from helpers.neuron.calibration import answers, group_sizes, reliability

TEMPERATURES = np.linspace(0.5, 4, 71).round(2)

Answers = tuple[ArrayLike, ArrayLike]


def calibration(
    validation: Answers | None = None, test: Answers | None = None, T: float = 1.0
) -> Explorer:
    """Explore how sure a classifier is and how often it is right, at any temperature.

    The test answers are put in order of confidence and split into ten groups of equal size; each
    group is a point, its mean confidence and its share of right answers. The temperature that
    suits them best is read off another set, the validation answers.

    Parameters
    ----------
    validation, test : tuple of array_like, optional
        Logits, shape (n, K), and the number of the true class of each sample, shape (n,); by
        default those of a made-up classifier, three times as sure as it should be.
    T : float
        Temperature at the start, by which the logits are divided, 0.5 to 4 by 0.05.

    Raises
    ------
    ValueError
        If T is no stop of its slider; if the logits are not finite, of shape (n, K) with n of 10
        or more, or the labels are not n numbers of classes.

    Examples
    --------
    >>> calibration().readout(T=3)
    'T = 3.00: mean confidence 0.8316, accuracy 0.8375, calibration error 0.0198; validation ...
    """
    z, labels = made_up(0) if validation is None else answers("validation", *validation)
    tested = made_up(0.5) if test is None else answers("test", *test)
    confidence, share = reliability(*tested, TEMPERATURES)
    weights = group_sizes(len(tested[1])) / len(tested[1])
    cooled = z / TEMPERATURES[:, np.newaxis, np.newaxis]
    loss = softmax_cross_entropy(cooled, np.eye(z.shape[-1])[labels]).mean(axis=-1)
    best = float(TEMPERATURES[loss.argmin()])
    with style.course():
        figure, (diagram, losses) = two_panels()
        diagram.plot([0, 1], [0, 1], ":", color="0.3", label="as right as it is sure")
        diagram.set(xlabel="confidence", ylabel="share of right answers")
        diagram.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
        (groups,) = diagram.plot([], [], **style.point("sigmoid"), label="a tenth of the test set")
        top = 1.05 * loss.max()
        losses.plot(TEMPERATURES, loss, label="cross-entropy", **style.curve("cross-entropy"))
        losses.set(xlabel="temperature T", ylabel="validation loss")
        losses.set(xlim=(0.42, 4.08), ylim=(0, top), xticks=[1, 2, 3, 4])
        parts = [
            Part("sigmoid-groups-points", groups, confidence, share),
            point("cross-entropy", losses, TEMPERATURES, loss, "loss"),
        ]
        for ax in (diagram, losses):
            legend_above(ax)
    return Explorer(
        LiveFigure(
            name="calibration",
            label="Left: the share of right answers over the confidence, for tenths of the test "
            "set; on the diagonal, answers are right as often as they are sure. Right: the "
            "cross-entropy of the validation set over the temperature.",
            figure=figure,
            states={"T": TEMPERATURES},
            start={"T": T},
            parts=parts,
            readout="T = {T}: mean confidence {confidence}, accuracy {accuracy}, calibration "
            "error {error}; validation loss {loss}",
            numbers={
                "T": texts("{:.2f}", TEMPERATURES),
                "confidence": numbers(confidence @ weights),
                "accuracy": numbers(share @ weights),
                "error": numbers(np.abs(confidence - share) @ weights),
                "loss": numbers(loss),
            },
            presets={"as trained": {"T": 1.0}, "lowest validation loss": {"T": best}},
        )
    )


def made_up(shift: float) -> tuple[NDArray, NDArray]:
    """Return answers of two classes, right as often as a third of their logits says.

    Multiples of the golden ratio are spread evenly, so they do for chance.
    """
    z = np.linspace(-4, 4, 400)
    chance = ((np.arange(400) + shift) * (1 + 5**0.5) / 2) % 1
    return 3 * np.stack([np.zeros_like(z), z], axis=-1), (chance < sigmoid(z)).astype(int)
