"""Moving a queued post to another time: one dialog that leads through the steps, and may be opened again half way.

    ask_move(shell, post_id, to, parent)

opens it: for a post that waits in the outbox with the moment it is to go to, or None to ask for one; a move that was
begun goes on where it stands.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.errors import StudioError
from studio.outbox.rescheduler import STEP_ROLES, MoveStanding, MoveStep
from studio.people.model import Person
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.almanac import PostAlmanac
from studio.ui.approval.sign import Signature
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, clear, column, row
from studio.ui.widgets.moment import DateTimeField

if TYPE_CHECKING:
    from studio.app.studio import Studio

WIDTH = 540


def ask_move(shell: Shell, post_id: str, to: datetime | None, parent: QWidget) -> None:
    """Lead a person through moving the post to `to` (aware). None asks for it, or goes on with what was begun."""
    MoveDialog(shell, post_id, to, parent).open()


class MoveDialog(Dialog):
    """Says each step with who takes it; signs the next one."""

    def __init__(self, shell: Shell, post_id: str, to: datetime | None, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._shell, self._post_id, self._to = shell, post_id, to
        self._step = MoveStep.CANCEL
        self._begun = False
        self._people: tuple[Person, ...] = ()
        self._writers: frozenset[str] = frozenset()
        self._revision = 0
        self.title = Label(role="hint", wrap=True)
        self._steps: QVBoxLayout = column(spacing=8)
        self._card = Card(kind="inset")
        self._card.setLayout(column(self._steps, margins=12))
        self._card.hide()
        self.note = Label(wrap=True)
        self.at = DateTimeField(shell.studio.now, almanacs=PostAlmanac(shell, lambda: post_id))
        self._at = FieldBlock(self.at, tr("New time"), required=True, reserved=True)
        self._at.hide()
        self.signature = Signature((), "")
        self.read = LinkButton(tr("Read the post first"), "external-link")
        self.read.clicked.connect(self._read_post)
        self.go = PrimaryButton(tr("Continue"))
        self.go.setEnabled(False)
        self.go.setDefault(True)
        self.go.clicked.connect(self._give)
        self.later = QuietButton(tr("Later"))
        self.later.clicked.connect(self.reject)
        buttons = row(None, self.later, self.go)
        read = row(self.read, None)
        told = (self.title, self._at, self._card, self.note, read)
        self.fill(*told, self.signature, buttons=buttons, stays=(self.signature,))
        self.read.hide()
        self.set_heading(tr("Move this post"))
        self._load()

    def _load(self) -> None:
        studio, post_id = self._shell.studio, self._post_id
        self._shell.tasks.store(lambda: read_move(studio, post_id), self._show, owner=self, failed=self._failed)

    def _show(self, found: MoveView) -> None:
        self._people, self._writers, self._revision = found.people, found.writers, found.revision
        standing = found.standing
        self._begun = standing is not None
        self._to = standing.move.to if standing is not None else self._to
        self._step = standing.step if standing is not None else MoveStep.CANCEL
        was = standing.move.was if standing is not None else found.was
        if self._to is not None:
            self.set_heading(tr("Move this post to {time}?").format(time=show_datetime(self._to)))
        before = tr("now planned for {time}").format(time=show_datetime(was)) if was is not None else ""
        self.title.setText(" · ".join(part for part in (found.title, before) if part))
        self._show_steps(standing.steps if standing is not None else found.steps)
        if standing is None and found.refusal is not None:
            self._refuse(self._shell.language.sentence(found.refusal))
            return
        self._at.setVisible(self._to is None)
        self.note.setText(self._told(standing))
        self.read.setVisible(self._step is MoveStep.APPROVE)
        self._offer()
        self.go.setText(self._verb())
        self.go.setEnabled(True)
        self.refit()
        first = self.at if self._to is None else self.signature.pin
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.signature.hide()
        self.go.hide()
        self.later.setText(tr("Close"))
        self.refit()

    def _offer(self) -> None:
        """Those whose step it is; nobody approves what they wrote."""
        roles = frozenset(STEP_ROLES[self._step])
        may = [p for p in self._people if p.works_here and p.roles & roles]
        if self._step is MoveStep.APPROVE:
            may = [p for p in may if p.id not in self._writers]
        here = self._shell.session.person_id
        self.signature.who.offer(may, here if any(p.id == here for p in may) else may[0].id if len(may) == 1 else "")

    def _show_steps(self, steps: tuple[MoveStep, ...]) -> None:
        clear(self._steps)
        self._card.setVisible(bool(steps))
        at = steps.index(self._step) if self._step in steps else 0
        for number, step in enumerate(steps):
            done, now = number < at, number == at
            mark = Glyph("circle-check" if done else "circle-dot" if now else "circle", "accent" if now else "muted")
            line = row(mark, Label(self._words(step), "label" if now else "hint", wrap=True), spacing=8)
            line.setStretch(1, 1)
            self._steps.addLayout(line)

    def _words(self, step: MoveStep) -> str:
        return {
            MoveStep.CANCEL: tr("1. Cancel the delivery: pages that hold it are asked, and answer"),
            MoveStep.TIME: tr("2. Write the new time, and submit it"),
            MoveStep.APPROVE: tr("3. Another person approves again, for the new time"),
            MoveStep.QUEUE: tr("Last: queue it again"),
        }[step]

    def _verb(self) -> str:
        return {
            MoveStep.CANCEL: tr("Check the pages again") if self._begun else tr("Move it"),
            MoveStep.TIME: tr("Enter the time and submit"),
            MoveStep.APPROVE: tr("Approve again"),
            MoveStep.QUEUE: tr("Queue it"),
        }[self._step]

    def _told(self, standing: MoveStanding | None) -> str:
        if standing is None:
            return tr(
                "From this step on nothing is sent at the old time. You may stop after each step and continue later."
            )
        if standing.step is MoveStep.CANCEL:
            pages = ", ".join(standing.waits)
            words = tr("Not certain yet that these pages have removed it: {pages}. The app keeps asking them.")
            return words.format(pages=pages)
        if standing.step is MoveStep.APPROVE:
            return tr("It waits for another person's approval. Until then it is not published.")
        return tr("The pages no longer hold the post. It is not published until the steps below are done.")

    def _give(self) -> None:
        if not self._begun and not self._timed():
            return
        if self.signature.lacks():
            return
        rescheduler, to, post_id, revision = self._shell.studio.rescheduler, self._to, self._post_id, self._revision
        person, pin = self.signature.take()
        self.go.setEnabled(False)

        def work() -> MoveStanding | None:
            if not self._begun and to is not None:
                return rescheduler.begin(post_id, to, person, pin)
            return rescheduler.go_on(post_id, person, pin, revision=revision)

        self._shell.tasks.pool(lambda _: work(), self._moved, owner=self, failed=self._wrong, lasting=True)

    def _timed(self) -> bool:
        """Take the moment that was asked for; says below it what is wrong."""
        if self._at.isHidden():
            return True
        at = self.at.value
        right = at is not None and at > self._shell.studio.now()
        self._at.set_error("" if right else tr("Enter a future time, such as 25/11/2026 08:00."))
        if right:
            self._to = at
        else:
            self.at.setFocus()
        return right

    def _moved(self, standing: MoveStanding | None) -> None:
        self._shell.changed()
        self._shell.carry()
        if standing is None:
            at = show_datetime(self._to) if self._to is not None else ""
            self._shell.toast(tr("Moved: it is queued for {time}.").format(time=at))
            self.accept()
        else:
            self._load()

    def _wrong(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self.signature.refuse(self._shell.language.explain(error))
        self.refit()

    def _failed(self, error: StudioError) -> None:
        self._refuse(self._shell.language.explain(error))

    def _read_post(self) -> None:
        self.accept()
        self._shell.go(PageId.APPROVAL, self._post_id)


class MoveView:
    """What the dialog shows, read on the worker."""

    def __init__(self, studio: Studio, post_id: str) -> None:
        post = studio.drafts.get(post_id)
        waiting = [d.due_at for d in studio.outbox.of_post(post_id) if d.state.value in ("scheduled", "waiting")]
        self.standing = studio.rescheduler.of(post_id)
        self.refusal: Phrase | None = studio.rescheduler.refusal(post_id)
        self.steps = studio.rescheduler.steps(post_id)
        self.title = studio.drafts.title(post_id)
        self.was = min(waiting, default=post.publish_at)
        self.people = tuple(sorted(studio.people.list(), key=lambda p: p.name))
        self.writers = frozenset((post.author, *post.editors))
        self.revision = post.revision


def read_move(studio: Studio, post_id: str) -> MoveView:
    """Raises StudioError."""
    return MoveView(studio, post_id)
