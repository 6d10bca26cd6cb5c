"""live.js on a bare page: what it asks of the browser, and what it makes of what it is told."""

from collections.abc import Iterator

import pytest
from drawn import drawn
from playwright.sync_api import Browser, Page

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
    on: (event, answer) => { window.listeners += 1; heard[event] = answer; },
    off: () => { window.listeners -= 1; },
  };
  const heard = {};
  window.move = (key, value) => {
    state[key] = value;
    heard[`change:${key}`]();
    return document.querySelector('figcaption').textContent;
  };
  window.show = async box => {
    document.body.innerHTML = `<div class="${box}"><div id="here"></div></div>`;
    const el = document.getElementById('here');
    const handle = document.createElement('button');
    window.leave = await live.render({model, el});
    el.after(handle);
  };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    stage(page, "learning_curves")
    yield page
    page.close()


def stage(page: Page, name: str) -> None:
    state = drawn(name).explorer.figure.get_state()
    state["positions"] = list(state["positions"])
    kept = {key: value for key, value in state.items() if key != "layout" and key[0] != "_"}
    page.evaluate(STAGE, [LiveFigure._esm, LiveFigure._css, kept])


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


def test_a_keyboard_sees_which_button_has_the_focus(page):
    page.evaluate("() => show('live-explorer')")
    page.keyboard.press("Tab")
    ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert page.evaluate("() => document.activeElement.matches('.live-presets button')")
    assert ring != "none"


def test_nothing_jumps_when_the_caption_needs_a_second_line(page):
    page.evaluate("() => show('live-explorer')")
    low, line = page.evaluate("""() => {
      const style = getComputedStyle(document.querySelector('figcaption'));
      return [parseFloat(style.minHeight), parseFloat(style.lineHeight)];
    }""")
    assert low >= 2 * line


def test_every_stop_of_a_slider_shows_its_own_state(page):
    stage(page, "error_laws")
    page.evaluate("() => show('live-explorer')")
    for hundredths in range(101):
        for near in (hundredths / 100, 0.01 * hundredths):  # as sliders round
            caption = page.evaluate("A => move('A', A)", near)
            assert caption.startswith(f"A = {hundredths / 100:.2f}, ")


def test_every_stop_through_a_list_shows_its_own_state(page):
    stage(page, "learning_curves")
    page.evaluate("() => show('live-explorer')")
    for index, rate in enumerate([0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, 10]):
        caption = page.evaluate("index => move('learning_rate', index)", index)
        assert caption.startswith(f"start z = 4.0, η = {rate}: ")


def test_a_part_that_stays_is_not_drawn_again(page):
    """The curves of the rounding errors are the same at every logit."""
    stage(page, "rounding")
    page.evaluate("() => show('live-explorer')")
    page.evaluate(
        """() => {
          window.redrawn = new Set();
          new MutationObserver(records => records.forEach(({target}) =>
            redrawn.add(target.closest('[data-part]').dataset.part.split('-').at(-1))
          )).observe(document.querySelector('svg'), {attributes: true, subtree: true});
        }"""
    )
    for key, value, kinds in (("z", 20, {"point"}), ("y", 0, {"curve", "point"})):
        page.evaluate("([key, value]) => { redrawn.clear(); move(key, value); }", [key, value])
        assert set(page.evaluate("() => [...redrawn]")) == kinds
