"""What the first steps are given until they are done, and what they set up, done in one go on the worker: all of it is
stored, or nothing."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from studio.accounts.model import Account, AccountKind
from studio.clock import local_date
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.directory.rules import dialled
from studio.directory.service import export_yaml, read_book
from studio.people.model import NewPerson, Role
from studio.people.present import by_itself
from studio.platforms import Platform
from studio.ui.fonts import ASSETS
from studio.ui.people.forms import slug
from studio.ui.start.draft import ContactDraft, StartDraft, StartDuty, forget

if TYPE_CHECKING:
    from studio.app.studio import Studio

ROLES = {
    StartDuty.WRITES: frozenset({Role.AUTHOR, Role.PUBLISHER}),
    StartDuty.APPROVES: frozenset({Role.APPROVER, Role.PUBLISHER, Role.HEAD, Role.TECHNICAL}),
    StartDuty.PUBLISHES: frozenset({Role.PUBLISHER}),
    StartDuty.TECHNICAL: frozenset({Role.TECHNICAL}),
}
"""Who approves first is the head and sets PINs anew, until the unit shares that out under Settings."""
_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPlan:
    """The draft with the PINs of its people, in their order."""

    draft: StartDraft
    pins: tuple[str, ...]


def emergency_numbers() -> tuple[ContactDraft, ...]:
    """The national emergency numbers."""
    raw = json.loads((ASSETS / "start" / "emergency.json").read_text(encoding="utf-8"))
    return tuple(ContactDraft(emergency=True, **number) for number in raw["numbers"])


def set_up(studio: Studio, plan: StartPlan) -> None:
    """Carry the plan out, all or nothing. Raises StudioError."""
    studio.at_once(lambda: _store(studio, plan))
    forget(studio.profile.root)


def take_over(draft: StartDraft, path: Path) -> StartDraft:
    """The draft with what a unit file brings. Raises BadInput naming file and line."""
    book = read_book(path)
    if not book.units:
        return replace(draft, more=_more(book, ""))
    unit = book.units[0]
    contacts = tuple(
        ContactDraft(label=c.label, phone=c.phone, hours=c.hours, use=c.use, emergency=c.emergency)
        for c in book.contacts
        if c.unit == unit.id
    )
    return replace(
        draft,
        name=unit.name,
        short_name=unit.short_name,
        address=unit.address,
        website=unit.website,
        contacts=contacts or draft.contacts,
        more=_more(book, unit.id),
    )


def page_id_in(address: str) -> str:
    """The page's id as its address tells it; empty where it does not."""
    parts = urlsplit(address.strip())
    if not parts.hostname:
        return ""
    asked = parse_qs(parts.query).get("id", [""])[0]
    last = asked or parts.path.rstrip("/").rsplit("/", 1)[-1] or parts.hostname
    return last if _ID.match(last) else ""


def wanted_numbers(draft: StartDraft) -> Sequence[ContactDraft]:
    """The contacts to store: the rows, and the ticked emergency numbers that no row has."""
    rows = [row for row in draft.contacts if row.label or row.phone]
    taken = {dialled(row.phone) for row in rows}
    ticked = [n for n in emergency_numbers() if n.phone in draft.emergency and dialled(n.phone) not in taken]
    return [*rows, *ticked]


@by_itself("an empty profile is set up, all or nothing: one that has people refuses it")
def _store(studio: Studio, plan: StartPlan) -> None:
    draft = plan.draft
    unit = studio.directory.save_unit(
        Unit(id="", name=draft.name, short_name=draft.short_name, address=draft.address, website=draft.website)
    )
    people = studio.people.found(
        [
            NewPerson(name=person.name, roles=ROLES[StartDuty(person.duty)], pin=pin)
            for person, pin in zip(draft.people, plan.pins, strict=True)
        ]
    )
    today = local_date(studio.now())
    for row in wanted_numbers(draft):
        contact = studio.directory.save_contact(
            Contact(id="", unit=unit.id, label=row.label, phone=row.phone, hours=row.hours, use=row.use,
                    emergency=row.emergency)
        )  # fmt: skip
        studio.directory.verify_contact(contact.id, by=people[0].id, on=today)
    if draft.more:
        _take_more(studio, draft.more)
    head = next(person for person in people if Role.HEAD in person.roles)
    for account in accounts_of(draft, unit):
        studio.connections.add(account, head.id)


def accounts_of(draft: StartDraft, unit: Unit) -> Sequence[Account]:
    """The pages to register."""
    made: list[Account] = []
    if draft.practice_page:
        made.append(
            Account(name="thuc-hanh", kind=AccountKind.PRACTICE, platform=Platform.FACEBOOK, page_id="thuc-hanh",
                    title=unit.name, unit=unit.id)
        )  # fmt: skip
    for page in draft.pages:
        platform = Platform(page.platform)
        made.append(
            Account(
                name=slug(f"{page.title} {platform.value}", [account.name for account in made]),
                kind=AccountKind.HANDOVER,
                platform=platform,
                page_id=page.page_id,
                title=page.title,
                unit=unit.id,
                base_url=page.address.partition("?")[0],
            )
        )
    return made


def _more(book: DirectoryBook, unit: str) -> str:
    rest = replace(
        book,
        units=tuple(u for u in book.units if u.id != unit),
        contacts=tuple(c for c in book.contacts if c.unit != unit),
    )
    return export_yaml(rest) if rest != DirectoryBook() else ""


def _take_more(studio: Studio, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "don-vi.yaml"
        path.write_text(text, encoding="utf-8")
        studio.directory.import_yaml(path)
