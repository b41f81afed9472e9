"""The outlines on posts and photographs, played: each step is open before it is done, and done after."""

from __future__ import annotations

import pytest

from studio.app import Studio
from studio.posts.model import PostState
from studio.training.predicates.remarks import APPROVED, WAITS
from tests.training.playing import play_outline


@pytest.mark.parametrize("outline", ["B1", "D1", "D2", "D3", "D4"])
def test_each_step_is_open_and_then_done(studio: Studio, outline: str) -> None:
    assert play_outline(studio, outline).view.finished


def test_readable_means_looked_through_and_published_means_out(studio: Studio) -> None:
    """What was written plainly at once still has to be checked; and no update is planned for a post nobody sees."""
    lesson = play_outline(studio, "D3", 1)
    post = studio.desk.list(PostState.DRAFT)[0]
    studio.desk.edit(post.id, post.author, fields={"points": ["Nộp tại bộ phận một cửa"]})
    view = lesson.look()
    assert (view.now, view.remark and view.remark.en) == (1, "Choose “Check everything” on the tab “Checks”.")
    studio.previews.checked(post.id)
    assert lesson.look().now == 2
    lesson.stop()

    lesson = play_outline(studio, "D4", 6)
    cast = studio.lessons.cast()
    case = next(one for one in studio.desk.list(PostState.DRAFT) if one.template_id == "case_result")
    studio.workflow.submit(case.id, cast.learner, cast.pin)
    assert lesson.look().remark == WAITS
    studio.workflow.approve(case.id, cast.head, cast.pin)
    view = lesson.look()
    assert (view.now, view.remark) == (6, APPROVED)
    assert lesson.play().now == 7
    lesson.stop()


def test_the_card_that_goes_along_unasked_has_to_be_looked_at(studio: Studio) -> None:
    lesson = play_outline(studio, "E3", 4)
    post = next(one for one in studio.desk.list(PostState.DRAFT) if one.template_id == "false_news")
    assert lesson.look().now == 4
    studio.previews.cards_looked(post.id)
    assert lesson.look().now == 5
    lesson.stop()
