"""The outlines on posts and photographs, played: each step is open before it is done, and done after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.demo import PIN, fill_sample, new_profile
from studio.news import News
from studio.people.model import Role
from studio.training.plays import PLAYS
from studio.training.predicates import predicate_of
from studio.training.reading import shipped
from studio.training.scene import Cast, Scene


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(new_profile(tmp_path), clock=SystemClock())
    yield opened
    opened.close()


@pytest.mark.parametrize("id", ["B1", "D1", "D2", "D3", "D4"])
def test_each_step_is_open_and_then_done(studio: Studio, tmp_path: Path, id: str) -> None:
    author, approver = fill_sample(studio)
    head = studio.people.add("Trưởng Công an phường (mẫu)", frozenset({Role.HEAD}), PIN)
    cast = Cast(learner=author.id, colleague=approver.id, head=head.id, pin=PIN)
    heard = list[News]()
    stop = studio.news.listen(heard.append)
    outline = shipped().outline(id)
    assert outline is not None

    def scene() -> Scene:
        return Scene(services=studio, cast=cast, folder=tmp_path, heard=tuple(heard))

    for step in outline.steps:
        key = outline.key(step.number)
        done = predicate_of(key, step.done_when)
        assert done is not None, key
        assert not done(scene()), f"{key} is done before anybody did it"
        PLAYS[key](scene())
        assert done(scene()), f"{key} is not done: {step.text.en}"
    stop()
