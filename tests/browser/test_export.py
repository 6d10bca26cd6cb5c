"""Each notebook as a web page, with no kernel behind it and no way to the network.

What the page loads from the network is served from the npm packages in package.json.
"""

from pathlib import Path

import pytest
from conftest import NOTEBOOKS, missing
from explorer_page import on, try_steps
from exported import export, install_packages, serve_packages

LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(scope="module")
def packages() -> None:
    if not install_packages():
        missing("no npm, so no exported page: sudo apt install npm")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    export(NOTEBOOKS.glob("*.ipynb"), folder)
    return folder


@pytest.mark.parametrize("lesson", LESSONS)
def test_sliders_move_without_a_kernel(lesson, packages, site, page, outside):
    serve_packages(page)
    page.goto((site / f"{lesson}.html").as_uri())
    for explorer in on(page):
        if explorer.python.figure.computed:
            explorer.press(explorer.sliders[0], "ArrowLeft")
            explorer.check_still()
        else:
            explorer.try_controls()
    assert [url for url in outside if "mathjax" not in url.lower()] == []


def test_a_derivation_is_revealed_without_a_kernel(packages, site, page):
    serve_packages(page)
    page.goto((site / "02_measure_the_gradient_by_the_error.html").as_uri())
    try_steps(page)
