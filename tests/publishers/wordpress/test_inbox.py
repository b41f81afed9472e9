"""Comments of a real WordPress: read to the end, answered below the right one, held and let through.

`STUDIO_COMMENTS=2000 … -s` reads that many and tells calls and seconds.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studio.errors import StudioError
from studio.publishers.http import Http
from studio.publishers.inbox import Channel, IncomingMessage, ReplyWay, Thread
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.wordpress.errors import NeedsRights
from studio.publishers.wordpress.inbox import WordPressInbox
from tests.publishers.fields import Played, Recorded, escaped
from tests.publishers.patience import Impatient
from tests.publishers.schemes import each_scheme
from tests.publishers.wordpress.wordpress_rig import WordPressRig
from tests.simulators.faults import ENDLESS, Fault, Kind, rule

MANY = int(os.environ.get("STUDIO_COMMENTS", "230"))
LATELY = timedelta(minutes=30)


def inbox(rig: WordPressRig, http: Http | None = None) -> WordPressInbox:
    return WordPressInbox(http or rig.http, rig.logins, rig.clock)


def run(rig: WordPressRig, code: str) -> str:
    return rig.site.run(code)


def post(rig: WordPressRig) -> int:
    """A public post on the site."""
    made = "wp_insert_post(['post_title' => 'Bài', 'post_content' => 'Nội dung', 'post_status' => 'publish'])"
    return int(run(rig, f"echo {made};"))


def comment(rig: WordPressRig, under: int, text: str, *, parent: int = 0, approved: int = 1, **more: Any) -> int:
    """A visitor writes; `minutes` ago, `user` a user's login."""
    minutes, user = more.get("minutes", 5), more.get("user", "")
    given = {
        "comment_post_ID": under,
        "comment_content": text,
        "comment_parent": parent,
        "comment_approved": approved,
        "comment_author": "Người dân",
        "comment_author_email": "dan@example.org",
        "comment_author_url": "https://www.facebook.com/nguoi.dan",
    }
    code = f"""
        $given = json_decode({json.dumps(json.dumps(given))}, true);
        $user = get_user_by('login', {json.dumps(user)});
        $given['user_id'] = $user ? $user->ID : 0;
        $given['comment_date_gmt'] = gmdate('Y-m-d H:i:s', time() - 60 * {minutes});
        $given['comment_date'] = get_date_from_gmt($given['comment_date_gmt']);
        echo wp_insert_comment(wp_slash($given));
    """
    return int(run(rig, code))


def read(rig: WordPressRig, since: datetime | None = None, cursor: str = "") -> list[IncomingMessage]:
    """Every text since then, by an inbox that is made anew for each step."""
    found: list[IncomingMessage] = []
    since = since or datetime.now(UTC) - LATELY
    for _ in range(200):
        batch = inbox(rig).read(rig.account, Channel.COMMENTS, since, cursor)
        found += batch.texts
        cursor = batch.cursor
        if not cursor:
            return found
    raise AssertionError("no end")


def under(texts: Sequence[IncomingMessage], number: int) -> dict[str, IncomingMessage]:
    """Those below one post, by their text."""
    return {one.text: one for one in texts if one.thread.under == str(number)}


@pytest.mark.parametrize("zone", [0, 7, -9])
def test_comments_come_whatever_the_sites_zone_with_their_threads_and_nothing_of_who_wrote(
    rig: WordPressRig, zone: int
) -> None:
    run(rig, f"update_option('gmt_offset', {zone});")
    number = post(rig)
    asked = comment(rig, number, "Làm thẻ <b>ở đâu</b> &amp; khi nào?<br>Xin cảm ơn", minutes=20)
    comment(rig, number, "Chờ duyệt", approved=0)
    deeper = comment(rig, number, "Tôi nữa", parent=asked)
    comment(rig, number, "Sâu hơn", parent=deeper)
    comment(rig, number, "Cán bộ trả lời", parent=asked, user="editor")
    comment(rig, number, "Cũ rồi", minutes=60 * 24)
    found = under(read(rig), number)
    run(rig, "update_option('gmt_offset', 0);")
    question = "Làm thẻ ở đâu & khi nào?\nXin cảm ơn"
    assert set(found) == {question, "Chờ duyệt", "Tôi nữa", "Sâu hơn", "Cán bộ trả lời"}
    assert {one.thread.key for text, one in found.items() if text != "Chờ duyệt"} == {str(asked)}
    assert found["Sâu hơn"].thread.meant != str(asked)
    assert [text for text, one in found.items() if one.ours] == ["Cán bộ trả lời"]
    assert [text for text, one in found.items() if one.hidden] == ["Chờ duyệt"]
    assert abs(found["Tôi nữa"].at - (datetime.now(UTC) - timedelta(minutes=5))) < timedelta(minutes=1)
    assert "Người dân" not in repr(found)
    assert "facebook.com" not in repr(found)
    assert "example.org" not in repr(found)


