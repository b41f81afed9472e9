"""What leaves a photograph's editor: a finished file for a post, or a copy for one of the platforms."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.errors import StudioError
from studio.images.export import TARGETS, ExportTarget
from studio.images.work import Made, Work
from studio.images.works import BOX, MAX_BYTES, Unseen, refuse_unprotected
from studio.paths import unreserved, write_chosen
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.files import ask_save
from studio.ui.images.saving import Saving
from studio.ui.page import PageId, Shell
from studio.ui.widgets.buttons import MenuButton, PrimaryButton
from studio.ui.widgets.layout import row
from studio.ui.words import platform_name

TO_POST = ExportTarget(box=BOX, max_bytes=MAX_BYTES)
"""As large as a post may need it; each platform makes its own of it."""
TO_COMPOSER = "picture:"
"""Before the SHA-256 and the name of a finished picture, for the composer."""
NEUTRAL = "anh-da-che.jpg"
"""What a copy is called unless a person says otherwise: a title often begins as a file's name, and that tells who."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
"""What a file name may not hold on some system."""


class Finishing(QWidget):
    """Two buttons. `undecided` carries a work that may not leave yet, and the reason."""

    undecided = Signal(object, object)

    def __init__(self, shell: Shell, saving: Saving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._saving = shell, saving
        self._works = shell.studio.photo_works
        self.copy = MenuButton(tr("Save a copy"), "download")
        self.send = PrimaryButton(tr("Send to the composer"), "send")
        self.targets = QMenu(self)
        self.copy.setMenu(self.targets)
        self.send.clicked.connect(self._send)
        self.setLayout(row(self.copy, self.send))
        anchor(self, "media.export")
        anchor(self.send, "media.to_post")
        self.targets.clear()
        words = tr("For {platform}: {width} × {height} pixels, {size} MB at most")
        for platform, target in TARGETS.items():
            said = words.format(
                platform=platform_name(platform),
                width=target.box[0],
                height=target.box[1],
                size=f"{target.max_bytes / 1e6:.0f}",
            )
            self.targets.addAction(said).triggered.connect(partial(self._save_copy, target))

    def _send(self) -> None:
        def go(made: Made, _: bytes, title: str) -> None:
            self._shell.go(PageId.COMPOSER, f"{TO_COMPOSER}{made.sha256}:{file_name(title)}")

        self._finish(TO_POST, go)

    def _save_copy(self, target: ExportTarget, _: bool = False) -> None:
        def ask(_: Made, data: bytes, title: str) -> None:
            ask_save(self, tr("Save a copy"), NEUTRAL, "JPEG (*.jpg)", lambda path: self._write(path, data))

        self._finish(target, ask)

    def _write(self, path: Path, data: bytes) -> None:
        self._shell.tasks.pool(
            lambda _: write_chosen(path, data),
            lambda _: self._shell.toast(tr("Saved: {name}").format(name=path.name)),
            owner=self,
        )

    def _finish(self, target: ExportTarget, then: Callable[[Made, bytes, str], None]) -> None:
        """Make the file, once everything is stored; `then` gets the title of the work, too."""
        by = self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self._saving.then(lambda work: self._make(work, by, target, then))

    def _make(self, work: Work, by: str, target: ExportTarget, then: Callable[[Made, bytes, str], None]) -> None:
        try:
            refuse_unprotected(work)
        except StudioError as error:
            self.undecided.emit(work, error)
            return
        works = self._works
        self._wait(waiting=True)

        def made(result: tuple[Made, bytes]) -> None:
            self._wait(waiting=False)
            then(*result, work.title)

        def failed(error: StudioError) -> None:
            self._wait(waiting=False)
            if isinstance(error, Unseen):
                self.undecided.emit(work, error)
            else:
                self._shell.complain(error)

        self._shell.tasks.pool(
            lambda _: works.finish(work.id, work.revision, by, box=target.box, max_bytes=target.max_bytes),
            made,
            owner=self,
            failed=failed,
        )

    def _wait(self, *, waiting: bool) -> None:
        for button in (self.copy, self.send):
            button.setEnabled(not waiting)


def file_name(title: str) -> str:
    """A name for a finished picture that every system takes."""
    return f"{unreserved(_UNFIT.sub(' ', title).strip()) or 'anh'}.jpg"
