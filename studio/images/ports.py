"""What the works of the image studio need of others. `studio.app` hands the real ones in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from studio.images.geometry import Size
from studio.images.recipe import Recipe
from studio.images.work import Finished

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""
Carry = Callable[[str, str, str], None]
"""Whoever consented to one picture (its SHA-256) consented to what was made of it, too; the third is the person."""

Hold = Callable[[Recipe], None]
"""Raises Refused when a consent, or the unit's library, forbids that a picture made by this recipe leaves today."""


class Measure(Protocol):
    """Looks at a foreign picture."""

    def __call__(self, data: bytes) -> Size:
        """Width and height of the upright picture. Raises BadInput unless it is a sound one of a size we take."""
        ...


class Develop(Protocol):
    """Makes the finished picture of an original, marks and all."""

    def __call__(self, original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> Finished:
        """Read back and found clean. Raises BadInput."""
        ...
