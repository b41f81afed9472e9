"""Rights on pages: set up once and agreed to, changed by slips alone, taken away at once, and never with a secret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from studio.access.model import AccessSlipKind, App, Device, PageRole, RightsHolder, shared_name
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from tests.access.room import PAGE, PIN, Room, make_room

WRONG = "0" * 32


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    numbers = count(1)
    made = make_room(tmp_path, lambda: f"{next(numbers):032x}")
    yield made
    made.store.close()


def codes(room: Room) -> set[str]:
    return {finding.code for finding in room.access.findings(PAGE)}


# The first table


def test_a_page_needs_two_full_administrators_and_not_too_many(room: Room) -> None:
    room.give("Lê Văn Mẫu")
    assert "TWO_ADMINS" in codes(room)
    room.give("Trần Thị Thử")
    assert "TWO_ADMINS" not in codes(room)
    room.give("Phạm Văn Tập")
    assert "TWO_ADMINS" not in codes(room)
    room.give("Vũ Thị Ví")
    assert "TWO_ADMINS" in codes(room)


def test_one_person_has_one_row_and_another_role_replaces_the_former(room: Room) -> None:
    right = room.give("Lê Văn Mẫu")
    room.access.assign(PAGE, right.holder, PageRole.EDITOR, room.officer)
    (kept,) = room.access.of(PAGE).rights
    assert (kept.id, kept.role) == (right.id, PageRole.EDITOR)


@pytest.mark.parametrize("name", ["Tổ trực đêm", "admin1", "Lê Văn Mẫu và Trần Thị Thử", "Công an phường", "An, Bình"])
def test_a_row_is_one_real_person(room: Room, name: str) -> None:
    room.give("Lê Văn Mẫu")
    assert "NO_SHARED_LOGIN" not in codes(room)
    room.give(name)
    assert "NO_SHARED_LOGIN" in codes(room)


def test_whoever_has_a_pin_here_is_one_person_whatever_the_name(room: Room) -> None:
    holder = room.holder("Cán bộ duyệt và đăng bài", room.officer)
    room.access.assign(PAGE, holder.id, PageRole.EDITOR, room.head)
    assert "NO_SHARED_LOGIN" not in codes(room)
    with pytest.raises(BadInput) as refused:
        room.access.save_holder(RightsHolder(id="", name="Cán bộ duyệt và đăng bài"), room.officer)
    assert "already" in refused.value.sentence("en")


@pytest.mark.parametrize("name", ["Tô Văn Mẫu", "Bàn Thị Thử", "Đối Văn Ví", "Vạn Thị Tập"])
def test_family_names_are_no_groups(name: str) -> None:
    assert not shared_name(name)


def test_the_table_is_submitted_only_when_it_is_sound(room: Room) -> None:
    right = room.give("Lê Văn Mẫu")
    with pytest.raises(Refused) as refused:
        room.access.submit_table(PAGE, room.officer, PIN)
    assert "ull administrators" in refused.value.sentence("en")
    room.access.drop(right.id, room.officer)
    room.set_up()
    assert room.access.of(PAGE).agreed
    assert codes(room) == set()


def test_after_agreement_the_table_changes_by_slips_alone(room: Room) -> None:
    right, _ = room.set_up()
    with pytest.raises(Refused):
        room.access.assign(PAGE, right.holder, PageRole.EDITOR, room.officer)
    with pytest.raises(Refused):
        room.access.drop(right.id, room.officer)
    with pytest.raises(Refused):
        room.give("Vũ Thị Ví")


def test_another_table_than_the_one_submitted_is_not_agreed_to(room: Room) -> None:
    for right in (room.give("Lê Văn Mẫu"), room.give("Trần Thị Thử")):
        room.access.confirm_mfa(right.id, room.officer)
    room.access.submit_table(PAGE, room.officer, PIN)
    assert room.access.of(PAGE).waiting
    room.give("Vũ Thị Ví", PageRole.ANALYST)
    assert not room.access.of(PAGE).waiting
    with pytest.raises(Refused, match="được sửa sau khi trình"):
        room.agree("access_table", PAGE)
    assert not room.access.of(PAGE).agreed
    assert "REVIEWED_BY_HEAD" in codes(room)


def test_only_officers_and_the_head_may(room: Room) -> None:
    with pytest.raises(NotPermitted):
        room.access.save_holder(RightsHolder(id="", name="Lê Văn Mẫu"), room.author)
    with pytest.raises(NotPermitted):
        room.access.keep_recovery(PAGE, "Két của đơn vị", room.author)


# Safeguards


def test_nobody_vouches_for_their_own_sign_in(room: Room) -> None:
    holder = room.holder("Cán bộ kỹ thuật", room.officer)
    right = room.access.assign(PAGE, holder.id, PageRole.FULL_ADMIN, room.officer)
    assert "MFA_RECORDED" in codes(room)
    with pytest.raises(NotPermitted):
        room.access.confirm_mfa(right.id, room.officer)
    with pytest.raises(BadInput):
        room.access.confirm_mfa(right.id, room.head, on=room.access.today + timedelta(days=1))
    room.access.confirm_mfa(right.id, room.head)
    assert "MFA_RECORDED" not in codes(room)


@pytest.mark.parametrize("text", ["Mật khẩu: Abc@12345", "mã khôi phục: 1234 5678 9012"])
def test_no_secret_is_kept_anywhere(room: Room, text: str) -> None:
    right, _ = room.set_up()
    with pytest.raises(BadInput):
        room.access.keep_recovery(PAGE, text, room.officer)
    with pytest.raises(BadInput):
        room.access.review_devices(PAGE, [Device(text)], [], room.officer)
    with pytest.raises(BadInput):
        room.access.review_devices(PAGE, [], [App("Lịch đăng", text)], room.officer)
    with pytest.raises(BadInput):
        room.access.open_slip(AccessSlipKind.REVOKE, PAGE, right.holder, room.officer, reason=text)
    with pytest.raises(BadInput):
        room.access.save_holder(RightsHolder(id="", name="Vũ Thị Ví", duty_note=text), room.officer)
    assert room.access.of(PAGE).keeping.recovery_place == ""


def test_devices_and_applications_are_kept_with_the_day_of_the_look(room: Room) -> None:
    room.access.review_devices(
        PAGE,
        [Device("Máy phòng trực", "Lê Văn Mẫu"), Device(" ")],
        [App("Lịch cũ", "", room.access.today)],
        room.officer,
    )
    room.access.keep_recovery(PAGE, " Két   của đơn vị ", room.officer)
    keeping = room.access.of(PAGE).keeping
    assert keeping.devices == (Device("Máy phòng trực", "Lê Văn Mẫu"),)
    assert keeping.apps[0].removed_on == room.access.today
    assert (keeping.reviewed_on, keeping.reviewed_by) == (room.access.today, room.officer)
    assert keeping.recovery_place == "Két của đơn vị"


def test_a_review_is_planned_ahead_and_told_when_it_is_overdue(room: Room) -> None:
    room.set_up()
    with pytest.raises(BadInput):
        room.access.schedule(PAGE, room.access.today, room.officer)
    room.access.schedule(PAGE, room.access.today + timedelta(days=30), room.officer)
    assert "REVIEW_DUE" not in codes(room)
    room.clock.forward(days=31)
    assert "REVIEW_DUE" in codes(room)


def test_only_that_and_when_a_password_was_changed_is_kept(room: Room) -> None:
    room.access.rotated(PAGE, "password", room.officer)
    with pytest.raises(BadInput):
        room.access.rotated(PAGE, "Abc@12345", room.officer)
    with pytest.raises(BadInput):
        room.access.rotated(PAGE, "password", room.officer, on=room.access.today + timedelta(days=1))
    (rotation,) = room.access.of(PAGE).keeping.rotations
    assert (rotation.what, rotation.on, rotation.by) == ("password", room.access.today, room.officer)


# Slips


def test_a_slip_is_carried_out_only_when_the_head_agreed_to_it(room: Room) -> None:
    room.set_up()
    writer = room.holder("Vũ Thị Ví")
    slip = room.access.open_slip(
        AccessSlipKind.GRANT, PAGE, writer.id, room.officer, role=PageRole.EDITOR, reason="Thêm người soạn bài",
        until=room.access.today + timedelta(days=90),
    )  # fmt: skip
    with pytest.raises(Refused):
        room.access.apply(slip.id, room.officer)
    room.access.submit_slip(slip.id, room.officer, PIN)
    assert room.access.waiting(slip)
    room.agree("access_slip", slip.id)
    done = room.access.apply(slip.id, room.officer)
    assert (done.applied_by, done.open) == (room.officer, False)
    granted = room.access.of(PAGE).rights[-1]
    assert (granted.holder, granted.role, granted.slip) == (writer.id, PageRole.EDITOR, slip.id)
    assert room.access.of(PAGE).agreed, "the agreed table stands; the slip is agreed to as well"
    with pytest.raises(Refused):
        room.access.apply(slip.id, room.officer)


def test_a_changed_role_ends_the_former_row_and_keeps_it(room: Room) -> None:
    right, _ = room.set_up()
    slip = room.access.open_slip(
        AccessSlipKind.CHANGE, PAGE, right.holder, room.officer, role=PageRole.ANALYST, reason="Đổi nhiệm vụ",
        until=room.access.today + timedelta(days=90),
    )  # fmt: skip
    room.access.submit_slip(slip.id, room.officer, PIN)
    room.agree("access_slip", slip.id)
    room.access.apply(slip.id, room.officer)
    former, new = (each for each in room.access.of(PAGE).rights if each.holder == right.holder)
    assert former.revoked_on == room.access.today
    assert (new.role, new.mfa_on) == (PageRole.ANALYST, right.since)
    assert "TWO_ADMINS" in codes(room)


def test_what_makes_no_sense_is_no_slip(room: Room) -> None:
    right, _ = room.set_up()
    stranger, soon = room.holder("Vũ Thị Ví"), room.access.today + timedelta(days=9)
    access, by = room.access, room.officer
    with pytest.raises(Refused):
        access.open_slip(
            AccessSlipKind.GRANT, PAGE, right.holder, by, role=PageRole.EDITOR, reason="Thêm quyền", until=soon
        )
    with pytest.raises(Refused):
        access.open_slip(AccessSlipKind.REVOKE, PAGE, stranger.id, by, reason="Thôi nhiệm vụ")
    with pytest.raises(BadInput):
        access.open_slip(AccessSlipKind.GRANT, PAGE, stranger.id, by, role=PageRole.EDITOR, reason="", until=soon)
    with pytest.raises(BadInput):
        access.open_slip(AccessSlipKind.GRANT, PAGE, stranger.id, by, reason="Thêm người", until=soon)
    with pytest.raises(BadInput):
        access.open_slip(
            AccessSlipKind.GRANT, PAGE, stranger.id, by, role=PageRole.EDITOR, reason="Thêm người", until=None
        )
    with pytest.raises(NotFound):
        access.open_slip(AccessSlipKind.GRANT, PAGE, WRONG, by, role=PageRole.EDITOR, reason="Thêm người", until=soon)
    with pytest.raises(NotFound):
        access.apply(WRONG, by)


# Leaving


def test_rights_end_with_the_duty(room: Room) -> None:
    right, _ = room.set_up()
    end = room.access.today + timedelta(days=10)
    holder = next(each for each in room.access.holders() if each.id == right.holder)
    room.access.save_holder(replace(holder, duty_end_on=end), room.officer)
    assert [each.id for each in room.access.changing()] == [holder.id]
    assert "REVOKED_IN_TIME" not in codes(room)
    room.clock.forward(days=11)
    assert "REVOKED_IN_TIME" in codes(room)
    room.access.revoke(right.id, room.officer, cleared=True)
    assert "REVOKED_IN_TIME" in codes(room), "it was revoked a day late, and that stays on file"
    assert room.access.changing() == ()


def test_a_right_is_revoked_with_devices_and_sessions_or_not_at_all(room: Room) -> None:
    right, _ = room.set_up()
    with pytest.raises(BadInput):
        room.access.revoke(right.id, room.officer, cleared=False)
    with pytest.raises(BadInput):
        room.access.revoke(right.id, room.officer, cleared=True, on=room.access.today + timedelta(days=1))
    revoked = room.access.revoke(right.id, room.officer, cleared=True)
    assert not revoked.active(room.access.today)
    assert room.access.of(PAGE).agreed
    assert "TWO_ADMINS" in codes(room)


def test_a_right_beyond_its_last_day_is_told(room: Room) -> None:
    holder = room.holder("Vũ Thị Ví")
    until = room.access.today + timedelta(days=3)
    room.access.assign(PAGE, holder.id, PageRole.EDITOR, room.officer, until=until)
    room.clock.forward(days=4)
    assert "RIGHT_EXPIRED" in codes(room)


# Log and news


def test_each_act_is_logged_by_ids_and_told(room: Room) -> None:
    right, _ = room.set_up()
    room.access.keep_recovery(PAGE, "Két của đơn vị", room.officer)
    room.access.revoke(right.id, room.officer, cleared=True)
    room.access.check(PAGE)
    told = [news.name for news in room.heard if news.name.startswith("access.")]
    assert told[-3:] == ["access.recovery", "access.revoked", "access.checked"]
    logged = [data for act, _, data in room.log if act == "access"]
    assert [data["step"] for data in logged[-2:]] == ["recovery", "revoked"]
    assert not any("Két" in str(data) or "Mẫu" in str(data) for data in logged)


# What was agreed to, and what was recorded


def test_another_name_in_an_agreed_row_asks_the_head_anew(room: Room) -> None:
    right, _ = room.set_up()
    holder = next(each for each in room.access.holders() if each.id == right.holder)
    slip = room.access.open_slip(AccessSlipKind.REVOKE, PAGE, holder.id, room.officer, reason="Thôi nhiệm vụ")
    room.access.submit_slip(slip.id, room.officer, PIN)
    room.access.save_holder(replace(holder, name="Phạm Văn Khác"), room.officer)
    assert "REVIEWED_BY_HEAD" in codes(room)
    with pytest.raises(Refused, match="được sửa sau khi trình"):
        room.agree("access_slip", slip.id)


def test_nobody_confirms_their_own_sign_in_under_their_name(room: Room) -> None:
    right = room.give("CÁN BỘ kỹ thuật")
    with pytest.raises(NotPermitted):
        room.access.confirm_mfa(right.id, room.officer)


def test_the_day_of_a_revocation_stays_as_it_was_recorded(room: Room) -> None:
    right, _ = room.set_up()
    with pytest.raises(BadInput):
        room.access.revoke(right.id, room.officer, cleared=True, on=right.since - timedelta(days=1))
    room.access.revoke(right.id, room.officer, cleared=True)
    room.clock.forward(days=3)
    with pytest.raises(Refused):
        room.access.revoke(right.id, room.officer, cleared=True, on=right.since)
    assert next(each for each in room.access.of(PAGE).rights if each.id == right.id).revoked_on == right.since


@pytest.mark.parametrize(
    "codes", ["Két sắt: 8374 2910, 4821 9930", "12345678", "abcd-12ef-k3m9", "phong bì a8f3k2x9 trong két"]
)
def test_recovery_codes_without_a_word_for_them_are_not_kept(room: Room, codes: str) -> None:
    with pytest.raises(BadInput) as refused:
        room.access.keep_recovery(PAGE, codes, room.officer)
    assert codes not in str(refused.value)
    assert room.access.of(PAGE).keeping.recovery_place == ""


@pytest.mark.parametrize(
    "place", ["Phong bì niêm phong số 12, két sắt phòng 203", "Két tầng 2, theo 12/QĐ-CAP ngày 27-11-2026, hộp P-203"]
)
def test_a_place_with_its_own_numbers_is_kept(room: Room, place: str) -> None:
    assert room.access.keep_recovery(PAGE, place, room.officer).recovery_place == place
