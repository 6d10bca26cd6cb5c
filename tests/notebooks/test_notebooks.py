"""The notebook rules, over every notebook, and each rule seen failing on a planted fault."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from pathlib import Path
from unittest.mock import patch

import new_lesson
import pytest
import write
from lesson import Lesson
from nbformat.v4 import new_markdown_cell, new_output
from rules import RULES, exercises, form, outputs, prose, slides

import helpers.exercises

HELPERS = Path(helpers.__file__).parent
README = write.README.read_text(encoding="utf-8")
LESSONS = [Lesson.read(path, README) for path in sorted(write.NOTEBOOKS.glob("*.ipynb"))]


@pytest.mark.parametrize(
    ("lesson", "rule"),
    [
        pytest.param(lesson, rule, id=f"{lesson.name}-{rule.__name__}")
        for lesson in LESSONS
        for rule in RULES
    ],
)
def test_notebook(lesson: Lesson, rule: Callable):
    complaints = list(rule(lesson))
    assert not complaints, "\n".join(complaints)


# ---- a new lesson --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A lesson as new_lesson makes it, in a folder of its own with a copy of `helpers`."""
    folder = tmp_path_factory.mktemp("course")
    readme = Path(shutil.copy(write.README, folder))
    wing = Path(shutil.copytree(HELPERS, folder / "helpers")) / "exercises"
    helpers.exercises.__path__.append(str(wing))
    with patch.dict(os.environ, PYTHONPATH=str(folder)):  # for the kernel
        yield new_lesson.make("12", "measure_a_peak", "where is it?", folder, readme, wing)
    helpers.exercises.__path__.remove(str(wing))


@pytest.fixture
def new(made: Path) -> Iterator[Lesson]:
    lesson = Lesson.read(made, (made.parent / "README.md").read_text(encoding="utf-8"))
    declared = exercises.exercises_of(lesson)
    with patch.dict(declared):
        yield lesson


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_new_lesson_keeps_the_rule(new: Lesson, rule: Callable):
    assert list(rule(new)) == []


def test_a_new_lesson_has_its_row_after_the_others(new: Lesson):
    row = "| 12 | [Measure a peak](notebooks/12_measure_a_peak.ipynb) | where is it? |"
    before, found, after = new.readme.partition(f"{row}\n")
    assert found
    assert before + after == README
    assert before.splitlines()[-1].startswith("| 11 | ")


def test_a_second_run_of_a_new_lesson_changes_no_byte(made: Path):
    before = made.read_bytes()
    assert not write.write(made)
    assert made.read_bytes() == before


# ---- planted faults ------------------------------------------------------------------------


VIEW = "application/vnd.jupyter.widget-view+json"
PICTURE = new_output("display_data", {"image/png": "iVBO", "text/plain": "<Figure size 1x1>"})


def text(string: str) -> dict:
    return new_output("execute_result", {"text/plain": string}, execution_count=1)


def printed(string: str) -> dict:
    return new_output("stream", name="stdout", text=string)


def replace(cell_id: str, old: str, new: str) -> Callable[[Lesson], None]:
    def plant(lesson: Lesson) -> None:
        assert old in lesson[cell_id].source
        lesson[cell_id].source = lesson[cell_id].source.replace(old, new)

    return plant


def put(cell_id: str, **values: object) -> Callable[[Lesson], None]:
    return lambda lesson: lesson[cell_id].update(values)


def remove(*cell_ids: str) -> Callable[[Lesson], None]:
    def plant(lesson: Lesson) -> None:
        lesson.notebook.cells = [cell for cell in lesson.cells if cell.id not in cell_ids]

    return plant


def add(before: str, cell: dict) -> Callable[[Lesson], None]:
    def plant(lesson: Lesson) -> None:
        lesson.cells.insert(lesson.cells.index(lesson[before]), cell)

    return plant


