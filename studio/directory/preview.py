"""A directory file read on its own, for looking at before anything is stored."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from studio.directory.model import Contact, DirectoryBook, DirectorySnippet, Entry, HashtagSet, Unit
from studio.directory.service import Directory

_SHELVES = {Unit: "units", Contact: "contacts", HashtagSet: "hashtag_sets", DirectorySnippet: "snippets"}


def read_book(path: Path) -> DirectoryBook:
    """What the file would bring, checked as an import checks it. Raises BadInput naming file and line."""
    tray = _Tray()
    Directory(tray).import_yaml(path)
    return tray.book()


class _Tray:
    """A repository in memory."""

    def __init__(self) -> None:
        self._book = DirectoryBook()

    def transaction(self) -> nullcontext[None]:
        return nullcontext()

    def book(self) -> DirectoryBook:
        return self._book

    def save(self, entry: Entry) -> None:
        shelf = _SHELVES[type(entry)]
        others = [known for known in getattr(self._book, shelf) if known.id != entry.id]
        self._book = replace(self._book, **{shelf: (*others, entry)})

    def remove(self, kind: type[Entry], id: str) -> None:
        shelf = _SHELVES[kind]
        self._book = replace(self._book, **{shelf: tuple(k for k in getattr(self._book, shelf) if k.id != id)})
