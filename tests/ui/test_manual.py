"""Three tasks of the manual, each step done in the window as its Vietnamese text says it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.posts.model import PostState
from studio.ui.help.topics import load
from studio.ui.main_window import MainWindow
from tests.ui.followed import Reader, follow, steps
from tests.ui.unit import PRACTICE, Unit

Follow = Callable[..., None]


@pytest.fixture
def do(window: MainWindow, qtbot: QtBot, idle: Callable[[], None], tmp_path: Path) -> Follow:
    """Follow every step of a section of a topic."""
    reader = Reader(window=window, qtbot=qtbot, rest=idle, drive=tmp_path / "usb")
    reader.drive.mkdir()

    def every(topic: str, section: str) -> None:
        (text,) = [each for each in load("vi") if each.id == topic]
        told = steps(text, section)
        assert told, f"{topic} has no steps under “{section}”"
        for step in told:
            assert follow(reader, step), f"nothing to do or to see in: {step}"

    return every


def test_a_warning_is_written_and_submitted_as_the_text_says(do: Follow, window: MainWindow, unit: Unit) -> None:
    before = {post.id for post in unit.studio.drafts.list()}
    unit.sign_in(window, unit.author)
    do("post_warning", "Soạn và gửi duyệt")
    (post,) = [post for post in unit.studio.drafts.list() if post.id not in before]
    assert (post.state, post.targets) == (PostState.IN_REVIEW, (PRACTICE.name,))


def test_a_post_is_approved_as_the_text_says(do: Follow, window: MainWindow, unit: Unit) -> None:
    waiting = {post.id for post in unit.studio.drafts.list() if post.state is PostState.IN_REVIEW}
    unit.sign_in(window, unit.approver)
    do("decide", "Duyệt một bài")
    (decided,) = [post for post in unit.studio.drafts.list() if post.id in waiting and post.state is PostState.QUEUED]
    assert decided.author != unit.approver.id


def test_a_backup_is_made_as_the_text_says(do: Follow, window: MainWindow, unit: Unit, tmp_path: Path) -> None:
    unit.sign_in(window, unit.head)
    do("backup", "Mã khôi phục, một lần")
    do("backup", "Sao lưu")
    (made,) = unit.studio.backups.list(tmp_path / "usb")
    assert made.whole
