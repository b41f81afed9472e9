"""A profile with thousands of realistic posts, written straight into the store and valid in every hash.

    python -m tests.perf.many_posts FOLDER [COUNT]

makes a practice profile below FOLDER and prints where it is; its people have the PIN of the sample. Published posts
carry the history of their way, deliveries and the mark of a record, but no sealed bundle and no record file: painting
so many cards would take hours.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.canonical import sha256
from studio.clock import Clock, SystemClock, local_date, show_date
from studio.demo import fill_sample, new_profile
from studio.outbox.model import Delivery, DeliveryState
from studio.outbox.storage_records import records
from studio.outbox.storage_tables import deliveries
from studio.paths import Profile
from studio.posts.model import HistoryEntry, Media, Post, PostState, Revision
from studio.posts.storage import head_values, revision_values
from studio.posts.storage_tables import history, post_files, posts, revisions
from studio.posts.versions import chained
from studio.templates.model import FieldType, Template
from studio.templates.texts import headline
from studio.templates.values import display
from tests.sample_fields import TYPICAL, sample_book, sample_cite, sample_media
from tests.soak import amount

POSTS = amount(2_000, 25_000)
"""In `make soak` what a department writes in some years."""
S = PostState
WAYS: Mapping[PostState, tuple[str, ...]] = {
    S.DRAFT: (),
    S.IN_REVIEW: ("submit",),
    S.CHANGES_ASKED: ("submit", "ask_changes"),
    S.REJECTED: ("submit", "reject"),
    S.APPROVED: ("submit", "approve"),
    S.APPROVAL_EXPIRED: ("submit", "approve", "expire"),
    S.ON_HOLD: ("submit", "approve", "hold"),
    S.QUEUED: ("submit", "approve", "queue"),
    S.PUBLISHED: ("submit", "approve", "queue", "publish"),
    S.WITHDRAWN: ("submit", "approve", "queue", "publish", "withdraw"),
}
TARGETS_OF = {
    "submit": S.IN_REVIEW, "ask_changes": S.CHANGES_ASKED, "reject": S.REJECTED, "approve": S.APPROVED,
    "expire": S.APPROVAL_EXPIRED, "hold": S.ON_HOLD, "queue": S.QUEUED, "publish": S.PUBLISHED,
    "withdraw": S.WITHDRAWN,
}  # fmt: skip
SHARES = {
    S.PUBLISHED: 860, S.DRAFT: 56, S.WITHDRAWN: 40, S.REJECTED: 15, S.CHANGES_ASKED: 10, S.APPROVAL_EXPIRED: 10,
    S.IN_REVIEW: 4, S.APPROVED: 3, S.QUEUED: 1, S.ON_HOLD: 1,
}  # fmt: skip
"""Of a thousand posts of a unit that has used the program for years."""
STREETS = (
    "Hoa Sữa",
    "Cây Bàng",
    "Chợ Cũ",
    "Bờ Đê",
    "Giếng Làng",
    "Đình Thượng",
    "Gò Dài",
    "Ao Sen",
    "Bến Đò",
    "Lò Gạch",
)
MATTERS = (
    "nhắc các hộ kinh doanh để xe đúng nơi quy định", "tuần tra ban đêm cùng tổ bảo vệ dân phố",
    "hướng dẫn người thuê trọ khai báo tạm trú", "kiểm tra bình chữa cháy tại khu nhà trọ",
    "tiếp nhận phản ánh về tiếng ồn sau 22 giờ", "phân luồng giao thông giờ tan trường",
    "trao lại ví nhặt được cho người đánh rơi", "tuyên truyền phòng ngừa trộm cắp dịp cuối năm",
)  # fmt: skip
_NAMED = re.compile(r"{{ (\w+) }}")
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One post with everything the store keeps of it."""

    post: Post
    title: str
    changed_at: datetime
    revisions: Sequence[tuple[Post, Revision]]
    history: Sequence[HistoryEntry]
    deliveries: Sequence[Delivery]


def many_posts(folder: Path, count: int, *, clock: Clock | None = None) -> Profile:
    """A practice profile of the sample unit with `count` posts."""
    profile = new_profile(folder)
    studio = open_studio(profile, clock=clock or SystemClock())
    try:
        fill_sample(studio)
        fill(studio, count)
    finally:
        studio.close()
    return profile


