"""A comment that is hidden: by which rule and why, and the word of another person on it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from studio.clock import show_datetime
from studio.feedback.moderation_model import Appeal, ModerationEntry, ModerationState
from studio.translation import mark, tr
from studio.ui.feedback.case import HiddenComment
from studio.ui.language import Speech
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, column, row
from studio.ui.words import StateWord, spoken

STATES: Mapping[ModerationState, StateWord] = {
    ModerationState.WAITING: StateWord(mark("To be hidden on the page"), "hourglass", Tone.BLUE),
    ModerationState.SENDING: StateWord(mark("Being hidden on the page"), "loader-circle", Tone.INDIGO),
    ModerationState.UNKNOWN: StateWord(mark("Hidden or not: being looked at"), "circle-question-mark", Tone.MAGENTA),
    ModerationState.DONE: StateWord(mark("Hidden by a house rule"), "eye-off", Tone.SLATE),
}


class HiddenCard(Card):
    """`judged` carries whether the hiding was right; whoever hid the comment does not say so."""

    judged = Signal(bool)

    def __init__(self, speech: Speech) -> None:
        super().__init__(kind="inset")
        self._speech = speech
        self.chip = StatusChip()
        self._when, self.rule, self.reason = Label(role="small"), Label(role="label", wrap=True), Label(wrap=True)
        self.standing = Label(role="hint", wrap=True)
        self.right = QuietButton(tr("It was right…"), "check")
        self.wrong = QuietButton(tr("Show it again…"), "eye")
        self.right.clicked.connect(lambda: self.judged.emit(True))
        self.wrong.clicked.connect(lambda: self.judged.emit(False))
        flow = FlowLayout(spacing=6)
        for button in (self.right, self.wrong):
            flow.addWidget(button)
        self._deeds = Plain()
        self._deeds.setLayout(flow)
        parts = (row(self.chip, self._when, None), self.rule, self.reason, self.standing, self._deeds)
        self.setLayout(column(*parts, spacing=6, margins=(12, 10, 12, 10)))
        self.hide()

    def show_hidden(self, hidden: HiddenComment | None, by: str) -> None:
        """Show it to the person of that id; None hides the card."""
        self.setVisible(hidden is not None)
        if hidden is None:
            return
        entry, reasons = hidden.entry, hidden.reasons
        self.chip.set_word(spoken(STATES[entry.state]))
        self._when.setText(show_datetime(entry.at))
        self.rule.setText(self._speech.sentence(hidden.rule))
        self.reason.setText(tr("Reason: {reason}").format(reason=reasons.reason) if reasons.reason else "")
        self.reason.setVisible(bool(reasons.reason))
        self.standing.setText(self._standing(entry, by))
        self._deeds.setVisible(hidden.may_be_reviewed)

    def _standing(self, entry: ModerationEntry, by: str) -> str:
        if entry.problem is not None:
            return self._speech.sentence(entry.problem)
        if entry.agreed is not None:
            return tr("Another person looked at it and found it right.")
        if entry.by == by:
            return tr("You hid it: another person looks at it, with their own PIN.")
        if entry.appeal is Appeal.ASKED:
            return tr("Whoever wrote it asks for a second look. Read it, then say what you find.")
        return tr("A second look keeps hiding fair. Read it, then say what you find.")
