"""A real browser and real servers. Without Chromium or npm these tests skip; in CI they fail."""

import contextlib
import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import web_packages
from exported import serve_packages
from filelock import FileLock
from lab import NOTEBOOKS, Lab, Server, missing, serve
from playwright.sync_api import Browser, Page, Route
from visited import SITE


@contextlib.contextmanager
def closed_page(browser: Browser, outside: list[str]) -> Iterator[Page]:
    """Open a page as large as a projector's picture; `outside` gets what it asks of the world."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(20_000)

    def refuse(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    page = context.new_page()
    page.route(re.compile(r"^(?!http://127\.0\.0\.1:|file:|data:|blob:)"), refuse)
    yield page
    context.close()


@pytest.fixture
def outside() -> list[str]:
    """What the page asked of the world outside this machine; it got none of it."""
    return []


@pytest.fixture
def page(browser: Browser, outside: list[str]) -> Page:
    with closed_page(browser, outside) as page:
        yield page


@pytest.fixture(scope="session")
def screen(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One page for all pages of the site that a worker opens, and what they ask of the world."""
    outside = []
    with closed_page(browser, outside) as page:
        yield page, outside


@pytest.fixture
def web_page(page: Page) -> Page:
    """A page that gets the npm packages it asks of the network."""
    install_packages()
    serve_packages(page)
    return page


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Server:
    scratch = tmp_path_factory.mktemp("server")
    folder = shutil.copytree(NOTEBOOKS, scratch / "notebooks")
    with serve(folder, scratch) as server:
        yield server


@pytest.fixture(scope="session")
def lab(browser: Browser, server: Server) -> Lab:
    """One JupyterLab for all tests of a worker: to load it takes longer than most of them."""
    outside = []
    with closed_page(browser, outside) as page:
        yield Lab(server, page, outside)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def install_packages() -> None:
    SITE.parent.mkdir(exist_ok=True)
    with FileLock(SITE.parent / "packages.lock"):
        if not web_packages.install():
            missing("no npm, so no web page: sudo apt install npm")


@pytest.fixture(scope="session")
def site(testrun_uid: str) -> Iterator[str]:
    """The address of the site, which is not the top of its server; one worker builds it for all."""
    install_packages()
    built = SITE.parent / "built"
    with FileLock(SITE.parent / "site.lock"):
        if not (built.exists() and built.read_text() == testrun_uid):
            subprocess.run([sys.executable, NOTEBOOKS.parent / "tools/make_site.py"], check=True)
            built.write_text(testrun_uid)
    handler = functools.partial(Quiet, directory=SITE.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{SITE.name}"
        server.shutdown()
