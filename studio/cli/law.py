"""Verbs of the library of legal documents: import, search, show, cite, export.

Verbs about the effect of legal documents: status of a place, the line of events, confirming; and of the list of
documents that comes with the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console, Line, VerbOutput, line, plain, view
from studio.cli.verb import FREE, ON, SHOWS, WRITES, Call, VerbGroup, day, flag, option, out_file
from studio.clock import local_date, show_date, show_datetime
from studio.errors import BadInput, NotFound
from studio.library.citation import lacking
from studio.library.effects import EventToRecord
from studio.library.events import EVENT_NAMES, RECORDABLE, WHOLE, EventKind, LegalPlace, ValidityEvent, place_of
from studio.library.model import CitationRef, Document, Hit, Status
from studio.library.seeds import SeedRow
from studio.library.validity import NAMES
from studio.paths import write_chosen
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio

DOC = option("document", metavar="DOC")
ARTICLE = option("article", nargs="?", metavar="ARTICLE")
NARROWER = (option("--clause", metavar="N"), option("--point", metavar="X"))
SEED = option("seed", metavar="ENTRY")
COMPARED = "nguồn đã đối chiếu / source compared with"

effect = VerbGroup()
"""A part of ``library``."""


@effect("status", FREE, DOC, ARTICLE, *NARROWER, ON, help="hiệu lực vào một ngày / status on a day")
def _status(call: Call) -> VerbOutput:
    library = call.studio.library
    document = library.known(call.document)
    on = call.on or local_date(call.studio.now())
    validity = library.status(document.key, call.article, call.clause, call.point, on=on)
    reason = validity.reason
    return VerbOutput(
        {"document": document.number}
        | view(call, "article clause point")
        | view(
            validity,
            "on status light reason cautions stale replaced_by checked_on",
            reason=call.console.text(reason),
            cautions=[call.console.text(caution) for caution in validity.cautions],
        ),
        [
            line("{}, {}: {}", _named(document, _place(call)), show_date(validity.on), reason),
            *(line("! {}", remark) for remark in validity.remarks),
        ],
    )


def _place(call: Call) -> LegalPlace:
    return place_of(call.article, call.clause, call.point)


def _named(document: Document, place: LegalPlace) -> Line:
    name = place.name()
    return Phrase("{name} of {number}", name=name, number=document.number) if name.vi else document.number


@effect("events", SHOWS, DOC, help="diễn biến hiệu lực / line of events")
def _events(call: Call) -> VerbOutput:
    events = call.studio.library.events(call.studio.library.known(call.document).key)
    return VerbOutput(
        [_json(e) for e in events],
        [_line(e, call.console) for e in events] or Phrase("Nothing is known of its effect."),
    )


def _json(event: ValidityEvent) -> dict[str, object]:
    """An event as the contract of the command line shows it; without `id` it is stated by a file."""
    return view(
        event,
        "id kind scope=place.scope article=place.article clause=place.clause point=place.point from=since to=until "
        "by_document=by_number provision=by_provision source status checked_on checked_by",
        retracted=event.retracted and view(event.retracted, "at by reason"),
    )


def _line(event: ValidityEvent, console: Console) -> str:
    when = event.since or (event.checked_on if event.kind is EventKind.CONFIRMED else None)
    what: Line = EVENT_NAMES[event.kind]
    if event.kind is EventKind.CONFIRMED and event.status:
        what = line("{}: {}", what, NAMES[Status(event.status)])
    ground = console.text(event.ground)
    told = [
        show_date(when) if when else "–",
        console.text(line("{} {}", event.place.name(), what)).strip(),
        f"← {ground}" if ground else "",
        f"→ {show_date(event.until)}" if event.until else "",
        f"({', '.join(part for part in (event.source, event.checked_by) if part)})" if event.source else "",
        f"[{event.id}]" if event.id else "",
        console.text(_withdrawn(event)),
    ]
    return "  ".join(part for part in told if part)


def _withdrawn(event: ValidityEvent) -> Line:
    if event.retracted is None:
        return ""
    at, by, why = show_datetime(event.retracted.at), event.retracted.by, event.retracted.reason
    return Phrase("✖ retracted {at}, {by}: {why}", at=at, by=by, why=why)


event = effect.group("event", "ghi nhận, rút lại sự kiện / record, retract an event")


@event(
    "add", WRITES, DOC, ARTICLE, *NARROWER,
    option("--kind", required=True, choices=RECORDABLE),
    option("--from", dest="since", type=day, required=True, metavar="DATE"),
    option("--to", dest="until", type=day, metavar="DATE", help="ngày cuối bị ngưng / last day suspended"),
    option("--by-document", default="", metavar="NUMBER", help="văn bản làm thay đổi / what brings it about"),
    option("--provision", default="", metavar="TEXT", help="theo điều khoản nào / by which provision"),
    option("--source", required=True, metavar="TEXT", help=COMPARED),
)  # fmt: skip
def _record(call: Call) -> VerbOutput:
    told = EventToRecord(
        kind=EventKind(call.kind), place=_place(call), since=call.since, until=call.until, by_number=call.by_document,
        by_provision=call.provision, source=call.source,
    )  # fmt: skip
    library = call.studio.library
    recorded = library.record_event(library.known(call.document).key, told, by=call.person.name)
    return VerbOutput(_json(recorded), Phrase("Recorded: {id}", id=recorded.id))


@event("retract", WRITES, option("event", metavar="EVENT"), option("--reason", required=True))
def _retract(call: Call) -> VerbOutput:
    retracted = call.studio.library.retract_event(call.event, by=call.person.name, reason=call.reason)
    return VerbOutput(_json(retracted), Phrase("Retracted: {id}", id=retracted.id))


@effect(
    "confirm", WRITES, DOC,
    option("article", nargs="?", metavar="ARTICLE", help="chỉ xác nhận điều này / only this article"), *NARROWER,
    option("--status", default=Status.IN_FORCE.value, choices=Status),
    option("--effective-from", type=day, metavar="DATE"),
    option("--effective-to", type=day, metavar="DATE"),
    option("--source", default="", metavar="TEXT", help=COMPARED),
    help="xác nhận hiệu lực / confirm validity",
)  # fmt: skip
def _confirm(call: Call) -> VerbOutput:
    library, place = call.studio.library, _place(call)
    document = library.known(call.document)
    seen = {"by": call.person.name, "on": local_date(call.studio.now()), "source": call.source}
    confirmed: Document | ValidityEvent
    if place == WHOLE:
        confirmed = library.confirm(
            document.key,
            effective_from=call.effective_from or document.effective_from,
            effective_to=call.effective_to or document.effective_to,
            status=Status(call.status),
            **seen,
        )
    else:
        confirmed = library.confirm_place(document.key, place, **seen)
    return VerbOutput(
        {"document": document.number, "article": call.article} | view(confirmed, "checked_on checked_by"),
        Phrase("Confirmed {named}.", named=_named(document, place)),
    )


seeds = effect.group("seeds", "danh mục văn bản của công việc / documents of the job")


@seeds("list", FREE)
def _seeds(call: Call) -> VerbOutput:
    rows = call.studio.law_seeds.list()
    return VerbOutput([_seed_json(row, call.console) for row in rows], [_seed_line(row) for row in rows])


def _seed_json(row: SeedRow, console: Console) -> dict[str, object]:
    return view(
        row.seed,
        "id number number_sure=sure type title issuer effective_from known source seen_on certainty "
        "certainty_today=today",
        known=console.text(row.seed.known),
        source=console.text(row.seed.source),
        in_library=row.document.number if row.document else None,
        has_text=row.has_text,
        status=row.validity.status if row.validity else None,
    )


def _seed_line(row: SeedRow) -> Phrase:
    seed = row.seed
    return line(
        "{:<16} {}/{} {}  {} · {} · {}",
        seed.number if seed.sure else f"{seed.number}?",
        seed.certainty,
        seed.today,
        show_date(seed.seen_on),
        seed.title,
        NAMES[row.validity.status] if row.validity else Phrase("not in the library"),
        Phrase("with text") if row.has_text else Phrase("without text"),
    )


@seeds("add", WRITES, help="đưa danh mục vào kho / take the list in")
def _add_seeds(call: Call) -> VerbOutput:
    new = call.studio.law_seeds.add()
    done = Phrase("Took {new} documents of the list in, without text and not checked.", new=new)
    return VerbOutput({"documents": new}, done)


@seeds("attach", WRITES, SEED, option("file", type=Path, metavar="FILE"),
       flag("--other-number", "số trong tệp là đúng / the file's number is right"),
       help="gắn tệp của đơn vị / attach the unit's file")  # fmt: skip
def _attach(call: Call) -> VerbOutput:
    document = call.studio.law_seeds.attach(call.seed, call.file, agreed=call.other_number, by=call.person.name)
    return VerbOutput(view(document, "document=number key"), Phrase("Attached {number}.", number=document.number))


@seeds("match", WRITES, SEED, DOC, help="văn bản trong kho là mục này / which document it is")
def _match(call: Call) -> VerbOutput:
    document = call.studio.law_seeds.match(call.seed, call.document)
    return VerbOutput(view(document, "document=number key"), Phrase("The entry is {number}.", number=document.number))


STATUS = {
    Status.NOT_YET: Phrase("Not yet in force"),
    Status.IN_FORCE: Phrase("In force"),
    Status.PARTLY_EXPIRED: Phrase("Partly expired"),
    Status.EXPIRED: Phrase("Expired"),
    Status.SUSPENDED: Phrase("Suspended"),
    Status.UNSUITABLE: Phrase("No longer suitable"),
    Status.UNKNOWN: Phrase("Not checked"),
}

SKIP = Phrase("To import the other lines of a file with a broken one, run it again with --skip-broken.")
FORMATS = ("akn", "jsonl", "txt", "pdf")
TAKES_IN = replace(WRITES, unpeopled=True)
"""A profile of nobody may hold law texts: they are public, and nobody is there to confirm them."""

verbs = VerbGroup()
library = verbs.group("library", "kho văn bản / legal documents")


@library("import", TAKES_IN, option("paths", nargs="+", type=Path, metavar="PATH"),
         flag("--skip-broken", "bỏ qua dòng hỏng của tệp .jsonl / leave out the broken lines of a .jsonl"))  # fmt: skip
def _import(call: Call) -> VerbOutput:
    report = call.studio.library.import_paths(call.paths, skip_broken=call.skip_broken)
    refused = [{"path": path, "reason": call.console.text(reason)} for path, reason in report.refused]
    return VerbOutput(
        view(report, "documents articles", refused=refused),
        [
            Phrase(
                "Read {documents} documents, {articles} articles.", documents=report.documents, articles=report.articles
            ),
            *(f"✖ {r['path']}: {r['reason']}" for r in refused),
            *([SKIP] if report.broken else []),
        ],
        failed=bool(refused) and not report.documents,
    )


@library("search", FREE, option("query", nargs="?"), option("--from", dest="queries", type=Path, metavar="FILE"),
         option("--limit", type=int, default=20), ON)  # fmt: skip
def _search(call: Call) -> VerbOutput | int:
    if (call.query is None) == (call.queries is None):
        raise BadInput("give one query, or --from FILE.", where="search")
    if not 1 <= call.limit <= 1000:
        raise BadInput("must be from 1 to 1000.", where="--limit")
    library, on = call.studio.library, call.on or local_date(call.studio.now())
    if call.query is not None:
        hits = library.search(call.query, limit=call.limit, on=on)
        return VerbOutput([_hit(h) for h in hits], [_hit_line(h) for h in hits] or Phrase("Nothing found."))
    for query in _queries(call.queries):  # one JSON document a line
        found = [_hit(h) for h in library.search(query, limit=call.limit, on=on)]
        call.console.out.write(json.dumps(plain(found), ensure_ascii=False) + "\n")
    return 0


def _queries(path: Path) -> Iterable[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise BadInput(
            "cannot be read; a UTF-8 text file with one query a line is needed.", where=str(path)
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
    return NotFound("is not in the library; import it or check the number.", where=number)


@library("show", FREE, DOC, ARTICLE)
def _show(call: Call) -> VerbOutput:
    document = _document(call.studio, call.document)
    articles = call.studio.library.articles(document.key)
    if call.article:
        articles = tuple(a for a in articles if a.number.lower() == call.article.lower())
        if not articles:
            raise NotFound("has no article {article}.", article=call.article, where=document.number)
    pattern = "\nĐiều {}. {}\n{}" if call.article else "  Điều {}. {}"
    return VerbOutput(
        view(
            document,
            "number type title issuer issued_on effective_from effective_to checked_on sha256",
            articles=[view(a, "id number heading path text") for a in articles],
        ),
        [
            f"{document.type} {document.number} – {document.title}",
            *([] if articles else [Phrase("The library has no text of it.")]),
            *(pattern.format(a.number, a.heading, a.text) for a in articles),
        ],
    )


@library("cite", FREE, DOC, option("article", metavar="ARTICLE"), "--clause", "--point", ON)
def _cite(call: Call) -> VerbOutput:
    ref = CitationRef(document=call.document, article=call.article, clause=call.clause, point=call.point)
    law = call.studio.library.resolve(ref, on=call.on or local_date(call.studio.now()))
    if not law.found:
        raise _unknown(call.document)
    if not law.article_found:
        raise NotFound(lacking(law))
    status = law.validity.status if law.validity else Status.UNKNOWN
    cautions = [call.console.text(caution) for caution in law.validity.cautions] if law.validity else []
    return VerbOutput(
        view(law, "citation=printed status cautions document_sha256", status=status, cautions=cautions),
        [law.printed, STATUS[status], *(f"! {caution}" for caution in cautions)],
    )


@library("export", FREE, DOC, option("--format", required=True, choices=FORMATS), *out_file(),
         help="xuất một văn bản / export a document")  # fmt: skip
def _export(call: Call) -> VerbOutput:
    from studio.ui.library.export import Format, exported

    library, today = call.studio.library, local_date(call.studio.now())
    document = _document(call.studio, call.document)
    validity = library.status(document.key, on=today)
    standing = call.console.text(validity.reason)
    data = exported(Format(call.format), document, library.articles(document.key), today, standing)
    write_chosen(call.out, data)
    return VerbOutput(
        {"document": document.number, "format": call.format, "out": call.out, "bytes": len(data)},
        Phrase("Wrote {out}, {n} bytes.", out=call.out, n=len(data)),
    )


@library("cited-by", FREE, DOC, ARTICLE, help="điều nào dẫn văn bản này / what cites it")
def _cited_by(call: Call) -> VerbOutput:
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
    return VerbOutput(
        cites,
        [f"{c['document']} · Điều {c['article']}. {c['heading']}" for c in cites] or Phrase("Nothing cites it."),
    )


library.below.update(effect.below)
