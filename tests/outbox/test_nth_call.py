"""The N-th write of the store, or the N-th call to the page, fails or is the last thing the program ever did.

One scene, N = 1, 2, 3 … until nothing is left to break: a public post now, one at a time, one that the page keeps, and
one that is taken back from it. Whatever N: nothing twice, nothing lost, nothing early, and no request without its
intent on the disk. `make test` tries some N; `make soak`, or ``STUDIO_NTH_STEP=1``, tries each, up to 200.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from studio.errors import StorageTrouble
from studio.outbox.model import DeliveryState
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.phrase import Bilingual
from studio.publishers.port import ScheduleRange
from tests.outbox.outbox_rig import AccountBook, OutboxRig, page
from tests.outbox.promises import broken
from tests.outbox.remote import Killed, Remote
from tests.profile import SetClock
from tests.soak import amount

MOST = 200
STEP = amount(29, 1, "STUDIO_NTH_STEP")
STORE = (
    "add",
    "update",
    "begin_attempt",
    "end_attempt",
    "end_open_attempts",
    "save_receipt",
    "hold_account",
    "pause_account",
    "release_account",
    "see_clock",
    "put_off_watches",
)
CALLS = ("identity", "create", "reveal", "read_back", "recent", "delete")


class Counter:
    """Counts once armed; the N-th time, something happens."""

    def __init__(self, number: int, happens: Callable[[], object]) -> None:
        self.left = number
        self.happens = happens
        self.armed = False
        self.went_off = False

    def tick(self) -> None:
        if not self.armed:
            return
        self.left -= 1
        if self.left == 0:
            self.armed, self.went_off = False, True
            self.happens()


def counted(method: Callable[..., Any], before: Counter | None, after: Counter | None) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        if before is not None:
            before.tick()
        result = method(*args, **named)
        if after is not None:
            after.tick()
        return result

    return call


def disk_full() -> None:
    raise StorageTrouble(Bilingual("ổ đĩa đã đầy.", "the disk is full."))


def death() -> None:
    raise Killed


def connection_lost() -> None:
    raise ConnectionResetError


def scene(folder: Path, way: str, number: int, hidden: bool) -> tuple[OutboxRig, Counter, dict[str, datetime]]:
    happens = {"disk": disk_full, "store dies": death, "lost before": connection_lost, "lost after": connection_lost}
    counter = Counter(number, happens.get(way, death))
    clock = SetClock()
    remote = Remote(clock, hidden=hidden, keeps=ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29)))
    rig = OutboxRig(folder, remote=remote, clock=clock, accounts=AccountBook(page("trang-a"), page("trang-b")))
    event.listen(rig.store.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    if way in ("disk", "store dies"):
        rig.repo, rig.audit = StoredOutbox(rig.store), StoredAudit(rig.store)
        for name in STORE:
            setattr(rig.repo, name, counted(getattr(rig.repo, name), counter, None))
        rig.audit.append = counted(rig.audit.append, counter, None)  # type: ignore[method-assign]
    else:
        for name in CALLS:
            sides = (None, counter) if way.endswith("after") else (counter, None)
            setattr(remote, name, counted(getattr(remote, name), *sides))
    rig.outbox = rig.worker("w1")
    due = clock.now() + timedelta(minutes=40)
    rig.queue("now", text="Thông báo đăng ngay.")
    rig.queue("later", "trang-a", at=due, text="Thông báo hẹn giờ ở máy này.")
    rig.queue("kept", "trang-b", at=due, held_by="platform", text="Thông báo trang giữ lịch.")
    rig.queue("recalled", "trang-a", at=due, held_by="platform", text="Thông báo sẽ hủy.")
    return rig, counter, {d.id: d.due_at for d in rig.outbox.list()}


def live(rig: OutboxRig, counter: Counter) -> None:
    """Work, cancel one that the page keeps, wait, look again a day later; dying and starting anew on the way."""
    counter.armed = True
    for span in (0.0, 0.3, 1.5, 26.0):
        for _ in range(2):
            try:
                rig.settle(hours=span)
                if span == 0.3:
                    rig.outbox.stop_post("recalled", "cb-dang")
            except StorageTrouble:
                sent, intended = rig.remote.count("create"), sum(d.attempts for d in rig.outbox.list())
                assert sent <= intended, "a request without its intent on the disk"
            except Killed:
                rig.restart()
        rig.clock.forward(seconds=1)
    counter.armed = False
    rig.restart()
    rig.settle(hours=30)


WAYS = ("disk", "store dies", "lost before", "lost after", "dies before", "dies after")


@pytest.mark.soak
@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_the_nth_call(tmp_path: Path, way: str, hidden: bool) -> None:
    reached = 0
    for number in range(1 + WAYS.index(way) % STEP, MOST + 1, STEP):
        folder = tmp_path / str(number)
        folder.mkdir()
        rig, counter, first_due = scene(folder, way, number, hidden)
        live(rig, counter)
        found = broken(rig, first_due)
        states = {d.post_id: d.state for d in rig.outbox.list()}
        rig.store.close()
        (folder / "studio.sqlite3").unlink()
        assert found == [], f"{way} {number}"
        assert states["recalled"] in (DeliveryState.CANCELLED, DeliveryState.NEEDS_ATTENTION), f"{way} {number}"
        if not counter.went_off:
            break
        reached = number
    assert reached > 0
