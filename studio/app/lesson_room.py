"""Lessons put together: what they set back, what each begins with, and how the profile comes back to its beginning."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from studio.app.ground import Ground
from studio.app.practice import SAMPLE, SAMPLE_PEOPLE, cast_of, fill_practice, require_practice
from studio.app.safekeeping import require_named
from studio.app.studio import Studio
from studio.clock import Clock
from studio.config import Settings, SettingsFile
from studio.errors import NameNeeded, StorageTrouble
from studio.paths import Profile
from studio.store.snapshots import Snapshots
from studio.training.checklist import attach
from studio.training.lessons import Lessons
from studio.training.outline import Course


class Open(Protocol):
    """`studio.app.open_studio`."""

    def __call__(self, profile: Profile, *, clock: Clock) -> Studio: ...


def lesson_room(
    studio: Callable[[], Studio], ground: Ground, *, course: Callable[[], Course], open_studio: Open
) -> Lessons:
    """The lessons of `studio`, which holds them itself and is therefore asked late."""
    place = ground.profile.root / "lesson"
    snapshots = Snapshots(ground.store, ground.profile.practice, place / "moments")
    return Lessons(
        studio,
        snapshots,
        course=course,
        cast=lambda: cast_of(studio()),
        fresh=lambda named: start_afresh(studio(), snapshots, place / "fresh", open_studio, named),
        attach=lambda path: attach(path, ground.clock.now(), ground.files.put),
        folder=place / "material",
        material=SAMPLE,
    )


def start_afresh(studio: Studio, snapshots: Snapshots, aside: Path, open_studio: Open, named: str) -> None:
    """Bring an open practice profile back to its beginning: a fresh one is made `aside` and put in its place.

    Raises Refused outside practice, NameNeeded, StorageTrouble; then everything is as it was.
    """
    require_practice(studio.settings)
    stake = studio.backups.stake()
    if stake is not None and not {person.name for person in studio.people.list()} <= SAMPLE_PEOPLE:
        try:
            require_named(named, stake.name)
        except NameNeeded as needed:
            raise NameNeeded(
                f"hồ sơ tập huấn này có dữ liệu riêng của “{stake.name}” ({stake.people} người, {stake.posts} bài) và "
                "sẽ mất khi đặt lại; để xác nhận hãy gõ đúng tên đó.",
                f"this practice profile holds data of its own, “{stake.name}” ({stake.people} people, {stake.posts} "
                "posts), which goes with the reset; type that name to confirm.",
                name=stake.name,
            ) from needed
    shutil.rmtree(aside, ignore_errors=True)
    try:
        made = Profile(root=aside)
        made.create()
        SettingsFile(made.settings).save(Settings(practice=True))
        beginning = open_studio(made, clock=studio.clock)
        try:
            fill_practice(beginning)
        finally:
            beginning.close()
        _carry(made.files, studio.profile.files)
        snapshots.overwrite(made.database, made.practice)
        for old in studio.profile.exports.iterdir():
            _remove(old)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _remove(old: Path) -> None:
    """Take an export of former exercises away; one that somebody has open stays, for the profile is new already."""
    if old.is_dir():
        shutil.rmtree(old, ignore_errors=True)
        return
    with suppress(OSError):
        old.unlink()


def _carry(source: Path, target: Path) -> None:
    try:
        shutil.copytree(source, target, dirs_exist_ok=True)
    except OSError as error:
        raise StorageTrouble(
            f"không chép được tệp mẫu ({error.strerror}); hãy kiểm tra dung lượng ổ đĩa.",
            f"the sample files cannot be copied ({error.strerror}); check the free space.",
            where=str(target),
        ) from error