def in_exercise(name: str, **values: object) -> Callable[[Lesson], None]:
    """An exercise is declared otherwise in the lesson's module."""

    def plant(lesson: Lesson) -> None:
        declared = exercises.exercises_of(lesson)
        declared[name] = changed(declared[name], **values)

    return plant


def in_readme(old: str, new: str) -> Callable[[Lesson], None]:
    return lambda lesson: setattr(lesson, "readme", lesson.readme.replace(old, new))


def exchange(cell_id: str, one: str, other: str) -> Callable[[Lesson], None]:
    """Two numbers of a cell trade places."""

    def plant(lesson: Lesson) -> None:
        head, middle, tail = re.split(f"{one}|{other}", lesson[cell_id].source)
        assert lesson[cell_id].source == head + one + middle + other + tail
        lesson[cell_id].source = head + other + middle + one + tail

    return plant


def in_twin(cell_id: str, old: str, new: str) -> Callable[[Lesson], None]:
    """What the self-test came to for a cell is something else."""

    def plant(lesson: Lesson) -> None:
        data = lesson["self-test"].outputs[-1]["data"]
        lines = data["text/plain"].splitlines()
        (at,) = [i for i, line in enumerate(lines) if line[1:].startswith(f"'{cell_id}'")]
        assert old in lines[at]
        lines[at] = lines[at].replace(old, new)
        data["text/plain"] = "\n".join(lines)

    return plant


def repairing(lesson: Lesson, said: str) -> None:
    """Make it the lesson that repairs, where one slip is said to be."""
    lesson.name = prose.REPAIRS
    lesson["third-seen"].metadata.update(tags=["E1.5"])
    lesson["third-seen"].source += "\n\n**Repaired** (article 1): a factor was missing."
    assert list(prose.errata(lesson)) == []
    lesson["third-seen"].source = said


def with_output(cell_id: str, output: dict) -> Callable[[Lesson], None]:
    return lambda lesson: lesson[cell_id].outputs.append(output)


def with_tags(cell_id: str, *tags: str) -> Callable[[Lesson], None]:
    return lambda lesson: lesson[cell_id].metadata.update(tags=list(tags))


def as_slides(kind: str, *cell_ids: str) -> Callable[[Lesson], None]:
    def plant(lesson: Lesson) -> None:
        for cell_id in cell_ids:
            lesson[cell_id].metadata.slideshow = {"slide_type": kind}

    return plant


def with_metadata(**values: object) -> Callable[[Lesson], None]:
    return lambda lesson: lesson.notebook.metadata.update(values)


