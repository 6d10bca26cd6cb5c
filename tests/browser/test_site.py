"""The site as a reader opens it, from a folder of a web server: each page once, for all its tests.

The site is built once, as `make site` builds it; all of this file is for one worker.
"""

import functools
import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
import web_packages
from explorer_page import on, saved_explorers, try_steps
from lab import NOTEBOOKS, missing
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from conftest import closed_page

ROOT = NOTEBOOKS.parent
SITE = ROOT / "build" / "site"
LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
PAGES = ["index", *LESSONS, "search"]
PHONE = {"width": 360, "height": 720}
PROJECTOR = {"width": 1280, "height": 720}
MOST_BYTES = 1_500_000  # of a page, beside what it shares with the others
CONTRAST = ["color-contrast"]  # what the theme changes
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the site, which is not the top of its server."""
    if not web_packages.install():
        missing("no npm, so no site: sudo apt install npm")
    subprocess.run([sys.executable, ROOT / "tools" / "make_site.py"], check=True)
    handler = functools.partial(Quiet, directory=SITE.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{SITE.name}"
        server.shutdown()


@dataclass
class Visited:
    """A page that was opened, and what went wrong on it since."""

    name: str
    page: Page
    outside: list[str]  # what it asked of the world outside this machine
    faults: list[str] = field(default_factory=list)

    def __post_init__(self):
        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.faults.append(message.text)

        def answered(response: Response) -> None:
            if response.status >= 400:
                self.faults.append(f"{response.status} {response.url}")

        self.page.on("console", said)
        self.page.on("response", answered)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, site: str) -> None:
        self.page.goto(f"{site}/{self.name}.html")
        self.page.wait_for_function(WHOLE)


@pytest.fixture(scope="module", params=PAGES)
def visited(request: pytest.FixtureRequest, site: str, browser: Browser) -> Iterator[Visited]:
    outside = []
    with closed_page(browser, outside) as page:
        visited = Visited(request.param, page, outside)
        visited.open(site)
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
    if not visited.page.evaluate("() => 'axe' in window"):
        visited.page.add_script_tag(path=web_packages.PACKAGES / "axe-core" / "axe.min.js")
    found = visited.page.evaluate(AXE, WCAG if theme == "light" else CONTRAST)
    assert found["passes"]
    assert found["violations"] == []


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


@dataclass
class Html(HTMLParser):
    """What a page of the site has: its ids, and where its links and pictures point to."""

    path: Path

    def __post_init__(self):
        super().__init__()
        self.ids: set[str] = {""}
        self.links: list[str] = []
        self.feed(self.path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple]) -> None:
        self.ids |= {value for key, value in attributes if key == "id"}
        self.links += [value for key, value in attributes if key in {"href", "src"}]


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


# All widgets are drawn and all formulas typeset.
WHOLE = """async () => {
  const views = [...document.querySelectorAll('.widget-subarea')];
  if (!views.every(view => view.querySelector('.jupyter-widgets'))) return false;
  const figures = [...document.querySelectorAll('.live-explorer')];
  if (!figures.every(figure => figure.querySelector('svg'))) return false;
  await window.MathJax?.startup?.promise;
  return document.readyState === 'complete';
}"""

PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# What still reads as LaTeX, outside code.
RAW = r"""() => {
  const seen = [...document.querySelectorAll('.math, .widget-htmlmath')]
    .filter(formula => !formula.querySelector('mjx-container'));
  const walk = document.createTreeWalker(document.querySelector('article, main'), 4);
  const raw = [];
  while (walk.nextNode()) {
    const {parentElement, data} = walk.currentNode;
    if (!parentElement.closest('code, pre, script, style') && /\$|\\[a-z(\[]/.test(data)) {
      raw.push(data);
    }
  }
  return [...seen.map(formula => formula.textContent), ...raw];
}"""

AXE = """async tags => {
  const {passes, violations} = await axe.run({runOnly: tags, resultTypes: ['violations']});
  return {
    passes: passes.length,
    violations: violations.flatMap(({id, nodes}) => nodes.map(({html, target, any}) =>
      `${id}: ${target}: ${html.slice(0, 200)}: ${any.map(one => one.message)}`)),
  };
}"""

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

# Sizes on the screen of the text in a picture, in pixels.
SMALL = r"""explorer => {
  const svg = explorer.querySelector('figure svg');
  const zoom = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll('[id^=text_] > g')]
    .flatMap(g => [...g.getAttribute('transform').matchAll(/scale\(([\d.]+)/g)])
    .map(([, scale]) => 100 * scale * zoom);
}"""
