"""A register on a fresh store, with a small desk of posts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from studio.app.text_guard import personal
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.errors import Refused
from studio.events import EventBus, ServiceEvent
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.phrase import Bilingual
from studio.slips.model import ImpostorSite, Reporter, Slip
from studio.slips.service import Slips
from studio.slips.storage import StoredSlips
from studio.store.files import FileStore
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

PIN = "73916408"
SHOT = b"\x89PNG the page as it was seen"
BOOK = DirectoryBook(
    units=(Unit(id="u", name="Công an phường Mẫu", short_name="CAP Mẫu"),),
    contacts=(Contact(id="c", unit="u", label="Trực ban", phone="028 3999 0001", hours="24/7"),),
)


class Posts:
    """Posts by id: whether they are published; and what the register asked of them."""

    def __init__(self) -> None:
        self.on_page: dict[str, bool] = {"wrong-post": True, "draft": False}
        self.gone: set[str] = set()
        self.filled: dict[str, tuple[str, str]] = {}
        self.asked: dict[str, str] = {}
        self.claims: dict[str, str] = {}

    def require_published(self, post_id: str) -> None:
        if not self.on_page[post_id]:
            raise Refused(Bilingual("bài chưa đăng.", "the post is not published."))

    def at_hand(self, post_id: str) -> bool:
        return post_id in self.on_page

    def published(self, post_id: str) -> bool:
        return self.on_page.get(post_id, False)

    def withdrawn(self, post_id: str) -> bool:
        return post_id in self.gone

    def open_correction(self, post_id: str, by: str) -> str:
        self.on_page[f"correction-of-{post_id}"] = False
        return f"correction-of-{post_id}"

    def fill_correction(self, draft: str, by: str, *, wrong: str, right: str) -> None:
        self.filled[draft] = (wrong, right)

    def open_clarification(self, by: str, claim: str) -> str:
        self.claims["facts"] = claim
        self.on_page["facts"] = False
        return "facts"

    def ask_withdrawal(self, post_id: str, by: str, why: str) -> None:
        self.asked[post_id] = why


class Room:
    """The register of a small unit, with what was told and noted."""

    def __init__(self, folder: Path, *, practice: bool = False) -> None:
        self.clock = SetClock()
        self.store = fresh_store(folder, self.clock)
        self.files = FileStore(folder / "files")
        people = People(StoredPeople(self.store), self.clock, ids=numbered("p"), hasher=FAST_HASHER)
        self.who, self.head = staffed(people, ("Người Soạn", [Role.AUTHOR]), ("Lãnh Đạo", [Role.HEAD]), pin=PIN)
        self.posts = Posts()
        self.noted: list[Mapping[str, Any]] = []
        self.heard: list[ServiceEvent] = []
        bus = EventBus()
        bus.listen(self.heard.append)
        self.slips = Slips(
            StoredSlips(self.store, self.files),
            people,
            self.clock,
            ids=numbered("slip"),
            posts=self.posts,
            note=lambda act, by, data: self.noted.append({"act": act, "by": by, **data}),
            scan=lambda text: personal(text, lambda: BOOK),
            ours=lambda address: "Công an phường Mẫu" if "trang-that" in address else "",
            days=lambda: 365,
            practice=practice,
            publish=bus.tell,
        )

    @property
    def by(self) -> str:
        return self.who.id

    def impostor(self) -> Slip:
        return self.slips.impostors.record(
            self.by,
            address="https://facebook.example/cong-an-gia",
            site=ImpostorSite.FACEBOOK,
            seen_at=self.clock.now() - timedelta(hours=1),
            reported_by=Reporter.RESIDENT,
        )

    def finished_impostor(self) -> Slip:
        """One of which nothing is missing, closed."""
        slip, does = self.impostor(), self.slips.impostors
        does.compared(slip.id, self.by)
        self.slips.add_evidence(slip.id, self.by, "trang-gia.png", SHOT)
        does.reported(slip.id, self.by, "RP-2026-118")
        does.handed(slip.id, self.by, "Phòng An ninh mạng", "HS-77")
        does.removed(slip.id, self.by, self.clock.now().date())
        return self.slips.close(slip.id, self.by)

    def names(self) -> list[str]:
        """What was told, in order."""
        return [news.name for news in self.heard]
