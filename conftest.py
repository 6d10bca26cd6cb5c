"""nbval compares what a lesson says; here what it shows is compared with its saved pictures."""

import pytest
from nbval.plugin import IPyNbCell
from pictures import differences, pixels


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """After nbval has run a cell, its pictures are those that are saved in it."""
    result = yield
    if isinstance(item, IPyNbCell):
        found = differences(pixels(item.cell.outputs), pixels(item.test_outputs))
        assert not found, f"{item.nodeid}, cell {item.cell.id}: {found}"
    return result
