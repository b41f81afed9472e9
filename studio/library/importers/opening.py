"""Opening a file of one document: its size and first bytes here, everything else in the child process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.errors import BadInput
from studio.library.importers import html, pdf, plain, word
from studio.library.importers.reading import Reading, from_json, to_json
from studio.library.importers.refusal import read_bytes, refuse_disguise, unsupported
from studio.sandbox import Sandbox

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


def read(sandbox: Sandbox, data: bytes, kind: str) -> Reading:
    """What a file of that ending says. Raises BadInput."""
    return from_json(sandbox.run(read_here, data, kind=kind))


def read_here(data: bytes, *, kind: str) -> dict[str, Any]:
    """The same without protection, as JSON; the task of the child. Raises BadInput."""
    try:
        return to_json(READERS[kind][0](data))
    except RecursionError as error:
        raise BadInput(
            "nội dung tệp lồng nhau quá sâu; hãy mở bằng phần mềm gốc và lưu lại.",
            "the content of the file is nested too deeply; open it in its own program and save it again.",
        ) from error
