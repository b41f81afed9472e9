"""New versions of the program: looked at, taken over, and gone back from, by those who look after the profile.

What a new version means depends on how the program was installed. A portable one is laid out beside the old one and
runs from the next start on. An installer is copied to a private folder, checked there, and started when the window is
closed; where an administrator installed the program for everybody, only an administrator can run it, and is told how. A
package of the system is checked and copied, and the line that installs it is told.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.app.backups import ProfileBackups
from studio.errors import Refused, StorageTrouble, StudioError
from studio.installation import Installation, InstallationKind
from studio.paths import PRIVATE_FOLDER, Profile, open_aside, write_atomic
from studio.people.model import Role
from studio.people.service import People
from studio.reasons import reason_of
from studio.store.archive import DATABASES
from studio.store.migrate import newest_schema
from studio.updates import program_versions
from studio.updates.program_versions import Pointer, ProgramVersion, home_of, point_to, read_pointer
from studio.updates.release import (
    LIST,
    SIGNATURE,
    Going,
    Release,
    ReleaseFile,
    copy_checked,
    number,
    read_release,
    require_newer,
    require_same,
)

MAY = (Role.TECHNICAL, Role.HEAD)
FOLDER, DUE = "updates", "due.json"
ROOM = 4
"""How often the size of a release has to fit on the disk: its copy, and what is unpacked of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOffer:
    """A release that was checked and is newer than what runs."""

    version: str
    file: ReleaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedUpdate:
    """What is left to do: start the program anew (`restart`), close it (`close`), or run `line` in a terminal."""

    version: str
    restart: bool = False
    close: bool = False
    line: str = ""


class Updates:
    """Every call reads or writes files and belongs on a worker."""

    def __init__(
        self,
        profile: Profile,
        installation: Installation,
        *,
        keys: Callable[[], Sequence[str]],
        people: People,
        backups: ProfileBackups,
    ) -> None:
        self._installation, self._keys = installation, keys
        self._people, self._backups = people, backups
        self._private = profile.root / FOLDER

    @property
    def version(self) -> str:
        return self._installation.version

    def look(self, folder: Path) -> UpdateOffer:
        """The release in `folder`, if it is one to take over. Raises StudioError."""
        return self._offer(read_release(folder, self._keys()))

    def prepare(self, folder: Path, by: str, pin: str, *, going: Going) -> PreparedUpdate | None:
        """Copy, check and lay out the release in `folder`; None when stopped. Raises StudioError; then the program is
        as it was."""
        self._require(by, pin)
        release = read_release(folder, self._keys())
        offer = self._offer(release)
        place = self._private / release.version
        there = place.exists()
        try:
            self._require_room(offer.file.size)
            place.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            copy = copy_checked(offer.file, folder, place, going)
            if copy is None:
                return None
            for name in (LIST, SIGNATURE):
                shutil.copyfile(folder / name, place / name)
            require_same(read_release(place, self._keys()).file_for(self._installation.kind), copy)
            ready = self._take_over(release, copy)
        except OSError as error:
            if not there:  # what could not be finished takes no room
                shutil.rmtree(place, ignore_errors=True)
            raise _trouble(error, folder) from error
        self._backups.note_program("prepared", release.version, by, pin)
        return ready

    def former(self) -> ProgramVersion | None:
        """The version that may be gone back to, once after an upgrade."""
        pointer = read_pointer(self._home) if self._switches else None
        if pointer is None or pointer.former is None or pointer.current.number != self.version:
            return None
        there = pointer.former.interpreter and (self._home / pointer.former.interpreter).is_file()
        return pointer.former if there else None

    def go_back(self, by: str, pin: str) -> PreparedUpdate:
        """Take up the former version, with the data as it was before the upgrade where that version could not read
        what it is now. Raises StudioError; then all is as it was."""
        self._require(by, pin)
        former = self.former()
        if former is None:
            raise Refused("there is no former version to go back to.")
        self._backups.note_program("back", former.number, by, pin)
        self._backups.stage_former(former.schemas, former.number, by, pin)
        try:
            if self._installation.kind is InstallationKind.INSTALLER:
                self._due(former.interpreter, back=True)
                return PreparedUpdate(version=former.number, close=True)
            point_to(self._home, Pointer(current=former, former=None))
        except OSError as error:
            raise StorageTrouble(
                "the former version cannot be taken up ({why}).", why=reason_of(error), where=str(self._home)
            ) from error
        return PreparedUpdate(version=former.number, restart=True)

    @property
    def _switches(self) -> bool:
        return self._installation.kind in (InstallationKind.PORTABLE, InstallationKind.INSTALLER)

    @property
    def _home(self) -> Path:
        """Where the pointer lies: in a portable program's own folder; of an installed one, beside its installers."""
        return home_of(self._installation) if self._installation.kind is InstallationKind.PORTABLE else self._private

    def _offer(self, release: Release) -> UpdateOffer:
        require_newer(release, self.version)
        if not self._installation.packaged:
            raise Refused(
                "this program was not installed from a release; bring it up to date as it was set up ({kind}).",
                kind=self._installation.kind.told,
            )
        file = release.file_for(self._installation.kind)
        if self._installation.kind is InstallationKind.INSTALLER and not _writable(self._installation.folder):
            raise Refused(
                "Page Studio was installed for everybody on this PC, and its folder is not yours to change; the "
                "administrator installs version {version} by: {line}",
                version=release.version,
                line=f"{file.name} /ALLUSERS",
            )
        return UpdateOffer(version=release.version, file=file)

    def _take_over(self, release: Release, copy: Path) -> PreparedUpdate:
        schemas = {name: newest_schema(migrations) for name, migrations in DATABASES.items()}
        if self._installation.kind is InstallationKind.DEB:
            return PreparedUpdate(version=release.version, line=f"sudo apt-get install --yes {copy}")
        home, pointer = self._home, read_pointer(self._home)
        if self._installation.kind is InstallationKind.PORTABLE:
            now = pointer.current if pointer is not None else program_versions.present(self._installation, schemas)
            interpreter = program_versions.lay_out(copy, home, release.version)
            shutil.rmtree(copy.parent, ignore_errors=True)
        else:
            kept = pointer is not None and pointer.current.number == self.version
            interpreter = pointer.current.interpreter if pointer is not None and kept else ""
            now = ProgramVersion(number=self.version, interpreter=interpreter, schemas=schemas)
            interpreter = f"{release.version}/{copy.name}"
        new = ProgramVersion(number=release.version, interpreter=interpreter, schemas={})
        pointer = Pointer(
            current=new, former=ProgramVersion(number=now.number, interpreter=now.interpreter, schemas=schemas)
        )
        if self._installation.kind is InstallationKind.INSTALLER:
            self._due(interpreter)
            point_to(home, pointer)
            return PreparedUpdate(version=release.version, close=True)
        point_to(home, pointer)
        program_versions.tidy(home, pointer)
        return PreparedUpdate(version=release.version, restart=True)

    def _due(self, installer: str, *, back: bool = False) -> None:
        write_atomic(self._private / DUE, json.dumps({"installer": installer, "back": back}).encode("utf-8"))

    def _require_room(self, size: int) -> None:
        place = self._private.parent if self._installation.kind is not InstallationKind.PORTABLE else self._home
        free = shutil.disk_usage(place).free
        if free < ROOM * size:
            raise Refused(
                "not enough room: {size} MB needed, {free} MB free; choose another drive.",
                size=ROOM * size // 2**20,
                free=free // 2**20,
            )

    def _require(self, by: str, pin: str) -> None:
        self._people.require(self._people.verify_pin(by, pin).id, *MAY)


