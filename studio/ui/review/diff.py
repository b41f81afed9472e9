"""Two versions of a text in one: what was added is underlined, what was removed is struck through, both in colour."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from studio.posts.words import DiffPiece
from studio.translation import tr
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tokens, Tone
from studio.ui.widgets.labels import Label

ADDED, REMOVED, SAME = "added", "removed", "same"
THIN = "\u2009"
"""Between a word and the one that took its place."""
_TONES = {ADDED: Tone.GREEN, REMOVED: Tone.RED}
_LINES = {ADDED: "underline", REMOVED: "line-through"}


def marked(pieces: Sequence[DiffPiece], tokens: Tokens) -> str:
    """The pieces as rich text: line and colour together, never colour alone."""
    shown = ""
    before = SAME
    for piece in pieces:
        apart = THIN if (before, piece.kind) == (REMOVED, ADDED) else ""
        shown += apart + _mark(piece, tokens)
        before = piece.kind
    return shown


def _mark(piece: DiffPiece, tokens: Tokens) -> str:
    text = html.escape(piece.text).replace("\n", "<br>")
    tone = _TONES.get(piece.kind)
    if tone is None:
        return text
    ink = tokens.tones[tone]
    style = f"text-decoration:{_LINES[piece.kind]}; color:{ink.text}; background-color:{ink.tint}"
    return f'<span style="{style}">{text}</span>'


class DiffText(Label):
    """A text with its changes. A screen reader hears them in words."""

    def __init__(self, pieces: Sequence[DiffPiece], parent: QWidget | None = None) -> None:
        super().__init__(wrap=True, parent=parent)
        self._pieces = tuple(pieces)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.selectable()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show()

    def spoken(self) -> str:
        """The changes in words, one after the other, and the text that stays between them."""
        words = {ADDED: tr("added: {text};"), REMOVED: tr("removed: {text};"), SAME: "{text}"}
        said = (words[piece.kind].format(text=piece.text.strip()) for piece in self._pieces if piece.text.strip())
        return " ".join(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()

    def _show(self) -> None:
        self.setText(marked(self._pieces, current_tokens()))
        self.setAccessibleName(self.spoken())
