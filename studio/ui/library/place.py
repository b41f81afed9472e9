"""Three short lines for a place in a document: article, clause, point."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.library.events import LegalPlace, place_of
from studio.translation import tr
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import row


class PlaceFields(QWidget):
    """All empty: the whole document, where `whole` allows it."""

    def __init__(self, *, whole: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self.article, self.clause, self.point = QLineEdit(), QLineEdit(), QLineEdit()
        self._article = FieldBlock(self.article, tr("Article"), required=not whole)
        clause, point = FieldBlock(self.clause, tr("Clause")), FieldBlock(self.point, tr("Point"))
        self.setLayout(row(self._article, clause, point, spacing=12))
        self.article.setPlaceholderText(tr("all of it") if whole else "5")

    @property
    def value(self) -> LegalPlace:
        """The place as it is written."""
        return place_of(*(tidy(line) for line in (self.article, self.clause, self.point)))

    def put(self, place: LegalPlace) -> None:
        for line, text in zip((self.article, self.clause, self.point), place, strict=True):
            line.setText(text)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with it."""
        self._article.set_error(sentence)

    def lacks(self) -> bool:
        """Whether the article is missing; says so."""
        place = self.value
        lacks = not place.article and bool(place.clause or place.point or not self._whole)
        self.refuse(tr("Name the article.") if lacks else "")
        return lacks

    def take(self) -> LegalPlace:
        """The place as it is written."""
        return self.value
