"""What can be done with the thing in hand: a button each, and the same as a menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.ui.widgets.buttons import Button
from studio.ui.widgets.layout import FlowLayout, clear


class DeedButtons(QWidget):
    """Buttons that wrap as words do; `wanted` carries the deed of the one that was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.hide()

    def begin(self) -> None:
        """Offer nothing."""
        clear(self._flow)
        self.hide()

    def add(self, deed: str, words: str, glyph: str, *, kind: str = "quiet", about: str = "") -> None:
        """Offer `deed`; `about` names for a screen reader what it is done with."""
        button = Button(words, glyph, kind=kind)
        button.setProperty("deed", deed)
        if about:
            button.setAccessibleName(f"{words}: {about}")
        button.clicked.connect(lambda: self.wanted.emit(deed))
        self._flow.addWidget(button)
        self.show()

    def button(self, deed: str) -> Button | None:
        """The button of `deed`, where it is offered."""
        return next((button for button in self._buttons if button.property("deed") == deed), None)

    def add_to(self, menu: QMenu) -> None:
        """The same deeds as entries of a menu."""
        for button in self._buttons:
            menu.addAction(button.icon(), button.text(), button.click)

    @property
    def _buttons(self) -> list[Button]:
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]
