"""Links between the project's own pages lead somewhere."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import mistune
import nbformat
import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md"), *sorted(ROOT.glob("notebooks/*.ipynb"))]


class Links(HTMLParser):
    """Collects where a page's links and pictures point to."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(mistune.html(text))

    def handle_starttag(self, tag, attributes):
        self.found += [value for key, value in attributes if key in {"href", "src"}]


def text(page: Path) -> str:
    if page.suffix == ".md":
        return page.read_text(encoding="utf-8")
    cells = nbformat.read(page, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def broken(text: str, folder: Path) -> list[str]:
    """Return the local links of a Markdown text that lead nowhere."""
    links = [(link, urlsplit(link)) for link in Links(text).found]
    local = [(link, unquote(url.path)) for link, url in links if not url.scheme and url.path]
    return [link for link, path in local if not (folder / path).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_local_links_lead_somewhere(page):
    assert broken(text(page), page.parent) == []


def test_a_broken_link_is_found():
    page = "[there](README.md#start), [away](https://example.org/x.md), ![gone](gone.png)"
    assert broken(page, ROOT) == ["gone.png"]
