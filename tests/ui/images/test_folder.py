"""A whole folder of photographs: made to fit, stopped, and told file by file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio.platforms import Platform
from studio.ui.images.folder import OUT, FolderDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.conftest import show


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Anh hien truong"
    made.mkdir()
    for name in ("a.jpg", "b.png", "hong.jpg"):
        (made / name).write_bytes(b"x")
    return made


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot, folder: Path) -> FolderDialog:
    page = show(window, qtbot, PageId.IMAGES)
    made = FolderDialog(page.shell, folder, page)
    made.open()
    return made


def test_what_became_of_each_is_told_and_what_failed_comes_first(
    dialog: FolderDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.start.click()
    assert not dialog.start.isEnabled()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert [entry.title for entry in dialog.list.entries] == ["hong.jpg", "a.jpg", "b.png"]
    assert "2" in dialog.told.text
    assert dialog.start.isEnabled()


def test_it_goes_to_a_folder_beside_for_the_platform_chosen(
    dialog: FolderDialog, window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, Path, Platform]] = []
    studio: Any = window.studio
    real = studio.fit_folder

    def fit(folder: Path, out: Path, platform: Platform, *, going: Any) -> Any:
        asked.append((folder, out, platform))
        return real(folder, out, platform, going=going)

    monkeypatch.setattr(studio, "fit_folder", fit)
    dialog.target.choose(Platform.ZALO)
    dialog.start.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert asked == [(folder, folder / OUT, Platform.ZALO)]


def test_a_folder_without_photographs_is_told_in_the_dialog(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = show(window, qtbot, PageId.IMAGES)
    empty = tmp_path / "trong"
    empty.mkdir()
    dialog = FolderDialog(page.shell, empty, page)
    dialog.open()
    dialog.start.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert "0 ảnh" in dialog.told.text
    assert dialog.start.isEnabled()
