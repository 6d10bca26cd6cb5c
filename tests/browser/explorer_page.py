"""What a reader does with an explorer on a page, and what the page must then show."""

import re
from functools import cache
from itertools import pairwise

import numpy as np
from playwright.sync_api import Locator, Page, expect

from helpers.figures import explorers
from helpers.figures.axes import LOGITS
from helpers.figures.controls import CHOICES, SYMBOLS, Explorer
from helpers.neuron.activations import sigmoid, sigmoid_prime, softmax
from helpers.neuron.losses import (
    LOSSES,
    absolute_error,
    law_ratio,
    softmax_cross_entropy_gradient,
    softmax_half_squared_error_gradient,
)
from helpers.neuron.training import descend

EXPLORERS = {
    "neuron": explorers.neuron,
    "error-laws": explorers.error_laws,
    "gradients": explorers.gradients,
    "learning-curves": explorers.learning_curves,
    "softmax": explorers.softmax,
}


@cache
def in_python(name: str) -> Explorer:
    """Return the explorer of a figure's name, at its own start."""
    return EXPLORERS[name]()


class OnPage:
    """One explorer on a page, beside the same explorer in Python.

    Parameters
    ----------
    root : Locator
        The element that holds the sliders and the figure.
    """

    def __init__(self, root: Locator):
        self.root = root
        self.figure = root.locator("figure.live-figure")
        self.figure.locator("svg").wait_for()
        self.name = self.figure.get_attribute("data-name")
        self.python = in_python(self.name)
        self.sliders = [name for name in self.python.sliders if name not in CHOICES]
        self.choices = [name for name in self.python.sliders if name in CHOICES]

    def handle(self, slider: str) -> Locator:
        """Return the handle of a slider, found as a screen reader would name it."""
        return self.root.get_by_role("slider", name=f"{SYMBOLS.get(slider, slider)}: ")

    def state(self) -> dict[str, float]:
        """Return what the controls say, which a screen reader must hear as well."""
        shown = dict(zip(self.python.sliders, self.root.evaluate(SHOWN), strict=True))
        return {
            name: CHOICES[name].index(text) if name in CHOICES else float(text.replace("−", "-"))
            for name, text in shown.items()
        }

    def press(self, slider: str, key: str) -> None:
        self.handle(slider).focus()
        self.handle(slider).press(key)

    def drag(self, slider: str, pixels: int) -> None:
        box = self.handle(slider).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.root.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + pixels, y, steps=5)
        mouse.up()

    def enter(self, state: dict[str, float]) -> None:
        """Write a value beside each slider and leave it."""
        self.root.evaluate(ENTER, [state[slider] for slider in self.sliders])

    def try_controls(self) -> None:
        """Move each slider by keyboard and by mouse, and press each button."""
        for slider in self.sliders:
            self.press(slider, "End")
            before = self.state()
            self.press(slider, "ArrowLeft")
            assert self.state()[slider] < before[slider]
            self.check()
            self.press(slider, "Home")
            self.drag(slider, 40)
            assert self.state()[slider] > self.python.figure.states[slider][0]
            self.check()
        for choice in self.choices:
            for text in CHOICES[choice]:
                self.root.get_by_role("button", name=text, exact=True).press("Enter")
                assert CHOICES[choice][self.state()[choice]] == text
                self.check()

    def check(self) -> dict[str, float]:
        """Compare the readout and every moved part with `helpers`, to a pixel; return the state."""
        state = self.state()
        expect(self.figure.locator("figcaption")).to_have_text(self.python.readout(**state))
        shown = self.figure.locator("svg").evaluate(PARTS)
        expected = EXPECTED[self.name](**state)
        assert shown["parts"].keys() == expected.keys()
        assert shown["undefined"] == []
        for part, (axes, x, y) in expected.items():
            vertices = np.column_stack(np.broadcast_arrays(x, y))
            places = self.python.figure.figure.axes[axes].transData.transform(vertices)
            height = self.python.figure.figure.bbox.height
            places = np.column_stack([places[:, 0], height - places[:, 1]])
            pixels = shown["origin"] + places * shown["scale"]
            np.testing.assert_allclose(shown["parts"][part], pixels, atol=1, err_msg=part)
        return state

    def check_still(self) -> None:
        """Check that the figure says it cannot follow without a kernel."""
        note = self.figure.locator(".live-note")
        expect(note).to_contain_text("run the notebook")


def on(page: Page) -> list[OnPage]:
    """Return the explorers of a page, from its top."""
    page.locator(".live-explorer svg").first.wait_for()
    return [OnPage(root) for root in page.locator(".live-explorer").all()]


def try_steps(page: Page) -> None:
    """Step through the first derivation of a page by keyboard: each press shows a line more."""
    root = page.locator(".live-steps").first
    where = root.get_by_text(re.compile("line . of ."))
    last = int(where.text_content().split()[-1])
    shown = root.locator(".widget-htmlmath:visible")
    texts = [shown.text_content()]
    for line in range(2, last + 1):
        root.get_by_role("button", name="Next line").press("Enter")
        expect(where).to_have_text(f"line {line} of {last}")
        texts.append(shown.text_content())
    assert all(len(more) > len(less) for less, more in pairwise(texts))
    expect(root.get_by_role("button", name="Next line")).to_be_disabled()
    root.get_by_role("button", name="Back").press("Enter")
    expect(where).to_have_text(f"line {last - 1} of {last}")


