"""A card of a post leaves nothing out: what has no room goes on on a further one."""

from __future__ import annotations

import pytest

from studio.app import Studio
from studio.people.model import Person
from studio.posts.model import Finding, Post, PreflightStage
from tests.sample_fields import sample

LONG = "Tuyệt đối không chuyển khoản, không cung cấp mật khẩu cho bất kỳ người lạ nào tự xưng là cán bộ"


def told(studio: Studio, post: Post, stage: PreflightStage) -> list[Finding]:
    return [finding for finding in studio.findings(post, stage) if finding.code == "CARD_FITS"]


@pytest.fixture
def warning(studio: Studio, lan: Person) -> Post:
    post = studio.drafts.open_new("scam_warning", lan.id)
    book = studio.directory.book()
    own = {"unit_name": book.units[0].id, "contact": book.contacts[0].id}
    fields = sample(studio.catalog.get("scam_warning")) | own
    return studio.drafts.edit(post.id, lan.id, fields=fields, cards=["alert"])


def test_a_card_that_shows_all_has_nothing_said_of_it(studio: Studio, lan: Person, warning: Post) -> None:
    short = studio.drafts.edit(warning.id, lan.id, fields={"signs": ["Gọi từ số lạ", "Giục làm ngay"]})
    assert told(studio, short, PreflightStage.COMPOSE) == []
    assert told(studio, short, PreflightStage.SUBMIT) == []


@pytest.mark.parametrize("stage", [PreflightStage.COMPOSE, PreflightStage.SUBMIT])
def test_what_is_long_goes_on_on_a_further_card_and_nothing_is_left_out(
    studio: Studio, lan: Person, warning: Post, stage: PreflightStage
) -> None:
    long = studio.drafts.edit(warning.id, lan.id, fields={"signs": [f"{n}. {LONG}" for n in range(1, 6)]})
    assert told(studio, long, stage) == []
