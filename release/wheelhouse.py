"""All locked packages of one system as files, so that a PC without a network can install them by pip."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from pathlib import Path

from packaging.markers import Marker

from release.archive import pack
from release.packages import LOCK, WINDOWS, Target, lock_entries
from release.place import DIST, VERSION, WORK, fresh, run

README = """\
Install without a network, in a virtual environment of Python {python}:

    python -m pip install --no-index --find-links . --require-hashes --requirement requirements.txt
    python -m pip install --no-index --find-links . --no-deps {own}
"""


def build_wheelhouse(target: Target, system: str, own: Path, *, lock: Path = LOCK) -> Path:
    """Fetch what `lock` names for `target`, each file checked by its hash, and pack it with the program's wheel."""
    folder = fresh(WORK / f"wheelhouse-{system}")
    wanted = folder / "requirements.txt"
    wanted.write_text(locked_for(target, lock), encoding="utf-8", newline="\n")
    command: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    command += ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--python-version", target.python]
    command += [word for tag in (*target.tags, "any") for word in ("--platform", tag)]
    run([*command, "--requirement", wanted, "--dest", folder])
    shutil.copyfile(own, folder / own.name)
    text = README.format(python=target.python, own=own.name)
    (folder / "README.txt").write_text(text, encoding="utf-8", newline="\n")
    archive = DIST / f"page-studio-{VERSION}-wheels-{system}.zip"
    pack(folder, archive, archive.stem, method=zipfile.ZIP_STORED)
    shutil.rmtree(folder)
    return archive


def locked_for(target: Target, lock: Path) -> str:
    """The lines of `lock` that hold on `target`, without their conditions: pip would judge those by this machine."""
    surroundings = {
        "sys_platform": "win32" if target is WINDOWS else "linux",
        "python_version": target.python,
        "python_full_version": f"{target.python}.0",
        "implementation_name": "cpython",
    }
    kept = []
    for entry in lock_entries(lock):
        pin, _, condition = entry.partition("\n")[0].removesuffix("\\").partition(" ; ")
        if not condition or Marker(condition).evaluate(surroundings):
            hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}", entry)
            kept.append(" \\\n    ".join([pin.strip(), *hashes]))
    return "\n".join(kept) + "\n"
