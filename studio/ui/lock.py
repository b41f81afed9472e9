"""The lock of a shared PC: what was in the window is put away whole, and comes back as it was after the PIN.

The content is taken out of the window, not merely covered: a screen reader walks through covered and hidden widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from studio.translation import ntr
from studio.ui.session import Session
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, row

MARGIN = 12


class LockWarning(Card):
    """The last seconds before the lock, over the content; it asks nothing and takes no click."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, kind="toast")
        self._host = host
        self._text = Label(role="toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(self._text, margins=(16, 10, 16, 10)))
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def count(self, left: int) -> None:
        """`left` seconds; 0 takes the warning away."""
        if not left:
            self.hide()
            return
        begins = self.isHidden()
        self._text.setText(
            ntr(
                "Locks in {n} second. Touch a key or the mouse to go on.",
                "Locks in {n} seconds. Touch a key or the mouse to go on.",
                left,
            ).format(n=left)
        )
        self.adjustSize()
        self.move(max(MARGIN, (self._host.width() - self.width()) // 2), MARGIN)
        self.show()
        self.raise_()
        if begins:  # a screen reader hears it once, not every second
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._text.text()))


class WindowLock(QObject):
    """Puts the content of `window` away while the session is locked, and back as it was."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        content: QWidget,
        *,
        screen: Callable[[], QWidget],
    ) -> None:
        """`screen` makes what is shown instead."""
        super().__init__(window)
        self._window, self._content, self._make = window, content, screen
        self.screen: QWidget | None = None
        self.warning = LockWarning(content)
        self._focus: QWidget | None = None
        self._dialogs: list[QDialog] = []
        self._actions: list[QAction] = []
        session.warned.connect(self.warning.count)
        session.locked_changed.connect(self._turn)

    def end(self) -> None:
        """The window closes: it is to own its content again, which stays hidden."""
        if self.screen is not None:
            self.screen = None
            self._window.setCentralWidget(self._content)

    def _turn(self, locked: bool) -> None:
        if locked:
            self._put_away()
        else:
            self._put_back()

    def _put_away(self) -> None:
        self._focus = QApplication.focusWidget()
        self._hide_others()
        self._actions = [action for action in self._window.actions() if action.isEnabled()]
        for action in self._actions:
            action.setEnabled(False)
        self._window.takeCentralWidget()
        self._content.hide()
        self.screen = self._make()
        self._window.setCentralWidget(self.screen)
        self.screen.show()

    def _hide_others(self) -> None:
        """Menus and drop-downs are closed; dialogs are hidden and come back."""
        popup = QApplication.activePopupWidget()
        while popup is not None and popup.close():
            popup = QApplication.activePopupWidget()
        self._dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        for dialog in self._dialogs:
            dialog.finished.connect(partial(self._finished, dialog))
            dialog.hide()

    def _finished(self, dialog: QDialog, _: int) -> None:
        """Its work ended while it was hidden: it does not come back."""
        self._dialogs = [other for other in self._dialogs if other is not dialog]

    def _put_back(self) -> None:
        screen, self.screen = self.screen, None
        if screen is None:
            return
        self._window.takeCentralWidget()
        screen.hide()
        screen.deleteLater()
        self._window.setCentralWidget(self._content)
        self._content.show()
        for action in self._actions:
            action.setEnabled(True)
        dialogs, focus = self._dialogs, self._focus
        self._focus, self._dialogs, self._actions = None, [], []
        for dialog in dialogs:
            if isValid(dialog):
                dialog.show()
        if focus is not None and isValid(focus):
            focus.setFocus()
