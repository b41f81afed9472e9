"""The life of a document as a line of events: what files state, what persons recorded, and what was retracted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import local, show_date
from studio.library.effects import NEEDS_GROUND, EventToRecord
from studio.library.events import RECORDABLE, EventKind, ValidityEvent
from studio.library.model import Document, Status
from studio.people.model import Role
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.language import LanguageManager
from studio.ui.library.confirm import PlaceFields
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord, event_word, validity_word


class LegalEventDialog(Form):
    """Only a suspension has a last day; of some kinds the other document has to be named."""

    def __init__(self, shell: Shell, document: Document, parent: QWidget | None) -> None:
        super().__init__(shell, parent, glyph="save", width=560)
        self._key = document.key
        self.set_heading(tr("Changes in validity of {number}").format(number=document.number))
        self.say(tr("Look it up in an official source first. It is kept with your name, and can only be retracted."))
        no_day, no_source = tr("A date such as 25/11/2026."), tr("Enter the source.")
        kinds = ChoiceBox({kind: event_word(kind).text for kind in RECORDABLE})
        kinds.setPlaceholderText(tr("Choose what happened"))
        self.kind = self.ask("kind", kinds, tr("What happened", about="record"), missing=tr("Choose what happened."))
        self.place = self.part("place", PlaceFields())
        self.since = self.ask("since", DateField(), tr("From"), missing=no_day)
        self.until = self.ask("until", DateField(), tr("Last day"), shown=_suspended)
        self.pair("since", "until")
        self.by_number = self.ask("by_number", QLineEdit(), tr("By which document"), check=self._groundless)
        self.provision = self.ask("by_provision", QLineEdit(), tr("Its provision"))
        self.pair("by_number", "by_provision")
        self.source = self.ask("source", QLineEdit(), tr("Source you compared with"), missing=no_source)
        self.by_number.setPlaceholderText("13/2026/NĐ-CP")
        self.provision.setPlaceholderText("khoản 2 Điều 30")
        self.source.setPlaceholderText("vbpl.vn")
        self.prove("by", frozenset(Role), tr("Who records it"))
        self.go.setText(tr("Record"))

    def work(self, values: Values) -> object:
        studio, kind = self.shell.studio, values.pop("kind")
        by = studio.people.verify_pin(*values.pop("by")).name
        if kind is not EventKind.SUSPENDED:
            values["until"] = None
        return studio.library.record_event(self._key, EventToRecord(kind=kind, **values), by=by)

    def _groundless(self, values: Values) -> str:
        lacks = values["kind"] in NEEDS_GROUND and not values["by_number"]
        return tr("Enter the document.") if lacks else ""


def _suspended(values: Values) -> bool:
    return bool(values["kind"] == EventKind.SUSPENDED)


class EventsDialog(Dialog):
    """`changed` follows each record and retraction."""

    changed = Signal()

    def __init__(self, shell: Shell, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680)
        self._shell, self._document = shell, document
        self._events: dict[str, ValidityEvent] = {}
        hint = Label(
            tr(
                "Earliest first. What files state is read again at each import; what a person records stays, even "
                "if retracted."
            ),
            role="hint",
            wrap=True,
        )
        self.list = EntryList(tr("Events"), lines=2, fitted=True)
        self.list.setMinimumHeight(360)
        self.list.chosen.connect(lambda _: self._fit())
        card = Card()
        card.setLayout(column(self.list, margins=1))
        self.record = QuietButton(tr("Record an event…"), glyph="plus")
        self.retract = QuietButton(tr("Retract…"), glyph="undo-2")
        close = PrimaryButton(tr("Close"))
        self.record.clicked.connect(self._record)
        self.retract.clicked.connect(self._retract)
        close.clicked.connect(self.accept)
        self.fill(hint, card, buttons=row(self.record, self.retract, None, close))
        self.set_heading(tr("Changes in validity of {number}").format(number=document.number))
        self._fit()
        self._load()

    def _load(self) -> None:
        library, key = self._shell.studio.library, self._document.key
        self._shell.tasks.store(lambda: tuple(library.events(key)), self._show, owner=self, key="events")

    def _show(self, events: Sequence[ValidityEvent]) -> None:
        self._events = {event.id or f"#{number}": event for number, event in enumerate(events)}
        self.list.show_entries([self._entry(key, event) for key, event in self._events.items()])
        self._fit()

    def _entry(self, key: str, event: ValidityEvent) -> ListEntry:
        language = self._shell.language
        title = place_title(event, language) or tr("The whole document")
        return ListEntry(id=key, title=title, word=shown_word(event), side=self._when(event), text=self._told(event))

    def _when(self, event: ValidityEvent) -> str:
        if event.kind is EventKind.CONFIRMED:
            return show_date(event.checked_on) if event.checked_on else ""
        if event.since is None:
            return tr("day not known")
        if event.until is not None:
            return f"{show_date(event.since)} – {show_date(event.until)}"
        return tr("from {date}").format(date=show_date(event.since))

    def _told(self, event: ValidityEvent) -> str:
        """By what, from which source and whom, and why it was retracted."""
        ground = self._shell.language.say(event.ground)
        parts = [
            tr("by {document}").format(document=ground) if ground else "",
            self._confirmed(event),
            tr("source: {source}").format(source=event.source) if event.source else "",
            self._who(event),
        ]
        told = " · ".join(part for part in parts if part)
        if event.retracted is None:
            return told
        gone = tr("Retracted on {date} by {name}: {reason}").format(
            date=show_date(local(event.retracted.at).date()), name=event.retracted.by, reason=event.retracted.reason
        )
        return f"{gone} · {told}"

    def _confirmed(self, event: ValidityEvent) -> str:
        return validity_word(Status(event.status)).text if event.kind is EventKind.CONFIRMED and event.status else ""

    def _who(self, event: ValidityEvent) -> str:
        if event.checked_by:
            return event.checked_by
        return tr("the shipped list") if event.recorded else tr("stated by files")

    def _fit(self) -> None:
        event = self._events.get(self.list.chosen_id)
        self.retract.setEnabled(event is not None and event.recorded and event.retracted is None)

    def _record(self) -> None:
        dialog = LegalEventDialog(self._shell, self._document, self)
        dialog.done_well.connect(self._changed)
        dialog.open()

    def _retract(self) -> None:
        event, studio = self._events[self.list.chosen_id], self._shell.studio

        def work(confirmation: SignedConfirmation) -> None:
            person = studio.people.verify_pin(confirmation.person, confirmation.pin)
            studio.library.retract_event(event.id, by=person.name, reason=confirmation.reason)

        action = PinAction(
            heading=tr("Retract this event?"),
            text=tr("“{event}” no longer counts. It stays in the timeline with your name and the reason.").format(
                event=event_word(event.kind).text
            ),
            verb=tr("Retract"),
            roles=frozenset(Role),
            reason=True,
            work=work,
        )
        dialog = PinConfirmDialog(self._shell, action, self)
        dialog.done_well.connect(self._changed)
        dialog.open()

    def _changed(self) -> None:
        self._load()
        self.changed.emit()


def place_title(event: ValidityEvent, language: LanguageManager) -> str:
    """``Điểm a khoản 1 Điều 5``; empty for the whole."""
    return language.sentence(event.place.name())


def shown_word(event: ValidityEvent) -> StateWord:
    """The event's word; grey once it was retracted."""
    word = event_word(event.kind)
    return word if event.retracted is None else word._replace(tone=Tone.GREY, icon="undo-2")
