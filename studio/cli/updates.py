"""Verbs that bring the program up to date from a folder or USB drive, and back."""

from __future__ import annotations

from pathlib import Path

from studio.cli.console import VerbOutput, view
from studio.cli.verb import FREE, KEEPER_SIGNS, Call, VerbGroup
from studio.installation import this_installation
from studio.phrase import Phrase

verbs = VerbGroup()
update = verbs.group("update", "cập nhật chương trình từ USB / bring the program up to date from a USB drive")


@update("look", FREE, "folder", help="kiểm tra bản phát hành / check a release")
def _look(call: Call) -> VerbOutput:
    from studio.updates.release import read_release, release_keys, require_newer

    release = read_release(Path(call.folder), release_keys())
    require_newer(release, this_installation().version)
    return VerbOutput(
        {"version": release.version, "files": [view(file, "name kind sha256 size") for file in release.files]},
        Phrase("Version {version}: its signature is good, and it is newer than what runs.", version=release.version),
    )


@update("apply", KEEPER_SIGNS, "folder", help="lấy bản mới / take the new version over")
def _apply(call: Call) -> VerbOutput:
    ready = call.studio.updates.prepare(Path(call.folder), *call.signed, going=lambda _done, _total: True)
    assert ready is not None  # noqa: S101 - nobody stops it here
    return _done(call, ready.version, ready.line, close=ready.close)


@update("back", KEEPER_SIGNS, help="trở lại phiên bản trước / go back to the former version")
def _back(call: Call) -> VerbOutput:
    ready = call.studio.updates.go_back(*call.signed)
    return _done(call, ready.version, ready.line, close=ready.close)


def _done(call: Call, version: str, line: str, *, close: bool) -> VerbOutput:
    """The program that speaks here is the one that goes: an installer is started as its last act."""
    from studio.app.updates import start_due
    from studio.updates.release import release_keys

    if line:
        said = Phrase("Version {version} was checked. It is installed by: {line}", version=version, line=line)
    elif close:
        call.opened.close()
        if not start_due(call.place, release_keys()):
            said = Phrase("The installer is not the one that was checked; it was not started.")
            return VerbOutput({"version": version, "line": line}, said, failed=True)
        said = Phrase("The installer of version {version} was started.", version=version)
    else:
        said = Phrase("Version {version} runs from the next start on.", version=version)
    return VerbOutput({"version": version, "line": line}, said)
