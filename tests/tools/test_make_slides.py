"""What of a cell is on a slide and what its speaker is told; the slides are tested in a browser."""

import make_slides
import pytest
import write
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output


def marked(kind: str) -> dict:
    return {"slideshow": {"slide_type": kind}}


@pytest.mark.parametrize(
    ("text", "shown", "told"),
    [
        ("## Ask\n\nFirst.\n\nSecond.", "## Ask\n\nFirst.", "Second."),
        ("First.\n\n**What to see**: it.\n\nMore.", "First.\n\n**What to see**: it.", "More."),
        ("First.\n\nSo it is\n\n$$a\n\nb$$", "First.\n\nSo it is\n\n$$a\n\nb$$", ""),
        ("First.\n\nThese:\n\n- one\n- two", "First.\n\nThese:\n\n- one\n- two", ""),
        ("First.\n\nBelow is:", "First.", "Below is:"),
        ("First.\n\n| a |\n|---|\n| b |", "First.\n\n| a |\n|---|\n| b |", ""),
        (
            "<details><summary>Mended</summary>\n\nRight.\n\nMore.\n\n</details>",
            "### Mended\n\nRight.",
            "More.",
        ),
    ],
)
def test_a_slide_shows_what_a_room_can_read(text: str, shown: str, told: str):
    assert make_slides.shown_and_told(text) == (shown, told)


def test_a_question_waits_and_is_asked_only_if_it_is_answered():
    text = "First.\n\n**Predict**: what?"
    shown, told = make_slides.shown_and_told(text)
    assert 'class="predict fragment"' in shown
    assert told == ""
    assert make_slides.shown_and_told(text, answered=False) == ("First.", "**Predict**: what?")


@pytest.mark.parametrize(("on_slide", "answered"), [("run", True), ("seen", True), ("next", False)])
def test_the_answer_is_the_next_output_or_the_text_after_it(on_slide: str, answered: bool):
    printed = [new_output("stream", name="stdout", text="1")]
    cells = [
        new_markdown_cell("**Predict**", id="question"),
        new_code_cell("def f(): ...", id="helper"),
        new_code_cell("print(1)", id="run", outputs=printed),
        new_markdown_cell("**What to see**", id="seen"),
        new_code_cell("print(1)", id="next", outputs=printed),
    ]
    for cell in cells:
        cell.metadata = marked("slide") if cell.id == on_slide else {}
    lesson = new_notebook(cells=cells)
    assert make_slides.is_answered(lesson, lesson.cells[0]) == answered


def slides(*cells: NotebookNode) -> list[NotebookNode]:
    title = new_markdown_cell("# Measure it", id="title", metadata=marked("slide"))
    lesson = new_notebook(cells=[title, *cells])
    return make_slides.deck(lesson, "02", "At which error?", "**45 minutes.**").cells


def test_the_first_slide_has_the_question_and_the_teachers_note():
    title, note = slides(new_markdown_cell("Skipped.", id="aside"))
    assert "Lesson 02" in title.source
    assert "At which error?" in title.source
    assert (note.source, note.metadata) == ("**45 minutes.**", marked("notes"))


@pytest.mark.parametrize(
    ("kind", "code", "prints"),
    [("image/png", False, False), ("text/latex", False, True), (None, True, True)],
)
def test_code_is_shown_where_all_that_it_shows_is_printed(kind: str, code: bool, prints: bool):
    outputs = [new_output("stream", name="stdout", text="1")]
    outputs += [new_output("display_data", {kind: "x"})] if kind else []
    *_, cell = slides(new_code_cell("f()", id="run", outputs=outputs, metadata=marked("slide")))
    assert cell.metadata.get("transient", {}).get("remove_source", False) != code
    assert (outputs[0] in cell.outputs) == prints
    assert cell.metadata.get("alt") == ("1" if kind == "image/png" else None)


def test_an_exercise_is_asked_and_its_speaker_knows_the_solution():
    asked = "## Exercises\n\nReplace `raise NotImplementedError`.\n\n1. Add.\n2. Divide.\n"
    solution = "<details><summary>Solution</summary>\n\nreturn 2\n\n</details>"
    *_, text, code, note = slides(
        new_markdown_cell(asked, id="exercises"),
        new_code_cell("def f(): ...", id="exercise-2-stub", metadata=marked("slide")),
        new_markdown_cell(solution, id="exercise-2-solution"),
    )
    assert "Divide." in text.source
    assert "Add." not in text.source
    assert "Replace" not in text.source
    assert code.source == "def f(): ..."
    assert note.source == "return 2"


def test_a_lesson_without_a_teachers_note_stops_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(make_slides, "TEACHERS", tmp_path)
    with pytest.raises(write.NotebookError, match="its teacher needs a note"):
        make_slides.make({"02_measure_it": new_notebook()}, "", tmp_path / "slides")
