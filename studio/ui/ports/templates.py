"""What the window asks of the approved templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.templates.model import Template


class CatalogPort(Protocol):
    """The approved templates."""

    def all(self) -> Sequence[Template]: ...

    def get(self, id: str, version: int | None = None) -> Template: ...
