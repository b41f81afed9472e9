"""Verbs of the library of legal documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import FREE, Guard, verb
from studio.cli.law_export import add_export
from studio.cli.law_seeds import add_seeds
from studio.cli.law_validity import add_validity
from studio.cli.opening import opened
from studio.cli.posts import day
from studio.clock import local_date
from studio.errors import BadInput, NotFound
from studio.library.citation import lacking
from studio.library.model import CitationRef, Document, Hit, Status
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Verbs

STATUS = {
    Status.NOT_YET: Phrase("Chưa có hiệu lực", "Not yet in force"),
    Status.IN_FORCE: Phrase("Còn hiệu lực", "In force"),
    Status.PARTLY_EXPIRED: Phrase("Hết hiệu lực một phần", "Partly expired"),
    Status.EXPIRED: Phrase("Hết hiệu lực toàn bộ", "Expired"),
    Status.SUSPENDED: Phrase("Ngưng hiệu lực", "Suspended"),
    Status.UNSUITABLE: Phrase("Không còn phù hợp", "No longer suitable"),
    Status.UNKNOWN: Phrase("Chưa kiểm tra", "Not checked"),
}


_SKIP = Phrase(
    "Muốn nhập các dòng còn lại của tệp có dòng hỏng, hãy chạy lại với --skip-broken.",
    "To import the other lines of a file with a broken one, run it again with --skip-broken.",
)
_TAKES_IN = Guard(person=True, unpeopled=True)
"""A profile of nobody may hold law texts: they are public, and nobody is there to confirm them."""


def add_library(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    library = verbs.add_parser("library", help="kho văn bản / legal documents", parents=[common])
    actions = library.add_subparsers(dest="action", required=True)
    read = verb(actions, "import", common, run=_import, guard=_TAKES_IN)
    read.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    read.add_argument(
        "--skip-broken",
        action="store_true",
        help="bỏ qua dòng hỏng của tệp .jsonl / leave out the broken lines of a .jsonl",
    )
    search = verb(actions, "search", common, run=_search, guard=FREE)
    search.add_argument("query", nargs="?")
    search.add_argument("--from", dest="queries", type=Path, metavar="FILE")
    search.add_argument("--limit", type=int, default=20)
    search.add_argument("--on", type=day, metavar="DATE")
    show = verb(actions, "show", common, run=_show, guard=FREE)
    show.add_argument("document", metavar="DOC")
    show.add_argument("article", nargs="?", metavar="ARTICLE")
    cite = verb(actions, "cite", common, run=_cite, guard=FREE)
    cite.add_argument("document", metavar="DOC")
    cite.add_argument("article", metavar="ARTICLE")
    cite.add_argument("--clause")
    cite.add_argument("--point")
    cite.add_argument("--on", type=day, metavar="DATE")
    add_export(actions, common)
    add_validity(actions, common)
    add_seeds(actions, common)


def _import(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        report = studio.library.import_paths(args.paths, skip_broken=args.skip_broken)
    refused = [{"path": path, "reason": reason.to(console.language)} for path, reason in report.refused]
    done = Phrase(f"Đã nhập {report.documents} văn bản, {report.articles} điều.",
                  f"Read {report.documents} documents, {report.articles} articles.")  # fmt: skip
    lines: list[str | Phrase] = [done, *(f"✖ {r['path']}: {r['reason']}" for r in refused)]
    lines += [_SKIP] if report.broken else []
    console.answer({"documents": report.documents, "articles": report.articles, "refused": refused}, lines)
    return 1 if refused and not report.documents else 0


def _search(args: argparse.Namespace, console: Console) -> int:
    if (args.query is None) == (args.queries is None):
        raise BadInput("hãy cho một câu tìm, hoặc --from TỆP.", "give one query, or --from FILE.", where="search")
    if not 1 <= args.limit <= 1000:
        raise BadInput("phải từ 1 đến 1000.", "must be from 1 to 1000.", where="--limit")
    with opened(args) as studio:
        on = args.on or local_date(studio.now())
        if args.query is not None:
            hits = studio.library.search(args.query, limit=args.limit, on=on)
            console.answer([_hit(h) for h in hits], _hit_lines(hits, console))
            return 0
        for query in _queries(args.queries):
            _each(console, [_hit(h) for h in studio.library.search(query, limit=args.limit, on=on)])
    return 0


def _queries(path: Path) -> Iterable[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise BadInput(
            "không đọc được; cần tệp chữ UTF-8, mỗi dòng một câu tìm.",
            "cannot be read; a UTF-8 text file with one query a line is needed.",
            where=str(path),
        ) from trouble


def _each(console: Console, value: object) -> None:
    """One JSON document a line, for a run of queries."""
    import json

    from studio.cli.console import plain

    console.out.write(json.dumps(plain(value), ensure_ascii=False) + "\n")


def _hit(hit: Hit) -> dict[str, object]:
    return {"id": hit.id, "document": hit.number, "title": hit.title, "article": hit.article, "heading": hit.heading,
            "snippet": hit.snippet, "score": round(hit.score, 4), "status": hit.status}  # fmt: skip


def _hit_lines(hits: Iterable[Hit], console: Console) -> list[str | Phrase]:
    lines: list[str | Phrase] = [
        f"{h.number} · Điều {h.article}. {h.heading} · {STATUS[h.status].to(console.language)}\n    {h.snippet}"
        for h in hits
    ]
    return lines or [Phrase("Không tìm thấy.", "Nothing found.")]


def _document(studio: Studio, number: str) -> Document:
    document = studio.library.find(number)
    if document is None:
        raise _unknown(number)
    return document


def _unknown(number: str) -> NotFound:
    return NotFound(
        "không có trong kho; hãy nhập văn bản hoặc kiểm tra số, ký hiệu.",
        "is not in the library; import it or check the number.",
        where=number,
    )


def _show(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        document = _document(studio, args.document)
        articles = studio.library.articles(document.key)
    if args.article:
        articles = tuple(a for a in articles if a.number.lower() == args.article.lower())
        if not articles:
            raise NotFound(f"không có Điều {args.article}.", f"has no article {args.article}.", where=document.number)
    value = {"number": document.number, "type": document.type, "title": document.title, "issuer": document.issuer,
             "issued_on": document.issued_on, "effective_from": document.effective_from,
             "effective_to": document.effective_to, "checked_on": document.checked_on, "sha256": document.sha256,
             "articles": [{"id": a.id, "number": a.number, "heading": a.heading, "path": a.path, "text": a.text}
                          for a in articles]}  # fmt: skip
    lines: list[str | Phrase] = [f"{document.type} {document.number} – {document.title}"]
    if not articles:
        lines.append(Phrase("Kho chưa có toàn văn của văn bản này.", "The library has no text of it."))
    lines += [f"\nĐiều {a.number}. {a.heading}\n{a.text}" if args.article else f"  Điều {a.number}. {a.heading}"
              for a in articles]  # fmt: skip
    console.answer(value, lines)
    return 0


def _cite(args: argparse.Namespace, console: Console) -> int:
    ref = CitationRef(document=args.document, article=args.article, clause=args.clause, point=args.point)
    with opened(args) as studio:
        law = studio.library.resolve(ref, on=args.on or local_date(studio.now()))
    if not law.found:
        raise _unknown(args.document)
    if not law.article_found:
        raise NotFound(lacking(law).vi, lacking(law).en)
    status = law.validity.status if law.validity else Status.UNKNOWN
    cautions = [caution.to(console.language) for caution in law.validity.cautions] if law.validity else []
    console.answer({"citation": law.printed, "status": status, "cautions": cautions,
                    "document_sha256": law.document_sha256},
                   [law.printed, STATUS[status], *(f"! {caution}" for caution in cautions)])  # fmt: skip
    return 0
