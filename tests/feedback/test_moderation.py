"""Comments and house rules: the ten cases with their key, hiding that survives faults, appeal, review, what stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from studio.errors import BadInput, NotPermitted, Refused
from studio.feedback.house_rules import HouseRules, shipped_rules
from studio.feedback.model import FeedbackItem, ItemOutcome, ItemState
from studio.feedback.moderation import Moderation
from studio.feedback.moderation_model import Appeal, HouseRule, ModerationAct, ModerationState
from studio.feedback.sealer import Sealer
from studio.feedback.storage_moderation import StoredModeration
from studio.feedback.storage_texts import StoredTexts
from studio.outbox.audit import Act
from studio.phrase import Bilingual
from studio.training.messages import Message, shipped_messages
from tests.feedback.comments_page import CommentsPage
from tests.feedback.desk_rig import FACEBOOK, PIN, DeskRig

TEN = [message for message in shipped_messages().messages.values() if message.kind == "comment"]
WHY = "Có số điện thoại và số căn cước của người khác"


@pytest.fixture
def page() -> CommentsPage:
    return CommentsPage()


@pytest.fixture
def moderation(desk: DeskRig, page: CommentsPage) -> Iterator[Moderation]:
    """The desk's own, on a page in memory; Bình is at work."""
    studio, repo = desk.studio, StoredModeration(desk.studio.store)

    def note(act: str, by: str, data: Mapping[str, Any]) -> None:
        studio.audit.append(at=desk.clock.now(), by=by, act=Act(act), data=data)

    rules = HouseRules(repo, studio.people, desk.clock, together=studio.store.write, note=note)
    ids = iter(f"m{number}" for number in range(1, 1000))
    made = Moderation(
        repo,
        rules,
        desk.feedback.items,
        studio.people,
        desk.clock,
        ids=lambda: next(ids),
        note=note,
        sealer=Sealer(StoredTexts(studio.store), lambda: None, desk.clock),
        page=lambda name: (FACEBOOK, page),
    )
    with desk.at_work(desk.binh):
        yield made


def hidden(desk: DeskRig, moderation: Moderation, text: str = "Gọi mắng bà ấy giúp 0900 000 053") -> FeedbackItem:
    item = desk.ask(text)
    moderation.hide(item.id, "personal_data", WHY, desk.binh.id, PIN)
    assert moderation.run().done == 1
    return item


@pytest.mark.parametrize("case", TEN, ids=lambda case: case.id)
def test_the_ten_cases_end_as_their_key_says(
    desk: DeskRig, moderation: Moderation, page: CommentsPage, case: Message
) -> None:
    item = desk.ask(case.text)
    advice = moderation.advise(item.id, desk.binh.id)
    assert advice.rules == ((case.rule,) if case.rule else ())
    assert advice.criticism is (case.category == "service_feedback")
    with pytest.raises(Refused) as refused:
        moderation.hide(item.id, "", WHY, desk.binh.id, PIN)
    assert "được giữ lại" in refused.value.phrase.vi
    if case.action == "hide":
        moderation.hide(item.id, case.rule, "Vi phạm điều này của nội quy", desk.binh.id, PIN)
        moderation.run()
        assert len(page.hidden) == 1
        assert moderation.notice(item.id).answer.endswith(shipped_messages().rules[case.rule].vi)
    else:
        assert page.hidden == set()
        assert moderation.hiding(item.id) is None
    if case.action == "keep":
        moderation.keep(item.id, desk.binh.id)
        assert desk.feedback.items.get(item.id).outcome is ItemOutcome.KEPT


