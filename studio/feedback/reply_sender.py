"""From waiting to sent. Nothing leaves before its intent is on the disk; whatever is doubtful becomes UNKNOWN."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace

from studio.errors import StorageTrouble, StudioError
from studio.feedback import reply_messages as messages
from studio.feedback.reply_gate import ReadyReply
from studio.feedback.reply_ledger import ReplyMeans
from studio.feedback.reply_machine import ReplyEvent
from studio.feedback.reply_model import ReplyState, SentReply
from studio.feedback.reply_verifier import ReplyVerifier
from studio.feedback.sealer import TextLost
from studio.outbox.ledger import WORKER
from studio.outbox.model import LeaseLost
from studio.phrase import Phrase, joined
from studio.publishers.answers import read, write
from studio.publishers.inbox import IncomingMessage
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.secret import KeyringTrouble

_log = logging.getLogger(__name__)


class ReplySender:
    """Each method takes a reply whose lease this worker holds and returns what it became."""

    def __init__(self, means: ReplyMeans, verifier: ReplyVerifier) -> None:
        self._means = means
        self._verifier = verifier

    def send(self, reply: SentReply) -> SentReply:
        """Take a waiting reply as far as one write."""
        if self._means.clock.now() - reply.since > self._means.timing.give_up_after:
            return self._refuse(reply, messages.waited_too_long(reply.since), "stopped")
        try:
            ready = self._means.gate.ready(reply)
        except TextLost as lost:
            return self._refuse(reply, lost.phrase, "refused")
        except StorageTrouble:
            raise
        except KeyringTrouble as trouble:
            return self._postpone(reply, trouble.phrase)
        except StudioError as refusal:
            return self._refuse(reply, refusal.phrase, "refused")
        return self._greet(reply, ready) or self._there_already(reply, ready) or self._write(reply, ready)

    def recover(self, reply: SentReply) -> SentReply:
        """A reply found in SENDING whose worker is gone: what became of its call is unknown."""
        return self._hold(reply, ReplyEvent.DOUBT, messages.CRASHED, step="doubt")

    def _greet(self, reply: SentReply, ready: ReadyReply) -> SentReply | None:
        """Ask the page who it is; None when it is the one that the reply was queued for and its clock agrees."""
        publisher = self._means.publishers.get(ready.account.kind)
        if publisher is None:
            return self._refuse(reply, messages.REFUSED, "refused")
        try:
            identity = read(lambda: publisher.identity(ready.account))
        except Unreachable as trouble:
            return self._postpone(reply, trouble.phrase)
        except StudioError as trouble:
            return self._stop_account(reply, ReplyEvent.POSTPONE, trouble.phrase)
        if identity.page_id != reply.page_id:
            return self._refuse(reply, messages.wrong_page(reply.page_id, identity.page_id), "wrong_page")
        if identity.clock is not None:
            apart = abs(self._means.clock.now() - identity.clock)
            if apart > self._means.timing.skew_longest:
                return self._refuse(reply, messages.clocks_apart(int(apart.total_seconds() // 60)), "refused")
        self._means.breaker.release(reply.account, WORKER)
        return None

    def _there_already(self, reply: SentReply, ready: ReadyReply) -> SentReply | None:
        """Look before the write: a restored backup may not know that it is long there, a write may have landed late,
        and somebody may have answered in the platform's own window with the very same words."""
        if self._verifier.rivals(reply, ready.letter, ready.thread):
            return self._postpone(reply, messages.TWIN_IN_DOUBT)
        if not ready.inbox.abilities(ready.account).can_list_replies:
            return None
        try:
            own = self._verifier.own(reply, ready)
        except Unreachable as trouble:
            return self._postpone(reply, trouble.phrase)
        except StudioError as trouble:
            return self._stop_account(reply, ReplyEvent.POSTPONE, trouble.phrase)
        same = self._verifier.same(reply, ready.letter, own)
        return self._adopt(reply, ready, same) if same else None

    def _adopt(self, reply: SentReply, ready: ReadyReply, same: Sequence[IncomingMessage]) -> SentReply:
        return self._verifier.taken(reply, ready.letter, same[0], messages.THERE_ALREADY, "found")

    def _write(self, reply: SentReply, ready: ReadyReply) -> SentReply:
        now = self._means.clock.now()
        with self._means.repo.transaction():
            reply = self._hold(
                reply,
                ReplyEvent.INTEND,
                messages.SENDING,
                step="intent",
                attempts=reply.attempts + 1,
                first_sent_at=reply.first_sent_at or now,
                last_sent_at=now,
                absent_at=None,
            )
        if not self._means.gate.still_sealed(reply, ready):
            return self._refuse(reply, messages.ALTERED, "altered")
        account, thread, text = ready.account, ready.thread, ready.letter.text
        answer = write(lambda: ready.inbox.reply(account, thread, reply.way, text))
        if answer.outcome is Outcome.DONE and not self._is_of_this_call(reply, ready, answer):
            said = messages.OTHER_ANSWER
            answer = replace(answer, outcome=Outcome.UNKNOWN, remote_id="", say=said)
        return self._after_write(reply, ready, answer)

    def _is_of_this_call(self, reply: SentReply, ready: ReadyReply, answer: Answer) -> bool:
        """Whether the id is a new one: not that of the comment itself, which would be an edit, nor of another reply."""
        known = answer.remote_id in ("", ready.thread.key, ready.thread.meant)
        return not known and not self._means.owner(reply, answer.remote_id)

    def _after_write(self, reply: SentReply, ready: ReadyReply, answer: Answer) -> SentReply:
        if answer.outcome is Outcome.DONE:
            return self._verifier.taken_as(
                reply, ready.letter, answer.remote_id, answer.permalink, messages.SENT, "sent"
            )
        if answer.outcome is Outcome.REFUSED:
            return self._refuse(reply, _said(answer, messages.REFUSED), "refused")
        if answer.outcome is Outcome.NOT_EXECUTED and answer.needs_person:
            say = _said(answer, messages.REFUSED)
            return self._stop_account(
                reply, ReplyEvent.NOT_EXECUTED, say, code=answer.code, retry_after=answer.retry_after
            )
        if answer.outcome is Outcome.NOT_EXECUTED:
            return self._not_executed(reply, answer)
        say = joined(answer.say, messages.DOUBT)
        until = self._means.next_try(reply)
        with self._means.repo.transaction():
            if answer.remote_id:  # it is looked for under that id, too
                self._verifier.keep_id(reply, ready.letter, answer.remote_id, answer.permalink)
            return self._means.ledger.move(
                reply, ReplyEvent.DOUBT, say, step="doubt", not_before=until, looks=reply.looks + 1
            )

    def _not_executed(self, reply: SentReply, answer: Answer) -> SentReply:
        """Where the page named a time, the account rests until then, and its posts with it."""
        until, say = self._means.next_try(reply, answer), _said(answer, messages.QUEUED)
        with self._means.repo.transaction():
            if answer.retry_after is not None:
                self._means.breaker.stop(reply.account, say, code=answer.code, retry_after=answer.retry_after)
            return self._means.ledger.move(
                reply,
                ReplyEvent.NOT_EXECUTED,
                messages.waits(say, until),
                not_before=until,
                looks=reply.looks + 1,
            )

    def _stop_account(
        self, reply: SentReply, event: ReplyEvent, why: Phrase, *, code: str = "", retry_after: float | None = None
    ) -> SentReply:
        """The connection to the page needs a person: nothing more is sent there, and the reply waits for them."""
        with self._means.repo.transaction():
            self._means.breaker.stop(reply.account, why, code=code, retry_after=retry_after)
            return self._means.ledger.move(reply, event, messages.paused(why), step="stopped", looks=reply.looks + 1)

    def _postpone(self, reply: SentReply, why: Phrase) -> SentReply:
        until = self._means.next_try(reply)
        say = messages.waits(why, until)
        return self._means.ledger.move(reply, ReplyEvent.POSTPONE, say, not_before=until, looks=reply.looks + 1)

    def _refuse(self, reply: SentReply, why: Phrase, step: str) -> SentReply:
        return self._means.ledger.move(reply, ReplyEvent.REFUSE, why, step=step, not_before=None)

    def _hold(self, reply: SentReply, event: ReplyEvent, say: Phrase, **changes: object) -> SentReply:
        return self._means.ledger.move(reply, event, say, keep=self._means.timing.lease, **changes)  # type: ignore[arg-type]


