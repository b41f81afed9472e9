"""The register over the posts and people of the small studio: the real service, with plain values under it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studio.app.ground import personal
from studio.canonical import sha256
from studio.errors import NotFound, Refused
from studio.people.model import Person
from studio.phrase import Pair
from studio.posts.model import PostState
from studio.slips.model import (
    Correction,
    ImpostorSite,
    IncidentSeverity,
    Mishap,
    Reporter,
    Slip,
    SlipEvidence,
    SlipKind,
    Source,
    TimelineEntry,
)
from studio.slips.service import Slips
from tests.profile import SetClock, numbered
from tests.ui.fake_data import AUTHOR, BOOK, NOW
from tests.ui.stand_in import StandIn

if TYPE_CHECKING:
    from tests.ui.fake_posts import FakeDesk


class SomeSlips(StandIn):  # type: ignore[misc]
    """`studio.slips.storage.StoredSlips` in memory."""

    def __init__(self) -> None:
        self.slips: dict[str, Slip] = {}
        self.lines: dict[str, list[TimelineEntry]] = {}
        self.pieces: dict[str, list[SlipEvidence]] = {}
        self.files: dict[str, bytes] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def get(self, id: str) -> Slip:
        if id not in self.slips:
            raise NotFound(Pair("phiếu này không còn.", "the slip is no longer there."))
        return self.slips[id]

    def list(self, kind: SlipKind | None = None) -> tuple[Slip, ...]:
        found = [slip for slip in self.slips.values() if kind in (None, slip.kind)]
        found.sort(key=lambda slip: slip.changed_at, reverse=True)
        return tuple(sorted(found, key=lambda slip: slip.closed_at is not None))

    def of_post(self, post_id: str) -> tuple[Slip, ...]:
        return tuple(s for s in self.slips.values() if isinstance(s.body, Correction) and s.body.post == post_id)

    def put(self, slip: Slip) -> None:
        self.slips[slip.id] = slip

    def add_entry(self, slip: str, entry: TimelineEntry) -> None:
        self.lines.setdefault(slip, []).append(entry)

    def entries(self, slip: str) -> tuple[TimelineEntry, ...]:
        return tuple(self.lines.get(slip, ()))

    def add_evidence(self, slip: str, evidence: SlipEvidence) -> None:
        self.pieces.setdefault(slip, []).append(evidence)

    def evidence(self, slip: str) -> tuple[SlipEvidence, ...]:
        return tuple(self.pieces.get(slip, ()))

    def closed_before(self, moment: datetime) -> tuple[str, ...]:
        return tuple(slip.id for slip in self.slips.values() if slip.closed_at and slip.closed_at < moment)

    def purge(self, slip: str) -> None:
        del self.slips[slip]

    def keep(self, data: bytes) -> str:
        self.files[sha256(data)] = data
        return sha256(data)

    def read(self, sha256: str) -> bytes:
        return self.files[sha256]


class SomePosts(StandIn):  # type: ignore[misc]
    """`studio.slips.register.PostDesk` on the small desk."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk
        self.asked: dict[str, str] = {}
        self.filled: dict[str, tuple[str, str]] = {}

    def require_published(self, post_id: str) -> None:
        if not self.published(post_id):
            raise Refused(Pair("bài chưa đăng.", "the post is not published."))

    def at_hand(self, post_id: str) -> bool:
        return post_id in self._desk.posts

    def published(self, post_id: str) -> bool:
        return self._desk.get(post_id).state is PostState.PUBLISHED

    def withdrawn(self, post_id: str) -> bool:
        return self._desk.get(post_id).state is PostState.WITHDRAWN

    def open_correction(self, post_id: str, by: str) -> str:
        return self._copy(post_id)

    def fill_correction(self, draft: str, by: str, *, wrong: str, right: str) -> None:
        self.filled[draft] = (wrong, right)

    def open_clarification(self, by: str, claim: str) -> str:
        return self._copy(next(iter(self._desk.posts)))

    def ask_withdrawal(self, post_id: str, by: str, why: str) -> None:
        self.asked[post_id] = why

    def _copy(self, post_id: str) -> str:
        made = f"bai-{900 + len(self._desk.posts)}"
        self._desk.posts[made] = replace(self._desk.posts[post_id], id=made, state=PostState.DRAFT)
        return made


class _Staff(StandIn):  # type: ignore[misc]
    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people

    def active(self, person: str) -> Person:
        return self.require_active(person)

    def require_active(self, person: str) -> Person:
        return self._people[person]


def fake_slips(desk: FakeDesk, people: Mapping[str, Person]) -> Slips:
    """An empty register."""
    return Slips(
        SomeSlips(),
        _Staff(people),
        SetClock(NOW),
        ids=numbered("slip"),
        posts=SomePosts(desk),
        note=lambda act, by, data: None,
        scan=lambda text: personal(text, lambda: BOOK),
        ours=lambda address: "",
        days=lambda: 365,
        practice=False,
    )


def some_slips(slips: Slips, post: str) -> tuple[Slip, ...]:
    """One slip of each kind; `post` is a published one."""
    by, seen = AUTHOR.id, NOW - timedelta(hours=2)
    return (
        slips.impostors.record(
            by,
            address="https://facebook.example/cong-an-phuong-ho-tro",
            site=ImpostorSite.FACEBOOK,
            seen_at=seen,
            reported_by=Reporter.RESIDENT,
        ),
        slips.incidents.open(by, what=Mishap.TAKEN_OVER, found_at=seen, signs="Có bài quảng cáo lạ lúc 2 giờ sáng"),
        slips.corrections.create(
            by,
            post=post,
            error="Bài ghi sai giờ làm việc",
            found_by=Reporter.STAFF,
            severity=IncidentSeverity.SERIOUS,
        ),
        slips.clarifications.open(
            by,
            claim="phường đang thu tiền mỗi hộ để đổi sổ cư trú",
            effect="Người cao tuổi có thể nộp tiền cho kẻ giả danh",
            source=Source.QUESTIONS,
        ),
    )
