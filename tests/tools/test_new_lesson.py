"""What new_lesson refuses; that what it makes keeps every rule is tested with the rules."""

import shutil
from pathlib import Path

import new_lesson
import pytest
import write


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of one lesson, with the project's README, and nothing executed."""
    (tmp_path / "05_extend_it.ipynb").touch()
    (tmp_path / "lesson_04.py").touch()
    monkeypatch.setattr(write, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(write, "README", Path(shutil.copy(write.README, tmp_path)))
    monkeypatch.setattr(new_lesson, "EXERCISES", tmp_path)
    monkeypatch.setattr(write, "write", lambda path: True)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["6", "race_the_losses"], "number: '6' is not two digits, such as 06"),
        (["race", "06"], "number: 'race' is not two digits"),
        (["06", "race"], "name: 'race' is not verb_object"),
        (["06", "Race_the_losses"], "name: 'Race_the_losses' is not verb_object"),
        (["06", "../race_it"], "name: '../race_it' is not verb_object"),
        (["06", "race_it.ipynb"], "name: 'race_it.ipynb' is not verb_object"),
        (["05", "race_the_losses"], "number: 05 is taken by 05_extend_it.ipynb"),
        (["05", "extend_it"], "number: 05 is taken by 05_extend_it.ipynb"),
        (["04", "find_it"], "number: 04 is taken by lesson_04.py"),
        (["06", "race_it", "is it | fair?"], "question: 'is it | fair?' would break"),
        (["06"], "usage: make lesson"),
        (["06", "race_it", "fair?", "then"], "usage: make lesson"),
    ],
)
def test_it_refuses_and_touches_nothing(course: Path, arguments: list[str], reason: str):
    before = {path: path.read_bytes() for path in course.iterdir()}
    with pytest.raises(SystemExit) as refused:
        new_lesson.main(arguments)
    assert str(refused.value.code).startswith(reason)
    assert {path: path.read_bytes() for path in course.iterdir()} == before


def test_a_lesson_that_cannot_run_is_not_left_behind(course: Path, monkeypatch):
    def fail(path: Path) -> None:
        raise write.NotebookError(f"{path.name}, cell one: NameError")

    monkeypatch.setattr(write, "write", fail)
    before = {path: path.read_bytes() for path in course.iterdir()}
    with pytest.raises(SystemExit, match=r"06_race_it\.ipynb, cell one: NameError"):
        new_lesson.main(["06", "race_it"])
    assert {path: path.read_bytes() for path in course.iterdir()} == before


def test_a_readme_without_the_table_is_refused(course: Path):
    write.README.write_text("# Course\n")
    with pytest.raises(SystemExit, match=r"README\.md: has no row of a lesson before 06"):
        new_lesson.main(["06", "race_it"])


def test_it_says_what_it_touched(course: Path, capsys: pytest.CaptureFixture):
    new_lesson.main(["06", "race_it", "is it fair?"])
    assert capsys.readouterr().out.splitlines() == [
        "06_race_it.ipynb: made and executed",
        "README.md: its row in the table of lessons",
        "lesson_06.py: its exercises, beside those of the other lessons",
    ]
    module = (course / "lesson_06.py").read_text(encoding="utf-8")
    assert module.startswith('"""The exercises of lesson 06: ')
    assert "| 06 | [Race it](notebooks/06_race_it.ipynb) | is it fair? |" in write.README.read_text(
        encoding="utf-8"
    )
