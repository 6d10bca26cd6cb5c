import pytest

from helpers.derivation import Derivation, symbols
from helpers.derivation.stepper import steps

x, y = symbols("x y")
DERIVATION = Derivation(
    (x + y) ** 2,
    ("the square is a product", (x + y) * (x + y)),
    ("multiply out", x**2 + 2 * x * y + y**2),
)


def test_each_step_shows_one_line_more():
    stepper = steps(DERIVATION)
    shown = [child.value for child in stepper.lines.children]
    assert shown == [f"$${DERIVATION.latex(upto=n)}$$" for n in (1, 2, 3)]
    assert len(set(shown)) == 3
    assert (stepper.buttons.shown, stepper.buttons.last) == (0, 2)


def test_buttons_and_lines_are_linked_without_a_kernel():
    stepper = steps(DERIVATION)
    assert stepper.link.source == (stepper.buttons, "shown")
    assert stepper.link.target == (stepper.lines, "selected_index")


def test_saved_output_shows_the_whole_derivation():
    bundle = steps(DERIVATION)._repr_mimebundle_()
    assert bundle["text/plain"] == repr(DERIVATION)
    assert bundle["text/latex"] == DERIVATION._repr_latex_()


def test_only_a_derivation_can_be_stepped_through():
    with pytest.raises(ValueError, match="derivation must be a Derivation; got int"):
        steps(1)
