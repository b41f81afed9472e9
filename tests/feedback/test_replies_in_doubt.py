"""Answers of which nobody knows whether they arrived: looked for, and sent exactly once all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.errors import Refused
from studio.feedback.model import ItemOutcome
from studio.feedback.reply_model import ReplyState
from tests.feedback.answering import Alive, AnswerRig
from tests.feedback.desk_rig import FACEBOOK, PIN
from tests.feedback.queued import queued, stands

# What the page does


@pytest.mark.parametrize("fault", ["after", "late", "other"])
def test_an_answer_that_arrived_without_our_hearing_of_it_is_found_by_looking(answers: AnswerRig, fault: str) -> None:
    answers.page.faults.append(fault)
    item = queued(answers)
    answers.run(rounds=8, seconds=40)
    assert answers.state(item).state is ReplyState.VERIFIED
    assert len(stands(answers, item)) == 1


def test_one_that_never_arrived_waits_for_a_person_and_is_sent_on_their_word_alone(answers: AnswerRig) -> None:
    desk = answers.desk
    answers.page.faults.append("before")
    item = queued(answers)
    answers.run(rounds=12, seconds=40)
    reply = answers.state(item)
    assert (reply.state, reply.asks, len(answers.page.writes)) == (ReplyState.UNKNOWN, True, 0)
    assert answers.send(item).state is ReplyState.UNKNOWN
    with desk.at_work(desk.an):
        assert answers.replies.decide(item.id, desk.an.id, PIN, is_there=False).state is ReplyState.REFUSED
    answers.run(rounds=3, seconds=40)
    assert answers.page.writes == []
    answers.send(item)
    answers.run(rounds=3, seconds=40)
    assert (answers.state(item).state, len(stands(answers, item))) == (ReplyState.VERIFIED, 1)


def test_what_the_program_finds_counts_more_than_a_persons_no(answers: AnswerRig) -> None:
    desk = answers.desk
    answers.page.faults.append("before")
    item = queued(answers)
    answers.run(rounds=12, seconds=40)
    there = desk.feedback.items.thread_for_sending(item.id)
    assert there is not None
    answers.page.stand(FACEBOOK.page_id, there.thread, answers.page_text(item))
    with desk.at_work(desk.an):
        assert answers.replies.decide(item.id, desk.an.id, PIN, is_there=False).state is ReplyState.VERIFIED
    assert len(stands(answers, item)) == 1


def test_nobody_decides_without_a_look(answers: AnswerRig) -> None:
    desk = answers.desk
    answers.page.faults.append("before")
    item = queued(answers)
    answers.run(rounds=12, seconds=40)
    answers.page.reachable = False
    with desk.at_work(desk.an), pytest.raises(Refused, match="chưa xem được"):
        answers.replies.decide(item.id, desk.an.id, PIN, is_there=False)
    assert answers.state(item).state is ReplyState.UNKNOWN


def test_where_the_platform_shows_no_list_a_person_looks(answers: AnswerRig) -> None:
    desk = answers.desk
    answers.page.can_list = False
    answers.page.faults.append("after")
    item = queued(answers)
    answers.run(rounds=3, seconds=40)
    assert (answers.state(item).state, answers.state(item).asks) == (ReplyState.UNKNOWN, True)
    with desk.at_work(desk.an):
        decided = answers.replies.decide(item.id, desk.an.id, PIN, is_there=True)
    assert (decided.state, decided.vouched_by) == (ReplyState.VERIFIED, desk.an.id)
    assert len(stands(answers, item)) == 1


def test_the_same_words_given_by_hand_before_are_taken_for_the_answer(answers: AnswerRig) -> None:
    item = queued(answers)
    there = answers.desk.feedback.items.thread_for_sending(item.id)
    assert there is not None
    answers.page.stand(FACEBOOK.page_id, there.thread, answers.page_text(item))
    answers.run()
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.VERIFIED, [])


def test_a_copy_made_by_hand_beside_ours_is_told_and_not_taken_for_ours(answers: AnswerRig) -> None:
    item = queued(answers)
    there = answers.desk.feedback.items.thread_for_sending(item.id)
    assert there is not None
    text = answers.page_text(item)
    thread = there.thread

    def by_hand() -> None:
        answers.page.stand(FACEBOOK.page_id, thread, text)

    answers.page.before_write = by_hand
    answers.run()
    reply = answers.state(item)
    assert (reply.state, len(answers.page.writes)) == (ReplyState.VERIFIED, 1)
    assert "không do chương trình này gửi" in reply.problem.vi


def test_two_questions_in_one_conversation_get_the_same_answer_each(answers: AnswerRig) -> None:
    """The first one's text is known by its id, so the second is not taken for sent."""
    desk = answers.desk
    (first,) = desk.take_in(desk.message("Làm căn cước cần giấy tờ gì?", thread="c"))
    answers.answer(first)
    answers.send(first)
    answers.run()
    with desk.at_work(desk.an):
        desk.feedback.items.close(first.id, ItemOutcome.ANSWERED, desk.an.id)
    desk.clock.forward(minutes=1)
    (second,) = desk.take_in(desk.message("Thế còn con tôi thì sao?", thread="c", at=desk.clock.now()))
    answers.answer(second)
    answers.send(second)
    answers.run()
    assert answers.state(second).state is ReplyState.VERIFIED
    assert len(answers.page.in_thread("c")) == 2


