"""Making a value's text fit to be set: composed, without emoji, with blanks that must not break kept together."""

from __future__ import annotations

import regex

from studio.text import nfc

_EMOJI = regex.compile(
    r"[\p{Extended_Pictographic}--[©®™]][\uFE0F\u200D\p{Emoji_Modifier}\U000E0020-\U000E007F]*", regex.V1
)
_LEFT_OVER = regex.compile(r"[\uFE0E\uFE0F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]|\p{Cc}(?<!\n)")
_BLANKS = regex.compile(r"[^\S\n\u00A0]+")
_EDGE = regex.compile(r" ?\n ?")
_PHONE = regex.compile(r"(?<![\d.])(?:\(?0|\+84 ?|1[89]00 ?)\d[\d .]{4,12}\d")
_TIED = regex.compile(r"\b(Điều|điều|khoản|Khoản|điểm|Điểm|số|Số|lúc|ngày|Ngày|tháng|năm) (?=[\da-zđ]{1,3}\b[\d/:.]*)")
_UNIT = regex.compile(r"(?<=\d) (?=(?:%|đồng|km|m|kg|giờ|phút|triệu|tỷ)\b|%)")
_DRAWN = str.maketrans(
    {**dict.fromkeys("→➔➜⇒►▸▶", "–"), "←": "–", "✓": "", "✔": "", "✗": "", "✘": "", "•": "·", "−": "–"}
)
"""Signs the fonts lack and their nearest relatives; markers are drawn, so ticks and crosses fall away."""
_PILED = regex.compile(r"(?<=\p{M}\p{M})\p{M}+")
"""No language writes more than two marks on a composed letter; a pile of them would run into the lines above."""
NBSP = "\u00a0"


def wording(text: str) -> str:
    """`text` as a card shows it: NFC, no emoji or control characters, single blanks, line feeds kept.

    Phone numbers, "Điều 5", "ngày 3" and "20 km" stay on one line.
    """
    text = nfc(text).replace("\r\n", "\n").replace("\u2028", "\n").replace("\t", " ").translate(_DRAWN)
    text = _PILED.sub("", _LEFT_OVER.sub("", _EMOJI.sub("", text)))
    text = _EDGE.sub("\n", _BLANKS.sub(" ", text)).strip()
    text = _PHONE.sub(lambda found: found.group().replace(" ", NBSP), text)
    return _UNIT.sub(NBSP, _TIED.sub(lambda found: found.group(1) + NBSP, text))


def undrawn(text: str) -> tuple[str, ...]:
    """Signs of `text` that `wording` leaves out though a reader would miss them: emoji, and marks piled on a letter."""
    text = nfc(text).translate(_DRAWN)
    piled = (f"◌{found.group()[0]}" for found in _PILED.finditer(_LEFT_OVER.sub("", _EMOJI.sub("", text))))
    return (*(found.group() for found in _EMOJI.finditer(text)), *piled)


def one_line(text: str) -> str:
    """`wording` with line feeds as blanks."""
    return wording(text).replace("\n", " ")
