"""Placeholders are filled from the directory; what cannot be filled stays in sight and is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.writing.placeholders import NO_HOTLINE, NO_UNIT, PLACEHOLDERS, UNCONFIRMED, facts_of, fill

UNIT = Unit(id="vi-du", name="Công an phường Ví Dụ", short_name="CAP Ví Dụ", address="Số 1 đường Mẫu")
OTHER = Unit(id="mau", name="Công an xã Mẫu")
DUTY = Contact(
    id="truc", unit="vi-du", label="Trực ban", phone="024 0000 0113", hours="24/24 giờ", verified_on=date(2026, 11, 1),
    verified_by="Trần Thị Ví Dụ",
)  # fmt: skip
DESK = Contact(id="mot-cua", unit="vi-du", label="Bộ phận một cửa", phone="024 0000 0120")
POLICE = Contact(id="113", unit="vi-du", label="Công an", phone="113", emergency=True, verified_on=date(2026, 11, 1))
BOOK = DirectoryBook(units=(UNIT, OTHER), contacts=(POLICE, DESK, DUTY))
TODAY, DAY = date(2026, 11, 25), date(2026, 12, 1)


def filled(text: str, book: DirectoryBook = BOOK, unit: str = "vi-du"):  # type: ignore[no-untyped-def]
    return fill(text, facts_of(book, unit=unit, today=TODAY, day=DAY))


def test_a_text_is_filled_with_what_the_unit_says_of_itself() -> None:
    done = filled("{unit}, {address}. Gọi {duty} hoặc {hotline}. Cập nhật {today}, đăng {post_day}.")
    assert done.text == (
        "Công an phường Ví Dụ, Số 1 đường Mẫu. Gọi Trực ban: 024 0000 0113 (24/24 giờ) hoặc 024 0000 0113. "
        "Cập nhật 25/11/2026, đăng 01/12/2026."
    )
    assert (done.open, done.doubts) == ((), ())


@pytest.mark.parametrize("written", ["{đơn vị}", "{Đơn  vị}", "{don vi}", "{UNIT}", "{ unit }"])
def test_names_may_be_vietnamese_with_or_without_marks(written: str) -> None:
    assert filled(written).text == UNIT.name


def test_every_placeholder_of_the_list_is_filled_by_its_name_and_its_vietnamese_name() -> None:
    book = replace(BOOK, units=(replace(UNIT, website="https://vidu.example.gov.vn"),))
    for place in PLACEHOLDERS:
        for spelt in (place.name, place.also, place.name.replace("_", " ")):
            done = filled("{" + spelt + "}", book)
            assert done.open == ()
            assert "{" not in done.text


def test_one_number_is_named_by_its_label() -> None:
    done = filled("{contact: bộ phận một cửa}")
    assert done.text == "Bộ phận một cửa: 024 0000 0120"
    assert [(r.name, r.why) for r in done.doubts] == [("contact: bộ phận một cửa", UNCONFIRMED)]
    assert filled("{số: Không có}").text == "{số: Không có}"


def test_what_cannot_be_filled_stays_and_is_named_once() -> None:
    done = filled("{website} {website} {giờ mở cửa} {unit}")
    assert done.text == "{website} {website} {giờ mở cửa} Công an phường Ví Dụ"
    assert [r.name for r in done.open] == ["website", "giờ mở cửa"]


def test_an_emergency_number_is_never_taken_for_the_units_own() -> None:
    done = filled("{hotline}", replace(BOOK, contacts=(POLICE,)))
    assert done.text == "{hotline}"
    assert done.open[0].why is NO_HOTLINE


def test_a_number_nobody_confirmed_is_filled_and_said() -> None:
    done = filled("{hotline}", replace(BOOK, contacts=(DESK,)))
    assert done.text == DESK.phone
    assert done.doubts[0].why is UNCONFIRMED


def test_another_unit_has_its_own_facts_and_an_empty_directory_has_none() -> None:
    assert filled("{unit} {hotline}", unit="mau").text == "Công an xã Mẫu {hotline}"
    assert filled("{unit}", unit="khong-co").text == UNIT.name
    done = filled("{unit} {today}", DirectoryBook())
    assert done.text == "{unit} 25/11/2026"
    assert done.open[0].why is NO_UNIT


def test_braces_that_hold_no_name_are_left_alone() -> None:
    assert filled("{} {\n} }{").text == "{} {\n} }{"
    assert filled("{} }{").open == ()
