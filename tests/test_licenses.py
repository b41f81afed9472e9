"""Everything that is shipped or installed is named with its licence."""

from __future__ import annotations

import re
from pathlib import Path

import studio

ROOT = Path(__file__).resolve().parent.parent
STUDIO = Path(studio.__file__).parent
LISTED = (ROOT / "LICENSES.md").read_text(encoding="utf-8")


def locked(name: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)(?:\[.*\])?==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))


def named(heading: str) -> set[str]:
    """The packages that a table names with a licence."""
    table = LISTED.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [row.split("|")[1:3] for row in table.splitlines() if row.startswith("| ")][1:]
    return {name.strip() for names, licence in rows if licence.strip() for name in names.split(",")}


def test_every_runtime_package_has_a_licence_line() -> None:
    assert named("Installed with it") == locked("requirements.lock")


def test_every_package_of_the_extra_has_a_licence_line() -> None:
    extra = locked("requirements-ocr.lock") - locked("requirements.lock")
    assert named("With the extra `ocr`") == extra
    assert "rapidocr" in extra


def test_every_kind_of_asset_is_listed() -> None:
    foreign = {"fonts", "icons", "badge", "spelling"}
    folders = {path.name for path in (STUDIO / "assets").iterdir() if path.is_dir()}
    assert foreign <= folders
    for folder in foreign:
        assert f"studio/assets/{folder}" in LISTED


def test_nothing_under_the_gpl_alone_is_installed() -> None:
    assert not re.search(r"(?<!L)GPL", LISTED)


def test_no_part_of_qt_that_is_under_the_gpl_is_used() -> None:
    """The wheels' own metadata does not say so: Qt Charts, Qt Graphs and Qt Data Visualization are GPL or paid for."""
    gpl = re.compile(r"\bQt(?:Charts|Graphs|DataVisualization)\b")
    assert [path for path in STUDIO.rglob("*.py") if gpl.search(path.read_text(encoding="utf-8"))] == []
    assert "pyside6-addons" not in locked("requirements.lock") | locked("requirements-dev.lock")
