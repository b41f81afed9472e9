"""Opening a file of one document: its size and first bytes here, everything else in the child process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.library.importers import html, pdf, plain, word
from studio.library.importers.refusal import read_bytes, refuse_disguise, unsupported
from studio.library.importers.understanding import Understood, from_json, to_json, understand
from studio.sandbox import Sandbox, damaged

READERS = {
    ".docx": (word.extract, word.LIMIT),
    ".htm": (html.extract, html.LIMIT),
    ".html": (html.extract, html.LIMIT),
    ".pdf": (pdf.extract, pdf.LIMIT),
    ".txt": (plain.extract, plain.LIMIT),
}
"""By the ending of the name: what reads the file's bytes, and how many there may be."""


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that can be one of these. Raises BadInput."""
    kind = path.suffix.lower()
    if kind not in READERS:
        raise unsupported(path)
    data = read_bytes(path, READERS[kind][1])
    refuse_disguise(data, kind)
    return data


def read(sandbox: Sandbox, data: bytes, kind: str, *, source: str, numbered: bool = True) -> Understood:
    """What a file of that ending is, read and understood in the child; see `assemble` for the rest. Raises BadInput."""
    told = sandbox.run(read_here, data, kind=kind, source=source, numbered=numbered)
    try:
        return from_json(told)
    except (KeyError, TypeError, ValueError) as error:  # the file made something else of the child
        raise damaged() from error


def read_here(data: bytes, *, kind: str, source: str, numbered: bool = True) -> dict[str, Any]:
    """The same without protection, as JSON; the task of the child. Raises BadInput, RecursionError."""
    return to_json(understand(READERS[kind][0](data), source=source, numbered=numbered))
