"""A page whose threads live in memory, with faults on wish, and the replies of a unit over it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from studio.accounts.model import Account, AccountKind
from studio.app.open_profile import new_id
from studio.app.studio import Studio
from studio.clock import Clock
from studio.errors import Refused
from studio.feedback.canned import CannedReplies
from studio.feedback.citations import LawOfReplies
from studio.feedback.letters import ReplySealer
from studio.feedback.model import FeedbackItem
from studio.feedback.replies import Replies
from studio.feedback.reply_gate import ReplyGate
from studio.feedback.reply_inspector import ReplyInspector
from studio.feedback.reply_ledger import ReplyLedger, ReplyMeans
from studio.feedback.reply_model import ReplyDraft, SentReply
from studio.feedback.sealer import Sealer
from studio.feedback.storage_canned import StoredCanned, StoredSignatures
from studio.feedback.storage_replies import StoredReplies
from studio.feedback.storage_texts import StoredTexts
from studio.logbook import Logbook
from studio.outbox.audit import Act
from studio.outbox.breaker import Breaker
from studio.outbox.presence import Liveness
from studio.outbox.storage import StoredOutbox
from studio.outbox.timing import Timing
from studio.phrase import Bilingual
from studio.publishers.inbox import Batch, Channel, InboxAbilities, IncomingMessage, ReplyWay, ReplyWindow, Thread
from studio.publishers.port import Answer, Capabilities, Identity, Outcome, Unreachable
from studio.publishers.registry import Inboxes, Publishers
from tests.feedback.desk_rig import FACEBOOK, PIN, DeskRig

WINDOW = timedelta(minutes=2)


class ThreadPage:
    """One page. `faults` are used up one a write: ``before`` (lost, nothing kept), ``after`` (kept, answer lost),
    ``busy`` (not executed), ``person`` (not executed, a person is needed), ``no`` (refused), ``other`` (answers with
    the id of the comment itself), ``late`` (kept, shown only after a while, answer lost), ``removed`` (taken off
    the page at once)."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.page_id = FACEBOOK.page_id
        self.texts: list[tuple[str, IncomingMessage, datetime]] = []
        self.faults: deque[str] = deque()
        self.reachable = True
        self.can_list = True
        self.writes: list[tuple[str, Thread, str]] = []
        self.longest = 8000
        self.until: datetime | None = None
        self.before_write: Callable[[], None] = lambda: None
        self.after_write: Callable[[], None] = lambda: None
        self._numbers = count(1)

    # As an inbox

    def abilities(self, account: Account) -> InboxAbilities:
        return InboxAbilities(
            channels=tuple(Channel), can_hide=True, can_list_replies=self.can_list, longest_reply=self.longest
        )

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        return Batch(texts=())

    def windows(self, account: Account, thread: Thread, last_from_citizen: datetime) -> Sequence[ReplyWindow]:
        if thread.channel is Channel.COMMENTS:
            return (ReplyWindow(way=ReplyWay.PUBLIC, until=self.until),)
        return (ReplyWindow(way=ReplyWay.PRIVATE, until=self.until or last_from_citizen + timedelta(hours=24)),)

    def reply(self, account: Account, thread: Thread, way: ReplyWay, text: str) -> Answer:
        self.before_write()
        fault = self.faults.popleft() if self.faults else ""
        if fault == "before":
            raise ConnectionError("the line broke before the page heard anything")
        if fault in ("busy", "person"):
            return Answer(
                outcome=Outcome.NOT_EXECUTED, say=Bilingual("Trang bận.", "Busy."), needs_person=fault == "person"
            )
        if fault == "no":
            return Answer(outcome=Outcome.REFUSED, say=Bilingual("Trang từ chối.", "Refused."))
        lag = WINDOW / 2 if fault == "late" else timedelta(0)
        made = self.stand(account.page_id, thread, text, lag=lag)
        self.writes.append((account.page_id, thread, text))
        self.after_write()
        if fault == "removed":
            self.texts.clear()
        if fault in ("after", "late"):
            raise ConnectionError("the line broke after the page kept it")
        return Answer(outcome=Outcome.DONE, remote_id=thread.key if fault == "other" else made.id)

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[IncomingMessage]:
        self._require_line()
        now = self.clock()
        return [
            one
            for page, one, shown in self.texts
            if page == account.page_id and one.thread.key == thread.key and one.at >= since and shown <= now
        ]

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        return Answer(outcome=Outcome.REFUSED)

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        return False

    # As a publisher, as far as replies ask it

    def identity(self, account: Account) -> Identity:
        self._require_line()
        return Identity(page_id=self.page_id, title="Trang", clock=self.clock())

    def capabilities(self, account: Account) -> Capabilities:
        return Capabilities(
            hidden_then_reveal=False,
            can_list=True,
            can_delete=False,
            server_schedule=None,
            by_hand=False,
            window=WINDOW,
        )

    # As the platform's own window

    def stand(self, page: str, thread: Thread, text: str, *, lag: timedelta = timedelta(0)) -> IncomingMessage:
        """Let a text of the page stand in the thread."""
        now = self.clock()
        made = IncomingMessage(id=f"r{next(self._numbers)}", thread=thread, at=now, text=text, ours=True)
        self.texts.append((page, made, now + lag))
        return made

    def in_thread(self, thread: str) -> list[str]:
        return [one.text for _, one, _ in self.texts if one.thread.key == thread]

    def _require_line(self) -> None:
        if not self.reachable:
            raise Unreachable(Bilingual("mất mạng.", "no network."))


