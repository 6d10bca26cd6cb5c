"""Every row of the four articles has its cells, and a table in the last lesson says which."""

import re
import tomllib
from pathlib import Path

import nbformat
import pytest
import write

NOTEBOOKS = sorted(write.NOTEBOOKS.glob("*.ipynb"))
ROWS = tomllib.loads(write.ROWS.read_text(encoding="utf-8"))["rows"]
# How many results and mistakes each article has, and what the course adds.
COUNTS = {"R1": 7, "E1": 7, "R2": 9, "E2": 4, "R3": 8, "E3": 2, "R4": 8, "E4": 4, "X": 4}


def tags(path: Path) -> set[str]:
    cells = nbformat.read(path, as_version=4).cells
    return {tag for cell in cells for tag in cell.metadata.get("tags", [])}


def missing(rows: dict[str, dict], delivered: dict[str, set[str]]) -> list[str]:
    """Rows without a cell in a notebook that is there and owes them."""
    return [
        f"{row} in notebook {number}"
        for row, entry in rows.items()
        for number in entry["notebooks"]
        if number in delivered and row not in delivered[number]
    ]


def test_the_list_is_complete():
    expected = [f"{part}.{n}" for part, count in COUNTS.items() for n in range(1, count + 1)]
    expected = [row.replace("X.", "X") for row in expected]
    assert list(ROWS) == expected
    for row, entry in ROWS.items():
        assert entry["notebooks"], row
        assert re.fullmatch(r"\S[^|\n]{15,}[^.\s]", entry["says"]), row


def test_every_row_of_a_notebook_that_exists_has_a_cell():
    assert missing(ROWS, {path.name[:2]: tags(path) for path in NOTEBOOKS}) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_tags_are_rows(path: Path):
    assert tags(path) <= set(ROWS)


def test_the_page_holds_the_table():
    (cell,) = (c for c in nbformat.read(write.REPAIRS, as_version=4).cells if c.id == "rows")
    assert write.with_table(cell.source, write.rows_table(ROWS, NOTEBOOKS)) == cell.source


def test_a_missing_row_is_named():
    rows = {"R1.1": {"notebooks": ["02", "05"]}, "R1.2": {"notebooks": ["02"]}}
    assert missing(rows, {"02": {"R1.1"}}) == ["R1.2 in notebook 02"]
    assert missing(rows, {"02": {"R1.1", "R1.2"}, "05": set()}) == ["R1.1 in notebook 05"]
