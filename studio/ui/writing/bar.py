"""The slim toolbar over the fields: what can be inserted where the caret stands."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.ui.command.deeds import keys_of
from studio.ui.language import Translated
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.layout import row


class WritingBar(Translated):
    """Three icon buttons; each says its key."""

    snippet = Signal()
    cite = Signal()
    emoji = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._snippet, self._cite, self._emoji = IconButton("text-quote"), IconButton("scale"), IconButton("smile")
        self._snippet.clicked.connect(self.snippet)
        self._cite.clicked.connect(self.cite)
        self._emoji.clicked.connect(self.emoji)
        self.setLayout(row(self._snippet, self._cite, self._emoji, spacing=2))
        self.retranslate()

    def retranslate(self) -> None:
        self._snippet.set_name(self.tr("Insert a snippet or hashtags ({keys})").format(keys=keys_of("snippet")))
        self._cite.set_name(self.tr("Insert a citation ({keys})").format(keys=keys_of("cite")))
        self._emoji.set_name(self.tr("Insert an emoji"))
