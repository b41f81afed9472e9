"""Reading a file in the process of the test, as the child does."""

from __future__ import annotations

from pathlib import Path

from studio.codec import read
from studio.library.importers.edition_reader import Understood, bytes_of, read_here
from studio.library.model import Edition


def read_document(path: Path) -> Edition:
    """The document in a file. Raises BadInput."""
    return read(Understood, read_here(bytes_of(path), kind=path.suffix.lower(), source=path.name)).edition
