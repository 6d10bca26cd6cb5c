"""Each notebook as a student opens it: in JupyterLab, every cell run and every slider moved."""

import pytest
from conftest import NOTEBOOKS
from explorer_page import on, try_steps
from lab import Server, run_all
from playwright.sync_api import Page, expect

LESSONS = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
STEPPED = "02_measure_the_gradient_by_the_error.ipynb"


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_cell_runs_and_every_slider_moves(
    lesson: str, server: Server, page: Page, outside: list[str]
):
    server.open_lab(page, lesson)
    wrong = {"error", "stderr"}
    for cell in run_all(page):
        kinds = {output.get("name", output["output_type"]) for output in cell["outputs"]}
        assert not kinds & wrong, cell
    for explorer in on(page):
        explorer.try_controls()
    assert outside == []


def test_a_derivation_is_revealed_by_keyboard(server, page):
    server.open_lab(page, STEPPED)
    run_all(page)
    try_steps(page)


def test_a_saved_notebook_shows_its_figures_before_it_runs(server, page):
    server.open_lab(page, STEPPED)
    expect(page.locator(".jp-OutputArea-output img")).to_have_count(4)
    assert page.get_by_text("Error displaying widget").count() == 0


def test_no_pop_up_covers_the_first_page(server, page):
    server.open_lab(page, LESSONS[0])
    page.wait_for_timeout(1000)
    assert page.locator(".Toastify__toast, .jp-Dialog").count() == 0
