"""A1, A2, A3 and C2 done by hand in the window, over the real services: a step is seen as done by what was kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.accounts.model import PageStatus
from studio.app import Studio
from studio.clock import local_date
from studio.people.sample import PIN
from studio.platforms import Platform
from studio.registry import rules
from studio.registry.model import PageFile, ReportOutcome
from studio.training.context import RoleCast
from studio.training.lesson import Lesson, Mode
from studio.training.steps.common import PHOTO
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.pin_dialog import DecisionDialog, PinConfirmDialog
from studio.ui.registry.editors import PaperEditor
from tests.ui.conftest import show, shown
from tests.ui.hands import pick
from tests.ui.registry.hands import answer_all, choose, put_day, tick, write


@pytest.fixture
def studio(practice: Studio) -> Studio:
    return practice


class Hands:
    """A learner at the tab of page files, in the midst of a lesson."""

    def __init__(self, window: MainWindow, qtbot: QtBot, studio: Studio) -> None:
        self.window, self.qtbot, self.studio = window, qtbot, studio
        self.cast: RoleCast = studio.lessons.cast()
        window.session.sign_in(studio.people.get(self.cast.learner))
        page = show(window, qtbot, PageId.PAGES, "files")
        assert isinstance(page, PagesPage)
        self.page, self.sheet = page, page.file_tab.sheet

    def begin(self, id: str) -> Lesson:
        lesson = self.studio.lessons.begin(id, Mode.GUIDED)
        lesson.start()
        return lesson

    def rest(self) -> None:
        """Wait until what was written is kept and shown."""
        self.sheet.flush()
        self.qtbot.waitUntil(lambda: self.window.tasks.idle)

    def done(self, lesson: Lesson, step: int) -> None:
        """Wait until the lesson sees that step as done, and not a later one."""
        self.rest()
        view = lesson.look()
        assert view.now == (step if step < len(view.outline.steps) else None), f"after step {step}"

    def prove(self) -> None:
        dialog = shown(PinConfirmDialog)
        self.rest()
        dialog.person_pin.pin.setText(PIN)
        dialog.go.click()
        self.qtbot.waitUntil(lambda: self.window.tasks.idle)

    def attach(self, editor: object, path: Path) -> None:
        assert isinstance(editor, PaperEditor)
        editor.take_file(path)
        self.qtbot.waitUntil(lambda: bool(editor.value))

    def save_to(self, path: Path, made: Path | None = None) -> None:
        """Answer the dialog with `path`, and wait for it, or for what is `made` in it."""
        dialog = next(each for each in self.window.findChildren(QFileDialog) if each.isVisible())
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.qtbot.waitUntil(lambda: (made or path).exists() and self.window.tasks.idle)

    def take(self, wanted: Callable[[PageFile], bool]) -> PageFile:
        file = next(file for file in self.studio.registry.list() if wanted(file))
        self.page.open(f"files:{file.id}")
        self.page.refresh()
        self.qtbot.waitUntil(lambda: self.sheet.file_id == file.id and self.window.tasks.idle)
        return file


@pytest.fixture
def hands(window: MainWindow, qtbot: QtBot, studio: Studio) -> Hands:
    return Hands(window, qtbot, studio)


def test_a_request_is_made_and_agreed_to_by_hand(hands: Hands) -> None:
    lesson, sheet, page = hands.begin("A1"), hands.sheet, hands.page
    page.search.setText("khu phố 3")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    hands.done(lesson, 1)
    pick(page.add.menu(), "Đề nghị lập trang mới")
    hands.qtbot.waitUntil(lambda: sheet.view is not None and sheet.view.file.blank and hands.window.tasks.idle)
    editors = sheet.request.editors
    write(editors["purpose"], "Hướng dẫn thủ tục cho người dân.")
    write(editors["audience"], "Người dân khu phố")
    write(editors["why"], "Nhiều người dùng.")
    choose(editors["platform"], Platform.ZALO.value)
    hands.done(lesson, 2)
    for name, person in (
        ("admins", hands.cast.learner), ("second", hands.cast.colleague), ("approver", hands.cast.colleague),
    ):  # fmt: skip
        choose(editors[name], person)
    tick(editors["duty"], hands.cast.learner)
    write(editors["hours"], "07:30–17:00")
    write(editors["reply"], "Trong một ngày làm việc")
    hands.done(lesson, 3)
    write(editors["basis.number"], "12/2026/CV")
    put_day(editors["basis.day"], local_date(hands.studio.now()))
    write(editors["basis.issuer"], "Công an phường Minh Khai")
    hands.attach(editors["basis.paper"], PHOTO)
    hands.done(lesson, 4)
    sheet.request.check.click()
    hands.done(lesson, 5)
    sheet.request.submit.click()
    hands.prove()
    hands.done(lesson, 6)
    sheet.request.decide.click()
    decision = shown(DecisionDialog)
    hands.rest()
    decision.person_pin.who.choose(hands.cast.head)
    decision.person_pin.pin.setText(PIN)
    decision.go.click()
    hands.qtbot.waitUntil(lambda: hands.studio.registry.agreement(sheet.file_id) is not None)
    hands.done(lesson, 7)
    lesson.stop()


def test_the_identity_of_a_page_is_declared_by_hand(hands: Hands, tmp_path: Path) -> None:
    lesson, sheet = hands.begin("A2"), hands.sheet
    hands.take(lambda file: not file.identity.name)
    identity, book = sheet.identity, hands.studio.directory.book()
    write(identity.editors["name"], f"{book.units[0].name} – Khu phố 1")
    hands.done(lesson, 1)
    picture = hands.studio.photo_assets.find()[0].sha256
    for name in ("avatar", "cover"):
        choose(identity.editors[name], picture)
        write(identity.editors[f"{name}_alt"], "Khiên trắng viền vàng trên nền xanh")
    hands.done(lesson, 2)
    write(identity.editors["owner"], book.units[0].name)
    write(identity.editors["address"], "Số 1 đường Mẫu")
    write(identity.editors["phone"], next(contact.phone for contact in book.contacts if not contact.emergency))
    write(identity.editors["email"], "truc@minhkhai.example.gov.vn")
    write(identity.editors["hours"], "07:30–17:00")
    hands.done(lesson, 3)
    identity.menus["pinned"].menu().actions()[0].trigger()
    hands.done(lesson, 4)
    for name in ("house_rules", "privacy"):
        identity.menus[name].menu().actions()[0].trigger()
    hands.done(lesson, 5)
    identity.export.click()
    hands.save_to(tmp_path / "phieu.html")
    hands.done(lesson, 6)
    write(identity.editors["url"], "https://www.facebook.com/khu-pho-1")
    hands.attach(identity.editors["screenshot"], PHOTO)
    hands.done(lesson, 7)
    lesson.stop()


def test_a_page_is_verified_and_the_directory_exported_by_hand(hands: Hands, tmp_path: Path) -> None:
    lesson, sheet, today = hands.begin("A3"), hands.sheet, local_date(hands.studio.now())
    hands.take(lambda file: bool(file.identity.url) and file.verification.submitted_on is None)
    editors = sheet.verification.editors
    answer_all(editors["answers"], rules.HAVE)
    hands.done(lesson, 1)
    hands.attach(editors["letter"], PHOTO)
    tick(editors["letter_seen"])
    hands.done(lesson, 2)
    put_day(editors["submitted_on"], today)
    write(editors["case_number"], "MAU-7")
    hands.done(lesson, 3)
    choose(editors["outcome"], ReportOutcome.REFUSED.value)
    write(editors["reason"], "Thiếu con dấu.")
    put_day(editors["retry_on"], today)
    hands.done(lesson, 4)
    pick(hands.page.more_menu(), "Xuất danh bạ trang chính thức…")
    hands.save_to(tmp_path, tmp_path / "danh-ba-trang.html")
    hands.done(lesson, 5)
    lesson.stop()


def test_a_page_is_handed_over_by_hand(hands: Hands, tmp_path: Path) -> None:
    sheet, today, studio = hands.sheet, local_date(hands.studio.now()), hands.studio
    file = hands.take(lambda file: file.status is PageStatus.ACTIVE)
    editors, buttons = sheet.transition.editors, sheet.transition.buttons
    choose(editors["to"], PageStatus.HANDED_OVER.value)
    choose(editors["successor"], next(each.id for each in studio.registry.list() if each.id != file.id))
    write(editors["basis.number"], "13/2026/CV")
    put_day(editors["basis.day"], today)
    write(editors["basis.issuer"], "Công an phường Minh Khai")
    hands.attach(editors["basis.paper"], PHOTO)
    answer_all(editors["answers"], rules.DONE)
    hands.rest()
    buttons["archive"].click()
    hands.save_to(tmp_path / "luu.zip")
    assert studio.registry.verify_archive(tmp_path / "luu.zip") == ()
    for name in ("giver", "receiver", "witness"):
        write(editors[name], f"Người ký {name}")
    put_day(editors["signed_on"], today)
    hands.rest()
    buttons["minutes"].click()
    hands.save_to(tmp_path / "bien-ban.html")
    assert "Người ký witness" in (tmp_path / "bien-ban.html").read_text(encoding="utf-8")
    hands.qtbot.waitUntil(buttons["end"].isEnabled)
    buttons["end"].click()
    hands.prove()
    hands.qtbot.waitUntil(lambda: not editors["giver"].isEnabled() and hands.window.tasks.idle)
    put_day(editors["watch_until"], today)
    hands.rest()
    ended = studio.registry.get(file.id)
    assert (ended.status, studio.accounts.get(file.account).status) == (PageStatus.HANDED_OVER,) * 2
    assert ended.transition.archive is not None
    assert studio.registry.gaps(file.id) == ()
