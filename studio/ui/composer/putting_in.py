"""Which post a picture from the image studio goes into, asked where one is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row


class PutInDialog(Dialog):
    """The open post by its title, another one, or none."""

    here = Signal()
    elsewhere = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._said = Label(wrap=True)
        self.into, self.other, self._cancel = PrimaryButton(glyph="check"), QuietButton(), QuietButton()
        for button, told in ((self.into, self.here), (self.other, self.elsewhere)):
            button.clicked.connect(self.accept)
            button.clicked.connect(told)
        self._cancel.clicked.connect(self.reject)
        self.fill(self._said, buttons=row(self.other, None, self._cancel, self.into))
        self.into.setDefault(True)
        self.into.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Which post does the picture go into?"))
        self._said.setText(self.tr("The post that is open: “{title}”").format(title=self._title))
        self.into.setText(self.tr("Into this post"))
        self.other.setText(self.tr("Another post…"))
        self._cancel.setText(self.tr("Cancel"))
