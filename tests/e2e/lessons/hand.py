"""A hand in the real window: clicks, keys and words where a person would put them, on widgets that are in sight."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from studio.ui.anchors import find_anchor
from studio.ui.main_window import MainWindow
from studio.ui.page import Page
from studio.ui.page_specs import SPECS, PageId
from studio.ui.rail import RailButton

PATIENCE_S = 60.0
TURN_MS = 10
"""Between two looks at what is waited for; the window works meanwhile."""
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=Page)


class Hand:
    """Acts in one window. What it waits for raises TimeoutError, with what it waited for, when it never comes."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._turns = QTimer(window, interval=TURN_MS)  # something happens even while the window rests
        self._turns.start()

    def until(self, condition: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                focus, page = QApplication.focusWidget(), self.window.page
                raise TimeoutError(f"{what} never came; on {page.id if page else '-'}, the keyboard is in {focus}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self) -> None:
        """Until nothing is under way behind the window."""
        self.until(lambda: self.window.tasks.idle, "rest")

    # -- finding

    def page(self, kind: type[P], page_id: PageId) -> P:
        """Open a page by its button on the rail, unless it is in sight."""
        if not isinstance(self.window.page, kind):
            words = SPECS[page_id].name
            self.click(next(one for one in self.window.rail.findChildren(RailButton) if one.words == words))
        self.until(lambda: isinstance(self.window.page, kind), f"the page {page_id}")
        self.rest()
        found = self.window.page
        if not isinstance(found, kind):
            raise TypeError(f"{found} is no {kind}")
        return found

    def here(self, kind: type[P]) -> P:
        """The page that came into sight by itself."""
        self.until(lambda: isinstance(self.window.page, kind), f"a {kind.__name__}")
        self.rest()
        found = self.window.page
        if not isinstance(found, kind):
            raise TypeError(f"{found} is no {kind}")
        return found

    def dialog(self, kind: type[W]) -> W:
        """The dialog of that kind, once it is open and has read what it shows."""
        self.until(lambda: self._dialog(kind) is not None, f"a {kind.__name__}")
        found = self._dialog(kind)
        if found is None:
            raise TimeoutError(f"the {kind.__name__} went away")
        self.wake(found)
        self.rest()
        return found

    def gone(self, dialog: QWidget) -> None:
        self.until(lambda: not _alive(dialog), f"the end of {type(dialog).__name__}")
        self.wake(QApplication.activeModalWidget() or self.window)
        self.rest()

    def wake(self, window: QWidget) -> None:
        """Bring a window to the front, where no window manager does."""
        if not window.isActiveWindow():
            window.activateWindow()
            self.until(window.isActiveWindow, f"{type(window).__name__} in front")

    def anchored(self, name: str) -> QWidget:
        """The control that a lesson lights under this name, in sight on the page."""
        page = self.window.page

        def found() -> bool:
            widget = find_anchor(page, name) if page is not None else None
            return widget is not None and widget.isVisible()

        self.until(found, f"the control {name!r}")
        widget = find_anchor(page, name) if page is not None else None
        if widget is None:
            raise TimeoutError(f"the control {name!r} went away")
        return widget

    # -- acting

    def click(self, widget: QWidget, at: QPoint | None = None, *, meanwhile: Callable[[], None] | None = None) -> None:
        """Bring it into sight, and click it: in its middle, on the box of what is ticked, or `at` a point of it.

        `meanwhile` is done while the click holds the window, as that on a button with a menu does.
        """
        self.show(widget)
        self.until(lambda: widget.isVisible() and widget.isEnabled(), f"{widget} to be used")
        box = isinstance(widget, QCheckBox | QRadioButton)
        place = at or QPoint(10 if box else widget.width() // 2, widget.height() // 2)
        self.until(lambda: self._within_reach(widget, place), f"{widget} to be within reach")
        if meanwhile is not None:
            QTimer.singleShot(0, meanwhile)
        QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, place)
        self.rest()

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """From one point of it to another, with the button held."""
        QTest.mousePress(widget, LEFT, Qt.KeyboardModifier.NoModifier, start)
        for part in (1, 2, 3):
            QTest.mouseMove(widget, start + (end - start) * part / 3)
        QTest.mouseRelease(widget, LEFT, Qt.KeyboardModifier.NoModifier, end)
        self.rest()

    def write(self, field: QWidget, words: str) -> None:
        """Put just these words into a field, as an input method does."""
        field = field.focusProxy() or field
        self.wake(field.window())
        self.click(field)
        self.until(field.hasFocus, f"the keyboard in {field}")
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if _text(field):
            QTest.keyClick(field, Qt.Key.Key_Delete)
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(field, event)
        self.until(lambda: words in _text(field), f"{words!r} in {field}")
        self.rest()

    def choose(self, combo: QComboBox, words: str) -> None:
        """With the arrows, the entry that holds these words."""
        self.show(combo)
        self.until(lambda: combo.isEnabled() and combo.findText(words, Qt.MatchFlag.MatchContains) >= 0, words)
        combo.setFocus()
        wanted = combo.findText(words, Qt.MatchFlag.MatchContains)
        for _ in range(combo.count()):
            if combo.currentIndex() == wanted:
                break
            QTest.keyClick(combo, Qt.Key.Key_Down if combo.currentIndex() < wanted else Qt.Key.Key_Up)
        self.until(lambda: words in combo.currentText(), words)
        self.rest()

    def pick(self, view: QAbstractItemView, words: str, role: int = Qt.ItemDataRole.DisplayRole) -> None:
        """Click the entry of a list that holds these words, or whatever `role` is asked for."""
        model = view.model()

        def rows() -> list[int]:
            return [row for row in range(model.rowCount()) if words in str(model.index(row, 0).data(role))]

        self.until(rows, f"{words!r} in the list")
        self.show(view)
        index = model.index(rows()[0], 0)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, view.visualRect(index).center())
        self.rest()

    def menu(self, words: str) -> None:
        """In the menu that is open, the entry that holds these words."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu")
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise TimeoutError("the menu went away")
        action = next(one for one in menu.actions() if words in one.text())
        QTest.mouseClick(menu, LEFT, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center())
        self.wake(self.window)
        self.rest()

    def give_file(self, path: Path) -> None:
        """In the dialog for files that is open."""
        dialog = self.dialog(QFileDialog)
        line = dialog.findChild(QLineEdit)
        if line is None:
            raise TimeoutError("the dialog for files has no line")
        self.write(line, str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.gone(dialog)

    def show(self, widget: QWidget) -> None:
        """Scroll it into sight, whatever it lies in."""
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                inside = parent.widget()
                if inside is None:
                    return
                place = QRect(widget.mapTo(inside, QPoint()), widget.size())
                margin = max(0, min(40, (parent.viewport().height() - place.height()) // 2))
                parent.ensureVisible(place.center().x(), place.center().y(), 0, place.height() // 2 + margin)
            parent = parent.parentWidget()
        QApplication.processEvents()

    def _within_reach(self, widget: QWidget, at: QPoint) -> bool:
        """Whether a click there comes to it by now; what was laid out meanwhile is scrolled to anew."""
        if not _reached(widget, at):
            self.show(widget)
        return _reached(widget, at)

    def _dialog(self, kind: type[W]) -> W | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def _reached(widget: QWidget, at: QPoint) -> bool:
    """Whether a click there comes to the widget: nothing lies over it, and no dialog keeps the mouse from it."""
    window, modal = widget.window(), QApplication.activeModalWidget()
    there = window.childAt(widget.mapTo(window, at)) or window
    return (modal is None or modal is window) and (there is widget or widget.isAncestorOf(there))


def _alive(dialog: QWidget) -> bool:
    try:
        return dialog.isVisible()
    except RuntimeError:  # deleted
        return False


def _text(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else ""
