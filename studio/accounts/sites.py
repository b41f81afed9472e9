"""Which website an account is of."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def page_id_of(home: str) -> str:
    """A site's id: its home address without the scheme, port and folders joined by ``_``.

    The host alone would take two sites in folders of one host for each other.
    """
    parts = urlsplit(home)
    address = f"{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}".lower()
    return re.sub(r"[^a-z0-9.-]+", "_", address)[:128]
