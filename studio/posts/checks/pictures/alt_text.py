"""ALT_TEXT: every picture is told in words to those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.text import fold, length, squeeze

SHORTEST, LONGEST = 10, 300
"""Characters: enough to say something, and what every platform takes."""

FILE_NAME = re.compile(
    r"^[^\s]+\.(?:jpe?g|png|webp|heic|heif|gif|tiff?|bmp|mp4|m4v|mov|3gp)$"
    r"|^(?:img|vid|dsc[fn]?|pxl|screenshot|image)[_ -]?\d",
    re.IGNORECASE,
)
EMPTY_WORDS = frozenset(
    {"anh", "hinh", "hinh anh", "buc anh", "anh minh hoa", "hinh minh hoa", "anh bai viet", "image", "photo", "picture"}
    | {"video", "clip", "doan phim", "phim", "video minh hoa", "clip minh hoa"}
)
_OPENING = re.compile(r"^(?:buc |tam )?(?:anh|hinh anh|hinh|image|photo|picture)(?: so)? ?\d*$")


def look(view: PreflightView) -> Iterator[Finding]:
    """Photographs, then cards."""
    for media in view.post.media:
        yield from _judge(f"media:{media.id}", called(media), media.alt, PurePath(media.name).stem)
    for card in view.content.cards:
        layout = card.spec.layout
        yield from _judge(f"card:{layout}", Phrase(f"Ảnh “{layout}”", f"Picture “{layout}”"), card.alt, "")


def _judge(where: str, name: Phrase, alt: str, stem: str) -> Iterator[Finding]:
    text = squeeze(alt)
    folded = fold(text)
    if not text:
        yield _finding(
            where,
            Phrase(f"{name.vi} chưa có văn bản thay thế.", f"{name.en} has no alternative text."),
            text,
        )
    elif FILE_NAME.match(text) or folded == fold(stem):
        yield _finding(
            where,
            Phrase(f"{name.vi} có văn bản thay thế là tên tệp.", f"{name.en} has a file name as alternative text."),
            text,
        )
    elif folded.strip(".") in EMPTY_WORDS or _OPENING.match(folded.strip(".")):
        yield _finding(
            where,
            Phrase(f"{name.vi}: “{text}” không tả được nội dung.", f"{name.en}: “{text}” does not tell what it shows."),
            text,
        )
    elif not SHORTEST <= length(text) <= LONGEST:
        yield _finding(
            where,
            Phrase(
                f"{name.vi} có văn bản thay thế dài {length(text)} ký tự, cần từ {SHORTEST} đến {LONGEST}.",
                f"{name.en} has {length(text)} characters of alternative text; {SHORTEST} to {LONGEST} are needed.",
            ),
            text[:80],
        )


def _finding(where: str, wrong: Phrase, text: str) -> Finding:
    return RULE.finding(
        where,
        wrong,
        Phrase(
            "Viết một câu: trong ảnh có ai, cái gì, đang làm gì, chữ gì trên ảnh.",
            "Write a sentence: who or what is shown, what happens, which words stand in it.",
        ),
        excerpt=text,
    )


RULE = Rule(
    code="ALT_TEXT",
    severity=Severity.BLOCK,
    title=Phrase("Mỗi ảnh có văn bản thay thế", "Every image has alt text"),
    reach=Reach.EVERY,
    look=look,
)
