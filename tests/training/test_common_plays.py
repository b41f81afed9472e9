"""The acts that plays share do the whole job on the practice page, and the services tell of each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.demo import PIN, fill_sample, new_profile
from studio.news import News
from studio.people.model import Role
from studio.posts.model import Door, PostState, Severity
from studio.training.plays import common, material
from studio.training.scene import Cast, Scene

TEMPLATES = sorted(set(material._FIELDS) - {"correction"})  # which stands on a post that was published


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(new_profile(tmp_path), clock=SystemClock())
    yield opened
    opened.close()


@pytest.fixture
def play(studio: Studio, tmp_path: Path) -> Iterator[tuple[Callable[[], Scene], list[News]]]:
    """A scene with three people, as it is at the moment of the call, and what was told."""
    author, approver = fill_sample(studio)
    head = studio.people.add("Trưởng Công an phường (mẫu)", frozenset({Role.HEAD}), PIN)
    heard = list[News]()
    stop = studio.news.listen(heard.append)
    cast = Cast(learner=author.id, colleague=approver.id, head=head.id, pin=PIN)
    yield lambda: Scene(services=studio, cast=cast, folder=tmp_path, heard=tuple(heard)), heard
    stop()


def test_a_post_is_written_approved_and_published(studio: Studio, play: tuple[Callable[[], Scene], list[News]]) -> None:
    scene, heard = play
    post = common.write_post(scene(), "scam_warning")
    common.add_photo(scene(), post)
    common.publish(scene(), post)
    assert studio.desk.get(post).state is PostState.PUBLISHED
    names = [news.name for news in heard]
    told = ("draft.created", "post.edited", "approval.submitted", "approval.decided", "post.published")
    assert sorted(names.index(name) for name in told) == [names.index(name) for name in told]
    assert scene().told("post.published", kind="practice", post=post)
    assert scene().last("post") == post


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_sample_fields_leave_nothing_that_blocks(
    studio: Studio, play: tuple[Callable[[], Scene], list[News]], template: str
) -> None:
    scene, _ = play
    post = studio.desk.get(common.write_post(scene(), template))
    found = studio.findings(post, Door.SUBMIT)
    assert [finding for finding in found if finding.severity is Severity.BLOCK] == []


def test_what_the_head_has_to_approve_is_approved_by_the_head(
    studio: Studio, play: tuple[Callable[[], Scene], list[News]]
) -> None:
    scene, _ = play
    post = common.write_post(scene(), "case_result")
    common.approve(scene(), post)
    approval = studio.workflow.approval(post)
    assert approval is not None
    assert (approval.by, approval.role) == (scene().cast.head, "head")
