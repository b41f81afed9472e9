"""The people in front of the program while it is killed: they answer what citizens ask, and see to what waits for a
person."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from studio.accounts.model import Account
from studio.app import Studio
from studio.errors import StudioError
from studio.feedback.model import Arrival, FeedbackFilter
from studio.feedback.replies import Replies
from studio.feedback.reply_model import ReplyDraft, ReplyState, SentReply
from studio.outbox.presence import Presence
from studio.paths import Profile
from studio.people.model import Role
from studio.people.present import at_work
from studio.publishers.inbox import Channel, IncomingMessage, ReplyWay, Thread
from tests.feedback.kill.program import answering, opened
from tests.profile import staffed
from tests.publishers.kill.stage import Stage

PIN = "73916408"


class Citizens(Protocol):
    """Those who ask, behind the platform's back; and what its own records have of the answers."""

    def ask(self, account: Account, number: int) -> tuple[Thread, datetime]:
        """A new question on the page: where it stands, and when it was written there."""
        ...

    def answers(self) -> Counter[tuple[str, str, str]]:
        """How often the page said a text in a thread: page, thread, text."""
        ...


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One answer that was queued."""

    item: str
    page: str
    thread: str
    text: str

    @property
    def place(self) -> tuple[str, str, str]:
        return self.page, self.thread, self.text


class UnitAtWork:
    def __init__(self, studio: Studio, stage: Stage, citizens: Citizens, presence: Presence) -> None:
        self._studio = studio
        self._stage = stage
        self._citizens = citizens
        self.replies: Replies = answering(studio, stage, presence)
        self.wanted: list[Wanted] = []
        self.asked: Counter[str] = Counter()
        """What a person had to see to, by what was said of it."""

    def top_up(self, open_at_least: int) -> None:
        """Answer more questions until so many answers are not on their page yet."""
        while len(self.wanted) - self.arrived() < open_at_least:
            self._answer_one(len(self.wanted))

    def arrived(self) -> int:
        return sum(self._state(one).state is ReplyState.VERIFIED for one in self.wanted)

    def states(self) -> list[tuple[Wanted, SentReply]]:
        return [(one, self._state(one)) for one in self.wanted]

    def told(self, place: tuple[str, str, str]) -> list[str]:
        """What the log says of the answer to that place, for whoever looks into a failure."""
        item = next(one.item for one in self.wanted if one.place == place)
        lines = (entry for entry in self._studio.audit.entries() if entry.data.get("item") == item)
        return [f"{entry.at:%H:%M:%S.%f} {entry.data['step']} {entry.data.get('attempt', '')}" for entry in lines]

    def open(self) -> list[str]:
        """What is said of each answer that did not arrive."""
        return [f"{s.state}: {s.en}" for _, s in self.states() if s.state is not ReplyState.VERIFIED]

    def tend(self) -> None:
        """What an officer does: says of a doubtful answer what the platform shows, and sends anew what was refused."""
        with self._signed_in():
            for pause in self._studio.outbox.pauses():
                if pause.until is None:
                    self.asked[f"account paused: {_plain(pause.code or pause.reason.en)}"] += 1
                    self._studio.outbox.release_account(pause.account, self._officer, PIN)
            for one, state in self.states():
                if state.state is ReplyState.UNKNOWN and state.asks:
                    self.asked[_plain(state.en)] += 1
                    self._try(partial(self._decide, one))
                if self._state(one).state is ReplyState.REFUSED:
                    self.asked[f"sent anew: {_plain(state.en)}"] += 1
                    self._try(partial(self.replies.send, one.item, self._officer, PIN))

    def _decide(self, one: Wanted) -> None:
        there = self._citizens.answers()[one.place] > 0
        self.replies.decide(one.item, self._officer, PIN, is_there=there)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except StudioError as refusal:
            self.asked[f"refused: {_plain(refusal.phrase.en)}"] += 1

    def _answer_one(self, number: int) -> None:
        """Every answer is given twice in the same words, as canned replies are."""
        account = self._stage.accounts[number % len(self._stage.accounts)]
        thread, at = self._citizens.ask(account, number)
        asked = IncomingMessage(
            id=f"q-{number}-{thread.key}", thread=thread, at=at, text=f"Thứ Bảy có tiếp dân không? {number}"
        )
        before = self._last_item()
        self._studio.feedback.items.take_in([Arrival(account=account.name, incoming=asked)])
        item = next(one for one in self._last_item() if one not in before)
        public = thread.channel is Channel.COMMENTS
        draft = ReplyDraft(
            item=item,
            way=ReplyWay.PUBLIC if public else ReplyWay.PRIVATE,
            greeting="Chào bạn, cảm ơn bạn đã gửi câu hỏi.",
            answer=f"Phường tiếp dân sáng thứ Bảy tại bàn số {number // 2 + 1}, từ 07 giờ 30.",
            next_step="Bạn đến bộ phận một cửa và lấy số thứ tự.",
            thanks="Trân trọng cảm ơn bạn.",
        )
        with self._signed_in():
            kept = self.replies.save_draft(draft, self._officer)
            self.replies.send(item, self._officer, PIN)
        self.wanted.append(Wanted(item=item, page=account.page_id, thread=thread.key, text=kept.text()))

    def _last_item(self) -> set[str]:
        return set(self._studio.feedback.items.ids(FeedbackFilter()))

    def _state(self, one: Wanted) -> SentReply:
        found = self.replies.state(one.item)
        assert found is not None
        return found

    @property
    def _officer(self) -> str:
        return self._studio.people.get("Nguyễn Văn An").id

    def _signed_in(self) -> AbstractContextManager[None]:
        return at_work(self._studio.people.sign_in(self._officer, PIN))


def _plain(sentence: str) -> str:
    """Without what differs from answer to answer."""
    return re.sub(r"https?://\S+|\d+", "…", sentence)


@contextmanager
def unit(root: Path, stage: Stage, citizens: Citizens) -> Iterator[UnitAtWork]:
    """Lay the profile out, and sit at it until the end."""
    Profile(root=root).create()
    studio = opened(root)
    staffed(studio.people, ("Nguyễn Văn An", (Role.AUTHOR, Role.PUBLISHER)), pin=PIN)
    head = next(person for person in studio.people.list() if Role.HEAD in person.roles)
    with at_work(studio.people.sign_in(head, PIN)):
        for account in stage.accounts:
            studio.connections.add(replace(account, image_host=""), head.id)  # pictures are none of a reply
    with Presence(root / "workers", uuid.uuid4().hex) as presence:
        yield UnitAtWork(studio, stage, citizens, presence)
    studio.close()
