"""What is done with a page file besides writing in it: the head, the status, files that are attached and exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.accounts.model import PageStatus
from studio.people.model import Role
from studio.registry.model import Archive, PageEvidence
from studio.registry.rules import Gap
from studio.translation import ntr, tr
from studio.ui.files import ask_save
from studio.ui.page import Shell
from studio.ui.people.forms import slug
from studio.ui.pin_dialog import DecisionDialog, PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.registry.view import FileView, name_of
from studio.ui.system_open import open_file
from studio.ui.words import page_word

HTML, ZIP = "HTML (*.html)", "ZIP (*.zip)"
ANYONE = frozenset(Role)
KEEPERS = frozenset({Role.TECHNICAL, Role.HEAD})


class FileDeeds(QObject):
    """`done` is called after each deed that changed something, `gone` before it when the file is there no more."""

    def __init__(self, shell: Shell, parent: QWidget, *, done: Callable[[], None], gone: Callable[[], None]) -> None:
        super().__init__(parent)
        self._shell, self._over, self._done, self._gone = shell, parent, done, gone

    def do(self, deed: str, view: FileView) -> None:
        """Carry out, or ask about, what a button named."""
        deeds: dict[str, Callable[[FileView], None]] = {
            "check": self._check,
            "submit": self._submit,
            "decide": self._decide,
            "identity": self._identity,
            "activate": lambda view: self._status(view, PageStatus.ACTIVE),
            "end": lambda view: self._status(view, view.file.transition.to or PageStatus.CLOSED),
            "archive": self._archive,
            "minutes": self._minutes,
            "remove": self._remove,
        }
        deeds[deed](view)

    def take(self, path: Path, then: Callable[[PageEvidence], None]) -> None:
        """Keep a file that somebody chose."""
        registry = self._shell.studio.registry
        self._shell.tasks.store(lambda: registry.attach(path.read_bytes(), path.name), then, owner=self._over)

    def _check(self, view: FileView) -> None:
        registry, key = self._shell.studio.registry, view.file.id

        def told(gaps: Sequence[Gap]) -> None:
            asked = [gap for gap in gaps if gap.part.value == "request"]
            self._shell.toast(
                ntr(
                    "{n} thing of the request is missing.", "{n} things of the request are missing.", len(asked)
                ).format(n=len(asked))
                if asked
                else tr("The request is complete.")
            )
            self._done()

        self._shell.tasks.store(lambda: registry.check(key), told, owner=self._over)

    def _submit(self, view: FileView) -> None:
        registry, key = self._shell.studio.registry, view.file.id
        self._prove(
            PinAction(
                heading=tr("Submit the request to the head?"),
                text=tr("The head approves exactly what is shown here; a later change has to be submitted again."),
                verb=tr("Send"),
                roles=ANYONE,
                work=lambda signed: registry.submit(key, signed.person, signed.pin),
            ),
            tr("Submitted to the head."),
        )

    def _decide(self, view: FileView) -> None:
        if view.asked is None:
            return
        text = tr("Request for “{page}”: {purpose}").format(
            page=view.file.identity.name or view.file.area or name_of(view.file), purpose=view.file.request.purpose
        )
        decide = partial(self._shell.studio.signoffs.decide, view.asked.id)
        dialog = DecisionDialog(self._shell, text, decide, self._over)
        dialog.done_well.connect(lambda: self._said(tr("Decided.")))
        dialog.open()

    def _status(self, view: FileView, status: PageStatus) -> None:
        studio, key = self._shell.studio, view.file.id

        def work(confirmation: SignedConfirmation) -> object:
            studio.people.verify_pin(confirmation.person, confirmation.pin)
            return studio.registry.set_status(key, status, confirmation.person)

        word = page_word(status).text
        self._prove(
            PinAction(
                heading=tr("{page}: {status}?").format(page=name_of(view.file), status=word),
                text=tr("The account of the page follows: posts go to active pages only."),
                verb=tr("Change the status"),
                roles=KEEPERS,
                work=work,
                danger=status is not PageStatus.ACTIVE,
            ),
            tr("The page is now: {status}.").format(status=word),
        )

    def _remove(self, view: FileView) -> None:
        registry, key, by = self._shell.studio.registry, view.file.id, self._shell.session.person_id

        def removed(_: object) -> None:
            self._gone()
            self._said(tr("Removed from the list."))

        self._shell.tasks.store(lambda: registry.remove(key, by), removed, owner=self._over)

    def _identity(self, view: FileView) -> None:
        exports, key, by = self._shell.studio.registry.exports, view.file.id, self._shell.session.person_id
        name = f"phieu-khai-bao-{slug(name_of(view.file), ())}.html"
        ask_save(
            self._over, tr("Export the identity sheet"), name, HTML,
            lambda path: self._export(lambda: exports.identity(key, path, by)),
        )  # fmt: skip

    def _minutes(self, view: FileView) -> None:
        exports, key, by = self._shell.studio.registry.exports, view.file.id, self._shell.session.person_id
        name = f"bien-ban-ban-giao-{slug(name_of(view.file), ())}.html"
        ask_save(
            self._over, tr("Print the minutes"), name, HTML,
            lambda path: self._export(lambda: exports.minutes(key, path, by)),
        )  # fmt: skip

    def _archive(self, view: FileView) -> None:
        registry, key, by = self._shell.studio.registry, view.file.id, self._shell.session.person_id

        def told(archive: Archive) -> None:
            self._said(
                ntr(
                    "Archive of {n} post written and verified.",
                    "Archive of {n} posts written and verified.",
                    len(archive.posts),
                ).format(n=len(archive.posts))
            )

        def write(path: Path) -> None:
            self._shell.tasks.store(lambda: registry.keep_archive(key, path, by), told, owner=self._over)

        ask_save(self._over, tr("Export the archive"), f"luu-tru-{slug(name_of(view.file), ())}.zip", ZIP, write)

    def _export(self, work: Callable[[], Path]) -> None:
        self._shell.tasks.store(work, self.exported, owner=self._over)

    def exported(self, path: Path) -> None:
        """Say where it lies, with a way to look at it and print it."""

        def show() -> None:
            open_file(path)

        self._shell.toast(tr("Written: {name}").format(name=path.name), tr("Open"), show)
        self._done()

    def _prove(self, action: PinAction, said: str) -> None:
        dialog = PinConfirmDialog(self._shell, action, self._over)
        dialog.done_well.connect(lambda: self._said(said))
        dialog.open()

    def _said(self, said: str) -> None:
        self._shell.toast(said)
        self._done()