def fill(studio: Studio, count: int, *, seed: int = 1) -> None:
    """Add `count` posts to a profile that has people and pages."""
    for unit in sample_book().units:
        studio.directory.save_unit(unit)
    for contact in sample_book().contacts:
        studio.directory.save_contact(contact)
    maker = _Maker(studio, random.Random(seed))
    made = iter(maker.post(number, count) for number in range(count))
    with studio.store.write() as connection:
        while some := list(islice(made, BATCH)):
            for owner, rows in _rows(some):
                if rows:
                    connection.execute(insert(owner), rows)


def _rows(some: Sequence[Made]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    yield posts, [_post_row(made) for made in some]
    yield revisions, [revision_values(post, revision) for made in some for post, revision in made.revisions]
    yield history, [{c.name: getattr(line, c.name) for c in history.columns} for made in some for line in made.history]
    named = [(made.post.id, name) for made in some for name in sorted({media.sha256 for media in made.post.media})]
    yield post_files, [{"post_id": post_id, "sha256": name} for post_id, name in named]
    yield deliveries, [_delivery_row(delivery) for made in some for delivery in made.deliveries]
    yield records, [_record_row(made) for made in some if made.deliveries]


def _record_row(made: Made) -> dict[str, Any]:
    """So that no worker tries to make a record of what was never sealed; there is no ZIP behind it."""
    return {
        "post_id": made.post.id,
        "number": 1,
        "sha256": sha256(made.post.id.encode()),
        "size": 0,
        "covers": "",
        "made_at": made.deliveries[-1].updated_at,
    }


def _delivery_row(delivery: Delivery) -> dict[str, Any]:
    return asdict(delivery) | {"image_sha256": list(delivery.image_sha256)}


def _post_row(made: Made) -> dict[str, Any]:
    post = made.post
    return head_values(post, made.title) | {
        "id": post.id,
        "state": str(post.state),
        "author": post.author,
        "practice": post.practice,
        "created_at": post.created_at,
        "changed_at": made.changed_at,
        "trashed_at": post.trashed_at,
        "purged_at": None,
        "history_head": made.history[-1].hash,
    }


class _Maker:
    """Varies a typical post of each template."""

    def __init__(self, studio: Studio, rng: random.Random) -> None:
        self._rng = rng
        self._now = studio.now()
        self._book = sample_book()
        self._templates = studio.catalog.all()
        self._practice = studio.settings.practice
        self._people = tuple(person.id for person in studio.people.list())
        self._accounts = tuple(studio.accounts.list())
        photo = SAMPLE / "photo" / "cuoc-goi-la.jpg"
        self._photo = Media(id="m1", sha256=studio.files.put(photo.read_bytes()), name=photo.name, alt="Cuộc gọi lạ")

    def post(self, number: int, count: int) -> Made:
        """Post `number` of `count`, the oldest first, over eight years."""
        rng = self._rng
        template = rng.choice(self._templates)
        created = self._now - timedelta(minutes=(count - number) * (8 * 365 * 1440 / count) + rng.uniform(60, 600))
        state = rng.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        if state in (S.IN_REVIEW, S.QUEUED):  # what waits is of these days
            created = self._now - timedelta(minutes=rng.uniform(60, 2880))
        author, approver = rng.sample(self._people, 2) if len(self._people) > 1 else self._people * 2
        blank = Post(
            id=f"{rng.getrandbits(128):032x}",
            revision=1,
            template_id=template.id,
            template_version=template.version,
            template_sha256=template.sha256,
            author=author,
            created_at=created,
            updated_at=created,
            practice=self._practice,
        )
        written = replace(
            blank,
            revision=2,
            fields=self._fields(template, number, local_date(created)),
            media=self._media(template),
            targets=tuple(account.name for account in self._accounts if rng.random() < 0.7),
            publish_at=self._planned(state, created),
            updated_at=created + timedelta(minutes=rng.uniform(3, 40)),
        )
        title = headline(template, display(template, written.fields, self._book, sample_cite))
        trashed = state is S.DRAFT and rng.random() < 0.05
        post = replace(
            written, state=state, trashed_at=self._now - timedelta(days=rng.uniform(1, 29)) if trashed else None
        )
        lines = tuple(self._history(post, approver))
        return Made(
            post=post,
            title=title,
            changed_at=lines[-1].at if len(lines) > 1 else post.updated_at,
            revisions=(
                (blank, Revision(post_id=post.id, number=1, by=author, at=created, kind="open")),
                (written, Revision(post_id=post.id, number=2, by=author, at=post.updated_at, kind="edit", undo_to=1)),
            ),
            history=lines,
            deliveries=tuple(self._deliveries(post, title, lines[-1].at)),
        )

    def _fields(self, template: Template, number: int, day: date) -> dict[str, Any]:
        """A typical post with its own headline and a line of its own."""
        rng, fields = self._rng, dict(TYPICAL[template.id])
        street, matter = rng.choice(STREETS), rng.choice(MATTERS)
        own = f"Ngày {show_date(day)}: {matter} ở phố {street} (việc số {number})"
        for name in _NAMED.findall(template.headline)[:1]:
            if _type(template, name) is FieldType.TEXT and name in fields:
                fields[name] = f"{fields[name]} – phố {street}, tổ {rng.randint(1, 40)}"
        for name, value in fields.items():
            if _type(template, name) in (FieldType.LIST, FieldType.STEPS):
                fields[name] = [*value, own]
                break
            if _type(template, name) is FieldType.MULTILINE:
                fields[name] = f"{value}\n{own}"
                break
        return fields

    def _media(self, template: Template) -> tuple[Media, ...]:
        return tuple(replace(self._photo, id=name) for name in sample_media(template, TYPICAL[template.id]))

    def _planned(self, state: PostState, created: datetime) -> datetime | None:
        if state in (S.IN_REVIEW, S.APPROVED, S.ON_HOLD, S.QUEUED):
            return self._now + timedelta(hours=self._rng.uniform(12, 20)) if self._rng.random() < 0.5 else None
        return created + timedelta(hours=self._rng.uniform(4, 60)) if self._rng.random() < 0.5 else None

    def _history(self, post: Post, approver: str) -> Iterator[HistoryEntry]:
        add = _chain(post)
        yield add("open", post.author, post.created_at, None, S.DRAFT)
        at, state = post.updated_at, S.DRAFT
        for action in WAYS[post.state]:
            at += timedelta(minutes=self._rng.uniform(1, 20))
            by = post.author if action == "submit" else "program" if action in ("expire", "publish") else approver
            yield add(action, by, at, state, TARGETS_OF[action])
            state = TARGETS_OF[action]
        if post.trashed_at is not None:
            yield add("trash", post.author, post.trashed_at, state, state)

    def _deliveries(self, post: Post, title: str, at: datetime) -> Iterator[Delivery]:
        if post.state not in (S.PUBLISHED, S.WITHDRAWN):
            return
        state = DeliveryState.VERIFIED if post.state is S.PUBLISHED else DeliveryState.WITHDRAWN
        for account in self._accounts:
            if account.name in post.targets:
                yield Delivery(
                    id=f"{self._rng.getrandbits(128):032x}",
                    post_id=post.id,
                    post_title=title,
                    account=account.name,
                    platform=account.platform,
                    page_id=account.page_id,
                    seal="0" * 64,
                    reference=f"{self._rng.getrandbits(60):015x}",
                    state=state,
                    due_at=at,
                    attempts=1,
                    permalink=f"practice://{post.id[:12]}",
                    queued_by=post.author,
                    created_at=at,
                    updated_at=at,
                )


def _type(template: Template, name: str) -> FieldType | None:
    field = template.field(name)
    return field.type if field else None


def _chain(post: Post) -> Callable[..., HistoryEntry]:
    last: HistoryEntry | None = None

    def add(action: str, by: str, at: datetime, source: PostState | None, target: PostState) -> HistoryEntry:
        nonlocal last
        line = HistoryEntry(
            post_id=post.id,
            at=at,
            by=by,
            action=action,
            from_state=source,
            to_state=target,
            revision=1 if action == "open" else 2,
        )
        last = chained(line, last)
        return last

    return add


if __name__ == "__main__":
    print(many_posts(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else POSTS).root)
