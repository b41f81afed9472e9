"""Chats of an official account: read to the end in steps, answered once and to the right person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from studio.errors import StudioError
from studio.publishers.http import Http
from studio.publishers.inbox import Channel, IncomingMessage, ReplyWay, Thread
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.zalo.inbox import ZaloInbox
from tests.publishers.fields import Recorded, escaped
from tests.publishers.patience import Impatient
from tests.publishers.schemes import each_scheme
from tests.publishers.zalo.zalo_rig import NOON, ZaloRig
from tests.simulators.faults import ENDLESS, Fault, Kind, rule

SINCE = NOON - timedelta(days=7)
PERSON = "5800000000000000001"


def inbox(rig: ZaloRig, http: Http | None = None) -> ZaloInbox:
    rig.http = http or rig.http
    return ZaloInbox(rig.http, rig.grants(), rig.clock)


def chat(rig: ZaloRig, text: str, *, person: str = PERSON, hours: float = 1, **more: Any) -> str:
    when = (NOON - timedelta(hours=hours)).isoformat()
    return str(rig.do("chat", oa_id=rig.oa_id, person=person, text=text, at=when, **more)["id"])


def read(rig: ZaloRig, since: datetime = SINCE, cursor: str = "") -> list[IncomingMessage]:
    """Every text since then, by an inbox that is made anew for each step."""
    found: list[IncomingMessage] = []
    for _ in range(100):
        batch = inbox(rig).read(rig.account, Channel.MESSAGES, since, cursor)
        found += batch.texts
        cursor = batch.cursor
        if not cursor:
            return found
    raise AssertionError("no end")


def thread_of(rig: ZaloRig, text: str) -> Thread:
    return next(one.thread for one in read(rig) if one.text == text)


def test_chats_are_read_to_the_end_with_both_sides_and_nothing_of_who_wrote(rig: ZaloRig) -> None:
    people = [f"58000000000000{n:05d}" for n in range(23)]
    for number, person in enumerate(people):
        chat(rig, f"Hỏi {number}", person=person, hours=1 + number)
    chat(rig, "OA trả lời", person=people[5], hours=0.5, ours=True)
    chat(rig, "", person=people[6], hours=0.5, kind="photo")
    for number in range(35):
        chat(rig, f"Dài {number}", person=people[8], hours=0.9 - number / 100)
    chat(rig, "Cũ", person="5899999999999999999", hours=24 * 8)
    found = read(rig)
    assert len(found) == 23 + 2 + 35
    assert len({one.id for one in found}) == len(found)
    assert {one.thread.recipient for one in found} == set(people)
    assert [one.text for one in found if one.ours] == ["OA trả lời"]
    assert [one.text for one in found if one.media] == [""]
    assert "Người dân" not in repr(found)
    assert "zadn" not in repr(found)
    long = [one.text for one in found if one.text.startswith("Dài")]
    assert long == [f"Dài {number}" for number in range(35)]


def test_a_reading_begins_again_at_any_step_and_later_ones_bring_the_new_alone(rig: ZaloRig) -> None:
    for number in range(25):
        chat(rig, f"Hỏi {number}", person=f"58000000000000{number:05d}", hours=1 + number)
    first = inbox(rig).read(rig.account, Channel.MESSAGES, SINCE)
    chat(rig, "Mới trong lúc đọc", person="5800000000000999999", hours=0)
    rest = {one.text for one in read(rig, cursor=first.cursor)}
    assert {one.text for one in first.texts} | rest >= {f"Hỏi {number}" for number in range(25)}
    assert [one.text for one in read(rig, NOON - timedelta(minutes=1))] == ["Mới trong lúc đọc"]
    assert not any(f"58000000000000{number:05d}" in first.cursor for number in range(25))


def test_a_reply_goes_to_who_asked_free_at_first_then_charged_then_not_at_all(rig: ZaloRig) -> None:
    chat(rig, "Làm thẻ ở đâu?", hours=1)
    thread = thread_of(rig, "Làm thẻ ở đâu?")
    asked = NOON - timedelta(hours=1)
    (window,) = inbox(rig).windows(rig.account, thread, asked)
    assert (window.charged_from, window.until) == (asked + timedelta(hours=48), asked + timedelta(days=7))
    answer = inbox(rig).reply(rig.account, thread, ReplyWay.PRIVATE, "Ở bộ phận một cửa")
    assert answer.outcome is Outcome.DONE
    back = inbox(rig).replies(rig.account, thread, ReplyWay.PRIVATE, NOON)
    assert [(one.id, one.text, one.thread) for one in back] == [(answer.remote_id, "Ở bộ phận một cửa", thread)]
    rig.clock.advance(timedelta(days=7))
    late = inbox(rig).reply(rig.account, thread, ReplyWay.PRIVATE, "Muộn")
    assert late.outcome is Outcome.REFUSED
    assert "7 ngày" in late.say.vi


def test_what_zalo_does_not_offer_is_told(rig: ZaloRig) -> None:
    thread = Thread(channel=Channel.MESSAGES, key=PERSON, recipient=PERSON)
    other = Thread(channel=Channel.MESSAGES, key=PERSON, recipient="5800000000000000002")
    one = inbox(rig)
    assert one.abilities(rig.account).channels == (Channel.MESSAGES,)
    assert one.reply(rig.account, thread, ReplyWay.PUBLIC, "Chào").outcome is Outcome.REFUSED
    assert one.reply(rig.account, other, ReplyWay.PRIVATE, "Chào").outcome is Outcome.REFUSED
    assert one.reply(rig.account, thread, ReplyWay.PRIVATE, "d" * 2001).outcome is Outcome.REFUSED
    assert one.hide(rig.account, thread, hidden=True).outcome is Outcome.REFUSED
    assert one.is_hidden(rig.account, thread) is None
    with pytest.raises(StudioError, match="bình luận"):
        one.read(rig.account, Channel.COMMENTS, SINCE)
    assert rig.calls("*/message/cs") == 0


@each_scheme
@pytest.mark.parametrize("kind", [Kind.DROP_AFTER, Kind.TRUNCATED, Kind.HTML, Kind.SLOW, Kind.PORTAL])
def test_a_lost_answer_leaves_the_reply_unknown_and_a_look_tells(rig: ZaloRig, kind: Kind) -> None:
    chat(rig, "Làm thẻ ở đâu?")
    thread = thread_of(rig, "Làm thẻ ở đâu?")
    fault = Fault(kind=kind, seconds=60)
    rig.server.faults.add(rule(fault, method="POST", path="*/message/cs", nth=(1,)))
    line = rig.http
    one = inbox(rig, Impatient(rig.server) if kind in ENDLESS else None)
    assert one.reply(rig.account, thread, ReplyWay.PRIVATE, "Ở một cửa").outcome is Outcome.UNKNOWN
    found = inbox(rig, line).replies(rig.account, thread, ReplyWay.PRIVATE, NOON - timedelta(minutes=2))
    assert [one.text for one in found] == (["Ở một cửa"] if fault.commits else [])


def test_an_answer_of_another_chat_is_not_taken_for_this_one(rig: ZaloRig) -> None:
    chat(rig, "Chuyện của tôi")
    chat(rig, "Chuyện của người khác", person="5800000000000000002")
    mine = thread_of(rig, "Chuyện của tôi")
    recorded = Recorded(rig.http)
    inbox(rig, recorded).replies(
        rig.account, Thread(channel=Channel.MESSAGES, key="5800000000000000002"), ReplyWay.PRIVATE, SINCE
    )

    class Echo(Http):
        def send(self, method: str, url: str, **parts: Any) -> Any:
            return recorded.replies[0]

    with pytest.raises(Unreachable):
        inbox(rig, Echo()).replies(rig.account, mine, ReplyWay.PRIVATE, SINCE)
    recorded.close()


@pytest.mark.parametrize("what", ["read", "reply", "replies"])
def test_no_field_of_an_answer_escapes(rig: ZaloRig, what: str) -> None:
    chat(rig, "Làm thẻ ở đâu?")
    thread, line = thread_of(rig, "Làm thẻ ở đâu?"), rig.http
    ways: dict[str, Any] = {
        "read": lambda http: inbox(rig, http).read(rig.account, Channel.MESSAGES, SINCE),
        "reply": lambda http: inbox(rig, http).reply(rig.account, thread, ReplyWay.PRIVATE, "Chào"),
        "replies": lambda http: inbox(rig, http).replies(rig.account, thread, ReplyWay.PRIVATE, SINCE),
    }
    recorded = Recorded(line)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    line.close()
    assert found == []
    assert tried > 5
