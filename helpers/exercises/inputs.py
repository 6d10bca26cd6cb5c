"""What the arguments of an exercise may be, and the cases that are drawn from it.

An input is drawn in kinds, such as 0 < z < 4 and z > 38; each combination of kinds comes up in a
check, as far as there are enough cases. So do the sizes of arrays: axes are named n (samples), m
(inputs of a neuron) and K (classes), and an axis has the same length in all inputs of a case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.neuron.activations import softmax

Shape = tuple[int, ...]
Draw = Callable[[np.random.Generator, Shape], NDArray]

CASES = 72
SIZES = {"n": (4, 2, 7, 3, 5, 1, 8, 6), "m": (2, 3, 1, 4), "K": (3, 5, 2, 4, 7, 6)}


@dataclass(frozen=True)
class Input:
    """The values an argument may take: kinds of them by name, and the axes of an array.

    In the name of a kind, {} stands for the argument.
    """

    kinds: Mapping[str, Draw]
    axes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """Arguments by name, the kind each was drawn from, and the sizes of the axes."""

    arguments: dict[str, Any]
    kinds: dict[str, str]
    sizes: dict[str, int]

    @cached_property
    def largest(self) -> float:
        """The largest argument, at least 1."""
        return max([1.0, *(float(np.max(np.abs(v))) for v in self.arguments.values())])


def draw(inputs: Mapping[str, Input], seed: int | None = None) -> list[Case]:
    """Draw the cases of one check, in random order.

    Parameters
    ----------
    inputs : mapping from str to Input
        What each argument may be.
    seed : int, optional
        For a test that must draw the same again. A check draws afresh.

    Returns
    -------
    list of Case
        `CASES` of them, or one where there are no inputs.
    """
    if not inputs:
        return [Case({}, {}, {})]
    rng = np.random.default_rng(seed)
    axes = dict.fromkeys(axis for value in inputs.values() for axis in value.axes)
    counts = [len(SIZES[axis]) for axis in axes] + [len(value.kinds) for value in inputs.values()]
    combinations = np.resize(rng.permutation(int(np.prod(counts))), CASES)
    cases = []
    for combination in np.transpose(np.unravel_index(combinations, counts)):
        sizes = {axis: SIZES[axis][i] for axis, i in zip(axes, combination, strict=False)}
        case = Case({}, {axis: f"{axis} = {size}" for axis, size in sizes.items()}, sizes)
        for (name, value), i in zip(inputs.items(), combination[len(axes) :], strict=True):
            kind, drawn = list(value.kinds.items())[i]
            case.kinds[name] = kind.format(name)
            case.arguments[name] = drawn(rng, tuple(sizes[axis] for axis in value.axes))[()]
        cases.append(case)
    return cases


# ---- the inputs that exercises have ----------------------------------------------------------


def number(*ends: float, axes: str = "") -> Input:
    """Numbers between each two neighbours of `ends`, such as 0 to 1 and 1 to 10."""
    ranges = list(pairwise(ends))
    if axes:
        return Input({"{}": _any_of(*(_between(*ends) for ends in ranges))}, tuple(axes))
    return Input({f"{low:g} < {{}} < {high:g}": _between(low, high) for low, high in ranges})


def logit(axes: str = "") -> Input:
    """Logits, also where the neuron is saturated: a rounds to 0 or 1 beyond ±38."""
    if axes:
        near, far = _between(-4, 4), _any_of(_between(-4, 4), _between(-40, 40))
        return Input({"small {}": near, "large {}": far}, tuple(axes))
    return number(-40, -38, -4, 0, 4, 38, 40)


def probability(axes: str = "") -> Input:
    """Numbers between 0 and 1, to within 1e-9 of the ends."""
    inside, low, high = _between(0.05, 0.95), _near_zero, lambda *size: 1 - _near_zero(*size)
    if axes:
        return Input({"{} away from 0 and 1": inside, "{}": _any_of(inside, low, high)}, (*axes,))
    return Input({"{} away from 0 and 1": inside, "{} near 0": low, "{} near 1": high})


def target(axes: str = "", *, soft: bool = True) -> Input:
    """Targets of one neuron: 0, 1 and, where they may be soft, all between."""
    zero, one, between = _one_of(0.0), _one_of(1.0), _between(0.05, 0.95)
    if axes:
        hard = _one_of(0.0, 1.0)
        kinds = {"hard {}": hard} | ({"soft {}": _any_of(hard, between)} if soft else {})
        return Input(kinds, tuple(axes))
    return Input({"{} = 0": zero, "{} = 1": one} | ({"soft {}": between} if soft else {}))


def class_target(axes: str = "K") -> Input:
    """Targets of K classes, along the last axis: one-hot, and soft ones that add up to 1."""

    def one_hot(rng: np.random.Generator, shape: Shape) -> NDArray:
        return np.eye(shape[-1])[rng.integers(shape[-1], size=shape[:-1])]

    return Input({"one-hot {}": one_hot, "soft {}": _soft}, tuple(axes))


def distribution(axes: str = "K") -> Input:
    """Positive numbers that add up to 1 along the last axis, some of them tiny."""

    def uneven(rng: np.random.Generator, shape: Shape) -> NDArray:
        return softmax(rng.uniform(-9, 9, shape))

    return Input({"even {}": _soft, "uneven {}": uneven}, tuple(axes))


def count() -> Input:
    """Whole numbers from 0."""
    return Input({f"{{}} = {value}": _one_of(float(value)) for value in (0, 1, 2, 3, 5, 12)})


def _soft(rng: np.random.Generator, shape: Shape) -> NDArray:
    return softmax(rng.normal(size=shape))


def _between(low: float, high: float) -> Draw:
    """Short numbers, which a verdict shows as they are, and never 0."""

    def drawn(rng: np.random.Generator, shape: Shape) -> NDArray:
        values = np.round(rng.uniform(low, high, shape), 3)
        return np.where(values == 0, (low + high) / 2, values)

    return drawn


def _near_zero(rng: np.random.Generator, shape: Shape) -> NDArray:
    """Numbers of any size from 1e-9 to 1e-2, of two digits."""
    return rng.integers(10, 100, shape) * 10.0 ** -rng.integers(4, 11, shape)


def _one_of(*values: float) -> Draw:
    return lambda rng, shape: rng.choice(values, shape)


def _any_of(*draws: Draw) -> Draw:
    """Each entry of the array by one of the draws."""

    def drawn(rng: np.random.Generator, shape: Shape) -> NDArray:
        return np.choose(rng.integers(len(draws), size=shape), [one(rng, shape) for one in draws])

    return drawn
