"""The feedback desk put together: its tables, the key that seals texts, and what other rooms know of posts and days."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from studio.accounts.model import Account
from studio.app.context import AppContext
from studio.app.law_room import LawRoom
from studio.app.office import Office
from studio.app.sending_room import SendingRoom
from studio.app.text_guard import personal
from studio.calendar.model import read_holidays
from studio.errors import Refused
from studio.events import ServiceEvent
from studio.feedback.canned import CannedReplies
from studio.feedback.citations import LawOfReplies
from studio.feedback.desk import Feedback
from studio.feedback.handover import Handovers
from studio.feedback.house_rules import HouseRules
from studio.feedback.intake import FeedbackIntake
from studio.feedback.items import Items, PostUnder
from studio.feedback.letters import ReplySealer
from studio.feedback.moderation import Moderation
from studio.feedback.ports import TextTable
from studio.feedback.purge import FeedbackPurge
from studio.feedback.replies import Replies
from studio.feedback.reply_gate import ReplyGate
from studio.feedback.reply_inspector import ReplyInspector
from studio.feedback.reply_ledger import ReplyLedger, ReplyMeans
from studio.feedback.sealer import Sealer
from studio.feedback.settings import FeedbackSettings
from studio.feedback.statistics import Statistics
from studio.feedback.storage import StoredFeedbackSettings, StoredIntake, StoredItems
from studio.feedback.storage_canned import StoredCanned, StoredSignatures
from studio.feedback.storage_moderation import StoredModeration
from studio.feedback.storage_replies import StoredHandovers, StoredReplies
from studio.feedback.storage_statistics import StoredStatistics
from studio.feedback.storage_texts import StoredTexts
from studio.feedback.suggestions import hints_of
from studio.feedback.text_mask import TextMask
from studio.feedback.topics import TOPICS
from studio.outbox.breaker import Breaker
from studio.outbox.timing import Timing
from studio.people.keys import keyed
from studio.phrase import Phrase
from studio.publishers.inbox import Inbox
from studio.publishers.registry import Inboxes
from studio.store.engine import Store
from studio.store.erasure import cut_wal, erase
from studio.store.profile_clock import StoredClock
from studio.training.lesson import RESTORED

LONG_WEEKEND = timedelta(days=4)


class ReplyRoom:
    """What is answered at the desk of one unit."""

    def __init__(
        self,
        context: AppContext,
        office: Office,
        laws: LawRoom,
        sending: SendingRoom,
        items: Items,
        sealer: Sealer,
        settings: FeedbackSettings,
    ) -> None:
        self._context = context
        self._office = office
        self.repo = StoredReplies(context.store)
        signatures, letters = StoredSignatures(context.store), ReplySealer(sealer)
        law = LawOfReplies(
            lambda ref, on: laws.library.resolve(ref, on=on),
            lambda: laws.library.citations,
        )
        self.canned = CannedReplies(
            StoredCanned(context.store),
            signatures,
            people=office.people,
            book=office.directory.book,
            law=law,
            search=lambda words: laws.library.search(words, limit=8),
            question=items.question,
            logbook=context.logbook,
            clock=context.clock,
            ids=context.ids,
            publish=context.tell,
        )
        inspector = ReplyInspector(
            items,
            office.accounts,
            sending.inboxes,
            self.canned,
            law,
            self.repo,
            book=office.directory.book,
            clock=context.clock,
            hotline_days=context.settings.hotline_days,
        )
        gate = ReplyGate(
            self.repo,
            signatures,
            letters,
            items,
            office.accounts,
            inspector,
            settings,
            office.people,
            require_home=sending.home.require,
        )
        self.replies = Replies(
            self.repo,
            signatures,
            items=items,
            inspector=inspector,
            gate=gate,
            sealer=letters,
            means=self._means(sending, items, letters, gate),
            people=office.people,
            clock=context.clock,
            ids=context.ids,
            note=context.note,
            publish=context.tell,
            clock_trouble=sending.outbox.clock_trouble,
            require_home=sending.home.require,
        )

    def _means(self, sending: SendingRoom, items: Items, sealer: ReplySealer, gate: ReplyGate) -> ReplyMeans:
        """Pauses and timing are those of the outbox: an account that rests gets no reply either."""
        context, timing = self._context, Timing()
        breaker = Breaker(
            repo=context.deliveries, audit=context.audit, clock=context.clock, timing=timing, jitter=random.random
        )
        return ReplyMeans(
            repo=self.repo,
            ledger=ReplyLedger(self.repo, items, context.clock, note=context.note, publish=context.tell),
            sealer=sealer,
            gate=gate,
            publishers=sending.publishers,
            clock=context.clock,
            timing=timing,
            jitter=random.random,
            liveness=sending.presence,
            breaker=breaker,
        )


class ModerationRoom:
    """What is hidden, kept or passed on at the desk of one unit."""

    def __init__(
        self,
        context: AppContext,
        office: Office,
        inboxes: Inboxes,
        items: Items,
        sealer: Sealer,
        purging: FeedbackPurge,
    ) -> None:
        self._office = office
        self._inboxes = inboxes
        self.repo = StoredModeration(context.store)
        self.house_rules = HouseRules(
            self.repo, office.people, context.clock, together=context.store.write, note=context.note
        )
        self.moderation = Moderation(
            self.repo,
            self.house_rules,
            items,
            office.people,
            context.clock,
            ids=context.ids,
            note=context.note,
            sealer=sealer,
            page=self._page,
            scan=self._scan,
            publish=context.tell,
        )
        self.handovers = Handovers(
            StoredHandovers(context.store),
            items,
            office.people,
            context.clock,
            ids=context.ids,
            note=context.note,
            book=office.directory.book,
            unit=self._unit,
            purging=purging,
            days=lambda: context.settings.hotline_days,
            scan=self._scan,
            publish=context.tell,
        )

    def _scan(self, text: str) -> Phrase | None:
        return personal(text, self._office.directory.book)

    def _unit(self, account: str) -> str:
        return next((each.unit for each in self._office.accounts.list() if each.name == account), "")

    def _page(self, account: str) -> tuple[Account, Inbox]:
        """The page of that account and what reads and answers its citizens. Raises NotFound, Refused."""
        page = self._office.accounts.get(account)
        inbox = self._inboxes.get(page.kind)
        if inbox is None:
            raise Refused("comments of this page are neither read nor hidden from here; do it on the page itself.")
        return page, inbox


class StoreEraser:
    """`studio.feedback.purge.Eraser` on one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def erase(self, tables: Sequence[TextTable], ids: Collection[str]) -> None:
        erase(self._store, tables, ids)

    def cut(self) -> bool:
        return cut_wal(self._store)


