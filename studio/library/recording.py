"""Recording an event, and the whole life of a document as a line of events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from studio.canonical import digest
from studio.errors import BadInput, NotFound, Refused
from studio.library.events import RECORDABLE, WHOLE, EventKind, LegalPlace, Retraction, ValidityEvent
from studio.library.model import Document, Status
from studio.phrase import Phrase

NEEDS_GROUND = frozenset({EventKind.REPLACED, EventKind.AMENDED, EventKind.CORRECTED})
"""Nobody can look these up again unless the other document is named."""
NO_SOURCE = Phrase(
    "hãy ghi nguồn đã đối chiếu (vbpl.vn, Công báo, văn bản giấy…).",
    "name the source you compared with (vbpl.vn, the gazette, the paper …).",
)
_STATED_AS = {Status.SUSPENDED: EventKind.SUSPENDED, Status.UNSUITABLE: EventKind.UNSUITABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a person wants to record of a document; see `ValidityEvent`."""

    kind: EventKind
    place: LegalPlace = WHOLE
    since: date | None
    until: date | None = None
    by_number: str = ""
    by_provision: str = ""
    source: str


def new_event(
    document: Document, said: Recording, *, by: str, on: date, now: datetime, has: Callable[[LegalPlace], bool]
) -> ValidityEvent:
    """The event to append. `has` tells whether the document has a place. Raises BadInput naming the field, NotFound."""
    _refuse(document, said, by)
    if said.place != WHOLE and not has(said.place):
        name = said.place.name()
        raise NotFound(
            f"{document.number} không có {name.vi}; hãy kiểm tra số điều, khoản, điểm.",
            f"{document.number} has no {name.en}; check the numbers.",
            where="place",
        )
    return identified(
        ValidityEvent(
            kind=said.kind,
            document=document.key,
            place=said.place,
            since=said.since,
            until=said.until,
            by_number=said.by_number.strip(),
            by_provision=said.by_provision.strip(),
            source=said.source.strip(),
            checked_on=on,
            checked_by=by.strip(),
            recorded_at=now,
        )
    )


def confirmation(
    document: Document, place: LegalPlace, *, by: str, on: date, source: str, now: datetime, status: Status
) -> ValidityEvent:
    """The line that says who confirmed what of which text."""
    return identified(
        ValidityEvent(
            kind=EventKind.CONFIRMED,
            document=document.key,
            place=place,
            source=source.strip(),
            checked_on=on,
            checked_by=by.strip(),
            recorded_at=now,
            status=status.value,
            text_sha256=document.sha256,
        )
    )


def retraction(event: ValidityEvent | None, *, by: str, reason: str, now: datetime) -> Retraction:
    """Raises NotFound, Refused, BadInput."""
    if event is None:
        raise NotFound("không có sự kiện này; hãy xem lại mã.", "there is no such event; check its id.", where="event")
    if event.retracted is not None:
        raise Refused("sự kiện này đã được rút lại trước đó.", "this event was retracted before.")
    if not by.strip():
        raise BadInput("thiếu tên người rút lại.", "the name of who retracts it is missing.", where="by")
    if not reason.strip():
        raise BadInput("hãy ghi lý do rút lại.", "say why it is retracted.", where="reason")
    return Retraction(at=now, by=by.strip(), reason=reason.strip())


def identified(event: ValidityEvent) -> ValidityEvent:
    """With an id made of what it says and when it was recorded: the same line twice at one moment is one line."""
    when = [d.isoformat() if d else None for d in (event.since, event.until, event.checked_on, event.recorded_at)]
    said = [event.by_number, event.by_provision, event.source, event.checked_by, event.status, event.text_sha256]
    return replace(event, id=digest([event.document, list(event.place), str(event.kind), when, said])[:16])


def timeline(
    document: Document, stated: Sequence[ValidityEvent], recorded: Sequence[ValidityEvent]
) -> tuple[ValidityEvent, ...]:
    """Everything that is said of the document, retracted events too, by day; what has no day comes last.

    `stated` are the events of other documents; those of its own days, status and check are added.
    """
    own = [*_own(document), *(e for e in stated if not e.recorded)]
    if document.checked_on is not None and not any(_is_check(e, document) for e in recorded):
        own.append(
            ValidityEvent(
                kind=EventKind.CONFIRMED,
                document=document.key,
                source=document.source,
                checked_on=document.checked_on,
                checked_by=document.checked_by,
                status=document.stated_status.value,
            )
        )
    return tuple(sorted([*own, *recorded], key=_order))


def _is_check(event: ValidityEvent, document: Document) -> bool:
    return event.kind is EventKind.CONFIRMED and event.place == WHOLE and event.checked_on == document.checked_on


def _own(document: Document) -> list[ValidityEvent]:
    days = {EventKind.TAKES_EFFECT: document.effective_from, EventKind.ENDS: document.effective_to}
    events = [
        ValidityEvent(kind=kind, document=document.key, since=day, source=document.source)
        for kind, day in days.items()
        if day is not None
    ]
    stated = document.stated_status
    kind = _STATED_AS.get(stated)
    if stated is Status.EXPIRED and document.effective_to is None:
        kind = EventKind.ENDS
    if stated is Status.PARTLY_EXPIRED:
        kind = EventKind.PARTLY_ENDS
    if kind is not None:
        events.append(ValidityEvent(kind=kind, document=document.key, source=document.source))
    return events


def _order(event: ValidityEvent) -> tuple[date, date, str]:
    day = event.since or (event.checked_on if event.kind is EventKind.CONFIRMED else None) or date.max
    return day, event.checked_on or date.min, event.id


def _refuse(document: Document, said: Recording, by: str) -> None:
    wrong = _wrong(document, said, by)
    if wrong is not None:
        field, phrase = wrong
        raise BadInput(phrase.vi, phrase.en, where=field)


def _wrong(document: Document, said: Recording, by: str) -> tuple[str, Phrase] | None:
    if not by.strip():
        return "by", Phrase("thiếu tên người ghi nhận.", "the name of who records it is missing.")
    if said.kind not in RECORDABLE:
        return "kind", Phrase("loại sự kiện này không ghi bằng tay được.", "this kind is not recorded by hand.")
    if said.since is None:
        return "since", Phrase("hãy ghi ngày bắt đầu.", "give the day it begins.")
    if said.until is not None and said.kind is not EventKind.SUSPENDED:
        return "until", Phrase("chỉ ngưng hiệu lực mới có ngày kết thúc.", "only a suspension has a last day.")
    if said.until is not None and said.until < said.since:
        return "until", Phrase("ngày kết thúc đứng trước ngày bắt đầu.", "the last day is before the first.")
    if said.kind is EventKind.PARTLY_ENDS and said.place != WHOLE:
        return "kind", Phrase(
            "đã nêu điều, khoản, điểm thì chọn “hết hiệu lực” hoặc “bị bãi bỏ”.",
            "with an article, clause or point named, choose “ends” or “repealed”.",
        )
    if said.kind in NEEDS_GROUND and not said.by_number.strip():
        return "by_number", Phrase("hãy ghi số, ký hiệu văn bản làm thay đổi.", "name the document that does so.")
    if said.by_number.strip() and said.by_number.strip().casefold() == document.number.casefold():
        return "by_number", Phrase("văn bản không thể tự làm thay đổi mình.", "a document does not do so to itself.")
    if not said.source.strip():
        return "source", NO_SOURCE
    return None
