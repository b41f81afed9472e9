"""Build everything that is handed over into dist/, on a Debian 13 machine.

    python -m release [PART ...] [--manual DIR] [--cpython FILE --cpython-sha256 DIGEST]

Parts: python (wheel and sdist), installer, portable, deb, ocr, wheelhouses, sbom; none named means all. SHA256SUMS
names the files of dist/ afterwards. The manual in the packages is built anew, or the one that --manual names.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from release.debian_package import build_package
from release.installer import build_installer
from release.manual import lay_manual, manual
from release.ocr import build_second_package
from release.packages import LINUX, WINDOWS, sdist, wheel
from release.place import DIST, VERSION, WORK, sha256
from release.portable import build_portable
from release.sbom import build_sbom
from release.wheelhouse import build_wheelhouse
from release.windows_python import source
from release.windows_tree import build_tree

PARTS = ("python", "installer", "portable", "deb", "ocr", "wheelhouses", "sbom")


def build(parts: set[str], cpython: Path | None, digest: str | None, given: Path | None) -> list[Path]:
    """Build `parts` and return their files; `given` holds a manual that is not to be built anew."""
    own = wheel()
    book = manual(given) if parts & {"installer", "portable", "deb"} else None
    made = [own, sdist()] if "python" in parts else []
    if book and parts & {"installer", "portable"}:
        tree = WORK / "windows"
        build_tree(tree, source(cpython, digest), own)
        lay_manual(book, tree)
        made += [build_installer(tree)] if "installer" in parts else []
        made += [build_portable(tree)] if "portable" in parts else []
    if book and "deb" in parts:
        made.append(build_package(own, book))
    if "ocr" in parts:
        made += build_second_package()
    if "wheelhouses" in parts:
        made += [build_wheelhouse(WINDOWS, "windows", own), build_wheelhouse(LINUX, "linux", own)]
    if "sbom" in parts:
        made.append(build_sbom(DIST / f"page-studio-{VERSION}.cdx.json"))
    return made


def write_sums() -> Path:
    """Write the SHA-256 of every file in dist/, as `sha256sum --check` reads them."""
    target = DIST / "SHA256SUMS"
    files = sorted(path for path in DIST.iterdir() if path.is_file() and path != target)
    lines = "".join(f"{sha256(path)}  {path.name}\n" for path in files)
    target.write_text(lines, encoding="utf-8", newline="\n")
    return target


def main() -> int:
    """Build by command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--cpython", type=Path, help="python.org's embeddable ZIP of 3.13, in place of the pinned wheel"
    )
    parser.add_argument("--manual", type=Path, help="a folder that `make manual` wrote")
    parser.add_argument("--cpython-sha256", help="the SHA-256 it has to have")
    given = parser.parse_args()
    for path in build(set(given.parts or PARTS), given.cpython, given.cpython_sha256, given.manual):
        path.chmod(0o644)
        print(f"release: {path.name}, {path.stat().st_size / 1e6:.1f} MB", flush=True)
    write_sums()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
