"""Which deliveries wait for the end of an emergency. The condition is part of every claim and of the transaction that
writes an intent: nothing routine starts to leave once the emergency is stored."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text, exists, func, or_, select

from studio.outbox.storage_tables import deliveries, row
from studio.posts.storage_tables import post_links, posts
from studio.store.schema_base import Json, Moment, table

emergencies = table(
    "emergencies",
    Column("id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("every_seconds", Integer, nullable=False),
    Column("goes_on", Json, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", Text, nullable=False),
    Column("review", Text, nullable=False),
)

_templates = func.json_each(emergencies.c.goes_on).table_valued("value")
_about_another = (
    exists()
    .where(post_links.c.post_id == row.post_id, post_links.c.original != "")
    .correlate(deliveries, posts, emergencies)
)
_goes_on = (
    exists()
    .where(
        posts.c.id == row.post_id,
        or_(
            exists(select(1).select_from(_templates).where(_templates.c.value == posts.c.template_id)).correlate(
                posts, emergencies
            ),
            _about_another,
        ),
    )
    .correlate(deliveries, emergencies)
)
held_back = exists().where(emergencies.c.closed_at.is_(None), ~_goes_on).correlate(deliveries)
"""Of a delivery: an emergency is on, and its post is neither of a kind that goes on nor about another post."""
