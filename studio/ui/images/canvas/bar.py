"""The two buttons at a suggestion: cover it, or leave it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtWidgets import QWidget

from studio.images.recipe import Decision, Subject, Suggestion
from studio.ui.language import Translated
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.layout import Card, row

GAP = 6


class SuggestionBar(Translated):
    """Real buttons over the canvas, for the pointer, the Tab key and a screen reader."""

    decided = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._about: Suggestion | None = None
        self.cover, self.leave = PrimaryButton(glyph="eye-off"), QuietButton(glyph="eye")
        self.cover.clicked.connect(lambda: self._decide(Decision.COVER))
        self.leave.clicked.connect(lambda: self._decide(Decision.LEAVE))
        card = Card()
        card.setLayout(row(self.cover, self.leave, spacing=GAP, margins=GAP))
        self.setLayout(row(card))
        self.hide()
        self.retranslate()

    @property
    def about(self) -> str:
        """Id of the suggestion; empty when none is shown."""
        return self._about.id if self._about is not None and not self.isHidden() else ""

    def retranslate(self) -> None:
        self.cover.setText(self.tr("Cover"))
        self.leave.setText(self.tr("Leave"))
        self._describe()

    def show_at(self, suggestion: Suggestion, box: QRectF) -> None:
        """Stand under `box` (pixels of the canvas), or over it where there is no room below."""
        self._about = suggestion
        self._describe()
        self.adjustSize()
        room = self._room.rect()
        place = QRect(0, 0, self.width(), self.height())
        place.moveTo(round(box.center().x() - self.width() / 2), round(box.bottom() + GAP))
        if place.bottom() > room.bottom():
            place.moveBottom(round(box.top() - GAP))
        place.moveLeft(max(GAP, min(place.left(), room.right() - place.width() - GAP)))
        place.moveTop(max(GAP, min(place.top(), room.bottom() - place.height() - GAP)))
        self.move(place.topLeft())
        self.show()
        self.raise_()

    def _describe(self) -> None:
        if self._about is None:
            return
        what = {
            Subject.FACE: self.tr("a face"),
            Subject.TEXT: self.tr("numbers or letters"),
            Subject.OTHER: self.tr("a place"),
        }[self._about.subject]
        for button in (self.cover, self.leave):
            button.setAccessibleDescription(self.tr("Suggestion: {what}").format(what=what))

    def _decide(self, decision: Decision) -> None:
        if self._about is not None:
            self.decided.emit(self._about.id, decision)
