"""What an import did not take, file by file, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.phrase import Phrase
from studio.ui.language import Speech
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row


class ImportedDialog(Dialog):
    """A list to read and close."""

    def __init__(
        self,
        documents: int,
        articles: int,
        refused: Sequence[tuple[Path, Phrase]],
        speech: Speech,
        parent: QWidget | None = None,
    ) -> None:
        """`documents` and `articles` count what was imported; `refused` is what was not, with the reason."""
        super().__init__(parent, width=560)
        self._documents, self._articles, self._refused, self._speech = documents, articles, refused, speech
        self._text = Label(wrap=True)
        self.list = EntryList(lines=3)
        self.list.setMinimumHeight(240)
        card = Card()
        card.setLayout(column(self.list, margins=(1, 6, 1, 6)))
        self._close = PrimaryButton()
        self._close.clicked.connect(self.accept)
        self.fill(self._text, card, buttons=row(None, self._close))
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Some files were not imported"))
        self._text.setText(
            self.tr("Imported: documents {documents}, articles {articles}. Not imported: {refused}.").format(
                documents=self._documents, articles=self._articles, refused=len(self._refused)
            )
        )
        self.list.setAccessibleName(self.tr("Files that were not imported"))
        self.list.show_entries(
            [
                Entry(id=str(number), title=path.name, side=str(path.parent), text=self._speech.say(reason))
                for number, (path, reason) in enumerate(self._refused)
            ]
        )
        self._close.setText(self.tr("Close"))
