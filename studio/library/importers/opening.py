"""Opening a file of one document, in the child process from the first byte on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio import codec
from studio.library.importers.reading import MEGABYTE, ReadText, read_bytes, refuse_disguise, unsupported
from studio.library.importers.understanding import Understood, understand
from studio.sandbox import Sandbox, damaged

LIMITS = {
    ".docx": 30 * MEGABYTE,
    ".htm": 20 * MEGABYTE,
    ".html": 20 * MEGABYTE,
    ".pdf": 100 * MEGABYTE,
    ".txt": 20 * MEGABYTE,
}
"""By the ending of the name: how many bytes there may be."""


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that can be one of these; a task of the child too: a drive may never answer.

    Raises BadInput.
    """
    kind = path.suffix.lower()
    if kind not in LIMITS:
        raise unsupported(path)
    data = read_bytes(path, LIMITS[kind])
    refuse_disguise(data, kind)
    return data


def read(sandbox: Sandbox, data: bytes, kind: str, *, source: str, numbered: bool = True) -> Understood:
    """What a file of that ending is, read and understood in the child; see `assemble` for the rest. Raises BadInput."""
    told = sandbox.run(read_here, data, kind=kind, source=source, numbered=numbered)
    try:
        return codec.read(Understood, told)
    except ValueError as error:  # the file made something else of the child
        raise damaged() from error


def read_here(data: bytes, *, kind: str, source: str, numbered: bool = True) -> Any:
    """The same without protection, as plain data; the task of the child. Raises BadInput, RecursionError."""
    return codec.plain(understand(_extract(data, kind), source=source, numbered=numbered))


def text_here(data: bytes, *, kind: str) -> str:
    """The words of a file that need be no law; a task of the child, too. Raises BadInput, also for a scan."""
    return _extract(data, kind).text


def _extract(data: bytes, kind: str) -> ReadText:
    """The text, by what reads that kind of file; nothing else is loaded, for that takes longer than most files do."""
    if kind == ".docx":
        from studio.library.importers import word

        return word.extract(data)
    if kind == ".pdf":
        from studio.library.importers import pdf

        return pdf.extract(data)
    if kind == ".txt":
        from studio.library.importers import plain

        return plain.extract(data)
    from studio.library.importers import html

    return html.extract(data)
