"""How the practice profile begins: most of it is made once a day, and copied at every reset of that day.

What takes long is signed, read from files or painted, and tells of the day at most. What citizens wrote tells of the
minute, so it is written anew into each copy.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from studio import __version__
from studio.app.practice import furnish, receive_mail
from studio.app.studio import Studio
from studio.canonical import canonical_json, sha256
from studio.clock import Clock, local_date
from studio.config import Settings, SettingsFile
from studio.errors import StorageTrouble, StudioError
from studio.paths import Profile, open_regular, replace_held, write_atomic
from studio.people.pin import hasher_of_samples
from studio.reasons import reason_of

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SEAL = "seal"
"""File in the kept profile: when that was made, and the hash of all that lies there."""
_LONGEST = 200
"""Bytes of a seal."""
_one_at_a_time = threading.Lock()
"""Held while a beginning is made or copied: a reset may be asked for while one is prepared in the background."""


class OpenStudio(Protocol):
    """`studio.app.open_studio`."""

    def __call__(self, profile: Profile, *, clock: Clock, hasher: PasswordHasher | None = None) -> Studio: ...


class PracticeSnapshot:
    """Of one practice profile, kept in `folder`: the newest alone. One of another day or another version of the
    program, or one that is damaged, is made anew; one that is half made was never there."""

    def __init__(self, folder: Path, clock: Clock, open_studio: OpenStudio) -> None:
        self._kept, self._aside = folder / "beginning", Profile(root=folder / "fresh")
        self._clock, self._open_studio = clock, open_studio

    def prepare(self, going: Callable[[], bool]) -> None:
        """Make that of today unless there is one, so that the first reset of a day takes no longer than the others.

        `going` is asked now and then; once it says no, what was begun goes away. Raises StorageTrouble.
        """
        with self._aside_cleared():
            if not self._fits():
                self._make(going)

    @contextmanager
    def laid_out(self) -> Iterator[Profile]:
        """A profile as it begins now, which goes away afterwards. Raises StorageTrouble."""
        with self._aside_cleared():
            if not self._fits():
                self._make(lambda: True)
            shutil.copytree(self._kept, self._aside.root, ignore=shutil.ignore_patterns(SEAL))
            with self._opened() as studio:
                receive_mail(studio)
            yield self._aside

    @contextmanager
    def _aside_cleared(self) -> Iterator[None]:
        """Nobody else works aside meanwhile, and nothing lies there before or after."""
        with _one_at_a_time:
            try:
                self._clear()
                yield
            except OSError as error:
                raise StorageTrouble(
                    "the sample files cannot be copied ({why}); check the free space.",
                    why=reason_of(error),
                    where=str(self._aside.root),
                ) from error
            finally:
                self._clear()

    def _fits(self) -> bool:
        """Whether what is kept was made by this program today, and is whole."""
        try:
            with open_regular(self._kept / SEAL) as stream:
                moment, digest = stream.read(_LONGEST).decode().split()
            made, now = datetime.fromisoformat(moment), self._clock.now()
            today = made <= now and local_date(made) == local_date(now)
            return today and digest == _digest(self._kept, moment)
        except (OSError, StudioError, TypeError, ValueError):
            return False

    def _make(self, going: Callable[[], bool]) -> None:
        aside = self._aside
        aside.create()
        SettingsFile(aside.settings).save(Settings(practice=True))
        moment = self._clock.now().isoformat()
        with self._opened() as studio:
            for _ in furnish(studio):
                if not going():
                    return
        write_atomic(aside.root / SEAL, f"{moment} {_digest(aside.root, moment)}".encode())
        shutil.rmtree(self._kept, ignore_errors=True)
        replace_held(aside.root, self._kept)

    @contextmanager
    def _opened(self) -> Iterator[Studio]:
        """What lies aside."""
        studio = self._open_studio(self._aside, clock=self._clock, hasher=hasher_of_samples())
        try:
            yield studio
        finally:
            studio.close()

    def _clear(self) -> None:
        shutil.rmtree(self._aside.root, ignore_errors=True)


def _digest(root: Path, moment: str) -> str:
    """Of names and bytes of all that lies below `root` but the seal."""
    lies = (path for path in sorted(root.rglob("*")) if path != root / SEAL)
    found = [(path.relative_to(root).as_posix(), sha256(path.read_bytes()) if path.is_file() else "") for path in lies]
    return sha256(canonical_json([__version__, moment, found]))
