"""Who connected a page and who took it over; sealed logins, and how each connection was at the last look."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("accounts", recreate="always", table_kwargs={"sqlite_strict": True}) as batch:
        batch.add_column(sa.Column("successor", sa.Text, nullable=False, server_default=""))
        batch.add_column(sa.Column("connected_by", sa.Text, nullable=False, server_default=""))
        batch.add_column(sa.Column("connected_at", sa.Text))
        batch.add_column(sa.Column("image_host", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "account_logins",
        sa.Column("account", sa.Text, sa.ForeignKey("accounts.name", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_account_logins_key", "account_logins", ["key"])
    op.create_table(
        "login_profile",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name="one"),
        sqlite_strict=True,
    )
    op.create_table(
        "account_health",
        sa.Column("account", sa.Text, sa.ForeignKey("accounts.name", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("checked_at", sa.Text, nullable=False),
        sa.Column("say", sa.Text, nullable=False),
        sa.Column("next_step", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("page_id", sa.Text, nullable=False),
        sa.Column("rights", sa.Text, nullable=False),
        sa.Column("until", sa.Text),
        sqlite_strict=True,
    )
