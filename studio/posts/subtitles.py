"""Subtitles of a video, as SubRip text (.srt): numbered blocks of a span of time and what is said in it.

1
00:00:01,000 --> 00:00:03,500
Người dân không chuyển tiền.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from studio.errors import BadInput
from studio.phrase import Phrase, decimal
from studio.text import length, nfc, squeeze

LONGEST = 100_000
"""Characters; an hour of speech has some 60,000."""
ROW, ROWS = 42, 2
"""Characters of a row, and rows of a line, that a phone shows without covering the picture."""
FASTEST = 17.0
"""Characters a second that one can read while one looks at the picture."""
SHORTEST, STAYS = timedelta(seconds=1), timedelta(seconds=7)
"""How long a line stands at least, and at most."""
_SPAN = re.compile(r"(\d{2}):([0-5]\d):([0-5]\d)[,.](\d{3}) --> (\d{2}):([0-5]\d):([0-5]\d)[,.](\d{3})")
_TYPED = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]?\d)(?:[,.](\d{1,3}))?|(\d{1,5})(?:[,.](\d{1,3}))?")


class _Span(NamedTuple):
    begin: timedelta
    end: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitleLine:
    """What is read from one moment of the video to another."""

    begin: timedelta
    end: timedelta
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitleRemark:
    """What is wrong with a line, 0 the first. One that `stops` leaves no file that players show as it is meant."""

    line: int
    say: Phrase
    stops: bool = False


def read_subtitles(data: bytes, *, where: str = "") -> str:
    """The text of an .srt file, tidied. Raises BadInput naming the block that is wrong."""
    try:
        return tidy_subtitles(data.decode("utf-8-sig"), where=where)
    except UnicodeDecodeError:
        raise BadInput("the subtitles are not UTF-8; save them as UTF-8 and choose them again.", where=where) from None


def tidy_subtitles(text: str, *, where: str = "") -> str:
    """Blocks numbered from 1, one after another in time and none empty, with plain line ends; empty stays empty.

    Raises BadInput naming block and line.
    """
    text = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return ""
    if len(text) > LONGEST:
        raise BadInput("the subtitles have over {most} characters.", most=LONGEST, where=where)
    blocks: list[str] = []
    before = _Span(timedelta(0), timedelta(0))
    for number, block in enumerate(re.finditer(r"\S.*?(?=\n\s*\n|\Z)", text, re.DOTALL), start=1):
        at = text.count("\n", 0, block.start()) + 1
        lines = [line.strip() for line in block.group().splitlines() if line.strip()]
        if lines[0].isdigit():
            lines, at = lines[1:], at + 1
        try:
            before = _span(lines, before)
        except ValueError as wrong:
            raise _wrong(number, at, wrong.args[0], where) from None
        blocks.append("\n".join([str(number), lines[0].replace(".", ","), *lines[1:]]))
    return "\n\n".join(blocks)


def _span(lines: Sequence[str], before: _Span) -> _Span:
    """The times of a block; raises ValueError with the sentence that says what is wrong with it."""
    found = _SPAN.fullmatch(lines[0]) if lines else None
    if found is None:
        raise ValueError(Phrase("it needs a line of times and a text"))
    span = _Span(_moment(*found.groups()[:4]), _moment(*found.groups()[4:]))
    if not before.begin <= span.begin < span.end:
        raise ValueError(Phrase("its times do not follow those before"))
    if span.begin < before.end:
        raise ValueError(Phrase("it overlaps with the one above, which ends at {at}", at=show_moment(before.end)))
    if len(lines) < 2:
        raise ValueError(Phrase("it has no text; write what is said, or remove it"))
    return span


def subtitle_lines(subtitles: str) -> tuple[SubtitleLine, ...]:
    """The lines of tidied subtitles, each text in one row."""
    return tuple(_line(block.splitlines()) for block in subtitles.split("\n\n") if block)


def written(lines: Sequence[SubtitleLine]) -> str:
    """SubRip text, each line broken into rows. Raises BadInput as `tidy_subtitles`."""
    blocks = [
        f"{number}\n{_stamp(line.begin)} --> {_stamp(line.end)}\n{broken(line.text)}"
        for number, line in enumerate(lines, start=1)
    ]
    return tidy_subtitles("\n\n".join(blocks))


def broken(text: str) -> str:
    """A text in two rows as even as its words allow, where it is too long for one."""
    words = squeeze(nfc(text)).split(" ")
    whole = " ".join(words)
    if length(whole) <= ROW or len(words) < 2:
        return whole
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return "\n".join(min(ways, key=lambda way: max(map(length, way))))


def remarks(lines: Sequence[SubtitleLine], seconds: float = 0) -> Iterator[SubtitleRemark]:
    """What is wrong in a video of that length (0: not known): order, overlap, time to read, length."""
    end = timedelta(seconds=seconds)
    for at, line in enumerate(lines):
        stop = _stopping(line, lines[at - 1] if at else None, end)
        if stop is not None:
            yield SubtitleRemark(line=at, say=stop, stops=True)
        else:
            yield from (SubtitleRemark(line=at, say=say) for say in _advice(line))


def spoken(subtitles: str) -> str:
    """What is said, without numbers and times."""
    blocks = subtitles.split("\n\n") if subtitles else ()
    return "\n".join(line for block in blocks for line in block.splitlines()[2:])


def subtitle_file(subtitles: str) -> bytes:
    """The bytes of an .srt file, as editors and platforms read it."""
    return f"{subtitles}\n".replace("\n", "\r\n").encode()


def read_moment(text: str) -> timedelta | None:
    """A moment of a video as people write it: ``1:05``, ``0:12,5``, ``00:01:05,000``, ``12``; None for all else."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, part, bare, bare_part = found.groups()
    millis = (part or bare_part or "0").ljust(3, "0")
    return _moment(hours or "0", minutes or "0", seconds or bare, millis)


