"""Every control of every page has a name, and the keyboard reaches it in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QScrollArea, QSplitterHandle, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.approval.page import ApprovalPage
from studio.ui.connections.forms import AccountForm
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.outbox.page import OutboxPage
from studio.ui.page import PageId, Shell
from studio.ui.people.forms import ContactForm, PersonForm, UnitForm
from studio.ui.settings.about import LicencesDialog
from studio.ui.sign_in import SignInDialog
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.layout import column
from tests.ui.conftest import show
from tests.ui.hands import EVERYWHERE
from tests.ui.unit import LAW_KEY, PAGES, POLICE, Unit


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Everything in sight below `root` that the Tab key may reach."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def name_of(widget: QWidget) -> str:
    """What a screen reader says for the control."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def unnamed(root: QWidget) -> list[str]:
    return [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in focusable(root) if not name_of(w)]


def test_no_control_of_a_page_is_without_a_name(window: MainWindow, qtbot: QtBot, subtests: pytest.Subtests) -> None:
    for page in EVERYWHERE:
        with subtests.test(page=page):
            show(window, qtbot, page)
            assert unnamed(window) == []


def test_the_drawer_and_the_reader_are_named_too(window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> None:
    outbox = show(window, qtbot, PageId.OUTBOX)
    assert isinstance(outbox, OutboxPage)
    outbox.table.choose("gui-1")
    idle()
    assert unnamed(window) == []
    library = show(window, qtbot, PageId.LIBRARY)
    library.open(LAW_KEY)
    idle()
    assert unnamed(window) == []


DIALOGS: dict[str, Callable[[Shell, QWidget], Dialog]] = {
    "sign in": SignInDialog,
    "publish": lambda shell, parent: PublishDialog(shell, "bai-2", parent),
    "person": PersonForm,
    "page": lambda shell, parent: AccountForm(shell, PAGES, (POLICE,), parent),
    "contact": lambda shell, parent: ContactForm(shell, POLICE, None, parent),
    "unit": lambda shell, parent: UnitForm(shell, POLICE, parent),
    "licences": lambda shell, parent: LicencesDialog(parent),
}


def test_no_control_of_a_dialog_is_without_a_name(
    window: MainWindow, shell: Shell, idle: Callable[[], None], subtests: pytest.Subtests
) -> None:
    for name, make in DIALOGS.items():
        dialog = make(shell, window)
        with subtests.test(dialog=name):
            dialog.open()
            idle()
            assert unnamed(dialog) == []
            assert dialog.windowTitle() != ""
        dialog.reject()


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


def test_a_control_without_a_name_would_be_found(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.setLayout(column(QLineEdit(), Combo(), IconButton("x")))
    frame.show()
    assert len(unnamed(frame)) == 3
