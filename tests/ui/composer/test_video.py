"""A video in the composer: dropped, shown with its facts, described, undone, previewed, watched in the PC's player."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.platforms import Platform
from studio.posts.model import Post
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.widgets.video_placeholder import length_words
from tests.films import PLACE, film
from tests.ui.composer.composer_rig import PHOTO, ComposerRig

Settle = Callable[[], None]


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "tuyên truyền.MP4"
    path.write_bytes(film(baggage=True, seconds=75, size=1_900_000))
    return path


@pytest.fixture
def post(page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle) -> Post:
    made = rig.draft()
    window.go(PageId.COMPOSER, made.id)
    settle()
    return made


def drop(page: ComposerPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.editor.strip.dropEvent(QDropEvent(QPointF(20, 20), copy, data, left, none))


def test_a_dropped_video_stands_there_with_its_facts(
    page: ComposerPage, rig: ComposerRig, post: Post, clip: Path, settle: Settle
) -> None:
    drop(page, clip)
    settle()
    [media] = rig.stored(post).media
    assert media.clip is not None
    assert PLACE not in rig.studio.files.get(media.sha256)
    [tile] = page.editor.strip.tiles
    assert tile.accessibleName().startswith("Video tuyên truyền.MP4, 1:15 · 720 × 1280 · 1,9 MB")
    assert tile.isChecked()
    panel = page.editor.strip.panel
    assert panel.facts.text() == "1:15 · 720 × 1280 · 1,9 MB · H.264"
    assert panel.play.isVisibleTo(panel)
    assert panel.captions.isVisibleTo(panel)
    assert not panel.cut.isVisibleTo(panel)
    assert not panel.blocks["focal"].isVisibleTo(panel)


def test_what_is_said_of_it_is_kept_and_undone_step_by_step(
    page: ComposerPage, rig: ComposerRig, post: Post, clip: Path, settle: Settle
) -> None:
    drop(page, clip)
    settle()
    panel = page.editor.strip.panel
    QTest.keyClicks(panel.alt, "Can bo huong dan nguoi dan")
    panel.captions.box.click()
    page.composer.journal.flush()
    settle()
    [media] = rig.stored(post).media
    assert (media.alt, media.captions) == ("Can bo huong dan nguoi dan", True)
    steps = []
    while rig.stored(post).media:
        page.composer.journal.undo()
        settle()
        steps.append([(media.alt[:3], media.captions) for media in rig.stored(post).media])
    assert steps == [[("Can", False)], [("", False)], []], "captions, description, the video itself"
    page.composer.journal.redo()
    settle()
    assert len(rig.stored(post).media) == 1


def test_take_out_and_back(page: ComposerPage, rig: ComposerRig, post: Post, clip: Path, settle: Settle) -> None:
    drop(page, clip)
    settle()
    page.editor.strip.panel.remove.click()
    page.composer.journal.flush()
    settle()
    assert rig.stored(post).media == ()
    page.composer.journal.undo()
    settle()
    assert len(rig.stored(post).media) == 1


def test_a_video_and_its_cover_come_in_one_step(
    page: ComposerPage, rig: ComposerRig, post: Post, clip: Path, settle: Settle
) -> None:
    page.composer.add_files([clip, PHOTO])
    settle()
    assert [media.clip is not None for media in rig.stored(post).media] == [True, False]
    page.composer.journal.undo()
    settle()
    assert rig.stored(post).media == ()


def test_a_second_video_and_what_is_none_are_told(
    page: ComposerPage, rig: ComposerRig, post: Post, clip: Path, settle: Settle, window: MainWindow
) -> None:
    complaints: list[str] = []
    page.composer.journal.failed.connect(lambda error: complaints.append(error.phrase.vi))
    broken = clip.with_name("hong.mp4")
    broken.write_bytes(b"khong phai video")
    page.composer.add_files([broken])
    settle()
    page.composer.add_files([clip])
    settle()
    page.composer.add_files([clip])
    settle()
    assert [told.split(":")[0] for told in complaints] == [
        "hong.mp4",
        "bài chỉ có một video; hãy bỏ video cũ trước.",
    ]
    assert len(rig.stored(post).media) == 1
    assert page.composer.journal.idle


def test_the_preview_shows_a_tile_for_it_and_says_what_will_be_made(
    page: ComposerPage, post: Post, clip: Path, settle: Settle, qtbot: QtBot
) -> None:
    drop(page, clip)
    settle()
    preview = page.editor.side.preview
    preview.pick(Platform.FACEBOOK)
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    [image] = shown(page)
    assert image.height() > image.width()
    assert any(word in preview.sentences[0] for word in ("reel", "thước phim"))
    preview.pick(Platform.ZALO)
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    assert "video" in preview.sentences[0]


def shown(page: ComposerPage) -> tuple[Any, ...]:
    posts = page.editor.side.preview.phone.views
    return posts[0].look.images if posts else ()


def test_it_opens_in_the_pcs_player_as_it_was_kept(
    page: ComposerPage,
    rig: ComposerRig,
    post: Post,
    clip: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    drop(page, clip)
    settle()
    page.editor.strip.panel.play.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].suffix == ".mp4"
    assert opened[0].read_bytes() == rig.studio.files.get(rig.stored(post).media[0].sha256)
    rig.studio.viewing.close()
    assert not opened[0].exists()


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "0:00"), (12.0, "0:12"), (75.2, "1:15"), (3905.0, "1:05:05")])
def test_lengths_read_as_on_a_player(seconds: float, words: str) -> None:
    assert length_words(seconds) == words
