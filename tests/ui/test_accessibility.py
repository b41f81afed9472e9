"""What a screen reader is told: a name and a role for everything, in the order in which one reads and Tab walks.

Every page, every view of it, and what its buttons open. The pages that need more than a unit at work are looked
through beside their own tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QScrollArea,
    QSplitterHandle,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.settings.page import SECTIONS
from studio.ui.widgets.buttons import Button, IconButton, MenuButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import column
from tests.ui.conftest import MakeWindow, show
from tests.ui.dialogs import DIALOGS, Opening
from tests.ui.hands import EVERYWHERE, in_sight
from tests.ui.spoken import Reader, Role, faults, spoken, tab_through
from tests.ui.unit import LAW_KEY, Unit

MANY = 4000
"""Nodes in all that the pages of a unit tell of; were it fewer, the walk would have missed most of them."""


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Everything in sight below `root` that the Tab key may reach."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


@pytest.fixture
def studio(unit: Unit) -> Studio:
    """With a file of each page."""
    with unit.at_work(unit.head):
        unit.studio.registry.take_in(unit.head.id)
    return unit.studio


def test_every_page_view_and_dialog_has_names_and_roles(
    window: MainWindow, unit: Unit, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    unit.sign_in(window, unit.approver)
    reader = Reader(window, qtbot)
    for page in EVERYWHERE:
        reader.look_through(page, show(window, qtbot, page))
    for section in SECTIONS:
        reader.look_through(f"settings › {section.id}", show(window, qtbot, PageId.SETTINGS, section.id))
    reader.look_through("editor", show(window, qtbot, PageId.COMPOSER, "bai-3"))
    library = show(window, qtbot, PageId.LIBRARY)
    library.open(LAW_KEY)
    qtbot.waitUntil(lambda: window.tasks.idle)
    reader.look_through("a law", library)
    window.open_help()
    window.open_command()
    qtbot.waitUntil(lambda: window.tasks.idle)
    reader.look("window, with help and command bar", window)
    print(reader)
    assert reader.wrong == [], reader
    assert sum(reader.places.values()) > MANY


def test_so_has_a_window_at_which_nobody_works_and_one_that_is_locked(
    make: MakeWindow, studio: Studio, unit: Unit, qtbot: QtBot
) -> None:
    window = make(studio, sign_in_first=True)
    reader = Reader(window, qtbot)
    reader.look("door", window)
    unit.sign_in(window, unit.author)
    qtbot.waitUntil(lambda: window.page is not None)
    for page in EVERYWHERE:
        reader.look(page, show(window, qtbot, page))
    window.session.lock()
    QApplication.processEvents()
    reader.look("locked", window)
    print(reader)
    assert reader.wrong == [], reader


def test_so_has_every_dialog(
    window: MainWindow, shell: Shell, unit: Unit, tmp_path: Path, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    unit.sign_in(window, unit.head)
    reader = Reader(window, qtbot)
    opening = Opening(unit=unit, shell=shell, window=window, folder=tmp_path)
    for name, make in DIALOGS.items():
        with subtests.test(dialog=name):
            make(opening).open()
            qtbot.waitUntil(lambda: window.tasks.idle)
            reader.look_at_dialogs(name)
    assert reader.wrong == [], reader
    assert list(reader.places) == list(DIALOGS)


def test_tab_and_a_screen_reader_go_through_a_page_in_one_order(
    window: MainWindow, unit: Unit, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    unit.sign_in(window, unit.approver)
    for page in EVERYWHERE:
        with subtests.test(page=page):
            shown = show(window, qtbot, page)
            walked = tab_through(window, shown, qtbot)
            told = [each.part for each in spoken(shown) if each.part in walked]
            assert walked == told


def test_scroll_areas_and_handles_take_no_focus(window: MainWindow, qtbot: QtBot, subtests: pytest.Subtests) -> None:
    for page in EVERYWHERE:
        with subtests.test(page=page):
            shown = show(window, qtbot, page)
            for area in shown.findChildren(QAbstractScrollArea):
                if type(area).__mro__[1] is QScrollArea or type(area) is QScrollArea:
                    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
            for handle in shown.findChildren(QSplitterHandle):
                assert not handle.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_tab_walks_the_decision_from_top_to_bottom(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    qtbot.waitUntil(lambda: page.decision.who.choose(unit.approver.id) and window.tasks.idle)
    qtbot.waitUntil(lambda: window.tasks.idle)
    window.activateWindow()
    decision, buttons = page.decision, page.decision.buttons
    decision.who.change.setFocus()
    qtbot.waitUntil(decision.who.change.hasFocus)
    stops = [decision.note.text, buttons["ask_changes"], buttons["reject"], buttons["approve"]]
    assert walk(decision.who.change, 4) == stops


def walk(start: QWidget, steps: int) -> list[QWidget | None]:
    """Where Tab comes to from `start`."""
    start.setFocus()
    walked: list[QWidget | None] = []
    for _ in range(steps):
        start.window().focusNextChild()
        walked.append(QApplication.focusWidget())
    return walked


def test_a_screen_reader_is_told_of_headings_toggles_and_choices(window: MainWindow, qtbot: QtBot) -> None:
    shown = show(window, qtbot, PageId.POSTS)
    told = {each.name: each for each in spoken(shown)}
    assert told["Bài và lịch"].role is Role.Heading
    more = told["Lọc thêm"].node
    assert (more.role(), bool(more.state().checkable), bool(more.state().checked)) == (Role.Button, True, False)
    actions = more.actionInterface()
    actions.doAction(actions.actionNames()[0])
    assert bool(more.state().checked)
    pills = [each for each in spoken(show(window, qtbot, PageId.OUTBOX)) if each.role is Role.RadioButton]
    assert [bool(each.node.state().checked) for each in pills] == [True, False, False, False]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_menu_is_told_of(window: MainWindow, qtbot: QtBot) -> None:
    shown = show(window, qtbot, PageId.PAGES)
    menu = next(button.menu() for button in in_sight(shown, MenuButton))
    entries = {action.text() for action in menu.actions() if action.text()}

    def told() -> set[str]:
        return {each.name for each in spoken(window) if each.role is Role.MenuItem}

    assert told() == set()
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    assert told() == entries
    menu.close()


def test_what_is_wrong_would_be_found(window: MainWindow, qtbot: QtBot) -> None:
    frame, card = QWidget(), QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus)
    card.setAccessibleName("Thẻ")
    toggle = QToolButton()
    toggle.setCheckable(True)
    toggle.setAccessibleName("Lưới")
    qtbot.addWidget(frame)
    frame.setLayout(column(QLineEdit(), Combo(), IconButton("x"), Button(), card, toggle))
    frame.show()
    found = [fault.partition(":")[0] for fault in faults(frame)]
    assert found == ["no name"] * 4 + ["no role"]
