"""Moves posts to the trash and back: asks, shows how far it is, says what came of it, and offers the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.posts.model import TRASH_DAYS
from studio.translation import ntr, tr
from studio.ui.page import Shell
from studio.ui.posts.bulk import GLYPHS, BulkDeed, BulkOutcome, BulkPlan, carry_out, plan
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.words import post_word


class BulkDialog(Dialog):
    """`agreed` follows the person's yes. Where nothing can be moved it only says so."""

    agreed = Signal()

    def __init__(self, plan: BulkPlan, parent: QWidget | None) -> None:
        super().__init__(parent, width=500)
        trash, n = plan.deed is BulkDeed.TRASH, len(plan.ready)
        number = counted(n)
        move, restore = ntr("Move {n} post", "Move {n} posts", n), ntr("Restore {n} post", "Restore {n} posts", n)
        verb = move if trash else restore
        self.go = PrimaryButton(verb.format(n=number), glyph=GLYPHS[plan.deed])
        self.cancel = QuietButton(tr("Cancel") if plan.ready else tr("Close"))
        self.go.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.reject)
        stays = Label(tr("Left as they are: {n}").format(n=counted(plan.left)), role="label", wrap=True)
        kept = column(spacing=6)
        for state, count in plan.kept.items():
            posts = Label(tr("posts: {n}").format(n=counted(count)), role="hint")
            kept.addLayout(row(StatusChip(post_word(state)), posts, None, spacing=10))
        self.fill(
            Label(self._explain(plan, trash=trash), wrap=True), stays, kept, buttons=row(None, self.cancel, self.go)
        )
        self.go.setVisible(bool(plan.ready))
        stays.setVisible(bool(plan.kept))
        if not plan.ready:
            self.set_heading(tr("None of these posts can be moved"))
        elif trash:
            heading = ntr("Move {n} post to the trash?", "Move {n} posts to the trash?", n)
            self.set_heading(heading.format(n=number))
        else:
            self.set_heading(ntr("Restore {n} post?", "Restore {n} posts?", n).format(n=number))
        self.cancel.setFocus()

    def _explain(self, plan: BulkPlan, *, trash: bool) -> str:
        if not plan.ready:
            return tr(
                "Only drafts, posts with changes requested or rejected, and posts whose approval expired go to "
                "the trash. Return a post to draft first; published posts are records and stay."
            )
        if trash:
            return tr("They are kept there for {days} days and can be restored until then.").format(days=TRASH_DAYS)
        return tr("Each post returns to the status it had before.")

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()


LONG = 50
"""Posts beyond which the work shows how far it is and can be stopped."""
NAMED = 3
"""Titles given with each reason."""


class PostMover(QWidget):
    """Progress and outcome stand here, over the list. `moved` says that posts were moved."""

    moved = Signal()

    def __init__(self, shell: Shell, title: Callable[[str], str]) -> None:
        """`title` is what stands for an empty title."""
        super().__init__()
        self._shell, self._title = shell, title
        self._ticket: Ticket | None = None
        self._last: BulkOutcome | None = None
        self.progress = ProgressStrip()
        self.progress.stopped.connect(self.stop)
        self.undo = QuietButton(tr("Undo"), glyph="undo-2")
        self.undo.clicked.connect(self.take_back)
        self.banner = Banner(self.undo)
        close = IconButton("x", tr("Close this message"))
        close.clicked.connect(self.hush)
        self.banner.layout().addWidget(close)  # type: ignore[union-attr]
        self.setLayout(column(self.progress, self.banner, spacing=6))
        self.hide()

    @property
    def running(self) -> bool:
        return self._ticket is not None

    def ask(self, deed: BulkDeed, ids: Sequence[str]) -> None:
        """Do `deed` to the posts: to one at once, to several after a yes. Somebody has to be signed in."""
        if not ids or self.running:
            return
        if not self._shell.session.person_id:
            self._shell.sign_in()
            return
        if len(ids) == 1:
            self._run(deed, ids)
            return
        listing = self._shell.studio.listing
        self._shell.tasks.store(lambda: plan(listing, deed, ids), self._offer, owner=self, key="plan")

    def take_back(self) -> None:
        """Undo what was done last."""
        last, self._last = self._last, None
        self.hush()
        if last is not None and last.done and not self.running and self._shell.session.person_id:
            self._run(last.deed.undo, last.done, taking_back=True)

    def stop(self) -> None:
        """The post under way is finished; what was moved stays moved."""
        if self._ticket is not None:
            self._ticket.ask_to_stop()

    def hush(self) -> None:
        """Say nothing any more."""
        self.banner.say(Tone.BLUE, "")
        self._fold()

    def _offer(self, made: BulkPlan) -> None:
        dialog = BulkDialog(made, self)
        dialog.agreed.connect(lambda: self._run(made.deed, made.ready))
        dialog.open()

    def _run(self, deed: BulkDeed, ids: Sequence[str], *, taking_back: bool = False) -> None:
        if self.running:
            return
        self.banner.say(Tone.BLUE, "")
        if len(ids) > LONG:
            n = counted(len(ids))
            begun = tr("Moving {n} posts to the trash…") if deed is BulkDeed.TRASH else tr("Restoring {n} posts…")
            self.progress.begin(begun.format(n=n))
        self._fold()
        studio, by = self._shell.studio, self._shell.session.person_id

        def work(ticket: Ticket) -> BulkOutcome:
            def going(done: int, total: int) -> bool:
                ticket.progress(done, total)
                return not ticket.stop_asked

            return carry_out(studio.drafts, studio.listing, deed, ids, by, going)

        self._ticket = self._shell.tasks.pool(
            work,
            lambda outcome: self._told(outcome, taking_back=taking_back),
            owner=self,
            failed=self._failed,
            moved=self.progress.move_to,
        )

    def _told(self, outcome: BulkOutcome, *, taking_back: bool) -> None:
        self._end()
        self._last = None if taking_back else outcome
        if outcome.smooth:
            undo = None if taking_back else self.take_back
            self._shell.toast(self._done(outcome), tr("Undo") if undo else "", undo)
        else:
            self.undo.setVisible(bool(outcome.done) and not taking_back)
            self.banner.say(Tone.AMBER, self._report(outcome))
            self._fold()
        self.moved.emit()

    def _failed(self, error: StudioError) -> None:
        self._end()
        self._shell.complain(error)
        self.moved.emit()

    def _end(self) -> None:
        self._ticket = None
        self.progress.end()
        self._fold()

    def _fold(self) -> None:
        self.setVisible(not (self.progress.isHidden() and self.banner.isHidden()))

    # -- what is said

    def _done(self, outcome: BulkOutcome) -> str:
        n, trash = len(outcome.done), outcome.deed is BulkDeed.TRASH
        if n == 1:
            return tr("Moved to the trash.") if trash else tr("Restored.")
        said = tr("{n} posts moved to the trash.") if trash else tr("{n} posts restored.")
        return said.format(n=counted(n))

    def _report(self, outcome: BulkOutcome) -> str:
        lines = [self._done(outcome)] if outcome.done else []
        if outcome.unreached:
            lines.append(tr("Stopped; unchanged: {n}.").format(n=counted(outcome.unreached)))
        for reason, titles in outcome.refused.items():
            named = "; ".join(self._title(title) for title in titles[:NAMED])
            more = tr(" and {n} more").format(n=counted(len(titles) - NAMED)) if len(titles) > NAMED else ""
            refused = tr("Not moved ({posts}{more}): {reason}")
            lines.append(refused.format(posts=named, more=more, reason=self._shell.language.say(reason)))
        return "\n".join(lines)
