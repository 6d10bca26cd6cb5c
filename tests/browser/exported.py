"""Notebooks as web pages, and what these load from the network, served from npm packages."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page, Route
from web_packages import PACKAGES


def export(notebooks: Iterable[Path], folder: Path) -> None:
    """Execute notebooks and write each as a web page, with the state of its widgets."""
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--execute", "--to", "html"]
    subprocess.run([*command, f"--output-dir={folder}", *notebooks], check=True)


def serve_packages(page: Page) -> None:
    """Answer what the page asks of the network with files of the npm packages."""

    def answer(route: Route) -> None:
        package, file = re.fullmatch(
            r".*?/((?:@[\w-]+/)?[\w-]+)@[^/]*/(.*)", route.request.url
        ).groups()
        route.fulfill(path=PACKAGES / package / file)

    page.route(re.compile(r"https://(unpkg\.com|cdn\.jsdelivr\.net)/"), answer)
    page.route(
        re.compile(r".*/require(\.min)?\.js"),
        lambda route: route.fulfill(path=PACKAGES / "requirejs" / "require.js"),
    )
