"""The answers of the feedback desk put together: canned replies, checks, approval, sending."""

from __future__ import annotations

import random

from studio.app.ground import AppContext
from studio.app.law_room import LawRoom
from studio.app.office import Office
from studio.app.sending_room import SendingRoom
from studio.feedback.canned import CannedReplies
from studio.feedback.citations import LawOfReplies
from studio.feedback.inspecting import ReplyInspector
from studio.feedback.items import Items
from studio.feedback.letters import Letters
from studio.feedback.replies import Replies
from studio.feedback.reply_gate import ReplyGate
from studio.feedback.reply_ledger import ReplyLedger, ReplyMeans
from studio.feedback.sealing import Sealer
from studio.feedback.settings import FeedbackSettings
from studio.feedback.storage_canned import StoredCanned, StoredSignatures
from studio.feedback.storage_replies import StoredReplies
from studio.outbox.pausing import Breaker
from studio.outbox.timing import Timing


class ReplyRoom:
    """What is answered at the desk of one unit."""

    def __init__(
        self,
        ground: AppContext,
        office: Office,
        laws: LawRoom,
        sending: SendingRoom,
        items: Items,
        sealer: Sealer,
        settings: FeedbackSettings,
    ) -> None:
        self._ground = ground
        self._office = office
        self.repo = StoredReplies(ground.store)
        shelf, letters = StoredSignatures(ground.store), Letters(sealer)
        law = LawOfReplies(
            lambda ref, on: laws.library.resolve(ref, on=on),
            lambda: laws.library.citations,
        )
        self.canned = CannedReplies(
            StoredCanned(ground.store),
            shelf,
            people=office.people,
            book=office.directory.book,
            law=law,
            search=lambda words: laws.library.search(words, limit=8),
            question=items.question,
            logbook=ground.logbook,
            clock=ground.clock,
            ids=ground.ids,
            tell=ground.tell,
        )
        inspector = ReplyInspector(
            items,
            office.accounts,
            sending.inboxes,
            self.canned,
            law,
            self.repo,
            book=office.directory.book,
            clock=ground.clock,
            hotline_days=ground.settings.hotline_days,
        )
        gate = ReplyGate(
            self.repo,
            shelf,
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
            shelf,
            items=items,
            inspector=inspector,
            gate=gate,
            letters=letters,
            means=self._means(sending, items, letters, gate),
            people=office.people,
            clock=ground.clock,
            ids=ground.ids,
            note=ground.note,
            tell=ground.tell,
            clock_trouble=sending.outbox.clock_trouble,
            require_home=sending.home.require,
        )

    def _means(self, sending: SendingRoom, items: Items, letters: Letters, gate: ReplyGate) -> ReplyMeans:
        """Pauses and timing are those of the outbox: an account that rests gets no reply either."""
        ground, timing = self._ground, Timing()
        breaker = Breaker(
            repo=ground.deliveries, audit=ground.audit, clock=ground.clock, timing=timing, jitter=random.random
        )
        return ReplyMeans(
            repo=self.repo,
            ledger=ReplyLedger(self.repo, items, ground.clock, note=ground.note, tell=ground.tell),
            letters=letters,
            gate=gate,
            publishers=sending.publishers,
            clock=ground.clock,
            timing=timing,
            jitter=random.random,
            presence=sending.presence,
            breaker=breaker,
        )
