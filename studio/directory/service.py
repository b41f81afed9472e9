"""The directory of the unit: what may be named in a post, and who last confirmed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from studio.directory import rules
from studio.directory.exchange import Imported, export_yaml, import_yaml
from studio.directory.model import (
    Contact,
    DirectoryBook,
    DirectoryRepository,
    DirectorySnippet,
    Entry,
    HashtagSet,
    Unit,
)
from studio.directory.phones import dialled
from studio.errors import BadInput, NotFound, Refused
from studio.logbook import Logbook

UsedBy = Callable[[str, str], Sequence[str]]
"""``(kind, id)`` → titles of what still uses that entry. Kinds: ``unit contact hashtags snippet``."""
ACT = "directory"
"""As `studio.outbox.audit.Act` names it."""
_WORDS: dict[type[Entry], str] = {Unit: "unit", Contact: "contact", HashtagSet: "hashtags", DirectorySnippet: "snippet"}
_Entry = TypeVar("_Entry", Unit, Contact, HashtagSet, DirectorySnippet)


def _nothing(kind: str, id: str) -> Sequence[str]:
    return ()


class Directory:
    """Units, contacts, hashtag sets and snippets of one profile."""

    def __init__(
        self,
        repo: DirectoryRepository,
        *,
        used_by: UsedBy = _nothing,
        name_of: Callable[[str], str] = str,
        logbook: Logbook | None = None,
    ) -> None:
        self._repo = repo
        self._used_by = used_by
        self._name_of = name_of
        self._logbook = logbook or Logbook()

    def book(self) -> DirectoryBook:
        """A snapshot of everything."""
        return self._repo.book()

    def save_unit(self, unit: Unit) -> Unit:
        """Add (empty id: one is made from the name) or replace a unit. Raises BadInput."""
        with self._repo.transaction():
            units = self.book().units
            return self._save(rules.tidy_unit(unit), unit.name, [u.id for u in units])

    def save_contact(self, contact: Contact) -> Contact:
        """Add or replace a contact of a known unit; a new number has to be confirmed anew. Raises BadInput."""
        with self._repo.transaction():
            book = self.book()
            if book.unit(contact.unit) is None:
                raise BadInput(
                    f"không có đơn vị “{contact.unit}” trong danh bạ; hãy thêm đơn vị trước.",
                    f"there is no unit “{contact.unit}” in the directory; add the unit first.",
                    where="unit",
                )
            tidy = rules.tidy_contact(contact)
            tidy = _without_stale_confirmation(tidy, book.contact(contact.id))
            return self._save(tidy, f"{contact.unit} {contact.label}", [c.id for c in book.contacts])

    def save_hashtags(self, hashtags: HashtagSet) -> HashtagSet:
        """Add or replace a hashtag set. Raises BadInput."""
        with self._repo.transaction():
            return self._save(rules.tidy_hashtags(hashtags), hashtags.title, [h.id for h in self.book().hashtag_sets])

    def save_snippet(self, snippet: DirectorySnippet) -> DirectorySnippet:
        """Add or replace a snippet. Raises BadInput."""
        with self._repo.transaction():
            return self._save(rules.tidy_snippet(snippet), snippet.title, [s.id for s in self.book().snippets])

    def verify_contact(self, id: str, *, by: str, on: date) -> Contact:
        """Note that a person (`name_of` turns the id `by` into the name kept) confirmed the number on that day.

        Raises NotFound.
        """
        with self._doing("confirmed", "contact", id, by):
            contact = self.book().contact(id)
            if contact is None:
                raise _unknown("số liên hệ", "contact", id)
            confirmed = rules.tidy_contact(replace(contact, verified_on=on, verified_by=self._name_of(by)))
            self._repo.save(confirmed)
            return confirmed

    def remove_unit(self, id: str) -> None:
        """Remove a unit that has no contacts and that no post uses. Raises NotFound, Refused."""
        with self._repo.transaction():
            book = self.book()
            contacts = [c.label for c in book.contacts if c.unit == id]
            self._remove(Unit, "unit", id, [u.id for u in book.units], contacts)

    def remove_contact(self, id: str) -> None:
        """Remove a contact that no post uses. Raises NotFound, Refused."""
        with self._repo.transaction():
            self._remove(Contact, "contact", id, [c.id for c in self.book().contacts])

    def remove_hashtags(self, id: str) -> None:
        """Remove a hashtag set. Raises NotFound, Refused."""
        with self._repo.transaction():
            self._remove(HashtagSet, "hashtags", id, [h.id for h in self.book().hashtag_sets])

    def remove_snippet(self, id: str) -> None:
        """Remove a snippet. Raises NotFound, Refused."""
        with self._repo.transaction():
            self._remove(DirectorySnippet, "snippet", id, [s.id for s in self.book().snippets])

    def export_yaml(self) -> str:
        """Everything as one YAML text, badges apart."""
        return export_yaml(self.book())

    def import_yaml(self, path: Path) -> Imported:
        """Take everything in the file, or nothing. Raises BadInput naming file and line."""
        with self._repo.transaction():
            return import_yaml(path, self)

    def _save(self, entry: _Entry, name: str, taken: Sequence[str]) -> _Entry:
        saved = entry if entry.id else replace(entry, id=rules.slug(name, taken))
        with self._doing("saved", _WORDS[type(entry)], saved.id):
            self._repo.save(saved)
        return saved

    def _remove(self, kind: type[Entry], word: str, id: str, known: Sequence[str], inside: Sequence[str] = ()) -> None:
        if id not in known:
            raise _unknown("mục", "entry", id)
        users = [*inside, *self._used_by(word, id)]
        if users:
            shown = ", ".join(f"“{user}”" for user in users[:3]) + (" …" if len(users) > 3 else "")
            raise Refused(
                f"không xoá được “{id}” vì còn {len(users)} nơi dùng: {shown}; hãy thay ở đó trước.",
                f"“{id}” cannot be removed: {len(users)} still use it: {shown}; change those first.",
            )
        with self._doing("removed", word, id):
            self._repo.remove(kind, id)

    def _doing(self, step: str, kind: str, id: str, by: str = "") -> AbstractContextManager[str]:
        return self._logbook.doing(ACT, by, step=step, kind=kind, entry=id)


def _without_stale_confirmation(new: Contact, old: Contact | None) -> Contact:
    """A changed number does not inherit the confirmation of the old one."""
    if old is None or dialled(old.phone) == dialled(new.phone):
        return new
    if (new.verified_on, new.verified_by) != (old.verified_on, old.verified_by):
        return new
    return replace(new, verified_on=None, verified_by="")


def _unknown(vi: str, en: str, id: str) -> NotFound:
    return NotFound(f"không có {vi} “{id}” trong danh bạ.", f"there is no {en} “{id}” in the directory.")
