"""What a killed station was doing: the outbox of a real profile, through a real adapter, under the hub's leases.

The hub and the stations count in shorter times than those of service, all by the same measure.
"""

from __future__ import annotations

import logging
import random
import threading
import traceback
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from multiprocessing.connection import Connection
from pathlib import Path

from studio.app import Studio, open_studio
from studio.app.sending_room import PublishingGate
from studio.errors import StorageTrouble
from studio.exchange.lease_link import Times, UnitQueue
from studio.exchange.storage import StoredExchange
from studio.hub.leases import HOLD, LOOK_AFTER, LOOK_AGAIN, SEND_WITHIN
from studio.outbox.presence import Presence
from studio.outbox.service import Outbox
from studio.outbox.storage import StoredOutbox
from studio.outbox.timing import Timing
from studio.paths import Profile
from studio.secret import Secret
from tests.accounts.keyrings import MemorySafe
from tests.publishers.kill.program import ANSWER_WITHIN, UP, Mortal, publisher
from tests.publishers.kill.stage import Stage
from tests.simulators.clock import SimClock

SCALE = 30
"""So many times shorter than in service."""
TIMES = Times(
    send_within=SEND_WITHIN / SCALE,
    show_within=LOOK_AFTER / SCALE,
    look_again=LOOK_AGAIN / SCALE,
    rest=timedelta(seconds=0.5),
)
TIMING = Timing(
    pause_first=timedelta(seconds=0.2),
    pause_longest=timedelta(seconds=2),
    asked_longest=timedelta(seconds=2),
    older_than_first=timedelta(minutes=5),
    workers=2,
)


def shorter_times() -> str:
    """SQL that lets a hub count as the stations do here."""
    source = (files("studio.hub") / "sql" / "4_leases.sql").read_text(encoding="utf-8")
    changed = (
        ("interval '10 minutes'", f"interval '{LOOK_AFTER.total_seconds() / SCALE} seconds'"),
        ("interval '1 minute'", f"interval '{LOOK_AGAIN.total_seconds() / SCALE} seconds'"),
        ("least(greatest(p_seconds, 1), 900)", f"{HOLD.total_seconds() / SCALE}"),
    )
    for before, after in changed:
        assert before in source
        source = source.replace(before, after)
    made = source.split("CREATE FUNCTION ")[1:]
    wanted = [part for part in made if part.startswith(("hub.claim(", "hub.look("))]
    return "".join("CREATE OR REPLACE FUNCTION " + part[: part.index("END $$;")] + "END $$;" for part in wanted)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A station as every process finds it."""

    root: Path
    keyring: Mapping[str, str]
    ahead: timedelta
    """How far its clock is before the one of this machine."""


def opened(place: Place) -> Studio:
    """The profile after a start of the program."""
    safe, clock = MemorySafe(), SimClock()
    for name, value in place.keyring.items():
        safe.set(name, Secret(value))
    clock.advance(place.ahead)
    return open_studio(Profile(root=place.root), clock=clock, safe=safe)


def outbox_of(studio: Studio, stage: Stage, presence: Presence, *, rate: float = 0.0, seed: int = 0) -> Outbox:
    """As the application builds it; only its waits are shorter, and at a `rate` of its calls the process dies."""
    dice, exchange = random.Random(seed), StoredExchange(studio.store)
    http = Mortal(stage, dice, rate, ANSWER_WITHIN)
    return Outbox(
        repo=StoredOutbox(studio.store),
        publishers={stage.kind: publisher(stage, studio.store, http, studio.clock)},
        gate=PublishingGate(studio.workflow, studio.accounts, studio.inspector, studio.store.reading),
        workflow=studio.workflow,
        people=studio.people,
        accounts=studio.accounts,
        files=studio.files,
        audit=studio.audit,
        records=studio.records,
        clock=studio.clock,
        ids=lambda: uuid.uuid4().hex,
        jitter=dice.random,
        liveness=presence,
        timing=TIMING,
        home=studio.home,
        leave=UnitQueue(exchange, studio.hub, exchange.base, times=TIMES),
    )


def work(place: Place, stage: Stage, rate: float, seed: int, up: Connection) -> None:
    """The life of one process; what it breaks of by itself it tells."""
    logging.getLogger().addHandler(logging.NullHandler())  # thousands of warnings are wanted here
    try:
        _work(place, stage, rate, seed, up)
    except BaseException:
        up.send_bytes(traceback.format_exc().encode())
        raise


def _work(place: Place, stage: Stage, rate: float, seed: int, up: Connection) -> None:
    """Open, say so, work until it is killed, or until nothing is left when it is not to be killed."""
    studio = opened(place)
    presence = Presence(place.root / "workers", uuid.uuid4().hex)
    outbox = outbox_of(studio, stage, presence, rate=rate, seed=seed)
    up.send_bytes(UP)
    if seed % 2:
        studio.hub.sync()  # the others have not heard what is new, as after days without a network
    while True:
        with suppress(StorageTrouble):  # the desk was writing for too long: it is tried again, as by the window
            outbox.run(patience=timedelta(seconds=30))
            if not rate:
                break
        threading.Event().wait(0.1)
    presence.close()
    studio.close()
