"""What a page file is called where there is little room."""

from __future__ import annotations

from collections.abc import Mapping

from studio.registry.model import PageFile
from studio.translation import mark, tr
from studio.ui.words import platform_name

_UNNAMED = mark("Page without a name yet")


def name_of(file: PageFile) -> str:
    """Its name, or that it has none."""
    return file.identity.name or tr(_UNNAMED)


def where_of(file: PageFile, units: Mapping[str, str]) -> str:
    """Platform, area and unit."""
    platform = platform_name(file.request.platform) if file.request.platform else ""
    return " · ".join(part for part in (platform, file.area, units.get(file.unit, "")) if part)
