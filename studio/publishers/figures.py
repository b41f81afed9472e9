"""The small port behind which each platform tells a page's own administrators how often it was seen and answered.

Sums of a post, a page or a day, and nothing else: never who liked, follows or visited. "Not offered", "no right" and a
0 are different answers; that a page was not looked at is known by whoever did not look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from studio.accounts.model import Account


class PageNumber(StrEnum):
    """What is asked for. The names are those of `studio.reports.model.Metric`."""

    VIEWS = "views"
    VIEWERS = "viewers"
    REACTIONS = "reactions"
    COMMENTS = "comments"
    SHARES = "shares"
    FOLLOWERS = "followers"


class Silence(StrEnum):
    """Why a platform does not tell a number."""

    NOT_OFFERED = "not_offered"
    """It does not tell it, or not any more; or the site lacks the plugin."""
    NO_RIGHT = "no_right"
    """This login may not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellsNumber:
    """One number. `day` None: the whole up to now; else that of the day in Vietnam in which most of it lies."""

    number: PageNumber
    value: int
    day: date | None = None
    ended_at: datetime | None = None
    """When that day ended by the platform's clock, where it told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellsFigures:
    """What was told of a post or page, and why the rest was not."""

    told: tuple[TellsNumber, ...] = ()
    silent: Mapping[PageNumber, Silence] = field(default_factory=dict)


class FigureReader(Protocol):
    """Serves accounts of one kind. Reads alone, and never more than it is asked for.

    Raises `Unreachable` when waiting may help, else a StudioError that says what a person has to set right.
    """

    def of_page(self, account: Account, since: date, until: date) -> TellsFigures:
        """Numbers of the page as it is now, and those of its days from `since` to `until` where it has such."""
        ...

    def of_posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, TellsFigures]:
        """Numbers of these posts, by their id; one that is missing in the answer is on the page no longer."""
        ...


class NotTold:
    """Fulfils `FigureReader` where nobody tells a program: on a practice page, on one that is posted to by hand, on a
    platform that has no reader here."""

    def of_page(self, account: Account, since: date, until: date) -> TellsFigures:
        return _NOTHING

    def of_posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, TellsFigures]:
        return dict.fromkeys(remote_ids, _NOTHING)


_NOTHING = TellsFigures(silent=dict.fromkeys(PageNumber, Silence.NOT_OFFERED))


def whole_number(told: object) -> int | None:
    """A count as a platform writes it: a number, digits in a text, or an object of parts to be summed; else None."""
    if isinstance(told, bool):
        return None
    if isinstance(told, int):
        return told if told >= 0 else None
    if isinstance(told, str):
        return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None
    if isinstance(told, dict):
        parts = [whole_number(part) for part in told.values()]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None
    return None
