"""What the file of a page shows, read on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.errors import NotFound
from studio.people.model import Person
from studio.registry.model import PageFile
from studio.registry.rules import Gap
from studio.signoffs.model import SignOff
from studio.translation import mark, tr
from studio.ui.words import platform_name

if TYPE_CHECKING:
    from studio.app.studio import Studio


SHOWN = 60
"""Pictures of the library, from the newest, that are shown and not only named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReferences:
    """What a file's fields choose among, by id: names of people, units, accounts, other files, pictures."""

    people: tuple[Person, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    thumbs: Mapping[str, bytes] = field(default_factory=dict)
    emergency: tuple[str, ...] = ()
    """Emergency numbers of the contacts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """One file, what it lacks, and what the head said to its request."""

    file: PageFile
    gaps: tuple[Gap, ...]
    asked: SignOff | None
    agreed: bool
    around: FileReferences


def load_file(studio: Studio, id: str, around: FileReferences | None = None) -> FileView:
    """`around` is what was read for it a moment ago; None: read it. Raises NotFound."""
    registry = studio.registry
    return FileView(
        file=registry.get(id),
        gaps=tuple(registry.gaps(id)),
        asked=registry.asked(id),
        agreed=registry.agreement(id) is not None,
        around=around or _around(studio, id),
    )


def _around(studio: Studio, id: str) -> FileReferences:
    book = studio.directory.book()
    assets = {asset.sha256: asset.facts.title for asset in studio.photo_assets.find()}
    return FileReferences(
        people=tuple(person for person in studio.people.list() if person.active),
        units={unit.id: unit.name for unit in book.units},
        accounts={account.name: account.title for account in studio.accounts.list()},
        others={file.id: file.identity.name or file.area for file in studio.registry.list() if file.id != id},
        pictures=assets,
        thumbs={name: thumb for name in list(assets)[:SHOWN] if (thumb := _thumb(studio, name))},
        emergency=tuple(contact.phone for contact in book.contacts if contact.emergency),
    )


def _thumb(studio: Studio, name: str) -> bytes:
    try:
        return studio.photo_assets.thumb(name)
    except NotFound:
        return b""


_UNNAMED = mark("Page without a name yet")


def name_of(file: PageFile) -> str:
    """Its name, or that it has none."""
    return file.identity.name or tr(_UNNAMED)


def where_of(file: PageFile, units: Mapping[str, str]) -> str:
    """Platform, area and unit."""
    platform = platform_name(file.request.platform) if file.request.platform else ""
    return " · ".join(part for part in (platform, file.area, units.get(file.unit, "")) if part)
