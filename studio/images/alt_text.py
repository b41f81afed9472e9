"""Alternative text: what makes one useless to whoever cannot see the picture, and what would make it better.

No platform states a limit of its own: Facebook takes it as ``alt_text_custom``, a website as ``alt``, Zalo prints it
under the picture. Screen readers read it at one go, so what matters comes first and it stays short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePath

from studio.phrase import Phrase
from studio.text import fold, length, squeeze

SHORTEST, ADVISED, LONGEST = 10, 150, 300
"""Characters: enough to say something, what is listened to in one breath, and what is taken at most."""


class AltFlaw(StrEnum):
    MISSING = "missing"
    FILE_NAME = "file_name"
    EMPTY = "empty"
    """It names the kind of picture and nothing that is on it."""
    SHORT = "short"
    LONG = "long"
    TITLE = "title"
    """It repeats the post's title, which is read anyway."""
    OPENING = "opening"
    """It begins by saying that it is a picture."""
    WORDY = "wordy"
    NUMBER = "number"
    """It speaks of a number on the picture without giving it."""


STOPPING = frozenset({AltFlaw.MISSING, AltFlaw.FILE_NAME, AltFlaw.EMPTY, AltFlaw.SHORT, AltFlaw.LONG})
"""Flaws with which no picture is published; the others are advice."""


@dataclass(frozen=True, slots=True)
class AltRemark:
    """A flaw, and the sentence that tells it (to follow the picture's name and a colon)."""

    flaw: AltFlaw
    say: Phrase

    @property
    def stops(self) -> bool:
        return self.flaw in STOPPING


@lru_cache(maxsize=512)
def lint(alt: str, *, name: str = "", title: str = "") -> tuple[AltRemark, ...]:
    """What is wrong with the alternative text of the file `name` in a post of that title; the worst first."""
    text = squeeze(alt)
    flaw = _stopping(text, name)
    if flaw is not None:
        return (_remark(flaw, text),)
    return tuple(_remark(flaw, text) for flaw in _advice(text, title))


def _stopping(text: str, name: str) -> AltFlaw | None:
    folded = fold(text).strip(".")
    if not text:
        return AltFlaw.MISSING
    if _FILE_NAME.match(text) or _plain(text) == _plain(PurePath(name).stem):
        return AltFlaw.FILE_NAME
    if folded in _EMPTY_WORDS or _NUMBERED.match(folded):
        return AltFlaw.EMPTY
    if length(text) < SHORTEST:
        return AltFlaw.SHORT
    return AltFlaw.LONG if length(text) > LONGEST else None


def _plain(text: str) -> str:
    return squeeze(re.sub(r"[-_]", " ", fold(text)))


def _advice(text: str, title: str) -> Iterator[AltFlaw]:
    folded = fold(text)
    if title and folded.strip(" .!?") == fold(squeeze(title)).strip(" .!?"):
        yield AltFlaw.TITLE
    if _OPENING.match(folded):
        yield AltFlaw.OPENING
    if _NUMBER.search(folded) and not any(letter.isdigit() for letter in text):
        yield AltFlaw.NUMBER
    if length(text) > ADVISED:
        yield AltFlaw.WORDY


def _remark(flaw: AltFlaw, text: str) -> AltRemark:
    return AltRemark(flaw, _SAYS[flaw].format(count=length(text), text=text[:80]))


_FILE_NAME = re.compile(
    r"^[^\s]+\.(?:jpe?g|png|webp|avif|heic|heif|gif|tiff?|bmp|mp4|m4v|mov|3gp)$"
    r"|^(?:img|vid|dsc[fn]?|pxl|screenshot|image)[_ -]?\d",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset(
    {"anh", "hinh", "hinh anh", "buc anh", "anh minh hoa", "hinh minh hoa", "anh bai viet", "image", "photo", "picture"}
    | {"video", "clip", "doan phim", "phim", "video minh hoa", "clip minh hoa"}
)
_NUMBERED = re.compile(r"^(?:buc |tam )?(?:anh|hinh anh|hinh|image|photo|picture)(?: so)? ?\d*$")
_OPENING = re.compile(
    r"^(?:(?:day la |mot )*(?:buc |tam )?(?:hinh anh|hinh|anh)(?: chup)? (?:cua|ve|cho thay|ghi lai|mo ta|the hien)\b"
    r"|(?:an? |the )?(?:image|photo|picture) (?:of|showing)\b)"
)
"""“Ảnh chụp màn hình …” says something; “hình ảnh của …” nothing that a screen reader did not say."""
_NUMBER = re.compile(r"\b(?:so dien thoai|duong day nong|hotline|tong dai|so tai khoan|phone number)\b")
_SAYS = {
    AltFlaw.MISSING: Phrase("chưa có văn bản thay thế.", "no alternative text."),
    AltFlaw.FILE_NAME: Phrase("văn bản thay thế là tên tệp.", "a file name as alternative text."),
    AltFlaw.EMPTY: Phrase("“{text}” không tả được nội dung.", "“{text}” does not tell what it shows."),
    AltFlaw.SHORT: Phrase(
        f"văn bản thay thế dài {{count}} ký tự, cần từ {SHORTEST} đến {LONGEST}.",
        f"{{count}} characters of alternative text; {SHORTEST} to {LONGEST} are needed.",
    ),
    AltFlaw.TITLE: Phrase(
        "văn bản thay thế lặp lại tiêu đề bài; hãy tả điều nhìn thấy trong ảnh.",
        "the alternative text repeats the title; say what is to be seen.",
    ),
    AltFlaw.OPENING: Phrase(
        "không cần mở đầu bằng “hình ảnh của…”: máy đọc đã báo đó là ảnh; hãy vào thẳng nội dung.",
        "no need to begin with “picture of”: the screen reader says so itself; begin with what is shown.",
    ),
    AltFlaw.WORDY: Phrase(
        f"dài {{count}} ký tự; nghe dễ hơn nếu dưới {ADVISED}, điều chính nói trước.",
        f"{{count}} characters; under {ADVISED} is easier to listen to, with what matters first.",
    ),
    AltFlaw.NUMBER: Phrase(
        "có nhắc đến số trên ảnh mà chưa ghi số; hãy ghi đủ để người nghe biết.",
        "a number on the picture is mentioned without being given; write it out.",
    ),
}
_SAYS[AltFlaw.LONG] = _SAYS[AltFlaw.SHORT]
