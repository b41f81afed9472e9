"""Saving a page file while somebody writes: what changed since it was read, a moment after the last key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.registry.model import PageFile
from studio.ui.registry.files.view import FileView, load_file

if TYPE_CHECKING:
    from studio.app.studio import Studio

PARTS = ("unit", "area", "account", "request", "identity", "verification", "transition")


def save_file(studio: Studio, shown: FileView, written: PageFile, by: str) -> FileView:
    """Keep the sections that differ from what was shown, and read the file anew. Raises StudioError; for the worker."""
    former = shown.file
    changed: dict[str, Any] = {
        name: getattr(written, name) for name in PARTS if getattr(written, name) != getattr(former, name)
    }
    if changed:
        studio.registry.change(former.id, by, **changed)
    return load_file(studio, former.id, shown.around)
