"""The tab of page files: found, filled in, sent to the head, and what is missing said beside."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.accounts.model import PageStatus
from studio.app import Studio
from studio.clock import show_date
from studio.directory.model import Contact
from studio.registry import rules
from studio.registry.model import Basis, Minutes, PageTransition
from studio.ui.anchors import find_anchor
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.pages.rows import PageFilter
from studio.ui.pin_dialog import DecisionDialog, PinConfirmDialog
from studio.ui.rail import RailButton
from studio.ui.registry.editors import PaperEditor
from studio.ui.widgets.editors import value_of
from tests.training.anchors import anchors_of
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import choose_files, error_at, pick, prove, within
from tests.ui.preparation import picture
from tests.ui.registry.conftest import ACTIVE, REQUEST
from tests.ui.registry.hands import choose, write
from tests.ui.unit import HANDOVER, NOW, PIN, POLICE, Unit


@pytest.fixture
def page(window: MainWindow, unit: Unit, qtbot: QtBot) -> PagesPage:
    unit.sign_in(window, unit.author)
    return opened(window, qtbot)


def opened(window: MainWindow, qtbot: QtBot) -> PagesPage:
    page = show(window, qtbot, PageId.PAGES, "files")
    assert isinstance(page, PagesPage)
    return page


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def take(page: PagesPage, window: MainWindow, qtbot: QtBot, id: str) -> None:
    page.open(f"files:{id}")
    page.refresh()
    qtbot.waitUntil(lambda: page.file_tab.sheet.file_id == id and window.tasks.idle)


def test_pages_are_found_by_what_their_file_says_without_accents(
    page: PagesPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert {HANDOVER.name, REQUEST} < set(page.list.ids)
    page.search.setText("khu pho 3")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list(page.list.ids) == [REQUEST])
    page.search.clear()
    qtbot.waitUntil(lambda: HANDOVER.name in page.list.ids)
    page.filter.choose(PageFilter.ENDED)
    page.filter.activated.emit(page.filter.currentIndex())
    qtbot.waitUntil(lambda: not page.list.ids)


def test_what_is_written_is_saved_and_what_is_missing_stands_beside(
    page: PagesPage, window: MainWindow, qtbot: QtBot, studio: Studio
) -> None:
    take(page, window, qtbot, REQUEST)
    request = page.file_tab.sheet.request
    assert request.gap_lines["why"].text
    assert request.gap_lines["basis"].text
    assert not request.submitting.button.isEnabled()
    write(request.editors["why"], "Nhiều người dùng.")
    qtbot.waitUntil(lambda: studio.registry.get(REQUEST).request.why == "Nhiều người dùng." and window.tasks.idle)
    assert request.gap_lines["why"].text == ""
    assert studio.registry.get(REQUEST).request.admins == ("p-an", "p-binh")


def test_leaving_saves_at_once_and_a_blank_at_the_end_of_a_word_stays(
    page: PagesPage, window: MainWindow, qtbot: QtBot, studio: Studio
) -> None:
    take(page, window, qtbot, REQUEST)
    editor = page.file_tab.sheet.identity.editors["name"]
    write(editor, "Công an ")
    page.leave()
    settle(window, qtbot)
    assert studio.registry.get(REQUEST).identity.name == "Công an"
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Công an "
    row = page.list.row(REQUEST)
    assert row is not None
    assert row.title == "Công an"


def test_nobody_writes_without_signing_in(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    page = opened(window, qtbot)
    assert not page.file_tab.sheet.request.isEnabled()
    assert page.file_tab.sheet.banner.text
    unit.sign_in(window, unit.author)
    assert page.file_tab.sheet.request.isEnabled()


def test_a_request_goes_to_the_head_and_comes_back_agreed(
    page: PagesPage, window: MainWindow, qtbot: QtBot, unit: Unit, tmp_path: Path
) -> None:
    studio = unit.studio
    take(page, window, qtbot, REQUEST)
    request = page.file_tab.sheet.request
    write(request.editors["why"], "Nhiều người dùng.")
    for name, words in (("number", "12"), ("issuer", POLICE.name)):
        write(request.editors[f"basis.{name}"], words)
    write(request.editors["basis.day"], "20/11/2026")
    paper = tmp_path / "van-ban.txt"
    paper.write_text("Văn bản.", encoding="utf-8")
    attached = request.editors["basis.paper"]
    assert isinstance(attached, PaperEditor)
    attached.take_file(paper)
    qtbot.waitUntil(request.submitting.button.isEnabled)
    request.submit.click()
    dialog = shown(PinConfirmDialog)
    settle(window, qtbot)
    prove(dialog, unit.author)
    qtbot.waitUntil(lambda: studio.registry.asked(REQUEST) is not None and window.tasks.idle)
    qtbot.waitUntil(request.deciding.button.isEnabled)
    request.decide.click()
    decision = shown(DecisionDialog)
    settle(window, qtbot)
    decision.person_pin.who.choose(unit.head.id)
    decision.person_pin.pin.setText(PIN)
    assert within(window.rail, RailButton, "Trang (1)").isVisible()
    decision.go.click()
    qtbot.waitUntil(lambda: studio.registry.agreement(REQUEST) is not None and window.tasks.idle)
    assert not request.submitting.button.isEnabled()


def test_a_return_asks_for_a_reason(shell: Shell, window: MainWindow, qtbot: QtBot, unit: Unit) -> None:
    studio = unit.studio
    with unit.at_work(unit.author):
        signoff = studio.signoffs.submit("page_request", REQUEST, "d", unit.author.id, PIN)
    unit.sign_in(window, unit.author)
    dialog = DecisionDialog(shell, "Đề nghị", partial(studio.signoffs.decide, signoff.id), window)
    dialog.open()
    settle(window, qtbot)
    dialog.person_pin.who.choose(unit.head.id)
    dialog.person_pin.pin.setText(PIN)
    dialog.give_back.click()
    assert error_at(dialog.note)
    dialog.note.setText("Thiếu giờ trực.")
    dialog.give_back.click()
    qtbot.waitUntil(lambda: studio.signoffs.get(signoff.id).agreed is False and window.tasks.idle)
    assert studio.signoffs.get(signoff.id).decision_note == "Thiếu giờ trực."


def test_a_new_request_is_taken_in_hand(page: PagesPage, window: MainWindow, qtbot: QtBot, studio: Studio) -> None:
    pick(page.add.menu(), "Đề nghị lập trang mới")
    qtbot.waitUntil(lambda: len(studio.registry.list()) == 3 and window.tasks.idle)
    qtbot.waitUntil(lambda: studio.registry.get(page.file_tab.sheet.file_id).request.purpose == "")
    assert page.list.chosen_id == page.file_tab.sheet.file_id


def test_an_empty_file_is_taken_off_the_list_again(
    page: PagesPage, window: MainWindow, qtbot: QtBot, studio: Studio
) -> None:
    assert not page.file_tab.sheet.remove.isVisible()
    pick(page.add.menu(), "Đề nghị lập trang mới")
    qtbot.waitUntil(lambda: page.file_tab.sheet.remove.isVisible() and window.tasks.idle)
    page.file_tab.sheet.remove.click()
    qtbot.waitUntil(lambda: len(studio.registry.list()) == 2 and window.tasks.idle)
    qtbot.waitUntil(lambda: page.sheet.row is not None and page.list.chosen_id == page.sheet.row.key)
    assert window.banner.text == ""


def test_texts_to_begin_with_name_the_units_emergency_numbers(
    page: PagesPage, window: MainWindow, qtbot: QtBot, unit: Unit
) -> None:
    studio = unit.studio
    with unit.at_work(unit.head):
        studio.directory.save_contact(
            Contact(id="", unit=POLICE.id, label="Cứu nạn, cứu hộ", phone="114", emergency=True)
        )
    take(page, window, qtbot, REQUEST)
    identity = page.file_tab.sheet.identity
    identity.menus["pinned"].menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(studio.registry.get(REQUEST).identity.pinned) and window.tasks.idle)
    assert "114" in studio.registry.get(REQUEST).identity.pinned


def test_the_sheet_is_exported_where_it_was_asked(
    page: PagesPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    take(page, window, qtbot, ACTIVE)
    page.file_tab.sheet.identity.export.click()
    out = tmp_path / "phieu.html"
    choose_files(window, out)
    qtbot.waitUntil(lambda: out.exists() and window.tasks.idle)
    assert POLICE.name in out.read_text(encoding="utf-8")


def test_how_a_page_ends_is_asked_for_once_its_end_is_chosen(
    page: PagesPage, window: MainWindow, qtbot: QtBot, studio: Studio
) -> None:
    take(page, window, qtbot, ACTIVE)
    transition = page.file_tab.sheet.transition
    assert not transition.leaving.isVisible()
    choose(transition.to, PageStatus.CLOSED.value)
    qtbot.waitUntil(lambda: studio.registry.get(ACTIVE).transition.to is PageStatus.CLOSED and window.tasks.idle)
    assert transition.leaving.isVisible()
    assert not transition.ending.button.isEnabled()
    assert transition.gap_lines["archive"].text


def test_the_form_speaks_the_language_chosen_and_keeps_what_was_written(
    page: PagesPage, shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    take(page, window, qtbot, REQUEST)
    request = page.file_tab.sheet.request
    assert request.gap_lines["why"].text != "Say why this platform."
    chosen = value_of(request.editors["platform"])
    write(request.editors["hours"], "Cả ngày")
    before = window.page
    shell.language.use("en")
    qtbot.waitUntil(lambda: window.page is not before and window.tasks.idle)
    after = window.page
    assert isinstance(after, PagesPage)
    qtbot.waitUntil(lambda: after.file_tab.sheet.file_id == REQUEST and window.tasks.idle)
    request = after.file_tab.sheet.request
    assert (request.heading.text(), request.gap_lines["why"].text) == ("Request", "Say why this platform.")
    assert (value_of(request.editors["hours"]), value_of(request.editors["platform"])) == ("Cả ngày", chosen)
    shell.language.use("vi")
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_a_paper_shows_its_hash_and_a_page_since_when_it_works(
    page: PagesPage, window: MainWindow, qtbot: QtBot, studio: Studio
) -> None:
    take(page, window, qtbot, ACTIVE)
    shot = page.file_tab.sheet.identity.editors["screenshot"]
    assert isinstance(shot, PaperEditor)
    kept = studio.registry.get(ACTIVE).identity.screenshot
    assert kept is not None
    assert kept.sha256 in shot.choose.toolTip()
    assert show_date(NOW.date()) in page.file_tab.sheet.where.text()


def test_the_file_that_a_lesson_changes_comes_into_hand(
    page: PagesPage, window: MainWindow, qtbot: QtBot, unit: Unit
) -> None:
    take(page, window, qtbot, ACTIVE)
    unit.clock.forward(minutes=1)
    with unit.at_work(unit.head):
        unit.studio.registry.change(REQUEST, unit.head.id, area="Khu phố 9")
    window.changed()
    qtbot.waitUntil(lambda: page.file_tab.sheet.file_id == REQUEST and window.tasks.idle)
    take(page, window, qtbot, ACTIVE)
    window.changed()
    settle(window, qtbot)
    assert page.file_tab.sheet.file_id == ACTIVE


def test_of_a_page_that_ended_only_the_watch_goes_on(
    page: PagesPage, window: MainWindow, qtbot: QtBot, unit: Unit, tmp_path: Path
) -> None:
    studio = unit.studio
    end(unit, tmp_path)
    window.changed()
    take(page, window, qtbot, ACTIVE)
    qtbot.waitUntil(lambda: not page.file_tab.sheet.request.isEnabled())
    enabled = [name for name, editor in page.file_tab.sheet.transition.editors.items() if editor.isEnabled()]
    assert enabled == ["watch_until", "watched_on"]
    write(page.file_tab.sheet.transition.editors["watch_until"], "25/11/2027")
    qtbot.waitUntil(lambda: studio.registry.get(ACTIVE).transition.watch_until is not None and window.tasks.idle)
    assert window.banner.text == ""


def test_every_step_of_a_lesson_finds_its_control(page: PagesPage, window: MainWindow, qtbot: QtBot) -> None:
    take(page, window, qtbot, ACTIVE)
    names = anchors_of("pages", "files")
    assert len(names) > 20
    assert [name for name in names if find_anchor(window, name) is None] == []


def end(unit: Unit, folder: Path) -> None:
    """Let the page at work be closed, by the head, with all that is asked for before."""
    registry, head = unit.studio.registry, unit.head.id
    with unit.at_work(unit.head):
        paper = registry.attach(picture(51), "quyet-dinh.jpg")
        transition = PageTransition(
            to=PageStatus.CLOSED,
            basis=Basis(number="12/MAU", day=NOW.date(), issuer=POLICE.name, file=paper),
            answers={item.id: rules.DONE for item in rules.handover_items()},
            minutes=Minutes(giver="Bên Giao", receiver="Bên Nhận", witness="Chứng Kiến", signed_on=NOW.date()),
        )
        registry.change(ACTIVE, head, transition=transition)
        registry.keep_archive(ACTIVE, folder / "luu-tru.zip", head)
        registry.set_status(ACTIVE, PageStatus.CLOSED, head)


def test_a_page_without_a_file_offers_to_begin_those_of_all(make: MakeWindow, new_unit: Unit, qtbot: QtBot) -> None:
    window = make(new_unit.studio)
    new_unit.sign_in(window, new_unit.head)
    page = opened(window, qtbot)
    page.open(f"files:{HANDOVER.name}")
    page.refresh()
    settle(window, qtbot)
    assert page.file_tab.adopt.isVisible()
    page.file_tab.adopt.click()
    qtbot.waitUntil(lambda: bool(page.file_tab.sheet.file_id) and window.tasks.idle)
    assert not page.file_tab.adopt.isVisible()
    assert page.sheet.row is not None
    assert page.sheet.row.title == HANDOVER.title


def test_fields_side_by_side_end_where_one_field_ends(page: PagesPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1920, 1080)
    take(page, window, qtbot, ACTIVE)
    editors = page.file_tab.sheet.identity.editors

    def ends(name: str) -> int:
        editor = editors[name]
        return editor.mapTo(window, QPoint(editor.width(), 0)).x()

    qtbot.waitUntil(lambda: ends("address") == ends("name") == ends("email"))
    assert ends("name") < page.file_tab.sheet.mapTo(window, QPoint(page.file_tab.sheet.width(), 0)).x() - 100