def test_no_more_is_asked_than_needed_and_a_permalink_of_another_site_is_dropped(rig: WordPressRig) -> None:
    number = post(rig)
    first = comment(rig, number, "Một câu hỏi")
    recorded, since = Recorded(rig.http), datetime.now(UTC) - LATELY
    inbox(rig, recorded).read(rig.account, Channel.COMMENTS, since)
    rows = next(reply for reply in recorded.replies if isinstance(reply.json(), list))
    (told,) = [row for row in rows.json() if row["id"] == first]
    assert set(told) == {"id", "post", "parent", "author", "date_gmt", "content", "link", "status"}
    assert under(read(rig), number)["Một câu hỏi"].permalink == told["link"]
    for odd in ("https://evil.example/x", "file:///etc/passwd", "javascript:alert(1)", 5, None):
        lines = json.dumps([{**told, "link": odd}]).encode()
        replies = [replace(one, body=lines) if one is rows else one for one in recorded.replies]
        (one,) = inbox(rig, Played(replies)).read(rig.account, Channel.COMMENTS, since).texts
        assert one.permalink == ""


def test_many_comments_are_read_to_the_end_from_whatever_step_and_while_some_go(rig: WordPressRig) -> None:
    number = post(rig)
    code = f"""
        for ($n = 0; $n < {MANY}; $n++) {{
            $at = gmdate('Y-m-d H:i:s', time() - 60 * 10 + intdiv($n, 150));
            echo wp_insert_comment(['comment_post_ID' => {number}, 'comment_content' => "Hỏi $n",
                'comment_approved' => $n % 2, 'comment_date_gmt' => $at,
                'comment_date' => get_date_from_gmt($at)]), ' ';
        }}
    """
    made = {told for told in run(rig, code).split() if told}
    rig.server.forget_journal()
    began, cursor = time.perf_counter(), ""
    since = datetime.now(UTC) - timedelta(minutes=11)
    steps: list[tuple[str, set[str]]] = []
    one = inbox(rig)
    while True:
        batch = one.read(rig.account, Channel.COMMENTS, since, cursor)
        steps.append((cursor, {text.id for text in batch.texts}))
        cursor = batch.cursor
        if not cursor:
            break
    took, calls = time.perf_counter() - began, len(rig.server.journal())
    print(f"\n{MANY} comments: {len(steps)} steps, {calls} calls, {took:.2f} s")
    found = set().union(*(ids for _, ids in steps))
    assert made <= found
    start, _ = steps[1]
    gone = sorted(steps[0][1] & made)[:10]
    run(rig, "".join(f"wp_delete_comment({id_}, true);" for id_ in gone))
    after = {text.id for text in read(rig, since, start)}  # what was deleted meanwhile moved every later page
    assert after >= made - steps[0][1]
    run(rig, f"wp_delete_post({number}, true);")


def test_a_reply_stands_below_the_comment_as_it_was_written_and_is_found_again(rig: WordPressRig) -> None:
    number = post(rig)
    comment(rig, number, "Làm thẻ ở đâu?")
    thread = under(read(rig), number)["Làm thẻ ở đâu?"].thread
    text = "Chào bạn,\nmang CCCD < 15 tuổi & sổ hộ khẩu đến “một cửa”."
    since = datetime.now(UTC) - timedelta(minutes=1)
    answer = inbox(rig).reply(rig.account, thread, ReplyWay.PUBLIC, text)
    assert answer.outcome is Outcome.DONE
    (back,) = inbox(rig).replies(rig.account, thread, ReplyWay.PUBLIC, since)
    assert (back.id, back.text, back.ours, back.hidden) == (answer.remote_id, text, True, False)
    again = inbox(rig).reply(rig.account, thread, ReplyWay.PUBLIC, text)
    assert again.outcome is Outcome.UNKNOWN  # the site knows the very same text: look
    assert len(inbox(rig).replies(rig.account, thread, ReplyWay.PUBLIC, since)) == 1


