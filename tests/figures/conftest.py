"""nbval compares what a lesson says; here what it shows is compared with the saved pictures."""

import pytest
from nbval.plugin import IPyNbCell
from pictures import differences, pixels


class SavedPictures:
    """After nbval has run a cell, its pictures are those that are saved in it."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item):
        result = yield
        if isinstance(item, IPyNbCell):
            found = differences(pixels(item.cell.outputs), pixels(item.test_outputs))
            assert not found, f"{item.nodeid}, cell {item.cell.id}: {found}"
        return result


def pytest_configure(config: pytest.Config) -> None:
    # A plugin of its own, since the hooks of this file reach the tests beside it only.
    config.pluginmanager.register(SavedPictures())
