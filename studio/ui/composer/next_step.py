"""The one next step of the open post, taken by its button or by Ctrl+Enter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from studio.people.model import Role
from studio.posts.model import Post, PreflightStage
from studio.translation import tr
from studio.ui.composer.controller import ComposerController, NextStep, blocked_because, reason_of, step_of
from studio.ui.composer.editor import EditorView
from studio.ui.composer.live_check import LiveOutcome
from studio.ui.composer.side.pane import CHECKS
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.writing.refusal import Refusal

if TYPE_CHECKING:
    from studio.app.studio import Studio


class PostActions(QObject):
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

        def work(confirmation: SignedConfirmation) -> Post:
            return workflow.submit(post_id, confirmation.person, confirmation.pin)

        action = PinAction(
            heading=tr("Submit for approval"),
            text=tr("Somebody who did not write this post will read it. Editing returns it to draft."),
            verb=tr("Submit"),
            roles=frozenset({Role.AUTHOR}),
            work=work,
        )
        self._ask(action, tr("Submitted for approval."))

    def recall(self, post_id: str) -> None:
        """Ask who takes the post back, and do it."""
        workflow = self._studio.workflow

        def work(confirmation: SignedConfirmation) -> Post:
            return workflow.recall(post_id, confirmation.person, confirmation.pin)

        action = PinAction(
            heading=tr("Return to draft"),
            text=tr("The request for approval, or the approval given, no longer counts. The post can be edited again."),
            verb=tr("Return it to draft"),
            roles=frozenset({Role.AUTHOR}),
            work=work,
        )
        self._ask(action, "")

    def bin(self, post_id: str) -> None:
        """Put the post into the trash, from which it comes back whole; nothing is asked."""
        drafts, by = self._studio.drafts, self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: drafts.trash(post_id, by),
            lambda _: self.binned.emit(post_id),
            owner=self,
            failed=self._shell.complain,
        )

    def fetch(self, post_id: str) -> None:
        """Take the post out of the trash."""
        drafts, by = self._studio.drafts, self._shell.session.person_id
        self._shell.tasks.store(
            lambda: drafts.untrash(post_id, by),
            lambda _: self.fetched.emit(post_id),
            owner=self,
            failed=self._shell.complain,
        )

    def _ask(self, action: PinAction, said: str) -> None:
        dialog = PinConfirmDialog(self._shell, action, self._over.window())
        dialog.done_well.connect(lambda: self._done(said))
        dialog.open()

    def _done(self, said: str) -> None:
        if said:
            self._shell.toast(said)
        self.moved.emit()


class NextStepController(QObject):
    """What the key asks for is never lost: handing in waits for a check of the post as it stands at that key, and where
    the step cannot be taken the reason is said by the button."""

    def __init__(
        self, shell: Shell, editor: EditorView, composer: ComposerController, post_actions: PostActions
    ) -> None:
        super().__init__(editor)
        self._shell, self._editor, self._composer, self._post_actions = shell, editor, composer, post_actions
        self._wished = ""
        """Id of the post that is to be handed in as soon as it is checked."""
        self._refusal: Refusal | None = None
        composer.live.came.connect(self._checked)
        composer.live.failed.connect(lambda _: self.forget())
        shell.session.changed.connect(self._somebody_else)

    def take(self) -> None:
        """Take the step, or say why not."""
        post = self._composer.post
        if post is None:
            return
        QGuiApplication.inputMethod().commit()  # the last word belongs to what is checked
        # What the last check found is no reason: it may be of a moment before.
        now = replace(self._composer.situation(), blockers=())
        step, reason = step_of(now), reason_of(now, self._shell.language)
        if reason:
            self._say(reason)
        elif step is NextStep.SUBMIT:
            self._wished = post.id
            self._composer.check()
        elif step is NextStep.DECIDE:
            self._shell.go(PageId.APPROVAL, post.id)
        elif step is NextStep.PUBLISH:
            self._shell.publish(post.id)
        elif step is NextStep.OUTBOX:
            self._shell.go(PageId.OUTBOX, "")

    def forget(self) -> None:
        """Hand nothing in by itself any more."""
        self._wished = ""

    def _checked(self, outcome: LiveOutcome) -> None:
        if outcome.stage is not PreflightStage.SUBMIT or outcome.post.id != self._wished:
            return
        self.forget()
        if outcome.blockers:
            self._editor.show_tab(CHECKS)
            self._say(blocked_because(outcome.blockers, self._shell.language))
        else:
            self._composer.journal.flush()
            self._post_actions.submit(outcome.post.id)

    def _say(self, reason: str) -> None:
        """By the button; the keyboard goes back to where it is."""
        host = self._host
        if self._refusal is None:
            self._refusal = Refusal(host)
        button = self._editor.header.primary
        place = QRect(button.mapTo(host, button.rect().topLeft()), button.size()) if button.isVisible() else None
        self._refusal.say(reason, place, QApplication.focusWidget())

    def _somebody_else(self) -> None:
        self.forget()
        if self._refusal is not None:
            self._refusal.close_popover()

    @property
    def _host(self) -> QWidget:
        window = self._editor.window()
        content = window.centralWidget() if isinstance(window, QMainWindow) else None
        return content or window
