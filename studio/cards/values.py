"""A card's values in the form a layer needs: one text, a list, or pairs; worded for a card once.

Contrast of text measured on rendered pixels, not on colours of the design.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

import regex
from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from studio.cards.scene import TextPart
from studio.templates.card import CardValue
from studio.templates.contrast import BLUE, GREEN, RED, luminance
from studio.text import nfc

_SAMPLES = (32, 12)
_COUNT = _SAMPLES[0] * _SAMPLES[1]
_WORST = 0.05


def view(image: QImage) -> Image.Image:
    """The pixels of an RGB32 image for Pillow."""
    size = (image.width(), image.height())
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "BGRX", image.bytesPerLine(), 1)


def worst_ratios(ground: QImage, texts: Iterable[TextPart]) -> dict[str, float]:
    """Per layer, the contrast that 95 % of the pixels under its text reach. `ground` is the card without text."""
    worst: dict[str, float] = {}
    for text in texts:
        for line in range(len(text.text.lines)):
            found = _line_ratio(ground, text.line_rect(line), text.colour)
            if found is not None:
                worst[text.layer] = round(min(worst.get(text.layer, 21.0), found), 2)
    return worst


def _line_ratio(ground: QImage, box: QRect, colour: QColor) -> float | None:
    """The ratio of one line; text colours are opaque by the design's rules."""
    area = box.intersected(ground.rect())
    if area.isEmpty():
        return None
    seen = view(ground.copy(area)).resize(_SAMPLES, Image.Resampling.NEAREST)
    text = luminance(colour.red(), colour.green(), colour.blue()) + 0.05
    left = int(_COUNT * _WORST)
    for ratio, count in sorted(_shares(seen, text)):
        left -= count
        if left < 0:
            return ratio
    return None


def _shares(seen: Image.Image, text: float) -> Iterator[tuple[float, int]]:
    """Contrast with each colour of the ground, and how many samples have it: of a plain ground all have one."""
    for count, (red, green, blue) in seen.getcolors(_COUNT) or ():  # type: ignore[misc]
        under = RED[red] + GREEN[green] + BLUE[blue] + 0.05
        yield (text / under if text > under else under / text), count


_EMOJI = regex.compile(
    r"[\p{Extended_Pictographic}--[©®™]][\uFE0F\u200D\p{Emoji_Modifier}\U000E0020-\U000E007F]*", regex.V1
)
_LEFT_OVER = regex.compile(r"[\uFE0E\uFE0F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]|\p{Cc}(?<!\n)")
_BLANKS = regex.compile(r"[^\S\n\u00A0]+")
_EDGE = regex.compile(r" ?\n ?")
_PHONE = regex.compile(r"(?<![\d.])(?:\(?0|\+84 ?|1[89]00 ?)\d[\d .]{4,12}\d")
_TIED = regex.compile(
    r"\b(Điều|điều|khoản|Khoản|điểm|Điểm|số|Số|SỐ|lúc|ngày|Ngày|tháng|năm) (?=[\da-zđ]{1,3}\b[\d/:.]*)"
)
_CLOSE = regex.compile(
    r"(?<=\d) (?=[–-] ?\d)|(?<=\d [–-]|\d[–-]) (?=\d)|(?<=\bnăm) (?=mới\b)|(?<=\bthầy) (?=cô\b)"
    r"|(?<=\b(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)) "
    r"(?=(?:tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi)\b)",
    regex.IGNORECASE,
)
"""Blanks inside times (8:00 – 11:00) and names of years."""
_UNIT = regex.compile(r"(?<=\d) (?=(?:%|đồng|km|cm|mm|m|ha|kg|giờ|phút|triệu|tỷ)\b|%)")
_DRAWN = str.maketrans(
    {**dict.fromkeys("→➔➜⇒►▸▶", "–"), "←": "–", "✓": "", "✔": "", "✗": "", "✘": "", "•": "·", "−": "–"}
)
"""Signs the fonts lack and their nearest relatives; markers are drawn, so ticks and crosses fall away."""
_PILED = regex.compile(r"(?<=\p{M}\p{M})\p{M}+")
"""No language writes more than two marks on a composed letter; a pile of them would run into the lines above."""
NBSP = "\u00a0"


