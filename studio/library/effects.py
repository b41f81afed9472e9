"""What is known of the effect of documents: its status on a day, its life as events, and who confirmed what.

Recording an event, and the whole life of a document as a line of events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from studio.canonical import digest
from studio.clock import Clock, local_date
from studio.errors import BadInput, NotFound, Refused, Untrusted
from studio.events import Publish, silent
from studio.library import matcher
from studio.library.events import RECORDABLE, WHOLE, EventKind, LegalPlace, Retraction, ValidityEvent, place_of
from studio.library.model import Article, Document, Status, Validity
from studio.library.parts import missing_part
from studio.library.validity import NO_TEXT, events_of, standing
from studio.logbook import Logbook
from studio.phrase import Phrase

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

NEEDS_GROUND = frozenset({EventKind.REPLACED, EventKind.AMENDED, EventKind.CORRECTED})
"""Nobody can look these up again unless the other document is named."""
NO_SOURCE = Phrase("name the source you compared with (vbpl.vn, the gazette, the paper …).")
_STATED_AS = {Status.SUSPENDED: EventKind.SUSPENDED, Status.UNSUITABLE: EventKind.UNSUITABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventToRecord:
    """What a person wants to record of a document; see `ValidityEvent`."""

    kind: EventKind
    place: LegalPlace = WHOLE
    since: date | None
    until: date | None = None
    by_number: str = ""
    by_provision: str = ""
    source: str


def new_event(
    document: Document, said: EventToRecord, *, by: str, on: date, now: datetime, has: Callable[[LegalPlace], bool]
) -> ValidityEvent:
    """The event to append. `has` tells whether the document has a place. Raises BadInput naming the field, NotFound."""
    _refuse(document, said, by)
    if said.place != WHOLE and not has(said.place):
        name = said.place.name()
        raise NotFound("{number} has no {name}; check the numbers.", number=document.number, name=name, where="place")
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
        raise NotFound("there is no such event; check its id.", where="event")
    if event.retracted is not None:
        raise Refused("this event was retracted before.")
    if not by.strip():
        raise BadInput("the name of who retracts it is missing.", where="by")
    if not reason.strip():
        raise BadInput("say why it is retracted.", where="reason")
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


def _refuse(document: Document, said: EventToRecord, by: str) -> None:
    wrong = _wrong(document, said, by)
    if wrong is not None:
        field, phrase = wrong
        raise BadInput(phrase, where=field)


def _wrong(document: Document, said: EventToRecord, by: str) -> tuple[str, Phrase] | None:
    if not by.strip():
        return "by", Phrase("the name of who records it is missing.")
    if said.kind not in RECORDABLE:
        return "kind", Phrase("this kind is not recorded by hand.")
    if said.since is None:
        return "since", Phrase("give the day it begins.")
    if said.until is not None and said.kind is not EventKind.SUSPENDED:
        return "until", Phrase("only a suspension has a last day.")
    if said.until is not None and said.until < said.since:
        return "until", Phrase("the last day is before the first.")
    if said.kind is EventKind.PARTLY_ENDS and said.place != WHOLE:
        return "kind", Phrase("with an article, clause or point named, choose “ends” or “repealed”.")
    if said.kind in NEEDS_GROUND and not said.by_number.strip():
        return "by_number", Phrase("name the document that does so.")
    if said.by_number.strip() and said.by_number.strip().casefold() == document.number.casefold():
        return "by_number", Phrase("a document does not do so to itself.")
    if not said.source.strip():
        return "source", NO_SOURCE
    return None


ACT = "law"
"""As `studio.outbox.audit.Act` names it."""


class Effects:
    """A part of `studio.library.service.Library`."""

    def __init__(
        self,
        repo: StoredLibrary,
        clock: Clock,
        *,
        check_days: int = 180,
        changing: Callable[[], AbstractContextManager[object]] = nullcontext,
        publish: Publish = silent,
        logbook: Logbook | None = None,
    ) -> None:
        """A confirmation older than `check_days` is old. `changing` is held open around each change of what is known:
        whoever cites the library can look before and after."""
        self._repo = repo
        self._clock = clock
        self._check_days = check_days
        self._changing = changing
        self._publish = publish
        self._logbook = logbook or Logbook()

    def find(self, text: str) -> Document | None:
        """The document that a number, part of one, or a name means; None when none or several do."""
        return matcher.the_document(self._repo, text)

    def article(self, key: str, number: str) -> Article | None:
        """The first article numbered `number`. Raises Untrusted."""
        return self._repo.article(key, number.strip().lower())

    def status(
        self,
        key: str,
        article: str | None = None,
        clause: str | None = None,
        point: str | None = None,
        *,
        on: date,
    ) -> Validity:
        """Validity of a document, or of a place in it, on day `on`. Raises NotFound."""
        document, place = self.known(key), place_of(article, clause, point)
        missing = self._missing(document, place)
        if missing:
            raise NotFound(
                "{number} has no such place ({missing}); check the numbers.", number=document.number, missing=missing
            )
        found = self._standing(document, place, on)
        self._publish("docs.status.viewed", doc=document.key)
        return found

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
        """Record that `by` compared the document with an official source on day `on`; without a source nothing is
        confirmed, a confirmation is only taken back (UNKNOWN). Raises NotFound, BadInput."""
        document = self.known(key)
        _require_name(by)
        if status is not Status.UNKNOWN:
            _require_source(source)
        if effective_from and effective_to and effective_to < effective_from:
            raise BadInput(
                "the day it ends is before the day it takes effect; correct one of them.", where="effective_to"
            )
        checked = replace(
            document,
            stated_status=status,
            effective_from=effective_from,
            effective_to=effective_to,
            checked_on=None if status is Status.UNKNOWN else on,
            checked_by="" if status is Status.UNKNOWN else by.strip(),
        )
        line = confirmation(checked, WHOLE, by=by, on=on, source=source, now=self._clock.now(), status=status)
        with self._changing(), self._logbook.doing(ACT, by, step="confirmed", document=document.key):
            self._repo.save(checked, line)
        return checked

    def confirm_place(self, key: str, place: LegalPlace, *, by: str, on: date, source: str) -> ValidityEvent:
        """Record that `by` found this place in force on day `on`, whatever became of others.

        Raises NotFound, BadInput.
        """
        document = self.known(key)
        _require_name(by)
        _require_source(source)
        missing = self._missing(document, place)
        if place == WHOLE or missing:
            raise NotFound(
                "{number} has no such place ({missing}); check the numbers.",
                number=document.number,
                missing=missing or Phrase("none was named"),
                where="place",
            )
        line = confirmation(document, place, by=by, on=on, source=source, now=self._clock.now(), status=Status.IN_FORCE)
        with self._changing(), self._logbook.doing(ACT, by, step="place_confirmed", document=document.key):
            self._repo.record(line)
        return line

    def events(self, key: str) -> tuple[ValidityEvent, ...]:
        """The life of a document as a line of events by day: what files state and what persons recorded, retracted
        events too. Raises NotFound."""
        document = self.known(key)
        today = local_date(self._clock.now())
        return timeline(
            document, events_of(self._repo, [document], today)[document.key], self._repo.record_of(document.key)
        )

    def record_event(self, key: str, said: EventToRecord, *, by: str) -> ValidityEvent:
        """Append an event to the life of a document. Raises NotFound, BadInput naming the field."""
        document, now = self.known(key), self._clock.now()
        event = new_event(
            document,
            said,
            by=by,
            on=local_date(now),
            now=now,
            has=lambda place: not self._missing(document, place),
        )
        with self._changing(), self._logbook.doing(ACT, by, step="recorded", document=document.key, event=event.id):
            self._repo.record(event)
        return event

    def retract_event(self, event_id: str, *, by: str, reason: str) -> ValidityEvent:
        """Let a recorded event no longer count; it stays to be read. Raises NotFound, Refused, BadInput."""
        event = self._repo.event(event_id)
        taken = retraction(event, by=by, reason=reason, now=self._clock.now())
        assert event is not None  # noqa: S101 - `retraction` refuses that
        facts = {"step": "retracted", "document": event.document, "event": event.id}
        with self._changing(), self._logbook.doing(ACT, by, **facts):
            self._take_back(event)
            self._repo.retract(event.id, taken)
        return replace(event, retracted=taken)

    def _take_back(self, event: ValidityEvent) -> None:
        """The check that a retracted confirmation gave the document goes with it."""
        document = self._repo.document(event.document)
        if document is None or event.kind is not EventKind.CONFIRMED or event.place != WHOLE:
            return
        if (document.checked_on, document.checked_by) == (event.checked_on, event.checked_by):
            self._repo.save(replace(document, stated_status=Status.UNKNOWN, checked_on=None, checked_by=""))

    def known(self, key: str) -> Document:
        """The document of that key, or that `find` finds. Raises NotFound."""
        document = self._repo.document(key) or self.find(key)
        if document is None:
            raise NotFound("is not in the library; import it or check the number.", about="library", where=key)
        return document

    def fresh_from(self) -> date:
        """The first day whose confirmations are not too old today."""
        return local_date(self._clock.now()) - timedelta(days=self._check_days)

    def has_old_checks(self) -> bool:
        """Whether any confirmation is too old today; it may have been made anew since."""
        return self._repo.checked_before(self.fresh_from())

    def _standing(self, document: Document, place: LegalPlace, on: date) -> Validity:
        found = standing(self._repo, document, on, place, fresh_from=self.fresh_from())
        if place == WHOLE or self._repo.has_text(document.key):
            return found
        return replace(found, cautions=(*found.cautions, NO_TEXT))

    def _missing(self, document: Document, place: LegalPlace) -> str:
        """The part that the document does not have; empty when all are there, or when its text is not."""
        if not place.article:
            return ""
        try:
            article = self.article(document.key, place.article)
        except Untrusted:
            article = None
        if article is None:
            return f"Điều {place.article}" if self._repo.has_text(document.key) else ""
        return missing_part(article, place.clause, place.point)


def _require_source(source: str) -> None:
    if not source.strip():
        raise BadInput(NO_SOURCE, where="source")


def _require_name(by: str) -> None:
    if not by.strip():
        raise BadInput("the name of the checker is missing.", where="by")
