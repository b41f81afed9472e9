"""Status of a place as a fold of events, and the record that persons keep of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from studio.errors import BadInput, NotFound, Refused
from studio.library.effects import EventToRecord
from studio.library.events import WHOLE, EventKind, LegalPlace, Scope, ValidityEvent, place_of
from studio.library.model import CitationRef, Document, Light, Status
from studio.library.service import Library
from studio.library.validity import status_on
from studio.store.engine import Store

Lines = Callable[..., Path]
Law = Callable[..., dict[str, Any]]
KEY = "01/2026/QD-MAU"
TODAY = date(2026, 11, 25)
START, TURN, CHECK = date(2026, 2, 1), date(2026, 7, 1), date(2026, 11, 20)
DOCUMENT = Document(
    key=KEY,
    number="01/2026/QĐ-MAU",
    type="Quyết định",
    title="",
    issuer="",
    effective_from=START,
    stated_status=Status.IN_FORCE,
    checked_on=CHECK,
    checked_by="Mẫu",
)
BY = "02/2026/QĐ-MAU"
A5, A5K2, A5K2A, A6 = LegalPlace("5"), LegalPlace("5", "2"), LegalPlace("5", "2", "a"), LegalPlace("6")


def event(kind: EventKind, place: LegalPlace = WHOLE, since: date | None = TURN, **more: Any) -> ValidityEvent:
    told: dict[str, Any] = {"by_number": BY, "id": f"{kind}{place}", "checked_on": CHECK} | more
    return ValidityEvent(kind=kind, document=KEY, place=place, since=since, **told)


def status(
    *events: ValidityEvent, place: LegalPlace = WHOLE, on: date = TODAY, document: Document = DOCUMENT
) -> Status:
    return status_on(document, on, events, place).status


@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        (WHOLE, TURN - timedelta(1), Status.IN_FORCE),
        (WHOLE, TURN, Status.PARTLY_EXPIRED),
        (A5, TODAY, Status.PARTLY_EXPIRED),
        (A5K2, TURN - timedelta(1), Status.IN_FORCE),
        (A5K2, TURN, Status.EXPIRED),
        (A5K2A, TODAY, Status.EXPIRED),
        (LegalPlace("5", "1"), TODAY, Status.IN_FORCE),
        (A6, TODAY, Status.IN_FORCE),
    ],
)
def test_a_repealed_clause_ends_what_lies_in_it_and_nothing_beside_it(
    place: LegalPlace, on: date, expected: Status
) -> None:
    assert status(event(EventKind.REPEALED, A5K2), place=place, on=on) is expected


def test_the_place_and_the_ground_are_named() -> None:
    found = status_on(DOCUMENT, TODAY, [event(EventKind.REPEALED, A5K2, by_provision="khoản 3 Điều 9")], A5K2A)
    assert found.reason_vi == (
        "Hết hiệu lực: khoản 2 Điều 5 bị bãi bỏ bởi khoản 3 Điều 9 của 02/2026/QĐ-MAU từ ngày 01/07/2026."
    )
    assert (found.replaced_by, found.light) == (None, Light.RED), "what repeals it does not take its place"


def test_a_repeal_to_come_is_no_replacement() -> None:
    coming = event(EventKind.REPEALED, since=TODAY + timedelta(days=9))
    found = status_on(DOCUMENT, TODAY, [coming])
    assert (found.status, found.ends_on, found.replaced_by) == (Status.IN_FORCE, coming.since, None)
    assert f"Sẽ bị bãi bỏ bởi {BY} từ ngày" in found.reason_vi


def test_an_article_takes_effect_on_its_own_day() -> None:
    """Article 69 of Decree 282/2025: the decree from 15/12/2025, its article 14 from 01/01/2026."""
    later = event(EventKind.TAKES_EFFECT, LegalPlace("14"))
    assert status(later, place=LegalPlace("14"), on=TURN - timedelta(1)) is Status.NOT_YET
    assert status(later, place=LegalPlace("14", "1"), on=TURN) is Status.IN_FORCE
    assert status(later, place=LegalPlace("13"), on=TURN - timedelta(1)) is Status.IN_FORCE
    assert status(later, on=TURN - timedelta(1)) is Status.IN_FORCE


def test_a_recorded_beginning_corrects_the_files() -> None:
    assert status(event(EventKind.TAKES_EFFECT), on=START) is Status.NOT_YET
    assert status(event(EventKind.TAKES_EFFECT), on=TURN) is Status.IN_FORCE


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (TURN - timedelta(1), Status.IN_FORCE),
        (TURN, Status.SUSPENDED),
        (TURN + timedelta(9), Status.SUSPENDED),
        (TURN + timedelta(10), Status.IN_FORCE),
    ],
)
def test_a_suspension_runs_out_after_its_last_day(on: date, expected: Status) -> None:
    assert status(event(EventKind.SUSPENDED, until=TURN + timedelta(9)), on=on) is expected


def test_a_suspension_ends_when_the_effect_is_resumed_and_may_come_again() -> None:
    life = [
        event(EventKind.SUSPENDED, A5),
        event(EventKind.RESUMED, since=TURN + timedelta(30)),
        event(EventKind.SUSPENDED, A5, since=TURN + timedelta(60)),
    ]
    days = {0: Status.SUSPENDED, 29: Status.SUSPENDED, 30: Status.IN_FORCE, 60: Status.SUSPENDED}
    assert {day: status(*life, place=A5, on=TURN + timedelta(day)) for day in days} == days
    assert status(*life, place=A6) is Status.IN_FORCE
    assert status(*life) is Status.PARTLY_EXPIRED


def test_an_unsuitable_place() -> None:
    assert status(event(EventKind.UNSUITABLE, A5), place=A5) is Status.UNSUITABLE
    assert status(event(EventKind.UNSUITABLE, A5), place=A6) is Status.IN_FORCE


def test_an_amendment_that_names_no_place_may_touch_every_place() -> None:
    amended = event(EventKind.AMENDED)
    assert status(amended, place=A5) is Status.PARTLY_EXPIRED
    assert "chưa rõ có ảnh hưởng đến Điều 5 hay không" in status_on(DOCUMENT, TODAY, [amended], A5).reason_vi


def test_an_amendment_whose_places_were_recorded_touches_only_those() -> None:
    life = [event(EventKind.AMENDED, id=""), event(EventKind.AMENDED, A5K2)]
    assert status(*life, place=A5K2) is Status.PARTLY_EXPIRED
    assert status(*life, place=A6) is Status.IN_FORCE
    assert status(*life) is Status.PARTLY_EXPIRED
    before_it = replace(DOCUMENT, checked_on=CHECK - timedelta(1))
    assert status(*life, place=A6, document=before_it) is Status.PARTLY_EXPIRED, "nobody confirmed it since"
    another = event(EventKind.AMENDED, by_number="03/2026/QĐ-MAU", id="")
    assert status(*life, another, place=A6) is Status.PARTLY_EXPIRED, "the places of the other are not known"


def test_a_place_confirmed_after_the_amendment_stands() -> None:
    seen = event(EventKind.CONFIRMED, A5, since=None, checked_on=TURN, checked_by="Bà Mẫu")
    life = [event(EventKind.AMENDED), seen]
    assert status(*life, place=A5K2) is Status.IN_FORCE
    assert status(*life, place=A6) is Status.PARTLY_EXPIRED
    early = replace(seen, checked_on=TURN - timedelta(1))
    assert status(event(EventKind.AMENDED), early, place=A5) is Status.PARTLY_EXPIRED
    assert status(event(EventKind.REPEALED, A5), seen, place=A5) is Status.EXPIRED, (
        "an end is believed whoever confirmed"
    )


def test_a_place_confirmed_in_a_document_nobody_confirmed() -> None:
    unchecked = replace(DOCUMENT, checked_on=None, checked_by="", stated_status=Status.UNKNOWN, source="")
    seen = event(EventKind.CONFIRMED, A5, since=None, checked_on=CHECK, checked_by="Bà Mẫu")
    found = status_on(unchecked, TODAY, [seen], A5K2)
    assert (found.status, found.checked_on, found.light) == (Status.IN_FORCE, CHECK, Light.GREEN)
    assert found.reason_vi == "Còn hiệu lực: kiểm tra ngày 20/11/2026 (Bà Mẫu)."
    assert status(seen, document=unchecked) is Status.UNKNOWN


def test_a_confirmation_ages_into_amber() -> None:
    fresh = status_on(DOCUMENT, TODAY, fresh_from=CHECK)
    old = status_on(DOCUMENT, TODAY, fresh_from=CHECK + timedelta(1))
    assert (fresh.light, fresh.stale) == (Light.GREEN, False)
    assert (old.status, old.light, old.stale) == (Status.IN_FORCE, Light.AMBER, True)


@pytest.mark.parametrize(
    ("events", "light"),
    [
        ((), Light.GREEN),
        ((event(EventKind.ENDS),), Light.RED),
        ((event(EventKind.SUSPENDED),), Light.RED),
        ((event(EventKind.TAKES_EFFECT, since=TODAY + timedelta(1)),), Light.AMBER),
        ((event(EventKind.AMENDED),), Light.AMBER),
        ((event(EventKind.CORRECTED, since=CHECK + timedelta(1)),), Light.AMBER),
        ((event(EventKind.CORRECTED, since=CHECK - timedelta(1)),), Light.GREEN),
        ((event(EventKind.PARENT_ENDED, since=CHECK + timedelta(1)),), Light.AMBER),
    ],
)
def test_the_light(events: tuple[ValidityEvent, ...], light: Light) -> None:
    assert status_on(DOCUMENT, TODAY, events).light is light


def test_grey_until_somebody_confirms() -> None:
    assert status_on(replace(DOCUMENT, checked_on=None), TODAY).light is Light.GREY


def test_scopes_and_places() -> None:
    assert [p.scope for p in (WHOLE, A5, A5K2, A5K2A, LegalPlace("5", "", "a"))] == [
        Scope.WHOLE,
        Scope.ARTICLE,
        Scope.CLAUSE,
        Scope.POINT,
        Scope.POINT,
    ]
    assert place_of("8A", None, "Đ").name().vi == "điểm đ Điều 8a"
    assert WHOLE.holds(A5K2A)
    assert not A5K2.holds(A5)


# In the library


def recorded(kind: EventKind = EventKind.REPEALED, place: LegalPlace = WHOLE, **more: Any) -> EventToRecord:
    said: dict[str, Any] = {"kind": kind, "place": place, "since": TURN, "by_number": BY, "source": "Công báo"}
    return EventToRecord(**(said | more))


@pytest.fixture
def stocked(library: Library, write_lines: Lines, law: Law) -> Library:
    articles = [{"number": "1", "heading": "", "text": "1. Một.\na) A;\n2. Hai."}, {"number": "2", "text": "Hai."}]
    library.import_paths([write_lines(law(articles=articles))])
    return library


def test_a_recorded_event_counts_for_its_place_and_for_citations_of_it(stocked: Library) -> None:
    stocked.record_event(KEY, recorded(place=LegalPlace("1", "2")), by="Bà Mẫu")
    assert stocked.status(KEY, "1", "2", on=TODAY).status is Status.EXPIRED
    assert stocked.status(KEY, "1", "1", "a", on=TODAY).status is Status.IN_FORCE
    cited = stocked.resolve(CitationRef(document="01/2026/QĐ-MAU", article="1", clause="2"), on=TODAY)
    beside = stocked.resolve(CitationRef(document="01/2026/QĐ-MAU", article="2"), on=TODAY)
    assert cited.validity is not None
    assert beside.validity is not None
    assert (cited.validity.status, beside.validity.status) == (Status.EXPIRED, Status.IN_FORCE)
    assert stocked.statuses(on=TODAY)[KEY] is Status.PARTLY_EXPIRED


def test_a_retracted_event_counts_no_more_and_stays_in_the_line(stocked: Library) -> None:
    event = stocked.record_event(KEY, recorded(), by="Bà Mẫu")
    assert stocked.status(KEY, on=TODAY).status is Status.EXPIRED
    with pytest.raises(BadInput):
        stocked.retract_event(event.id, by="Bà Mẫu", reason=" ")
    gone = stocked.retract_event(event.id[:6], by="Ông Mẫu", reason="ghi nhầm văn bản")
    assert gone.retracted is not None
    assert gone.retracted.reason == "ghi nhầm văn bản"
    assert stocked.status(KEY, on=TODAY).status is Status.IN_FORCE
    assert [e.retracted.by for e in stocked.events(KEY) if e.retracted] == ["Ông Mẫu"]
    with pytest.raises(Refused):
        stocked.retract_event(event.id, by="Ông Mẫu", reason="lần nữa")
    with pytest.raises(NotFound):
        stocked.retract_event("zz", by="Ông Mẫu", reason="không có")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"since": None}, "since"),
        ({"until": TURN}, "until"),
        ({"kind": EventKind.SUSPENDED, "until": TURN - timedelta(1)}, "until"),
        ({"kind": EventKind.REPLACED, "by_number": ""}, "by_number"),
        ({"by_number": "01/2026/qđ-mau"}, "by_number"),
        ({"kind": EventKind.CONFIRMED}, "kind"),
        ({"kind": EventKind.PARTLY_ENDS, "place": LegalPlace("1")}, "kind"),
        ({"source": " "}, "source"),
    ],
)
def test_a_senseless_event_is_refused_at_its_field(stocked: Library, change: dict[str, Any], where: str) -> None:
    with pytest.raises(BadInput) as refusal:
        stocked.record_event(KEY, recorded(**change), by="Bà Mẫu")
    assert refusal.value.where == where
    assert not any(e.recorded for e in stocked.events(KEY))


def test_a_place_that_is_not_there_is_refused(stocked: Library) -> None:
    with pytest.raises(NotFound, match="không có khoản 9"):
        stocked.status(KEY, "1", "9", on=TODAY)
    with pytest.raises(NotFound, match="không có khoản 9 Điều 1"):
        stocked.record_event(KEY, recorded(place=LegalPlace("1", "9")), by="Bà Mẫu")


def test_events_outlive_a_new_import_and_a_confirmed_place_only_the_same_text(
    stocked: Library, write_lines: Lines, law: Law
) -> None:
    stocked.record_event(KEY, recorded(place=LegalPlace("2")), by="Bà Mẫu")
    stocked.record_event(KEY, recorded(EventKind.AMENDED), by="Bà Mẫu")
    stocked.confirm_place(KEY, LegalPlace("1"), by="Bà Mẫu", on=TODAY, source="vbpl.vn")
    assert stocked.status(KEY, "1", on=TODAY).status is Status.IN_FORCE
    other = [{"number": "1", "text": "1. Khác."}, {"number": "2", "text": "Hai."}]
    stocked.import_paths([write_lines(law(articles=other, checked_on="2026-11-21"))])
    assert stocked.status(KEY, "2", on=TODAY).status is Status.EXPIRED
    assert stocked.status(KEY, "1", on=TODAY).status is Status.PARTLY_EXPIRED


def test_the_line_tells_what_files_say_and_who_confirmed(stocked: Library, write_lines: Lines, law: Law) -> None:
    new = law(BY, effective_from="2026-08-01", relations=[{"kind": "amends", "number": "01/2026/QĐ-MAU"}])
    stocked.import_paths([write_lines(new, name="moi.jsonl")])
    stocked.confirm(
        KEY,
        by="Bà Mẫu",
        on=TODAY,
        effective_from=START,
        effective_to=None,
        status=Status.PARTLY_EXPIRED,
        source="vbpl.vn",
    )
    line = [(e.kind, e.since or e.checked_on, e.recorded) for e in stocked.events(KEY)]
    assert line == [
        (EventKind.TAKES_EFFECT, START, False),
        (EventKind.AMENDED, date(2026, 8, 1), False),
        (EventKind.CONFIRMED, TODAY, True),
        (EventKind.PARTLY_ENDS, None, False),
    ]


def test_a_child_of_a_dead_parent_is_amber_until_confirmed_again(
    library: Library, write_lines: Lines, law: Law
) -> None:
    parent = law("01/2025/QĐ-MAU", effective_from="2025-01-01", effective_to="2026-11-22")
    child = law(relations=[{"kind": "attached_to", "number": "01/2025/QĐ-MAU"}])
    library.import_paths([write_lines(parent, child)])
    found = library.status(KEY, on=TODAY)
    assert (found.status, found.light) == (Status.UNKNOWN, Light.AMBER)
    assert "thường hết hiệu lực theo" in found.cautions[0].vi
    library.confirm(
        KEY, by="Mẫu", on=TODAY, effective_from=START, effective_to=None, status=Status.IN_FORCE, source="vbpl.vn"
    )
    assert library.status(KEY, on=TODAY).light is Light.GREEN


def test_a_consolidated_text_has_no_force_of_its_own(library: Library, write_lines: Lines, law: Law) -> None:
    joined = law("30/VBHN-VPQH", type="Văn bản hợp nhất", relations=[{"kind": "consolidates", "number": BY}])
    library.import_paths([write_lines(joined)])
    found = library.status("30/VBHN-VPQH", on=TODAY)
    assert (found.status, found.light) == (Status.IN_FORCE, Light.AMBER)
    assert found.cautions[0].vi.endswith("hãy trích dẫn văn bản gốc đã được sửa đổi: 02/2026/QĐ-MAU.")


def test_a_document_without_text_is_cited_with_a_caution(library: Library, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law(articles=[]))])
    found = library.resolve(CitationRef(document="01/2026/QĐ-MAU", article="5"), on=TODAY)
    assert found.validity is not None
    assert (found.article_found, found.validity.light) == (True, Light.AMBER)
    assert "chưa có toàn văn" in found.validity.cautions[0].vi
    assert library.status(KEY, on=TODAY).light is Light.GREEN


def test_the_age_of_a_confirmation_is_counted_from_today(library: Library, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law(checked_on="2026-05-01"))])
    assert library.status(KEY, on=date(2026, 5, 2)).light is Light.AMBER


@pytest.mark.parametrize("statement", ["UPDATE law_events SET source = 'x'", "DELETE FROM law_events"])
def test_the_record_is_only_appended_to(stocked: Library, store: Store, statement: str) -> None:
    stocked.record_event(KEY, recorded(), by="Bà Mẫu")
    with pytest.raises(IntegrityError, match="only appended"), store.write() as tx:
        tx.execute(text(statement))


def test_the_same_line_twice_at_one_moment_is_one_line(stocked: Library) -> None:
    for _ in range(2):
        stocked.confirm(
            KEY, by="Mẫu", on=TODAY, effective_from=START, effective_to=None, status=Status.IN_FORCE, source="vbpl.vn"
        )
    assert [e.kind for e in stocked.events(KEY) if e.recorded] == [EventKind.CONFIRMED]


def test_a_retracted_confirmation_takes_the_check_with_it(stocked: Library) -> None:
    stocked.confirm(
        KEY, by="Mẫu", on=TODAY, effective_from=START, effective_to=None, status=Status.IN_FORCE, source="vbpl.vn"
    )
    stocked.confirm_place(KEY, LegalPlace("1"), by="Mẫu", on=TODAY, source="vbpl.vn")
    whole, place = (e for e in stocked.events(KEY) if e.recorded)
    if whole.place != WHOLE:
        whole, place = place, whole
    stocked.retract_event(whole.id, by="Mẫu", reason="tra nhầm văn bản")
    assert stocked.status(KEY, on=TODAY).status is Status.UNKNOWN
    assert stocked.status(KEY, "1", on=TODAY).status is Status.IN_FORCE
    stocked.retract_event(place.id, by="Mẫu", reason="tra nhầm văn bản")
    assert stocked.status(KEY, "1", on=TODAY).status is Status.UNKNOWN


def test_a_search_result_tells_of_the_very_article(stocked: Library) -> None:
    stocked.record_event(KEY, recorded(place=LegalPlace("2")), by="Bà Mẫu")
    found = {hit.article: hit for hit in stocked.search("hai", on=TODAY)}
    assert {hit.status for hit in found.values()} == {Status.PARTLY_EXPIRED}
    here = {article: hit.here.status for article, hit in found.items() if hit.here is not None}
    assert here == {"1": Status.IN_FORCE, "2": Status.EXPIRED}
