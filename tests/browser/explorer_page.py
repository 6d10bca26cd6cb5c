"""What a reader does with an explorer on a page, and what the page must then show."""

import re
from functools import cached_property
from itertools import pairwise

import numpy as np
from expected import EXPECTED, LOOKS as LOOKS_OF, expected_of
from nbformat import NotebookNode
from playwright.sync_api import ElementHandle, Locator, Page, expect
from promises import Expected, ListSlider, State, matches, pattern

NEAR = 0.7  # units of the SVG, about a pixel
COLOURS = {colour: quantity for quantity, (colour, _, marker) in LOOKS_OF.items() if marker}


class OnPage:
    """One explorer on a page, beside what is expected of it.

    Parameters
    ----------
    root : Locator
        The element that holds the sliders and the figure.
    expected : Expected, optional
        What it must show; else what an explorer of its name must that names the same losses.
    """

    def __init__(self, root: Locator, expected: Expected | None = None):
        self.root = root
        self.figure = root.locator("figure.live-figure")
        # JupyterLab lays out only what is near the reader's place on the page.
        self.figure.locator("svg").scroll_into_view_if_needed()
        self.caption = self.figure.locator("figcaption")
        self.name = self.figure.get_attribute("data-name")
        self.expected = expected or expected_of(self.name, self.caption.text_content())
        self.sliders = list(self.expected.sliders)
        # To find these anew takes longer, on a page of many figures, than what is done with them.
        self.element = root.element_handle()
        self.svg = self.element.query_selector("figure svg")
        self.said = self.element.query_selector("figcaption")
        self.handles: dict[str, ElementHandle] = {}

    def handle(self, slider: str) -> ElementHandle:
        """Return the handle of a slider, found as a screen reader would name it."""
        if slider not in self.handles:
            self.handles[slider] = self.slider(slider).element_handle()
        return self.handles[slider]

    def slider(self, slider: str) -> Locator:
        symbol, meaning = (
            self.expected.sliders[slider].symbol,
            self.expected.sliders[slider].meaning,
        )
        return self.root.get_by_role("slider", name=f"{symbol}: {meaning}", exact=True)

    def state(self) -> State:
        """Return what the controls say, which a screen reader must hear as well."""
        shown = zip(self.sliders, self.element.evaluate(SHOWN), strict=True)
        return {slider: float(number.replace("−", "-")) for slider, number in shown}

    def press(self, slider: str, key: str) -> None:
        self.handle(slider).press(key)

    def drag(self, slider: str, pixels: int) -> None:
        box = self.handle(slider).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.root.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + pixels, y, steps=2)
        mouse.up()

    def width(self, slider: str) -> float:
        track = "handle => handle.closest('.noUi-base').getBoundingClientRect().width"
        return self.handle(slider).evaluate(track)

    def enter(self, state: State) -> None:
        """Write a value beside each slider and leave it; go through a list by key."""
        for slider, expected in self.expected.sliders.items():
            if isinstance(expected, ListSlider):
                right = expected.stops.index(state[slider])
                left = len(expected.stops) - 1 - right
                self.press(slider, "Home" if right <= left else "End")
                for _ in range(min(right, left)):
                    self.press(slider, "ArrowRight" if right <= left else "ArrowLeft")
        values = [
            state[slider]
            for slider, expected in self.expected.sliders.items()
            if not isinstance(expected, ListSlider)
        ]
        self.element.evaluate(ENTER, values)

    def jump(self, preset: str) -> None:
        self.figure.get_by_role("button", name=preset, exact=True).click()

    def try_controls(self) -> None:
        """Move each slider from end to end, by keyboard and by mouse."""
        for slider, stops in ((name, self.expected.sliders[name].stops) for name in self.sliders):
            self.press(slider, "End")
            assert self.state()[slider] == stops[-1]
            self.press(slider, "ArrowLeft")
            assert self.check()[slider] == stops[-2]
            self.press(slider, "Home")
            assert self.state()[slider] == stops[0]
            self.drag(slider, max(40, round(self.width(slider) / (len(stops) - 1))))
            assert self.check()[slider] > stops[0]

    def check(self) -> State:
        """Compare the readout and every moved part with what is expected; return the state."""
        state = self.state()
        words, values = self.expected.readout(**state)
        if not matches(words, values, self.said.text_content()):
            expect(self.caption).to_have_text(pattern(words, values))
            assert matches(words, values, self.said.text_content()), (words, values)
        shown = self.svg.evaluate(PARTS)
        assert shown["undefined"] == []
        parts = self.expected.parts(**state)
        assert shown["parts"].keys() == parts.keys()
        for part, (axes, x, y) in parts.items():
            places, panel = shown["parts"][part], self.panels[axes]
            _passes_through(places, panel.at(x, y), part)
            if len(places) == 1:
                assert panel.holds(*places), f"{part} lies outside its axes"
        labels = self.expected.labels(**state)
        assert shown["labels"].keys() == labels.keys()
        for part, (words, values, (axes, right, up)) in labels.items():
            text, place = shown["labels"][part]
            assert matches(words, values, text), text
            _near(place, self.panels[axes].within(right, up), part)
        return state

    @cached_property
    def panels(self) -> list["Panel"]:
        return [Panel(**axes) for axes in self.svg.evaluate(AXES)]

    def check_words(self) -> None:
        """Check names, labels and words, which stay as they are."""
        assert self.svg.get_attribute("role") == "img"
        said = self.svg.get_attribute("aria-label") or ""
        assert re.search(".*".join(map(re.escape, self.expected.label)), said), said
        assert self.caption.get_attribute("aria-live") == "polite"
        symbols = [slider.symbol for slider in self.expected.sliders.values()]
        labels = self.root.locator(".widget-label:visible").all_text_contents()
        assert labels == symbols
        presets = self.figure.locator("button").all_text_contents()
        assert presets == list(self.expected.presets)
        for panel, axes in zip(self.panels, self.expected.axes, strict=True):
            assert panel.labels == list(axes.words)
            assert panel.words == list(axes.more_words)
            assert [entry["word"] for entry in panel.legend] == list(axes.legend)

    def check_axes(self) -> None:
        """Check limits, colours, dashes and markers, and the curves that stay as they are."""
        for panel, axes in zip(self.panels, self.expected.axes, strict=True):
            if axes.scales:
                corners = panel.within(np.array([0, 1]), np.array([0, 1]))
                _near(panel.at(*np.array(axes.scales)), corners, "limits of the axes")
            for entry in panel.legend:
                _has_look_of(axes.legend[entry["word"]], entry)
            coloured = {COLOURS.get(line["colour"]): line for line in panel.lines}
            assert coloured.keys() - {None} == axes.curves.keys()
            for quantity, curve in axes.curves.items():
                _has_look_of(quantity, coloured[quantity])
                x = panel.value(coloured[quantity]["vertices"])[:, 0].round(6)
                assert np.ptp(x) > 0.95 * np.ptp(axes.scales[0])
                _near(coloured[quantity]["vertices"], panel.at(x, curve(x)), quantity)
        for part, look in self.svg.evaluate(LOOKS).items():
            _has_look_of(next(name for name in LOOKS_OF if part.startswith(name)), look, part)


