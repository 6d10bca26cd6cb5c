"""What every notebook of the course keeps to, one rule a function that yields its complaints.

The rule about numbers in prose, for authors. Every decimal (0.148) and every fraction of digits
(4/27) in a Markdown cell, inside ``$…$`` too but not in code or links, stands with the same digits

- in the code of the self-test, where comments do not count, or
- in a text output of a cell, which nbval compares, or
- in the code of any cell, as a value the lesson chose; not so in "What to see" cells, which claim.

In "What to see" cells whole numbers of two digits and more must stand in code or in an output as
well. The further reading is exempt.
"""

import ast
import re
import statistics
from collections.abc import Callable, Iterator
from inspect import signature

import numpy as np
from lesson import OPENING, Lesson, bare_code, lines, output_text, prose, words
from nbformat import NotebookNode

from helpers.exercises.answers import check
from helpers.neuron.activations import sigmoid_prime

MIN_EXERCISES = 3
MAX_BYTES = 300_000
CLOSING = ["summary", "further-reading", "self-test"]
WORD_ID = re.compile(r"[a-z]+(-([a-z]+|\d{1,2}))*")
QUIZ_ID = re.compile(r"quiz(-\d)?")
EXERCISE_ID = re.compile(r"exercise-(\d)(-stub|-check|-solution)?")
PREDICT, WHAT_TO_SEE, ERRATUM = "**Predict", "**What to see", "**Erratum"

Complaints = Iterator[str]


# ---- form ----------------------------------------------------------------------------------


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
    """What the reader can do afterwards (3 to 5 points), needs, and the time it takes."""
    text = lesson["outcomes"].source
    if "**After this lesson you can**" not in text:
        yield "outcomes: lacks **After this lesson you can**"
    if not 3 <= len(re.findall(r"^- ", text, re.M)) <= 5:
        yield "outcomes: needs 3 to 5 bullets"
    if not re.search(r"^\*\*You need\*\*: \S", text, re.M):
        yield "outcomes: lacks a line **You need**: …"
    if not re.search(r"^\*\*Time\*\*: (about )?\d+ minutes", text, re.M):
        yield "outcomes: lacks a line **Time**: … minutes"


def imports(lesson: Lesson) -> Complaints:
    """At most 8 lines that import and set the style; later cells import nothing."""
    for node in ast.parse(lesson["imports"].source).body:
        if not isinstance(node, ast.Import | ast.ImportFrom) and ast.unparse(node) != "style.use()":
            yield f"imports: does more than import: {ast.unparse(node)}"
    if len(lines(lesson["imports"])) > 8:
        yield "imports: more than 8 lines"
    for cell in lesson.code:
        nodes = ast.walk(ast.parse(cell.source))
        if cell.id != "imports" and any(isinstance(n, ast.Import | ast.ImportFrom) for n in nodes):
            yield f"{cell.id}: imports belong in the cell imports"


def sections(lesson: Lesson) -> Complaints:
    """3 to 5 sections; each asks for a prediction, shows, and says what to see, with a number."""
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
        for i in seen:
            if not re.search(r"\d", prose(section[i]).partition(WHAT_TO_SEE)[2]):
                yield f"{section[i].id}: {WHAT_TO_SEE}** names no number"


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


