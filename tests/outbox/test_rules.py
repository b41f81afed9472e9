"""Hypothesis leads an outbox through any order of queuing, faults, deaths, hours and people; promises are asked always.

What was found by the seeds of `test_simulation` is random; here a failing run is made as short as it can be.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import event

from studio.errors import StudioError
from studio.outbox.model import DeliveryState
from studio.publishers.port import ScheduleRange
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page
from tests.outbox.promises import broken, twice
from tests.outbox.remote import Killed
from tests.soak import amount

KEEPS = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
FAULTS = {
    "create": ("refused_connection", "wait:90", "person", "timeout", "timeout_after", "500_after", "die", "die_after"),
    "reveal": ("refused_connection", "person", "timeout", "timeout_after", "die", "die_after"),
    "delete": ("timeout", "timeout_after", "refused_connection", "die", "die_after"),
    "identity": ("offline", "broken", "die"),
    "recent": ("offline", "die"),
    "read_back": ("offline", "die"),
}
MINUTES = st.sampled_from((0, 1, 4, 11, 25, 70, 600))
DECISIONS = ("reconcile", "retry", "retry_failed", "cancel", "stop", "seen", "release", "recheck")


class OutboxLife(RuleBasedStateMachine):
    """Two pages, one program at a time, and a clock that stands still between the rules."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.rig = OutboxRig(Path(self.place.name), accounts=AccountBook(page("trang-a"), page("trang-b")))
        event.listen(self.rig.store.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        self.first_due: dict[str, datetime] = {}
        self.posts = 0

    @initialize(hidden=st.booleans(), keeps=st.booleans(), late=st.sampled_from((0, 20, 240)))
    def begin(self, hidden: bool, keeps: bool, late: int) -> None:
        remote = self.rig.remote
        remote.hidden, remote.keeps = hidden, KEEPS if keeps else None
        remote.delay = timedelta(seconds=late)
        self.rig.started()

    @rule(pages=st.sampled_from((("trang-a",), ("trang-a", "trang-b"))), ahead=MINUTES, spread=st.sampled_from((0, 3)))
    def queue(self, pages: tuple[str, ...], ahead: int, spread: int) -> None:
        rig, self.posts = self.rig, self.posts + 1
        at = rig.clock.now() + timedelta(minutes=ahead) if ahead else None
        rig.approved(f"p{self.posts}", text=f"Thông báo số {self.posts}.", at=at)
        rig.gate.on_hold.discard(f"p{self.posts}")
        able = rig.remote.keeps is not None and ahead >= 15
        queued = rig.outbox.enqueue(
            f"p{self.posts}",
            pages,
            "cb-dang",
            PIN,
            held_by="platform" if able else "pc",
            spread=timedelta(minutes=spread),
        )
        self.first_due |= {delivery.id: delivery.due_at for delivery in queued}

    @rule(call=st.sampled_from(sorted(FAULTS)), data=st.data())
    def fault(self, call: str, data: st.DataObject) -> None:
        self.rig.remote.script(call, data.draw(st.sampled_from(FAULTS[call])))

    @rule(whole=st.booleans())
    def work(self, whole: bool) -> None:
        with self._may_die():
            _ = self.rig.outbox.run() if whole else self.rig.outbox.run_once()

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.rig.clock.forward(minutes=minutes, seconds=1)

    @rule()
    def restart(self) -> None:
        self.rig.dead.add(f"w{self.rig.starts}")
        self.rig.started()

    @precondition(lambda self: self.posts > 0)
    @rule(what=st.sampled_from(DECISIONS), data=st.data())
    def decide(self, what: str, data: st.DataObject) -> None:
        outbox = self.rig.outbox
        delivery = data.draw(st.sampled_from(sorted(outbox.list(), key=lambda d: d.id)))
        with self._may_die(), suppress(StudioError):
            match what:
                case "reconcile":
                    outbox.reconcile(delivery.id)
                case "retry":
                    outbox.retry(delivery.id, "cb-dang", PIN)
                case "retry_failed":
                    outbox.retry_failed(delivery.post_id, "cb-dang", PIN)
                case "cancel":
                    outbox.cancel(delivery.id, "cb-duyet")
                case "stop":
                    outbox.stop_post(delivery.post_id, "cb-duyet")
                case "seen":
                    outbox.seen("cb-dang")
                case "release":
                    outbox.release_account(delivery.account, "cb-ky-thuat", PIN)
                case _:
                    outbox.recheck_held(delivery.post_id)

    @precondition(lambda self: self.posts > 0)
    @rule(number=st.integers(1, 6), on=st.booleans())
    def hold(self, number: int, on: bool) -> None:
        (self.rig.gate.on_hold.add if on else self.rig.gate.on_hold.discard)(f"p{number}")

    @invariant()
    def nothing_shows_twice(self) -> None:
        assert twice(self.rig) == []

    @invariant()
    def no_post_without_its_intent(self) -> None:
        assert self.rig.remote.count("create") <= sum(d.attempts for d in self.rig.outbox.list())

    @invariant()
    def cancelled_means_nothing_there(self) -> None:
        gone = {d.reference for d in self.rig.outbox.list() if d.state is DeliveryState.CANCELLED}
        assert not gone & {post.reference for post in self.rig.remote.shown()}

    def teardown(self) -> None:
        """The page behaves, people let everything go on, and a day and a half later nothing is open."""
        rig = self.rig
        rig.remote.faults.clear()
        rig.remote.delay = timedelta(0)
        self.restart()
        rig.outbox.seen("cb-dang")
        for account in rig.accounts.accounts:
            rig.outbox.account_is_well(account)
        rig.settle(hours=36)
        found = broken(rig, self.first_due)
        rig.store.close()
        self.place.cleanup()
        assert found == []

    def _may_die(self) -> _Dying:
        return _Dying(self)


class _Dying:
    """A killed program is started again."""

    def __init__(self, life: OutboxLife) -> None:
        self.life = life

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        if kind is not Killed:
            return False
        self.life.restart()
        return True


TestOutboxLife = pytest.mark.soak(OutboxLife.TestCase)
TestOutboxLife.settings = settings(
    max_examples=amount(12, 200, "STUDIO_LIVES"),
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
