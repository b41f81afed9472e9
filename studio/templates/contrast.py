"""How well one colour can be read on another, after WCAG."""

from __future__ import annotations

from typing import Final

READABLE: Final = 4.5
"""The least ratio of a text with its ground."""
_LINEAR: Final = tuple(v / 12.92 if (v := n / 255) <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for n in range(256))
RED, GREEN, BLUE = (tuple(weight * v for v in _LINEAR) for weight in (0.2126, 0.7152, 0.0722))
"""What each value of a channel adds to the luminance."""


def luminance(red: int, green: int, blue: int) -> float:
    """WCAG relative luminance of a colour of 0…255 channels."""
    return RED[red] + GREEN[green] + BLUE[blue]


def ratio(one: float, other: float) -> float:
    """WCAG contrast ratio (1…21) of two luminances."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)
