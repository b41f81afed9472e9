"""The .deb for Debian 12, 13 and Ubuntu 24.04, with a private Python in /opt/page-studio."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from release.compiled import compile_modules
from release.icon import BADGE, write_png
from release.linux_python import LIBRARIES, lay_python
from release.manual import lay_manual
from release.packages import LINUX, LOCK, lay_packages, lay_program, tidy_records
from release.place import DIST, ROOT, VERSION, WORK, epoch, fresh, needs, run, size
from release.prune import LINUX as UNUSED
from release.prune import prune
from release.windows_tree import PAPERS, mark

PACKAGE = "page-studio"
PARTS = ROOT / "release" / "linux"
OPT = Path("opt") / PACKAGE
SHARE = Path("usr") / "share"
ICON_SIZES = (48, 64, 128, 256)
CONTROL = """\
Package: {package}
Version: {version}
Architecture: amd64
Maintainer: The Page Studio authors <page-studio@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager, libxcb-image0, libxcb-randr0, libxcb-render-util0
Suggests: {package}-ocr
Section: misc
Priority: optional
Description: posts of an official page, from approved templates, offline
 Compose, approve and publish the posts of an official police page from
 approved templates. Brings a Python of its own.
"""


def build_package(own: Path, book: Path, *, lock: Path = LOCK) -> Path:
    """Build the .deb around the program's own wheel and the manual in `book`."""
    target = DIST / f"{PACKAGE}_{VERSION}_amd64.deb"
    root = fresh(WORK / "deb")
    lay_files(root, own, book, lock)
    control = CONTROL.format(
        package=PACKAGE, version=VERSION, kilobytes=size(root) // 1024, depends=", ".join(depends())
    )
    return pack_deb(root, control, target)


def pack_deb(root: Path, control: str, target: Path) -> Path:
    """Make the package `target` of all that lies below `root`, which is deleted."""
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    _fix_modes_and_dates(root)
    words = ["--root-owner-group", "-Zxz", "-z9", "--threads-max=1", "--build"]
    run([needs("dpkg-deb", "dpkg"), *words, root, target])
    shutil.rmtree(root)
    return target


def lay_files(root: Path, own: Path, book: Path, lock: Path = LOCK) -> None:
    """Lay out all that the package installs, below `root`."""
    opt = root / OPT
    interpreter = lay_python(opt)
    packages = opt / "lib" / "site-packages"
    lay_packages(LINUX, packages, lock)
    lay_program(LINUX, packages, own)
    prune(packages, UNUSED)
    compile_modules(str(interpreter), opt / "lib", f"/{OPT}/lib")
    tidy_records(packages)
    mark(opt, "deb")
    lay_manual(book, opt)
    for name in PAPERS:
        _copy(ROOT / name, root / SHARE / "doc" / PACKAGE / ("copyright" if name == "LICENSE" else name))
    _copy(PARTS / "page-studio.desktop", root / SHARE / "applications" / "page-studio.desktop")
    _copy(PARTS / "page-studio.xml", root / SHARE / "mime" / "packages" / "page-studio.xml")
    icons = root / SHARE / "icons" / "hicolor"
    _copy(BADGE, icons / "scalable" / "apps" / "page-studio.svg")
    for pixels in ICON_SIZES:
        path = icons / f"{pixels}x{pixels}" / "apps" / "page-studio.png"
        path.parent.mkdir(parents=True)
        write_png(path, pixels)
    command = root / "usr" / "bin" / PACKAGE
    _copy(PARTS / "page-studio.sh", command)
    command.chmod(0o755)
    command.with_name("studio").symlink_to(PACKAGE)


def depends() -> list[str]:
    """What the package asks for: libraries of its Python and of Qt, by the names of all three systems."""
    groups = json.loads((ROOT / "studio" / "assets" / "system-libraries.json").read_text(encoding="utf-8"))
    for_qt = [tuple(entry["packages"]) for group in groups.values() for entry in group]
    return [" | ".join(names) for names in (*LIBRARIES, *for_qt)]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _fix_modes_and_dates(root: Path) -> None:
    for path in sorted(root.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
