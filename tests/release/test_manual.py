"""The manual and the script for the first PC are part of what is installed, and the program finds them there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from release import manual
from release.windows_tree import mark
from studio.installation import find
from studio.phrase import LANGUAGES


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A manual as tools/manual.py writes it."""
    folder = tmp_path / "written"
    for language in LANGUAGES:
        (folder / language / "pictures").mkdir(parents=True)
        (folder / language / "index.html").write_text(language, encoding="utf-8")
        (folder / f"page-studio-{language}.pdf").write_bytes(b"%PDF")
    return folder


@pytest.mark.parametrize("kind", ["installer", "portable", "deb"])
def test_an_installed_program_finds_its_manual(kind: str, book: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    mark(tree, kind)
    manual.lay_manual(manual.manual(book), tree)
    installed = find(tree / "python", tree / "lib" / "studio")
    for language in LANGUAGES:
        page = installed.manual(language)
        assert page is not None
        assert page.read_text(encoding="utf-8") == language
        assert (tree / "manual" / f"page-studio-{language}.pdf").is_file()
    assert (tree / "first-pc.ps1").read_bytes() == manual.FIRST_PC.read_bytes()


def test_a_program_that_came_without_one_names_none(tmp_path: Path) -> None:
    mark(tmp_path, "deb")
    installed = find(tmp_path / "python", tmp_path / "lib" / "studio")
    assert installed.manual("vi") is None
    assert replace(installed, folder=tmp_path / "nowhere").manual("en") is None


def test_a_manual_that_lacks_a_language_goes_into_no_package(book: Path) -> None:
    (book / "page-studio-en.pdf").unlink()
    with pytest.raises(SystemExit, match=r"page-studio-en\.pdf"):
        manual.manual(book)
