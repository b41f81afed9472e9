"""What the department tells a unit: over every page until a person has read it, and named in the post made of it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from studio.ui.composer.page import ComposerPage
from studio.ui.exchange.notices import NoticeBar, NoticeDialog
from studio.ui.page import PageId
from tests.department.rig import Force, force
from tests.hub.conftest import cluster, hub, postgres
from tests.hub.rig import Hub
from tests.ui.conftest import shown
from tests.ui.exchange.conftest import Desk, Seat
from tests.ui.hands import labels, press, told

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
    (said,) = [each for each in told(desk.window) if each.startswith("Thông báo số 1 của phòng, hạn ")]
    assert said.endswith("…")
    press(bar(desk), "Đọc thông báo…")
    desk.idle()
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
    assert not bar(desk).isVisible()
