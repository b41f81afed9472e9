"""What the department tells a unit: over every page until a person has read it, and named in the post made of it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from studio.ui.composer.page import ComposerPage
from studio.ui.exchange.notices import NoticeBar, NoticeDialog
from studio.ui.page_specs import PageId
from studio.ui.work.page import WorkPage
from studio.worklist.model import TaskKind
from tests.department.rig import Force, force
from tests.exchange.rig import PIN
from tests.hub.conftest import cluster, hub, postgres
from tests.hub.rig import Hub
from tests.ui.conftest import shown
from tests.ui.exchange.conftest import Desk, Seat
from tests.ui.hands import in_sight, labels, press
from tests.ui.work.rows import take, task

__all__ = ["cluster", "hub", "postgres"]


@pytest.fixture
def units(after_windows: ExitStack, tmp_path: Path, hub: Hub) -> Force:
    return after_windows.enter_context(force(tmp_path / "pcs", hub))


def bar(desk: Desk) -> NoticeBar:
    """What stands over the page, once it was read anew."""
    desk.window.changed()
    desk.idle()
    found = desk.window.findChild(NoticeBar)
    assert found is not None
    return found


def test_a_notice_stands_over_every_page_until_it_was_read(units: Force, seat: Seat) -> None:
    desk = seat(units.station)
    assert not bar(desk).isVisible()
    text = "Đăng lại thông báo cấm đường. " + "Giữ nguyên số điện thoại trực ban. " * 6
    units.send("u001", text=text)
    units.sync()
    desk.show(PageId.POSTS)
    said = bar(desk).text
    assert said.startswith("Thông báo số 1/")
    assert said.endswith("…")
    work = desk.show(PageId.WORK)
    assert isinstance(work, WorkPage)
    (told,) = units.station.studio.department.for_me()
    take(work, task(work, TaskKind.NOTICE, told.notice.id), desk.idle)
    dialog = shown(NoticeDialog)
    assert text.strip() in [each.strip() for each in labels(dialog)]
    dialog.go.click()
    desk.idle()
    assert not bar(desk).isVisible()
    (mine,) = units.station.studio.department.for_me()
    assert mine.acknowledged is not None
    assert mine.acknowledged.by == units.station.first.name


def test_a_post_is_composed_of_a_notice_or_named(units: Force, seat: Seat) -> None:
    post = units.station.draft()
    sent = units.send("u001", publish=True)
    units.send("u001", hours=9, text="Đăng lịch tiếp dân", publish=True)
    units.sync()
    desk = seat(units.station)
    assert "(còn 1 thông báo khác)" in bar(desk).text
    press(bar(desk), "Đọc thông báo…")
    desk.idle()
    dialog = shown(NoticeDialog)
    assert dialog.made is not None
    dialog.made.set_value(post.id)
    dialog.go.click()
    desk.idle()
    first = next(one for one in units.station.studio.department.for_me() if one.notice.id == sent.id)
    assert first.acknowledged is not None
    assert first.acknowledged.post == post.id
    press(bar(desk), "Đọc thông báo…")
    desk.idle()
    press(shown(NoticeDialog), "Soạn bài theo thông báo")
    desk.idle()
    assert isinstance(desk.window.page, ComposerPage)
    assert "yêu cầu đăng bài" in bar(desk).text, "it stays beside the draft"
    press(bar(desk), "Sao chép nội dung")
    assert QGuiApplication.clipboard().text() == "Đăng lịch tiếp dân"
    desk.window.page.chooser.template_chosen.emit("scam_warning")
    desk.idle()
    made = desk.window.page.composer.post
    assert made is not None
    assert made.publish_at is not None
    press(bar(desk), "Chỉ ra bài…")
    desk.idle()
    dialog = shown(NoticeDialog)
    dialog.go.click()
    assert dialog.isVisible(), "not before a post was chosen"
    assert dialog.made is not None
    dialog.made.set_value(made.id)
    dialog.go.click()
    desk.idle()
    assert not bar(desk).isVisible()
    last = max(units.station.studio.department.for_me(), key=lambda one: one.notice.due)
    assert last.acknowledged is not None
    assert last.acknowledged.post == made.id


def test_a_notice_that_was_taken_back_is_told_struck(units: Force, seat: Seat) -> None:
    sent = units.send("u001", publish=True)
    units.sync()
    desk = seat(units.station)
    with units.station.by() as person:
        units.station.studio.department.acknowledge(sent.id, person.id)
    with units.department.by(units.department.head) as head:
        units.service.take_back(sent.id, head.id, PIN)
    units.sync()
    desk.sit()
    assert f"được {units.department.head.name} rút lại" in bar(desk).text
    press(bar(desk), "Đọc thông báo…")
    desk.idle()
    dialog = shown(NoticeDialog)
    (text,) = [label for label in in_sight(dialog, QLabel) if label.text() == sent.text]
    assert text.font().strikeOut()
    assert dialog.made is None
    dialog.go.click()
    desk.idle()
    assert not bar(desk).isVisible()
