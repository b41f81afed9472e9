"""The steps of E1 and E2 that are done with the application's own tools: each is undone before its play, done after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.app import Studio
from studio.app.practice import fill_practice
from studio.news import News
from studio.outbox.audit import problems
from studio.store.audit import SqlAudit
from studio.training.outline import StepKind
from studio.training.plays import PLAYS
from studio.training.predicates import predicate_of
from studio.training.reading import shipped
from studio.training.scene import Scene


@pytest.fixture
def scene(studio: Studio, tmp_path: Path) -> Iterator[Callable[[], Scene]]:
    cast, heard = fill_practice(studio), list[News]()
    stop = studio.news.listen(heard.append)
    yield lambda: Scene(services=studio, cast=cast, folder=tmp_path, heard=tuple(heard))
    stop()


@pytest.mark.parametrize("id", ["E1", "E2"])
def test_each_step_is_undone_before_its_play_and_done_after(
    studio: Studio, scene: Callable[[], Scene], id: str
) -> None:
    outline = shipped().outline(id)
    assert outline is not None
    done = list[str]()
    for step in outline.steps:
        if step.kind is StepKind.CHECKLIST:
            continue
        key = outline.key(step.number)
        predicate = predicate_of(key, step.done_when)
        assert predicate is not None, key
        assert not predicate(scene()), f"{key} is done before it was played"
        PLAYS[key](scene())
        assert predicate(scene()), f"{key} is not done after it was played"
        done.append(key)
    assert len(done) == {"E1": 6, "E2": 7}[id]
    audit = SqlAudit(studio.store)
    assert problems(audit.entries(), audit.head()) == ()


def test_while_it_is_on_a_routine_post_of_the_practice_page_waits(studio: Studio, scene: Callable[[], Scene]) -> None:
    from studio.training.plays import common

    PLAYS["E2.1"](scene())
    post = common.write_post(scene(), "scam_warning")
    common.publish(scene(), post)
    assert [studio.outbox.get(waiting).post_id for waiting in studio.outbox.held_back()] == [post]
    PLAYS["E2.2"](scene())
    PLAYS["E2.3"](scene())
    PLAYS["E2.5"](scene())
    situation = studio.emergency.situation()
    assert situation is not None
    assert [bulletin.number for bulletin in situation.published] == [1]
    PLAYS["E2.8"](scene())
    studio.outbox.run()
    assert studio.outbox.held_back() == ()
    assert studio.desk.get(post).state == "published"
