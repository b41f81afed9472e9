"""Pages to tick: by unit, found without accents, never ticked by themselves, however many there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.platforms import Platform
from studio.ui.composer.plan.target_row import TargetRow
from studio.ui.composer.plan.targets import FEW, MOST_FOUND, TargetsSection
from studio.ui.language import LanguageManager

UNITS = {"minh-khai": "Công an phường Minh Khai", "yen-son": "Công an phường Yên Sơn"}


def page_of(number: int, unit: str = "minh-khai", **changes: object) -> Account:
    kept = {
        "name": f"trang-{number}",
        "kind": AccountKind.HANDOVER,
        "platform": Platform.FACEBOOK,
        "page_id": f"10000{number}",
        "title": f"Trang số {number}",
        "unit": unit,
    } | changes
    return Account(**kept)  # type: ignore[arg-type]


@pytest.fixture
def section(qtbot: QtBot, language: LanguageManager) -> TargetsSection:
    made = TargetsSection(language.say, practice=False)
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def click(widget: QWidget) -> None:
    """Click once the layout has settled."""
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def seen(section: TargetsSection) -> list[str]:
    return [row.account.name for row in section.findChildren(TargetRow) if row.isVisibleTo(section)]


def test_a_single_unit_has_no_heading_and_few_pages_no_search(section: TargetsSection) -> None:
    section.offer([page_of(1), page_of(2)], UNITS)
    assert seen(section) == ["trang-1", "trang-2"]
    assert not any(heading.isVisible() for heading in section.headings)
    assert not section.search.isVisible()
    assert section.count_text == "no page ticked"


def test_pages_stand_under_their_units_and_a_heading_folds_them(section: TargetsSection) -> None:
    section.offer([page_of(1), page_of(2, "yen-son"), page_of(3, "")], UNITS)
    assert [heading.name for heading in section.headings] == [*UNITS.values(), "No unit named"]
    section.put(["trang-1"])
    first = section.headings[0]
    assert first.text_beside == "1/1"
    click(first)
    assert seen(section) == ["trang-2", "trang-3"]
    assert "folded away" in first.accessibleName()


def test_a_page_that_cannot_be_used_says_why_on_its_row_and_stands_last(section: TargetsSection) -> None:
    section.offer([page_of(1, status=PageStatus.CLOSED), page_of(2)], UNITS)
    good, closed = section.rows
    assert (good.account.name, closed.account.name) == ("trang-2", "trang-1")
    assert closed.reason == "Closed."
    assert "Closed." in closed.accessibleName()
    assert not closed.isEnabled()
    section.put(["trang-1"])
    assert closed.isEnabled()  # to untick it


def test_ticks_are_told_in_the_order_of_the_list(section: TargetsSection) -> None:
    section.offer([page_of(1), page_of(2), page_of(3)], UNITS)
    told: list[tuple[str, ...]] = []
    section.changed.connect(told.append)
    for place in (2, 0):
        click(section.rows[place])
    assert told == [("trang-3",), ("trang-1", "trang-3")]
    assert section.count_text == "2 pages"


def test_another_post_remembers_no_tick(section: TargetsSection) -> None:
    section.offer([page_of(1), page_of(2)], UNITS)
    click(section.rows[0])
    section.put([])
    assert not any(row.isChecked() for row in section.rows)


def test_arrows_walk_and_space_ticks(section: TargetsSection, qtbot: QtBot) -> None:
    section.offer([page_of(1), page_of(2, "yen-son")], UNITS)
    section.activateWindow()
    section.take_focus()
    first = section.rows[0]
    assert section.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert first.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert section.focusWidget() is section.headings[1]
    QTest.keyClick(section.headings[1], Qt.Key.Key_Left)
    assert seen(section) == ["trang-1"]
    QTest.keyClick(section.headings[1], Qt.Key.Key_Right)
    assert seen(section) == ["trang-1", "trang-2"]
    stops = [w for w in (*section.headings, *section.rows) if w.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [section.headings[1]]


def test_many_pages_are_folded_searched_and_shown_a_few_at_a_time(section: TargetsSection) -> None:
    many = [page_of(n, ("minh-khai", "yen-son")[n % 2]) for n in range(187)]
    section.offer(many, UNITS)
    assert len(many) > FEW
    assert section.search.isVisible()
    assert seen(section) == []
    section.search.setText("yen son")
    QTest.keyClick(section.search, Qt.Key.Key_Return)
    assert len(seen(section)) == MOST_FOUND
    section.search.setText("trang so 186")
    QTest.keyClick(section.search, Qt.Key.Key_Return)
    assert seen(section) == ["trang-186"]
    click(section.rows[93])
    section.search.setText("")
    QTest.keyClick(section.search, Qt.Key.Key_Return)
    click(section.chosen)
    assert seen(section) == [section.rows[93].account.name]


def test_a_search_without_result_says_so(section: TargetsSection) -> None:
    section.offer([page_of(n) for n in range(FEW + 1)], UNITS)
    section.search.setText("khong co")
    QTest.keyClick(section.search, Qt.Key.Key_Return)
    assert seen(section) == []
    assert section.nothing_found.isVisible()


def test_no_button_ticks_pages_by_the_dozen(section: TargetsSection) -> None:
    section.offer([page_of(n) for n in range(FEW + 1)], UNITS)
    click(section.headings[0])
    assert section.list.ticked == ()
