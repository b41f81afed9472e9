"""What travels, by hub and by USB alike: canonical JSON, signed by the key of the PC that made it.

The id of an item is the SHA-256 of its bytes, so that the same item by two ways is one. The hub can check the hash and
nothing of the signature; whoever receives an item checks all of it here.

    {"at": "2026-11-30T01:02:03.000000Z", "blobs": ["<sha-256>", …], "epoch": "<uuid>", "facts": {…}, "from": "u001-1",
     "kind": "revision", "signature": "<128 hex digits>", "unit": "u001", "v": 1}

`at` is what that PC took for the time: it is shown, and decides nothing. `epoch` is the last one of the hub that the
maker knew, or empty. `unit` may be empty, too: of which unit a station is, the department says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from studio.canonical import canonical_json
from studio.codec import parsed
from studio.errors import BadInput, Untrusted
from studio.hub.model import EVERYBODY, ITEM_LIMIT, Entry, HubItemKind, HubStation
from studio.people.keys import holds, sign
from studio.phrase import Phrase

VERSION = 1
_NAMES = {"at", "blobs", "epoch", "facts", "from", "kind", "signature", "unit", "v"}
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One signed statement of a station."""

    kind: HubItemKind
    sender: str
    unit: str
    at: datetime
    epoch: str
    facts: Mapping[str, Any]
    blobs: tuple[str, ...]
    """Hashes of the pictures that belong to it, hex."""
    body: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.body).digest()

    @property
    def hex(self) -> str:
        """The id as text: what parents and decisions name."""
        return self.id.hex()


def signed(
    kind: HubItemKind,
    facts: Mapping[str, Any],
    *,
    sender: HubStation,
    seed: bytes,
    at: datetime,
    epoch: str = "",
    blobs: Sequence[str] = (),
) -> Item:
    """A new item of `sender`, whose private key is `seed`. Raises BadInput for one that is too large to travel."""
    told = {
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "blobs": sorted(set(blobs)),
        "epoch": epoch,
        "facts": dict(facts),
        "from": sender.login,
        "kind": str(kind),
        "unit": sender.unit,
        "v": VERSION,
    }
    body = canonical_json({**told, "signature": sign(seed, canonical_json(told))})
    if len(body) > ITEM_LIMIT:
        raise BadInput(
            "this is larger than {item_limit} MB and cannot go through the hub; take it by USB.",
            item_limit=ITEM_LIMIT // 2**20,
        )
    return _item(told, body)


def opened(body: bytes, devices: Mapping[str, HubStation]) -> Item:
    """The item in `body`, made by one of `devices` (by login). Raises Untrusted.

    Bytes that are no canonical JSON are refused whole: with a name twice, another program would read another item.
    """
    try:
        told = parsed(body)
        canonical = canonical_json(told) == body
    except (ValueError, RecursionError):
        raise _untrusted(Phrase("it is not of this app")) from None
    if len(body) > ITEM_LIMIT or not canonical or not _is_whole(told):
        raise _untrusted(Phrase("its form is wrong"))
    device = devices.get(told["from"])
    if device is None:
        raise _untrusted(Phrase("the station “{what}” is not known", what=told["from"]))
    unsigned = {name: value for name, value in told.items() if name != "signature"}
    if not holds(device.public, canonical_json(unsigned), told["signature"]):
        raise _untrusted(Phrase("the signature is not that of “{login}”", login=device.login))
    if told["unit"] not in ("", device.unit) or device.revoked:
        raise _untrusted(Phrase("“{login}” may not send any more", login=device.login))
    try:
        return _item(told, body)
    except ValueError:
        raise _untrusted(Phrase("its form is wrong")) from None


def received(entry: Entry, devices: Mapping[str, HubStation]) -> Item:
    """The item of an entry of the hub, and that it lies where its maker may put it. Raises Untrusted.

    Who carried it there does not matter: the signature says who made it, and a PC without a network gives its items to
    another on a stick.
    """
    item = opened(entry.body, devices)
    if item.id != entry.id or str(item.kind) != entry.kind:
        raise _untrusted(Phrase("the hub says otherwise than the item"))
    if not devices[item.sender].may_put(item.kind, entry.box):
        raise _untrusted(Phrase("“{sender}” may not send such an item", sender=item.sender))
    return item


def box_for(kind: HubItemKind, device: HubStation) -> str:
    """Where an item of that kind goes by itself."""
    for box in (device.unit, "department", EVERYBODY):
        if device.may_put(kind, box):
            return box
    raise BadInput("this station may not send a “{kind}”; the department does.", kind=kind)


def _is_whole(told: Any) -> bool:
    if (
        not isinstance(told, dict)
        or told.keys() != _NAMES
        or told["v"] != VERSION
        or told["kind"] not in list(HubItemKind)
    ):
        return False
    texts = all(isinstance(told[name], str) for name in ("at", "epoch", "from", "kind", "signature", "unit"))
    blobs = told["blobs"]
    listed = isinstance(blobs, list) and all(isinstance(blob, str) and _is_hex(blob, 64) for blob in blobs)
    return texts and listed and _is_hex(told["signature"], 128) and isinstance(told["facts"], dict)


def _is_hex(text: str, digits: int) -> bool:
    """Whether it is written in the one way that hex is written here, so that one item has one id."""
    return len(text) == digits and set(text) <= _HEX


def _item(told: Mapping[str, Any], body: bytes) -> Item:
    return Item(
        kind=HubItemKind(told["kind"]),
        sender=told["from"],
        unit=told["unit"],
        at=datetime.strptime(told["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC),
        epoch=told["epoch"],
        facts=told["facts"],
        blobs=tuple(told["blobs"]),
        body=body,
    )


def _untrusted(what: Phrase) -> Untrusted:
    return Untrusted("a received item is not imported: {what}.", about="hub", what=what)
