"""The wait under each loss, far from the target and near it, at learning rates that differ."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from helpers.figures import style
from helpers.figures.axes import legend_above, texts, two_panels
from helpers.figures.live import LiveFigure, Part
from helpers.figures.live.parts import curve, point
from helpers.figures.live.sliders import Explorer
from helpers.neuron import escape_time

STARTS = np.linspace(1, 10, 91).round(1)
RATIOS = np.linspace(1, 16, 61)
GOALS = np.linspace(0.01, 0.3, 30).round(2)
REACHED = np.geomspace(0.01, 0.3, 30)  # along the curve: even on its axis
RATE = 0.15
EPOCHS = 1, 1e5

# Over the sliders start, ratio and goal.
BY_START = STARTS[:, np.newaxis, np.newaxis]
BY_RATIO = RATIOS[:, np.newaxis]
BY_GOAL = GOALS[np.newaxis, np.newaxis]
RATES = {"squared error": RATE * BY_RATIO, "cross-entropy": np.full((1, 1), RATE)}


def race(start: float = 4.0, ratio: float = 1.0, goal: float = 0.1) -> Explorer:
    """Explore how long the neuron with x = 1 and y = 0 needs in small steps, under both losses.

    Left, from a wrong start to A = ½; right, from there to a small error. Cross-entropy has the
    rate 0.15, squared error this rate times the ratio.

    Parameters
    ----------
    start : float
        Logit at the start, 1 to 10 by 0.1.
    ratio : float
        ρ, squared error's learning rate over cross-entropy's, 1 to 16 by 0.25.
    goal : float
        Error A to be reached, 0.01 to 0.3 by 0.01.

    Examples
    --------
    >>> race().readout(start=8, ratio=4)
    'start z = 8.0, ρ = 4: to A = ½ squared error 2,506 epochs, cross-entropy 30.0, quotient 83.5...
    """
    with style.course():
        figure, (far, near) = two_panels()
        figure.set_figheight(3.9)  # three sliders over it leave less of a screen
        far.set(xlabel="logit z at the start", ylabel="epochs until A = ½", xlim=(0.9, 10.1))
        near.set(xlabel="error A to be reached", ylabel="epochs from A = ½ on")
        near.set(xscale="log", xlim=(0.009, 0.34))
        for ax in far, near:
            ax.set(yscale="log", ylim=EPOCHS)
        parts_far, numbers_far = _wait("far", far, _until_half, BY_START, STARTS)
        parts_near, numbers_near = _wait("near", near, _from_half, BY_GOAL, REACHED)
        legend_above(far)
        near.invert_xaxis()  # in both panels, what lies further right is harder
    return Explorer(
        LiveFigure(
            name="race",
            label="Left: the epochs until A = ½ over the logit at the start. Right: the epochs "
            "from A = ½ on over the error to be reached. A curve and a point for squared error "
            "and for cross-entropy; the axes of epochs are logarithmic.",
            figure=figure,
            states={"start": STARTS, "ratio": RATIOS, "goal": GOALS},
            start={"start": start, "ratio": ratio, "goal": goal},
            parts=parts_far + parts_near,
            readout="start z = {start}, ρ = {ratio}: to A = ½ squared error {squared error far} "
            "epochs, cross-entropy {cross-entropy far}, quotient {quotient far}; on to A = {goal} "
            "squared error {squared error near}, cross-entropy {cross-entropy near}, "
            "quotient {quotient near}",
            numbers={
                "start": texts("{:.1f}", BY_START),
                "ratio": texts("{:g}", BY_RATIO[np.newaxis]),
                "goal": texts("{:.2f}", BY_GOAL),
                **numbers_far,
                **numbers_near,
            },
            presets={
                "same rate": {"ratio": 1.0},
                "equal at A = ½": {"ratio": 4.0},
                "equal on average": {"ratio": 6.0},
                "equal peaks": {"ratio": 6.75},
            },
        )
    )


def _until_half(loss: str, start: np.ndarray) -> np.ndarray:
    return escape_time(loss, start, 0)


def _from_half(loss: str, goal: np.ndarray) -> np.ndarray:
    return escape_time(loss, 0, np.log(goal / (1 - goal)))


def _wait(
    side: str, ax: Axes, time: Callable, stops: np.ndarray, along: np.ndarray
) -> tuple[list[Part], dict[str, np.ndarray]]:
    """Return the parts of a panel, and its numbers: epochs at the stops of its own slider."""
    parts, epochs = [], {}
    for name, rate in RATES.items():
        (line,) = ax.plot([], [], label=name, **style.curve(name))
        epochs[name] = time(name, stops) / rate
        parts.append(
            curve(name, line, along, (time(name, along) / rate)[np.newaxis, :, np.newaxis], side)
        )
        parts.append(point(name, ax, stops, epochs[name], side))
    slow, fast = epochs.values()
    shown = {f"{name} {side}": _counted(count) for name, count in epochs.items()}
    return parts, shown | {f"quotient {side}": _counted(slow / fast)}


def _counted(count: np.ndarray) -> np.ndarray:
    """Return numbers of epochs, or their quotients, as text."""
    return np.where(count < 100, texts("{:.1f}", count), texts("{:,.0f}", count))
