"""Items of the feedback desk: taken in once, put into the right thread, decided about by persons, timed by hours."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta

import pytest

from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.feedback.hours import OpenTime, WorkingWeek
from studio.feedback.model import (
    Category,
    Due,
    FeedbackFilter,
    FeedbackQueue,
    ItemOutcome,
    ItemState,
    Origin,
    Span,
    SpanUnit,
    Target,
)
from studio.outbox.audit import Act
from studio.outbox.model import Delivery, DeliveryState
from studio.outbox.storage import StoredOutbox
from studio.people.present import bring, by_itself
from tests.feedback.desk_rig import FACEBOOK, NOW, PIN, PRACTICE, DeskRig

CARD = "Làm căn cước cần giấy tờ gì?"


def at(hour: int, minute: int = 0, *, day: int = 25) -> datetime:
    """That hour of November 2026 in Vietnam."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def steps(desk: DeskRig) -> list[tuple[str, str]]:
    return [(entry.by, entry.data["step"]) for entry in desk.studio.audit.entries() if entry.act is Act.FEEDBACK]


def test_a_text_that_is_read_again_is_taken_in_once(desk: DeskRig) -> None:
    arrival = desk.comment(CARD)
    assert desk.feedback.items.take_in([arrival, arrival]) == 1
    assert desk.feedback.items.take_in([arrival]) == 0
    desk.reopen()
    assert desk.feedback.items.take_in([arrival]) == 0
    assert desk.feedback.items.counts().to_answer == 1
    other_page = desk.comment(CARD, id=arrival.incoming.id, account=PRACTICE.name)
    assert desk.feedback.items.take_in([other_page]) == 1, "the same id on another page is another text"


def test_what_is_older_than_it_is_known_for_is_not_taken_in(desk: DeskRig) -> None:
    assert desk.feedback.items.take_in([desk.comment(CARD, at=NOW - timedelta(days=91))]) == 0


def test_a_later_text_of_an_open_thread_goes_to_its_item(desk: DeskRig) -> None:
    item = desk.ask(thread="a")
    later = (desk.comment("Tôi ở quê lên", thread="a"), desk.comment("Chào bạn", thread="a", ours=True))
    assert desk.take_in(*later) == ()
    with desk.at_work(desk.an):
        turns = desk.feedback.items.conversation(item.id, desk.an.id).turns
    assert [(turn.text, turn.ours) for turn in turns] == [(CARD, False), ("Tôi ở quê lên", False), ("Chào bạn", True)]
    assert desk.feedback.items.get(item.id).first_reply_at is None, "an automatic greeting is no answer"


def test_after_the_end_a_text_begins_an_item_that_nothing_links_to_the_former(desk: DeskRig) -> None:
    first = desk.ask(thread="a")
    with desk.at_work(desk.an):
        desk.feedback.items.close(first.id, ItemOutcome.NO_ANSWER, desk.an.id)
    second = desk.ask("Còn mất phí không?", thread="a")
    assert second.id != first.id
    with closing(sqlite3.connect(desk.profile.database)) as raw:
        raw.row_factory = sqlite3.Row
        rows = {row["item"]: row for row in raw.execute("SELECT * FROM feedback_threads")}
    assert rows[first.id]["mark"] is None
    assert rows[second.id]["mark"] is not None
    assert rows[first.id]["sealed"] != rows[second.id]["sealed"]


def test_the_pages_own_text_alone_begins_nothing(desk: DeskRig) -> None:
    assert desk.take_in(desk.comment("Mời bà con theo dõi lịch tuần", ours=True)) == ()


def test_no_table_holds_what_leads_to_a_citizen(desk: DeskRig) -> None:
    desk.take_in(desk.message("Tôi hỏi về tạm trú", thread="conv-77"))
    desk.ask(thread="comment-88")
    listing = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'feedback%'"
    with closing(sqlite3.connect(desk.profile.database)) as raw:
        tables = [name for (name,) in raw.execute(listing)]
        told = repr([raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables])  # noqa: S608
    traces = ("conv-77", "psid-", "comment-88", "comment_id", "text-", "tạm trú")
    assert [trace for trace in traces if trace in told] == []


