"""The layers of helpers: no module imports one below it, or a library of a layer it is not in."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import helpers

FOLDER = Path(helpers.__file__).parent
NUMPY, SYMPY, PLOTS, WIDGETS = {"numpy"}, {"sympy"}, {"matplotlib"}, {"ipywidgets", "anywidget"}
LIBRARIES = NUMPY | SYMPY | PLOTS | WIDGETS
LAYERS = {
    "arrays": NUMPY,
    "activations": NUMPY,
    "losses": NUMPY,
    "fast": NUMPY,
    "training": NUMPY,
    "formulas": SYMPY,
    "proofs": SYMPY,
    "derivation": SYMPY,
    "style": NUMPY | PLOTS,
    "axes": NUMPY | PLOTS,
    "figures": NUMPY | PLOTS,
    "steps": LIBRARIES,
    "live": NUMPY | PLOTS | WIDGETS,
    "explorer": NUMPY | PLOTS | WIDGETS,
    "explorers": NUMPY | PLOTS | WIDGETS,
    "diagnoses": NUMPY,
    "checks": NUMPY,
}


def test_every_module_has_a_layer():
    assert {path.stem for path in FOLDER.glob("*.py")} == {"__init__", *LAYERS}


@pytest.mark.parametrize("module", LAYERS)
def test_imports_only_modules_above(module):
    tree = ast.parse((FOLDER / f"{module}.py").read_text())
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "helpers":
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers."):
            imported.add(node.module.removeprefix("helpers."))
        assert not (isinstance(node, ast.ImportFrom) and node.level), "say helpers.…, not a dot"
    order = list(LAYERS)
    assert all(order.index(name) < order.index(module) for name in imported), imported


@pytest.mark.parametrize("module", LAYERS)
def test_brings_along_no_library_of_another_layer(module):
    code = f"import sys, helpers.{module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert LIBRARIES & set(run.stdout.split()) <= LAYERS[module]


def test_the_package_brings_along_nothing():
    code = "import sys, helpers; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not LIBRARIES & set(run.stdout.split())
