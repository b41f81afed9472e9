"""Three short lines for a place in a document: article, clause, point."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.library.events import LegalPlace, place_of
from studio.text import nfc, squeeze
from studio.ui.language import Translated
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import row


class PlaceFields(Translated):
    """All empty: the whole document, where `whole` allows it."""

    def __init__(self, *, whole: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self.article, self.clause, self.point = QLineEdit(), QLineEdit(), QLineEdit()
        self._blocks = [FieldBlock(line) for line in (self.article, self.clause, self.point)]
        self.setLayout(row(*self._blocks, spacing=12))
        self.retranslate()

    def retranslate(self) -> None:
        names = (self.tr("Article"), self.tr("Clause"), self.tr("Point"))
        for block, name in zip(self._blocks, names, strict=True):
            block.set_label(name, required=block is self._blocks[0] and not self._whole)
        self.article.setPlaceholderText(self.tr("all of it") if self._whole else "5")

    @property
    def value(self) -> LegalPlace:
        """The place as it is written."""
        return place_of(*(squeeze(nfc(line.text())) for line in (self.article, self.clause, self.point)))

    def put(self, place: LegalPlace) -> None:
        for line, text in zip((self.article, self.clause, self.point), place, strict=True):
            line.setText(text)

    def set_error(self, sentence: str) -> None:
        self._blocks[0].set_error(sentence)

    def wrong(self) -> str:
        """What is wrong with the place; empty when nothing is."""
        place = self.value
        if not place.article and (place.clause or place.point or not self._whole):
            return self.tr("Name the article.")
        return ""
