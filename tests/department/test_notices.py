"""A notice to many units: sent, shown at the stations, acknowledged, followed unit by unit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from studio.department.model import Proof
from studio.errors import BadInput, NotFound, NotPermitted, Refused, Untrusted
from studio.exchange import parcel
from studio.hub.model import DEPARTMENT, HubItemKind
from tests.department.rig import Force
from tests.exchange.rig import PIN, opened_again
from tests.hub.rig import Station


def receipt(post: str, state: str = "verified", proof: str = "read back") -> dict[str, str]:
    return {
        "delivery": f"d-{post}", "post": post, "title": "Bài", "page": "trang", "remote": "1",
        "url": "https://example.gov.vn/1", "state": state, "reason": "", "proof": proof,
        "at": "2026-11-26T01:00:00+00:00",
    }  # fmt: skip


def acknowledge(units: Force, station: Station, notice: str, post: str = "") -> None:
    units.say(station, HubItemKind.ACK, {"notice": notice, "by": "Cán bộ trực", "post": post}, station.unit)


def test_a_notice_is_shown_at_the_station_and_acknowledged_by_a_person(units: Force) -> None:
    sent = units.send("u001", link="https://congan.example.gov.vn/1")
    units.sync()
    (mine,) = units.station.studio.department.for_me()
    assert mine.notice == sent
    assert mine.acknowledged is None
    with units.station.by() as person:
        done = units.station.studio.department.acknowledge(sent.id, person.id)
    assert done.acknowledged is not None
    assert units.service.progress(sent.id).counts[Proof.NOT_HEARD] == 1
    units.sync()
    (unit,) = units.service.progress(sent.id).units
    assert unit.proof is Proof.ACKNOWLEDGED
    assert unit.acknowledged is not None
    assert unit.acknowledged.by == person.name
    assert units.service.progress(sent.id).done == 1


def test_a_notice_reaches_the_units_that_it_names_and_no_other(units: Force) -> None:
    units.heard(units.other("u002"))
    units.sync()
    units.send("u002")
    units.sync()
    assert units.station.studio.department.for_me() == ()
    assert units.service.for_me() == ()


def test_a_notice_to_every_unit_is_one_item(units: Force) -> None:
    units.heard(units.other("u002"))
    units.sync()
    units.send("u001", "u002")
    assert units.department.sync().pushed == 1
    units.sync()
    assert [one.notice.units for one in units.station.studio.department.for_me()] == [("u001", "u002")]


def test_what_is_to_be_published_is_done_by_a_receipt_and_not_by_a_word(units: Force) -> None:
    verified, by_hand, said = (units.other(unit) for unit in ("u002", "u003", "u004"))
    for station in (verified, by_hand, said):
        units.heard(station)
    units.sync()
    sent = units.send("u001", "u002", "u003", "u004", publish=True)
    units.sync()
    for station, proof in ((verified, "read back"), (by_hand, "by hand")):
        post = f"post-{station.unit}"
        acknowledge(units, station, sent.id, post)
        units.say(station, HubItemKind.RECEIPT, receipt(post, proof=proof), station.unit)
    acknowledge(units, said, sent.id)
    units.sync()
    progress = units.service.progress(sent.id)
    assert (progress.done, len(progress.units)) == (2, 4)
    assert progress.counts == {
        Proof.VERIFIED: 1, Proof.CONFIRMED: 1, Proof.ACKNOWLEDGED: 1, Proof.NOT_HEARD: 1,
    }  # fmt: skip
    assert [(one.unit, one.proof) for one in progress.missing] == [
        ("u001", Proof.NOT_HEARD),
        ("u004", Proof.ACKNOWLEDGED),
    ]
    assert {one.url for one in progress.units} == {"", "https://example.gov.vn/1"}
    assert units.service.progresses() == (progress,)


def test_a_receipt_proves_nothing_for_another_unit(units: Force) -> None:
    other = units.other("u002")
    units.heard(other)
    units.sync()
    sent = units.send("u001", "u002", publish=True)
    units.sync()
    units.say(other, HubItemKind.RECEIPT, receipt("post"), "u002")
    draft = units.station.draft()
    with units.station.by() as person:
        units.station.studio.department.acknowledge(sent.id, person.id, draft.id)
    acknowledge(units, other, sent.id, draft.id)
    units.sync()
    assert units.service.progress(sent.id).done == 0


def test_what_went_off_the_page_again_is_not_done(units: Force) -> None:
    other = units.other("u002")
    units.heard(other)
    units.sync()
    sent = units.send("u002", publish=True)
    units.sync()
    acknowledge(units, other, sent.id, "post")
    for state, done in (("sent", 1), ("verified", 1), ("withdrawn", 0)):
        units.say(other, HubItemKind.RECEIPT, receipt("post", state), "u002")
        units.sync()
        assert units.service.progress(sent.id).done == done


def test_the_post_of_a_notice_may_be_named_later_and_stays(units: Force) -> None:
    sent = units.send("u001", publish=True)
    units.sync()
    service = units.station.studio.department
    draft = units.station.draft()
    with units.station.by() as person:
        service.acknowledge(sent.id, person.id)
        named = service.acknowledge(sent.id, person.id, draft.id)
        again = service.acknowledge(sent.id, person.id)
        with pytest.raises(NotFound):
            service.acknowledge(sent.id, person.id, "no-such-post")
    for told in (named, again):
        assert told.acknowledged is not None
        assert told.acknowledged.post == draft.id
    units.sync()
    (unit,) = units.service.progress(sent.id).units
    assert unit.acknowledged is not None
    assert unit.acknowledged.post == draft.id


def test_who_is_missing_is_told_with_the_call_and_the_silence(units: Force) -> None:
    other = units.other("u002")
    units.heard(other, days=9)
    units.sync()
    with units.department.by() as person:
        units.service.called("u002", "trước thông báo", person.id)
    units.department.clock.forward(minutes=1)
    units.name(u002="Công an xã Gò Sậy")
    sent = units.send("u002")
    (missing,) = units.service.progress(sent.id).missing
    assert (missing.name, missing.silent, missing.called) == ("Công an xã Gò Sậy", True, None)
    with units.department.by() as person:
        units.service.called("u002", "đã nghe máy", person.id)
    (missing,) = units.service.progress(sent.id).missing
    assert missing.called is not None
    assert missing.called.note == "đã nghe máy"


def test_a_notice_is_overdue_after_its_date(units: Force) -> None:
    sent = units.send("u001", hours=1)
    assert not units.service.progress(sent.id).overdue
    units.department.clock.forward(hours=2)
    assert units.service.progress(sent.id).overdue


def test_notices_are_counted_and_no_two_pcs_give_one_number(units: Force, tmp_path: Path) -> None:
    first, second = units.send("u001"), units.send("u001")
    assert [one.number.partition("/")[0] for one in (first, second)] == ["1", "2"]
    assert [one.id for one in units.service.notices()] == [second.id, first.id]
    units.department.sync()
    with opened_again(units.root, "Đăng") as other:
        other.clock.moment = units.now()
        other.join(units.hub, DEPARTMENT, department=True, vouch=[tmp_path / "pcs" / "Duyệt-introduction.json"])
        other.studio.hub.sync()
        third = units.send("u001")  # the other PC does not hear of it
        with other.by(other.head) as head:
            due = units.now() + timedelta(hours=1)
            made = other.studio.department.notice("Chữ", ("u001",), due, head.id, PIN)
    assert [one.number.partition("/")[0] for one in (third, made)] == ["3", "3"]
    assert third.number != made.number


def test_a_notice_is_taken_back(units: Force) -> None:
    sent = units.send("u001", hours=1, publish=True)
    units.sync()
    service, station = units.service, units.station.studio.department
    with units.station.by() as person:
        station.acknowledge(sent.id, person.id)
    units.sync()
    with units.department.by() as person, pytest.raises(NotPermitted):
        service.take_back(sent.id, person.id, PIN)
    with units.department.by(units.department.head) as head:
        service.take_back(sent.id, head.id, PIN)
        with pytest.raises(Refused):
            service.take_back(sent.id, head.id, PIN)
    units.department.clock.forward(hours=2)
    progress = service.progress(sent.id)
    assert (progress.missing, progress.overdue) == ((), False)
    units.sync()
    (mine,) = station.for_me()
    assert mine.taken_back is not None
    assert (mine.taken_back.by, mine.waits) == (units.department.head.name, True)
    with units.station.by() as person:
        assert not station.acknowledge(sent.id, person.id).waits
    assert units.station.sync().pushed == 0


def test_that_a_notice_was_taken_back_goes_by_usb_too(units: Force, tmp_path: Path) -> None:
    sent = units.send("u001")
    before, after = tmp_path / "before.psexchange", tmp_path / "after.psexchange"
    with units.department.by(units.department.head) as head:
        units.service.export_notice(sent.id, before, head.id)
        units.service.take_back(sent.id, head.id, PIN)
        units.service.export_notice(sent.id, after, head.id)
    for path, count in ((after, 2), (before, 0), (after, 0)):
        assert len(units.station.read(path)) == count
    (mine,) = units.station.studio.department.for_me()
    assert mine.taken_back is not None


def test_what_is_no_notice_is_refused(units: Force) -> None:
    with units.department.by(units.department.head) as head:
        now, send = units.now(), units.service.notice
        due = now + timedelta(hours=1)
        for text, told, when, link in (
            ("", ("u001",), due, ""),
            ("x" * 4001, ("u001",), due, ""),
            ("Chữ ngược \u202e", ("u001",), due, ""),
            ("Chữ", (), due, ""),
            ("Chữ", ("u404",), due, ""),
            ("Chữ", ("u001",), now, ""),
            ("Chữ", ("u001",), due, "javascript:alert(1)"),
            ("Chữ", ("u001",), due, "http://example.gov.vn"),
        ):
            with pytest.raises(BadInput):
                send(text, told, when, head.id, PIN, link=link)
    assert units.service.notices() == ()


def test_a_notice_takes_the_pin_of_the_head_or_of_technical_staff(units: Force) -> None:
    due = units.now() + timedelta(hours=1)
    with units.department.by() as person, pytest.raises(NotPermitted):
        units.service.notice("Chữ", ("u001",), due, person.id, PIN)
    with units.department.by(units.department.head) as head, pytest.raises(NotPermitted):
        units.service.notice("Chữ", ("u001",), due, head.id, "00000000")
    sent = units.send("u001")
    units.sync()
    with pytest.raises(NotPermitted):
        units.station.studio.department.acknowledge(sent.id, units.station.first.id)


def test_a_station_sends_no_notices(units: Force) -> None:
    other = units.other("u002")
    with pytest.raises(Refused):
        units.say(other, HubItemKind.PACK, {"what": "notice", "notice": {}}, "u002")
    with units.station.by(units.station.head) as head, pytest.raises(Refused):
        units.station.studio.department.notice("Chữ", ("u002",), units.now() + timedelta(hours=1), head.id, PIN)


def test_a_notice_is_written_into_a_file_for_a_stick(units: Force, tmp_path: Path) -> None:
    sent = units.send("u001")
    with units.department.by() as person:
        path = units.service.export_notice(sent.id, tmp_path, person.id)
        with pytest.raises(NotFound):
            units.service.export_notice("no-such-notice", tmp_path, person.id)
    assert path.parent == tmp_path
    assert path.name.startswith("thong-bao-1-")
    assert [one.kind for one in units.station.read(path)] == [HubItemKind.PACK]
    (mine,) = units.station.studio.department.for_me()
    assert mine.notice == sent
    assert units.station.read(path) == ()
    units.sync()
    assert [one.notice for one in units.station.studio.department.for_me()] == [sent]


def test_a_file_of_another_pc_speaks_not_for_the_department(units: Force, tmp_path: Path) -> None:
    made_up = units.other("u002")
    path = tmp_path / "made-up.psexchange"
    item = made_up.item(HubItemKind.PACK, {"what": "notice", "notice": {}})
    parcel.write(path, [item.body], {}, units.department.studio.files)
    with pytest.raises(Untrusted):
        units.department.read(path)
    assert units.service.notices() == ()
