"""A whole folder of photographs: made to fit, stopped, and told file by file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from studio.images.export import TARGETS
from studio.platforms import Platform
from studio.ui.images.folder import OUT, FolderDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import show
from tests.ui.preparation import picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Anh hien truong"
    made.mkdir()
    for number, name in enumerate(("a.jpg", "b.png")):
        with Image.open(io.BytesIO(picture(number))) as image:
            image.resize((2400, 1800)).save(made / name)
    (made / "hong.jpg").write_bytes(b"x")
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
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=30_000)
    assert [entry.title for entry in dialog.list.entries] == ["hong.jpg", "a.jpg", "b.png"]
    assert "2" in dialog.told.text
    assert dialog.start.isEnabled()


def test_it_goes_to_a_folder_beside_for_the_platform_chosen(
    dialog: FolderDialog, window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    dialog.target.choose(Platform.ZALO)
    dialog.start.click()
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=30_000)
    made = sorted((folder / OUT).iterdir())
    assert len(made) == 2
    for path in made:
        with Image.open(path) as image:
            assert all(side <= most for side, most in zip(image.size, TARGETS[Platform.ZALO].box, strict=True))


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


def test_a_long_path_is_broken_and_does_not_widen_the_dialog(
    dialog: FolderDialog, window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    far = folder / ("ten-thu-muc-rat-dai-" * 10)
    far.mkdir()
    assert window.shell is not None
    other = FolderDialog(window.shell, far, dialog.parentWidget())
    other.open()
    qtbot.waitUntil(lambda: other.width() == dialog.width())
    other.reject()
