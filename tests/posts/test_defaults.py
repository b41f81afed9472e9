"""A new post begins with what there is no choice about, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.posts.defaults import starting_fields
from studio.templates.catalog import Catalog, builtin_pack
from studio.templates.model import Template

DAY = date(2026, 11, 25)
UNIT = Unit(id="ca-minh-khai", name="Công an phường Minh Khai")
DUTY = Contact(id="truc-ban", unit=UNIT.id, label="Trực ban", phone="024 0000 0113", verified_on=DAY, verified_by="a")
DESK = replace(DUTY, id="mot-cua", label="Bộ phận một cửa", phone="024 0000 0120")
BOOK = DirectoryBook(units=(UNIT,), contacts=(DESK, DUTY))


def template() -> Template:
    return Catalog([builtin_pack()]).get("scam_warning")


def test_the_one_unit_its_duty_number_and_the_day_the_template_proposes() -> None:
    assert starting_fields(template(), BOOK, DAY) == {
        "unit_name": UNIT.id,
        "contact": "truc-ban",
        "review_on": "2027-02-23",
    }


def test_where_there_is_a_choice_nothing_is_chosen() -> None:
    two = replace(BOOK, units=(UNIT, replace(UNIT, id="khac")))
    assert set(starting_fields(template(), two, DAY)) == {"review_on"}
    twice = replace(BOOK, contacts=(DUTY, replace(DUTY, id="truc-ban-2")))
    assert "contact" not in starting_fields(template(), twice, DAY)


def test_a_number_that_nobody_confirmed_is_not_chosen() -> None:
    unsure = replace(BOOK, contacts=(replace(DUTY, verified_on=None),))
    assert "contact" not in starting_fields(template(), unsure, DAY)
