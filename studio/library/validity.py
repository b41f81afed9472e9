"""What may be said of a document, or of a place in it, on a day: a fold of its events.

Caution decides: whatever shows that a place has no effect is believed at once, whoever says so; that it is in force is
believed only when a named person confirmed it. Everything else is UNKNOWN. Later events are read on top of earlier
ones, those of a place that holds the cited one count for it, and those of a place inside it make it PARTLY_EXPIRED.

The question that a status answers: one place of one document on one day, with all that is known of it.

The validity of the library's documents, with what its other documents do to them and what persons recorded.

What the validity of documents is told from: the store, or what was read of it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from studio.clock import show_date
from studio.library.events import ENDING, TOUCHING, WHOLE, EventKind, LegalPlace, ValidityEvent
from studio.library.model import Document, LegalAct, Relation, Status, Validity
from studio.library.numbers import number_key
from studio.library.relations import ACTS, PARENTS, SUFFERS, TAKES_EFFECT, without_force
from studio.phrase import Bilingual, Phrase, capital, joined


class ValiditySources(Protocol):
    """What the validity of documents is told from."""

    def document(self, key: str) -> Document | None: ...

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, Document]: ...

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[LegalAct, ...]]:
        """For each key, what other documents do to it (kinds of `relations.ACTS`), by their numbers."""
        ...

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        """What persons recorded of each key, oldest record first; what was retracted is left out."""
        ...


@dataclass(frozen=True, kw_only=True)
class Case:
    """Which events of the document count for the place, and who confirmed it."""

    document: Document
    on: date
    events: tuple[ValidityEvent, ...]
    place: LegalPlace
    fresh_from: date | None = None
    """A confirmation before it is stale."""

    def covering(self, *kinds: EventKind) -> Iterator[ValidityEvent]:
        """Events of these kinds that happen to the place or to what holds it, begun or not."""
        return (e for e in self._covering if e.kind in kinds)

    @cached_property
    def _covering(self) -> list[ValidityEvent]:
        return [e for e in self.events if e.place.holds(self.place)]

    def ends(self) -> Iterator[ValidityEvent]:
        """Ends of the place or of what holds it, begun or not, but for those that leave it its effect on this day."""
        return (e for e in self.covering(*ENDING) if self.kept(e, self.on) is None)

    def kept(self, end: ValidityEvent, on: date) -> ValidityEvent | None:
        """What says of the end that the place outlives it, on day `on` still."""
        return next(
            (
                e
                for e in self.covering(EventKind.KEPT)
                if e.by_number == end.by_number and (e.until is None or on <= e.until)
            ),
            None,
        )

    def outlived(self) -> list[ValidityEvent]:
        """The parts of the place that outlive its end on this day."""
        return [
            e
            for e in self.events
            if e.kind is EventKind.KEPT and self._is_part(e.place) and (e.until is None or self.on <= e.until)
        ]

    def inside(self, *kinds: EventKind) -> Iterator[ValidityEvent]:
        """Those that have happened by the day to a part of the place."""
        return (e for e in self.events if e.kind in kinds and self._is_part(e.place) and e.begun(self.on))

    def _is_part(self, place: LegalPlace) -> bool:
        return place != self.place and self.place.holds(place)

    @cached_property
    def confirmation(self) -> tuple[date | None, str]:
        """The day and the name of the latest confirmation that covers the place."""
        document = self.document
        found = [(e.checked_on, e.checked_by) for e in self.own_confirmations() if e.checked_on is not None]
        if document.checked_on is not None and document.stated_status is not Status.UNKNOWN:
            found.append((document.checked_on, document.checked_by))
        return max(found, key=lambda one: one[0]) if found else (None, "")

    def own_confirmations(self) -> Iterator[ValidityEvent]:
        """Those of the very place, or of one that holds it, short of the whole document."""
        return (e for e in self.covering(EventKind.CONFIRMED) if e.place != WHOLE)

    def confirmed_since(self, event: ValidityEvent | None) -> bool:
        """Whether somebody confirmed the very place after the event had begun, and so with it in mind."""
        days = [e.checked_on for e in self.own_confirmations() if e.checked_on is not None]
        begun = event.since if event is not None else None
        return any(begun is None or begun <= day for day in days)


ADVERSE = frozenset({Status.EXPIRED, Status.SUSPENDED, Status.UNSUITABLE})

NAMES = {
    Status.NOT_YET: Phrase("not yet in force"),
    Status.IN_FORCE: Phrase("in force"),
    Status.PARTLY_EXPIRED: Phrase("partly expired"),
    Status.EXPIRED: Phrase("no longer in force"),
    Status.SUSPENDED: Phrase("suspended", about="library validity"),
    Status.UNSUITABLE: Phrase("no longer suitable"),
    Status.UNKNOWN: Phrase("not checked"),
}
"""vbpl.vn's words for each status."""
_WILL_END = {
    EventKind.ENDS: Phrase("It will end"),
    EventKind.REPLACED: Phrase("It will be replaced"),
    EventKind.REPEALED: Phrase("It will be repealed"),
}
_ENDED = {
    EventKind.ENDS: Phrase("lost effect"),
    EventKind.REPLACED: Phrase("replaced", about="library"),
    EventKind.REPEALED: Phrase("repealed"),
}


