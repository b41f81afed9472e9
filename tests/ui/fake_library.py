"""A library of one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from studio.library.browse import Browsed, BrowseFilter, BrowseRow, BrowseSort, browse, rows
from studio.library.effects import Recording
from studio.library.events import EventKind, LegalPlace, Retraction, ValidityEvent
from studio.library.filters import Facets, Filters, SearchResult, grouped
from studio.library.model import Article, CitationRef, CitedLaw, Document, Hit, Status, Validity
from studio.phrase import Pair, Phrase
from studio.text import fold
from tests.ui.fake_data import ARTICLES, DOCUMENT, LAW, NOW
from tests.ui.fake_intake import FakeIntake
from tests.ui.fake_lists import FakeLists
from tests.ui.fake_reading_room import FakeReadingRoom
from tests.ui.stand_in import StandIn


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeCount(StandIn):  # type: ignore[misc]
    documents: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeReport(StandIn):  # type: ignore[misc]
    documents: int
    articles: int
    refused: tuple[tuple[Path, Phrase], ...] = ()
    broken: tuple[Path, ...] = ()


class FakeLibrary(FakeIntake, FakeReadingRoom):
    def __init__(self, documents: Sequence[Document]) -> None:
        super().__init__()
        self.documents = {document.key: document for document in documents}
        self.told: list[ValidityEvent] = []
        self.skipped: tuple[Path, ...] = ()
        """Files of which broken lines were left out."""
        self.asked: list[tuple[str, Filters]] = []

    def count(self) -> FakeCount:
        return FakeCount(documents=len(self.documents), articles=len(ARTICLES) * len(self.documents))

    def import_paths(
        self, paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None, skip_broken: bool = False
    ) -> FakeReport:
        for done in range(len(paths)):
            if going is not None and not going(done, len(paths)):
                return FakeReport(documents=done, articles=0)
        broken = tuple(path for path in paths if path.stem == "hong")
        if broken and not skip_broken:
            line = Pair("dòng 2: không phải JSON hợp lệ.", "line 2: no valid JSON.")
            return FakeReport(documents=0, articles=0, refused=tuple((p, line) for p in broken), broken=broken)
        self.skipped += broken
        self.documents[DOCUMENT.key] = DOCUMENT
        refused = tuple(
            (path, Pair("tệp trống; hãy chọn tệp khác.", "the file is empty; choose another."))
            for path in paths
            if path.stem == "trong"
        )
        return FakeReport(documents=1, articles=len(ARTICLES), refused=refused)

    def find(self, number: str) -> Document | None:
        return next((d for d in self.documents.values() if number in {d.key, d.number}), None)

    def articles(self, key: str) -> Sequence[Article]:
        return ARTICLES

    def status(self, key: str, article: str | None = None, *, on: date) -> Validity:
        document = self.documents[key]
        if document.checked_on is None:
            return Validity(
                status=Status.UNKNOWN,
                on=on,
                reason_vi="Chưa có người xác nhận hiệu lực.",
                reason_en="Nobody has confirmed its validity.",
            )
        return Validity(
            status=document.stated_status,
            on=on,
            reason_vi="Theo xác nhận của đơn vị.",
            reason_en="As confirmed by the unit.",
            checked_on=document.checked_on,
        )

    def resolve(self, ref: CitationRef, *, on: date) -> CitedLaw:
        return LAW

    def search(self, query: str, *, limit: int, on: date) -> Sequence[Hit]:
        words = fold(query).split()
        hits = []
        for article in ARTICLES if self.documents else ():
            text = article.text.replace("\n", " ")
            if not all(word in fold(article.heading + text + DOCUMENT.number) for word in words):
                continue
            start = fold(text).find(words[0])
            hits.append(
                Hit(
                    id=article.id,
                    document=DOCUMENT.key,
                    number=DOCUMENT.number,
                    title=DOCUMENT.title,
                    article=article.number,
                    heading=article.heading,
                    snippet=text,
                    score=1.0,
                    status=self.status(DOCUMENT.key, on=on).status,
                    spans=((start, start + len(words[0])),) if start >= 0 else (),
                )
            )
        return hits[:limit]

    def look_up(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        limit: int,
        on: date,
        literal: bool = False,
    ) -> SearchResult:
        """Words without marks are told as `restored`, unless taken literally; then they find nothing."""
        self.asked.append((query, filters))
        found = [] if literal else self.search(query, limit=limit, on=on)
        hits = tuple(hit for hit in found if filters.force.shows(hit.status) and filters.type in ("", DOCUMENT.type))
        return SearchResult(
            hits=hits,
            groups=grouped(hits, lambda key: self.documents[key].title),
            hidden=sum(not filters.force.shows(hit.status) for hit in found),
            restored="thông báo" if query == "thong bao" and not literal else "",
            facets=Facets(
                types={DOCUMENT.type: len(found)} if found else {},
                issuers={DOCUMENT.issuer: len(found)},
                years={2023: 1},
            ),
        )

    def statuses(self, *, on: date) -> Mapping[str, Status]:
        return {key: self.status(key, on=on).status for key in self.documents}

    def browse(
        self,
        wanted: BrowseFilter,
        sort: BrowseSort = BrowseSort.NUMBER,
        *,
        descending: bool = False,
        statuses: Mapping[str, Status],
    ) -> Browsed:
        return browse(FakeLists(self.documents, ARTICLES), wanted, sort, descending=descending, statuses=statuses)

    def browse_rows(self, ids: Sequence[str], *, on: date) -> Sequence[BrowseRow]:
        return rows(FakeLists(self.documents, ARTICLES), ids, on)

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
    ) -> Document:
        self.documents[key] = replace(
            self.documents[key],
            checked_on=on,
            checked_by=by,
            effective_from=effective_from,
            effective_to=effective_to,
            stated_status=status,
        )
        return self.documents[key]

    def confirm_place(self, key: str, place: LegalPlace, *, by: str, on: date, source: str) -> ValidityEvent:
        return self._put(ValidityEvent(kind=EventKind.CONFIRMED, document=key, place=place, checked_by=by, id="x"))

    def events(self, key: str) -> Sequence[ValidityEvent]:
        return tuple(self.told)

    def record_event(self, key: str, said: Recording, *, by: str) -> ValidityEvent:
        return self._put(
            ValidityEvent(
                kind=said.kind,
                document=key,
                place=said.place,
                since=said.since,
                until=said.until,
                by_number=said.by_number,
                by_provision=said.by_provision,
                source=said.source,
                checked_by=by,
                id=f"e{len(self.told)}",
            )
        )

    def retract_event(self, event_id: str, *, by: str, reason: str) -> ValidityEvent:
        gone = replace(
            next(event for event in self.told if event.id == event_id),
            retracted=Retraction(at=NOW, by=by, reason=reason),
        )
        self.told = [gone if event.id == event_id else event for event in self.told]
        return gone

    def _put(self, event: ValidityEvent) -> ValidityEvent:
        self.told.append(event)
        return event
