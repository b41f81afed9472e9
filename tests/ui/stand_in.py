"""What the small studio's classes are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # they have the methods of the services, not their types
    StandIn = Any
else:
    StandIn = object
