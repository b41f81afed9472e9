"""How the connection to a page is, as of the last look."""

from __future__ import annotations
