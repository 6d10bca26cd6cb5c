"""The notebook rules, over every notebook, and each rule seen failing on a planted fault."""

import copy
from collections.abc import Callable
from pathlib import Path

import notebook_rules as rules
import pytest
from lesson import Lesson
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from notebook_rules import RULES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LESSONS = [Lesson.read(path, README) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_notebook(lesson: Lesson, rule: Callable):
    complaints = list(rule(lesson))
    assert not complaints, "\n".join(complaints)


# ---- a small lesson that keeps every rule --------------------------------------------------

SOLUTION = """\
<details><summary>Solution</summary>

```python
{code}
```

The factor is there for a reason.

</details>"""

SECTION = "## Watch the {n} point\n\n**Predict**: where does the curve $A^2(1 - A)$ peak?"
SEEN = "**What to see**: the peak is 0.148, after 300 steps at 4/27, not at `9.99`."
NOT_YET = "Not attempted yet: write your answer in the cell above, run it, then this."


def text(string: str) -> dict:
    return new_output("execute_result", {"text/plain": string}, execution_count=1)


def printed(string: str) -> dict:
    return new_output("stream", name="stdout", text=string)


VIEW = "application/vnd.jupyter.widget-view+json"
PICTURE = new_output("display_data", {"image/png": "iVBO", "text/plain": "<Figure size 1x1>"})


def exercise(number: int, signature: str, body: str, like: str) -> list:
    """Stub, check and solution of `signature`, whose right answer is ``return body``."""
    name, cell_id = signature.partition("(")[0], f"exercise-{number}"
    stub, solution = f"def {signature}:\n    raise NotImplementedError", f"    return {body}"
    return [
        new_code_cell(stub, id=f"{cell_id}-stub"),
        new_code_cell(f"check({name}, {like})", id=f"{cell_id}-check", outputs=[text(NOT_YET)]),
        new_markdown_cell(
            SOLUTION.format(code=f"def {signature}:\n{solution}"), id=f"{cell_id}-solution"
        ),
    ]


def sample() -> Lesson:
    """A lesson made here, without a run."""
    cells = [
        new_markdown_cell("# Measure a sample's peak\n\nYou will measure one.", id="title"),
        new_markdown_cell(
            "**After this lesson you can**\n\n- name it\n- draw it\n- use it\n\n"
            "**You need**: a pencil\n\n**Time**: about 5 minutes",
            id="outcomes",
        ),
        new_code_cell(
            "import numpy as np\n\nfrom helpers.exercises import check\n"
            "from helpers.figures import style\nfrom helpers.neuron import sigmoid\n\n"
            "style.use()",
            id="imports",
        ),
    ]
    for n in ("first", "second", "third"):
        cells += [
            new_markdown_cell(SECTION.format(n=n), id=f"{n}-point"),
            new_code_cell("w = 0.6\nprint(w > 0)", id=f"{n}-run", outputs=[printed("True\n")]),
            new_code_cell(
                "draw(epochs=300)", id=f"fig-{n}", outputs=[copy.deepcopy(PICTURE), printed("9\n")]
            ),
            new_markdown_cell(SEEN, id=f"{n}-seen"),
        ]
    cells[3].metadata["tags"] = ["R1.5", "E1.5"]
    cells[6].metadata["tags"] = ["E1.5"]
    cells[6].source += "\n\n**Erratum** (article 1): a factor is missing."
    squared = "mistakes={'w is taken for x': lambda w, x: w * w}"
    cells += [
        new_markdown_cell("## Exercises", id="exercises"),
        *exercise(1, "signal(z, y)", "sigmoid(z) - y", "lambda z, y: sigmoid(z) - y"),
        *exercise(2, "slope(w, x)", "w * x", f"lambda w, x: w * x, {squared}"),
        *exercise(3, "peak()", "2 / 3", "like=2 / 3"),
    ]
    answer = "<details><summary>Answer</summary>\n\nYes.\n\n</details>"
    questions = "\n\n".join(f"**Question {n}.** Why?\n\n{answer}" for n in (1, 2, 3))
    cells += [
        new_markdown_cell(f"## Quiz\n\n{questions}", id="quiz"),
        new_markdown_cell("## Summary\n\nIt peaks where $w = 0.6$.", id="summary"),
        new_markdown_cell("## Further reading\n\n- A book, volume 7.25", id="further-reading"),
        new_code_cell('assert f"{4 / 27:.3f}" == "0.148"  # 5.55', id="self-test"),
    ]
    code = [cell for cell in cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
    readme = "| 10 | [sample](notebooks/10_measure_a_samples_peak.ipynb) |"
    return Lesson("10_measure_a_samples_peak", new_notebook(cells=cells), 20_000, readme)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_sample_keeps_the_rule(rule: Callable):
    assert list(rule(sample())) == []


# ---- planted faults ------------------------------------------------------------------------


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


def with_output(cell_id: str, output: dict) -> Callable[[Lesson], None]:
    return lambda lesson: lesson[cell_id].outputs.append(output)


def with_tags(cell_id: str, *tags: str) -> Callable[[Lesson], None]:
    return lambda lesson: lesson[cell_id].metadata.update(tags=list(tags))


def with_metadata(**values: object) -> Callable[[Lesson], None]:
    return lambda lesson: lesson.notebook.metadata.update(values)


FAULTS = {
    rules.name_and_title: [
        ("is not NN_verb_object", lambda lesson: setattr(lesson, "name", "10-Measure")),
        ("does not repeat the name", replace("title", "peak", "valley")),
        ("in one sentence", replace("title", "You will measure one.", "")),
    ],
    rules.cell_ids: [
        ("is not words", put("first-run", id="a1b2c3d4")),
        ("is not words", put("first-run", id="cell-3")),
        ("used twice", put("first-run", id="second-run")),
    ],
    rules.order: [
        ("must open with", remove("outcomes")),
        ("must close with", remove("further-reading")),
        ("no cell exercises", remove("exercises")),
        ("after exercises come", remove("exercise-2-check")),
        ("after exercises come", remove("quiz")),
        ("after exercises come", put("exercise-3-stub", id="exercise-4-stub")),
        ("summary is a code cell", put("summary", cell_type="code")),
        ("self-test is a markdown cell", put("self-test", cell_type="markdown")),
    ],
    rules.outcomes: [
        ("After this lesson", replace("outcomes", "After this", "In this")),
        ("3 to 5 bullets", replace("outcomes", "- name it\n", "")),
        ("You need", replace("outcomes", "You need", "Bring")),
        ("minutes", replace("outcomes", "5 minutes", "a while")),
    ],
    rules.imports: [
        ("more than 8 lines", replace("imports", "\n\n", "\n" + "import ast\n" * 3)),
        ("more than import", replace("imports", "\n\n", "\n\nx = 1\n")),
        ("first-run: imports belong", replace("first-run", "w = 0.6", "import ast\nw = 0.6")),
    ],
    rules.sections: [
        ("2 sections", replace("first-point", "## ", "### ")),
        ("no **Predict**", replace("first-point", "**Predict**: where", "Where")),
        ("no **What to see**", replace("second-seen", "**What to see**: the", "The")),
        ("no code", remove("third-run", "fig-third")),
        ("names no number", put("first-seen", source="**What to see**: the peak.")),
    ],
    rules.figures: [
        ("shows no picture", put("fig-first", outputs=[printed("9\n")])),
        ("nothing printed", put("fig-first", outputs=[PICTURE])),
        ("must begin with fig-", put("fig-first", id="picture-first")),
        ("does not say", add("first-seen", new_markdown_cell("And now:", id="aside"))),
    ],
    rules.sizes: [
        ("bytes", lambda lesson: setattr(lesson, "size", 300_000)),
        ("more than 40", lambda lesson: lesson.cells.extend(lesson.cells[-16:])),
        ("not about half", lambda lesson: lesson.cells.extend([lesson["self-test"]] * 12)),
        ("not about half", lambda lesson: lesson.cells.extend([lesson["title"]] * 12)),
        ("121 words", replace("summary", "It peaks", "peak " * 118)),
        ("16 lines", put("self-test", source="assert 1\n" * 16)),
        ("longer than 5 lines", lambda lesson: [c.update(source="w\n" * 6) for c in lesson.code]),
    ],
    rules.closing: [
        ("**Question 1.**", replace("quiz", "**Question 2.**", "Question 2.")),
        ("needs its answer", replace("quiz", "</details>", "")),
        ("needs its answer", replace("quiz", "<summary>Answer", "<summary>Key")),
        ("must begin with ## Summary", replace("summary", "## Summary", "## In short")),
        ("lists nothing", replace("further-reading", "- ", "")),
        ("asserts nothing", replace("self-test", "assert ", "print() or ")),
    ],
    rules.executed: [
        ("not executed", put("first-run", execution_count=None)),
        ("not executed", put("first-run", execution_count=7)),
        ("stderr", with_output("first-run", new_output("stream", name="stderr", text="hm"))),
        ("an error", with_output("first-run", new_output("error", ename="E", evalue="e"))),
        ("widget view", with_output("first-run", new_output("display_data", {VIEW: {}}))),
        ("memory address", with_output("first-run", text("<Axes at 0x7f1b>"))),
        ("metadata", with_metadata(widgets={})),
        ("Python version", with_metadata(language_info={"version": "3.11.7"})),
    ],
    rules.forbidden: [
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
    rules.readme_row: [
        ("no row", lambda lesson: setattr(lesson, "readme", lesson.readme.replace("|", ""))),
        ("no row", lambda lesson: setattr(lesson, "readme", lesson.readme.replace("peak", "top"))),
    ],
    rules.numbers: [
        ("first-seen: 0.148", replace("self-test", "0.148", "0.149")),
        ("first-seen: 0.1482", replace("first-seen", "0.148", "0.1482")),
        ("first-seen: 0.6", replace("first-seen", "0.148", "0.6")),
        ("first-seen: 5/27", replace("first-seen", "4/27", "5/27")),
        ("first-seen: 301", replace("first-seen", "300", "301")),
        ("first-seen: 9.99", replace("first-seen", "`9.99`", "9.99")),
        ("first-seen: 5.55", replace("first-seen", "0.148", "5.55")),
        ("summary: 0.7", replace("summary", "0.6", "0.7")),
    ],
    rules.errata: [
        ("E1.5", replace("first-seen", "**Erratum**", "Note")),
        ("E1.5", with_tags("first-seen")),
    ],
    rules.exercises: [
        ("fewer than 3", remove("exercise-3-stub")),
        ("must end in", replace("exercise-1-stub", "raise NotImplementedError", "return 0")),
        ("one call of check", replace("exercise-1-check", "check", "print")),
        ("one call of check", replace("exercise-1-check", "check", "w = 1\ncheck")),
        ("saved output", put("exercise-1-check", outputs=[text("Right.")])),
        ("must begin", replace("exercise-1-solution", "<details>", "<div>")),
        ("one ```python block", replace("exercise-1-solution", "```python", "```")),
        ("</details> at its end", replace("exercise-1-solution", "</details>", "")),
    ],
    rules.solutions: [
        ("sign is wrong", replace("exercise-1-solution", "sigmoid(z) - y", "y - sigmoid(z)")),
        ("it stops", replace("exercise-1-solution", "sigmoid(z) - y", "drawn(z, y)")),
        ("exercise-1: NameError", replace("exercise-1-solution", "def signal", "def sgnal")),
        ("Right, though", replace("exercise-1-solution", "return", "np.log(0.0)\n    return")),
    ],
    rules.wrong_answers: [
        (
            "expected 'the sign",
            replace("exercise-2-check", "lambda w, x: w * x", "lambda w, x: 0 * w"),
        ),
        ("expected 'b'", replace("exercise-2-check", "w * w}", "w * w, 'b': lambda w, x: w * w}")),
        ("expected 'w is", replace("exercise-2-check", "w * w", "w * x")),
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
def test_a_planted_fault_is_found(rule: Callable, words: str, plant: Callable):
    lesson = sample()
    plant(lesson)
    complaints = list(rule(lesson))
    assert any(words in complaint for complaint in complaints), complaints


def test_every_rule_has_a_planted_fault():
    assert list(FAULTS) == RULES
