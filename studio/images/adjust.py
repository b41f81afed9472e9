"""Light and colour of a photograph: one table of 256 levels for each channel, and sharpening at the final size."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from math import log2

from PIL import Image, ImageFilter

from studio.images.recipe import Adjust

KNEE = 0.4
"""From this linear light on a brighter exposure bends instead of cutting highlights off."""
WARMEST = 0.5
"""Stops between red and blue, up and down, of warmth 100."""
MOST_TINT = 0.4
"""Stops of green, down, of tint 100 (towards magenta)."""
_LUMA = (0.2126, 0.7152, 0.0722)
"""Weights of red, green, blue in linear light (ITU-R BT.709)."""

AUTO_SIDE = 160
"""Pixels of the longer side of the picture that the automatic looks at."""
_STEP = 0.05
"""Of the exposure slider."""


def adjusted(image: Image.Image, adjust: Adjust) -> Image.Image:
    """An RGB image in the light and colours of `adjust`, sharpened for the size it has."""
    if (table := levels(adjust)) is not None:
        image = image.point(table)
    if adjust.sharpen:
        image = image.filter(ImageFilter.UnsharpMask(radius=0.9, percent=round(1.6 * adjust.sharpen), threshold=2))
    return image


def levels(adjust: Adjust) -> list[int] | None:
    """768 levels, red then green then blue, for `Image.point`; None when they would change nothing."""
    if replace(adjust, sharpen=0) == Adjust():
        return None
    return [_level(level / 255, gain, adjust) for gain in _gains(adjust) for level in range(256)]


def _level(value: float, gain: float, adjust: Adjust) -> int:
    value = _to_gamma(_exposed(_to_linear(value), gain))
    value = _contrasted(_shadowed(value, adjust.shadows / 100), adjust.contrast / 100)
    return round(255 * min(1.0, max(0.0, value)))


def _gains(adjust: Adjust) -> tuple[float, float, float]:
    """What linear red, green and blue are multiplied by; grey keeps its lightness under warmth and tint."""
    warm, tint = WARMEST * adjust.warmth / 100, MOST_TINT * adjust.tint / 100
    red, green, blue = 2**warm, 2**-tint, 2**-warm
    light = 2**adjust.exposure / sum(weight * gain for weight, gain in zip(_LUMA, (red, green, blue), strict=True))
    return red * light, green * light, blue * light


def _exposed(linear: float, gain: float) -> float:
    """Multiplied; above the knee the brightest light still ends at 1, with no kink."""
    bright = linear * gain
    if gain <= 1 or bright <= KNEE:
        return bright
    room = gain - KNEE
    left: float = (1 - (bright - KNEE) / room) ** (room / (1 - KNEE))
    return 1 - (1 - KNEE) * left


def _shadowed(value: float, amount: float) -> float:
    # Dark levels move most, light ones hardly; 0.9 downwards keeps the order of the levels.
    return value + amount * (1.5 if amount > 0 else 0.9) * value * (1 - value) ** 3


def _contrasted(value: float, amount: float) -> float:
    if amount < 0:
        return 0.5 + (value - 0.5) * (1 + 0.6 * amount)
    return value + amount * (value * value * (3 - 2 * value) - value)


def _to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _to_gamma(linear: float) -> float:
    linear = min(1.0, max(0.0, linear))
    return linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


_LINEAR = [_to_linear(level / 255) for level in range(256)]


def auto(image: Image.Image) -> Adjust:
    """Moderate light and colour for an RGB image, as the sliders then show them; neutral for a picture that is fine.

    Each part is mended only where it is plainly off, and then not all the way: a picture of the night stays one.
    """
    small = image.copy()
    small.thumbnail((AUTO_SIDE, AUTO_SIDE), Image.Resampling.BOX)
    exposure = _auto_exposure(_shares(small))
    warmth, tint = _auto_balance(small)
    first = Adjust(exposure=exposure, warmth=warmth, tint=tint)
    lit = _shares(adjusted(small, first))
    return replace(first, shadows=_auto_shadows(lit), contrast=_auto_contrast(lit))


def _shares(image: Image.Image) -> dict[int, float]:
    """The level, 0 to 1, below which this percentage of the pixels lies."""
    counts = list(accumulate(image.convert("L").histogram()))
    return {
        percent: next(level for level, count in enumerate(counts) if count >= counts[-1] * percent / 100) / 255
        for percent in (1, 5, 10, 50, 90, 95, 99)
    }


def _auto_exposure(at: dict[int, float]) -> float:
    middle, bright = max(0.02, at[50]), max(0.05, at[95])
    stops = 0.0
    if middle < 0.34 and bright < 0.85:  # dark, and not for a lamp or a sky in it
        stops = min(_stops(middle, 0.42), _stops(bright, 0.95))
    elif middle > 0.72 and at[10] > 0.35:  # bright, with nothing dark in it
        stops = _stops(middle, 0.62)
    stops = min(0.8, max(-0.8, 0.7 * stops))
    return round(round(stops / _STEP) * _STEP, 2) if abs(stops) >= 2 * _STEP else 0.0


def _stops(have: float, want: float) -> float:
    return log2(_to_linear(want) / _to_linear(have))


def _auto_shadows(at: dict[int, float]) -> int:
    return round(min(35, 200 * (0.10 - at[10]))) if at[10] < 0.07 and at[50] < 0.45 and at[99] > 0.6 else 0


def _auto_contrast(at: dict[int, float]) -> int:
    spread = at[99] - at[1]
    return round(min(45, 100 * (0.75 - spread))) if 0.1 < spread < 0.65 else 0


def _auto_balance(small: Image.Image) -> tuple[int, int]:
    """Warmth and tint that make greys grey; (0, 0) where there are too few to tell, or where they already are."""
    greys = [pixel for pixel in _pixels(small) if min(pixel) >= 50 and max(pixel) <= 235 and _is_greyish(pixel)]
    if len(greys) < small.width * small.height / 8:
        return 0, 0
    red, green, blue = (sum(_LINEAR[pixel[channel]] for pixel in greys) / len(greys) for channel in range(3))
    warmth = -100 * log2(red / blue) / 2 / WARMEST
    tint = 100 * log2(green / (red * blue) ** 0.5) / MOST_TINT
    return _moderate(warmth), _moderate(tint)


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    data = image.tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def _is_greyish(pixel: tuple[int, int, int]) -> bool:
    return max(pixel) - min(pixel) <= 0.22 * max(pixel)


def _moderate(value: float) -> int:
    return round(min(30.0, max(-30.0, 0.6 * value))) if abs(value) >= 22 else 0
