"""live.js on a bare page: what it asks of the browser, and when it says that no kernel is there."""

import pytest
from drawn import drawn
from lab import chromium, chromium_path
from playwright.sync_api import Page

from helpers.figures.live import LiveFigure

# A page with what Jupyter gives a figure: its model, and an element in a box of widgets.
STAGE = """async ([code, css, state]) => {
  document.head.innerHTML = `<style>${css}</style>`;
  window.frames_asked = window.listeners = 0;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = callback => { window.frames_asked += 1; return ask(callback); };
  const url = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
  const live = (await import(url)).default;
  const model = {
    get: key => key === 'positions'
      ? new DataView(Uint8Array.from(state.positions).buffer) : state[key],
    set: () => {}, save_changes: () => {},
    on: () => { window.listeners += 1; }, off: () => { window.listeners -= 1; },
  };
  window.show = box => {
    document.body.innerHTML = `<div class="${box}"><div id="here"></div></div>`;
    const el = document.getElementById('here');
    const handle = document.createElement('button');
    window.leave = live.render({model, el});
    el.after(handle);
  };
}"""
SHOWN = "() => getComputedStyle(document.querySelector('.live-note')).display !== 'none'"


@pytest.fixture(scope="module")
def page() -> Page:
    if chromium_path() is None:
        pytest.skip("no Chromium: sudo apt install chromium")
    with chromium() as browser:
        page = browser.new_page()
        figure = drawn("learning_curves").explorer.figure
        state = figure.get_state()
        state["positions"] = list(state["positions"])
        kept = {key: value for key, value in state.items() if key != "layout" and key[0] != "_"}
        page.evaluate(STAGE, [LiveFigure._esm, LiveFigure._css, kept])
        yield page


@pytest.mark.parametrize("box", ["", "live-explorer"])
def test_a_figure_asks_for_no_frames_alone_shown_or_gone(page, box):
    page.evaluate("box => show(box)", box)
    page.wait_for_timeout(150)
    page.evaluate("() => document.body.replaceChildren()")
    page.wait_for_timeout(150)
    page.evaluate("() => leave()")
    assert page.evaluate("() => [frames_asked, listeners]") == [0, 0]


def test_controls_are_described_once_the_figure_is_among_them(page):
    page.evaluate("() => show('live-explorer')")
    page.locator("button[data-lm-suppress-shortcuts]").last.wait_for()
    assert page.locator("button:not([data-lm-suppress-shortcuts])").count() == 0


def test_the_hint_shows_where_no_kernel_is_there_and_only_there(page):
    page.evaluate("() => show('live-explorer')")
    assert not page.evaluate(SHOWN)
    page.evaluate("() => show('live-explorer jupyter-widgets-disconnected')")
    assert page.evaluate(SHOWN)
