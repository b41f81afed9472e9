"""Resetting the practice profile: most of its beginning is kept for the day, and used only while it is whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studio.app import Studio, open_studio, practice_snapshot
from studio.app.practice_mail import BETWEEN, LATEST, WAITING
from studio.clock import local_date
from studio.feedback.model import FeedbackFilter
from tests.practice import practice_profile_in
from tests.profile import MORNING, SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MORNING)


@pytest.fixture
def studio(tmp_path: Path, clock: SetClock) -> Iterator[Studio]:
    """A practice profile that was filled this morning."""
    opened = open_studio(practice_profile_in(tmp_path / "practice", MORNING), clock=clock)
    yield opened
    opened.close()


def kept(studio: Studio) -> Path:
    return studio.profile.root / "lesson" / "beginning"


def people(studio: Studio) -> set[str]:
    """Their ids, which are others in each beginning that is made."""
    return {person.id for person in studio.people.list()}


def reset(studio: Studio) -> set[str]:
    """The people of the beginning, which is whole."""
    studio.lessons.reset_practice()
    assert len(studio.people.list()) == 4
    assert len(studio.drafts.list()) == 5
    assert len(studio.practice_pages.posts("trang-thuc-hanh")) == 5
    assert [path for path in (studio.profile.root / "lesson").iterdir() if path.name == "fresh"] == []
    cast = studio.lessons.cast()
    assert studio.people.verify_pin(cast.colleague, cast.pin).id == cast.colleague
    return people(studio)


def test_later_that_day_the_same_comes_back_and_its_mail_is_of_this_minute(studio: Studio, clock: SetClock) -> None:
    before = people(studio)
    clock.forward(hours=6)
    assert reset(studio) == before
    items = studio.feedback.items
    written = sorted(items.get(one).received_at for one in items.ids(FeedbackFilter()))
    begun = clock.now() - LATEST - BETWEEN * (len(WAITING) - 1)
    assert begun in written
    assert max(written) == clock.now() - LATEST


def test_on_another_day_all_of_it_is_of_that_day(studio: Studio, clock: SetClock) -> None:
    before = people(studio)
    clock.forward(days=1)
    assert reset(studio).isdisjoint(before)
    today = local_date(clock.now())
    assert {contact.verified_on for contact in studio.directory.book().contacts} == {today}
    clock.forward(minutes=-5)
    assert people(studio).isdisjoint(reset(studio)), "nothing of it is yet to come"
    assert len(list(kept(studio).parent.glob("beginning*"))) == 1


@pytest.mark.parametrize("trouble", ["damaged", "half made", "old"])
def test_what_is_not_whole_or_of_this_program_is_made_anew(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    before, seal = people(studio), kept(studio) / practice_snapshot.SEAL
    picture = max((kept(studio) / "files").rglob("*"), key=lambda path: path.stat().st_size)
    match trouble:
        case "damaged":
            picture.write_bytes(picture.read_bytes()[:-1] + b"!")
        case "half made":
            seal.write_bytes(seal.read_bytes()[:9])
            (studio.profile.root / "lesson" / "fresh").mkdir()
        case "old":
            monkeypatch.setattr(practice_snapshot, "__version__", "0.0.9")
    made = reset(studio)
    assert made.isdisjoint(before)
    assert reset(studio) == made, "the new one is kept"


def test_what_was_prepared_ahead_is_what_the_next_reset_brings(studio: Studio, clock: SetClock) -> None:
    before = people(studio)
    clock.forward(days=1)
    studio.lessons.prepare_reset()
    assert people(studio) == before, "the profile itself is left alone"
    prepared = (kept(studio) / practice_snapshot.SEAL).read_bytes()
    studio.lessons.prepare_reset()
    assert reset(studio).isdisjoint(before)
    assert (kept(studio) / practice_snapshot.SEAL).read_bytes() == prepared, "nothing was made again"


def test_what_is_prepared_and_stopped_leaves_nothing(studio: Studio, clock: SetClock) -> None:
    clock.forward(days=1)
    old = (kept(studio) / practice_snapshot.SEAL).read_bytes()
    turns = iter([True, True, False])
    studio.lessons.prepare_reset(lambda: next(turns))
    assert (kept(studio) / practice_snapshot.SEAL).read_bytes() == old
    assert not (studio.profile.root / "lesson" / "fresh").exists()
    assert next(turns, None) is None, "it was asked until it said no"


def test_a_reset_while_one_is_prepared_waits_for_it(studio: Studio, clock: SetClock) -> None:
    clock.forward(days=1)
    begun = threading.Event()

    def going() -> bool:
        begun.set()
        return True

    with ThreadPoolExecutor(1) as pool:
        prepared = pool.submit(studio.lessons.prepare_reset, going)
        assert begun.wait(60)
        made = reset(studio)
        prepared.result(60)
    assert reset(studio) == made, "one beginning was made, not two"
