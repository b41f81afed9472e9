"""Who, and the PIN that proves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.people.model import Person
from studio.translation import tr
from studio.ui.icons import icon, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.combo import Combo


class PinField(QLineEdit):
    """A PIN, dotted out, with an eye to look at it. It is forgotten as soon as it was used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self._eye = self.addAction(icon("eye", current_tokens().muted, 16), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._reveal)
        self._eye.setText(tr("Show the PIN"))
        self._eye.setToolTip(tr("Show the PIN"))
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._reveal(self._eye.isChecked())

    def _reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        name = "eye-off" if shown else "eye"
        self._eye.setIcon(icon(name, current_tokens().muted, icon_px(self.fontMetrics())))


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
