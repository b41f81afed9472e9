"""A unit at work: real services over a prepared profile, for the tests of the window.

The unit, its people, contacts, pages, posts, deliveries, law, pictures and snippets are made once in a run, by the
services themselves, and copied for each test; every test finds the profile at the same place. `NOW` is 24/11/2026 10:42
in Vietnam, and stands still. Nobody is at work when a test begins: what a test asks of the services by itself needs
`with unit.at_work(unit.author)`, what the window does needs `unit.sign_in(window, unit.author)`.

Writing a test over it:

- `studio`, `make`, `window`, `shell` and `idle` stand over its services. `new_unit` is the same unit before its first
  post, `practising` the unit in a practice profile, with lessons that a test drives (`tests.ui.scripted_lessons`),
  `preparation.open_empty` a profile without anybody.
- People are `unit.author` (p-an), `unit.approver` (p-binh), `unit.head` (p-cuong), posts bai-0 … bai-4, deliveries
  gui-0 … gui-10, pages PRACTICE and HANDOVER. Everybody's PIN is `PIN`. A delivery belongs to a post of its own: gui-0
  to bai-10, gui-1 to bai-11 …; gui-5 and gui-6 to bai-4.
- The services make what a test needs (`unit.draft`, `unit.submit`, `unit.approve`, `studio.desk.edit`), with
  `unit.clock` moved where a time has to pass. What no service makes at once (a thousand posts, a delivery in doubt) is
  put into the store: `unit.fill`, `unit.put_delivery`.
- `unit.reopen()` opens the profile anew, as the next start of the program does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from studio.accounts.model import Account, AccountKind, Health
from studio.accounts.storage import StoredHealth
from studio.app import Studio, open_studio
from studio.directory.model import Contact
from studio.directory.model import Unit as PoliceUnit
from studio.outbox.model import Delivery, Pause
from studio.outbox.storage import StoredOutbox
from studio.paths import Profile
from studio.people.model import Person
from studio.people.present import SignedIn, at_work, by_itself
from studio.platforms import Platform
from studio.posts.model import Answers, Post, PostState, Revision
from studio.posts.storage import StoredPosts
from studio.templates.model import FieldType
from studio.ui.main_window import MainWindow
from tests.profile import SetClock, numbered
from tests.sample_fields import sample

NOW = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)
PIN = "73916408"
POLICE = PoliceUnit(
    id="minh-khai",
    name="Công an phường Minh Khai",
    short_name="CAP Minh Khai",
    address="Số 1 đường Mẫu",
    website="https://minhkhai.congan.example.gov.vn",
)
CONTACTS = (
    Contact(
        id="truc-ban",
        unit="minh-khai",
        label="Trực ban",
        phone="024 0000 0113",
        hours="24/24 giờ",
        verified_on=date(2026, 11, 2),
        verified_by="Trần Thị Bình",
    ),
    Contact(id="mot-cua", unit="minh-khai", label="Bộ phận một cửa", phone="024 0000 0120", hours="07:30–17:00"),
)
PRACTICE = Account(
    name="trang-thuc-hanh",
    kind=AccountKind.PRACTICE,
    platform=Platform.FACEBOOK,
    page_id="thuc-hanh",
    title="Công an phường Minh Khai",
    unit="minh-khai",
)
HANDOVER = Account(
    name="ban-giao-zalo",
    kind=AccountKind.HANDOVER,
    platform=Platform.ZALO,
    page_id="oa-0900000001",
    title="CA phường Minh Khai (Zalo OA)",
    unit="minh-khai",
)
PAGES = (PRACTICE, HANDOVER)
LAW_KEY = "13/2023/ND-CP"
CONFIRMED = Answers(not_restricted=True, no_victim_identity=True, has_minor=False)

TITLES = (
    "Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID",
    "Lịch làm căn cước lưu động tại tổ dân phố 4, từ ngày 02/12 đến ngày 05/12/2026",
    "Tạm dừng tiếp công dân sáng 26/11/2026",
    "Mời họp tổ dân phố số 7 về phòng cháy, chữa cháy mùa hanh khô",
    "Kết quả tiếp nhận vũ khí, vật liệu nổ tự nguyện giao nộp tháng 11",
)
"""Of bai-0 … bai-4; that of bai-0 is a warning and has “CẢNH BÁO: ” before it."""


class Ids:
    """Gives the ids that were asked for, then numbered ones."""

    def __init__(self, prefix: str) -> None:
        self._wanted: deque[str] = deque()
        self._others = numbered(prefix)

    def __call__(self) -> str:
        return self._wanted.popleft() if self._wanted else self._others()

    def next(self, *wanted: str) -> None:
        self._wanted.extend(wanted)


class Unit:
    """The services of one profile, with who works there."""

    def __init__(self, profile: Profile, *, clock: SetClock, ids: Ids) -> None:
        self.profile = profile
        self.clock = clock
        self.ids = ids
        self.studio: Studio = open_studio(profile, clock=clock, ids=ids)
        self._proofs: dict[str, SignedIn] = {}

    def reopen(self) -> Studio:
        """Close the profile and open it anew, as the next start of the program does."""
        self.close()
        self._proofs.clear()
        self.studio = open_studio(self.profile, clock=self.clock, ids=self.ids)
        return self.studio

    def close(self) -> None:
        self.studio.close()

    # People

    @property
    def author(self) -> Person:
        """Nguyễn Văn An, who writes and publishes."""
        return self.studio.people.get("p-an")

    @property
    def approver(self) -> Person:
        """Trần Thị Bình, who approves and publishes."""
        return self.studio.people.get("p-binh")

    @property
    def head(self) -> Person:
        """Lê Quốc Cường, head of the unit, who writes too."""
        return self.studio.people.get("p-cuong")

    def proof(self, person: Person) -> SignedIn:
        """What the person's PIN proves."""
        return self.studio.people.sign_in(person, PIN)

    def sign_in(self, window: MainWindow, person: Person) -> None:
        """Let the person work at the window, and here."""
        window.session.sign_in(person, self.proof(person))

    @contextmanager
    def at_work(self, person: Person) -> Iterator[None]:
        """Let the person act on the services inside the block; they gave their PIN once."""
        if person.id not in self._proofs:
            self._proofs[person.id] = self.proof(person)
        with at_work(self._proofs[person.id]):
            yield

    # Posts

    def fields(self, template_id: str, **fields: Any) -> dict[str, Any]:
        """Typical content without pictures, with this unit and its number; `fields` replace some of it."""
        template = self.studio.catalog.get(template_id)
        filled = sample(template, "typical")
        for field in template.fields:
            if field.type is FieldType.UNIT_REF:
                filled[field.name] = POLICE.id
            elif field.type is FieldType.CONTACT_REF and field.name in filled:
                filled[field.name] = "truc-ban"
            elif field.type is FieldType.IMAGE_LIST:
                filled.pop(field.name, None)
        return filled | fields

    def draft(
        self,
        template_id: str = "scam_warning",
        *,
        fields: Mapping[str, Any] | None = None,
        targets: tuple[str, ...] = (PRACTICE.name, HANDOVER.name),
        publish_at: datetime | None = None,
    ) -> Post:
        """A draft by the author that can be submitted."""
        drafts, author = self.studio.drafts, self.author
        with self.at_work(author):
            post = drafts.open_new(template_id, author.id)
            drafts.edit(post.id, author.id, fields=self.fields(template_id, **(fields or {})))
            return drafts.edit(post.id, author.id, targets=targets, answers=CONFIRMED, publish_at=publish_at)

    def submit(self, post_id: str, note: str = "") -> Post:
        with self.at_work(self.author):
            return self.studio.workflow.submit(post_id, self.author.id, PIN, note)

    def approve(self, post_id: str) -> Post:
        with self.at_work(self.approver):
            return self.studio.workflow.approve(post_id, self.approver.id, PIN)

    def publish(self, post_id: str, *accounts: str, at: datetime | None = None) -> tuple[Delivery, ...]:
        """Queue an approved post; nothing is sent before `studio.outbox.run`."""
        with self.at_work(self.approver):
            return self.studio.publish(post_id, accounts, self.approver.id, PIN, at)

    def fill(self, number: int, *states: PostState) -> None:
        """Put posts “nhieu-0” … into the store, a draft each or in the state of its turn, the first changed last.

        Nothing was decided about them by anybody: they are there to be listed, sorted and thrown away.
        """
        repo, turns = StoredPosts(self.studio.store), states or (PostState.DRAFT,)
        template, author = self.studio.catalog.get("scam_warning"), self.author
        with by_itself("a test fills the store"), repo.transaction():
            for place in range(number):
                title, at = TITLES[place % len(TITLES)], self.clock.now() - timedelta(hours=place)
                post = Post(
                    id=f"nhieu-{place}",
                    revision=1,
                    template_id=template.id,
                    template_version=template.version,
                    template_sha256=template.sha256,
                    fields=self.fields(template.id, scam_name=title),
                    targets=(PRACTICE.name, HANDOVER.name),
                    answers=CONFIRMED,
                    author=author.id,
                    state=turns[place % len(turns)],
                    created_at=at,
                    updated_at=at,
                )
                revision = Revision(post_id=post.id, number=1, by=author.id, at=at, kind="open")
                repo.add(post, revision, title=f"CẢNH BÁO: {title}")

    def put_delivery(self, delivery: Delivery) -> Delivery:
        """Put a delivery into the store as it is, in the place of that of its id or beside the others."""
        repo = StoredOutbox(self.studio.store)
        with by_itself("a test puts what only a page can bring about"):
            if delivery.id not in repo.find(delivery.id):
                repo.add(delivery)
                return delivery
            return repo.update(repo.get(delivery.id), delivery)

    def put_pause(self, pause: Pause) -> None:
        """Let nothing be sent to a page, as after an answer that only a person can mend."""
        with by_itself("a test puts what only a page can bring about"):
            StoredOutbox(self.studio.store).pause_account(pause)

    def put_health(self, account: str, health: Health) -> None:
        """Let the last look at a page have found that."""
        with by_itself("a test puts what only a page can bring about"):
            StoredHealth(self.studio.store).note(account, health)

    @contextmanager
    def page_answers(self, kind: AccountKind, call: str, answer: Callable[..., object]) -> Iterator[None]:
        """Let pages of that kind answer so to that call of their publisher, inside the block."""
        publisher = self.studio.publishers[kind]
        setattr(publisher, call, answer)
        try:
            yield
        finally:
            delattr(publisher, call)
