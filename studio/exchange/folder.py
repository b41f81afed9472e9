"""A folder that another program keeps alike on several PCs: posts go through it by themselves, without a hub.

Each PC writes one file a post, and one a template of the unit's own that was signed there, under names of its own, and
reads those of the others. What goes there, and when, is what would go to a hub. A file that is not whole yet, or of a
PC that nobody confirmed, is told, and tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput, StorageTrouble, StudioError
from studio.events import Publish, silent
from studio.exchange.folder_model import FolderFile, FolderLook
from studio.exchange.model import SUFFIX
from studio.exchange.service import Exchange
from studio.exchange.station_items import StationItems
from studio.exchange.templates import Templates
from studio.logbook import Logbook
from studio.people.model import Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Phrase
from studio.reasons import reason_of

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_folder import StoredFolder

ACT = "exchange"
"""As `studio.outbox.audit.Act` names it."""
MAY = (Role.HEAD, Role.TECHNICAL)
TRIED_AGAIN = timedelta(hours=1)


class SharedFolder:
    """Of one profile."""

    def __init__(
        self,
        repo: StoredFolder,
        *,
        exchange: Exchange,
        items: StoredExchange,
        station_items: StationItems,
        templates: Templates,
        people: People,
        station: Callable[[], str],
        clock: Clock,
        logbook: Logbook,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._exchange = exchange
        self._items = items
        self._station_items = station_items
        self._templates = templates
        self._people = people
        self._station = station
        self._clock = clock
        self._logbook = logbook
        self._publish = publish

    def place(self) -> Path | None:
        """The folder; None where none was chosen."""
        return self._repo.place()

    def choose(self, folder: Path | None, by: str, pin: str) -> None:
        """From now on posts go through this folder, or through none. Raises NotPermitted, BadInput."""
        person = self._people.entitled(self._people.verify_pin(by, pin).id, *MAY)
        if folder is not None and not folder.is_dir():
            raise BadInput("there is no such folder; choose one that is there.", where=str(folder))
        with self._logbook.doing(ACT, person.id, step="folder", folder="" if folder is None else str(folder)):
            self._repo.choose(folder)

    def troubles(self) -> tuple[FolderFile, ...]:
        """Files that were not taken in, each with why."""
        return self._repo.troubles()

    def look(self) -> FolderLook:
        """Write what is new here, read what is new there. For a thread that may wait; nothing where there is none."""
        folder = self.place()
        if folder is None:
            return FolderLook()
        if not folder.is_dir():
            return FolderLook(trouble=Phrase("the folder for posts is not there now: {folder}", folder=folder))
        with by_itself("posts that go through the folder which a head chose"):
            try:
                written = self._write(folder)
                taken, trouble = self._read(folder)
            except StudioError as wrong:
                return FolderLook(trouble=wrong.phrase)
        if written or taken:
            self._publish("exchange.folder_used", written=str(written), taken=str(taken))
        return FolderLook(written=written, taken=taken, trouble=trouble)

    # Writing

    def _write(self, folder: Path) -> int:
        templates = sum(self._write_template(folder, template) for template in self._templates.made_here())
        return templates + sum(self._write_post(folder, post) for post in self._repo.untold())

    def _write_template(self, folder: Path, template: str) -> bool:
        """Whether the file of a template of the unit's own was written: where the head signed something anew."""
        name = f"{self._station()[:8]}-{template}{SUFFIX}"
        with self._repo.transaction():
            stamp, before = self._templates.mark(template), self._repo.file(name)
            if before is not None and before.stamp == stamp:
                return False
            self._exchange.write_template(template, folder / name)
            self._repo.looked_at(FolderFile(name=name, stamp=stamp))
        return True

    def _write_post(self, folder: Path, post: str) -> bool:
        """Whether the file of a post was written: where this station made items that it has not."""
        head, before = self._repo.told_of(post)
        with self._repo.transaction():
            self._station_items.bring_up(post, head)
            own = self._station()
            made = sum(one.sender == own for one in self._items.of(post))
            if made > before:
                self._exchange.write(post, folder / f"{own[:8]}-{post[:12]}{SUFFIX}")
            self._repo.tell(post, max(made, before))
        return made > before

    # Reading

    def _read(self, folder: Path) -> tuple[int, Phrase | None]:
        taken = 0
        trouble: Phrase | None = None
        for path, stamp in self._others(folder):
            file = self._repo.file(path.name)
            if file is not None and not file.is_due(stamp, self._clock.now()):
                continue
            try:
                taken += len(self._exchange.take_in(path))
                self._repo.looked_at(FolderFile(name=path.name, stamp=stamp))
            except StudioError as wrong:
                trouble = wrong.phrase
                again = self._clock.now() + TRIED_AGAIN
                self._repo.looked_at(FolderFile(name=path.name, stamp=stamp, again=again, why=wrong.phrase))
        return taken, trouble

    def _others(self, folder: Path) -> Iterator[tuple[Path, str]]:
        """The files of other PCs, by name, each with its stamp. Raises StorageTrouble."""
        try:
            for path in self._exchange.files_of(folder):
                if not path.name.startswith(self._station()[:8]):
                    told = path.stat()
                    yield path, f"{told.st_size} {told.st_mtime_ns}"
        except OSError as trouble:
            raise StorageTrouble(
                "the folder cannot be read ({why}); check the path.",
                why=reason_of(trouble),
                where=str(folder),
            ) from trouble
