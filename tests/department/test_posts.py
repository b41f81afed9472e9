"""Posts of all units at the department: what waits, what is planned, what went out; ends of logs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studio.clock import local_date
from studio.department.model import HeadState, PlanKind, StationState
from studio.errors import NotFound, NotPermitted
from studio.hub.model import HubItemKind
from studio.posts.model import Post, PostState
from tests.department.rig import Force
from tests.exchange.rig import PAGE, PIN


def receipt(units: Force, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "delivery": "d1", "post": "p1", "title": "Cấm xe qua cầu", "page": PAGE, "remote": "1", "url": "",
        "state": "verified", "reason": "", "proof": "read back", "at": units.now().astimezone(UTC).isoformat(),
    }  # fmt: skip
    return told | more


def planned(units: Force, at: datetime) -> Post:
    """A post that the station put forward, for that time."""
    draft = units.station.draft()
    with units.station.by() as author:
        units.station.studio.drafts.edit(draft.id, author.id, publish_at=at)
    return units.station.submit(draft.id)


def test_a_post_of_another_unit_waits_here_and_is_approved_here(units: Force) -> None:
    units.name(u001="Công an xã Gò Sậy")
    at = units.now() + timedelta(hours=3)
    draft = planned(units, at)
    units.sync()
    (waiting,) = units.service.waiting()
    assert (waiting.post, waiting.unit, waiting.name) == (draft.id, "u001", "Công an xã Gò Sậy")
    assert (waiting.pages, waiting.approvable) == (1, True)
    assert waiting.title
    units.department.approve(draft.id)
    assert units.service.waiting() == ()
    units.sync()
    assert units.station.state(draft.id) is PostState.APPROVED


def test_two_versions_are_told_at_the_station_and_at_the_post(units: Force) -> None:
    draft = units.station.draft()
    units.station.submit(draft.id)
    units.sync()
    editor = units.department.person("Ngô Thị Biên")
    units.department.edit(draft.id, "Kẻ gian gọi điện, sửa ở phòng.", editor)
    units.station.edit(draft.id, "Kẻ gian gọi điện, sửa ở trạm.")
    units.station.submit(draft.id)
    with units.department.by(editor) as person:
        units.department.studio.workflow.submit(draft.id, person.id, PIN)
    units.sync()
    assert units.stations()["u001"].state is StationState.TWO_VERSIONS
    (waiting,) = units.service.waiting()
    assert not waiting.approvable


def test_the_calendar_shows_what_is_planned_and_what_went_out(units: Force) -> None:
    at = units.now() + timedelta(days=1)
    draft = planned(units, at)
    other = units.other("u002")
    units.heard(other)
    units.say(other, HubItemKind.RECEIPT, receipt(units), "u002")
    units.sync()
    today, tomorrow = local_date(units.now()), local_date(at)
    out, to_come = units.service.calendar(today, tomorrow)
    assert (out.kind, out.unit, out.title, out.page) == (PlanKind.PUBLISHED, "u002", "Cấm xe qua cầu", "Trang")
    assert (to_come.kind, to_come.unit, to_come.post, to_come.at) == (PlanKind.PLANNED, "u001", draft.id, at)
    assert units.service.calendar(today - timedelta(days=9), today - timedelta(days=8)) == ()


def test_what_went_out_today_is_counted_and_what_is_there_twice(units: Force) -> None:
    other = units.other("u002")
    units.heard(other)
    yesterday = (units.now() - timedelta(days=1)).isoformat()
    for facts in (
        receipt(units),
        receipt(units, delivery="d2", page="trang-khác"),
        receipt(units, delivery="d3", post="p3", at=yesterday),
        receipt(units, delivery="d4", post="p4", state="unknown"),
        receipt(units, delivery="d5", post="p5", state="needs_attention", reason="twice"),
        receipt(units, delivery="d6", remote="2"),
        receipt(units, delivery="d7", post="p7", state="withdrawn"),
    ):
        units.say(other, HubItemKind.RECEIPT, facts, "u002")
    units.sync()
    told = units.service.overview()
    assert (told.sent_today, told.doubled, told.unclear) == (2, 2, 1)


def test_what_was_meant_to_be_sent_and_nobody_told_the_end_of_is_unclear(units: Force) -> None:
    units.hub.ask(
        "INSERT INTO hub.lease VALUES ('u001', 'p1', %s, '\\x00', 'intent', 'x', 1, NULL, clock_timestamp()), "
        "('u001', 'p2', %s, '\\x00', 'frozen', 'x', 1, NULL, clock_timestamp())",
        PAGE,
        PAGE,
    )
    units.sync()
    assert units.service.overview().unclear == 1
    units.hub.minutes_pass(11)
    units.sync()
    assert units.service.overview().unclear == 2


def head(units: Force, seq: int, letter: str, **more: Any) -> dict[str, Any]:
    return {"seq": seq, "hash": letter * 64, "day": local_date(units.now()).isoformat(), **more}


def test_the_end_of_a_log_goes_on_or_is_told(units: Force) -> None:
    other = units.other("u002")
    units.heard(other)
    for facts, state in (
        (head(units, 5, "a"), HeadState.FINE),
        (head(units, 5, "a"), HeadState.FINE),
        (head(units, 9, "b"), HeadState.FINE),
        (head(units, 7, "c"), HeadState.WENT_BACK),
        (head(units, 8, "d"), HeadState.WENT_BACK),
    ):
        units.department.clock.forward(minutes=1)
        units.say(other, HubItemKind.AUDIT_HEAD, facts)
        units.sync()
        told = next(one for one in units.service.heads() if one.unit == "u002")
        assert (told.seq, told.state) == (facts["seq"], state)
    assert units.service.heads()[0].unit == "u002"
    assert units.stations()["u002"].state is StationState.LOG
    with units.department.by() as person, pytest.raises(NotPermitted):
        units.service.settle_head(other.login, person.id, PIN)
    with units.department.by(units.department.head) as person:
        units.service.settle_head(other.login, person.id, PIN)
        with pytest.raises(NotFound):
            units.service.settle_head("nobody", person.id, PIN)
    assert units.stations()["u002"].state is StationState.FINE


def test_a_log_that_was_written_anew_is_told(units: Force) -> None:
    other = units.other("u002")
    units.heard(other)
    for letter in "ab":
        units.department.clock.forward(minutes=1)
        units.say(other, HubItemKind.AUDIT_HEAD, head(units, 5, letter))
    units.sync()
    assert units.service.heads()[0].state is HeadState.BROKEN


def test_an_older_copy_of_a_profile_is_told_after_it_went_past_the_former_end(units: Force) -> None:
    other = units.other("u002")
    units.heard(other)
    for facts, state in (
        (head(units, 5, "a"), HeadState.FINE),
        (head(units, 9, "b", former={"seq": 5, "hash": "a" * 64}), HeadState.FINE),
        (head(units, 12, "c", former={"seq": 9, "hash": "x" * 64}), HeadState.BROKEN),
    ):
        units.department.clock.forward(minutes=1)
        units.say(other, HubItemKind.AUDIT_HEAD, facts)
        units.sync()
        assert next(one for one in units.service.heads() if one.unit == "u002").state is state


def test_a_real_log_goes_on_from_day_to_day(units: Force) -> None:
    for _ in range(2):
        units.station.clock.forward(days=1)
        with units.station.by() as person:
            units.station.studio.drafts.open_new("scam_warning", person.id)
        units.sync()
    (told,) = [one for one in units.service.heads() if one.unit == "u001"]
    assert told.state is HeadState.FINE
    of_station = [
        one for one in units.department.studio.hub.taken(HubItemKind.AUDIT_HEAD) if one.sender == told.station
    ]
    assert of_station[-1].facts["former"]["hash"] == of_station[-2].facts["hash"]


def test_an_item_of_another_form_lies_aside_and_is_told(units: Force) -> None:
    other = units.other("u002")
    units.heard(other)
    for facts in ({}, {"seq": "x", "hash": 1}, receipt(units, at="gestern"), receipt(units, state="?")):
        kind = HubItemKind.RECEIPT if "state" in facts else HubItemKind.AUDIT_HEAD
        units.say(other, kind, facts, "u002" if kind is HubItemKind.RECEIPT else "department")
    units.sync()
    assert len(units.department.studio.hub.aside()) == 4
    assert units.stations()["u002"].state is StationState.ASIDE


def test_the_real_station_tells_the_end_of_its_own_log(units: Force) -> None:
    told = [one for one in units.service.heads() if one.unit == "u001"]
    assert [one.state for one in told] == [HeadState.FINE]
    assert told[0].at <= datetime.now(UTC) + timedelta(minutes=5)