def test_hiding_needs_a_rule_of_the_page_a_reason_and_who_may(desk: DeskRig, moderation: Moderation) -> None:
    item = desk.ask("Làm căn cước nhanh, bao đậu, liên hệ zalo")
    with pytest.raises(BadInput):
        moderation.hide(item.id, "rudeness", WHY, desk.binh.id, PIN)
    with pytest.raises(BadInput):
        moderation.hide(item.id, "scam_ad", "  ", desk.binh.id, PIN)
    with pytest.raises(NotPermitted):
        moderation.hide(item.id, "scam_ad", WHY, desk.binh.id, "00000000")
    with pytest.raises(NotPermitted):
        moderation.hide(item.id, "scam_ad", WHY, desk.dung.id, PIN)
    (message,) = desk.take_in(desk.message("Đồ vô học"))
    with pytest.raises(Refused, match="bình luận công khai"):
        moderation.hide(message.id, "insult", "Thóa mạ", desk.binh.id, PIN)
    assert moderation.decisions(item.id) == moderation.decisions(message.id) == ()


def test_whom_it_concerns_does_not_hide_it(desk: DeskRig, moderation: Moderation, page: CommentsPage) -> None:
    item = desk.ask("Cán bộ này ăn nói khó nghe")
    desk.feedback.items.concern(item.id, desk.binh.id, desk.binh.id)
    with pytest.raises(Refused):
        moderation.hide(item.id, "insult", "Thóa mạ cán bộ", desk.binh.id, PIN)
    assert page.calls == []


def test_a_page_that_cannot_hide_is_never_asked(desk: DeskRig, moderation: Moderation, page: CommentsPage) -> None:
    page.can_hide = False
    item = desk.ask("Đồ vô học")
    with pytest.raises(Refused, match="không cho ẩn"):
        moderation.hide(item.id, "insult", "Thóa mạ", desk.binh.id, PIN)
    assert page.calls == []


@pytest.mark.parametrize(("fault", "asked"), [("lost", 1), ("dropped", 2)])
def test_a_call_without_an_answer_is_looked_at_before_it_is_made_again(
    desk: DeskRig, moderation: Moderation, page: CommentsPage, fault: str, asked: int
) -> None:
    item = desk.ask("Đồ vô học")
    page.faults = [fault]
    moderation.hide(item.id, "insult", "Thóa mạ người khác", desk.binh.id, PIN)
    moderation.run()
    assert moderation.decisions(item.id)[0].state is ModerationState.UNKNOWN
    page.unreachable = True
    desk.clock.forward(minutes=2)
    moderation.run()
    assert moderation.decisions(item.id)[0].state is ModerationState.UNKNOWN
    page.unreachable = False
    desk.clock.forward(minutes=2)
    moderation.run()
    assert moderation.decisions(item.id)[0].state is ModerationState.DONE
    assert len(page.hidden) == 1
    assert len(page.calls) == asked


def test_a_program_that_ended_in_the_midst_of_a_call_looks_first(
    desk: DeskRig, moderation: Moderation, page: CommentsPage
) -> None:
    item = desk.ask("Đồ vô học")
    entry = moderation.hide(item.id, "insult", "Thóa mạ người khác", desk.binh.id, PIN)
    StoredModeration(desk.studio.store).save(replace(entry, state=ModerationState.SENDING))
    page.hidden.add("comment-1")
    assert moderation.run().done == 1
    assert page.calls == []
    assert moderation.hiding(item.id) is not None


def test_a_busy_page_is_asked_again_in_its_time_and_a_refusal_ends_it(
    desk: DeskRig, moderation: Moderation, page: CommentsPage
) -> None:
    item = desk.ask("Đồ vô học")
    page.faults = ["busy", "refused"]
    moderation.hide(item.id, "insult", "Thóa mạ người khác", desk.binh.id, PIN)
    assert moderation.run().waiting == 1
    assert moderation.run().waiting == 0
    with pytest.raises(Refused):
        moderation.hide(item.id, "insult", "Lần nữa", desk.binh.id, PIN)
    desk.clock.forward(minutes=2)
    assert moderation.run().refused == 1
    assert moderation.outstanding() == 0
    assert moderation.hiding(item.id) is None
    moderation.hide(item.id, "insult", "Lần nữa", desk.binh.id, PIN)
    assert moderation.run().done == 1


