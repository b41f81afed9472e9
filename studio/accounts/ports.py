"""What this room needs of others: places to keep the registry and the sealed logins, and the system's keyring."""

from __future__ import annotations
