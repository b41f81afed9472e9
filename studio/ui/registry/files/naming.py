"""What a page file is called where there is little room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from studio.registry.model import PageFile
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.words import platform_name

_UNNAMED = QT_TRANSLATE_NOOP("PageFiles", "Page without a name yet")


def name_of(file: PageFile) -> str:
    """Its name, or that it has none."""
    return file.identity.name or QCoreApplication.translate("PageFiles", _UNNAMED)


def where_of(file: PageFile, units: Mapping[str, str]) -> str:
    """Platform, area and unit."""
    platform = platform_name(file.request.platform) if file.request.platform else ""
    return " · ".join(part for part in (platform, file.area, units.get(file.unit, "")) if part)
