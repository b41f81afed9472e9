"""What happened to a post: who did what, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.posts.model import HistoryEntry
from studio.translation import tr
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import clear, column, row
from studio.ui.words import POSTS, post_word


class HistoryView(QWidget):
    """The entries, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of: Callable[[str], str] = str
        self._inside: QVBoxLayout = column(spacing=14)
        self.setLayout(self._inside)

    def show_history(self, entries: Sequence[HistoryEntry], name_of: Callable[[str], str]) -> None:
        self._name_of = name_of
        clear(self._inside)
        if not entries:
            self._inside.addWidget(Label(tr("Nothing has happened to this post yet."), "hint", wrap=True))
        for entry in sorted(entries, key=lambda e: (e.at, e.seq), reverse=True):
            self._inside.addLayout(self._line(entry))
        self._inside.addStretch(1)

    def action_name(self, action: str) -> str:
        """What was done, in words; an action without words of its own is shown as it is called."""
        return {
            "open": tr("Opened the draft"),
            "edit": tr("Changed it"),
            "submit": tr("Submitted it for approval"),
            "approve": tr("Approved it"),
            "ask_changes": tr("Asked for changes"),
            "reject": tr("Rejected it"),
            "hold": tr("Put it on hold"),
            "release": tr("Released it"),
            "withdraw": tr("Withdrew it"),
            "expire": tr("The approval expired"),
            "queue": tr("Queued it for publishing"),
            "unqueue": tr("Took it out of the queue"),
            "publish": tr("It was published"),
            "recall": tr("Took it back to the draft"),
            "comment": tr("Remarked"),
            "law_changed": tr("A cited law has another status"),
            "ask_withdrawal": tr("Asked to take it back"),
            "decline_withdrawal": tr("Declined to take it back"),
            "trash": tr("Threw it away"),
            "untrash": tr("Brought it back from the trash"),
        }.get(action, action)

    def _line(self, entry: HistoryEntry) -> QVBoxLayout:
        word = POSTS[entry.to_state] if entry.to_state else None
        head = row(Glyph(word.icon, word.tone) if word else Glyph("circle-dot"), spacing=8)
        head.addWidget(Label(self.action_name(entry.action), "label", wrap=True), 1)
        who = self._name_of(entry.by) if entry.by else tr("Page Studio")
        state = f" · {post_word(entry.to_state).text}" if entry.to_state and entry.to_state != entry.from_state else ""
        block = column(head, Label(f"{who} · {show_datetime(entry.at)}{state}", "hint", wrap=True), spacing=2)
        if entry.note:
            block.addWidget(Label(f"“{entry.note}”", wrap=True))
        return block
