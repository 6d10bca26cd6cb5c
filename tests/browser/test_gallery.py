"""Every explorer on one page: what it says and shows, by keyboard, by mouse and by its buttons."""

from collections.abc import Iterator

import numpy as np
import pytest
from expected import EXPECTED, GALLERY
from explorer_page import OnPage, on
from lab import Lab, Server, run_all, write_cells
from playwright.sync_api import Page, expect

CALLS = list(GALLERY)
PLAIN = CALLS[: len(EXPECTED)]  # each explorer once
MOVES = 200
THEMES = ["JupyterLab Dark", "JupyterLab Light"]


def gallery(server: Server, name: str, calls: list[str]) -> str:
    """Write a notebook of explorers and nothing else; each name gets a kernel of its own."""
    return write_cells(server.folder / f"{name}.ipynb", calls).name


@pytest.fixture(scope="module")
def shown(lab: Lab) -> Iterator[list[OnPage]]:
    """The gallery in JupyterLab, run once."""
    with lab.notebook(gallery(lab.server, "gallery-lab", CALLS)) as page:
        run_all(page)
        page.locator(".live-explorer svg").first.wait_for()
        found = zip(page.locator(".live-explorer").all(), GALLERY.values(), strict=True)
        yield [OnPage(root, expected) for root, expected in found]


@pytest.fixture(params=CALLS)
def explorer(request: pytest.FixtureRequest, shown: list[OnPage]) -> OnPage:
    return shown[CALLS.index(request.param)]


def test_it_says_what_it_shows(explorer: OnPage):
    explorer.check_words()


def test_axes_and_colours_are_those_of_the_course(explorer: OnPage):
    explorer.check_axes()


def test_readout_and_parts_are_right_at_random_states(explorer: OnPage):
    rng = np.random.default_rng(2)
    stops = {name: slider.stops for name, slider in explorer.expected.sliders.items()}
    for _ in range(25):
        state = {name: float(rng.choice(values)) for name, values in stops.items()}
        explorer.enter(state)
        found = explorer.check()
        assert state == {name: found[name] for name in state}


def test_presets_jump_to_the_state_that_they_name(explorer: OnPage):
    for label, preset in explorer.expected.presets.items():
        explorer.jump(label)
        state = explorer.check()
        assert state == state | preset.state, label
        assert preset.least <= explorer.expected.error(**state) <= preset.most, label


@pytest.mark.parametrize("front_end", ["notebook", "voila"])
def test_keyboard_moves_every_named_slider(front_end: str, server: Server, page: Page):
    getattr(server, f"open_{front_end}")(page, gallery(server, f"gallery-{front_end}", PLAIN))
    if front_end != "voila":
        run_all(page)
    for explorer in on(page):
        for name, slider in explorer.expected.sliders.items():
            explorer.press(name, "Home")
            explorer.press(name, "ArrowRight")
            assert explorer.check()[name] == slider.stops[1]


@pytest.mark.parametrize("side_bar", ["open", "closed"])
def test_it_fits_on_one_screen_and_is_read_from_the_back_of_the_room(
    side_bar: str, shown: list[OnPage], lab: Lab
):
    """Sliders, presets, figure and readout, however wide the figure is."""
    if side_bar == "closed":
        lab.page.evaluate(TOGGLE_SIDE_BAR)
    try:
        widths = {round(explorer.root.evaluate(ON_TOP)["width"]) for explorer in shown}
        assert min(widths) > (800 if side_bar == "open" else 1000)
        for explorer in shown:
            place = explorer.root.evaluate(ON_TOP)
            assert place["from_top"] >= -1, explorer.name
            assert place["to_bottom"] >= 0, explorer.name
            sizes = explorer.root.evaluate(TEXT_SIZES)
            assert len(sizes) > 8
            assert min(sizes) >= 14, explorer.name
    finally:
        if side_bar == "closed":
            lab.page.evaluate(TOGGLE_SIDE_BAR)


