"""What goes into the site before Sphinx; its pages are tested in a browser."""

import make_site
import pytest
import web_packages
import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

LESSON = "02_measure_it"


@pytest.mark.parametrize(
    ("link", "on_the_site"),
    [
        ("[02](02_measure_it.ipynb#cell-id=fig-peak)", "[02](#02-fig-peak)"),
        ("[02](02_measure_it.ipynb)", "[02](02_measure_it.ipynb)"),
        ("[the page](../README.md)", "[the page](index.ipynb)"),
        ("[the page](../README.md#start)", "[the page](index.ipynb)"),
        ("[away](https://example.org/README.md)", "[away](https://example.org/README.md)"),
    ],
)
def test_a_link_leads_to_a_place_on_the_site(link: str, on_the_site: str):
    assert make_site.linked(f"See {link}.") == f"See {on_the_site}."


def test_each_cell_is_a_target_and_what_is_folded_stays_so():
    folded = {"jupyter": {"outputs_hidden": True, "source_hidden": True}, "tags": ["R1.5"]}
    cells = [
        new_markdown_cell("# Measure it", id="title"),
        new_code_cell("1", id="self-test", metadata=folded),
    ]
    title, ways, target, code = make_site.for_sphinx(new_notebook(cells=cells), LESSON, "").cells
    assert title.source == "(02-title)=\n\n# Measure it"
    assert "runs no code" in ways.source
    assert target.source == "(02-self-test)="
    assert set(code.metadata["tags"]) == {"hide-input", "hide-output"}


def test_launch_links_need_a_repository():
    assert "http" not in make_site.ways_to_run(LESSON, "")
    ways = make_site.ways_to_run(LESSON, "owner/name")
    path = f"notebooks/{LESSON}.ipynb"
    for start in (
        "https://mybinder.org/v2/gh/owner/name/HEAD?labpath=",
        "https://colab.research.google.com/github/owner/name/blob/HEAD/",
        "https://github.com/owner/name/blob/HEAD/",
    ):
        assert f"({start}{path})" in ways


@pytest.mark.parametrize("repository", ["name", "owner/name/more", "https://github.com/owner/name"])
def test_a_wrong_repository_is_refused(repository: str):
    with pytest.raises(SystemExit, match="is not owner/name"):
        make_site.main([repository])


def test_without_npm_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(web_packages.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match="sudo apt install npm"):
        make_site.main([])


def test_a_lesson_is_executed_again_where_it_has_changed_and_not_else(tmp_path, monkeypatch):
    monkeypatch.setattr(make_site, "EXECUTED", tmp_path)
    runs = []
    monkeypatch.setattr(write, "run", lambda *_: runs.append(1))
    for source in ("1", "1", "2", "2"):
        make_site.execute(new_notebook(cells=[new_code_cell(source, id="one")]), LESSON)
    assert len(runs) == 2


def test_an_error_in_a_lesson_stops_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(make_site, "EXECUTED", tmp_path)
    failing = new_notebook(cells=[new_code_cell("1 / 0", id="one")])
    with pytest.raises(write.NotebookError, match="cell one: ZeroDivisionError"):
        make_site.execute(failing, LESSON)
    assert list(tmp_path.iterdir()) == []