def status_on(
    document: Document,
    on: date,
    events: Sequence[ValidityEvent] = (),
    place: LegalPlace = WHOLE,
    *,
    fresh_from: date | None = None,
) -> Validity:
    """The validity of `place` in `document` on day `on`.

    `events` are all that are known of it, none retracted; a confirmation before `fresh_from` is stale.
    """
    case = Case(document=document, on=on, events=tuple(events), place=place, fresh_from=fresh_from)
    rules = (_ended, _not_yet, _suspended, _unsuitable, _stated_against, _unchecked, _unsure, _partly)
    return next(filter(None, (rule(case) for rule in rules)), None) or _in_force(case)


def ending_day(document: Document, on: date, events: Sequence[ValidityEvent]) -> date | None:
    """The day the whole document lost effect, when it has by `on`."""
    if status_on(document, on, events).status is not Status.EXPIRED:
        return None
    days = [document.effective_to, *(e.since for e in events if e.kind in ENDING and e.place == WHOLE)]
    return min((day for day in days if day is not None and day <= on), default=None)


def _say(case: Case, status: Status, why: Phrase, replaced_by: str | None = None) -> Validity:
    reason = Phrase("{name}: {why}", name=capital(NAMES[status]), why=why)
    confirmed = case.confirmation[0]
    return Validity(
        status=status,
        on=case.on,
        reason_vi=reason.vi,
        reason_en=reason.en,
        replaced_by=replaced_by,
        checked_on=confirmed or case.document.checked_on,
        cautions=tuple(_cautions(case)),
        stale=confirmed is not None
        and case.fresh_from is not None
        and confirmed < case.fresh_from
        and status in (Status.IN_FORCE, Status.PARTLY_EXPIRED),
    )


def _at(event: ValidityEvent) -> Phrase:
    """``Điều 5 ``, to be put before what happened to it; empty for the whole."""
    name = event.place.name()
    return Phrase("{name} ", name=name) if name.vi else name


def _by(event: ValidityEvent) -> Phrase:
    """`` bởi khoản 2 Điều 3 của 13/2026/NĐ-CP``; empty when nobody knows by what."""
    ground = event.ground
    return Phrase(" by {ground}", ground=ground) if ground.vi else ground


