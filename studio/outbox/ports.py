"""What the outbox needs of others, in its own words. `studio.app` hands the real ones in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from studio.accounts.model import Account
from studio.errors import Refused
from studio.posts.model import Bundle, Package
from studio.posts.ports import FileReader
from studio.posts.record import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Everything a send needs, checked a moment ago."""

    bundle: Bundle
    package: Package
    account: Account
    written_at: datetime | None = None
    """When the post was begun: nothing of it was on a page before, whatever a restored backup forgot since."""
    amends: str = ""
    """Id of the published post whose text this one replaces, as approved."""


class HeldBack(Refused):
    """An emergency is on, and the post is none of those that go on: it waits for the end."""


class Gate(Protocol):
    """The one way to publishing."""

    def ready(self, post_id: str, account: str, now: datetime) -> Ready:
        """At the last moment: approval valid, seal and file hashes unchanged, target approved, preflight without
        blockers. Raises Refused, Blocked, NotFound or Untrusted with the reason."""
        ...

    def ready_to_queue(self, post_id: str, accounts: Sequence[str], now: datetime) -> tuple[Ready, ...]:
        """The same at queuing, of all these pages at once and in their order: the post is judged one time, however
        many they are. Raises like `ready`, for the first page that does not pass."""
        ...


class Liveness(Protocol):
    """Which holders of leases still run."""

    @property
    def name(self) -> str:
        """The lease this holder writes into deliveries."""
        ...

    def alive(self, lease: str) -> bool: ...


class RecordSources(Protocol):
    """What the other rooms know of a post."""

    def dossier(self, post_id: str) -> Dossier:
        """As approved and published, not as edited since. Raises NotFound or Untrusted."""
        ...


class FileShelf(FileReader, Protocol):
    """Files by their SHA-256, to which more may be added."""

    def put_pieces(self, pieces: Iterable[bytes]) -> str:
        """Keep a file of which one piece at a time is in memory; its name. Raises StorageTrouble."""
        ...
