"""Why a box is counted under a row lock: a reader of a sequence passes over whoever commits late."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

import pytest

from studio.hub.connection import connect
from studio.hub.model import Cursor
from tests.hub.rig import Hub, Station
from tests.soak import amount

WRITERS = 4
EACH = amount(40, 1_500, "STUDIO_ITEMS")
NAIVE = (
    b"CREATE TABLE public.naive (seq bigserial PRIMARY KEY, v int);"
    b"GRANT USAGE ON SCHEMA public TO hub_station; GRANT SELECT, INSERT ON public.naive TO hub_station;"
    b"GRANT USAGE ON SEQUENCE public.naive_seq_seq TO hub_station"
)
"""What one would do first: a sequence, and `seq > cursor`."""


def all_at_once(works: list[Callable[[], None]], reads: Callable[[], int]) -> None:
    """Run the writers, and read meanwhile until they are done and nothing more comes. What one of them raises fails."""
    raised: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 (boundary: a thread's own would be lost)
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        reads()
    for thread in threads:
        thread.join()
    while reads():
        pass
    assert raised == []


def dawdling(hub: Hub, station: Station, statement: str, make: Callable[[int], tuple[object, ...]]) -> None:
    """Each in a transaction that stays open for a moment, as on a slow disk; some change their mind."""
    chance = random.Random(station.login)
    with connect(station.address, station.login, station.password) as line:
        for number in range(EACH):
            line.execute(b"BEGIN")
            line.execute(statement.encode(), make(number))
            line.execute("SELECT pg_sleep(%s)", (chance.choice((0, 0, 0.001, 0.004)),))
            line.execute(b"ROLLBACK" if chance.random() < 0.05 else b"COMMIT")


@pytest.mark.soak
def test_a_reader_passes_over_nothing(hub: Hub) -> None:
    stations = [hub.station("u001") for _ in range(WRITERS)]
    reader = hub.station("u001")
    read = [Cursor("u001")]
    seen: list[bytes] = []

    def write(station: Station) -> Callable[[], None]:
        def make(number: int) -> tuple[object, ...]:
            item = station.receipt(number)
            return item.id, item.body

        return lambda: dawdling(hub, station, "SELECT hub.push('u001', %s, 'receipt', %s)", make)

    with reader.client() as line:

        def reads() -> int:
            entries = line.pull(read[0], 500)
            read[0] = read[0].after(entries)
            seen.extend(entry.id for entry in entries)
            return len(entries)

        all_at_once([write(station) for station in stations], reads)
    there = [bytes(name) for (name,) in hub.ask("SELECT id FROM hub.item ORDER BY seq")]
    assert seen == there
    assert len(set(there)) == len(there) == read[0].seq > WRITERS * EACH // 2


@pytest.mark.soak
def test_a_sequence_would_not_do(hub: Hub) -> None:
    """The control: the same writers, and a reader that does pass over some."""
    hub.ask(NAIVE.decode())
    stations = [hub.station("u001") for _ in range(WRITERS)]
    reader = hub.station("u001")
    last = [0]
    seen: set[int] = set()

    def write(station: Station) -> Callable[[], None]:
        return lambda: dawdling(hub, station, "INSERT INTO public.naive (v) VALUES (%s)", lambda number: (number,))

    with connect(reader.address, reader.login, reader.password) as line:

        def reads() -> int:
            rows = line.execute("SELECT seq FROM public.naive WHERE seq > %s ORDER BY seq", (last[0],)).fetchall()
            seen.update(seq for (seq,) in rows)
            last[0] = max(last[0], *(seq for (seq,) in rows)) if rows else last[0]
            return len(rows)

        all_at_once([write(station) for station in stations], reads)
    there = {seq for (seq,) in hub.ask("SELECT seq FROM public.naive")}
    assert seen < there, "rows that committed late were never read"
    assert len(there) < max(there), "rolled back numbers are holes, so that a reader cannot tell"
