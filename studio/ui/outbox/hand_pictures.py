"""Which picture files a person puts where, so that Zalo can fetch them: saved to a folder, and looked for again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.outbox.model import Delivery
from studio.translation import ntr, tr
from studio.ui import clipboard
from studio.ui.files import ask_folder
from studio.ui.page import Shell
from studio.ui.system_open import open_folder
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, UpTo, column, row, rule
from studio.ui.widgets.progress import ProgressBar
from studio.ui.words import StateWord

if TYPE_CHECKING:
    from studio.publishers.zalo.images import HandPicture

WIDTH, HIGH = 720, 320
"""Pixels of the dialog, and of the list at most."""


class HandPicturesDialog(Dialog):
    """The files of the post of `delivery`. They are looked for as soon as it opens."""

    def __init__(self, shell: Shell, delivery: Delivery, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDTH)
        self._shell, self._post_id = shell, delivery.post_id
        self._pictures: tuple[HandPicture, ...] = ()
        self._chips: dict[str, StatusChip] = {}
        self._missing: frozenset[str] | None = None
        """Addresses that were looked at in vain; None while nobody looked."""
        told = tr(
            "Zalo fetches the pictures of “{title}” from these addresses. Save the files, upload each one there "
            "under the same name, and the post is sent automatically a few minutes later."
        )
        self._told, self.said = Label(told.format(title=delivery.post_title), wrap=True), Banner()
        self._rows: QVBoxLayout = column(spacing=10)
        self._card = Card()
        self._busy = ProgressBar()
        self._busy.hide()
        self.save = QuietButton(tr("Save the files to a folder…"), glyph="download")
        self.look = PrimaryButton(tr("Check again"), glyph="refresh-cw")
        self._close = QuietButton(tr("Close"))
        self.save.clicked.connect(self._ask_folder)
        self.look.clicked.connect(self._look)
        self._close.clicked.connect(self.accept)
        self._build()
        self.set_heading(tr("Pictures to upload"))
        self._busy.setAccessibleName(tr("Checking the addresses…"))
        pictures, post_id = shell.studio.hand_pictures, self._post_id
        shell.tasks.store(lambda: pictures.of(post_id), self._show, owner=self, failed=self._fail)

    def _build(self) -> None:
        inside, card = PlainHolder(), self._card
        inside.setLayout(column(self._rows, margins=14))
        card.setLayout(column(UpTo(inside, HIGH), margins=1))
        self.fill(self._told, card, self._busy, self.said, buttons=row(self.save, None, self._close, self.look))
        for button in (self.save, self.look):
            button.setEnabled(False)

    def _show(self, pictures: Sequence[HandPicture]) -> None:
        self._pictures = tuple(pictures)
        self.save.setEnabled(True)
        for number, picture in enumerate(pictures):
            if number:
                self._rows.addWidget(rule())
            self._rows.addLayout(self._row(picture))
        self._look()

    def _row(self, picture: HandPicture) -> QVBoxLayout:
        """What the post calls it, its name and address there, and whether it is there."""
        address = Label(picture.url, "hint", wrap=True).selectable()
        copy = IconButton("copy", tr("Copy the address of {name}").format(name=picture.name))
        copy.clicked.connect(lambda: self._copy(picture.url))
        chip = self._chips[picture.url] = StatusChip(self._word(picture))
        texts = column(Label(picture.picture, "label", wrap=True), Label(picture.name), address, spacing=1)
        line = row(texts, column(chip, None), column(copy, None), spacing=10)
        line.setStretch(0, 1)
        return column(line)

    def _word(self, picture: HandPicture) -> StateWord:
        if self._missing is None:
            return StateWord(tr("Not looked yet"), "hourglass", Tone.GREY)
        if picture.url in self._missing:
            return StateWord(tr("Missing"), "triangle-alert", Tone.AMBER)
        return StateWord(tr("Put in place"), "check", Tone.GREEN)

    def _copy(self, address: str) -> None:
        clipboard.copy(address)
        self._shell.toast(tr("Address copied."))

    def _look(self) -> None:
        pictures, post_id = self._shell.studio.hand_pictures, self._post_id
        self.look.setEnabled(False)
        self._busy.move_to(0, 0)
        self._busy.show()
        self._shell.tasks.pool(lambda _: pictures.missing(post_id), self._looked, owner=self, failed=self._fail)

    def _looked(self, missing: Sequence[HandPicture]) -> None:
        self._busy.hide()
        self.look.setEnabled(True)
        self.look.setFocus()  # it was lost while the button was off
        self._missing = frozenset(one.url for one in missing)
        for picture in self._pictures:
            self._chips[picture.url].set_word(self._word(picture))
        if missing:
            words = tr("{n} of {all} pictures are not there yet, or another file is.")
            self.said.say(Tone.AMBER, words.format(n=len(missing), all=len(self._pictures)))
        else:
            self.said.say(Tone.GREEN, tr("Every picture is in its place. The post leaves by itself."))

    def _ask_folder(self) -> None:
        ask_folder(self, tr("Where to save the pictures"), self._write)

    def _write(self, folder: Path) -> None:
        pictures, post_id = self._shell.studio.hand_pictures, self._post_id
        self._shell.tasks.pool(
            lambda _: pictures.write(post_id, folder), self._written, owner=self, failed=self._fail, lasting=True
        )

    def _written(self, paths: Sequence[Path]) -> None:
        folder = paths[0].parent if paths else Path()
        self.said.say(
            Tone.BLUE,
            ntr("Saved {n} file in {folder}.", "Saved {n} files in {folder}.", len(paths)).format(
                n=len(paths), folder=folder
            ),
        )
        open_folder(folder)

    def _fail(self, error: StudioError) -> None:
        self._busy.hide()
        self._card.setVisible(bool(self._pictures))
        self.refit()
        self.look.setEnabled(bool(self._pictures))
        self.said.say(Tone.RED, self._shell.language.explain(error))
