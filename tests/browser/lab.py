"""A Jupyter server over a folder of notebooks, a headless Chromium, and what one does in them."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
KERNEL = {"name": "python3", "display_name": "Python 3"}

# Counts, from the start of a page, who listens to its elements and what else they were asked for.
COUNTERS = """{
  window.counts = {listeners: 0, frames: 0};
  const around = (owner, name, before) => {
    const ask = owner[name];
    owner[name] = function (...given) {
      before(this, ...given);
      return ask.apply(this, given);
    };
  };
  const listeners = new WeakMap();
  const of = (target, type) => {
    const types = listeners.get(target) ?? new Map();
    listeners.set(target, types.set(type, types.get(type) ?? new Set()));
    return types.get(type);
  };
  around(EventTarget.prototype, 'addEventListener', (target, type, listener) => {
    const there = of(target, type);
    window.counts.listeners += !there.has(listener);
    there.add(listener);
  });
  around(EventTarget.prototype, 'removeEventListener', (target, type, listener) => {
    window.counts.listeners -= of(target, type).delete(listener);
  });
  around(MutationObserver.prototype, 'observe', () => window.counts.listeners += 1);
  around(window, 'requestAnimationFrame', () => window.counts.frames += 1);
}"""
OPEN = """async path => {
  const panel = await jupyterapp.commands.execute('docmanager:open', {path});
  await Promise.all([panel.context.ready, panel.sessionContext.ready, panel.revealed]);
}"""
CLOSE = """async () => {
  const panel = jupyterapp.shell.currentWidget;
  await panel.sessionContext.shutdown();
  panel.dispose();
}"""


def missing(what: str) -> None:
    """Skip the test, saying what to install; in CI, fail."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(what)


def chromium_path() -> str | None:
    """Return where Chromium is, if anywhere."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)


@contextlib.contextmanager
def chromium(*options: str) -> Iterator[Browser]:
    """Run a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*CHROMIUM_OPTIONS, *options]
        )
        yield browser
        browser.close()


@dataclass
class Server:
    """JupyterLab, Notebook 7 and Voilà over one folder of notebooks."""

    url: str
    token: str
    folder: Path

    def open_lab(self, page: Page, name: str) -> None:
        page.goto(f"{self.url}/lab/tree/{name}?token={self.token}&reset")
        _wait_for_kernel(page)

    def open_notebook(self, page: Page, name: str) -> None:
        page.goto(f"{self.url}/notebooks/{name}?token={self.token}")
        _wait_for_kernel(page)

    def open_voila(self, page: Page, name: str) -> None:
        page.goto(f"{self.url}/voila/render/{name}?token={self.token}", timeout=60_000)


@dataclass
class Lab:
    """JupyterLab in a page, in which one notebook after the other is opened."""

    server: Server
    page: Page
    outside: list[str]  # what the page asked of the world outside this machine

    def __post_init__(self):
        self.page.add_init_script(COUNTERS)
        self.page.goto(f"{self.server.url}/lab?token={self.server.token}&reset")
        self.page.wait_for_function("() => window.jupyterapp")
        self.page.evaluate("async () => { await jupyterapp.restored; }")

    @contextlib.contextmanager
    def notebook(self, name: str) -> Iterator[Page]:
        """Open a notebook, and at the end close it and shut its kernel down."""
        self.page.evaluate(OPEN, name)
        try:
            yield self.page
        finally:
            self.page.evaluate(CLOSE)


def _wait_for_kernel(page: Page) -> None:
    page.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel"
    )


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def serve(folder: Path, scratch: Path) -> Iterator[Server]:
    """Serve a folder, with settings of nobody's but those in `scratch`."""
    port = free_port()
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--IdentityProvider.token=course"]
    command += ["--expose-app-in-browser", "--JupyterNotebookApp.expose_app_in_browser=True"]
    command += [f"--ServerApp.root_dir={folder}"]
    places = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]
    environment = os.environ | {place: str(scratch / place) for place in places}
    with (scratch / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    server = Server(f"http://127.0.0.1:{port}", "course", folder)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{server.url}/api?token={server.token}").close()
                break
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait()


def write_cells(path: Path, calls: list[str]) -> Path:
    """Write a notebook of explorers and nothing else, a cell for each call."""
    cells = [
        nbformat.v4.new_code_cell(f"from helpers.figures import explorers\nexplorers.{call}")
        for call in calls
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, path)
    return path


def run_all(page: Page) -> list[dict]:
    """Run every cell as the menu does and return their outputs."""
    return page.evaluate(
        """async () => {
          const panel = jupyterapp.shell.currentWidget;
          await panel.context.ready;
          await panel.sessionContext.ready;
          await jupyterapp.commands.execute('notebook:run-all-cells');
          return panel.content.widgets
            .filter(cell => cell.model.type === 'code')
            .map(cell => ({id: cell.model.id, outputs: cell.model.outputs.toJSON()}));
        }"""
    )
