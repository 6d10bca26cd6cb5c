"""The command that the README gives its readers for a web page without a kernel."""

import re
import subprocess
import sys
from pathlib import Path

from explorer_page import on
from lab import NOTEBOOKS, write_cells
from playwright.sync_api import Page

README = NOTEBOOKS.parent / "README.md"


def test_the_command_for_a_web_page_makes_one_that_moves(web_page: Page, tmp_path: Path):
    said = re.search(
        r"^\.venv/bin/jupyter (nbconvert .*) notebooks/\w+\.ipynb$", README.read_text(), re.M
    )
    lesson = write_cells(tmp_path / "lesson.ipynb", ["softmax()"])
    subprocess.run([sys.executable, "-m", "jupyter", *said[1].split(), lesson], check=True)
    web_page.goto(lesson.with_suffix(".html").as_uri())
    for explorer in on(web_page):
        explorer.try_controls()
