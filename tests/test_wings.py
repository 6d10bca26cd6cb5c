"""One rule between the wings of helpers: figures → neuron ← exercises; the others stand alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import helpers

FOLDER = Path(helpers.__file__).parent
MAY_IMPORT = {
    "neuron": {"numpy"},
    "derivation": {"sympy", "flint"},
    "figures": {"helpers.neuron", "numpy", "matplotlib", "anywidget", "ipywidgets", "traitlets"}
    | {"PIL"},
    "exercises": {"helpers.neuron", "numpy"},
    "data": {"numpy"},
}
WIDGETS = {"anywidget", "ipywidgets", "traitlets"}
MAY_ALSO = {"derivation/stepper.py": WIDGETS, "figures/live/reruns.py": {"IPython"}}
MODULES = [path.relative_to(FOLDER).as_posix() for path in sorted(FOLDER.rglob("*.py"))]


def imported(source: str) -> set[str]:
    """The packages that a module's code imports; of helpers, the wings."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "say helpers.…, not a dot"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    packages = {name if name.startswith("helpers") else name.partition(".")[0] for name in names}
    return {".".join(name.split(".")[:2]) for name in packages} - sys.stdlib_module_names


def out_of_place(module: str, source: str) -> set[str]:
    """What a module imports that its wing may not."""
    wing = module.partition("/")[0]
    allowed = MAY_IMPORT[wing] | MAY_ALSO.get(module, set()) | {f"helpers.{wing}"}
    return imported(source) - allowed


def test_the_wings_are_all_there_is():
    folders = {module.partition("/")[0] for module in MODULES}
    assert folders == {"__init__.py", *MAY_IMPORT}


@pytest.mark.parametrize("module", [name for name in MODULES if "/" in name])
def test_imports_what_its_wing_may(module):
    assert out_of_place(module, (FOLDER / module).read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("neuron/training.py", "from helpers.figures import style"),
        ("neuron/training.py", "import matplotlib.pyplot as plt"),
        ("derivation/lines.py", "from helpers import neuron"),
        ("derivation/lines.py", "import anywidget"),
        ("derivation/lines.py", "import numpy as np"),
        ("figures/still.py", "from helpers.exercises import check"),
        ("exercises/answers.py", "def f():\n    import sympy"),
        ("data/__init__.py", "from helpers import neuron"),
    ],
)
def test_a_line_in_the_wrong_wing_is_found(module, line):
    assert len(out_of_place(module, line)) == 1


@pytest.mark.parametrize("wing", ["neuron", "exercises"])
def test_mathematics_brings_along_numpy_alone(wing):
    code = f"import sys, helpers.{wing}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "sympy", "matplotlib"} | WIDGETS
    assert heavy & set(run.stdout.split()) == {"numpy"}
