"""The steps of E1 and E2 that are done with the application's own tools: each is undone before its play, done after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studio.app import Studio
from studio.app.practice import fill_practice
from studio.calendar.week import monday_of
from studio.clock import local_date
from studio.events import ServiceEvent
from studio.outbox.audit import problems
from studio.outbox.storage_audit import StoredAudit
from studio.training.context import LessonContext
from studio.training.course_reader import shipped
from studio.training.outline import StepKind
from studio.training.steps import STEPS, common


@pytest.fixture
def scene(studio: Studio, tmp_path: Path) -> Iterator[Callable[[], LessonContext]]:
    cast, heard = fill_practice(studio), list[ServiceEvent]()
    stop = studio.events.listen(heard.append)
    yield lambda: LessonContext(services=studio, cast=cast, folder=tmp_path, heard=tuple(heard))
    stop()


@pytest.mark.parametrize("id", ["E1", "E2"])
def test_each_step_is_undone_before_its_play_and_done_after(
    studio: Studio, scene: Callable[[], LessonContext], id: str
) -> None:
    outline = shipped().outline(id)
    assert outline is not None
    done = list[str]()
    for step in outline.steps:
        if step.kind is StepKind.CHECKLIST:
            continue
        key = outline.key(step.number)
        record = STEPS[key]
        assert not record.done(scene()), f"{key} is done before it was played"
        record.play(scene())
        assert record.done(scene()), f"{key} is not done after it was played"
        done.append(key)
    assert len(done) == {"E1": 7, "E2": 8}[id]
    audit = StoredAudit(studio.store)
    assert problems(audit.entries(), audit.head()) == ()


def test_while_it_is_on_a_routine_post_of_the_practice_page_waits(
    studio: Studio, scene: Callable[[], LessonContext]
) -> None:
    STEPS["E2.1"].play(scene())
    post = common.write_post(scene(), "scam_warning")
    common.publish(scene(), post)
    assert [studio.outbox.get(waiting).post_id for waiting in studio.outbox.held_back()] == [post]
    STEPS["E2.2"].play(scene())
    STEPS["E2.3"].play(scene())
    STEPS["E2.5"].play(scene())
    situation = studio.emergency.situation()
    assert situation is not None
    assert [bulletin.number for bulletin in situation.published] == [1]
    STEPS["E2.8"].play(scene())
    studio.outbox.run()
    assert studio.outbox.held_back() == ()
    assert studio.drafts.get(post).state == "published"


def test_who_did_part_of_a_step_is_told_what_lacks(studio: Studio, scene: Callable[[], LessonContext]) -> None:
    def said(key: str) -> str:
        remark = STEPS[key].remark
        assert remark is not None
        phrase = remark(scene())
        return phrase.en if phrase is not None else ""

    monday, learner = monday_of(local_date(studio.now())), scene().cast.learner
    studio.weeks.set_goal(monday, "Biết số 114", learner)
    assert said("E1.3") == ""
    for number in range(3):
        studio.weeks.add(monday + timedelta(days=number), "scam_warning", learner)
    assert said("E1.3") == "There are 3 posts of only 1 kinds; add one of another kind."
    studio.weeks.export(monday, scene().folder / "sheet.html")
    assert said("E1.6").startswith("The sheet was printed before")
    studio.weeks.submit(monday, learner, scene().cast.pin)
    assert said("E1.6").startswith("The plan waits")

    for key in ("E2.1", "E2.2", "E2.3"):
        STEPS[key].play(scene())
    assert said("E2.4") == ""
    common.submit(scene(), scene().last("post"))
    assert said("E2.4").startswith("The bulletin waits")
    for key in ("E2.4", "E2.5", "E2.6"):
        STEPS[key].play(scene())
    studio.emergency.end(scene().cast.head, scene().cast.pin, "Cần soạn sẵn số trực")
    assert not STEPS["E2.8"].done(scene())
    assert said("E2.8").startswith("It was switched off without a closing bulletin")
