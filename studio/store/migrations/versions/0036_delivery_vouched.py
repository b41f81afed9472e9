"""On whose word a delivery counts as published, beside its state."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("vouched", sa.Text, nullable=False, server_default=""))
    # A person accepted what was read back where a page's id is known and was verified before; else they brought a link.
    op.execute(
        "UPDATE deliveries SET vouched = CASE WHEN watch_at IS NOT NULL OR watched > 0 THEN 'accepted' ELSE 'link' END "
        "WHERE state IN ('verified', 'withdrawn') AND EXISTS (SELECT 1 FROM delivery_receipts r "
        "WHERE r.delivery = deliveries.id AND r.confirmed_by != '')"
    )
