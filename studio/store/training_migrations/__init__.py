"""Alembic environment of the course's store; run from `studio.store.migrate`, never from a command line."""
