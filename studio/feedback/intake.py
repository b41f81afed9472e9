"""Reading what citizens wrote to the unit's pages: a little at a time, from where the last reading ended.

Each step is one call of an adapter: its texts are taken in, then its mark is kept. A program that is killed between the
two reads that step again, and the desk knows what it has seen. A page in trouble keeps no other page from being read.
Nothing is answered here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import Refused, StorageTrouble, StudioError
from studio.feedback.intake_model import IntakeRound, IntakeState, IntakeTrouble
from studio.feedback.model import Arrival
from studio.feedback.settings import require_desk
from studio.people.present import by_itself
from studio.people.service import People
from studio.publishers.answers import read
from studio.publishers.inbox import Batch, Channel, Inbox, IncomingMessage
from studio.publishers.port import Unreachable
from studio.publishers.registry import Inboxes

if TYPE_CHECKING:
    from studio.feedback.storage import StoredIntake

FIRST = timedelta(days=3)
"""How far back a page is read the first time."""
LONGEST_AGO = timedelta(days=60)
"""A page that was not read for longer is read from there on."""
OVERLAP = timedelta(hours=1)
"""Read again each time: a list may show a text later than it is dated."""
STEPS = 40
"""Calls for one list in one round; the rest is for the next."""
BACKOFF = (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15))
"""After failures in a row; the last one for all further ones."""
PERSON_AGAIN = timedelta(minutes=30)
"""What a person has to set right is tried again so often, and as soon as somebody connected the page anew."""
CLOCK_PUT_BACK = timedelta(hours=2)
"""No next attempt lies further ahead; if it seems to, this PC's clock was put back."""
TOLD_AFTER = 3
"""Failures in a row before an officer is told of what waiting may cure."""
MEDIA = "[có ảnh, nhãn dán hoặc tệp kèm theo: xem trên trang]"
"""Stands beside what was written, in the language of the users, for the text is kept as it is."""