def test_while_the_same_words_to_one_thread_are_in_doubt_the_second_waits(answers: AnswerRig) -> None:
    desk = answers.desk
    (first,) = desk.take_in(desk.message("Làm căn cước cần giấy tờ gì?", thread="c"))
    answers.answer(first)
    answers.page.faults.append("before")
    answers.send(first)
    answers.run()
    with desk.at_work(desk.an):
        desk.feedback.items.close(first.id, ItemOutcome.NO_ANSWER, desk.an.id)
    (second,) = desk.take_in(desk.message("Thế còn con tôi thì sao?", thread="c", at=desk.clock.now()))
    answers.answer(second)
    answers.send(second)
    answers.run(rounds=3, seconds=10)
    assert (answers.state(second).state, answers.page.writes) == (ReplyState.WAITING, [])


def test_another_page_behind_the_account_gets_nothing(answers: AnswerRig) -> None:
    item = queued(answers)
    answers.page.page_id = "2000000002"
    answers.run(rounds=3, seconds=40)
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.REFUSED, [])
    assert "2000000002" in answers.state(item).problem.vi


def test_a_paused_account_gets_no_reply_until_it_is_released(answers: AnswerRig) -> None:
    desk = answers.desk
    answers.page.faults.append("person")
    item, other = queued(answers), queued(answers)
    answers.run(rounds=5, seconds=60)
    assert [pause.account for pause in desk.studio.outbox.pauses()] == [FACEBOOK.name]
    assert answers.page.writes == []
    with desk.at_work(desk.an):
        desk.studio.outbox.release_account(FACEBOOK.name, desk.an.id, PIN)
    answers.run(rounds=2, seconds=60)
    assert {answers.state(one).state for one in (item, other)} == {ReplyState.VERIFIED}
    assert len(answers.page.writes) == 2


def test_with_several_answers_in_doubt_nothing_more_is_sent_to_the_page(answers: AnswerRig) -> None:
    answers.page.faults.extend(["before"] * 3)
    items = [queued(answers) for _ in range(4)]
    answers.run(rounds=12, seconds=40)
    in_doubt = [item for item in items if answers.state(item).state is ReplyState.UNKNOWN]
    (waiting,) = (item for item in items if answers.state(item).state is ReplyState.WAITING)
    assert (len(in_doubt), answers.page.writes) == (3, [])
    with answers.desk.at_work(answers.desk.an):
        answers.replies.decide(in_doubt[0].id, answers.desk.an.id, PIN, is_there=False)
    answers.run()
    assert answers.state(waiting).state is ReplyState.VERIFIED


def test_a_busy_page_is_asked_again_later(answers: AnswerRig) -> None:
    answers.page.faults.extend(["busy", "busy"])
    item = queued(answers)
    answers.run(rounds=6, seconds=60)
    assert (answers.state(item).state, len(stands(answers, item))) == (ReplyState.VERIFIED, 1)


