"""Each fault of the matrix, and what has to come of it: how many posts the page shows, and where the delivery stands.

Rows are numbered as in the project's fault matrix; those of real sockets and tokens come with their platforms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio.outbox.model import Attention, DeliveryState
from tests.outbox.outbox_rig import OutboxRig
from tests.outbox.remote import Killed

V, N, F = DeliveryState.VERIFIED, DeliveryState.NEEDS_ATTENTION, DeliveryState.FAILED


@dataclass(frozen=True, kw_only=True)
class Row:
    number: str
    script: tuple[tuple[str, str], ...]
    """Call and its fault, in order; calls after that go well."""
    hidden: bool = True
    end: DeliveryState = V
    reason: Attention = Attention.NONE
    shown: int = 1
    creates: int = 1
    setup: Callable[[OutboxRig], None] = field(default=lambda rig: None)

    @property
    def name(self) -> str:
        faults = "+".join(f"{call}:{fault}" for call, fault in self.script) or "none"
        return f"{self.number}-{'hidden' if self.hidden else 'public'}-{faults}"


def slow_list(rig: OutboxRig) -> None:
    from datetime import timedelta

    rig.remote.delay = timedelta(minutes=5)


def alters_blanks(rig: OutboxRig) -> None:
    rig.remote.rewrite = lambda text: text.replace("\n\n", "\n").replace(" ", "\u00a0")


def alters_words(rig: OutboxRig) -> None:
    rig.remote.rewrite = lambda text: text.replace("113", "https://l.example/113")


def forgets_references(rig: OutboxRig) -> None:
    rig.remote.keeps_reference = False


ROWS = (
    Row(number="0", script=()),
    Row(number="0", script=(), hidden=False),
    Row(number="2", script=(("create", "die"),), creates=2),
    Row(number="2", script=(("create", "die"),), hidden=False, end=N, reason=Attention.DOUBT, shown=0),
    Row(number="4", script=(("create", "die_after"),)),
    Row(number="4", script=(("create", "die_after"),), hidden=False),
    Row(number="6", script=(("reveal", "die"),)),
    Row(number="7", script=(("reveal", "die_after"),)),
    Row(number="7", script=(("reveal", "die"), ("reveal", "die_after"), ("reveal", "die"))),
    Row(number="8", script=(("identity", "offline"), ("recent", "offline"))),
    Row(number="8", script=(("create", "refused_connection"),), creates=2),
    Row(number="8", script=(("create", "refused_connection"),), hidden=False, creates=2),
    Row(number="9", script=(("identity", "broken"),), end=N, reason=Attention.ACCOUNT, shown=0, creates=0),
    Row(number="10", script=(("create", "timeout_after"),)),
    Row(number="10", script=(("create", "timeout_after"),), hidden=False),
    Row(number="10", script=(("create", "timeout"),), creates=2),
    Row(number="10", script=(("create", "timeout"),), hidden=False, end=N, reason=Attention.DOUBT, shown=0),
    Row(number="11", script=(("reveal", "timeout_after"),)),
    Row(number="11", script=(("reveal", "timeout"), ("reveal", "timeout"))),
    Row(number="12", script=(("create", "500_after"),)),
    Row(number="12", script=(("create", "500_after"),), hidden=False),
    Row(number="13", script=(("create", "wait:120"),), creates=2),
    Row(number="13", script=(("reveal", "wait:120"),)),
    Row(number="15", script=(("create", "no_id_after"),)),
    Row(number="15", script=(("create", "no_id_after"),), hidden=False),
    Row(number="22", script=(("create", "reject"),), end=F, shown=0),
    Row(number="22", script=(("reveal", "reject"),), end=N, reason=Attention.HIDDEN, shown=0),
    Row(number="29", script=(("create", "timeout_after"),), setup=slow_list),
    Row(number="29", script=(("create", "timeout_after"),), hidden=False, setup=slow_list),
    Row(number="32", script=(("create", "timeout_after"),), hidden=False, setup=alters_blanks),
    Row(
        number="32",
        script=(("create", "timeout_after"),),
        hidden=False,
        setup=alters_words,
        end=N,
        reason=Attention.DIFFERS,
    ),
    Row(number="32", script=(("create", "timeout_after"),), hidden=False, setup=forgets_references),
    Row(
        number="x", script=(("create", "timeout_after"), ("recent", "ok"), ("recent", "offline"), ("recent", "offline"))
    ),
    Row(
        number="x",
        script=(("create", "timeout_after"), ("recent", "ok"), ("recent", "bug")),
        end=N,
        reason=Attention.DOUBT,
        shown=0,
    ),
    Row(number="x", script=(("read_back", "offline"), ("read_back", "offline"))),
    Row(number="x", script=(("read_back", "die"), ("read_back", "die"))),
    Row(number="x", script=(("create", "die_after"), ("reveal", "timeout_after"), ("read_back", "die"))),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_row(row: Row, tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path)
    rig.remote.hidden = row.hidden
    row.setup(rig)
    for call, fault in row.script:
        rig.remote.script(call, fault)
    delivery = rig.queue()
    for _ in range(1 + len(row.script)):
        try:
            rig.settle(hours=3)
        except Killed:
            rig.restart()
    found = rig.outbox.get(delivery.id)
    assert (found.state, found.reason) == (row.end, row.reason), found.message_en
    assert len(rig.remote.shown()) == row.shown
    assert rig.remote.count("create") == row.creates
    assert found.lease == ""
    assert found.message
    assert found.message_en
    rig.store.close()


def test_every_row_ended_without_open_attempts(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path)
    rig.remote.script("create", "die_after")
    delivery = rig.queue()
    with pytest.raises(Killed):
        rig.outbox.run()
    assert rig.outbox.attempts(delivery.id)[-1].finished_at is None
    rig.restart()
    rig.settle()
    assert all(attempt.finished_at for attempt in rig.outbox.attempts(delivery.id))
    assert rig.outbox.attempts(delivery.id)[0].outcome == "unknown"
