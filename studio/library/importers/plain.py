"""Plain text: UTF-8 with or without BOM, UTF-16 with BOM, and the encodings before Unicode."""

from __future__ import annotations

import codecs

from studio.errors import BadInput
from studio.library.importers.encodings import Encoding, conversion, decode_bytes, repaired
from studio.library.importers.read_text import ReadText, legacy_encoding


def extract(data: bytes) -> ReadText:
    """The text of a text file. Raises BadInput."""
    text, encoding = decode(data)
    return ReadText(text=text, notes=(conversion(encoding),) if encoding else ())


def decode(data: bytes) -> tuple[str, Encoding | None]:
    """Unicode text of `data`, and the encoding it was converted from. Raises BadInput: not text, or cut off."""
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            try:
                return repaired(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise _broken() from error
    if b"\0" in data:
        raise BadInput("the file is no plain text; open it in Word and save it as .docx.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _narrow(data, error)
    return repaired(text)


def _narrow(data: bytes, cause: UnicodeDecodeError) -> tuple[str, Encoding]:
    """Text of one byte a character; a UTF-8 text with one broken byte must not pass for it."""
    found = decode_bytes(data)
    if found is not None:
        return found
    intact = data[: cause.start].decode("utf-8")
    if not intact.isascii():
        raise _broken() from cause
    raise legacy_encoding() from cause


def _broken() -> BadInput:
    return BadInput("the file is cut off or no valid UTF-8; open the original and save it again as UTF-8.")
