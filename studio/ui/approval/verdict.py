"""The form of one verdict: what will happen, the note, the comments that go with it, and the PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget

from studio.posts.model import Comment
from studio.posts.workflow import LONGEST_NOTE
from studio.text import length, nfc, squeeze
from studio.translation import ntr, tr
from studio.ui.review.comments import is_open
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.pin import PinField

NOTE_LINES = 3
WIDE_CHARS = 70
"""Average characters from which note and PIN stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDecision:
    """One verdict as it is given. The PIN is used once and kept nowhere."""

    action: str
    person: str = ""
    pin: str
    note: str

    def by(self, person: str) -> GivenDecision:
        return replace(self, person=person)


class VerdictDialog(QWidget):
    """`given` carries the `GivenDecision`, still without the person."""

    given = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = "approve"
        self._needs_note = self._narrow = False
        self._owner = ""
        self._notes: dict[str, str] = {}
        self._comments: Sequence[Comment] = ()
        self._labels: Callable[[str], str] = str
        self._heading, self._effect = Label(role="label", wrap=True), Label(role="hint", wrap=True)
        self.note, self.pin = QPlainTextEdit(), PinField()
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self._count)
        self._note, self._pin = FieldBlock(self.note), FieldBlock(self.pin, tr("PIN"))
        self.attach = CheckBox()
        self.attach.setChecked(True)
        self.give, self.cancel = Button(kind="primary"), QuietButton(tr("Not now"))
        self.give.setToolTip(tr("Enter in the PIN field does the same"))
        self.give.clicked.connect(self._try)
        self.pin.returnPressed.connect(self._try)
        self.cancel.clicked.connect(self.closed)
        left = column(self._note, self.attach, None, spacing=4)
        right = column(self._pin, row(self.give, self.cancel, None), None, spacing=8)
        self._sides = row(spacing=16)
        self._sides.addLayout(left, 3)
        self._sides.addLayout(right, 2)
        self.setLayout(column(self._heading, self._effect, self._sides, spacing=4))
        stops = (self.note, self.attach, self.pin, self.give, self.cancel)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        self._fit()

    # -- what is shown

    def _describe(self) -> None:
        """What will happen, and what is asked for."""
        told = {
            "approve": (
                tr("Approve"),
                tr("It may be published as it is now; any later change voids the approval."),
            ),
            "release": (tr("Release"), tr("The post goes on with the approval it has.")),
            "ask_changes": (tr("Ask for changes"), tr("The author gets the post back with your note.")),
            "hold": (tr("Put on hold"), tr("Nothing is published until somebody releases it.")),
            "reject": (tr("Reject"), tr("The post is not to be published; the author reads why.")),
            "withdraw": (
                tr("Withdraw"),
                tr("The post is taken back for good. Where it shows already, a publisher then removes it."),
            ),
            "decline_withdrawal": (
                tr("Leave it published"),
                tr("The request is declined; whoever asked reads why."),
            ),
        }
        verb, effect = told[self.action]
        self._heading.setText(verb)
        self._effect.setText(effect)
        self.give.setText(verb)
        waiting = self._open()
        self.attach.setText(
            ntr("Send {n} open comment along", "Send {n} open comments along", len(waiting)).format(n=len(waiting))
        )
        self.attach.setVisible(self.action == "ask_changes" and bool(waiting))
        needed = self._needs_note and not self._attached
        self._note.set_label(tr("Note to the author"), required=needed)
        self.note.setPlaceholderText("" if needed else tr("Not needed."))

    def show_comments(self, comments: Sequence[Comment], labels: Callable[[str], str]) -> None:
        """Those still open may go with a request for changes."""
        self._comments, self._labels = comments, labels
        self._describe()

    def open(self, action: str, *, needs_note: bool) -> None:
        """Ask for what `action` needs; a note begun for another verdict is kept."""
        if action != self.action:
            self._clear_errors()
        self.action, self._needs_note = action, needs_note
        self.give.setProperty("kind", "danger" if action in ("reject", "withdraw") else "primary")
        self.give.style().unpolish(self.give)
        self.give.style().polish(self.give)
        self._describe()
        self.show()
        self.take_focus()

    def take_focus(self) -> None:
        """To the note where one has to be written, else to the PIN."""
        write = self._needs_note and not self.note.toPlainText() and not self._attached
        (self.note if write else self.pin).setFocus()

    def belong_to(self, owner: str) -> None:
        """Another post is in hand, or the same in another state: a note begun for the one before waits for it."""
        if owner == self._owner:
            return
        self._notes[self._owner] = self.note.toPlainText()
        self._owner = owner
        self.note.setPlainText(self._notes.pop(owner, ""))
        self.pin.clear()
        self.attach.setChecked(True)
        self._clear_errors()

    def done(self) -> None:
        """The decision was taken: its note is used up."""
        self.note.clear()

    def fail(self, sentence: str) -> None:
        self._pin.set_error(sentence)
        self.pin.setFocus()

    @property
    def unkept(self) -> bool:
        """Whether a note waits, of this post or another."""
        return bool(self.note.toPlainText().strip()) or any(self._notes.values())

    @property
    def error(self) -> str:
        """What is wrong, if anything."""
        return self._note.error or self._pin.error

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one side: where room is short they stand one under the other."""
        hint = super().minimumSizeHint()
        return QSize(hint.width() if self._narrow else hint.width() // 2, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self.fontMetrics().averageCharWidth() * WIDE_CHARS
        if narrow != self._narrow:
            self._narrow = narrow
            ways = QBoxLayout.Direction
            self._sides.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _fit(self) -> None:
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * NOTE_LINES + 20)

    def _clear_errors(self) -> None:
        for block in (self._note, self._pin):
            block.set_error("")

    # -- what is given

    def written(self) -> str:
        """The note with the comments that go along, cut to what a note may hold."""
        own = (squeeze(line) for line in nfc(self.note.toPlainText()).splitlines())
        lines = [line for line in own if line]
        waiting = self._open() if self._attached else ()
        for place, comment in enumerate(waiting):
            label = self._labels(comment.field)
            line = f"• {label}: {squeeze(comment.text)}" if label else f"• {squeeze(comment.text)}"
            rest = ntr(
                "… and {n} more comment in the post", "… and {n} more comments in the post", len(waiting) - place
            ).format(n=len(waiting) - place)
            if length("\n".join((*lines, line, rest))) > LONGEST_NOTE and lines:
                lines.append(rest)
                break
            lines.append(line)
        return "\n".join(lines)

    @property
    def _attached(self) -> bool:
        return self.action == "ask_changes" and self.attach.isChecked() and bool(self._open())

    def _open(self) -> Sequence[Comment]:
        return [comment for comment in self._comments if is_open(comment)]

    def _count(self) -> None:
        count = length(self.note.toPlainText())
        near = count > LONGEST_NOTE * 9 // 10
        self._note.set_counter(f"{count} / {LONGEST_NOTE}" if near else "", over=count > LONGEST_NOTE)

    def _try(self) -> None:
        self._clear_errors()
        note = self.written()
        if self._needs_note and not note:
            self._note.set_error(tr("Say in a sentence what the author should know."))
            self.note.setFocus()
        elif length(note) > LONGEST_NOTE:
            self._note.set_error(tr("At most {n} characters; shorten the note.").format(n=LONGEST_NOTE))
            self.note.setFocus()
        elif not self.pin.text():
            self._pin.set_error(tr("Enter the PIN of the person who decides."))
            self.pin.setFocus()
        else:
            self.given.emit(GivenDecision(action=self.action, pin=self.pin.take(), note=note))