class FeedbackIntake:
    """`accounts` gives the pages of the unit, `take_in` keeps what was read and says how much of it was new."""

    def __init__(
        self,
        repo: StoredIntake,
        inboxes: Inboxes,
        accounts: Callable[[], Sequence[Account]],
        take_in: Callable[[Sequence[Arrival]], int],
        people: People,
        clock: Clock,
        *,
        require_home: Callable[[], None] = lambda: None,
    ) -> None:
        self._repo = repo
        self._inboxes = inboxes
        self._accounts = accounts
        self._take_in = take_in
        self._people = people
        self._clock = clock
        self._require_home = require_home
        self._turn = threading.Lock()

    @by_itself("what citizens wrote is read, whoever is there")
    def run(self, *, steps: int = STEPS) -> IntakeRound:
        """Read every list that is due, `steps` calls each. Raises StorageTrouble alone; one round at a time."""
        if not self._turn.acquire(blocking=False):
            return IntakeRound()
        try:
            return self._round(steps)
        finally:
            self._turn.release()

    def states(self) -> tuple[IntakeState, ...]:
        """How far each list is read, by account."""
        served = {(account.name, channel) for account, _, channel in self._lists()}
        return tuple(state for state in self._repo.all() if (state.account, state.channel) in served)

    def troubles(self) -> tuple[IntakeTrouble, ...]:
        """What is wrong, one sentence an account. A short break of the line is none."""
        told: dict[str, IntakeTrouble] = {}
        for state in self.states():
            if state.trouble is not None and (state.needs_person or state.failures >= TOLD_AFTER):
                former = told.get(state.account)
                if former is None or (state.needs_person and former.say != state.trouble):
                    told[state.account] = IntakeTrouble(account=state.account, say=state.trouble, since=state.read_at)
        return tuple(told.values())

    def read_now(self, by: str) -> IntakeRound:
        """Read every list, whatever it waits for but a page's own limit, once the round under way is over. Raises
        NotPermitted, and Refused where there is no page to read or the profile is not at home."""
        require_desk(self._people, by)
        self._require_home()
        if next(self._lists(), None) is None:
            raise Refused("no page is connected whose comments or messages could be read; connect one under Pages.")
        with self._turn, by_itself("what citizens wrote is read, whoever asked for it"):
            return self._round(STEPS, hurried=True)

    def _round(self, steps: int, *, hurried: bool = False) -> IntakeRound:
        kept = {(state.account, state.channel): state for state in self._repo.all()}
        self._forget(kept)
        total = IntakeRound()
        for account, inbox, channel in self._lists():
            state = kept.get((account.name, channel)) or self._begun(account, channel)
            if self._due(account, state) or (hurried and _may_be_hurried(state)):
                total = _sum(total, self._read(account, inbox, state, steps))
        return total

    def _lists(self) -> Iterator[tuple[Account, Inbox, Channel]]:
        """Every list of every page that is in use, connected and has an inbox."""
        for account in self._accounts():
            if account.unusable_because or account.kind not in self._inboxes:
                continue
            inbox = self._inboxes[account.kind]
            abilities = inbox.abilities(account)
            if account.connected_by or not abilities.needs_login:
                for channel in abilities.channels:
                    yield account, inbox, channel

    def _forget(self, kept: dict[tuple[str, Channel], IntakeState]) -> None:
        """How far a page was read that is no longer there."""
        there = {account.name for account in self._accounts()}
        for name in {account for account, _ in kept} - there:
            self._repo.drop(name)

    def _begun(self, account: Account, channel: Channel) -> IntakeState:
        now = self._clock.now()
        return IntakeState(account=account.name, channel=channel, since=now - FIRST, next_at=now)

    def _due(self, account: Account, state: IntakeState) -> bool:
        now = self._clock.now()
        if state.next_at <= now or state.next_at > now + CLOCK_PUT_BACK:
            return True
        anew = account.connected_at is not None and state.failed_at is not None
        return anew and state.needs_person and account.connected_at > state.failed_at  # type: ignore[operator]

    def _read(self, account: Account, inbox: Inbox, state: IntakeState, steps: int) -> IntakeRound:
        """One list, up to `steps` calls further."""
        former, new = state.trouble, 0
        now = self._clock.now()
        since = min(max(state.since, now - LONGEST_AGO), now)
        state = replace(state, since=since)
        try:
            for _ in range(steps):
                batch = read(lambda state=state: inbox.read(account, state.channel, state.since, state.cursor))  # type: ignore[misc]
                new += self._take_in([Arrival(account=account.name, incoming=_legible(one)) for one in batch.texts])
                state = self._onward(state, inbox.abilities(account).read_every, batch)
                self._repo.put(state)
                if not state.cursor or batch.retry_after:
                    break
        except StorageTrouble:
            raise
        except StudioError as trouble:
            state = self._failed(state, trouble)
            self._repo.put(state)
        return IntakeRound(new=new, more=bool(state.cursor), changed=bool(new) or state.trouble != former)

    def _onward(self, state: IntakeState, every: timedelta, batch: Batch) -> IntakeState:
        """After a step that went well. The next reading begins an hour before this one did."""
        now = self._clock.now()
        began = state.began if state.cursor and state.began else min(now, batch.clock or now)
        well = replace(state, failures=0, failed_at=None, needs_person=False, trouble=None, began=began)
        pause = timedelta(seconds=min(batch.retry_after or 0.0, CLOCK_PUT_BACK.total_seconds()))
        if batch.cursor:
            return replace(well, cursor=batch.cursor, next_at=now + pause)
        since = max(began - OVERLAP, state.since)
        return replace(well, cursor="", since=since, began=None, read_at=now, next_at=now + max(every, pause))

    def _failed(self, state: IntakeState, trouble: StudioError) -> IntakeState:
        """What waiting does not cure may lie in the mark: the reading begins anew then."""
        now = self._clock.now()
        failures, waits = state.failures + 1, isinstance(trouble, Unreachable)
        pause = BACKOFF[min(failures, len(BACKOFF)) - 1] if waits else PERSON_AGAIN
        if isinstance(trouble, Unreachable) and trouble.seconds is not None:
            pause = timedelta(seconds=min(max(trouble.seconds, 1.0), CLOCK_PUT_BACK.total_seconds()))
        return replace(
            state,
            cursor=state.cursor if waits else "",
            failures=failures,
            failed_at=now,
            needs_person=not waits,
            trouble=trouble.phrase,
            next_at=now + pause,
        )


def _may_be_hurried(state: IntakeState) -> bool:
    """A page that asked to wait, or whose line is broken, is left alone all the same."""
    return state.trouble is None or state.needs_person


def _sum(one: IntakeRound, other: IntakeRound) -> IntakeRound:
    return IntakeRound(new=one.new + other.new, more=one.more or other.more, changed=one.changed or other.changed)


def _legible(incoming: IncomingMessage) -> IncomingMessage:
    """With a word for what came along and is not read."""
    if not incoming.media:
        return incoming
    return replace(incoming, text=f"{incoming.text}\n{MEDIA}".strip())
