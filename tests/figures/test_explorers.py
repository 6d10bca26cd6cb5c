import json
import re
from base64 import b64decode
from dataclasses import replace

import ipywidgets
import numpy as np
import pytest

from helpers.figures import explorers, style
from helpers.neuron.activations import sigmoid
from helpers.neuron.losses import LOSSES, absolute_error
from helpers.neuron.training import descend

EXPLORERS = [explorers.neuron, explorers.error_laws, explorers.gradients]


@pytest.fixture(params=EXPLORERS, ids=lambda make: make.__name__)
def explorer(request) -> explorers.Explorer:
    return request.param()


def test_sliders_are_ordinary_and_linked_without_a_kernel(explorer):
    for name, slider in explorer.sliders.items():
        assert type(slider) is ipywidgets.FloatSlider
        assert slider.description == name
        assert slider.tooltip
    linked = {(link.source[0], link.target[1]) for link in explorer.links}
    assert linked == {(slider, name) for name, slider in explorer.sliders.items()}
    assert all(type(link).__name__ == "Link" for link in explorer.links)


def test_every_step_of_a_slider_is_a_state(explorer):
    for name, slider in explorer.sliders.items():
        steps = np.arange(slider.min, slider.max + slider.step / 2, slider.step)
        np.testing.assert_allclose(steps, explorer.figure.states[name], atol=1e-9)


def test_saved_output_shows_picture_and_numbers_without_widgets(explorer):
    bundle = explorer._repr_mimebundle_()
    assert b64decode(bundle["image/png"]) == explorer.figure.still()
    assert bundle["text/plain"] == f"{explorer.figure.name}: {explorer.readout()}"
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_explorer_is_small(explorer):
    state = explorer.figure.get_state()
    positions = state.pop("positions")
    assert len(positions) + len(json.dumps(state, default=str)) < 500_000


@pytest.mark.parametrize("y", [0, 0.3, 1])
@pytest.mark.parametrize("z", [-10, -0.1, 0, 4.2, 10])
def test_readouts_are_the_numbers_of_helpers(z, y):
    se, ce = LOSSES.values()
    text = explorers.gradients().readout(z=z, y=y)
    expected = [sigmoid(z), absolute_error(z, y), *(abs(loss.gradient(z, y)) for loss in (se, ce))]
    assert numbers(text)[2:6] == pytest.approx([z, y, *expected][2:], abs=5e-5)
    assert ("soft target" in text) == (y == 0.3)
    text = explorers.neuron().readout(z=z, y=y)
    expected = [loss.value(z, y) for loss in (se, ce)] + [loss.gradient(z, y) for loss in (se, ce)]
    assert numbers(text)[-4:] == pytest.approx(expected, abs=5e-5)


def numbers(text: str) -> list[float]:
    return [float(word) for word in re.findall(r"(?<![\w^])-?\d+(?:\.\d+)?(?:e-?\d+)?", text)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: explorers.neuron(z=11),
            "z must be a step of its slider, -10 to 10 by 0.1; got 11",
        ),
        (lambda: explorers.neuron(y=-1), "y must be a step of its slider, 0 to 1 by 0.1; got -1"),
        (
            lambda: explorers.error_laws(A=2),
            "A must be a step of its slider, 0 to 1 by 0.01; got 2",
        ),
        (
            lambda: explorers.gradients(z="a"),
            "z must be a step of its slider, -10 to 10 by 0.1; got 'a'",
        ),
    ],
)
def test_a_start_off_the_sliders_is_refused(call, message):
    with pytest.raises(ValueError, match="must be a step") as error:
        call()
    assert str(error.value) == message


def test_a_new_loss_is_drawn_and_read_out(monkeypatch):
    half = replace(
        LOSSES["cross-entropy"],
        name="half",
        value=lambda z, y: LOSSES["cross-entropy"].value(z, y) / 2,
        gradient=lambda z, y: LOSSES["cross-entropy"].gradient(z, y) / 2,
        law=lambda A: LOSSES["cross-entropy"].law(A) / 2,
    )
    monkeypatch.setitem(LOSSES, "half", half)
    monkeypatch.setitem(style.CURVES, "half", {"color": "0.5", "linestyle": ":"})
    monkeypatch.setitem(style.MARKERS, "half", "v")
    assert "cross-entropy 0.5000, half 0.2500" in explorers.gradients().readout(z=0, y=1)
    assert "cross-entropy 0.5000, half 0.2500" in explorers.error_laws().readout(A=0.5)
    assert "cross-entropy -0.5000, half -0.2500" in explorers.neuron().readout(z=0, y=1)
    slower = descend("cross-entropy", 1, 0, 2, 2, 0.15 / 2, 300).a[-1]
    assert f"half {slower:.4f}" in explorers.learning_curves().readout(start=4)
    for make in EXPLORERS:
        assert any(part["name"].startswith("half-") for part in make().figure.parts)
