"""How documents stand to each other, and which of it changes the effect of the other.

A relation is kept on the document whose file tells it: ``13/2026 replaces 5/2020`` on 13/2026, ``replaced_by`` on
5/2020. Both are read as the same event of 5/2020.

What a citation in a text says, before any library is asked: places, and the words that name a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from studio.library.events import EventKind, LegalPlace
from studio.library.model import Document
from studio.library.numbers import number_key
from studio.phrase import Phrase

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


TAKES_EFFECT = "takes_effect"
"""Of a document to a place of its own that takes effect on another day than the rest."""
NAMES = {
    "replaces": Phrase("replaces"),
    "replaced_by": Phrase("replaced by"),
    "repeals": Phrase("repeals"),
    "repealed_by": Phrase("repealed by"),
    "partly_repeals": Phrase("partly repeals"),
    "partly_repealed_by": Phrase("partly repealed by"),
    "keeps": Phrase("keeps a part of"),
    "kept_by": Phrase("kept in part by"),
    "amends": Phrase("amends"),
    "amended_by": Phrase("amended by"),
    "corrects": Phrase("corrects"),
    "corrected_by": Phrase("corrected by"),
    "suspends": Phrase("suspends"),
    "suspended_by": Phrase("suspended by"),
    "resumes": Phrase("resumes"),
    "resumed_by": Phrase("resumed by"),
    "guides": Phrase("guides"),
    "guided_by": Phrase("guided by"),
    "attached_to": Phrase("issued with"),
    "has_attached": Phrase("issues with it"),
    "based_on": Phrase("based on"),
    "basis_of": Phrase("is the basis of"),
    "refers_to": Phrase("refers to"),
    "referred_to_by": Phrase("referred to by"),
    "consolidates": Phrase("consolidates"),
    "consolidated_in": Phrase("consolidated in"),
    TAKES_EFFECT: Phrase("takes effect on a day of its own"),
}
"""Every kind, and the same seen from the other side."""

ACTS = {
    "replaces": EventKind.REPLACED,
    "repeals": EventKind.REPEALED,
    "partly_repeals": EventKind.PARTLY_ENDS,
    "keeps": EventKind.KEPT,
    "amends": EventKind.AMENDED,
    "corrects": EventKind.CORRECTED,
    "suspends": EventKind.SUSPENDED,
    "resumes": EventKind.RESUMED,
}
"""What the document that has the relation does to the other."""
SUFFERS = {
    "replaced_by": EventKind.REPLACED,
    "repealed_by": EventKind.REPEALED,
    "partly_repealed_by": EventKind.PARTLY_ENDS,
    "kept_by": EventKind.KEPT,
    "amended_by": EventKind.AMENDED,
    "corrected_by": EventKind.CORRECTED,
    "suspended_by": EventKind.SUSPENDED,
    "resumed_by": EventKind.RESUMED,
}
"""What the other does to the document that has the relation."""
PARENTS = frozenset({"guides", "attached_to"})
"""With these the other is the parent: when it dies, the child usually dies with it."""
_ON_PLACES = frozenset({"amends", "partly_repeals"})
CONSOLIDATED = "Văn bản hợp nhất"


def acted_on(document: Document, article: str, places: Iterable[LegalPlace]) -> str:
    """The number of the document whose places an article of an amending one speaks of (``Sửa đổi khoản 2 Điều 3``);
    empty where it means its own."""
    wanted, end = set(places), f"Điều {article}"
    deeds = (r for r in document.relations if r.kind in _ON_PLACES and r.place in wanted)
    return next((r.number for r in deeds if r.provision == end or r.provision.endswith(f" {end}")), "")


def is_consolidation(document: Document) -> bool:
    """Whether it is a văn bản hợp nhất, which only puts the texts of others together."""
    return document.type == CONSOLIDATED or "/VBHN-" in document.key or bool(_consolidated(document))


def without_force(document: Document) -> Phrase | None:
    """The caution on a văn bản hợp nhất: it has no force of its own. None for any other document."""
    if not is_consolidation(document):
        return None
    originals = ", ".join(_consolidated(document))
    return Phrase(
        "a consolidated text has no force of its own; cite the amended original{what}",
        what=f": {originals}." if originals else ".",
    )


def _consolidated(document: Document) -> list[str]:
    named = [r.number for r in document.relations if r.kind == "consolidates"]
    return [number for number in named if number_key(number) != number_key(document.number)]
