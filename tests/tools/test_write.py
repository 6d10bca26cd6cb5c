"""The writer: what it saves, that a second run changes nothing, and where it stops."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

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
    names = ["one", "two", "three", "four"]
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
        outputs=[stale],
        execution_count=77,
        metadata={"tags": ["R1.5"], "execution": {"iopub.status.busy": "now"}, "collapsed": True},
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


def test_a_second_run_changes_no_byte(written: Path):
    before = written.read_bytes()
    assert not write.write(written)
    assert written.read_bytes() == before


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
    assert [cell.id for cell in cells] == ["title", "one", "two", "three", "four", "empty"]
    assert [cell.get("execution_count") for cell in cells] == [None, 1, 2, 3, 4, None]
    assert [cell.metadata for cell in cells] == [{}, *[{"tags": ["R1.5"]}] * 4, {}]


def test_the_metadata_name_no_version(written: Path):
    assert nbformat.read(written, as_version=4).metadata == write.METADATA


def test_strict_nbval_passes_on_what_is_saved(written: Path):
    run = nbval(written)
    assert run.returncode == 0, run.stdout
    assert "5 passed" in run.stdout


def test_strict_nbval_sees_a_changed_number(written: Path, tmp_path: Path):
    changed = tmp_path / written.name
    changed.write_text(written.read_text(encoding="utf-8").replace("0.666", "0.667"), "utf-8")
    run = nbval(changed)
    assert run.returncode == 1, run.stdout
    assert "Cell 3" in run.stdout


def nbval(path: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", path.name]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import sys\nprint('hm', file=sys.stderr)", "on stderr: hm"),
        ("import warnings\nwarnings.warn('mind', stacklevel=1)", "UserWarning: mind"),
        ("import os\nos._exit(1)", "Kernel died"),
        ("import time\ntime.sleep(9)", "timed out"),
    ],
)
def test_it_stops_with_notebook_and_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, reason: str
):
    monkeypatch.setattr(write, "SECONDS_PER_CELL", 3)
    path = save(tmp_path / "10_fail.ipynb", "1", source)
    before = path.read_bytes()
    with pytest.raises(write.NotebookError, match=r"^10_fail\.ipynb, cell two: ") as caught:
        write.write(path)
    assert reason in str(caught.value)
    assert path.read_bytes() == before


def test_the_command_says_so_in_one_line(tmp_path: Path):
    path = save(tmp_path / "10_fail.ipynb", "1 / 0")
    command = [sys.executable, write.__file__, path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == "10_fail.ipynb, cell one: ZeroDivisionError: division by zero\n"


def test_readers_own_settings_stay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    own = tmp_path / "own"
    (own / "profile_default" / "startup").mkdir(parents=True)
    (own / "profile_default" / "startup" / "own.py").write_text("print('mine')\nown = 1\n")
    (own / "matplotlibrc").write_text("figure.dpi: 33\n")
    monkeypatch.setenv("IPYTHONDIR", str(own))
    monkeypatch.setenv("MATPLOTLIBRC", str(own / "matplotlibrc"))
    monkeypatch.setenv("MPLBACKEND", "svg")
    source = "import matplotlib.pyplot as plt\nprint(plt.rcParams['figure.dpi'], 'own' in dir())"
    figure = "lines = plt.plot([1, 2])"
    path = save(tmp_path / "10_try.ipynb", source, figure)
    write.write(path)
    assert outputs(path, "one")[0].text == "100.0 False\n"
    assert "image/png" in outputs(path, "two")[0].data


def test_the_table_of_rows(tmp_path: Path):
    cells = [
        new_markdown_cell("a", id="peak", metadata={"tags": ["R1.5", "X1"]}),
        new_code_cell("b", id="fig-peak", metadata={"tags": ["R1.5"]}),
    ]
    path = tmp_path / "02_measure_it.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    rows = {row: {"says": f"what {row} says"} for row in ("R1.5", "R1.6", "X1")}
    link = "[02](notebooks/02_measure_it.ipynb)"
    assert write.coverage_table(rows, [path]).splitlines()[2:] == [
        f"| 1 | R1.5 | what R1.5 says | {link} `peak`, {link} `fig-peak` |",
        f"| beyond | X1 | what X1 says | {link} `peak` |",
    ]


def test_the_table_goes_between_its_marks():
    start, end = write.TABLE_MARKS
    once = write.with_table(f"# Course\n{start}\nold\n{end}\nrest\n", "| new |")
    assert once == f"# Course\n{start}\n\n| new |\n\n{end}\nrest\n"
    assert write.with_table(once, "| new |") == once
    with pytest.raises(write.NotebookError, match="article rows"):
        write.with_table("# Course\n", "| new |")
