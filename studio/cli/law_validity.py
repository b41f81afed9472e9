"""Verbs about the effect of legal documents: status of a place, the line of events, confirming."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import FREE, SHOWS, WRITES, person_of, verb
from studio.cli.opening import opened
from studio.cli.posts import day
from studio.clock import local_date, show_date, show_datetime
from studio.library.events import EVENT_NAMES, RECORDABLE, WHOLE, EventKind, LegalPlace, ValidityEvent, place_of
from studio.library.model import Document, Status
from studio.library.recording import Recording
from studio.library.validity import NAMES
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs


def add_validity(actions: Verbs, common: argparse.ArgumentParser) -> None:
    """status, events, event add, event retract, confirm."""
    status = verb(actions, "status", common, run=_status, guard=FREE, help="hiệu lực vào một ngày / status on a day")
    status.add_argument("document", metavar="DOC")
    status.add_argument("article", nargs="?", metavar="ARTICLE")
    _narrower(status)
    status.add_argument("--on", type=day, metavar="DATE")
    events = verb(actions, "events", common, run=_events, guard=SHOWS, help="diễn biến hiệu lực / line of events")
    events.add_argument("document", metavar="DOC")
    event = actions.add_parser("event", help="ghi nhận, rút lại sự kiện / record, retract an event", parents=[common])
    steps = event.add_subparsers(dest="step", required=True)
    _add_recording(verb(steps, "add", common, run=_record, guard=WRITES))
    retract = verb(steps, "retract", common, run=_retract, guard=WRITES)
    retract.add_argument("event", metavar="EVENT")
    retract.add_argument("--reason", required=True)
    _add_confirm(
        verb(actions, "confirm", common, run=_confirm, guard=WRITES, help="xác nhận hiệu lực / confirm validity")
    )


def _add_recording(add: argparse.ArgumentParser) -> None:
    add.add_argument("document", metavar="DOC")
    add.add_argument("article", nargs="?", metavar="ARTICLE")
    _narrower(add)
    add.add_argument("--kind", required=True, choices=[str(kind) for kind in RECORDABLE])
    add.add_argument("--from", dest="since", type=day, required=True, metavar="DATE")
    add.add_argument("--to", dest="until", type=day, metavar="DATE", help="ngày cuối bị ngưng / last day suspended")
    add.add_argument("--by-document", default="", metavar="NUMBER", help="văn bản làm thay đổi / what brings it about")
    add.add_argument("--provision", default="", metavar="TEXT", help="theo điều khoản nào / by which provision")
    add.add_argument("--source", required=True, metavar="TEXT", help="nguồn đã đối chiếu / source compared with")


def _add_confirm(confirm: argparse.ArgumentParser) -> None:
    confirm.add_argument("document", metavar="DOC")
    confirm.add_argument("article", nargs="?", metavar="ARTICLE", help="chỉ xác nhận điều này / only this article")
    _narrower(confirm)
    confirm.add_argument("--status", default=Status.IN_FORCE.value, choices=[s.value for s in Status])
    confirm.add_argument("--effective-from", type=day, metavar="DATE")
    confirm.add_argument("--effective-to", type=day, metavar="DATE")
    confirm.add_argument("--source", default="", metavar="TEXT", help="nguồn đã đối chiếu / source compared with")


def _narrower(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--clause", metavar="N")
    parser.add_argument("--point", metavar="X")


def _place(args: argparse.Namespace) -> LegalPlace:
    return place_of(args.article, args.clause, args.point)


def _status(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        document = studio.library.known(args.document)
        on = args.on or local_date(studio.now())
        validity = studio.library.status(document.key, args.article, args.clause, args.point, on=on)
    reason = Phrase(validity.reason_vi, validity.reason_en).to(console.language)
    console.answer(
        {
            "document": document.number,
            "article": args.article,
            "clause": args.clause,
            "point": args.point,
            "on": validity.on,
            "status": validity.status,
            "light": validity.light,
            "reason": reason,
            "cautions": [caution.to(console.language) for caution in validity.cautions],
            "stale": validity.stale,
            "replaced_by": validity.replaced_by,
            "checked_on": validity.checked_on,
        },
        [
            f"{_named(document, _place(args), console)}, {show_date(validity.on)}: {reason}",
            *(f"! {remark.to(console.language)}" for remark in validity.remarks),
        ],
    )
    return 0


def _named(document: Document, place: LegalPlace, console: Console) -> str:
    name = place.name()
    return (
        Phrase(f"{name.vi} của {document.number}", f"{name.en} of {document.number}").to(console.language)
        if name.vi
        else document.number
    )


def _events(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        document = studio.library.known(args.document)
        events = studio.library.events(document.key)
    nothing = Phrase("Chưa ghi nhận gì về hiệu lực.", "Nothing is known of its effect.")
    console.answer([event_json(e) for e in events], [_line(e, console) for e in events] or [nothing])
    return 0


def event_json(event: ValidityEvent) -> dict[str, object]:
    """An event as the contract of the command line shows it; without `id` it is stated by a file."""
    retracted = event.retracted
    return {
        "id": event.id,
        "kind": event.kind,
        "scope": event.place.scope,
        "article": event.place.article,
        "clause": event.place.clause,
        "point": event.place.point,
        "from": event.since,
        "to": event.until,
        "by_document": event.by_number,
        "provision": event.by_provision,
        "source": event.source,
        "status": event.status,
        "checked_on": event.checked_on,
        "checked_by": event.checked_by,
        "retracted": retracted and {"at": retracted.at, "by": retracted.by, "reason": retracted.reason},
    }


def _line(event: ValidityEvent, console: Console) -> str:
    when = event.since or (event.checked_on if event.kind is EventKind.CONFIRMED else None)
    what = EVENT_NAMES[event.kind].to(console.language)
    if event.kind is EventKind.CONFIRMED and event.status:
        what = f"{what}: {NAMES[Status(event.status)].to(console.language)}"
    ground = event.ground.to(console.language)
    told = [
        show_date(when) if when else "–",
        f"{event.place.name().to(console.language)} {what}".strip(),
        f"← {ground}" if ground else "",
        f"→ {show_date(event.until)}" if event.until else "",
        f"({', '.join(part for part in (event.source, event.checked_by) if part)})" if event.source else "",
        f"[{event.id}]" if event.id else "",
        _withdrawn(event, console),
    ]
    return "  ".join(part for part in told if part)


def _withdrawn(event: ValidityEvent, console: Console) -> str:
    if event.retracted is None:
        return ""
    at, by, why = show_datetime(event.retracted.at), event.retracted.by, event.retracted.reason
    return Phrase(f"✖ rút lại {at}, {by}: {why}", f"✖ retracted {at}, {by}: {why}").to(console.language)


def _record(args: argparse.Namespace, console: Console) -> int:
    said = Recording(
        kind=EventKind(args.kind),
        place=_place(args),
        since=args.since,
        until=args.until,
        by_number=args.by_document,
        by_provision=args.provision,
        source=args.source,
    )
    with opened(args) as studio:
        document = studio.library.known(args.document)
        event = studio.library.record_event(document.key, said, by=person_of(args).name)
    done = Phrase(f"Đã ghi nhận: {event.id}", f"Recorded: {event.id}")
    console.answer(event_json(event), [done])
    return 0


def _retract(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        event = studio.library.retract_event(args.event, by=person_of(args).name, reason=args.reason)
    console.answer(event_json(event), [Phrase(f"Đã rút lại: {event.id}", f"Retracted: {event.id}")])
    return 0


def _confirm(args: argparse.Namespace, console: Console) -> int:
    place = _place(args)
    with opened(args) as studio:
        document = studio.library.known(args.document)
        by, today = person_of(args), local_date(studio.now())
        if place == WHOLE:
            document = studio.library.confirm(
                document.key,
                by=by.name,
                on=today,
                effective_from=args.effective_from or document.effective_from,
                effective_to=args.effective_to or document.effective_to,
                status=Status(args.status),
                source=args.source,
            )
            checked_on, checked_by = document.checked_on, document.checked_by
        else:
            event = studio.library.confirm_place(document.key, place, by=by.name, on=today, source=args.source)
            checked_on, checked_by = event.checked_on, event.checked_by
    named = _named(document, place, console)
    console.answer(
        {"document": document.number, "article": args.article, "checked_on": checked_on, "checked_by": checked_by},
        [Phrase(f"Đã xác nhận {named}.", f"Confirmed {named}.")],
    )
    return 0
