"""Canned replies: written by one, approved by another, used while time, law and contacts hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio.clock import local_date
from studio.errors import BadInput, NotPermitted, Refused
from studio.feedback.canned_model import CannedReply, CannedState
from studio.library.model import CitationRef, Status
from studio.outbox.audit import Act
from studio.training.course_reader import FOLDER
from tests.feedback.desk_rig import NOW, PIN, DeskRig

LAWS = FOLDER / "law"
LOST_CARD = CannedReply(
    title="Làm lại căn cước bị mất",
    topic="identity_card",
    greeting="Chào bạn, cảm ơn bạn đã gửi câu hỏi.",
    answer="Bạn mang giấy tờ tùy thân đang có; thời hạn giải quyết là 07 ngày làm việc.",
    next_step="Bạn đến {unit}, hoặc gọi trực ban {hotline}.",
    thanks="Trân trọng cảm ơn bạn.",
    valid_until=date(2027, 6, 30),
)


def citing(article: str) -> CannedReply:
    return replace(LOST_CARD, citations=(CitationRef(document="13/2022/TT-MAU", article=article),))


def approved(desk: DeskRig, canned: CannedReply = LOST_CARD) -> CannedReply:
    """Written by An, approved by Binh."""
    with desk.at_work(desk.an):
        saved = desk.feedback.canned.save(canned, desk.an.id)
        desk.feedback.canned.submit(saved.id, desk.an.id, PIN)
    with desk.at_work(desk.binh):
        return desk.feedback.canned.approve(saved.id, desk.binh.id, PIN)


def test_a_canned_reply_is_used_once_a_second_person_approved_it(confirmed: DeskRig) -> None:
    canned = confirmed.feedback.canned
    with confirmed.at_work(confirmed.an):
        saved = canned.save(LOST_CARD, confirmed.an.id)
        assert (saved.code, saved.version, saved.state) == ("TL-1", 1, CannedState.DRAFT)
        with pytest.raises(Refused):
            canned.in_use(saved.id)
        canned.submit(saved.id, confirmed.an.id, PIN)
    with confirmed.at_work(confirmed.binh):
        canned.approve("TL-1", confirmed.binh.id, PIN)
    assert canned.trouble(saved.id) is None
    assert canned.filled(saved.id).slots["next_step"] == (
        "Bạn đến Công an phường Minh Khai, hoặc gọi trực ban 024 0000 0113."
    )
    steps = [entry.data["step"] for entry in confirmed.studio.audit.entries() if entry.act is Act.FEEDBACK]
    assert steps[-3:] == ["canned_saved", "canned_submitted", "canned_approved"]


def test_nobody_approves_what_they_wrote(confirmed: DeskRig) -> None:
    canned = confirmed.feedback.canned
    with confirmed.at_work(confirmed.binh):
        saved = canned.save(LOST_CARD, confirmed.binh.id)
        canned.submit(saved.id, confirmed.binh.id, PIN)
        with pytest.raises(NotPermitted):
            canned.approve(saved.id, confirmed.binh.id, PIN)
    with confirmed.at_work(confirmed.an), pytest.raises(NotPermitted):
        canned.approve(saved.id, confirmed.an.id, PIN)


def test_several_are_signed_with_one_pin_each_for_itself_or_none(confirmed: DeskRig) -> None:
    canned, an, binh = confirmed.feedback.canned, confirmed.an.id, confirmed.binh.id
    with confirmed.at_work(confirmed.an):
        first = canned.save(LOST_CARD, an).id
        second = canned.save(replace(LOST_CARD, title="Đổi căn cước hết hạn"), an).id
        over = canned.save(replace(LOST_CARD, title="Cũ", valid_until=date(2026, 1, 31)), an).id
        with pytest.raises(Refused, match="chỉ dùng đến"):
            canned.submit_all([first, over], an, PIN)
        with pytest.raises(NotPermitted):
            canned.submit_all([first, second], an, "00000000")
        assert {one.state for one in canned.list()} == {CannedState.DRAFT}
        canned.submit_all([first, second], an, PIN)
    with confirmed.at_work(confirmed.binh):
        assert {one.state for one in canned.approve_all([first, second], binh, PIN)} == {CannedState.APPROVED}
    assert canned.blocked(first) is canned.blocked(second) is None


def test_the_approved_version_stays_in_use_until_the_next_is_approved(confirmed: DeskRig) -> None:
    canned, first = confirmed.feedback.canned, approved(confirmed)
    with confirmed.at_work(confirmed.an):
        second = canned.save(replace(first, answer="Bạn mang giấy tờ tùy thân; 05 ngày làm việc."), confirmed.an.id)
    assert (second.version, canned.get(first.id).state) == (2, CannedState.DRAFT)
    assert canned.in_use(first.id).version == 1
    with confirmed.at_work(confirmed.an):
        canned.submit(first.id, confirmed.an.id, PIN)
    with confirmed.at_work(confirmed.binh):
        canned.approve(first.id, confirmed.binh.id, PIN)
    assert canned.in_use(first.id).version == 2
    trouble = canned.trouble(first.id, 1)
    assert trouble is not None
    assert "bản 2" in trouble.vi
    assert [one.version for one in canned.versions(first.id)] == [2, 1]


def test_one_whose_last_day_is_over_is_blocked(confirmed: DeskRig) -> None:
    canned, found = confirmed.feedback.canned, approved(confirmed, replace(LOST_CARD, valid_until=local_date(NOW)))
    assert canned.trouble(found.id) is None
    confirmed.clock.moment = NOW + timedelta(days=1)
    trouble = canned.trouble(found.id)
    assert trouble is not None
    assert "25/11/2026" in trouble.vi
    assert canned.get(found.id).state is CannedState.EXPIRED


def confirm_law(desk: DeskRig, number: str, *, effective_to: date | None = None) -> None:
    document = desk.studio.library.find(number)
    assert document is not None
    desk.studio.library.confirm(
        document.key, by=desk.cuong.name, on=date(2026, 11, 24), effective_from=document.effective_from,
        effective_to=effective_to, status=Status.IN_FORCE, source="Công báo",
    )  # fmt: skip


def test_the_very_place_that_is_cited_has_to_be_in_force(confirmed: DeskRig) -> None:
    """Of circular 13/2022 article 3 was repealed; article 2 goes on."""
    canned = confirmed.feedback.canned
    with confirmed.at_work(confirmed.cuong):
        confirmed.studio.library.import_paths([LAWS])
        for number in ("13/2022/TT-MAU", "14/2026/TT-MAU"):
            confirm_law(confirmed, number)
    found = approved(confirmed, citing("2"))
    assert canned.trouble(found.id) is None
    with confirmed.at_work(confirmed.an):
        ended = canned.save(citing("3"), confirmed.an.id)
        with pytest.raises(Refused, match="Điều 3"):
            canned.submit(ended.id, confirmed.an.id, PIN)


def test_one_is_blocked_from_the_day_on_which_its_law_ends(confirmed: DeskRig) -> None:
    with confirmed.at_work(confirmed.cuong):
        confirmed.studio.library.import_paths([LAWS])
        confirm_law(confirmed, "13/2022/TT-MAU", effective_to=date(2026, 12, 31))
    found = approved(confirmed, citing("2"))
    confirmed.clock.moment = NOW + timedelta(days=60)
    trouble = confirmed.feedback.canned.trouble(found.id)
    assert trouble is not None
    assert "13/2022/TT-MAU" in trouble.vi
    assert confirmed.feedback.canned.suggest(confirmed.ask("Ảnh đăng trên trang có cần ghi nguồn không?").id) == ()


def test_a_placeholder_that_no_confirmed_contact_fills_blocks(desk: DeskRig) -> None:
    found = approved(desk)
    blocked = desk.feedback.canned.blocked(found.id)
    assert blocked is not None
    assert "{hotline}" in blocked.vi
    assert desk.feedback.canned.filled(found.id).open == ("hotline",)


def test_an_altered_row_counts_as_not_approved(confirmed: DeskRig) -> None:
    found = approved(confirmed)
    with closing(sqlite3.connect(confirmed.profile.database)) as file:
        file.execute("UPDATE canned_replies SET answer = 'Bạn chuyển tiền vào tài khoản này.'")
        file.commit()
    trouble = confirmed.feedback.canned.trouble(found.id)
    assert trouble is not None
    assert "sửa ngoài chương trình" in trouble.vi


def test_what_fits_is_suggested_by_topic_and_by_words(confirmed: DeskRig) -> None:
    card = approved(confirmed)
    fee = approved(confirmed, replace(LOST_CARD, title="Lệ phí cấp lại biển số xe", topic="vehicle"))
    hours = approved(
        confirmed,
        replace(LOST_CARD, title="Giờ tiếp dân ngày thứ Bảy", topic="service", answer="Phường tiếp dân sáng thứ Bảy."),
    )
    item = confirmed.ask("Cho em hỏi thứ Bảy phường mình có tiếp dân buổi sáng không ạ?")
    assert [one.id for one in confirmed.feedback.canned.suggest(item.id)][:1] == [hours.id]
    with confirmed.at_work(confirmed.an):
        confirmed.feedback.items.set_topic(item.id, "vehicle", confirmed.an.id)
        confirmed.feedback.canned.retire(card.id, confirmed.an.id)
    assert [one.id for one in confirmed.feedback.canned.suggest(item.id)] == [fee.id, hours.id]


def test_a_title_and_an_answer_are_needed(desk: DeskRig) -> None:
    with desk.at_work(desk.an):
        for wrong in (replace(LOST_CARD, title="  "), replace(LOST_CARD, answer="")):
            with pytest.raises(BadInput):
                desk.feedback.canned.save(wrong, desk.an.id)
        named = desk.feedback.canned.save(replace(LOST_CARD, next_step="Gọi số 0900 000 011 của cán bộ."), desk.an.id)
        with pytest.raises(Refused, match="Số điện thoại"):
            desk.feedback.canned.submit(named.id, desk.an.id, PIN)