def test_a_comment_that_its_author_deleted_is_gone(desk: DeskRig, moderation: Moderation, page: CommentsPage) -> None:
    item = desk.ask("Đồ vô học")
    page.faults, page.deleted = ["dropped"], {"comment-1"}
    moderation.hide(item.id, "insult", "Thóa mạ người khác", desk.binh.id, PIN)
    moderation.run()
    desk.clock.forward(minutes=2)
    moderation.run()
    assert moderation.decisions(item.id)[0].state is ModerationState.GONE


def test_restoring_shows_it_again(desk: DeskRig, moderation: Moderation, page: CommentsPage) -> None:
    item = hidden(desk, moderation)
    with pytest.raises(Refused):
        moderation.keep(item.id, desk.binh.id)
    moderation.restore(item.id, "Ẩn nhầm", desk.binh.id, PIN)
    moderation.run()
    assert page.hidden == set()
    assert [entry.act for entry in moderation.decisions(item.id)] == [ModerationAct.RESTORE, ModerationAct.HIDE]
    with pytest.raises(Refused):
        moderation.restore(item.id, "Lần nữa", desk.binh.id, PIN)


def test_an_appeal_is_judged_by_somebody_else(desk: DeskRig, moderation: Moderation, page: CommentsPage) -> None:
    item = hidden(desk, moderation)
    moderation.appeal(item.id, "Người viết cho rằng đó là số của chính mình", desk.binh.id)
    with pytest.raises(Refused):
        moderation.appeal(item.id, "Lần nữa", desk.binh.id)
    with pytest.raises(NotPermitted):
        moderation.review(item.id, desk.binh.id, PIN, agree=True)
    assert moderation.sample(desk.binh.id) == ()
    with desk.at_work(desk.cuong):
        assert [entry.item for entry in moderation.sample(desk.cuong.id)] == [item.id]
        with pytest.raises(BadInput):
            moderation.review(item.id, desk.cuong.id, PIN, agree=False)
        seen = moderation.review(item.id, desk.cuong.id, PIN, agree=False, reason="Đúng là số của người viết")
        assert seen.appeal is Appeal.GRANTED
        moderation.run()
        assert page.hidden == set()
        assert moderation.sample(desk.cuong.id) == ()
    said = moderation.reasons(seen.id)
    assert (said.reason, said.review) == (WHY, "Đúng là số của người viết")


def test_a_sample_of_the_hidden_is_drawn_for_another_person_and_stays_the_same(
    desk: DeskRig, moderation: Moderation
) -> None:
    for number in range(10):
        hidden(desk, moderation, f"Đồ vô học {number}")
    with desk.at_work(desk.cuong):
        drawn = moderation.sample(desk.cuong.id, share=0.3)
        assert len(drawn) == 3
        assert moderation.sample(desk.cuong.id, share=0.3) == drawn
        moderation.review(drawn[0].item, desk.cuong.id, PIN, agree=True)
        assert drawn[0] not in moderation.sample(desk.cuong.id, share=1)
    assert moderation.decisions(drawn[0].item)[0].appeal is Appeal.NONE


def test_a_sample_ends_once_it_was_looked_at(desk: DeskRig, moderation: Moderation) -> None:
    for number in range(10):
        hidden(desk, moderation, f"Đồ vô học {number}")
    with desk.at_work(desk.cuong):
        first, second = moderation.sample(desk.cuong.id)
        moderation.review(first.item, desk.cuong.id, PIN, agree=True)
        assert moderation.sample(desk.cuong.id) == (second,)
        moderation.review(second.item, desk.cuong.id, PIN, agree=False, reason="Không phạm điều nào")
        moderation.run()
        assert moderation.sample(desk.cuong.id) == ()