class Alive:
    """A lease that lives as long as it is said to."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.dead: set[str] = set()

    def alive(self, lease: str) -> bool:
        return lease not in self.dead


class AnswerRoom:
    """The replies of an open profile without a keyring, over the inboxes and publishers that are given."""

    def __init__(
        self,
        studio: Studio,
        clock: Clock,
        *,
        inboxes: Inboxes,
        publishers: Publishers,
        liveness: Liveness,
        timing: Timing,
        jitter: Callable[[], float] = lambda: 0.5,
        require_home: Callable[[], None] = lambda: None,
    ) -> None:
        store, items = studio.store, studio.feedback.items
        sealer = ReplySealer(Sealer(StoredTexts(store), lambda: None, clock))
        repo, signatures = StoredReplies(store), StoredSignatures(store)

        def note(act: str, by: str, data: Mapping[str, Any]) -> None:
            studio.audit.append(at=clock.now(), by=by, act=Act(act), data=data)

        law = LawOfReplies(lambda ref, on: studio.library.resolve(ref, on=on), lambda: studio.library.citations)
        self.canned = CannedReplies(
            StoredCanned(store),
            signatures,
            people=studio.people,
            book=studio.directory.book,
            law=law,
            search=studio.library.search,
            question=items.question,
            logbook=Logbook(studio.people.doer, note, store.write),
            clock=clock,
            ids=new_id,
        )
        inspector = ReplyInspector(
            items,
            studio.accounts,
            inboxes,
            self.canned,
            law,
            repo,
            book=studio.directory.book,
            clock=clock,
            hotline_days=180,
        )
        gate = ReplyGate(
            repo,
            signatures,
            sealer,
            items,
            studio.accounts,
            inspector,
            studio.feedback.settings,
            studio.people,
            require_home=require_home,
        )
        breaker = Breaker(repo=StoredOutbox(store), audit=studio.audit, clock=clock, timing=timing, jitter=jitter)
        self.replies = Replies(
            repo,
            signatures,
            items=items,
            inspector=inspector,
            gate=gate,
            sealer=sealer,
            means=ReplyMeans(
                repo=repo,
                ledger=ReplyLedger(repo, items, clock, note=note, publish=studio.events.tell),
                sealer=sealer,
                gate=gate,
                publishers=publishers,
                clock=clock,
                timing=timing,
                jitter=jitter,
                liveness=liveness,
                breaker=breaker,
            ),
            people=studio.people,
            clock=clock,
            ids=new_id,
            note=note,
            publish=studio.events.tell,
            require_home=require_home,
        )


class AnswerRig:
    """The replies of the unit of a `DeskRig` without a keyring, over a `ThreadPage`."""

    def __init__(self, desk: DeskRig, page: ThreadPage, liveness: Liveness | None = None) -> None:
        self.desk = desk
        self.page = page
        self.liveness = liveness or Alive("w1")
        self.home: list[str] = []
        """Why nothing may leave from here."""
        room = AnswerRoom(
            desk.studio,
            desk.clock,
            inboxes={AccountKind.FACEBOOK: page},
            publishers={AccountKind.FACEBOOK: page},  # type: ignore[dict-item]
            liveness=self.liveness,
            timing=Timing(pause_first=timedelta(seconds=10), pause_longest=timedelta(seconds=40)),
            require_home=self._require_home,
        )
        self.canned, self.replies = room.canned, room.replies

    def _require_home(self) -> None:
        if self.home:
            raise Refused(Bilingual(self.home[0], self.home[0]))

    def answer(self, item: FeedbackItem, **slots: str) -> ReplyDraft:
        """A good answer to it, kept by An."""
        way = ReplyWay.PUBLIC if item.origin == "comment" else ReplyWay.PRIVATE
        draft = ReplyDraft(
            item=item.id,
            way=way,
            greeting="Chào bạn, cảm ơn bạn đã gửi câu hỏi.",
            answer="Bạn mang theo giấy tờ tùy thân; thời hạn giải quyết là 07 ngày làm việc.",
            next_step="Bạn đến bộ phận một cửa trong giờ hành chính.",
            thanks="Trân trọng cảm ơn bạn.",
        )
        present = self.replies.draft(item.id)
        if present is not None:
            draft = replace(draft, id=present.id, revision=present.revision)
        with self.desk.at_work(self.desk.an):
            return self.replies.save_draft(replace(draft, **slots), self.desk.an.id)  # type: ignore[arg-type]

    def send(self, item: FeedbackItem) -> SentReply:
        with self.desk.at_work(self.desk.an):
            return self.replies.send(item.id, self.desk.an.id, PIN)

    def run(self, *, rounds: int = 1, seconds: float = 0) -> None:
        """So many rounds of the worker, so long apart."""
        for _ in range(rounds):
            self.replies.run()
            self.desk.clock.forward(seconds=seconds)

    def state(self, item: FeedbackItem) -> SentReply:
        found = self.replies.state(item.id)
        assert found is not None
        return found

    def page_text(self, item: FeedbackItem) -> str:
        """What the reply to it says, as An reads it."""
        with self.desk.at_work(self.desk.an):
            return self.replies.text_of(self.state(item).id, self.desk.an.id)
