"""Ctrl+J: the approved answers to what is often asked, those that fit the item first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.clock import show_date
from studio.text import fold
from studio.translation import tr
from studio.ui.widgets.picker import Picker
from studio.ui.widgets.picks import Pick, PickGroup

if TYPE_CHECKING:
    from studio.feedback.canned_model import CannedReply

CHARS = 72


class CannedPicker(Picker):
    """`taken` carries the line; `reply_of` gives its canned reply."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, chars=CHARS)
        self._fitting: tuple[CannedReply, ...] = ()
        self._others: tuple[CannedReply, ...] = ()
        self.typed.connect(lambda _: self._show())
        self.name(
            tr("Canned replies"),
            tr("Search canned replies…"),
            tr("Nothing found."),
            tr("↑ ↓ choose · Enter take · Esc close"),
        )

    def offer(self, fitting: Sequence[CannedReply], usable: Sequence[CannedReply]) -> None:
        """`fitting`: those suggested for the item, the best first; `usable`: all that may be used today."""
        known = {reply.id for reply in fitting}
        self._fitting = tuple(fitting)
        self._others = tuple(reply for reply in usable if reply.id not in known)
        self._show()

    def reply_of(self, pick: Pick) -> CannedReply | None:
        return next((reply for reply in (*self._fitting, *self._others) if reply.id == pick.id), None)

    def about(self, pick: Pick | None) -> str:
        """The whole answer as it would stand in the fields."""
        reply = self.reply_of(pick) if pick is not None else None
        if reply is not None:
            return "\n".join(text for text in reply.slots.values() if text)
        if self._fitting or self._others:
            return super().about(pick)
        return tr("No canned reply is approved yet. Write some under Settings → Feedback.")

    def _show(self) -> None:
        words = fold(self.query).split()
        self.show_groups(
            [
                PickGroup(heading=heading, picks=tuple(self._pick(reply) for reply in replies if _has(reply, words)))
                for heading, replies in (
                    (tr("Fits this question"), self._fitting),
                    (tr("Others"), self._others),
                )
            ]
        )

    def _pick(self, reply: CannedReply) -> Pick:
        until = tr("until {day}").format(day=show_date(reply.valid_until)) if reply.valid_until else ""
        return Pick(
            id=reply.id,
            title=f"{reply.code} {reply.title}",
            detail=reply.answer,
            glyph="message-square-quote",
            keys=until,
        )


def _has(reply: CannedReply, words: Sequence[str]) -> bool:
    text = fold(f"{reply.code} {reply.title} {reply.topic} {' '.join(reply.slots.values())}")
    return all(word in text for word in words)
