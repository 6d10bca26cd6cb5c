"""What tests of several folders share: workers, one browser, the saved pictures of the lessons."""

import os
import re
from collections.abc import Iterator

import pytest
from lab import chromium, chromium_path, missing
from nbval.plugin import IPyNbCell
from pictures import differences, pixels
from playwright.sync_api import Browser
from xdist.scheduler import LoadFileScheduling

BY_PAGE = ("test_lessons.py", "test_site.py", "test_slides.py")


class ByFile(LoadFileScheduling):
    """A file goes to one worker as a whole; of the files that open the lessons, each lesson."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        page = re.search(r"\[(\w+)", test) if file.endswith(BY_PAGE) else None
        return file + page[1] if page else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a worker with a browser waits half of its time."""
    return (os.cpu_count() or 1) + 1


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
