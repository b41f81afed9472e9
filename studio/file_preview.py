"""What a kept file looks like at a glance, where it is listed by name and hash. Nothing of it is ever run."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

CHARACTERS, LINES = 600, 12
"""Of a text, that are shown."""
_READ = 4096
"""Bytes of a text that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview:
    """A picture (of a document its first page) or the beginning of a text; neither where the file shows nothing."""

    picture: bytes = b""
    """JPEG."""
    text: str = ""


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def text_of(data: bytes) -> str:
    """The beginning of `data` where that is text in UTF-8, as plain characters; else nothing."""
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(data[:_READ])
    except UnicodeDecodeError:
        return ""
    if any(not char.isprintable() and char not in "\t\r\n" for char in text):
        return ""
    return "\n".join(text[:CHARACTERS].splitlines()[:LINES]).strip()
