"""An exercise: its right answer, what its arguments may be, and the usual mistakes."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from helpers.exercises.inputs import SIZES, Case, Input


@dataclass(frozen=True)
class Exercise:
    """What a check must know of one exercise.

    Parameters
    ----------
    right : callable
        The right answer, exact also where the arguments are extreme.
    inputs : mapping from str to Input
        What each parameter of `right` may be, in their order.
    mistakes : mapping from str to callable
        Wrong answers that are usual here, each named by a clause that completes "Not yet: …". They
        go before the diagnoses that all exercises share. Their results may be of any shape.
    divides_by : callable, optional
        What a textbook's form of the answer divides by or takes the logarithm of, as a function of
        the same arguments. Where it rounds to 0, an answer may give inf or nan, and close by it
        may be off as far as rounding takes it.
    free_of : str, optional
        The argument without which a term is no part of the answer: "it is off by a term free of …".

    Raises
    ------
    ValueError
        If one of these is not what is said here. It is the author's mistake, not the reader's.
    """

    right: Callable
    inputs: Mapping[str, Input] = field(default_factory=dict)
    mistakes: Mapping[str, Callable] = field(default_factory=dict)
    divides_by: Callable | None = None
    free_of: str = ""
    may_borrow: ClassVar[bool] = False  # take data from the notebook, not from its arguments

    def __post_init__(self) -> None:
        if not callable(self.right):
            raise ValueError(f"right must be a function; got {self.right!r}")
        for name, value in self.inputs.items():
            if not isinstance(value, Input):
                raise ValueError(f"inputs must be of helpers.exercises.inputs; {name} is {value!r}")
            if not value.kinds or set(value.axes) - set(SIZES):
                raise ValueError(f"inputs: {name} needs kinds, and axes among {', '.join(SIZES)}")
        _takes(self.right, self.inputs, "right")
        if not isinstance(self.mistakes, Mapping):
            raise ValueError(f"mistakes must be functions by name; got {self.mistakes!r}")
        for clause, wrong in self.mistakes.items():
            if not (isinstance(clause, str) and clause and callable(wrong)):
                raise ValueError(f"mistakes must be functions by name; got {wrong!r} at {clause!r}")
            _takes(wrong, self.inputs, f"the mistake {clause!r}")
        if self.divides_by is not None:
            if not callable(self.divides_by):
                raise ValueError(f"divides_by must be a function; got {self.divides_by!r}")
            _takes(self.divides_by, self.inputs, "divides_by")
        if self.free_of and self.free_of not in self.inputs:
            raise ValueError(f"free_of must be one of {', '.join(self.inputs)}")

    def program(self, answer: Any) -> Any:
        """Return what of the reader's answer is asked for numbers: here, the answer itself."""
        return answer

    def expected(self, case: Case) -> NDArray:
        """Return the right answer's value; a ValueError if that is no finite number."""
        try:
            value = np.asarray(self.right(*case.arguments.values()))
        except Exception as error:
            raise ValueError(f"right stops at {case.arguments} with {error!r}") from error
        if value.dtype.kind not in "fiu" or not np.isfinite(value).all():
            raise ValueError(
                f"right must give finite numbers; at {case.arguments} it gives {value}"
            )
        return value.astype(float)

    def mistaken(self, clause: str, case: Case) -> NDArray:
        """Return the value of a mistake; a ValueError if that is no number, inf and nan apart."""
        try:
            value = np.asarray(self.mistakes[clause](*case.arguments.values()))
        except Exception as error:
            where = f"the mistake {clause!r} stops at {case.arguments}"
            raise ValueError(f"{where} with {error!r}") from error
        if value.dtype.kind not in "fiu":
            raise ValueError(f"the mistake {clause!r} must give numbers; it gives {value}")
        return value.astype(float)


def _takes(function: Callable, inputs: Mapping[str, Any], what: str) -> None:
    """Refuse a function that cannot be called with these inputs."""
    try:
        signature = inspect.signature(function)
    except ValueError:
        return  # a compiled function may show no signature
    try:
        signature.bind(*inputs)
    except TypeError:
        names = ", ".join(inputs) or "no arguments"
        raise ValueError(f"{what} must be a function of {names}; it takes {signature}") from None
