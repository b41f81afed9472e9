"""What belongs to an article in the small library: citations, former wordings, remarks, the file it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from studio.library.citation import read_citation
from studio.library.citations import CitedBy, Citing
from studio.library.former import ArticleVersion
from studio.library.intake import PagePicture
from studio.library.model import Article, CitationRef, Original, Remark
from studio.library.proper import TextCitation
from studio.library.relations import CitedPlace
from studio.library.remarks import checked
from studio.library.resolving import Resolved, ResolvedPlace, Successor
from studio.phrase import Pair
from tests.ui.fake_data import ARTICLES, DOCUMENT
from tests.ui.fake_intake import sheet
from tests.ui.stand_in import StandIn

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ORIGINAL = Original(
    document=DOCUMENT.key,
    sha256="0" * 64,
    name="nghi-dinh-mau.pdf",
    size=1234,
    read_as=DOCUMENT.sha256,
    taken_at=AT,
    taken_by="Mẫu",
    pages={article.position: article.position // 2 for article in ARTICLES},
)


class FakeCitations(StandIn):  # type: ignore[misc]
    """Each article cites the next by its first word, and a document nobody has by its second."""

    def cites(self, article: Article) -> tuple[Resolved, ...]:
        following = next((a for a in ARTICLES if a.position == article.position + 1), None)
        if following is None:
            return ()
        return (_resolved(article, 3, 11, following), _resolved(article, 12, 15, None))

    def cited_by(self, key: str, article: str | None = None, *, limit: int = 500) -> CitedBy:
        before = [a for a in ARTICLES if article and a.number == str(int(article) - 1)]
        rows = tuple(
            Citing(
                id=f"{key}#{ARTICLES.index(a)}",
                document=key,
                position=a.position,
                article=a.number,
                clause="",
                point="",
            )
            for a in before
        )
        return CitedBy(rows=rows, complete=False)

    def index(self, going: Callable[[int, int], bool] | None = None) -> None:
        """There is nothing to read."""

    def check(self, texts: Iterable[tuple[str, str]], *, on: date) -> tuple[TextCitation, ...]:
        return ()

    def successor(self, ref: CitationRef, *, on: date) -> Successor | None:
        return Successor(document=DOCUMENT, ref=replace(ref, article="2"), article=ARTICLES[1], score=0.9)


class FakeReadingRoom(StandIn):  # type: ignore[misc]
    """A part of `FakeLibrary`."""

    def __init__(self) -> None:
        self.citations = FakeCitations()
        self.kept_remarks: list[Remark] = []
        self.original: Original | None = ORIGINAL
        self.saved: list[Path] = []

    def read_citation(self, text: str) -> CitationRef | None:
        return read_citation(text)

    def versions(self, article: Article) -> tuple[ArticleVersion, ...]:
        if article.position != ARTICLES[0].position:
            return (ArticleVersion(article=article, replaced_at=None),)
        former = replace(article, text=article.text.replace("thông báo trước", "báo"))
        return (ArticleVersion(article=article, replaced_at=None), ArticleVersion(article=former, replaced_at=AT))

    def remarks(self, key: str) -> tuple[Remark, ...]:
        return tuple(self.kept_remarks)

    def add_remark(self, key: str, article: str, text: str, *, by: str) -> Remark:
        made = Remark(id=str(len(self.kept_remarks)), document=key, article=article, text=checked(text), by=by, at=AT)
        self.kept_remarks.append(made)
        return made

    def drop_remark(self, remark: Remark) -> None:
        self.kept_remarks.remove(remark)

    def originals(self, key: str) -> tuple[Original, ...]:
        return (self.original,) if self.original else ()

    def original_page(self, original: Original, page: int) -> PagePicture:
        return PagePicture(png=sheet(), width=595.0, height=842.0)

    def save_original(self, original: Original, path: Path) -> None:
        path.write_bytes(b"%PDF-1.7")
        self.saved.append(path)


def _resolved(article: Article, start: int, end: int, target: Article | None) -> Resolved:
    written = article.text[start:end]
    place = CitedPlace(article=target.number if target else "9")
    ref = CitationRef(document=DOCUMENT.number, article=place.article)
    return Resolved(
        mention=None,  # type: ignore[arg-type]
        start=start,
        end=end,
        written=written,
        document=DOCUMENT if target else None,
        targets=(ResolvedPlace(ref=ref, place=place, article=target),) if target else (),
        reason=None if target else Pair("kho không có văn bản này.", "the library has no such document."),
    )
