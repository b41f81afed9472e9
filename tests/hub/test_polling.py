"""A station at rest asks in one call whether anything is new, and is told of its own boxes alone."""

from __future__ import annotations

import pytest

from studio.errors import BadInput
from studio.hub.connection import HubRefused, HubWentBack
from studio.hub.model import DEPARTMENT, EVERYBODY, START, Cursor
from tests.hub.rig import Hub

VERSION = "0.1.0"


def test_who_has_read_all_is_told_that_nothing_is_new(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        assert line.poll(VERSION, []).ahead == frozenset(), "empty boxes hold nothing new"
        line.push("u001", one.receipt(1))
        read = Cursor("u001")
        assert line.poll(VERSION, [read, Cursor(EVERYBODY)]).ahead == {"u001"}
        assert line.poll(VERSION, []).ahead == {"u001"}, "a box that is left out was never read"
        read = read.after(line.pull(read))
        told = line.poll(VERSION, [read, Cursor(EVERYBODY)])
        assert told.ahead == frozenset()
        line.push("u001", one.receipt(2))
        assert line.poll(VERSION, [read, Cursor(EVERYBODY)]).ahead == {"u001"}


def test_it_tells_what_a_greeting_tells(hub: Hub) -> None:
    for station in (hub.station("u001"), hub.department()):
        with station.client() as line:
            told, greeting = line.poll(VERSION, []), line.greet()
        assert (told.epoch, told.unit, told.department, told.boxes) == (
            greeting.epoch,
            greeting.unit,
            greeting.department,
            greeting.boxes,
        )
        assert greeting.ahead == frozenset(greeting.boxes), "a greeting does not know what was read"


def test_the_department_is_told_of_every_box(hub: Hub) -> None:
    one, two, all_of_them = hub.station("u001"), hub.station("u002"), hub.department()
    with one.client() as line, two.client() as other, all_of_them.client() as reader:
        line.push("u001", one.receipt(1))
        line.push(DEPARTMENT, one.receipt(1))
        other.push("u002", two.receipt(2))
        assert line.poll(VERSION, []).ahead == {"u001"}
        assert reader.poll(VERSION, []).ahead == {"u001", "u002", DEPARTMENT}
        read = [Cursor(box).after(reader.pull(Cursor(box))) for box in ("u001", DEPARTMENT)]
        assert reader.poll(VERSION, read).ahead == {"u002"}


def test_a_hub_that_went_back_is_noticed(hub: Hub) -> None:
    """Fewer items than were read, or others under the same number: both are worth a pull, which tells it."""
    one = hub.station("u001")
    with one.client() as line:
        line.push("u001", one.receipt(1))
        for place in (Cursor("u001", 2, START), Cursor("u001", 1, bytes(range(32)))):
            assert line.poll(VERSION, [place]).ahead == {"u001"}
            with pytest.raises(HubWentBack):
                line.pull(place)


def test_a_new_epoch_is_told_and_kept(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        before = line.poll(VERSION, []).epoch
        hub.ask("UPDATE hub.meta SET mark = 'another server/00000001'")
        began = line.poll(VERSION, []).epoch
        assert began != before
        assert line.greet().epoch == line.poll(VERSION, []).epoch == began


def test_it_notes_that_the_station_was_there(hub: Hub) -> None:
    one, department = hub.station("u001"), hub.department()
    with one.client() as line, department.client() as reader:
        line.push("u001", one.receipt(1))
        read = Cursor("u001").after(line.pull(Cursor("u001")))
        line.poll(VERSION, [read, Cursor(EVERYBODY)])
        reader.poll("0.2.0", [read])
    seen = hub.ask("SELECT login, version, cursors FROM hub.seen ORDER BY version")
    assert seen == [(one.login, VERSION, {"u001": 1, EVERYBODY: 0}), (department.login, "0.2.0", {})]
    with hub.server() as server:
        assert {row.login for row in server.status().stations if row.seen_at} == {one.login, department.login}


def test_a_station_that_was_taken_out_is_told_so(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        hub.ask("UPDATE hub.station SET active = false")
        with pytest.raises(HubRefused, match="không còn được vào"):
            line.poll(VERSION, [])
    assert hub.ask("SELECT count(*) FROM hub.seen") == [(0,)]


def test_a_hub_of_another_schema_is_refused(hub: Hub) -> None:
    one = hub.station("u001")
    hub.ask("UPDATE hub.meta SET schema = 2")
    with one.client() as line, pytest.raises(BadInput, match="cập nhật"):
        line.poll(VERSION, [])
