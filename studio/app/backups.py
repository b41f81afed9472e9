"""Backups of the profile: made where a person wants them, listed, checked, and taken back at the next start."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studio.clock import Clock, local, local_date
from studio.config import SettingsFile
from studio.errors import BadInput, NameNeeded, NotPermitted, Refused, StudioError
from studio.installation import this_installation
from studio.outbox.audit import Act
from studio.paths import Profile
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.secret import Safe, Secret
from studio.store import restore
from studio.store.archive import ENDING, Going, head_of, write_archive
from studio.store.backup import KEEP_PURGED, backups, forget_purged
from studio.store.backup_keys import BackupKeys
from studio.store.daily import back_up_daily, seal_plain
from studio.text import fold, nfc, squeeze

_OURS = re.compile(rf"^page-studio-\d{{4}}-\d{{2}}-\d{{2}}-\d{{4}}(-\d+)?{re.escape(ENDING)}$")
MAY = (Role.HEAD, Role.TECHNICAL)
"""Who may make backups and take one back: a backup holds all of the unit's data."""
_log = logging.getLogger(__name__)
Note = Callable[[str, str, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup as it lies there, not yet checked. `whole`: with pictures, not the databases alone."""

    path: Path
    made_at: datetime
    size: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreImpact:
    """What a restore would put aside: asked for by its name, and counted."""

    name: str
    people: int
    posts: int


class ProfileBackups:
    """The backups of one profile. Every call reads or writes files and belongs on a worker.

    `people` is None while there is no database to ask: then a backup is taken back without anybody's word, for nothing
    can be lost by it. `secret` gives what protects the people, which goes along.
    """

    def __init__(
        self,
        profile: Profile,
        clock: Clock,
        *,
        practice: bool,
        safe: Safe,
        people: People | None = None,
        impact: Callable[[], RestoreImpact] | None = None,
        secret: Callable[[], bytes | None] = lambda: None,
        note: Note = lambda act, by, data: None,
    ) -> None:
        self._profile = profile
        self._clock = clock
        self._practice = practice
        self._keys = BackupKeys(profile.root, safe)
        self._people = people
        self._impact = impact
        self._secret = secret
        self._note = note
        self._problem: Phrase | None = None

    @property
    def keys(self) -> BackupKeys:
        return self._keys

    def list(self, folder: Path | None = None) -> tuple[Backup, ...]:
        """The daily copies on this PC and the backups in `folder`, newest first. A folder that is gone has none."""
        found = [*backups(self._profile.backups), *_archives(folder)]
        return tuple(sorted(map(_seen, found), key=lambda backup: backup.made_at, reverse=True))

    @property
    def has_code(self) -> bool:
        """Whether a recovery code was made, so that backups open on another PC too. Raises StorageTrouble."""
        return self._keys.has_code

    def issue_code(self, by: str, pin: str) -> Secret:
        """A new recovery code, to be printed: it is nowhere kept and cannot be shown again.

        The head's right. Backups from now on open by it; older ones keep the code of their time. Raises NotPermitted.
        """
        person = self._acting(by, pin, Role.HEAD)
        code = self._keys.issue()
        self._note(Act.RECOVERY_CODE, person.id, {})
        return code

    def make(self, folder: Path, by: str, pin: str, *, going: Going) -> Path | None:
        """Back the whole profile up into `folder` and read the backup back. None when stopped.

        Raises NotPermitted, Refused before there is a recovery code, BadInput for a folder inside the data folder,
        StorageTrouble when the drive does not take it.
        """
        person = self._acting(by, pin, *MAY)
        if folder.resolve().is_relative_to(self._profile.root.resolve()):
            raise BadInput(
                "choose a folder outside the data folder, best a USB drive or another disk.", where=str(folder)
            )
        if not self.has_code:
            raise Refused(
                "there is no recovery code yet, and the backup would open on no other PC; let the head make and "
                "print one first (Settings › Backup, or: studio backup code)."
            )
        now = self._clock.now()
        target = _free_name(folder, now)
        done = write_archive(
            self._profile, target, self._keys.current(),
            practice=self._practice, now=now, going=going, secret=self._secret(),
        )  # fmt: skip
        if done:
            self._note(Act.BACKED_UP, person.id, {"name": target.name})
        return target if done else None

    def daily(self, *, purged_at: Callable[[datetime], datetime | None], doubted: bool) -> None:
        """Make today's copy and put the older in order; what hinders it keeps nobody from working and is `problem`.

        `purged_at` tells when content was last purged up to a time; while the clock is `doubted` nothing goes by age.
        """
        now = self._clock.now()
        self._problem = None
        try:
            seal_plain(self._profile, self._keys, practice=self._practice)
            back_up_daily(self._profile, self._keys, practice=self._practice, now=now, secret=self._secret())
            if not doubted:
                forget_purged(self._profile.backups, purged_at(now - KEEP_PURGED), now)
        except StudioError as trouble:
            _log.error("no daily copy: %s", trouble.phrase.en)
            self._problem = trouble.phrase

    @property
    def problem(self) -> Phrase | None:
        """Why there is no copy of today, if there is none."""
        return self._problem

    def check(self, path: Path, code: Secret | None = None, *, going: Going) -> bool:
        """Read a backup through; False when stopped. Raises BadInput, NotPermitted, StorageTrouble when it cannot be
        taken back."""
        return restore.check(self._profile, path, self._keys, code, practice=self._practice, going=going)

    def impact(self) -> RestoreImpact | None:
        """What a restore would put aside; None where there is nothing yet."""
        found = self._impact() if self._impact is not None else None
        return found if found is not None and found.people else None

    def stage(
        self, path: Path, by: str = "", pin: str = "", *, named: str = "", code: Secret | None = None, going: Going
    ) -> bool:
        """Lay a checked copy of a backup out, to be taken over at the next start; False when stopped.

        Where people are at work already it wants one who may, their PIN, and in `named` the name of what is put aside.
        `code` opens a backup of another PC. Raises NotPermitted, Refused, BadInput, StorageTrouble.
        """
        person, impact = None, self.impact()
        if impact is not None:
            person = self._acting(by, pin, *MAY)
            require_named(named, impact.name)
        note = {"by": person.id if person else "", "name": path.name}
        staged = restore.stage(self._profile, path, self._keys, code, practice=self._practice, going=going, note=note)
        if staged and person is not None:
            self._note(Act.RESTORE_STAGED, person.id, {"name": path.name})
        return staged

    def stage_former(self, schemas: Mapping[str, int], version: str, by: str, pin: str) -> bool:
        """Lay the data out as it was before the upgrade, for the former `version` of the program, which reads up to
        `schemas`; False where it can read what is there. Raises NotPermitted, Refused, StorageTrouble."""
        person = self._acting(by, pin, *MAY)
        note = {"by": person.id, "name": f"before {version}", "for": version}
        return restore.stage_former(self._profile, self._keys, schemas, practice=self._practice, note=note)

    def note_program(self, did: str, version: str, by: str, pin: str) -> None:
        """Write into the log what was done to the program that this data is for. Raises NotPermitted."""
        person = self._acting(by, pin, *MAY)
        self._note(Act.PROGRAM, person.id, {"step": did, "from": this_installation().version, "version": version})

    def _acting(self, by: str, pin: str, *roles: Role) -> Person:
        if self._people is None:
            raise NotPermitted(
                "the workspace is not open, so nobody can be asked who they are; restore the data first."
            )
        return self._people.require(self._people.verify_pin(by, pin).id, *roles)


def rescue(profile: Profile, *, clock: Clock, safe: Safe) -> ProfileBackups:
    """The backups of a profile whose database is gone."""
    practice = SettingsFile(profile.settings).load().settings.practice
    return ProfileBackups(profile, clock, practice=practice, safe=safe)


def require_named(typed: str, name: str) -> None:
    """Whoever is about to lose something types its name. Raises NameNeeded."""
    if fold(squeeze(nfc(typed))) != fold(squeeze(nfc(name))):
        raise NameNeeded("type the name “{name}” to confirm.", name=name)


def _archives(folder: Path | None) -> Iterator[Path]:
    try:
        if folder is not None and folder.is_dir():
            yield from (path for path in folder.iterdir() if _OURS.match(path.name))
    except OSError:
        return


def _seen(path: Path) -> Backup:
    state = path.stat()
    made, whole = datetime.fromtimestamp(state.st_mtime, UTC), False
    if path.suffix == ENDING:
        try:
            head = head_of(path)
            made, whole = datetime.fromisoformat(head["made_at"]).astimezone(UTC), bool(head["whole"])
        except (StudioError, KeyError, TypeError, ValueError) as trouble:
            _log.info("a backup that cannot be read is listed by its file alone: %s", trouble)
    return Backup(path=path, made_at=made, size=state.st_size, whole=whole)


def _free_name(folder: Path, now: datetime) -> Path:
    """``page-studio-2026-11-25-0830.psbackup``; a number follows where that is taken."""
    stem = f"page-studio-{local_date(now).isoformat()}-{local(now):%H%M}"
    path, number = folder / f"{stem}{ENDING}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ENDING}"
    return path
