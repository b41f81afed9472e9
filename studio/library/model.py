"""Legal documents, their articles, and what is known of their validity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from studio.library.events import WHOLE, LegalPlace
from studio.phrase import Bilingual, Phrase

OLD_CHECK = Phrase("the confirmation is too old; check again.")


class Status(StrEnum):
    """vbpl.vn's vocabulary. UNKNOWN is never shown as in force."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    UNSUITABLE = "unsuitable"
    UNKNOWN = "unknown"


class Light(StrEnum):
    """What a badge says at a glance: RED has no effect, AMBER wants a look, GREEN stands, GREY nobody looked up."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


def light_of(status: Status, *, cautious: bool = False) -> Light:
    """The light of a status; `cautious`: there is something to look at first."""
    if status in (Status.EXPIRED, Status.SUSPENDED, Status.UNSUITABLE):
        return Light.RED
    if cautious or status in (Status.NOT_YET, Status.PARTLY_EXPIRED):
        return Light.AMBER
    return Light.GREEN if status is Status.IN_FORCE else Light.GREY


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`kind`: one of `studio.library.relations.NAMES`, as seen from the document that has it; `number` names the other
    document."""

    kind: str
    number: str
    place: LegalPlace = WHOLE
    """The place of the other that it concerns."""
    provision: str = ""
    """Where the acting document says so: ``khoản 2 Điều 69``; empty where it is not known."""
    since: date | None = None
    """The day it gives; None: that on which the acting document takes effect."""
    until: date | None = None
    """The last day of a suspension, or of the effect of a place that the other keeps for a while; None: open."""


class LegalAct(NamedTuple):
    """What another document does to one: its relation, its number, since when, and where that is from."""

    relation: Relation
    number: str
    since: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    id: str
    document: str
    """Key of the document (see `number_key`)."""
    number: str
    heading: str
    path: str
    text: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as imported. Only a person's check (`checked_on`, `checked_by`) makes a status trusted."""

    key: str
    number: str
    type: str
    title: str
    issuer: str
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    """The first day on which it has no effect any more (vbpl.vn's "ngày hết hiệu lực")."""
    stated_status: Status = Status.UNKNOWN
    checked_on: date | None = None
    checked_by: str = ""
    source: str = ""
    relations: tuple[Relation, ...] = ()
    sha256: str = ""
    """Hash of number, kind, title, issuer, day of issue and all articles: the law version a record names.
    What is known of the validity is not part of it."""


class Head(NamedTuple):
    """What of a document decides whether and where it stands in a list. Thousands are made at once."""

    key: str
    type: str
    articles: int
    """How many it has."""


class RankedArticle(NamedTuple):
    """An article that the index found. Hundreds are made for a search."""

    row: int
    """The store's own number of it."""
    score: float
    document: str
    article: str
    type: str
    issuer: str
    year: str
    """Of issue; empty when unknown."""
    title: str
    """Of its document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A document with its articles, as an importer reads it from a file."""

    document: Document
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """What may be said of a document, or of a place in it, on one day."""

    status: Status
    on: date
    reason_vi: str
    reason_en: str
    replaced_by: str | None = None
    """The document that takes its place, now or on a day that is known."""
    ends_on: date | None = None
    """The first day without effect that is known, while it is in force."""
    checked_on: date | None = None
    cautions: tuple[Phrase, ...] = ()
    """What to look at before citing it, whatever the status."""
    stale: bool = False
    """It stands on a confirmation that is too old: to be checked again."""

    @property
    def reason(self) -> Phrase:
        return Bilingual(self.reason_vi, self.reason_en)

    @property
    def light(self) -> Light:
        return light_of(self.status, cautious=bool(self.remarks))

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        """All to look at before citing it: that its check is old, and the cautions."""
        return (OLD_CHECK, *self.cautions) if self.stale else self.cautions


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRef:
    """A place in a document as a field stores it."""

    document: str
    article: str | None = None
    clause: str | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedLaw:
    """A citation resolved on a date: its printed form and the law version it stands on."""

    ref: CitationRef
    printed: str
    """``Điều 5 Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ``; empty when unresolved."""
    found: bool
    article_found: bool
    """The article exists, and the clause and point where the citation names them; True when none is named."""
    validity: Validity | None
    document_sha256: str
    missing: str = ""
    """The part that the document does not have: ``Điều 99``, ``khoản 9``, ``điểm x``; empty when all are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One search result."""

    id: str
    document: str
    number: str
    title: str
    article: str
    heading: str
    snippet: str
    """Plain text; matched words between \\u2068 and \\u2069 are not marked here: see `spans`."""
    score: float
    status: Status
    here: Validity | None = None
    """Of the very article; `status` is that of its document."""
    spans: tuple[tuple[int, int], ...] = ()
    """Matched parts of `snippet`, start and end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file that a document was read from."""

    document: str
    """Key of the document."""
    sha256: str
    """Of the file, which is its name in the file store."""
    name: str
    """File name as it was chosen: ``59-nd.signed.pdf``."""
    size: int
    """Bytes."""
    read_as: str
    """`Document.sha256` of what was read from it: `pages` holds as long as the document says the same."""
    taken_at: datetime
    taken_by: str
    """Name of the person who confirmed its head, empty for an import without one."""
    scanned: bool = False
    pages: Mapping[int, int] = field(default_factory=dict)
    """Position of an article → its page from 0, where the file has pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRemark:
    """What a person of the unit noted."""

    id: str
    document: str
    """Key of the document."""
    article: str
    """Number of the article, empty for the whole document."""
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A text that another took the place of."""

    document: str
    """Key of the document."""
    sha256: str
    """`Document.sha256` of the text."""
    replaced_at: datetime
    articles: int