def test_a_comment_knows_the_units_own_post_above_it(desk: DeskRig) -> None:
    with desk.at_work(desk.an):
        post = desk.studio.drafts.open_new("scam_warning", desk.an.id)
    delivery = Delivery(
        id="gui-1",
        post_id=post.id,
        post_title="Cảnh báo giả danh cán bộ",
        account=FACEBOOK.name,
        platform=FACEBOOK.platform,
        page_id=FACEBOOK.page_id,
        seal="0" * 64,
        reference="ma-1",
        state=DeliveryState.VERIFIED,
        due_at=NOW,
        remote_id="post-9",
        created_at=NOW,
        updated_at=NOW,
    )
    with by_itself("a test puts what only a page can bring about"):
        StoredOutbox(desk.studio.store).add(delivery)
    item, other = desk.ask(under="post-9"), desk.ask(under="post-8")
    assert (item.post, other.post) == (post.id, "")
    with desk.at_work(desk.an):
        shown = desk.feedback.items.conversation(item.id, desk.an.id)
    assert (shown.post_title, shown.permalink.partition("?")[0]) == (
        "Cảnh báo giả danh cán bộ",
        "https://www.facebook.com/post-9",
    )


# The clock


def test_targets_follow_the_category_and_the_hours(desk: DeskRig) -> None:
    item = desk.ask(at=at(8, 59))
    assert item.reply_due == at(13, 0) + timedelta(hours=1, minutes=29), "four working hours, noon left out"
    with desk.at_work(desk.an):
        urgent = desk.feedback.items.categorise(item.id, Category.URGENT, desk.an.id)
        assert (urgent.reply_due, desk.feedback.items.due(urgent)) == (at(9, 4), Due.SOON)
        desk.clock.forward(minutes=5)
        assert desk.feedback.items.due(urgent) is Due.OVERDUE
        service = desk.feedback.items.categorise(item.id, Category.SERVICE_FEEDBACK, desk.an.id)
        assert (service.due_at, desk.feedback.items.due(service)) == (at(8, 59, day=26), Due.FINE)


def test_waiting_for_the_citizen_stops_the_clock(desk: DeskRig) -> None:
    item = desk.ask(thread="a", at=NOW)
    with desk.at_work(desk.an):
        waits = desk.feedback.items.wait_for_citizen(item.id, desk.an.id)
    assert (waits.state, waits.due_at, waits.assigned_to) == (ItemState.WAITING, None, desk.an.id)
    desk.clock.moment = at(15)
    desk.take_in(desk.comment("Tôi gửi thêm", thread="a"))
    resumed = desk.feedback.items.get(item.id)
    assert (resumed.state, resumed.waited) == (ItemState.ANSWERING, timedelta(hours=4, minutes=30))
    assert resumed.due_at == at(9, 30, day=26), "14:30 and the four and a half working hours that it waited"


def test_a_question_after_the_answer_has_a_time_of_its_own(desk: DeskRig) -> None:
    item = desk.ask(thread="a", at=NOW)
    with desk.at_work(desk.an):
        desk.clock.forward(minutes=20)
        answered = desk.feedback.items.note_reply(item.id, desk.clock.now(), desk.an.id)
        assert (answered.state, answered.in_time, answered.due_at) == (ItemState.ANSWERED, True, None)
        desk.clock.forward(hours=24)
        desk.take_in(desk.comment("Nếu mất bản gốc thì sao?", thread="a"))
        again = desk.feedback.items.get(item.id)
        assert (again.state, again.asked_at) == (ItemState.ANSWERING, desk.clock.now() - timedelta(minutes=1))
        assert again.due_at is not None
        assert again.due_at > desk.clock.now()
        assert (again.first_reply_at, again.reply_due) == (answered.first_reply_at, answered.reply_due)


def test_a_reply_without_the_result_leaves_the_result_owed(desk: DeskRig) -> None:
    item = desk.ask(at=NOW)
    with desk.at_work(desk.an):
        held = desk.feedback.items.note_reply(item.id, NOW, desk.an.id, fully=False)
        assert held.due_at == held.result_due == at(9, 0, day=26)
        assert desk.feedback.items.counts().to_answer == 1
        done = desk.feedback.items.note_reply(item.id, NOW, desk.an.id)
        assert done.due_at is None
        assert (desk.feedback.items.counts().to_answer, desk.feedback.items.counts().waiting) == (0, 1)


def test_new_targets_are_reckoned_for_what_is_open(desk: DeskRig) -> None:
    item = desk.ask(at=NOW)
    hour = Target(reply=Span(amount=1, unit=SpanUnit.HOUR))
    with desk.at_work(desk.cuong):
        desk.feedback.settings.set_targets({Category.PROCEDURE: hour}, desk.cuong.id, PIN)
        assert desk.feedback.items.get(item.id).due_at == NOW + timedelta(hours=1)
        assert (desk.cuong.id, "set") in steps(desk)
        wrong = Target(reply=Span(amount=0, unit=SpanUnit.HOUR))
        with pytest.raises(BadInput):
            desk.feedback.settings.set_targets({Category.THANKS: wrong}, desk.cuong.id, PIN)
    with desk.at_work(desk.an), pytest.raises(NotPermitted):
        desk.feedback.settings.set_targets({Category.PROCEDURE: hour}, desk.an.id, PIN)


