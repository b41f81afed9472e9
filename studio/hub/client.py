"""What a station asks of the hub, over one connection. Each method is one call and one transaction.

Every method may raise HubAway (nothing is lost; ask again), HubRefused, or HubWentBack where it says so. After HubAway
the connection is done with: make another. A call whose answer was lost may have been done: `push` of the same item
gives the same number, and `put_chunk` the same piece.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from types import TracebackType
from typing import Any

from studio.clock import uptime
from studio.errors import BadInput, NotFound
from studio.hub.connection import HubAddress, connect, told
from studio.hub.items import Item
from studio.hub.leases import HOLD, LeaseState, Permit
from studio.hub.model import BLOB_LIMIT, CHUNK, MANY, Cursor, Entry, Fleet, FleetRow, HubGreeting
from studio.secret import Secret

SCHEMA = 1


class HubClient:
    """One station's open line to the hub."""

    def __init__(self, address: HubAddress, login: str, password: Secret) -> None:
        """Raises HubAway."""
        self._address = address
        self._line = connect(address, login, password)
        self.login = login

    def __enter__(self) -> HubClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._line.close()

    def greet(self) -> HubGreeting:
        """How each contact begins: compare the epoch with the last one."""
        schema, epoch, unit, department, boxes = self._one("SELECT * FROM hub.greet()")
        _require_schema(schema)
        return HubGreeting(
            epoch=str(epoch), unit=unit, department=department, boxes=tuple(sorted(boxes)), ahead=frozenset(boxes)
        )

    def poll(self, version: str, places: Collection[Cursor]) -> HubGreeting:
        """`greet` for a station that looks whether anything is new: only the boxes `ahead` are worth a pull. `places`
        says how far each box was read; one that is left out counts as never read. The department hears of it."""
        found = self._all(
            "SELECT * FROM hub.poll(%s, %s::text[], %s::bigint[], %s::bytea[])",
            version, [at.box for at in places], [at.seq for at in places], [at.chain for at in places],
        )  # fmt: skip
        if not found:
            return self.greet()  # the hub does not know this login any more, and says so
        schema, epoch, unit, department, boxes, ahead = found[0]
        _require_schema(schema)
        return HubGreeting(
            epoch=str(epoch), unit=unit, department=department, boxes=tuple(sorted(boxes)), ahead=frozenset(ahead)
        )

    def push(self, box: str, item: Item, blobs: Collection[str] | None = None) -> int:
        """Put an item there; its number in the box. Pictures that it names were sent before: all of them, or `blobs`,
        where the others are not needed any more."""
        named = [bytes.fromhex(blob) for blob in (item.blobs if blobs is None else blobs)]
        (number,) = self._one(
            "SELECT hub.push(%s, %s, %s, %s, %s::bytea[])", box, item.id, str(item.kind), item.body, named
        )
        return int(number)

    def push_many(self, box: str, items: Sequence[Item]) -> tuple[int, ...]:
        """Put up to `MANY` items without pictures there, all or none; their numbers."""
        if len(items) > MANY or any(item.blobs for item in items):
            raise ValueError(f"at most {MANY} items, without pictures")
        ids, kinds, bodies = ([item.id for item in items], [str(item.kind) for item in items],
                              [item.body for item in items])  # fmt: skip
        (numbers,) = self._one(
            "SELECT hub.push_many(%s, %s::bytea[], %s::text[], %s::bytea[])", box, ids, kinds, bodies
        )
        return tuple(numbers)

    def pull(self, cursor: Cursor, limit: int = 100) -> tuple[Entry, ...]:
        """What follows `cursor`, without a hole: up to `limit` entries and some 2 MB; none when that was all.

        Raises HubWentBack; Untrusted for a hub whose chain does not fit.
        """
        rows = self._all(
            "SELECT seq, id, chain, kind, sender, at, body FROM hub.pull(%s, %s::bigint, %s, %s::int)",
            cursor.box, cursor.seq, cursor.chain, limit,
        )  # fmt: skip
        entries = tuple(
            Entry(box=cursor.box, seq=seq, id=name, chain=chain, kind=kind, sender=sender, at=at, body=body)
            for seq, name, chain, kind, sender, at, body in rows
        )
        cursor.after(entries)
        return entries

    def knows(self, cursor: Cursor) -> bool:
        """Whether the hub has that place: how a reader finds the last common one after the hub went back."""
        if cursor.seq == 0:
            return True
        found = self._all(
            "SELECT 1 FROM hub.item WHERE box = %s AND seq = %s::bigint AND chain = %s",
            cursor.box, cursor.seq, cursor.chain,
        )  # fmt: skip
        return bool(found)

    def have(self, box: str, ids: Collection[bytes]) -> frozenset[bytes]:
        """Which of these the hub has from this station in that box; up to `MANY` in a call."""
        return frozenset(bytes(found) for (found,) in self._all("SELECT hub.have(%s, %s::bytea[])", box, list(ids)))

    def missing_chunks(self, sha: str, size: int) -> tuple[int, ...]:
        """The pieces of a picture that are still to be sent."""
        (missing,) = self._one("SELECT hub.missing_chunks(%s, %s::bigint)", bytes.fromhex(sha), size)
        return tuple(missing)

    def put_chunk(self, sha: str, size: int, n: int, data: bytes) -> None:
        self._all("SELECT hub.put_chunk(%s, %s::bigint, %s::int, %s)", bytes.fromhex(sha), size, n, data)

    def seal_blob(self, sha: str) -> bool:
        """Whether all pieces are there and make the picture of that hash; wrong ones are thrown away by the hub."""
        (whole,) = self._one("SELECT hub.seal_blob(%s)", bytes.fromhex(sha))
        return bool(whole)

    def send_blob(self, data: bytes) -> str:
        """Send a picture from where an earlier try broke off; its hash. Raises BadInput for one that is too large."""
        if not 0 < len(data) <= BLOB_LIMIT:
            raise BadInput(
                "a file larger than {blob_limit} MB does not go through the hub; take it by USB.",
                blob_limit=BLOB_LIMIT // 2**20,
            )
        sha = hashlib.sha256(data).hexdigest()
        for _ in range(2):  # pieces of an earlier try that were damaged on the way are sent anew, once
            for n in self.missing_chunks(sha, len(data)):
                self.put_chunk(sha, len(data), n, data[n * CHUNK : (n + 1) * CHUNK])
            if self.seal_blob(sha):
                return sha
        raise BadInput("the picture was altered on its way; send it again.")

    def fetch_piece(self, sha: str, n: int) -> bytes | None:
        """A piece of a picture that an item of a readable box names: `CHUNK` bytes, the last one less. None: it is not
        there, or not for this station."""
        piece = self._all(
            "SELECT c.data FROM hub.chunk c JOIN hub.blob l USING (bid) WHERE l.sha = %s AND l.whole AND c.n = %s::int",
            bytes.fromhex(sha), n,
        )  # fmt: skip
        return bytes(piece[0][0]) if piece else None

    def fetch_blob(self, sha: str) -> bytes:
        """Such a picture, whole. Raises NotFound."""
        found = bytearray()
        while (piece := self.fetch_piece(sha, len(found) // CHUNK)) is not None:
            found += piece
            if len(piece) < CHUNK:
                break
        if hashlib.sha256(found).hexdigest() != sha:
            raise NotFound("the hub does not have this picture for the station.")
        return bytes(found)

    def offer(self, post: str, page: str, revision: str) -> LeaseState:
        """Give a delivery to whoever of the unit has the page's login; how its lease stands then."""
        (state,) = self._one("SELECT hub.offer(%s, %s, %s)", post, page, bytes.fromhex(revision))
        return LeaseState(state)

    def claim(self, post: str, page: str, revision: str, epoch: str) -> Permit | None:
        """Take a delivery for `HOLD`; None when it is not to be had. `epoch` is that of the greeting."""
        seconds = int(HOLD.total_seconds())
        (fence,) = self._one("SELECT hub.claim(%s, %s, %s, %s::int)", post, page, bytes.fromhex(revision), seconds)
        if fence is None:
            return None
        return Permit(post=post, page=page, revision=revision, fence=fence, epoch=epoch)

    def intend(self, permit: Permit) -> Permit | None:
        """Say in the hub that it is sent now; None when somebody else has it, or it was superseded.

        Only with the permit that this returns may anything leave, and only while it is `in_time`.
        """
        asked = uptime()
        if not self.advance(permit, LeaseState.INTENT):
            return None
        return Permit(post=permit.post, page=permit.page, revision=permit.revision, fence=permit.fence,
                      epoch=permit.epoch, asked=asked)  # fmt: skip

    def advance(self, permit: Permit, to: LeaseState) -> bool:
        """The holder's next step; False when it is not the holder any more."""
        (done,) = self._one(
            "SELECT hub.advance(%s, %s, %s::bigint, %s::text::uuid, %s)",
            permit.post, permit.page, permit.fence, permit.epoch, str(to),
        )  # fmt: skip
        return bool(done)

    def look(self, post: str, page: str, *, found: bool) -> LeaseState | None:
        """Tell that somebody read the page; how the lease stands then, None for one that is not known."""
        (state,) = self._one("SELECT hub.look(%s, %s, %s)", post, page, found)
        return None if state is None else LeaseState(state)

    def fleet(self) -> Fleet:
        """Every station, when it was last heard of and how far it read; for the department's own. Raises HubRefused."""
        (at,) = self._one("SELECT clock_timestamp()")
        unclear = self._all(
            "SELECT post, page FROM hub.lease WHERE state = 'frozen' "
            "OR state = 'intent' AND since < clock_timestamp() - interval '10 minutes'"
        )
        rows = self._all(
            "SELECT s.login, s.unit, s.department, s.active, encode(s.device_key, 'hex'), n.at, "
            "coalesce(n.version, ''), coalesce(n.cursors::text, '{}') "
            "FROM hub.station s LEFT JOIN hub.seen n USING (login) ORDER BY s.login"
        )
        return Fleet(
            at=at,
            unclear=tuple((post, page) for post, page in unclear),
            stations=tuple(
                FleetRow(
                    login=login, unit=unit, department=department, active=active, public=public, seen_at=seen,
                    version=version, cursors=_cursors(cursors),
                )
                for login, unit, department, active, public, seen, version, cursors in rows
            ),
        )  # fmt: skip

    def listen(self, seconds: float) -> frozenset[str]:
        """Boxes that got something while waiting, at most `seconds`. A hint to ask now; who is told nothing asks at
        its time all the same."""
        with told(self._address):
            self._line.execute("LISTEN hub")
            return frozenset(note.payload for note in self._line.notifies(timeout=seconds, stop_after=1))

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with told(self._address):
            return self._line.execute(sql.encode(), values, binary=True).fetchall()

    def _one(self, sql: str, *values: object) -> tuple[Any, ...]:
        (row,) = self._all(sql, *values)
        return row


def _cursors(told: str) -> dict[str, int]:
    """What a station says of itself: whatever is no number is left out."""
    cursors = json.loads(told)
    return (
        {box: number for box, number in cursors.items() if isinstance(number, int)} if isinstance(cursors, dict) else {}
    )


def _require_schema(schema: int) -> None:
    """Raises BadInput."""
    if schema != SCHEMA:
        raise BadInput(
            "the hub has schema {schema}, this app {schema2}; update the app.", schema=schema, schema2=SCHEMA
        )
