"""A notebook as the rules read it."""

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

Complaints = Iterator[str]
OPENING = ["title", "outcomes", "imports"]


@dataclass
class Lesson:
    """A notebook, its name and size, and the README that lists it."""

    name: str
    notebook: NotebookNode
    size: int
    readme: str

    @classmethod
    def read(cls, path: Path, readme: str) -> "Lesson":
        notebook = nbformat.read(path, as_version=4)
        return cls(path.stem, notebook, path.stat().st_size, readme)

    @property
    def cells(self) -> list[NotebookNode]:
        return self.notebook.cells

    @property
    def code(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def markdown(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "markdown"]

    def __getitem__(self, cell_id: str) -> NotebookNode:
        for cell in self.cells:
            if cell.id == cell_id:
                return cell
        raise KeyError(f"{self.name} has no cell {cell_id}")

    @property
    def exercises(self) -> list[str]:
        return [cell.id.removesuffix("-stub") for cell in self.cells if cell.id.endswith("-stub")]

    @property
    def sections(self) -> list[list[NotebookNode]]:
        """The cells between the imports and the exercises, split before each ``## `` heading."""
        sections: list[list[NotebookNode]] = []
        for cell in self.cells[len(OPENING) :]:
            if cell.id == "exercises":
                break
            if cell.cell_type == "markdown" and cell.source.startswith("## "):
                sections.append([])
            if sections:
                sections[-1].append(cell)
        return sections


def lines(cell: NotebookNode) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip()]


def prose(cell: NotebookNode | None) -> str:
    """A Markdown cell without code, links' addresses and tags."""
    if cell is None or cell.cell_type != "markdown":
        return ""
    text = re.sub(r"```.*?```|`[^`]*`", " ", by_hand(cell), flags=re.S)
    text = re.sub(r"\[(\d\d)\]\(\1_[^)]*\)", " ", text)  # a lesson by its number
    text = re.sub(r"\]\([^)]*\)|https?://\S+|</?[a-z][^>]*>", " ", text)
    return re.sub(r"\bnotebooks? \d\d", " ", text)


def by_hand(cell: NotebookNode) -> str:
    """The source of a Markdown cell without the table that the writer puts between its marks."""
    return re.sub(r"<!-- (.*) -->.*?<!-- end of \1 -->", " ", cell.source, flags=re.S)


def words(cell: NotebookNode) -> list[str]:
    """The words of a Markdown cell; a formula in a line is one, a displayed one is none."""
    text = re.sub(r"\$\$.*?\$\$|</?[a-z][^>]*>|```.*?```", " ", by_hand(cell), flags=re.S)
    text = re.sub(r"\$[^$]*\$", "formula", text)
    return [word for word in text.split() if re.search(r"\w", word)]


def output_text(cell: NotebookNode) -> str:
    """What a cell printed or showed as text, without matplotlib's <Figure …>."""
    parts = []
    for output in cell.get("outputs", []):
        parts.append(output.get("text", ""))
        parts += [text for mime, text in output.get("data", {}).items() if mime.startswith("text/")]
    return re.sub(r"<Figure size [^>]*>", "", "\n".join(filter(None, parts)))


def bare_code(cell: NotebookNode) -> str:
    """A code cell without its comments."""
    tokens = tokenize.generate_tokens(io.StringIO(cell.source).readline)
    return " ".join(token.string for token in tokens if token.type != tokenize.COMMENT)
