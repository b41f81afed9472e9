"""After a jump of the clock nothing goes by its age before a person confirms the time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.errors import NotFound, NotPermitted
from studio.outbox.audit import Act
from studio.paths import Profile
from studio.people.model import Role
from studio.people.present import bring
from tests.profile import SetClock, staffed
from tests.store.safe import safe_of

HEAD, PIN = "Phạm Thị Trưởng", "29517438"


class Office:
    """A profile that is closed and opened again on another day."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, SetClock()
        self.studio = self.open()

    def open(self) -> Studio:
        return open_studio(Profile(root=self.folder / "ho-so"), clock=self.clock, safe=safe_of(self.folder))

    def later(self, **span: float) -> Studio:
        self.studio.close()
        self.clock.forward(**span)
        self.studio = self.open()
        return self.studio


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    staffed(made.studio.people, (HEAD, [Role.HEAD, Role.AUTHOR]), pin=PIN)
    yield made
    made.studio.close()


def thrown_away(office: Office) -> str:
    bring(office.studio.people.sign_in(HEAD, PIN))
    post = office.studio.drafts.open_new("scam_warning", office.studio.people.get(HEAD).id)
    office.studio.drafts.trash(post.id, post.author)
    return post.id


def there(studio: Studio, post: str) -> bool:
    try:
        return bool(studio.drafts.get(post).id)
    except NotFound:
        return False


def test_a_start_four_hundred_days_ahead_destroys_nothing(office: Office) -> None:
    post = thrown_away(office)
    studio = office.later(days=400)
    assert there(studio, post)
    (told,) = studio.warnings()
    assert "1 mục" in told.vi
    assert "xác nhận ngày giờ" in told.vi
    studio.back_up_daily()
    assert there(office.later(days=1), post), "nor does the next start, while nobody confirmed"
    studio = office.later(days=-401)
    assert studio.warnings() == (), "the clock is right again"
    assert there(studio, post)


def test_confirmed_by_who_may_what_is_due_goes_at_the_next_start(office: Office) -> None:
    post = thrown_away(office)
    office.studio.people.add("Trần Người Soạn", [Role.AUTHOR], "84026517", HEAD, PIN)
    studio = office.later(days=40)
    for by, pin in (("Trần Người Soạn", "84026517"), (HEAD, "84026517")):
        with pytest.raises(NotPermitted):
            studio.confirm_clock(by, pin)
    assert studio.warnings()
    studio.confirm_clock(HEAD, PIN)
    assert studio.warnings() == ()
    entry = studio.audit.entries()[-1]
    assert (entry.act, entry.by) == (Act.CLOCK_ACCEPTED, studio.people.get(HEAD).id)
    assert not there(office.later(hours=1), post)


def test_days_of_work_need_nobodys_word(office: Office) -> None:
    post = thrown_away(office)
    for _ in range(20):
        assert office.later(hours=40).warnings() == ()
    assert not there(office.studio, post)


def test_a_long_weekend_is_told_only_where_something_would_go(office: Office) -> None:
    assert office.later(days=10).warnings() == ()
    post = thrown_away(office)
    assert office.later(days=10).warnings() == ()
    assert there(office.studio, post)


def test_what_a_restore_replaced_and_copies_stay_while_the_clock_is_doubted(office: Office) -> None:
    thrown_away(office)
    aside = office.studio.profile.backups / "before-restore-20261120T010000Z"
    aside.mkdir()
    studio = office.later(days=400)
    studio.back_up_daily()
    assert aside.is_dir()
    studio.confirm_clock(HEAD, PIN)
    studio.back_up_daily()
    assert not aside.exists()
