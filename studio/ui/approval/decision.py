"""The decision, below what is decided on: who decides, the verdicts with their reasons, the form of the one chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from studio.people.model import Role
from studio.phrase import Phrase
from studio.posts.model import Comment, PostState
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.approval.verdict import GivenDecision, VerdictDialog
from studio.ui.language import Speech
from studio.ui.review.sheet import ReviewSheet
from studio.ui.widgets.buttons import Button
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, clear, column, row
from studio.ui.widgets.pin import PersonPicker
from studio.ui.widgets.tips import plain


class DecisionDeed(NamedTuple):
    """Something a person may decide."""

    action: str
    glyph: str
    kind: str
    states: frozenset[PostState]
    needs_note: bool


_BACK = frozenset({PostState.IN_REVIEW, PostState.APPROVED})
_STANDS = frozenset({PostState.APPROVED, PostState.ON_HOLD, PostState.PUBLISHED})
DEEDS: tuple[DecisionDeed, ...] = (
    DecisionDeed("approve", "circle-check", "primary", frozenset({PostState.IN_REVIEW}), False),
    DecisionDeed("publish", "send", "primary", frozenset({PostState.APPROVED}), False),
    DecisionDeed("release", "play", "primary", frozenset({PostState.ON_HOLD}), False),
    DecisionDeed("ask_changes", "reply", "quiet", _BACK, True),
    DecisionDeed("hold", "hand", "quiet", frozenset({PostState.APPROVED}), True),
    DecisionDeed("reject", "circle-x", "danger", frozenset({PostState.IN_REVIEW}), True),
    DecisionDeed("decline_withdrawal", "shield-check", "quiet", frozenset({PostState.PUBLISHED}), True),
    DecisionDeed("withdraw", "archive", "danger", _STANDS, True),
)
"""In the order of the buttons."""
DECIDERS = frozenset({Role.APPROVER, Role.HEAD, Role.PUBLISHER})
"""Who is offered as the one who decides; what each may do is the services' business."""


def deed(action: str) -> DecisionDeed:
    return next(one for one in DEEDS if one.action == action)


PICKER_CHARS = 20


