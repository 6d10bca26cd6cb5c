"""What tests of several folders share: one browser, and the saved pictures of the lessons."""

from collections.abc import Iterator

import pytest
from lab import chromium, chromium_path, missing
from nbval.plugin import IPyNbCell
from pictures import differences, pixels
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium_path() is None:
        missing("no Chromium: sudo apt install chromium")
    with chromium() as browser:
        yield browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """After nbval has compared what a cell says, compare its pictures with those saved in it."""
    result = yield
    if isinstance(item, IPyNbCell):
        found = differences(pixels(item.cell.outputs), pixels(item.test_outputs))
        assert not found, f"{item.nodeid}, cell {item.cell.id}: {found}"
    return result
