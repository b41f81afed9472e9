"""The unit's own words: typed one by one, taken out with a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studio.clock import local_date, show_date
from studio.errors import BadInput, StudioError
from studio.ui.language import Speech, Translated
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, clear, column, row
from studio.ui.widgets.tips import plain
from studio.writing.model import UnitWord


class WordsCard(Translated):
    """`added` carries what was typed, `removed` the word taken out."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._words: tuple[UnitWord, ...] = ()
        self._heading, self._hint = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self.line = QLineEdit()
        self._block = FieldBlock(self.line)
        self.add = QuietButton(glyph="plus")
        self.add.clicked.connect(self._add)
        self.line.returnPressed.connect(self._add)
        self._none = Label(role="hint", wrap=True)
        hold = Plain()
        self._flow = FlowLayout(spacing=6)
        hold.setLayout(self._flow)
        card = Card()
        typed = row(self._block, self.add, spacing=8)
        typed.setStretch(0, 1)
        card.setLayout(column(self._heading, self._hint, typed, hold, self._none, spacing=10, margins=20))
        self.setLayout(column(card))
        self.retranslate()

    def show_words(self, words: Sequence[UnitWord]) -> None:
        self._words = tuple(words)
        self._fill()

    def show_error(self, error: StudioError | None) -> None:
        """Say what the service refused; what was typed stays."""
        if error is None:
            self.line.clear()
        plain = isinstance(error, BadInput)
        said = (self._speech.sentence(error.phrase) if plain else self._speech.explain(error)) if error else ""
        self._block.set_error(said)

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Words of the unit"))
        self._hint.setText(self.tr("Names, abbreviations and loan words that the spelling check is to take as right."))
        self._block.set_label(self.tr("New word"))
        self.add.setText(self.tr("Add"))
        self._none.setText(self.tr("No word yet."))
        self._fill()

    def _add(self) -> None:
        if self.line.text().strip():
            self.added.emit(self.line.text())

    def _fill(self) -> None:
        clear(self._flow)
        for word in self._words:
            button = QuietButton(word.word, "x")
            button.setAccessibleName(self.tr("Take out {word}").format(word=word.word))
            day = show_date(local_date(word.added_at))
            button.setToolTip(plain(" · ".join(part for part in (button.accessibleName(), word.added_by, day) if part)))
            button.clicked.connect(lambda _=False, word=word.word: self.removed.emit(word))
            self._flow.addWidget(button)
        self._none.setVisible(not self._words)
