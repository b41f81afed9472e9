"""Runs the migrations on the connection, and inside the transaction, that `studio.store.migrate` opened."""

from alembic import context

from studio.store.schema_base import course_metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=course_metadata,
    render_as_batch=True,
)
context.run_migrations()
