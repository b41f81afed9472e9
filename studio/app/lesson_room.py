"""Lessons put together: what they set back, what each begins with, and how the profile comes back to its beginning."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from studio.app.ground import Ground
from studio.app.practice import SAMPLE, cast_of, fill_practice, require_practice
from studio.app.studio import Studio
from studio.clock import Clock
from studio.config import Settings, SettingsFile
from studio.errors import StorageTrouble
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
        fresh=lambda: start_afresh(studio(), snapshots, place / "fresh", open_studio),
        attach=lambda path: attach(path, ground.clock.now(), ground.files.put),
        folder=place / "material",
        material=SAMPLE,
    )


def start_afresh(studio: Studio, snapshots: Snapshots, aside: Path, open_studio: Open) -> None:
    """Bring an open practice profile back to its beginning: a fresh one is made `aside` and put in its place.

    Raises Refused outside practice, StorageTrouble; then everything is as it was.
    """
    require_practice(studio.settings)
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
