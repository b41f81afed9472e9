"""The pages' inboxes are read to the end and once, whatever goes wrong on the way or on this PC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from studio.accounts.logins import FacebookLogin, ZaloLogin
from studio.accounts.model import Account, AccountKind
from studio.errors import NotPermitted, Refused
from studio.feedback.intake import FIRST, FeedbackIntake
from studio.feedback.intake_model import IntakeRound
from studio.feedback.model import FeedbackFilter, FeedbackQueue
from studio.feedback.storage import StoredIntake
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.publishers.facebook.graph import Rates
from studio.publishers.facebook.inbox import FacebookInbox
from studio.publishers.http import Http, Reply
from studio.publishers.inbox import Channel, Inbox
from studio.publishers.practice import PracticeMessage, PracticeMessages
from studio.publishers.zalo.grant import Grants
from studio.publishers.zalo.inbox import ZaloInbox
from studio.secret import Secret
from tests.feedback.desk_rig import NOW, PRACTICE, DeskRig
from tests.publishers.facebook.scene import MemoryLogins
from tests.simulators.clock import SimClock
from tests.simulators.facebook import access
from tests.simulators.facebook.graph import Graph
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, SECRET_KEY, Zalo

PERSON, OTHER_PERSON = "900000000000001", "5800000000000000001"


class Ended(BaseException):
    """The program is ended here."""


class Line(Http):
    """Ends the program at the call of that number: before it is sent, or when its answer has come."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0
        self.ends_at = 0
        self.after = False

    def send(self, method: str, url: str, **parts: Any) -> Reply:
        self.calls += 1
        last = self.calls == self.ends_at
        if last and not self.after:
            raise Ended
        reply = super().send(method, url, **parts)
        if last:
            raise Ended
        return reply


class Pages:
    """A Facebook page and a Zalo account on simulators, read into the desk of a real profile."""

    def __init__(self, desk: DeskRig, facebook: Server, zalo: Server) -> None:
        assert isinstance(facebook.platform, Graph)
        assert isinstance(zalo.platform, Zalo)
        self.desk, self.facebook, self.zalo = desk, facebook, zalo
        self.graph, self.oa = facebook.platform, zalo.platform
        self.line, self.logins, self.clock = Line(), MemoryLogins(), desk.clock
        self.page, self.oa_id = next(iter(self.graph.world.pages)), next(iter(self.oa.pairs))
        self.accounts = [
            self._account("fb", AccountKind.FACEBOOK, Platform.FACEBOOK, self.page, facebook.url),
            self._account("oa", AccountKind.ZALO, Platform.ZALO, self.oa_id, zalo.url),
        ]
        self.connect()
        pair = self.oa.pairs[self.oa_id]
        self.logins.save(
            "oa",
            ZaloLogin(
                app_id=APP,
                secret_key=Secret(SECRET_KEY),
                access_token=Secret(pair["access_token"]),
                access_from=NOW,
                access_until=NOW + timedelta(days=1),
                refresh_token=Secret(pair["refresh_token"]),
                refresh_until=NOW + timedelta(days=90),
                holder="profile-1",
            ),
        )

    def _account(self, name: str, kind: AccountKind, platform: Platform, page: str, url: str) -> Account:
        return Account(
            name=name,
            kind=kind,
            platform=platform,
            page_id=page,
            title=f"Trang {name}",
            base_url=url,
            connected_by="an",
            connected_at=NOW - timedelta(days=9),
        )

    def connect(self, kind: str = "page") -> None:
        token = access.issue(self.graph.world, kind, self.page if kind == "page" else "", long=True)
        self.logins.save("fb", FacebookLogin(page_token=Secret(token.value)))

    def intake(self) -> FeedbackIntake:
        """As a new start of the program has it."""
        studio = self.desk.studio
        inboxes: dict[AccountKind, Inbox] = {
            AccountKind.FACEBOOK: FacebookInbox(
                self.line, self.logins, self.clock, pause=lambda _: None, rates=Rates(self.clock)
            ),
            AccountKind.ZALO: ZaloInbox(self.line, Grants(self.line, self.logins, self.clock, "profile-1"), self.clock),
        }
        return FeedbackIntake(
            StoredIntake(studio.store),
            inboxes,
            lambda: self.accounts,
            studio.feedback.items.take_in,
            studio.people,
            self.clock,
        )

    def read(self, intake: FeedbackIntake | None = None, **how: Any) -> int:
        """Rounds until nothing is due any more; how many texts were new."""
        intake, new = intake or self.intake(), 0
        for _ in range(300):
            done = intake.run(**how)
            new += done.new
            if not done.more:
                return new
        raise AssertionError("no end")

    def pass_time(self, **by: float) -> None:
        self.clock.forward(**by)
        for server in (self.facebook, self.zalo):
            server.clock.advance(timedelta(**by))

    def post(self, text: str, at: datetime = NOW - timedelta(days=2)) -> str:
        return str(self._do(self.facebook, "write", page=self.page, message=text, at=at.isoformat())["id"])

    def comment(self, post: str, text: str, at: datetime | None = None, **more: Any) -> str:
        when = (at or self.facebook.clock.now()).isoformat()
        return str(self._do(self.facebook, "comment", post=post, message=text, at=when, **more)["id"])

    def message(self, text: str, at: datetime | None = None, **more: Any) -> None:
        when = (at or self.facebook.clock.now()).isoformat()
        self._do(self.facebook, "chat", page=self.page, person=PERSON, text=text, at=when, **more)

    def chat(self, text: str, at: datetime | None = None, person: str = OTHER_PERSON, **more: Any) -> None:
        when = (at or self.zalo.clock.now()).isoformat()
        self._do(self.zalo, "chat", oa_id=self.oa_id, person=person, text=text, at=when, **more)

    def _do(self, server: Server, action: str, **given: Any) -> Any:
        with server.lock:
            return server.platform.control(action, given)

    def texts(self) -> list[str]:
        """Everything the desk has of open items, as it was written."""
        desk, found = self.desk, []
        with desk.at_work(desk.an):
            for item in desk.feedback.items.ids(FeedbackFilter(pill=FeedbackQueue.TO_ANSWER)):
                found += [turn.text for turn in desk.feedback.items.conversation(item, desk.an.id).turns]
        return sorted(found)


