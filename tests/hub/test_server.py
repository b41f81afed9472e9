"""Setting up, letting in, taking away, watching: the operator's side on a real server."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from studio.errors import BadInput, NotFound, Refused, StorageTrouble
from studio.hub.connection import HubAway, HubRefused, connect
from studio.hub.items import received
from studio.hub.model import Cursor, HubItemKind, HubStation
from studio.hub.server import HubServer, make_database
from studio.phrase import Bilingual
from studio.secret import Secret
from tests.hub.postgres import ADMIN, Cluster
from tests.hub.rig import Hub

KEY = "ab" * 32


def no_more(password: Secret) -> None:
    raise AssertionError("a password was given")


def test_a_hub_is_made_once(cluster: Cluster) -> None:
    address = replace(cluster.address, database="hub_new")
    with pytest.raises(HubAway, match="does not exist"):
        HubServer(address, cluster.password)
    make_database(address, cluster.password)
    make_database(address, cluster.password)
    try:
        with HubServer(address, cluster.password) as server:
            with pytest.raises(HubRefused, match="hub init"):
                server.status()
            server.init()
            status = server.status()
            assert (status.items, status.stations, [row.box for row in status.boxes]) == (0, (), ["*", "department"])
            with pytest.raises(Refused, match="đã có"):
                server.init()
            assert server.status().epoch == status.epoch
    finally:
        with connect(cluster.address, ADMIN, cluster.password) as line:
            line.execute(b"DROP DATABASE hub_new WITH (FORCE)")


def test_only_a_superuser_makes_one(hub: Hub) -> None:
    one = hub.station("u001")
    with (
        HubServer(replace(hub.address, user=one.login), one.password) as server,
        pytest.raises(Refused, match="superuser"),
    ):
        server.init()


@pytest.mark.parametrize(
    "device",
    [
        HubStation(login="U001", unit="u001", public=KEY),
        HubStation(login="pg'; DROP TABLE x", unit="u001", public=KEY),
        HubStation(login="hub_owner", unit="u001", public=KEY),
        HubStation(login="ok", unit="Đơn vị", public=KEY),
        HubStation(login="ok", unit="*", public=KEY),
        HubStation(login="ok", unit="department", public=KEY),
        HubStation(login="ok", unit="u001", public=KEY, department=True),
        HubStation(login="ok", unit="u001", public="xyz"),
    ],
    ids=lambda device: f"{device.login} {device.unit} {device.public[:3]}",
)
def test_a_station_with_a_wrong_name_is_refused(hub: Hub, device: HubStation) -> None:
    with hub.server() as server, pytest.raises(BadInput):
        server.add_station(device, no_more)


def test_a_login_is_given_once_and_its_password_is_kept_nowhere(hub: Hub) -> None:
    one = hub.station("u001")
    with hub.server() as server, pytest.raises(Refused, match="đã có tài khoản"):
        server.add_station(one.device, no_more)
    ((proof,),) = hub.ask("SELECT rolpassword FROM pg_authid WHERE rolname = %s", one.login)
    assert proof.startswith("SCRAM-SHA-256$")
    assert one.password.reveal() not in hub.cluster.said
    assert one.password.reveal() not in repr(one)
    with pytest.raises(HubAway, match="password authentication failed"):
        connect(one.address, one.login, Secret("wrong"))


def test_where_the_password_cannot_be_kept_there_is_no_station(hub: Hub) -> None:
    device = HubStation(login="hub-nowhere", unit="u009", public=KEY)

    def full(password: Secret) -> None:
        raise StorageTrouble(Bilingual("đĩa đầy", "the disk is full"))

    with hub.server() as server:
        with pytest.raises(StorageTrouble):
            server.add_station(device, full)
        assert server.status().stations == ()
    assert hub.ask("SELECT count(*) FROM pg_roles WHERE rolname = 'hub-nowhere'") == [(0,)]


def test_a_revoked_station_is_out_at_once(hub: Hub) -> None:
    one, two = hub.station("u001"), hub.station("u001")
    with one.client() as line, two.client() as other, hub.server() as server:
        line.push("u001", one.receipt(1))
        assert server.revoke(one.login) == 1
        with pytest.raises(HubAway):
            line.greet()
        with pytest.raises(HubAway, match="not permitted to log in"):
            one.client()
        assert other.push("u001", two.receipt(2)) == 2
        assert server.revoke(one.login) == 0
        with pytest.raises(NotFound):
            server.revoke("nobody")
        assert {row.login: row.active for row in server.status().stations} == {one.login: False, two.login: True}


@pytest.mark.parametrize("half", ["NOLOGIN", "inactive"])
def test_both_halves_of_a_revocation_are_needed(hub: Hub, half: str) -> None:
    """A session that goes on outlives NOLOGIN, and a row of a table keeps nobody from connecting."""
    one = hub.station("u001")
    with one.client() as line:
        if half == "NOLOGIN":
            hub.ask(f'ALTER ROLE "{one.login}" NOLOGIN')
            assert line.push("u001", one.receipt(1)) == 1
        else:
            hub.ask("UPDATE hub.station SET active = false")
            one.client().close()
            with pytest.raises(HubRefused, match="không còn được vào"):
                line.push("u001", one.receipt(1))


def test_the_watch_ends_who_holds_up_a_box_and_nobody_else(hub: Hub) -> None:
    one, two = hub.station("u001"), hub.station("u001")
    with (
        closing(connect(one.address, one.login, one.password)) as blocking,
        closing(connect(two.address, two.login, two.password)) as reading,
        two.client() as line,
        hub.server() as server,
    ):
        item = one.receipt(1)
        blocking.execute(b"SET idle_in_transaction_session_timeout = 0")
        blocking.execute(b"BEGIN")
        blocking.execute("SELECT hub.push('u001', %s, 'receipt', %s)", (item.id, item.body))
        reading.execute(b"BEGIN")
        reading.execute(b"SELECT count(*) FROM hub.item")
        assert server.watch_once() == [], "ten seconds are given"
        assert server.watch_once(written=timedelta(0)) == [one.login]
        assert line.push("u001", two.receipt(2)) == 1
        with pytest.raises(psycopg.Error):
            blocking.execute(b"COMMIT")
        assert reading.execute(b"SELECT 1").fetchone() == (1,)
        assert server.watch_once(read=timedelta(0)) == [two.login]


def test_the_watch_looks_again_and_again_until_it_is_told_to_end(hub: Hub) -> None:
    waited: list[float] = []

    def waits(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) < 3

    with hub.server() as server:
        server.watch(waits, lambda ended: pytest.fail(f"{ended} ended"))
    assert waited == [2.0] * 3


def test_the_wrong_clock_of_a_station_changes_nothing(hub: Hub) -> None:
    one, two = hub.station("u001"), hub.station("u001")
    with one.client() as line, two.client() as other:
        early = one.item(HubItemKind.RECEIPT, {"n": 1}, at=datetime(1999, 1, 1, tzinfo=UTC))
        late = two.item(HubItemKind.RECEIPT, {"n": 2}, at=datetime(2099, 1, 1, tzinfo=UTC))
        assert (other.push("u001", late), line.push("u001", early)) == (1, 2)
        entries = line.pull(Cursor("u001"))
    assert [received(entry, hub.devices).facts["n"] for entry in entries] == [2, 1]
    assert entries[0].at < entries[1].at
    assert abs(entries[1].at - entries[0].at) < timedelta(minutes=5)
