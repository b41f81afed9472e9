"""What the window asks of the legal documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from studio.phrase import Phrase

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from studio.library.browse import Browsed, BrowseFilter, BrowseRow, BrowseSort
    from studio.library.citations import CitedBy
    from studio.library.drafts import Draft, Drafts, Heading, PagePicture
    from studio.library.events import Place, ValidityEvent
    from studio.library.filters import Filters
    from studio.library.former import Version
    from studio.library.found import Found
    from studio.library.model import Article, CitationRef, CitedLaw, Document, Hit, Original, Remark, Status, Validity
    from studio.library.proper import TextCitation
    from studio.library.recording import Recording
    from studio.library.resolving import Resolved
    from studio.library.seeds import SeedRow
    from studio.library.succession import Successor
    from studio.posts.model import LawNotice


class ImportReport(Protocol):
    """What an import brought: `refused` pairs a path with the reason."""

    @property
    def documents(self) -> int: ...

    @property
    def articles(self) -> int: ...

    @property
    def refused(self) -> Sequence[tuple[Path, Phrase]]: ...

    @property
    def broken(self) -> Sequence[Path]:
        """Of the refused, files whose other lines can be had without the broken ones."""
        ...


class CitationsPort(Protocol):
    """Citations in texts, and what cites what."""

    def cites(self, article: Article) -> tuple[Resolved, ...]: ...

    def cited_by(self, key: str, article: str | None = None, *, limit: int = 500) -> CitedBy: ...

    def successor(self, ref: CitationRef, *, on: date) -> Successor | None: ...

    def index(self, going: Callable[[int, int], bool] | None = None) -> None: ...

    def check(self, texts: Iterable[tuple[str, str]], *, on: date) -> tuple[TextCitation, ...]: ...


class LibraryPort(Protocol):
    """The legal documents."""

    def count(self) -> Any:
        """A value with ``documents`` and ``articles``."""
        ...

    def import_paths(
        self, paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None, skip_broken: bool = False
    ) -> ImportReport:
        """`going` hears how many of how many files are done, and answers whether to go on. `skip_broken`: of a file
        with broken lines take the others."""
        ...

    def drafts(self, paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None) -> Drafts:
        """What files say, before anything is stored; `going` hears of files and of the pages of a scan."""
        ...

    def settle(self, draft: Draft, texts: Mapping[int, str]) -> Draft: ...

    def draft_page(self, draft: Draft, page: int) -> PagePicture: ...

    def take(self, draft: Draft, heading: Heading, *, by: str) -> Document: ...

    @property
    def citations(self) -> CitationsPort: ...

    def read_citation(self, text: str) -> CitationRef | None: ...

    def versions(self, article: Article) -> tuple[Version, ...]: ...

    def remarks(self, key: str) -> tuple[Remark, ...]: ...

    def add_remark(self, key: str, article: str, text: str, *, by: str) -> Remark: ...

    def drop_remark(self, remark: Remark) -> None: ...

    def originals(self, key: str) -> tuple[Original, ...]: ...

    def original_page(self, original: Original, page: int) -> PagePicture: ...

    def save_original(self, original: Original, path: Path) -> None: ...

    def find(self, number: str) -> Document | None: ...

    def articles(self, key: str) -> Sequence[Article]: ...

    def status(self, key: str, article: str | None = None, *, on: date) -> Validity: ...

    def resolve(self, ref: CitationRef, *, on: date) -> CitedLaw: ...

    def search(self, query: str, *, limit: int, on: date) -> Sequence[Hit]: ...

    def look_up(self, query: str, filters: Filters = ..., *, limit: int, on: date, literal: bool = False) -> Found: ...

    def statuses(self, *, on: date) -> Mapping[str, Status]:
        """Of every document, by key; takes a while in a large library."""
        ...

    def browse(
        self, wanted: BrowseFilter, sort: BrowseSort = ..., *, descending: bool, statuses: Mapping[str, Status]
    ) -> Browsed: ...

    def browse_rows(self, ids: Sequence[str], *, on: date) -> Sequence[BrowseRow]:
        """In the order asked; those that are no more are left out."""
        ...

    def confirm(
        self,
        key: str,
        *,
        by: str,
        on: date,
        effective_from: date | None,
        effective_to: date | None,
        status: Status,
        source: str,
    ) -> Document: ...

    def confirm_place(self, key: str, place: Place, *, by: str, on: date, source: str) -> ValidityEvent: ...

    def events(self, key: str) -> Sequence[ValidityEvent]:
        """The life of a document by day, retracted events too."""
        ...

    def record_event(self, key: str, said: Recording, *, by: str) -> ValidityEvent: ...

    def retract_event(self, event_id: str, *, by: str, reason: str) -> ValidityEvent: ...


class SeedsPort(Protocol):
    """The shipped list of documents."""

    def list(self) -> Sequence[SeedRow]: ...

    def add(self) -> int:
        """Take the list in; how many documents are new."""
        ...

    def attach(self, seed_id: str, path: Path, *, agreed: bool = False, by: str = "") -> Document: ...


class LawWatchPort(Protocol):
    """Looks whether what posts cite was checked too long ago."""

    def look_at_age(self) -> bool:
        """Tell whoever is concerned, once a day and of each confirmation once; whether anybody was told."""
        ...


class LawNoticesPort(Protocol):
    """What became of laws that posts cite."""

    def unseen(self, person: str) -> Sequence[LawNotice]: ...

    def seen(self, person: str, post_id: str) -> None: ...
