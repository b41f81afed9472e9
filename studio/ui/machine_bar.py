"""Over every page of a profile that was copied: nothing is sent from here, and who may say what it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from studio.errors import StudioError
from studio.outbox.home import DECIDERS, ProfileKind
from studio.people.model import Person
from studio.phrase import Phrase
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.pin import PersonPicker, PinField


class MachineBar(Banner):
    """Hidden while the profile is at home."""

    def __init__(self, shell: Shell) -> None:
        self.decide = QuietButton(glyph="monitor")
        super().__init__(self.decide)
        self._shell = shell
        self._trouble: Phrase | None = None
        self.decide.setText(self.tr("Say what it is…"))
        self.decide.clicked.connect(self._ask)

    def refresh(self) -> None:
        self._shell.tasks.store(self._shell.studio.home.trouble, self._show, owner=self, key="machine")

    def stop(self) -> None:
        """Nothing runs on."""

    def _show(self, trouble: Phrase | None) -> None:
        self._trouble = trouble
        self.say(Tone.RED, self._shell.speech.say(trouble) if trouble else "")

    def _ask(self) -> None:
        if self._trouble is not None:
            dialog = MachineDialog(self._shell, self._trouble, self)
            dialog.decided.connect(self._shell.changed)
            dialog.open()


class MachineDialog(Dialog):
    """Moved here, or a copy; a refusal is shown here and nothing is lost."""

    decided = Signal()

    def __init__(self, shell: Shell, trouble: Phrase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.kinds = {ProfileKind.MOVED: RadioButton(), ProfileKind.COPY: RadioButton()}
        group = QButtonGroup(self)
        for button in self.kinds.values():
            group.addButton(button)
        self._choice = QWidget()
        self._choice.setLayout(column(*self.kinds.values(), spacing=8))
        self._choice.setFocusProxy(self.kinds[ProfileKind.MOVED])
        self.who, self.pin = PersonPicker(), PinField()
        self.blocks = {
            "kind": FieldBlock(self._choice, self.tr("This data"), reserved=True),
            "who": FieldBlock(self.who, self.tr("Technical officer or head"), reserved=True),
            "pin": FieldBlock(self.pin, self.tr("PIN"), reserved=True),
        }
        self.go, cancel = PrimaryButton(self.tr("Confirm"), "check"), QuietButton(self.tr("Cancel"))
        self.go.clicked.connect(self._try)
        self.pin.returnPressed.connect(self.go.click)
        cancel.clicked.connect(self.reject)
        said = Label(shell.speech.say(trouble), wrap=True)
        self.fill(said, *self.blocks.values(), buttons=row(None, cancel, self.go))
        self.set_heading(self.tr("Was this data moved here, or is it a copy?"))
        self.kinds[ProfileKind.MOVED].setText(self.tr("It was moved here for good; the other one is out of use"))
        self.kinds[ProfileKind.COPY].setText(self.tr("It is a copy: it can be read, and nothing is sent from here"))
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def _offer(self, people: Sequence[Person]) -> None:
        may = [person for person in people if person.active and person.roles.intersection(DECIDERS)]
        self.who.offer(may, self._shell.session.person_id)

    def _try(self) -> None:
        kind = next((kind for kind, button in self.kinds.items() if button.isChecked()), None)
        wrong = {
            "kind": "" if kind else self.tr("Choose one of the two."),
            "who": "" if self.who.person else self.tr("Choose a person."),
            "pin": "" if self.pin.text() else self.tr("Enter the PIN."),
        }
        for name, sentence in wrong.items():
            self.blocks[name].set_error(sentence)
        field = to_mend(*self.blocks.values())
        if kind is None or field is not None:
            (field or self._choice).setFocus()
            return
        home, who, pin = self._shell.studio.home, self.who.person, self.pin.take()
        self.go.setEnabled(False)
        self._shell.tasks.store(
            lambda: home.decide(kind, who, pin), lambda _: self._done(), owner=self, failed=self._refused
        )

    def _done(self) -> None:
        self.decided.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self.blocks["pin"].set_error(self._shell.speech.explain(error))
        self.pin.setFocus()
