"""What the hub and its stations speak of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from studio.errors import Untrusted

ITEM_LIMIT = 2**20
"""Bytes of an item."""
CHUNK = 2**18
"""Bytes of a piece of a picture."""
BLOB_LIMIT = 2**24
"""Bytes of a picture. A video does not go through the hub: folder or USB."""
MANY = 200
"""Items that are pushed, and ids that are asked for, in one call."""
EVERYBODY = "*"
"""The box that every station reads."""
DEPARTMENT = "department"
"""The box that only the department reads, and the name of its own unit."""
START = bytes(32)
"""The chain of an empty box."""


class HubItemKind(StrEnum):
    """What an item is about."""

    REVISION = "revision"
    """A version of a post: `post`, `parents` (ids of the revisions it follows)."""
    DECISION = "decision"
    """Somebody approved, or did not, one `revision` of a `post`."""
    OFFER = "offer"
    """A station gives its own delivery to whoever of the unit has the page's login."""
    RECEIPT = "receipt"
    """What became public."""
    AUDIT_HEAD = "audit_head"
    """The end of a station's chained log."""
    PACK = "pack"
    """What the department hands out: templates, keys of stations, notices."""
    REPORT = "report"
    WITHDRAWAL = "withdrawal"
    """A `revision` of a `post` is not to leave."""
    ACK = "ack"
    """A notice was read."""
    TEMPLATE = "template"
    """The head signed a version of a template of the unit's own, or its withdrawal."""


OF_NO_POST = frozenset(
    {
        HubItemKind.RECEIPT,
        HubItemKind.AUDIT_HEAD,
        HubItemKind.PACK,
        HubItemKind.REPORT,
        HubItemKind.ACK,
        HubItemKind.TEMPLATE,
    }
)
"""What is kept and told of, and changes no post."""
_OF_UNIT = frozenset(
    {
        HubItemKind.REVISION,
        HubItemKind.DECISION,
        HubItemKind.OFFER,
        HubItemKind.RECEIPT,
        HubItemKind.WITHDRAWAL,
        HubItemKind.ACK,
    }
)
_MAY_PUT: Mapping[tuple[bool, str], frozenset[HubItemKind]] = {
    (False, "unit"): _OF_UNIT | {HubItemKind.TEMPLATE},
    (False, DEPARTMENT): frozenset({HubItemKind.RECEIPT, HubItemKind.AUDIT_HEAD, HubItemKind.REPORT, HubItemKind.ACK}),
    (True, "unit"): _OF_UNIT | {HubItemKind.PACK},
    (True, DEPARTMENT): _OF_UNIT | {HubItemKind.AUDIT_HEAD, HubItemKind.REPORT, HubItemKind.TEMPLATE},
    (True, EVERYBODY): frozenset({HubItemKind.PACK, HubItemKind.WITHDRAWAL}),
}
"""By whether the sender is of the department, and the place; the hub has the same in its table `allowed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStation:
    """A station as others know it: whose key it holds, and for whom it may speak."""

    login: str
    unit: str
    public: str
    """Ed25519 public key, hex."""
    department: bool = False
    revoked: bool = False

    def may_put(self, kind: HubItemKind, box: str) -> bool:
        """Whether this station may put such an item there: into its unit's box, the department into any."""
        place = box if box in (EVERYBODY, DEPARTMENT) else "unit"
        if place == "unit" and box != self.unit and not self.department:
            return False
        return kind in _MAY_PUT.get((self.department, place), frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as it lies in a box of the hub."""

    box: str
    seq: int
    id: bytes
    chain: bytes
    kind: str
    sender: str
    """The login that put it there; who made it, the item itself says."""
    at: datetime
    """The hub's time."""
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a box was read: the number of the last entry, and the chain over all ids up to it."""

    box: str
    seq: int = 0
    chain: bytes = START

    def after(self, entries: Sequence[Entry]) -> Cursor:
        """The cursor behind `entries`. Raises Untrusted where one is missing, moved or not what its id says."""
        at = self
        for entry in entries:
            chain = hashlib.sha256(at.chain + entry.id).digest()
            whole = hashlib.sha256(entry.body).digest() == entry.id
            if entry.box != at.box or entry.seq != at.seq + 1 or entry.chain != chain or not whole:
                raise Untrusted(
                    "entry {seq} of box “{box}” does not fit the hub's chain; nothing was imported. Tell the "
                    "department's technical officer.",
                    seq=entry.seq,
                    box=at.box,
                )
            at = replace(at, seq=entry.seq, chain=chain)
        return at


@dataclass(frozen=True, slots=True, kw_only=True)
class HubGreeting:
    """What the hub answers when a contact begins."""

    epoch: str
    """Another one than before: the hub went back to an older state."""
    unit: str
    department: bool
    boxes: tuple[str, ...]
    """Those that this station reads."""
    ahead: frozenset[str]
    """Those of them that may hold what this station has not read: all, where it did not say how far it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationStatus:
    """A station as the operator and the department see it."""

    login: str
    unit: str
    department: bool
    active: bool
    seen_at: datetime | None
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRow(StationStatus):
    """The same, with what the department reckons by."""

    public: str
    """Ed25519 public key, hex."""
    cursors: Mapping[str, int]
    """How far it says it read, by box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """All stations, as one of the department's own sees them."""

    at: datetime
    """The hub's time."""
    stations: tuple[FleetRow, ...]
    unclear: tuple[tuple[str, str], ...]
    """Post and page of what was meant to be sent ten minutes ago or longer, and of which nobody told the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRow:
    """A box and how many items it has."""

    box: str
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStatus:
    """The hub at one moment."""

    server: str
    """Version of PostgreSQL."""
    epoch: str
    epoch_began: datetime
    now: datetime
    size: int
    """Bytes of the database."""
    items: int
    leases: Mapping[str, int]
    """How many, by state."""
    stations: tuple[StationStatus, ...]
    boxes: tuple[BoxRow, ...]
    standbys: int
    """Copies that follow this server now."""
