"""The slides as a teacher shows them, at 1280 × 720: each deck once, for all its tests."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import nbformat
import pytest
from explorer_page import OnPage, saved_explorers
from lab import NOTEBOOKS
from playwright.sync_api import Locator, Page, expect
from visited import RAW, SITE, SMALL, WCAG, Html, Visited, violations, visit

LESSONS = {path.name[:2]: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}


@pytest.fixture(scope="module", params=LESSONS)
def deck(
    request: pytest.FixtureRequest, site: str, screen: tuple[Page, list[str]]
) -> Iterator[Visited]:
    with visit(site, f"slides/{request.param}", screen) as deck:
        deck.page.wait_for_function("() => Reveal.isReady()")
        yield deck


def marked(deck: Visited) -> list[nbformat.NotebookNode]:
    """The cells of the lesson that are on its slides."""
    lesson = nbformat.read(LESSONS[deck.name[-2:]], as_version=4)
    return [cell for cell in lesson.cells if "slideshow" in cell.metadata]


def show(element: Locator) -> None:
    """Go to the slide of an element, with all that appears on it."""
    element.evaluate(SHOW)


def test_nothing_lies_beyond_the_edge_of_a_slide(deck: Visited):
    """Each slide with its fragments, and its derivations to their last lines."""
    kinds = [cell.metadata.slideshow.slide_type for cell in marked(deck)]
    slides = deck.page.locator("section section")
    assert slides.count() == len(kinds) - kinds.count("fragment")
    found = {}
    for number, slide in enumerate(slides.all(), start=1):
        show(slide)
        for button in slide.get_by_role("button", name="Next line").all():
            while button.is_enabled():
                button.press("Enter")
        found[number] = slide.evaluate(BEYOND)
        assert slide.inner_text().strip() or slide.locator("img, svg").count()
    assert {number: beyond for number, beyond in found.items() if beyond} == {}


def test_every_figure_moves(deck: Visited):
    """By keyboard and by drag, as on the lesson's page, with text for the back of a room."""
    names = [text.partition(": ")[0] for cell in marked(deck) for text in of_cell(cell)]
    roots = deck.page.locator(".live-explorer").all()
    assert names
    for name, root in zip(names, roots, strict=True):
        show(root)
        explorer = OnPage(root)
        assert explorer.name == name
        explorer.try_controls()
        assert min(root.evaluate(SMALL)) >= 14, name
        assert deck.page.evaluate(BEYOND_NOW) == []


def of_cell(cell: nbformat.NotebookNode) -> list[str]:
    return saved_explorers(nbformat.v4.new_notebook(cells=[cell]))


def test_arrow_keys_move_the_slider_that_has_the_focus_and_else_the_slides(deck: Visited):
    root = deck.page.locator(".live-explorer").first
    show(root)
    explorer, place = OnPage(root), "() => Reveal.getSlidePastCount()"
    slider, at = explorer.sliders[0], deck.page.evaluate(place)
    explorer.press(slider, "Home")
    before = explorer.state()[slider]
    for key in "ArrowRight", "PageUp", "End":
        deck.page.keyboard.press(key)
        assert explorer.state()[slider] > before
        before = explorer.state()[slider] - 1e-9
    assert deck.page.evaluate(place) == at
    deck.page.keyboard.press("Escape")
    deck.page.keyboard.press("ArrowRight")
    assert deck.page.evaluate(place) == at + 1
    assert explorer.root.evaluate("() => !Reveal.isOverview()")
    deck.page.keyboard.press("ArrowLeft")
    assert deck.page.evaluate(place) == at
    presets = explorer.figure.locator("button")
    if presets.count():
        presets.last.press(" ")
        assert deck.page.evaluate(place) == at


def test_pictures_are_told_to_those_who_do_not_see_them(deck: Visited):
    said = deck.page.locator(".slides img").evaluate_all("all => all.map(img => img.alt)")
    assert all(any(letter.isdigit() for letter in text) for text in said), said


def test_formulas_are_typeset(deck: Visited):
    assert deck.page.evaluate(RAW) == []
    assert deck.page.locator("mjx-merror").count() == 0


@pytest.mark.parametrize("deck", ["00"], indirect=True)
def test_anyone_can_read_it(deck: Visited):
    """Each slide of the first lesson; all lessons have the same kinds of slides."""
    found = {}
    for number, slide in enumerate(deck.page.locator("section section").all(), start=1):
        show(slide)
        found[number] = violations(deck.page, WCAG, ".slides section section.present")
    assert {number: wrong for number, wrong in found.items() if wrong} == {}


def test_the_speaker_has_a_plan_and_answers(deck: Visited):
    note = deck.page.locator("section section").first.locator("aside.notes")
    for words in "45 minutes.", "What they predict, and what to answer":
        assert words in note.text_content()
    solution = deck.page.locator("section section:has(h2:text('exercise for the room')) .notes")
    assert "return" in solution.text_content()


def test_the_speakers_window_shows_the_note(deck: Visited):
    show(deck.page.locator("section section").first)
    with deck.page.expect_popup() as opened:
        deck.page.keyboard.press("s")
    window = opened.value
    asked = []
    window.on("request", lambda request: asked.append(request.url))
    notes = window.locator(".speaker-controls-notes")
    expect(notes).to_contain_text("45 minutes.", timeout=20_000)  # it loads the deck twice
    assert "$" not in notes.text_content()
    window.close()
    assert [url for url in asked if urlsplit(url).hostname not in ("127.0.0.1", None, "")] == []


def test_every_link_leads_somewhere(deck: Visited):
    folder = SITE / "slides"
    links = [urlsplit(link) for link in Html(SITE / f"{deck.name}.html").links]
    paths = [link.path for link in links if not link.scheme]
    assert [path for path in paths if not (folder / path).exists()] == []


def test_it_asks_nothing_of_the_world_and_nothing_fails(deck: Visited):
    """The last test of a deck: it counts what went wrong in those before."""
    assert (deck.outside, deck.faults) == ([], [])


SHOW = """async element => {
  const {h, v} = Reveal.getIndices(element.closest('section'));
  Reveal.slide(h, v, 99);
  await MathJax.startup.promise;
}"""

# What of a slide is not on the screen: text, formulas, pictures, buttons.
BEYOND = """async slide => {
  await MathJax.startup.promise;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [...slide.querySelectorAll('*')]
    .filter(element => element.checkVisibility())
    .filter(element => !element.closest('aside.notes, mjx-assistive-mml, svg *'))
    .filter(element => {
      const {left, top, right, bottom, width, height} = element.getBoundingClientRect();
      return width && height && (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight);
    })
    .map(element => element.outerHTML.slice(0, 150));
}"""

BEYOND_NOW = f"() => ({BEYOND})(Reveal.getCurrentSlide())"
