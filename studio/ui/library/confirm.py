"""A named person confirms what holds of a document: status and dates, after looking at the official source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.library.model import Document, Status
from studio.people.model import Person
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.pin import PersonPicker, PinField
from studio.ui.words import validity_word

OFFERED = (Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.NOT_YET, Status.EXPIRED, Status.SUSPENDED, Status.UNSUITABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What the person confirms."""

    person: str
    status: Status
    effective_from: date | None
    effective_to: date | None


class ConfirmDialog(Dialog):
    """`confirmed` follows success."""

    confirmed = Signal()

    def __init__(self, shell: Shell, document: Document, today: Callable[[], date], parent: QWidget | None) -> None:
        super().__init__(parent, width=480)
        self._shell, self._document, self._today = shell, document, today
        self._hint = Label(role="hint", wrap=True)
        self.status = Combo()
        self.since, self.until = DateField(), DateField()
        self.since.set_value(document.effective_from)
        self.until.set_value(document.effective_to)
        self.who, self.pin = PersonPicker(), PinField()
        self._blocks = {
            "status": FieldBlock(self.status),
            "since": FieldBlock(self.since),
            "until": FieldBlock(self.until),
            "who": FieldBlock(self.who),
            "pin": FieldBlock(self.pin),
        }
        self.ok, self._cancel = PrimaryButton(glyph="badge-check"), QuietButton()
        self.ok.clicked.connect(self._try)
        self._cancel.clicked.connect(self.reject)
        dates = row(self._blocks["since"], self._blocks["until"], spacing=12)
        proof = row(self._blocks["who"], self._blocks["pin"], spacing=12)
        self.fill(self._hint, self._blocks["status"], dates, proof, buttons=row(None, self._cancel, self.ok))
        self.retranslate()
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Confirm the validity of {number}").format(number=self._document.number))
        self._hint.setText(
            self.tr("Look it up at an official source (vbpl.vn, the gazette) first. Your name is kept with it.")
        )
        kept = self.status.currentData() or self._document.stated_status
        self.status.clear()
        for status in OFFERED:
            self.status.addItem(validity_word(status).text, status)
        self.status.setCurrentIndex(self.status.findData(kept))
        self._blocks["status"].set_label(self.tr("Status"), required=True)
        self._blocks["since"].set_label(self.tr("In force from"))
        self._blocks["until"].set_label(self.tr("Until"))
        self._blocks["who"].set_label(self.tr("Who confirms"))
        self._blocks["pin"].set_label(self.tr("PIN"))
        self.ok.setText(self.tr("Confirm"))
        self._cancel.setText(self.tr("Cancel"))

    def _offer(self, people: Sequence[Person]) -> None:
        self.who.offer([p for p in people if p.active], self._shell.session.person_id)

    def _try(self) -> None:
        dates_right = self.since.valid and self.until.valid
        since, until = self.since.value, self.until.value
        wrong = {
            "status": "" if self.status.currentData() else self.tr("Choose what holds."),
            "since": "" if self.since.valid else self.tr("A date such as 25/11/2026."),
            "until": "" if self.until.valid else self.tr("A date such as 25/11/2026."),
            "who": "" if self.who.person else self.tr("Choose a person."),
            "pin": "" if self.pin.text() else self.tr("Enter the PIN."),
        }
        if dates_right and since and until and until < since:
            wrong["until"] = self.tr("The end is before the beginning.")
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        if not any(wrong.values()):
            self._confirm(
                Confirmation(
                    person=self.who.person,
                    status=Status(self.status.currentData()),
                    effective_from=since,
                    effective_to=until,
                )
            )

    def _confirm(self, said: Confirmation) -> None:
        studio, key, on, pin = self._shell.studio, self._document.key, self._today(), self.pin.take()

        def work() -> None:
            person = studio.people.verify_pin(said.person, pin)
            studio.library.confirm(
                key,
                by=person.name,
                on=on,
                effective_from=said.effective_from,
                effective_to=said.effective_to,
                status=said.status,
            )

        self.ok.setEnabled(False)
        self._shell.tasks.store(work, self._done, owner=self, failed=self._refused)

    def _done(self, _: object) -> None:
        self.confirmed.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.ok.setEnabled(True)
        self._blocks["pin"].set_error(self._shell.speech.explain(error))