def show_moment(moment: timedelta) -> str:
    """``0:12``, ``1:05,5``, ``1:00:00``."""
    whole, millis = divmod(round(moment.total_seconds() * 1000), 1000)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    return f"{shown},{millis:03d}".rstrip("0") if millis else shown


def _stopping(line: SubtitleLine, before: SubtitleLine | None, end: timedelta) -> Phrase | None:
    if not squeeze(line.text):
        return Phrase("Nothing is written here; write what is said, or remove the line.")
    if line.end <= line.begin:
        return Phrase("It has to end after it begins.")
    if before is not None and line.begin < before.begin:
        return Phrase("It begins before the line above; put the lines in the order of the video.")
    if before is not None and line.begin < before.end:
        return Phrase("It overlaps with the line above, which ends at {at}.", at=show_moment(before.end))
    if end and line.end > end:
        return Phrase("It ends after the video, which ends at {at}.", at=show_moment(end))
    return None


def _advice(line: SubtitleLine) -> Iterator[Phrase]:
    stands, count = line.end - line.begin, length(squeeze(line.text))
    speed = count / stands.total_seconds()
    if speed > FASTEST:
        yield Phrase(
            "{speed} characters a second are too fast to read; {most} at most: let it stand longer, or say it shorter.",
            speed=f"{speed:.0f}",
            most=f"{FASTEST:.0f}",
        )
    elif stands < SHORTEST:
        yield Phrase("It stands for less than a second; let it stand longer.")
    if stands > STAYS:
        yield Phrase(
            "It stands for {seconds} seconds; after {most} part it in two.",
            seconds=decimal(f"{stands.total_seconds():.1f}"),
            most=f"{STAYS.total_seconds():.0f}",
        )
    if any(length(row) > ROW for row in broken(line.text).splitlines()):
        yield Phrase("{count} characters do not fit into two rows of {row}; part it in two.", count=count, row=ROW)


def _line(rows: Sequence[str]) -> SubtitleLine:
    span = _SPAN.fullmatch(rows[1])
    if span is None:  # only tidied subtitles come here
        raise _wrong(int(rows[0]), 2, Phrase("it needs a line of times and a text"), "")
    begin, end = _moment(*span.groups()[:4]), _moment(*span.groups()[4:])
    return SubtitleLine(begin=begin, end=end, text=" ".join(rows[2:]))


def _stamp(moment: timedelta) -> str:
    whole, millis = divmod(round(moment.total_seconds() * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d},{millis:03d}"


def _moment(hours: str, minutes: str, seconds: str, millis: str) -> timedelta:
    return timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds), milliseconds=int(millis))


def _wrong(number: int, line: int, why: Phrase, where: str) -> BadInput:
    return BadInput(
        "block {number} of the subtitles (line {line}) cannot be used: {why}.",
        number=number, line=line, why=why, where=where,
    )  # fmt: skip
