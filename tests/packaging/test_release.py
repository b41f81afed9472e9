"""What is built out of the source to be installed: what can be told without building it."""

from __future__ import annotations

import configparser
import importlib.metadata
import json
import re
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

import studio
from release import debian_archive, debian_package, icon, linux_python, ocr, prune, sbom, windows_python
from release.archive import pack
from release.launchers import LAUNCHERS
from release.packages import LINUX, LOCK, OCR_LOCK, WINDOWS
from release.place import ROOT
from release.wheelhouse import locked_for
from studio.installation import SECOND_PACKAGE

SCRIPT = (ROOT / "release" / "windows" / "installer.nsi").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LANGUAGES = ("VIETNAMESE", "ENGLISH")
ENDINGS = {".psrecord", ".psexchange", ".psbackup"}


@cache
def imported() -> set[str]:
    """Every module of PySide6 that the program imports."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "studio").rglob("*.py"))
    return set(re.findall(r"^\s*(?:from|import) PySide6\.(Qt\w+)", text, re.MULTILINE))


def test_the_version_has_one_source() -> None:
    assert PROJECT["version"] == studio.__version__ == importlib.metadata.version("page-studio")
    assert "${VERSION}" in SCRIPT
    assert studio.__version__ not in SCRIPT


def test_both_commands_start_the_program() -> None:
    assert PROJECT["scripts"]["studio"] == PROJECT["gui-scripts"]["page-studio"] == "studio.__main__:main"
    assert {one.name: one.console for one in LAUNCHERS if one.interpreter} == {
        "page-studio.exe": False,
        "studio.exe": True,
    }


@pytest.mark.parametrize(("patterns", "ending"), [(prune.WINDOWS, ".pyd"), (prune.LINUX, ".abi3.so")])
def test_what_the_program_imports_of_qt_is_kept(patterns: tuple[str, ...], ending: str) -> None:
    assert imported() >= {"QtCore", "QtGui", "QtWidgets"}
    left_out = {name for name in imported() if any(fnmatch(f"PySide6/{name}{ending}", one) for one in patterns)}
    assert left_out == set()


def test_the_installer_is_no_32_bit_program() -> None:
    first = next(line for line in SCRIPT.splitlines() if line and not line.startswith(";"))
    assert first.startswith("Target amd64-unicode")


def test_the_installer_takes_back_all_it_registers() -> None:
    given = set(re.findall(r'!insertmacro Associate "([.\w]+)" "(\w+)"', SCRIPT))
    taken = set(re.findall(r'!insertmacro Dissociate "([.\w]+)" "(\w+)"', SCRIPT))
    assert {ending for ending, _ in given} == ENDINGS
    assert given == taken


def test_uninstalling_names_no_folder_of_work() -> None:
    uninstalling = SCRIPT[SCRIPT.index("Section Uninstall") :]
    assert set(re.findall(r'RMDir /r "([^"]+)"', uninstalling)) == {
        r"$INSTDIR\app",
        r"$INSTDIR\previous",
        r"$INSTDIR\next",
        r"$INSTDIR\ocr",
    }


def test_every_sentence_of_the_installer_has_both_languages() -> None:
    said = {language: set(re.findall(rf"LangString (\w+) \${{LANG_{language}}}", SCRIPT)) for language in LANGUAGES}
    assert said["VIETNAMESE"] == said["ENGLISH"] != set()


def test_the_desktop_knows_the_endings_of_the_program() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(debian_package.PARTS / "page-studio.desktop", encoding="utf-8")
    opened = set(entry["Desktop Entry"]["MimeType"].strip(";").split(";"))
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    types = ET.parse(debian_package.PARTS / "page-studio.xml").getroot()  # noqa: S314 - our own file
    assert opened == {one.attrib["type"] for one in types.iter(f"{space}mime-type")}
    assert {one.attrib["pattern"] for one in types.iter(f"{space}glob")} == {f"*{ending}" for ending in ENDINGS}


def test_the_package_asks_for_what_the_doctor_looks_for() -> None:
    groups = json.loads((ROOT / "studio" / "assets" / "system-libraries.json").read_text(encoding="utf-8"))
    asked = " | ".join(debian_package.depends())
    assert {name for group in groups.values() for entry in group for name in entry["packages"]} <= set(
        asked.replace(",", " ").split()
    )


def test_the_bill_of_materials_names_every_locked_package_with_licence_and_hash(tmp_path: Path) -> None:
    bom = json.loads(sbom.build_sbom(tmp_path / "bom.json").read_text(encoding="utf-8"))
    by_ref = {one["bom-ref"]: one for one in bom["components"]}
    for name, version, hashes in sbom.locked(LOCK):
        part = by_ref[f"{name}@{version}"]
        assert {one["content"] for one in part["hashes"]} == set(hashes) != set()
        assert part["licenses"][0]["license"]["name"]
    assert {"CPython", "Qt", "SQLite", "OpenSSL", "libffi", "Microsoft Visual C++ runtime", "libheif"} <= set(by_ref)


def test_the_bill_of_materials_names_the_parts_of_the_second_package_as_optional(tmp_path: Path) -> None:
    bom = json.loads(sbom.build_sbom(tmp_path / "bom.json").read_text(encoding="utf-8"))
    optional = {one["bom-ref"] for one in bom["components"] if one.get("scope") == "optional"}
    own = {f"{name}@{version}" for name, version, _ in sbom.locked(LOCK)}
    both = {f"{name}@{version}" for name, version, _ in sbom.locked(OCR_LOCK)}
    assert optional >= both - own
    assert optional & own == set()
    assert {ocr.VIETNAMESE, "FFmpeg", "GEOS", "PP-OCR models"} <= optional


def test_the_bill_of_materials_comes_out_the_same(tmp_path: Path) -> None:
    first = sbom.build_sbom(tmp_path / "first.json").read_bytes()
    assert sbom.build_sbom(tmp_path / "second.json").read_bytes() == first


def test_a_wheelhouse_holds_what_its_system_needs() -> None:
    windows, linux = locked_for(WINDOWS, LOCK), locked_for(LINUX, LOCK)
    assert "pywin32-ctypes==" in windows
    assert "secretstorage==" not in windows
    assert "secretstorage==" in linux
    assert "pyside6-essentials==6.11." in linux  # 6.12 aborts Python 3.11
    assert windows.count("pyside6-essentials==") == linux.count("pyside6-essentials==") == 1


def test_an_archive_comes_out_the_same_whatever_the_dates(tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    pack(folder, tmp_path / "first.zip", "inside")
    (folder / "a.txt").touch()
    (folder / "b.txt").chmod(0o600)
    pack(folder, tmp_path / "second.zip", "inside")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_an_embeddable_zip_serves_as_well_as_the_wheel(tmp_path: Path) -> None:
    modules = tmp_path / "python313.zip"
    with zipfile.ZipFile(modules, "w") as archive:
        archive.writestr("os.pyc", b"module")
    given = tmp_path / "python-3.13.0-embed-amd64.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.write(modules, modules.name)
        for name in ("python.exe", "python3.dll", "python313.dll", "vcruntime140.dll", "_ssl.pyd", "libssl-3.dll"):
            archive.writestr(name, name.encode())
    folder = tmp_path / "out"
    windows_python.lay_python(given, folder)
    laid = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"python.exe", "python3.dll", "python313.dll", "DLLs/_ssl.pyd", "DLLs/libssl-3.dll", "Lib/os.pyc"} <= laid


def test_a_cpython_that_is_not_the_told_one_is_refused(tmp_path: Path) -> None:
    given = tmp_path / "python.zip"
    given.write_bytes(b"another")
    with pytest.raises(SystemExit, match="another SHA-256"):
        windows_python.source(given, "0" * 64)
    with pytest.raises(SystemExit, match="--cpython-sha256"):
        windows_python.source(given, None)


def test_the_second_package_brings_what_the_first_lacks_and_no_other_version() -> None:
    for target in (WINDOWS, LINUX):
        own, lock = locked_for(target, LOCK), locked_for(target, OCR_LOCK)
        more = ocr.only_more(lock, own)
        names = set(re.findall(r"^([\w.-]+)==", more, re.MULTILINE))
        assert {"rapidocr", "onnxruntime"} <= names
        assert not names & set(re.findall(r"^([\w.-]+)==", own, re.MULTILINE))
        assert all("--hash=sha256:" in line for line in more.splitlines())


def test_the_interpreters_look_into_the_second_package_last() -> None:
    assert linux_python.SEARCH[-2:] == (SECOND_PACKAGE, "import site")
    assert windows_python.SEARCH[-2:] == (rf"..\{SECOND_PACKAGE}", "import site")


def test_every_pin_is_a_whole_hash() -> None:
    pins = debian_archive.pins()
    assert {pin.name for pin in pins} == {*linux_python.PACKAGES, ocr.VIETNAMESE}
    assert all(re.fullmatch("[0-9a-f]{64}", pin.sha256) for pin in pins)


def test_the_icon_has_every_size_of_windows(tmp_path: Path) -> None:
    icon.write_ico(tmp_path / "page-studio.ico")
    with Image.open(tmp_path / "page-studio.ico") as picture:
        assert picture.info["sizes"] == {(size, size) for size in icon.SIZES}
