"""Answers: written, approved, sent exactly once into the right thread of the right page, read back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from studio.clock import local_date
from studio.errors import BadInput, NotPermitted, Refused, StudioError, Untrusted
from studio.events import ServiceEvent
from studio.feedback.model import Category, FeedbackItem, ItemOutcome, ItemState, Origin
from studio.feedback.reply_model import DraftState, ReplyDraft, ReplyState
from studio.people.present import bring
from studio.publishers.inbox import ReplyWay
from tests.feedback.answering import AnswerRig
from tests.feedback.desk_rig import FACEBOOK, NOW, PIN
from tests.feedback.queued import key_of, queued, stands, steps, with_approval
from tests.feedback.test_canned import LOST_CARD

# The way of an answer


def test_an_answer_is_sent_once_read_back_and_noted(answers: AnswerRig) -> None:
    heard: list[ServiceEvent] = []
    answers.desk.studio.events.listen(heard.append)
    item = queued(answers)
    assert answers.state(item).state is ReplyState.WAITING
    assert answers.page.writes == []
    answers.run()
    reply = answers.state(item)
    assert (reply.state, reply.problem.vi) == (ReplyState.VERIFIED, "Đã gửi và đọc lại đúng trên trang.")
    (text,) = stands(answers, item)
    assert text.split("\n") == [
        "Chào bạn, cảm ơn bạn đã gửi câu hỏi.",
        "Bạn mang theo giấy tờ tùy thân; thời hạn giải quyết là 07 ngày làm việc.",
        "Bạn đến bộ phận một cửa trong giờ hành chính.",
        "Trân trọng cảm ơn bạn.",
    ]
    noted = answers.desk.feedback.items.get(item.id)
    assert (noted.state, noted.first_reply_at, noted.in_time) == (ItemState.ANSWERED, NOW, True)
    assert [news.name for news in heard if news.name == "feedback.replied"] == ["feedback.replied"]
    assert [step for step in steps(answers) if step.startswith("reply_")] == [
        "reply_begun", "reply_queued", "reply_intent", "reply_sent", "reply_verified",
    ]  # fmt: skip
    assert answers.replies.draft(item.id) is None


def test_sending_twice_is_sending_once(answers: AnswerRig) -> None:
    item = queued(answers)
    first = answers.state(item)
    assert answers.send(item) == first
    answers.run(rounds=3, seconds=30)
    assert answers.send(item).id == first.id
    answers.run(rounds=3, seconds=30)
    assert len(answers.page.writes) == len(stands(answers, item)) == 1


def test_no_text_of_citizen_or_unit_is_in_the_log_or_the_news(answers: AnswerRig) -> None:
    heard: list[ServiceEvent] = []
    answers.desk.studio.events.listen(heard.append)
    item = queued(answers)
    answers.run()
    told = repr([entry.data for entry in answers.desk.studio.audit.entries()]) + repr(heard)
    assert key_of(answers, item) not in told
    assert "giấy tờ" not in told


def test_a_message_is_answered_in_its_conversation(answers: AnswerRig) -> None:
    (item,) = answers.desk.take_in(answers.desk.message("Làm căn cước cần giấy tờ gì?", thread="conversation-a"))
    answers.answer(item)
    answers.send(item)
    answers.run()
    assert [(page, thread.key, thread.recipient) for page, thread, _ in answers.page.writes] == [
        (FACEBOOK.page_id, "conversation-a", "psid-conversation-a")
    ]


def test_a_follow_up_is_a_reply_of_its_own(answers: AnswerRig) -> None:
    item = queued(answers)
    answers.run()
    answers.desk.clock.forward(minutes=5)
    answers.answer(item, answer="Xin bổ sung: phường tiếp nhận cả sáng thứ Bảy hằng tuần.")
    answers.send(item)
    answers.run()
    assert len(stands(answers, item)) == 2
    assert [one.state for one in answers.replies.history(item.id)] == [ReplyState.VERIFIED] * 2


# Drafts


def test_a_draft_survives_the_end_of_the_program_and_is_sealed(answers: AnswerRig) -> None:
    item = answers.desk.ask()
    kept = answers.answer(item, answer="Nội dung chỉ có trong bản nháp này, chưa gửi cho ai.")
    assert answers.replies.draft(item.id) == kept
    assert "chỉ có trong bản nháp này".encode() not in all_bytes(answers)
    answers.desk.reopen()
    assert answers.desk.feedback.replies.draft(item.id) == kept


def test_two_officers_do_not_overwrite_each_other(answers: AnswerRig) -> None:
    item = answers.desk.ask()
    seen = answers.answer(item)
    answers.answer(item, answer="Bản sửa của người thứ nhất cho câu trả lời này.")
    with answers.desk.at_work(answers.desk.binh), pytest.raises(Refused, match="người khác sửa"):
        answers.replies.save_draft(replace(seen, answer="Bản sửa của người thứ hai."), answers.desk.binh.id)


def test_drafts_and_letters_go_with_the_item(answers: AnswerRig) -> None:
    desk = answers.desk
    sent, waiting, drafted = (queued(answers) for _ in range(3))
    answers.run()
    again = desk.ask("Lệ phí làm lại căn cước là bao nhiêu?")
    answers.answer(again)
    answers.send(again)
    sealed = sealed_letter(answers, again)
    assert sealed in all_bytes(answers)
    with desk.at_work(desk.an):
        desk.feedback.items.close(drafted.id, ItemOutcome.ANSWERED, desk.an.id)
        for item in (sent, waiting):
            desk.feedback.items.close(item.id, ItemOutcome.ANSWERED, desk.an.id)
        desk.feedback.items.hand_over(again.id, desk.an.id)
        desk.feedback.purging.forget_now([again.id], desk.an.id)
    assert (answers.state(again).state, answers.replies.draft(again.id)) == (ReplyState.REFUSED, None)
    answers.run(rounds=3, seconds=60)
    assert stands(answers, sent) != []
    assert len(answers.page.writes) == 3
    with desk.at_work(desk.an):
        assert answers.replies.text_of(answers.state(again).id, desk.an.id) == ""
    assert sealed not in all_bytes(answers)


def sealed_letter(answers: AnswerRig, item: FeedbackItem) -> bytes:
    with closing(sqlite3.connect(answers.desk.profile.database)) as file:
        (sealed,) = file.execute("SELECT sealed FROM reply_letters WHERE item = ?", (item.id,)).fetchone()
    return bytes(sealed)


def all_bytes(answers: AnswerRig) -> bytes:
    """Every file of the profile."""
    return b"".join(path.read_bytes() for path in answers.desk.profile.root.rglob("*") if path.is_file())


# Who may what


def test_only_who_publishes_sends_and_only_with_their_pin(answers: AnswerRig) -> None:
    item = answers.desk.ask()
    answers.answer(item)
    with answers.desk.at_work(answers.desk.cuong), pytest.raises(NotPermitted):
        answers.replies.send(item.id, answers.desk.cuong.id, PIN)
    with answers.desk.at_work(answers.desk.an), pytest.raises(NotPermitted):
        answers.replies.send(item.id, answers.desk.an.id, "00000000")
    assert answers.replies.state(item.id) is None


def test_nobody_who_is_not_at_work_writes_anything(answers: AnswerRig) -> None:
    desk, an, binh = answers.desk, answers.desk.an.id, answers.desk.binh.id
    item = desk.ask()
    draft = answers.answer(item)
    with desk.at_work(desk.binh):
        canned = answers.canned.save(LOST_CARD, binh)
    bring(None)
    before = desk.studio.audit.head()
    acts: list[Callable[[], object]] = [
        lambda: answers.replies.save_draft(draft, an),
        lambda: answers.replies.discard(item.id, an),
        lambda: answers.replies.submit(item.id, an, "wrong"),
        lambda: answers.replies.send(item.id, an, "wrong"),
        lambda: answers.replies.send_to_group([item.id], an, "wrong"),
        lambda: answers.canned.save(LOST_CARD, an),
        lambda: answers.canned.submit(canned.id, an, "wrong"),
        lambda: answers.canned.retire(canned.id, an),
    ]
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert desk.studio.audit.head() == before
    assert (answers.replies.draft(item.id), answers.replies.state(item.id)) == (draft, None)


def test_whom_it_concerns_neither_writes_nor_sends_nor_approves(answers: AnswerRig) -> None:
    desk = answers.desk
    item = desk.ask("Đồng chí trực sáng nay nói năng rất khó nghe.")
    with desk.at_work(desk.an):
        desk.feedback.items.concern(item.id, desk.binh.id, desk.an.id)
    with desk.at_work(desk.binh), pytest.raises(Refused, match="liên quan đến chính bạn"):
        answers.replies.save_draft(ReplyDraft(item=item.id, way=ReplyWay.PUBLIC, answer="x"), desk.binh.id)
    answers.answer(item)
    with desk.at_work(desk.binh), pytest.raises(Refused, match="liên quan đến chính bạn"):
        answers.replies.send(item.id, desk.binh.id, PIN)


def test_what_is_blocked_is_not_sent(answers: AnswerRig) -> None:
    item = answers.desk.ask()
    answers.answer(item, answer="Trang đã ghi nhận.")
    with pytest.raises(Refused, match="chỉ ghi nhận"):
        answers.send(item)
    answers.answer(item, next_step="Bạn gửi ảnh căn cước vào tin nhắn của trang.")
    with pytest.raises(Refused, match="xin"):
        answers.send(item)
    assert answers.page.writes == []


def test_what_came_by_telephone_has_no_thread_to_answer_in(answers: AnswerRig) -> None:
    desk = answers.desk
    with desk.at_work(desk.an):
        item = desk.feedback.items.record(Origin.PHONE, "Hỏi giờ tiếp dân.", NOW, desk.an.id, account=FACEBOOK.name)
    answers.answer(item)
    with pytest.raises(Refused):
        answers.send(item)
    assert answers.replies.windows(item.id) == ()


# Approval


def test_where_the_unit_wants_it_a_second_person_approves_and_it_is_signed(answers: AnswerRig) -> None:
    desk = answers.desk
    with_approval(answers)
    item = desk.ask()
    answers.answer(item)
    with pytest.raises(Refused, match="người thứ hai"):
        answers.send(item)
    with desk.at_work(desk.an):
        answers.replies.submit(item.id, desk.an.id, PIN)
        with pytest.raises(NotPermitted):
            answers.replies.approve(item.id, desk.an.id, PIN)
    assert answers.replies.waiting() == (item.id,)
    with desk.at_work(desk.binh):
        answers.replies.approve(item.id, desk.binh.id, PIN)
    assert answers.send(item).approved_by == desk.binh.id
    answers.run()
    assert answers.state(item).state is ReplyState.VERIFIED


def test_a_change_after_approval_needs_another(answers: AnswerRig) -> None:
    desk = answers.desk
    with_approval(answers)
    item = desk.ask()
    answers.answer(item)
    with desk.at_work(desk.an):
        answers.replies.submit(item.id, desk.an.id, PIN)
    with desk.at_work(desk.binh):
        answers.replies.approve(item.id, desk.binh.id, PIN)
    changed = answers.answer(item, answer="Bạn mang theo giấy tờ tùy thân và đến trước 16 giờ.")
    assert changed.state is DraftState.WRITTEN
    with pytest.raises(Refused, match="người thứ hai"):
        answers.send(item)


def test_an_answer_given_back_says_why(answers: AnswerRig) -> None:
    desk = answers.desk
    item = desk.ask()
    answers.answer(item)
    with desk.at_work(desk.an):
        answers.replies.submit(item.id, desk.an.id, PIN)
    with desk.at_work(desk.binh):
        with pytest.raises(BadInput):
            answers.replies.return_(item.id, desk.binh.id, PIN, "  ")
        back = answers.replies.return_(item.id, desk.binh.id, PIN, "Nêu rõ giờ tiếp dân.")
    assert (back.state, back.note) == (DraftState.WRITTEN, "Nêu rõ giờ tiếp dân.")
    assert answers.replies.draft(item.id) == back


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE replies SET seal = 'x'",
        "UPDATE replies SET approved_by = queued_by",
        "UPDATE replies SET page_id = '2000000002'",
        "UPDATE replies SET way = 'private'",
        "UPDATE feedback_signatures SET statement = replace(statement, 'public', 'private')",
        "UPDATE feedback_signatures SET \"by\" = 'nobody'",
        "DELETE FROM feedback_signatures WHERE kind = 'reply.submit'",
        "UPDATE reply_letters SET sealed = x'00112233445566778899aabbccddeeff00112233'",
        "UPDATE feedback_threads SET sealed = (SELECT sealed FROM feedback_threads ORDER BY item LIMIT 1)",
    ],
)
def test_what_was_altered_in_the_store_is_not_sent(answers: AnswerRig, change: str) -> None:
    desk = answers.desk
    with_approval(answers)
    desk.ask("Câu hỏi khác.", thread="other-thread")
    item = desk.ask("Làm căn cước cần giấy tờ gì?", thread="right-thread")
    answers.answer(item)
    with desk.at_work(desk.an):
        answers.replies.submit(item.id, desk.an.id, PIN)
    with desk.at_work(desk.binh):
        answers.replies.approve(item.id, desk.binh.id, PIN)
    answers.send(item)
    with closing(sqlite3.connect(desk.profile.database)) as file:
        file.execute(change)
        file.commit()
    answers.run(rounds=4, seconds=60)
    assert answers.page.writes == []
    assert answers.state(item).state is ReplyState.REFUSED


def test_a_canned_reply_word_for_word_was_approved_already(answers: AnswerRig) -> None:
    desk = answers.desk
    with_approval(answers)
    with desk.at_work(desk.an):
        canned = answers.canned.save(LOST_CARD, desk.an.id)
        answers.canned.submit(canned.id, desk.an.id, PIN)
    with desk.at_work(desk.binh):
        answers.canned.approve(canned.id, desk.binh.id, PIN)
    item = desk.ask()
    begun = answers.replies.from_canned(item.id, canned.code)
    assert begun.next_step == "Bạn đến Công an phường Minh Khai, hoặc gọi trực ban 024 0000 0113."
    with desk.at_work(desk.an):
        answers.replies.save_draft(begun, desk.an.id)
    answers.send(item)
    answers.run()
    assert answers.state(item).state is ReplyState.VERIFIED
    other = desk.ask("Mất căn cước thì làm lại thế nào?")
    with desk.at_work(desk.an):
        answers.replies.save_draft(replace(begun, item=other.id, answer="Bạn đến phường là được cấp."), desk.an.id)
    with pytest.raises(Refused, match="người thứ hai"):
        answers.send(other)


def test_a_canned_reply_that_ran_out_while_the_answer_waited_is_not_sent(answers: AnswerRig) -> None:
    desk = answers.desk
    with desk.at_work(desk.an):
        canned = answers.canned.save(replace(LOST_CARD, valid_until=local_date(NOW)), desk.an.id)
        answers.canned.submit(canned.id, desk.an.id, PIN)
    with desk.at_work(desk.binh):
        answers.canned.approve(canned.id, desk.binh.id, PIN)
    item = desk.ask()
    with desk.at_work(desk.an):
        answers.replies.save_draft(answers.replies.from_canned(item.id, canned.id), desk.an.id)
    desk.clock.forward(hours=14.5)
    answers.send(item)
    answers.page.reachable = False
    answers.run()
    desk.clock.forward(hours=1)
    answers.page.reachable = True
    answers.run()
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.REFUSED, [])
    assert "chỉ dùng đến hết ngày" in answers.state(item).problem.vi


# Groups


def test_one_answer_goes_to_each_of_the_merged_questions(answers: AnswerRig) -> None:
    desk = answers.desk
    items = [desk.ask(f"Thứ Bảy có tiếp dân không ạ? ({n})") for n in range(4)]
    with desk.at_work(desk.an):
        desk.feedback.items.merge([item.id for item in items], desk.an.id)
        desk.feedback.items.close(items[3].id, ItemOutcome.NO_ANSWER, desk.an.id)
    answers.answer(items[0])
    with desk.at_work(desk.an):
        sent = answers.replies.send_to_group([item.id for item in items], desk.an.id, PIN)
        again = answers.replies.send_to_group([item.id for item in items], desk.an.id, PIN)
    assert [one.item for one in sent.queued] == [item.id for item in items[:3]]
    assert list(sent.refused) == [items[3].id]
    assert {one.id for one in again.queued} == {one.id for one in sent.queued}
    answers.run(rounds=3, seconds=10)
    assert [len(stands(answers, item)) for item in items] == [1, 1, 1, 0]
    assert len({thread.key for _, thread, _ in answers.page.writes}) == 3


def test_an_approval_for_a_group_names_each_of_its_threads(answers: AnswerRig) -> None:
    desk = answers.desk
    with_approval(answers)
    first, second, third = (desk.ask(f"Thứ Bảy có tiếp dân không ạ? ({n})") for n in range(3))
    draft = answers.answer(first)
    with desk.at_work(desk.an):
        answers.replies.save_draft(replace(draft, also=(second.id,)), desk.an.id)
        answers.replies.submit(first.id, desk.an.id, PIN)
    with desk.at_work(desk.binh):
        answers.replies.approve(first.id, desk.binh.id, PIN)
    with desk.at_work(desk.an):
        sent = answers.replies.send_to_group([first.id, second.id, third.id], desk.an.id, PIN)
    assert [one.item for one in sent.queued] == [first.id, second.id]
    assert "người thứ hai" in sent.refused[third.id].vi
    answers.run(rounds=3, seconds=10)
    assert [len(stands(answers, item)) for item in (first, second, third)] == [1, 1, 0]


def test_urgent_answers_name_a_number(answers: AnswerRig) -> None:
    desk = answers.desk
    item = desk.ask("Cháy rồi, dãy trọ sau chợ khói đen nghịt!")
    with desk.at_work(desk.an):
        desk.feedback.items.categorise(item.id, Category.URGENT, desk.an.id)
    answers.answer(item)
    with pytest.raises(StudioError, match="số cần gọi"):
        answers.send(item)


def test_altered_words_are_never_sent_whatever_the_gate_says(answers: AnswerRig) -> None:
    """The seal is asked once more between the intent and the socket."""
    item = queued(answers)
    with closing(sqlite3.connect(answers.desk.profile.database)) as file:
        file.execute("UPDATE replies SET seal = 'another'")
        file.commit()
    with answers.desk.at_work(answers.desk.an), pytest.raises((Untrusted, Refused)):
        answers.replies.decide(item.id, answers.desk.an.id, PIN, is_there=True)
    answers.run()
    assert answers.page.writes == []
