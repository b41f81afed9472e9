"""What the unit rules about its queue and its hours, and moves of queued posts that are not finished."""

from __future__ import annotations

from sqlalchemy import Column, Text, bindparam, delete, select

from studio.outbox.model import Move
from studio.outbox.storage_tables import OutboxRows
from studio.store.schema_base import Json, Moment, table
from studio.store.statements import from_row, to_row

outbox_rules = table(
    "outbox_rules",
    Column("name", Text, primary_key=True),
    Column("value", Json, nullable=False),
)

post_moves = table(
    "post_moves",
    Column("post_id", Text, primary_key=True),
    Column("was", Moment, nullable=False),
    Column("to", Moment, nullable=False),
    Column("accounts", Json, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

_RULE = select(outbox_rules.c.value).where(outbox_rules.c.name == bindparam("wanted"))
_MOVE = select(post_moves).where(post_moves.c.post_id == bindparam("of"))
_MOVES = select(post_moves).order_by(post_moves.c.to, post_moves.c.post_id)


class MoveRows(OutboxRows):
    """Rules by name, moves by post."""

    def rule(self, name: str, default: bool) -> bool:
        """As the unit set it, else `default`."""
        kept = self._store.scalar(_RULE, {"wanted": name})
        return default if kept is None else bool(kept)

    def set_rule(self, name: str, value: bool) -> None:
        self._store.put(outbox_rules, {"name": name, "value": value})

    def move_of(self, post_id: str) -> Move | None:
        kept = self._store.one(_MOVE, {"of": post_id})
        return None if kept is None else from_row(Move, kept)

    def moves(self) -> tuple[Move, ...]:
        """The nearest new time first."""
        return tuple(from_row(Move, kept) for kept in self._store.all(_MOVES))

    def begin_move(self, move: Move) -> None:
        """Replaces an earlier one of the post."""
        self._store.put(post_moves, to_row(move))

    def end_move(self, post_id: str) -> None:
        self._store.do(delete(post_moves).where(post_moves.c.post_id == post_id))
