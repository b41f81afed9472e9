"""Reading a file in the process of the test, as the child does."""

from __future__ import annotations

from pathlib import Path

from studio.library.importers.opening import bytes_of, read_here
from studio.library.importers.understanding import from_json
from studio.library.model import Edition


def read_document(path: Path) -> Edition:
    """The document in a file. Raises BadInput."""
    return from_json(read_here(bytes_of(path), kind=path.suffix.lower(), source=path.name)).edition
