"""Alembic environment of the store; run from `studio.store.migrate`, never from a command line."""
