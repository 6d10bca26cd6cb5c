"""The anatomy of a lesson: its name, its cells and their order, its parts and their sizes."""

import ast
import re
import statistics
from itertools import takewhile

from lesson import OPENING, Complaints, Lesson, lines, prose, words

MAX_BYTES = 300_000
CLOSING = ["summary", "further-reading", "checked", "self-test"]
REPAIRS = "11_repair_the_sources"  # it goes through every slip of the articles, so it is longer
WORD_ID = re.compile(r"[a-z]+(-([a-z]+|\d{1,2}))*")
LONG_NUMBER = re.compile(r"\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d{3,}")
QUIZ_ID = re.compile(r"quiz(-\d)?")
EXERCISE_ID = re.compile(r"exercise-(\d)(-stub|-check|-solution)?")
TIME = re.compile(r"^\*\*Time\*\*: about \d+ minutes to read, \d+ for the exercises$", re.M)
PREDICT, WHAT_TO_SEE = "**Predict", "**What to see"


def name_and_title(lesson: Lesson) -> Complaints:
    """NN_verb_object, and the first heading says the same in words, then what the reader does."""
    if not re.fullmatch(r"\d\d(_[a-z0-9]+){2,}", lesson.name):
        yield f"the name is not NN_verb_object: {lesson.name}"
    heading, _, rest = lesson.cells[0].source.partition("\n")
    slug = re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’]", "", heading.lower())).strip("_")
    if not heading.startswith("# ") or slug != lesson.name[3:]:
        yield f"the first heading does not repeat the name in words: {heading!r}"
    if len(re.findall(r"[.!?](?=\s|$)", rest)) != 1:
        yield "the title cell does not say in one sentence what the reader will do"


def cell_ids(lesson: Lesson) -> Complaints:
    """Cell ids are words (a random id is not) and differ."""
    ids = [cell.id for cell in lesson.cells]
    for cell_id in ids:
        if not WORD_ID.fullmatch(cell_id) or cell_id.startswith("cell-"):
            yield f"the id {cell_id!r} is not words joined by hyphens"
    for cell_id in {cell_id for cell_id in ids if ids.count(cell_id) > 1}:
        yield f"the id {cell_id!r} is used twice"


def order(lesson: Lesson) -> Complaints:
    """Title, outcomes, imports, sections, exercises, quiz, summary, further reading, self-test."""
    ids = [cell.id for cell in lesson.cells]
    if ids[: len(OPENING)] != OPENING:
        yield f"it must open with the cells {', '.join(OPENING)}"
    if ids[-len(CLOSING) :] != CLOSING:
        yield f"it must close with the cells {', '.join(CLOSING)}"
    if "exercises" not in ids:
        yield "there is no cell exercises"
        return
    tail = ids[ids.index("exercises") + 1 : -len(CLOSING)]
    expected = []
    for number in range(1, len(lesson.exercises) + 1):
        exercise = f"exercise-{number}"
        parts = [exercise] * (exercise in ids)
        expected += parts + [f"{exercise}-{part}" for part in ("stub", "check", "solution")]
    expected += [cell_id for cell_id in tail if QUIZ_ID.fullmatch(cell_id)]
    if tail != expected or "quiz" not in ids:
        yield f"after exercises come {expected or 'exercise-1-stub …, quiz'}, not {tail}"
    for cell in lesson.cells:
        code = cell.id in ("imports", "self-test") or cell.id.endswith(("-stub", "-check"))
        fixed = code or cell.id in OPENING + CLOSING or EXERCISE_ID.fullmatch(cell.id)
        if fixed and (cell.cell_type == "code") != code:
            yield f"{cell.id} is a {cell.cell_type} cell"


def outcomes(lesson: Lesson) -> Complaints:
    """What the reader can do afterwards (3 or 4 points), needs, and the time it takes."""
    text = lesson["outcomes"].source
    if "**After this lesson you can**" not in text:
        yield "outcomes: lacks **After this lesson you can**"
    if not 3 <= len(re.findall(r"^- ", text, re.M)) <= 4:
        yield "outcomes: needs 3 or 4 bullets"
    if not re.search(r"^\*\*You need\*\*: \S", text, re.M):
        yield "outcomes: lacks a line **You need**: …"
    if not TIME.search(text):
        yield "outcomes: lacks a line **Time**: … minutes to read, … for the exercises"


def imports(lesson: Lesson) -> Complaints:
    """At most 8 lines that import and set the style; later cells import nothing.

    A traceback shows the comment where `helpers` is missing.
    """
    for node in ast.parse(lesson["imports"].source).body:
        if not isinstance(node, ast.Import | ast.ImportFrom) and ast.unparse(node) != "style.use()":
            yield f"imports: does more than import: {ast.unparse(node)}"
    if len(lines(lesson["imports"])) > 8:
        yield "imports: more than 8 lines"
    if not re.search(r"# .*%pip install .*\n\nfrom helpers", lesson["imports"].source):
        yield "imports: no comment before the first of helpers says how to install it"
    for cell in lesson.code:
        nodes = ast.walk(ast.parse(cell.source))
        if cell.id != "imports" and any(isinstance(n, ast.Import | ast.ImportFrom) for n in nodes):
            yield f"{cell.id}: imports belong in the cell imports"


