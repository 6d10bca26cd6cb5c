"""requirements.txt is what uv.lock says, and every system finds wheels for it."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[1]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
LINES = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
PINNED = [Requirement(line) for line in LINES if not line.lstrip().startswith(("#", "-e"))]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
MAC = {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"}
SYSTEMS = {
    "Linux": (
        LINUX | {"platform_machine": "x86_64"},
        [f"manylinux{glibc}_x86_64" for glibc in (1, 2014, *(f"_2_{n}" for n in range(5, 29)))],
    ),
    "Windows": (WINDOWS | {"platform_machine": "AMD64"}, ["win_amd64"]),
    "Intel Mac": (MAC | {"platform_machine": "x86_64"}, [*mac_platforms((14, 0), "x86_64")]),
    "Apple Mac": (MAC | {"platform_machine": "arm64"}, [*mac_platforms((14, 0), "arm64")]),
}


def wheels(name: str, version: str) -> list[str]:
    """Return the file names of the wheels that the lock holds of a package."""
    return [
        wheel["url"].rpartition("/")[2]
        for package in LOCK
        if (package["name"], package["version"]) == (canonicalize_name(name), version)
        for wheel in package.get("wheels", [])
    ]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_package_has_a_wheel(system, python):
    markers, platforms = SYSTEMS[system]
    version = tuple(map(int, python.split(".")))
    known = {*cpython_tags(version, platforms=platforms)}
    known |= {*compatible_tags(version, f"cp{version[0]}{version[1]}", platforms)}
    environment = markers | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    needed = [pin for pin in PINNED if not pin.marker or pin.marker.evaluate(environment)]
    assert needed
    for pin in needed:
        (specifier,) = pin.specifier
        files = wheels(pin.name, specifier.version)
        assert any(known & parse_wheel_filename(file)[3] for file in files), str(pin)


def test_requirements_pin_what_the_lock_holds():
    locked = {(package["name"], package["version"]) for package in LOCK}
    for pin in PINNED:
        (specifier,) = pin.specifier
        assert specifier.operator == "=="
        assert (canonicalize_name(pin.name), specifier.version) in locked
    assert {pin.name for pin in PINNED} == {name for name, _ in locked if name != "helpers"}
    assert "-e ." in LINES
