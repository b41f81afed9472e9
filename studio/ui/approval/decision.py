"""The decision, on the right: who wrote it, who decides, and the buttons with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from studio.clock import show_datetime
from studio.people.model import Role
from studio.phrase import Phrase
from studio.posts.model import PostState
from studio.text import nfc, squeeze
from studio.ui.language import Speech, Translated
from studio.ui.review.findings import FindingCounts
from studio.ui.review.sheet import Sheet
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import Button, Reasoned
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row, rule, scrolled
from studio.ui.widgets.pin import PersonPicker, PinField
from studio.ui.words import post_word


class Deed(NamedTuple):
    """Something a person may decide."""

    action: str
    glyph: str
    kind: str
    states: frozenset[PostState]
    needs_note: bool


_BACK = frozenset({PostState.IN_REVIEW, PostState.APPROVED})
_STANDS = frozenset({PostState.APPROVED, PostState.ON_HOLD})
DEEDS: tuple[Deed, ...] = (
    Deed("approve", "circle-check", "primary", frozenset({PostState.IN_REVIEW}), False),
    Deed("publish", "send", "primary", frozenset({PostState.APPROVED}), False),
    Deed("release", "play", "primary", frozenset({PostState.ON_HOLD}), False),
    Deed("ask_changes", "reply", "quiet", _BACK, True),
    Deed("hold", "hand", "quiet", frozenset({PostState.APPROVED}), True),
    Deed("reject", "circle-x", "danger", frozenset({PostState.IN_REVIEW}), True),
    Deed("withdraw", "archive", "danger", _STANDS, True),
)


class DecisionPane(Translated):
    """`decided` carries action, person, PIN and note; `asked` the person whose possibilities are wanted."""

    decided = Signal(str, str, str, str)
    asked = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._sheet: Sheet | None = None
        self._refusals: Mapping[str, Phrase | None] = {}
        self._author = Avatar("", 34)
        self._name, self._about = Label(role="label", wrap=True), Label(role="hint", wrap=True)
        self._chip = StatusChip()
        self._counts = FindingCounts()
        self.who, self.pin, self.note = PersonPicker(), PinField(), QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self._blocks = {"who": FieldBlock(self.who), "pin": FieldBlock(self.pin), "note": FieldBlock(self.note)}
        self.buttons = {deed.action: Reasoned(_wide(Button("", deed.glyph, kind=deed.kind))) for deed in DEEDS}
        for deed in DEEDS:
            self.buttons[deed.action].button.clicked.connect(lambda _=False, deed=deed: self._decide(deed))
        self.who.picked.connect(self._person_picked)
        self._build()
        self._fit()
        self.retranslate()

    def _build(self) -> None:
        who = row(column(self._author, None), column(self._name, self._about, spacing=1), spacing=10)
        who.setStretch(1, 1)
        inner = Plain()
        inside = column(who, row(self._chip, None), self._counts, rule(), spacing=10, margins=(18, 14, 18, 12))
        for block in self._blocks.values():
            inside.addWidget(block)
        for gate in self.buttons.values():
            inside.addWidget(gate)
        inside.addStretch(1)
        inner.setLayout(inside)
        card = Card()
        card.setLayout(column(scrolled(inner), margins=1))
        self.setLayout(column(card))

    def retranslate(self) -> None:
        self._blocks["who"].set_label(self.tr("Who decides"))
        self._blocks["pin"].set_label(self.tr("PIN"))
        self._blocks["note"].set_label(self.tr("Note to the author"))
        self.note.setPlaceholderText(self.tr("Needed for anything but a yes."))
        words = {
            "approve": self.tr("Approve"),
            "publish": self.tr("Publish…"),
            "release": self.tr("Release"),
            "ask_changes": self.tr("Ask for changes"),
            "hold": self.tr("Put on hold"),
            "reject": self.tr("Reject"),
            "withdraw": self.tr("Withdraw"),
        }
        for action, gate in self.buttons.items():
            gate.button.setText(words[action])
        if self._sheet is not None:
            self.show_sheet(self._sheet, self.who.person)

    def show_sheet(self, sheet: Sheet, person: str) -> None:
        """Show who wrote it; offer the people who may decide, `person` first."""
        if self._sheet is None or self._sheet.post.id != sheet.post.id:
            self.note.clear()
            self.clear_errors()
        self._sheet = sheet
        post = sheet.post
        self._author.set_name(sheet.name_of(post.author))
        self._name.setText(sheet.name_of(post.author))
        others = [sheet.name_of(e) for e in dict.fromkeys(post.editors) if e != post.author]
        about = [self.tr("Author"), show_datetime(post.updated_at)]
        if others:
            about.insert(1, self.tr("with {names}").format(names=", ".join(others)))
        self._about.setText(" · ".join(about))
        self._chip.set_word(post_word(post.state))
        self._counts.show_counts(sheet.findings)
        deciders = [p for p in sheet.people.values() if p.active and p.roles & _DECIDERS]
        self.who.offer(sorted(deciders, key=lambda p: p.name), person)
        self._show_gates()

    def show_refusals(self, refusals: Mapping[str, Phrase | None]) -> None:
        """What the person chosen may do, and why not the rest."""
        self._refusals = refusals
        self._show_gates()

    def clear_errors(self) -> None:
        for block in self._blocks.values():
            block.set_error("")

    def fail(self, sentence: str) -> None:
        """Say that the decision was refused, under the PIN."""
        self._blocks["pin"].set_error(sentence)
        self.pin.setFocus()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 20)

    def _person_picked(self, person: str) -> None:
        self._refusals = {}
        self._show_gates()
        if person:
            self.asked.emit(person)

    def _show_gates(self) -> None:
        state = self._sheet.post.state if self._sheet else None
        said: set[str] = set()
        for deed in DEEDS:
            gate, reason = self.buttons[deed.action], self._reason(deed.action)
            gate.setVisible(state in deed.states)
            gate.set_reason(reason, printed=reason not in said)
            if state in deed.states:
                said.add(reason)

    def _reason(self, action: str) -> str:
        if action == "publish":
            return ""
        if not self.who.person:
            return self.tr("Choose who decides.")
        refusal = self._refusals.get(action, _UNKNOWN)
        return self._speech.sentence(refusal) if refusal is not None else ""

    def _decide(self, deed: Deed) -> None:
        if deed.action == "publish":
            self.decided.emit("publish", "", "", "")
            return
        self.clear_errors()
        note = squeeze(nfc(self.note.toPlainText()))
        if deed.needs_note and not note:
            self._blocks["note"].set_error(self.tr("Say in a sentence what the author should know."))
            self.note.setFocus()
        elif not self.pin.text():
            self._blocks["pin"].set_error(self.tr("Enter the PIN of the person who decides."))
            self.pin.setFocus()
        else:
            self.decided.emit(deed.action, self.who.person, self.pin.take(), note)


_DECIDERS = frozenset({Role.APPROVER, Role.HEAD})
_UNKNOWN = Phrase("Đang xem quyền của người này…", "Looking up what this person may do…")


def _wide(button: Button) -> Button:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
