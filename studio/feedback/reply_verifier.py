"""Looks into the thread: what became of a doubtful reply, and whether a sent one stands there as it was written.

A reply carries no mark in its text. It is known by the page's id where the page gave one; else by its exact words, in
its own thread, not older than the text that it answers, and not known to be another reply's. Whatever said the same
before our write was found by the look before it, and nothing was sent then. So the same words that appear later are
ours, or those of somebody who answered by hand in that very moment: the citizen has the answer either way, and a
second such text is shown to the officer as not ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from studio.errors import StorageTrouble, StudioError
from studio.feedback import reply_messages as messages
from studio.feedback.reply_gate import ReadyReply
from studio.feedback.reply_ledger import ReplyMeans
from studio.feedback.reply_machine import ReplyEvent
from studio.feedback.reply_model import ReplyLetter, SentReply
from studio.feedback.sealer import TextLost
from studio.phrase import Phrase
from studio.publishers.answers import read
from studio.publishers.inbox import IncomingMessage, Thread
from studio.publishers.pieces import text_sha256
from studio.publishers.port import Unreachable
from studio.secret import KeyringTrouble

SLACK = timedelta(seconds=2)
"""Platforms tell moments in whole seconds."""


class ReplyVerifier:
    """Each method takes a reply whose lease this worker holds and returns what it became."""

    def __init__(self, means: ReplyMeans) -> None:
        self._means = means

    # What stands there

    def own(self, reply: SentReply, ready: ReadyReply) -> tuple[IncomingMessage, ...]:
        """The page's own texts in the thread since the one that the reply answers, oldest first. Raises StudioError."""
        since = reply.answers_at - SLACK
        found = read(lambda: ready.inbox.replies(ready.account, ready.thread, reply.way, since))
        return tuple(sorted((one for one in found if one.ours and one.at >= since), key=lambda one: (one.at, one.id)))

    def same(
        self, reply: SentReply, letter: ReplyLetter, own: Sequence[IncomingMessage]
    ) -> tuple[IncomingMessage, ...]:
        """Those that say the very same and belong to no other reply."""
        wanted = text_sha256(letter.text)
        return tuple(one for one in own if text_sha256(one.text) == wanted and not self._means.owner(reply, one.id))

    def rivals(self, reply: SentReply, letter: ReplyLetter, thread: Thread) -> int:
        """How many other replies with the same words to the same thread are in doubt."""
        wanted, count = text_sha256(letter.text), 0
        for other in self._means.repo.in_doubt(reply.account):
            if other.id == reply.id:
                continue
            theirs = self._means.gate.letter(other)
            if theirs is not None and theirs.thread.key == thread.key and text_sha256(theirs.text) == wanted:
                count += 1
        return count

    # Moves

    def reconcile(self, reply: SentReply) -> SentReply:
        """UNKNOWN: find out by looking, never by sending."""
        try:
            ready = self._means.gate.reachable(reply)
            if not ready.inbox.abilities(ready.account).can_list_replies:
                return self._ask(reply, messages.CANNOT_LOOK)
            own = self.own(reply, ready)
        except (Unreachable, KeyringTrouble) as trouble:
            return self._later(reply, trouble.phrase)
        except TextLost as lost:
            return self._ask(reply, lost.phrase)
        except StorageTrouble:
            raise
        except StudioError as trouble:
            return self._ask(reply, trouble.phrase)
        found = next((one for one in own if ready.letter.remote_id == one.id), None)
        same = self.same(reply, ready.letter, own)
        if found is None and len(same) > self.rivals(reply, ready.letter, ready.thread):
            found = same[0]
        if found is not None and text_sha256(found.text) == text_sha256(ready.letter.text):
            return self.taken(reply, ready.letter, found, messages.SENT, "found")
        if found is not None:
            return self._ask(reply, messages.DIFFERS)
        return self._absent(reply, ready, messages.GONE if ready.letter.remote_id else messages.ABSENT)

    def verify(self, reply: SentReply) -> SentReply:
        """SENT: read the reply back."""
        try:
            ready = self._means.gate.reachable(reply)
            if not ready.inbox.abilities(ready.account).can_list_replies:
                return self._verified(reply, messages.TAKEN_ONLY)
            own = self.own(reply, ready)
        except Unreachable as trouble:
            return self._later(reply, trouble.phrase)
        except TextLost as lost:
            return self._ask(reply, lost.phrase, ReplyEvent.MISSING)
        except StorageTrouble:
            raise
        except StudioError as trouble:
            return self._later(reply, trouble.phrase)
        letter = ready.letter
        found = next((one for one in own if one.id == letter.remote_id), None)
        same = self.same(reply, letter, own)
        if found is None and same:  # the list calls it otherwise than the answer to the write did
            found = same[0]
            self.keep_id(reply, letter, found.id, found.permalink)
        if found is None:
            return self._missing(reply, ready)
        if text_sha256(found.text) != text_sha256(letter.text):
            return self._ask(reply, messages.DIFFERS, ReplyEvent.MISSING)
        twins = [one for one in same if one.id != found.id]
        return self._verified(reply, messages.TWICE if twins else messages.VERIFIED)

    def taken(self, reply: SentReply, letter: ReplyLetter, found: IncomingMessage, say: Phrase, step: str) -> SentReply:
        """A look found it under that id."""
        sent_at = min(found.at, self._means.clock.now())
        return self.taken_as(reply, letter, found.id, found.permalink, say, step, sent_at=sent_at)

    def taken_as(
        self,
        reply: SentReply,
        letter: ReplyLetter,
        remote_id: str,
        permalink: str,
        say: Phrase,
        step: str,
        **changes: Any,
    ) -> SentReply:
        """The page has it under that id."""
        now = self._means.clock.now()
        with self._means.repo.transaction():
            remote = self.keep_id(reply, letter, remote_id, permalink)
            return self._means.ledger.move(
                reply,
                ReplyEvent.TAKEN,
                say,
                step=step,
                keep=self._means.timing.lease,
                **{"sent_at": now, "looks": 0, "absent_at": None, "not_before": None, "remote": remote, **changes},
            )

    def keep_id(self, reply: SentReply, letter: ReplyLetter, remote_id: str, permalink: str) -> str:
        """Keep the page's id of it with the text; the mark by which it is known again."""
        kept = replace(letter, remote_id=remote_id, permalink=permalink or letter.permalink)
        self._means.repo.put_letter(reply, self._means.sealer.sealed(reply, kept))
        return self._means.sealer.marks(reply.account, remote_id)[0]

    def _verified(self, reply: SentReply, say: Phrase) -> SentReply:
        now = self._means.clock.now()
        return self._means.ledger.move(
            reply,
            ReplyEvent.VERIFY,
            say,
            step="verified",
            verified_at=now,
            looked_at=now,
            absent_at=None,
            not_before=None,
            looks=0,
        )

    def _missing(self, reply: SentReply, ready: ReadyReply) -> SentReply:
        """Only the second look, a window after the first, decides."""
        if self._is_first_look(reply, ready):
            return self._look_again(reply, ready)
        return self._ask(reply, messages.GONE, ReplyEvent.MISSING)

    def _absent(self, reply: SentReply, ready: ReadyReply, say: Phrase) -> SentReply:
        return self._look_again(reply, ready) if self._is_first_look(reply, ready) else self._ask(reply, say)

    def _is_first_look(self, reply: SentReply, ready: ReadyReply) -> bool:
        """Whether it is too early to trust what is not seen."""
        return reply.absent_at is None or self._means.clock.now() - reply.absent_at < self._window(ready)

    def _look_again(self, reply: SentReply, ready: ReadyReply) -> SentReply:
        now = self._means.clock.now()
        first = reply.absent_at or now
        until = min(self._means.next_try(reply), first + self._window(ready))
        return self._look(reply, messages.NOT_YET, absent_at=first, looked_at=now, not_before=max(until, now))

    def _window(self, ready: ReadyReply) -> timedelta:
        publisher = self._means.publishers.get(ready.account.kind)
        return timedelta(minutes=10) if publisher is None else publisher.capabilities(ready.account).window

    def _later(self, reply: SentReply, why: Phrase) -> SentReply:
        until = self._means.next_try(reply)
        return self._look(reply, messages.waits(why, until), not_before=until)

    def _look(self, reply: SentReply, say: Phrase, **changes: Any) -> SentReply:
        return self._means.ledger.move(reply, ReplyEvent.LOOK, say, looks=reply.looks + 1, **changes)

    def _ask(self, reply: SentReply, say: Phrase, event: ReplyEvent = ReplyEvent.LOOK) -> SentReply:
        """Only a person can say what became of it."""
        now = self._means.clock.now()
        return self._means.ledger.move(
            reply, event, say, step="" if reply.asks else "asks", asks=True, looked_at=now, not_before=None
        )
