"""The installer for Windows, run under Wine on a small program that stands for the whole.

`make soak` runs it; it needs Wine, NSIS and MinGW.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from release.icon import write_ico
from release.installer import build_installer
from release.launchers import PREFIX, compile_launchers
from release.place import ROOT
from tests.soak import SOAK

DONE, RUNNING, NEWER, WRONG_FOLDER = 0, 3, 4, 5
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\PageStudio"
PROGRAMS = ("wine", "makensis", f"{PREFIX}-gcc")
PYTHON = """\
#include <windows.h>
__declspec(dllexport) int Py_Main(int count, wchar_t **words) {
    Sleep(count > 3 ? 60000 : 0);
    return 40 + count;
}
"""
"""Stands for python313.dll: says how many words it was given, and stays where there is one beside `-m studio`."""

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not SOAK, reason="`make soak` looks at this"),
    pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="needs the packages wine, nsis and mingw-w64"),
]


@dataclass(frozen=True)
class Pc:
    """A Windows PC of Wine's, of its own."""

    prefix: Path

    @property
    def local(self) -> Path:
        return next((self.prefix / "drive_c" / "users").glob("*/AppData/Local"))

    @property
    def usual(self) -> Path:
        return self.local / "Programs" / "PageStudio"

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml=", "DISPLAY": ""}
        environment = {**os.environ, **quiet, "WINEPREFIX": str(self.prefix)}
        # No pipe: services of Wine's, which outlive the program, would hold it open.
        return subprocess.Popen(["wine", *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def run(self, *words: str | Path) -> int:
        return self.start(*words).wait(300)


@pytest.fixture(scope="module")
def installers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Installers of a small program, by version."""
    folder = tmp_path_factory.mktemp("installers")
    tree = folder / "tree"
    tree.mkdir()
    write_ico(tree / "page-studio.ico")
    compile_launchers(tree, tree / "page-studio.ico")
    source = folder / "python.c"
    source.write_text(PYTHON, encoding="ascii")
    library = tree / "python313.dll"
    subprocess.run([f"{PREFIX}-gcc", "-shared", "-s", "-o", library, source], check=True)
    shutil.copyfile(ROOT / "LICENSE", tree / "LICENSE")
    made = {}
    for version in ("1.0.0", "1.1.0"):
        (tree / f"of {version}.txt").write_text(version, encoding="ascii")
        made[version] = build_installer(tree, version, folder)
        (tree / f"of {version}.txt").unlink()
    return made


@pytest.fixture(scope="module")
def pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pc]:
    pc = Pc(tmp_path_factory.mktemp("wine") / "prefix")
    assert pc.run("wineboot", "--init") == 0
    yield pc
    subprocess.run(["wineserver", "--kill"], env={**os.environ, "WINEPREFIX": str(pc.prefix)}, check=False)


def test_a_program_is_installed_upgraded_kept_and_taken_away(pc: Pc, installers: dict[str, Path]) -> None:
    profile = pc.local / "PageStudio"
    profile.mkdir()
    (profile / "studio.sqlite3").write_bytes(b"work")

    assert pc.run(installers["1.0.0"], "/S") == DONE
    assert (pc.usual / "app" / "of 1.0.0.txt").exists()
    assert pc.run(pc.usual / "studio.exe") == 43

    (pc.usual / "notes.txt").write_text("a person's own", encoding="ascii")
    assert pc.run(installers["1.1.0"], "/S") == DONE
    assert [path.name for path in (pc.usual / "app").glob("of *")] == ["of 1.1.0.txt"]
    assert (pc.usual / "previous" / "of 1.0.0.txt").exists()

    assert pc.run(installers["1.0.0"], "/S") == NEWER
    assert (pc.usual / "app" / "of 1.1.0.txt").exists()
    assert pc.run(installers["1.0.0"], "/S", "/BACK") == DONE
    assert (pc.usual / "app" / "of 1.0.0.txt").exists()
    assert pc.run(installers["1.1.0"], "/S") == DONE

    running = pc.start(pc.usual / "studio.exe", "stay")
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(5)
    assert pc.run(installers["1.1.0"], "/S") == RUNNING
    patient = pc.start(installers["1.1.0"], "/S", "/WAIT")
    with pytest.raises(subprocess.TimeoutExpired):
        patient.wait(5)
    running.kill()
    running.wait()
    assert patient.wait(100) == DONE
    assert (pc.usual / "app" / "of 1.1.0.txt").exists()

    (pc.usual / "app").rename(pc.usual / "cut off")  # between the two renames of an upgrade
    assert pc.run(pc.usual / "studio.exe") == 43
    (pc.usual / "cut off").rename(pc.usual / "app")

    subprocess.run(["wineserver", "--kill"], env={**os.environ, "WINEPREFIX": str(pc.prefix)}, check=False)
    assert pc.run(pc.usual / "uninstall.exe", "/S", f"_?={windows_path(pc, pc.usual)}") == DONE
    assert {path.name for path in pc.usual.iterdir()} <= {"notes.txt", "uninstall.exe"}
    assert (profile / "studio.sqlite3").read_bytes() == b"work"


def test_a_folder_with_spaces_and_vietnamese_letters_will_do(pc: Pc, installers: dict[str, Path]) -> None:
    folder = pc.prefix / "drive_c" / "Thư mục của đội"
    assert pc.run(installers["1.1.0"], "/S", *f"/D={windows_path(pc, folder)}".split(" ")) == DONE
    assert pc.run(folder / "studio.exe") == 43


def test_for_all_users_it_lies_in_the_folder_of_the_administrator(pc: Pc, installers: dict[str, Path]) -> None:
    folder = pc.prefix / "drive_c" / "Program Files" / "PageStudio"
    listed = ("reg", "query", rf"HKLM\{UNINSTALL}", "/v", "InstallLocation", "/reg:64")
    assert pc.run(installers["1.1.0"], "/S", "/ALLUSERS") == DONE
    assert pc.run(folder / "studio.exe") == 43
    assert pc.run(*listed) == 0
    assert pc.run(installers["1.0.0"], "/S", "/ALLUSERS") == NEWER
    assert pc.run(folder / "uninstall.exe", "/S", "/ALLUSERS", *f"_?={windows_path(pc, folder)}".split(" ")) == DONE
    assert not (folder / "app").exists()
    assert pc.run(*listed) != 0


def test_the_folder_of_the_profile_is_refused(pc: Pc, installers: dict[str, Path]) -> None:
    profile = pc.local / "PageStudio"
    assert pc.run(installers["1.1.0"], "/S", f"/D={windows_path(pc, profile)}") == WRONG_FOLDER
    assert not (profile / "app").exists()


def windows_path(pc: Pc, path: Path) -> str:
    """The path as Windows writes it."""
    return "C:\\" + str(path.relative_to(pc.prefix / "drive_c")).replace("/", "\\")
