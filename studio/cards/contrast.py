"""Contrast of text measured on rendered pixels, not on colours of the design."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from studio.cards.scene import TextPart

_SAMPLES = (32, 12)
_WORST = 0.05
_LINEAR = tuple(v / 12.92 if (v := n / 255) <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for n in range(256))
_RED, _GREEN, _BLUE = (tuple(weight * v for v in _LINEAR) for weight in (0.2126, 0.7152, 0.0722))


def luminance(red: int, green: int, blue: int) -> float:
    """WCAG relative luminance of a colour of 0…255 channels."""
    return _RED[red] + _GREEN[green] + _BLUE[blue]


def ratio(one: float, other: float) -> float:
    """WCAG contrast ratio (1…21) of two luminances."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def view(image: QImage) -> Image.Image:
    """The pixels of an RGB32 image for Pillow."""
    size = (image.width(), image.height())
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "BGRX", image.bytesPerLine(), 1)


def worst_ratios(ground: QImage, texts: Iterable[TextPart]) -> dict[str, float]:
    """Per layer, the contrast that 95 % of the pixels under its text reach. `ground` is the card without text."""
    pixels = view(ground)
    worst: dict[str, float] = {}
    for text in texts:
        for line in range(len(text.text.lines)):
            found = _line_ratio(pixels, text.line_rect(line), text.colour)
            if found is not None:
                worst[text.layer] = round(min(worst.get(text.layer, 21.0), found), 2)
    return worst


def _line_ratio(pixels: Image.Image, box: QRect, colour: QColor) -> float | None:
    """The ratio of one line; text colours are opaque by the design's rules."""
    area = box.intersected(QRect(0, 0, pixels.width, pixels.height))
    if area.isEmpty():
        return None
    left, top = area.x(), area.y()
    part = pixels.crop((left, top, left + area.width(), top + area.height()))
    seen = part.resize(_SAMPLES, Image.Resampling.NEAREST).tobytes()
    under = [_RED[r] + _GREEN[g] + _BLUE[b] for r, g, b in zip(seen[::3], seen[1::3], seen[2::3], strict=True)]
    text = luminance(colour.red(), colour.green(), colour.blue())
    ratios = sorted([(text + 0.05) / (u + 0.05) if text > u else (u + 0.05) / (text + 0.05) for u in under])
    return ratios[int(len(ratios) * _WORST)]
