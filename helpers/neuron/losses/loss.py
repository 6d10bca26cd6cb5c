"""What a loss declares, so that whoever draws, trains or tests it needs no list of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from numpy.typing import ArrayLike

from helpers.neuron.arrays import Floats


@dataclass(frozen=True, kw_only=True)
class ValueAndGradient:
    """A function of logits and targets, and its derivatives by the logits.

    Attributes
    ----------
    value, gradient : callable
        L and ∂L/∂z as functions of the logits z and the targets y.
    together : callable, optional
        Both at once, as a tuple, where that is faster.
    """

    value: Callable[..., Floats]
    gradient: Callable[..., Floats]
    together: Callable[..., tuple[Floats, Floats]] | None = None

    def value_and_gradient(self, z: ArrayLike, y: ArrayLike, *axis: int) -> tuple[Floats, Floats]:
        """Return L and ∂L/∂z, in one go where there is a faster way to have both.

        Arguments and errors as those of `value`, the axis of the classes with them.
        """
        if self.together:
            return self.together(z, y, *axis)
        return self.value(z, y, *axis), self.gradient(z, y, *axis)


@dataclass(frozen=True, kw_only=True)
class Loss(ValueAndGradient):
    """A loss of a sigmoid neuron, with all that others need to know of it.

    Attributes
    ----------
    name : str
        The name in `LOSSES` and in figures.
    label : str
        The formula, for figures.
    value, gradient, curvature : callable
        L, ∂L/∂z and ∂²L/∂z² as functions of the logits z and the targets y.
    together : callable, optional
        Value and gradient at once, as a tuple, where that is faster.
    law : callable, optional
        abs(∂L/∂z) as a function of the absolute error A, at hard targets.
    steepest : float
        The least upper bound of abs(∂L/∂z) over all logits and targets; infinite if there is none.
    targets : tuple of two floats
        The least and the largest target it takes; the hard targets of a sigmoid are 0 and 1.
    softmax : ValueAndGradient, optional
        The same loss behind a softmax, with the axis of the classes as a last argument.
    """

    name: str
    label: str
    curvature: Callable[..., Floats]
    law: Callable[[ArrayLike], Floats] | None = None
    steepest: float = inf
    targets: tuple[float, float] = (0, 1)
    softmax: ValueAndGradient | None = None
