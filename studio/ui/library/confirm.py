"""A named person confirms what holds of a document: status and dates, after looking at the official source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import StudioError
from studio.library.events import WHOLE, LegalPlace, place_of
from studio.library.model import Document, Status
from studio.people.model import Person
from studio.text import nfc, squeeze
from studio.ui.library.place import PlaceFields
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
    source: str
    place: LegalPlace
    """Short of the whole: only this place is confirmed, as in force."""


class ConfirmDialog(Dialog):
    """`confirmed` follows success."""

    confirmed = Signal()

    def __init__(
        self,
        shell: Shell,
        document: Document,
        today: Callable[[], date],
        parent: QWidget | None,
        *,
        article: str = "",
    ) -> None:
        """`article` is the one that is open, offered as the place that alone is confirmed."""
        super().__init__(parent, width=520)
        self._shell, self._document, self._today = shell, document, today
        hint = Label(
            self.tr("Look it up at an official source (vbpl.vn, the gazette) first. Your name is kept with it."),
            role="hint",
            wrap=True,
        )
        self.reach, self.place = Combo(), PlaceFields(whole=False)
        self.place.put(place_of(article))
        self.reach.currentIndexChanged.connect(self._fit)
        self.status, self.source = Combo(), QLineEdit()
        self.since, self.until = DateField(), DateField()
        self.since.set_value(document.effective_from)
        self.until.set_value(document.effective_to)
        self.who, self.pin = PersonPicker(), PinField()
        self._blocks = {
            "reach": FieldBlock(self.reach, self.tr("What you confirm")),
            "status": FieldBlock(self.status, self.tr("Status"), required=True),
            "source": FieldBlock(self.source, self.tr("Source you compared with"), required=True),
            "since": FieldBlock(self.since, self.tr("In force from")),
            "until": FieldBlock(self.until, self.tr("Until")),
            "who": FieldBlock(self.who, self.tr("Who confirms")),
            "pin": FieldBlock(self.pin, self.tr("PIN")),
        }
        self.ok, cancel = PrimaryButton(self.tr("Confirm"), glyph="badge-check"), QuietButton(self.tr("Cancel"))
        self.ok.clicked.connect(self._try)
        cancel.clicked.connect(self.reject)
        block = self._blocks
        dates = row(block["since"], block["until"], spacing=12)
        proof = row(block["who"], block["pin"], spacing=12)
        buttons = row(None, cancel, self.ok)
        parts = (hint, block["reach"], self.place, block["status"], dates, block["source"], proof)
        self.fill(*parts, buttons=buttons)
        self.set_heading(self.tr("Confirm the validity of {number}").format(number=document.number))
        self.reach.addItem(self.tr("The whole document"), False)
        self.reach.addItem(self.tr("Only one place, which is in force"), True)
        for status in OFFERED:
            self.status.addItem(validity_word(status).text, status)
        self.status.setCurrentIndex(self.status.findData(document.stated_status))
        self.source.setPlaceholderText("vbpl.vn")
        self._fit()
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def _fit(self) -> None:
        """A single place is confirmed as in force: it has no dates of its own here."""
        alone = bool(self.reach.currentData())
        self.place.setVisible(alone)
        for name in ("status", "since", "until"):
            self._blocks[name].setHidden(alone)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.refit()

    def _offer(self, people: Sequence[Person]) -> None:
        self.who.offer([p for p in people if p.active], self._shell.session.person_id)

    def _try(self) -> None:
        alone = bool(self.reach.currentData())
        dates_right = self.since.valid and self.until.valid
        since, until = self.since.value, self.until.value
        wrong = {
            "status": "" if alone or self.status.currentData() else self.tr("Choose what holds."),
            "source": "" if squeeze(self.source.text()) else self.tr("Name the source."),
            "since": "" if self.since.valid else self.tr("A date such as 25/11/2026."),
            "until": "" if self.until.valid else self.tr("A date such as 25/11/2026."),
            "who": "" if self.who.person else self.tr("Choose a person."),
            "pin": "" if self.pin.text() else self.tr("Enter the PIN."),
        }
        if dates_right and since and until and until < since:
            wrong["until"] = self.tr("The end is before the beginning.")
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        no_place = self.place.wrong() if alone else ""
        self.place.set_error(no_place)
        if not any(wrong.values()) and not no_place:
            self._confirm(
                Confirmation(
                    person=self.who.person,
                    status=Status.IN_FORCE if alone else Status(self.status.currentData()),
                    effective_from=since,
                    effective_to=until,
                    source=squeeze(nfc(self.source.text())),
                    place=self.place.value if alone else WHOLE,
                )
            )

    def _confirm(self, said: Confirmation) -> None:
        studio, key, on, pin = self._shell.studio, self._document.key, self._today(), self.pin.take()

        def work() -> None:
            person = studio.people.verify_pin(said.person, pin)
            if said.place != WHOLE:
                studio.library.confirm_place(key, said.place, by=person.name, on=on, source=said.source)
                return
            studio.library.confirm(
                key,
                by=person.name,
                on=on,
                effective_from=said.effective_from,
                effective_to=said.effective_to,
                status=said.status,
                source=said.source,
            )

        self.ok.setEnabled(False)
        self._shell.tasks.store(work, self._done, owner=self, failed=self._refused)

    def _done(self, _: object) -> None:
        self.confirmed.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.ok.setEnabled(True)
        self._blocks["pin"].set_error(self._shell.speech.explain(error))
