"""What is known of posts from other PCs: two versions, a withdrawal, who wrote, who publishes.

Fulfils `studio.posts.ports.OtherStations`. Reads only; a post that never travelled costs one look at an index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from studio.codec import parsed
from studio.errors import Refused, TwoVersions, Untrusted
from studio.exchange.contents import mark_of
from studio.exchange.model import StoredItem
from studio.hub.model import HubItemKind
from studio.hub.versions import HubRevision, history
from studio.posts.model import Approval, HistoryEntry
from studio.posts.transitions import Action
from studio.posts.versions import entry_of, problems

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange


UNIT = "unit "
"""Before the name of a unit, in the place of a station's login: every station of the unit may publish the post, one at
a time, as the hub says (`studio.exchange.lease_link`)."""


def unit_of(holder: str | None) -> str:
    """The unit that `publisher` names; empty where it names a station, or nobody."""
    return holder.removeprefix(UNIT) if holder is not None and holder.startswith(UNIT) else ""


def heads(kept: Sequence[StoredItem]) -> frozenset[str]:
    """The revisions that no other follows."""
    return history(
        HubRevision(one.id, one.post, frozenset(one.parents), one.by)
        for one in kept
        if one.kind is HubItemKind.REVISION
    ).heads


def publisher(kept: Sequence[StoredItem]) -> str | None:
    """The login of the one station that may publish the post: where it began, unless that station offered it to
    another, and so on; or `UNIT` and the unit that it was given to, which is the end of it. None where two say so, as
    after an older copy of a profile came back: then nobody may."""
    begun = [one for one in kept if one.kind is HubItemKind.REVISION and not one.parents]
    if len(begun) != 1:
        return None
    token, holder = begun[0].id, begun[0].sender
    while True:
        offers = [
            one for one in kept if one.kind is HubItemKind.OFFER and token in one.parents and one.sender == holder
        ]
        if not offers:
            return holder
        if len(offers) > 1:
            return None
        token, holder = offers[0].id, offers[0].mark


def token(kept: Sequence[StoredItem]) -> str:
    """What the next offer follows: the last one, or the first revision."""
    last = next(one.id for one in kept if one.kind is HubItemKind.REVISION and not one.parents)
    while True:
        following = next((one.id for one in kept if one.kind is HubItemKind.OFFER and last in one.parents), "")
        if not following:
            return last
        last = following


class Travels:
    """Of one profile. `station` is its own login, `unit` the one it belongs to at the hub it joined, or empty."""

    def __init__(self, repo: StoredExchange, station: Callable[[], str], unit: Callable[[], str] = str) -> None:
        self._repo = repo
        self._station = station
        self._unit = unit

    def others(self, post_id: str, kept: Sequence[StoredItem]) -> frozenset[str]:
        """The revisions that wait beside the one the post is at here."""
        return heads(kept) - {self._repo.base(post_id)}

    def require_one(self, post_id: str) -> None:
        kept = self._repo.of(post_id)
        if any(one.kind is HubItemKind.WITHDRAWAL for one in kept):
            raise Refused("this post was withdrawn, here or at another PC; write a new one.")
        if kept and self.others(post_id, kept):
            raise TwoVersions(
                "there are two versions of the post, of two PCs; look at them and choose one, then go on.", post=post_id
            )

    def require_sent_here(self, post_id: str) -> None:
        kept = self._repo.of(post_id)
        if not kept:
            return
        named = publisher(kept)
        if named is None:
            raise Refused("two PCs were both given this post to publish, so none does; write a new one.")
        unit = unit_of(named)
        if unit and unit != self._unit():
            raise Refused(
                "this post is published by the PCs of the unit “{unit}” that joined the hub, and this is none of them; "
                "join it with an invitation of that unit.",
                unit=unit,
            )
        if not unit and named != self._station():
            name = next((one.name for one in self._repo.stations() if one.login == named), named[:8])
            raise Refused(
                "this post is published by the PC “{name}”; to publish it here, that PC has to hand it over.",
                name=name,
            )

    def writers(self, post_id: str) -> frozenset[str]:
        return frozenset(person for one in self._repo.of(post_id) for person in one.writers)

    def written_by(self, person: str) -> frozenset[str]:
        return self._repo.written_by(person)

    def chain(self, approval: Approval) -> tuple[HistoryEntry, ...]:
        wanted = mark_of(Action.APPROVE, approval.at)
        known = self._repo.of(approval.post_id)
        found = next((one for one in known if one.kind is HubItemKind.DECISION and one.mark == wanted), None)
        if found is None or found.by != approval.by or found.sender == self._station():
            return ()
        entries = tuple(entry_of(one) for one in parsed(self._repo.body(found.id))["facts"]["chain"])
        require_chain(entries, approval)
        return entries


def require_chain(entries: Sequence[HistoryEntry], approval: Approval) -> None:
    """Raise Untrusted unless it is a whole history of the post, at the end of which stands this approval."""
    last = entries[-1] if entries else None
    whole = last is not None and not problems(entries, last.hash) and all(
        one.post_id == approval.post_id for one in entries
    )  # fmt: skip
    if last is None or not whole or (last.action, last.by, last.seal, last.at) != (
        str(Action.APPROVE), approval.by, approval.seal, approval.at
    ):  # fmt: skip
        raise Untrusted(
            "the history that came with the approval from another PC does not fit; have it sent again from there.",
            where=approval.post_id[:8],
        )