def sections(lesson: Lesson) -> Complaints:
    """3 to 5 sections; each asks for a prediction, shows, and says what to see."""
    if not 3 <= len(lesson.sections) <= 5:
        yield f"{len(lesson.sections)} sections, not 3 to 5"
    for section in lesson.sections:
        heading = section[0].source.partition("\n")[0]
        code = [i for i, cell in enumerate(section) if cell.cell_type == "code"]
        figures = [i for i in code if section[i].id.startswith("fig-")]
        predict = [i for i, cell in enumerate(section) if PREDICT in prose(cell)]
        seen = [i for i, cell in enumerate(section) if WHAT_TO_SEE in prose(cell)]
        if not code:
            yield f"{heading}: no code"
        elif not predict or predict[0] > (figures or code)[0]:
            yield f"{heading}: no {PREDICT}** before what it reveals"
        elif not seen or seen[-1] < code[0]:
            yield f"{heading}: no {WHAT_TO_SEE}** after what it reveals"


def sizes(lesson: Lesson) -> Complaints:
    """At most 40 cells, about half Markdown; short cells, but for the self-test; a small file."""
    if len(lesson.cells) > (most := 60 if lesson.name == REPAIRS else 40):
        yield f"{len(lesson.cells)} cells, more than {most}"
    if not 0.4 <= len(lesson.markdown) / len(lesson.cells) <= 0.65:
        yield f"{len(lesson.markdown)} of {len(lesson.cells)} cells are Markdown, not about half"
    lengths = {cell.id: len(lines(cell)) for cell in lesson.code}
    for cell_id, length in lengths.items():
        if length > (most := 60 if cell_id == "self-test" else 15):
            yield f"{cell_id}: {length} lines of code, more than {most}"
    if statistics.median(lengths.values()) > 5:
        yield "half of the code cells are longer than 5 lines"
    for cell in lesson.markdown:
        if (count := len(words(cell))) > 120:
            yield f"{cell.id}: {count} words, more than 120"
    if lesson.size >= MAX_BYTES:
        yield f"{lesson.size} bytes, not under {MAX_BYTES}"


def budget(lesson: Lesson) -> Complaints:
    """Words before digits: so many words and numbers, at most, before the exercises."""
    if lesson.name == REPAIRS:
        return
    read = list(takewhile(lambda cell: cell.id != "exercises", lesson.cells))
    read = [cell for cell in read if cell.cell_type == "markdown"]
    count = sum(len(words(cell)) for cell in read)
    if count > (most := 900 if lesson.name.startswith("00") else 1500):
        yield f"{count} words before the exercises, more than {most}"
    count = sum(len(LONG_NUMBER.findall(prose(cell))) for cell in read)
    if count > 40:
        yield f"{count} numbers with a point or three digits before the exercises, more than 40"


def folded(lesson: Lesson) -> Complaints:
    """What the reader should not see first is folded: stepped derivations and the self-test."""
    for cell in lesson.code:
        is_folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        if is_folded != (cell.id == "self-test" or "steps(" in cell.source):
            yield f'{cell.id}: {"is" if is_folded else "is not"} folded ("source_hidden")'


def closing(lesson: Lesson) -> Complaints:
    """Three quiz questions with answers, a summary, further reading, a self-test that asserts."""
    quiz = "\n".join(cell.source for cell in lesson.markdown if QUIZ_ID.fullmatch(cell.id))
    if re.findall(r"\*\*Question (\d)\.\*\*", quiz) != ["1", "2", "3"]:
        yield "quiz: needs **Question 1.** to **Question 3.**"
    if quiz.count("<details><summary>Answer</summary>") != 3 or quiz.count("</details>") != 3:
        yield "quiz: each question needs its answer in <details><summary>Answer</summary>"
    for cell_id, heading in {
        "exercises": "## Exercises",
        "quiz": "## Quiz",
        "summary": "## Summary",
        "further-reading": "## Further reading",
        "checked": "## Checked",
    }.items():
        if not lesson[cell_id].source.startswith(heading):
            yield f"{cell_id}: must begin with {heading}"
    if not re.search(r"^- \S", lesson["further-reading"].source, re.M):
        yield "further-reading: lists nothing"
    if not any(isinstance(n, ast.Assert) for n in ast.walk(ast.parse(lesson["self-test"].source))):
        yield "self-test: asserts nothing"


def readme_row(lesson: Lesson) -> Complaints:
    """The README's table of lessons lists it, and the README has its table of symptoms too."""
    if not re.search(rf"^\| \d\d \| .*\(notebooks/{lesson.name}\.ipynb\)", lesson.readme, re.M):
        yield "no row in the README's table"
    for cell in lesson.markdown:
        if cell.id == "symptoms":
            table = re.findall(r"^\|.*$", cell.source, re.M)
            if "\n".join(table).replace("](", "](notebooks/") not in lesson.readme:
                yield "symptoms: its table is not in the README"
