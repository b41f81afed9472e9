"""The sections of the settings, from top to bottom. Each is imported and built when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.page import Shell
from studio.ui.settings.section import Section


class Place(NamedTuple):
    """A section: its id, icon, name, and the class that shows it, as ``module:Class`` of this room."""

    id: str
    glyph: str
    name: str
    made_by: str


SECTIONS: tuple[Place, ...] = (
    Place("look", "sun-moon", QT_TRANSLATE_NOOP("Sections", "Language and look"), "look:LookSection"),
    Place("writing", "spell-check", QT_TRANSLATE_NOOP("Sections", "Writing"), "writing:WritingSection"),
    Place("snippets", "text-quote", QT_TRANSLATE_NOOP("Sections", "Snippets and words"), "snippets:SnippetsSection"),
    Place("lock", "lock", QT_TRANSLATE_NOOP("Sections", "Lock"), "lock:LockSection"),
    Place("pages", "id-card", QT_TRANSLATE_NOOP("Sections", "Pages and network"), "pages:PagesSection"),
    Place("data", "folder", QT_TRANSLATE_NOOP("Sections", "Folders and trash"), "data:DataSection"),
    Place("backup", "save", QT_TRANSLATE_NOOP("Sections", "Backup"), "backup:BackupSection"),
    Place("keys", "keyboard", QT_TRANSLATE_NOOP("Sections", "Keys"), "keys:KeysSection"),
    Place("about", "info", QT_TRANSLATE_NOOP("Sections", "About and privacy"), "about:AboutSection"),
)


def name_of(place: Place) -> str:
    """The section's name in the language of the window."""
    return QCoreApplication.translate("Sections", place.name)


def make(place: Place, shell: Shell) -> Section:
    """Build a section."""
    module, _, name = place.made_by.partition(":")
    made = getattr(import_module(f"studio.ui.settings.{module}"), name)(shell)
    assert isinstance(made, Section)  # noqa: S101 - the table above names nothing else
    return made
