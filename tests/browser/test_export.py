"""The command that the course gives its readers for a web page without a kernel."""

from pathlib import Path

from explorer_page import on
from exported import export
from lab import NOTEBOOKS
from playwright.sync_api import Page


def test_the_command_for_a_web_page_makes_one_that_moves(web_page: Page, tmp_path: Path):
    notebook = NOTEBOOKS / "00_start_here.ipynb"
    export([notebook], tmp_path)
    web_page.goto((tmp_path / f"{notebook.stem}.html").as_uri())
    for explorer in on(web_page):
        explorer.try_controls()