@pytest.fixture
def pages(desk: DeskRig) -> Iterator[Pages]:
    clocks = SimClock(NOW), SimClock(NOW)
    with Server(Graph(clocks[0]), clock=clocks[0]) as facebook, Server(Zalo(clocks[1]), clock=clocks[1]) as zalo:
        one = Pages(desk, facebook, zalo)
        yield one
        one.line.close()


def said(intake: FeedbackIntake) -> dict[str, str]:
    return {trouble.account: trouble.say.vi for trouble in intake.troubles()}


def test_both_pages_are_read_once_and_later_the_new_alone(pages: Pages) -> None:
    post = pages.post("Bài một")
    first = pages.comment(post, "Làm thẻ ở đâu?", NOW - timedelta(hours=5))
    pages.comment(post, "Quá cũ", NOW - FIRST - timedelta(hours=1))
    pages.message("Trực đến mấy giờ?", NOW - timedelta(hours=4))
    pages.chat("Cần giấy tờ gì?", NOW - timedelta(hours=3))
    pages.chat("", NOW - timedelta(hours=2), person="5800000000000000002", kind="photo")
    assert pages.read() == 4
    assert pages.read() == 0
    pages.pass_time(minutes=10)
    assert pages.read() == 0
    pages.comment(post, "Tôi hỏi thêm", parent=first)
    pages.comment(post, "Trả lời trên trang", parent=first, author=pages.page)
    pages.pass_time(minutes=4)
    pages.line.calls = 0
    assert pages.read() == 2
    assert pages.line.calls < 15
    assert pages.texts() == sorted(
        [
            "Làm thẻ ở đâu?",
            "Tôi hỏi thêm",
            "Trả lời trên trang",
            "Trực đến mấy giờ?",
            "Cần giấy tờ gì?",
            "[có ảnh, nhãn dán hoặc tệp kèm theo: xem trên trang]",
        ]
    )


