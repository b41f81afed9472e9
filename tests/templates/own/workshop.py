"""A unit that makes templates of its own: an author, two heads, real keys, a real store."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.accounts.vault import KeyringVault
from studio.people.model import Person, Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.store.engine import Store
from studio.templates.card import CardSpec
from studio.templates.layout import Design
from studio.templates.own.catalog import UnitCatalog
from studio.templates.own.history import VersionStep
from studio.templates.own.lint import CardLooked, Look
from studio.templates.own.model import TemplateDocument, TemplateRow
from studio.templates.own.service import OwnTemplates
from studio.templates.own.storage import StoredOwnTemplates
from tests.accounts.keyrings import MemorySafe
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

PIN = "73920468"
AUTHOR, HEAD, DEPUTY = "Người Soạn Mẫu", "Trưởng Đơn Vị", "Phó Đơn Vị"


def all_shown(design: Design, spec: CardSpec, size: str, paint: bool) -> CardLooked:
    """A card on which everything can be read."""
    return CardLooked(contrast={}, shown=frozenset(spec.values), cut={})


class Workshop:
    """The services over `folder`; an empty one gets its people."""

    def __init__(
        self, folder: Path, *, store: Store | None = None, keyring: bool = True, look: Look = all_shown
    ) -> None:
        self.folder = folder
        self.clock = SetClock()
        self.store = store or fresh_store(folder, self.clock)
        self.log: list[tuple[str, str, Mapping[str, Any]]] = []
        self.people = People(
            StoredPeople(self.store),
            self.clock,
            ids=numbered("person-"),
            hasher=FAST_HASHER,
            vault=KeyringVault(MemorySafe(), folder, lambda: "ho-so") if keyring else None,
        )
        if not self.people.list():
            roles = {AUTHOR: {Role.AUTHOR}, HEAD: {Role.HEAD}, DEPUTY: {Role.HEAD, Role.TECHNICAL}}
            staffed(self.people, *roles.items(), pin=PIN)
        self.author, self.head, self.deputy = (self.people.get(name).id for name in (AUTHOR, HEAD, DEPUTY))
        self.catalog = UnitCatalog()
        self.own = OwnTemplates(
            StoredOwnTemplates(self.store),
            self.people,
            self.catalog,
            self.clock,
            ids=numbered("template-"),
            note=lambda act, by, data: self.log.append((act, by, data)),
            look=look,
            returned=self.returned,
        )
        self.catalog.own = self.own.signed

    def steps(self) -> list[str]:
        """What the log says was done, in order."""
        return [data["step"] for act, _, data in self.log if act == "template"]

    def returned(self, id: str) -> dict[int, VersionStep]:
        """What the log says was sent back, by version."""
        steps = [(by, data) for act, by, data in self.log if act == "template" and data["template"] == id]
        return {data["version"]: VersionStep(by=by) for by, data in steps if data["step"] == "returned"}

    def saved(self, row: TemplateRow) -> TemplateRow:
        self.own.save(row.id, self.author)
        return self.own.get(row.id)

    def submitted(self, row: TemplateRow) -> TemplateRow:
        return self.own.submit(self.saved(row).id, self.author, PIN)

    def in_use(self, row: TemplateRow) -> TemplateRow:
        """Saved, submitted, signed by the head."""
        row = self.submitted(row)
        return self.own.sign(row.id, row.newest, self.head, PIN)

    def edit(self, row: TemplateRow, **told: Any) -> TemplateRow:
        """Type these into the draft."""
        draft = self.own.get(row.id).draft
        return self.own.keep(row.id, replace(draft, template={**draft.template, **told}), self.author)

    def put_layout(self, row: TemplateRow, name: str, layout: Mapping[str, Any]) -> TemplateRow:
        draft = self.own.get(row.id).draft
        return self.own.keep(row.id, TemplateDocument(template=draft.template, layouts={name: layout}), self.author)

    def forge(self, *statements: str) -> None:
        """Run SQL as somebody would who has the database open."""
        with closing(sqlite3.connect(self.folder / "studio.sqlite3")) as raw:
            for statement in statements:
                raw.execute(statement)
            raw.commit()

    def person(self, id: str) -> Person:
        return self.people.get(id)
