"""The directory of the unit: what may be named in a post, and who last confirmed it.

The whole directory as one YAML file, for setting up the next PC.

    units:         [{id?, name, short_name?, address?, website?, valid_to?}]
    contacts:      [{id?, unit (id or name), label, phone, use?, hours?, emergency?, verified_on?, verified_by?}]
    hashtag_sets:  [{id?, title, tags}]
    snippets:      [{id?, title, text}]

An entry of a known id or name takes over the values the file gives, so that importing twice changes nothing.
The badge picture of a unit is not in the file.

A directory file read on its own, for looking at before anything is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from studio.directory import rules
from studio.directory.model import (
    Contact,
    DirectoryBook,
    DirectoryRepository,
    DirectorySnippet,
    Entry,
    HashtagSet,
    Unit,
)
from studio.directory.rules import dialled
from studio.errors import BadInput, NotFound, Refused
from studio.logbook import Logbook
from studio.phrase import Phrase
from studio.text import fold, squeeze
from studio.yamlfile import LineMapping, at, read_yaml, refuse_unknown

_UNIT = ("id", "name", "short_name", "address", "website", "valid_to")
_CONTACT = ("id", "unit", "label", "phone", "use", "hours", "emergency", "verified_on", "verified_by")
_HASHTAGS = ("id", "title", "tags")
_SNIPPET = ("id", "title", "text")
_SECTIONS = ("units", "contacts", "hashtag_sets", "snippets")
_DAYS = ("valid_to", "verified_on")
_Entry = TypeVar("_Entry", Unit, Contact, HashtagSet, DirectorySnippet)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryImport:
    """How many entries were added or replaced."""

    units: int
    contacts: int
    hashtag_sets: int
    snippets: int


def export_yaml(book: DirectoryBook) -> str:
    """The file's text; `import_yaml` of it restores `book` (badges apart)."""
    content = {
        "units": [_plain(unit, _UNIT) for unit in book.units],
        "contacts": [_plain(contact, _CONTACT) for contact in book.contacts],
    } | plain_phrases(book)
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def plain_phrases(book: DirectoryBook) -> dict[str, Any]:
    """Hashtag sets and snippets as YAML writes them."""
    return {
        "hashtag_sets": [_plain(tags, _HASHTAGS) for tags in book.hashtag_sets],
        "snippets": [_plain(snippet, _SNIPPET) for snippet in book.snippets],
    }


def import_yaml(path: Path, directory: Directory) -> DirectoryImport:
    """Save every entry of the file on `directory`; the caller's transaction makes it all or nothing.

    Raises BadInput naming file and line.
    """
    content = read_yaml(path)
    refuse_unknown(content, _SECTIONS, path)
    units = _take(content, "units", _UNIT, path, lambda raw: _save_unit(directory, raw))
    contacts = _take(content, "contacts", _CONTACT, path, lambda raw: _save_contact(directory, raw))
    hashtag_sets, snippets = take_phrases(content, path, directory)
    return DirectoryImport(units=units, contacts=contacts, hashtag_sets=hashtag_sets, snippets=snippets)


def take_phrases(content: LineMapping, path: Path, directory: Directory) -> tuple[int, int]:
    """Save the hashtag sets and snippets of a file that was read; returns how many of each. Raises BadInput."""
    return (
        _take(content, "hashtag_sets", _HASHTAGS, path, lambda raw: _save_hashtags(directory, raw)),
        _take(content, "snippets", _SNIPPET, path, lambda raw: _save_snippet(directory, raw)),
    )


def _take(
    content: LineMapping, section: str, known: tuple[str, ...], path: Path, save: Callable[[dict[str, Any]], object]
) -> int:
    entries = content.get(section) or []
    if not isinstance(entries, list) or not all(isinstance(entry, LineMapping) for entry in entries):
        raise BadInput(
            "“{section}” must be a list of entries.", section=section, where=at(path, content.lines[section])
        )
    for entry in entries:
        refuse_unknown(entry, known, path)
        with _naming(entry, path):
            save({key: _typed(key, value) for key, value in entry.items() if value is not None})
    return len(entries)


@contextmanager
def _naming(entry: LineMapping, path: Path) -> Iterator[None]:
    """Put file, line and field before the sentence of an error inside."""
    try:
        yield
    except BadInput as error:
        line = entry.lines.get(error.where, entry.line)
        place = f"{at(path, line)}: {error.where}" if error.where else at(path, line)
        raise BadInput(error.phrase, where=place) from error


def _typed(key: str, value: Any) -> Any:
    if key == "emergency":
        if not isinstance(value, bool):
            raise BadInput("takes true or false only.", where=key)
        return value
    if key == "tags":
        if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
            raise BadInput("must be a list of hashtags.", where=key)
        return tuple(value)
    if isinstance(value, list | dict | bool):
        raise BadInput("must be a text.", where=key)
    return _day(key, str(value)) if key in _DAYS else str(value)