@pytest.mark.parametrize("after", [False, True])
def test_a_program_that_ends_at_any_call_goes_on_and_misses_nothing(pages: Pages, after: bool) -> None:
    wanted = []
    for number in range(3):
        post = pages.post(f"Bài {number}", NOW - timedelta(days=2, minutes=number))
        for line in range(3):
            wanted.append(f"Bình luận {number}.{line}")
            pages.comment(post, wanted[-1], NOW - timedelta(hours=2, minutes=line))
    for number in range(12):
        wanted.append(f"Trò chuyện {number}")
        pages.chat(wanted[-1], NOW - timedelta(hours=1, minutes=number), person=f"58000000000000{number:05d}")
    pages.line.after, ended, new = after, 0, 0
    for number in range(1, 200):
        pages.line.calls, pages.line.ends_at = 0, number % 7 + 1
        try:
            done = pages.intake().run(steps=2)
        except Ended:
            ended += 1
            pages.pass_time(minutes=1)
            continue
        new += done.new
        if not done.more and pages.line.calls < pages.line.ends_at:
            break
        pages.pass_time(minutes=5)
    assert ended > 3
    pages.line.ends_at = 0
    pages.read()
    assert pages.texts() == sorted(wanted)


def test_a_page_in_trouble_keeps_no_other_from_being_read_and_the_officer_is_told(pages: Pages) -> None:
    pages.connect("user")
    pages.chat("Cần giấy tờ gì?", NOW - timedelta(hours=3))
    pages.comment(pages.post("Bài một"), "Làm thẻ ở đâu?", NOW - timedelta(hours=3))
    assert pages.read() == 1
    told = said(pages.intake())
    assert set(told) == {"fb"}
    assert "kết nối lại" in told["fb"]
    pages.pass_time(minutes=5)
    calls = len(pages.facebook.journal())
    pages.intake().run()
    assert len(pages.facebook.journal()) == calls
    pages.connect()  # an officer connects the page anew: it is read at once
    pages.accounts[0] = replace(pages.accounts[0], connected_at=pages.clock.now())
    assert pages.read() == 1
    assert said(pages.intake()) == {}


def test_a_broken_line_is_tried_again_later_and_later_and_told_when_it_lasts(pages: Pages) -> None:
    pages.chat("Cần giấy tờ gì?", NOW - timedelta(hours=3))
    pages.zalo.faults.add(rule(Fault(kind=Kind.HTML, status=502), path="*/listrecentchat"))
    waits = []
    for number in range(1, 6):
        one = pages.intake()
        one.run()
        assert ("oa" in said(one)) is (number >= 3)
        state = next(state for state in one.states() if state.account == "oa")
        waits.append(state.next_at - pages.clock.now())
        one.run()
        assert len(pages.zalo.journal(path="*/listrecentchat")) == number  # not before its time
        pages.pass_time(minutes=20)
    assert waits == sorted(waits)
    assert len(set(waits)) > 2
    pages.zalo.faults.clear()
    assert pages.read() == 1
    assert said(pages.intake()) == {}


def test_a_page_that_asks_to_wait_is_left_alone_for_that_long(pages: Pages) -> None:
    pages.post("Bài một")
    with pages.facebook.lock:
        pages.graph.control("usage", {"page": pages.page, "percent": 99})
    one = pages.intake()
    one.run()
    calls = len(pages.facebook.journal())
    pages.pass_time(minutes=5)
    one.run()
    assert len(pages.facebook.journal()) == calls
    with pages.facebook.lock:
        pages.graph.control("usage", {"page": pages.page, "percent": 10})
    pages.pass_time(minutes=10)
    one.run()
    assert len(pages.facebook.journal()) > calls


def test_a_long_list_is_read_over_several_rounds(pages: Pages) -> None:
    post = pages.post("Bài đông")
    for number in range(330):
        pages.comment(post, f"Hỏi {number}", NOW - timedelta(minutes=1 + number))
    one, rounds, new = pages.intake(), 0, 0
    done = IntakeRound(more=True)
    while done.more:
        done = one.run(steps=1)
        rounds, new = rounds + 1, new + done.new
    assert new == 330
    assert rounds > 3