class FeedbackRoom:
    """What citizens write to one unit."""

    def __init__(self, context: AppContext, office: Office, laws: LawRoom, sending: SendingRoom) -> None:
        self._context = context
        self._office = office
        repo, texts = StoredItems(context.store), StoredTexts(context.store)
        kept = StoredFeedbackSettings(context.store)
        self.sealer = Sealer(texts, self._secret, context.clock)
        self.settings = FeedbackSettings(
            kept,
            office.people,
            together=context.store.write,
            note=context.note,
            holidays=lambda: [(mark.first, mark.last) for mark in read_holidays()],
        )
        self.items = Items(
            repo,
            texts,
            self.sealer,
            TextMask(office.directory.book),
            self.settings,
            office.people,
            context.clock,
            ids=context.ids,
            note=context.note,
            publish=context.tell,
            hints=hints_of,
            post_under=self._post_under,
            page=self._page,
            open_to_all=context.settings.practice,
        )
        self.purging = FeedbackPurge(
            repo,
            texts,
            kept,
            self.items,
            self.settings,
            office.people,
            context.clock,
            eraser=StoreEraser(context.store),
            note=context.note,
            steady=context.clock_watch.steady,
            publish=context.tell,
        )
        self.statistics = Statistics(
            StoredStatistics(context.store),
            office.people,
            context.clock,
            hours=self.settings.hours,
            topics=lambda: TOPICS,
            unit=self._unit,
            practice=context.settings.practice,
            note=context.note,
            publish=context.tell,
        )
        self.intake = FeedbackIntake(
            StoredIntake(context.store),
            sending.inboxes,
            office.accounts.list,
            self.items.take_in,
            office.people,
            context.clock,
            require_home=sending.home.require,
        )
        self.settings.changed = self.items.reckon_anew
        self.settings.retained = repo.purge_by
        context.dues.append(self._due_after_a_jump)
        self.replies = ReplyRoom(context, office, laws, sending, self.items, self.sealer, self.settings)
        self.moderation = ModerationRoom(context, office, sending.inboxes, self.items, self.sealer, self.purging)
        self.purging.keepers += [self.replies.repo, self.moderation.repo]
        context.events.listen(self._heard)

    def desk(self) -> Feedback:
        """Its services."""
        return Feedback(
            items=self.items,
            intake=self.intake,
            settings=self.settings,
            purging=self.purging,
            canned=self.replies.canned,
            replies=self.replies.replies,
            house_rules=self.moderation.house_rules,
            moderation=self.moderation.moderation,
            handovers=self.moderation.handovers,
            statistics=self.statistics,
        )

    def _page(self, name: str) -> str:
        """That page, or the unit's first where none is named; empty while it has none. Raises NotFound."""
        accounts = self._office.accounts
        return accounts.get(name).name if name else next((page.name for page in accounts.list()), "")

    def _unit(self) -> str:
        """The name of the unit; empty while none is known."""
        return next((unit.name for unit in self._office.directory.book().units), "")

    def _heard(self, news: ServiceEvent) -> None:
        if news.name == RESTORED:
            self.sealer.read_anew()

    def _post_under(self, account: str, remote: str) -> PostUnder:
        post, title = self._context.deliveries.post_of(account, remote)
        return PostUnder(id=post, title=title)

    def _due_after_a_jump(self, now: datetime) -> int:
        """Texts that would go after a jump of the clock. Some go on almost every day, so nobody is asked after a
        weekend."""
        seen = StoredClock(self._context.store).seen()
        return self.purging.due(now) if seen is not None and now - seen > LONG_WEEKEND else 0

    def _secret(self) -> bytes | None:
        """What protects the people of the profile, where its register says that something does."""
        people = self._office.people
        return self._office.vault.key(keyed=True) if keyed(people.key_register()) else None
