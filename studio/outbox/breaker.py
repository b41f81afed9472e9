"""The circuit breaker of an account: when its page cannot or must not be written to, nothing more is sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.model import Pause
from studio.outbox.timing import Jitter, Timing
from studio.phrase import Phrase
from studio.publishers.port import Outcome

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox
    from studio.outbox.storage_audit import StoredAudit

DOUBTS = "doubts"
_WRITES = ("create", "reveal")
_REMEMBERED = 24


class Breaker:
    """Pauses are in the store: every worker of every program obeys them, and a restart does not end them."""

    def __init__(self, *, repo: StoredOutbox, audit: StoredAudit, clock: Clock, timing: Timing, jitter: Jitter) -> None:
        self._repo = repo
        self._audit = audit
        self._clock = clock
        self._timing = timing
        self._jitter = jitter

    def stop(self, account: str, reason: Phrase, *, code: str = "", retry_after: float | None = None) -> None:
        """A person is needed before anything more may be sent to `account`, or the page named a time itself."""
        until = None if retry_after is None else self._clock.now() + self._timing.asked(retry_after)
        self._pause(Pause(account=account, since=self._clock.now(), reason=reason, code=code, until=until))

    def doubted(self, account: str) -> None:
        """A write ended in doubt. With too many of those in a row the account rests, longer each time, and its page
        is then asked who it is before one more delivery goes out."""
        outcomes = self._repo.last_outcomes(account, _WRITES, _REMEMBERED)
        row = next((n for n, outcome in enumerate(outcomes) if outcome != Outcome.UNKNOWN), len(outcomes))
        if row < self._timing.doubts_most:
            return
        now = self._clock.now()
        until = now + self._timing.pause(row - self._timing.doubts_most, self._jitter)
        self._pause(Pause(account=account, since=now, reason=messages.doubts(row), code=DOUBTS, until=until))

    def held(self, account: str) -> Pause | None:
        """The pause of `account` while it lasts; None once the page may be asked."""
        for pause in self._repo.pauses(account):
            if pause.until is None or pause.until > self._clock.now():
                return pause
        return None

    def ask_now(self, account: str) -> None:
        """A person wants one more try: the page is asked who it is, and only a good answer ends the pause."""
        for pause in self._repo.pauses(account):
            self._repo.pause_account(
                Pause(account=account, since=pause.since, reason=pause.reason, code=pause.code, until=self._clock.now())
            )

    def release(self, account: str, by: str, why: str = "") -> bool:
        """End the pause; whether there was one. `why` is what a person gave as reason."""
        if not self._repo.pauses(account):  # the usual case takes no write lock
            return False
        with self._repo.transaction():
            ended = self._repo.release_account(account)
            if ended:
                data = {"account": account} | ({"why": why} if why else {})
                self._audit.append(at=self._clock.now(), by=by, act=Act.RELEASED, data=data)
        return ended

    def _pause(self, pause: Pause) -> None:
        """An account that waits for a person does not start to wait for a time only."""
        earlier = next(iter(self._repo.pauses(pause.account)), None)
        if earlier is not None and earlier.until is None and pause.until is not None:
            return
        with self._repo.transaction():
            self._repo.pause_account(pause)
            if earlier is None:
                data = {"account": pause.account, "code": pause.code, "why": pause.reason.vi}
                self._audit.append(at=pause.since, by="worker", act=Act.PAUSED, data=data)
