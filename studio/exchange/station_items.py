"""Items that this station makes by itself, of what was done here, and lays out for its hub.

Nothing tells it that something was done: what stands in the store is compared with what was told last, so that nothing
is left out, whenever the program ended. An item says what stands, never more.

An **audit head** tells once a day where the log ends: ``{"seq": …, "hash": …, "day": …, "faults": false,
"former": {"seq": …, "hash": …}}``; `faults` that something is wrong with the log, `former` what stands now where it
ended when that was told last.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from studio.clock import Clock, local_date
from studio.errors import NotFound, StudioError
from studio.exchange.item_maker import ItemMaker
from studio.exchange.receipts import Receipts
from studio.exchange.templates import Templates
from studio.hub.model import HubItemKind, HubStation
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.transitions import Action

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.link_model import JoinedHub
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_link import StoredLink
    from studio.outbox.storage import StoredOutbox
    from studio.outbox.storage_audit import StoredAudit
    from studio.posts.storage import StoredPosts

Put = Callable[[HubItemKind, Mapping[str, Any]], object]
"""Signs an item of no post and lays it out: `studio.exchange.link.HubLink.put`."""
MOVES = frozenset({
    Action.EDIT, Action.SUBMIT, Action.RECALL, Action.APPROVE, Action.ASK_CHANGES, Action.REJECT, Action.WITHDRAW,
})  # fmt: skip
"""After these others are told how the post stands. An edit stands in the history where it ended a submission."""
_log = logging.getLogger(__name__)


class StationItems:
    """Of one profile that joined a hub."""

    def __init__(
        self,
        repo: StoredLink,
        *,
        items: StoredExchange,
        posts: StoredPosts,
        deliveries: StoredOutbox,
        audit: StoredAudit,
        people: People,
        receipts: Receipts,
        templates: Templates,
        station: Callable[[], str],
        known: Callable[[], Mapping[str, HubStation]],
        maker: ItemMaker,
        clock: Clock,
    ) -> None:
        self._repo = repo
        self._items = items
        self._posts = posts
        self._deliveries = deliveries
        self._audit = audit
        self._people = people
        self._receipts = receipts
        self._templates = templates
        self._station = station
        self._stations = known
        self._maker = maker
        self._clock = clock

    def tell(self, joined: JoinedHub, put: Put) -> Phrase | None:
        """Make what is missing; what went wrong last with a post, which then is tried again."""
        trouble = self._signed(joined)
        for post in self._repo.untold():
            try:
                with self._repo.transaction():
                    self._post(post, joined)
            except StudioError as wrong:
                _log.warning("nothing is told of a post: %s", wrong.phrase.en)
                trouble = wrong.phrase
        self._delivered(joined)
        self._head(put)
        return trouble

    # Templates of the unit's own

    def _signed(self, joined: JoinedHub) -> Phrase | None:
        """Before the posts that are written with them; what went wrong."""
        try:
            with self._repo.transaction():
                for item in self._templates.bring_up():
                    self._repo.lay(item, HubItemKind.TEMPLATE, joined.unit)
        except StudioError as wrong:
            _log.warning("a template of the unit is not told of: %s", wrong.phrase.en)
            return wrong.phrase
        return None

    # Posts

    def _post(self, post_id: str, joined: JoinedHub) -> None:
        box, head = self._repo.told_of(post_id)
        moved = self.bring_up(post_id, head)
        box = box or (self._box(post_id, joined) if moved else "")
        if box:
            for one in self._items.of(post_id):
                self._repo.lay(one.id, one.kind, box)
        self._repo.tell(post_id, box)

    def bring_up(self, post_id: str, head: str) -> bool:
        """Let the items of a post say what people did to it here since its history ended with `head`; whether anybody
        moved it since."""
        lines = self._posts.history(post_id)
        told = next((number for number, line in enumerate(lines, 1) if line.hash == head), 0)
        moved = [line for line in lines[told:] if line.action in MOVES]
        here = {person.id for person in self._people.list() if person.here}
        post = self._posts.get(post_id)
        if any(line.by in here for line in moved) and post.trashed_at is None:
            self._maker.bring_up(post)
        return bool(moved)

    def _box(self, post_id: str, joined: JoinedHub) -> str:
        """That of the unit whose station began the post; empty for a post of another unit, which a station does not
        hand on."""
        first = next(iter(self._items.of(post_id)), None)
        sender = self._stations().get(first.sender) if first is not None else None
        unit = sender.unit if sender is not None else ""
        if not unit or unit == joined.unit:
            return joined.unit
        return unit if joined.department else ""

    # Deliveries

    def _delivered(self, joined: JoinedHub) -> None:
        """Of each delivery that the log names since: once, as it stands now."""
        told, head = self._repo.audit_told(), self._audit.head().seq
        if told >= head:
            return
        named = dict.fromkeys(str(entry.data.get("delivery", "")) for entry in self._audit.after(told))
        for delivery in filter(None, named):
            self._receipt(delivery, joined)
        self._repo.note(audit_told=head)

    def _receipt(self, delivery: str, joined: JoinedHub) -> None:
        try:
            found = self._deliveries.get(delivery)
        except NotFound:
            return
        with self._repo.transaction():
            item = self._receipts.make(found)
            if item is not None:
                self._repo.lay(item.hex, item.kind, self._repo.told_of(found.post_id)[0] or joined.unit)

    def _head(self, put: Put) -> None:
        today = local_date(self._clock.now())
        if self._repo.head_told() == today:
            return
        faults = self._audit.check()
        with self._repo.transaction():
            head = self._audit.head()
            told = {"seq": head.seq, "hash": head.hash, "day": today.isoformat(), "faults": bool(faults)}
            put(HubItemKind.AUDIT_HEAD, told | {"former": self._former()})
            self._repo.note(head_told=today)

    def _former(self) -> Mapping[str, Any] | None:
        """Where the log ended when that was last told, and which hash stands there now: another one, or none, in a log
        that is not the same any more."""
        before = self._repo.last(HubItemKind.AUDIT_HEAD, self._station())
        if before is None:
            return None
        seq = int(before["seq"])
        line = next(iter(self._audit.after(seq - 1)), None)
        return {"seq": seq, "hash": line.hash if line is not None and line.seq == seq else ""}
