"""One outbox from queuing to the end by the dice of a seed: virtual time, random faults, deaths, rivals and people."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from studio.errors import StudioError
from studio.outbox.model import Delivery
from studio.publishers.port import ScheduleRange
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page
from tests.outbox.promises import broken
from tests.outbox.remote import Fault, Killed

CREATE = ("refused_connection", "wait:90", "timeout", "timeout_after", "500_after", "no_id_after", "die", "die_after")
REVEAL = ("refused_connection", "wait:30", "timeout", "timeout_after", "500_after", "die", "die_after")
DELETE = ("refused_connection", "timeout", "timeout_after", "500_after", "die", "die_after")
READ = ("offline", "offline", "die")
LID = "lid"
"""The PC sleeps in the middle of the call for longer than a lease, and a rival works meanwhile."""
KEEPS = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))


class Life:
    """A life on a real store. A failing one is repeated by its number alone."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.seed = seed
        self.dice = dice = random.Random(seed)
        self.rig = rig = OutboxRig(folder, accounts=AccountBook(page("trang-a"), page("trang-b")), seed=seed)
        event.listen(rig.store.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        self.sessions = seed % 3 == 0
        self.alarms = random.Random(f"alarm {seed}") if seed % 4 in (1, 2) else None
        """Of its own, so that every other life is as it was."""
        self.urgent: set[str] = set()
        self.first_due: dict[str, datetime] = {}
        self.post_of: dict[str, str] = {}
        remote = rig.remote
        remote.allows = lambda reference: self._may_leave(self.post_of[reference])
        remote.hidden = seed % 2 == 0
        remote.keeps_reference = seed % 4 < 2
        remote.keeps = KEEPS if seed % 5 < 3 else None
        rate = dice.choice((0.1, 0.3, 0.5))
        remote.delay = timedelta(seconds=dice.choice((0, 0, 20, 240)))
        # A request that arrives after any wait doubles a post only where a create is public at once.
        writes = (LID,) if remote.hidden else ()
        for call, faults in (
            ("create", CREATE + writes),
            ("reveal", REVEAL + writes),
            ("delete", DELETE),
            ("identity", (*READ, *READ, LID)),
            ("recent", (*READ, *READ, LID)),
            ("read_back", (*READ, *READ, LID)),
        ):
            remote.script(
                call, *(self._fault(dice.choice(faults)) if dice.random() < rate else "ok" for _ in range(40))
            )
        if self.sessions:
            self.restart()

    def run(self) -> OutboxRig:
        for number in range(self.dice.randint(1, 4)):
            self.queue(number)
        for _ in range(self.dice.randint(15, 35)):
            self.step()
        self.finish()
        return self.rig

    def broken(self) -> list[str]:
        """Every promise that does not hold, with the seed that shows it."""
        return [f"seed {self.seed}: {what}" for what in broken(self.rig, self.first_due)]

    def queue(self, number: int) -> None:
        rig, dice = self.rig, self.dice
        at = rig.clock.now() + timedelta(minutes=dice.randint(5, 90)) if dice.random() < 0.4 else None
        text = f"Thông báo {number if dice.random() < 0.8 else 0} của Công an phường."
        rig.approved(f"p{number}", text=text, images=dice.randint(0, 2), at=at)
        if self.alarms is not None and self.alarms.random() < 0.3:
            rig.goes_on(f"p{number}")
            self.urgent.add(f"p{number}")
        pages = dice.sample(["trang-a", "trang-b"], dice.randint(1, 2))
        spread = timedelta(minutes=dice.choice((0, 0, 3)))
        can = rig.remote.keeps is not None and at is not None and at - rig.clock.now() >= KEEPS.soonest
        held_by = "platform" if can and dice.random() < 0.7 else "pc"
        self._note(rig.outbox.enqueue(f"p{number}", pages, "cb-dang", PIN, held_by=held_by, spread=spread))

    def step(self) -> None:
        rig, dice = self.rig, self.dice
        self.alarm()
        try:
            what = dice.random()
            if what < 0.50:
                rig.outbox.run_once()
            elif what < 0.55:
                rig.outbox.run()
            elif what < 0.64:
                self.restart()
            elif what < 0.69:
                rig.worker("rival").run_once()
            elif what < 0.80:
                self.decide()
            elif what < 0.81:
                self.delete_on_the_page()
            rig.clock.forward(seconds=dice.choice((0, 1, 20, 300, 1500)))
        except Killed:
            rig.dead.add("rival")
            self.restart()

    def alarm(self) -> None:
        """An emergency begins or ends, now and then."""
        if self.alarms is None:
            return
        on = self.rig.emergencies.present() is not None
        if self.alarms.random() < (0.3 if on else 0.08):
            self.rig.emergency(on=not on)

    def _may_leave(self, post_id: str) -> bool:
        waits = self.rig.emergencies.present() is not None and post_id not in self.urgent
        return post_id not in self.rig.gate.on_hold and not waits

    def restart(self) -> None:
        self.rig.dead.add(f"w{self.rig.starts}")
        if self.sessions:
            self.rig.started()
        else:
            self.rig.restart()

    def decide(self) -> None:
        """A person presses something; what is not allowed is refused in words."""
        outbox, dice = self.rig.outbox, self.dice
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
            lambda: self.rig.gate.on_hold.add(delivery.post_id),
            lambda: self.rig.gate.on_hold.discard(delivery.post_id),
            lambda: outbox.recheck_held(delivery.post_id),
            lambda: self._choose(delivery),
            lambda: outbox.accept(delivery.id, "cb-dang", PIN),
            lambda: outbox.withdraw_post(delivery.post_id, "cb-dang", PIN),
            lambda: outbox.release_account(delivery.account, "cb-ky-thuat", PIN),
            lambda: self._note(outbox.enqueue(delivery.post_id, [delivery.account], "cb-dang", PIN)),
        )
        with suppress(StudioError):
            dice.choice(deeds)()

    def delete_on_the_page(self) -> None:
        shown = sorted(post.remote_id for post in self.rig.remote.shown())
        if shown:
            self.rig.remote.remove_by_hand(self.dice.choice(shown))

    def finish(self) -> None:
        """The page behaves from now on; time passes, past every later look at what is out."""
        rig = self.rig
        rig.remote.faults.clear()
        rig.remote.delay = timedelta(0)
        rig.dead.add("rival")
        rig.emergency(on=False)
        self.restart()
        rig.outbox.seen("cb-dang")
        rig.settle(hours=30)
        for span in (8, 24):
            rig.clock.forward(days=span)
            for _ in range(2):  # two looks have to agree that a post is gone
                rig.outbox.run()
                rig.clock.forward(minutes=11)

    def _choose(self, delivery: Delivery) -> None:
        """Somebody compares, and is right."""
        made_for, outbox = self.rig.remote.made_for, self.rig.outbox
        for post in outbox.candidates(delivery.id):
            if made_for[post.remote_id] == delivery.reference:
                outbox.choose(delivery.id, post.remote_id, "cb-dang", PIN)
                return

    def _note(self, queued: tuple[Delivery, ...]) -> None:
        self.first_due |= {delivery.id: delivery.due_at for delivery in queued}
        self.post_of |= {delivery.reference: delivery.post_id for delivery in queued}

    def _fault(self, name: str) -> Fault:
        return self._lid if name == LID else name

    def _lid(self) -> None:
        rig = self.rig
        rig.clock.forward(minutes=self.dice.choice((11, 11, 25)))
        self.alarm()
        rival = rig.worker("rival")
        for _ in range(self.dice.randint(1, 3)):
            rival.run_once()
