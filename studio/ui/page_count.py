"""The number beside a page: the rail is painted before anything is imported that counts."""

from __future__ import annotations

from typing import NamedTuple


class PageCount(NamedTuple):
    """A number beside a page; `urgent` when something is overdue or unclear, `soon` when that is near. Without `duty`
    it counts what waits for others."""

    number: int
    urgent: bool = False
    soon: bool = False
    duty: bool = True
