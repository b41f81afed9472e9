"""No list of laws, and whatever notices a test puts in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio.library.model import Document
from studio.library.seeds import SeedRow
from studio.posts.model import LawNotice
from tests.ui.fake_data import DOCUMENT
from tests.ui.stand_in import StandIn


class FakeSeeds(StandIn):  # type: ignore[misc]
    def list(self) -> Sequence[SeedRow]:
        return ()

    def add(self) -> int:
        return 0

    def attach(self, seed_id: str, path: Path, *, agreed: bool = False, by: str = "") -> Document:
        return DOCUMENT


class FakeWatch(StandIn):  # type: ignore[misc]
    looked = False

    def look_at_age(self) -> bool:
        self.looked = True
        return False


class FakeNotices(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.told: list[LawNotice] = []

    def unseen(self, person: str) -> Sequence[LawNotice]:
        return tuple(self.told)

    def seen(self, person: str, post_id: str) -> None:
        self.told = [notice for notice in self.told if notice.post_id != post_id]
