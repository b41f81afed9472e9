"""Carries out what the panes ask for: with a name to it, a PIN where it binds, and a word of what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.feedback.model import Category, Conversation, ItemOutcome, ItemState
from studio.people.model import Role
from studio.translation import ntr, tr
from studio.ui.feedback.case import ReplyStep
from studio.ui.feedback.dialogs import DECIDE, HandOverDialog, HideDialog, RecordFeedbackDialog
from studio.ui.feedback.listing import PagesRead, read_pages
from studio.ui.feedback.words import way_name
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.system_open import open_address

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.feedback.model import FeedbackItem
    from studio.feedback.reply_model import ReplyDraft
    from studio.ui.feedback.case import FeedbackCase

SENDERS = frozenset({Role.PUBLISHER})
APPROVERS = frozenset({Role.APPROVER, Role.HEAD})
WRITERS = frozenset({Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.HEAD})


class FeedbackWork(QObject):
    """`left` says that the item in hand is done with: the next one comes into hand."""

    left = Signal(str)
    recorded = Signal(str)
    unmasked = Signal(object)
    answer_ready = Signal(object)

    def __init__(self, page: Page, case: Callable[[], FeedbackCase | None]) -> None:
        super().__init__(page)
        self._page, self._case = page, case
        self._taken: set[str] = set()
        """What was taken here already, and may not be shown so yet."""

    @property
    def _shell(self) -> Shell:
        return self._page.shell

    @property
    def _studio(self) -> Studio:
        return self._page.shell.studio

    @property
    def _by(self) -> str:
        return self._page.shell.session.person_id

    def _do(self, work: Callable[[], object], said: str = "", *, leave: bool = False) -> None:
        """Do it behind the window, say so, and read everything again; with `leave` the next item comes into hand."""
        case = self._case()
        item = case.item.id if case is not None else ""

        def done(_: object) -> None:
            if said:
                self._shell.toast(said)
            if leave:
                self.left.emit(item)
            self._shell.changed()

        if not self._by:
            self._shell.sign_in()
            return
        self._shell.tasks.store(work, done, owner=self._page, failed=self._failed)

    def _failed(self, error: object) -> None:
        self._shell.complain(error)  # type: ignore[arg-type]
        self._page.refresh()

    # -- sorting

    def take(self) -> None:
        """Whoever begins the answer to a new item has it from then on."""
        case = self._case()
        if case is None or case.item.state is not ItemState.NEW or case.refused is not None or not self._by:
            return
        if case.item.id in self._taken:
            return
        self._taken.add(case.item.id)
        items, item, by = self._studio.feedback.items, case.item.id, self._by
        self._shell.tasks.store(
            lambda: items.take(item, by),
            lambda _: self._shell.changed(),
            owner=self._page,
            failed=self._shell.complain,
        )

    def categorise(self, category: str) -> None:
        if (case := self._case()) is not None:
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(lambda: items.categorise(item, Category(category), by))

    def set_topic(self, topic: str) -> None:
        if (case := self._case()) is not None:
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(lambda: items.set_topic(item, topic, by))

    def assign(self, person: str) -> None:
        case = self._case()
        if case is not None and person and person != case.item.assigned_to:
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(lambda: items.assign(item, person, by), tr("Assigned."))

    def concern(self, person: str) -> None:
        if (case := self._case()) is not None:
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(
                lambda: items.concern(item, person, by),
                tr("Recorded: this person neither reads nor answers it."),
            )

    def wait(self) -> None:
        if (case := self._case()) is not None:
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(lambda: items.wait_for_citizen(item, by), tr("The clock stops until the citizen writes."))

    def resume(self) -> None:
        if (case := self._case()) is not None:
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(lambda: items.resume(item, by))

    def replied(self) -> None:
        """It was answered by telephone, in person or in the platform's own window."""
        if (case := self._case()) is not None:
            items, item, by, now = self._studio.feedback.items, case.item.id, self._by, self._studio.now()
            self._do(lambda: items.note_reply(item, now, by), tr("Recorded as answered."), leave=True)

    def merge(self) -> None:
        """Put the similar questions together, to be answered once, each in its own thread."""
        if (case := self._case()) is not None and case.same:
            items, ids, by = self._studio.feedback.items, (case.item.id, *(one.id for one in case.same)), self._by
            self._do(
                lambda: items.merge(ids, by),
                ntr("{n} question gets one answer.", "{n} questions get one answer.", len(ids)).format(n=len(ids)),
            )

    def close(self, outcome: object) -> None:
        case = self._case()
        if case is not None and isinstance(outcome, ItemOutcome):
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(lambda: items.close(item, outcome, by), tr("Closed."), leave=True)

    def reopen(self) -> None:
        if (case := self._case()) is not None:
            items, item, by = self._studio.feedback.items, case.item.id, self._by
            self._do(lambda: items.reopen(item, by), tr("Open again."))

    def keep(self) -> None:
        """The comment breaks no rule: it stays, and the desk says so."""
        if (case := self._case()) is not None:
            moderation, item, by = self._studio.feedback.moderation, case.item.id, self._by
            self._do(lambda: moderation.keep(item, by), tr("It stays: no rule is broken."))

    def unmask(self) -> None:
        """Show what is covered, once; that look is logged."""
        case = self._case()
        if case is None:
            return
        items, item, by = self._studio.feedback.items, case.item.id, self._by

        def shown(conversation: Conversation) -> None:
            current = self._case()
            if current is not None and current.item.id == item:
                self.unmasked.emit(conversation)

        self._shell.tasks.store(
            lambda: items.unmask(item, by), shown, owner=self._page, failed=self._shell.complain, key="unmask"
        )

    def read_pages(self) -> None:
        """Read the pages now, and say what came or why nothing could be read."""
        if not self._by:
            self._shell.sign_in()
            return
        studio, by = self._studio, self._by

        def done(read: PagesRead) -> None:
            if read.failed is not None:
                self._shell.complain(read.failed)
            elif read.new:
                new = ntr("{n} new text from the pages.", "{n} new texts from the pages.", read.new)
                self._shell.toast(new.format(n=read.new))
            else:
                self._shell.toast(tr("The pages were checked; there is nothing new."))
            self._shell.changed()

        self._shell.tasks.pool(
            lambda _: read_pages(studio, by), done, owner=self._page, failed=self._shell.complain, key="pages"
        )

    # -- dialogs

    def record(self, account: str) -> None:
        if not self._by:
            self._shell.sign_in()
            return
        dialog = RecordFeedbackDialog(self._shell, account, self._page.window())
        dialog.recorded.connect(self.recorded)
        dialog.open()

    def hide(self) -> None:
        case = self._case()
        if case is None or not case.rules or case.ended:
            return
        dialog = HideDialog(
            self._shell, case.item.id, case.rules, case.breaks, self._page.window(), criticism=case.criticism
        )
        dialog.accepted.connect(partial(self._hidden, case.item.id))
        dialog.open()

    def _hidden(self, id: str) -> None:
        self._shell.carry()
        self._shell.toast(tr("Hidden on the page. It can be shown again at any time."))
        self.left.emit(id)
        self._shell.changed()

    def hand_over(self) -> None:
        case = self._case()
        if case is None or case.ended or case.refused is not None:
            return
        dialog = HandOverDialog(self._shell, case.item.id, answers=case.may_write, parent=self._page.window())
        dialog.accepted.connect(partial(self._handed_over, case.item.id))
        dialog.answer_wanted.connect(self.answer_ready)
        dialog.open()

    def _handed_over(self, id: str) -> None:
        self._shell.toast(tr("Handed over. Its text was erased; time, recipient and reference are kept."))
        self.left.emit(id)
        self._shell.changed()

    def restore(self) -> None:
        """Show a hidden comment again: with a reason and a PIN."""
        case = self._case()
        if case is None or case.hidden is None:
            return
        moderation, item = self._studio.feedback.moderation, case.item.id
        action = PinAction(
            heading=tr("Show this comment again?"),
            text=tr("It is visible on the page to everybody again; the reason is kept."),
            verb=tr("Show again"),
            roles=DECIDE,
            work=lambda signed: moderation.restore(item, signed.reason, signed.person, signed.pin),
            reason=True,
        )
        dialog = PinConfirmDialog(self._shell, action, self._page.window())
        dialog.done_well.connect(self._shell.changed)
        dialog.open()

    def notice(self) -> None:
        """Put what is told to whoever's comment was hidden into the answer."""
        if (case := self._case()) is not None:
            moderation, item = self._studio.feedback.moderation, case.item.id
            self._shell.tasks.store(
                lambda: moderation.notice(item), self.answer_ready.emit, owner=self._page, failed=self._failed
            )

    def appeal(self) -> None:
        """Note that whoever wrote the hidden comment asks for a second look."""
        if (case := self._case()) is not None:
            moderation, item, by = self._studio.feedback.moderation, case.item.id, self._by
            reason = tr("Requested by the person who wrote it.")
            self._do(lambda: moderation.appeal(item, reason, by), tr("Recorded; another person will look at it."))

    def review(self, agree: bool) -> None:
        """Another person's word on a hiding: with a reason and a PIN."""
        case = self._case()
        if case is None or case.hidden is None:
            return
        moderation, item = self._studio.feedback.moderation, case.item.id
        action = PinAction(
            heading=tr("Was it rightly hidden?") if agree else tr("Show this comment again?"),
            text=tr("The person who hid it cannot review it; the reason is kept as long as the text."),
            verb=tr("Rightly hidden") if agree else tr("Show again"),
            roles=APPROVERS,
            work=lambda signed: moderation.review(item, signed.person, signed.pin, agree=agree, reason=signed.reason),
            reason=True,
        )
        dialog = PinConfirmDialog(self._shell, action, self._page.window())
        dialog.done_well.connect(self._shell.carry)
        dialog.done_well.connect(self._shell.changed)
        dialog.open()

    # -- a post on the topic

    def question_post(self, draft: ReplyDraft | None) -> None:
        """Begin a Q&A post on the topic of the item and open it for writing. No word of a citizen goes into it."""
        case = self._case()
        if case is None:
            return
        if not self._by:
            self._shell.sign_in()
            return
        studio, by, answer = self._studio, self._by, draft.answer if draft is not None else ""
        item = case.item

        def work() -> str:
            return begin_question_post(studio, item, answer, by)

        self._shell.tasks.store(
            work,
            lambda post: self._shell.go(PageId.COMPOSER, post),
            owner=self._page,
            failed=self._shell.complain,
        )

    # -- the answer

    def send(self, draft: ReplyDraft) -> None:
        """Ask for the PIN of whoever sends it, submits it or approves it, then do so."""
        case = self._case()
        if case is None:
            return
        step = case.step(draft)
        dialog = PinConfirmDialog(self._shell, self._step(case, draft, step), self._page.window())
        dialog.accepted.connect(partial(self._sent, case.item.id, step))
        dialog.open()

    def _step(self, case: FeedbackCase, draft: ReplyDraft, step: ReplyStep) -> PinAction:
        replies, item, by = self._studio.feedback.replies, case.item.id, self._by
        page = case.account.title if case.account is not None else ""
        items = draft.items
        more = tr("{n} threads, each on its own").format(n=len(items)) if len(items) > 1 else ""
        head = " · ".join(part for part in (page, way_name(draft.way), more) if part)
        text = f"{head}\n\n{draft.text()}"

        def keep() -> None:
            stored = replies.draft(item)
            if step is ReplyStep.APPROVE or same_answer(stored, draft):
                return
            mine = stored is not None and stored.saved_by == by
            seen = replace(draft, id=stored.id, revision=stored.revision) if mine and stored is not None else draft
            replies.save_draft(seen, by)

        def send(confirmation: SignedConfirmation) -> object:
            keep()
            if len(items) > 1:
                return replies.send_to_group(items, confirmation.person, confirmation.pin)
            return replies.send(item, confirmation.person, confirmation.pin)

        def submit(confirmation: SignedConfirmation) -> object:
            keep()
            return replies.submit(item, confirmation.person, confirmation.pin)

        def approve(confirmation: SignedConfirmation) -> object:
            return replies.approve(item, confirmation.person, confirmation.pin)

        made = {
            ReplyStep.SEND: (tr("Send this answer?"), tr("Send"), SENDERS, send),
            ReplyStep.SUBMIT: (tr("Submit this answer for approval?"), tr("Submit"), WRITERS, submit),
            ReplyStep.APPROVE: (tr("Approve this answer?"), tr("Approve"), APPROVERS, approve),
        }
        heading, verb, roles, work = made[step]
        return PinAction(heading=heading, text=text, verb=verb, roles=roles, work=work)

    def _sent(self, id: str, step: ReplyStep) -> None:
        said = {
            ReplyStep.SEND: tr("The answer waits to be sent; what became of it is shown at the item."),
            ReplyStep.SUBMIT: tr("Submitted: a second person approves it."),
            ReplyStep.APPROVE: tr("Approved: it can be sent now."),
        }
        self._shell.toast(said[step])
        if step is not ReplyStep.APPROVE:
            self.left.emit(id)
        self._shell.changed()
        if step is ReplyStep.SEND:
            self._shell.carry()

    def give_back(self) -> None:
        """Give a submitted answer back to who wrote it, and say why."""
        case = self._case()
        if case is None:
            return
        replies, item = self._studio.feedback.replies, case.item.id
        action = PinAction(
            heading=tr("Return this answer?"),
            text=tr("The author reads the reason, edits the answer and submits it again."),
            verb=tr("Return"),
            roles=APPROVERS,
            work=lambda signed: replies.return_(item, signed.person, signed.pin, signed.reason),
            reason=True,
        )
        dialog = PinConfirmDialog(self._shell, action, self._page.window())
        dialog.done_well.connect(self._shell.changed)
        dialog.open()

    def look(self) -> None:
        """Open the public comment on its page."""
        case = self._case()
        if case is not None and case.account is not None and case.conversation is not None:
            open_address(case.conversation.permalink, case.account)

    def decide(self, is_there: bool) -> None:
        """A person's word on an answer of unknown fate, after a look."""
        case = self._case()
        if case is None:
            return
        replies, item = self._studio.feedback.replies, case.item.id
        action = PinAction(
            heading=tr("It is on the page?") if is_there else tr("It is not on the page?"),
            text=tr("You looked at the thread yourself and confirm it with your name.")
            if is_there
            else tr("You looked at the thread yourself. The answer may then be sent again."),
            verb=tr("It is on the page") if is_there else tr("It is not there"),
            roles=SENDERS,
            work=lambda signed: replies.decide(item, signed.person, signed.pin, is_there=is_there),
        )
        dialog = PinConfirmDialog(self._shell, action, self._page.window())
        dialog.done_well.connect(self._shell.changed)
        dialog.open()


def same_answer(stored: ReplyDraft | None, draft: ReplyDraft) -> bool:
    """Whether what is kept already says the same in the same way."""
    if stored is None:
        return False
    return (stored.slots, stored.way, stored.citations) == (draft.slots, draft.way, draft.citations)


def begin_question_post(studio: Studio, item: FeedbackItem, answer: str, by: str) -> str:
    """On the worker: a draft of the Q&A template with the topic as its question. Returns the id of the post."""
    from studio.feedback.topics import TOPICS

    post = studio.drafts.open_new("qa_post", by)
    topic = TOPICS.get(item.topic or item.suggested_topic)
    fields = {"qas": [{"q": topic.vi if topic is not None else "", "a": answer}]}
    return studio.drafts.edit(post.id, by, fields=fields).id
