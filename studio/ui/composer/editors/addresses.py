"""Addresses of scams, written so that nobody can click them."""

from __future__ import annotations

from studio.templates.kinds_web import defang
from studio.templates.model import Field
from studio.ui.composer.editors.rows import Row, RowsEditor, TextRow
from studio.ui.widgets.buttons import LinkButton


class DefangedEditor(RowsEditor):
    """Rows of addresses, with a button that takes the life out of those that can still be clicked."""

    def __init__(self, field: Field) -> None:
        self._defuse: LinkButton | None = None
        super().__init__(field)
        self._defuse = LinkButton(glyph="unplug")
        self._defuse.clicked.connect(self.defuse)
        self.foot.insertWidget(1, self._defuse)
        self.changed.connect(self._offer)
        self._offer()

    def make_row(self) -> Row:
        return TextRow(numbered=False)

    def retranslate(self) -> None:
        super().retranslate()
        if self._defuse is not None:
            self._defuse.setText(self.tr("Make harmless"))
            self._defuse.setToolTip(self.tr("Write the addresses so that nobody can click them: hxxps://…[.]…"))

    def set_value(self, value: object) -> None:
        super().set_value(value)
        self._offer()

    def defuse(self) -> None:
        """Rewrite every address that could still be clicked."""
        for row in self.rows:
            text = row.value()
            if text:
                row.put(defang(text))
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        if self._defuse is not None:
            self._defuse.setVisible(any(defang(text) != text for text in self.value()))
