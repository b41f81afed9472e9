"""What the desk keeps of a decision on a comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio.phrase import Phrase


class ModerationAct(StrEnum):
    """What a person decided."""

    KEEP = "keep"
    """It breaks no rule, or was not judged to."""
    HIDE = "hide"
    RESTORE = "restore"
    """A hidden one is shown again."""


class ModerationState(StrEnum):
    """How far the page has done what was decided."""

    WAITING = "waiting"
    """Decided and kept; the page was not asked yet, or said that it did nothing."""
    SENDING = "sending"
    """The page is being asked, or the program ended while it was."""
    UNKNOWN = "unknown"
    """The page may have done it; the next round looks."""
    DONE = "done"
    GONE = "gone"
    """The comment is not there any more."""
    REFUSED = "refused"
    """The page said no for good."""


OUTSTANDING = (ModerationState.WAITING, ModerationState.SENDING, ModerationState.UNKNOWN)
"""States in which the next round has something to do."""


class Appeal(StrEnum):
    """Whether whoever wrote the comment asked to have the hiding looked at again."""

    NONE = "none"
    ASKED = "asked"
    UPHELD = "upheld"
    """Another person looked: it stays hidden."""
    GRANTED = "granted"
    """Another person looked: it was wrong, and the comment is shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationEntry:
    """One decision. The comment's text is no part of it; reasons lie sealed beside it until the item is purged."""

    id: str
    item: str
    account: str
    act: ModerationAct
    rule: str = ""
    """Id of the house rule that it breaks; of what is hidden."""
    rules_version: int = 0
    """Edition of the page's house rules."""
    at: datetime
    by: str
    """Id of the person who decided."""
    mark: str = ""
    """Keyed hash of the comment's text: says whether two texts are the same, and nothing else."""
    state: ModerationState = ModerationState.DONE
    retry_at: datetime | None = None
    problem: Phrase | None = None
    """What a person has to set right, in the page's words."""
    appeal: Appeal = Appeal.NONE
    appealed_at: datetime | None = None
    reviewed_by: str = ""
    """Id of the other person who looked at the hiding; empty while nobody did."""
    reviewed_at: datetime | None = None
    agreed: bool | None = None
    """Whether that person found it right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationReasons:
    """What persons wrote beside a decision; gone with the item's text."""

    reason: str = ""
    appeal: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationAdvice:
    """What an officer is told before a comment is hidden; decides nothing."""

    rules: tuple[str, ...]
    """Ids of the page's rules that its words may break."""
    criticism: bool
    """Its words find fault with the unit, and break no rule."""
    says: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationProgress:
    """What a round did."""

    done: int = 0
    waiting: int = 0
    """Still to be done: the page gave no answer, or asked to wait."""
    refused: int = 0

    def __bool__(self) -> bool:
        """Whether anything became of what was asked."""
        return bool(self.done or self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRule:
    """One rule as citizens read it. A unit's own words stand under both languages."""

    id: str
    title: Phrase
    text: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRulesEdition:
    """The rules of one page from a moment on."""

    account: str
    version: int
    """0: those that the program brings."""
    rules: tuple[HouseRule, ...]
    at: datetime | None = None
    by: str = ""
    """Id of the head who set them."""

    def rule(self, id: str) -> HouseRule | None:
        return next((rule for rule in self.rules if rule.id == id), None)
