"""What a purge asks of every store that keeps words of citizens, and of the database itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol


class TextTable(NamedTuple):
    """A small table with what must be able to vanish, and its column with the id of the item each row belongs to.

    No trigger may stand on it and no other table refer to it.
    """

    name: str
    item: str


class KeepsTexts(Protocol):
    """A storage with words of citizens, or with what was written to them."""

    def tables(self) -> Sequence[TextTable]:
        """Its tables that hold such words, each with its column of the item's id."""
        ...

    def forget(self, items: Collection[str]) -> None:
        """Let go of what else it keeps of these items; within the transaction of the purge."""
        ...


class Eraser(Protocol):
    """How tables are written anew; `studio.store.erasure` on the store of this profile."""

    def erase(self, tables: Sequence[TextTable], ids: Collection[str]) -> None: ...

    def cut(self) -> bool:
        """Take the former pages out of the WAL. False while another connection reads there."""
        ...
