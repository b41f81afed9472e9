"""What follows a published post: companions that come due, corrections that know their original."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from studio.errors import Refused
from studio.posts.aftercare import CORRECTION, Aftercare
from studio.posts.journal import entry
from studio.posts.model import Post, PostState
from studio.posts.storage_aftercare import StoredAftercare
from studio.posts.transitions import Action
from studio.templates.catalog import ShippedCatalog
from tests.posts.post_rig import PostRig

LINK = "https://www.facebook.com/100000000000001_1"


def aftercare(rig: PostRig) -> Aftercare:
    return Aftercare(
        StoredAftercare(rig.store),
        drafts=rig.drafts,
        templates=ShippedCatalog().all,
        links=lambda post_id: [LINK],
        clock=rig.clock,
    )


def published(rig: PostRig, template: str, **fields: Any) -> Post:
    """A post that is on its pages; how it came there is told elsewhere."""
    post = rig.drafts.open_new(template, rig.author)
    post = rig.drafts.edit(post.id, rig.author, fields=fields, targets=("thuc-hanh",))
    rig.repo.set_state(post.id, PostState.PUBLISHED)
    rig.repo.note(entry(rig.get(post), "program", Action.PUBLISH, PostState.QUEUED, rig.clock.now()))
    return rig.get(post)


def test_a_promised_update_comes_due_on_its_day(rig: PostRig) -> None:
    post = published(rig, "case_result", followup_on="2026-12-05")
    care = aftercare(rig)
    assert care.due() == ()
    assert [due.on for due in care.due(within=timedelta(days=14))] == [date(2026, 12, 5)]
    rig.clock.forward(days=10)
    (due,) = care.due()
    assert (due.post_id, due.companion.id, due.overdue) == (post.id, "case_followup", False)
    rig.clock.forward(days=1)
    assert care.due()[0].overdue


def test_without_a_promise_it_is_due_with_the_review(rig: PostRig) -> None:
    published(rig, "missing_person")
    days = rig.templates.get("missing_person").review_days
    rig.clock.forward(days=days - 1)
    assert aftercare(rig).due() == ()
    rig.clock.forward(days=1)
    assert [due.companion.id for due in aftercare(rig).due()] == ["missing_found_update"]


def test_begun_it_is_no_longer_due_and_thrown_away_it_is_again(rig: PostRig) -> None:
    post = published(rig, "case_result", followup_on="2026-11-25")
    care = aftercare(rig)
    draft = care.follow(post.id, "case_followup", rig.author)
    assert care.due() == ()
    rig.drafts.trash(draft.id, rig.author)
    assert [due.post_id for due in care.due()] == [post.id]


def test_another_posts_companion_does_not_count(rig: PostRig) -> None:
    first = published(rig, "case_result", followup_on="2026-11-25")
    second = published(rig, "case_result", followup_on="2026-11-25")
    care = aftercare(rig)
    care.follow(first.id, "case_followup", rig.author)
    care.correct(second.id, rig.author)
    assert [due.post_id for due in care.due()] == [second.id]


def test_a_correction_knows_its_original_and_what_both_ask_for(rig: PostRig) -> None:
    post = published(rig, "scam_warning", unit_name="cong-an-phuong-vi-du", how="Gọi điện.")
    care = aftercare(rig)
    draft = care.correct(post.id, rig.author)
    assert (draft.template_id, draft.answers.original_post, draft.targets) == (CORRECTION, post.id, post.targets)
    assert draft.fields["original"] == LINK
    assert draft.fields["posted_on"] == "2026-11-25"
    assert draft.fields["unit_name"] == "cong-an-phuong-vi-du"
    assert "how" not in draft.fields
    assert [(one.id, one.template_id) for one in care.about(post.id)] == [(draft.id, CORRECTION)]
    original = care.original_of(draft)
    assert original is not None
    assert (original.id, original.state) == (post.id, PostState.PUBLISHED)


def test_an_update_names_the_day_of_the_first_post(rig: PostRig) -> None:
    post = published(rig, "case_result", followup_on="2026-12-05")
    draft = aftercare(rig).follow(post.id, "case_followup", rig.author)
    assert draft.fields["original"] == "2026-11-25"


def test_what_is_not_published_is_edited_not_corrected(rig: PostRig) -> None:
    draft = rig.draft()
    with pytest.raises(Refused, match="bài này chưa đăng"):
        aftercare(rig).correct(draft.id, rig.author)
    assert aftercare(rig).about(draft.id) == ()
