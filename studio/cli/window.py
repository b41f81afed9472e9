"""Opening the window on a profile, with a crash handler and a log behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from studio.clock import Clock
from studio.config import SettingsFile
from studio.crash import CrashHandler
from studio.doctor import Status, check_libraries, check_screen
from studio.errors import StudioError
from studio.logs import open_log, start_logging, stop_logging
from studio.paths import Profile
from studio.phrase import Language, Phrase
from studio.redaction import Redactor
from studio.ui.ports import Loader, StudioPort


def open_window(profile: Profile, language: Language, *, clock: Clock) -> int:
    """Show the window of `profile` until it is closed. Returns the exit code."""
    missing = [r for r in (check_libraries(), check_screen(os.environ, sys.platform)) if r.status is Status.FAIL]
    for result in missing:
        _print(result.sentence, language)
        if result.fix is not None:
            _print(result.fix, language)
    if missing:
        return 1
    try:
        profile.create()
        return _run(profile, language, clock)
    except StudioError as refusal:
        _print(Phrase(refusal.sentence("vi"), refusal.sentence("en")), language)
        return 1


def _run(profile: Profile, language: Language, clock: Clock) -> int:
    from studio.ui.run import run

    redactor = Redactor()
    tellers: list[Callable[[Phrase], None]] = [lambda phrase: _print(phrase, language)]

    def tell(phrase: Phrase) -> None:
        tellers[-1](phrase)  # the window's banner once there is a window

    crash = CrashHandler(profile.logs, clock=clock, redactor=redactor, tell=tell)
    handler = open_log(profile.logs, redactor)
    start_logging(handler)
    crash.install()
    try:
        return run(
            profile,
            _loader(profile, clock),
            settings_file=SettingsFile(profile.settings),
            sample=_sample(profile, clock),
            hint=_hint,
            on_tell=tellers.append,
            on_save=lambda save: crash.save_first("window", save),
        )
    finally:
        crash.uninstall()
        stop_logging(handler)


def _loader(profile: Profile, clock: Clock) -> Loader:
    """A call for the worker: it imports what is heavy only after the window was painted."""

    def load() -> StudioPort:
        from studio.app import open_studio

        studio = open_studio(profile, clock=clock)
        studio.store.back_up_daily()
        return studio

    return load


def _sample(profile: Profile, clock: Clock) -> Loader:
    """A call that makes a sample practice profile inside the user's own folder and opens it."""

    def load() -> StudioPort:
        from studio.app import open_studio
        from studio.demo import fill_sample, new_profile

        studio = open_studio(new_profile(profile.root / "sample"), clock=clock)
        fill_sample(studio)
        return studio

    return load


def _hint(studio: StudioPort) -> Phrase | None:
    """The PIN of the sample people, where the profile is a sample."""
    from studio.demo import AUTHOR, PIN

    if AUTHOR not in {person.name for person in studio.people.list()}:
        return None
    return Phrase(f"Hồ sơ mẫu: PIN của cả hai người là {PIN}.", f"Sample profile: the PIN of both people is {PIN}.")


def _print(phrase: Phrase, language: Language) -> None:
    print(phrase.to(language), file=sys.stderr)
