"""Two lessons as a student opens and runs them in JupyterLab.

In every lesson nbval compares what the cells make, and test_site.py what the widgets show. A lesson
is opened and run once; all tests of it look at that page.
"""

import io
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
import numpy as np
import pytest
from explorer_page import on, saved_explorers, try_steps
from lab import NOTEBOOKS, Lab, run_all
from nbformat import NotebookNode
from PIL import Image
from playwright.sync_api import Page, TimeoutError as Late, expect

LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
TRIED = [LESSONS[0], "07_see_the_landscape"]  # the latter has every kind of output
PICTURES = """([ids, count]) => {
  const cells = jupyterapp.shell.currentWidget.content.widgets;
  const pictures = id => [...cells.find(cell => cell.model.id === id).node
    .querySelectorAll('.jp-OutputArea-output img')].map(image => image.src.split(',')[1]);
  const all = Object.fromEntries(ids.map(id => [id, pictures(id)]));
  return Object.values(all).flat().length >= count && all;
}"""


@dataclass
class Lesson:
    """A lesson that was opened in JupyterLab and run there."""

    page: Page
    notebook: NotebookNode  # as it is in git
    pictures: dict[str, list[str]]  # that stood in each cell before it ran
    outputs: dict[str, list[dict]]  # of each cell, after it ran
    pop_ups: int

    @property
    def explorers(self) -> list[str]:
        """What git has of its explorers: the name and the readout of each."""
        return saved_explorers(self.notebook)

    @property
    def steppers(self) -> int:
        """How many derivations came out as widgets, a line at a time."""
        widget = "application/vnd.jupyter.widget-view+json"
        data = [output.get("data", {}) for some in self.outputs.values() for output in some]
        return sum({"text/latex", widget} <= one.keys() for one in data)


@pytest.fixture(scope="module", params=TRIED)
def lesson(request: pytest.FixtureRequest, lab: Lab) -> Iterator[Lesson]:
    name = f"{request.param}.ipynb"
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    saved = _pictures({cell.id: cell.get("outputs", []) for cell in notebook.cells})
    with lab.notebook(name) as page:
        try:
            count = sum(map(len, saved.values()))
            page.wait_for_function(PICTURES, arg=[list(saved), count], polling=100)
        except Late:
            pass  # a test says what is missing
        shown = page.evaluate(PICTURES, [list(saved), 0])
        outputs = {cell["id"]: cell["outputs"] for cell in run_all(page)}
        pop_ups = page.locator(".Toastify__toast, .jp-Dialog").count()
        yield Lesson(page, notebook, shown, outputs, pop_ups)


def _pictures(outputs: dict[str, list[dict]]) -> dict[str, list[str]]:
    """Return the pictures in the outputs of each cell, as PNG in base 64."""
    return {
        cell: [
            output["data"]["image/png"] for output in some if "image/png" in output.get("data", {})
        ]
        for cell, some in outputs.items()
    }


def _pixels(picture: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(b64decode(picture))).convert("RGB"))


def test_every_cell_runs(lesson: Lesson, lab: Lab):
    wrong = {"error", "stderr"}
    for cell, outputs in lesson.outputs.items():
        kinds = {output.get("name", output["output_type"]) for output in outputs}
        assert not kinds & wrong, (cell, outputs)
    assert lab.outside == []


def test_before_it_runs_each_cell_shows_the_picture_that_it_makes(lesson: Lesson):
    made = {cell: pictures for cell, pictures in _pictures(lesson.outputs).items() if pictures}
    shown = {cell: pictures for cell, pictures in lesson.pictures.items() if pictures}
    assert {cell: len(pictures) for cell, pictures in shown.items()} == {
        cell: len(pictures) for cell, pictures in made.items()
    }
    for cell, pictures in made.items():
        for old, new in zip(shown[cell], pictures, strict=True):
            np.testing.assert_array_equal(_pixels(old), _pixels(new), err_msg=cell)


def test_no_pop_up_covers_it(lesson: Lesson):
    assert lesson.pop_ups == 0


def test_every_slider_moves(lesson: Lesson):
    explorers = on(lesson.page)
    shown = [f"{explorer.name}: {explorer.caption.text_content()}" for explorer in explorers]
    assert shown == lesson.explorers
    for explorer in explorers:
        explorer.try_controls()


def test_derivations_are_revealed_by_keyboard(lesson: Lesson):
    code = "\n".join(cell.source for cell in lesson.notebook.cells if cell.cell_type == "code")
    assert bool(lesson.steppers) == bool(re.search(r"\bsteps\(", code))
    steppers = lesson.page.locator(".live-steps")
    expect(steppers).to_have_count(lesson.steppers)
    for stepper in steppers.all():
        try_steps(stepper)


def test_a_link_opens_the_next_lesson(lab: Lab):
    path = "() => jupyterapp.shell.currentWidget.context.path"
    with lab.notebook(f"{LESSONS[1]}.ipynb") as page:
        link = page.locator(f".jp-MarkdownOutput a[href*='{LESSONS[2]}']:visible").first
        link.click()
        page.wait_for_function(f"name => ({path})() === name", arg=f"{LESSONS[2]}.ipynb")
        with lab.notebook(f"{LESSONS[2]}.ipynb"):
            pass
        page.wait_for_function(f"name => ({path})() === name", arg=f"{LESSONS[1]}.ipynb")