def _ended(case: Case) -> Validity | None:
    """The earliest end that has come; one that parts outlive ends the rest alone (see `_partly`)."""
    left = {event.by_number for event in case.outlived()}
    ends = [e for e in case.ends() if e.since is not None and e.since <= case.on and e.by_number not in left]
    first = min(ends, key=_end_of(case), default=None)
    stated = case.document.effective_to
    if stated is not None and stated <= case.on and (first is None or first.since is None or stated <= first.since):
        by = next(filter(None, map(_heir, case.covering(*ENDING))), None)
        day = show_date(stated)
        return _say(case, Status.EXPIRED, Phrase("since {day}.", day=day), by)
    if first is None or first.since is None:
        return None
    how, at, by_what, day = _ENDED[first.kind], _at(first), _by(first), show_date(first.since)
    why = Phrase("{at}{how}{by_what} since {day}", day=day, at=at, how=how, by_what=by_what)
    kept = case.kept(first, first.since)
    if kept is not None and kept.until is not None:
        last = show_date(kept.until)
        why = Phrase("{why}, {at}kept until {last}", last=last, why=why, at=_at(kept))
    return _say(case, Status.EXPIRED, Phrase("{why}.", why=why), _heir(first))


def _end_of(case: Case) -> Callable[[ValidityEvent], date]:
    """The day on which an end reaches the place: what is kept for a while ends later."""

    def day(end: ValidityEvent) -> date:
        kept = case.kept(end, end.since) if end.since is not None else None
        return (kept.until if kept else end.since) or date.min

    return day


def _heir(end: ValidityEvent) -> str | None:
    """The document that takes its place; one that only repeals it is none."""
    return end.by_number or None if end.kind is EventKind.REPLACED else None


def _not_yet(case: Case) -> Validity | None:
    begin = _begin(case)
    if begin is None or case.on >= begin:
        return None
    day = show_date(begin)
    return _say(case, Status.NOT_YET, Phrase("it takes effect on {day}.", day=day))


def _begin(case: Case) -> date | None:
    """The first day of its effect: what is known of the narrowest place that holds it; of two the later recorded."""
    told = [e for e in case.covering(EventKind.TAKES_EFFECT) if e.since is not None]
    narrowest = max(told, key=lambda e: sum(map(bool, e.place)) + 0.5 * e.recorded, default=None)
    if narrowest is None:
        return case.document.effective_from
    same = [e for e in told if e.place == narrowest.place and e.recorded == narrowest.recorded]
    return same[-1].since


def _suspended(case: Case) -> Validity | None:
    for event in case.covering(EventKind.SUSPENDED):
        if _stands_still(case, event):
            at, by = _at(event), _say_suspended(event)
            return _say(case, Status.SUSPENDED, Phrase("{at}{by}", at=at, by=by))
    return None


def _stands_still(case: Case, suspension: ValidityEvent) -> bool:
    """Whether a suspension has begun by the day and neither ran out nor was ended."""
    if not suspension.begun(case.on) or (suspension.until is not None and suspension.until < case.on):
        return False
    begun = suspension.since or date.min
    return not any(
        e.kind is EventKind.RESUMED
        and e.since is not None
        and begun < e.since <= case.on
        and e.place.holds(suspension.place)
        for e in case.events
    )


def _say_suspended(event: ValidityEvent) -> Phrase:
    ground = event.ground
    vi, en = (f"theo {ground.vi}", f"by {ground.en}") if ground.vi else ("theo ghi nhận", "as recorded")
    if event.until is not None:
        vi, en = f"{vi}, đến hết ngày {show_date(event.until)}", f"{en}, up to and including {show_date(event.until)}"
    return Phrase("{what}.", what=Bilingual(vi, en))


def _unsuitable(case: Case) -> Validity | None:
    for event in case.covering(EventKind.UNSUITABLE):
        if event.begun(case.on):
            day = show_date(event.since) if event.since else ""
            at = _at(event)
            return _say(
                case,
                Status.UNSUITABLE,
                Phrase("{at}as recorded{what}", at=at, what=Phrase(" since {day}.", day=day) if day else "."),
            )
    return None


