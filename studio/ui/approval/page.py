"""Approvals: the queue, what is decided on, and beside it the cards, the checks and the decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QSplitter, QStackedWidget, QWidget

from studio.accounts.model import AccountKind
from studio.errors import StudioError
from studio.outbox.model import Delivery
from studio.posts.model import Post
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.anchors import anchor
from studio.ui.approval.decision import DecisionPane, Rights
from studio.ui.approval.effects import approving, effects
from studio.ui.approval.queue import QueueView
from studio.ui.approval.review_data import ReviewData, load_case
from studio.ui.approval.review_tabs import ExhibitTab, ReviewTabs
from studio.ui.approval.showcase import BeforePane, CardsPane
from studio.ui.approval.sign import ApproveDialog, SignDialog
from studio.ui.exchange.send_dialog import ask_send
from studio.ui.exchange.take_in import TakeInButton
from studio.ui.exchange.versions import ask_version
from studio.ui.language import LanguageManager
from studio.ui.page import MARGINS, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.review.comments import CommentEntry
from studio.ui.review.zoom import PictureDialog, Shot
from studio.ui.system_open import open_address
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import PlainHolder, column, row, scrolled

if TYPE_CHECKING:
    from studio.app.studio import Studio

QUEUE_CHARS, TEXT_CHARS, SIDE_CHARS = 22, 50, 44
"""Average characters that each has at least."""
SPACING, HANDLE = 12, 16
WIDTHS = (288, 560, 384)
"""Pixels of queue, text and decision in a new profile, at 1366."""


class Side(PlainHolder):
    """Cards, checks and decision, one below the other; the pictures take the room that the others leave."""

    def __init__(self, cards: CardsPane, before: BeforePane, decision: DecisionPane) -> None:
        super().__init__()
        self._cards, self._others = cards, (before, decision)
        self.setLayout(column(cards, before, decision, None, spacing=SPACING))

    def fit(self, height: int) -> None:
        """Let the pictures be as high as `height` allows."""
        taken = 0
        for other in self._others:
            if not other.isHidden():
                layout = other.layout()
                hint = layout.totalHeightForWidth(self.width()) if layout is not None else 0
                taken += max(hint, other.minimumSizeHint().height()) + SPACING
        self._cards.fit(height - taken)


class ApprovalPage(Page):
    """Queue left, the text in the middle; right the cards, what the checks say, and the decision.

    Where the three have no room beside each other, as with large type, text and right side take turns.
    """

    id = PageId.APPROVAL
    wants_room = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.review: ReviewData | None = None
        self._turning = self._side_shown = False
        self._effects = ("", "")
        self.queue = QueueView(shell)
        self.review_tabs = ReviewTabs(shell.language)
        self.cards, self.before = CardsPane(), BeforePane()
        self.decision = DecisionPane(shell.language)
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
        self._side = Side(self.cards, self.before, self.decision)
        self._right = scrolled(self._side)
        self._right.viewport().installEventFilter(self)
        self._none = EmptyState(
            "inbox",
            heading=tr("No post selected"),
            text=tr("Choose one on the left, or another filter above."),
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self.review_tabs)
        self._middle.addWidget(self._none)
        self.turn = QuietButton()
        self.turn.clicked.connect(lambda: self._show_side(not self._side_shown))
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(HANDLE)
        left = PlainHolder()
        waiting = column(self.queue, row(TakeInButton(self.shell, self), None), spacing=8)
        waiting.setStretch(0, 1)
        left.setLayout(waiting)
        desk = PlainHolder()
        both = column(self._middle, self.turn, spacing=8)
        both.setStretch(0, 1)
        desk.setLayout(both)
        for pane in (left, desk, self._right):
            self.splitter.addWidget(pane)
        self.splitter.setSizes(list(WIDTHS))
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_side()
        return super().eventFilter(watched, event)

    def _fit_side(self) -> None:
        self._side.fit(self._right.viewport().height())

    def _fit(self) -> None:
        char = self.fontMetrics().averageCharWidth()
        self.queue.setMinimumWidth(max(230, char * QUEUE_CHARS))
        needed = (QUEUE_CHARS + TEXT_CHARS + SIDE_CHARS) * char + 2 * HANDLE + MARGINS[0] + MARGINS[2]
        self._turning = self.width() < needed
        self._right.setMinimumWidth(0 if self._turning else max(320, char * SIDE_CHARS))
        where = self._middle if self._turning else self.splitter
        if self._right.parentWidget() is not where:
            where.addWidget(self._right)
        self._show_side(self._side_shown)

    def _show_side(self, wanted: bool) -> None:
        """Where text and right side take turns, show the one or the other."""
        chosen = bool(self.queue.list.chosen_id)
        self._side_shown = wanted and chosen and self._turning
        self.turn.setVisible(chosen and self._turning)
        self.turn.setText(tr("Text of the post") if self._side_shown else tr("Cards and decision"))
        if not self._turning:
            self._right.setVisible(chosen)
        self._middle.setCurrentWidget(self._right if self._side_shown else self.review_tabs if chosen else self._none)

    def _connect(self) -> None:
        self.queue.chosen.connect(self._chosen)
        self.queue.opened.connect(lambda _: self.review_tabs.take_focus())
        self.queue.shown.connect(self._arrange)
        self.review_tabs.said.connect(self._comment)
        self.review_tabs.turned.connect(self._turn)
        self.review_tabs.looked.connect(self._look)
        self.review_tabs.enlarged.connect(self._enlarge)
        self.review_tabs.head.opened.connect(self._open_for_writing)
        self.review_tabs.head.visited.connect(self._visit)
        self.review_tabs.head.sent.connect(lambda: self._with_post(ask_send))
        self.review_tabs.head.travels.choose.connect(lambda: self._with_post(ask_version))
        self.review_tabs.since.walked.connect(lambda: self.before.show_seen(seen=True))
        self.cards.enlarged.connect(self._enlarge)
        self.queue.enlarged.connect(self.cards.enlarge)
        self.before.asked.connect(self._show_checks)
        self.before.looked.connect(self._look)
        self.decision.asked.connect(self._look_up)
        self.decision.decided.connect(self._ask)
        self.decision.publish.connect(self._publish)
        self.decision.worded.connect(self._fit_side)
        ways: dict[str, Callable[[], None]] = {
            "Alt+Up": partial(self._step, -1),
            "Alt+Down": partial(self._step, 1),
            "K": partial(self._step, -1),
            "J": partial(self._step, 1),
            "N": partial(self._walk, 1),
            "Shift+N": partial(self._walk, -1),
        }
        for keys, way in ways.items():
            key = QShortcut(sequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(way)

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
        return not begun and not self.decision.note.unkept

    def refresh(self) -> None:
        self.review_tabs.since.show_person(bool(self.shell.session.person_id))
        self.queue.read()

    def panes(self) -> tuple[QWidget, ...]:
        panes = (self.queue.filters, self.queue, self.review_tabs, self.decision)
        return tuple(pane for pane in panes if pane.isVisible())

    def toggle_side(self) -> None:
        self.review_tabs.reading.toggle_phone()

    def confirm(self) -> None:
        """Open the dialog of the decision; of an approved post that to queue it. Never decides."""
        if self.review is not None:
            self._show_side(True)
            self.decision.choose_primary()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space shows the card large, wherever nothing else takes it."""
        if event.key() == Qt.Key.Key_Space and self.review is not None:
            self.cards.enlarge()
        else:
            super().keyPressEvent(event)

    def seek(self) -> None:
        self.queue.search.setFocus()

    # -- the post in hand

    def _arrange(self) -> None:
        nothing = self.queue.empty
        self._stack.setCurrentWidget(self._empty if nothing else self.splitter)
        self.queue.filters.setVisible(not nothing)
        self._take_in.setVisible(nothing)

    def _chosen(self, post_id: str) -> None:
        same = self.review is not None and self.review.sheet.post.id == post_id
        self._show_side(same and self._side_shown)
        if not post_id:
            self.review = None
            self.decision.clear()
            return
        studio, person = self.shell.studio, self.shell.session.person_id
        self.shell.tasks.pool(lambda _: load_case(studio, post_id, person), self._show, owner=self, key="case")

    def _show(self, review: ReviewData) -> None:
        if review.sheet.post.id != self.queue.list.chosen_id:
            return
        self._effects = effects(review.sheet)
        self.cards.show_case(review)
        self.before.show_case(review)
        before = self.review
        if before is None or (before.sheet.post.id, before.sheet.post.revision) != (
            review.sheet.post.id,
            review.sheet.post.revision,
        ):
            self.before.show_seen(seen=False)
        self.review = review
        self.review_tabs.show_case(review, self.shell.studio.now())
        self.decision.show_sheet(review.sheet, review.comments, self.shell.session.person_id, self._effects)

    def _step(self, by: int) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QComboBox):
            focus.showPopup()
        else:
            self.queue.list.step(by)

    def _walk(self, by: int) -> None:
        self._show_side(False)
        self.review_tabs.walk(by)

    def _show_checks(self) -> None:
        self._show_side(False)
        self.review_tabs.tabs.setCurrentIndex(ExhibitTab.CHECKS)

    def _open_for_writing(self) -> None:
        if self.review is not None:
            self.shell.go(PageId.COMPOSER, self.review.sheet.post.id)

    def _visit(self) -> None:
        """Open the first page that shows the post somebody asks to take back."""
        review = self.review
        if review is None or not review.shown_at:
            return
        name, link = review.shown_at[0]
        account = next((target.account for target in review.sheet.targets if target.account.name == name), None)
        if account is not None and account.kind is AccountKind.PRACTICE:
            self.shell.go(PageId.PAGES, name)
        elif account is None or not open_address(link, account):
            self.shell.toast(
                tr("This address is not opened: it does not belong to the page. Look for the post on the page.")
            )

    def _with_post(self, ask: Callable[[Shell, str, QWidget], None]) -> None:
        if self.review is not None:
            ask(self.shell, self.review.sheet.post.id, self)

    def _enlarge(self, shots: list[Shot], place: int) -> None:
        PictureDialog(self.shell, shots, place, self.window()).open()

    # -- comments and looks

    def _comment(self, where: str, text: str) -> None:
        review, person = self.review, self.shell.session.person_id
        if review is None:
            return
        if not person:
            self.review_tabs.fail(where, tr("Sign in first: a comment carries your name."))
            self.shell.sign_in()
            return
        reviews, post_id = self.shell.studio.reviews, review.sheet.post.id
        self.shell.tasks.store(
            lambda: reviews.comment(post_id, person, where, text),
            lambda _: self._commented(where),
            owner=self,
            failed=lambda error: self.review_tabs.fail(where, _sentence(self.shell.language, error)),
        )

    def _commented(self, where: str) -> None:
        self.review_tabs.taken(where)
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
        review, person = self.review, self.shell.session.person_id
        if review is not None and person:
            reviews, post_id = self.shell.studio.reviews, review.sheet.post.id
            self.shell.tasks.store(lambda: reviews.looked(post_id, person), self._seen, owner=self)

    def _seen(self, _: object) -> None:
        self.shell.toast(tr("Marked as seen."))
        self.shell.changed()

    # -- the decision

    def _publish(self) -> None:
        if self.review is not None:
            self.shell.publish(self.review.sheet.post.id)

    def _look_up(self, person: str) -> None:
        if self.review is None:
            return
        studio, post_id = self.shell.studio, self.review.sheet.post.id

        def rights() -> Rights:
            refusals = studio.workflow.refusals(post_id, person)
            return Rights(refusals=refusals, keeps=studio.outbox.keeps_from_queuing(person))

        self.shell.tasks.store(rights, self.decision.show_rights, owner=self, key="refusals")

    def _ask(self, action: str) -> None:
        """Open the dialog in which the decision is signed."""
        review = self.review
        if review is None:
            return
        note = self.decision.note.written(action)
        if action == "approve":
            what = approving(review, queues=self.decision.queues, effect=self._effects)
            approve = partial(self._approve, review.sheet.post, note)
            dialog: SignDialog = ApproveDialog(self.shell, what, who=self.decision.who, act=approve, parent=self)
        else:
            verb, heading, effect = self._words_of(action)
            dialog = SignDialog(
                self.shell,
                heading=heading,
                effect=effect,
                verb=verb,
                who=self.decision.who,
                act=lambda person, pin: perform(self.shell.studio, review.sheet.post.id, action, person, pin, note),
                danger=action in ("reject", "withdraw"),
                parent=self,
            )
        dialog.done_well.connect(lambda: self._done(action, dialog.outcome))
        dialog.open()

    def _words_of(self, action: str) -> tuple[str, str, str]:
        """The verb, the question, and what follows."""
        return {
            "release": (tr("Resume"), tr("Resume this post?"), tr("The post continues with the approval it has.")),
            "ask_changes": (
                tr("Request changes"),
                tr("Request changes?"),
                tr("The author gets the post back with your note."),
            ),
            "hold": (tr("Put on hold"), tr("Put it on hold?"), tr("Nothing is published until somebody resumes it.")),
            "reject": (
                tr("Reject"),
                tr("Reject this post?"),
                tr("The post is not to be published; the author reads why."),
            ),
            "withdraw": (
                tr("Withdraw"),
                tr("Withdraw this post?"),
                tr("The post is withdrawn for good. If it is published, a publisher then removes it."),
            ),
            "decline_withdrawal": (
                tr("Leave it published"),
                tr("Leave it published?"),
                tr("The request is declined; the person who made it reads why."),
            ),
        }[action]

    def _approve(self, post: Post, note: str, person: str, pin: str, queues: bool) -> Sequence[Delivery]:
        """On the worker: what was read, and no other revision. Returns what was queued."""
        studio = self.shell.studio
        if queues:
            queued: Sequence[Delivery] = studio.outbox.approve_and_queue(
                post.id, person, pin, note, revision=post.revision
            )
        else:
            studio.workflow.approve(post.id, person, pin, note, revision=post.revision)
            queued = ()
        with suppress(StudioError):  # the decision stands, whatever becomes of the look
            studio.reviews.looked(post.id, person)
        return queued

    def _done(self, action: str, result: object) -> None:
        review = self.review
        post_id, title = (review.sheet.post.id, review.sheet.content.title) if review is not None else ("", "")
        queued = action == "approve" and bool(result)
        said = {
            "approve": tr("Approved and queued: “{title}”.")
            if queued
            else tr("Approved, not queued: “{title}”. A publisher has to queue it."),
            "ask_changes": tr("Changes requested: “{title}”."),
            "reject": tr("Rejected: “{title}”."),
            "hold": tr("Put on hold: “{title}”."),
            "release": tr("Resumed: “{title}”."),
            "withdraw": tr("Withdrawn: “{title}”."),
            "decline_withdrawal": tr("It stays published: “{title}”."),
        }
        self.shell.toast(said[action].format(title=_short(title)))
        self.decision.done()
        following = self.queue.list.neighbour(post_id)
        if following or queued or action not in ("approve", "release"):
            self.queue.want(following)
        else:  # nothing else waits: go along with the post, which can be queued now
            self.queue.open(post_id)
        (self.queue.list if self.queue.list.isVisible() else self.queue.search).setFocus()
        self.shell.changed()
        if queued:
            self.shell.carry()


def perform(studio: Studio, post_id: str, action: str, person: str, pin: str, note: str) -> None:
    """Carry a decision out, on the worker, and remember what this person saw of the post. Raises StudioError."""
    workflow = studio.workflow
    acts: dict[str, Callable[[str, str, str, str], object]] = {
        "ask_changes": workflow.ask_changes,
        "reject": workflow.reject,
        "hold": workflow.hold,
        "withdraw": workflow.withdraw,
        "decline_withdrawal": workflow.decline_withdrawal,
        "release": workflow.release,
    }
    acts[action](post_id, person, pin, note)
    with suppress(StudioError):  # the decision stands, whatever becomes of the look
        studio.reviews.looked(post_id, person)


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:60].rsplit(' ', 1)[0]}…"


def _sentence(language: LanguageManager, error: StudioError) -> str:
    """What went wrong, without the name of the place: it stands where that is."""
    return language.sentence(error.phrase)
