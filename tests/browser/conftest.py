"""A real browser and real servers. Without Chromium or npm these tests skip; in CI they fail."""

import os
import shutil
from pathlib import Path

import pytest
from lab import Server, chromium, chromium_path, serve
from playwright.sync_api import Browser, Page, Route

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"


def missing(what: str) -> None:
    """Skip the test, saying what to install; in CI, fail."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(what)


@pytest.fixture(scope="session")
def browser() -> Browser:
    if chromium_path() is None:
        missing("no Chromium: sudo apt install chromium")
    with chromium() as browser:
        yield browser


@pytest.fixture
def outside() -> list[str]:
    """What the page asked of the world outside this machine; it got none of it."""
    return []


@pytest.fixture
def page(browser: Browser, outside: list[str]) -> Page:
    """A page as large as a projector's picture."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(20_000)

    def stay_here(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    page = context.new_page()
    page.route("**/*", stay_here)
    yield page
    context.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Server:
    scratch = tmp_path_factory.mktemp("server")
    folder = shutil.copytree(NOTEBOOKS, scratch / "notebooks")
    with serve(folder, scratch) as server:
        yield server
