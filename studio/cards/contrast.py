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


def luminance(red: float, green: float, blue: float) -> float:
    """WCAG relative luminance of a colour of 0…255 channels."""
    return 0.2126 * _LINEAR[round(red)] + 0.7152 * _LINEAR[round(green)] + 0.0722 * _LINEAR[round(blue)]


def ratio(one: float, other: float) -> float:
    """WCAG contrast ratio (1…21) of two luminances."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def view(image: QImage) -> Image.Image:
    """The pixels of an RGB32 image for Pillow."""
    size = (image.width(), image.height())
    return Image.frombuffer("RGB", size, image.constBits(), "raw", "BGRX", image.bytesPerLine(), 1)


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
    area = box.intersected(QRect(0, 0, pixels.width, pixels.height))
    if area.isEmpty():
        return None
    left, top = area.x(), area.y()
    part = pixels.crop((left, top, left + area.width(), top + area.height()))
    part = part.resize(_SAMPLES, Image.Resampling.NEAREST)
    ratios = sorted(
        _against(colour, count_pixel[1])
        for count_pixel in part.getcolors(_SAMPLES[0] * _SAMPLES[1]) or []
        for _ in range(count_pixel[0])
    )
    return ratios[int(len(ratios) * _WORST)]


def _against(colour: QColor, under: object) -> float:
    red, green, blue = under  # type: ignore[misc]
    alpha = colour.alphaF()
    seen = [
        c * alpha + u * (1 - alpha)
        for c, u in zip((colour.red(), colour.green(), colour.blue()), (red, green, blue), strict=True)
    ]
    return ratio(luminance(*seen), luminance(red, green, blue))
