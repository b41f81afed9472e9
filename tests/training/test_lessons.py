"""Lessons run in a practice profile only, and each begins from the same state."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.app.practice import fill_practice, practice_profile
from studio.app.practice_data import LAW
from studio.clock import local_date
from studio.config import SettingsFile
from studio.errors import NameNeeded, NotFound, Refused
from studio.events import ServiceEvent
from studio.library.model import Status
from studio.paths import Profile
from studio.people.model import NewPerson, Role
from studio.people.sample import COLLEAGUE, HEAD, LEARNER, PIN, TRAINER
from studio.training.lesson import Mode, StepState
from tests.profile import SetClock


def test_the_practice_profile_has_unit_people_pages_and_a_law_in_force(studio: Studio) -> None:
    cast = fill_practice(studio)  # filled already: nothing is added
    assert studio.people.get(cast.learner).name == LEARNER
    assert studio.people.get(cast.colleague).roles >= {Role.APPROVER, Role.PUBLISHER}
    assert Role.HEAD in studio.people.get(cast.head).roles
    assert Role.TRAINER in studio.people.get(cast.trainer).roles
    assert len(studio.people.list()) == 4
    assert studio.people.verify_pin(cast.colleague, cast.pin).name == COLLEAGUE
    law = studio.library.find(LAW)
    assert law is not None
    assert studio.library.status(law.key, on=local_date(studio.now())).status is Status.IN_FORCE


def test_a_profile_whose_filling_was_broken_off_is_filled_anew(tmp_path: Path, clock: SetClock) -> None:
    studio = open_studio(practice_profile(Profile(root=tmp_path)), clock=clock)
    studio.people.found([NewPerson(name=HEAD, roles=frozenset({Role.HEAD}), pin=PIN)])
    cast = fill_practice(studio)
    assert studio.people.get(cast.trainer).name == TRAINER
    assert studio.library.find(LAW) is not None
    studio.close()


def test_a_practice_profile_of_other_people_is_left_alone(tmp_path: Path, clock: SetClock) -> None:
    studio = open_studio(practice_profile(Profile(root=tmp_path)), clock=clock)
    studio.people.found([NewPerson(name="Cán bộ của đơn vị", roles=frozenset({Role.HEAD}), pin=PIN)])
    with pytest.raises(NotFound):
        fill_practice(studio)
    assert len(studio.people.list()) == 1
    studio.close()


def test_the_practice_profile_lies_beside_a_real_one(tmp_path: Path) -> None:
    beside = practice_profile(Profile(root=tmp_path))
    assert beside.root == tmp_path / "training"
    assert SettingsFile(beside.settings).load().settings.practice
    assert practice_profile(beside) == beside, "one that is for practice is its own"
    assert not SettingsFile(Profile(root=tmp_path).settings).load().settings.practice


def test_a_profile_of_real_work_refuses_lessons(tmp_path: Path, clock: SetClock) -> None:
    real = open_studio(Profile(root=tmp_path), clock=clock)
    cast = real.lessons.cast
    for refused in (
        cast,
        lambda: real.lessons.begin("B1", Mode.GUIDED),
        lambda: real.lessons.play_all(["B1"]),
        real.lessons.reset_practice,
        lambda: fill_practice(real),
    ):
        with pytest.raises(Refused):
            refused()
    assert real.people.list() == ()
    real.close()


def test_a_lesson_begins_at_its_first_step(studio: Studio) -> None:
    lesson = studio.lessons.begin("B1", Mode.GUIDED)
    view = lesson.start()
    assert (view.now, view.finished, view.states[:2]) == (0, False, (StepState.NOW, StepState.NEXT))
    assert view.place is not None
    assert view.place.page == "composer"
    with pytest.raises(NotFound):
        studio.lessons.begin("Z9", Mode.GUIDED)


def test_resetting_brings_the_sample_back_and_is_told(studio: Studio, clock: SetClock) -> None:
    clock.forward(days=400)
    heard: list[ServiceEvent] = []
    studio.events.listen(heard.append)
    cast = fill_practice(studio)
    studio.people.rename(cast.learner, "Ai đó", cast.head, cast.pin)
    stray = studio.profile.practice / "trang-thuc-hanh" / "posts" / "la"
    stray.mkdir(parents=True)
    (studio.profile.exports / "goi").mkdir()

    with pytest.raises(NameNeeded, match="4 người") as needed:
        studio.lessons.reset_practice()
    assert stray.exists(), "nothing goes before the name was typed"
    with pytest.raises(NameNeeded):
        studio.lessons.reset_practice("Ai đó")
    studio.lessons.reset_practice(needed.value.name)

    assert {person.name for person in studio.people.list()} >= {LEARNER, COLLEAGUE, HEAD}
    assert len(studio.people.list()) == 4
    assert not stray.exists()
    assert len(list(stray.parent.iterdir())) == 5, "the posts that are out from the beginning"
    assert list(studio.profile.exports.iterdir()) == []
    verified = {contact.verified_on for contact in studio.directory.book().contacts}
    assert verified == {local_date(clock.now())}, "the sample is as of today"
    assert [news.name for news in heard if news.name == "practice.restored"] == ["practice.restored"]
    assert not (studio.profile.root / "lesson" / "fresh").exists()


def test_an_exam_needs_the_share_of_right_answers_that_the_settings_ask_for(studio: Studio) -> None:
    assert [studio.lessons.needed(asked) for asked in (0, 1, 3, 4)] == [0, 1, 2, 3]
    assert [studio.lessons.passes(True, right, 3) for right in (1, 2, 3)] == [False, True, True]
    assert not studio.lessons.passes(False, 3, 3)
