"""What the window asks of the practice pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class PracticePost(Protocol):
    """A post as the practice page shows it."""

    @property
    def remote_id(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def images(self) -> Sequence[Path]: ...

    @property
    def alts(self) -> Sequence[str]: ...

    @property
    def created_at(self) -> datetime: ...


class PracticePort(Protocol):
    """The local pages posts are published to for practice."""

    def posts(self, account: str) -> Sequence[PracticePost]:
        """The public posts of that practice account, newest first."""
        ...
