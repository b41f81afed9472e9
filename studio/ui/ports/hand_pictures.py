"""What the window asks of pictures that a person puts at a public address; see `studio.ui.ports`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.accounts.model import Account


class HandPicture(Protocol):
    """One file: its name there, its address, what the post calls it, and its bytes."""

    @property
    def name(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def picture(self) -> str: ...

    @property
    def data(self) -> bytes: ...


class HandPicturesPort(Protocol):
    """The picture files of a post for a Zalo page without a website."""

    def needed(self, account: Account) -> bool:
        """Whether posts for this page wait for such files; asks nobody."""
        ...

    def of(self, post_id: str) -> Sequence[HandPicture]: ...

    def write(self, post_id: str, folder: Path) -> Sequence[Path]:
        """Write the files there under the names they need."""
        ...

    def missing(self, post_id: str) -> Sequence[HandPicture]:
        """Those that are not at their address now; takes its time."""
        ...
