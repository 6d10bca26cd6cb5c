"""Make a lesson that keeps every rule, ready to be filled.

``make lesson ARGS="06 race_the_losses_fairly"`` makes ``notebooks/06_race_the_losses_fairly.ipynb``
from the cells of ``tools/new_lesson.md``, executes it, and adds its row to the README's table of
lessons; its exercises are in ``helpers/exercises/lesson_06.py``, from ``tools/new_exercises.py``. A
third word in quotes is the question in that row.
"""

import re
import sys
from pathlib import Path

import nbformat
import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

TEMPLATE = Path(__file__).with_suffix(".md")
EXERCISES_TEMPLATE = Path(__file__).with_name("new_exercises.py")
EXERCISES = write.ROOT / "helpers" / "exercises"
FOLDED = {"jupyter": {"outputs_hidden": True, "source_hidden": True}}
CELL = re.compile(r"^%% ([a-z0-9-]+)( code)?( folded)?( slide| subslide| fragment)?\n", re.M)
ROW = re.compile(r"^\| (\d\d) \| \[.*\|$", re.M)
USAGE = "usage: make lesson ARGS=\"06 race_the_losses_fairly ['what is its question?']\""


def notebook(title: str, number: str) -> nbformat.NotebookNode:
    """The cells of the template under a title, not executed."""
    page = TEMPLATE.read_text(encoding="utf-8")
    _, *parts = CELL.split(page.replace("{title}", title).replace("{number}", number))
    cells = []
    for cell_id, code, folded, slide, source in zip(*[iter(parts)] * 5, strict=True):
        make = new_code_cell if code else new_markdown_cell
        metadata = {"slideshow": {"slide_type": slide.strip()}} if slide else {}
        metadata |= FOLDED if folded else {}
        cells.append(make(source.strip(), id=cell_id, metadata=metadata))
    return new_notebook(cells=cells)


def make(
    number: str, name: str, question: str, folder: Path, readme: Path, exercises: Path
) -> Path:
    """Make the lesson in `folder`, its module in `exercises`, and its row in `readme`."""
    if not re.fullmatch(r"\d\d", number):
        raise ValueError(f"number: {number!r} is not two digits, such as 06")
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", name):
        raise ValueError(f"name: {name!r} is not verb_object in lower case, such as draw_it")
    if set("|\n") & set(question):
        raise ValueError(f"question: {question!r} would break the table, it has a | or a new line")
    module = exercises / f"lesson_{number}.py"
    if taken := sorted(folder.glob(f"{number}_*")) + [module] * module.exists():
        raise ValueError(f"number: {number} is taken by {taken[0].name}")
    page = readme.read_text(encoding="utf-8")
    rows = [row for row in ROW.finditer(page) if row[1] < number]
    if not rows:
        raise ValueError(f"{readme.name}: has no row of a lesson before {number}")
    path = folder / f"{number}_{name}.ipynb"
    title = name.replace("_", " ").capitalize()
    nbformat.write(notebook(title, number), path)
    source = EXERCISES_TEMPLATE.read_text(encoding="utf-8")
    module.write_text(source.replace("lesson NN", f"lesson {number}"), encoding="utf-8")
    try:
        write.write(path)
    except write.NotebookError:
        path.unlink()
        module.unlink()
        raise
    row = f"\n| {number} | [{title}](notebooks/{path.name}) | {question} |"
    readme.write_text(page[: rows[-1].end()] + row + page[rows[-1].end() :], encoding="utf-8")
    return path


def main(arguments: list[str]) -> None:
    """Make the lesson that the command line asks for, and say what was touched."""
    if len(arguments) not in (2, 3):
        sys.exit(USAGE)
    number, name, question = [*arguments, "…"][:3]
    try:
        path = make(number, name, question, write.NOTEBOOKS, write.README, EXERCISES)
    except (ValueError, write.NotebookError) as error:
        sys.exit(f"{error}\n{USAGE}")
    print(f"{path.name}: made and executed\n{write.README.name}: its row in the table of lessons")
    print(f"lesson_{number}.py: its exercises, beside those of the other lessons")


if __name__ == "__main__":
    main(sys.argv[1:])
