"""The library of the unit's pictures: adding, finding, ending and deleting them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from studio.clock import Clock, local_date
from studio.errors import Refused
from studio.images import similarity
from studio.images.assets import Asset, AssetFacts, AssetInUse, AssetQuery, AssetUse, tidied
from studio.images.similarity import PictureFacts
from studio.people.model import Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.text import nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.images.storage import StoredAssets
    from studio.store.files import FileStore

KEEPERS = (Role.AUTHOR, Role.APPROVER, Role.HEAD)
"""Who may change the library: those who may change snippets."""
LONGEST_NAME = 120
_ACT = "photo_asset"

Look = Callable[[bytes], PictureFacts]
"""Decodes a picture in the child that reads files. Raises BadInput."""
Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarAsset:
    """An asset that looks like a picture, and how much: 0 bits of 64 for a copy."""

    asset: Asset
    apart: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A picture that somebody is about to add."""

    name: str
    data: bytes
    seen: PictureFacts
    alike: tuple[SimilarAsset, ...]
    """The most alike first."""


class PhotoAssets:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self, repo: StoredAssets, files: FileStore, look: Look, people: People, clock: Clock, *, note: Note
    ) -> None:
        self._repo = repo
        self._files = files
        self._look = look
        self._people = people
        self._clock = clock
        self._note = note

    # Reading

    def find(self, query: AssetQuery | None = None) -> tuple[Asset, ...]:
        """Newest first."""
        return self._repo.find(query or AssetQuery(), self._today())

    def get(self, sha256: str) -> Asset:
        """Raises NotFound."""
        return self._repo.get(sha256)

    def of(self, pictures: Iterable[str]) -> Mapping[str, tuple[Asset, ...]]:
        """The assets that pictures of a post are, or were made of (a badge on them too); by the picture's SHA-256."""
        return self._repo.of(tuple(dict.fromkeys(pictures)))

    def tags(self) -> tuple[str, ...]:
        """All tags in use, by alphabet."""
        return self._repo.tags()

    def thumb(self, sha256: str) -> bytes:
        """A small JPEG of it. Raises NotFound."""
        return self._repo.thumb(sha256)

    def uses(self, sha256: str) -> tuple[AssetUse, ...]:
        """Posts that use it, newest first."""
        return self._repo.uses(sha256)

    def picture(self, sha256: str) -> bytes:
        """The file itself. Raises NotFound, Untrusted, StorageTrouble."""
        return self._files.get(self._repo.get(sha256).sha256)

    # Adding

    def consider(self, data: bytes, name: str) -> Candidate:
        """Look at a picture before it is added, and for what is like it. Raises BadInput."""
        seen = self._look(data)
        self.print_anew()
        return Candidate(name=_file_name(name), data=data, seen=seen, alike=self._alike(seen))

    def alike(self, sha256: str) -> tuple[SimilarAsset, ...]:
        """Other assets that look like this one, the most alike first."""
        asset = self._repo.get(sha256)
        found = self._near(asset.print, asset.print_by)
        return tuple(alike for alike in found if alike.asset.sha256 != sha256)

    def add(self, candidate: Candidate, facts: AssetFacts, by: str) -> Asset:
        """Raises BadInput naming the field, Refused when the very file is there already, NotPermitted."""
        person, tidy = self._people.require(by, *KEEPERS), tidied(facts)
        sha256 = self._repo.keep(candidate.data)
        seen = candidate.seen
        asset = Asset(
            sha256=sha256,
            name=candidate.name,
            facts=tidy,
            width=seen.width,
            height=seen.height,
            print=seen.print,
            print_by=seen.print_by,
            added_by=person.id,
            added_at=self._clock.now(),
        )
        with self._repo.transaction():
            there = next((one for one in self._repo.of((sha256,)).get(sha256, ()) if one.sha256 == sha256), None)
            if there is not None:
                raise Refused("this picture is in the library already, as “{title}”.", title=there.facts.title)
            self._repo.add(asset, seen.thumb)
            self._tell("added", asset, person.id)
        return asset

    # Changing

    def change(self, sha256: str, facts: AssetFacts, by: str) -> Asset:
        """Say something else of it; the picture stays. Raises BadInput naming the field, NotFound, NotPermitted."""
        person, tidy = self._people.require(by, *KEEPERS), tidied(facts)
        with self._repo.transaction():
            asset = replace(self._repo.get(sha256), facts=tidy)
            self._repo.change(sha256, tidy)
            self._tell("changed", asset, person.id)
        return asset

    def end(self, sha256: str, by: str) -> Asset:
        """From today on no post may use it."""
        facts, last = self._repo.get(sha256).facts, self._today() - timedelta(days=1)
        first = facts.valid_from if facts.valid_from is not None and facts.valid_from <= last else None
        return self.change(sha256, replace(facts, valid_from=first, valid_until=last), by)

    def delete(self, sha256: str, by: str) -> None:
        """Raises AssetInUse with the posts that use it, NotFound, NotPermitted."""
        person = self._people.require(by, *KEEPERS)
        with self._repo.transaction():
            asset = self._repo.get(sha256)
            uses, holders = self._repo.uses(sha256), self._repo.holders(sha256)
            if uses or holders:
                raise AssetInUse(uses, holders)
            self._repo.delete(sha256)
            self._tell("deleted", asset, person.id)

    @by_itself("a newer version looks at the pictures anew")
    def print_anew(self) -> int:
        """Fingerprint what a former version fingerprinted, or nobody. Returns how many assets."""
        maker = similarity.maker()
        waiting = self._repo.unprinted(maker)
        for sha256 in waiting:
            seen = self._look(self._files.get(sha256))
            self._repo.print_anew(sha256, seen.print, seen.print_by)
        return len(waiting)

    def _alike(self, seen: PictureFacts) -> tuple[SimilarAsset, ...]:
        return self._near(seen.print, seen.print_by)

    def _near(self, print: str, by: str) -> tuple[SimilarAsset, ...]:
        if not print:
            return ()
        bits = {sha256: similarity.apart(print, other) for sha256, other in self._repo.prints(by).items()}
        close = sorted((apart, sha256) for sha256, apart in bits.items() if apart <= similarity.NEAR)
        return tuple(SimilarAsset(asset=self._repo.get(sha256), apart=apart) for apart, sha256 in close)

    def _today(self) -> date:
        return local_date(self._clock.now())

    def _tell(self, step: str, asset: Asset, by: str) -> None:
        self._note(_ACT, by, {"step": step, "asset": asset.sha256, "kind": asset.facts.kind.value})


def _file_name(name: str) -> str:
    return squeeze(nfc(name)).replace("\\", "/").rsplit("/", 1)[-1][:LONGEST_NAME]
