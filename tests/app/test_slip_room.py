"""The register beside the rooms of posts: corrections, answers, withdrawals, and posts that are gone."""

from __future__ import annotations

import pytest

from studio.app import Studio
from studio.errors import Refused
from studio.people.model import Person
from studio.posts.model import PostState
from studio.slips.model import Clarification, Decision, Reporter, Severity, Slip, Source


def claim(studio: Studio, by: Person) -> Slip:
    does = studio.slips.clarifications
    slip = does.open(by.id, claim="phường thu tiền đổi sổ", effect="Người dân mất tiền", source=Source.QUESTIONS)
    return does.assess(
        slip.id,
        by.id,
        harmful=True,
        asked_often=True,
        within_remit=True,
        decision=Decision.ANSWER,
        reason="Nhiều người hỏi",
    )


def test_an_answer_begins_with_the_claim_and_is_opened_anew_when_it_was_thrown_away(
    studio: Studio, lan: Person
) -> None:
    slip = claim(studio, lan)
    first = studio.slips.clarifications.draft(slip.id, lan.id).body
    assert isinstance(first, Clarification)
    draft = studio.desk.get(first.draft)
    assert (draft.template_id, draft.fields["claim"]) == ("false_news", first.claim)
    assert studio.slips.clarifications.draft(slip.id, lan.id).body == first
    studio.desk.trash(first.draft, lan.id)
    second = studio.slips.clarifications.draft(slip.id, lan.id).body
    assert isinstance(second, Clarification)
    assert second.draft != first.draft
    assert studio.slips.file(slip.id).missing


def test_only_what_was_published_is_reported(studio: Studio, lan: Person) -> None:
    draft = studio.desk.open_new("scam_warning", lan.id)
    assert draft.state is PostState.DRAFT
    with pytest.raises(Refused, match="sửa thẳng"):
        studio.slips.corrections.create(
            lan.id, post=draft.id, error="Sai", found_by=Reporter.STAFF, severity=Severity.MINOR
        )
    assert studio.slips.list() == ()
