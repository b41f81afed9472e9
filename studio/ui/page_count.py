"""The number beside a page of the rail. Apart from what is counted: the rail is painted before any service is there."""

from __future__ import annotations

from typing import NamedTuple


class PageCount(NamedTuple):
    """`urgent` when something is overdue or unclear, `soon` when that is near. Without `duty` it counts what waits for
    others."""

    number: int
    urgent: bool = False
    soon: bool = False
    duty: bool = True
