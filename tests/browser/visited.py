"""A page of the site that was opened, what went wrong on it, and what can be asked of it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from lab import NOTEBOOKS
from playwright.sync_api import ConsoleMessage, Page, Response

SITE = NOTEBOOKS.parent / "build" / "site"


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

# Sizes on the screen of the text in a picture, in pixels.
SMALL = r"""explorer => {
  const svg = explorer.querySelector('figure svg');
  const zoom = svg.getScreenCTM().a;
  return [...svg.querySelectorAll('[id^=text_] > g')]
    .flatMap(g => [...g.getAttribute('transform').matchAll(/scale\(([\d.]+)/g)])
    .map(([, scale]) => 100 * scale * zoom);
}"""
