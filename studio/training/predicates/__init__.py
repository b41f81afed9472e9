"""The one table of what a step may wait for. Nothing is ever evaluated: a name that is not here is refused by the lint.

A key is what ``done_when`` says, or ``B1.3 check:CODE`` where one outline means something of its own by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.training.predicates import access, checklists, feedback, planning, posts, registry, slips
from studio.training.scene import Predicate

_ROOMS = (posts, registry, access, slips, planning, feedback, checklists)
PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {name: predicate for room in _ROOMS for name, predicate in room.PREDICATES.items()}
)


def predicate_of(key: str, done_when: str) -> Predicate | None:
    """The predicate of the step `key` (``B1.3``); None when nothing is registered for it."""
    return PREDICATES.get(f"{key} {done_when}") or PREDICATES.get(done_when)