def _day(key: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("“{text}” is no date; write year-month-day, such as 2026-11-25.", text=text, where=key) from None


def _save_unit(directory: Directory, raw: dict[str, Any]) -> None:
    book = directory.book()
    old = book.unit(raw.get("id", "")) or _named(book.units, "name", raw.get("name"))
    directory.save_unit(_merged(old, Unit, raw, "name"))


def _save_contact(directory: Directory, raw: dict[str, Any]) -> None:
    book = directory.book()
    unit = _named(book.units, "name", raw.get("unit"))
    if unit is not None:
        raw["unit"] = unit.id
    of_unit = [contact for contact in book.contacts if contact.unit == raw.get("unit")]
    old = book.contact(raw.get("id", "")) or _named(of_unit, "label", raw.get("label"))
    directory.save_contact(_merged(old, Contact, raw, "unit", "label", "phone"))


def _save_hashtags(directory: Directory, raw: dict[str, Any]) -> None:
    old = _named(directory.book().hashtag_sets, "title", raw.get("title"))
    directory.save_hashtags(_merged(old, HashtagSet, raw, "title", "tags"))


def _save_snippet(directory: Directory, raw: dict[str, Any]) -> None:
    old = _named(directory.book().snippets, "title", raw.get("title"))
    directory.save_snippet(_merged(old, DirectorySnippet, raw, "title", "text"))


def _merged(old: _Entry | None, kind: type[_Entry], raw: dict[str, Any], *required: str) -> _Entry:
    """The old entry with the file's values, or a new one of them. Raises BadInput when a required one is missing."""
    if old is not None:
        return replace(old, **raw)
    for key in required:
        if key not in raw:
            raise BadInput("the entry “{key}” is missing.", key=key)
    return kind(**{"id": ""} | raw)


def _named(entries: Iterable[_Entry], attribute: str, wanted: str | None) -> _Entry | None:
    key = fold(squeeze(wanted or ""))
    return next((entry for entry in entries if fold(squeeze(getattr(entry, attribute))) == key), None)


def _plain(entry: Unit | Contact | HashtagSet | DirectorySnippet, keys: tuple[str, ...]) -> dict[str, Any]:
    """The entry's values that differ from the defaults, as YAML writes them."""
    defaults = {field.name: field.default for field in fields(entry)}
    values = {key: getattr(entry, key) for key in keys}
    return {key: _written(value) for key, value in values.items() if value != defaults[key]}


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


UsedBy = Callable[[str, str], Sequence[str]]
"""``(kind, id)`` → titles of what still uses that entry. Kinds: ``unit contact hashtags snippet``."""
ACT = "directory"
_WORDS: dict[type[Entry], str] = {Unit: "unit", Contact: "contact", HashtagSet: "hashtags", DirectorySnippet: "snippet"}
"""As `studio.outbox.audit.Act` names it."""


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
                    "there is no unit “{unit}” in the directory; add the unit first.", unit=contact.unit, where="unit"
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
                raise _unknown(Phrase("contact"), id)
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

    def import_yaml(self, path: Path) -> DirectoryImport:
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
            raise _unknown(Phrase("entry"), id)
        users = [*inside, *self._used_by(word, id)]
        if users:
            shown = ", ".join(f"“{user}”" for user in users[:3]) + (" …" if len(users) > 3 else "")
            raise Refused(
                "“{id}” cannot be removed: {n} still use it: {shown}; change those first.",
                id=id,
                n=len(users),
                shown=shown,
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


def _unknown(what: Phrase, id: str) -> NotFound:
    return NotFound("there is no {what} “{id}” in the directory.", id=id, what=what)


_PARTS = {Unit: "units", Contact: "contacts", HashtagSet: "hashtag_sets", DirectorySnippet: "snippets"}


def read_book(path: Path) -> DirectoryBook:
    """What the file would bring, checked as an import checks it. Raises BadInput naming file and line."""
    tray = _MemoryDirectory()
    Directory(tray).import_yaml(path)
    return tray.book()


class _MemoryDirectory:
    """A repository in memory."""

    def __init__(self) -> None:
        self._book = DirectoryBook()

    def transaction(self) -> nullcontext[None]:
        return nullcontext()

    def book(self) -> DirectoryBook:
        return self._book

    def save(self, entry: Entry) -> None:
        part = _PARTS[type(entry)]
        others = [known for known in getattr(self._book, part) if known.id != entry.id]
        self._book = replace(self._book, **{part: (*others, entry)})

    def remove(self, kind: type[Entry], id: str) -> None:
        part = _PARTS[kind]
        self._book = replace(self._book, **{part: tuple(k for k in getattr(self._book, part) if k.id != id)})
