"""An index of the few lines of history that ask to take a post back."""

from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(
        "CREATE INDEX ix_history_requests ON history (at, post_id) WHERE action = 'ask_withdrawal'"
    )
