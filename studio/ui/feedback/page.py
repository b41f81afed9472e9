"""Feedback: the queue, the item in hand, and the answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget

from studio.clock import local_date, show_date
from studio.errors import StudioError
from studio.feedback.model import Conversation, FeedbackQueue
from studio.text import fold
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.anchors import anchor
from studio.ui.feedback.case import CannedOffer, FeedbackCase, KeptDraft, keep_draft, load_case, load_offer
from studio.ui.feedback.conversation import ConversationPane
from studio.ui.feedback.head import FeedbackHead
from studio.ui.feedback.listing import ExtraQueue, ItemQueue, QueueFilter
from studio.ui.feedback.queue import QueuePane
from studio.ui.feedback.reply import ReplyPane
from studio.ui.feedback.work import FeedbackWork
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.spelling.setup import spell
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import Tabs, column, row
from studio.ui.widgets.picks import Pick, Picker, PickGroup

if TYPE_CHECKING:
    from studio.feedback.canned_model import CannedReply
    from studio.feedback.handover import UrgentText
    from studio.feedback.moderation_words import HidingNotice
    from studio.feedback.reply_model import ReplyDraft
    from studio.ui.writing.help import LawPicker


MARGINS = (16, 12, 16, 12)
PARTED = (300, 400, 540)
"""Pixels of the three panes in a new profile."""
LEAST = (26, 32, 36)
LOW_LINES = 30
"""Lines of text below which the keys are in the help alone, so that the queue has their room."""
"""Average characters that each pane has at least."""
CONVERSATION, ANSWER = range(2)
MINUTE_MS = 60_000
"""How often what depends on the time is said anew while the page is in sight."""


CHARS = 72


class CannedPicker(Picker):
    """`taken` carries the line; `reply_of` gives its canned reply."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, chars=CHARS)
        self._fitting: tuple[CannedReply, ...] = ()
        self._others: tuple[CannedReply, ...] = ()
        self.typed.connect(lambda _: self._show())
        self.name(
            tr("Canned replies"),
            tr("Search canned replies…"),
            tr("Nothing found."),
            tr("↑ ↓ choose · Enter use · Esc close"),
        )

    def offer(self, fitting: Sequence[CannedReply], usable: Sequence[CannedReply]) -> None:
        """`fitting`: those suggested for the item, the best first; `usable`: all that may be used today."""
        known = {reply.id for reply in fitting}
        self._fitting = tuple(fitting)
        self._others = tuple(reply for reply in usable if reply.id not in known)
        self._show()

    def reply_of(self, pick: Pick) -> CannedReply | None:
        return next((reply for reply in (*self._fitting, *self._others) if reply.id == pick.id), None)

    def about(self, pick: Pick | None) -> str:
        """The whole answer as it would stand in the fields."""
        reply = self.reply_of(pick) if pick is not None else None
        if reply is not None:
            return "\n".join(text for text in reply.slots.values() if text)
        if self._fitting or self._others:
            return super().about(pick)
        return tr("No canned reply is approved yet. Write some under Settings → Feedback.")

    def _show(self) -> None:
        words = fold(self.query).split()
        self.show_groups(
            [
                PickGroup(heading=heading, picks=tuple(self._pick(reply) for reply in replies if _has(reply, words)))
                for heading, replies in (
                    (tr("Fits this question"), self._fitting),
                    (tr("Others"), self._others),
                )
            ]
        )

    def _pick(self, reply: CannedReply) -> Pick:
        until = tr("until {day}").format(day=show_date(reply.valid_until)) if reply.valid_until else ""
        return Pick(
            id=reply.id,
            title=f"{reply.code} {reply.title}",
            detail=reply.answer,
            glyph="message-square-quote",
            keys=until,
        )


def _has(reply: CannedReply, words: Sequence[str]) -> bool:
    text = fold(f"{reply.code} {reply.title} {reply.topic} {' '.join(reply.slots.values())}")
    return all(word in text for word in words)


