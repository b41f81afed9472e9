"""What narrows a list at present: each condition a pill that takes it away, and one button for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.widgets.buttons import Button, LinkButton
from studio.ui.widgets.layout import FlowLayout
from studio.ui.widgets.tips import plain


class Conditions(QWidget):
    """`removed` carries the name of the condition that was taken away; `cleared` takes all away."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self, *after: QWidget) -> None:
        """`after`: what stands after the button that clears."""
        super().__init__()
        self._pills: dict[str, Button] = {}
        clear = LinkButton(tr("Clear the filters"))
        clear.clicked.connect(self.cleared)
        self._flow = FlowLayout(spacing=6)
        for widget in (clear, *after):
            self._flow.addWidget(widget)
        self.setLayout(self._flow)
        self.hide()

    def show_conditions(self, conditions: Mapping[str, str]) -> None:
        """Show them, by name; without any, hide."""
        for pill in self._pills.values():
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = {name: self._make(name, words, place) for place, (name, words) in enumerate(conditions.items())}
        self.setVisible(bool(conditions))

    @property
    def pills(self) -> dict[str, Button]:
        """The buttons, by the name of the condition."""
        return dict(self._pills)

    def _make(self, name: str, words: str, place: int) -> Button:
        pill = Button(words, "x", kind="pill")
        pill.setCheckable(False)
        pill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross after the words
        pill.setAccessibleName(tr("Remove the filter {words}").format(words=words))
        pill.setToolTip(plain(pill.accessibleName()))
        pill.clicked.connect(lambda: self.removed.emit(name))
        self._flow.insert(place, pill)
        return pill