@pytest.mark.parametrize("ahead", [timedelta(hours=5), timedelta(days=2), timedelta(hours=-5)])
def test_a_clock_that_goes_wrong_on_this_pc_costs_no_text(pages: Pages, ahead: timedelta) -> None:
    post = pages.post("Bài một")
    pages.clock.moment += ahead
    pages.read()
    pages.facebook.clock.advance(timedelta(minutes=2))
    pages.comment(post, "Trong lúc giờ sai")
    pages.clock.forward(minutes=5)
    pages.read()
    assert pages.texts() == ["Trong lúc giờ sai"]
    pages.clock.moment -= ahead
    pages.pass_time(minutes=10)
    pages.comment(post, "Sau khi chỉnh giờ")
    pages.pass_time(minutes=5)
    pages.read()
    assert pages.texts() == ["Sau khi chỉnh giờ", "Trong lúc giờ sai"]


def test_what_is_kept_of_a_reading_names_nobody(pages: Pages) -> None:
    post = pages.post("Bài một")
    for number in range(130):
        pages.comment(post, f"Hỏi {number}", NOW - timedelta(minutes=number))
    for number in range(25):
        pages.chat("Hỏi", person=f"58000000000000{number:05d}")
    pages.message("Trực đến mấy giờ?")
    one, kept = pages.intake(), ""
    for _ in range(12):
        one.run(steps=1)
        kept += repr(one.states())
    for trace in (PERSON, "580000000000", "Hỏi", "t_3", "m_3"):
        assert trace not in kept
    lists = [*pages.facebook.journal(path="*/comments"), *pages.facebook.journal(path="*/conversations")]
    marks = [entry.call.query["after"] for entry in lists if "after" in entry.call.query]
    assert marks
    assert not any(mark in kept for mark in marks)


def test_whoever_works_at_the_desk_may_have_the_pages_read_now(pages: Pages, desk: DeskRig) -> None:
    one = pages.intake()
    pages.read(one)
    pages.chat("Cần giấy tờ gì?")
    assert pages.read(one) == 0
    with desk.at_work(desk.dung), pytest.raises(NotPermitted):
        one.read_now(desk.dung.id)
    with desk.at_work(desk.an):
        assert one.read_now(desk.an.id).new == 1
        assert one.read_now(desk.an.id).new == 0


def test_where_nothing_can_be_read_it_is_said_why(pages: Pages, desk: DeskRig) -> None:
    away = FeedbackIntake(
        StoredIntake(desk.studio.store),
        {},
        lambda: pages.accounts,
        desk.feedback.items.take_in,
        desk.studio.people,
        pages.clock,
        require_home=lambda: refuse("bản sao"),
    )
    pages.accounts = [replace(one, connected_by="") for one in pages.accounts]
    with desk.at_work(desk.an):
        with pytest.raises(Refused, match="chưa có trang nào"):
            pages.intake().read_now(desk.an.id)
        with pytest.raises(Refused, match="bản sao"):
            away.read_now(desk.an.id)
    assert pages.line.calls == 0


def refuse(why: str) -> None:
    raise Refused(Bilingual(why, why))


def test_a_page_that_is_closed_or_not_connected_is_not_asked(pages: Pages) -> None:
    pages.accounts = [replace(one, connected_by="") for one in pages.accounts]
    pages.read()
    assert pages.line.calls == 0
    assert pages.intake().states() == ()


def drop(desk: DeskRig, *messages: PracticeMessage) -> None:
    held = PracticeMessages(desk.profile.practice)
    for message in messages:
        held.drop(PRACTICE.page_id, message)


def test_a_practice_page_is_read_and_answered_like_any_other(desk: DeskRig) -> None:
    asked = PracticeMessage(
        id="tt-01", channel="messages", thread="nguoi-1", at=(NOW - timedelta(hours=2)).isoformat(), text="Mất thẻ"
    )
    below = replace(asked, id="bl-01", channel="comments", thread="bl-01", under="bai-1", text="Đường ngập")
    drop(desk, asked, below)
    (desk.profile.practice / PRACTICE.page_id / "inbox" / "hong.json").write_text("{", encoding="utf-8")
    intake = desk.feedback.intake
    assert intake.run().new == 2
    assert intake.run().new == 0
    states: Sequence[Any] = intake.states()
    assert {(state.account, state.channel) for state in states} == {
        (PRACTICE.name, Channel.COMMENTS),
        (PRACTICE.name, Channel.MESSAGES),
    }
    drop(desk, replace(asked, id="tt-02", at=(NOW + timedelta(minutes=1)).isoformat(), text="Còn hỏi thêm"))
    desk.clock.forward(minutes=2)
    assert intake.run().new == 1
