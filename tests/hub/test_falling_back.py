"""The hub goes on from an older state: a standby that lacked the last commits, a backup that was restored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from studio.errors import StudioError
from studio.hub.client import HubClient
from studio.hub.connection import HubAway, HubWentBack
from studio.hub.items import Item
from studio.hub.leases import LeaseState
from studio.hub.model import Cursor, Entry
from studio.hub.server import HubServer, make_database
from tests.hub.postgres import Cluster
from tests.hub.rig import Hub, Station

KEPT, LOST, OTHERS = 20, 7, 9


@pytest.fixture
def first(postgres: None) -> Iterator[Hub]:
    cluster = Cluster()
    try:
        cluster.make()
        cluster.start()
        hub = Hub(cluster, "hub")
        make_database(hub.address, cluster.password)
        with HubServer(hub.address, cluster.password) as server:
            server.init()
        yield hub
    finally:
        cluster.remove()


@pytest.fixture
def second(postgres: None) -> Iterator[Cluster]:
    """Room for another server."""
    cluster = Cluster()
    yield cluster
    cluster.remove()


def elsewhere(station: Station, cluster: Cluster) -> Station:
    return replace(station, address=replace(cluster.address, database="hub"))


def read_all(line: HubClient, cursor: Cursor) -> list[Entry]:
    found: list[Entry] = []
    while entries := line.pull(cursor, 500):
        found += entries
        cursor = cursor.after(entries)
    return found


def last_common(line: HubClient, box: str, read: list[Entry]) -> Cursor:
    """The last place that the hub still knows."""
    places = [Cursor(box), *(Cursor(box, entry.seq, entry.chain) for entry in read)]
    return next(place for place in reversed(places) if line.knows(place))


def send(line: HubClient, items: list[Item]) -> tuple[int, ...]:
    return line.push_many("department", items)


def test_a_promoted_standby_without_the_last_commits(first: Hub, second: Cluster) -> None:
    one, two, department = first.station("u001"), first.station("u002"), first.department()
    kept = [one.receipt(number) for number in range(KEPT)]
    lost = [one.receipt(100 + number) for number in range(LOST)]
    with one.client() as line:
        send(line, kept)
        epoch = line.greet().epoch
        revision = one.revision("post-1", epoch=epoch)
        line.push("u001", revision)
        assert line.offer("post-1", "page-1", revision.hex) is LeaseState.FREE

    second.copy_of(first.cluster, "-R")
    second.start()
    standby = Hub(second, "hub")
    first.wait_for("SELECT bool_and(replay_lsn = pg_current_wal_lsn()) FROM pg_stat_replication")
    with pytest.raises(HubAway):
        elsewhere(one, second).client()
    standby.ask("ALTER SYSTEM SET primary_conninfo = ''")
    standby.ask("SELECT pg_reload_conf()")
    standby.wait_for("SELECT count(*) = 0 FROM pg_stat_wal_receiver")

    with one.client() as line, department.client() as reader:
        send(line, lost)
        permit = line.claim("post-1", "page-1", revision.hex, epoch)
        assert permit is not None
        assert line.intend(permit) is not None
        read = read_all(reader, Cursor("department"))
    assert len(read) == KEPT + LOST
    first.cluster.kill()
    second.promote()
    assert standby.ask("SELECT timeline_id FROM pg_control_checkpoint()") == [(1,)], "would still tell the former one"

    place = Cursor("department", read[-1].seq, read[-1].chain)
    with elsewhere(department, second).client() as reader, elsewhere(two, second).client() as other:
        assert reader.greet().epoch != epoch
        with pytest.raises(HubWentBack):
            reader.pull(place)
        numbers = send(other, [two.receipt(number) for number in range(OTHERS)])
        assert numbers[0] == KEPT + 1
        assert numbers[-1] > place.seq, "by its number alone the reader would pass over some"
        with pytest.raises(HubWentBack):
            reader.pull(place)
        with elsewhere(one, second).client() as line:
            assert line.greet().epoch == other.greet().epoch
            there = line.have("department", [item.id for item in kept + lost])
            send(line, [item for item in kept + lost if item.id not in there])
            assert line.claim("post-1", "page-1", revision.hex, epoch) is None
            assert not line.advance(permit, LeaseState.DONE)
            assert line.look("post-1", "page-1", found=True) is LeaseState.DONE
        common = last_common(reader, "department", read)
        again = read_all(reader, common)
    assert common.seq == KEPT
    names = [entry.id for entry in read[: common.seq] + again]
    assert len(set(names)) == len(names) == KEPT + LOST + OTHERS
    assert {item.id for item in kept + lost} < set(names)


def test_a_restored_backup_needs_to_be_told(first: Hub, second: Cluster) -> None:
    """A copy of the disk has the timeline of its original: only the operator knows, and every restore says so."""
    one = first.station("u001")
    with one.client() as line:
        epoch = line.greet().epoch
        revision = one.revision("post-1", epoch=epoch)
        line.push("u001", revision)
        line.offer("post-1", "page-1", revision.hex)
    second.copy_of(first.cluster)
    with one.client() as line:
        permit = line.claim("post-1", "page-1", revision.hex, epoch)
        assert permit is not None
        assert line.intend(permit) is not None
        line.push("u001", one.receipt(1))
        place = Cursor("u001").after(line.pull(Cursor("u001")))
    first.cluster.stop()
    second.start()
    restored = Hub(second, "hub")
    with elsewhere(one, second).client() as line:
        assert line.greet().epoch == epoch
        with restored.server() as server:
            server.new_epoch()
        assert line.greet().epoch != epoch
        with pytest.raises(HubWentBack):
            line.pull(place)
        assert line.claim("post-1", "page-1", revision.hex, epoch) is None
        assert line.offer("post-1", "page-1", revision.hex) is LeaseState.FROZEN
        assert line.push("u001", one.receipt(1)) == 2


def test_a_hub_that_is_away_is_one_sentence_and_comes_back(first: Hub) -> None:
    one = first.station("u001")
    with one.client() as line:
        first.cluster.stop()
        with pytest.raises(HubAway) as away:
            line.push("u001", one.receipt(1))
    with pytest.raises(HubAway):
        one.client()
    assert isinstance(away.value, StudioError)
    assert "\n" not in away.value.sentence("vi")
    first.cluster.start()
    with one.client() as line:
        assert line.push("u001", one.receipt(1)) == 1
