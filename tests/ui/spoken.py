"""The window as a screen reader is told of it: the tree of what is to be seen, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QMenu,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.ui.main_window import MainWindow
from studio.ui.reading_order import reading_order
from studio.ui.widgets.popover import Popover
from tests.ui.hands import in_sight

Role = QAccessible.Role
FOLLOWS = "…"
"""What the words of a button end in that opens a dialog."""
OF_THE_SYSTEM = (QFileDialog, QPrintDialog)
"""Dialogs that a PC brings along: their controls are not ours to name."""
MOST_ENTRIES = 30
"""Entries of a list that are looked at: all are alike."""
LISTS = frozenset({Role.List, Role.Table, Role.Tree})
CONTROLS = frozenset(
    {
        Role.Button,
        Role.ButtonDropDown,
        Role.ButtonMenu,
        Role.Cell,
        Role.CheckBox,
        Role.ComboBox,
        Role.EditableText,
        Role.Link,
        Role.List,
        Role.ListItem,
        Role.MenuItem,
        Role.PageTab,
        Role.PageTabList,
        Role.RadioButton,
        Role.Slider,
        Role.SpinBox,
        Role.Table,
        Role.Tree,
        Role.TreeItem,
    }
)
"""What a person uses: each has a name, whether the keyboard comes to it or not."""
READ = frozenset({Role.Canvas, Role.Chart, Role.Graphic, Role.StaticText, Role.Document, Role.Paragraph, Role.Heading})
"""What takes the keyboard to be read, copied or walked in, and is no control."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One node, and the way to it."""

    node: QAccessibleInterface
    path: tuple[str, ...]

    @property
    def role(self) -> QAccessible.Role:
        return self.node.role()

    @property
    def part(self) -> QWidget | None:
        """The widget it speaks of; None for an entry of a list."""
        found = self.node.object()
        return found if isinstance(found, QWidget) else None

    @property
    def name(self) -> str:
        """On Linux Qt tells the value of a drop-down, and its name by the label beside it; on Windows the name."""
        if isinstance(self.part, QComboBox):
            return self.part.accessibleName().strip()
        return self.node.text(QAccessible.Text.Name).strip()

    @property
    def focusable(self) -> bool:
        return bool(self.node.state().focusable)

    def __str__(self) -> str:
        kind = type(self.part).__name__ if self.part is not None else "entry"
        return f"{self.role.name} {kind} “{self.name[:40]}” in {' › '.join(self.path[-4:])}"


def spoken(root: QWidget) -> Iterator[Spoken]:
    """`root` and all below it that is to be seen, in the order in which it is told."""
    yield from _below(QAccessible.queryAccessibleInterface(root), ())


def _below(node: QAccessibleInterface, path: tuple[str, ...]) -> Iterator[Spoken]:
    if path and node.state().invisible:
        return
    here = Spoken(node, path)
    yield here
    count = min(node.childCount(), MOST_ENTRIES) if here.role in LISTS else node.childCount()
    kind = type(here.part).__name__
    for place in range(count):
        child: QAccessibleInterface | None = node.child(place)
        if child is not None and child.isValid():
            yield from _below(child, (*path, kind))


def faults(root: QWidget) -> list[str]:
    """Controls without a name, and what takes the keyboard without being anything that a reader knows."""
    return list(_faults(spoken(root)))


def _faults(nodes: Iterable[Spoken]) -> Iterator[str]:
    for each in nodes:
        if each.role not in CONTROLS and not each.focusable:
            continue
        if not each.name:
            yield f"no name: {each}"
        if each.focusable and each.role not in CONTROLS | READ:
            yield f"no role: {each}"
        if each.role is Role.CheckBox and not isinstance(each.part, QCheckBox):
            yield f"no box to tick: {each}"


class Reader:
    """Goes through a window, and keeps what is wrong with what it is told of."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self.places: dict[str, int] = {}
        """How many nodes were told of, by place."""
        self.wrong: list[str] = []
        self._opened: set[str] = set()

    def __str__(self) -> str:
        counted = f"{sum(self.places.values())} nodes in {len(self.places)} places, {len(self.wrong)} wrong"
        return "\n".join([counted, *self.wrong])

    def look(self, place: str, root: QWidget) -> None:
        self.places[place] = sum(1 for _ in spoken(root))
        self.wrong += [f"{place}: {fault}" for fault in faults(root)]

    def look_through(self, place: str, page: QWidget) -> None:
        """All of a page: as it comes, with rows in hand, each of its views, and what its buttons open."""
        self._look_closely(place, page)
        seen: set[QTabBar] = set()
        while bars := [bar for bar in in_sight(page, QTabBar) if bar not in seen]:
            seen.add(bars[0])
            for tab in range(1, bars[0].count()):
                if bars[0].isTabEnabled(tab) and bars[0].isVisible():
                    bars[0].setCurrentIndex(tab)
                    self._settle()
                    self._look_closely(f"{place} › {bars[0].tabText(tab)}", page)

    def look_at_dialogs(self, place: str) -> None:
        """What is open over the page; it is closed after that."""
        for dialog in [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog | QMenu)]:
            if dialog.isVisible():
                if not isinstance(dialog, OF_THE_SYSTEM):
                    self.look(place, dialog)
                if isinstance(dialog, QDialog):
                    assert dialog.windowTitle(), place
                dialog.close()
        for popover in in_sight(self._window, Popover):
            self.look(place, popover)
            popover.close_popover()
        self._settle()

    def _settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._window.tasks.idle)
        QApplication.processEvents()

    def _look_closely(self, place: str, page: QWidget) -> None:
        self.look(place, page)
        for rows in in_sight(page, QAbstractItemView):
            model: QAbstractItemModel | None = rows.model()
            if rows.isVisible() and model is not None and model.rowCount() and not rows.currentIndex().isValid():
                rows.setCurrentIndex(model.index(0, 0))
                self._settle()
                self.look(f"{place}, a row in hand", page)
        for words in [button.text() for button in in_sight(page, QPushButton)]:
            self._press(place, page, words)

    def _press(self, place: str, page: QWidget, words: str) -> None:
        """What opens a dialog or a menu, once, whatever page it stands on."""
        button = next((each for each in in_sight(page, QPushButton) if each.text() == words), None)
        if button is None or not button.isEnabled() or words in self._opened:
            return
        menu: QMenu | None = button.menu()
        if menu is not None:
            self._opened.add(words)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        elif FOLLOWS in words:
            self._opened.add(words)
            button.click()
            self._settle()
        self.look_at_dialogs(f"{place} › {words}")


def tab_through(window: MainWindow, page: QWidget, qtbot: QtBot) -> list[QWidget]:
    """Where Tab comes to on the page, from its first stop on."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first = reading_order(page)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    walked: list[QWidget] = []
    here: QWidget | None = QApplication.focusWidget()
    while here is not None and here not in walked:
        walked.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
    return [each for each in walked if page.isAncestorOf(each)]
