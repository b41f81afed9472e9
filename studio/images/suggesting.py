"""What detectors saw becomes suggestions of a recipe. A look adds: nothing that a person decided or drew is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from studio.canonical import digest
from studio.errors import BadInput
from studio.images.detect import FoundSpot, overlap
from studio.images.looking import DetectorResult
from studio.images.recipe import CoverDecision, Recipe, Suggestion
from studio.images.soundness import MOST_LOOKED, MOST_THINGS, checked

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
