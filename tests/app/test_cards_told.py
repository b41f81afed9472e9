"""What a card leaves to the post is said while one writes, at the field that is too long for it."""

from __future__ import annotations

import pytest

from studio.app import Studio
from studio.people.model import Person
from studio.posts.model import Door, Finding, Post, Severity
from tests.sample_fields import sample

LONG = "Tuyệt đối không chuyển khoản, không cung cấp mật khẩu cho bất kỳ người lạ nào tự xưng là cán bộ"


def told(studio: Studio, post: Post, door: Door) -> list[Finding]:
    return [finding for finding in studio.findings(post, door) if finding.code == "CARD_FITS"]


@pytest.fixture
def warning(studio: Studio, lan: Person) -> Post:
    post = studio.desk.open_new("scam_warning", lan.id)
    book = studio.directory.book()
    own = {"unit_name": book.units[0].id, "contact": book.contacts[0].id}
    fields = sample(studio.catalog.get("scam_warning")) | own
    return studio.desk.edit(post.id, lan.id, fields=fields, cards=["alert"])


def test_a_card_that_shows_all_has_nothing_said_of_it(studio: Studio, lan: Person, warning: Post) -> None:
    short = studio.desk.edit(warning.id, lan.id, fields={"signs": ["Gọi từ số lạ", "Giục làm ngay"]})
    assert told(studio, short, Door.COMPOSE) == []
    assert told(studio, short, Door.SUBMIT) == []


def test_what_a_link_card_leaves_to_the_post_is_told_at_its_field_while_one_writes(
    studio: Studio, lan: Person, warning: Post
) -> None:
    long = studio.desk.edit(warning.id, lan.id, fields={"signs": [f"{n}. {LONG}" for n in range(1, 6)]})
    found = told(studio, long, Door.COMPOSE)
    assert {finding.field for finding in found} == {"signs"}
    assert {finding.severity for finding in found} == {Severity.INFO}, "the card itself says where to read it"
    assert all("cỡ ngang" in finding.wrong.vi for finding in found), "upright sizes carry it on a further card"
    assert any(finding.excerpt.startswith("1. Tuyệt đối") for finding in found)


def test_the_full_look_says_it_too_without_a_page_chosen(studio: Studio, lan: Person, warning: Post) -> None:
    long = studio.desk.edit(warning.id, lan.id, fields={"signs": [f"{n}. {LONG}" for n in range(1, 6)]})
    assert {finding.field for finding in told(studio, long, Door.SUBMIT)} == {"signs"}
