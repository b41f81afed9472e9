"""The lessons about what went wrong: what counts as done, and what does not; `test_play_all` plays them whole."""

from __future__ import annotations

from pathlib import Path

from studio.app import Studio
from studio.posts.model import PostState
from studio.slips.model import Clarification, Correction, SlipDecision, SlipKind
from tests.training.playing import play_outline


def test_an_impostor_is_dealt_with_to_the_end_of_each_step(studio: Studio, tmp_path: Path) -> None:
    lesson = play_outline(studio, "C3", 3)
    slip = studio.slips.list(SlipKind.IMPOSTOR)[0]
    by, does = slip.opened_by, studio.slips.impostors
    does.reported(slip.id, by, "RP-1")
    assert lesson.look().now == 3, "nobody compared it with the directory"
    does.compared(slip.id, by)
    assert lesson.look().now == 4
    studio.slips.export(slip.id, by, tmp_path / "slip.zip")
    assert lesson.look().now == 4, "nobody wrote down who has it"
    does.handed(slip.id, by, "Phòng An ninh mạng")
    assert lesson.look().now == 5
    warning = studio.drafts.open_new("scam_warning", by)
    studio.drafts.edit(warning.id, by, fields={"bad_addresses": ["hxxp://trang-gia[.]example"]})
    assert lesson.look().now == 5, "it does not warn of anything yet"
    lesson.stop()


def test_a_correction_is_published_and_linked_both_ways(studio: Studio) -> None:
    play_outline(studio, "D5", 5).stop()
    body = studio.slips.list(SlipKind.CORRECTION)[0].body
    assert isinstance(body, Correction)
    correction = studio.drafts.get(body.correction_post)
    assert correction.state is PostState.PUBLISHED
    assert correction.answers.original_post == body.post
    assert [one.id for one in studio.aftercare.about(body.post)] == [body.correction_post]


def test_a_claim_leads_to_a_post_that_states_the_facts(studio: Studio) -> None:
    play_outline(studio, "E3", 6).stop()
    body = studio.slips.list(SlipKind.CLARIFICATION)[0].body
    assert isinstance(body, Clarification)
    assert studio.drafts.get(body.draft).fields["claim"] == body.claim
    assert studio.workflow.approval(body.draft) is not None


def test_a_correction_that_was_begun_from_the_outbox_is_taken_up(studio: Studio) -> None:
    lesson = play_outline(studio, "D5", 2)
    slip = studio.slips.list(SlipKind.CORRECTION)[0]
    assert isinstance(slip.body, Correction)
    begun = studio.aftercare.correct(slip.body.post, slip.opened_by)
    lesson.play()
    lesson.stop()
    body = studio.slips.get(slip.id).body
    assert isinstance(body, Correction)
    assert body.correction_post == begun.id
    assert studio.drafts.get(begun.id).fields["right"] == body.right


def test_a_claim_that_is_left_is_weighed_again(studio: Studio) -> None:
    lesson = play_outline(studio, "E3", 1)
    slip = studio.slips.list(SlipKind.CLARIFICATION)[0]
    studio.slips.clarifications.assess(
        slip.id, slip.opened_by, harmful=False, asked_often=False, within_remit=True, decision=SlipDecision.LEAVE,
        reason="Ít người hỏi",
    )  # fmt: skip
    view = lesson.look()
    assert view.now == 1
    assert view.remark is not None
    assert "hãy đánh giá lại" in view.remark.vi
    assert lesson.play().remark is None
    lesson.stop()
