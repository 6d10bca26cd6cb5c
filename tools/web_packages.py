"""What web pages of the course load from npm, pinned in ``site/package-lock.json``."""

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

SITE = Path(__file__).parents[1] / "site"
PACKAGES = SITE / "node_modules"
LOCK = "package-lock.json"


def install() -> bool:
    """Install the packages, unless they are as the lock has them; return whether npm is there."""
    npm = shutil.which("npm")
    mark = PACKAGES / LOCK  # a copy of the lock that was installed
    if npm and not (mark.exists() and mark.read_bytes() == (SITE / LOCK).read_bytes()):
        # Beside their place, and then moved there at once: others may do the same.
        with tempfile.TemporaryDirectory(dir=SITE) as folder:
            for name in ("package.json", LOCK):
                shutil.copy(SITE / name, folder)
            subprocess.run([npm, "ci", "--ignore-scripts"], cwd=folder, check=True)
            made = Path(folder, "node_modules")
            shutil.copy(SITE / LOCK, made)
            with contextlib.suppress(OSError):  # another was first
                if PACKAGES.exists():
                    PACKAGES.rename(Path(folder, "old"))
                made.rename(PACKAGES)
    return npm is not None
