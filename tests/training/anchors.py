"""Names of the controls that the shipped lessons light."""

from __future__ import annotations

from studio.training.course_reader import shipped
from studio.training.steps import place_of


def anchors_of(page: str, tab: str) -> frozenset[str]:
    """Those in this tab of the page."""
    steps = ((outline.key(step.number), step) for outline in shipped().outlines for step in outline.steps)
    places = (place_of(key, step) for key, step in steps)
    return frozenset(place.anchor for place in places if place is not None and (place.page, place.tab) == (page, tab))
