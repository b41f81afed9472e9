"""The signing keys of the unit: their fingerprints, to be compared and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from studio.clock import show_date
from studio.paths import write_chosen
from studio.people.key_sheet import in_force, key_sheet
from studio.people.keys import KeyEvent, fingerprint
from studio.ui.files import ask_save
from studio.ui.library.printing import ask_print
from studio.ui.page import Shell
from studio.ui.people.name_list import NameList
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row

if TYPE_CHECKING:
    from studio.app.studio import Studio

FILE_NAME = "dau-van-tay-khoa-ky.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The register with what stands at the head of the sheet."""

    events: tuple[KeyEvent, ...] = ()
    unit: str = ""
    at: datetime | None = None

    @property
    def sheet(self) -> str:
        """To be printed, signed and kept: HTML."""
        return key_sheet(self.events, self.unit, self.at) if self.at is not None else ""


def load_keys(studio: Studio) -> Keys:
    """Read on the worker."""
    units = studio.directory.book().units
    return Keys(events=tuple(studio.people.key_register()), unit=units[0].name if units else "", at=studio.now())


class KeysDialog(Dialog):
    """Who signs with which key; the list is printed, or saved as a page to be printed elsewhere."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=640)
        self._shell = shell
        self.keys = Keys()
        self._about, self._list = Label(role="hint", wrap=True), NameList()
        self.print, self.save = PrimaryButton(glyph="printer"), QuietButton(glyph="download")
        self.close_button = QuietButton()
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        for button in (self.print, self.save):
            button.setEnabled(False)
        self.fill(self._about, self._list, buttons=row(self.save, None, self.close_button, self.print))
        self.retranslate()
        shell.tasks.pool(lambda _: load_keys(shell.studio), self._show, owner=self)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Fingerprints of the signing keys"))
        self._about.setText(
            self.tr(
                "Print this list, have the head sign it, and keep it under lock. A record of a post is true when the "
                "fingerprint in it stands on the list."
            )
        )
        self.print.setText(self.tr("Print…"))
        self.save.setText(self.tr("Save…"))
        self.close_button.setText(self.tr("Close"))
        self._show(self.keys)

    def _show(self, keys: Keys) -> None:
        self.keys = keys
        lines = in_force(keys.events)
        for button in (self.print, self.save):
            button.setEnabled(bool(lines))
        since = self.tr("since {date}")
        none = self.tr("No key yet. A key is made when a person first enters their PIN.")
        self._list.show_lines(
            [(line.name, since.format(date=show_date(line.at.date())), fingerprint(line.public)) for line in lines],
            none if keys.at is not None else "",
        )
        self.refit()

    def _print(self) -> None:
        pages = QTextDocument(self)
        pages.setHtml(self.keys.sheet)
        ask_print(self, self.windowTitle(), pages)

    def _save(self) -> None:
        data = self.keys.sheet.encode()

        def write(path: Path) -> None:
            self._shell.tasks.pool(
                lambda _: write_chosen(path, data),
                lambda _: self._shell.toast(self.tr("Saved: {name}").format(name=path.name)),
                owner=self,
            )

        ask_save(self, self.tr("Fingerprints of the signing keys"), FILE_NAME, "HTML (*.html)", write)