def test_a_refused_answer_is_sent_anew_on_a_persons_word(answers: AnswerRig) -> None:
    answers.page.faults.append("no")
    item = queued(answers)
    answers.run(rounds=3, seconds=60)
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.REFUSED, [])
    answers.send(item)
    answers.run()
    assert (answers.state(item).state, len(stands(answers, item))) == (ReplyState.VERIFIED, 1)


def test_what_waits_for_a_person_is_named_until_it_is_settled(answers: AnswerRig) -> None:
    desk, replies = answers.desk, answers.replies
    answers.page.faults.extend(["no", "before"])
    refused = queued(answers)
    desk.clock.forward(seconds=1)
    lost = queued(answers, answer="Bạn mang theo căn cước cũ và đến vào giờ làm việc.")
    assert {reply.item for reply in replies.on_their_way()} == {refused.id, lost.id}
    assert replies.asking() == ()
    answers.run(rounds=12, seconds=40)
    assert [(reply.item, reply.state) for reply in replies.asking()] == [
        (refused.id, ReplyState.REFUSED),
        (lost.id, ReplyState.UNKNOWN),
    ]
    assert set(replies.latest([refused.id, lost.id, "none"])) == {refused.id, lost.id}
    with desk.at_work(desk.an):
        replies.decide(lost.id, desk.an.id, PIN, is_there=True)
        desk.feedback.items.note_reply(refused.id, desk.clock.now(), desk.an.id)
    assert replies.asking() == replies.on_their_way() == ()


def test_one_that_is_gone_afterwards_is_for_a_person_and_not_sent_again(answers: AnswerRig) -> None:
    item = queued(answers)
    answers.page.faults.append("removed")
    answers.run(rounds=12, seconds=40)
    assert (answers.state(item).state, answers.state(item).asks) == (ReplyState.UNKNOWN, True)
    assert len(answers.page.writes) == 1


def test_the_platforms_window_is_asked_again_when_it_is_sent(answers: AnswerRig) -> None:
    desk = answers.desk
    (item,) = desk.take_in(desk.message("Làm căn cước cần giấy tờ gì?"))
    answers.answer(item)
    answers.send(item)
    answers.page.reachable = False
    answers.run(rounds=2, seconds=30)
    answers.page.until = desk.clock.now() - timedelta(seconds=1)
    answers.page.reachable = True
    answers.run(rounds=3, seconds=60)
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.REFUSED, [])
    assert "Nền tảng chỉ cho trả lời đến" in answers.state(item).problem.vi


def test_nothing_leaves_for_what_was_closed_meanwhile(answers: AnswerRig) -> None:
    desk = answers.desk
    item = queued(answers)
    with desk.at_work(desk.an):
        desk.feedback.items.close(item.id, ItemOutcome.NO_ANSWER, desk.an.id)
    answers.run()
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.REFUSED, [])


def test_a_copy_of_the_profile_sends_nothing(answers: AnswerRig) -> None:
    item = queued(answers)
    answers.home.append("Hồ sơ này là bản sao.")
    with pytest.raises(Refused, match="bản sao"):
        answers.replies.run()
    with pytest.raises(Refused, match="bản sao"):
        answers.send(item)
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.WAITING, [])


def test_what_waited_too_long_is_not_sent_without_asking(answers: AnswerRig) -> None:
    item = queued(answers)
    answers.desk.clock.forward(hours=13)
    answers.run()
    assert (answers.state(item).state, answers.page.writes) == (ReplyState.REFUSED, [])


# Several workers


def test_an_account_is_served_by_one_worker_at_a_time_and_a_dead_ones_call_is_looked_for(answers: AnswerRig) -> None:
    """The second takes over what the first left in SENDING: it looks, and does not send."""
    other = AnswerRig(answers.desk, answers.page, Alive("w2"))
    item = queued(answers)

    def die() -> None:
        answers.page.before_write = lambda: None
        assert other.replies.run().moved == ()
        raise KeyboardInterrupt

    answers.page.before_write = die
    with pytest.raises(KeyboardInterrupt):
        answers.replies.run()
    assert answers.state(item).state is ReplyState.SENDING
    assert other.replies.run().moved == ()
    other.liveness.dead.add("w1")  # type: ignore[attr-defined]
    other.run(rounds=12, seconds=40)
    assert (answers.state(item).state, answers.state(item).asks) == (ReplyState.UNKNOWN, True)
    assert answers.page.writes == []
