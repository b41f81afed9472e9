"""What can be done with the thing in hand: a button each, and the same as a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.ui.widgets.buttons import Button
from studio.ui.widgets.layout import FlowLayout, clear


class DeedOffer(NamedTuple):
    """A deed, its words and icon; `about` names for a screen reader what it is done with."""

    deed: str
    words: str
    glyph: str
    kind: str = "quiet"
    about: str = ""


class DeedButtons(QWidget):
    """Buttons that wrap as words do; `wanted` carries the deed of the one that was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout()
        self._made: list[tuple[str, str]] = []
        self.setLayout(self._flow)
        self.hide()

    def offer(self, offers: Sequence[DeedOffer]) -> None:
        """Offer these. A button that was offered just so before stays: under a click, and with the keyboard on it."""
        made = [(offer.deed, offer.kind) for offer in offers]
        if made != self._made:
            self._made = made
            clear(self._flow)
            for offer in offers:
                self._flow.addWidget(self._button_for(offer))
        for button, offer in zip(self._buttons, offers, strict=True):
            button.setText(offer.words)
            button.setAccessibleName(f"{offer.words}: {offer.about}" if offer.about else "")
        self.setVisible(bool(offers))

    def button(self, deed: str) -> Button | None:
        """The button of `deed`, where it is offered."""
        return next((button for button in self._buttons if button.property("deed") == deed), None)

    def add_to(self, menu: QMenu) -> None:
        """The same deeds as entries of a menu."""
        for button in self._buttons:
            menu.addAction(button.icon(), button.text(), button.click)

    def _button_for(self, offer: DeedOffer) -> Button:
        button = Button(offer.words, offer.glyph, kind=offer.kind)
        button.setProperty("deed", offer.deed)
        button.clicked.connect(lambda: self.wanted.emit(offer.deed))
        return button

    @property
    def _buttons(self) -> list[Button]:
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]
