"""What CI runs fails when the linters or the tests do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CI = Path(__file__).parents[2] / ".ci" / "run"


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize("failing", ["", "lint", "test"])
def test_ci_fails_with_the_linters_or_the_tests(tmp_path: Path, failing: str):
    for program in "chromium", "npm":
        (tmp_path / program).write_text("#!/bin/sh\n")
    (tmp_path / "make").write_text(f'#!/bin/sh\necho "$1"\n[ "$1" != "{failing}" ]\n')
    for program in tmp_path.iterdir():
        program.chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(["bash", CI], env=env, capture_output=True, text=True, check=False)
    assert (run.returncode == 0) == (not failing), run.stderr
    assert run.stdout.split() == (["lint"] if failing == "lint" else ["lint", "test"])
