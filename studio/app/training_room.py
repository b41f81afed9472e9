"""Training put together: the course, what was learnt in it, and its lessons in the practice profile."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from studio.app.backups import require_named
from studio.app.context import AppContext
from studio.app.practice import SAMPLE, cast_of, require_practice
from studio.app.practice_snapshot import OpenStudio, PracticeSnapshot
from studio.app.studio import Studio
from studio.clock import Clock
from studio.directory.service import Directory
from studio.errors import NameNeeded
from studio.logbook import Logbook
from studio.paths import Profile
from studio.people.sample import SAMPLE_PEOPLE
from studio.people.service import People
from studio.store.course import CourseStore
from studio.store.files import FileStore
from studio.store.snapshots import Snapshots
from studio.training.certificates import Certificates
from studio.training.checklist import attach
from studio.training.course_reader import shipped
from studio.training.lessons import Lessons
from studio.training.outline import Course
from studio.training.outlines import Outlines
from studio.training.progress import LessonProgress
from studio.training.storage_outlines import StoredOutlines
from studio.training.storage_progress import StoredProgress


class TrainingRoom:
    """Made of one profile; its store is opened at the first look into it."""

    def __init__(self, profile: Profile, people: People, directory: Directory, clock: Clock, logbook: Logbook) -> None:
        self.store = CourseStore(profile.course, clock)
        self.files = FileStore(profile.course / "files")
        self.outlines = Outlines(
            StoredOutlines(self.store), self.files, people, clock, shipped=shipped, logbook=logbook
        )
        kept = StoredProgress(self.store)
        self.progress = LessonProgress(kept, people, clock, office=lambda: not profile.guest, logbook=logbook)
        self.certificates = Certificates(
            kept,
            self.progress,
            self.outlines,
            clock,
            unit=lambda: next((u.name for u in directory.book().units), ""),
            logbook=logbook,
        )


def lesson_room(
    studio: Callable[[], Studio], context: AppContext, *, course: Callable[[], Course], open_studio: OpenStudio
) -> Lessons:
    """The lessons of `studio`, which holds them itself and is therefore asked late."""
    place = context.profile.root / "lesson"
    snapshots = Snapshots(context.store, context.profile.practice, place / "moments")
    beginning = PracticeSnapshot(place, context.clock, open_studio)
    return Lessons(
        studio,
        snapshots,
        course=course,
        cast=lambda: cast_of(studio()),
        fresh=lambda named: start_afresh(studio(), snapshots, beginning, named),
        prepare=beginning.prepare,
        attach=lambda path: attach(path, context.clock.now(), context.files.put),
        folder=place / "material",
        material=SAMPLE,
    )


def start_afresh(studio: Studio, snapshots: Snapshots, beginning: PracticeSnapshot, named: str) -> None:
    """Bring an open practice profile back to its beginning.

    Raises Refused outside practice, NameNeeded, StorageTrouble; then everything is as it was.
    """
    require_practice(studio.settings)
    impact = studio.backups.impact()
    if impact is not None and not {person.name for person in studio.people.list()} <= SAMPLE_PEOPLE:
        try:
            require_named(named, impact.name)
        except NameNeeded as needed:
            raise NameNeeded(
                "this practice workspace holds data of its own, “{name}” ({people} people, {posts} posts), which "
                "goes with the reset; type that name to confirm.",
                people=impact.people,
                posts=impact.posts,
                name=impact.name,
            ) from needed
    with beginning.laid_out() as made:
        shutil.copytree(made.files, studio.profile.files, dirs_exist_ok=True)
        snapshots.overwrite(made.database, made.practice)
        for old in studio.profile.exports.iterdir():
            _remove(old)


def _remove(old: Path) -> None:
    """Take an export of former exercises away; one that somebody has open stays, for the profile is new already."""
    if old.is_dir():
        shutil.rmtree(old, ignore_errors=True)
        return
    with suppress(OSError):
        old.unlink()