def test_what_the_page_refuses_to_show_again_is_hidden_still(
    desk: DeskRig, moderation: Moderation, page: CommentsPage
) -> None:
    item = hidden(desk, moderation)
    page.faults = ["refused"]
    moderation.restore(item.id, "Ẩn nhầm", desk.binh.id, PIN)
    assert moderation.run().refused == 1
    assert moderation.hiding(item.id) is not None
    moderation.restore(item.id, "Ẩn nhầm", desk.binh.id, PIN)
    assert moderation.run().done == 1
    assert page.hidden == set()


def test_after_a_purge_only_rule_act_and_hash_stay(desk: DeskRig, moderation: Moderation) -> None:
    item = hidden(desk, moderation)
    desk.feedback.items.close(item.id, ItemOutcome.HIDDEN, desk.binh.id)
    desk.clock.forward(days=31)
    with desk.at_work(desk.cuong):
        assert desk.feedback.purging.purge(desk.cuong.id, PIN) == 1
    (entry,) = moderation.decisions(item.id)
    assert (entry.act, entry.rule, bool(entry.mark)) == (ModerationAct.HIDE, "personal_data", True)
    assert moderation.reasons(entry.id).reason == ""
    with pytest.raises(Refused, match="đã xóa"):
        moderation.appeal(item.id, "Đề nghị xem lại", desk.binh.id)
    with desk.at_work(desk.cuong):
        assert moderation.sample(desk.cuong.id) == ()


def test_neither_log_nor_decision_holds_a_word_of_the_comment(desk: DeskRig, moderation: Moderation) -> None:
    item = hidden(desk, moderation, "Đồ vô học quáđángấy")
    said = str(desk.studio.audit.entries()) + str(moderation.decisions(item.id))
    assert "quáđángấy" not in said
    assert WHY not in said


def test_keeping_ends_the_item_and_leaves_the_page_alone(
    desk: DeskRig, moderation: Moderation, page: CommentsPage
) -> None:
    item = desk.ask("Năm nào cũng ra quân mà vỉa hè đâu vẫn vào đấy")
    moderation.keep(item.id, desk.binh.id)
    assert desk.feedback.items.get(item.id).state is ItemState.CLOSED
    moderation.run()
    assert page.calls == []


def test_the_head_sets_the_rules_of_a_page_in_editions(desk: DeskRig) -> None:
    rules = desk.feedback.house_rules
    own = HouseRule(
        id="no_spam",
        title=Bilingual("Đăng lặp lại", ""),
        text=Bilingual("Không đăng lặp một nội dung.", ""),
    )
    with desk.at_work(desk.binh), pytest.raises(NotPermitted):
        rules.revise(FACEBOOK.name, [own], desk.binh.id, PIN)
    with desk.at_work(desk.cuong):
        edition = rules.revise(FACEBOOK.name, [*shipped_rules(), own], desk.cuong.id, PIN)
        assert edition.version == 1
        assert rules.of(FACEBOOK.name).rule("no_spam") is not None
        assert rules.of("trang-thuc-hanh").rules == rules.edition(FACEBOOK.name, 0).rules == shipped_rules()
        with pytest.raises(Refused):
            rules.revise(FACEBOOK.name, edition.rules, desk.cuong.id, PIN)
        for wrong in ([], [own, own], [replace(own, title=Bilingual("", ""))], [replace(own, id="Số 1")]):
            with pytest.raises(BadInput):
                rules.revise(FACEBOOK.name, wrong, desk.cuong.id, PIN)
        assert rules.of(FACEBOOK.name) == edition


@pytest.mark.parametrize(
    "text", ["Không phê bình cán bộ.", "Nghiêm cấm bình luận tiêu cực.", "Không được nói xấu đơn vị.", "Cấm chê bai"]
)
def test_no_rule_may_forbid_criticism(desk: DeskRig, text: str) -> None:
    rule = HouseRule(id="praise_only", title=Bilingual("Bình luận", ""), text=Bilingual(text, ""))
    with desk.at_work(desk.cuong), pytest.raises(Refused, match="cấm phê bình"):
        desk.feedback.house_rules.revise(FACEBOOK.name, [rule], desk.cuong.id, PIN)
