"""What a citation in a text says, before any library is asked: places, and the words that name a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HERE = "này"
"""Stands for the number of a part that is “this” one: ``khoản 2 Điều này``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPlace:
    """One place in a document; what is not named is empty. Numbers are in lower case, as printed, or `HERE`."""

    article: str = ""
    clause: str = ""
    point: str = ""
    item: str = ""
    """What stands inside a point or clause, in its words: ``tiết 1``, ``gạch đầu dòng thứ hai``."""
    divisions: tuple[str, ...] = ()
    """``("Mục 2", "Chương III")``, the innermost first."""
    annex: str = ""
    """``Phụ lục I``, ``Mẫu số 02``."""
    attached: bool = False
    """In the regulation that the document puts into force (``Quy chế ban hành kèm theo …``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWords:
    """The words by which a text names a document."""

    start: int
    end: int
    kind: str = ""
    """Name of the kind (see `numbers.KINDS`); empty where only a number stands."""
    number: str = ""
    """``13/2023/NĐ-CP``, ``13/2023`` or ``100``, without blanks."""
    name: tuple[str, ...] = ()
    """Folded words after the kind of a law, possibly more than belong to its name; a short form is one word."""
    name_ends: tuple[int, ...] = ()
    """Where in the text each word of `name` ends."""
    guess: bool = False
    """Nothing but a law's name in small letters says that this is a document."""
    year: int | None = None
    issued_on: date | None = None
    host: bool = False
    """``Nghị định này``."""
    before: bool = False
    """``Nghị định nêu trên``: the one named before."""
    amended_by: tuple[DocumentWords, ...] = ()
    amended_in: tuple[int, ...] = ()
    """Years of amendments: ``(sửa đổi, bổ sung năm 2017)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A citation found at ``text[start:end]``. It names a document, places, or both."""

    start: int
    end: int
    places: tuple[CitedPlace, ...] = ()
    document: DocumentWords | None = None
    """None: the place is one of the text's own document, or nobody knows which."""
    document_first: bool = False
    """The document stands before the places."""


@dataclass(frozen=True, slots=True)
class CitationScan:
    """The citations of a text in order, and its other words."""

    mentions: tuple[Mention, ...]
    rest: tuple[str, ...]
