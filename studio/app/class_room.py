"""The rooms of the course put together: what is taught, and who learnt it."""

from __future__ import annotations

from studio.clock import Clock
from studio.directory.service import Directory
from studio.logbook import Logbook
from studio.paths import Profile
from studio.people.service import People
from studio.store.course import CourseStore
from studio.store.files import FileStore
from studio.training.certificates import Certificates
from studio.training.outlines import Outlines
from studio.training.progress import Progress
from studio.training.reading import shipped
from studio.training.storage_outlines import StoredOutlines
from studio.training.storage_progress import StoredProgress


class ClassRoom:
    """Made of one profile; its store is opened at the first look into it."""

    def __init__(self, profile: Profile, people: People, directory: Directory, clock: Clock, logbook: Logbook) -> None:
        self.store = CourseStore(profile.course, clock)
        self.files = FileStore(profile.course / "files")
        self.outlines = Outlines(
            StoredOutlines(self.store), self.files, people, clock, shipped=shipped, logbook=logbook
        )
        kept = StoredProgress(self.store)
        self.progress = Progress(kept, people, clock, office=lambda: not profile.guest, logbook=logbook)
        self.certificates = Certificates(
            kept,
            self.progress,
            self.outlines,
            clock,
            unit=lambda: next((u.name for u in directory.book().units), ""),
            logbook=logbook,
        )
