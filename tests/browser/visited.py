"""A page of the site that was opened, what went wrong on it, and what can be asked of it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import web_packages
from lab import NOTEBOOKS
from playwright.sync_api import ConsoleMessage, Error, Page, Response

SITE = NOTEBOOKS.parent / "build" / "site"
PROJECTOR = {"width": 1280, "height": 720}


@dataclass
class Visited:
    """A page of the site that was opened, and what went wrong on it since."""

    name: str
    page: Page
    outside: list[str]  # what it asked of the world outside this machine
    faults: list[str]


@contextlib.contextmanager
def visit(site: str, name: str, screen: tuple[Page, list[str]]) -> Iterator[Visited]:
    """Open a page of the site, with all its widgets and formulas."""
    page, outside = screen
    page.set_viewport_size(PROJECTOR)
    page.emulate_media(media="screen")
    outside.clear()
    faults = []

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(message.text)

    def answered(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.url}")

    def failed(error: Error) -> None:
        faults.append(str(error))

    listeners = {"console": said, "response": answered, "pageerror": failed}
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        page.goto(f"{site}/{name}.html")
        page.wait_for_function(DRAWN)
        page.evaluate(TYPESET)
        yield Visited(name, page, outside, faults)
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


def violations(page: Page, tags: list[str], part: str = "html") -> list[str]:
    """What axe finds in a part of a page, by the rules with these tags."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=web_packages.PACKAGES / "axe-core" / "axe.min.js")
    found = page.evaluate(AXE, [tags, part])
    assert found["passes"]
    return found["violations"]


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


# All widgets are drawn. (A promise would be true at once.)
DRAWN = """() => {
  const saved = document.querySelectorAll('script[type$="widget-view+json"]');
  const views = [...document.querySelectorAll('.widget-subarea')];
  const figures = [...document.querySelectorAll('.live-explorer')];
  return document.readyState === 'complete' && views.length === saved.length
    && views.every(view => view.querySelector('.jupyter-widgets'))
    && figures.every(figure => figure.querySelector('svg'));
}"""
TYPESET = "async () => { await window.MathJax?.startup?.promise; }"

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

# Sizes on the screen of the text in a picture, in pixels.
SMALL = r"""explorer => {
  const svg = explorer.querySelector('figure svg');
  const zoom = svg.getScreenCTM().a;
  return [...svg.querySelectorAll('[id^=text_] > g')]
    .flatMap(g => [...g.getAttribute('transform').matchAll(/scale\(([\d.]+)/g)])
    .map(([, scale]) => 100 * scale * zoom);
}"""

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

AXE = """async ([tags, part]) => {
  await Promise.all(document.getAnimations().map(animation => animation.finished));
  const options = {runOnly: tags, resultTypes: ['violations']};
  const {passes, violations} = await axe.run(part, options);
  return {
    passes: passes.length,
    violations: violations.flatMap(({id, nodes}) => nodes.map(({html, target, any}) =>
      `${id}: ${target}: ${html.slice(0, 200)}: ${any.map(one => one.message)}`)),
  };
}"""
