"""What the room of writing needs of others."""

from __future__ import annotations
