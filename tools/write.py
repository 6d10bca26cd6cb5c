"""Execute the notebooks and keep their outputs: ``make notebooks``, or name some after this file.

What is saved depends on nothing but the cells and the pinned packages: no timings, no widget
state, no random ids, no Python patch version. So a second run changes no byte, here or elsewhere.
Then the table of the articles' results is renewed from the tags of the cells, in the lesson that
repairs them.
"""

import importlib
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from traitlets.config import Config

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
README = ROOT / "README.md"
REPAIRS = NOTEBOOKS / "11_repair_the_sources.ipynb"
ROWS = ROOT / "tests" / "notebooks" / "article_rows.toml"
TABLE_MARKS = ("<!-- article rows -->", "<!-- end of article rows -->")

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python", "pygments_lexer": "ipython3"},
}
CELL_METADATA = ("jupyter", "slideshow", "tags")  # jupyter: what is folded
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS_PER_CELL = 60


class NotebookError(Exception):
    """A notebook that cannot be saved; the message names the notebook and the cell."""


@contextmanager
def kernel(notebook: NotebookNode, folder: Path) -> Iterator[NotebookClient]:
    """A fresh kernel for the notebook's cells."""
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS_PER_CELL,
        coalesce_streams=True,
        config=Config(KernelManager={"transport_encryption": "auto"}),
        resources={"metadata": {"path": str(folder)}},
    )
    with tempfile.TemporaryDirectory() as empty:
        # The reader's own IPython profile and matplotlibrc must not reach the saved outputs.
        own = {"IPYTHONDIR": empty, "MATPLOTLIBRC": os.devnull}
        env = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"} | own
        with client.setup_kernel(env=env):
            yield client


def run(client: NotebookClient, index: int, name: str) -> None:
    """Run one cell of the notebook called `name`; an error or output on stderr is raised."""
    cell = client.nb.cells[index]
    where = f"{name}, cell {cell.id}"
    try:
        client.execute_cell(cell, index, client.code_cells_executed + 1)
    except CellExecutionError as error:
        raise NotebookError(f"{where}: {error.ename}: {error.evalue}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{where}: {str(error).splitlines()[0]}") from None
    for output in cell.get("outputs", []):
        if output.get("name") == "stderr":
            raise NotebookError(f"{where}: on stderr: {output.text.strip()}")


def normalise(notebook: NotebookNode) -> None:
    """Leave nothing in the notebook that another run would write differently."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in CELL_METADATA if cell.metadata.get(key)}
        cell.metadata = nbformat.from_dict(kept)
        if cell.cell_type == "code" and not cell.source.strip():
            cell.execution_count, cell.outputs = None, []
        for output in cell.get("outputs", []):
            # The view names a model that is gone with its kernel; what stands beside it remains.
            if len(output.get("data", {})) > 1:
                output.data.pop(WIDGET_VIEW, None)


def write(path: Path) -> bool:
    """Execute the notebook at `path` and save it; return whether the file changed."""
    before = path.read_bytes()
    notebook = nbformat.reads(before.decode(), as_version=4)
    with kernel(notebook, path.parent) as client:
        for index in range(len(notebook.cells)):
            run(client, index, path.name)
    normalise(notebook)
    nbformat.validate(notebook)
    after = (nbformat.writes(notebook) + "\n").encode()
    if after != before:
        path.write_bytes(after)
    return after != before


def rows_table(rows: dict[str, dict], notebooks: list[Path]) -> str:
    """Which cells deliver which result (R, X) of the articles, as a Markdown table."""
    cells: dict[str, list[str]] = {row: [] for row in rows}
    for path in notebooks:
        for cell in nbformat.read(path, as_version=4).cells:
            for tag in cell.metadata.get("tags", []):
                link = f"[{path.name[:2]}]({path.name}#cell-id={cell.id})"
                cells.setdefault(tag, []).append(link)
    lines = ["| article | result | where |", "|---|---|---|"]
    for row, entry in rows.items():
        if cells[row] and not row.startswith("E"):
            article = "beyond" if row.startswith("X") else row[1]
            lines.append(f"| {article} | {entry['says']} | {', '.join(cells[row])} |")
    return "\n".join(lines)


def with_table(page: str, table: str) -> str:
    """The page with `table` between its marks."""
    start, end = TABLE_MARKS
    head, _, rest = page.partition(start)
    _, found, tail = rest.partition(end)
    if not found:
        raise NotebookError(f"{REPAIRS.name}: put {start} and {end} where the table of rows goes")
    return f"{head}{start}\n\n{table}\n\n{end}{tail}"


def write_rows(notebooks: list[Path]) -> None:
    """Put the table of rows into its cell."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))["rows"]
    notebook = nbformat.read(REPAIRS, as_version=4)
    (cell,) = (cell for cell in notebook.cells if cell.id == "rows")
    cell.source = with_table(cell.source, rows_table(rows, notebooks))
    REPAIRS.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Write the named notebooks, or all; then the table of rows."""
    # Matplotlib announces on stderr that it builds its font cache: here, not in a cell.
    importlib.import_module("matplotlib.font_manager")
    everything = sorted(NOTEBOOKS.glob("*.ipynb"))
    try:
        for path in [Path(name) for name in names] or everything:
            print(path.name, "changed" if write(path) else "unchanged", flush=True)
        write_rows(everything)
    except NotebookError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