class ReplyWorker:
    """Takes one reply after the other and leads it as far as it can go now. Threads that share it take turns; any
    number of workers, in any number of processes, may run on one store."""

    def __init__(self, means: ReplyMeans) -> None:
        self._means = means
        self.verifier = ReplyVerifier(means)
        self._sender = ReplySender(means, self.verifier)
        self._one_at_a_time = threading.Lock()
        self._steps = {
            ReplyState.WAITING: self._sender.send,
            ReplyState.SENDING: self._sender.recover,
            ReplyState.UNKNOWN: self.verifier.reconcile,
            ReplyState.SENT: self.verifier.verify,
        }

    def run_once(self) -> SentReply | None:
        """Work on the next reply that wants it; None when there is none now. Raises StorageTrouble; what was in hand
        is then picked up again by the next call."""
        with self._one_at_a_time:
            claimed = self._means.repo.claim(
                self._means.clock.now(),
                lease=self._means.liveness.name,
                span=self._means.timing.lease,
                dead=self._dead(),
                doubts_most=self._means.timing.doubts_most,
            )
            return None if claimed is None else self._lead(claimed)

    def work_on(self, reply: str) -> SentReply | None:
        """Work on this one whatever its pause; None while another worker serves its account."""
        with self._one_at_a_time:
            claimed = self._means.repo.claim_one(
                reply,
                self._means.clock.now(),
                lease=self._means.liveness.name,
                span=self._means.timing.lease,
                dead=self._dead(),
            )
            return None if claimed is None else self._lead(claimed)

    def _lead(self, reply: SentReply) -> SentReply:
        """Step by step until the lease is given back."""
        try:
            while reply.lease == self._means.liveness.name and reply.state in self._steps:
                reply = self._steps[reply.state](reply)
        except LeaseLost:
            _log.warning("reply %s was taken over by another worker", reply.id)
            return self._means.repo.get(reply.id)
        return reply

    def _dead(self) -> tuple[str, ...]:
        """Leases whose holders no longer run."""
        return tuple(lease for lease in self._means.repo.leases() if not self._means.liveness.alive(lease))


def _said(answer: Answer, otherwise: Phrase) -> Phrase:
    """The page's own words, or ours where it had none."""
    return answer.say if answer.say.vi else otherwise
