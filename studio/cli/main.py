"""Reading the command's words and handing them to a verb.

Exit codes: 0 done, 1 refused for a stated reason, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from studio import __version__
from studio.cli.console import Console, ended_cleanly, steady_streams
from studio.cli.verb import LEVELS, Call, Parsers, run
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.errors import StorageTrouble, StudioError
from studio.installation import OPENED
from studio.paths import Profile, default_profile
from studio.phrase import Language


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: cách dùng sai / wrong usage: {message} (xem / see: {self.prog} --help)\n")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; `words` default to the process's own. Returns the exit code."""
    steady_streams()
    call = _read(sys.argv[1:] if words is None else list(words))
    if call.selftest:
        return _selftest(call.lang or "vi")
    profile = Profile(root=Path(call.profile).absolute()) if call.profile else default_profile()
    try:
        profile.refuse_foreign()
    except StudioError as refusal:
        print(refusal.sentence(call.lang or "vi"), file=sys.stderr)
        return 1
    settings = _settings(profile)
    language = call.lang or settings.language
    if not call.verb:
        return _window(profile, language, call.post, call.shown)
    call.place = profile
    call.console = console = Console(
        language=language,
        practice=settings.practice,
        json=call.json,
        pin_stdin=call.pin_stdin,
        out=sys.stdout,
        err=sys.stderr,
        source=sys.stdin,
    )
    try:
        with ended_cleanly():
            return run(call)
    except StudioError as refusal:
        console.say(refusal.sentence(console.language))
        return 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # The reader has gone (`studio … | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _read(words: Sequence[str]) -> Call:
    """The words as options; those that only open the window are read without loading a verb."""
    window = _Parser(prog="studio", parents=[_common(), _window_options()], add_help=False)
    call, more = window.parse_known_args(words, Call())
    if len(more) == 1 and Path(more[0]).suffix.lower() in OPENED:  # a file that the desktop opens
        call.shown = more[0]
        return call
    return build_parser(more[0]).parse_args(words, Call()) if more else call


def build_parser(verb: str = "") -> argparse.ArgumentParser:
    """The parser with the verbs below the word `verb`, with all where there is none of that name: they are hundreds.

    The common options may stand before or after the verb.
    """
    # What they import is no part of the window's first paint.
    from studio.cli import (
        accounts,
        department,
        exchange,
        feedback,
        figures,
        image,
        law,
        outbox,
        posts,
        reports,
        start,
        station,
        templates,
        training,
        unit,
        updates,
    )

    common = _common()
    parser = _Parser(prog="studio", description="Page Studio", parents=[common, _window_options()])
    parser.add_argument("--version", action="version", version=f"Page Studio {__version__}")
    parsers: Parsers = parser.add_subparsers(dest=LEVELS[0], metavar="VERB", parser_class=_Parser)
    # as the help lists them
    rooms = (
        start,
        unit,
        accounts,
        templates,
        posts,
        outbox,
        exchange,
        feedback,
        figures,
        reports,
        station,
        department,
        law,
        image,
        training,
        updates,
    )
    asked = [room.verbs for room in rooms if verb in room.verbs.below]
    for verbs in asked or [room.verbs for room in rooms]:
        verbs.add_to(parsers, common, only=verb if asked else "")
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--profile", metavar="DIR", help="thư mục dữ liệu / data folder")
    common.add_argument("--json", action="store_true", help="một tài liệu JSON ở stdout / one JSON document on stdout")
    common.add_argument("--lang", choices=("vi", "en"), help="ngôn ngữ thông báo / language of messages")
    return common


def _window_options() -> argparse.ArgumentParser:
    window = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    window.add_argument("--post", metavar="ID", help="mở cửa sổ ở bài này / open the window at this post")
    window.add_argument("--selftest", action="store_true", help="thử chương trình trên máy này / try the program out")
    return window


def _settings(profile: Profile) -> Settings:
    """As they can be read; what hinders reading them is told by whoever opens the profile."""
    try:
        return SettingsFile(profile.settings).load().settings
    except StorageTrouble:
        return Settings()


def _selftest(language: Language) -> int:
    from studio.selftest import selftest

    return 0 if selftest(lambda phrase: print(phrase.to(language), flush=True), clock=SystemClock()) else 1


def _window(profile: Profile, language: Language, post: str, file: str) -> int:
    from studio.cli.window import open_window

    return open_window(profile, language, clock=SystemClock(), post=post, file=file)