FAULTS = {
    form.name_and_title: [
        ("is not NN_verb_object", lambda lesson: setattr(lesson, "name", "10-Measure")),
        ("does not repeat the name", replace("title", "peak", "valley")),
        ("in one sentence", put("title", source="# Measure a peak")),
    ],
    form.cell_ids: [
        ("is not words", put("first-run", id="a1b2c3d4")),
        ("is not words", put("first-run", id="cell-3")),
        ("used twice", put("first-run", id="second-run")),
    ],
    form.order: [
        ("must open with", remove("outcomes")),
        ("must close with", remove("further-reading")),
        ("no cell exercises", remove("exercises")),
        ("after exercises come", remove("exercise-2-check")),
        ("after exercises come", remove("quiz")),
        ("after exercises come", put("exercise-3-stub", id="exercise-4-stub")),
        ("summary is a code cell", put("summary", cell_type="code")),
        ("self-test is a markdown cell", put("self-test", cell_type="markdown")),
    ],
    form.outcomes: [
        ("After this lesson", replace("outcomes", "After this", "In this")),
        ("3 or 4 bullets", put("outcomes", source="- draw it")),
        ("You need", replace("outcomes", "You need", "Bring")),
        ("minutes", replace("outcomes", "15 minutes", "a while")),
        ("minutes", replace("outcomes", " to read, 20 for the exercises", "")),
    ],
    form.imports: [
        ("more than 8 lines", replace("imports", "\n\n", "\n" + "import ast\n" * 5)),
        ("more than import", replace("imports", "\n\n", "\n\nx = 1\n")),
        ("how to install", replace("imports", "%pip", "pip")),
        ("first-run: imports belong", replace("first-run", "a = s", "import ast\na = s")),
    ],
    form.sections: [
        ("2 sections", replace("first-question", "## ", "### ")),
        ("no **Predict**", replace("first-question", "**Predict**: the", "The")),
        ("no **What to see**", replace("second-seen", "**What to see**: the", "The")),
        ("no code", remove("third-run", "fig-third")),
    ],
    outputs.figures: [
        ("shows no picture", put("fig-first", outputs=[printed("9\n")])),
        ("nothing printed", put("fig-first", outputs=[PICTURE])),
        ("must begin with fig-", put("fig-first", id="picture-first")),
        ("does not say", add("first-seen", new_markdown_cell("And now:", id="aside"))),
    ],
    form.sizes: [
        ("bytes", lambda lesson: setattr(lesson, "size", 300_000)),
        ("more than 40", lambda lesson: lesson.cells.extend(lesson.cells[-12:])),
        ("not about half", lambda lesson: lesson.cells.extend([lesson["self-test"]] * 12)),
        ("not about half", lambda lesson: lesson.cells.extend([lesson["title"]] * 12)),
        ("121 words", put("summary", source="peak " * 121)),
        ("16 lines", put("first-run", source="assert 1\n" * 16)),
        ("61 lines", put("self-test", source="assert 1\n" * 61)),
        ("longer than 5 lines", lambda lesson: [c.update(source="w\n" * 6) for c in lesson.code]),
    ],
    form.budget: [
        ("words before the exercises", put("first-seen", source="peak " * 1501)),
        ("numbers with a point", put("first-seen", source="0.5 " * 41)),
        ("numbers with a point", put("first-seen", source="1,000 " * 41)),
    ],
    form.folded: [
        ("self-test: is not", put("self-test", metadata={})),
        ("first-run: is folded", put("first-run", metadata={"jupyter": {"source_hidden": True}})),
        ("first-run: is not", put("first-run", source="steps(by_weight)")),
    ],
    form.closing: [
        ("**Question 1.**", replace("quiz", "**Question 2.**", "Question 2.")),
        ("needs its answer", replace("quiz", "</details>", "")),
        ("needs its answer", replace("quiz", "<summary>Answer", "<summary>Key")),
        ("must begin with ## Summary", replace("summary", "## Summary", "## In short")),
        ("lists nothing", replace("further-reading", "- ", "")),
        ("asserts nothing", replace("self-test", "assert ", "print() if True else ")),
    ],
    outputs.executed: [
        ("not executed", put("first-run", execution_count=None)),
        ("not executed", put("first-run", execution_count=7)),
        ("stderr", with_output("first-run", new_output("stream", name="stderr", text="hm"))),
        ("an error", with_output("first-run", new_output("error", ename="E", evalue="e"))),
        ("widget view", with_output("first-run", new_output("display_data", {VIEW: {}}))),
        ("an object of Matplotlib's", with_output("first-run", text("[Text(0, 0.5, 'loss')]"))),
        ("memory address", with_output("first-run", text("<Axes at 0x7f1b>"))),
        ("metadata", with_metadata(widgets={})),
        ("Python version", with_metadata(language_info={"version": "3.11.7"})),
    ],
    outputs.forbidden: [
        ("magic", put("first-run", source="%matplotlib inline")),
        ("shell", put("first-run", source="!pip install numpy")),
        ("sys.path", put("first-run", source="sys.path.insert(0, '..')")),
        ("star import", put("first-run", source="from numpy import *")),
        ("network", put("first-run", source="fetch_openml('mnist')")),
        ("network", put("first-run", source="requests.get(page)")),
        ("cannot compare", put("first-run", source="interact(draw)")),
        ("cannot compare", put("first-run", source="with Output():\n    1")),
        ("around nbval", put("first-run", source="# NBVAL_IGNORE_OUTPUT")),
        ("silenced", put("first-run", source="warnings.simplefilter('ignore')")),
        ("plt.show", put("first-run", source="plt.show()")),
        ("random numbers", put("first-run", source="np.random.seed(1)")),
        ("unseeded", put("first-run", source="np.random.default_rng()")),
        ("a tag keeps it", with_tags("first-run", "nbval-ignore-output")),
        ("a tag keeps it", with_tags("first-run", "raises-exception")),
    ],
    form.readme_row: [
        ("no row", in_readme("|", "")),
        ("no row", in_readme("12_measure_a_peak", "12_measure_a_top")),
        ("no row", in_readme("| 12 | [", "| it | [")),
        ("symptoms: ", add("quiz", new_markdown_cell("| loss is nan | [12](…) |", id="symptoms"))),
    ],
    prose.dollars: [
        ("summary: a $", replace("summary", "$A$", "$A")),
        ("summary: a $", replace("summary", "$A$", "A$")),
        ("summary: a $", replace("summary", "$A$", "`$`A$")),
        ("second-question: a $", replace("second-question", "$$\n\n**P", "$\n\n**P")),
        ("first-question: a $", replace("first-question", "$y = 1$", "$y = 1\n\n$")),
        ("first-question: a $", replace("first-question", "$y = 1$", "y = 1$ costs \\$1")),
    ],
    prose.twins: [
        *(
            (f"{cell_id}: the prose says", replace(cell_id, old, new))
            for cell_id, old, new in [
                ("first-seen", "0.018", "0.019"),  # a decimal
                ("third-seen", "0.95", "0.9"),
                ("second-seen", "about 14", "about 15"),  # a whole number
                ("first-question", "y = 1", "y = 0"),
                ("first-question", "-4", "4"),  # a sign
                ("third-seen", "0.148", "-0.148"),
                ("first-question", "nearer to 0", "nearer to ±0"),
                ("third-seen", "4/27", "4/26"),  # a fraction
                ("second-seen", r"\tfrac14", r"\tfrac12"),
                ("third-seen", "0.045", "0.045%"),
                ("third-seen", "0.148", r"$0.148 \cdot 10^{-3}$"),  # an exponent
                ("third-seen", "0.148", "0.148·10⁻³"),
                ("third-seen", "0.148", "0.148e-3"),
                ("third-seen", "a third", "a quarter"),  # a number word
                ("third-seen", "a third", "half"),
                ("third-seen", "a third", "two thirds"),
                ("first-question", "a tenth", "a hundredth"),
                ("second-seen", "14 times", "twice"),
                ("second-seen", "14 times", "fifteen times"),
                ("first-seen", "the size", "in one step the size"),
                ("first-seen", "the size", "in a million the size"),
                ("first-seen", "the size", "of seven the size"),
            ]
        ),
        ("the prose says 0 0.018 0.982 0.017", exchange("first-seen", "0.017", "0.982")),
        ("third-seen: the prose says", exchange("third-seen", "0.148", "0.045")),
        ("0.018 0.017 0.982, the self-test 0 0.018 0.018", in_twin("first-seen", "0.017", "0.018")),
        ("third-seen: the prose says", in_twin("third-seen", "a third", "half")),
        ("summary: the prose says 2/3, the self-test ", in_twin("summary", "2/3", "")),
        ("no Markdown cell fig-first", in_twin("first-seen", "first-seen", "fig-first")),
        ("the self-test", put("self-test", outputs=[])),
        ("third-seen: 0.148 is neither", replace("self-test", "{peak:.3f}", "0.148")),
        ("third-seen: 27 is neither", replace("self-test", "{27}", "27")),
    ],
    prose.formulas: [
        ("displays", replace("second-question", "(a - y)", "(y - a)")),
        ("displays", replace("second-question", "1 - a", "1 + a")),
        ("displays", replace("self-test", r"\, a (1 - a)", r"\, a^2 (1 - a)")),
        ("displays", replace("self-test", 'r"$$', 'r"')),
        ("displays", replace("second-question", "$$\n\n**P", "$$\n\n$$a = 1$$\n\n**P")),
        ("self-test: displays ,", replace("second-question", "$$", "$")),
        ("cannot fail", replace("self-test", "np.allclose(gradient, product)", "True")),
        ("summary: $A^3(1 - A)$", replace("summary", "A^2", "A^3")),
        ("summary: $A^2(1 + A)$", replace("summary", "1 - A", "1 + A")),
        ("exercise-3-solution: $3A", replace("exercise-3-solution", "2A - 3A^2", "3A - 2A^2")),
    ],
    prose.errata: [
        ("E1.5: belongs", with_tags("first-seen", "E1.5")),
        ("first-seen: speaks", put("first-seen", source="**What to see**: article 1 is wrong.")),
        ("first-seen: speaks", put("first-seen", source="> **Erratum**: a sign is lost.")),
        ("E1.5: no Markdown cell", lambda lesson: repairing(lesson, "**Note**")),
    ],
    exercises.exercise_cells: [
        ("fewer than 3", remove("exercise-3-stub")),
        ("must end in", replace("exercise-1-stub", "raise NotImplementedError", "return 0")),
        ("must be check(error_signal)", replace("exercise-1-check", "check", "print")),
        ("must be check(error_signal)", replace("exercise-1-check", "check", "w = 1\ncheck")),
        ("must be check(error_signal)", replace("exercise-1-check", "error_signal", "peak_error")),
        ("saved output", put("exercise-1-check", outputs=[text("Right.")])),
        ("must begin", replace("exercise-1-solution", "<details>", "<div>")),
        ("one ```python block", replace("exercise-1-solution", "```python", "```")),
        ("</details> at its end", replace("exercise-1-solution", "</details>", "")),
    ],
    exercises.exercise_module: [
        ("imports: lacks", replace("imports", "lesson_12", "lesson_05")),
        ("peak_error: is in only one", replace("exercise-3-check", "peak_error", "error_signal")),
        (
            "peak_error: is in only one",
            lambda lesson: exercises.exercises_of(lesson).pop("peak_error"),
        ),
    ],
    exercises.solutions: [
        ("sign is wrong", replace("exercise-1-solution", "(a - y)", "(y - a)")),
        ("it stops", replace("exercise-1-solution", "(a - y)", "drawn(z, y)")),
        ("exercise-1: NameError", replace("exercise-1-solution", "def error", "def other")),
        ("Right, though", replace("exercise-1-solution", "return", "np.log(0.0)\n    return")),
    ],
    exercises.wrong_answers: [
        (
            "error_signal: expected 'the sign",
            in_exercise("error_signal", right=lambda z, y: 0.0 * z),
        ),
    ],
    slides.on_slides: [
        ("is a 'skip'", as_slides("skip", "fig-first")),
        ("9 slides", as_slides("fragment", "fig-first", "fig-third", "third-seen")),
        ("16 slides", as_slides("subslide", "first-run", "third-run", "quiz", "second-run")),
        ("do not begin with the title", as_slides("", "title")),
        ("end with the summary", as_slides("slide", "checked")),
        ("no exercise", as_slides("", "exercise-1-stub")),
        ("no live figure", as_slides("", "fig-first", "fig-third")),
    ],
}


@pytest.mark.parametrize(
    ("rule", "words", "plant"),
    [
        pytest.param(rule, words, plant, id=f"{rule.__name__}-{words}")
        for rule, faults in FAULTS.items()
        for words, plant in faults
    ],
)
def test_a_planted_fault_is_found(new: Lesson, rule: Callable, words: str, plant: Callable):
    plant(new)
    complaints = list(rule(new))
    assert any(words in complaint for complaint in complaints), complaints


def test_every_rule_has_a_planted_fault():
    assert set(FAULTS) == set(RULES)
