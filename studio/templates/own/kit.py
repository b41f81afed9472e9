"""A unit's brand kit: two colours, the light ground, what stands before its name, a second logo.

The first colour is the accent on light grounds, the second on dark ones; each is the other's companion there. Families
whose colours mean something (warning, emergency, correction, days of mourning) keep theirs, and so does whatever the
department locks in ``kit.yaml`` of its pack. The badge is the unit's own, in its directory.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from studio.canonical import digest
from studio.errors import BadInput
from studio.phrase import Bilingual, Phrase
from studio.templates.catalog import Pack
from studio.templates.contrast import READABLE, luminance, ratio
from studio.templates.layout import CardTheme, Design, Layout, resolve
from studio.text import length, nfc, squeeze
from studio.yamlfile import YamlSection, load_yaml

LOCKS: Final = "kit.yaml"
PARTS: Final = ("first", "second", "background", "header", "logo")
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_LONGEST_HEADER: Final = 60
_ACCENTED: Final = ("accent", "kicker", "pill", "panel_icon", "field", "on_field_pill", "art")
"""Roles of a theme that have the accent's colour unless they say another."""
_ON: Final = (("on_accent", "accent"), ("on_pill", "pill"), ("on_field", "field"), ("field_muted", "field"),
              ("field_kicker", "field"), ("on_field_pill", "field_pill"))  # fmt: skip
"""What is written on a coloured ground; it turns white or dark with that."""
_READ: Final = (*_ON, ("text", "ground"), ("muted", "ground"), ("kicker", "ground"), ("accent", "ground"),
                ("do", "ground"), ("dont", "ground"))  # fmt: skip
