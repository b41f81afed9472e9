"""The department's list of stations: who was heard of, who is silent, what needs a look."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.department.model import HubUnit, StationState
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.hub.model import HubItemKind
from tests.department.rig import Force
from tests.exchange.rig import PIN, opened


def test_a_station_sees_nothing_of_the_other_units(units: Force) -> None:
    service = units.station.studio.department
    assert not service.usable()
    for ask in (service.overview, service.stations, service.waiting, service.notices, service.heads, service.refresh):
        with pytest.raises(Refused, match="máy của phòng"):
            ask()


def test_where_no_hub_was_joined_there_is_no_department(tmp_path: Path) -> None:
    with opened(tmp_path / "pcs", "Duyệt") as (alone,):
        service = alone.studio.department
        assert not service.usable()
        assert service.for_me() == ()
        with pytest.raises(Refused):
            service.stations()


def test_silent_stations_come_first_and_the_longest_silent_on_top(units: Force) -> None:
    long, short, never = (units.other(unit) for unit in ("u002", "u003", "u004"))
    units.heard(short, days=8)
    units.heard(long, days=12)
    units.sync()
    told = units.service.stations()
    assert [line.unit for line in told] == ["u004", "u002", "u003", "u001"]
    assert [line.state for line in told] == [StationState.SILENT] * 3 + [StationState.FINE]
    assert [line.last is None for line in told] == [True, False, False, False]
    overview = units.service.overview()
    assert (overview.heard, overview.stations, overview.silent, overview.never) == (1, 4, 3, 1)
    assert overview.oldest == told[1].last
    assert never.login == told[0].login


def test_a_hub_that_is_away_makes_nobody_silent(units: Force) -> None:
    units.department.clock.forward(days=14)
    assert units.stations()["u001"].state is StationState.FINE
    as_of = units.service.overview().as_of
    assert as_of is not None
    assert (units.now() - as_of).days == 14


def test_what_a_station_has_not_fetched_is_counted(units: Force) -> None:
    other = units.other("u002")
    units.heard(other, u002=1)
    for number in range(4):
        units.say(other, HubItemKind.RECEIPT, {"number": number}, "u002")
    units.sync()
    there = units.department.studio.hub.standing().received["u002"]
    assert there >= 4
    assert units.stations()["u002"].waiting == there - 1


def test_old_programs_are_told(units: Force) -> None:
    other = units.other("u002")
    units.heard(other, version="0.0.9")
    units.sync()
    line = units.stations()["u002"]
    assert (line.state, line.version) == (StationState.OLD, "0.0.9")
    assert line.told.vi == "Bản 0.0.9 đã cũ"


def test_what_a_station_says_of_itself_is_shown_only_where_it_looks_like_a_version(units: Force) -> None:
    other = units.other("u002")
    units.heard(other, version="<b>9</b>\u202e")
    units.hub.ask("UPDATE hub.seen SET cursors = '[1]' WHERE login = %s", other.login)
    units.sync()
    assert units.stations()["u002"].version == "?"


def test_a_revoked_station_is_listed_and_counts_no_more(units: Force) -> None:
    other = units.other("u002")
    units.heard(other, days=30)
    with units.hub.server() as server:
        server.revoke(other.login)
    units.sync()
    assert units.stations()["u002"].state is StationState.REVOKED
    assert units.service.overview().stations == 1


def test_what_came_of_a_pc_that_nobody_confirmed_is_told(units: Force) -> None:
    stranger = units.hub.station("u009")
    units.heard(stranger)
    units.say(stranger, HubItemKind.ACK, {"notice": "x", "by": "ai đó"}, "u009")
    units.sync()
    line = units.stations()["u009"]
    assert (line.state, line.told.en) == (StationState.ASIDE, "Not taken in here: 1")


def test_a_call_is_noted_and_counts_until_the_station_is_heard_of(units: Force) -> None:
    other = units.other("u002")
    units.heard(other, days=9)
    units.sync()
    assert units.stations()["u002"].told.en == "Silent · not called yet"
    with units.department.by() as person:
        units.service.called("u002", "mất điện ", person.id)
    line = units.stations()["u002"]
    assert line.called is not None
    assert (line.called.note, line.called.by) == ("mất điện", units.department.first.id)
    assert line.told.vi.startswith("Im lặng · đã gọi ")
    units.heard(other)
    units.hub.ask("UPDATE hub.seen SET at = at + interval '1 hour' WHERE login = %s", other.login)
    units.sync()
    line = units.stations()["u002"]
    assert (line.called, line.state) == (None, StationState.FINE)


def test_a_call_needs_somebody_at_work_and_a_unit_that_is_there(units: Force) -> None:
    with pytest.raises(NotPermitted):
        units.service.called("u001", "", units.department.first.id)
    with units.department.by() as person, pytest.raises(NotFound):
        units.service.called("u404", "", person.id)


def test_units_are_called_by_what_the_head_says(units: Force) -> None:
    units.name(u001="Công an xã Gò Sậy")
    assert units.stations()["u001"].name == "Công an xã Gò Sậy"
    assert units.service.units() == (HubUnit(code="u001", name="Công an xã Gò Sậy"),)
    with units.department.by() as person, pytest.raises(NotPermitted):
        units.service.name_units([HubUnit(code="u001", name="Khác")], person.id, PIN)
    with units.department.by(units.department.head) as head, pytest.raises(BadInput):
        units.service.name_units([HubUnit(code="u001", name=" ")], head.id, PIN)


def test_several_stations_of_a_unit_are_told_apart(units: Force) -> None:
    second = units.other("u001")
    units.heard(second)
    units.sync()
    names = [line.name for line in units.service.stations()]
    assert len(set(names)) == 2
    assert all(name.startswith("u001 · ") for name in names)
