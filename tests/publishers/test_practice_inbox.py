"""The inbox of a practice page keeps the rules of the platform that it stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.errors import BadInput
from studio.platforms import Platform
from studio.publishers.inbox import Channel, ReplyWay, Thread
from studio.publishers.port import Outcome
from studio.publishers.practice import PracticeInbox, PracticeMessage, PracticeMessages
from tests.profile import SetClock, numbered
from tests.publishers.samples import account

NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
PAGE = account(AccountKind.PRACTICE, page_id="thuc-hanh")
ASKED = PracticeMessage(
    id="tt-01", channel="messages", thread="nguoi-1", at=(NOW - timedelta(hours=1)).isoformat(), text="Trực mấy giờ?"
)
BELOW = replace(ASKED, id="bl-01", channel="comments", thread="bl-01", under="bai-1", text="Đường ngập")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def inbox(tmp_path: Path, clock: SetClock) -> PracticeInbox:
    held = PracticeMessages(tmp_path)
    held.drop("thuc-hanh", ASKED)
    held.drop("thuc-hanh", BELOW)
    return PracticeInbox(tmp_path, clock, numbered("r"))


def thread(inbox: PracticeInbox, channel: Channel) -> Thread:
    (text,) = inbox.read(PAGE, channel, NOW - timedelta(days=1)).texts
    return text.thread


def test_a_reply_is_read_back_and_comes_with_the_next_reading(inbox: PracticeInbox, clock: SetClock) -> None:
    for channel, way in ((Channel.MESSAGES, ReplyWay.PRIVATE), (Channel.COMMENTS, ReplyWay.PUBLIC)):
        where = thread(inbox, channel)
        clock.forward(minutes=1)
        answer = inbox.reply(PAGE, where, way, "Chào anh/chị")
        assert answer.outcome is Outcome.DONE
        assert [one.id for one in inbox.replies(PAGE, where, way, NOW)] == [answer.remote_id]
        later = inbox.read(PAGE, channel, NOW).texts
        assert [(one.id, one.ours, one.thread.key) for one in later] == [(answer.remote_id, True, where.key)]


def test_windows_close_as_on_the_platform(inbox: PracticeInbox, clock: SetClock) -> None:
    letter, comment = thread(inbox, Channel.MESSAGES), thread(inbox, Channel.COMMENTS)
    clock.forward(hours=24)
    assert inbox.reply(PAGE, letter, ReplyWay.PRIVATE, "Muộn").outcome is Outcome.REFUSED
    assert inbox.reply(PAGE, comment, ReplyWay.PRIVATE, "Riêng").outcome is Outcome.DONE
    clock.forward(days=7)
    assert inbox.reply(PAGE, comment, ReplyWay.PRIVATE, "Riêng").outcome is Outcome.REFUSED
    assert inbox.reply(PAGE, comment, ReplyWay.PUBLIC, "Công khai").outcome is Outcome.DONE
    unknown = replace(letter, key="nguoi-9", recipient="nguoi-9")
    assert inbox.reply(PAGE, unknown, ReplyWay.PRIVATE, "Nhầm người").outcome is Outcome.REFUSED


def test_a_comment_is_hidden_and_shown(inbox: PracticeInbox) -> None:
    where = thread(inbox, Channel.COMMENTS)
    for hidden in (True, True, False):
        assert inbox.hide(PAGE, where, hidden=hidden).outcome is Outcome.DONE
        assert inbox.is_hidden(PAGE, where) is hidden
    gone = Thread(channel=Channel.COMMENTS, key="bl-99")
    assert inbox.hide(PAGE, gone, hidden=True).outcome is Outcome.REFUSED
    assert inbox.is_hidden(PAGE, gone) is None


@pytest.mark.parametrize(
    ("platform", "channels"),
    [
        (Platform.FACEBOOK, (Channel.COMMENTS, Channel.MESSAGES)),
        (Platform.ZALO, (Channel.MESSAGES,)),
        (Platform.WEBSITE, (Channel.COMMENTS,)),
    ],
)
def test_a_page_has_the_lists_of_its_platform(
    inbox: PracticeInbox, platform: Platform, channels: tuple[Channel, ...]
) -> None:
    abilities = inbox.abilities(replace(PAGE, platform=platform))
    assert abilities.channels == channels
    assert abilities.can_hide is (Channel.COMMENTS in channels)
    assert not abilities.needs_login


def test_a_long_list_is_read_on_and_a_damaged_file_is_passed_over(tmp_path: Path, inbox: PracticeInbox) -> None:
    held = PracticeMessages(tmp_path)
    for number in range(120):
        held.drop("thuc-hanh", replace(ASKED, id=f"nhieu-{number:03d}"))
    folder = tmp_path / "thuc-hanh" / "inbox"
    (folder / "hong.json").write_text("{", encoding="utf-8")
    (folder / "la.json").write_text('{"id": "khac"}', encoding="utf-8")
    found, cursor = [], ""
    while True:
        batch = inbox.read(PAGE, Channel.MESSAGES, NOW - timedelta(days=1), cursor)
        found += [one.id for one in batch.texts]
        cursor = batch.cursor
        if not cursor:
            break
    assert sorted(found) == sorted({"tt-01", *(f"nhieu-{number:03d}" for number in range(120))})
    with pytest.raises(BadInput):
        held.drop("thuc-hanh", replace(ASKED, id="../ngoai"))
