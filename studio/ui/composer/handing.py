"""Steps that take a post out of the author's hands, and the ways back: handing in, taking back, the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.people.model import Role
from studio.posts.model import Post
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.proof import Proof, ProofDialog, ProofStep

if TYPE_CHECKING:
    from studio.app.studio import Studio


class Handing(QObject):
    """`moved` follows a step that changed the state of the post; `binned` one that took it out of the lists."""

    moved = Signal()
    binned = Signal(str)
    """Id of the post that lies in the trash now."""
    fetched = Signal(str)
    """Id of the post that was taken out of the trash again."""

    def __init__(self, shell: Shell, studio: Studio, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._studio, self._over = shell, studio, parent

    def submit(self, post_id: str) -> None:
        """Ask who hands the post in, and do it."""
        workflow = self._studio.workflow

        def work(proof: Proof) -> Post:
            return workflow.submit(post_id, proof.person, proof.pin)

        step = ProofStep(
            heading=tr("Submit for approval"),
            text=tr("Somebody who did not write this post will look at it. A change takes it back to a draft."),
            verb=tr("Submit"),
            roles=frozenset({Role.AUTHOR}),
            work=work,
        )
        self._ask(step, tr("Submitted for approval."))

    def recall(self, post_id: str) -> None:
        """Ask who takes the post back, and do it."""
        workflow = self._studio.workflow

        def work(proof: Proof) -> Post:
            return workflow.recall(post_id, proof.person, proof.pin)

        step = ProofStep(
            heading=tr("Take it back to draft"),
            text=tr("The approval asked for, or given, no longer counts. The post can be changed again."),
            verb=tr("Take it back"),
            roles=frozenset({Role.AUTHOR}),
            work=work,
        )
        self._ask(step, "")

    def bin(self, post_id: str) -> None:
        """Put the post into the trash, from which it comes back whole; nothing is asked."""
        desk, by = self._studio.desk, self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: desk.trash(post_id, by),
            lambda _: self.binned.emit(post_id),
            owner=self,
            failed=self._shell.complain,
        )

    def fetch(self, post_id: str) -> None:
        """Take the post out of the trash."""
        desk, by = self._studio.desk, self._shell.session.person_id
        self._shell.tasks.store(
            lambda: desk.untrash(post_id, by),
            lambda _: self.fetched.emit(post_id),
            owner=self,
            failed=self._shell.complain,
        )

    def _ask(self, step: ProofStep, said: str) -> None:
        dialog = ProofDialog(self._shell, step, self._over.window())
        dialog.done_well.connect(lambda: self._done(said))
        dialog.open()

    def _done(self, said: str) -> None:
        if said:
            self._shell.toast(said)
        self.moved.emit()