def sizes(lesson: Lesson) -> Complaints:
    """At most 40 cells, about half Markdown; short cells; a small file."""
    if len(lesson.cells) > 40:
        yield f"{len(lesson.cells)} cells, more than 40"
    if not 0.4 <= len(lesson.markdown) / len(lesson.cells) <= 0.65:
        yield f"{len(lesson.markdown)} of {len(lesson.cells)} cells are Markdown, not about half"
    lengths = {cell.id: len(lines(cell)) for cell in lesson.code}
    for cell_id, length in lengths.items():
        if length > 15:
            yield f"{cell_id}: {length} lines of code, more than 15"
    if statistics.median(lengths.values()) > 5:
        yield "half of the code cells are longer than 5 lines"
    for cell in lesson.markdown:
        if (count := len(words(cell))) > 120:
            yield f"{cell.id}: {count} words, more than 120"
    if lesson.size >= MAX_BYTES:
        yield f"{lesson.size} bytes, not under {MAX_BYTES}"


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
    }.items():
        if not lesson[cell_id].source.startswith(heading):
            yield f"{cell_id}: must begin with {heading}"
    if not re.search(r"^- \S", lesson["further-reading"].source, re.M):
        yield "further-reading: lists nothing"
    if not any(isinstance(n, ast.Assert) for n in ast.walk(ast.parse(lesson["self-test"].source))):
        yield "self-test: asserts nothing"


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


def readme_row(lesson: Lesson) -> Complaints:
    """The README's table of notebooks lists it."""
    if not re.search(rf"^\|.*\(notebooks/{lesson.name}\.ipynb\)", lesson.readme, re.M):
        yield "no row in the README's table"


# ---- numbers in prose ----------------------------------------------------------------------

DECIMAL = r"(?<![\w.])\d+\.\d+(?!\.?\d)"
FRACTION = r"(?<![\w./])\d+/\d+(?![\w/])"
WHOLE = r"(?<![\w./])[1-9]\d+(?!\w|/|\.\d)"


def numbers(lesson: Lesson) -> Complaints:
    """Each number in prose is asserted in the self-test, printed, or set in code."""
    asserted = found(bare_code(lesson["self-test"]))
    printed = found("\n".join(output_text(cell) for cell in lesson.code))
    chosen = found("\n".join(bare_code(cell) for cell in lesson.code))
    for cell in lesson.markdown:
        if cell.id == "further-reading":
            continue
        claims = WHAT_TO_SEE in cell.source
        for number in sorted(found(prose(cell), whole=claims)):
            whole = number.isdigit()
            if number not in asserted | printed | (chosen if whole or not claims else set()):
                yield f"{cell.id}: {number} is neither asserted in the self-test nor printed"


def found(text: str, whole: bool = True) -> set[str]:
    """The numbers in `text` as they are written."""
    text = re.sub(r"(\d) / (\d)", r"\1/\2", text)
    return set(re.findall("|".join([DECIMAL, FRACTION, *[WHOLE] * whole]), text))


# ---- coverage of the articles --------------------------------------------------------------


def errata(lesson: Lesson) -> Complaints:
    """A mistake of an article is put right in a visible note."""
    tags = {tag for cell in lesson.cells for tag in cell.metadata.get("tags", [])}
    noted = {
        tag
        for cell in lesson.markdown
        if ERRATUM in cell.source
        for tag in cell.metadata.get("tags", [])
    }
    for tag in sorted(tags - noted):
        if re.fullmatch(r"E\d\.\d", tag):
            yield f"{tag}: no Markdown cell with this tag holds {ERRATUM}**"


# ---- exercises -----------------------------------------------------------------------------


def exercises(lesson: Lesson) -> Complaints:
    """A stub that raises, a check of one statement that says so, a collapsed solution."""
    if len(lesson.exercises) < MIN_EXERCISES:
        yield f"{len(lesson.exercises)} exercises, fewer than {MIN_EXERCISES}"
    for exercise in lesson.exercises:
        stub, checked, solution = cells_of(lesson, exercise)
        body = ast.parse(stub.source).body
        function = body[-1] if isinstance(body[-1], ast.FunctionDef) else None
        if not function or ast.unparse(function.body[-1]) != "raise NotImplementedError":
            yield f"{stub.id}: must end in a function that raises NotImplementedError"
        statements = ast.parse(checked.source).body
        called = ast.unparse(statements[0]).startswith("check(")
        if len(statements) != 1 or not called:
            yield f"{checked.id}: must be one call of check"
        if not output_text(checked).startswith("Not attempted yet"):
            yield f"{checked.id}: its saved output is not Not attempted yet: …"
        if not solution.source.startswith("<details><summary>Solution</summary>\n\n```python"):
            yield f"{solution.id}: must begin <details><summary>Solution</summary>, then the code"
        if len(solution_code(solution)) != 1 or not solution.source.rstrip().endswith("</details>"):
            yield f"{solution.id}: needs one ```python block, and </details> at its end"


