"""The writer: what it saves, that a second run changes nothing, and where it stops."""

import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbval.plugin import IPyNbFile, NbCellError

EXPLORER = """\
import base64
import ipywidgets

class Explorer(ipywidgets.VBox):
    def __repr__(self):
        return "A = 0.148"

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs), {}
        png = base64.b64encode(b"a still picture").decode()
        return data | {"image/png": png, "text/plain": repr(self)}, metadata

Explorer([ipywidgets.FloatSlider()])"""


def save(path: Path, *sources: str, **cell: object) -> Path:
    names = ["one", "two", "three", "four", "five"]
    cells = [
        new_code_cell(source, id=name, **cell) for name, source in zip(names, sources, strict=False)
    ]
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Try", id="title"), *cells]), path)
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with all that differs from run to run, after one run of the writer."""
    path = tmp_path_factory.mktemp("notebooks") / "10_try_the_writer.ipynb"
    stale = new_output("stream", name="stdout", text="stale")
    save(
        path,
        EXPLORER,
        "import sys\nprint('one')\nsys.stdout.flush()\nprint('two')",
        "import matplotlib.pyplot as plt\nfigure, ax = plt.subplots()",
        "# Right to the end\n2 / 3",
        "print(plt.rcParams['figure.dpi'], 'own' in dir())",
        outputs=[stale],
        execution_count=77,
        metadata={
            "tags": ["R1.5"],
            "jupyter": {"source_hidden": True},
            "execution": {"iopub.status.busy": "now"},
            "collapsed": True,
        },
    )
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = {"language_info": {"name": "python", "version": "3.9"}, "widgets": {}}
    notebook.cells.append(new_code_cell("", id="empty", execution_count=9))
    nbformat.write(notebook, path)
    assert write.write(path)
    return path


def outputs(path: Path, cell_id: str) -> list:
    cells = nbformat.read(path, as_version=4).cells
    return next(cell for cell in cells if cell.id == cell_id).outputs


def test_a_second_run_changes_no_byte_whatever_the_readers_own_settings(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "own.py").write_text("print('mine')\nown = 1\n")
    (tmp_path / "matplotlibrc").write_text("figure.dpi: 33\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "matplotlibrc"))
    monkeypatch.setenv("MPLBACKEND", "svg")
    before = written.read_bytes()
    assert not write.write(written)
    assert written.read_bytes() == before
    assert outputs(written, "five")[0].text == "100.0 False\n"


def test_the_explorer_keeps_its_picture_and_text_only(written: Path):
    (output,) = outputs(written, "one")
    assert set(output.data) == {"image/png", "text/plain"}
    assert output.data["text/plain"] == "A = 0.148"


def test_a_view_that_is_all_there_is_stays():
    view = new_output("display_data", {write.WIDGET_VIEW: {"model_id": "1"}})
    notebook = new_notebook(cells=[new_code_cell("w", id="one", outputs=[view])])
    write.normalise(notebook)
    assert set(notebook.cells[0].outputs[0].data) == {write.WIDGET_VIEW}


def test_prints_are_one_output(written: Path):
    (output,) = outputs(written, "two")
    assert output.text == "one\ntwo\n"


def test_figures_are_kept(written: Path):
    (output,) = outputs(written, "three")
    assert set(output.data) == {"image/png", "text/plain"}


def test_cells_and_counts(written: Path):
    cells = nbformat.read(written, as_version=4).cells
    assert [cell.id for cell in cells] == ["title", "one", "two", "three", "four", "five", "empty"]
    assert [cell.get("execution_count") for cell in cells] == [None, 1, 2, 3, 4, 5, None]
    kept = {"jupyter": {"source_hidden": True}, "tags": ["R1.5"]}
    assert [cell.metadata for cell in cells] == [{}, *[kept] * 5, {}]


def test_the_metadata_name_no_version(written: Path):
    assert nbformat.read(written, as_version=4).metadata == write.METADATA


def test_strict_nbval_passes_on_what_is_saved(written: Path, nbval: Callable):
    assert nbval(written) == [True] * 6


def test_strict_nbval_sees_a_changed_number(tmp_path: Path, nbval: Callable):
    saved = {"outputs": [number("0.667")], "execution_count": 1}
    path = save(tmp_path / "10_change_it.ipynb", "2 / 3", "0.667", **saved)
    assert nbval(path) == [False, True]


@pytest.fixture
def nbval(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Whether strict nbval passes each cell; asked here, as a pytest of its own takes seconds."""

    def verdicts(path: Path) -> list[bool]:
        notebook, passed = IPyNbFile.from_parent(request.session, path=path), []
        notebook.setup()
        for cell in notebook.collect():
            try:
                cell.setup()
                cell.runtest()
                passed.append(True)
            except NbCellError:
                passed.append(False)
        notebook.teardown()
        return passed

    assert request.config.option.nbval, "run pytest with --nbval, as pyproject.toml does"
    with open(os.devnull, "w", encoding="utf-8") as stderr:  # nbval leaves its own open
        monkeypatch.setattr("nbval.kernel.open", lambda *_: stderr, raising=False)
        yield verdicts


