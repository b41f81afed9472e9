"""Comments and messages of a Facebook page: read to the end in steps, answered once and in the right place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from studio.accounts.logins import FacebookLogin
from studio.errors import StudioError
from studio.publishers.facebook.inbox import FacebookInbox
from studio.publishers.http import Http
from studio.publishers.inbox import Channel, IncomingMessage, ReplyWay, Thread
from studio.publishers.port import Outcome, Unreachable
from studio.secret import Secret
from tests.publishers.facebook.scene import NOON, OTHER_PAGE, PAGE, Scene
from tests.publishers.fields import Recorded, escaped
from tests.publishers.patience import Impatient
from tests.publishers.schemes import each_scheme
from tests.simulators.facebook import access
from tests.simulators.faults import ENDLESS, Fault, Kind, rule

PERSON = "900000000000001"
SINCE = NOON - timedelta(days=7)


def inbox(scene: Scene, http: Http | None = None) -> FacebookInbox:
    return FacebookInbox(http or scene.http, scene.logins, scene.clock, pause=lambda _: None)


def at(**before: float) -> str:
    return (NOON - timedelta(**before)).isoformat()


def do(scene: Scene, action: str, **given: Any) -> Any:
    with scene.server.lock:
        return scene.facebook.control(action, given)


def comment(scene: Scene, post: str, text: str, *, when: str = "", **more: Any) -> str:
    return str(do(scene, "comment", post=post, message=text, at=when or at(hours=1), **more)["id"])


def chat(scene: Scene, text: str, *, person: str = PERSON, when: str = "", **more: Any) -> dict[str, str]:
    told: dict[str, str] = do(scene, "chat", page=PAGE, person=person, text=text, at=when or at(hours=1), **more)
    return told


def read(
    scene: Scene, channel: Channel = Channel.COMMENTS, *, since: datetime = SINCE, cursor: str = ""
) -> list[IncomingMessage]:
    """Every text since then, from that step on, by an inbox as a new start of the program has it."""
    found: list[IncomingMessage] = []
    one = inbox(scene)
    for _ in range(200):
        batch = one.read(scene.account, channel, since, cursor)
        found += batch.texts
        cursor = batch.cursor
        if not cursor:
            return found
    raise AssertionError("no end")


def thread_of(texts: Sequence[IncomingMessage], text: str) -> Thread:
    return next(one.thread for one in texts if one.text == text)


def test_comments_of_posts_and_reels_come_once_with_their_threads_and_nothing_of_who_wrote(scene: Scene) -> None:
    first = scene.by_hand("Bài một", at=NOON - timedelta(days=30))
    second = scene.by_hand("Bài hai", at=NOON - timedelta(days=2))
    quiet = scene.by_hand("Bài không ai hỏi", at=NOON - timedelta(days=20))
    scene.by_hand("Khách viết lên trang", visitor=True)
    reel = scene.create(scene.film(b"\0\0\0\x18ftypisom" * 30)).remote_id
    asked = comment(scene, first, "Làm thẻ ở đâu?")
    comment(scene, first, "Tôi cũng hỏi", parent=asked)
    comment(scene, first, "Mời bạn đến bộ phận một cửa", parent=asked, author=PAGE, when=at(minutes=50))
    comment(scene, first, "Cũ rồi", when=at(days=9))
    comment(scene, second, "", sticker=True)
    comment(scene, reel, "Phim hay", hidden=True)
    found = read(scene)
    told = {(one.text, one.ours, one.hidden, one.media) for one in found}
    assert told == {
        ("Làm thẻ ở đâu?", False, False, False),
        ("Tôi cũng hỏi", False, False, False),
        ("Mời bạn đến bộ phận một cửa", True, False, False),
        ("", False, False, True),
        ("Phim hay", False, True, False),
    }
    assert len({one.id for one in found}) == len(found)
    below = thread_of(found, "Tôi cũng hỏi")
    assert (below.key, below.under) == (asked, first)
    assert below.meant != asked
    assert thread_of(found, "Mời bạn đến bộ phận một cửa").key == asked
    assert "Người dân" not in repr(found)
    assert PERSON not in repr(found)
    link = next(one.permalink for one in found if one.text == "Làm thẻ ở đâu?")
    assert link.startswith("https://www.facebook.com/")
    assert f"comment_id={asked.rpartition('_')[2]}" in link
    assert not any(quiet in call.call.path for call in scene.calls("GET", "*/comments"))


def test_a_post_with_many_comments_is_read_to_the_end_from_whatever_step(scene: Scene) -> None:
    post = scene.by_hand("Bài đông")
    made = {comment(scene, post, f"Hỏi {n}", when=at(minutes=n)) for n in range(1, 251)}
    steps, cursor, one = [], "", inbox(scene)
    while True:
        batch = one.read(scene.account, Channel.COMMENTS, SINCE, cursor)
        steps.append((cursor, batch))
        cursor = batch.cursor
        if not cursor:
            break
    assert {text.id for _, batch in steps for text in batch.texts} == made
    for number, (start, _) in enumerate(steps):  # a program that was killed begins there again
        again = {text.id for text in read(scene, cursor=start)}
        assert again >= {text.id for _, batch in steps[number:] for text in batch.texts}
    cursors = "".join(start for start, _ in steps)
    assert PERSON not in cursors
    assert not any(id_ in cursors for id_ in made)


def test_a_reading_goes_on_where_a_post_was_taken_off_or_a_mark_has_run_out(scene: Scene) -> None:
    kept, removed = scene.by_hand("Còn", at=NOON - timedelta(hours=2)), scene.by_hand("Mất")
    comment(scene, kept, "Vẫn đọc được")
    comment(scene, removed, "Không còn")
    step = inbox(scene).read(scene.account, Channel.COMMENTS, SINCE)
    do(scene, "remove", post=removed)
    assert [one.text for one in read(scene, cursor=step.cursor)] == ["Vẫn đọc được"]
    many = scene.by_hand("Đông", at=NOON - timedelta(hours=3))
    for number in range(120):
        comment(scene, many, f"Hỏi {number}", when=at(minutes=number))
    one, cursor = inbox(scene), ""
    while '"inside": "' not in cursor or '"inside": ""' in cursor:
        cursor = one.read(scene.account, Channel.COMMENTS, SINCE, cursor).cursor
    given = {"code": 100, "message": "(#100) The after cursor specified exceeds the max limit supported"}
    out = rule(Fault(kind=Kind.ERROR, options=given), method="GET", path="*/comments", nth=(1,))
    scene.server.faults.add(out)
    texts = []
    while cursor:
        batch = one.read(scene.account, Channel.COMMENTS, SINCE, cursor)
        texts += [told.text for told in batch.texts]
        cursor = batch.cursor
    assert {f"Hỏi {number}" for number in range(120)} <= set(texts)
    assert {one.id for one in read(scene, cursor="no cursor at all")} == {one.id for one in read(scene)}


def test_a_persons_token_is_recognised_and_not_taken_for_a_quiet_page(scene: Scene) -> None:
    post = scene.by_hand("Bài một")
    comment(scene, post, "Có ai đọc không?")
    user = access.issue(scene.world, "user", long=True)
    scene.logins.save(scene.account.name, FacebookLogin(page_token=Secret(user.value)))
    with pytest.raises(StudioError) as told:
        read(scene)
    assert not isinstance(told.value, Unreachable)
    assert "kết nối lại" in str(told.value.phrase.vi)


def test_a_token_that_stops_being_shown_comments_is_asked_about_anew(scene: Scene) -> None:
    """The token was good a minute ago; then the list is empty without a word, though the post has comments."""
    post = scene.by_hand("Bài một")
    comment(scene, post, "Có ai đọc không?")
    one = inbox(scene)
    cursor = one.read(scene.account, Channel.COMMENTS, SINCE).cursor
    login = scene.logins.load(scene.account.name)
    assert isinstance(login, FacebookLogin)
    token = scene.world.tokens[login.page_token.reveal()]
    token.kind, token.page_id = "user", ""
    with pytest.raises(StudioError) as told:
        one.read(scene.account, Channel.COMMENTS, SINCE, cursor)
    assert "kết nối lại" in told.value.phrase.vi


def test_missing_rights_are_named(scene: Scene) -> None:
    scene.connect(PAGE, scopes={"pages_manage_posts", "pages_read_engagement"})
    for channel, right in (
        (Channel.COMMENTS, "pages_read_user_content"),
        (Channel.MESSAGES, "pages_messaging"),
    ):
        with pytest.raises(StudioError, match=right):
            inbox(scene).read(scene.account, channel, SINCE)
    thread = Thread(channel=Channel.COMMENTS, key="1_2", under=f"{PAGE}_1")
    answer = inbox(scene).reply(scene.account, thread, ReplyWay.PUBLIC, "Chào bạn")
    assert answer.outcome is Outcome.NOT_EXECUTED
    assert answer.needs_person
    assert "pages_manage_engagement" in answer.say.vi


def test_messages_of_many_conversations_come_with_both_sides(scene: Scene) -> None:
    people = [f"9000000000{n:05d}" for n in range(25)]
    for number, person in enumerate(people):
        chat(scene, f"Hỏi {number}", person=person, when=at(minutes=60 + number))
    chat(scene, "Đã trả lời", person=people[3], ours=True)
    chat(scene, "", person=people[4], picture=True)
    for number in range(140):
        chat(scene, f"Dài {number}", person=people[7], when=at(minutes=number / 10))
    chat(scene, "Cũ", person="900000000099999", when=at(days=10))
    found = read(scene, Channel.MESSAGES)
    assert len(found) == 25 + 2 + 140
    assert len({one.id for one in found}) == len(found)
    assert {one.thread.recipient for one in found} == set(people)
    assert [one.text for one in found if one.ours] == ["Đã trả lời"]
    assert [one.text for one in found if one.media] == [""]
    assert "Người dân" not in repr(found)
    long = [one.text for one in found if one.thread.recipient == people[7] and one.text.startswith("Dài")]
    assert long == [f"Dài {number}" for number in reversed(range(140))]


def test_a_reply_stands_below_the_comment_and_is_found_again(scene: Scene) -> None:
    post = scene.by_hand("Bài một")
    asked = comment(scene, post, "Làm thẻ ở đâu?")
    deeper = comment(scene, post, "Tôi nữa", parent=asked)
    threads = {one.text: one.thread for one in read(scene)}
    for text in ("Làm thẻ ở đâu?", "Tôi nữa"):
        answer = inbox(scene).reply(scene.account, threads[text], ReplyWay.PUBLIC, f"Trả lời: {text}")
        assert answer.outcome is Outcome.DONE
        assert answer.remote_id not in (asked, deeper)
        there = inbox(scene).replies(scene.account, threads[text], ReplyWay.PUBLIC, NOON - timedelta(minutes=1))
        assert answer.remote_id in {one.id for one in there}
        assert all(one.ours for one in there)
    with scene.server.lock:
        held = {one.id: one for one in scene.posts()[0].comments}
    assert held[asked].message == "Làm thẻ ở đâu?"  # nobody's own text was changed
    assert {one.parent for one in held.values() if one.author == PAGE} == {asked}


def test_a_private_reply_to_a_comment_goes_once_and_within_a_week(scene: Scene) -> None:
    post = scene.by_hand("Bài một", at=NOON - timedelta(days=20))
    comment(scene, post, "Số nhà tôi bị sai")
    thread = thread_of(read(scene), "Số nhà tôi bị sai")
    ways = inbox(scene).windows(scene.account, thread, NOON)
    assert [(window.way, window.once) for window in ways] == [(ReplyWay.PUBLIC, False), (ReplyWay.PRIVATE, True)]
    first = inbox(scene).reply(scene.account, thread, ReplyWay.PRIVATE, "Mời bạn gửi thông tin ở đây")
    assert first.outcome is Outcome.DONE
    found = inbox(scene).replies(scene.account, thread, ReplyWay.PRIVATE, NOON - timedelta(minutes=1))
    assert [(one.id, one.thread) for one in found] == [(first.remote_id, thread)]
    again = inbox(scene).reply(scene.account, thread, ReplyWay.PRIVATE, "Mời bạn gửi thông tin ở đây")
    assert again.outcome is Outcome.UNKNOWN  # an earlier attempt may have gone through: look
    late = comment(scene, post, "Muộn", when=at(days=8))
    old = replace(thread, key=late)
    assert inbox(scene).reply(scene.account, old, ReplyWay.PRIVATE, "Chào").outcome is Outcome.REFUSED


def test_a_message_is_answered_within_a_day_and_refused_after(scene: Scene) -> None:
    chat(scene, "Trực đến mấy giờ?", when=at(hours=23))
    thread = thread_of(read(scene, Channel.MESSAGES), "Trực đến mấy giờ?")
    (window,) = inbox(scene).windows(scene.account, thread, NOON - timedelta(hours=23))
    assert window.until == NOON + timedelta(hours=1)
    answer = inbox(scene).reply(scene.account, thread, ReplyWay.PRIVATE, "Đến 17 giờ.")
    assert answer.outcome is Outcome.DONE
    found = inbox(scene).replies(scene.account, thread, ReplyWay.PRIVATE, NOON)
    assert [(one.id, one.text) for one in found] == [(answer.remote_id, "Đến 17 giờ.")]
    scene.clock.advance(timedelta(hours=2))
    late = inbox(scene).reply(scene.account, thread, ReplyWay.PRIVATE, "Đến 17 giờ.")
    assert late.outcome is Outcome.REFUSED
    assert "24 giờ" in late.say.vi


def test_nothing_goes_into_a_thread_of_another_page_or_of_no_shape(scene: Scene) -> None:
    shared = {"channel": Channel.COMMENTS, "key": "1_2"}
    wrong = [
        (Thread(**shared, under=f"{OTHER_PAGE}_1"), ReplyWay.PUBLIC),  # type: ignore[arg-type]
        (Thread(channel=Channel.COMMENTS, key="../me/feed", under=f"{PAGE}_1"), ReplyWay.PUBLIC),
        (Thread(channel=Channel.MESSAGES, key="t_1", recipient=""), ReplyWay.PRIVATE),
        (Thread(channel=Channel.MESSAGES, key="t_1", recipient=PERSON), ReplyWay.PUBLIC),
    ]
    for thread, way in wrong:
        assert inbox(scene).reply(scene.account, thread, way, "Chào").outcome is Outcome.REFUSED
    fine = Thread(channel=Channel.COMMENTS, key="1_2", under=f"{PAGE}_1")
    for text in ("", "  ", "d" * 2001):
        assert inbox(scene).reply(scene.account, fine, ReplyWay.PUBLIC, text).outcome is Outcome.REFUSED
    assert scene.calls("POST") == []


@each_scheme
@pytest.mark.parametrize("kind", [Kind.DROP_AFTER, Kind.TRUNCATED, Kind.HTML, Kind.SLOW, Kind.PORTAL])
def test_a_lost_answer_leaves_the_reply_unknown_and_a_look_tells(scene: Scene, kind: Kind) -> None:
    post = scene.by_hand("Bài một")
    comment(scene, post, "Làm thẻ ở đâu?")
    thread = thread_of(read(scene), "Làm thẻ ở đâu?")
    fault = Fault(kind=kind, seconds=60)
    scene.server.faults.add(rule(fault, method="POST", path="*/comments", nth=(1,)))
    one = inbox(scene, Impatient(scene.server) if kind in ENDLESS else None)
    assert one.reply(scene.account, thread, ReplyWay.PUBLIC, "Ở một cửa").outcome is Outcome.UNKNOWN
    found = inbox(scene).replies(scene.account, thread, ReplyWay.PUBLIC, NOON - timedelta(minutes=2))
    assert [one.text for one in found] == (["Ở một cửa"] if fault.commits else [])


def test_a_comment_is_hidden_and_shown_as_often_as_asked(scene: Scene) -> None:
    post = scene.by_hand("Bài một")
    bad = comment(scene, post, "Lời tục")
    thread = thread_of(read(scene), "Lời tục")
    for hidden in (True, True, False, False):
        assert inbox(scene).hide(scene.account, thread, hidden=hidden).outcome is Outcome.DONE
        assert inbox(scene).is_hidden(scene.account, thread) is hidden
    do(scene, "change_comment", comment=bad, removed=True)
    assert inbox(scene).is_hidden(scene.account, thread) is None


def test_a_page_near_its_limit_is_left_alone(scene: Scene) -> None:
    scene.by_hand("Bài một")
    one = inbox(scene)
    cursor = one.read(scene.account, Channel.COMMENTS, SINCE).cursor
    do(scene, "usage", page=PAGE, percent=99)
    cursor = one.read(scene.account, Channel.COMMENTS, SINCE, cursor).cursor
    with pytest.raises(Unreachable) as told:
        one.read(scene.account, Channel.COMMENTS, SINCE, cursor)
    assert told.value.seconds


@pytest.mark.parametrize(
    "what", ["comments", "inside", "messages", "reply", "private", "message", "replies", "hide", "is_hidden"]
)
def test_no_field_of_an_answer_escapes(scene: Scene, what: str) -> None:
    post = scene.by_hand("Bài một")
    comment(scene, post, "Làm thẻ ở đâu?")
    chat(scene, "Trực đến mấy giờ?")
    below = thread_of(read(scene), "Làm thẻ ở đâu?")
    letter = thread_of(read(scene, Channel.MESSAGES), "Trực đến mấy giờ?")
    inside = inbox(scene).read(scene.account, Channel.COMMENTS, SINCE).cursor
    account = scene.account

    def one(http: Http) -> FacebookInbox:
        return inbox(scene, http)

    ways: dict[str, Any] = {
        "comments": lambda http: one(http).read(account, Channel.COMMENTS, SINCE),
        "inside": lambda http: one(http).read(account, Channel.COMMENTS, SINCE, inside),
        "messages": lambda http: one(http).read(account, Channel.MESSAGES, SINCE),
        "reply": lambda http: one(http).reply(account, below, ReplyWay.PUBLIC, "Chào"),
        "private": lambda http: one(http).reply(account, below, ReplyWay.PRIVATE, "Chào"),
        "message": lambda http: one(http).reply(account, letter, ReplyWay.PRIVATE, "Chào"),
        "replies": lambda http: one(http).replies(account, below, ReplyWay.PUBLIC, SINCE),
        "hide": lambda http: one(http).hide(account, below, hidden=True),
        "is_hidden": lambda http: one(http).is_hidden(account, below),
    }
    recorded = Recorded(scene.http)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    assert found == []
    assert tried > 10
