"""Handing over: the ready answer with confirmed numbers alone, and what stays of an item that was passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from studio.clock import local_date
from studio.directory.model import Contact
from studio.errors import BadInput, NotPermitted, Refused
from studio.feedback.model import Category, HandoverChannel, ItemOutcome, ItemState
from studio.training.messages import Message, shipped_messages
from tests.feedback.desk_rig import ON_DUTY, POLICE, DeskRig

URGENT = [message for message in shipped_messages().messages.values() if message.category == "urgent"]
EMERGENCY = {
    "111": "Bảo vệ trẻ em",
    "112": "Sự cố, thiên tai",
    "113": "An ninh trật tự",
    "114": "Cháy và cứu nạn",
    "115": "Cấp cứu y tế",
}
POST = "Trực ban Công an phường"
REFERENCE = "CT-2026-014"


def confirm(desk: DeskRig, numbers: Sequence[str], *, days_ago: int = 0) -> None:
    """Let these emergency numbers and the duty point stand in the directory, confirmed."""
    on = local_date(desk.clock.now()) - timedelta(days=days_ago)
    with desk.at_work(desk.cuong):
        for number in numbers:
            contact = Contact(id=f"so-{number}", unit=POLICE.id, label=EMERGENCY[number], phone=number, emergency=True)
            desk.studio.directory.save_contact(contact)
        for contact in desk.studio.directory.book().contacts:
            desk.studio.directory.verify_contact(contact.id, by=desk.cuong.id, on=on)


@pytest.mark.parametrize("message", URGENT, ids=lambda message: message.id)
def test_the_ready_answer_names_a_number_of_the_key_and_the_duty_point(desk: DeskRig, message: Message) -> None:
    confirm(desk, tuple(EMERGENCY))
    item = desk.ask(message.text)
    with desk.at_work(desk.an):
        ready = desk.feedback.handovers.text_for(item.id, desk.an.id)
    assert {contact.phone for contact in ready.contacts} & set(message.call)
    assert all(contact.phone in ready.answer for contact in ready.contacts)
    assert ready.duty is not None
    assert ready.duty.id == ON_DUTY.id
    assert all((ready.greeting, ready.answer, ready.next_step, ready.thanks))
    assert not any(part in ready.text for part in message.mask)


def test_a_number_that_nobody_confirmed_lately_is_left_out_and_named_to_the_officer(desk: DeskRig) -> None:
    item = desk.ask("Hai xe tông nhau, có người nằm bất tỉnh")
    with desk.at_work(desk.an), pytest.raises(Refused, match="115, 113"):
        desk.feedback.handovers.text_for(item.id, desk.an.id)
    confirm(desk, ["113"])
    with desk.at_work(desk.an):
        ready = desk.feedback.handovers.text_for(item.id, desk.an.id)
    assert [contact.phone for contact in ready.contacts] == ["113"]
    assert ready.unconfirmed == ("115",)
    confirm(desk, ["113"], days_ago=desk.studio.settings.hotline_days + 1)
    with desk.at_work(desk.an), pytest.raises(Refused):
        desk.feedback.handovers.text_for(item.id, desk.an.id)


def test_only_time_post_channel_and_reference_stay(desk: DeskRig) -> None:
    told = "Quán đầu ngõ đánh bạc dấuriêngcủatin"
    item = desk.ask(told)
    with desk.at_work(desk.an):
        desk.feedback.items.categorise(item.id, Category.SECURITY_REPORT, desk.an.id)
        record = desk.feedback.handovers.hand_over(item.id, POST, HandoverChannel.SYSTEM, REFERENCE, desk.an.id)
        ended = desk.feedback.items.get(item.id)
        assert (ended.state, ended.outcome, ended.purged) == (ItemState.HANDED_OVER, ItemOutcome.HANDED_OVER, True)
        assert desk.feedback.items.conversation(item.id, desk.an.id).turns == ()
        assert desk.feedback.items.thread_for_sending(item.id) is None
    assert desk.feedback.handovers.record(item.id) == record
    assert (record.receiver, record.channel, record.reference) == (POST, HandoverChannel.SYSTEM, REFERENCE)
    assert "dấuriêngcủatin" not in str(record) + str(desk.studio.audit.entries())
    assert [line.count for line in desk.feedback.purging.certificates()] == [1]
    with desk.at_work(desk.an), pytest.raises(Refused):
        desk.feedback.handovers.hand_over(item.id, POST, HandoverChannel.SYSTEM, REFERENCE, desk.an.id)


@pytest.mark.parametrize(
    ("category", "minutes", "in_time"),
    [
        (Category.URGENT, 5, True),
        (Category.URGENT, 6, False),
        (Category.SECURITY_REPORT, 30, True),
        (Category.SECURITY_REPORT, 31, False),
        (Category.COMPLAINT, 600, True),
    ],
)
def test_the_duty_point_has_to_know_in_time(desk: DeskRig, category: Category, minutes: int, in_time: bool) -> None:
    item = desk.ask("Cháy nhà rồi")
    with desk.at_work(desk.an):
        desk.feedback.items.categorise(item.id, category, desk.an.id)
        seen = desk.clock.now()
        desk.clock.forward(minutes=minutes)
        record = desk.feedback.handovers.hand_over(
            item.id, POST, HandoverChannel.PHONE, REFERENCE, desk.an.id, seen_at=seen, called_at=desk.clock.now()
        )
    assert record.in_time is in_time
    assert (desk.feedback.handovers.late(record) is None) is in_time


def test_the_duty_point_is_called_first_and_the_text_passed_on_later(desk: DeskRig) -> None:
    item = desk.ask("Cháy nhà rồi")
    with desk.at_work(desk.an):
        called = desk.feedback.handovers.call(item.id, POST, desk.an.id)
        assert (called.reference, desk.feedback.items.get(item.id).closed_at) == ("", None)
        desk.clock.forward(hours=1)
        record = desk.feedback.handovers.hand_over(item.id, "", HandoverChannel.SYSTEM, REFERENCE, desk.an.id)
        with pytest.raises(Refused):
            desk.feedback.handovers.call(item.id, POST, desk.an.id)
    assert (record.id, record.receiver, record.called_at) == (called.id, POST, called.called_at)
    assert desk.feedback.handovers.record(item.id) == record
    assert desk.feedback.items.get(item.id).purged


@pytest.mark.parametrize(
    ("receiver", "reference"),
    [
        ("", REFERENCE),
        ("0900 000 031", REFERENCE),
        ("Trực ban, gọi ông Nguyễn Văn Thử 0900 000 031", REFERENCE),
        (POST, ""),
        (POST, "nhà đầu ngõ đánh bạc tối nào cũng vậy"),
        (POST, "0900000031"),
    ],
)
def test_neither_a_name_nor_a_story_is_kept(desk: DeskRig, receiver: str, reference: str) -> None:
    item = desk.ask("Cháy nhà rồi")
    with desk.at_work(desk.an), pytest.raises(BadInput):
        desk.feedback.handovers.hand_over(item.id, receiver, HandoverChannel.PHONE, reference, desk.an.id)
    assert not desk.feedback.items.get(item.id).purged


def test_times_that_cannot_be_are_refused(desk: DeskRig) -> None:
    item = desk.ask("Cháy nhà rồi")
    now = desk.clock.now()
    with desk.at_work(desk.an):
        for seen, called in ((now, now - timedelta(minutes=1)), (now, now + timedelta(hours=1))):
            with pytest.raises(BadInput):
                desk.feedback.handovers.hand_over(
                    item.id, POST, HandoverChannel.PHONE, REFERENCE, desk.an.id, seen_at=seen, called_at=called
                )


def test_who_does_not_work_at_the_desk_or_is_concerned_hands_nothing_over(desk: DeskRig) -> None:
    item = desk.ask("Cán bộ nói trống không")
    with desk.at_work(desk.dung), pytest.raises(NotPermitted):
        desk.feedback.handovers.hand_over(item.id, POST, HandoverChannel.PHONE, REFERENCE, desk.dung.id)
    with desk.at_work(desk.binh):
        desk.feedback.items.concern(item.id, desk.an.id, desk.binh.id)
    with desk.at_work(desk.an), pytest.raises(Refused):
        desk.feedback.handovers.hand_over(item.id, POST, HandoverChannel.PHONE, REFERENCE, desk.an.id)
