"""What detectors suggest in one photograph, told on the command line: places to be looked at, no promise of all."""

from __future__ import annotations

import argparse
from pathlib import Path

from studio.cli.console import Console
from studio.errors import BadInput
from studio.images.darkroom import Darkroom
from studio.images.detect import FoundSpot
from studio.images.looking import look
from studio.images.recipe import Rect, Subject
from studio.phrase import Phrase

_WORDS = {
    Subject.FACE: Phrase("khuôn mặt", "face"),
    Subject.TEXT: Phrase("số", "number"),
}
_NONE = Phrase(
    "không tìm thấy gì; hãy tự xem lại ảnh, vì bộ tìm có thể bỏ sót.",
    "nothing was found; look at the picture yourself, for the detector may miss something.",
)
_ALL = Phrase(
    "đây là gợi ý; hãy tự xem lại ảnh, vì bộ tìm có thể bỏ sót.",
    "these are suggestions; look at the picture yourself, for the detector may miss something.",
)


def found_in(darkroom: Darkroom, file: Path, subject: Subject, *, thorough: bool = False) -> tuple[FoundSpot, ...]:
    """What is found of one kind. Raises BadInput for a broken picture, or where this PC has no such detector."""
    seen = look(darkroom, file, (subject,), thorough=thorough)
    if not seen.looks:
        raise BadInput(seen.absent[0].vi, seen.absent[0].en)
    return seen.looks[0].found


def told(args: argparse.Namespace, console: Console, subject: Subject) -> int:
    """`studio image faces` and `studio image numbers`."""
    with Darkroom() as darkroom:
        try:
            found = found_in(darkroom, args.file, subject, thorough=args.thorough)
        except BadInput as refusal:
            refusal.where = refusal.where or str(args.file)
            raise
    value = [{"box": _whole(one.box), "confidence": round(one.score / 100, 3)} for one in found]
    console.answer(value, [_line(subject, one) for one in found])
    console.say(_ALL if found else _NONE)
    return 0


def _line(subject: Subject, found: FoundSpot) -> Phrase:
    x, y, w, h = _whole(found.box)
    return Phrase(
        f"{_WORDS[subject].vi} [{x},{y},{w},{h}] {found.score:.0f} %",
        f"{_WORDS[subject].en} [{x},{y},{w},{h}] {found.score:.0f} %",
    )


def _whole(box: Rect) -> list[int]:
    return [round(side) for side in box]
