"""Who, and the PIN that proves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.people.model import Person
from studio.translation import tr
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.combo import Combo


class PinField(QLineEdit):
    """A PIN, dotted out, with an eye to look at it. It is forgotten as soon as it was used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self._eye = IconButton("eye", tr("Show the PIN"), parent=self)  # an action of Qt's stays small in large type
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._reveal)
        self._reveal(False)

    def take(self) -> str:
        """Return the PIN and empty the field."""
        pin = self.text()
        self.clear()
        self._eye.setChecked(False)
        return pin

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take each digit at once: what an input method still composes would not count as typed."""
        super().inputMethodEvent(event)
        if event.preeditString():  # the method knows of it only after this event
            QTimer.singleShot(0, self, QGuiApplication.inputMethod().commit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The eye stands at the end, and the digits beside it."""
        super().resizeEvent(event)
        side = min(self._eye.sizeHint().width(), self.height() - 4)
        self._eye.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)
        self.setTextMargins(0, 0, side, 0)

    def _reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_glyph("eye-off" if shown else "eye")


class PersonPicker(Combo):
    """One of the people given; `picked` carries the id of the person, or an empty text."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentIndexChanged.connect(lambda _: self.picked.emit(self.person))

    @property
    def person(self) -> str:
        """Id of the person chosen, or an empty text."""
        return str(self.currentData() or "")

    def offer(self, people: Sequence[Person], chosen: str = "", *, anew: bool = False) -> None:
        """List `people`; keep the earlier choice where it still stands, else take `chosen`, else nobody.

        `anew` forgets the earlier choice: somebody else works here now.
        """
        keep = chosen if anew else self.person or chosen
        self.blockSignals(True)
        self.clear()
        self.setPlaceholderText(tr("Choose a person"))
        for person in people:
            self.addItem(person.name, person.id)
        self.setCurrentIndex(self.findData(keep) if keep else -1)
        self.blockSignals(False)
        self.picked.emit(self.person)