def test_hours_that_are_set_hold_for_what_is_open_and_after_a_restart(desk: DeskRig) -> None:
    item = desk.ask(at=NOW)
    saturday = WorkingWeek(by_weekday={6: (OpenTime(start=time(8), end=time(12, 30)),)}, made_up=(date(2026, 11, 30),))
    with desk.at_work(desk.cuong):
        desk.feedback.settings.set_hours(saturday, desk.cuong.id, PIN)
    assert desk.feedback.items.get(item.id).due_at == at(12, day=28)
    desk.reopen()
    assert desk.feedback.settings.week() == saturday
    assert desk.feedback.settings.hours().open_at(at(8, day=30)), "a Monday that is worked instead"
    assert not desk.feedback.settings.hours().open_at(at(9))


# The queue


def test_the_queue_shows_first_what_is_due_first(desk: DeskRig) -> None:
    late = desk.ask("Câu một", at=NOW - timedelta(days=2))
    fresh = desk.ask("Câu hai", at=NOW, account=PRACTICE.name)
    near = desk.ask("Câu ba", at=NOW - timedelta(days=1, hours=18))
    items = desk.feedback.items
    assert items.ids(FeedbackFilter()) == (late.id, near.id, fresh.id)
    assert items.ids(FeedbackFilter(pill=FeedbackQueue.OVERDUE)) == (late.id,)
    assert items.ids(FeedbackFilter(pill=FeedbackQueue.SOON)) == (near.id,)
    assert items.ids(FeedbackFilter(account=PRACTICE.name)) == (fresh.id,)
    assert [item.id for item in items.page(FeedbackFilter(), after=late.id, limit=1)] == [near.id]
    assert (items.counts().to_answer, items.counts().overdue, items.counts(PRACTICE.name).overdue) == (3, 1, 0)
    with desk.at_work(desk.an):
        items.close(near.id, ItemOutcome.NO_ANSWER, desk.an.id)
        assert items.ids(FeedbackFilter(pill=FeedbackQueue.CLOSED)) == (near.id,)
        assert items.ids(FeedbackFilter(assigned_to=desk.an.id)) == ()
        items.take(fresh.id, desk.an.id)
        assert items.ids(FeedbackFilter(assigned_to=desk.an.id)) == (fresh.id,)


def test_a_line_shows_its_text_covered_and_to_the_desk_alone(desk: DeskRig) -> None:
    item = desk.ask("Gọi tôi số 0900 000 012 nhé")
    with desk.at_work(desk.an):
        assert desk.feedback.items.rows([item.id])[0].first_line == "Gọi tôi số [số điện thoại đã che] nhé"
    with desk.at_work(desk.dung):
        assert desk.feedback.items.rows([item.id])[0].first_line == ""
    bring(None)
    assert desk.feedback.items.rows([item.id])[0].first_line == "", "nobody is there"


# Who may


def test_each_uncovering_stands_in_the_log_and_no_text_does(desk: DeskRig) -> None:
    item = desk.ask("Gọi tôi số 0900 000 012 nhé")
    with desk.at_work(desk.an):
        covered = desk.feedback.items.conversation(item.id, desk.an.id).turns[0]
        assert [covered.text[part.start : part.end] for part in covered.masked] == ["0900 000 012"]
        for _ in range(2):
            assert desk.feedback.items.unmask(item.id, desk.an.id).turns[0].masked == ()
    assert steps(desk).count((desk.an.id, "unmasked")) == 2
    assert "0900" not in json.dumps([dict(entry.data) for entry in desk.studio.audit.entries()])


def test_whom_it_concerns_has_nothing_to_do_with_it(desk: DeskRig) -> None:
    item, items = desk.ask("Đồng chí trực hôm qua trả lời thiếu lịch sự"), desk.feedback.items
    with desk.at_work(desk.binh):
        items.take(item.id, desk.binh.id)
    with desk.at_work(desk.an):
        assert items.concern(item.id, desk.binh.id, desk.an.id).assigned_to == ""
        assert items.rows([item.id])[0].first_line == ""
        with pytest.raises(Refused):
            items.assign(item.id, desk.binh.id, desk.an.id)
    with desk.at_work(desk.binh):
        for act in (items.conversation, items.unmask, items.take, items.wait_for_citizen, items.require_unconcerned):
            with pytest.raises(Refused):
                act(item.id, desk.binh.id)
        with pytest.raises(Refused):
            items.concern(item.id, "", desk.binh.id)


