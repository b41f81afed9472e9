"""What the window asks of the files of pages, and of the head's agreement to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from studio.accounts.model import Account, PageStatus
    from studio.registry.model import Archive, Evidence, Identity, PageFile, Request, Transition, Verification
    from studio.registry.rules import Gap
    from studio.signoffs.model import SignOff


class SignOffsPort(Protocol):
    """What was put before the head."""

    def latest(self, kind: str, subject: str) -> SignOff | None: ...

    def open(self) -> Sequence[SignOff]: ...

    def decide(self, id: str, by: str, pin: str, *, agree: bool, note: str = "") -> SignOff:
        """The head's yes, or no with a reason."""
        ...


class ExportsPort(Protocol):
    """What leaves the registry as files."""

    def identity(self, id: str, out: Path, by: str) -> Path: ...

    def minutes(self, id: str, out: Path, by: str) -> Path: ...

    def directory(self, folder: Path, by: str) -> Sequence[Path]: ...


class RegistryPort(Protocol):
    """The files of pages."""

    @property
    def exports(self) -> ExportsPort: ...

    def list(self) -> Sequence[PageFile]:
        """What was changed last comes first."""
        ...

    def get(self, id: str) -> PageFile: ...

    def search(self, query: str) -> Sequence[PageFile]: ...

    def to_watch(self, today: date) -> Sequence[PageFile]:
        """Files of ended pages under whose old name somebody has to look for impostors again."""
        ...

    def gaps(self, id: str) -> Sequence[Gap]:
        """What the file lacks."""
        ...

    def check(self, id: str) -> Sequence[Gap]:
        """The same, asked for by a person."""
        ...

    def asked(self, id: str) -> SignOff | None: ...

    def agreement(self, id: str) -> SignOff | None: ...

    def unfiled(self) -> Sequence[Account]:
        """Pages at work that have no file yet."""
        ...

    def take_in(self, by: str) -> Sequence[PageFile]:
        """Begin a file for each of those."""
        ...

    def begin(self, by: str, *, unit: str = "", area: str = "", account: str = "") -> PageFile: ...

    def change(
        self,
        id: str,
        by: str,
        *,
        unit: str | None = None,
        area: str | None = None,
        account: str | None = None,
        request: Request | None = None,
        identity: Identity | None = None,
        verification: Verification | None = None,
        transition: Transition | None = None,
    ) -> PageFile: ...

    def attach(self, data: bytes, name: str) -> Evidence: ...

    def remove(self, id: str, by: str) -> None: ...

    def submit(self, id: str, by: str, pin: str, note: str = "") -> SignOff: ...

    def set_status(self, id: str, status: PageStatus, by: str) -> PageFile: ...

    def keep_archive(self, id: str, out: Path, by: str) -> Archive: ...
