"""The profile that is photographed: the same people, posts, ids and hours on every machine and every day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.app.practice_data import LAW
from studio.clock import local_date
from studio.demo import fill_sample, new_profile
from studio.library.model import Status
from studio.paths import Profile
from studio.people.sample import PIN
from tests.profile import SetClock
from tools.screenshots import fill


def steady_ids() -> Callable[[], str]:
    """Ids that look like any others and are the same in every run."""
    numbers = count(1)
    return lambda: hashlib.sha256(str(next(numbers)).encode()).hexdigest()[:32]


def material(folder: Path, clock: SetClock) -> Path:
    """The sample posts with dates that fit the clock. Returns their folder."""
    review = (local_date(clock.now()) + timedelta(days=90)).isoformat()
    photo = (SAMPLE / "photo").as_posix()
    place = folder / "material"
    place.mkdir()
    for path in (SAMPLE / "posts").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("{review_on}", review).replace("../photo", photo)
        (place / path.name).write_text(text, encoding="utf-8")
    return place


def make_scene(folder: Path, clock: SetClock) -> tuple[Profile, str]:
    """A sample profile with a post in every stage. Returns it with the id of the approved post."""
    studio = open_studio(new_profile(folder), clock=clock, ids=steady_ids())
    try:
        place = material(folder, clock)
        _publish(studio, place, clock)
        approved = fill(studio, place)
        return studio.profile, approved
    finally:
        studio.close()


def _publish(studio: Studio, place: Path, clock: SetClock) -> None:
    """One post that went all the way, a little earlier."""
    author, approver = fill_sample(studio)
    today = local_date(clock.now())
    law = studio.library.find(LAW)
    assert law is not None
    studio.library.confirm(
        law.key,
        by=approver.name,
        on=today,
        effective_from=law.effective_from,
        effective_to=None,
        status=Status.IN_FORCE,
        source="vbpl.vn",
    )
    post = studio.open_file(place / "canh-bao.yaml", author.id)
    studio.workflow.submit(post.id, author.id, PIN)
    clock.forward(minutes=7)
    studio.workflow.approve(post.id, approver.id, PIN)
    clock.forward(minutes=5)
    studio.publish(post.id, post.targets, approver.id, PIN)
    studio.outbox.run(until_idle=True)
    clock.forward(minutes=20)
