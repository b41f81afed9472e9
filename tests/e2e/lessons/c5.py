"""C5 in the window: a report is begun, its figures reconciled and handed in, the archive made, old data deleted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from studio.app import Studio
from studio.people.sample import HEAD
from studio.reports.model import CommentPart
from studio.training.context import RoleCast
from studio.training.steps.reports import CAPTURE, COMMENT, IN_CAPTURE, SIGNS, SOURCE
from studio.ui.pages.page import PagesPage
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.posts.page import PostsPage
from studio.ui.reports.dialogs import CommentDialog, EnterDialog, FinishDialog, HandInDialog
from studio.ui.reports.month import MonthStep
from studio.ui.reports.page import ReportsTab
from studio.ui.settings.feedback import FeedbackSection
from studio.ui.settings.page import SettingsPage
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    hand.click(course.lit())
    course.green(1)

    enter(studio, hand, course.lit(), {**IN_CAPTURE, "qa_post": 680})
    course.waits(2)
    enter(studio, hand, course.lit(), IN_CAPTURE)
    course.green(2)

    hand.click(course.lit())
    course.green(3)

    comment(hand, course.lit(), CommentPart.IN_TIME)
    course.waits(4)
    comment(hand, course.lit(), CommentPart.ASKED, CommentPart.CORRECTED)
    course.green(4)

    course.lit()
    tab = report_of(hand)
    hand.click(tab.steps.buttons[MonthStep.FINISH])
    finish = hand.dialog(FinishDialog)
    hand.click(finish.go)
    hand.gone(finish)
    export = tab.steps.buttons[MonthStep.EXPORT]
    hand.click(export, meanwhile=lambda: hand.menu("XLSX"))
    hand.give_file(studio.lessons.folder / "bao-cao.xlsx")
    course.waits(5)
    hand.click(tab.steps.buttons[MonthStep.HAND_IN])
    hands = hand.dialog(HandInDialog)
    hand.write(hands.to, SIGNS)
    hand.click(hands.go)
    hand.gone(hands)
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


def report_of(hand: Hand) -> ReportsTab:
    """The report in sight."""
    tab = hand.here(PostsPage).tab
    if not isinstance(tab, ReportsTab):
        raise TypeError(f"{tab} is no report")
    return tab


def enter(studio: Studio, hand: Hand, button: QWidget, views: Mapping[str, int]) -> None:
    """The capture, the views of its posts, by template, and its source."""
    case = report_of(hand).case
    assert case is not None
    hand.click(button)
    dialog = hand.dialog(EnterDialog)
    hand.click(dialog.entry.capture.choose)
    hand.give_file(studio.lessons.folder / "photo" / CAPTURE.name)
    for row in case.figures.posts:
        if row.topic in views:
            hand.write(dialog.entry.lines.fields[row.post, row.page], str(views[row.topic]))
    hand.write(dialog.source, SOURCE)
    hand.click(dialog.go)
    hand.gone(dialog)


def comment(hand: Hand, button: QWidget, *parts: CommentPart) -> None:
    """On the figures of the month."""
    hand.click(button)
    dialog = hand.dialog(CommentDialog)
    for part in parts:
        hand.write(dialog.parts[part], COMMENT[part])
    hand.click(dialog.go)
    hand.gone(dialog)


def prove(hand: Hand, pin: str) -> None:
    """The head says so, by PIN."""
    dialog = hand.dialog(PinConfirmDialog)
    hand.choose(dialog.person_pin.who, HEAD)
    hand.write(dialog.person_pin.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)
