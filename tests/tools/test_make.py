"""What the Makefile's targets run, without running it."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def commands(*target: str) -> str:
    if shutil.which("make") is None:
        pytest.skip("no make")
    run = ["make", "--dry-run", "--no-print-directory", "--assume-old=.venv/ready", *target]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_course_is_served_to_this_machine_alone():
    assert "jupyter lab --ip=127.0.0.1 " in commands("lab")


@pytest.mark.parametrize(
    ("target", "programs"),
    [
        ("test", ["pytest"]),
        ("lint", ["ruff check", "ruff format --check", "codespell", "test_links.py"]),
        ("notebooks", ["tools/write.py"]),
        ("lesson", ["tools/new_lesson.py"]),
        ("picture", ["tools/picture.py"]),
        ("site", ["tools/make_site.py"]),
        ("slides", ["tools/make_site.py"]),
        ("bench", ["slider_latency", "accuracy", "library_calls", "speed", "training"]),
    ],
)
def test_each_target_runs_its_programs(target, programs):
    found = commands(target)
    assert all(program in found for program in programs)
    subprocess.run(["sh", "-n"], input=found, text=True, check=True)


def test_the_site_is_told_its_repository():
    assert commands("site", "REPO=owner/name").rstrip().endswith("tools/make_site.py owner/name")
