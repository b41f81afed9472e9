"""The hub with years of items: a pull at any place, a station's poll, the week after, beside bare PostgreSQL.

Judged by ratios alone. The whole is the bar of a million items and 5,000 stations:

    STUDIO_SOAK=1 python -m pytest tests/perf/test_hub_speed.py -m perf -n 0 -s
"""

from __future__ import annotations

import faulthandler
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from random import Random

import pytest

from studio.hub.client import HubClient
from studio.hub.connection import connect
from studio.hub.model import EVERYBODY, START, Cursor
from studio.hub.server import HubServer, make_database
from tests.hub.authority import ENCRYPTED, encrypt
from tests.hub.postgres import ADMIN, Cluster, needed
from tests.hub.rig import Hub, Station
from tests.soak import amount

pytestmark = pytest.mark.perf

ITEMS = amount(10_000, 1_000_000, "STUDIO_ITEMS")
STATIONS = amount(12, 5_000, "STUDIO_STATIONS")
PULLS = amount(60, 400)
POLLS = amount(60, 1_000)
BEHIND, EACH = amount(12, 187), 50
"""Stations that were away for a week, and what each has written."""
FEW = 500
FILL = """
DO $$
DECLARE
  link bytea := decode(repeat('00', 32), 'hex');
  text bytea;
  name bytea;
  many int := {items};
BEGIN
  FOR n IN 1 .. many LOOP
    SELECT convert_to(string_agg(md5(n::text || k), ''), 'UTF8') INTO text FROM generate_series(1, 62) k;
    name := sha256(text);
    link := sha256(link || name);
    INSERT INTO hub.item (box, seq, id, chain, kind, sender, body)
      VALUES ('{box}', n, name, link, 'receipt', '{sender}', text);
  END LOOP;
  UPDATE hub.box SET last = many, chain = link WHERE box = '{box}';
END $$
"""
"""Items of 2 kB, as push would number and chain them."""
PLAIN = "SELECT seq, id, chain, kind, sender, at, body FROM hub.item WHERE box = %s AND seq > %s ORDER BY seq LIMIT 100"


@dataclass(frozen=True)
class Years:
    """A hub that was used for years, its server durable and its lines encrypted as in service."""

    hub: Hub
    stations: list[Station]
    department: Station


@pytest.fixture(scope="module")
def years() -> Iterator[Years]:
    needed()
    faulthandler.cancel_dump_traceback_later()  # a million items take longer to make than a test may
    cluster = Cluster(durable=True, settings=["max_wal_size=4GB", *ENCRYPTED])
    try:
        cluster.make()
        encrypt(cluster)
        cluster.start()
        hub = Hub(cluster, "hub")
        make_database(hub.address, cluster.password)
        with HubServer(hub.address, cluster.password) as server:
            server.init()
        began = time.perf_counter()
        stations = hub.several(f"u{number % 187:03d}" for number in range(STATIONS))
        made = time.perf_counter() - began
        department = hub.department()
        for box, items in (("department", ITEMS), (stations[0].unit, FEW)):
            hub.ask(FILL.format(box=box, items=items, sender=stations[0].login))
        hub.ask("VACUUM ANALYZE hub.item")
        with hub.server() as server:
            status = server.status()
        print(f"\n{STATIONS} stations in {made:.1f} s; {status.items} items, {status.size / 2**20:.0f} MB")
        yield Years(hub, stations, department)
    finally:
        cluster.remove()


