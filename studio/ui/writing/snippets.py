"""Ctrl+J: the unit's snippets and hashtag sets, filled as they are inserted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from studio.text import fold
from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.widgets.picker import Picker
from studio.ui.widgets.picks import Pick, PickGroup
from studio.writing.model import Snippet, SnippetKind
from studio.writing.placeholders import Facts, PlaceholderRemark, fill

CHARS = 66
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def open_words(remarks: Iterable[PlaceholderRemark], speech: Speech) -> str:
    """What is to be said of placeholders: ``{website} chưa có trong danh bạ``."""
    return "; ".join(f"{{{remark.name}}}: {speech.say(remark.why)}" for remark in remarks)


class SnippetPicker(Picker):
    """`taken` carries the line; `snippet_of` gives its snippet."""

    def __init__(self, host: QWidget, speech: Speech) -> None:
        super().__init__(host, chars=CHARS)
        self._speech = speech
        self._snippets: tuple[Snippet, ...] = ()
        self._facts: Facts | None = None
        self.typed.connect(lambda _: self._show())
        self.name(
            tr("Snippets and hashtags"),
            tr("Search snippets and hashtags…"),
            tr("Nothing found."),
            tr("↑ ↓ choose · Enter insert · Esc close"),
        )

    def offer(self, snippets: Sequence[Snippet], facts: Facts) -> None:
        """Show these, those used last first."""
        self._snippets = tuple(sorted(snippets, key=lambda s: s.last_used or _LONG_AGO, reverse=True))
        self._facts = facts
        self._show()

    def snippet_of(self, pick: Pick) -> Snippet | None:
        return next((snippet for snippet in self._snippets if snippet.id == pick.id), None)

    def about(self, pick: Pick | None) -> str:
        """The text as it would be inserted, and what could not be filled."""
        snippet = self.snippet_of(pick) if pick is not None else None
        if snippet is None or self._facts is None:
            if self._snippets or self._facts is None:
                return super().about(pick)
            return tr("There is no snippet yet. Write some under Settings → Snippets and words.")
        filled = fill(snippet.text, self._facts)
        lines = [filled.text]
        if filled.open:
            lines.append(tr("Stays open: {what}").format(what=open_words(filled.open, self._speech)))
        if filled.doubts:
            lines.append(tr("Please check: {what}").format(what=open_words(filled.doubts, self._speech)))
        return "\n".join(lines)

    def _show(self) -> None:
        words = fold(self.query).split()
        found = [s for s in self._snippets if all(word in fold(f"{s.name} {s.text}") for word in words)]
        groups = [
            PickGroup(heading=heading, picks=tuple(self._pick(s) for s in found if s.kind is kind))
            for kind, heading in (
                (SnippetKind.TEXT, tr("Snippets")),
                (SnippetKind.HASHTAGS, tr("Hashtag sets")),
            )
        ]
        self.show_groups(groups)

    def _pick(self, snippet: Snippet) -> Pick:
        glyph = "hash" if snippet.kind is SnippetKind.HASHTAGS else "text-quote"
        text = fill(snippet.text, self._facts).text if self._facts is not None else snippet.text
        return Pick(id=snippet.id, title=snippet.name, detail=text, glyph=glyph)


def said_after(filled_open: Sequence[PlaceholderRemark], speech: Speech) -> str:
    """The sentence after a snippet whose placeholders could not all be filled."""
    said = tr("Still to be filled in by hand: {what}")
    return said.format(what=open_words(filled_open, speech))
