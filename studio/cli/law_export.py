"""Verbs that give a document of the library away as a file, and tell what cites it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import FREE, verb
from studio.cli.opening import opened
from studio.cli.out_file import add_out_file
from studio.clock import local_date
from studio.errors import NotFound
from studio.paths import write_chosen
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Verbs
    from studio.library.model import Document

FORMATS = ("akn", "jsonl", "txt", "pdf")


def add_export(actions: Verbs, common: argparse.ArgumentParser) -> None:
    export = verb(actions, "export", common, run=_export, guard=FREE, help="xuất một văn bản / export a document")
    export.add_argument("document", metavar="DOC")
    export.add_argument("--format", required=True, choices=FORMATS)
    add_out_file(export)
    cited = verb(actions, "cited-by", common, run=_cited_by, guard=FREE,
                 help="điều nào dẫn văn bản này / what cites it")  # fmt: skip
    cited.add_argument("document", metavar="DOC")
    cited.add_argument("article", nargs="?", metavar="ARTICLE")


def _export(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        document = _document(studio, args.document)
        data = _data(studio, document, args.format, console)
    write_chosen(args.out, data)
    done = Phrase(f"Đã ghi {args.out}, {len(data)} byte.", f"Wrote {args.out}, {len(data)} bytes.")
    console.answer({"document": document.number, "format": args.format, "out": args.out, "bytes": len(data)}, [done])
    return 0


def _data(studio: Studio, document: Document, format: str, console: Console) -> bytes:
    from studio.ui.library.exporting import Format, exported

    today = local_date(studio.now())
    validity = studio.library.status(document.key, on=today)
    standing = Phrase(validity.reason_vi, validity.reason_en).to(console.language)
    return exported(Format(format), document, studio.library.articles(document.key), today, standing)


def _cited_by(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        document = _document(studio, args.document)
        studio.library.citations.index()
        found = studio.library.citations.cited_by(document.key, args.article)
        rows = {
            row.id: row for row in studio.library.browse_rows([r.id for r in found.rows], on=local_date(studio.now()))
        }
    cites = [
        {"document": rows[r.id].number, "article": rows[r.id].article, "heading": rows[r.id].heading,
         "cites": {"article": r.article, "clause": r.clause, "point": r.point}}
        for r in found.rows if r.id in rows
    ]  # fmt: skip
    lines: list[str | Phrase] = [f"{c['document']} · Điều {c['article']}. {c['heading']}" for c in cites]
    console.answer(cites, lines or [Phrase("Không có điều nào dẫn.", "Nothing cites it.")])
    return 0


def _document(studio: Studio, number: str) -> Document:
    document = studio.library.find(number)
    if document is None:
        raise NotFound(
            "không có trong kho; hãy nhập văn bản hoặc kiểm tra số, ký hiệu.",
            "is not in the library; import it or check the number.",
            where=number,
        )
    return document
