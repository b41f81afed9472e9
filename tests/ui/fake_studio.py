"""A studio of plain values that behaves like the services, for the window's tests. It shows what the ports mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from studio.accounts.model import Account, PageStatus
from studio.config import Settings
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.directory.preview import read_book
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.library.browse import Browsed, BrowseFilter, BrowseRow, BrowseSort, browse, rows
from studio.library.model import Article, CitationRef, CitedLaw, Document, Hit, Status, Validity
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryState, Pause, Progress, Receipt
from studio.paths import Profile
from studio.people.model import Person, Role
from studio.phrase import Phrase
from studio.posts.compare import Change, Comparison, word_diff
from studio.posts.model import Approval, Bundle, Content, Door, Finding, HistoryEntry, Post, PostState
from studio.posts.trash import TRASHABLE
from studio.posts.versions import Version
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.text import fold
from tests.ui.fake_broadcasting import FakeBroadcasting
from tests.ui.fake_calendar import SomeEntries, fake_calendar
from tests.ui.fake_connections import FakeAftercare, FakeConnections
from tests.ui.fake_data import (
    ACCOUNTS,
    APPROVER,
    ARTICLES,
    BOOK,
    DELIVERIES,
    DOCUMENT,
    FINDINGS,
    LAW,
    NOW,
    PEOPLE,
    PIN,
    POSTS,
    TEMPLATE,
    TEXT,
    attachment,
    bundle_of,
    content_of,
    history_of,
    picture,
)
from tests.ui.fake_lists import FakeLists
from tests.ui.fake_reviews import FakeReviews
from tests.ui.fake_shelf import FakeShelf
from tests.ui.fake_writing import FakeWriting

T = TypeVar("T")


class FakeCatalog:
    def all(self) -> Sequence[Template]:
        return (TEMPLATE,)

    def design(self) -> Design:
        return Design(sizes={}, colours={}, themes={}, layouts={})

    def get(self, id: str, version: int | None = None) -> Template:
        return TEMPLATE


class FakePeople:
    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {person.id: person for person in people}

    def list(self) -> Sequence[Person]:
        return tuple(self.people.values())

    def add(self, name: str, roles: frozenset[Role], pin: str) -> Person:
        if len(pin) < 6:
            raise BadInput("PIN cần ít nhất 6 chữ số.", "a PIN needs at least 6 digits.", where="pin")
        person = Person(id=f"p-{len(self.people)}", name=name, roles=roles, pin_hash="x")
        self.people[person.id] = person
        return person

    def _change(self, id: str, **changes: object) -> Person:
        self.people[id] = replace(self.people[id], **changes)  # type: ignore[arg-type]
        return self.people[id]

    def deactivate(self, name_or_id: str) -> Person:
        return self._change(name_or_id, active=False)

    def reactivate(self, name_or_id: str) -> Person:
        return self._change(name_or_id, active=True)

    def set_pin(self, name_or_id: str, pin: str) -> Person:
        return self.people[name_or_id]

    def set_roles(self, name_or_id: str, roles: frozenset[Role]) -> Person:
        return self._change(name_or_id, roles=roles)

    def verify_pin(self, person: str, pin: str) -> Person:
        if pin != PIN:
            raise NotPermitted("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left.")
        return self.people[person]


class FakeDirectory:
    def __init__(self, book: DirectoryBook) -> None:
        self._book = book

    def book(self) -> DirectoryBook:
        return self._book

    def save_unit(self, unit: Unit) -> Unit:
        saved = replace(unit, id=unit.id or "don-vi")
        self._book = replace(self._book, units=(*self._book.units, saved))
        return saved

    def save_contact(self, contact: Contact) -> Contact:
        saved = replace(contact, id=contact.id or f"so-{len(self._book.contacts)}")
        others = tuple(c for c in self._book.contacts if c.id != saved.id)
        self._book = replace(self._book, contacts=(*others, saved))
        return saved

    def import_yaml(self, path: Path) -> object:
        book = read_book(path)
        self._book = replace(
            self._book, hashtag_sets=(*self._book.hashtag_sets, *book.hashtag_sets), snippets=book.snippets
        )
        return book

    def verify_contact(self, id: str, *, by: str, on: date) -> Contact:
        contact = self._book.contact(id)
        assert contact is not None
        return self.save_contact(replace(contact, verified_on=on, verified_by=by))


class FakeAccounts:
    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = {account.name: account for account in accounts}

    def list(self) -> Sequence[Account]:
        return tuple(self.accounts.values())

    def add(self, account: Account) -> Account:
        self.accounts[account.name] = account
        return account

    def set_status(self, name: str, status: PageStatus, successor: str = "") -> Account:
        self.accounts[name] = replace(self.accounts[name], status=status, successor=successor)
        return self.accounts[name]

    def remove(self, name: str) -> None:
        del self.accounts[name]


class FakeDesk:
    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = {post.id: post for post in posts}

    def list(self, *states: PostState) -> Sequence[Post]:
        return tuple(p for p in self.posts.values() if p.trashed_at is None and (not states or p.state in states))

    def get(self, id: str) -> Post:
        if id not in self.posts:
            raise NotFound(f"không có bài {id}.", f"there is no post {id}.")
        return self.posts[id]

    def title(self, post_id: str) -> str:
        return content_of(self.get(post_id)).title

    def trash(self, post_id: str, by: str) -> None:
        if self.get(post_id).state not in TRASHABLE:
            raise Refused("bài này không bỏ vào thùng rác được.", "this post cannot go to the trash.")
        self.posts[post_id] = replace(self.posts[post_id], trashed_at=NOW)

    def untrash(self, post_id: str, by: str) -> None:
        self.posts[post_id] = replace(self.get(post_id), trashed_at=None)

    def put(self, id: str, state: PostState) -> Post:
        self.posts[id] = replace(self.posts[id], state=state)
        return self.posts[id]


class FakeWorkflow:
    def __init__(self, desk: FakeDesk, people: FakePeople) -> None:
        self._desk, self._people = desk, people
        self.requests: dict[str, HistoryEntry] = {}
        self.withdrawn: dict[str, str] = {}

    def refusals(self, post_id: str, by: str) -> Mapping[str, Phrase | None]:
        post, person = self._desk.get(post_id), self._people.people[by]
        own = Phrase("Bạn đã viết bài này; người khác phải duyệt.", "You wrote this post; somebody else approves it.")
        wrong = Phrase("Bạn không có vai trò duyệt bài.", "You do not approve posts.")
        approve = own if by in post.editors else None if Role.APPROVER in person.roles else wrong
        return {"approve": approve} | dict.fromkeys(
            ("ask_changes", "reject", "hold", "release", "withdraw", "decline_withdrawal")
        )

    def decidable(self, by: str) -> frozenset[str]:
        waiting = self._desk.list(PostState.IN_REVIEW)
        return frozenset(post.id for post in waiting if self.refusals(post.id, by)["approve"] is None)

    def _move(self, post_id: str, by: str, pin: str, state: PostState) -> Post:
        self._people.verify_pin(by, pin)
        return self._desk.put(post_id, state)

    def approve(self, post_id: str, by: str, pin: str, note: str = "") -> Post:
        if by in self._desk.get(post_id).editors:
            raise Refused("bạn đã viết bài này.", "you wrote this post.")
        return self._move(post_id, by, pin, PostState.APPROVED)

    def ask_changes(self, post_id: str, by: str, pin: str, note: str) -> Post:
        return self._move(post_id, by, pin, PostState.CHANGES_ASKED)

    def reject(self, post_id: str, by: str, pin: str, note: str) -> Post:
        return self._move(post_id, by, pin, PostState.REJECTED)

    def hold(self, post_id: str, by: str, pin: str, note: str) -> Post:
        return self._move(post_id, by, pin, PostState.ON_HOLD)

    def release(self, post_id: str, by: str, pin: str, note: str = "") -> Post:
        return self._move(post_id, by, pin, PostState.APPROVED)

    def withdraw(self, post_id: str, by: str, pin: str, note: str) -> Post:
        self.requests.pop(post_id, None)
        self.withdrawn[post_id] = by
        return self._move(post_id, by, pin, PostState.WITHDRAWN)

    def ask_withdrawal(self, post_id: str, by: str, note: str) -> HistoryEntry:
        post = self._desk.get(post_id)
        self.requests[post_id] = HistoryEntry(
            post_id=post_id,
            at=NOW,
            by=by,
            action="ask_withdrawal",
            from_state=post.state,
            to_state=post.state,
            note=note,
        )
        return self.requests[post_id]

    def decline_withdrawal(self, post_id: str, by: str, pin: str, note: str) -> HistoryEntry:
        self._people.verify_pin(by, pin)
        return self.requests.pop(post_id)

    def withdrawal_asked(self, post_id: str) -> HistoryEntry | None:
        return self.requests.get(post_id)

    def withdrawals_asked(self) -> Sequence[HistoryEntry]:
        return tuple(self.requests.values())

    def withdrawn_by(self, post_id: str) -> str | None:
        return self.withdrawn.get(post_id)

    def expire_due(self) -> Sequence[Post]:
        return ()

    def approval(self, post_id: str) -> Approval | None:
        return None

    def history(self, post_id: str) -> Sequence[HistoryEntry]:
        return history_of(self._desk.get(post_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeRemote:
    remote_id: str
    text: str
    images: int
    created_at: datetime
    permalink: str


class FakeOutbox:
    def __init__(self, deliveries: Sequence[Delivery]) -> None:
        self.deliveries = {delivery.id: delivery for delivery in deliveries}
        self.rounds = 0
        self.warning: Phrase | None = None
        self.kept_back: Sequence[Delivery] = ()
        self.seen_by: list[str] = []
        self.paused: Sequence[Pause] = ()
        self.hanging: Sequence[Delivery] = ()

    def list(self) -> Sequence[Delivery]:
        return tuple(self.deliveries.values())

    def latest(self, states: Collection[DeliveryState] = (), text: str = "", *, limit: int = 300) -> Sequence[Delivery]:
        words = fold(text).split()
        found = (d for d in self.deliveries.values() if not states or d.state in states)
        told = (d for d in found if all(word in fold(f"{d.post_title} {d.platform} {d.reference}") for word in words))
        return tuple(told)[:limit]

    def counts(self) -> Mapping[DeliveryState, int]:
        return Counter(d.state for d in self.deliveries.values())

    def of_post(self, post_id: str) -> Sequence[Delivery]:
        return tuple(d for d in self.deliveries.values() if d.post_id == post_id)[::-1]

    def _put(self, id: str, **changes: object) -> Delivery:
        self.deliveries[id] = replace(self.deliveries[id], **changes)  # type: ignore[arg-type]
        return self.deliveries[id]

    def attempts(self, delivery_id: str) -> Sequence[Attempt]:
        delivery = self.deliveries[delivery_id]
        return tuple(
            Attempt(
                delivery=delivery_id,
                number=number + 1,
                step="create",
                body_sha256="4" * 64,
                started_at=delivery.due_at,
                finished_at=delivery.due_at,
                outcome="done" if delivery.state is DeliveryState.VERIFIED else "unknown",
            )
            for number in range(delivery.attempts)
        )

    def receipt(self, delivery_id: str) -> Receipt | None:
        return None

    def run(self) -> Sequence[Delivery]:
        self.rounds += 1
        return ()

    def reconcile(self, delivery_id: str | None = None) -> Sequence[Delivery]:
        doubtful = [d for d in self.deliveries.values() if d.state is DeliveryState.UNKNOWN]
        return [
            self._put(d.id, state=DeliveryState.VERIFIED, message="Đã đọc lại từ trang: đúng bản đã duyệt.")
            for d in doubtful
            if delivery_id in (None, d.id)
        ]

    def candidates(self, delivery_id: str) -> Sequence[FakeRemote]:
        return (FakeRemote(remote_id="r1", text=TEXT, images=1, created_at=NOW, permalink="practice://r1"),)

    def choose(self, delivery_id: str, remote_id: str, by: str, pin: str) -> Delivery:
        return self._put(delivery_id, state=DeliveryState.VERIFIED, remote_id=remote_id)

    def accept(self, delivery_id: str, by: str, pin: str) -> Delivery:
        return self._put(delivery_id, state=DeliveryState.VERIFIED)

    def retry(self, delivery_id: str, by: str, pin: str) -> Delivery:
        if pin != PIN:
            raise NotPermitted("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left.")
        return self._put(delivery_id, state=DeliveryState.WAITING)

    def confirm_by_hand(self, delivery_id: str, link: str, by: str) -> Delivery:
        if not link.startswith("https://"):
            raise BadInput("liên kết phải bắt đầu bằng https://.", "the link must begin with https://.", where="link")
        return self._put(delivery_id, state=DeliveryState.VERIFIED, reason=Attention.NONE, permalink=link)

    def cancel(self, delivery_id: str, by: str) -> Delivery:
        return self._put(delivery_id, state=DeliveryState.CANCELLED)

    def withdraw_post(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        if pin != PIN:
            raise NotPermitted("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left.")
        shown = [d for d in self.of_post(post_id) if d.state is DeliveryState.VERIFIED]
        return [self._put(d.id, state=DeliveryState.WITHDRAWN) for d in shown]

    def progress(self, post_id: str) -> Progress:
        of_post = self.of_post(post_id)
        return Progress(
            done=sum(d.state is DeliveryState.VERIFIED for d in of_post),
            total=len(of_post),
            failed=sum(d.state in (DeliveryState.FAILED, DeliveryState.MISSED) for d in of_post),
            waiting=sum(d.state in (DeliveryState.WAITING, DeliveryState.SCHEDULED) for d in of_post),
        )

    def retry_failed(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        failed = [d for d in self.of_post(post_id) if d.state in (DeliveryState.FAILED, DeliveryState.MISSED)]
        return [self.retry(d.id, by, pin) for d in failed]

    def stop_post(self, post_id: str, by: str) -> Sequence[Delivery]:
        open_ = (DeliveryState.WAITING, DeliveryState.SCHEDULED, DeliveryState.FAILED, DeliveryState.MISSED)
        return [self._put(d.id, state=DeliveryState.CANCELLED) for d in self.of_post(post_id) if d.state in open_]

    def withheld(self) -> Sequence[Delivery]:
        return self.kept_back

    def seen(self, by: str = "") -> Sequence[Delivery]:
        kept, self.kept_back = self.kept_back, ()
        self.seen_by.append(by)
        return kept

    def pauses(self) -> Sequence[Pause]:
        return self.paused

    def stale(self, now: datetime) -> Sequence[Delivery]:
        return self.hanging

    def clock_trouble(self) -> Phrase | None:
        return None

    def clock_warning(self) -> Phrase | None:
        return self.warning


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeCount:
    documents: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeReport:
    documents: int
    articles: int
    refused: tuple[tuple[Path, Phrase], ...] = ()


class FakeLibrary:
    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.key: document for document in documents}

    def count(self) -> FakeCount:
        return FakeCount(documents=len(self.documents), articles=len(ARTICLES) * len(self.documents))

    def import_paths(self, paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None) -> FakeReport:
        for done in range(len(paths)):
            if going is not None and not going(done, len(paths)):
                return FakeReport(documents=done, articles=0)
        self.documents[DOCUMENT.key] = DOCUMENT
        refused = tuple(
            (path, Phrase("tệp trống; hãy chọn tệp khác.", "the file is empty; choose another."))
            for path in paths
            if path.stem == "trong"
        )
        return FakeReport(documents=1, articles=len(ARTICLES), refused=refused)

    def find(self, number: str) -> Document | None:
        return self.documents.get(number)

    def articles(self, key: str) -> Sequence[Article]:
        return ARTICLES

    def status(self, key: str, article: str | None = None, *, on: date) -> Validity:
        document = self.documents[key]
        if document.checked_on is None:
            return Validity(
                status=Status.UNKNOWN,
                on=on,
                reason_vi="Chưa có người xác nhận hiệu lực.",
                reason_en="Nobody has confirmed its validity.",
            )
        return Validity(
            status=document.stated_status,
            on=on,
            reason_vi="Theo xác nhận của đơn vị.",
            reason_en="As confirmed by the unit.",
            checked_on=document.checked_on,
        )

    def resolve(self, ref: CitationRef, *, on: date) -> CitedLaw:
        return LAW

    def search(self, query: str, *, limit: int, on: date) -> Sequence[Hit]:
        words = fold(query).split()
        hits = []
        for article in ARTICLES if self.documents else ():
            text = article.text.replace("\n", " ")
            if not all(word in fold(article.heading + text + DOCUMENT.number) for word in words):
                continue
            start = fold(text).find(words[0])
            hits.append(
                Hit(
                    id=article.id,
                    document=DOCUMENT.key,
                    number=DOCUMENT.number,
                    title=DOCUMENT.title,
                    article=article.number,
                    heading=article.heading,
                    snippet=text,
                    score=1.0,
                    status=self.status(DOCUMENT.key, on=on).status,
                    spans=((start, start + len(words[0])),) if start >= 0 else (),
                )
            )
        return hits[:limit]

    def statuses(self, *, on: date) -> Mapping[str, Status]:
        return {key: self.status(key, on=on).status for key in self.documents}

    def browse(
        self,
        wanted: BrowseFilter,
        sort: BrowseSort = BrowseSort.NUMBER,
        *,
        descending: bool = False,
        statuses: Mapping[str, Status],
    ) -> Browsed:
        return browse(FakeLists(self.documents, ARTICLES), wanted, sort, descending=descending, statuses=statuses)

    def browse_rows(self, ids: Sequence[str], *, on: date) -> Sequence[BrowseRow]:
        return rows(FakeLists(self.documents, ARTICLES), ids, on)

    def confirm(
        self,
        key: str,
        *,
        by: str,
        on: date,
        effective_from: date | None,
        effective_to: date | None,
        status: Status,
    ) -> Document:
        self.documents[key] = replace(
            self.documents[key],
            checked_on=on,
            checked_by=by,
            effective_from=effective_from,
            effective_to=effective_to,
            stated_status=status,
        )
        return self.documents[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class FakePracticePost:
    remote_id: str
    text: str
    title: str
    images: tuple[Path, ...]
    alts: tuple[str, ...]
    created_at: datetime


class FakePractice:
    def __init__(self, posts: Sequence[FakePracticePost]) -> None:
        self.shown = list(posts)

    def posts(self, account: str) -> Sequence[FakePracticePost]:
        return tuple(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeBackup:
    path: Path
    made_at: datetime
    size: int
    whole: bool


class FakeBackups:
    """Writes small files; a file whose name says so is damaged."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.staged: list[Path] = []
        self.steps = 3

    def list(self, folder: Path | None = None) -> Sequence[FakeBackup]:
        daily = FakeBackup(path=self.root / "daily-2026-11-25.sqlite3", made_at=NOW, size=3_400_000, whole=False)
        made = sorted(folder.glob("*.zip")) if folder is not None and folder.is_dir() else []
        return (*(FakeBackup(path=p, made_at=NOW, size=p.stat().st_size, whole=True) for p in made), daily)

    def make(self, folder: Path, *, going: Callable[[int, int], bool]) -> Path | None:
        for done in range(self.steps):
            if not going(done, self.steps):
                return None
        path = folder / "page-studio-2026-11-25-0830.zip"
        path.write_bytes(b"PK")
        return path

    def check(self, path: Path, *, going: Callable[[int, int], bool]) -> bool:
        if "hong" in path.name:
            raise BadInput("tệp này không phải bản sao lưu nguyên vẹn.", "this file is no intact backup.")
        return going(1, 1)

    def stage(self, path: Path, *, going: Callable[[int, int], bool]) -> bool:
        self.staged.append(path)
        return going(1, 1)


