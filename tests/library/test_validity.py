from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from studio.library.confirmation import carry_over
from studio.library.events import EVENT_NAMES, WHOLE, EventKind, LegalPlace, ValidityEvent
from studio.library.model import Document, Status
from studio.library.relations import ACTS
from studio.library.validity import NAMES, status_on
from studio.phrase import Bilingual

START, END, CHECK = date(2024, 1, 1), date(2026, 7, 1), date(2025, 6, 1)
PLAIN = Document(key="1/2024/ND-CP", number="1/2024/NĐ-CP", type="Nghị định", title="", issuer="", effective_from=START)
CHECKED = replace(PLAIN, stated_status=Status.IN_FORCE, checked_on=CHECK, checked_by="Nguyễn Văn Mẫu")
LATER = date(2026, 11, 25)


def tie(kind: str, since: date | None = END) -> ValidityEvent:
    """What a document of the library that has that relation to this one does to it."""
    happens = EventKind.PARENT_ENDED if kind == "guides" else ACTS[kind]
    return ValidityEvent(kind=happens, document=PLAIN.key, by_number="2/2026/NĐ-CP", since=since)


@pytest.mark.parametrize(
    ("document", "on", "ties", "status"),
    [
        (PLAIN, LATER, (), Status.UNKNOWN),
        (replace(PLAIN, stated_status=Status.IN_FORCE), LATER, (), Status.UNKNOWN),  # the file says so, nobody checked
        (replace(PLAIN, checked_on=CHECK), LATER, (), Status.UNKNOWN),  # looked at, not decided
        (PLAIN, date(2023, 12, 31), (), Status.NOT_YET),
        (PLAIN, START, (), Status.UNKNOWN),
        (replace(PLAIN, effective_to=END), date(2026, 6, 30), (), Status.UNKNOWN),
        (replace(PLAIN, effective_to=END), END, (), Status.EXPIRED),
        (PLAIN, LATER, (tie("replaces"),), Status.EXPIRED),
        (PLAIN, LATER, (tie("repeals"),), Status.EXPIRED),
        (PLAIN, LATER, (tie("amends"),), Status.UNKNOWN),
        (replace(PLAIN, stated_status=Status.EXPIRED), LATER, (), Status.EXPIRED),
        (replace(PLAIN, stated_status=Status.SUSPENDED), LATER, (), Status.SUSPENDED),
        (replace(PLAIN, effective_from=None, stated_status=Status.NOT_YET), LATER, (), Status.NOT_YET),
        (CHECKED, LATER, (), Status.IN_FORCE),
        (CHECKED, START, (), Status.IN_FORCE),
        (CHECKED, date(2023, 12, 31), (), Status.NOT_YET),
        (replace(CHECKED, effective_to=END), date(2026, 6, 30), (), Status.IN_FORCE),
        (replace(CHECKED, effective_to=END), END, (), Status.EXPIRED),
        (CHECKED, date(2026, 6, 30), (tie("replaces"),), Status.IN_FORCE),
        (CHECKED, END, (tie("replaces"),), Status.EXPIRED),
        (CHECKED, LATER, (tie("replaces", None),), Status.UNKNOWN),
        (CHECKED, LATER, (tie("amends"),), Status.PARTLY_EXPIRED),
        (CHECKED, date(2026, 6, 30), (tie("amends"),), Status.IN_FORCE),
        (CHECKED, LATER, (tie("partly_repeals", None),), Status.PARTLY_EXPIRED),
        (CHECKED, LATER, (tie("suspends"),), Status.SUSPENDED),
        (CHECKED, LATER, (tie("guides"),), Status.UNKNOWN),  # the law it guides ended after the check
        (replace(CHECKED, checked_on=LATER), LATER, (tie("guides"),), Status.IN_FORCE),
        (replace(CHECKED, stated_status=Status.PARTLY_EXPIRED), LATER, (), Status.PARTLY_EXPIRED),
        (replace(CHECKED, stated_status=Status.UNSUITABLE), LATER, (), Status.UNSUITABLE),
        (replace(CHECKED, stated_status=Status.EXPIRED, effective_to=END), CHECK, (), Status.IN_FORCE),
        (replace(CHECKED, effective_from=None), LATER, (), Status.IN_FORCE),
        (replace(CHECKED, effective_from=None), date(2020, 1, 1), (), Status.UNKNOWN),
    ],
)
def test_status_on_a_day(document: Document, on: date, ties: tuple[ValidityEvent, ...], status: Status) -> None:
    found = status_on(document, on, ties)
    assert found.status is status
    assert found.on == on
    assert found.checked_on == document.checked_on
    assert found.reason_vi.lower().startswith(NAMES[status].vi)
    assert found.reason_en.lower().startswith(NAMES[status].en)


