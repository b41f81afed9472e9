"""The colours of the window, as one small table a theme.

Light is the reference; dark mirrors it name by name. Text pairs hold 4.5:1 and lines of fields 3:1 (WCAG 2.2 AA),
which a test computes from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QPalette


class Tone(StrEnum):
    """What a status colour stands for; the word and the icon beside it say the same."""

    GREY = "grey"
    SLATE = "slate"
    BLUE = "blue"
    INDIGO = "indigo"
    TEAL = "teal"
    GREEN = "green"
    AMBER = "amber"
    ORANGE = "orange"
    BROWN = "brown"
    RED = "red"
    VIOLET = "violet"
    MAGENTA = "magenta"


class Ink(NamedTuple):
    """Text colour and the tint it stands on; the text also reads on cards and on a selected row."""

    text: str
    tint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour of one theme, ``#RRGGBB``."""

    dark: bool
    page: str
    card: str
    rail: str
    line: str
    field: str
    field_line: str
    locked: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    selected: str
    selected_text: str
    hover: str
    disabled: str
    disabled_line: str
    error: str
    practice: str
    on_practice: str
    tones: dict[Tone, Ink]


LIGHT = Tokens(
    dark=False,
    page="#F6F7F9",
    card="#FFFFFF",
    rail="#FFFFFF",
    line="#D5DAE1",
    field="#FFFFFF",
    field_line="#808996",
    locked="#F0F2F5",
    text="#15191F",
    muted="#4E5866",
    accent="#0B5CAD",
    accent_hover="#0A5199",
    accent_pressed="#084482",
    on_accent="#FFFFFF",
    selected="#E3EDF9",
    selected_text="#0B4A8C",
    hover="#EEF1F5",
    disabled="#636D7B",
    disabled_line="#C3C9D1",
    error="#B3261E",
    practice="#E8730C",
    on_practice="#231000",
    tones={
        Tone.GREY: Ink("#4E5866", "#ECEFF3"),
        Tone.SLATE: Ink("#3F5268", "#E4EAF1"),
        Tone.BLUE: Ink("#0B5CAD", "#E3EDF9"),
        Tone.INDIGO: Ink("#4338A8", "#E9E8FA"),
        Tone.TEAL: Ink("#0B6560", "#DDF2F0"),
        Tone.GREEN: Ink("#17683B", "#DFF3E6"),
        Tone.AMBER: Ink("#855000", "#FDF0D5"),
        Tone.ORANGE: Ink("#9A4209", "#FDE8DA"),
        Tone.BROWN: Ink("#6F4A2B", "#F2E8DF"),
        Tone.RED: Ink("#B3261E", "#FBE4E2"),
        Tone.VIOLET: Ink("#6D35A8", "#F0E6FA"),
        Tone.MAGENTA: Ink("#A21A6E", "#FBE3F1"),
    },
)

DARK = Tokens(
    dark=True,
    page="#14181F",
    card="#1C222B",
    rail="#181D25",
    line="#323B47",
    field="#1C222B",
    field_line="#7F8A99",
    locked="#242B36",
    text="#E8ECF1",
    muted="#A9B3C0",
    accent="#6CB2F5",
    accent_hover="#86C0F8",
    accent_pressed="#559FE6",
    on_accent="#0C1117",
    selected="#1E3650",
    selected_text="#9CCBFA",
    hover="#252D38",
    disabled="#8E99A8",
    disabled_line="#3C4653",
    error="#FF8A80",
    practice="#F08A2C",
    on_practice="#231000",
    tones={
        Tone.GREY: Ink("#A9B3C0", "#2A313C"),
        Tone.SLATE: Ink("#AFC0D3", "#26323F"),
        Tone.BLUE: Ink("#8CC3F8", "#1B334D"),
        Tone.INDIGO: Ink("#B3AEFA", "#2A2950"),
        Tone.TEAL: Ink("#6FD3CA", "#12383A"),
        Tone.GREEN: Ink("#77D49B", "#16382A"),
        Tone.AMBER: Ink("#F3BE62", "#3B2E14"),
        Tone.ORANGE: Ink("#F9A871", "#402713"),
        Tone.BROWN: Ink("#D9B48F", "#382C22"),
        Tone.RED: Ink("#FF948B", "#451F20"),
        Tone.VIOLET: Ink("#CFA8F5", "#352348"),
        Tone.MAGENTA: Ink("#F58CC8", "#43193A"),
    },
)


def tokens_of(palette: QPalette) -> Tokens:
    """The table the palette was made from: widgets that paint ask this, and follow a live switch by themselves."""
    return DARK if palette.window().color().lightness() < 128 else LIGHT


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1…21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
