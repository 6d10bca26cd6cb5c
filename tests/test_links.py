"""Links, paths and make targets that the project's own pages name are there."""

import re
import shutil
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import mistune
import nbformat
import pytest

ROOT = Path(__file__).parents[1]
GUIDES = [*ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md")]
PAGES = [*GUIDES, *sorted(ROOT.glob("notebooks/*.ipynb"))]
CODE = re.S | re.M
NAMES_A_FILE = re.compile(r"[/\\]|\.(css|ipynb|js|json|lock|md|mplstyle|png|py|toml|txt|yml)$")


class Links(HTMLParser):
    """Collects where a page's links and pictures point to, and what a link is called."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[list[str]] = []
        self.feed(mistune.html(text))

    def handle_starttag(self, tag, attributes):
        self.found += [[value, ""] for key, value in attributes if key in {"href", "src"}]
        self.open = tag == "a"

    def handle_endtag(self, tag):
        self.open = False

    def handle_data(self, data):
        if self.found and self.open:
            self.found[-1][1] += data


@cache
def text(page: Path) -> str:
    if page.suffix == ".md":
        return page.read_text(encoding="utf-8")
    cells = nbformat.read(page, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@cache
def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.*)", re.sub(r"^```.*?^```", "", text(page), flags=CODE), re.M)


def anchors(page: Path) -> set[str]:
    """What can follow the # of a link to the page: on GitHub, or in JupyterLab for a notebook."""
    if page.suffix == ".ipynb":
        cells = {f"cell-id={cell.id}" for cell in nbformat.read(page, as_version=4).cells}
        return {heading.replace(" ", "-") for heading in headings(page)} | cells
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in headings(page)}


def broken(text: str, page: Path) -> list[str]:
    """The local links of a page's text that lead nowhere, or to another lesson than they say."""
    found = []
    for link, called in Links(text).found:
        url = urlsplit(link)
        target = page.parent / unquote(url.path) if url.path else page
        if url.scheme:
            continue
        if not target.exists() or (url.fragment and unquote(url.fragment) not in anchors(target)):
            found.append(link)
        elif target.parent.name == "notebooks" and called and target != page:
            number = re.search(r"\b\d\d\b", called)
            if (number[0] if number else called) not in (target.name[:2], headings(target)[0]):
                found.append(f"{link} is called {called}")
    return found


def missing(text: str, folder: Path = ROOT) -> list[str]:
    """The paths, installed commands and make targets in a text's code that are not there."""
    code = [block or span for block, span in re.findall(r"^```\n(.*?)^```|`([^`\n]+)`", text, CODE)]
    targets = {name for part in code for name in re.findall(r"\bmake ([a-z]+)", part)}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = [f"make {name}" for name in targets if not re.search(rf"^{name}:", makefile, re.M)]
    for word in {word for part in code for word in part.split()}:
        path = word.rpartition("=")[2].strip("\"'").rstrip(",;:/").replace("\\", "/")
        if command := re.fullmatch(r"\.venv/(?:bin|Scripts)/(\w+)", path):
            there = shutil.which(command[1], path=str(Path(sys.executable).parent))
        elif path.endswith(".venv") or path.startswith("build/") or path == "owner/name":
            there = True  # made by make; a stand-in for yours
        else:
            pattern = path.replace("NN", "[0-9][0-9]").replace("…", "*")
            there = not NAMES_A_FILE.search(path) or any(
                [*place.glob(pattern)] for place in (ROOT, folder)
            )
        if not there:
            found.append(word)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_local_links_lead_where_they_say(page):
    assert broken(text(page), page) == []


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_paths_and_commands_are_there(page):
    assert missing(text(page), page.parent) == []


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("[there](README.md#start)", False),
        ("[there](README.md#begin)", True),
        ("[here](#where-things-are)", False),
        ("[here](#where-things-were)", True),
        ("[away](https://example.org/x.md)", False),
        ("![gone](gone.png)", True),
        ("[notebook 01](notebooks/01_watch_a_neuron_refuse_to_learn.ipynb)", False),
        ("[notebook 02](notebooks/01_watch_a_neuron_refuse_to_learn.ipynb)", True),
        ("[Watch a neuron refuse to learn](notebooks/00_start_here.ipynb)", True),
        ("[Start here](notebooks/00_start_here.ipynb#Use-the-course)", False),
        ("[Start here](notebooks/00_start_here.ipynb#use-the-course)", True),
        ("[Start here](notebooks/00_start.ipynb)", True),
    ],
)
def test_a_wrong_link_is_found(link, wrong):
    assert bool(broken(f"So {link}.", ROOT / "CONTRIBUTING.md")) == wrong


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("`tools/write.py`, `helpers/neuron/` and `README.md`", False),
        ("`tools/writer.py`", True),
        ("`helpers/neurons/`", True),
        ("`READYOU.md`", True),
        ("`notebooks/NN_….ipynb`", False),
        ("`make notebooks ARGS=notebooks/NN_….ipynb`", False),
        ("`make notebooks ARGS=lessons/NN_….ipynb`", True),
        ("`make note`", True),
        ("```\n.venv\\Scripts\\jupyter lab notebooks\\00_start_here.ipynb\n```\n", False),
        ("```\n.venv\\Scripts\\jupyter lab notebooks\\00_start.ipynb\n```\n", True),
        ("```\n.venv/bin/jupiter lab\n```\n", True),
    ],
)
def test_a_wrong_path_is_found(code, wrong):
    assert bool(missing(code)) == wrong
