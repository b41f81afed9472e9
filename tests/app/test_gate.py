"""The gate as the program builds it, between a real approval and the practice page: nothing here is played."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.model import PageStatus
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.clock import local_date
from studio.demo import fill_sample, new_profile
from studio.errors import StudioError
from studio.outbox.model import Attention, DeliveryState
from studio.paths import Profile
from studio.people.sample import PIN
from studio.posts.model import Post
from studio.templates import catalog
from tests.profile import SetClock

PAGE = "trang-thuc-hanh"


class Station:
    """The sample profile with one approved post; `restart` opens it again, as after a night."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.profile: Profile = new_profile(folder)
        self.studio: Studio = open_studio(self.profile, clock=self.clock)
        author, self.approver = fill_sample(self.studio)
        post = self.studio.open_file(self._material(folder), author.id)
        self.studio.workflow.submit(post.id, author.id, PIN)
        self.post: Post = self.studio.workflow.approve(post.id, self.approver.id, PIN)

    def _material(self, folder: Path) -> Path:
        """The sample post beside its photograph, with a day to look at it again."""
        text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
        text = text.replace("{review_on}", (local_date(self.clock.now()) + timedelta(days=90)).isoformat())
        shutil.copyfile(SAMPLE / "photo" / "cuoc-goi-la.jpg", folder / "cuoc-goi-la.jpg")
        path = folder / "canh-bao.yaml"
        path.write_text(text.replace("../photo/", ""), encoding="utf-8")
        return path

    def restart(self) -> None:
        self.studio.close()
        self.studio = open_studio(self.profile, clock=self.clock)
        self.studio.outbox.seen(self.approver.id)

    def queue(self, ahead: timedelta = timedelta(0)) -> str:
        at = self.clock.now() + ahead if ahead else None
        return self.studio.publish(self.post.id, [PAGE], self.approver.id, PIN, at)[0].id

    def public(self) -> int:
        """Posts on the practice page."""
        return len(self.studio.practice_pages.posts(PAGE))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    made = Station(tmp_path)
    yield made
    made.studio.close()


def test_a_template_taken_out_of_use_between_approval_and_time_stops_the_post(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = station.queue(timedelta(minutes=30))
    whole = catalog.builtin_pack()
    left = replace(whole, templates=tuple(t for t in whole.templates if t.id != station.post.template_id))
    monkeypatch.setattr(catalog, "builtin_pack", lambda: left)
    station.restart()
    station.clock.forward(minutes=31)
    station.studio.outbox.run()
    stopped = station.studio.outbox.get(delivery)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert station.post.template_id in stopped.message
    assert station.public() == 0
    assert [attempt.step for attempt in station.studio.outbox.attempts(delivery)] == []


def test_a_page_handed_over_meanwhile_stops_the_post(station: Station) -> None:
    delivery = station.queue(timedelta(minutes=30))
    station.studio.accounts.set_status(PAGE, PageStatus.HANDED_OVER)
    station.clock.forward(minutes=31)
    station.studio.outbox.run()
    stopped = station.studio.outbox.get(delivery)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert stopped.message
    assert station.public() == 0


def test_the_same_post_queued_twice_is_one_row_and_one_post(station: Station) -> None:
    first = station.queue()
    assert station.queue() == first
    station.restart()
    assert station.queue() == first, "by another run of the program, too"
    station.studio.outbox.run()
    assert station.studio.outbox.get(first).state is DeliveryState.VERIFIED
    with suppress(StudioError):  # it is published: the gate may say so
        assert station.queue() == first
    station.studio.outbox.run()
    assert len(station.studio.outbox.list()) == 1
    assert station.public() == 1
