"""What a lesson's cells show, and that strict nbval can compare it."""

import re

from lesson import Complaints, Lesson, output_text, prose

from rules.form import WHAT_TO_SEE


def figures(lesson: Lesson) -> Complaints:
    """A picture's cell is called fig-…, prints what it shows, and is followed by what to see."""
    for cell, after in zip(lesson.cells, [*lesson.cells[1:], None], strict=True):
        pictures = [out for out in cell.get("outputs", []) if "image/png" in out.get("data", {})]
        if cell.id.startswith("fig-") and not pictures:
            yield f"{cell.id}: shows no picture (image/png)"
        if pictures and not cell.id.startswith("fig-"):
            yield f"{cell.id}: shows a picture, so its id must begin with fig-"
        if pictures and not re.search(r"\d", output_text(cell)):
            yield f"{cell.id}: nothing printed about its picture, which nbval does not compare"
        if pictures and WHAT_TO_SEE not in prose(after):
            yield f"{cell.id}: the next cell does not say {WHAT_TO_SEE}**"


def executed(lesson: Lesson) -> Complaints:
    """Run from top to bottom and saved by the writer: otherwise nbval compares nothing."""
    counts = [cell.execution_count for cell in lesson.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"not executed from top to bottom: {counts}"
    for cell in lesson.code:
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"{cell.id}: an error or stderr among its outputs"
            if "application/vnd.jupyter.widget-view+json" in output.get("data", {}):
                yield f"{cell.id}: a widget view was saved, not a picture"
        if re.search(r"\bat 0x[0-9a-f]+", output_text(cell)):
            yield f"{cell.id}: a memory address among its outputs"
        if re.search(r"^\[?(Text\(|<[A-Za-z.]+)", output_text(cell), re.M):
            yield f"{cell.id}: shows an object of Matplotlib's"
    if set(lesson.notebook.metadata) - {"kernelspec", "language_info"}:
        yield "metadata that the writer does not keep; run make notebooks"
    if "version" in lesson.notebook.metadata.get("language_info", {}):
        yield "a Python version in the metadata; run make notebooks"


FORBIDDEN = {
    r"^\s*[%!]": "a magic or shell line",
    r"\bsys\.path\b": "sys.path",
    r"import \*": "a star import",
    r"\b(urllib|requests|httpx?|socket|aiohttp|fetch_\w+|load_dataset)\b": "the network",
    r"\b(interact|interactive|clear_output|Output|update_display)\(": "what nbval cannot compare",
    r"NBVAL_|\bget_ipython\b": "a way around nbval",
    r"\b(filterwarnings|simplefilter|catch_warnings)\b": "silenced warnings",
    r"\bplt\.show\b": "plt.show, which does nothing here",
    r"\bnp\.random\.(?!default_rng)": "random numbers without a named, seeded generator",
    r"default_rng\(\)": "an unseeded generator",
}


def forbidden(lesson: Lesson) -> Complaints:
    """No sys.path, no shell, no network, nothing silenced, nothing kept from nbval."""
    for cell in lesson.code:
        for pattern, what in FORBIDDEN.items():
            if re.search(pattern, cell.source, re.M):
                yield f"{cell.id}: uses {what}"
        if any(
            tag.startswith(("nbval", "raises", "skip")) for tag in cell.metadata.get("tags", [])
        ):
            yield f"{cell.id}: a tag keeps it from nbval"