def test_beside_a_list_nothing_can_be_typed(shown: list[OnPage]):
    """For it would stand there and change nothing."""
    explorer = next(explorer for explorer in shown if explorer.name == "learning-curves")
    beside_start, beside_rate = explorer.root.locator(".widget-readout").all()
    for preset in explorer.expected.presets:
        explorer.press("learning_rate", "End")
        explorer.jump(preset)
        explorer.check()
        expect(beside_rate).to_have_js_property("isContentEditable", False)
        expect(beside_start).to_have_js_property("isContentEditable", True)


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_its_background(theme: str, shown: list[OnPage], lab: Lab):
    lab.page.evaluate(
        "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", theme
    )
    lab.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=theme)
    for explorer in shown:
        contrasts = explorer.root.evaluate(CONTRASTS)
        assert any(what == "FIGCAPTION" for what, _ in contrasts)
        assert [(what, ratio) for what, ratio in contrasts if ratio < 4.5] == []


@pytest.mark.parametrize("explorer", PLAIN, indirect=True)
def test_a_storm_of_moves_leaves_no_listener_behind(explorer: OnPage):
    slider = explorer.sliders[0]

    def press_once() -> tuple[int, int]:
        """Return how often one press of a key, from the middle, writes to the figure."""
        explorer.jump(next(iter(explorer.expected.presets)))
        explorer.check()
        explorer.figure.evaluate(WATCH)
        explorer.press(slider, "ArrowLeft")
        explorer.check()
        return explorer.figure.evaluate("figure => figure.written()")

    written, listening = press_once(), explorer.root.evaluate(LISTENING)
    explorer.handle(slider).evaluate(STORM, MOVES)
    assert written > 0
    assert press_once() == written
    after = explorer.root.evaluate(LISTENING)
    assert listening["model"] > 0
    assert after["model"] == listening["model"]
    assert after["page"] - listening["page"] < MOVES / 2


def test_a_figure_at_rest_asks_for_no_frames(shown: list[OnPage], lab: Lab):
    """Beside its sliders, alone, or gone."""
    alone = (
        "from helpers.figures.explorers import gradients\nexplorer = gradients()\nexplorer.figure"
    )
    lab.page.evaluate(ADD_CELL, alone)
    lab.page.locator("figure.live-figure").nth(len(shown)).wait_for()
    assert frames_in_a_second(lab.page) == 0
    lab.page.evaluate("() => jupyterapp.commands.execute('notebook:clear-cell-output')")
    expect(lab.page.locator("figure.live-figure")).to_have_count(len(shown))
    assert frames_in_a_second(lab.page) == 0


def frames_in_a_second(page: Page) -> int:
    """Return the fewest animation frames that a page asks for in one of ten seconds."""
    asked = []
    while len(asked) < 10 and 0 not in asked:
        before = page.evaluate("window.counts.frames")
        page.wait_for_timeout(1000)
        asked.append(page.evaluate("window.counts.frames") - before)
    return min(asked)


@pytest.mark.parametrize("name", list(EXPECTED))
def test_a_rerun_cell_gives_back_its_widgets(name: str, shown: list[OnPage], lab: Lab):
    """By the connections that the kernel keeps open to the page."""
    cell = list(EXPECTED).index(name)
    lab.page.evaluate(RERUN, cell)
    before = lab.page.evaluate(CONNECTIONS)
    lab.page.evaluate(RERUN, cell)
    assert 0 < lab.page.evaluate(CONNECTIONS) <= before
    again = OnPage(lab.page.locator(".live-explorer").nth(cell))
    assert again.name == name
    again.press(again.sliders[0], "Home")
    again.check()


TOGGLE_SIDE_BAR = """async () => {
  const width = () => document.querySelector('.live-explorer').getBoundingClientRect().width;
  const before = width();
  await jupyterapp.commands.execute('application:toggle-left-area');
  while (width() === before) await new Promise(requestAnimationFrame);
}"""

# Scroll an explorer to the top of the part of a notebook that is seen; how far it is from there,
# how much is left below, and how wide it is.
ON_TOP = """async explorer => {
  const seen = explorer.closest('.jp-WindowedPanel-outer');
  const boxes = () => [seen, explorer].map(element => element.getBoundingClientRect());
  let places = '';
  for (let still = 0; still < 10; still++) {
    explorer.scrollIntoView({block: 'start'});
    await new Promise(requestAnimationFrame);
    const now = JSON.stringify(boxes());
    if (now !== places) still = 0;
    places = now;
  }
  const [frame, own] = boxes();
  const to_bottom = frame.bottom - own.bottom;
  return {from_top: own.top - frame.top, to_bottom, width: own.width};
}"""

