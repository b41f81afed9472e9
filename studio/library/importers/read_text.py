"""What a reader of files gives back: the words of one document, and what it knows of how they came about.

The sentences with which files are refused, one place for all readers.

Documents marked MẬT, TỐI MẬT or TUYỆT MẬT are state secrets and are refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studio.errors import BadInput
from studio.paths import open_regular
from studio.phrase import Bilingual, Phrase
from studio.reasons import reason_of

MEGABYTE = 2**20
READ_HERE = (".docx", ".pdf", ".html", ".txt", ".jsonl")
_WORD_97 = b"\xd0\xcf\x11\xe0"
_SIGNATURES = (
    (_WORD_97, "Word đời cũ (.doc) hoặc tệp có mật khẩu", "an old Word (.doc) or password-protected file"),
    (b"%PDF", "PDF", "a PDF"),
    (b"PK\x03\x04", "ZIP hoặc .docx", "a ZIP or .docx"),
    (b"{\\rtf", "RTF", "an RTF file"),
    (b"\xff\xd8\xff", "ảnh JPEG", "a JPEG picture"),
    (b"\x89PNG", "ảnh PNG", "a PNG picture"),
    (b"MZ", "chương trình", "a program"),
)
_GENUINE = {".docx": b"PK\x03\x04", ".pdf": b"%PDF"}
"""How a file of that name begins when it is one."""


def read_bytes(path: Path, limit: int) -> bytes:
    """The file's bytes. Raises BadInput when it is no ordinary file, cannot be read, is empty, or is larger than
    `limit` bytes."""
    try:
        with open_regular(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            data = file.read(size) if size <= limit else b""  # Windows sets aside as much memory as is asked for
    except OSError as error:
        raise BadInput(
            "the file cannot be read ({why}); check its permissions and the disk.",
            why=reason_of(error),
        ) from error
    if size > limit:
        raise BadInput(
            "the file has {size} MB, the limit is {limit} MB; split it.", size=size // MEGABYTE, limit=limit // MEGABYTE
        )
    if not data or data.isspace():
        raise BadInput("the file is empty; choose a file with content.")
    return data


def refuse_disguise(data: bytes, expected: str) -> None:
    """Raise BadInput when the first bytes show another kind of file than the name says (`expected`: ``.txt``)."""
    for signature, vi, en in _SIGNATURES:
        if data.startswith(signature) and _GENUINE.get(expected) != signature:
            raise BadInput(
                "the name says {expected} but the content is {what}; open it in Word and save it as .docx.",
                expected=expected,
                what=Bilingual(vi, en),
            )


def unsupported(path: Path) -> BadInput:
    """The sentence for a kind of file this version does not read, with the way to convert it."""
    name = path.suffix.lower()
    named_vi, named_en = name or "tệp không có đuôi", name or "a file without extension"
    return BadInput(
        "{read_here} are read, not {named}; open it in Word and save it as .docx.",
        read_here=", ".join(READ_HERE),
        named=Bilingual(named_vi, named_en),
    )


def secret(mark: str) -> BadInput:
    """The sentence for a document that bears a secrecy mark."""
    return BadInput(
        "the document bears the secrecy mark “{mark}”; secret documents must not enter this app.", mark=mark
    )


def legacy_encoding() -> BadInput:
    """The sentence for TCVN3 and VNI text."""
    return BadInput(
        "the text uses the old TCVN3 (.VnTime) or VNI encoding; convert it to Unicode with UniKey "
        "(Ctrl+Shift+F6) and save it again."
    )


def without_number() -> BadInput:
    """The sentence for a document whose head has no number."""
    return BadInput("no line “Số: …” at the head of the document; add its number (for example “Số: 13/2023/NĐ-CP”).")


_MARK = re.compile(
    r"^[\W_]*(?:(?:mức )?độ mật\s*:?\s*|dấu\s*:?\s*)?((?:TUYỆT|TỐI)?\s*MẬT)[\W_]*(?:SỐ\s*:?\s*\d*)?[\W_]*$"
)
_LABELLED = re.compile(r"(?:mức )?độ mật\s*:\s*[\W_]*((?:tuyệt |tối )?mật)\b", re.IGNORECASE)
FIRST_PAGE = 60
"""Lines; the mark stands at the top of the first page or in the page header."""


def secrecy_mark(lines: Iterable[str]) -> str | None:
    """The mark that stands alone on one of `lines`, or after "Độ mật:"; the word inside a sentence is no mark."""
    for line in lines:
        found = _MARK.match(line.strip()) or _LABELLED.search(line)
        if found:
            return " ".join(found[1].upper().split())
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The text of a file, before anything is understood of it."""

    text: str
    """Lines apart by ``\\n``."""
    margins: tuple[str, ...] = ()
    """Lines of page headers, footers and text boxes: not of the text, but a secrecy mark may stand there."""
    footnotes: tuple[str, ...] = ()
    """Of printed pages, in order, each with its number; not of the text of any article."""
    notes: tuple[Phrase, ...] = ()
    """What was converted or left out on the way, for the person who checks."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Facts that stand beside the text, as on a property page: number, type, issuer, title, status, issued_on,
    effective_from, effective_to (days as ISO 8601)."""
    pages: tuple[int, ...] = ()
    """Index of the first line of each page, where the file has pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedLine:
    """A line of a scan. Lengths in points, from the top left corner of its page."""

    page: int
    """From 0."""
    text: str
    left: float
    top: float
    width: float
    height: float
    first_word: float
    """Width of its first word."""

    @property
    def doubtful(self) -> bool:
        """Whether a person has to compare it: it holds a digit."""
        return any(letter.isdigit() for letter in self.text)
