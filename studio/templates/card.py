"""A card to be painted: a layout, its values and its photo. Plain data; `studio.cards` paints it.

What sizes and parts of cards are called when something is said of them to people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from studio.canonical import Number, digest
from studio.phrase import Bilingual, Phrase

_SIZES = {
    "sq": Phrase("square"),
    "p45": Phrase("portrait 4:5"),
    "link": Phrase("landscape"),
    "story": Phrase("story 9:16"),
    "a4": Phrase("A4 sheet"),
}
_BUILDS = {
    "photo": Phrase("photo first"),
    "fade": Phrase("words on the photo"),
    "type": Phrase("large words"),
    "list": Phrase("list on a field of colour"),
    "plain": Phrase("panels"),
}
_PARTS = {
    "agenda": Phrase("agenda"),
    "also": Phrase("second “do” list"),
    "answer": Phrase("answer"),
    "avoid": Phrase("what to avoid"),
    "citation": Phrase("citation"),
    "claim": Phrase("claim"),
    "closed": Phrase("closed stretch"),
    "contact": Phrase("contact"),
    "contacts": Phrase("contacts"),
    "date": Phrase("date"),
    "detour": Phrase("detour"),
    "donts": Phrase("“don't” list"),
    "dos": Phrase("“do” list"),
    "art": Phrase("illustration"),
    "facts": Phrase("facts"),
    "features": Phrase("features"),
    "figures": Phrase("figures"),
    "from": Phrase("sender"),
    "headline": Phrase("headline"),
    "hours": Phrase("hours"),
    "kicker": Phrase("kicker"),
    "level": Phrase("warning level"),
    "lines": Phrase("lines"),
    "message": Phrase("message"),
    "milestones": Phrase("milestones"),
    "photo": Phrase("photo"),
    "portrait": Phrase("portrait"),
    "page": Phrase("page number"),
    "period": Phrase("period"),
    "qr": Phrase("QR code"),
    "quote": Phrase("quote"),
    "right": Phrase("right wording"),
    "measure": Phrase("what is counted"),
    "scheme": Phrase("scheme"),
    "series": Phrase("bars"),
    "signs": Phrase("signs"),
    "source": Phrase("source"),
    "status": Phrase("status"),
    "steps": Phrase("steps"),
    "subtitle": Phrase("subtitle"),
    "todo": Phrase("what to do"),
    "unit": Phrase("name of the unit"),
    "why": Phrase("reason"),
    "wrong": Phrase("wrong wording"),
}
_PLACES = ("hero_", "head_", "side_")
"""The same picture stands elsewhere on another size."""
_ENDS = ("_panel", "_title", "_dos")


def size_words(size: str) -> Phrase:
    """``p45`` → “dọc 4:5”; a size that is not the family's own keeps its id."""
    return _SIZES.get(size, Bilingual(size, size))


def built_words(composition: str) -> Phrase:
    """What a composition is called; one of a later version keeps its name."""
    return _BUILDS.get(composition, Bilingual(composition, composition))


def item_words(name: str, item: int) -> Phrase:
    """``Phần “các bước”``, or ``Mục 3 của phần “các bước”``, to begin a sentence with."""
    part = part_words(name)
    if not item:
        return Phrase("The part “{part}”", part=part)
    return Phrase("Item {item} of the part “{part}”", item=item, part=part)


def part_words(name: str) -> Phrase:
    """What a slot or layer of a layout shows; one without a word of its own keeps its id."""
    found = _PARTS.get(name) or _PARTS.get(name.rpartition("_")[2] if name.startswith(_PLACES) else "")
    for end in _ENDS:
        found = found or _PARTS.get(name.removesuffix(end))
    return found or Bilingual(name, name)


CardValue = str | tuple[str, ...] | tuple[tuple[str, str], ...]
"""A text, a list of texts, or a list of pairs (question/answer, key/value, step/time)."""

FractionRect = tuple[Number, Number, Number, Number]
"""x, y, w, h as fractions (0…1) of the upright original photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRef:
    """A photo by the hash of its original, with what is cut and covered."""

    sha256: str
    crop: FractionRect | None = None
    redactions: tuple[FractionRect, ...] = ()
    focal: tuple[Number, Number] = (0.5, 0.4)
    zoom: Number = 1.0
    """How much closer than the whole picture that fills its place; 1 or more."""

    def to_json(self) -> dict[str, Any]:
        told = asdict(self)
        if self.zoom == 1.0:
            del told["zoom"]
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTouch:
    """What a person changed by hand on one card, on one of its sizes. `studio.templates.touch` says what may be."""

    card: str
    """Key of the card in its post: the template's card, and ``#n`` where it repeats."""
    size: str
    focal: tuple[Number, Number] | None = None
    """The point of the photo that stays in sight, instead of the post's own."""
    zoom: Number = 1.0
    hidden: tuple[str, ...] = ()
    """Ids of layers that do not show."""
    breaks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Layer → the lines of its text; they hold as long as the text says the same words."""
    composition: str = ""
    """How the card is built, instead of what its content asks for."""

    def to_json(self) -> dict[str, Any]:
        told = asdict(self)
        if not self.composition:
            del told["composition"]
        return told

    @property
    def plain(self) -> bool:
        """Whether it changes nothing."""
        return self == CardTouch(card=self.card, size=self.size)


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
    touches: tuple[CardTouch, ...] = ()
    """What was changed by hand, at most once a size."""
    built: str = ""
    """The composition of a card that goes on from another, instead of what its content asks for."""

    def touch(self, size: str) -> CardTouch | None:
        """What was changed on `size`."""
        return next((touch for touch in self.touches if touch.size == size), None)

    def photo_on(self, size: str) -> PhotoRef | None:
        """The photo as it is shown on `size`."""
        touch = self.touch(size)
        if self.photo is None or touch is None:
            return self.photo
        return replace(self.photo, focal=touch.focal or self.photo.focal, zoom=touch.zoom)

    def to_json(self) -> dict[str, Any]:
        touched: dict[str, Any] = {"touches": [touch.to_json() for touch in self.touches]} if self.touches else {}
        if self.built:
            touched["built"] = self.built
        return touched | {
            "layout": self.layout,
            "layout_sha256": self.layout_sha256,
            "theme": self.theme,
            "values": dict(self.values),
            "photo": self.photo.to_json() if self.photo else None,
            "badge": self.badge_sha256,
            "practice": self.practice,
        }

    @property
    def sha256(self) -> str:
        """Hash that changes with any of the card's pixels' causes."""
        return digest(self.to_json())
