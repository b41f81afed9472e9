"""The acts that plays share do the whole job on the practice page, and the services tell of each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.app import Studio
from studio.app.practice import cast_of
from studio.events import ServiceEvent
from studio.posts.model import PostState, PreflightStage, Severity
from studio.training.context import LessonContext
from studio.training.steps import common, material

TEMPLATES = sorted(set(material.FIELDS) - {"correction"})  # which stands on a post that was published
Now = Callable[[], LessonContext]


@pytest.fixture
def scene(studio: Studio, tmp_path: Path) -> Iterator[Now]:
    """The scene as it is at the moment of the call."""
    heard = list[ServiceEvent]()
    stop = studio.events.listen(heard.append)
    cast = cast_of(studio)
    yield lambda: LessonContext(services=studio, cast=cast, folder=tmp_path, heard=tuple(heard))
    stop()


def test_a_post_is_written_approved_and_published(studio: Studio, scene: Now) -> None:
    post = common.write_post(scene(), "scam_warning")
    common.add_photo(scene(), post)
    common.publish(scene(), post)
    assert studio.drafts.get(post).state is PostState.PUBLISHED
    names = [news.name for news in scene().heard]
    told = ("draft.created", "post.edited", "approval.submitted", "approval.decided", "post.published")
    assert sorted(names.index(name) for name in told) == [names.index(name) for name in told]
    assert scene().told("post.published", kind="practice", post=post)
    assert scene().last("post") == post


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_sample_fields_leave_nothing_that_blocks(studio: Studio, scene: Now, template: str) -> None:
    post = studio.drafts.get(common.write_post(scene(), template))
    found = studio.findings(post, PreflightStage.SUBMIT)
    assert [finding for finding in found if finding.severity is Severity.BLOCK] == []


def test_what_the_head_has_to_approve_is_approved_by_the_head(studio: Studio, scene: Now) -> None:
    post = common.write_post(scene(), "case_result")
    common.approve(scene(), post)
    approval = studio.workflow.approval(post)
    assert approval is not None
    assert (approval.by, approval.role) == (scene().cast.head, "head")