@lru_cache(maxsize=2000)
def wording(text: str) -> str:
    """`text` as a card shows it: NFC, no emoji or control characters, single blanks, line feeds kept.

    Phone numbers, "Điều 5", "ngày 3" and "20 km" stay on one line.
    """
    text = nfc(text).replace("\r\n", "\n").replace("\u2028", "\n").replace("\t", " ").translate(_DRAWN)
    text = _PILED.sub("", _LEFT_OVER.sub("", _EMOJI.sub("", text)))
    text = _EDGE.sub("\n", _BLANKS.sub(" ", text)).strip()
    text = _PHONE.sub(lambda found: found.group().replace(" ", NBSP), text)
    text = _CLOSE.sub(NBSP, text)
    return _UNIT.sub(NBSP, _TIED.sub(lambda found: found.group(1) + NBSP, text))


def undrawn(text: str) -> tuple[str, ...]:
    """Signs of `text` that `wording` leaves out though a reader would miss them: emoji, and marks piled on a letter."""
    text = nfc(text).translate(_DRAWN)
    piled = (f"◌{found.group()[0]}" for found in _PILED.finditer(_LEFT_OVER.sub("", _EMOJI.sub("", text))))
    return (*(found.group() for found in _EMOJI.finditer(text)), *piled)


def one_line(text: str) -> str:
    """`wording` with line feeds as blanks."""
    return wording(text).replace("\n", " ")


_T = TypeVar("_T")
Pairs = tuple[tuple[str, str], ...]


class Values:
    """The slots of one card. A missing slot reads as empty."""

    def __init__(self, raw: Mapping[str, CardValue]) -> None:
        self._raw = raw
        self._read: dict[tuple[str, str], object] = {}

    def text(self, slot: str | None) -> str:
        """The slot as one text; a list is joined by line feeds."""
        return self._once("text", slot, _text)

    def items(self, slot: str | None) -> tuple[str, ...]:
        """The slot as a list of one-line texts; empty items are left out."""
        return self._once("items", slot, _items)

    def pairs(self, slot: str | None) -> Pairs:
        """The slot as (label, value) pairs; a plain item has an empty label, a pair without value is left out."""
        return self._once("pairs", slot, _pairs)

    def contacts(self, slot: str | None) -> Pairs:
        """The slot as (label, phone) pairs: a list of pairs, one flat pair, or ``"label\\nphone"``."""
        return self._once("contacts", slot, _contacts)

    def undrawn(self, slot: str) -> str:
        """Signs of the slot's texts that `wording` leaves out."""
        return "".join(
            dict.fromkeys(sign for item in _parts(self._raw.get(slot, "")) for sign in undrawn(_joined(item)))
        )

    def _once(self, form: str, slot: str | None, read: Callable[[CardValue], _T]) -> _T:
        key = (form, slot or "")
        if key not in self._read:
            self._read[key] = read(self._raw.get(slot, "") if slot else "")
        return self._read[key]  # type: ignore[return-value] # `read` of the same form put it there


def _parts(value: CardValue) -> Iterable[str | tuple[str, str]]:
    return value.split("\n") if isinstance(value, str) else value


def _joined(item: str | tuple[str, str]) -> str:
    return item if isinstance(item, str) else ": ".join(part for part in item if part)


def _text(value: CardValue) -> str:
    return wording("\n".join(_joined(item) for item in _parts(value)))


def _items(value: CardValue) -> tuple[str, ...]:
    said = (one_line(_joined(item)) for item in _parts(value))
    return tuple(item for item in said if item)


def _pairs(value: CardValue) -> Pairs:
    read = (("", item) if isinstance(item, str) else (item[0], item[-1]) for item in _parts(value))
    return tuple((one_line(label), one_line(said)) for label, said in read if one_line(said))


def _contacts(value: CardValue) -> Pairs:
    flat = [item for item in _parts(value) if isinstance(item, str)]
    return _pairs(((flat[0], flat[1]),)) if len(flat) == 2 else _pairs(value)
