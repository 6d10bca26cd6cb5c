"""The comparison that conftest.py makes of saved pictures: one exchanged for another is found."""

from itertools import combinations
from pathlib import Path

import nbformat
import numpy as np
import pytest
from pictures import differences, pixels

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def saved() -> dict[str, list[np.ndarray]]:
    """The pictures of every cell of the course that shows one."""
    found = {
        f"{path.stem} {cell.id}": pixels(cell.outputs)
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    }
    return {name: pictures for name, pictures in found.items() if pictures}


def test_a_picture_equals_itself_where_rounding_differs(saved):
    for pictures in saved.values():
        assert differences(pictures, [one + 3 for one in pictures]) == ""


def test_any_two_pictures_exchanged_are_found(saved):
    assert len(saved) > 10
    for (one, first), (other, second) in combinations(saved.items(), 2):
        assert differences(first, second), f"{one} and {other}"


def test_a_picture_that_is_missing_is_found(saved):
    assert differences(next(iter(saved.values())), []) != ""
