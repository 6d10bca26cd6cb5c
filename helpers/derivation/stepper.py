"""A derivation revealed a line at a time, with or without a kernel."""

from importlib.resources import files

import anywidget
import traitlets
from ipywidgets import HTMLMath, Stack, VBox, jslink

from helpers.derivation.derivation import Derivation


class Buttons(anywidget.AnyWidget):
    """Buttons that step through the lines of a derivation.

    Attributes
    ----------
    shown : int
        The last line shown, from 0.
    last : int
        The last line there is.
    """

    # As text: anywidget keeps every instance of a widget alive whose files are given as a Path.
    _esm = files("helpers.derivation").joinpath("stepper.js").read_text(encoding="utf-8")
    _css = files("helpers.derivation").joinpath("stepper.css").read_text(encoding="utf-8")

    shown = traitlets.Int().tag(sync=True)
    last = traitlets.Int().tag(sync=True)

    def __repr__(self) -> str:
        return f"line {self.shown + 1} of {self.last + 1}"


class Stepper(VBox):
    """A derivation under the buttons that reveal it.

    Parameters
    ----------
    derivation : Derivation
        The derivation; its first line is shown at the start.

    Attributes
    ----------
    buttons : Buttons
    lines : ipywidgets.Stack
        The derivation up to each of its lines.
    """

    def __init__(self, derivation: Derivation):
        self.derivation = derivation
        counts = range(1, len(derivation.lines) + 1)
        self.lines = Stack(
            [HTMLMath(f"$${derivation.latex(upto=n)}$$") for n in counts], selected_index=0
        )
        self.buttons = Buttons(last=len(counts) - 1)
        self.link = jslink((self.buttons, "shown"), (self.lines, "selected_index"))
        super().__init__([self.buttons, self.lines])
        self.add_class("live-steps")

    def __repr__(self) -> str:
        return repr(self.derivation)

    def _repr_mimebundle_(self, **kwargs) -> dict:
        whole = {"text/plain": repr(self), "text/latex": self.derivation._repr_latex_()}
        return {**super()._repr_mimebundle_(**kwargs), **whole}


def steps(derivation: Derivation) -> Stepper:
    """Reveal a derivation a line at a time.

    Parameters
    ----------
    derivation : Derivation
        The derivation; every line of it has been checked.

    Returns
    -------
    Stepper

    Raises
    ------
    ValueError
        If `derivation` is none.

    Examples
    --------
    >>> from helpers.derivation import symbols
    >>> x, y = symbols("x y")
    >>> steps(Derivation(x * (x + y), ("multiply out", x**2 + x * y))).buttons
    line 1 of 2
    """
    if not isinstance(derivation, Derivation):
        raise ValueError(f"derivation must be a Derivation; got {type(derivation).__name__}")
    return Stepper(derivation)