def _stated_against(case: Case) -> Validity | None:
    """The file or a person says that it has no effect, and no date says since when."""
    document, stated = case.document, case.document.stated_status
    if stated is Status.NOT_YET and _begin(case) is None:
        return _say(case, stated, Phrase("so the source says, without a day."))
    if stated not in ADVERSE or (stated is Status.EXPIRED and document.effective_to is not None):
        return None
    return _say(case, stated, Phrase("as the source or the checker recorded."))


def _unchecked(case: Case) -> Validity | None:
    if case.confirmation[0] is not None:
        return None
    return _say(
        case,
        Status.UNKNOWN,
        Phrase("nobody has confirmed that it is in force; compare with vbpl.vn and confirm it in the library."),
    )


def _unsure(case: Case) -> Validity | None:
    """It was checked, but something since then, or the missing day, makes the check worth little."""
    checked = case.confirmation[0]
    assert checked is not None  # noqa: S101 - _unchecked came before
    for event in case.ends():
        if event.since is None:
            how, at, by = _ENDED[event.kind], _at(event), _by(event)
            return _say(
                case,
                Status.UNKNOWN,
                Phrase("{at}{how}{by}, from an unknown day; check again.", at=at, how=how, by=by),
                _heir(event),
            )
    orphaned = next(
        (e for e in case.covering(EventKind.PARENT_ENDED) if e.since and checked < e.since <= case.on), None
    )
    if orphaned is not None:
        vi, en = _orphaned(orphaned)
        return _say(case, Status.UNKNOWN, Phrase("{what}; check again.", what=Bilingual(vi, en)))
    if _begin(case) is None and case.on < checked:
        return _say(case, Status.UNKNOWN, Phrase("the day it took effect is not known; add that day."))
    return None


def _orphaned(event: ValidityEvent) -> tuple[str, str]:
    day = show_date(event.since) if event.since else ""
    return (
        f"{event.by_number} mà văn bản này hướng dẫn hoặc ban hành kèm theo đã hết hiệu lực từ {day}",
        f"{event.by_number}, which it guides or was issued with, lost effect on {day}",
    )


def _partly(case: Case) -> Validity | None:
    """Something of the place lost its effect or got another wording, or may have."""
    touches = list(_touches(case))
    kept = case.outlived()
    ended = {event.by_number for event in kept}
    lost = [
        *case.inside(*ENDING),
        *(e for e in case.ends() if e.since is not None and e.since <= case.on and e.by_number in ended),
        *(e for e in case.inside(EventKind.SUSPENDED) if _stands_still(case, e)),
    ]
    stated = case.document.stated_status is Status.PARTLY_EXPIRED and not _settled(case, None)
    if not touches and not lost and not stated:
        return None
    checked, who = _checked(case)
    said = [_say_touch(case, touches)] if touches else []
    said += [Phrase("{at}{lost}", at=_at(e), lost=_lost(e)) for e in lost]
    said += [_say_kept(event) for event in kept if any(e.by_number == event.by_number for e in lost)]
    said.append(Phrase("checked on {checked}{who}.", checked=checked, who=who))
    return _say(case, Status.PARTLY_EXPIRED, joined(*said, by="; "))


def _touches(case: Case) -> Iterator[ValidityEvent]:
    """Amendments and partial ends that reach the place, or may: begun, and not looked at since."""
    for event in case.events:
        if event.kind in TOUCHING and event.begun(case.on):
            reaches = event.place.holds(case.place) or case.place.holds(event.place)
            if reaches and not (case.place != WHOLE and _settled(case, event)):
                yield event


def _settled(case: Case, event: ValidityEvent | None) -> bool:
    """Whether somebody looked at what the event (None: the stated status) means for the very place.

    Either the place was confirmed since, or the places it touches are recorded, none of them this one, and the
    document was confirmed after that.
    """
    if case.place == WHOLE:
        return False
    if case.confirmed_since(event):
        return True
    if event is not None and event.place != WHOLE:
        return False
    placed = [e for e in case.events if e.recorded and e.place != WHOLE and e.kind in TOUCHING | ENDING]
    named = [e for e in placed if event is None or not event.by_number or e.by_number == event.by_number]
    confirmed = case.document.checked_on
    return bool(named) and confirmed is not None and all(e.checked_on and e.checked_on <= confirmed for e in named)


