"""Plain text: UTF-8 with or without BOM, UTF-16 with BOM, Windows-1258."""

from __future__ import annotations

import codecs

from studio.errors import BadInput
from studio.library.importers.legacy import looks_legacy, share_of_syllables
from studio.library.importers.reading import Reading
from studio.library.importers.refusal import MEGABYTE, legacy_encoding
from studio.text import nfc

LIMIT = 20 * MEGABYTE


def extract(data: bytes) -> Reading:
    """The text of a text file. Raises BadInput."""
    return Reading(text=decode(data))


def decode(data: bytes) -> str:
    """Unicode text of `data`. Raises BadInput: not text, cut off, or TCVN3/VNI."""
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            try:
                return _unless_legacy(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise _broken() from error
    if b"\0" in data:
        raise BadInput(
            "tệp không phải văn bản thuần; hãy mở bằng Word và lưu lại thành .docx.",
            "the file is no plain text; open it in Word and save it as .docx.",
        )
    try:
        return _unless_legacy(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _windows_1258(data, error)


def _windows_1258(data: bytes, cause: UnicodeDecodeError) -> str:
    """Old Vietnamese Windows text; a UTF-8 text with one broken byte must not pass for it."""
    try:
        text = nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        raise _broken() from cause
    share, number = share_of_syllables(text)
    if number == 0 or share >= 0.9:
        return text
    intact = data[: cause.start].decode("utf-8")
    if not intact.isascii():
        raise _broken() from cause
    raise legacy_encoding() from cause


def _unless_legacy(text: str) -> str:
    if looks_legacy(nfc(text)):
        raise legacy_encoding()
    return text


def _broken() -> BadInput:
    return BadInput(
        "tệp bị cắt cụt hoặc không đúng UTF-8; hãy mở tệp gốc và lưu lại với bảng mã UTF-8.",
        "the file is cut off or no valid UTF-8; open the original and save it again as UTF-8.",
    )