class Panel:
    """Axes as drawn: their words, and where their ticks say that a value is, in units of the SVG.

    Parameters
    ----------
    box : list of float
        Left, top, width and height of the frame; without a frame, of what is shaded.
    ticks : list of list
        The ticks along x and along y, each its label and its place.
    labels, words : list of str
        The labels of x and y; what else is written in the axes.
    legend, lines : list of dict
        The entries of the legend, and the lines that stay as they are.
    """

    def __init__(
        self, box: list, ticks: list, labels: list, words: list, legend: list, lines: list
    ):
        self.box, self.labels, self.words, self.legend, self.lines = (
            box,
            labels,
            words,
            legend,
            lines,
        )
        if any(len(along) < 2 for along in ticks):  # the triangle
            left, top, width, height = box
            ticks = [[("0", left), ("1", left + width)]]
            ticks += [[("0", top + height), (f"{3**0.5 / 2}", top)]]
        self.scales = [_scale(along) for along in ticks]

    def at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return where values are drawn, shape (n, 2)."""
        values = np.atleast_1d(*np.broadcast_arrays(x, y))
        return np.column_stack(
            [
                slope * (np.log10(value) if log else value) + start
                for value, (slope, start, log) in zip(values, self.scales, strict=True)
            ]
        )

    def value(self, places: np.ndarray) -> np.ndarray:
        """Return which values are drawn at places on linear axes, shape (n, 2)."""
        slopes, starts, _ = np.transpose(self.scales)
        return (np.array(places) - starts) / slopes

    def within(self, right: np.ndarray, up: np.ndarray) -> np.ndarray:
        """Return the place at a part of the width and of the height of the frame."""
        left, top, width, height = self.box
        return np.column_stack([left + right * width, top + (1 - up) * height])

    def holds(self, place: tuple[float, float]) -> bool:
        left, top, width, height = self.box
        (x, y), near = place, NEAR
        return -near <= x - left <= width + near and -near <= y - top <= height + near


def _scale(ticks: list) -> tuple[float, float, bool]:
    """Return the place of 0, or of 10⁰, how far it is to 1, or 10¹, and whether it is powers."""
    labels, places = zip(*ticks, strict=True)
    powers = [re.search(r"10\^\{(.*?)\}", label) for label in labels]
    texts = [power[1] if power else label for label, power in zip(labels, powers, strict=True)]
    values = [float(text.replace("−", "-")) for text in texts]
    slope, start = np.polyfit(values, places, 1)
    np.testing.assert_allclose(slope * np.array(values) + start, places, atol=0.1)
    return slope, start, any(powers)


def _near(places: np.ndarray, expected: np.ndarray, what: str) -> None:
    np.testing.assert_allclose(np.atleast_2d(places), expected, atol=NEAR, err_msg=what)


def _passes_through(places: np.ndarray, expected: np.ndarray, what: str) -> None:
    """Check a line: all its vertices or, where it has fewer, where it runs."""
    if len(places) >= len(expected):
        _near(places, expected, what)
        return
    places = np.array(places)
    _near(places[[0, -1]], expected[[0, -1]], what)
    for points, line in (places, expected), (expected, places):
        assert _distances(points, line).max() < NEAR, what


def _distances(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Return how far each point is from a line through vertices."""
    start, along = line[:-1], np.diff(line, axis=0)
    off = points[:, np.newaxis] - start
    part = (off * along).sum(axis=-1) / np.fmax((along**2).sum(axis=-1), 1e-12)  # some rest
    nearest = np.clip(part, 0, 1)[..., np.newaxis] * along
    return np.linalg.norm(off - nearest, axis=-1).min(axis=1)