# Sizes on the screen, in pixels: of the text around the picture and each text of the picture, whose
# letters matplotlib scales from a font of 100 units to the em.
TEXT_SIZES = r"""explorer => {
  const svg = explorer.querySelector('figure svg');
  const zoom = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const scales = [...svg.querySelectorAll('[id^=text_] > g')]
    .flatMap(g => [...g.getAttribute('transform').matchAll(/scale\(([\d.]+)/g)])
    .map(([, scale]) => 100 * scale * zoom);
  const moving = [...svg.querySelectorAll('[data-part] text')]
    .map(text => parseFloat(getComputedStyle(text).fontSize) * zoom);
  const texts = 'figcaption, button, .widget-label, .widget-readout';
  const around = [...explorer.querySelectorAll(texts)]
    .map(element => parseFloat(getComputedStyle(element).fontSize));
  return [...scales, ...moving, ...around];
}"""

# How much lighter one of two colours is than the other (WCAG 2), for each text around the picture.
CONTRASTS = r"""explorer => {
  const bytes = colour => colour.match(/[\d.]+/g).map(Number);
  const luminance = colour => {
    const [r, g, b] = bytes(colour).slice(0, 3).map(byte => byte / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    const colour = getComputedStyle(element).backgroundColor;
    return bytes(colour)[3] === 0 && element.parentElement ? behind(element.parentElement) : colour;
  };
  const texts = 'figcaption, button, .widget-label, .widget-readout';
  return [...explorer.querySelectorAll(texts)]
    .filter(element => element.checkVisibility() && element.textContent.trim())
    .map(element => {
      const [low, high] = [getComputedStyle(element).color, behind(element)]
        .map(luminance).sort((a, b) => a - b);
      return [element.tagName, (high + 0.05) / (low + 0.05)];
    });
}"""

# Count what is written to a figure from now on.
WATCH = """figure => {
  let count = 0;
  const observer = new MutationObserver(records => count += records.length);
  observer.observe(figure, {attributes: true, childList: true, characterData: true, subtree: true});
  figure.written = () => {
    count += observer.takeRecords().length;
    observer.disconnect();
    return count;
  };
}"""

ADD_CELL = """async source => {
  const {content} = jupyterapp.shell.currentWidget;
  content.activeCellIndex = content.widgets.length - 1;
  await jupyterapp.commands.execute('notebook:insert-cell-below');
  content.activeCell.model.sharedModel.setSource(source);
  await jupyterapp.commands.execute('notebook:run-cell');
}"""

RERUN = """async cell => {
  jupyterapp.shell.currentWidget.content.activeCellIndex = cell;
  await jupyterapp.commands.execute('notebook:run-cell');
}"""

CONNECTIONS = """async () => {
  const {kernel} = jupyterapp.shell.currentWidget.sessionContext.session;
  await kernel.requestExecute({code: 'import gc; gc.collect()'}).done;
  const {content} = await kernel.requestCommInfo({target_name: 'jupyter.widget'});
  return Object.keys(content.comms).length;
}"""

STORM = """async (handle, moves) => {
  for (let i = 0; i < moves; i++) {
    const key = i % 2 ? 'ArrowRight' : 'ArrowLeft';
    handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
    if (i % 10 === 0) await new Promise(requestAnimationFrame);
  }
}"""

# Who listens to the models behind an explorer's views, and to the page.
LISTENING = """explorer => {
  const models = new Set();
  const visit = widget => {
    if (widget._view) models.add(widget._view.model);
    for (const child of widget.children?.() ?? []) visit(child);
  };
  for (const cell of jupyterapp.shell.currentWidget.content.widgets) {
    if (cell.node.contains(explorer)) visit(cell.outputArea);
  }
  const on = [...models].flatMap(model => Object.values(model._events ?? {})).flat().length;
  return {model: on, page: window.counts.listeners};
}"""
