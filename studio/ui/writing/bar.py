"""The slim toolbar over the fields: what can be inserted where the caret stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.command.deeds import keys_of
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.layout import row


class WritingBar(QWidget):
    """Three icon buttons; each says its key."""

    snippet = Signal()
    cite = Signal()
    emoji = Signal()

    def __init__(self) -> None:
        super().__init__()
        snippet = IconButton("text-quote", tr("Insert a snippet or hashtags ({keys})").format(keys=keys_of("snippet")))
        cite = IconButton("scale", tr("Insert a citation ({keys})").format(keys=keys_of("cite")))
        emoji = IconButton("smile", tr("Insert an emoji"))
        snippet.clicked.connect(self.snippet)
        cite.clicked.connect(self.cite)
        emoji.clicked.connect(self.emoji)
        self.setLayout(row(snippet, cite, emoji, spacing=2))