class FeedbackPage(Page):
    """Queue left, the item in the middle, the answer right. Where room is short the two share a place, in tabs."""

    id = PageId.FEEDBACK
    wants_room = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._case: FeedbackCase | None = None
        self.head = FeedbackHead(row(self.title, self.help_button, spacing=6))
        self.queue = QueuePane(shell)
        self.conversation = ConversationPane(shell.language)
        self.reply = ReplyPane(shell.language)
        self.work = FeedbackWork(self, lambda: self._case)
        self._spelling = spell(self.reply, shell)
        self._picker: CannedPicker | None = None
        self._laws: LawPicker | None = None
        self._keeping = False
        self._unkept: dict[str, ReplyDraft] = {}
        """Answers that wait to be kept, by item, each as it was written last."""
        self.title.setText(tr("Feedback"))
        self._none = EmptyState("message-square-quote")
        self._none.set_words(tr("No item selected"), tr("Choose an item on the left, or another queue above."))
        self.tabs = Tabs(2)
        self.tabs.set_words(tr("The selected item"), tr("What was written"), tr("Answer"))
        self._clock = QTimer(self, interval=MINUTE_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._sides = QSplitter()
        self._sides.setChildrenCollapsible(False)
        self._sides.setHandleWidth(12)
        self._sides.addWidget(self.conversation)
        self._sides.addWidget(self.reply)
        both = QWidget()
        inside = column(self.tabs, self._sides, spacing=6)
        inside.setStretch(1, 1)
        both.setLayout(inside)
        self._middle = QStackedWidget()
        self._middle.addWidget(both)
        self._middle.addWidget(self._none)
        self._middle.setCurrentWidget(self._none)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self.queue)
        self.splitter.addWidget(self._middle)
        self.splitter.setSizes([PARTED[0], PARTED[1] + PARTED[2]])
        self._sides.setSizes(list(PARTED[1:]))
        for place, (outer, inner) in enumerate(zip((1, 4), (2, 3), strict=True)):
            self.splitter.setStretchFactor(place, outer)
            self._sides.setStretchFactor(place, inner)
        self.shell.memory.follow("feedback", self.splitter)
        self.shell.memory.follow("feedback-answer", self._sides)
        whole = column(self.head, self.splitter, spacing=10, margins=MARGINS)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        anchor(self, "feedback.desk")
        self._fit()

    def _connect(self) -> None:
        work, said = self.work, self.conversation
        self.head.piled.connect(lambda queue: self._narrow(queue=queue))
        self.head.page_chosen.connect(lambda account: self._narrow(account=account))
        self.head.record_wanted.connect(lambda: work.record(self.queue.filter.account))
        self.head.figures_wanted.connect(self._figures)
        self.queue.chosen.connect(self._chosen)
        self.queue.shown.connect(self._listed)
        self.queue.pages_wanted.connect(work.read_pages)
        self._clock.timeout.connect(lambda: self.queue.read(quietly=True))
        self.queue.list.opened.connect(lambda _: self._answer())
        said.categorised.connect(work.categorise)
        said.topic_chosen.connect(work.set_topic)
        said.assigned.connect(work.assign)
        said.unmask_wanted.connect(work.unmask)
        said.merge_wanted.connect(work.merge)
        said.question_post_wanted.connect(lambda: work.question_post(self.reply.draft))
        said.post_wanted.connect(partial(self.shell.go, PageId.COMPOSER))
        said.urgent_wanted.connect(work.hand_over)
        said.hide_wanted.connect(work.hide)
        said.keep_wanted.connect(work.keep)
        said.restore_wanted.connect(work.restore)
        said.notice_wanted.connect(work.notice)
        said.appeal_wanted.connect(work.appeal)
        said.review_wanted.connect(work.review)
        said.concern_wanted.connect(work.concern)
        said.replied_wanted.connect(work.replied)
        said.wait_wanted.connect(work.wait)
        said.resume_wanted.connect(work.resume)
        said.reopen_wanted.connect(work.reopen)
        said.close_wanted.connect(work.close)
        self.reply.edited.connect(self._keep)
        self.reply.begun.connect(work.take)
        self.reply.canned_wanted.connect(self.snippet)
        self.reply.cite_wanted.connect(self.cite)
        self.reply.send_wanted.connect(self.confirm)
        self.reply.decided.connect(work.decide)
        self.reply.look_wanted.connect(work.look)
        self.reply.replied_wanted.connect(work.replied)
        self.reply.give_back_wanted.connect(work.give_back)
        work.left.connect(self._go_on)
        work.recorded.connect(self._recorded)
        work.unmasked.connect(self._uncovered)
        work.answer_ready.connect(self._put_ready)
        self.tabs.currentChanged.connect(lambda _: self._show_sides())
        back = QShortcut(sequence("Esc"), self.reply)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.queue.list.setFocus)

    # -- what the window asks

    def open(self, what: str) -> None:
        if what:
            self.queue.want(what)

    @property
    def kept_view(self) -> Any:
        return self.queue.filter, self.queue.list.chosen_id

    def take_view(self, view: Any) -> None:
        self.queue.filter, item = view
        self.queue.want(item)

    @property
    def settled(self) -> bool:
        return not (self._keeping or self._unkept or self.reply.unsaved)

    def refresh(self) -> None:
        self.queue.read()
        self._clock.start()

    def leave(self) -> None:
        self._clock.stop()
        if self.reply.flush():
            self._keep()

    def panes(self) -> tuple[QWidget, ...]:
        panes = (self.head, self.queue, self.conversation, self.reply)
        return tuple(pane for pane in panes if pane.isVisible())

    def toggle_side(self) -> None:
        self.reply.setVisible(not self.reply.isVisible())

    def confirm(self) -> None:
        """The dialog that asks for a PIN; never sends by itself."""
        draft = self.reply.draft
        if draft is None or self._case is None or not self._case.may_write:
            return
        if self.reply.why_not:
            self._show_answer()
            self.reply.take_focus()
            return
        self.reply.flush()
        self._unkept.pop(draft.item, None)
        self.work.send(draft)

    def snippet(self) -> None:
        """Ctrl+J: the canned replies, those that fit first."""
        case = self._case
        if case is None or not case.may_write:
            return
        if self._picker is None:
            self._picker = CannedPicker(self._host)
            self._picker.taken.connect(self._take_canned)
        self._show_answer()
        self.work.take()
        studio, item = self.shell.studio, case.item.id
        self._picker.offer((), ())
        self._picker.open_picker(self._below(self.reply.canned), self.reply.slots.inputs["answer"])
        self.shell.tasks.store(
            lambda: load_offer(studio, item), self._offer_canned, owner=self, failed=self.shell.complain, key="canned"
        )

    def cite(self) -> None:
        """Ctrl+L: a place in the law for the answer to rest on."""
        if self._case is None or not self._case.may_write:
            return
        from studio.ui.composer.law import LawLookup
        from studio.ui.writing.help import LawPicker

        if self._laws is None:
            self._laws = LawPicker(self._host, LawLookup(self.shell.studio.library, self.shell.tasks))
            self._laws.taken.connect(self._take_law)
        self._show_answer()
        self._laws.open_picker(self._below(self.reply.cite), self.reply.slots.inputs["answer"])
        self._laws.offer(local_date(self.shell.studio.now()), "", also=False)
        canned, item = self.shell.studio.feedback.canned, self._case.item.id
        self.shell.tasks.store(
            lambda: canned.law_for(item), self._laws.suggest, owner=self._laws, failed=lambda _: None
        )

    def _take_law(self, pick: Pick) -> None:
        place = self._laws.place_of(pick) if self._laws is not None else None
        if self._laws is not None and place is not None:
            self._laws.close_popover()
            self.reply.add_citation(place)

    def name_of(self, action: str) -> str:
        if action == "confirm":
            return self.reply.send.text()
        return tr("Use a canned reply") if action == "snippet" else ""

    def why_not(self, action: str) -> str:
        writes = self._case is not None and self._case.may_write
        if action == "confirm":
            return self.reply.why_not
        if action in ("snippet", "cite"):
            return "" if writes else tr("no item is waiting for an answer here")
        return tr("nothing to search for here") if action in ("seek", "check") else ""

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that no field took."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        deeds = {
            Qt.Key.Key_J: lambda: self._step(1),
            Qt.Key.Key_K: lambda: self._step(-1),
            Qt.Key.Key_R: self._answer,
            Qt.Key.Key_A: self._assign,
            Qt.Key.Key_E: self.work.hand_over,
            Qt.Key.Key_H: self.work.hide,
            Qt.Key.Key_C: self.conversation.offer_ends,
        }
        deed = deeds.get(Qt.Key(event.key())) if plain else None
        if deed is None:
            super().keyPressEvent(event)
            return
        event.accept()
        deed()

    def _step(self, by: int) -> None:
        self.queue.list.setFocus()
        self.queue.list.step(by)

    def _answer(self) -> None:
        self._show_answer()
        self.work.take()
        self.reply.take_focus()

    def _assign(self) -> None:
        self.tabs.setCurrentIndex(CONVERSATION)
        self.conversation.officer.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.conversation.officer.showPopup()

    # -- the queue

    def _narrow(self, *, queue: FeedbackQueue | ExtraQueue | None = None, account: str | None = None) -> None:
        former = self.queue.filter
        self.queue.show_filter(
            QueueFilter(
                queue=former.queue if queue is None else queue,
                account=former.account if account is None else account,
            )
        )

    def _listed(self, queue: ItemQueue) -> None:
        self.head.show_counts(queue.counts, queue.asides, queue.filter.queue)
        self.head.show_pages(tuple(queue.accounts.values()), queue.filter.account)

    def _recorded(self, id: str) -> None:
        self.shell.toast(tr("Recorded."))
        self.queue.want(id)
        if self.queue.filter != QueueFilter():
            self.queue.show_filter(QueueFilter())
        self.shell.changed()

    def _go_on(self, id: str) -> None:
        """The item is done with: the next one comes into hand, the keyboard back to the list."""
        self.queue.want(self.queue.list.neighbour(id))
        self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the item

    def _chosen(self, id: str) -> None:
        if self.reply.flush():
            self._keep()
        if not id:
            self._case = None
            self.reply.clear()
            self._middle.setCurrentWidget(self._none)
            return
        studio, by = self.shell.studio, self.shell.session.person_id
        self.shell.tasks.store(
            lambda: load_case(studio, id, by), self._show, owner=self, failed=self.shell.complain, key="case"
        )

    def _show(self, case: FeedbackCase) -> None:
        if case.item.id != self.queue.list.chosen_id:
            return
        if self._case is None or self._case.item.id != case.item.id:
            self._spelling.begin(case.item.id)
        self._case = case
        self.conversation.show_case(case, self.shell.session.person_id)
        self.reply.show_case(case)
        self._middle.setCurrentIndex(0)

    def _uncovered(self, conversation: Conversation) -> None:
        self.conversation.show_unmasked(conversation.turns)

    def _figures(self) -> None:
        from studio.ui.feedback.figures import FiguresDialog

        FiguresDialog(self.shell, self.window()).open()

    # -- the answer

    def _keep(self) -> None:
        """Keep the draft, sealed, and look at it with the checks; what is written meanwhile is kept next."""
        draft = self.reply.draft
        if draft is not None and self.shell.session.person_id:
            self._unkept[draft.item] = draft
            self._keep_next()

    def _keep_next(self) -> None:
        if self._keeping or not self._unkept:
            return
        self._keeping = True
        item = next(iter(self._unkept))
        draft, studio, by = self._unkept.pop(item), self.shell.studio, self.shell.session.person_id
        self.shell.tasks.store(lambda: keep_draft(studio, draft, by), self._kept, owner=self, failed=self._not_kept)

    def _kept(self, done: KeptDraft) -> None:
        self._keeping = False
        item = done.draft.item
        if item in self._unkept:
            self._unkept[item] = replace(self._unkept[item], id=done.draft.id, revision=done.draft.revision)
        if self._case is not None and self._case.item.id == item:
            self.reply.kept(done.draft)
            self.reply.show_findings(done.findings)
            self.reply.show_law(done.laws)
        self._keep_next()

    def _not_kept(self, error: StudioError) -> None:
        self._keeping = False
        self.shell.complain(error)
        self._keep_next()

    def _offer_canned(self, offer: CannedOffer) -> None:
        if self._picker is not None and self._picker.is_open:
            self._picker.offer(offer.fitting, offer.usable)

    def _take_canned(self, pick: Pick) -> None:
        picker, case = self._picker, self._case
        reply = picker.reply_of(pick) if picker is not None else None
        if picker is None or case is None or reply is None:
            return
        picker.close_popover()
        studio, item = self.shell.studio, case.item.id

        way = self.reply.chosen_way

        def begun(draft: ReplyDraft) -> None:
            if self._case is not None and self._case.item.id == item:
                self.reply.put_canned(reply, draft)

        self.shell.tasks.store(
            lambda: studio.feedback.replies.from_canned(item, reply.id, way),
            begun,
            owner=self,
            failed=self.shell.complain,
        )

    def _put_ready(self, ready: UrgentText | HidingNotice) -> None:
        """Write what the desk has ready into the four parts."""
        self.reply.put_texts(
            {
                "greeting": ready.greeting,
                "answer": ready.answer,
                "next_step": ready.next_step,
                "thanks": ready.thanks,
            }
        )
        self._answer()

    def _below(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._host, QPoint(0, 0)), widget.size())

    @property
    def _host(self) -> QWidget:
        """The content of the window, over which something may float."""
        window = self.window()
        content = window.centralWidget() if isinstance(window, QMainWindow) else None
        return content or self

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sides()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @property
    def _narrow_window(self) -> bool:
        return self.width() < (sum(LEAST) + 4) * self.fontMetrics().averageCharWidth() + 60

    def _fit(self) -> None:
        char = self.fontMetrics().averageCharWidth()
        for pane, chars in zip((self.queue, self.conversation, self.reply), LEAST, strict=True):
            pane.setMinimumWidth(char * chars)
        self._show_sides()

    def _show_sides(self) -> None:
        """All three panes, or the queue with one of the other two."""
        narrow = self._narrow_window
        self.tabs.setVisible(narrow)
        self.queue.be_compact(narrow or self.height() < LOW_LINES * self.fontMetrics().lineSpacing())
        self.reply.be_compact(narrow)
        self.conversation.setVisible(not narrow or self.tabs.currentIndex() == CONVERSATION)
        if narrow or self.tabs.isHidden():
            self.reply.setVisible(not narrow or self.tabs.currentIndex() == ANSWER)

    def _show_answer(self) -> None:
        self.tabs.setCurrentIndex(ANSWER)
        self._show_sides()
