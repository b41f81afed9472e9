"""Approvals: the queue, what is decided on, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QSplitter, QStackedWidget, QWidget

from studio.errors import StudioError
from studio.posts.model import Post, PostState
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.anchors import anchor
from studio.ui.approval.case import ReviewData, load_case
from studio.ui.approval.decision import DecisionPane
from studio.ui.approval.exhibit import Exhibit
from studio.ui.approval.queue import QueueView
from studio.ui.approval.verdict import GivenDecision
from studio.ui.exchange.sending import ask_send
from studio.ui.exchange.taking import TakeInButton
from studio.ui.exchange.versions import ask_version
from studio.ui.language import Speech
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.review.comments import CommentEntry
from studio.ui.review.zoom import PictureDialog, Shot
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import Plain, column, row, scrolled

if TYPE_CHECKING:
    from studio.app.studio import Studio

QUEUE_CHARS = 22


class ApprovalPage(Page):
    """Queue left; on the right what is decided on, and the decision below it."""

    id = PageId.APPROVAL
    wants_room = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.in_hand: ReviewData | None = None
        self.queue = QueueView(shell)
        self.exhibit = Exhibit(shell.speech)
        self.decision = DecisionPane(shell.speech)
        compose = PrimaryButton(tr("Write a post"), glyph="plus")
        compose.clicked.connect(lambda: shell.go(PageId.COMPOSER, "new"))
        self._empty = EmptyState(
            "shield-check",
            compose,
            heading=tr("No post waits for a decision"),
            text=tr("A post comes here when its author submits it. A second person reads it and decides."),
        )
        self._build()
        self._connect()
        self.title.setText(tr("Approvals"))
        self.queue.setToolTip(tr("Up and down choose a post, Enter goes to it; Alt+Up and Alt+Down work everywhere"))

    def _build(self) -> None:
        content = Plain()
        inside = column(self.exhibit, self.decision, spacing=12)
        inside.setStretch(0, 1)
        content.setLayout(inside)
        self._right = scrolled(content)
        self._none = EmptyState(
            "inbox",
            heading=tr("No post in hand"),
            text=tr("Choose one on the left, or another filter above."),
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self._right)
        self._middle.addWidget(self._none)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        left = Plain()
        waiting = column(self.queue, row(TakeInButton(self.shell, self), None), spacing=8)
        waiting.setStretch(0, 1)
        left.setLayout(waiting)
        for pane in (left, self._middle):
            self.splitter.addWidget(pane)
        self.splitter.setSizes([272, 800])
        self.splitter.setStretchFactor(1, 1)
        self.shell.memory.follow("review", self.splitter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self._empty)
        self._take_in = TakeInButton(self.shell, self)  # in the place of the filters, where nothing waits
        heading = row(self.title, self.queue.filters, self._take_in, spacing=24)
        heading.setStretch(1, 1)
        whole = column(heading, self._stack, spacing=12, margins=MARGINS)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        anchor(self, "post.publish")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.queue.setMinimumWidth(max(230, self.fontMetrics().averageCharWidth() * QUEUE_CHARS))

    def _connect(self) -> None:
        self.queue.chosen.connect(self._chosen)
        self.queue.opened.connect(lambda _: self.exhibit.take_focus())
        self.queue.shown.connect(self._arrange)
        self.exhibit.said.connect(self._comment)
        self.exhibit.turned.connect(self._turn)
        self.exhibit.looked.connect(self._look)
        self.exhibit.enlarged.connect(self._enlarge)
        self.exhibit.head.opened.connect(self._open_for_writing)
        self.exhibit.head.sent.connect(lambda: self._with_post(ask_send))
        self.exhibit.head.travels.choose.connect(lambda: self._with_post(ask_version))
        self.decision.asked.connect(self._look_up)
        self.decision.decided.connect(self._decide)
        self.decision.publish.connect(self._publish)
        self.decision.opened.connect(self._reveal)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            key = QShortcut(sequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self._step, step))

    # -- what the window asks

    def open(self, what: str) -> None:
        if what:
            self.queue.open(what)

    @property
    def kept_view(self) -> Any:
        return self.queue.view

    def take_view(self, view: Any) -> None:
        self.queue.look_as(view)

    @property
    def settled(self) -> bool:
        begun = any(entry.unkept for entry in self.findChildren(CommentEntry))
        return not begun and not self.decision.verdict.unkept

    def refresh(self) -> None:
        self.exhibit.since.show_person(bool(self.shell.session.person_id))
        self.queue.read()

    def panes(self) -> tuple[QWidget, ...]:
        panes = (self.queue.filters, self.queue, self.exhibit, self.decision)
        return tuple(pane for pane in panes if pane.isVisible())

    def toggle_side(self) -> None:
        self.exhibit.reading.toggle_phone()

    def confirm(self) -> None:
        """To the decision; for an approved post the confirmation to publish. Never decides."""
        if self.in_hand is not None and self.in_hand.sheet.post.state is PostState.APPROVED:
            self._publish()
        elif self.in_hand is not None:
            self.decision.take_focus()
            self._reveal()

    def seek(self) -> None:
        self.queue.search.setFocus()

    # -- the post in hand

    def _arrange(self) -> None:
        nothing = self.queue.empty
        self._stack.setCurrentWidget(self._empty if nothing else self.splitter)
        self.queue.filters.setVisible(not nothing)
        self._take_in.setVisible(nothing)

    def _chosen(self, post_id: str) -> None:
        self._middle.setCurrentWidget(self._right if post_id else self._none)
        if not post_id:
            self.in_hand = None
            self.decision.clear()
            return
        studio, person = self.shell.studio, self.shell.session.person_id
        self.shell.tasks.pool(lambda _: load_case(studio, post_id, person), self._show, owner=self, key="case")

    def _show(self, case: ReviewData) -> None:
        if case.sheet.post.id != self.queue.list.chosen_id:
            return
        self.in_hand = case
        self.exhibit.show_case(case, self.shell.studio.now())
        self.decision.show_sheet(case.sheet, case.comments, self.shell.session.person_id)

    def _reveal(self) -> None:
        """Bring the decision into sight where the page has to be scrolled."""
        content = self._right.widget()
        if content is not None and (layout := content.layout()) is not None:
            layout.activate()
            content.resize(content.width(), max(self._right.height(), content.heightForWidth(content.width())))
        self._right.ensureWidgetVisible(self.decision)

    def _step(self, by: int) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QComboBox):
            focus.showPopup()
        else:
            self.queue.list.step(by)

    def _open_for_writing(self) -> None:
        if self.in_hand is not None:
            self.shell.go(PageId.COMPOSER, self.in_hand.sheet.post.id)

    def _with_post(self, ask: Callable[[Shell, str, QWidget], None]) -> None:
        if self.in_hand is not None:
            ask(self.shell, self.in_hand.sheet.post.id, self)

    def _enlarge(self, shots: list[Shot], place: int) -> None:
        PictureDialog(self.shell, shots, place, self.window()).open()

    # -- comments and looks

    def _comment(self, where: str, text: str) -> None:
        case, person = self.in_hand, self.shell.session.person_id
        if case is None:
            return
        if not person:
            self.exhibit.fail(where, tr("Sign in first: a comment carries your name."))
            self.shell.sign_in()
            return
        reviews, post_id = self.shell.studio.reviews, case.sheet.post.id
        self.shell.tasks.store(
            lambda: reviews.comment(post_id, person, where, text),
            lambda _: self._commented(where),
            owner=self,
            failed=lambda error: self.exhibit.fail(where, _sentence(self.shell.speech, error)),
        )

    def _commented(self, where: str) -> None:
        self.exhibit.taken(where)
        self.shell.changed()

    def _turn(self, comment_id: str, settle: bool) -> None:
        person = self.shell.session.person_id
        if not person:
            self.shell.sign_in()
            return
        reviews = self.shell.studio.reviews
        deed = reviews.resolve if settle else reviews.reopen
        self.shell.tasks.store(lambda: deed(comment_id, person), lambda _: self.shell.changed(), owner=self)

    def _look(self) -> None:
        case, person = self.in_hand, self.shell.session.person_id
        if case is not None and person:
            reviews, post_id = self.shell.studio.reviews, case.sheet.post.id
            self.shell.tasks.store(lambda: reviews.looked(post_id, person), self._seen, owner=self)

    def _seen(self, _: object) -> None:
        self.shell.toast(tr("Marked as seen."))
        self.shell.changed()

    # -- the decision

    def _publish(self) -> None:
        if self.in_hand is not None:
            self.shell.publish(self.in_hand.sheet.post.id)

    def _look_up(self, person: str) -> None:
        if self.in_hand is None:
            return
        workflow, post_id = self.shell.studio.workflow, self.in_hand.sheet.post.id
        self.shell.tasks.store(
            lambda: workflow.refusals(post_id, person), self.decision.show_refusals, owner=self, key="refusals"
        )

    def _decide(self, decision: GivenDecision) -> None:
        if self.in_hand is None:
            return
        post_id = self.in_hand.sheet.post.id
        self.decision.setEnabled(False)
        work = partial(perform, self.shell.studio, post_id, decision)
        self.shell.tasks.store(work, partial(self._done, decision.action), owner=self, failed=self._refused)

    def _done(self, action: str, post: Post) -> None:
        self.decision.setEnabled(True)
        title = self.in_hand.sheet.content.title if self.in_hand is not None else ""
        said = {
            "approve": tr("Approved: “{title}”. It can be published now."),
            "ask_changes": tr("Sent back to its author: “{title}”."),
            "reject": tr("Rejected: “{title}”."),
            "hold": tr("Put on hold: “{title}”."),
            "release": tr("Released: “{title}”."),
            "withdraw": tr("Withdrawn: “{title}”."),
            "decline_withdrawal": tr("It stays published: “{title}”."),
        }
        self.shell.toast(said[action].format(title=_short(title)))
        self.decision.done()
        following = self.queue.list.neighbour(post.id)
        if following or action not in ("approve", "release"):
            self.queue.want(following)
        else:  # nothing else waits: go along with the post, which can be published now
            self.queue.open(post.id)
        (self.queue.list if self.queue.list.isVisible() else self.queue.search).setFocus()
        self.shell.changed()

    def _refused(self, error: StudioError) -> None:
        self.decision.setEnabled(True)
        self.decision.fail(self.shell.speech.explain(error))


def perform(studio: Studio, post_id: str, decision: GivenDecision) -> Post:
    """Carry a decision out, on the worker, and remember what this person saw of the post. Raises StudioError."""
    workflow, person, pin, note = studio.workflow, decision.person, decision.pin, decision.note
    match decision.action:
        case "approve":
            post = workflow.approve(post_id, person, pin, note)
        case "ask_changes":
            post = workflow.ask_changes(post_id, person, pin, note)
        case "reject":
            post = workflow.reject(post_id, person, pin, note)
        case "hold":
            post = workflow.hold(post_id, person, pin, note)
        case "withdraw":
            post = workflow.withdraw(post_id, person, pin, note)
        case "decline_withdrawal":
            workflow.decline_withdrawal(post_id, person, pin, note)
            post = studio.desk.get(post_id)
        case _:
            post = workflow.release(post_id, person, pin, note)
    with suppress(StudioError):  # the decision stands, whatever becomes of the look
        studio.reviews.looked(post_id, person)
    return post


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:60].rsplit(' ', 1)[0]}…"


def _sentence(speech: Speech, error: StudioError) -> str:
    """What went wrong, without the name of the place: it stands where that is."""
    return speech.sentence(error.phrase)
