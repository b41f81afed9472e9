"""The four kinds, step by step: what each needs, and what it does not allow."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from studio.clock import local_date
from studio.errors import BadInput, Refused
from studio.slips.model import (
    ClaimSource,
    Clarification,
    Correction,
    DutyPoint,
    ErrorHandling,
    ImpostorSite,
    Incident,
    IncidentSeverity,
    LockoutStep,
    Mishap,
    PlatformAnswer,
    Reporter,
    Slip,
    SlipDecision,
    TimelineDeed,
)
from tests.slips.room import SHOT, Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def lacks(room: Room, slip: Slip) -> list[str]:
    return [phrase.en.split()[0] for phrase in room.slips.file(slip.id).missing]


def test_an_impostor_is_closed_when_everything_was_done_and_it_is_gone(room: Room) -> None:
    slip = room.impostor()
    assert lacks(room, slip) == ["Compare", "Add", "Report", "Hand", "Write"]
    with pytest.raises(Refused, match="So với danh bạ"):
        room.slips.close(slip.id, room.by)
    closed = room.finished_impostor()
    assert closed.closed_at is not None
    assert room.names()[-1] == "impostor.closed"


def test_an_impostor_that_is_still_there_is_due_after_a_week_or_on_the_day_chosen(room: Room) -> None:
    slip = room.impostor()
    today = local_date(room.clock.now())

    def due(days: int) -> bool:
        return room.slips.to_look_at(today + timedelta(days=days)) != ()

    assert (due(6), due(7)) == (False, True)
    with pytest.raises(BadInput):
        room.slips.impostors.looked(slip.id, room.by, today)
    room.slips.impostors.looked(slip.id, room.by, today + timedelta(days=20))
    assert (due(19), due(20)) == (False, True)
    room.clock.forward(days=20)
    room.slips.impostors.looked(slip.id, room.by)
    assert (due(26), due(27)) == (False, True)
    assert room.slips.file(slip.id).entries[-1].deed is TimelineDeed.LOOKED
    room.slips.impostors.removed(slip.id, room.by, today)
    assert not due(100)


@pytest.mark.parametrize("address", ["", "trang giả", "không-có-chấm"])
def test_an_impostor_needs_an_address(room: Room, address: str) -> None:
    with pytest.raises(BadInput):
        room.slips.impostors.record(
            room.by, address=address, site=ImpostorSite.WEBSITE, seen_at=room.clock.now(), reported_by=Reporter.STAFF
        )


def test_a_page_of_the_unit_is_no_impostor(room: Room) -> None:
    with pytest.raises(BadInput, match="Công an phường Mẫu"):
        room.slips.impostors.record(
            room.by,
            address="https://facebook.example/trang-that",
            site=ImpostorSite.FACEBOOK,
            seen_at=room.clock.now(),
            reported_by=Reporter.RESIDENT,
        )


def test_a_page_is_not_removed_tomorrow(room: Room) -> None:
    with pytest.raises(BadInput, match="chưa tới"):
        room.slips.impostors.removed(room.impostor().id, room.by, room.clock.now().date() + timedelta(days=1))


def test_an_incident_is_closed_when_it_was_told_shut_reported_and_learnt_from(room: Room) -> None:
    does, now = room.slips.incidents, room.clock.now()
    slip = does.open(room.by, what=Mishap.TAKEN_OVER, found_at=now, signs="Có bài lạ lúc 2 giờ sáng")
    assert lacks(room, slip) == ["Call", "Answer", "Add", "Tell", "Write"]
    does.called(slip.id, room.by, DutyPoint.HEAD, now)
    body = does.called(slip.id, room.by, DutyPoint.TECHNICAL, now).body
    assert isinstance(body, Incident)
    assert body.notified
    body = does.locked(
        slip.id, room.by, {lock: PlatformAnswer.DONE for lock in LockoutStep if lock is not LockoutStep.APPS}
    ).body
    assert isinstance(body, Incident)
    assert not body.locked_down
    does.locked(slip.id, room.by, {LockoutStep.APPS: PlatformAnswer.NOT_NEEDED})
    room.slips.add_evidence(slip.id, room.by, "bai-la.png", SHOT)
    with pytest.raises(BadInput, match="mã hồ sơ"):
        does.reported(slip.id, room.by)
    does.reported(slip.id, room.by, platform_ref="FB-1", unit_ref="HS-2")
    does.reviewed(slip.id, room.by, "Một máy dùng chung bị lộ phiên đăng nhập")
    does.add_measure(slip.id, room.by, what="Gỡ máy dùng chung", owner=room.head.id, due=now.date())
    body = does.measure_done(slip.id, room.by, 0, now.date()).body
    assert isinstance(body, Incident)
    assert body.measures[0].done_on == now.date()
    with pytest.raises(BadInput):
        does.measure_done(slip.id, room.by, 1, now.date())
    assert room.slips.close(slip.id, room.by).closed_at == now


def wrong(room: Room, severity: IncidentSeverity = IncidentSeverity.SERIOUS) -> Slip:
    return room.slips.corrections.create(
        room.by, post="wrong-post", error="Sai giờ tiếp dân", found_by=Reporter.RESIDENT, severity=severity
    )


def test_a_correction_opens_its_post_and_is_closed_when_that_is_out(room: Room) -> None:
    does, slip = room.slips.corrections, wrong(room)
    assert [each.id for each in does.of_post("wrong-post")] == [slip.id]
    with pytest.raises(Refused, match="cách xử lý"):
        does.fill(slip.id, room.by, wrong="7 giờ", right="8 giờ")
    does.choose(slip.id, room.by, ErrorHandling.CORRECTION)
    with pytest.raises(BadInput, match="giống hệt"):
        does.fill(slip.id, room.by, wrong="7 giờ", right="7 Giờ")
    body = does.fill(slip.id, room.by, wrong="7 giờ", right="8 giờ", basis="Thông báo 12").body
    assert isinstance(body, Correction)
    assert room.posts.filled == {body.correction_post: ("7 giờ", "8 giờ")}
    assert room.heard[-1].facts == {"slip": slip.id, "post": body.correction_post}
    with pytest.raises(Refused, match="chưa đăng"):
        does.pinned(slip.id, room.by)
    room.posts.on_page[body.correction_post] = True
    assert lacks(room, slip) == ["Pin", "Write"]
    does.pinned(slip.id, room.by)
    does.learnt(slip.id, room.by, cause="Chép nhầm", prevention="Người thứ hai đối chiếu thông báo")
    assert room.slips.close(slip.id, room.by).closed_at is not None


def test_filling_again_changes_the_same_draft(room: Room) -> None:
    does, slip = room.slips.corrections, wrong(room)
    does.choose(slip.id, room.by, ErrorHandling.CORRECTION)
    first = does.fill(slip.id, room.by, wrong="7 giờ", right="8 giờ").body
    second = does.fill(slip.id, room.by, wrong="7 giờ", right="9 giờ").body
    assert isinstance(first, Correction)
    assert isinstance(second, Correction)
    assert first.correction_post == second.correction_post
    assert room.posts.filled[second.correction_post] == ("7 giờ", "9 giờ")


def test_a_draft_that_was_thrown_away_is_opened_anew(room: Room) -> None:
    does, slip = room.slips.corrections, wrong(room)
    does.choose(slip.id, room.by, ErrorHandling.CORRECTION)
    body = does.fill(slip.id, room.by, wrong="7 giờ", right="8 giờ").body
    assert isinstance(body, Correction)
    del room.posts.on_page[body.correction_post]
    room.posts.filled.clear()
    does.fill(slip.id, room.by, wrong="7 giờ", right="8 giờ")
    assert body.correction_post in room.posts.on_page
    assert room.posts.filled == {body.correction_post: ("7 giờ", "8 giờ")}


def test_a_small_error_is_noted_and_needs_no_post(room: Room) -> None:
    does, slip = room.slips.corrections, wrong(room, IncidentSeverity.MINOR)
    does.choose(slip.id, room.by, ErrorHandling.NOTED_EDIT)
    does.fill(slip.id, room.by, wrong="Thứ hia", right="Thứ hai")
    does.learnt(slip.id, room.by, cause="Gõ nhầm", prevention="Bật kiểm tra chính tả")
    assert room.posts.filled == {}
    room.slips.close(slip.id, room.by)


def test_personal_data_are_withdrawn_at_once_and_nothing_else_does(room: Room) -> None:
    does, slip = room.slips.corrections, wrong(room, IncidentSeverity.PERSONAL_DATA)
    for mode in (ErrorHandling.NOTED_EDIT, ErrorHandling.CORRECTION, ErrorHandling.WITHDRAWN_FOR_NOW):
        with pytest.raises(Refused, match="gỡ hẳn"):
            does.choose(slip.id, room.by, mode)
    assert room.posts.asked == {}
    does.choose(slip.id, room.by, ErrorHandling.WITHDRAWN)
    assert room.posts.asked == {"wrong-post": "Sai giờ tiếp dân"}
    does.learnt(slip.id, room.by, cause="Chưa che", prevention="Che trước khi thêm ảnh")
    assert lacks(room, slip) == ["Wait"]
    room.posts.gone.add("wrong-post")
    room.slips.close(slip.id, room.by)


def test_a_mode_that_no_longer_fits_stops_the_severity(room: Room) -> None:
    does, slip = room.slips.corrections, wrong(room)
    does.choose(slip.id, room.by, ErrorHandling.CORRECTION)
    with pytest.raises(Refused):
        does.amend(slip.id, room.by, error="Lộ số", found_by=Reporter.STAFF, severity=IncidentSeverity.PERSONAL_DATA)


def test_only_what_was_published_is_reported_as_wrong(room: Room) -> None:
    with pytest.raises(Refused):
        room.slips.corrections.create(
            room.by, post="draft", error="Sai", found_by=Reporter.STAFF, severity=IncidentSeverity.MINOR
        )
    assert room.heard == []


def claim(room: Room) -> Slip:
    return room.slips.clarifications.open(
        room.by, claim="công an thu tiền đổi thẻ tại nhà", effect="Người già bị lừa", source=ClaimSource.QUESTIONS
    )


def assess(room: Room, slip: Slip, decision: SlipDecision, *, harmful: bool = True, within: bool = True) -> Slip:
    return room.slips.clarifications.assess(
        slip.id,
        room.by,
        harmful=harmful,
        asked_often=False,
        within_remit=within,
        decision=decision,
        reason="Nhiều cuộc gọi hỏi trong tuần",
    )


def test_a_claim_is_answered_with_a_post_that_states_the_facts(room: Room) -> None:
    slip = claim(room)
    with pytest.raises(Refused, match="đánh giá"):
        room.slips.clarifications.draft(slip.id, room.by)
    assess(room, slip, SlipDecision.ANSWER)
    body = room.slips.clarifications.draft(slip.id, room.by).body
    assert isinstance(body, Clarification)
    assert room.posts.claims == {body.draft: body.claim}
    assert room.heard[-1].facts["post"] == body.draft
    assert lacks(room, slip) == ["Publish"]
    room.posts.on_page[body.draft] = True
    room.slips.close(slip.id, room.by)


def test_what_is_outside_the_remit_or_harmless_is_not_answered(room: Room) -> None:
    slip = claim(room)
    with pytest.raises(Refused, match="thẩm quyền"):
        assess(room, slip, SlipDecision.ANSWER, within=False)
    with pytest.raises(Refused, match="lan rộng"):
        assess(room, slip, SlipDecision.ANSWER, harmful=False)
    assess(room, slip, SlipDecision.HAND_ON, within=False)
    room.slips.close(slip.id, room.by)
    assert room.posts.claims == {}
