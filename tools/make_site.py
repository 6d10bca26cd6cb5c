"""Make the web site of the course in ``build/site``: ``make site``.

Each lesson is executed as far as its exercises, as `make notebooks` does it, but keeps the state of
its widgets, so that its figures move on a page without a kernel. Sphinx makes the pages, and asks
nothing of the network.
``make site REPO=owner/name`` adds links that launch a lesson elsewhere, and one to its source.
The slides of the lessons are made with it, in ``build/site/slides``.
"""

import hashlib
import importlib
import re
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import make_slides
import nbformat
import web_packages
import write
from myst_nb.core.read import read_myst_markdown_notebook
from nbformat import NotebookNode
from sphinx.cmd.build import main as sphinx_build

SITE = write.ROOT / "site"
BUILD = write.ROOT / "build"
EXECUTED, SOURCE = BUILD / "executed", BUILD / "source"
LOADED = [  # by the pages, of the packages
    "@jupyter-widgets/html-manager/dist/*.woff2",
    "@jupyter-widgets/html-manager/dist/embed-amd.js",
    "anywidget/dist/index.js",
    "mathjax/es5/output/chtml/fonts/woff-v2/*.woff",
    "mathjax/es5/tex-chtml-full.js",
    "requirejs/require.js",
    "reveal.js/dist/plugin/notes.js",
    "reveal.js/dist/reveal.css",
    "reveal.js/dist/reveal.js",
]
CODE = {".css", ".js", ".mplstyle", ".py"}
FOLDS = {"source_hidden": "hide-input", "outputs_hidden": "hide-output"}


def execute(notebook: NotebookNode, name: str) -> NotebookNode:
    """Execute a notebook with the state of its widgets, unless nothing has changed since it was."""
    files = sorted((write.ROOT / "helpers").rglob("*.*"))
    code = b"".join(path.read_bytes() for path in files if path.suffix in CODE)
    key = hashlib.sha256(nbformat.writes(notebook).encode() + code).hexdigest()
    path = EXECUTED / f"{name}.ipynb"
    if path.exists():
        executed = nbformat.read(path, as_version=4)
        if executed.metadata.get("key") == key:
            return executed
    with write.kernel(notebook, write.NOTEBOOKS) as client:
        for index, cell in enumerate(notebook.cells):
            if cell.id == "exercises":
                break  # nothing moves from here on, so what the lesson has is shown
            if cell.cell_type == "code":
                write.run(client, index, name)
        client.set_widgets_metadata()
    notebook.metadata["key"] = key
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return notebook


def for_sphinx(notebook: NotebookNode, name: str, repository: str) -> NotebookNode:
    """A lesson as Sphinx reads it: each cell a target, and a line on what a page cannot do."""
    number = name[:2]
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            source = f"({number}-{cell.id})=\n\n{linked(cell.source)}"
            cells.append(cell | {"source": source})
            if len(cells) == 1:
                cells.append(nbformat.v4.new_markdown_cell(ways_to_run(name, repository)))
        else:
            cells.append(nbformat.v4.new_markdown_cell(f"({number}-{cell.id})="))
            folded = cell.metadata.get("jupyter", {})
            tags = [tag for fold, tag in FOLDS.items() if folded.get(fold)]
            cells.append(cell | {"metadata": {"tags": tags}})
    return nbformat.from_dict(notebook | {"cells": cells})


def linked(text: str) -> str:
    """Lead links to a cell of a lesson, or to the README, to a place on the site."""
    text = re.sub(r"\]\((\d\d)_\w+\.ipynb#cell-id=([\w-]+)\)", r"](#\1-\2)", text)
    return re.sub(r"\]\(\.\./README\.md(#[\w-]+)?\)", r"](index.ipynb)", text)


def ways_to_run(name: str, repository: str) -> str:
    """Say what a page without a kernel cannot do, and where it can be done."""
    path, on_github = f"notebooks/{name}.ipynb", f"https://github.com/{repository}"
    colab = f"https://colab.research.google.com/github/{repository}/blob/HEAD/{path}"
    launch = [
        f"[Binder](https://mybinder.org/v2/gh/{repository}/HEAD?labpath={path})",
        f"[Colab]({colab}) (begin there with `%pip install git+{on_github}`)",
        f"[source]({on_github}/blob/HEAD/{path})",
    ]
    places = " · ".join(["[your own machine](#run-it)", *(launch if repository else [])])
    return (
        "```{container} without-kernel\n"
        "The figures of this page move, but it runs no code and checks no answers. "
        f"To run the lesson: {places}. "
        f'For a room: <a href="slides/{name[:2]}.html">its slides</a>.\n```'
    )


def front_page(readme: str) -> NotebookNode:
    """The front page: its text, with the lessons and the commands from the README."""
    sections = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", readme, re.M | re.S))
    rows = re.findall(r"^\|.*\|$", sections["Lessons"], re.M)
    entries = re.findall(r"^\| (\d\d) \| \[(.*)\]\(notebooks/(\w+)\.ipynb\)", "\n".join(rows), re.M)
    parts = {
        "lessons": "\n".join(rows).replace("](notebooks/", "]("),
        "start": sections["Start"].strip(),
        "contents": "\n".join(f"{number} {title} <{name}>" for number, title, name in entries),
    }
    text = (SITE / "index.md").read_text(encoding="utf-8")
    for part, words in parts.items():
        text = text.replace(f"{{{part}}}", words)
    return read_myst_markdown_notebook(text)


def copy_packages(folder: Path) -> None:
    """Copy what pages load."""
    for pattern in LOADED:
        for path in web_packages.PACKAGES.glob(pattern):
            target = folder / path.relative_to(web_packages.PACKAGES)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def make(lessons: list[Path], folder: Path, repository: str = "") -> None:
    """Make the site of these lessons in a folder."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    readme = write.README.read_text(encoding="utf-8")
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in lessons}
    notebooks["index"] = front_page(readme)
    # Matplotlib announces on stderr that it builds its font cache: here, not in a cell.
    importlib.import_module("matplotlib.font_manager")
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        executed = pool.map(execute, notebooks.values(), notebooks)
        pages = dict(zip(notebooks, executed, strict=True))
    SOURCE.mkdir(parents=True)
    for name, page in pages.items():
        read = page if name == "index" else for_sphinx(page, name, repository)
        nbformat.write(read, SOURCE / f"{name}.ipynb")
    copy_packages(folder / "_static" / "packages")
    options = ["--quiet", "--fail-on-warning", "--keep-going", "--jobs=auto"]
    places = [f"--conf-dir={SITE}", f"--doctree-dir={BUILD / 'doctrees'}", SOURCE, folder]
    if sphinx_build([*options, *map(str, places)]):
        raise write.NotebookError("Sphinx has warned of what stands above")
    make_slides.make({path.stem: pages[path.stem] for path in lessons}, readme, folder / "slides")


def main(arguments: list[str]) -> None:
    """Make the site of all lessons."""
    repository = "".join(arguments)
    if not re.fullmatch(r"([\w.-]+/[\w.-]+)?", repository):
        sys.exit(f"REPO: {repository!r} is not owner/name")
    if not web_packages.install():
        sys.exit("The pages need packages from npm. On Debian and Ubuntu: sudo apt install npm")
    try:
        make(sorted(write.NOTEBOOKS.glob("*.ipynb")), BUILD / "site", repository)
    except write.NotebookError as error:
        sys.exit(str(error))
    print("The site is in build/site: open its index.html, or put the folder on any web server.")


if __name__ == "__main__":
    main(sys.argv[1:])
