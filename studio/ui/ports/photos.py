"""What the window asks of the unit's library of pictures, and of the consents of people in pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from studio.images.asset_library import Alike, Candidate
    from studio.images.assets import Asset, AssetFacts, AssetQuery, AssetUse
    from studio.images.consent import Consent


class ConsentsPort(Protocol):
    """Consents, each with the pictures (by SHA-256) in which the person can be recognised."""

    def of(self, pictures: Iterable[str]) -> Mapping[str, Sequence[Consent]]:
        """Pictures without one are left out."""
        ...

    def record(self, consent: Consent, picture: str, by: str) -> Consent: ...

    def take_off(self, id: str, picture: str, by: str) -> None: ...

    def withdraw(self, id: str, on: date, by: str) -> Consent: ...


class AssetsPort(Protocol):
    """The unit's pictures, by SHA-256."""

    def find(self, query: AssetQuery | None = None) -> Sequence[Asset]:
        """Newest first."""
        ...

    def tags(self) -> Sequence[str]:
        """All in use, by alphabet."""
        ...

    def thumb(self, sha256: str) -> bytes:
        """A small JPEG, made by this program."""
        ...

    def uses(self, sha256: str) -> Sequence[AssetUse]:
        """Posts that use it, newest first."""
        ...

    def picture(self, sha256: str) -> bytes:
        """The file itself."""
        ...

    def consider(self, data: bytes, name: str) -> Candidate:
        """Look at a picture before it is added, and for what is like it; in a child process, so on the pool."""
        ...

    def alike(self, sha256: str) -> Sequence[Alike]:
        """Others that look like this one, the most alike first."""
        ...

    def add(self, candidate: Candidate, facts: AssetFacts, by: str) -> Asset: ...

    def change(self, sha256: str, facts: AssetFacts, by: str) -> Asset: ...

    def end(self, sha256: str, by: str) -> Asset:
        """From today on no post may use it."""
        ...

    def delete(self, sha256: str, by: str) -> None:
        """Raises AssetInUse while posts or units use it."""
        ...
