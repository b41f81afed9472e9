"""Many photographs begun at once: what is found is covered, and the badge is put on, each in a work of its own.

Nothing leaves by it. A detector does not find all, so every work waits for a person, as one that was opened by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.errors import StudioError
from studio.images import edits
from studio.images.detection import DetectionReport, suggest
from studio.images.recipe import Corner, CoverDecision, MarkKind, Recipe
from studio.images.works import PhotoWorks
from studio.phrase import Phrase

MOST = 200
"""Photographs at once."""
BADGE = 0.16
"""Height of the badge, as a share of the shorter side."""
LookAt = Callable[[bytes], DetectionReport]
"""Searches a picture for what is to be covered. Raises BadInput."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTreatment:
    """What is done to each."""

    cover: bool = True
    """Cover every place that a detector finds."""
    badge: str | None = None
    """The badge in the file store; empty: the neutral one; None: none."""
    corner: Corner = Corner.BOTTOM_RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoResult:
    """What became of one file: its work and how many places were covered, or why there is none."""

    source: Path
    work: str = ""
    covers: int = 0
    refusal: Phrase | None = None


Progress = Callable[[int, int], bool]
"""Told how many are done of how many; False stops after that one."""


def begin_many(
    sources: Sequence[Path],
    treatment: BatchTreatment,
    works: PhotoWorks,
    read: Callable[[Path], bytes],
    look: LookAt,
    by: str,
    progress: Progress = lambda done, of: True,
) -> tuple[PhotoResult, ...]:
    """Begin a work of each file. One that cannot be read is reported and the others go on; those that a stop left out
    are not in the answer. Takes some seconds a photograph."""
    begun: list[PhotoResult] = []
    for source in sources[:MOST]:
        begun.append(_begin(source, treatment, works, read, look, by))
        if not progress(len(begun), min(len(sources), MOST)):
            break
    return tuple(begun)


def _begin(
    source: Path, treatment: BatchTreatment, works: PhotoWorks, read: Callable[[Path], bytes], look: LookAt, by: str
) -> PhotoResult:
    try:
        data = read(source)
        work = works.open(data, source.name, by)
        recipe = work.recipe
        if treatment.cover:
            recipe = covered(suggest(recipe, look(data).looks), by)
        if treatment.badge is not None:
            recipe = edits.add_mark(recipe, MarkKind.BADGE, size=BADGE, corner=treatment.corner, sha256=treatment.badge)
        work = works.change(work.id, work.revision, recipe, by)
    except StudioError as refusal:
        return PhotoResult(source=source, refusal=refusal.phrase)
    return PhotoResult(source=source, work=work.id, covers=len(work.recipe.covers))


def covered(recipe: Recipe, by: str) -> Recipe:
    """With every open suggestion covered, decided by that person."""
    for one in recipe.undecided:
        recipe = edits.decide(recipe, one.id, CoverDecision.COVER, by=by)
    return recipe
