"""What a cell's rerun gives back, in a kernel that is told which cell runs, as by JupyterLab."""

from collections.abc import Callable, Iterator

import pytest
from jupyter_client.manager import start_new_kernel

SMALL = "explorers.error_laws()"
# Nobody looks at the pictures here, and to draw them takes nine tenths of the time.
UNDRAWN = """
from helpers.figures.live import live_figure
live_figure._settle = lambda figure: None
live_figure._png, live_figure._svg = lambda figure: b"", lambda figure, parts: "<svg></svg>"
"""
OPEN = """
gc.collect()
print(sum(type(widget).__name__ == "LiveFigure" for widget in _instances.values()))
"""
Run = Callable[..., str]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Run code in a cell and return what it prints."""
    manager, client = start_new_kernel(transport_encryption="auto")

    def run(code: str, cell: str = "") -> str:
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        metadata = {"cellId": cell} if cell else {}
        message = client.session.msg("execute_request", content, metadata=metadata)
        client.shell_channel.send(message)
        printed = ""
        while True:
            answer = client.get_iopub_msg(timeout=60)
            if answer["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                assert answer["msg_type"] != "error", answer["content"]
                printed += answer["content"].get("text", "")
                if answer["content"].get("execution_state") == "idle":
                    return printed.strip()

    run("import gc\nfrom ipywidgets.widgets.widget import _instances")
    run("from IPython.display import display\nfrom helpers.figures import explorers")
    run(UNDRAWN)
    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_rerun_gives_back_the_widgets_of_the_last_run(run):
    run(SMALL, "cell")
    widgets = run("gc.disable(); print(len(_instances))", "count")
    for _ in range(3):
        run(SMALL, "cell")
        assert run("print(len(_instances))", "count") == widgets
    run("gc.enable()", "count")
    run("0", "cell")
    assert run(OPEN, "count") == "0"


def test_what_the_last_run_made_is_gone_when_the_next_begins(run):
    run(SMALL, "cell")
    assert run(OPEN, "cell") == "0"


@pytest.mark.parametrize("name", ["neuron", "learning_curves"])
def test_a_rerun_leaves_no_figure_in_memory(name, run):
    for _ in range(3):
        run(f"explorers.{name}()", "cell")
    run(
        "gc.collect(); alive = [type(thing).__name__ for thing in gc.get_objects()]",
        "count",
    )
    assert run("print(alive.count('LiveFigure'), alive.count('Explorer'))", "count") == "1 1"
    run("0", "cell")


def test_an_explorer_of_another_cell_lives_on(run):
    run(SMALL, "one")
    run(SMALL, "other")
    run(SMALL, "one")
    assert run(OPEN, "count") == "2"
    run("0", "one")
    run("0", "other")
    assert run(OPEN, "count") == "0"


def test_an_explorer_held_by_a_variable_lives_on_and_works(run):
    run("kept = []", "count")
    run(f"kept.append({SMALL}); kept[-1]", "cell")
    run(f"kept.append({SMALL}); kept[-1]", "cell")
    assert run(OPEN, "count") == "2"
    assert run("print(kept[0].sliders['A'].comm is not None, kept[0].readout(A=0))", "count") == (
        "True A = 0.00, |dL/dz|: squared error 0, cross-entropy 0, ratio 0"
    )
    run("kept.clear()", "count")
    run("0", "cell")
    assert run(OPEN, "count") == "0"


def test_a_name_of_the_readers_own_keeps_its_explorer(run):
    run(f"own = {SMALL}\nown", "cell")
    run("mine = own", "count")
    run(f"own = {SMALL}\nown", "cell")
    assert run("print(type(mine).__name__, mine is own)", "count") == "Explorer False"
    run("del own, mine", "cell")
    assert run(OPEN, "count") == "0"


def test_an_explorer_shown_twice_lives_as_long_as_one_of_its_cells(run):
    run(f"one = {SMALL}\none", "first")
    run("display(one)", "second")
    run(f"one = {SMALL}\none", "first")
    assert run(OPEN, "count") == "2"
    run("display(one)", "second")
    assert run(OPEN, "count") == "1"
    run("del one", "first")
    run("0", "second")
    assert run(OPEN, "count") == "0"


def test_a_front_end_that_names_no_cells_loses_nothing(run):
    run(SMALL)
    run(SMALL)
    assert run(OPEN) == "2"
