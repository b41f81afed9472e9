"""What the room of exchange speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio.hub.model import HubItemKind
from studio.phrase import Phrase

SUFFIX = ".psexchange"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A PC whose items count here, after a person compared the fingerprint of its key."""

    login: str
    """By what its items name it."""
    unit: str
    name: str
    """What people call it."""
    public: str
    """Ed25519 public key, hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item of a post, as it is kept for ever: what is looked for in it, beside its bytes."""

    id: str
    """SHA-256 of its bytes, hex."""
    kind: HubItemKind
    post: str
    sender: str
    """The station that made it."""
    by: str
    """Id of the person who did what it says."""
    at: datetime
    """When it was made, by that station's clock: it is shown, and decides nothing."""
    parents: tuple[str, ...] = ()
    """The revisions that a revision follows; the one revision that a decision or withdrawal is about; the offer, or the
    first revision, that an offer follows."""
    number: int = 0
    """The number of a revision within its post."""
    mark: str = ""
    """Of a revision: the signature under its submission, empty for a draft. Of a decision: what, and when it was
    made. Of an offer: the station it is made to."""
    writers: tuple[str, ...] = ()
    """Ids of everyone who wrote at a revision or at what it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """What became of an item that came."""

    item: str
    post: str
    """Empty for what the department says to many units."""
    kind: HubItemKind
    said: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionTold:
    """One of the versions between which a person chooses."""

    item: str
    """Empty for the one of this PC, where it was not sent yet."""
    station: str
    """The name of the PC it came from; empty for this one."""
    by: str
    """Id of who wrote it last."""
    at: datetime
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelState:
    """How a post that travels stands here."""

    post: str
    title: str
    publisher: str
    """The name of the PC that publishes it, or of the unit; empty: this one."""
    versions: tuple[VersionTold, ...]
    """More than one: a person has to choose."""
    withdrawn: bool
    """Somebody withdrew it, here or elsewhere."""
    unsent: bool
    """Something was done here that no item says yet."""
    unit: str = ""
    """The unit any of whose PCs may publish it, one at a time, as the hub says; empty: one PC does."""
