"""A card to be painted: a layout, its values and its photo. Plain data; `studio.cards` paints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studio.canonical import digest

CardValue = str | tuple[str, ...] | tuple[tuple[str, str], ...]
"""A text, a list of texts, or a list of pairs (question/answer, key/value, step/time)."""

FractionRect = tuple[float, float, float, float]
"""x, y, w, h as fractions (0…1) of the upright original photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRef:
    """A photo by the hash of its original, with what is cut and covered."""

    sha256: str
    crop: FractionRect | None = None
    redactions: tuple[FractionRect, ...] = ()
    focal: tuple[float, float] = (0.5, 0.4)

    def to_json(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "crop": list(self.crop) if self.crop else None,
            "redactions": [list(r) for r in self.redactions],
            "focal": list(self.focal),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSpec:
    """Everything that decides a card's pixels, size apart."""

    layout: str
    layout_sha256: str
    theme: str
    values: Mapping[str, CardValue] = field(default_factory=dict)
    photo: PhotoRef | None = None
    badge_sha256: str | None = None
    """The unit's own badge in the file store; None paints the neutral badge."""
    practice: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "layout": self.layout,
            "layout_sha256": self.layout_sha256,
            "theme": self.theme,
            "values": {
                k: v if isinstance(v, str) else [list(i) if isinstance(i, tuple) else i for i in v]
                for k, v in sorted(self.values.items())
            },
            "photo": self.photo.to_json() if self.photo else None,
            "badge": self.badge_sha256,
            "practice": self.practice,
        }

    @property
    def sha256(self) -> str:
        """Hash that changes with any of the card's pixels' causes."""
        return digest(self.to_json())