def _say_touch(case: Case, touches: Sequence[ValidityEvent]) -> Phrase:
    """``khoản 2 Điều 5 được sửa đổi bởi 13/2026/NĐ-CP``."""
    vi, en = [], []
    for event in touches:
        at, by = _at(event), _by(event)
        ended = event.kind is EventKind.PARTLY_ENDS
        vi.append(f"{at.vi}{'hết hiệu lực một phần' if ended else 'được sửa đổi'}{by.vi}")
        en.append(f"{at.en}{'partly ended' if ended else 'amended'}{by.en}")
    unlocated = case.place != WHOLE and any(e.place == WHOLE for e in touches)
    here = case.place.name()
    return Phrase(
        "{fromkeys}{what}",
        what=Phrase(", it is not known whether {here} is touched", here=here) if unlocated else "",
        fromkeys=Bilingual(", ".join(dict.fromkeys(vi)), ", ".join(dict.fromkeys(en))),
    )


def _say_kept(event: ValidityEvent) -> Phrase:
    """``trừ Điều 5 còn hiệu lực đến hết ngày 30/06/2027``."""
    until = show_date(event.until) if event.until else ""
    return Phrase(
        "but for {at}still in force{what}",
        at=_at(event),
        what=Phrase(" up to and including {until}", until=until) if until else "",
    )


def _lost(event: ValidityEvent) -> Phrase:
    by, day = _by(event), show_date(event.since) if event.since else ""
    how = _ENDED.get(event.kind, Phrase("suspended", about="library"))
    return Phrase("{how}{by}{what}", how=how, by=by, what=Phrase(" since {day}", day=day) if day else "")


def _in_force(case: Case) -> Validity:
    checked, who = _checked(case)
    coming, ends_on = _coming(case)
    why = Phrase("checked on {checked}{who}.", checked=checked, who=who)
    if coming is None or ends_on is None:
        return _say(case, Status.IN_FORCE, why)
    how, by, day = _WILL_END[coming.kind], _by(coming), show_date(ends_on)
    why = Phrase("{why} {how}{by} on {day}.", day=day, why=why, how=how, by=by)
    return replace(_say(case, Status.IN_FORCE, why, _heir(coming)), ends_on=ends_on)


def _coming(case: Case) -> tuple[ValidityEvent | None, date | None]:
    """An end that is to come, and the first day without effect."""
    for event in case.covering(*ENDING):
        kept = case.kept(event, case.on)
        last = kept.until if kept else None
        if last is not None:
            return event, last + timedelta(days=1)
        if kept is None and event.since is not None and event.since > case.on:
            return event, event.since
    return None, None


def _checked(case: Case) -> tuple[str, str]:
    day, who = case.confirmation
    return show_date(day) if day else "", f" ({who})" if who else ""


def _cautions(case: Case) -> Iterator[Phrase]:
    """What to look at first, whatever the status."""
    without = without_force(case.document)
    if without is not None:
        yield without
    checked = case.confirmation[0]
    for event in case.covering(EventKind.PARENT_ENDED):
        if event.since is not None and event.since <= case.on and (checked is None or checked < event.since):
            vi, en = _orphaned(event)
            yield Phrase("{what}; it usually ends with it.", what=Bilingual(vi, en))
    for event in case.covering(EventKind.CORRECTED):
        if event.begun(case.on) and (checked is None or event.since is None or checked <= event.since):
            yield Phrase("corrected{by}; use the corrected text.", by=_by(event))


NO_TEXT = Phrase("the library has no full text of it, so articles cannot be compared; import the text.")
"""The caution on a place of a document whose text nobody imported."""