@each_scheme
@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.TRUNCATED, Kind.HTML, Kind.SLOW])
def test_a_lost_answer_leaves_the_reply_unknown_and_a_look_tells(rig: WordPressRig, kind: Kind) -> None:
    number = post(rig)
    comment(rig, number, "Làm thẻ ở đâu?")
    thread = under(read(rig), number)["Làm thẻ ở đâu?"].thread
    since = datetime.now(UTC) - timedelta(minutes=1)
    fault = Fault(kind=kind, seconds=60)
    rig.server.faults.add(rule(fault, method="POST", path="*/comments", nth=(1,)))
    one = inbox(rig, Impatient(rig.server) if kind in ENDLESS else None)
    assert one.reply(rig.account, thread, ReplyWay.PUBLIC, "Ở một cửa").outcome is Outcome.UNKNOWN
    found = inbox(rig).replies(rig.account, thread, ReplyWay.PUBLIC, since)
    assert [one.text for one in found] == (["Ở một cửa"] if fault.commits else [])


def test_a_comment_is_held_and_let_through_as_often_as_asked(rig: WordPressRig) -> None:
    number = post(rig)
    bad = comment(rig, number, "Lời tục")
    thread = under(read(rig), number)["Lời tục"].thread
    for hidden in (True, True, False, False):
        assert inbox(rig).hide(rig.account, thread, hidden=hidden).outcome is Outcome.DONE
        assert inbox(rig).is_hidden(rig.account, thread) is hidden
        assert run(rig, f"echo wp_get_comment_status({bad});") == ("unapproved" if hidden else "approved")
    run(rig, f"wp_trash_comment({bad});")
    assert inbox(rig).is_hidden(rig.account, thread) is None
    assert inbox(rig).hide(rig.account, thread, hidden=True).outcome is Outcome.REFUSED


def test_who_may_not_moderate_is_told_whom_to_ask(rig: WordPressRig) -> None:
    number = post(rig)
    comment(rig, number, "Làm thẻ ở đâu?")
    thread = under(read(rig), number)["Làm thẻ ở đâu?"].thread
    rig.log_in("author")
    with pytest.raises(NeedsRights, match="Biên tập viên"):
        read(rig)
    assert inbox(rig).hide(rig.account, thread, hidden=True).needs_person


def test_nothing_else_than_a_public_reply_to_a_comment_is_taken(rig: WordPressRig) -> None:
    fine = Thread(channel=Channel.COMMENTS, key="5", under="6")
    for thread, way in (
        (fine, ReplyWay.PRIVATE),
        (Thread(channel=Channel.MESSAGES, key="5", under="6"), ReplyWay.PRIVATE),
        (Thread(channel=Channel.COMMENTS, key="5/../../users", under="6"), ReplyWay.PUBLIC),
        (Thread(channel=Channel.COMMENTS, key="5"), ReplyWay.PUBLIC),
    ):
        assert inbox(rig).reply(rig.account, thread, way, "Chào").outcome is Outcome.REFUSED
    with pytest.raises(StudioError, match="hộp tin nhắn"):
        inbox(rig).read(rig.account, Channel.MESSAGES, datetime.now(UTC))
    assert rig.paths("POST") == []


def test_a_site_that_asks_to_wait_says_for_how_long(rig: WordPressRig) -> None:
    wait = Fault(kind=Kind.STATUS, status=429, retry_after="120")
    rig.server.faults.add(rule(wait, method="GET", path="*/comments"))
    with pytest.raises(Unreachable) as told:
        read(rig)
    assert told.value.seconds == 120


@pytest.mark.parametrize("what", ["read", "reply", "replies", "hide", "is_hidden"])
def test_no_field_of_an_answer_escapes(rig: WordPressRig, what: str) -> None:
    number = post(rig)
    first = comment(rig, number, "Làm thẻ ở đâu?", minutes=1)
    comment(rig, number, "Cán bộ trả lời", parent=first, user="administrator", minutes=1)
    since = datetime.now(UTC) - timedelta(minutes=2)
    thread, account = Thread(channel=Channel.COMMENTS, key=str(first), under=str(number)), rig.account

    ways: dict[str, Any] = {
        "read": lambda http: inbox(rig, http).read(account, Channel.COMMENTS, since),
        "reply": lambda http: inbox(rig, http).reply(account, thread, ReplyWay.PUBLIC, "Chào"),
        "replies": lambda http: inbox(rig, http).replies(account, thread, ReplyWay.PUBLIC, since),
        "hide": lambda http: inbox(rig, http).hide(account, thread, hidden=True),
        "is_hidden": lambda http: inbox(rig, http).is_hidden(account, thread),
    }
    recorded = Recorded(rig.http)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    assert found == []
    assert tried > 10