def test_only_a_focal_officer_is_given_an_item(desk: DeskRig) -> None:
    item, items = desk.ask(), desk.feedback.items
    with desk.at_work(desk.cuong):
        desk.feedback.settings.set_focal(FACEBOOK.name, desk.an.id, desk.binh.id, desk.cuong.id, PIN)
        assert items.assign(item.id, desk.an.id, desk.cuong.id).assigned_to == desk.an.id
        with pytest.raises(Refused):
            items.assign(item.id, desk.cuong.id, desk.cuong.id)
        with pytest.raises(BadInput):
            desk.feedback.settings.set_focal(FACEBOOK.name, desk.an.id, desk.an.id, desk.cuong.id, PIN)


def test_who_does_not_work_at_the_desk_reads_nothing(desk: DeskRig) -> None:
    item = desk.ask()
    with desk.at_work(desk.dung):
        for act in (desk.feedback.items.conversation, desk.feedback.items.unmask, desk.feedback.items.take):
            with pytest.raises(NotPermitted):
                act(item.id, desk.dung.id)


def test_what_was_said_at_the_counter_is_entered(desk: DeskRig) -> None:
    items = desk.feedback.items
    with desk.at_work(desk.an):
        made = items.record(Origin.PHONE, "Hỏi lịch làm căn cước", NOW, desk.an.id, category=Category.PROCEDURE)
        assert made.due_at == at(14, 30)
        assert items.thread(made.id, desk.an.id) is None
        for origin, text in ((Origin.COMMENT, "chữ"), (Origin.PHONE, " ")):
            with pytest.raises(BadInput):
                items.record(origin, text, NOW, desk.an.id)


def test_what_was_said_counts_to_a_page_of_the_unit_alone(desk: DeskRig) -> None:
    items = desk.feedback.items
    with desk.at_work(desk.an):
        for named, counted in ((FACEBOOK.name, FACEBOOK.name), ("", desk.studio.accounts.list()[0].name)):
            assert items.record(Origin.PHONE, "Hỏi lịch", NOW, desk.an.id, account=named).account == counted
        before = desk.open_ids()
        with pytest.raises(NotFound, match="trang-facebook"):
            items.record(Origin.PHONE, "Hỏi lịch", NOW, desk.an.id, account="trang-facebok")
    assert desk.open_ids() == before


def test_an_end_is_an_end(desk: DeskRig) -> None:
    item, items = desk.ask(), desk.feedback.items
    with desk.at_work(desk.an):
        with pytest.raises(Refused, match="chưa có trả lời"):
            items.close(item.id, ItemOutcome.ANSWERED, desk.an.id)
        closed = items.close(item.id, ItemOutcome.NO_ANSWER, desk.an.id)
        assert (closed.state, closed.due_at) == (ItemState.CLOSED, None)
        with pytest.raises(Refused, match="đã đóng"):
            items.take(item.id, desk.an.id)
        opened = items.reopen(item.id, desk.an.id)
        assert (opened.state, opened.purge_on, opened.assigned_to) == (ItemState.ANSWERING, None, desk.an.id)
        assert opened.due_at is not None


# The same questions


def test_the_same_questions_are_found_by_topic_or_words_and_merged_by_a_person(desk: DeskRig) -> None:
    items = desk.feedback.items
    first = desk.ask("Cho em hỏi làm căn cước mất bao nhiêu tiền ạ")
    near = desk.ask("lam can cuoc mat bao nhieu tien vay")
    topic = desk.ask("Trẻ 6 tuổi có làm được không")
    elsewhere = desk.ask("Làm căn cước mất bao nhiêu tiền", under="post-2")
    other = desk.ask("Công an phường nghỉ Tết từ hôm nào")
    assert [item.id for item in items.same_questions(first.id)] == [near.id]
    with desk.at_work(desk.an):
        for item in (first, topic):
            items.set_topic(item.id, "identity_card", desk.an.id)
        assert {item.id for item in items.same_questions(first.id)} == {near.id, topic.id}
        assert items.rows([first.id, other.id])[0].same == 2
        merged = items.merge([first.id, near.id], desk.an.id)
        assert {item.group for item in merged} == {first.id}
        assert {item.id for item in items.group_of(near.id)} == {first.id, near.id}
        items.separate(near.id, desk.an.id)
        assert items.group_of(near.id)[0].id == near.id
        with pytest.raises(Refused):
            items.merge([first.id], desk.an.id)
        with pytest.raises(BadInput):
            items.set_topic(first.id, "không có", desk.an.id)
    assert items.get(elsewhere.id).group == ""