def test_the_successor_is_named() -> None:
    replaced = status_on(CHECKED, LATER, (tie("replaces"),))
    assert replaced.replaced_by == "2/2026/NĐ-CP"
    assert replaced.reason_vi == "Hết hiệu lực: được thay thế bởi 2/2026/NĐ-CP từ ngày 01/07/2026."
    coming = status_on(CHECKED, CHECK, (tie("replaces"),))
    assert coming.status is Status.IN_FORCE
    assert "2/2026/NĐ-CP từ ngày 01/07/2026" in coming.reason_vi


def at(kind: str, *place: str, since: date | None = END, until: date | None = None) -> ValidityEvent:
    """The same, to a place, and until when."""
    return replace(tie(kind, since), place=LegalPlace(*place), until=until)


KEPT_UNTIL = date(2027, 6, 30)
OUTLIVED = (tie("replaces"), at("keeps", "5", until=KEPT_UNTIL), at("keeps", "6", "2"))


@pytest.mark.parametrize(
    ("place", "on", "status"),
    [
        (WHOLE, LATER, Status.PARTLY_EXPIRED),
        (LegalPlace("4"), LATER, Status.EXPIRED),
        (LegalPlace("4"), date(2026, 6, 30), Status.IN_FORCE),
        (LegalPlace("5"), LATER, Status.IN_FORCE),
        (LegalPlace("5", "1"), KEPT_UNTIL, Status.IN_FORCE),
        (LegalPlace("5"), date(2027, 7, 1), Status.EXPIRED),
        (LegalPlace("6", "2", "a"), date(2027, 7, 1), Status.IN_FORCE),
        (LegalPlace("6", "1"), LATER, Status.EXPIRED),
        (LegalPlace("6"), LATER, Status.PARTLY_EXPIRED),
    ],
)
def test_what_outlives_the_end_of_the_rest(place: LegalPlace, on: date, status: Status) -> None:
    assert status_on(CHECKED, on, OUTLIVED, place).status is status


def test_what_outlives_the_rest_is_named_with_its_last_day() -> None:
    whole = status_on(CHECKED, LATER, OUTLIVED)
    assert whole.reason_vi == (
        "Hết hiệu lực một phần: được thay thế bởi 2/2026/NĐ-CP từ ngày 01/07/2026; trừ Điều 5 còn hiệu lực đến hết "
        "ngày 30/06/2027; trừ khoản 2 Điều 6 còn hiệu lực; kiểm tra ngày 01/06/2025 (Nguyễn Văn Mẫu)."
    )
    kept = status_on(CHECKED, LATER, OUTLIVED, LegalPlace("5"))
    assert (kept.ends_on, kept.replaced_by) == (date(2027, 7, 1), "2/2026/NĐ-CP")
    gone = status_on(CHECKED, date(2027, 7, 1), OUTLIVED, LegalPlace("5"))
    assert gone.reason_vi.endswith("từ ngày 01/07/2026, Điều 5 còn hiệu lực đến hết ngày 30/06/2027.")
    assert gone.reason_en.endswith("since 01/07/2026, article 5 kept until 30/06/2027.")


