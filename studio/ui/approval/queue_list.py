"""The list of the queue: rows of one height, brought as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from studio.translation import ntr, tr
from studio.ui.approval.lineup import QueueRow
from studio.ui.approval.urgency import short_moment, urgency
from studio.ui.tokens import Tone
from studio.ui.widgets.row_list import EntriesView, ListEntry
from studio.ui.words import StateWord, post_word


class QueueList(EntriesView[QueueRow]):
    """The posts that wait: title, what presses, whether it changed since a look, then author and time."""

    def __init__(self) -> None:
        super().__init__(lines=1, title_lines=2)
        self.now = datetime.min.replace(tzinfo=UTC)
        self._changed: frozenset[str] = frozenset()

    def show_queue(self, ids: Sequence[str], changed: frozenset[str], now: datetime) -> None:
        """List `ids`; those in `changed` changed since this person's last look."""
        self.now, self._changed = now, changed
        self.show_ids(ids)

    def entry(self, row: QueueRow) -> ListEntry:
        return ListEntry(
            id=row.id,
            title=row.title or tr("(no title yet)"),
            word=urgency(row, self.now),
            mark=self.mark(row),
            text=f"{row.author} · {short_moment(row.since)}",
        )

    def mark(self, row: QueueRow) -> StateWord | None:
        """What else is to be said of a row: that it changed since this person's last look, or has comments."""
        if row.id in self._changed:
            return StateWord(tr("Changed", about="since the last look"), "file-pen", Tone.VIOLET)
        return StateWord(str(row.comments), "message-circle", Tone.AMBER) if row.comments else None

    def spoken(self, row: QueueRow) -> str:
        entry = self.entry(row)
        told = (
            entry.title,
            post_word(row.state).text,
            urgency(row, self.now).text,
            entry.mark.text if entry.mark and row.id in self._changed else "",
            ntr("{n} open comment", "{n} open comments", row.comments).format(n=row.comments) if row.comments else "",
            tr("by {name}, {when}").format(name=row.author, when=short_moment(row.since)),
        )
        return ". ".join(part for part in told if part)
