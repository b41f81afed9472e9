"""What an import did not take, file by file, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.phrase import Phrase
from studio.ui.language import Speech
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row


class ImportedDialog(Dialog):
    """A list to read and close. `skip_broken`: the person wants the whole lines of the files that have broken ones."""

    skip_broken = Signal()

    def __init__(
        self,
        documents: int,
        articles: int,
        refused: Sequence[tuple[Path, Phrase]],
        speech: Speech,
        parent: QWidget | None = None,
        *,
        broken: bool = False,
    ) -> None:
        """`documents` and `articles` count what was imported; `refused` is what was not, with the reason. `broken`:
        among them are files that can be had without their broken lines."""
        super().__init__(parent, width=560)
        self._documents, self._articles, self._refused, self._speech = documents, articles, refused, speech
        self._text = Label(wrap=True)
        self.list = EntryList(lines=3)
        self.list.setMinimumHeight(240)
        card = Card()
        card.setLayout(column(self.list, margins=(1, 6, 1, 6)))
        self._close = PrimaryButton()
        self._close.clicked.connect(self.accept)
        self._hint, self.skip = Label(role="hint", wrap=True), QuietButton()
        self.skip.clicked.connect(self._skip)
        self._hint.setVisible(broken)
        self.skip.setVisible(broken)
        self.fill(self._text, card, self._hint, buttons=row(None, self.skip, self._close))
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
        self._hint.setText(
            self.tr(
                "A broken line may mean that the file was cut off or changed; better get it again. Its other lines can "
                "be imported all the same: the broken ones are left out and named."
            )
        )
        self.skip.setText(self.tr("Import the other lines"))
        self._close.setText(self.tr("Close"))

    def _skip(self) -> None:
        self.accept()
        self.skip_broken.emit()