# What stands beside each control, in their order, once each handle tells a screen reader so.
SHOWN = """async explorer => {
  const heard = slider => slider.querySelector('.noUi-handle').ariaValueText
    === slider.querySelector('.widget-readout').textContent;
  const sliders = [...explorer.querySelectorAll('.widget-slider')];
  const end = performance.now() + 5000;
  while (!sliders.every(heard)) {
    if (performance.now() > end) throw new Error('a slider says one thing and shows another');
    await new Promise(requestAnimationFrame);
  }
  const shown = '.widget-slider .widget-readout, .widget-toggle-button.mod-active';
  return [...explorer.querySelectorAll(shown)].map(element => element.textContent.trim());
}"""

ENTER = """(explorer, values) =>
  explorer.querySelectorAll('.widget-slider .widget-readout').forEach((number, i) => {
    number.textContent = values[i];
    number.dispatchEvent(new Event('blur', {bubbles: true}));
  })"""

# Where the parts are on the screen, in pixels: the middle of a marker as painted, the vertices of
# a line.
PARTS = r"""svg => {
  const box = svg.getBoundingClientRect();
  const parts = {};
  for (const group of svg.querySelectorAll('[data-part]')) {
    const markers = [...group.querySelectorAll('use')];
    const line = group.querySelector(':scope > path');
    if (group.querySelector('text')) continue;
    const hidden = line ? !line.getAttribute('d') : markers.every(m => m.style.display === 'none');
    if (hidden) continue;
    parts[group.dataset.part] = markers.length
      ? markers.map(marker => {
          const {left, right, top, bottom} = marker.getBoundingClientRect();
          return [(left + right) / 2, (top + bottom) / 2];
        })
      : [...line.getAttribute('d').matchAll(/([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) => {
          const {x: left, y: top} = new DOMPoint(x, y).matrixTransform(line.getScreenCTM());
          return [left, top];
        });
  }
  const drawn = [...svg.querySelectorAll('use')].map(use => use.getAttribute('xlink:href'));
  const undefined = drawn.filter(id => !svg.querySelector(id));
  const scale = box.width / svg.viewBox.baseVal.width;
  return {parts, undefined, origin: [box.left, box.top], scale};
}"""


def _tangent(x: float, y: float, slope: float) -> tuple:
    return x + np.array([-2.5, 2.5]), y + slope * np.array([-2.5, 2.5])


def _neuron(z: float, y: float) -> dict:
    output, losses = 0, 1
    parts = {
        "sigmoid-point": (output, z, sigmoid(z)),
        "sigmoid-prime-point": (output, z, sigmoid_prime(z)),
        "sigmoid-tangent": (output, *_tangent(z, sigmoid(z), sigmoid_prime(z))),
    }
    for name, loss in LOSSES.items():
        part = name.replace(" ", "-")
        value, slope = loss.value(z, y), loss.gradient(z, y)
        parts[f"{part}-point"] = (losses, z, value)
        parts[f"{part}-tangent"] = (losses, *_tangent(z, value, slope))
        parts[f"{part}-curve"] = (losses, LOGITS, loss.value(LOGITS, y))
    return parts


def _error_laws(A: float) -> dict:
    return {
        "squared-error-point": (0, A, LOSSES["squared error"].law(A)),
        "cross-entropy-point": (0, A, LOSSES["cross-entropy"].law(A)),
        "sigmoid-prime-ratio-point": (1, A, law_ratio(A)),
    }


def _gradients(z: float, y: float) -> dict:
    over_logit, over_error = 0, 1
    parts = {}
    for name, loss in LOSSES.items():
        part = name.replace(" ", "-")
        gradient, gradients = loss.gradient(z, y), loss.gradient(LOGITS, y)
        error, errors = absolute_error(z, y), absolute_error(LOGITS, y)
        parts[f"{part}-gradient-point"] = (over_logit, z, gradient)
        parts[f"{part}-gradient-curve"] = (over_logit, LOGITS, gradients)
        parts[f"{part}-size-point"] = (over_error, error, abs(gradient))
        parts[f"{part}-size-curve"] = (over_error, errors, abs(gradients))
    return parts


def _learning_curves(start: float, learning_rate: float, epochs: float, loss: float) -> dict:
    outputs, costs = 0, 1
    steps = np.arange(epochs + 1)
    parts = {}
    for name in LOSSES:
        if CHOICES["loss"][loss] in {name, "both"}:
            part = name.replace(" ", "-")
            run = descend(name, 1, 0, start / 2, start / 2, learning_rate, int(epochs))
            parts[f"{part}-output-curve"] = (outputs, steps, run.a)
            parts[f"{part}-cost-curve"] = (costs, steps, run.cost)
            parts[f"{part}-end"] = (outputs, epochs, run.a[-1])
    return parts


def _softmax(z_1: float, z_2: float) -> dict:
    triangle, bars = 0, 1
    z, y = [z_1, z_2, 0], [1, 0, 0]
    a = softmax(z)
    parts = {"sigmoid-probabilities-point": (triangle, a[2] + a[0] / 2, a[0] * 3**0.5 / 2)}
    for part, x, gradient in [
        ("squared-error", 0.85, softmax_half_squared_error_gradient(z, y)),
        ("cross-entropy", 1.15, softmax_cross_entropy_gradient(z, y)),
    ]:
        for k in range(3):
            parts[f"{part}-{k + 1}-bar"] = (bars, x + k, np.array([0, gradient[k]]))
            parts[f"{part}-{k + 1}-point"] = (bars, x + k, gradient[k])
    return parts


EXPECTED = {
    "neuron": _neuron,
    "error-laws": _error_laws,
    "gradients": _gradients,
    "learning-curves": _learning_curves,
    "softmax": _softmax,
}