def test_an_end_from_elsewhere_is_not_softened_by_what_another_keeps() -> None:
    other = replace(tie("repeals"), by_number="3/2026/NĐ-CP")
    assert status_on(CHECKED, LATER, (*OUTLIVED, other), LegalPlace("5")).status is Status.EXPIRED
    assert status_on(CHECKED, LATER, (*OUTLIVED, other)).status is Status.EXPIRED


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2026, 11, 30), Status.IN_FORCE),
        (date(2026, 12, 1), Status.SUSPENDED),
        (date(2026, 12, 31), Status.SUSPENDED),
        (date(2027, 1, 1), Status.IN_FORCE),
    ],
)
def test_a_suspension_lasts_from_its_first_to_its_last_day(on: date, status: Status) -> None:
    told = at("suspends", since=date(2026, 12, 1), until=date(2026, 12, 31))
    assert status_on(CHECKED, on, (told,)).status is status


def test_an_act_before_the_stated_end_is_the_reason() -> None:
    found = status_on(replace(CHECKED, effective_to=date(2026, 9, 1)), LATER, (tie("replaces"),))
    assert found.reason_vi == "Hết hiệu lực: được thay thế bởi 2/2026/NĐ-CP từ ngày 01/07/2026."
    found = status_on(replace(CHECKED, effective_to=date(2026, 6, 1)), LATER, (tie("replaces"),))
    assert (found.reason_vi, found.replaced_by) == ("Hết hiệu lực: từ ngày 01/06/2026.", "2/2026/NĐ-CP")


def test_not_yet_is_believed_only_until_the_known_day() -> None:
    assert status_on(replace(PLAIN, stated_status=Status.NOT_YET), LATER).status is Status.UNKNOWN


def test_an_unknown_first_day_is_asked_for_in_both_languages() -> None:
    found = status_on(replace(CHECKED, effective_from=None), date(2020, 1, 1))
    assert found.reason_vi.endswith("chưa rõ ngày có hiệu lực; hãy bổ sung ngày có hiệu lực.")
    assert found.reason_en.endswith("the day it took effect is not known; add that day.")


def test_whether_an_amendment_reaches_the_place_is_doubted_only_where_no_place_is_named() -> None:
    here = status_on(CHECKED, LATER, (at("amends", "5"),), LegalPlace("5"))
    somewhere = status_on(CHECKED, LATER, (tie("amends"),), LegalPlace("5"))
    assert "chưa rõ có ảnh hưởng đến" not in here.reason_vi
    assert "chưa rõ có ảnh hưởng đến Điều 5 hay không" in somewhere.reason_vi
    assert "it is not known whether article 5 is touched" in somewhere.reason_en


def test_every_event_has_its_words() -> None:
    assert EVENT_NAMES.keys() == set(EventKind)
    assert EVENT_NAMES[EventKind.REPLACED] == Bilingual("bị thay thế", "replaced")
    assert EVENT_NAMES[EventKind.REPEALED] == Bilingual("bị bãi bỏ", "repealed")


def test_who_checked_and_when_is_said() -> None:
    assert status_on(CHECKED, LATER).reason_vi == "Còn hiệu lực: kiểm tra ngày 01/06/2025 (Nguyễn Văn Mẫu)."


OLD = replace(CHECKED, sha256="a", effective_from=date(2024, 2, 1))


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (replace(PLAIN, sha256="a"), True),
        (replace(PLAIN, sha256="b"), False),  # another text was never checked
        (replace(PLAIN, sha256="a", effective_to=END), False),
        (replace(PLAIN, sha256="a", stated_status=Status.EXPIRED), False),
        (replace(PLAIN, sha256="a", stated_status=Status.IN_FORCE, checked_on=LATER), False),
        (replace(PLAIN, sha256="a", stated_status=Status.IN_FORCE, checked_on=date(2025, 1, 1)), True),
    ],
)
def test_a_check_outlives_an_import_only_while_nothing_changed(new: Document, kept: bool) -> None:
    merged = carry_over(OLD, new)
    assert merged == (replace(OLD, source=new.source) if kept else new)


def test_without_a_check_there_is_nothing_to_keep() -> None:
    assert carry_over(None, PLAIN) is PLAIN
    assert carry_over(PLAIN, CHECKED) == CHECKED
