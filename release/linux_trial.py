"""Install the .deb on bare systems and use it there, as an ordinary user without a network.

    python -m release.linux_trial DEB [SUITE …] [--second DEB] [--mirror ADDRESS] [--keyring FILE]

SUITE is a name that debootstrap knows: bookworm (Debian 12), trixie (Debian 13), noble (Ubuntu 24.04); the two of
Debian when none is named. Needs the rights of root, the Debian package debootstrap, and for Ubuntu the package
ubuntu-keyring with an archive of Ubuntu within reach, named by --mirror.

In each: installed by apt; `--selftest` and the demo done by an ordinary user without a network; removed; the data of
the work is still there. With --second, the second package is installed after the demo: it finds the number in a drawn
picture, and Tesseract with its Vietnamese is there.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from release.debian_package import PACKAGE
from release.place import WORK, BuildError, answer, fresh, needs, run
from studio.installation import SECOND_PACKAGE

SUITES = ("bookworm", "trixie")
USER, DATA = "officer", "/home/officer/so-lieu"
BESIDE = ("/etc/resolv.conf", "/etc/hosts")
"""How this machine finds the archive."""
LOOKING = """
from PIL import Image, ImageDraw
from studio.images.numbers_rapidocr import RapidNumbers
from studio.library.importers.scan import find_tesseract
picture = Image.new("RGB", (400, 100), "white")
ImageDraw.Draw(picture).text((20, 20), "0912 345 678", "black", font_size=48)
boxes = [one.box for one in RapidNumbers().find(picture)]
assert boxes, "no number found"
assert min(left for left, *_ in boxes) < 60, boxes
assert max(left + width for left, _, width, _ in boxes) > 250, boxes
assert find_tesseract() is not None, "no Tesseract with Vietnamese"
"""
"""What the second package is for, on a picture of the trial's own."""
PATHS = "/usr/sbin:/usr/bin:/sbin:/bin"


class System:
    """A bare system in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lay(self, suite: str, mirror: str, keyring: Path | None) -> None:
        """Lay it out anew, with no more than a package needs to be installed."""
        kept = WORK / "trial" / "packages"
        kept.mkdir(parents=True, exist_ok=True)
        words = [needs("debootstrap", "debootstrap"), "--variant=minbase", f"--cache-dir={kept.resolve()}"]
        words += [f"--keyring={keyring}"] if keyring else []
        components = "main,universe" if "ubuntu" in mirror else "main"
        run([*words, f"--components={components}", suite, fresh(self._folder), mirror])
        for name in BESIDE:
            shutil.copyfile(name, self._folder / name.lstrip("/"))
        self.as_root("useradd", "--create-home", USER)

    def as_root(self, *words: str) -> None:
        """Run a program inside. Raises BuildError."""
        self._inside(["--mount", "--pid"], words)

    def as_user(self, line: str) -> None:
        """Run a line of the shell as an ordinary user who has no network. Raises BuildError."""
        self._inside(["--mount", "--pid", "--net"], ["su", "--login", USER, "--command", line])

    def put(self, path: Path) -> str:
        """Copy a file in; its path there."""
        shutil.copyfile(path, self._folder / "srv" / path.name)
        return f"/srv/{path.name}"

    def holds(self, path: str) -> bool:
        """Whether something lies there."""
        return (self._folder / path.lstrip("/")).exists()

    def _inside(self, apart: list[str], words: tuple[str, ...] | list[str]) -> None:
        own = [needs("unshare", "util-linux"), *apart, "--fork", f"--mount-proc={self._folder / 'proc'}"]
        command = [*own, needs("chroot", "coreutils"), self._folder, *words]
        run(command, DEBIAN_FRONTEND="noninteractive", PATH=PATHS, LC_ALL="C.UTF-8")


def try_package(package: Path, system: System, second: Path | None = None) -> None:
    """Install, use and remove `package`, and in between the second one. Raises BuildError."""
    _timed("installed", lambda: system.as_root("apt-get", "install", "--yes", "--quiet=2", system.put(package)))
    print(f"trial: Python of the system: {'there' if system.holds('/usr/bin/python3') else 'none'}", flush=True)
    _timed("selftest", lambda: system.as_user(f"{PACKAGE} --selftest"))
    _timed("demo", lambda: system.as_user(f"{PACKAGE} --profile {DATA} demo --no-window"))
    if second is not None:
        try_second(second, system)
    _timed("removed", lambda: system.as_root("apt-get", "purge", "--yes", "--quiet=2", PACKAGE))
    for path in (f"/opt/{PACKAGE}", f"/usr/bin/{PACKAGE}", "/usr/bin/studio"):
        if system.holds(path):
            raise BuildError(f"{path} stayed after the package was removed.")
    if not system.holds(f"{DATA}/studio.sqlite3"):
        raise BuildError(f"the work in {DATA} is gone after the package was removed.")


def try_second(package: Path, system: System) -> None:
    """Install, use and remove the second package beside the first, which stays as it was. Raises BuildError."""
    _timed(
        "second package installed",
        lambda: system.as_root("apt-get", "install", "--yes", "--quiet=2", system.put(package)),
    )
    _timed("number found", lambda: system.as_user(f"/opt/{PACKAGE}/python -c {shlex.quote(LOOKING)}"))
    _timed("second package removed", lambda: system.as_root("apt-get", "purge", "--yes", "--quiet=2", f"{PACKAGE}-ocr"))
    if system.holds(f"/opt/{PACKAGE}/{SECOND_PACKAGE}"):
        raise BuildError("the second package left files behind.")
    _timed("selftest again", lambda: system.as_user(f"{PACKAGE} --selftest"))


def own_mirror() -> str:
    """The archive of Debian that this machine asks. Raises BuildError."""
    words = ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Label: Debian"]
    found = answer([needs("apt-get", "apt"), *words]).split()
    if not found:
        raise BuildError("this machine knows no archive of Debian; name one by --mirror.")
    return found[0]


def _timed(what: str, step: Callable[[], None]) -> None:
    begun = time.monotonic()
    step()
    print(f"trial: {what}, {time.monotonic() - begun:.1f} s", flush=True)


def main() -> int:
    """Try by command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("suites", nargs="*", metavar="SUITE")
    parser.add_argument("--second", type=Path, metavar="DEB", help="the second package")
    parser.add_argument("--mirror", help="the archive; this machine's own of Debian if left out")
    parser.add_argument("--keyring", type=Path)
    given = parser.parse_args()
    for suite in given.suites or SUITES:
        folder = (WORK / "trial" / suite).resolve()
        system = System(folder)
        _timed(f"{suite} laid out", partial(system.lay, suite, given.mirror or own_mirror(), given.keyring))
        try_package(given.package.resolve(), system, given.second and given.second.resolve())
        shutil.rmtree(folder)
        print(f"trial: {suite}: fit", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