class FakeFiles:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, sha256: str) -> bytes:
        if sha256 not in self.kept:
            raise NotFound("không có tệp này.", "there is no such file.")
        return self.kept[sha256]


class FakeStudio:
    """The whole. `empty` gives the studio of a new profile."""

    def __init__(self, root: Path, *, settings: Settings | None = None, empty: bool = False) -> None:
        self.profile = Profile(root=root)
        self.settings = settings or Settings()
        self.catalog = FakeCatalog()
        self.people = FakePeople(() if empty else PEOPLE)
        self.directory = FakeDirectory(DirectoryBook() if empty else BOOK)
        self.writing = FakeWriting(lambda key: self.people.people[key], self.now, empty=empty)
        self.accounts = FakeAccounts(() if empty else ACCOUNTS)
        self.connections = FakeConnections(self.accounts.list, self.accounts.remove)
        self.broadcasting = FakeBroadcasting()
        self.aftercare = FakeAftercare(lambda: next(iter(self.desk.posts.values())))
        self.desk = FakeDesk(() if empty else POSTS)
        self.reviews = FakeReviews(self.desk)
        self.shelf = FakeShelf(lambda: tuple(self.desk.posts.values()), lambda post: content_of(post).title)
        self.workflow = FakeWorkflow(self.desk, self.people)
        self.outbox = FakeOutbox(() if empty else DELIVERIES)
        self.entries = SomeEntries(self.desk.posts, lambda post: content_of(post).title, self.outbox.deliveries)
        self.calendar = fake_calendar(self.entries, self.desk.posts, self.people.people, self.now)
        self.library = FakeLibrary(() if empty else (DOCUMENT,))
        self.files = FakeFiles()
        self.backups = FakeBackups(root)
        card = picture("CẢNH BÁO\nGiả danh cán bộ phường gọi điện")
        self._attachments = (attachment(card, "card:alert:p45", "Thẻ cảnh báo giả danh cán bộ phường"),)
        self.files.kept[self._attachments[0].sha256] = card
        self.practice_pages = FakePractice(() if empty else self._practice_posts(root, card))
        self.published: list[tuple[str, tuple[str, ...], str, datetime | None]] = []
        self.how: list[tuple[str, timedelta]] = []
        """Who keeps the schedule, and how far apart the pages leave, of what was published."""
        self.ranges: dict[str, tuple[timedelta, timedelta]] = {}
        """How far ahead pages keep posts, by the account's name."""
        self.closed = False

    def now(self) -> datetime:
        return NOW

    def content(self, post: Post) -> Content:
        return content_of(post)

    def findings(self, post: Post, door: Door) -> Sequence[Finding]:
        return FINDINGS

    def bundle(self, post: Post) -> Bundle:
        return bundle_of(post, self._attachments)

    def compare(self, post_id: str, before: int, after: int) -> Comparison:
        old, new = "Số lạ gọi điện, giục làm ngay.", "Số lạ gọi điện, giục làm ngay trong vài phút."
        change = Change(
            where="scam_name", label=Phrase("Thủ đoạn", "Scam"), kind="changed", before=old, after=new,
            pieces=word_diff(old, new),
        )  # fmt: skip
        return Comparison(before=before, after=after, changes=(change,) if before != after else ())

    def versions(self, post_id: str) -> Sequence[Version]:
        post = self.desk.get(post_id)
        return tuple(
            Version(
                number=number, first=number, by=post.author, at=post.updated_at, began=post.updated_at, kind="edit",
                title=content_of(post).title,
            )
            for number in range(post.revision, 0, -1)
        )  # fmt: skip

    def publish(
        self,
        post_id: str,
        accounts: Sequence[str],
        by: str,
        pin: str,
        at: datetime | None = None,
        *,
        held_by: str = "pc",
        spread: timedelta = timedelta(0),
    ) -> Sequence[Delivery]:
        self.people.verify_pin(by, pin)
        self.published.append((post_id, tuple(accounts), by, at))
        self.how.append((held_by, spread))
        self.desk.put(post_id, PostState.QUEUED)
        return tuple(self.outbox.list())[: len(accounts)]

    def set_badge(self, unit_id: str, path: Path) -> Unit:
        unit = self.directory.book().unit(unit_id)
        assert unit is not None
        changed = replace(unit, badge_sha256=path.stem)
        self.directory.save_unit(changed)
        return changed

    def keeps_schedule(self, account: Account) -> tuple[timedelta, timedelta] | None:
        return self.ranges.get(account.name)

    def handover_folder(self, delivery: str) -> Path | None:
        return self.profile.root

    def export_record(self, post_id: str, out: Path) -> Path:
        out.write_bytes(b"PK")
        return out

    def at_once(self, work: Callable[[], T]) -> T:
        return work()

    def close(self) -> None:
        self.closed = True

    def _practice_posts(self, root: Path, card: bytes) -> tuple[FakePracticePost, ...]:
        path = root / "the.png"
        path.write_bytes(card)
        return tuple(
            FakePracticePost(
                remote_id=f"r{number}",
                text=TEXT,
                title="",
                images=(path,) * (number + 1),
                alts=("Thẻ cảnh báo",),
                created_at=NOW,
            )
            for number in range(2)
        )


APPROVER_ID = APPROVER.id
