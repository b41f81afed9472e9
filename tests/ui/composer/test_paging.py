"""A long screenshot on its way into a post: told, and cut into pages that go the way of every other picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from studio.images.decode import MAX_SIDE
from studio.ui.composer.media.media_adder import LongDialog
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.widgets.labels import Label
from tests.images.chats import chat
from tests.images.pictures import encoded, phone_jpeg
from tests.ui.composer.composer_rig import PHOTO, ComposerRig

Settle = Callable[[], None]
WIDTH = 540


@pytest.fixture
def long_picture(tmp_path: Path) -> Path:
    path = tmp_path / "Doan chat.jpg"
    path.write_bytes(phone_jpeg(chat(WIDTH, 14)[0]))
    return path


@pytest.fixture
def asked(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot
) -> Callable[..., tuple[LongDialog, str]]:
    """Add files to a new post; the question that comes, and the post's id."""

    def ask(*paths: Path) -> tuple[LongDialog, str]:
        post = rig.draft()
        window.go(PageId.COMPOSER, post.id)
        settle()
        page.editor.strip.added.emit(list(paths))
        qtbot.waitUntil(lambda: window.findChild(LongDialog) is not None and window.tasks.idle)
        dialog = window.findChild(LongDialog)
        assert isinstance(dialog, LongDialog)
        return dialog, post.id

    return ask


def heights(rig: ComposerRig, post_id: str) -> list[tuple[int, int]]:
    pictures = [rig.studio.files.get(media.sha256) for media in rig.studio.drafts.get(post_id).media]
    return [Image.open(io.BytesIO(data)).size for data in pictures]


def test_it_says_how_narrow_it_would_be_and_adds_every_row_as_pages_in_one_step(
    asked: Callable[..., tuple[LongDialog, str]],
    page: ComposerPage,
    rig: ComposerRig,
    long_picture: Path,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    dialog, post_id = asked(long_picture)
    whole = chat(WIDTH, 14)[0]
    words = " ".join(label.text() for label in dialog.findChildren(Label))
    assert f"{WIDTH} × {whole.height}" in words
    assert str(round(WIDTH * 2048 / whole.height)) in words
    assert rig.studio.drafts.get(post_id).media == ()
    dialog.cut.click()
    qtbot.waitUntil(lambda: len(rig.studio.drafts.get(post_id).media) > 2)
    settle()
    sizes = heights(rig, post_id)
    assert {width for width, _ in sizes} == {WIDTH}
    assert sum(height for _, height in sizes) == whole.height
    media = rig.studio.drafts.get(post_id).media
    assert [one.name for one in media] == [f"Doan chat-{number:02d}.jpg" for number in range(1, len(media) + 1)]
    assert {(one.faces_checked, one.alt) for one in media} == {(False, "")}, (
        "each is still to be looked at and described"
    )
    page.composer.journal.undo()
    settle()
    assert rig.studio.drafts.get(post_id).media == ()


def test_given_up_it_is_left_out_and_the_others_come(
    asked: Callable[..., tuple[LongDialog, str]], rig: ComposerRig, long_picture: Path, settle: Settle, qtbot: QtBot
) -> None:
    dialog, post_id = asked(long_picture, PHOTO)
    dialog.cancel.click()
    qtbot.waitUntil(lambda: bool(rig.studio.drafts.get(post_id).media))
    settle()
    assert [media.name for media in rig.studio.drafts.get(post_id).media] == [PHOTO.name]


def test_taken_whole_it_comes_as_it_is(
    asked: Callable[..., tuple[LongDialog, str]], rig: ComposerRig, long_picture: Path, settle: Settle, qtbot: QtBot
) -> None:
    dialog, post_id = asked(long_picture)
    dialog.whole.click()
    qtbot.waitUntil(lambda: bool(rig.studio.drafts.get(post_id).media))
    settle()
    assert heights(rig, post_id) == [chat(WIDTH, 14)[0].size]


def test_one_that_is_too_long_for_a_post_is_offered_as_pages_alone(
    asked: Callable[..., tuple[LongDialog, str]], rig: ComposerRig, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    path = tmp_path / "dai.png"
    path.write_bytes(encoded(Image.new("RGB", (600, MAX_SIDE + 1_000), "white"), "PNG"))
    dialog, post_id = asked(path)
    assert dialog.whole.isHidden()
    dialog.cut.click()
    qtbot.waitUntil(lambda: bool(rig.studio.drafts.get(post_id).media))
    settle()
    assert sum(height for _, height in heights(rig, post_id)) == MAX_SIDE + 1_000
