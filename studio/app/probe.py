"""Looks at a profile's place and store without changing them, for the doctor."""

from __future__ import annotations

from collections.abc import Callable

from studio.paths import Profile
from studio.store.folder import refuse_unfit
from studio.store.migrate import refuse_foreign, schema_of

__all__ = ["refuse_unfit", "store_probe"]


def store_probe(profile: Profile) -> Callable[[], str]:
    """A call that returns the schema of the profile's store; raises StorageTrouble when it cannot be used."""

    def probe() -> str:
        if not profile.database.exists():
            return "chưa có / none yet"
        schema = schema_of(profile.database)
        refuse_foreign(profile.database, schema)
        return str(schema)

    return probe
