"""One seed, one run: virtual time, random faults, deaths, rivals, people, a real store; then the promises are checked.

The clock is ours, so a run of a day takes a tenth of a second. A failing seed is repeated by its number alone.
``STUDIO_SEEDS=3000 pytest tests/outbox/test_simulation.py -s`` looks further than the everyday run and prints what it
found; ``STUDIO_FIRST_SEED`` begins elsewhere.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from studio.errors import StudioError
from studio.outbox.model import DeliveryState
from studio.publishers.port import ScheduleRange
from tests.outbox.promises import broken
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, AccountBook, World, page

FIRST = int(os.environ.get("STUDIO_FIRST_SEED", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("STUDIO_SEEDS", "120")))
CHUNKS = max(10, len(SEEDS) // 40)
CREATE = ("refused_connection", "wait:90", "timeout", "timeout_after", "500_after", "no_id_after", "die", "die_after")
REVEAL = ("refused_connection", "wait:30", "timeout", "timeout_after", "500_after", "die", "die_after")
DELETE = ("refused_connection", "timeout", "timeout_after", "500_after", "die", "die_after")
READ = ("offline", "offline", "die")
KEEPS = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))


class Life:
    """One outbox from queuing to the end, by the dice of its seed."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.seed = seed
        self.dice = dice = random.Random(seed)
        self.world = world = World(folder, accounts=AccountBook(page("trang-a"), page("trang-b")), seed=seed)
        event.listen(world.store.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        self.sessions = seed % 3 == 0
        self.first_due: dict[str, datetime] = {}
        remote = world.remote
        remote.hidden = seed % 2 == 0
        remote.keeps_reference = seed % 4 < 2
        remote.keeps = KEEPS if seed % 5 < 3 else None
        rate = dice.choice((0.1, 0.3, 0.5))
        remote.delay = timedelta(seconds=dice.choice((0, 0, 20, 240)))
        for call, faults in (
            ("create", CREATE),
            ("reveal", REVEAL),
            ("delete", DELETE),
            ("identity", READ),
            ("recent", READ),
            ("read_back", READ),
        ):
            remote.script(call, *(dice.choice(faults) if dice.random() < rate else "ok" for _ in range(40)))
        if self.sessions:
            self.restart()

    def run(self) -> World:
        for number in range(self.dice.randint(1, 4)):
            self.queue(number)
        for _ in range(self.dice.randint(15, 35)):
            self.step()
        self.finish()
        return self.world

    def queue(self, number: int) -> None:
        world, dice = self.world, self.dice
        at = world.clock.now() + timedelta(minutes=dice.randint(5, 90)) if dice.random() < 0.4 else None
        text = f"Thông báo {number if dice.random() < 0.8 else 0} của Công an phường."
        world.approved(f"p{number}", text=text, images=dice.randint(0, 2), at=at)
        pages = dice.sample(["trang-a", "trang-b"], dice.randint(1, 2))
        spread = timedelta(minutes=dice.choice((0, 0, 3)))
        can = world.remote.keeps is not None and at is not None and at - world.clock.now() >= KEEPS.soonest
        held_by = "platform" if can and dice.random() < 0.7 else "pc"
        queued = world.outbox.enqueue(f"p{number}", pages, "cb-dang", PIN, held_by=held_by, spread=spread)
        self.first_due |= {delivery.id: delivery.due_at for delivery in queued}

    def step(self) -> None:
        world, dice = self.world, self.dice
        try:
            what = dice.random()
            if what < 0.50:
                world.outbox.run_once()
            elif what < 0.55:
                world.outbox.run()
            elif what < 0.64:
                self.restart()
            elif what < 0.69:
                world.worker("rival").run_once()
            elif what < 0.78:
                self.decide()
            world.clock.forward(seconds=dice.choice((0, 1, 20, 300, 1500)))
        except Killed:
            world.dead.add("rival")
            self.restart()

    def restart(self) -> None:
        self.world.dead.add(f"w{self.world.starts}")
        if self.sessions:
            self.world.started()
        else:
            self.world.restart()

    def decide(self) -> None:
        """A person presses something; what is not allowed is refused in words."""
        outbox, dice = self.world.outbox, self.dice
        delivery = dice.choice(outbox.list())
        deeds: tuple[Callable[[], object], ...] = (
            lambda: outbox.reconcile(delivery.id),
            lambda: outbox.reconcile(delivery.id),
            lambda: outbox.retry(delivery.id, "cb-dang", PIN),
            lambda: outbox.retry(delivery.id, "cb-dang", PIN),
            lambda: outbox.seen("cb-dang"),
            lambda: outbox.retry_failed(delivery.post_id, "cb-dang", PIN),
            lambda: outbox.cancel(delivery.id, "cb-duyet"),
            lambda: outbox.stop_post(delivery.post_id, "cb-duyet"),
            lambda: self.world.gate.on_hold.add(delivery.post_id),
            lambda: self.world.gate.on_hold.discard(delivery.post_id),
            lambda: outbox.recheck_held(delivery.post_id),
        )
        with suppress(StudioError):
            dice.choice(deeds)()

    def finish(self) -> None:
        """The page behaves from now on; time passes."""
        world = self.world
        world.remote.faults.clear()
        world.remote.delay = timedelta(0)
        world.dead.add("rival")
        self.restart()
        world.outbox.seen("cb-dang")
        world.settle(hours=30)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_promises(chunk: int, tmp_path: Path) -> None:
    states: Counter[DeliveryState] = Counter()
    violations: list[str] = []
    for seed in SEEDS[chunk::CHUNKS]:
        folder = tmp_path / str(seed)
        folder.mkdir()
        life = Life(seed, folder)
        world = life.run()
        violations += [f"seed {seed}: {what}" for what in broken(world, life.first_due)]
        states.update(delivery.state for delivery in world.outbox.list())
        world.store.close()
        (folder / "studio.sqlite3").unlink()
    seeds = len(SEEDS[chunk::CHUNKS])
    print(f"\nseeds {SEEDS.start + chunk}, +{CHUNKS} … ({seeds}): violations {len(violations)}, {dict(states)}")
    assert violations == []
    assert states[DeliveryState.VERIFIED] > 0.4 * states.total(), "most arrive in spite of it all"


def test_the_same_seed_is_the_same_run(tmp_path: Path) -> None:
    runs = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        world = Life(5, tmp_path / name).run()
        runs.append([(e.act, e.at, e.data["remote_id"]) for e in world.audit.entries() if "remote_id" in e.data])
        world.store.close()
    assert runs[0] == runs[1]
    assert len(runs[0]) > 3
