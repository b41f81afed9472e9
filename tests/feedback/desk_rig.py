"""A unit with a feedback desk: real services over a real profile, a clock that stands still, people and two pages.

`NOW` is Wednesday 25/11/2026 09:00 in Vietnam, in working hours; the day before is a holiday. An and Bình write and
publish, Cường is the head, Dung looks after the PC; everybody's PIN is `PIN`. Nobody is at work when a test begins:
`with desk.at_work(desk.an)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.directory.model import Contact
from studio.directory.model import Unit as PoliceUnit
from studio.feedback.desk import Feedback
from studio.feedback.model import Arrival, FeedbackFilter, FeedbackItem, FeedbackQueue
from studio.paths import Profile
from studio.people.model import Person, Role
from studio.people.present import at_work
from studio.platforms import Platform
from studio.publishers.inbox import Channel, IncomingMessage, Thread
from studio.secret import Safe
from tests.profile import SetClock, numbered, staffed

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
PIN = "73916408"
PRACTICE = Account(
    name="trang-thuc-hanh",
    kind=AccountKind.PRACTICE,
    platform=Platform.FACEBOOK,
    page_id="thuc-hanh",
    title="Trang thực hành",
)
FACEBOOK = Account(
    name="trang-facebook",
    kind=AccountKind.FACEBOOK,
    platform=Platform.FACEBOOK,
    page_id="1000000001",
    title="Công an phường Minh Khai",
    base_url="https://graph.facebook.com",
)
POLICE = PoliceUnit(
    id="minh-khai",
    name="Công an phường Minh Khai",
    short_name="CAP Minh Khai",
    address="Số 1 đường Mẫu",
    website="https://minhkhai.congan.example.gov.vn",
)
ON_DUTY = Contact(id="truc-ban", unit="minh-khai", label="Trực ban", phone="024 0000 0113", hours="24/24 giờ")


class DeskRig:
    """One profile with its desk, on a PC with that keyring."""

    def __init__(self, root: Path, *, safe: Safe, clock: SetClock | None = None) -> None:
        self.clock = clock or SetClock(NOW)
        self.profile = Profile(root=root)
        self.profile.create()
        self._safe = safe
        self._ids = numbered("i")
        self._texts = count(1)
        self.studio = self._open()

    def _open(self) -> Studio:
        return open_studio(self.profile, clock=self.clock, ids=self._ids, safe=self._safe)

    def found(self) -> None:
        """Let the unit, its people and its pages be there."""
        staffed(
            self.studio.people,
            ("Nguyễn Văn An", (Role.AUTHOR, Role.PUBLISHER)),
            ("Trần Thị Bình", (Role.AUTHOR, Role.APPROVER, Role.PUBLISHER)),
            ("Lê Quốc Cường", (Role.HEAD, Role.APPROVER)),
            ("Phạm Thu Dung", (Role.TECHNICAL,)),
            pin=PIN,
        )
        with self.at_work(self.cuong):
            self.studio.directory.save_unit(POLICE)
            self.studio.directory.save_contact(ON_DUTY)
            for page in (PRACTICE, FACEBOOK):
                self.studio.connections.add(page, self.cuong.id)

    def reopen(self) -> Studio:
        """Close the profile and open it anew, as the next start of the program does."""
        self.close()
        self.studio = self._open()
        return self.studio

    def close(self) -> None:
        self.studio.close()

    @property
    def feedback(self) -> Feedback:
        return self.studio.feedback

    # People

    @property
    def an(self) -> Person:
        """Writes and publishes."""
        return self.studio.people.get("Nguyễn Văn An")

    @property
    def binh(self) -> Person:
        """Writes, approves and publishes."""
        return self.studio.people.get("Trần Thị Bình")

    @property
    def cuong(self) -> Person:
        """The head."""
        return self.studio.people.get("Lê Quốc Cường")

    @property
    def dung(self) -> Person:
        """Looks after the PC, and does not work at the desk."""
        return self.studio.people.get("Phạm Thu Dung")

    @contextmanager
    def at_work(self, person: Person) -> Iterator[None]:
        """Let the person act on the services inside the block."""
        with at_work(self.studio.people.sign_in(person, PIN)):
            yield

    # What citizens write

    def comment(
        self,
        text: str,
        *,
        thread: str = "",
        under: str = "post-1",
        at: datetime | None = None,
        ours: bool = False,
        account: str = FACEBOOK.name,
        id: str = "",
    ) -> Arrival:
        """A comment under a post of the page; in a thread of its own unless one is named."""
        number = next(self._texts)
        key = thread or f"comment-{number}"
        return self._arrival(Channel.COMMENTS, key, text, under, at, ours, account, id or f"text-{number}")

    def message(
        self,
        text: str,
        *,
        thread: str = "",
        at: datetime | None = None,
        ours: bool = False,
        account: str = FACEBOOK.name,
        id: str = "",
    ) -> Arrival:
        """A message to the page."""
        number = next(self._texts)
        key = thread or f"conversation-{number}"
        return self._arrival(Channel.MESSAGES, key, text, "", at, ours, account, id or f"text-{number}")

    def take_in(self, *arrivals: Arrival) -> tuple[FeedbackItem, ...]:
        """Let them be read from the page; gives the open items that are new."""
        before = set(self.open_ids())
        self.feedback.items.take_in(arrivals)
        return tuple(self.feedback.items.get(one) for one in self.open_ids() if one not in before)

    def ask(self, text: str = "Làm căn cước cần giấy tờ gì?", **told: object) -> FeedbackItem:
        """One new comment, taken in."""
        (item,) = self.take_in(self.comment(text, **told))  # type: ignore[arg-type]
        return item

    def open_ids(self) -> Sequence[str]:
        pills = (FeedbackQueue.TO_ANSWER, FeedbackQueue.WAITING)
        return [one for pill in pills for one in self.feedback.items.ids(FeedbackFilter(pill=pill))]

    def _arrival(
        self,
        channel: Channel,
        key: str,
        text: str,
        under: str,
        at: datetime | None,
        ours: bool,
        account: str,
        id: str,
    ) -> Arrival:
        recipient = f"psid-{key}" if channel is Channel.MESSAGES else ""
        thread = Thread(channel=channel, key=key, recipient=recipient, under=under)
        permalink = f"https://www.facebook.com/{under}?comment_id={key}" if under else ""
        moment = at or self.clock.now() - timedelta(minutes=1)
        return Arrival(
            account=account,
            incoming=IncomingMessage(id=id, thread=thread, at=moment, text=text, ours=ours, permalink=permalink),
        )
