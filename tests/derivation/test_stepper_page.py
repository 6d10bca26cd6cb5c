"""stepper.js on a bare page: what it tells the kernel, and what a keyboard sees."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from helpers.derivation.stepper import Buttons

STAGE = """async ([code, css]) => {
  document.head.innerHTML = `<style>${css}</style>`;
  document.body.innerHTML = '<div id="here"></div>';
  const url = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
  const stepper = (await import(url)).default;
  const state = {shown: 0, last: 2};
  window.told = [];
  let answer;
  const model = {
    get: key => state[key],
    set: (key, value) => { state[key] = value; answer(); },
    save_changes: () => window.told.push(state.shown),
    on: (_, show) => { answer = show; }, off: () => {},
  };
  stepper.render({model, el: document.getElementById('here')});
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(STAGE, [Buttons._esm, Buttons._css])
    yield page
    page.close()


def test_the_kernel_is_told_of_every_line(page):
    for button in ("Next line", "Next line", "Back"):
        page.get_by_role("button", name=button).click()
    assert page.evaluate("told") == [1, 2, 1]
    assert page.get_by_text("line 2 of 3").count() == 1


def test_a_keyboard_sees_which_button_has_the_focus(page):
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Next line"
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
