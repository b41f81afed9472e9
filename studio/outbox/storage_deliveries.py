"""Deliveries as rows: added, found, listed, and written only where nobody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, insert, not_, or_, select, update

from studio.errors import NotFound
from studio.outbox.model import Delivery, DeliveryState, LeaseLost
from studio.outbox.storage_tables import OutboxRows, deliveries, row
from studio.posts.storage_tables import posts
from studio.store.statements import from_row, to_row
from studio.text import sought

_FIXED = frozenset({"id", "post_id", "created_at", "amends"})
removal_due = and_(
    row.state == "verified",
    exists().where(posts.c.id == row.post_id, posts.c.state == "withdrawn").correlate(deliveries),
)
"""Its post was withdrawn, and nobody has removed it from its page."""
_UPDATE = (
    update(deliveries)
    .where(
        row.id == bindparam("old_id"),
        row.state == bindparam("old_state"),
        row.lease == bindparam("old_lease"),
        row.fence == bindparam("old_fence"),
    )
    .values({column.name: bindparam(column.name) for column in row if column.name not in _FIXED})
)

_ADD = insert(deliveries)
_OWNED = select(row.id, row.remote_id, row.permalink).where(row.page_id == bindparam("page"), row.amends == "")
_POST_OF = select(row.post_id, row.post_title).where(
    row.account == bindparam("account"), row.remote_id == bindparam("remote"), row.remote_id != ""
)
_IN_DOUBT = select(func.count()).where(
    row.page_id == bindparam("page"),
    row.text_sha256 == bindparam("text"),
    or_(row.state.in_(("sending", "unknown")), row.reason == "doubt"),
)
_STATES_OF = select(row.state).where(row.post_id == bindparam("post")).distinct()


class DeliveryRows(OutboxRows):
    """One row a delivery."""

    def add(self, delivery: Delivery) -> None:
        self._store.do(_ADD, to_row(delivery))

    def get(self, delivery_id: str) -> Delivery:
        """Raises NotFound."""
        found = self._store.one(select(deliveries).where(deliveries.c.id == delivery_id))
        if found is None:
            raise NotFound(
                f"không có lượt gửi nào mang mã {delivery_id[:12]}; hãy mở lại hộp gửi.",
                f"there is no delivery {delivery_id[:12]}; open the outbox again.",
            )
        return from_row(Delivery, found)

    def find(self, prefix: str) -> tuple[str, ...]:
        """Ids that begin with `prefix`."""
        return tuple(
            self._store.scalars(select(deliveries.c.id).where(deliveries.c.id.startswith(prefix, autoescape=True)))
        )

    def all(self) -> tuple[Delivery, ...]:
        """Newest first."""
        newest_first = select(deliveries).order_by(deliveries.c.created_at.desc(), deliveries.c.id)
        return tuple(from_row(Delivery, row) for row in self._store.all(newest_first))

    def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries are in each state; a state of none may be missing."""
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        return {DeliveryState(row[0]): row[1] for row in self._store.all(query)}

    def latest(
        self,
        *,
        states: Collection[DeliveryState],
        words: Sequence[tuple[str, Collection[str]]],
        limit: int,
        due: bool | None = None,
    ) -> tuple[Delivery, ...]:
        """Newest first, in these states (all without any), with all of `removals_due` besides (`due`), or without
        them. Each word, folded, must occur in the post's title, the
        platform, the reference or the link, unless the delivery's account is among those beside the word."""
        wanted: list[ColumnElement[bool]] = [deliveries.c.state.in_([str(state) for state in states])] if states else []
        if due is not None:
            wanted = [or_(*wanted, removal_due) if due else and_(*wanted, not_(removal_due))]
        wanted += [_says(word, accounts) for word, accounts in words]
        query = select(deliveries.c.id).where(*wanted)
        if words:
            query = query.join(posts, posts.c.id == deliveries.c.post_id, isouter=True)
        newest = query.order_by(deliveries.c.created_at.desc(), deliveries.c.id).limit(limit)
        in_order = select(deliveries).order_by(deliveries.c.created_at.desc(), deliveries.c.id)
        return tuple(from_row(Delivery, row) for row in self._store.all(in_order.where(deliveries.c.id.in_(newest))))

    def removals_due(self) -> tuple[str, ...]:
        """Ids of what is on its page although its post was withdrawn; the earliest first."""
        return tuple(self._store.scalars(select(row.id).where(removal_due).order_by(row.due_at, row.id)))

    def open_titles(self, account: str, settled: Collection[DeliveryState]) -> tuple[str, ...]:
        """Titles of the posts whose delivery to the account is not over."""
        still = deliveries.c.account == account, deliveries.c.state.not_in([str(state) for state in settled])
        return tuple(self._store.scalars(select(deliveries.c.post_title).where(*still)))

    def of_post(self, post_id: str) -> tuple[Delivery, ...]:
        """Oldest first."""
        oldest_first = (
            select(deliveries)
            .where(deliveries.c.post_id == post_id)
            .order_by(deliveries.c.created_at, deliveries.c.account)
        )
        return tuple(from_row(Delivery, row) for row in self._store.all(oldest_first))

    def states_of(self, post_id: str) -> frozenset[DeliveryState]:
        """The states that the post's deliveries are in."""
        return frozenset(map(DeliveryState, self._store.scalars(_STATES_OF, {"post": post_id})))

    def update(self, before: Delivery, after: Delivery) -> Delivery:
        """Write `after` where the row still has the state, lease and fence of `before`. Raises LeaseLost."""
        still = {"old_id": before.id, "old_state": before.state, "old_lease": before.lease, "old_fence": before.fence}
        values = {name: value for name, value in to_row(after).items() if name not in _FIXED}
        if self._store.do(_UPDATE, still | values) != 1:
            raise LeaseLost(before.id)
        return after

    def family(self, reference: str) -> tuple[Delivery, ...]:
        """The delivery of this reference and those that amend it, the oldest first."""
        amending = and_(row.amends != "", row.amends == reference)
        ours = select(deliveries).where(or_(row.reference == reference, amending))
        return tuple(from_row(Delivery, found) for found in self._store.all(ours.order_by(row.created_at, row.id)))

    def owned(self, page_id: str) -> Mapping[str, str]:
        """Delivery id by remote id or permalink of that page, whatever its account was called. What was amended
        belongs to the delivery that made it."""
        rows = self._store.all(_OWNED, {"page": page_id})
        return {key: row.id for row in rows for key in (row.remote_id, row.permalink) if key}

    def post_of(self, account: str, remote_id: str) -> tuple[str, str]:
        """Id and title of the post that is called so on that account's page; both empty when none is ours."""
        found = self._store.first(_POST_OF, {"account": account, "remote": remote_id})
        return (found.post_id, found.post_title) if found is not None else ("", "")

    def known_codes(self, codes: Collection[str], page_id: str = "") -> frozenset[str]:
        """Which of these references a delivery here has, one to that page where it is given."""
        known = select(deliveries.c.reference).where(deliveries.c.reference.in_(codes))
        if page_id:
            known = known.where(deliveries.c.page_id == page_id)
        return frozenset(self._store.scalars(known))

    def in_doubt(self, page_id: str, text_sha256: str) -> int:
        """How many deliveries to that page with this text are in doubt."""
        return self._store.scalar(_IN_DOUBT, {"page": page_id, "text": text_sha256}) or 0


def _says(word: str, accounts: Collection[str]) -> ColumnElement[bool]:
    """Whether the delivery holds the word; the title is compared as the post's own search text has it."""
    title = func.substr(posts.c.folded, 1, func.instr(posts.c.folded, "\n"))
    plain = (row.platform, row.reference, row.permalink, row.post_title)
    return or_(
        row.account.in_(accounts),
        and_(*(title.contains(part, autoescape=True) for part in sought(word) or [word])),
        *(column.icontains(word, autoescape=True) for column in plain),
    )
