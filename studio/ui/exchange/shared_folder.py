"""The folder through which posts go from PC to PC by themselves, in the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.translation import tr
from studio.ui.exchange.pcs import KEEPERS
from studio.ui.files import ask_folder
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.settings.section import titled
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, clear, column

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.folder_model import FolderFile, FolderLook


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSeen:
    """What the card shows; `place` is None where no folder was chosen."""

    place: Path | None
    troubles: Sequence[FolderFile]


def load_folder(studio: Studio) -> FolderSeen:
    """On the worker."""
    return FolderSeen(place=studio.shared_folder.place(), troubles=studio.shared_folder.troubles())


class FolderCard(QWidget):
    """Chosen, looked at, and let go again; both with a PIN."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        about = tr(
            "A folder that several PCs share, such as one on a server or one kept in sync by another program: "
            "posts go through it automatically, as whole files, and each is checked like one from a USB drive."
        )
        self._place = ElidedLabel(tr("No folder chosen yet."), "hint")
        self.trouble = Banner()
        self._lines: QVBoxLayout = column(spacing=6)
        self.choose = QuietButton(tr("Choose the folder…"), "folder-open")
        self.now = QuietButton(tr("Look now"), "refresh-cw")
        self.drop = QuietButton(tr("Stop using the folder…"), "x")
        self.choose.clicked.connect(lambda: ask_folder(self, tr("Folder for posts"), self._ask_choose))
        self.now.clicked.connect(self._look)
        self.drop.clicked.connect(self._ask_drop)
        flow, buttons = FlowLayout(), PlainHolder()
        for button in (self.choose, self.now, self.drop):
            flow.addWidget(button)
        buttons.setLayout(flow)
        parts = Label(about, "hint", wrap=True), self._place, self.trouble, self._lines, buttons
        self.setLayout(column(titled(tr("Watched folder"), *parts)))

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_folder(studio), self._show, owner=self, key="folder")

    def _show(self, seen: FolderSeen) -> None:
        self._place.setText(str(seen.place) if seen.place is not None else tr("No folder chosen yet."))
        for button in (self.now, self.drop):
            button.setVisible(seen.place is not None)
        clear(self._lines)
        for file in seen.troubles if seen.place is not None else ():
            why = self._shell.language.sentence(file.why) if file.why is not None else ""
            self._lines.addWidget(Label(f"{file.name}: {why}", "error", wrap=True))

    def _ask_choose(self, folder: Path) -> None:
        self._ask(
            tr("Let posts go through this folder?"),
            tr("{folder}\n\nWhat is done with posts here is written there, and what others write is imported.").format(
                folder=folder
            ),
            tr("Use this folder"),
            folder,
        )

    def _ask_drop(self) -> None:
        said = tr("What was imported stays, and so do the files there. From then on posts go by USB drive again.")
        self._ask(tr("Stop using the folder?"), said, tr("Stop using"), None)

    def _ask(self, heading: str, text: str, verb: str, folder: Path | None) -> None:
        shared = self._shell.studio.shared_folder

        def choose(confirmation: SignedConfirmation) -> None:
            shared.choose(folder, confirmation.person, confirmation.pin)

        action = PinAction(heading=heading, text=text, verb=verb, roles=KEEPERS, work=choose)
        dialog = PinConfirmDialog(self._shell, action, self)
        dialog.done_well.connect(self._look)
        dialog.open()

    def _look(self) -> None:
        shared = self._shell.studio.shared_folder
        self.now.setEnabled(False)
        self._shell.tasks.pool(lambda _: shared.look(), self._looked, owner=self, lasting=True)

    def _looked(self, look: FolderLook) -> None:
        self.now.setEnabled(True)
        self.trouble.say(Tone.AMBER, self._shell.language.sentence(look.trouble) if look.trouble is not None else "")
        self._shell.changed()