_WORDS: Final[Mapping[str, Phrase]] = {
    "text": Phrase("text"),
    "muted": Phrase("quiet text"),
    "kicker": Phrase("kicker"),
    "accent": Phrase("numbers and days"),
    "do": Phrase("“do” list"),
    "dont": Phrase("“don't” list"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandKit:
    """Empty where the department's look is kept."""

    first: str = ""
    """``#RRGGBB``."""
    second: str = ""
    background: str = ""
    """The ground of light cards."""
    header: str = ""
    logo: str = ""
    """Hash of the second logo's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitLocks:
    """What the department keeps from its units' kits."""

    parts: frozenset[str] = frozenset()
    """Of `PARTS`."""
    themes: frozenset[str] = frozenset()


def locks_of(pack: Pack) -> KitLocks:
    """What the pack locks. Raises BadInput, Untrusted."""
    if LOCKS not in pack.hashes:
        return KitLocks()
    top = YamlSection(load_yaml(pack.read(LOCKS), LOCKS))
    locks = KitLocks(parts=frozenset(top.texts("locked", required=False)), themes=frozenset(top.texts("themes")))
    top.close()
    return locks


def checked(kit: BrandKit, locks: KitLocks) -> BrandKit:
    """The kit, tidied. Raises BadInput naming the part that is no colour, too long or locked."""
    made = replace(kit, header=squeeze(nfc(kit.header)))
    for part in ("first", "second", "background"):
        value = getattr(made, part)
        if value and not _HEX.match(value):
            raise BadInput("“{value}” is no colour; write it like #0B2A5B.", value=value, where=part)
    if bool(made.first) != bool(made.second):
        raise BadInput("the two colours belong together: one for light grounds, one for dark ones.", where="colours")
    if length(made.header) > _LONGEST_HEADER or not made.header.isprintable():
        raise BadInput("the header line has {most} characters at most.", most=_LONGEST_HEADER, where="header")
    for part in PARTS:
        if getattr(made, part) and part in locks.parts:
            raise BadInput("the department keeps this part of the cards for all units.", where=part)
    return made


def branded(design: Design, kit: BrandKit, locks: KitLocks) -> Design:
    """The design as cards of the unit have it. Every card then is another than without, and its hash says so."""
    if kit == BrandKit():
        return design
    themes = {
        name: theme if name in locks.themes else _theme(theme, kit, design) for name, theme in design.themes.items()
    }
    seal = digest([kit.first, kit.second, kit.background, kit.header, kit.logo])
    layouts = {name: _layout(layout, seal) for name, layout in design.layouts.items()}
    return replace(design, themes=themes, layouts=layouts, header=kit.header, logo=kit.logo)


def _layout(layout: Layout, seal: str) -> Layout:
    return replace(layout, sha256=digest([layout.sha256, seal]))


def _theme(theme: CardTheme, kit: BrandKit, design: Design) -> CardTheme:
    """Its light, dark and printed grounds; a composition with a ground of its own keeps that."""
    schemes = dict(theme.schemes)
    for scheme, accent, second in (("light", kit.first, kit.second), ("paper", kit.first, kit.second),
                                   ("dark", kit.second, kit.first)):  # fmt: skip
        ground = kit.background if scheme == "light" else ""
        schemes[scheme] = _scheme(schemes[scheme], accent, second, ground, design)
    return replace(theme, schemes=schemes)


def _scheme(roles: Mapping[str, str], accent: str, second: str, ground: str, design: Design) -> dict[str, str]:
    made = dict(roles)
    if accent:
        made |= {role: accent for role in _ACCENTED if roles[role] == roles["accent"]}
        made |= {role: second for role in ("second", "art") if roles[role] == roles["second"]}
    if ground:
        made |= {role: ground for role in ("ground", "ground_to", "scrim") if roles[role] == roles["ground"]}
    for text, under in _ON:
        if made[under] != roles[under] and _ratio(made, text, under, design) < READABLE:
            made[text] = max(("white", "ink"), key=lambda colour: _ratio({**made, text: colour}, text, under, design))
    return made


def weak_pairs(design: Design, made: Design) -> tuple[Phrase, ...]:
    """Which texts of the branded design cannot be read, one sentence for each text and its ground."""
    return tuple(dict.fromkeys(_weak(design, made)))


def nearest(design: Design, kit: BrandKit, locks: KitLocks) -> BrandKit | None:
    """The kit with each colour that cannot be read made lighter or darker by as little as it takes; None where no
    such colour is found."""
    made = kit
    for part in ("background", "first", "second"):
        value = getattr(made, part)
        if value:
            shades = (replace(made, **{part: shade}) for shade in _shades(value))
            # `min` takes the first of equals, and the shades come by how near they are.
            made = min(shades, key=lambda one: len(weak_pairs(design, branded(design, one, locks))))
    return None if weak_pairs(design, branded(design, made, locks)) else made


_SHADES: Final = 24


def _shades(colour: str) -> Iterator[str]:
    """The colour, then lighter and darker ones of its hue in turn."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    yield colour
    for step in range(1, _SHADES + 1):
        for share in (light - step / _SHADES, light + step / _SHADES):
            if 0 <= share <= 1:
                yield "#" + "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, share, full))


def _weak(design: Design, made: Design) -> Iterator[Phrase]:
    for name, theme in made.themes.items():
        for scheme in ("light", "dark"):
            before, after = design.themes[name].schemes[scheme], theme.schemes[scheme]
            for text, under in _READ:
                told = _ratio(after, text, under, made)
                if (after[text], after[under]) != (before[text], before[under]) and told < READABLE:
                    yield Phrase(
                        "“{part}”, {colour}, cannot be read on {ground} (contrast {ratio:.1f}, at least 4.5).",
                        part=_WORDS.get(text, Phrase("text on a coloured ground")),
                        colour=_hex(after[text], after, made),
                        ground=_hex(after[under], after, made),
                        ratio=told,
                    )


def _ratio(roles: Mapping[str, str], text: str, under: str, design: Design) -> float:
    one, other = (luminance(*resolve(roles[role], roles, design.colours)[:3]) for role in (text, under))
    return ratio(one, other)


def _hex(colour: str, roles: Mapping[str, str], design: Design) -> Phrase:
    red, green, blue, _ = resolve(colour, roles, design.colours)
    told = f"#{red:02X}{green:02X}{blue:02X}"
    return Bilingual(told, told)
