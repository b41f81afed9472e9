"""Verbs about the effect of legal documents: status of a place, the line of events, confirming; and of the list of
documents that comes with the program."""

from __future__ import annotations

from pathlib import Path

from studio.cli.console import Answer, Console, Line, line, said, view
from studio.cli.verb import FREE, ON, SHOWS, WRITES, Call, Group, day, flag, option
from studio.clock import local_date, show_date, show_datetime
from studio.library.events import EVENT_NAMES, RECORDABLE, WHOLE, EventKind, LegalPlace, ValidityEvent, place_of
from studio.library.model import Document, Status
from studio.library.recording import Recording
from studio.library.seeding import SeedRow
from studio.library.validity import NAMES
from studio.phrase import Phrase

DOC = option("document", metavar="DOC")
ARTICLE = option("article", nargs="?", metavar="ARTICLE")
NARROWER = (option("--clause", metavar="N"), option("--point", metavar="X"))
SEED = option("seed", metavar="ENTRY")
COMPARED = "nguồn đã đối chiếu / source compared with"

effect = Group()
"""A part of ``library``."""


@effect("status", FREE, DOC, ARTICLE, *NARROWER, ON, help="hiệu lực vào một ngày / status on a day")
def _status(call: Call) -> Answer:
    library = call.studio.library
    document = library.known(call.document)
    on = call.on or local_date(call.studio.now())
    validity = library.status(document.key, call.article, call.clause, call.point, on=on)
    reason = Phrase(validity.reason_vi, validity.reason_en)
    return Answer(
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
    return said("{} của {}", "{} of {}", name, document.number) if name.vi else document.number


@effect("events", SHOWS, DOC, help="diễn biến hiệu lực / line of events")
def _events(call: Call) -> Answer:
    events = call.studio.library.events(call.studio.library.known(call.document).key)
    return Answer(
        [_json(e) for e in events],
        [_line(e, call.console) for e in events]
        or Phrase("Chưa ghi nhận gì về hiệu lực.", "Nothing is known of its effect."),
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
    return said("✖ rút lại {}, {}: {}", "✖ retracted {}, {}: {}", at, by, why)


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
def _record(call: Call) -> Answer:
    told = Recording(
        kind=EventKind(call.kind), place=_place(call), since=call.since, until=call.until, by_number=call.by_document,
        by_provision=call.provision, source=call.source,
    )  # fmt: skip
    library = call.studio.library
    recorded = library.record_event(library.known(call.document).key, told, by=call.person.name)
    return Answer(_json(recorded), said("Đã ghi nhận: {}", "Recorded: {}", recorded.id))


@event("retract", WRITES, option("event", metavar="EVENT"), option("--reason", required=True))
def _retract(call: Call) -> Answer:
    retracted = call.studio.library.retract_event(call.event, by=call.person.name, reason=call.reason)
    return Answer(_json(retracted), said("Đã rút lại: {}", "Retracted: {}", retracted.id))


@effect(
    "confirm", WRITES, DOC,
    option("article", nargs="?", metavar="ARTICLE", help="chỉ xác nhận điều này / only this article"), *NARROWER,
    option("--status", default=Status.IN_FORCE.value, choices=Status),
    option("--effective-from", type=day, metavar="DATE"),
    option("--effective-to", type=day, metavar="DATE"),
    option("--source", default="", metavar="TEXT", help=COMPARED),
    help="xác nhận hiệu lực / confirm validity",
)  # fmt: skip
def _confirm(call: Call) -> Answer:
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
    return Answer(
        {"document": document.number, "article": call.article} | view(confirmed, "checked_on checked_by"),
        said("Đã xác nhận {}.", "Confirmed {}.", _named(document, place)),
    )


seeds = effect.group("seeds", "danh mục văn bản của công việc / documents of the job")


@seeds("list", FREE)
def _seeds(call: Call) -> Answer:
    rows = call.studio.law_seeds.list()
    return Answer([_seed_json(row, call.console) for row in rows], [_seed_line(row) for row in rows])


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
        NAMES[row.validity.status] if row.validity else Phrase("chưa đưa vào kho", "not in the library"),
        Phrase("có toàn văn", "with text") if row.has_text else Phrase("chưa có toàn văn", "without text"),
    )


@seeds("add", WRITES, help="đưa danh mục vào kho / take the list in")
def _add_seeds(call: Call) -> Answer:
    new = call.studio.law_seeds.add()
    done = said(
        "Đã đưa {} văn bản của danh mục vào kho, chưa có toàn văn, chưa kiểm tra.",
        "Took {} documents of the list in, without text and not checked.",
        new,
    )
    return Answer({"documents": new}, done)


@seeds("attach", WRITES, SEED, option("file", type=Path, metavar="FILE"),
       flag("--other-number", "số trong tệp là đúng / the file's number is right"),
       help="gắn tệp của đơn vị / attach the unit's file")  # fmt: skip
def _attach(call: Call) -> Answer:
    document = call.studio.law_seeds.attach(call.seed, call.file, agreed=call.other_number, by=call.person.name)
    return Answer(view(document, "document=number key"), said("Đã gắn {}.", "Attached {}.", document.number))


@seeds("match", WRITES, SEED, DOC, help="văn bản trong kho là mục này / which document it is")
def _match(call: Call) -> Answer:
    document = call.studio.law_seeds.match(call.seed, call.document)
    return Answer(view(document, "document=number key"), said("Mục này là {}.", "The entry is {}.", document.number))
