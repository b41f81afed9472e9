"""One file for the technical officer: what this PC is, how the program was installed, what the doctor found.

It names no person, no post and no secret, and holds no line of the log: those who read it sit elsewhere. The folder of
the user is shortened to ``~``, for its name is often the user's.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from studio import doctor
from studio.about import libraries, versions
from studio.accounts.keychain import tried_out
from studio.app.probe import refuse_unfit, store_probe
from studio.clock import Clock, show_datetime
from studio.installation import this_installation
from studio.paths import Profile, write_chosen
from studio.phrase import Bilingual, Language, Phrase
from studio.store.backup import backups

NAME = "page-studio-report.txt"
"""What the file is called unless a person says otherwise."""


def examined(profile: Profile) -> tuple[doctor.Result, ...]:
    """All that the doctor looks at; it changes nothing."""
    return doctor.examine(profile, refuse_unfit=refuse_unfit, open_store=store_probe(profile), try_keyring=tried_out)


def write_report(path: Path, profile: Profile, *, clock: Clock, language: Language) -> Path:
    """Examine the PC and write what was found; a file that is there is replaced. Raises StorageTrouble."""
    text = "\n".join(_lines(profile, examined(profile), clock.now(), language)) + "\n"
    write_chosen(path, text.replace(str(Path.home()), "~").encode("utf-8"))
    return path


def _lines(profile: Profile, results: Sequence[doctor.Result], now: datetime, language: Language) -> list[str]:
    installation = this_installation()

    def say(phrase: Phrase) -> str:
        return phrase.to(language)

    found = [say(Phrase("Report on this PC, {when}", when=show_datetime(now))), ""]
    found += [f"{name} {version}" for name, version in versions().items()]
    found += [
        say(Phrase("Installed from: {kind}, in {folder}", kind=installation.kind.told, folder=installation.folder)),
        say(Phrase("System: {system}", system=f"{platform.platform()} {platform.machine()}")),
        "",
    ]
    found += [say(line) for line in doctor.lines(results)]
    found += ["", *(say(line) for line in _profile(profile)), "", *libraries()]
    return found


def _profile(profile: Profile) -> list[Phrase]:
    """Sizes, numbers and days alone."""
    lines: list[Phrase] = []
    if profile.database.exists():
        size = profile.database.stat().st_size // doctor.MEGABYTE
        lines.append(Phrase("Database: {size} MB.", size=size))
    kept = backups(profile.backups)
    if kept:
        newest = datetime.fromtimestamp(kept[0].stat().st_mtime, UTC)
        lines.append(Phrase("Daily copies: {n}, the newest of {when}.", n=len(kept), when=show_datetime(newest)))
    reports = sorted(profile.logs.glob("crash-*")) if profile.logs.is_dir() else []
    lines.append(Phrase("Crash reports: {n}.", n=len(reports)))
    lines += [Bilingual(f"  {path.name}", f"  {path.name}") for path in reports[-5:]]
    return lines