def took(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def told(times: list[float]) -> str:
    ordered = sorted(times)
    return f"p50 {statistics.median(ordered):.1f}, p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms"


def places(years: Years, box: str, last: int, count: int) -> list[Cursor]:
    chance = Random(16)
    wanted = [chance.randrange(1, max(2, last - 100)) for _ in range(count)]
    found = dict(years.hub.ask("SELECT seq, chain FROM hub.item WHERE box = %s AND seq = ANY (%s)", box, wanted))
    return [Cursor(box, seq, bytes(found[seq])) for seq in wanted]


def test_a_pull_of_a_hundred_is_as_fast_in_a_large_hub_as_in_a_small_one(years: Years) -> None:
    one = years.stations[0]
    with years.department.client() as line, one.client() as small, years.hub.admin() as bare:
        large = [took(lambda at=at: line.pull(at)) for at in places(years, "department", ITEMS, PULLS)]  # type: ignore[misc]
        little = [took(lambda at=at: small.pull(at)) for at in places(years, one.unit, FEW, PULLS)]  # type: ignore[misc]
        floor = [
            took(lambda at=at: bare.execute(PLAIN.encode(), (at.box, at.seq), binary=True).fetchall())  # type: ignore[misc]
            for at in places(years, "department", ITEMS, PULLS)
        ]
    print(f"\npull of 100 of {ITEMS}: {told(large)}; of {FEW}: {told(little)}; bare PostgreSQL: {told(floor)}")
    assert statistics.median(large) < 3 * statistics.median(little)
    assert statistics.median(large) < 12 * statistics.median(floor)


def test_a_station_that_polls_costs_little_more_than_its_connection(years: Years) -> None:
    """Connect, ask, leave; as a station does that has read all. The server's own work is told apart, for the stations
    are elsewhere in service."""
    ends = {box: Cursor(box, last, bytes(chain)) for box, last, chain in years.hub.ask("SELECT * FROM hub.box")}
    nothing = Cursor(EVERYBODY, 0, START)

    def poll(station: Station) -> None:
        with station.client() as line:
            assert not line.poll("1", [ends[station.unit], ends.get(EVERYBODY, nothing)]).ahead

    def bare(station: Station) -> None:
        with connect(station.address, station.login, station.password) as line:
            line.execute(b"SELECT 1")

    turn = cycle(years.stations)
    spent = years.hub.cluster.spent()
    polls = [took(lambda: poll(next(turn))) for _ in range(POLLS)]
    own = (years.hub.cluster.spent() - spent) / POLLS
    floor = [took(lambda: bare(next(turn))) for _ in range(POLLS)]
    at_once = _at_once(lambda: poll(next(turn)), POLLS)
    print(
        f"\npoll of one of {STATIONS} stations: {told(polls)}; connecting alone: {told(floor)}; "
        f"4 at a time {at_once:.0f} in a second, and 5,000 in a minute are 83; "
        f"{own:.1f} ms of the server's processor, so that two hold {2000 / max(own, 0.1):.0f} in a second"
    )
    assert statistics.median(polls) < 3 * statistics.median(floor)


def _at_once(work: Callable[[], None], times: int) -> float:
    """How many in a second, four at a time."""
    failed: list[BaseException] = []

    def several() -> None:
        try:
            for _ in range(times // 4):
                work()
        except BaseException as error:  # noqa: BLE001 (boundary: a thread's own would be lost)
            failed.append(error)

    threads = [threading.Thread(target=several) for _ in range(4)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return (times // 4) * 4 / (time.perf_counter() - began)


def test_a_week_of_many_stations_is_caught_up(years: Years) -> None:
    """All come back one after another, send what they have written, and the department reads it."""
    items = {station.login: [station.receipt(number) for number in range(EACH)] for station in years.stations[:BEHIND]}
    ((last, chain),) = years.hub.ask("SELECT last, chain FROM hub.box WHERE box = 'department'")
    place = Cursor("department", last, bytes(chain))

    def send(line: HubClient, station: Station) -> None:
        line.push_many("department", items[station.login])

    begun = time.perf_counter()
    for station in years.stations[:BEHIND]:
        with station.client() as line:
            line.greet()
            send(line, station)
    sent = time.perf_counter() - begun
    read = 0
    with years.department.client() as line:
        while entries := line.pull(place, 500):
            place = place.after(entries)
            read += len(entries)
    whole = time.perf_counter() - begun
    with years.hub.admin() as bare:
        bare.execute(b"CREATE TABLE public.plain (seq bigserial PRIMARY KEY, body bytea)")
        body = items[years.stations[0].login][0].body
        began = time.perf_counter()
        for _ in range(BEHIND):
            with connect(years.hub.address, ADMIN, years.hub.cluster.password) as plain:
                plain.cursor().executemany("INSERT INTO public.plain (body) VALUES (%s)", [(body,)] * EACH)
        floor = time.perf_counter() - began
    print(
        f"\n{BEHIND} stations with {EACH} items each: sent in {sent:.1f} s, read in {whole - sent:.1f} s; "
        f"plain inserts of as many connections: {floor:.1f} s"
    )
    assert read == BEHIND * EACH
    assert sent < 12 * floor
