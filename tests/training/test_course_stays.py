"""Neither a step that is begun anew nor a practice profile that is set back takes anything of the course."""

from __future__ import annotations

from studio.app import Studio, open_studio
from studio.app.practice import practice_profile
from studio.paths import Profile
from studio.people.model import Role
from studio.training.lesson import Mode
from studio.training.outline import OfficialDocument
from studio.training.runs import Run
from tests.profile import MORNING, SetClock


def _trainer(studio: Studio) -> str:
    return next(person.id for person in studio.people.list() if Role.TRAINER in person.roles)


def _fill(studio: Studio) -> None:
    by = _trainer(studio)
    studio.outlines.link("B1", OfficialDocument(number="1/CV", date="2024-05-06"), by)
    studio.outlines.duplicate("B4", by)
    studio.progress.record(
        Run(
            id="r1", learner_code="HV-01", outline_id="B1", outline_hash="0" * 12, mode="guided", started_at=MORNING,
            finished_at=MORNING, seconds=1, steps_done=8, steps_total=8,
        )
    )  # fmt: skip


def _kept(studio: Studio) -> bool:
    course = studio.outlines.course()
    linked = course.outline("B1")
    own = course.outline("U1")
    return linked is not None and linked.document.linked and own is not None and len(studio.progress.runs()) == 1


def test_a_step_begun_anew_leaves_the_course_alone(studio: Studio) -> None:
    lesson = studio.lessons.begin("B1", Mode.WATCH)
    lesson.start()
    lesson.play()
    _fill(studio)
    lesson.redo(0)
    assert lesson.view.now == 0
    assert _kept(studio)
    lesson.reset()
    assert _kept(studio)
    lesson.stop()


def test_setting_the_practice_profile_back_leaves_the_course_alone(studio: Studio) -> None:
    _fill(studio)
    studio.lessons.reset_practice()
    assert _kept(studio)
    studio.close()
    again = open_studio(studio.profile, clock=SetClock())
    assert _kept(again)
    again.close()


def test_a_practice_profile_inside_another_keeps_its_course_there(studio: Studio) -> None:
    work = open_studio(Profile(root=studio.profile.root.parent / "work"), clock=SetClock())
    inside = open_studio(practice_profile(work.profile), clock=SetClock())
    assert inside.profile.guest
    assert inside.course.path == work.course.path
    assert not inside.course.path.is_relative_to(inside.profile.root)
    inside.close()
    work.close()
