"""The files that documents were read from, kept as they came, to be shown beside the text."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file that a document was read from."""

    document: str
    """Key of the document."""
    sha256: str
    """Of the file, which is its name in the file store."""
    name: str
    """File name as it was chosen: ``59-nd.signed.pdf``."""
    size: int
    """Bytes."""
    read_as: str
    """`Document.sha256` of what was read from it: `pages` holds as long as the document says the same."""
    taken_at: datetime
    taken_by: str
    """Name of the person who confirmed its head, empty for an import without one."""
    scanned: bool = False
    pages: Mapping[int, int] = field(default_factory=dict)
    """Position of an article → its page from 0, where the file has pages."""


class Originals(Protocol):
    """Where they are kept."""

    def keep(self, data: bytes) -> str:
        """Keep a file; its SHA-256. Unless it is tied within a day it may be swept. Raises StorageTrouble."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes of a kept file. Raises NotFound, Untrusted."""
        ...

    def transaction(self) -> AbstractContextManager[object]:
        """One with that of the documents: what is stored and tied within is there together or not at all."""
        ...

    def tie(self, original: Original) -> None:
        """Note which document a kept file was read as; a file taken again replaces what was noted of it."""
        ...

    def of(self, document: str) -> tuple[Original, ...]:
        """The files of a document, the newest first."""
        ...
