"""Every explorer, in JupyterLab, Notebook 7 and Voilà, against the functions of helpers."""

import nbformat
import numpy as np
import pytest
from explorer_page import EXPLORERS, on
from lab import KERNEL, Server, run_all
from matplotlib.text import Text

FRONT_ENDS = ["lab", "notebook", "voila"]


@pytest.fixture(scope="module")
def gallery(server: Server) -> str:
    """A notebook with every explorer and nothing else."""
    cells = [
        nbformat.v4.new_code_cell(f"from helpers.figures.explorers import {name}\n{name}()")
        for name in (explorer.__name__ for explorer in EXPLORERS.values())
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, server.folder / "gallery.ipynb")
    return "gallery.ipynb"


def test_readout_and_markers_agree_with_helpers_at_random_states(server, gallery, page):
    server.open_lab(page, gallery)
    run_all(page)
    rng = np.random.default_rng(2)
    for explorer in on(page):
        for _ in range(50):
            steps = explorer.python.figure.states.items()
            state = {name: rng.choice(values) for name, values in steps}
            explorer.enter(state)
            shown = explorer.check()
            assert all(shown[name] == state[name] for name in explorer.sliders)


def test_presets_jump_to_their_state(server, gallery, page):
    server.open_lab(page, gallery)
    run_all(page)
    for explorer in on(page):
        for label, state in explorer.python.figure.presets:
            explorer.figure.get_by_role("button", name=label).click()
            assert explorer.state() == explorer.state() | state
            explorer.check()


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_keyboard_moves_every_named_slider(front_end, server, gallery, page):
    getattr(server, f"open_{front_end}")(page, gallery)
    if front_end != "voila":
        run_all(page)
    for explorer in on(page):
        for slider in explorer.sliders:
            explorer.press(slider, "Home")
            explorer.press(slider, "ArrowRight")
            first, second = explorer.python.figure.states[slider][:2]
            assert first < explorer.state()[slider] == pytest.approx(second)
            explorer.check()


def test_text_is_readable_from_the_back_of_the_room(server, gallery, page):
    server.open_lab(page, gallery)
    run_all(page)
    for explorer in on(page):
        scale = explorer.figure.locator("svg").evaluate(
            "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
        )
        sizes = [text.get_fontsize() for text in explorer.python.figure.figure.findobj(Text)]
        assert min(sizes) * scale >= 14
        caption = explorer.figure.locator("figcaption")
        assert caption.evaluate("el => parseFloat(getComputedStyle(el).fontSize)") >= 14
