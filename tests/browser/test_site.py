"""The site as a reader opens it, from a folder of a web server: each page once, for all its tests.

The site is built once, as `make site` builds it.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from explorer_page import on, saved_explorers, try_steps
from lab import NOTEBOOKS
from playwright.sync_api import Page
from visited import PAINTED, PROJECTOR, RAW, SITE, SMALL, WCAG, Html, Visited, violations, visit

ROOT = NOTEBOOKS.parent
LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
PAGES = ["index", *LESSONS, "search"]
PHONE = {"width": 360, "height": 720}
MOST_BYTES = 1_500_000  # of a page, beside what it shares with the others
CONTRAST = ["color-contrast"]  # what the theme changes


@pytest.fixture(scope="module", params=PAGES)
def visited(
    request: pytest.FixtureRequest, site: str, screen: tuple[Page, list[str]]
) -> Iterator[Visited]:
    with visit(site, request.param, screen) as visited:
        yield visited


def test_formulas_are_typeset(visited: Visited):
    assert visited.page.evaluate(RAW) == []
    assert visited.page.locator("mjx-merror").count() == 0


def test_every_figure_moves(visited: Visited):
    """By keyboard and by drag, and its readout and parts are those of `helpers`."""
    explorers = on(visited.page) if visited.page.locator(".live-explorer").count() else []
    names = [explorer.name for explorer in explorers]
    assert names == (["gradients"] if visited.name == "index" else figures_of(visited.name))
    for explorer in explorers:
        explorer.try_controls()
    for stepper in visited.page.locator(".live-steps").all():
        try_steps(stepper)


def test_what_a_lesson_shows_fits_its_column(visited: Visited):
    """Derivations too, whose last lines are shown by now; code may be longer."""
    assert visited.page.evaluate(TOO_WIDE) == []


def figures_of(name: str) -> list[str]:
    """The explorers of a lesson, by name."""
    if name not in LESSONS:
        return []
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    return [text.partition(": ")[0] for text in saved_explorers(notebook)]


def test_solutions_are_folded(visited: Visited):
    folded = visited.page.locator("article details")
    if visited.name in LESSONS:
        assert folded.count() > 3
    assert folded.evaluate_all("all => all.filter(details => details.open)") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_anyone_can_read_it(theme: str, visited: Visited):
    visited.page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    assert violations(visited.page, WCAG if theme == "light" else CONTRAST) == []
    assert visited.page.evaluate(OTHER_COLOUR) == []


def test_nothing_is_cut_off_on_a_phone(visited: Visited):
    visited.page.set_viewport_size(PHONE)
    visited.page.evaluate(PAINTED)
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert visited.page.evaluate(CUT_OFF) == []
    for explorer in on(visited.page) if figures_of(visited.name) else []:
        assert min(explorer.root.evaluate(SMALL)) >= 8, explorer.name
        explorer.press(explorer.sliders[0], "Home")
        explorer.check()
    visited.page.set_viewport_size(PROJECTOR)


def test_printed_it_has_no_menus_and_fits(visited: Visited):
    visited.page.emulate_media(media="print")
    visited.page.set_viewport_size({"width": 720, "height": 1000})  # A4
    assert visited.page.evaluate(CUT_OFF) == []
    for menu in (".bd-sidebar-primary", ".bd-header-article", ".live-presets", ".prev-next-footer"):
        assert not visited.page.locator(menu).first.is_visible(), menu
    visited.page.emulate_media(media="screen")
    visited.page.set_viewport_size(PROJECTOR)


def test_it_asks_nothing_of_the_world_and_nothing_fails(visited: Visited):
    """The last test of a page: it counts what went wrong in those before."""
    assert (visited.outside, visited.faults) == ([], [])


@pytest.fixture(scope="session")
def pages(site: str) -> dict[str, Html]:
    return {path.name: Html(path) for path in SITE.glob("*.html")}


def test_every_link_leads_somewhere(pages: dict[str, Html]):
    broken = []
    for name, page in pages.items():
        for link in page.links:
            url = urlsplit(link)
            target = unquote(url.path) or name
            anchor = unquote(url.fragment) if target in pages else ""
            lost = target in pages and anchor not in pages[target].ids
            if not url.scheme and (lost or not (SITE / target).exists()):
                broken.append(f"{name}: {link}")
    assert broken == []


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_is_light(name: str, pages: dict[str, Html]):
    page = pages[f"{name}.html"]
    pictures = {link for link in page.links if link.startswith("_images/")}
    files = [page.path, *(SITE / link for link in pictures)]
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES


def test_the_front_page_asks_shows_and_leads_on(site: str, page: Page):
    page.goto(f"{site}/index.html")
    (explorer,) = on(page)
    assert explorer.caption.bounding_box()["y"] < PROJECTOR["height"]
    assert (
        page.locator("article h1")
        .text_content()
        .startswith("Why cross-entropy and not squared error?")
    )
    rows = page.locator("article table tr").all_text_contents()
    for title, question in re.findall(
        r"^\| \d\d \| \[(.*)\].* \| (.*) \|$", (ROOT / "README.md").read_text("utf-8"), re.M
    ):
        assert any(title.replace("'", "’") in row and question in row for row in rows)
    assert {"make lab", "make test"} <= set(page.locator("pre").first.inner_text().splitlines())


def test_lessons_are_read_in_their_order(pages: dict[str, Html]):
    names = ["index", *LESSONS]
    for name, following in zip(names, LESSONS, strict=False):
        text = pages[f"{name}.html"].path.read_text(encoding="utf-8")
        assert re.findall(r'class="right-next"\s+href="([^"]+)"', text) == [f"{following}.html"]
        text = pages[f"{following}.html"].path.read_text(encoding="utf-8")
        assert re.findall(r'class="left-prev"\s+href="([^"]+)"', text) == [f"{name}.html"]
        assert "it runs no code" in text


def test_the_search_finds_a_word(site: str, page: Page):
    page.goto(f"{site}/search.html?q=surprise")
    page.locator("ul.search li a[href*='04_find']").first.wait_for()


# Formulas that have not the colour of their text; axe looks at the text alone.
OTHER_COLOUR = """() => [...document.querySelectorAll('mjx-container')]
  .filter(formula => getComputedStyle(formula).color
    !== getComputedStyle(formula.parentElement).color)
  .map(formula => formula.textContent)
"""

# What one would have to scroll sideways.
TOO_WIDE = """() => [...document.querySelectorAll('article *')]
  .filter(element => element.checkVisibility() && !element.closest('.cell_input'))
  .filter(element => /auto|scroll/.test(getComputedStyle(element).overflowX))
  .filter(({scrollWidth, clientWidth}) => scrollWidth > clientWidth + 1)
  .map(({scrollWidth, clientWidth, textContent}) =>
    `${scrollWidth} in ${clientWidth}: ${textContent.slice(0, 80)}`)
"""

# Text, formulas and pictures of the article that lie beyond an edge, unless in a box that scrolls.
CUT_OFF = """() => {
  const article = document.querySelector('article, main');
  const scrolls = element => element !== article
    && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const own = element => /img|svg|mjx-container/.test(element.tagName.toLowerCase())
    || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...article.querySelectorAll('*')]
    .filter(element => own(element) && element.checkVisibility())
    .filter(element => !element.closest('mjx-assistive-mml, .visually-hidden'))
    .filter(element => {
      const {left, right, width} = element.getBoundingClientRect();
      return width && (left < -1 || right > innerWidth + 1) && !scrolls(element);
    })
    .map(element => element.outerHTML.slice(0, 150));
}"""
