"""Make slides for a room of the executed lessons: ``make slides`` or ``make site``.

A cell is on the slides if its metadata say so (``slideshow``, as JupyterLab's property inspector
writes it): ``slide`` opens a section, ``subslide`` is the next slide of it, and ``fragment``
appears on the slide before. Of a cell's text a slide shows what a room can read: headings, the
paragraph after each, formulas, tables, lists, what opens in bold, and what leads to a formula. The
rest is in the speaker's notes, and so are the solution of an exercise and, on the first slide, the
teacher's note from ``site/teachers``.
"""

import re
import shutil
from pathlib import Path

import write
from nbconvert.exporters import SlidesExporter
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_markdown_cell

SITE = write.ROOT / "site"
SLIDES, TEACHERS = SITE / "slides", SITE / "teachers"
SHOWN = ("slide", "subslide", "fragment")
FOLD = re.compile(r"<details><summary>(.*?)</summary>\s*(.*?)\s*</details>", re.S)
KEPT = re.compile(r"(#|\$\$|\||[-*] |\d+\. |> |\*\*|```)")
ASKS = re.compile(r"\*\*(Predict|Your turn)")
ITEM = r"^{number}\. (.*?)(?=\n\d+\. |\n\n|\Z)"


def slide_type(cell: NotebookNode) -> str:
    """What the cell is on the slides; skipped, if nothing is said."""
    return cell.metadata.get("slideshow", {}).get("slide_type", "skip")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; a formula or code with empty lines in it is one."""
    return re.findall(r"(?:```.*?```|\$\$.*?\$\$|(?!\n\n).)+", text.strip(), re.S)


def shown_and_told(text: str, answered: bool = True) -> tuple[str, str]:
    """Divide a text into what the slide shows and what the speaker may say.

    A question to the room is shown only if it is answered there.
    """
    shown, told = [], []
    parts = [part.strip() for part in paragraphs(FOLD.sub(r"### \1\n\n\2", text))]
    for before, part, after in zip(["#", *parts], parts, [*parts[1:], ""], strict=False):
        leads = after and (after.startswith("$$") or part.endswith(":"))
        asks = ASKS.match(part)
        if not (KEPT.match(part) or leads or before.startswith("#")) or (asks and not answered):
            told.append(part)
        elif asks:
            shown.append(f'<div class="predict fragment">\n\n{part}\n\n</div>')
        else:
            shown.append(part)
    return "\n\n".join(shown), "\n\n".join(told)


def is_answered(lesson: NotebookNode, cell: NotebookNode) -> bool:
    """Whether what a cell asks is answered on the slides: by the next output or the text after."""
    after = lesson.cells[lesson.cells.index(cell) + 1 :]
    outputs = [i for i, each in enumerate(after) if each.get("outputs")]
    if not outputs:
        return False
    texts = [each for each in after[outputs[0] :] if each.cell_type == "markdown"]
    return any(slide_type(each) in SHOWN for each in [after[outputs[0]], *texts[:1]])


def linked(text: str) -> str:
    """Lead links to lessons, and to the README, to the pages of the site."""
    text = re.sub(r"\]\((\d\d_\w+)\.ipynb(#[\w=-]+)?\)", r"](../\1.html)", text)
    return re.sub(r"\]\(\.\./README\.md(#[\w-]+)?\)", r"](../index.html)", text)


def exercise(lesson: NotebookNode, stub: str) -> tuple[str, str]:
    """What an exercise asks, and its solution."""
    cells = {cell.id: cell.source for cell in lesson.cells}
    name = stub.removesuffix("-stub")
    _, *rest = paragraphs(cells["exercises"])
    common = re.sub(r"Replace `raise.*?\.(\s|$)", "", rest[0].strip()) if rest else ""
    item = re.search(ITEM.format(number=name[-1]), cells["exercises"], re.M | re.S)
    asked = cells.get(name) or (item[1] if item else "")
    text = "\n\n".join(["## An exercise for the room", common, asked])
    return text, cells[f"{name}-solution"]


def of_cell(lesson: NotebookNode, cell: NotebookNode, section: str) -> list[NotebookNode]:
    """The cells of a slide that show and tell what one of the lesson does."""
    kind = {"slideshow": {"slide_type": slide_type(cell)}}
    inside = {"slideshow": {"slide_type": "-"}}
    name = f'<p class="section-name">{section}</p>' if section else ""
    told = ""
    if cell.cell_type == "markdown":
        shown, told = shown_and_told(cell.source, is_answered(lesson, cell))
        if not shown.startswith("#") and slide_type(cell) != "fragment":
            shown = f"{name}\n\n{shown}"
        cells = [new_markdown_cell(linked(shown), id=cell.id, metadata=kind)]
    elif cell.id.endswith("-stub"):
        asked, told = exercise(lesson, cell.id)
        code = from_dict(cell | {"outputs": [], "metadata": inside})
        cells = [new_markdown_cell(linked(asked), metadata=kind), code]
    else:
        outputs, metadata = cell.outputs, {}
        kinds = {kind for output in outputs for kind in output.get("data", {})}
        if kinds & {write.WIDGET_VIEW, "image/png"}:  # what it prints says what it shows
            metadata["alt"] = "".join(output.get("text", "") for output in outputs).strip()
            outputs = [output for output in outputs if output.output_type != "stream"]
        if kinds & {write.WIDGET_VIEW, "image/png", "text/latex"}:
            metadata["transient"] = {"remove_source": True}
        cells = [new_markdown_cell(name, metadata=kind)] if name else []
        own = inside if cells else kind
        cells.append(from_dict(cell | {"outputs": outputs, "metadata": own | metadata}))
    if told:
        metadata = {"slideshow": {"slide_type": "notes"}}
        cells.append(new_markdown_cell(linked(FOLD.sub(r"\2", told)), metadata=metadata))
    return cells


def deck(lesson: NotebookNode, number: str, question: str, note: str) -> NotebookNode:
    """The cells of a lesson's slides."""
    cells, section = [], ""
    for cell in lesson.cells:
        if cell.cell_type == "markdown" and (heading := re.match("## (.*)", cell.source)):
            section = heading[1]
        if slide_type(cell) in SHOWN:
            cells += of_cell(lesson, cell, section)
            if len(cells) == 1:
                number = f'<p class="section-name">Lesson {number}</p>'
                cells[0].source = f"{number}\n\n{cells[0].source}\n\n*{question}*"
                metadata = {"slideshow": {"slide_type": "notes"}}
                cells.append(new_markdown_cell(linked(note), metadata=metadata))
    return from_dict(lesson | {"cells": cells})


def make(lessons: dict[str, NotebookNode], readme: str, folder: Path) -> None:
    """Make the slides of these executed lessons in a folder; the README has their questions."""
    folder.mkdir(parents=True)
    for path in (SLIDES / "slides.css", SLIDES / "slides.js", SITE / "mathjax.js"):
        shutil.copy(path, folder)
    exporter = SlidesExporter(
        template_name="slides", extra_template_basedirs=[str(SITE)], exclude_anchor_links=True
    )
    questions = dict(re.findall(r"^\| (\d\d) \| .* \| (.*?) \|$", readme, re.M))
    for name, lesson in lessons.items():
        number = name[:2]
        if not (note := TEACHERS / f"{number}.md").exists():
            raise write.NotebookError(f"{name}: its teacher needs a note, {note}")
        title = lesson.cells[0].source.partition("\n")[0].removeprefix("# ")
        question = questions[number][0].upper() + questions[number][1:]
        slides = deck(lesson, number, question, note.read_text(encoding="utf-8"))
        page, _ = exporter.from_notebook_node(slides, resources={"title": title})
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
