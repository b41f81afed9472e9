"""The legal library: what the window, the command line and the composer ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from studio.clock import local_date
from studio.errors import BadInput
from studio.library import browse as browsing
from studio.library import lookup
from studio.library.browse import Browsed, BrowseFilter, BrowseRow, BrowseSort
from studio.library.citation import printed, read_citation
from studio.library.effects import Effects
from studio.library.events import place_of
from studio.library.importers.walk import files_in, read_file
from studio.library.model import Article, CitationRef, CitedLaw, Document, Hit, Status
from studio.library.search import search
from studio.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import brought, and each file refused with the reason."""

    documents: int
    articles: int
    refused: tuple[tuple[Path, Phrase], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    documents: int
    articles: int


class Library(Effects):
    """Documents and articles: import, look-up, validity, citation, search."""

    def import_paths(self, paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None) -> ImportReport:
        """Read files and folders, each file in one transaction. Refusals are in the report, never raised.

        A document of the same number replaces the stored one. `going` hears before each file how many of how many
        are done, and answers whether to go on. Raises StorageTrouble.
        """
        with self._changing():
            return self._import(paths, going)

    def _import(self, paths: Sequence[Path], going: Callable[[int, int], bool] | None) -> ImportReport:
        documents = articles = 0
        refused: list[tuple[Path, Phrase]] = []
        files = self._files(paths, refused)
        for done, path in enumerate(files):
            if going is not None and not going(done, len(files)):
                break
            single: list[BadInput] = []
            try:
                read = self._repo.import_all(read_file(path, single.append))
            except BadInput as error:
                refused.append((path, error.phrase))
            else:
                documents, articles = documents + read[0], articles + read[1]
                refused.extend((path, error.phrase) for error in single)
        return ImportReport(documents=documents, articles=articles, refused=tuple(refused))

    def _files(self, paths: Sequence[Path], refused: list[tuple[Path, Phrase]]) -> list[Path]:
        found: list[Path] = []
        for path in paths:
            try:
                inside = files_in([path])
            except BadInput as error:
                refused.append((path, error.phrase))
                continue
            if not inside:
                reason = Phrase("thư mục không có tệp nào.", "the folder holds no file.")
                refused.append((path, reason))
            found.extend(inside)
        return found

    def count(self) -> Count:
        """How many documents and articles there are."""
        documents, articles = self._repo.counts()
        return Count(documents=documents, articles=articles)

    def documents(self) -> tuple[Document, ...]:
        """All documents, by number."""
        return self._repo.documents()

    def candidates(self, text: str) -> tuple[Document, ...]:
        """Every document that `text` may mean, for a person to choose from."""
        return lookup.candidates(self._repo, text)

    def articles(self, key: str) -> tuple[Article, ...]:
        """The articles of document `key` in order. Raises Untrusted."""
        return self._repo.articles(key)

    def read_citation(self, text: str) -> CitationRef | None:
        """What an officer typed, as a reference; with the document's own number when the library has it."""
        ref = read_citation(text)
        document = self.find(ref.document) if ref else None
        return replace(ref, document=document.number or document.key) if ref and document else ref

    def resolve(self, ref: CitationRef, *, on: date) -> CitedLaw:
        """The citation with its printed form, law version and validity; never raises for a missing or altered place."""
        document = self.find(ref.document)
        if document is None:
            return CitedLaw(
                ref=ref, printed="", found=False, article_found=False, validity=None, document_sha256="", missing=""
            )
        place = place_of(ref.article, ref.clause, ref.point)
        missing = self._missing(document, place)
        return CitedLaw(
            ref=ref,
            printed=printed(document, ref),
            found=True,
            article_found=not missing,
            validity=self._standing(document, place, on),
            document_sha256=document.sha256,
            missing=missing,
        )

    def search(self, query: str, *, limit: int = 20, on: date | None = None) -> list[Hit]:
        """At most `limit` articles, best first, with their status on day `on` (today in Vietnam)."""
        return search(self._repo, query, limit=limit, on=on or local_date(self._clock.now()))

    def browse(
        self,
        wanted: BrowseFilter,
        sort: BrowseSort = BrowseSort.NUMBER,
        *,
        descending: bool = False,
        statuses: Mapping[str, Status],
    ) -> Browsed:
        """Every document or article that `wanted` lets through, in order, and how many there are of each kind.

        `statuses` is what `statuses()` gave; a document that is not in it counts as UNKNOWN.
        """
        return browsing.browse(self._repo, wanted, sort, descending=descending, statuses=statuses)

    def browse_rows(self, ids: Sequence[str], *, on: date) -> tuple[BrowseRow, ...]:
        """The rows of `ids` (of `browse`), in the order asked, with the status on day `on`; missing ones left out."""
        return browsing.rows(self._repo, ids, on)

    def statuses(self, *, on: date) -> Mapping[str, Status]:
        """The status of every document on day `on`, by key. Takes a while in a large library."""
        return browsing.all_statuses(self._repo, on)
