"""A work: an original that is being edited, what was decided on it, and the files that were made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from studio.images.recipe import Cover, CoverDecision, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One original with its recipe. Every change is a new revision."""

    id: str
    title: str
    name: str
    """Of the file it came from."""
    recipe: Recipe
    revision: int = 1
    opened_by: str
    opened_at: datetime
    changed_by: str
    changed_at: datetime
    cleared_by: str = ""
    """Who confirmed that nobody and nothing else in the picture is to be protected; empty: nobody did."""
    trashed_at: datetime | None = None

    @property
    def original(self) -> str:
        """SHA-256 of the original."""
        return self.recipe.source


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A work as lists show it."""

    id: str
    title: str
    name: str
    original: str
    changed_by: str
    changed_at: datetime
    covers: int
    undecided: int
    trashed_at: datetime | None


class WorkDeed(StrEnum):
    """What is kept of the way of a work."""

    OPENED = "opened"
    LOOKED = "looked"
    """A detector looked; `about` is its name."""
    COVERED = "covered"
    """A suggestion was accepted, or a place covered by hand."""
    LEFT = "left"
    REOPENED = "reopened"
    DROPPED = "dropped"
    """A suggestion is there no longer: the look that found it was undone."""
    RESHAPED = "reshaped"
    """A cover was moved, resized, or filled in another way."""
    UNCOVERED = "uncovered"
    CLEARED = "cleared"
    """A person confirmed that nobody else is to be protected."""
    UNCLEARED = "uncleared"
    ANSWERED = "answered"
    """A person said who and what is in the picture; the facts are those of `PictureAnswers`."""
    FINISHED = "finished"
    TRASHED = "trashed"
    UNTRASHED = "untrashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStep:
    """One line of the history of a work."""

    at: datetime
    by: str
    deed: WorkDeed
    about: str = ""
    """The suggestion, the cover, the detector, or the finished file."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Plain data: subject, where it lies in the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAnswers:
    """What a person answered of a picture before anything is covered."""

    children: bool
    """Anybody under 18."""
    held: bool
    """A victim, or somebody who is held or accused."""
    papers: bool
    """Papers, screens or number plates that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPicture:
    """A flattened picture that may leave. Sizes in pixels."""

    data: bytes
    width: int
    height: int
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished file and the recipe it was made by."""

    sha256: str
    work: str
    recipe: Recipe
    width: int
    height: int
    bytes: int
    mime: str
    by: str
    at: datetime


def outdated(made: Made, work: Work) -> bool:
    """Whether the work by now protects something that the finished file shows, or has it still to be decided."""
    covered = {cover.points for cover in made.recipe.covers}
    return bool(work.recipe.undecided) or any(cover.points not in covered for cover in work.recipe.covers)


def protects(recipe: Recipe) -> bool:
    """Whether its original shows what nobody may see, or what has still to be decided."""
    return bool(recipe.covers or recipe.undecided)


def shown_in(steps: Iterable[WorkStep]) -> PictureAnswers | None:
    """What was answered last; None while nobody was asked."""
    facts = next((step.facts for step in reversed(tuple(steps)) if step.deed is WorkDeed.ANSWERED), None)
    return (
        None
        if facts is None
        else PictureAnswers(children=facts["children"], held=facts["held"], papers=facts["papers"])
    )


def decided_between(before: Recipe, after: Recipe, *, by: str, at: datetime) -> Iterator[WorkStep]:
    """What a change did to the protection of people, as lines of the history."""
    for name in after.looked:
        if name not in before.looked:
            yield WorkStep(at=at, by=by, deed=WorkDeed.LOOKED, about=name)
    earlier = {one.id: one.decision for one in before.suggestions}
    for one in after.suggestions:
        if one.decision is not earlier.get(one.id, CoverDecision.OPEN):
            facts = {"subject": one.subject.value, "box": list(one.box), "by": one.by}
            yield WorkStep(at=at, by=by, deed=_DEEDS[one.decision], about=one.id, facts=facts)
    present = {one.id for one in after.suggestions}
    for one in before.suggestions:
        if one.id not in present:
            facts = {"subject": one.subject.value, "box": list(one.box), "decision": one.decision.value}
            yield WorkStep(at=at, by=by, deed=WorkDeed.DROPPED, about=one.id, facts=facts)
    yield from _covers_between(_by_hand(before), _by_hand(after), by, at)
    yield from _covers_between(_accepted(before), _accepted(after), by, at, told=True)


_DEEDS = {
    CoverDecision.COVER: WorkDeed.COVERED,
    CoverDecision.LEAVE: WorkDeed.LEFT,
    CoverDecision.OPEN: WorkDeed.REOPENED,
}


def _covers_between(
    before: Mapping[str, Cover], after: Mapping[str, Cover], by: str, at: datetime, *, told: bool = False
) -> Iterator[WorkStep]:
    """Of covers by id; `told`: that they came or went is said by the decision already."""
    for key, cover in after.items():
        old = before.get(key)
        if old is None and not told:
            yield WorkStep(at=at, by=by, deed=WorkDeed.COVERED, about=key, facts=_facts(cover))
        elif old is not None and (old.points, old.fill) != (cover.points, cover.fill):
            yield WorkStep(at=at, by=by, deed=WorkDeed.RESHAPED, about=key, facts=_facts(cover))
    if not told:
        for key, cover in before.items():
            if key not in after:
                yield WorkStep(at=at, by=by, deed=WorkDeed.UNCOVERED, about=key, facts=_facts(cover))


def _by_hand(recipe: Recipe) -> dict[str, Cover]:
    return {cover.id: cover for cover in recipe.covers if not cover.suggestion}


def _accepted(recipe: Recipe) -> dict[str, Cover]:
    return {cover.suggestion: cover for cover in recipe.covers if cover.suggestion}


def _facts(cover: Cover) -> dict[str, Any]:
    return {
        "subject": cover.subject.value,
        "points": [list(point) for point in cover.points],
        "fill": cover.fill.value,
    }