def start_due(profile: Profile, keys: Sequence[str], *, start: Callable[[list[str]], object] | None = None) -> bool:
    """Start the installer that was prepared, as the last act of the program: it wants the program closed.

    It is checked once more, against its signed list. False where none is due or it is not the one that was checked.
    """
    folder = profile.root / FOLDER
    try:
        due = json.loads((folder / DUE).read_text(encoding="utf-8"))
        installer, back = str(due["installer"]), due["back"] is True
        (folder / DUE).unlink()
        version, _, name = installer.partition("/")
        number(version)  # a version, and no other place
        place = folder / version
        file = read_release(place, keys).file_for(InstallationKind.INSTALLER)
        if file.name != name:
            return False
        require_same(file, place / name)
    except (OSError, ValueError, KeyError, TypeError, StudioError):
        return False
    # An installer refuses to replace a newer version unless it is told that this is meant.
    (start or _start)([str(place / name), "/S", "/WAIT", *(["/BACK"] if back else [])])
    return True


def _writable(folder: Path) -> bool:
    """Whether this user may put files into `folder`; tried, since Windows tells it in no other way.

    A full disk is no lack of rights.
    """
    try:
        handle, path = open_aside(folder)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS)
    os.close(handle)
    path.unlink()
    return True


def _trouble(error: OSError, folder: Path) -> StorageTrouble:
    """Why a release could not be taken over: its drive is gone, or this PC could not write."""
    if not os.path.isfile(folder / LIST):  # noqa: PTH113 - False, too, for a drive that answers with an error
        return StorageTrouble(
            "the drive with the new version is gone; plug it in and try again. The present version is as it was.",
            where=str(folder),
        )
    return StorageTrouble(
        "the new version cannot be laid out ({why}); free some space and try again. The present version is as it was.",
        why=reason_of(error),
        where=str(folder),
    )


def _start(command: list[str]) -> object:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(command, creationflags=flags, close_fds=True)
