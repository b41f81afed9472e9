"""C5 in the window: a report is begun, its figures reconciled and handed in, the archive made, old data deleted."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.app import Studio
from studio.clock import local_date
from studio.people.sample import HEAD
from studio.training.scene import Cast
from studio.ui.pages.page import PagesPage
from studio.ui.proof import ProofDialog
from studio.ui.settings.feedback import FeedbackSection
from studio.ui.settings.page import SettingsPage
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand


def play(studio: Studio, hand: Hand, course: Coached, cast: Cast) -> None:
    today = local_date(studio.now())
    course.lit()
    course.choose("form", "tháng")
    course.day("from", today)
    course.day("to", today - timedelta(days=30))
    assert "đứng trước" in course.said("to")
    course.waits(1)
    course.day("from", today - timedelta(days=60))
    course.green(1)

    course.lit()
    course.attach_sample("source")
    course.write("row_warning", "1.204")
    assert course.said("row_warning")
    course.write("row_warning", "1.240")
    course.write("row_residence", "860")
    course.write("row_traffic", "415")
    course.waits(2)
    course.write("named", "Trang Facebook, chụp lúc 08:00 ngày đầu tháng")
    course.green(2)

    course.lit()
    course.write("total", "2.600")
    assert "Tổng" in course.said("total")
    course.tick("practice_out")
    course.tick("once")
    course.waits(3)
    course.write("total", "2.515")
    course.green(3)

    course.lit()
    course.write("in_time", "Đúng hạn 38 trong 41 câu hỏi")
    course.write("asked", "Hỏi nhiều nhất về cấp lại căn cước")
    course.waits(4)
    course.write("corrected", "Một bài ghi nhầm giờ tiếp dân, đã đính chính")
    course.green(4)

    course.lit()
    course.choose("file_kind", "PDF")
    course.write("signed_by", "Trưởng Công an phường")
    course.day("submitted_on", today + timedelta(days=1))
    assert course.said("submitted_on")
    course.waits(5)
    course.day("submitted_on", today)
    course.green(5)

    course.lit()
    page = hand.here(PagesPage)
    hand.pick(page.list, "trang cũ")
    archive = page.file_tab.sheet.transition.buttons["archive"]
    hand.until(archive.isVisible, "the page file")
    hand.click(archive)
    hand.give_file(studio.lessons.folder / "goi-luu-tru.zip")
    course.green(6)

    course.lit()
    settings = hand.here(SettingsPage)
    section = settings.section
    assert isinstance(section, FeedbackSection)
    keeping = section.keeping
    hand.click(keeping.days)  # in the open list: with the list closed each arrow would ask for the PIN
    for _ in range(keeping.days.findData(7), keeping.days.currentIndex()):
        QTest.keyClick(keeping.days.view(), Qt.Key.Key_Up)
    QTest.keyClick(keeping.days.view(), Qt.Key.Key_Return)
    prove(hand, cast.pin)
    hand.until(lambda: keeping.purge.isVisible() or course.view.finished, "what is due")
    if not course.view.finished:  # the program itself looks once a day, and may be as quick
        hand.click(keeping.purge)
        prove(hand, cast.pin)
    course.green(7)


def prove(hand: Hand, pin: str) -> None:
    """The head says so, by PIN."""
    dialog = hand.dialog(ProofDialog)
    hand.choose(dialog.vouch.who, HEAD)
    hand.write(dialog.vouch.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)
