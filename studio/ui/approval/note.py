"""The word to the author: what goes with a decision, with the open comments where it asks for changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.posts.model import Comment
from studio.posts.workflow import LONGEST_NOTE
from studio.text import length, nfc, squeeze
from studio.translation import ntr, tr
from studio.ui.review.comments import is_open
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import column

LINES = 2


class NoteBox(QWidget):
    """A note begun for one post waits for it while another is read."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._owner = ""
        self._notes: dict[str, str] = {}
        self._comments: Sequence[Comment] = ()
        self._labels: Callable[[str], str] = str
        self.text = TextBox(lines=LINES)
        self.text.setPlaceholderText(tr("Say where, and how to change it"))
        self.text.textChanged.connect(self._count)
        words = tr("Note to the author (required when changes are requested)")
        self._block = FieldBlock(self.text, words, reserved=True, wrap=True)
        self.attach = CheckBox()
        self.attach.setChecked(True)
        self.attach.hide()
        self.setLayout(column(self._block, self.attach, spacing=2))

    def show_comments(self, comments: Sequence[Comment], labels: Callable[[str], str]) -> None:
        """Those still open may go with a request for changes."""
        self._comments, self._labels = comments, labels
        waiting = len(self._open())
        self.attach.setText(
            ntr("Send {n} open comment along", "Send {n} open comments along", waiting).format(n=waiting)
        )
        self.attach.setVisible(bool(waiting))

    def belong_to(self, owner: str) -> None:
        """Another post is in hand, or the same in another state."""
        if owner == self._owner:
            return
        self._notes[self._owner] = self.text.toPlainText()
        self._owner = owner
        self.text.setPlainText(self._notes.pop(owner, ""))
        self.attach.setChecked(True)
        self._block.set_error("")

    def done(self) -> None:
        """The decision was taken: its note is used up."""
        self.text.clear()

    @property
    def unkept(self) -> bool:
        """Whether a note waits, of this post or another."""
        return bool(self.text.toPlainText().strip()) or any(self._notes.values())

    @property
    def error(self) -> str:
        return self._block.error

    def lacks(self, action: str, *, needed: bool) -> bool:
        """Whether what `action` needs is missing or too long; says so below it, and takes the keyboard."""
        note = self.written(action)
        wrong = ""
        if needed and not note:
            wrong = tr("Say in a sentence what the author should know.")
        elif length(note) > LONGEST_NOTE:
            wrong = tr("At most {n} characters; shorten the note.").format(n=LONGEST_NOTE)
        self._block.set_error(wrong)
        if wrong:
            self.text.setFocus()
        return bool(wrong)

    def written(self, action: str) -> str:
        """The note with the comments that go along, cut to what a note may hold."""
        own = (squeeze(line) for line in nfc(self.text.toPlainText()).splitlines())
        lines = [line for line in own if line]
        waiting = self._open() if action == "ask_changes" and self.attach.isChecked() else ()
        for place, comment in enumerate(waiting):
            label = self._labels(comment.field)
            line = f"• {label}: {squeeze(comment.text)}" if label else f"• {squeeze(comment.text)}"
            left = len(waiting) - place
            rest = ntr("… and {n} more comment in the post", "… and {n} more comments in the post", left)
            if length("\n".join((*lines, line, rest.format(n=left)))) > LONGEST_NOTE and lines:
                lines.append(rest.format(n=left))
                break
            lines.append(line)
        return "\n".join(lines)

    def _open(self) -> Sequence[Comment]:
        return [comment for comment in self._comments if is_open(comment)]

    def _count(self) -> None:
        count = length(self.text.toPlainText())
        near = count > LONGEST_NOTE * 9 // 10
        self._block.set_counter(f"{count} / {LONGEST_NOTE}" if near else "", over=count > LONGEST_NOTE)
        if self._block.error:
            self._block.set_error("")
        self.edited.emit()
