"""Answers to citizens: written, checked, approved where the unit wants it, sent exactly once, and read back.

Nothing is sent by itself: a person queues each answer with their PIN, and the worker carries out what they queued.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput, NotPermitted, Refused, StudioError, Untrusted
from studio.events import Publish, silent
from studio.feedback import reply_messages as messages
from studio.feedback import signatures
from studio.feedback.items import Items
from studio.feedback.letters import ReplySealer, seal_of
from studio.feedback.reply_gate import APPROVE, SUBMIT, ReplyGate, require_open, statement_of
from studio.feedback.reply_inspector import ReplyInspector
from studio.feedback.reply_ledger import ReplyMeans, require_moved
from studio.feedback.reply_machine import ReplyEvent
from studio.feedback.reply_model import (
    SLOTS,
    UNSETTLED,
    DraftState,
    GroupSent,
    ReplyDraft,
    ReplyFinding,
    ReplyLetter,
    ReplyProgress,
    ReplyState,
    SentReply,
)
from studio.feedback.reply_sender import ReplyWorker
from studio.feedback.settings import ACT, DESK, Note, refuse_concerned
from studio.people.model import Person, Role
from studio.people.present import by_itself
from studio.people.service import People, Signer
from studio.phrase import Phrase
from studio.publishers.inbox import ReplyWay, ReplyWindow
from studio.text import length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.feedback.storage_canned import StoredSignatures
    from studio.feedback.storage_replies import StoredReplies

QUEUED = "what somebody queued with their PIN is carried out, whoever is there"
APPROVERS = (Role.APPROVER, Role.HEAD)
SLOT_LONGEST = 8000
NOTE_LONGEST = 1000
ONE_ROUND = 100
"""Replies in one round; the others follow in the next."""


class Replies:
    """`by` is always a person's id. Safe to call from several threads and programs."""

    def __init__(
        self,
        repo: StoredReplies,
        signatures: StoredSignatures,
        *,
        items: Items,
        inspector: ReplyInspector,
        gate: ReplyGate,
        sealer: ReplySealer,
        means: ReplyMeans,
        people: People,
        clock: Clock,
        ids: Callable[[], str],
        note: Note,
        publish: Publish = silent,
        clock_trouble: Callable[[], Phrase | None] = lambda: None,
        require_home: Callable[[], None] = lambda: None,
    ) -> None:
        """`clock_trouble`: why nothing is sent at present, as the outbox says."""
        self._repo = repo
        self._signatures = signatures
        self._items = items
        self._inspector = inspector
        self._gate = gate
        self._sealer = sealer
        self._means = means
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._publish = publish
        self._clock_trouble = clock_trouble
        self._require_home = require_home
        self._worker = ReplyWorker(means)

    # Writing

    def draft(self, item: str) -> ReplyDraft | None:
        """The answer that is being written, for who may read the item. None while nobody wrote one."""
        found = self._repo.draft(item)
        if found is None:
            return None
        draft, sealed = found
        body = self._sealer.draft_body(sealed, item)
        slots = {name: body.slots.get(name, "") for name in SLOTS}
        return replace(
            draft,
            greeting=slots["greeting"],
            answer=slots["answer"],
            next_step=slots["next_step"],
            thanks=slots["thanks"],
            note=body.note,
        )

    def from_canned(self, item: str, canned: str, way: ReplyWay | None = None) -> ReplyDraft:
        """An answer begun from a canned reply, its placeholders filled; not kept yet. In `way`, or in the first that
        the platform offers now. Raises Refused for a canned reply that does not hold."""
        present = self.draft(item)
        begun = self._inspector.begun(ReplyDraft(item=item, way=way or self._way(item), canned=canned))
        return begun if present is None else replace(begun, id=present.id, revision=present.revision, also=present.also)

    def save_draft(self, draft: ReplyDraft, by: str) -> ReplyDraft:
        """Keep it, sealed; it survives a crash and goes with the item. What was approved has to be approved anew.

        `draft.revision` is the one that was seen. Raises Refused when somebody else saved meanwhile, or while a reply
        is on its way.
        """
        person = self._writer(draft, by)
        tidy = _tidied(draft)
        with self._repo.transaction():
            former = self._repo.draft(draft.item)
            if former is not None and former[0].revision != draft.revision:
                raise Refused("somebody else changed this answer meanwhile; open it again, then go on.")
            self._require_nothing_on_its_way(draft.item)
            used = former is not None and self._repo.of_draft(former[0].id, draft.item) is not None
            begun = former is None or used
            writers = {person.id} if former is None else {*former[0].writers, person.id}
            kept = replace(
                tidy,
                id=self._ids() if former is None or used else former[0].id,
                revision=draft.revision + 1,
                state=DraftState.WRITTEN,
                saved_by=person.id,
                writers=tuple(sorted(writers)),
                saved_at=self._clock.now(),
                submitted_by="",
                approved_by="",
                note="",
            )
            self._repo.put_draft(kept, self._sealer.sealed_draft(kept, self._salt(kept, fresh=begun)))
            if begun:
                self._log("reply_begun", person.id, kept)
        return kept

    def discard(self, item: str, by: str) -> None:
        """Throw the draft away. Raises Refused while it is on its way."""
        person = self._people.require(by, *DESK)
        self._items.require_unconcerned(item, person.id)
        with self._repo.transaction():
            self._require_nothing_on_its_way(item)
            found = self._repo.draft(item)
            if found is not None:
                self._repo.drop_draft(item)
                self._log("reply_discarded", person.id, found[0])

    def check(self, draft: ReplyDraft, sender: str = "") -> tuple[ReplyFinding, ...]:
        """What the checks say of the answer now, blockers first; `sender`: id of who would send it."""
        return self._inspector.check(draft, (sender,) if sender else ())

    def windows(self, item: str) -> tuple[ReplyWindow, ...]:
        """The ways in which an answer may go, and until when."""
        return self._inspector.windows(self._items.get(item))

    # Approving

    def needs_approval(self, draft: ReplyDraft) -> bool:
        """Whether a second person has to approve it before it is sent."""
        return self._gate.needs_approval(draft, self._items.get(draft.item).account)

    def waiting(self) -> tuple[str, ...]:
        """Items whose answer waits for an approver, the oldest first."""
        return self._repo.submitted()

    def submit(self, item: str, by: str, pin: str) -> ReplyDraft:
        """Put the answer before an approver. Raises Refused while something blocks it."""
        draft = self._present(item)
        self._require_state(draft, DraftState.WRITTEN)
        person = self._people.entitled(by, *DESK)
        self._require_unconcerned(draft, person)
        self._inspector.require_unblocked(draft, (person.id,))
        signer = self._people.signer(by, pin)
        with self._repo.transaction():
            self._require_still(draft)
            submitted = replace(draft, state=DraftState.SUBMITTED, submitted_by=person.id)
            self._repo.put_draft(submitted)
            self._sign(submitted, SUBMIT, signer, {})
            self._log("reply_submitted", person.id, submitted)
        self._publish("feedback.reply.submitted", item=item)
        return submitted

    def approve(self, item: str, by: str, pin: str) -> ReplyDraft:
        """Say yes to exactly what was submitted; by an approver or the head who did not write it and whom the feedback
        is not about."""
        draft = self._present(item)
        self._require_state(draft, DraftState.SUBMITTED)
        person = self._approver(draft, by)
        self._inspector.require_unblocked(draft, ())
        signer = self._people.signer(by, pin)
        self._people.require_settled(signer)
        submitted = self._signatures.get(draft.id, draft.revision, SUBMIT)
        facts = self._statement(draft)
        if (
            submitted is None
            or submitted.by == person.id
            or not signatures.holds(submitted, facts, self._people, approves=False)
        ):
            raise Untrusted(messages.APPROVAL_ALTERED)
        with self._repo.transaction():
            self._require_still(draft)
            approved = replace(draft, state=DraftState.APPROVED, approved_by=person.id)
            self._repo.put_draft(approved)
            self._sign(approved, APPROVE, signer, {"submitted": submitted.signature})
            self._log("reply_approved", person.id, approved)
        self._publish("feedback.reply.approved", item=item)
        return approved

    def return_(self, item: str, by: str, pin: str, note: str) -> ReplyDraft:
        """Give the answer back to who wrote it, and say why. Raises BadInput without a reason."""
        draft = self._present(item)
        self._require_state(draft, DraftState.SUBMITTED)
        said = squeeze(nfc(note))
        if not said or length(said) > NOTE_LONGEST:
            raise BadInput(
                "say why it is given back, in at most {note_longest} characters.",
                note_longest=NOTE_LONGEST,
                where="note",
            )
        person = self._approver(draft, by)
        self._people.verify_pin(by, pin)
        with self._repo.transaction():
            self._require_still(draft)
            back = replace(draft, state=DraftState.WRITTEN, submitted_by="", note=said)
            self._repo.put_draft(back, self._sealer.sealed_draft(back, self._salt(back)))
            self._log("reply_returned", person.id, back)
        self._publish("feedback.reply.returned", item=item)
        return back

    # Sending

    def send(self, item: str, by: str, pin: str, *, fully: bool = True) -> SentReply:
        """Queue the answer, once; the worker carries it. Asked again it gives the same reply, and one that was refused
        waits anew. `fully`: it gives the result as well.

        Raises NotPermitted, Refused, Untrusted with the reason.
        """
        self._require_home()
        person = self._publisher(by, pin)
        with self._repo.transaction():
            return self._queued(item, self.draft(item), person, fully=fully)

    def send_to_group(self, ids: Sequence[str], by: str, pin: str, *, fully: bool = True) -> GroupSent:
        """One answer to several merged questions, each in its own thread: that of the first item that has one. Each is
        queued for itself; who cannot get it is named with the reason. Raises NotPermitted, Refused."""
        self._require_home()
        person = self._publisher(by, pin)
        wanted = tuple(dict.fromkeys(ids))
        prepared = next((draft for draft in map(self.draft, wanted) if draft is not None), None)
        if prepared is None:
            raise Refused(messages.NO_DRAFT)
        self._require_one_page(wanted)
        queued: list[SentReply] = []
        refused: dict[str, Phrase] = {}
        threads: set[tuple[str, str]] = set()
        for item in wanted:
            try:
                there = self._items.thread_for_sending(item)
                key = ("", item) if there is None else (str(there.thread.channel), there.thread.key)
                if key in threads:
                    raise Refused(messages.SAME_THREAD)
                threads.add(key)
                with self._repo.transaction():
                    queued.append(self._queued(item, prepared, person, fully=fully))
            except StudioError as refusal:
                refused[item] = refusal.phrase
        return GroupSent(queued=tuple(queued), refused=refused)

    def state(self, item: str) -> SentReply | None:
        """The latest reply of the item and where it stands."""
        replies = self._repo.of_item(item)
        return replies[-1] if replies else None

    def history(self, item: str) -> tuple[SentReply, ...]:
        """Every reply of the item, oldest first."""
        return self._repo.of_item(item)

    def on_their_way(self) -> tuple[SentReply, ...]:
        """Every reply that is not settled, the oldest first; those with `asks` wait for a person."""
        return self._repo.unsettled()

    def asking(self) -> tuple[SentReply, ...]:
        """Replies that wait for a person, the oldest first: those of which only a look tells what became of them, and
        those that were refused to items which still owe an answer."""
        return self._repo.asking()

    def latest(self, items: Sequence[str]) -> Mapping[str, SentReply]:
        """By item the latest reply to each of these that has one."""
        return self._repo.latest(items)

    def text_of(self, reply: str, by: str) -> str:
        """What was sent, while it is kept; empty once it was purged. Raises Refused for whom the item is about."""
        person = self._people.require(by, *DESK)
        found = self._repo.get(reply)
        self._items.require_unconcerned(found.item, person.id)
        letter = self._gate.letter(found)
        return "" if letter is None else letter.text

    def decide(self, item: str, by: str, pin: str, *, is_there: bool) -> SentReply:
        """A person looked at the thread and says whether a doubtful reply stands there. The program looks once more
        where it can, and what it finds counts. Nothing is sent by this. Raises Refused, NotPermitted."""
        self._require_home()
        person = self._publisher(by, pin)
        found = self.state(item)
        if found is None or found.state is not ReplyState.UNKNOWN:
            raise Refused("this reply waits for nobody's word; look at its state again.")
        refuse_concerned(self._items.get(item).concerns, person.id)
        found = self._looked(found)
        if found.state is not ReplyState.UNKNOWN:
            return found
        if is_there:
            return self._means.ledger.move(
                found,
                ReplyEvent.VOUCH,
                messages.VOUCHED,
                step="vouched",
                by=person.id,
                vouched_by=person.id,
                sent_at=found.sent_at or found.last_sent_at,
                not_before=None,
            )
        return self._means.ledger.move(
            found, ReplyEvent.NOT_THERE, messages.NOT_THERE, step="not_there", by=person.id, not_before=None
        )

    # Working

    @by_itself(QUEUED)
    def run(self, *, limit: int = ONE_ROUND) -> ReplyProgress:
        """One round of the worker: what was queued is sent, what is in doubt looked for, what was sent read back.

        Raises Refused in a copy of the profile, StorageTrouble.
        """
        if not self._repo.any_waits():
            return ReplyProgress()
        self._require_home()
        moved: list[str] = []
        while len(moved) < limit and self._clock_trouble() is None:
            reply = self._worker.run_once()
            if reply is None:
                break
            moved.append(reply.item)
        return ReplyProgress(moved=tuple(dict.fromkeys(moved)))

    # Inside

    def _queued(self, item: str, draft: ReplyDraft | None, person: Person, *, fully: bool) -> SentReply:
        """The one reply of this draft to this item: as it is, taken up again, or new."""
        refuse_concerned(self._items.get(item).concerns, person.id)
        latest = self.state(item)
        if latest is not None and latest.state in UNSETTLED:
            return latest
        same = latest if draft is None else self._repo.of_draft(draft.id, item)
        if same is None and draft is None:
            raise Refused(messages.NO_DRAFT)
        if same is not None and same.state is ReplyState.VERIFIED:
            return same
        reply = self._again(same, person) if same is not None else self._new(item, draft, person, fully=fully)
        self._gate.ready(reply)
        return reply

    def _again(self, refused: SentReply, person: Person) -> SentReply:
        self._means.breaker.ask_now(refused.account)
        return self._means.ledger.move(
            refused,
            ReplyEvent.AGAIN,
            messages.AGAIN,
            step="again",
            by=person.id,
            queued_by=person.id,
            not_before=None,
            absent_at=None,
            looks=0,
        )

    def _new(self, item: str, draft: ReplyDraft | None, person: Person, *, fully: bool) -> SentReply:
        if draft is None:
            raise Refused(messages.NO_DRAFT)
        found = self._items.get(item)
        require_open(found)
        served = self._inspector.served(found)
        if served is None:
            raise Refused(messages.NO_THREAD)
        account, _, there = served
        approved = draft.state is DraftState.APPROVED and item in draft.items
        salt, now = self._salt(draft), self._clock.now()
        reply = SentReply(
            id=self._ids(),
            item=item,
            draft=draft.id,
            account=account.name,
            page_id=account.page_id,
            channel=there.thread.channel,
            way=draft.way,
            seal=seal_of(item, account.page_id, there.thread, draft.way, draft.slots, salt),
            canned=draft.canned,
            canned_version=draft.canned_version,
            citations=draft.citations,
            queued_by=person.id,
            approved_by=draft.approved_by if approved else "",
            approval=draft.revision if approved else 0,
            fully=fully,
            answers_at=found.asked_at,
            queued_at=now,
            updated_at=now,
            since=now,
            vi=messages.QUEUED.vi,
            en=messages.QUEUED.en,
        )
        letter = ReplyLetter(thread=there.thread, slots=draft.slots, salt=salt)
        self._repo.add(reply, self._sealer.sealed(reply, letter))
        self._means.ledger.log(reply, "queued", person.id)
        self._publish("feedback.reply.queued", item=item, reply=reply.id, account=account.name)
        return reply

    def _looked(self, found: SentReply) -> SentReply:
        """The reply after one more look, where the program can look; as it is where it cannot."""
        try:
            ready = self._gate.reachable(found)
            if not ready.inbox.abilities(ready.account).can_list_replies:
                return found
        except StudioError:
            return found
        begun = self._clock.now()
        with by_itself("a look at the page before a person's word counts"):
            looked = require_moved(self._worker.work_on(found.id))
        if looked.state is ReplyState.UNKNOWN and (looked.looked_at is None or looked.looked_at < begun):
            raise Refused("the page could not be looked at: {looked} Try again once it can be reached.", looked=looked)
        return looked

    def _way(self, item: str) -> ReplyWay:
        now = self._clock.now()
        ways = [window.way for window in self.windows(item) if window.until is None or window.until > now]
        return ways[0] if ways else ReplyWay.PUBLIC

    def _salt(self, draft: ReplyDraft, *, fresh: bool = False) -> str:
        """The salt of the draft's seals: made with its first text, and kept as long as it is."""
        found = None if fresh else self._repo.draft(draft.item)
        return self._ids() if found is None else self._sealer.draft_body(found[1], draft.item).salt

    def _statement(self, draft: ReplyDraft) -> dict[str, object]:
        """What is signed: every text that would leave, each with its item, page and seal."""
        salt = self._salt(draft)
        seals = []
        for item in draft.items:
            served = self._inspector.served(self._items.get(item))
            if served is None:
                raise Refused(messages.NO_THREAD)
            account, _, there = served
            seal = seal_of(item, account.page_id, there.thread, draft.way, draft.slots, salt)
            seals.append((item, account.name, account.page_id, seal))
        return statement_of(draft, seals)

    def _sign(self, draft: ReplyDraft, kind: str, signer: Signer, more: dict[str, object]) -> None:
        facts = {**self._statement(draft), **more}
        at = self._clock.now()
        self._signatures.put(
            signatures.signed(facts, subject=draft.id, version=draft.revision, kind=kind, signer=signer, at=at)
        )

    def _writer(self, draft: ReplyDraft, by: str) -> Person:
        person = self._people.require(by, *DESK)
        self._require_unconcerned(draft, person)
        require_open(self._items.get(draft.item))
        self._require_one_page(draft.items)
        return person

    def _approver(self, draft: ReplyDraft, by: str) -> Person:
        person = self._people.entitled(by, *APPROVERS)
        self._require_unconcerned(draft, person)
        if person.id in (*draft.writers, draft.submitted_by):
            raise NotPermitted(
                "{name} wrote or submitted this answer and may not approve it; ask someone else.", name=person.name
            )
        return person

    def _publisher(self, by: str, pin: str) -> Person:
        return self._people.require(self._people.verify_pin(by, pin).id, Role.PUBLISHER)

    def _present(self, item: str) -> ReplyDraft:
        draft = self.draft(item)
        if draft is None:
            raise Refused(messages.NO_DRAFT)
        return draft

    def _require_unconcerned(self, draft: ReplyDraft, person: Person) -> None:
        for item in draft.items:
            refuse_concerned(self._items.get(item).concerns, person.id)

    def _require_one_page(self, ids: Sequence[str]) -> None:
        if len({self._items.get(item).account for item in ids}) > 1:
            raise Refused("one answer for several items goes to items of one page only.")

    def _require_nothing_on_its_way(self, item: str) -> None:
        latest = self.state(item)
        if latest is not None and latest.state in UNSETTLED:
            raise Refused(messages.STILL_ON_ITS_WAY)

    def _require_state(self, draft: ReplyDraft, state: DraftState) -> None:
        if draft.state is not state:
            raise Refused("the answer is not at this step any more; open the item again.")

    def _require_still(self, draft: ReplyDraft) -> None:
        if self.draft(draft.item) != draft:
            raise Refused("the answer was just changed; open the item again.")

    def _log(self, step: str, by: str, draft: ReplyDraft) -> None:
        facts = {"step": step, "item": draft.item, "draft": draft.id, "revision": draft.revision}
        self._note(ACT, by, facts | ({"canned": draft.canned} if draft.canned else {}))


def _tidied(draft: ReplyDraft) -> ReplyDraft:
    slots = {name: nfc(text) for name, text in draft.slots.items()}
    long = next((name for name, text in slots.items() if length(text) > SLOT_LONGEST), None)
    if long is not None:
        raise BadInput(
            "this part has more than {slot_longest} characters; shorten it.", slot_longest=SLOT_LONGEST, where=long
        )
    return replace(
        draft,
        greeting=slots["greeting"],
        answer=slots["answer"],
        next_step=slots["next_step"],
        thanks=slots["thanks"],
        also=tuple(one for one in dict.fromkeys(draft.also) if one != draft.item),
    )