def standings(
    repo: ValiditySources, documents: Sequence[Document], on: date, *, fresh_from: date | None = None
) -> Mapping[str, Validity]:
    """Key → validity of the whole document on day `on`. Confirmations before `fresh_from` are old."""
    events = events_of(repo, documents, on)
    return {d.key: status_on(d, on, events[d.key], fresh_from=fresh_from) for d in documents}


def standing(
    repo: ValiditySources, document: Document, on: date, place: LegalPlace = WHOLE, *, fresh_from: date | None = None
) -> Validity:
    """The validity of one place on day `on`."""
    return status_on(document, on, events_of(repo, [document], on)[document.key], place, fresh_from=fresh_from)


def events_of(
    repo: ValiditySources, documents: Sequence[Document], on: date
) -> Mapping[str, tuple[ValidityEvent, ...]]:
    """All that counts of each document: what files state (as of day `on`), then what persons recorded."""
    parents = _named(repo, documents, PARENTS)
    read = [*documents, *parents.values()]
    keys = [d.key for d in read]
    acting, recorded, others = repo.acting_on(keys), repo.recorded(keys), _named(repo, read, SUFFERS)
    stated = {d.key: _stated(d, acting.get(d.key, ()), others) for d in read}
    days = {key: ending_day(p, on, [*stated[key], *recorded.get(key, ())]) for key, p in parents.items()}
    ends = {key: (parents[key], day) for key, day in days.items() if day is not None}
    return {
        d.key: (*stated[d.key], *_orphanings(d, ends), *_of_this_text(d, recorded.get(d.key, ()))) for d in documents
    }


def _named(repo: ValiditySources, documents: Sequence[Document], kinds: Container[str]) -> Mapping[str, Document]:
    """The documents that relations of these kinds name, by key."""
    keys = {number_key(r.number) for d in documents for r in d.relations if r.kind in kinds}
    return repo.with_keys(keys) if keys else {}


def _stated(document: Document, acting: Sequence[LegalAct], others: Mapping[str, Document]) -> list[ValidityEvent]:
    """What other documents say they do to it, and what its own file says was done."""
    events = [
        _event(
            ACTS[deed.relation.kind],
            document,
            deed.number,
            deed.relation.since or deed.since,
            deed.source,
            deed.relation,
        )
        for deed in acting
    ]
    for relation in document.relations:
        if relation.kind == TAKES_EFFECT:
            own = document.number or document.key
            events.append(_event(EventKind.TAKES_EFFECT, document, own, relation.since, document.source, relation))
        elif relation.kind in SUFFERS:
            by = others.get(number_key(relation.number))
            since = relation.since or (by.effective_from if by else None)
            events.append(_event(SUFFERS[relation.kind], document, relation.number, since, document.source, relation))
    return events


def _orphanings(document: Document, ends: Mapping[str, tuple[Document, date]]) -> list[ValidityEvent]:
    """The deaths of the documents it guides or was issued with; `ends` are those dead by the day, and since when."""
    parents = [number_key(r.number) for r in document.relations if r.kind in PARENTS]
    return [
        _event(EventKind.PARENT_ENDED, document, ends[key][0].number, ends[key][1], ends[key][0].source)
        for key in dict.fromkeys(parents)
        if key in ends and key != document.key
    ]


def _of_this_text(document: Document, recorded: Sequence[ValidityEvent]) -> list[ValidityEvent]:
    """A confirmation is of the text the person had before them: another text was never confirmed."""
    return [e for e in recorded if e.kind is not EventKind.CONFIRMED or e.text_sha256 == document.sha256]


def _event(
    kind: EventKind, document: Document, by: str, since: date | None, source: str, relation: Relation | None = None
) -> ValidityEvent:
    place = relation.place if relation else WHOLE
    return ValidityEvent(
        # a part that is named ends as a whole
        kind=EventKind.REPEALED if kind is EventKind.PARTLY_ENDS and place != WHOLE else kind,
        document=document.key,
        place=place,
        by_number=by,
        by_provision=relation.provision if relation else "",
        since=since,
        until=relation.until if relation else None,
        source=source,
    )
