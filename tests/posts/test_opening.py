"""Opening a profile empties its trash; a trash that cannot be emptied keeps nobody from working."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.app import open_studio
from studio.demo import fill_sample, new_profile
from studio.errors import NotFound
from studio.outbox.audit import Act
from studio.paths import Profile
from studio.posts.model import TRASH_DAYS
from tests.profile import SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return new_profile(tmp_path)


def with_a_thrown_post(profile: Profile, clock: SetClock) -> str:
    studio = open_studio(profile, clock=clock)
    author, _ = fill_sample(studio)
    post = studio.drafts.open_new("scam_warning", author.id)
    studio.drafts.trash(post.id, author.id)
    studio.close()
    return post.id


def test_the_trash_is_emptied_at_the_first_opening_after_its_days(profile: Profile, clock: SetClock) -> None:
    post_id = with_a_thrown_post(profile, clock)
    clock.forward(days=TRASH_DAYS - 1)
    studio = open_studio(profile, clock=clock)
    assert studio.drafts.get(post_id).trashed_at is not None
    studio.close()
    clock.forward(days=1)
    studio = open_studio(profile, clock=clock)
    with pytest.raises(NotFound):
        studio.drafts.get(post_id)
    with studio.store.read() as connection:
        told = connection.exec_driver_sql("SELECT act FROM audit WHERE post_id = ? ORDER BY seq", (post_id,))
        assert list(told.scalars()) == [Act.TRASHED, Act.PURGED]
    studio.close()


def test_a_trash_that_cannot_be_emptied_does_not_lock_the_profile(
    profile: Profile, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    post_id = with_a_thrown_post(profile, clock)
    studio = open_studio(profile, clock=clock)
    with studio.store.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stop BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'the disk is odd'); END"
        )
    studio.close()
    clock.forward(days=TRASH_DAYS - 1)
    open_studio(profile, clock=clock).close()  # nothing is due yet, so that the clock of the next day is not doubted
    clock.forward(days=1)
    studio = open_studio(profile, clock=clock)
    assert studio.drafts.get(post_id).trashed_at is not None
    assert "the disk is odd" in caplog.text
    studio.close()
