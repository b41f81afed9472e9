"""Who, and the PIN that proves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from studio.people.model import Person, Role
from studio.translation import tr
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import BELOW, FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class PinField(QLineEdit):
    """A PIN, dotted out, with an eye to look at it. It is forgotten as soon as it was used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self._eye = IconButton("eye", parent=self)  # an action of Qt's stays small in large type
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.setCheckable(True)
        self._eye.set_name(tr("Show the PIN"))
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
    """One of the people given; `picked` carries the id of the person, or an empty text. `taken` follows a choice from
    the open list: what is asked next may take the keyboard."""

    picked = Signal(str)
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentIndexChanged.connect(lambda _: self.picked.emit(self.person))
        self._listed = False
        self.activated.connect(lambda _: self.taken.emit() if self._listed else None)

    def showPopup(self) -> None:
        self._listed = True
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        QTimer.singleShot(0, self, self._shut)  # Qt tells the choice after the list is gone

    def _shut(self) -> None:
        self._listed = False

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


class PersonPinField(QWidget):
    """Offers those with one of `roles`; `entered` follows Enter in the PIN."""

    entered = Signal()

    def __init__(self, roles: frozenset[Role], label: str = "", *, stacked: bool = False) -> None:
        """`label` asks for the person; `stacked` puts the PIN below, where a long sentence finds room."""
        super().__init__()
        self._roles, self.stacked = roles, stacked
        technical = roles == {Role.TECHNICAL, Role.HEAD}
        label = label or (tr("Technical officer or head") if technical else tr("Person"))
        self.who, self.pin = PersonPicker(), PinField()
        self._who = FieldBlock(self.who, label, required=True, reserved=True)
        self._pin = FieldBlock(self.pin, tr("PIN"), required=True, reserved=True)
        self.who.taken.connect(self.pin.setFocus)
        self.pin.returnPressed.connect(self.entered)
        line = column(self._who, self._pin, spacing=12) if stacked else row(self._who, self._pin, spacing=12)
        if not stacked:
            line.setStretch(0, 3)  # below the PIN, the sentence that asks for it finds room in one line
            line.setStretch(1, 2)
        self._said = Label(role="error", wrap=True)
        self._said.hide()
        self.setLayout(column(line, self._said, spacing=BELOW))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """A sentence below one of the two takes the lines it needs at this width."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def offer(self, people: Sequence[Person], chosen: str = "") -> None:
        """List those of `people` who may; `chosen` is the id of who works here."""
        may = [p for p in people if p.works_here and p.roles & self._roles]
        self.who.offer(may, chosen)
        self._who.set_hint("" if may else tr("Nobody has that role yet. Give it to somebody under Settings, People."))

    def reserve(self, reserved: bool) -> None:
        """Keep a line free below the two for what is wrong, as it does from the beginning, or not."""
        for block in (self._pin,) if self.stacked else (self._who, self._pin):
            block.set_reserved(reserved)
        self.updateGeometry()

    def tell(self, sentence: str) -> None:
        """Say below the two why it was refused, in the line that is kept there; an empty sentence clears it."""
        self.reserve(not sentence)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    @property
    def told(self) -> str:
        """What is said below the two."""
        return self._said.text()

    def lacks(self) -> bool:
        """Whether one of the two is missing; says so under it."""
        if self.told:
            self.tell("")
        self._who.set_error("" if self.who.person else tr("Choose a person."))
        self.refuse("" if self.pin.text() else tr("Enter the PIN."))
        return not (self.who.person and self.pin.text())

    def refuse(self, sentence: str) -> None:
        """Say under the PIN why it was not taken."""
        self._pin.set_error(sentence)
        if sentence:
            self.pin.setFocus()

    def take(self) -> tuple[str, str]:
        """Who, by id, and the PIN, which is forgotten here."""
        return self.who.person, self.pin.take()
