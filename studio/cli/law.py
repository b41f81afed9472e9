"""Verbs of the library of legal documents: import, search, show, cite, export."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Answer, line, plain, said, view
from studio.cli.law_effect import ARTICLE, DOC, effect
from studio.cli.verb import FREE, ON, WRITES, Call, Group, flag, option, out_file
from studio.clock import local_date
from studio.errors import BadInput, NotFound
from studio.library.citation import lacking
from studio.library.model import CitationRef, Document, Hit, Status
from studio.paths import write_chosen
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio

STATUS = {
    Status.NOT_YET: Phrase("Chưa có hiệu lực", "Not yet in force"),
    Status.IN_FORCE: Phrase("Còn hiệu lực", "In force"),
    Status.PARTLY_EXPIRED: Phrase("Hết hiệu lực một phần", "Partly expired"),
    Status.EXPIRED: Phrase("Hết hiệu lực toàn bộ", "Expired"),
    Status.SUSPENDED: Phrase("Ngưng hiệu lực", "Suspended"),
    Status.UNSUITABLE: Phrase("Không còn phù hợp", "No longer suitable"),
    Status.UNKNOWN: Phrase("Chưa kiểm tra", "Not checked"),
}

SKIP = Phrase(
    "Muốn nhập các dòng còn lại của tệp có dòng hỏng, hãy chạy lại với --skip-broken.",
    "To import the other lines of a file with a broken one, run it again with --skip-broken.",
)
FORMATS = ("akn", "jsonl", "txt", "pdf")
TAKES_IN = replace(WRITES, unpeopled=True)
"""A profile of nobody may hold law texts: they are public, and nobody is there to confirm them."""

verbs = Group()
library = verbs.group("library", "kho văn bản / legal documents")


@library("import", TAKES_IN, option("paths", nargs="+", type=Path, metavar="PATH"),
         flag("--skip-broken", "bỏ qua dòng hỏng của tệp .jsonl / leave out the broken lines of a .jsonl"))  # fmt: skip
def _import(call: Call) -> Answer:
    report = call.studio.library.import_paths(call.paths, skip_broken=call.skip_broken)
    refused = [{"path": path, "reason": call.console.text(reason)} for path, reason in report.refused]
    return Answer(
        view(report, "documents articles", refused=refused),
        [
            said("Đã nhập {} văn bản, {} điều.", "Read {} documents, {} articles.", report.documents, report.articles),
            *(f"✖ {r['path']}: {r['reason']}" for r in refused),
            *([SKIP] if report.broken else []),
        ],
        failed=bool(refused) and not report.documents,
    )


@library("search", FREE, option("query", nargs="?"), option("--from", dest="queries", type=Path, metavar="FILE"),
         option("--limit", type=int, default=20), ON)  # fmt: skip
def _search(call: Call) -> Answer | int:
    if (call.query is None) == (call.queries is None):
        raise BadInput("hãy cho một câu tìm, hoặc --from TỆP.", "give one query, or --from FILE.", where="search")
    if not 1 <= call.limit <= 1000:
        raise BadInput("phải từ 1 đến 1000.", "must be from 1 to 1000.", where="--limit")
    library, on = call.studio.library, call.on or local_date(call.studio.now())
    if call.query is not None:
        hits = library.search(call.query, limit=call.limit, on=on)
        return Answer(
            [_hit(h) for h in hits], [_hit_line(h) for h in hits] or Phrase("Không tìm thấy.", "Nothing found.")
        )
    for query in _queries(call.queries):  # one JSON document a line
        found = [_hit(h) for h in library.search(query, limit=call.limit, on=on)]
        call.console.out.write(json.dumps(plain(found), ensure_ascii=False) + "\n")
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


def _hit(hit: Hit) -> dict[str, object]:
    return view(hit, "id document=number title article heading snippet score status", score=round(hit.score, 4))


def _hit_line(hit: Hit) -> Phrase:
    return line("{} · Điều {}. {} · {}\n    {}", hit.number, hit.article, hit.heading, STATUS[hit.status], hit.snippet)


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


@library("show", FREE, DOC, ARTICLE)
def _show(call: Call) -> Answer:
    document = _document(call.studio, call.document)
    articles = call.studio.library.articles(document.key)
    if call.article:
        articles = tuple(a for a in articles if a.number.lower() == call.article.lower())
        if not articles:
            raise NotFound(f"không có Điều {call.article}.", f"has no article {call.article}.", where=document.number)
    pattern = "\nĐiều {}. {}\n{}" if call.article else "  Điều {}. {}"
    return Answer(
        view(
            document,
            "number type title issuer issued_on effective_from effective_to checked_on sha256",
            articles=[view(a, "id number heading path text") for a in articles],
        ),
        [
            f"{document.type} {document.number} – {document.title}",
            *([] if articles else [Phrase("Kho chưa có toàn văn của văn bản này.", "The library has no text of it.")]),
            *(pattern.format(a.number, a.heading, a.text) for a in articles),
        ],
    )


@library("cite", FREE, DOC, option("article", metavar="ARTICLE"), "--clause", "--point", ON)
def _cite(call: Call) -> Answer:
    ref = CitationRef(document=call.document, article=call.article, clause=call.clause, point=call.point)
    law = call.studio.library.resolve(ref, on=call.on or local_date(call.studio.now()))
    if not law.found:
        raise _unknown(call.document)
    if not law.article_found:
        raise NotFound(lacking(law).vi, lacking(law).en)
    status = law.validity.status if law.validity else Status.UNKNOWN
    cautions = [call.console.text(caution) for caution in law.validity.cautions] if law.validity else []
    return Answer(
        view(law, "citation=printed status cautions document_sha256", status=status, cautions=cautions),
        [law.printed, STATUS[status], *(f"! {caution}" for caution in cautions)],
    )


@library("export", FREE, DOC, option("--format", required=True, choices=FORMATS), *out_file(),
         help="xuất một văn bản / export a document")  # fmt: skip
def _export(call: Call) -> Answer:
    from studio.ui.library.exporting import Format, exported

    library, today = call.studio.library, local_date(call.studio.now())
    document = _document(call.studio, call.document)
    validity = library.status(document.key, on=today)
    standing = call.console.text(Phrase(validity.reason_vi, validity.reason_en))
    data = exported(Format(call.format), document, library.articles(document.key), today, standing)
    write_chosen(call.out, data)
    return Answer(
        {"document": document.number, "format": call.format, "out": call.out, "bytes": len(data)},
        said("Đã ghi {}, {} byte.", "Wrote {}, {} bytes.", call.out, len(data)),
    )


@library("cited-by", FREE, DOC, ARTICLE, help="điều nào dẫn văn bản này / what cites it")
def _cited_by(call: Call) -> Answer:
    library = call.studio.library
    document = _document(call.studio, call.document)
    library.citations.index()
    found = library.citations.cited_by(document.key, call.article).rows
    rows = {row.id: row for row in library.browse_rows([r.id for r in found], on=local_date(call.studio.now()))}
    cites = [
        view(rows[r.id], "document=number article heading", cites=view(r, "article clause point"))
        for r in found
        if r.id in rows
    ]
    return Answer(
        cites,
        [f"{c['document']} · Điều {c['article']}. {c['heading']}" for c in cites]
        or Phrase("Không có điều nào dẫn.", "Nothing cites it."),
    )


library.below.update(effect.below)
