"""Opening the window on a profile, with a crash handler and a log behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import end_noted
from studio.clock import Clock
from studio.config import SettingsFile
from studio.crash import Crash, CrashHandler
from studio.doctor import CheckStatus, check_libraries, check_screen
from studio.errors import StudioError
from studio.logs import open_log, start_logging, stop_logging
from studio.paths import Profile
from studio.phrase import Bilingual, Language, Phrase
from studio.redaction import Redactor
from studio.ui.run import starting

if TYPE_CHECKING:
    from studio.app.backups import ProfileBackups
    from studio.app.open_profile import OpenProfile
    from studio.app.studio import Studio
    from studio.people.service import People
    from studio.ui.instance import Claim
    from studio.ui.page import Loader

SILENT = Phrase(
    "The Page Studio window of this workspace is open but does not answer; close it (or restart the PC) and try again."
)


@starting()
def open_window(profile: Profile, language: Language, *, clock: Clock, post: str = "", file: str = "") -> int:
    """Show the window of `profile` until it is closed, or bring the one that is open forward. Returns the exit code.

    `post` is the id of a post to begin with; `file` is shown instead, where there is one.
    """
    missing = [r for r in (check_libraries(), check_screen(os.environ, sys.platform)) if r.status is CheckStatus.FAIL]
    for result in missing:
        _print(result.sentence, language)
        if result.fix is not None:
            _print(result.fix, language)
    if missing:
        return 1
    try:
        profile.create()
        from studio.ui.instance import asks_for, claim, hand_over

        if file:
            post = asks_for(Path(file))

        with end_noted() as asked_to_end:  # from before the lock is there: a request to end never leaves it behind
            claimed = claim(profile)
            if claimed is not None:
                try:
                    return _show(profile, language, clock, claimed, post, asked_to_end)
                finally:
                    claimed.give_back()  # whatever ended the start
        if hand_over(profile, post):
            return 0
        _print(SILENT, language)
        return 1
    except StudioError as refusal:
        _print(Bilingual(refusal.sentence("vi"), refusal.sentence("en")), language)
        return 1


def _show(
    profile: Profile, language: Language, clock: Clock, claimed: Claim, post: str, asked_to_end: Callable[[], bool]
) -> int:
    from studio.ui.restart import RESTART, start_anew
    from studio.ui.run import run

    redactor = Redactor()
    crash = CrashHandler(profile.logs, clock=clock, redactor=redactor, tell=lambda crash: _tell(crash, language))
    handler = open_log(profile.logs, redactor)
    start_logging(handler)
    earlier = crash.install()
    practice = _practice(profile, clock)
    try:
        opener = Opener(profile, clock, redactor)
        code = run(
            profile,
            opener.studio,
            door=opener.people,
            settings_file=SettingsFile(profile.settings),
            claimed=claimed,
            crash=crash,
            training=practice,
            sample=practice,
            hint=_hint,
            rescue=lambda: _rescue(profile, clock),
            post=post,
            earlier_fault=earlier,
            asked_to_end=asked_to_end,
        )
    finally:
        crash.uninstall()
        stop_logging(handler)
    from studio.app.updates import start_due  # both load what opens a store: no part of the first paint
    from studio.updates.release import release_keys

    if start_due(profile, release_keys()):
        return 0
    if code == RESTART:
        return 0 if start_anew() else 1
    return code


def _tell(crash: Crash, language: Language) -> None:
    """Before there is a window."""
    _print(crash.sentence, language)


class Opener:
    """Opens a profile for the worker, in two steps; it imports what is heavy only after the window was painted.

    `redactor` hears of every secret, so that log and crash reports strike out the very values.
    """

    def __init__(self, profile: Profile, clock: Clock, redactor: Redactor) -> None:
        self._profile, self._clock, self._redactor = profile, clock, redactor
        self._opening: OpenProfile | None = None

    def people(self) -> People:
        """The people of the profile, which is all that the door to sign in at shows. Raises StudioError."""
        self._opening = self._open()
        return self._opening.office.people

    def studio(self) -> Studio:
        """All services. Raises StudioError."""
        opening, self._opening = self._opening or self._open(), None
        from studio.app.build import build
        from studio.machine import this_machine

        return build(opening, this_machine())

    def _open(self) -> OpenProfile:
        from studio.app.open_profile import OpenProfile

        return OpenProfile(self._profile, clock=self._clock, hide=self._redactor.hide)


def _practice(profile: Profile, clock: Clock) -> Loader:
    """A call that opens the practice profile beside the user's own; it is made and filled at the first time."""

    def load() -> Studio:
        from studio.app import open_studio
        from studio.app.practice import fill_practice, practice_profile

        studio = open_studio(practice_profile(profile), clock=clock)
        fill_practice(studio)
        return studio

    return load


def _rescue(profile: Profile, clock: Clock) -> ProfileBackups:
    """The backups of a profile that cannot be opened, for its database is gone."""
    from studio.accounts.keychain import Keychain
    from studio.app.backups import rescue

    return rescue(profile, clock=clock, safe=Keychain())


def _hint(people: People) -> Phrase | None:
    """The PIN of the sample people, where the profile is a sample."""
    from studio.people.sample import PIN, of_a_sample

    return Phrase("Sample workspace: everybody's PIN is {pin}.", pin=PIN) if of_a_sample(people.list()) else None


def _print(phrase: Phrase, language: Language) -> None:
    print(phrase.to(language), file=sys.stderr)
