"""A post that would look like the last ones of its page is told so while it is written, with another composition."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.app import Studio
from studio.people.model import Person
from studio.posts.model import Finding, Post, PreflightStage, Severity
from studio.templates.card import CardTouch
from tests.profile import SetClock
from tests.sample_fields import sample


def begun(studio: Studio, lan: Person, template: str, days: int) -> Post:
    """A draft that is planned so many days from now."""
    post = studio.drafts.open_new(template, lan.id)
    book = studio.directory.book()
    own = {"unit_name": book.units[0].id, "contact": book.contacts[0].id}
    fields = sample(studio.catalog.get(template)) | own
    at = studio.now() + timedelta(days=days, hours=1)
    return studio.drafts.edit(post.id, lan.id, fields=fields, cards=["alert"], publish_at=at)


def told(studio: Studio, post: Post, stage: PreflightStage = PreflightStage.COMPOSE) -> list[Finding]:
    return [finding for finding in studio.findings(post, stage) if finding.code == "LOOKS_ALIKE"]


@pytest.fixture
def third(studio: Studio, lan: Person, clock: SetClock) -> Post:
    """The third scam warning of a week."""
    for days in (1, 2):
        begun(studio, lan, "scam_warning", days)
    return begun(studio, lan, "scam_warning", 3)


def test_the_third_of_one_look_is_offered_another_composition(studio: Studio, lan: Person, third: Post) -> None:
    [hint] = told(studio, third)
    assert (hint.severity, hint.field) == (Severity.INFO, "cards")
    assert "“chữ lớn”" in hint.remedy.vi
    assert studio.drafts.get(third.id) == third, "it is offered, not done"
    taken = replace(CardTouch(card="alert", size="p45"), composition="type")
    assert told(studio, studio.drafts.edit(third.id, lan.id, touches=[taken])) == []


def test_others_are_left_alone(studio: Studio, lan: Person, third: Post) -> None:
    assert told(studio, begun(studio, lan, "weather_warning", 4)) == []
    assert told(studio, studio.drafts.get(third.id), PreflightStage.SUBMIT) == []
    early = begun(studio, lan, "scam_warning", 0)
    assert told(studio, early) == [], "those that come after it do not count"
