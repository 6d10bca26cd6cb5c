"""Film an explorer that is dragged in a browser: ``make picture`` renews ``README.gif``.

It needs Chromium and npm, as the browser tests do; their modules are on the path.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

import nbformat
import web_packages
from exported import export, serve_packages
from lab import chromium, chromium_path
from PIL import Image
from playwright.sync_api import Page

PICTURE = Path(__file__).parents[1] / "README.gif"
CODE = "from helpers.figures import gradients\ngradients(z=6, y=0)"
WIDTH, HEIGHT = 720, 620  # of the page, in pixels; as narrow as the figure's words allow
LOGITS = [6 - 0.2 * k for k in range(61)]  # from confidently wrong to confidently right
MILLISECONDS = 80  # a frame
REST = 1200  # at both ends
COLOURS = 64


def main() -> None:
    """Make the film."""
    if chromium_path() is None or not web_packages.install():
        sys.exit("make picture needs a browser and npm: sudo apt install chromium npm")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        notebook = Path(folder, "explorer.ipynb")
        cells = [nbformat.v4.new_code_cell(CODE)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
        export([notebook], Path(folder))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        serve_packages(page)
        page.goto(notebook.with_suffix(".html").as_uri())
        frames = film(page)
    times = [REST, *[MILLISECONDS] * (len(frames) - 2), REST]
    first, *rest = frames
    first.save(PICTURE, save_all=True, append_images=rest, duration=times, loop=0, optimize=True)


def film(page: Page) -> list[Image.Image]:
    """Drag the slider through the logits; return a picture of each."""
    explorer = page.locator(".live-explorer")
    handle = page.locator(".noUi-handle").first
    page.wait_for_function("() => document.querySelector('[data-lm-suppress-shortcuts]')")
    track, held = page.locator(".noUi-base").first.bounding_box(), handle.bounding_box()
    y = held["y"] + held["height"] / 2
    page.mouse.move(held["x"] + held["width"] / 2, y)
    page.mouse.down()
    pictures = []
    for logit in LOGITS:
        page.mouse.move(track["x"] + track["width"] * (logit + 10) / 20, y)
        shown = f"z = {logit:.1f},".replace("-0.0", "0.0")
        page.locator("figcaption", has_text=shown).wait_for()
        picture = Image.open(BytesIO(explorer.screenshot())).convert("RGB")
        # The same colours in each, so that what stands still is the same in each.
        colours = pictures[0] if pictures else picture.quantize(COLOURS)
        pictures.append(picture.quantize(COLOURS, palette=colours, dither=Image.Dither.NONE))
    page.mouse.up()
    return pictures


if __name__ == "__main__":
    main()
