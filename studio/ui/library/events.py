"""The life of a document as a line of events: what files state, what persons recorded, and what was retracted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import local, show_date
from studio.errors import StudioError
from studio.library.effects import NEEDS_GROUND, Recording
from studio.library.events import RECORDABLE, EventKind, ValidityEvent
from studio.library.model import Document, Status
from studio.people.model import Person, Role
from studio.text import nfc, squeeze
from studio.ui.language import Speech
from studio.ui.library.place import PlaceFields
from studio.ui.page import Shell
from studio.ui.proof import Proof, ProofDialog, ProofStep
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.entries import EntryList, ListEntry
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.pin import PersonPicker, PinField
from studio.ui.words import StateWord, event_word, validity_word


class RecordDialog(Dialog):
    """`recorded` follows success."""

    recorded = Signal()

    def __init__(self, shell: Shell, document: Document, parent: QWidget | None) -> None:
        super().__init__(parent, width=560)
        self._shell, self._document = shell, document
        self._hint = Label(role="hint", wrap=True)
        self.kind, self.place = Combo(), PlaceFields()
        self.since, self.until = DateField(), DateField()
        self.by_number, self.provision, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.who, self.pin = PersonPicker(), PinField()
        fields = {
            "kind": self.kind,
            "since": self.since,
            "until": self.until,
            "by_number": self.by_number,
            "provision": self.provision,
            "source": self.source,
            "who": self.who,
            "pin": self.pin,
        }
        self._blocks = {name: FieldBlock(field) for name, field in fields.items()}
        self.ok, self._cancel = PrimaryButton(glyph="save"), QuietButton()
        self.ok.clicked.connect(self._try)
        self._cancel.clicked.connect(self.reject)
        self.kind.currentIndexChanged.connect(self._fit)
        self._lay_out()
        self.retranslate()
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def _lay_out(self) -> None:
        block = self._blocks
        days = row(block["since"], block["until"], spacing=12)
        ground = row(block["by_number"], block["provision"], spacing=12)
        proof = row(block["who"], block["pin"], spacing=12)
        buttons = row(None, self._cancel, self.ok)
        self.fill(self._hint, block["kind"], self.place, days, ground, block["source"], proof, buttons=buttons)

    def retranslate(self) -> None:
        self.set_heading(self.tr("What became of {number}").format(number=self._document.number))
        self._hint.setText(
            self.tr("Look it up at an official source first. It is kept with your name, and can only be retracted.")
        )
        kept = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in RECORDABLE:
            self.kind.addItem(event_word(kind).text, kind)
        self.kind.setCurrentIndex(self.kind.findData(kept) if kept else -1)
        self.kind.setPlaceholderText(self.tr("Choose what happened"))
        self.kind.blockSignals(False)
        self._blocks["kind"].set_label(self.tr("What happened"), required=True)
        self._blocks["since"].set_label(self.tr("From"), required=True)
        self._blocks["until"].set_label(self.tr("Last day"))
        self._blocks["provision"].set_label(self.tr("Its provision"))
        self._blocks["source"].set_label(self.tr("Source you compared with"), required=True)
        self._blocks["who"].set_label(self.tr("Who records it"))
        self._blocks["pin"].set_label(self.tr("PIN"))
        self.by_number.setPlaceholderText("13/2026/NĐ-CP")
        self.provision.setPlaceholderText("khoản 2 Điều 30")
        self.source.setPlaceholderText("vbpl.vn")
        self.ok.setText(self.tr("Record"))
        self._cancel.setText(self.tr("Cancel"))
        self._fit()

    def _chosen(self) -> EventKind | None:
        kind = self.kind.currentData()  # Qt gives a plain text back
        return EventKind(kind) if kind else None

    def _fit(self) -> None:
        """Only a suspension has a last day; of some kinds the other document has to be named."""
        kind = self._chosen()
        self._blocks["until"].setVisible(kind is EventKind.SUSPENDED)
        self._blocks["by_number"].set_label(self.tr("By which document"), required=kind in NEEDS_GROUND)

    def _offer(self, people: Sequence[Person]) -> None:
        self.who.offer([p for p in people if p.active], self._shell.session.person_id)

    def _try(self) -> None:
        kind = self._chosen()
        no_day = self.tr("A date such as 25/11/2026.")
        wrong = {
            "kind": "" if kind else self.tr("Choose what happened."),
            "since": "" if self.since.valid and self.since.value else no_day,
            "until": "" if self.until.valid else no_day,
            "by_number": self.tr("Name the document.") if kind in NEEDS_GROUND and not self.by_number.text() else "",
            "source": "" if squeeze(self.source.text()) else self.tr("Name the source."),
            "who": "" if self.who.person else self.tr("Choose a person."),
            "pin": "" if self.pin.text() else self.tr("Enter the PIN."),
        }
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        place = self.place.wrong()
        self.place.set_error(place)
        if kind is not None and not any(wrong.values()) and not place:
            self._record(kind)

    def _record(self, kind: EventKind) -> None:
        studio, key, who, pin = self._shell.studio, self._document.key, self.who.person, self.pin.take()
        said = Recording(
            kind=kind,
            place=self.place.value,
            since=self.since.value,
            until=self.until.value if kind is EventKind.SUSPENDED else None,
            by_number=squeeze(nfc(self.by_number.text())),
            by_provision=squeeze(nfc(self.provision.text())),
            source=squeeze(nfc(self.source.text())),
        )

        def work() -> None:
            person = studio.people.verify_pin(who, pin)
            studio.library.record_event(key, said, by=person.name)

        self.ok.setEnabled(False)
        self._shell.tasks.store(work, self._done, owner=self, failed=self._refused)

    def _done(self, _: object) -> None:
        self.recorded.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.ok.setEnabled(True)
        sentence = self._shell.speech.explain(error)
        if error.where == "place":
            self.place.set_error(sentence)
        else:
            self._blocks[error.where if error.where in self._blocks else "pin"].set_error(sentence)


class EventsDialog(Dialog):
    """`changed` follows each record and retraction."""

    changed = Signal()

    def __init__(self, shell: Shell, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680)
        self._shell, self._document = shell, document
        self._events: dict[str, ValidityEvent] = {}
        self._hint = Label(role="hint", wrap=True)
        self.list = EntryList(lines=2)
        self.list.setMinimumHeight(360)
        self.list.chosen.connect(lambda _: self._fit())
        card = Card()
        card.setLayout(column(self.list, margins=(1, 6, 1, 6)))
        self.record, self.retract = QuietButton(glyph="plus"), QuietButton(glyph="undo-2")
        self._close = PrimaryButton()
        self.record.clicked.connect(self._record)
        self.retract.clicked.connect(self._retract)
        self._close.clicked.connect(self.accept)
        self.fill(self._hint, card, buttons=row(self.record, self.retract, None, self._close))
        self.retranslate()
        self._load()

    def retranslate(self) -> None:
        self.set_heading(self.tr("What became of {number}").format(number=self._document.number))
        self._hint.setText(
            self.tr("Earliest first. What files state is read from them; what a person records stays, even retracted.")
        )
        self.list.setAccessibleName(self.tr("Events"))
        self.record.setText(self.tr("Record an event…"))
        self.retract.setText(self.tr("Retract…"))
        self._close.setText(self.tr("Close"))
        self._show(tuple(self._events.values()))
        self._fit()

    def _load(self) -> None:
        library, key = self._shell.studio.library, self._document.key
        self._shell.tasks.store(lambda: tuple(library.events(key)), self._show, owner=self, key="events")

    def _show(self, events: Sequence[ValidityEvent]) -> None:
        self._events = {event.id or f"#{number}": event for number, event in enumerate(events)}
        self.list.show_entries([self._entry(key, event) for key, event in self._events.items()])
        self._fit()

    def _entry(self, key: str, event: ValidityEvent) -> ListEntry:
        speech = self._shell.speech
        title = place_title(event, speech) or self.tr("The whole document")
        return ListEntry(id=key, title=title, word=shown_word(event), side=self._when(event), text=self._told(event))

    def _when(self, event: ValidityEvent) -> str:
        if event.kind is EventKind.CONFIRMED:
            return show_date(event.checked_on) if event.checked_on else ""
        if event.since is None:
            return self.tr("day not known")
        if event.until is not None:
            return f"{show_date(event.since)} – {show_date(event.until)}"
        return self.tr("from {date}").format(date=show_date(event.since))

    def _told(self, event: ValidityEvent) -> str:
        """By what, from which source and whom, and why it was retracted."""
        ground = self._shell.speech.say(event.ground)
        parts = [
            self.tr("by {document}").format(document=ground) if ground else "",
            self._confirmed(event),
            self.tr("source: {source}").format(source=event.source) if event.source else "",
            self._who(event),
        ]
        told = " · ".join(part for part in parts if part)
        if event.retracted is None:
            return told
        gone = self.tr("Retracted on {date} by {name}: {reason}").format(
            date=show_date(local(event.retracted.at).date()), name=event.retracted.by, reason=event.retracted.reason
        )
        return f"{gone} · {told}"

    def _confirmed(self, event: ValidityEvent) -> str:
        return validity_word(Status(event.status)).text if event.kind is EventKind.CONFIRMED and event.status else ""

    def _who(self, event: ValidityEvent) -> str:
        if event.checked_by:
            return event.checked_by
        return self.tr("the shipped list") if event.recorded else self.tr("stated by files")

    def _fit(self) -> None:
        event = self._events.get(self.list.chosen_id)
        self.retract.setEnabled(event is not None and event.recorded and event.retracted is None)

    def _record(self) -> None:
        dialog = RecordDialog(self._shell, self._document, self)
        dialog.recorded.connect(self._changed)
        dialog.open()

    def _retract(self) -> None:
        event, studio = self._events[self.list.chosen_id], self._shell.studio

        def work(proof: Proof) -> None:
            person = studio.people.verify_pin(proof.person, proof.pin)
            studio.library.retract_event(event.id, by=person.name, reason=proof.reason)

        step = ProofStep(
            heading=self.tr("Retract this event?"),
            text=self.tr("“{event}” counts no more. It stays in the line with your name and the reason.").format(
                event=event_word(event.kind).text
            ),
            verb=self.tr("Retract"),
            roles=frozenset(Role),
            reason=True,
            work=work,
        )
        dialog = ProofDialog(self._shell, step, self)
        dialog.done_well.connect(self._changed)
        dialog.open()

    def _changed(self) -> None:
        self._load()
        self.changed.emit()


def place_title(event: ValidityEvent, speech: Speech) -> str:
    """``Điểm a khoản 1 Điều 5``; empty for the whole."""
    return speech.sentence(event.place.name())


def shown_word(event: ValidityEvent) -> StateWord:
    """The event's word; grey once it was retracted."""
    word = event_word(event.kind)
    return word if event.retracted is None else word._replace(tone=Tone.GREY, icon="undo-2")
