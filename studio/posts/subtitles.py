"""Subtitles of a video, as SubRip text (.srt): numbered blocks of a span of time and what is said in it.

1
00:00:01,000 --> 00:00:03,500
Người dân không chuyển tiền.
"""

from __future__ import annotations

import re
from datetime import timedelta

from studio.errors import BadInput
from studio.phrase import Phrase
from studio.text import nfc

LONGEST = 100_000
"""Characters; an hour of speech has some 60,000."""
_SPAN = re.compile(r"(\d{2}):([0-5]\d):([0-5]\d)[,.](\d{3}) --> (\d{2}):([0-5]\d):([0-5]\d)[,.](\d{3})")


def read_subtitles(data: bytes, *, where: str = "") -> str:
    """The text of an .srt file, tidied. Raises BadInput naming the block that is wrong."""
    try:
        return tidy_subtitles(data.decode("utf-8-sig"), where=where)
    except UnicodeDecodeError:
        raise BadInput("the subtitles are not UTF-8; save them as UTF-8 and choose them again.", where=where) from None


def tidy_subtitles(text: str, *, where: str = "") -> str:
    """Blocks numbered from 1, one after another in time, with plain line ends; empty stays empty. Raises BadInput."""
    text = nfc(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return ""
    if len(text) > LONGEST:
        raise BadInput("the subtitles have over {most} characters.", most=LONGEST, where=where)
    blocks, earlier = [], timedelta(0)
    for number, block in enumerate(re.split(r"\n\s*\n", text), start=1):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        lines = lines[1:] if lines and lines[0].isdigit() else lines
        span = _SPAN.fullmatch(lines[0]) if lines else None
        if span is None or len(lines) < 2:
            raise _wrong(number, Phrase("it needs a line of times and a text"), where)
        begin, end = _moment(*span.groups()[:4]), _moment(*span.groups()[4:])
        if not earlier <= begin < end:
            raise _wrong(number, Phrase("its times do not follow those before"), where)
        earlier = begin
        blocks.append("\n".join([str(number), lines[0].replace(".", ","), *lines[1:]]))
    return "\n\n".join(blocks)


def spoken(subtitles: str) -> str:
    """What is said, without numbers and times."""
    blocks = subtitles.split("\n\n") if subtitles else ()
    return "\n".join(line for block in blocks for line in block.splitlines()[2:])


def _moment(hours: str, minutes: str, seconds: str, millis: str) -> timedelta:
    return timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds), milliseconds=int(millis))


def _wrong(number: int, why: Phrase, where: str) -> BadInput:
    return BadInput("block {number} of the subtitles cannot be used: {why}.", number=number, why=why, where=where)