def solutions(lesson: Lesson) -> Complaints:
    """Each solution is right by its own check, using only the imports."""
    for exercise in lesson.exercises:
        try:
            verdict, _ = attempt(lesson, exercise)
        except Exception as error:
            yield f"{exercise}: {type(error).__name__}: {error}"
            continue
        if verdict != "Right.":
            yield f"{exercise}: the check says of its own solution: {verdict}"


def wrong_answers(lesson: Lesson) -> Complaints:
    """The solution with a factor too many or too few, and each declared mistake, is recognised."""
    for exercise in lesson.exercises:
        try:
            _, (solution, like, options) = attempt(lesson, exercise)
        except Exception:
            continue  # the rule about solutions says so
        named = [f"Not yet: {name}." for name in options.get("mistakes", {})]
        for text, wrong in typical_mistakes(solution, like, options):
            verdict = check(wrong, like, **options)
            if text not in verdict and verdict not in named:
                yield f"{exercise}: expected {text!r}, but the check says: {verdict}"
        for name, mistake in options.get("mistakes", {}).items():
            if (verdict := check(mistake, like, **options)) != f"Not yet: {name}.":
                yield f"{exercise}: expected {name!r}, but the check says: {verdict}"


def typical_mistakes(
    solution: Callable, like: object, options: dict
) -> Iterator[tuple[str, Callable]]:
    """Wrong versions of a right answer, each with words of the diagnosis it must get."""

    def times(factor: Callable) -> Callable:
        return lambda *arguments: factor(*arguments) * np.asarray(solution(*arguments))

    yield "the sign is wrong", times(lambda *_: -1)
    yield "twice the right answer", times(lambda *_: 2)
    yield "half the right answer", times(lambda *_: 0.5)
    names = list(signature(like).parameters) if callable(like) else []
    vectors = {"classes", "samples", "inputs"} & set(options)
    if "z" in names and not vectors:
        at = names.index("z")
        yield "lacks the factor σ′(z)", times(lambda *values: 1 / sigmoid_prime(values[at]))
        yield "one factor σ′(z) too many", times(lambda *values: sigmoid_prime(values[at]))
    if "x" in names and not vectors:
        yield "lacks the factor x", times(lambda *values: 1 / values[names.index("x")])
    if samples := options.get("samples"):
        yield "lacks the factor 1/n", times(lambda *_: samples)


def attempt(lesson: Lesson, exercise: str) -> tuple[str, tuple]:
    """The verdict on the exercise's solution, and what its check was called with."""
    _, checked, solution = cells_of(lesson, exercise)
    calls = []

    def recorded(answer: object, like: object, **options: object) -> str:
        calls.append((answer, like, options))
        return check(answer, like, **options)

    namespace: dict = {}
    exec(lesson["imports"].source, namespace)
    exec(solution_code(solution)[0], namespace)
    verdict = eval(checked.source, namespace | {"check": recorded})
    return verdict, calls[0]


def cells_of(lesson: Lesson, exercise: str) -> list[NotebookNode]:
    return [lesson[f"{exercise}-{part}"] for part in ("stub", "check", "solution")]


def solution_code(cell: NotebookNode) -> list[str]:
    return re.findall(r"```python\n(.*?)```", cell.source, re.S)


RULES = [
    name_and_title,
    cell_ids,
    order,
    outcomes,
    imports,
    sections,
    figures,
    sizes,
    closing,
    executed,
    forbidden,
    readme_row,
    numbers,
    errata,
    exercises,
    solutions,
    wrong_answers,
]
