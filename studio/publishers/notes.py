"""What a publisher has to remember of a create until it is finished, whatever dies meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`value` is an id or token of the platform that is worth nothing without the login; never a secret."""

    value: str
    at: datetime