def _has_look_of(quantity: str, look: dict, what: str = "") -> None:
    """Check a colour and the marker or dash, if any; tangents and bars are solid."""
    colour, dash, marker = LOOKS_OF[quantity]
    assert look["colour"] == colour, what or quantity
    if look["marker"]:
        assert look["marker"] == marker, what or quantity
    elif not look["text"]:
        solid = what.endswith(("tangent", "bar"))
        assert look["dash"] == (0 if solid else dash), what or quantity


def on(page: Page | Locator) -> list[OnPage]:
    """Return the explorers of a page, from its top."""
    page.locator(".live-explorer svg").first.wait_for()
    return [OnPage(root) for root in page.locator(".live-explorer").all()]


def saved_explorers(notebook: NotebookNode) -> list[str]:
    """Return what git has of a lesson's explorers: the name and the readout of each."""
    texts = [
        "".join(output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    ]
    return [text for text in texts if text.partition(": ")[0] in EXPECTED]


def try_steps(root: Locator) -> None:
    """Step through a derivation by keyboard: each press shows a line more."""
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
  const shown = '.widget-slider .widget-readout';
  return [...explorer.querySelectorAll(shown)].map(element => element.textContent.trim());
}"""

ENTER = """(explorer, values) => {
  const typed = explorer.querySelectorAll('.widget-readout[contenteditable=true]');
  typed.forEach((number, i) => {
    number.textContent = values[i];
    number.dispatchEvent(new Event('blur', {bubbles: true}));
  });
}"""

# Where the parts are as painted, in units of the SVG: the middle of a marker, the vertices of a
# line; and what the moving texts say.
PARTS = r"""svg => {
  const [parts, labels] = [{}, {}];
  for (const group of svg.querySelectorAll('[data-part]')) {
    // Panels that are below one another, on a phone, are moved as they are.
    const units = group.closest('[id^=axes_]').getScreenCTM().inverse();
    const markers = [...group.querySelectorAll('use')];
    const line = group.querySelector(':scope > path');
    const text = group.querySelector('text');
    if (text) {
      const [x, y] = ['x', 'y'].map(key => Number(text.getAttribute(key)));
      labels[group.dataset.part] = [text.textContent, [x, y]];
      continue;
    }
    const hidden = line ? !line.getAttribute('d') : markers.every(m => m.style.display === 'none');
    if (hidden) continue;
    const toUnits = line && units.multiply(line.getScreenCTM());
    parts[group.dataset.part] = markers.length
      ? markers.map(marker => {
          const {left, right, top, bottom} = marker.getBoundingClientRect();
          const middle = new DOMPoint((left + right) / 2, (top + bottom) / 2);
          const {x, y} = middle.matrixTransform(units);
          return [x, y];
        })
      : [...line.getAttribute('d').matchAll(/([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) => {
          const place = new DOMPoint(x, y).matrixTransform(toUnits);
          return [place.x, place.y];
        });
  }
  const drawn = [...svg.querySelectorAll('use')].map(use => use.getAttribute('xlink:href'));
  const undefined = drawn.filter(id => !svg.querySelector(id));
  return {parts, labels, undefined};
}"""

# How an element is drawn: its colour, the lengths in its dash, the shape of its marker.
LOOK = r"""
  const hex = colour => '#' + colour.match(/\d+/g).slice(0, 3)
    .map(byte => Number(byte).toString(16).padStart(2, '0')).join('');
  const shape = d => d.includes('C') ? 'circle' : d.match(/L/g).length === 2 ? 'triangle'
    : /^M -?0 /.test(d) ? 'diamond' : 'square';
  const look = group => {
    const [text, use] = [group.querySelector('text'), group.querySelector('use')];
    const style = getComputedStyle(text ?? use ?? group.querySelector('path'));
    const d = use && svg.querySelector(use.getAttribute('xlink:href')).getAttribute('d');
    const dash = style.strokeDasharray;
    return {
      colour: hex(text || use ? style.fill : style.stroke),
      dash: dash === 'none' ? 0 : dash.split(',').length,
      marker: use ? shape(d) : '',
      text: !!text,
    };
  };
"""
LOOKS = f"""svg => {{
  {LOOK}
  return Object.fromEntries(
    [...svg.querySelectorAll('[data-part]')].map(group => [group.dataset.part, look(group)]));
}}"""

# Matplotlib draws text as paths and says in a comment what it is.
AXES = rf"""svg => {{
  {LOOK}
  const words = node => {{
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_COMMENT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode.data.trim());
    return found;
  }};
  const all = (node, selector) => [...node.querySelectorAll(selector)];
  return all(svg, 'g[id^=axes_]').map(axes => {{
    const {{x, y, width, height}} = axes.querySelector(
      ':scope > g[id^=patch_] path, :scope > g[id^=TriContourSet_]').getBBox();
    const axis = all(axes, 'g[id^="matplotlib.axis_"]');
    const ticks = axis.map((along, i) => all(along, 'g[id*=tick_]')
      .filter(tick => words(tick).length)
      .map(tick => [words(tick)[0], Number(tick.querySelector('use').getAttribute('xy'[i]))]));
    const legend = all(axes, 'g[id^=legend_]');
    const entries = legend.flatMap(box => all(box, ':scope > g[id^=line2d_]').map((line, i) =>
      ({{word: words(all(box, ':scope > g[id^=text_]')[i])[0], ...look(line)}})));
    const lines = all(axes, ':scope > g[id^=line2d_]').map(line => ({{
      ...look(line),
      vertices: [...line.querySelector('path').getAttribute('d')
        .matchAll(/([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
    }}));
    return {{
      box: [x, y, width, height],
      ticks: ticks.length ? ticks : [[], []],
      labels: axis.flatMap(along => all(along, ':scope > g[id^=text_]').flatMap(words)),
      words: all(axes, ':scope > g[id^=text_]').flatMap(words),
      legend: entries,
      lines,
    }};
  }});
}}"""
