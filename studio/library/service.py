"""The legal library: what the window, the command line and the composer ask of it.

The reading room: former wordings of an article, and the unit's remarks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from studio.canonical import digest
from studio.clock import local_date
from studio.errors import NotFound
from studio.library import browse as browsing
from studio.library import matcher
from studio.library.browse import BrowseFilter, BrowseResult, BrowseRow, BrowseSort
from studio.library.citation import printed, read_citation
from studio.library.citations import Citations
from studio.library.effects import ACT
from studio.library.events import place_of
from studio.library.filters import Filters, SearchResult
from studio.library.former import ArticleVersion, versions
from studio.library.imports import LibraryImports
from studio.library.model import Article, CitationRef, CitedLaw, Document, Former, Hit, LibraryRemark, Status
from studio.library.remarks import checked
from studio.library.search import look_up, search


class LibraryQueries(LibraryImports):
    """A part of `studio.library.service.Library`."""

    def former(self, key: str) -> tuple[Former, ...]:
        """The texts of a document that an import replaced, the last replaced first."""
        return self._repo.former(key)

    def former_articles(self, former: Former) -> tuple[Article, ...]:
        """The articles of a former text. Raises NotFound, Untrusted."""
        return self._repo.former_articles(former.document, former.sha256)

    def versions(self, article: Article) -> tuple[ArticleVersion, ...]:
        """The article as it stands, then its former wordings in this library, newest first. Raises Untrusted."""
        return versions(self._repo, article)

    def remarks(self, key: str) -> tuple[LibraryRemark, ...]:
        """The unit's remarks on a document and its articles, oldest first."""
        return self._repo.remarks(key)

    def add_remark(self, key: str, article: str, text: str, *, by: str) -> LibraryRemark:
        """Note something on an article (empty: on the whole document). Raises NotFound, BadInput."""
        document = self.known(key)
        words, at = checked(text), self._clock.now()
        identity = digest([document.key, article, words, by, at.isoformat()])
        remark = LibraryRemark(id=identity, document=document.key, article=article, text=words, by=by, at=at)
        with self._logbook.doing(ACT, by, step="remarked", document=document.key):
            self._repo.put_remark(remark)
        return remark

    def drop_remark(self, remark: LibraryRemark) -> None:
        """Take a remark away. Raises NotFound when somebody else did already."""
        if remark.id not in {other.id for other in self._repo.remarks(remark.document)}:
            raise NotFound("this remark was removed already.")
        with self._logbook.doing(ACT, step="remark_dropped", document=remark.document):
            self._repo.drop_remark(remark.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryCount:
    documents: int
    articles: int


class Library(LibraryQueries):
    """Documents and articles: import, look-up, validity, citation, search."""

    def count(self) -> LibraryCount:
        """How many documents and articles there are."""
        documents, articles = self._repo.counts()
        return LibraryCount(documents=documents, articles=articles)

    def documents(self) -> tuple[Document, ...]:
        """All documents, by number."""
        return self._repo.documents()

    @property
    def citations(self) -> Citations:
        """Citations in running text, what cites what, and what took the place of what."""
        return Citations(self._repo)

    def candidates(self, text: str) -> tuple[Document, ...]:
        """Every document that `text` may mean, for a person to choose from."""
        return matcher.candidates(self._repo, text)

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
        """At most `limit` articles, best first, with their status on day `on` (today in Vietnam); none is hidden."""
        day = on or local_date(self._clock.now())
        hits = search(self._repo, query, limit=limit, on=day, fresh_from=self.fresh_from())
        self._searched(query)
        return hits

    def look_up(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        limit: int = 20,
        on: date | None = None,
        literal: bool = False,
    ) -> SearchResult:
        """At most `limit` articles of the documents that `filters` let through on day `on` (today in Vietnam), best
        first and by document; what was hidden, how the words were understood, and what else could be chosen.

        `literal` searches for the words as they were typed, without putting marks back.
        """
        day = on or local_date(self._clock.now())
        found = look_up(self._repo, query, filters, limit=limit, on=day, literal=literal, fresh_from=self.fresh_from())
        self._searched(query)
        return found

    def _searched(self, query: str) -> None:
        if query.strip():
            self._publish("docs.search.performed")

    def browse(
        self,
        wanted: BrowseFilter,
        sort: BrowseSort = BrowseSort.NUMBER,
        *,
        descending: bool = False,
        statuses: Mapping[str, Status],
    ) -> BrowseResult:
        """Every document or article that `wanted` lets through, in order, and how many there are of each kind.

        `statuses` is what `statuses()` gave; a document that is not in it counts as UNKNOWN.
        """
        return browsing.browse(self._repo, wanted, sort, descending=descending, statuses=statuses)

    def browse_rows(self, ids: Sequence[str], *, on: date) -> tuple[BrowseRow, ...]:
        """The rows of `ids` (of `browse`), in the order asked, with the status on day `on`; missing ones left out."""
        return browsing.rows(self._repo, ids, on, fresh_from=self.fresh_from())

    def statuses(self, *, on: date) -> Mapping[str, Status]:
        """The status of every document on day `on`, by key. Takes a while in a large library."""
        return browsing.all_statuses(self._repo, on)
