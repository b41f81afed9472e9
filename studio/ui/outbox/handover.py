"""Posting by hand: the folder, texts to copy, and the link to bring back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio.posts.model import Package
from studio.ui import clipboard
from studio.ui.language import Translated
from studio.ui.opening import open_folder
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import Card, clear, column, row


class HandoverPanel(Translated):
    """Three steps: open the folder, copy what is needed, say where it was posted.

    `confirmed` carries the link, and whether the person said in so many words that it is of the right page.
    """

    confirmed = Signal(str, bool)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._package: Package | None = None
        self._folder: Path | None = None
        self._steps = [Label(role="label", wrap=True) for _ in range(3)]
        self.open = QuietButton(glyph="folder-open")
        self.open.clicked.connect(self._open_folder)
        self._copies: QVBoxLayout = column(spacing=6)
        self.link = QLineEdit()
        self.link.setPlaceholderText("https://…")
        self._block = FieldBlock(self.link)
        self.sure = CheckBox()
        self.sure.hide()
        self.link.textEdited.connect(self._ask_no_more)
        self.done = PrimaryButton(glyph="check")
        self.done.clicked.connect(self._confirm)
        self.link.returnPressed.connect(self._confirm)
        card = Card(kind="inset")
        card.setLayout(
            column(
                self._steps[0],
                row(self.open, None),
                4,
                self._steps[1],
                self._copies,
                4,
                self._steps[2],
                self._block,
                self.sure,
                row(self.done, None),
                margins=14,
            )
        )
        self.setLayout(column(card))
        self.retranslate()

    def retranslate(self) -> None:
        self._steps[0].setText(self.tr("1. Open the folder: pictures and the steps are in it"))
        self._steps[1].setText(self.tr("2. Copy into Meta Business Suite or Zalo OA Manager"))
        self._steps[2].setText(self.tr("3. Come back with the link"))
        self.open.setText(self.tr("Open the folder"))
        self.done.setText(self.tr("I posted it, here is the link"))
        self._block.set_label(self.tr("Link of the post"))
        self.sure.setText(self.tr("I opened the link and saw the post on the right page"))
        self._fill()

    def show_package(self, package: Package | None, folder: Path | None) -> None:
        self._package, self._folder = package, folder
        self.open.setEnabled(folder is not None)
        self._fill()

    def fail(self, sentence: str) -> None:
        """Say why the link was not taken; it stays in the field."""
        self._block.set_error(sentence)
        self.link.setFocus()

    def doubt(self, sentence: str) -> None:
        """The link does not name the page: ask for the person's word in so many words."""
        self.fail(sentence)
        self.sure.show()

    def _ask_no_more(self) -> None:
        self.sure.setChecked(False)
        self.sure.hide()

    def _fill(self) -> None:
        clear(self._copies)
        if self._package is None:
            return
        if self._package.title:
            self._copies.addLayout(self._copy_row(self.tr("Title"), self._package.title))
        self._copies.addLayout(self._copy_row(self.tr("Text"), self._package.text))
        for number, attachment in enumerate(self._package.attachments, 1):
            if attachment.alt:
                name = self.tr("Alternative text {n}").format(n=number)
                self._copies.addLayout(self._copy_row(name, attachment.alt))

    def _copy_row(self, name: str, text: str) -> QVBoxLayout:
        button = QuietButton(self.tr("Copy"), "copy")
        button.setAccessibleName(self.tr("Copy: {name}").format(name=name))
        button.clicked.connect(lambda: self._copy(name, text))
        line = row(column(Label(name, "column"), Elided(" ".join(text.split()), "hint"), spacing=0), button)
        line.setStretch(0, 1)
        return column(line)

    def _copy(self, name: str, text: str) -> None:
        clipboard.copy(text)
        self.copied.emit(name)

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    def _confirm(self) -> None:
        link = self.link.text().strip()
        if link:
            self._block.set_error("")
            self.confirmed.emit(link, self.sure.isVisible() and self.sure.isChecked())
        else:
            self.fail(self.tr("Paste the link of the post."))
