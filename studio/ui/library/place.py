"""Three short lines for a place in a document: article, clause, point."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.library.events import LegalPlace, place_of
from studio.text import nfc, squeeze
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import row


class PlaceFields(QWidget):
    """All empty: the whole document, where `whole` allows it."""

    def __init__(self, *, whole: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self.article, self.clause, self.point = QLineEdit(), QLineEdit(), QLineEdit()
        self._article = FieldBlock(self.article, self.tr("Article"), required=not whole)
        clause, point = FieldBlock(self.clause, self.tr("Clause")), FieldBlock(self.point, self.tr("Point"))
        self.setLayout(row(self._article, clause, point, spacing=12))
        self.article.setPlaceholderText(self.tr("all of it") if whole else "5")

    @property
    def value(self) -> LegalPlace:
        """The place as it is written."""
        return place_of(*(squeeze(nfc(line.text())) for line in (self.article, self.clause, self.point)))

    def put(self, place: LegalPlace) -> None:
        for line, text in zip((self.article, self.clause, self.point), place, strict=True):
            line.setText(text)

    def set_error(self, sentence: str) -> None:
        self._article.set_error(sentence)

    def wrong(self) -> str:
        """What is wrong with the place; empty when nothing is."""
        place = self.value
        if not place.article and (place.clause or place.point or not self._whole):
            return self.tr("Name the article.")
        return ""