def number(digits: str) -> dict:
    return new_output("execute_result", {"text/plain": digits}, execution_count=1)


def test_it_names_notebook_and_cell_of_each_failure(tmp_path: Path):
    failures = {
        "1 / 0": "ZeroDivisionError: division by zero",
        "import sys\nprint('hm', file=sys.stderr)": "on stderr: hm",
        "import warnings\nwarnings.warn('mind', stacklevel=1)": "UserWarning: mind",
        "import time\ntime.sleep(1.5)": "timed out",
        "import os\nos._exit(1)": "Kernel died",
    }
    cells = [new_code_cell(source, id=name) for name, source in zip("abcde", failures, strict=True)]
    with write.kernel(new_notebook(cells=cells), tmp_path) as client:
        for index, (source, reason) in enumerate(failures.items()):
            client.timeout = 1 if "sleep" in source else write.SECONDS_PER_CELL
            where = f"^10_fail.ipynb, cell {'abcde'[index]}: "
            with pytest.raises(write.NotebookError, match=where) as caught:
                write.run(client, index, "10_fail.ipynb")
            assert reason in str(caught.value)


def test_the_command_stops_in_one_line_and_saves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = save(tmp_path / "10_fail.ipynb", "1", "1 / 0")
    before = path.read_bytes()
    monkeypatch.setattr(write, "REPAIRS", tmp_path / "not read.ipynb")
    with pytest.raises(SystemExit) as stopped:
        write.main([str(path)])
    assert stopped.value.code == "10_fail.ipynb, cell two: ZeroDivisionError: division by zero"
    assert path.read_bytes() == before


def test_the_table_of_rows(tmp_path: Path):
    cells = [
        new_markdown_cell("a", id="peak", metadata={"tags": ["R1.5", "E1.1", "X1"]}),
        new_code_cell("b", id="fig-peak", metadata={"tags": ["R1.5"]}),
    ]
    path = tmp_path / "02_measure_it.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    rows = {row: {"says": f"what {row} says"} for row in ("R1.5", "R1.6", "E1.1", "X1")}
    link = "[02](02_measure_it.ipynb#cell-id="
    assert write.rows_table(rows, [path]).splitlines()[2:] == [
        f"| 1 | what R1.5 says | {link}peak), {link}fig-peak) |",
        f"| beyond | what X1 says | {link}peak) |",
    ]


def test_the_table_goes_between_its_marks():
    start, end = write.TABLE_MARKS
    once = write.with_table(f"# Course\n{start}\nold\n{end}\nrest\n", "| new |")
    assert once == f"# Course\n{start}\n\n| new |\n\n{end}\nrest\n"
    assert write.with_table(once, "| new |") == once
    with pytest.raises(write.NotebookError, match="article rows"):
        write.with_table("# Course\n", "| new |")
