"""What wants an eye at once is counted in SQL; the rule is told once more in plain words, and both have to agree."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from studio.outbox.home import QueueSession
from studio.outbox.model import AlarmCounts, Attention, Delivery, DeliveryState, Holder, Recall
from studio.outbox.timing import Timing
from tests.outbox.outbox_rig import OutboxRig

S = DeliveryState


def hangs(delivery: Delivery, now: datetime, timing: Timing) -> bool:
    limits = dict(timing.stale)
    if delivery.recall and delivery.due_at - now <= timing.recall_alarm:
        return True
    limit, since = limits.get(delivery.state), delivery.since or delivery.created_at
    to_hand_over = delivery.holder is Holder.PLATFORM and not delivery.held_by_page
    if delivery.state is S.SCHEDULED and to_hand_over:
        limit = limits[S.WAITING]
    elif delivery.state in (S.SCHEDULED, S.WAITING) and not to_hand_over:
        since = max(delivery.due_at, since)
    return limit is not None and now - since > limit


def test_the_count_in_sql_is_the_rule(rig: OutboxRig) -> None:
    dice, now, first = random.Random(3), rig.clock.now(), rig.queue()
    for number in range(400):
        state = dice.choice(list(S))
        held = state is S.SCHEDULED and dice.random() < 0.4
        rig.repo.add(
            replace(
                first,
                id=f"x{number}",
                post_id=f"x{number}",
                reference=f"PS-{number}",
                state=state,
                reason=dice.choice(list(Attention)) if state is S.NEEDS_ATTENTION else Attention.NONE,
                due_at=now + timedelta(minutes=dice.randint(-90, 90)),
                since=None if dice.random() < 0.1 else now - timedelta(minutes=dice.randint(0, 90)),
                created_at=now - timedelta(minutes=dice.randint(90, 95)),
                holder=Holder.PLATFORM if held or dice.random() < 0.2 else Holder.PC,
                remote_id="id_1" if held else "",
                recall=Recall.CANCEL if held and dice.random() < 0.5 else Recall.NONE,
                session="earlier" if dice.random() < 0.5 else "this",
            )
        )
    expected = {d.id for d in rig.outbox.list() if hangs(d, now, rig.timing)}
    assert {d.id for d in rig.outbox.stale(now)} == expected
    assert 20 < len(expected) < 300
    assert rig.outbox.alarms(now) == AlarmCounts(stale=len(expected))
    started = rig.worker("w2", session=QueueSession(id="this", began_at=now))
    withheld = {d.id for d in started.withheld()}
    assert started.alarms(now) == AlarmCounts(withheld=len(withheld), stale=len(expected - withheld))
    assert expected & withheld
    assert [d.id for d in rig.repo.wanting_a_look()] == [d.id for d in rig.outbox.list() if d.wants_a_look]
    assert 20 < len(rig.repo.wanting_a_look()) < 300
    assert {d.id for d in rig.outbox.recalls()} == {d.id for d in rig.outbox.list() if d.recall}