class DecisionPane(QWidget):
    """`decided` carries the `GivenDecision`; `asked` the person whose possibilities are wanted; `publish` needs no
    PIN."""

    decided = Signal(object)
    asked = Signal(str)
    publish = Signal()
    opened = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._sheet: ReviewSheet | None = None
        self._wrote = False
        self._works_here = ""
        self._refusals: Mapping[str, Phrase | None] = {}
        self.who = PersonPicker()
        self.who.setMinimumContentsLength(PICKER_CHARS)
        self.who.picked.connect(self._person_picked)
        words = {
            "approve": tr("Approve…"),
            "publish": tr("Publish…"),
            "release": tr("Release…"),
            "ask_changes": tr("Ask for changes…"),
            "hold": tr("Put on hold…"),
            "reject": tr("Reject…"),
            "decline_withdrawal": tr("Leave it published…"),
            "withdraw": tr("Withdraw…"),
        }
        self.buttons = {one.action: Button(words[one.action], one.glyph, kind=one.kind) for one in DEEDS}
        for one in DEEDS:
            self.buttons[one.action].clicked.connect(lambda _=False, action=one.action: self._choose(action))
        self.verdict = VerdictDialog()
        self.verdict.given.connect(self._give)
        self.verdict.closed.connect(self._close)
        self.verdict.hide()
        self._reasons = column(spacing=3)
        anchor(self, "approval.decide", "approval.go", "approval.quick")
        anchor(self.buttons["publish"], "practice.publish")
        anchor(self, "practice.publish", stand_in=True)
        self._build()
        self.who.setAccessibleName(tr("Who decides"))
        self.who.setToolTip(tr("Who decides"))
        self.setToolTip(tr("Ctrl+Enter comes here from anywhere on the page; it never decides"))
        self._show_gates()

    def _build(self) -> None:
        flow = FlowLayout(spacing=8)
        person = QWidget()
        person.setLayout(row(Glyph("user-check"), self.who, spacing=8))
        flow.addWidget(person)
        for button in self.buttons.values():
            flow.addWidget(button)
        bar = QWidget()
        bar.setLayout(flow)
        card = Card()
        card.setLayout(column(self.verdict, bar, self._reasons, spacing=8, margins=(16, 12, 16, 12)))
        self.setLayout(column(card))
        before: QWidget = self.verdict.cancel
        for stop in (self.who, *self.buttons.values()):
            self.setTabOrder(before, stop)
            before = stop
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.who.setMaximumWidth(
            min(event.size().width() - 60, self.fontMetrics().averageCharWidth() * PICKER_CHARS + 40)
        )

    # -- what is shown

    def show_sheet(self, sheet: ReviewSheet, comments: Sequence[Comment], person: str) -> None:
        """Offer the people who may decide, `person` first. What is being written of the same post stays."""
        other = self._sheet is None or self._sheet.post.id != sheet.post.id
        moved = self._sheet is not None and self._sheet.post.state is not sheet.post.state
        self._sheet = sheet
        if other or moved:
            self.verdict.belong_to(f"{sheet.post.id} {sheet.post.state}")
            self._close()
        self.verdict.show_comments(comments, sheet.label_of(self._speech))
        self._wrote = person in (sheet.post.author, *sheet.post.editors)
        people = [p for p in sheet.people.values() if p.works_here and p.roles & DECIDERS]
        self.who.offer(sorted(people, key=lambda p: p.name), person, anew=person != self._works_here)
        self._works_here = person
        self._show_gates()

    def clear(self) -> None:
        """No post is in hand."""
        self._sheet = None
        self.verdict.belong_to("")
        self._close()
        self._show_gates()

    def show_refusals(self, refusals: Mapping[str, Phrase | None]) -> None:
        """What the person chosen may do, and why not the rest."""
        self._refusals = refusals
        self._show_gates()

    def reason(self, action: str) -> str:
        """Why `action` cannot be taken now; empty when it can."""
        if action == "publish":
            return ""
        if not self.who.person:
            if self._wrote:
                return tr("You wrote at this post and cannot decide on it yourself; choose who decides.")
            return tr("Choose who decides.")
        refusal = self._refusals.get(action, _UNKNOWN)
        return self._speech.sentence(refusal) if refusal is not None else ""

    def done(self) -> None:
        """The decision was taken."""
        self.verdict.done()
        self.clear()

    def fail(self, sentence: str) -> None:
        """The decision was refused; the note stays."""
        self.verdict.fail(sentence)

    def take_focus(self) -> None:
        """To the form where one is open, else to the first verdict that can be given, else to who decides."""
        if not self.verdict.isHidden():
            self.verdict.take_focus()
            return
        offered = [button for button in self.buttons.values() if not button.isHidden() and button.isEnabled()]
        (offered[0] if offered and self.who.person else self.who).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what is asked

    def _person_picked(self, person: str) -> None:
        self._refusals = {}
        self._show_gates()
        if person:
            self.asked.emit(person)

    def _show_gates(self) -> None:
        state = self._sheet.post.state if self._sheet else None
        reasons: dict[str, list[str]] = {}
        focus = QApplication.focusWidget()
        for one in DEEDS:
            button, reason = self.buttons[one.action], self.reason(one.action)
            offered = state in one.states
            if focus is button and reason and offered:
                self.who.setFocus()
            button.setVisible(offered and self.verdict.isHidden())
            button.setEnabled(not reason)
            button.setAccessibleDescription(reason)
            button.setToolTip(plain(reason))
            if offered and reason:
                reasons.setdefault(reason, []).append(button.text().rstrip("…"))
        self.setVisible(any(state in one.states for one in DEEDS))
        self._print(reasons, state)
        if not self.verdict.isHidden() and self._refusals and self.reason(self.verdict.action):
            self._close()

    def _print(self, reasons: Mapping[str, Sequence[str]], state: PostState | None) -> None:
        clear(self._reasons)
        for reason, verdicts in reasons.items():
            alone = len(reasons) == 1 and len(verdicts) == sum(state in one.states for one in DEEDS)
            text = reason if alone else f"{', '.join(verdicts)}: {reason}"
            line = row(column(Glyph("info", "muted"), None), Label(text, "small", wrap=True), spacing=6)
            line.setStretch(1, 1)
            self._reasons.addLayout(line)

    def _choose(self, action: str) -> None:
        if action == "publish":
            self.publish.emit()
            return
        self.verdict.open(action, needs_note=deed(action).needs_note)
        self._show_gates()
        self.opened.emit()

    def _close(self) -> None:
        had = self.verdict.isAncestorOf(QApplication.focusWidget() or self)
        self.verdict.hide()
        self._show_gates()
        if had:
            self.buttons[self.verdict.action].setFocus()

    def _give(self, decision: GivenDecision) -> None:
        if self.who.person:
            self.decided.emit(decision.by(self.who.person))


_UNKNOWN = Phrase("Looking up what this person may do…")
