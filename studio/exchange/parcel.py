"""The one file by which posts travel: a ZIP of items and pictures, written and read with great care.

    exchange.json        what it is, the items in order, the size of every file
    items/<sha-256>      an item, byte for byte
    files/<sha-256>      a picture or video, byte for byte

Everything in it is stored as it is, under a name that is its hash. Whatever a program of another hand may have put into
a ZIP (paths, links, packed or encrypted entries, two of one name) has no place here and is refused with the whole file;
nothing is unpacked before every byte was read and its hash was right.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.canonical import canonical_json, sha256
from studio.codec import parsed
from studio.errors import BadInput, StorageTrouble
from studio.hub.model import ITEM_LIMIT
from studio.paths import open_regular, read_pieces, write_pieces
from studio.phrase import Phrase
from studio.posts.ports import FileReader
from studio.posts.record_verify import pieces
from studio.reasons import reason_of

FORMAT, VERSION = "page-studio exchange", 1
MOST_ITEMS, MOST_FILES = 2000, 1000
LARGEST = 3_500_000_000
"""Bytes of a whole file: what its 32-bit lengths can say, with room to spare."""
PIECE = 1 << 16
_LIST = "exchange.json"
_LARGEST_LIST = 1 << 20
_NAME = re.compile(r"^(?:exchange\.json|items/[0-9a-f]{64}|files/[0-9a-f]{64})\Z")
_PLAIN = 0x800
"""The one flag that is no trouble: the name is UTF-8."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a file holds, checked: its items in order, and the size of each picture."""

    path: Path
    items: tuple[bytes, ...]
    files: Mapping[str, int]

    def pieces(self, name: str) -> Iterator[bytes]:
        """A picture, a piece at a time. Whoever keeps it compares its hash: the stick may have changed since."""
        with _reading(self.path) as archive:
            yield from _inside(archive, f"files/{name}")


def write(path: Path, items: Sequence[bytes], files: Mapping[str, int], store: FileReader) -> None:
    """Write the file, whole or not at all. The same content gives the same bytes. Raises StorageTrouble, NotFound,
    Untrusted, BadInput."""
    if sum(files.values()) + sum(map(len, items)) > LARGEST or len(items) > MOST_ITEMS or len(files) > MOST_FILES:
        raise BadInput("the post and its files are too large for one exchange file; take a video out.")
    for name in files:
        store.check(name)
    ids = [sha256(one) for one in items]
    told = {"format": FORMAT, "version": VERSION, "items": ids, "files": dict(files)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = _entries(canonical_json(told), dict(zip(ids, items, strict=True)), files, store)
        write_pieces(path.parent, pieces(entries), lambda: path)
    except OSError as trouble:
        raise StorageTrouble(
            "the exchange file cannot be written ({why}); check the stick, or choose another place.",
            why=reason_of(trouble),
            where=str(path),
        ) from trouble


def _entries(
    told: bytes, items: Mapping[str, bytes], files: Mapping[str, int], store: FileReader
) -> Iterator[tuple[str, int, int, Iterable[bytes]]]:
    """Each entry with its size, its CRC and its content."""
    for name, data in ((_LIST, told), *((f"items/{item}", data) for item, data in items.items())):
        yield name, len(data), zlib.crc32(data), (data,)
    for name, size in sorted(files.items()):
        crc = 0
        for piece in _stored(store, name):
            crc = zlib.crc32(piece, crc)
        yield f"files/{name}", size, crc, _stored(store, name)


def _stored(store: FileReader, name: str) -> Iterator[bytes]:
    with store.open(name) as file:
        yield from read_pieces(file)


def read(path: Path) -> Parcel:
    """What the file holds, after every byte of it was read and checked. Raises BadInput with what is wrong."""
    try:
        with _reading(path) as archive:
            return _checked(path, archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, RuntimeError, UnicodeError) as error:
        raise _bad(path, Phrase("it is no intact exchange file")) from error
    except OSError as trouble:
        raise StorageTrouble(
            "the exchange file cannot be read ({why}); check the stick.",
            why=reason_of(trouble),
            where=str(path),
        ) from trouble


@contextmanager
def _reading(path: Path) -> Iterator[zipfile.ZipFile]:
    with open_regular(path) as file, zipfile.ZipFile(file) as archive:
        yield archive


def _checked(path: Path, archive: zipfile.ZipFile) -> Parcel:
    entries = archive.infolist()
    if path.stat().st_size > LARGEST + (1 << 26) or len(entries) > MOST_ITEMS + MOST_FILES + 1:
        raise _bad(path, Phrase("it is too large"))
    names = [entry.filename for entry in entries]
    for entry in entries:
        _require_plain(path, entry)
    if len(set(names)) != len(names):
        raise _bad(path, Phrase("it has two entries of one name"))
    if names[:1] != [_LIST] or entries[0].file_size > _LARGEST_LIST:
        raise _bad(path, Phrase("its list is missing"))
    ids, files = _listed(path, archive.read(_LIST))
    if set(names) != {_LIST, *(f"items/{item}" for item in ids), *(f"files/{name}" for name in files)}:
        raise _bad(path, Phrase("its entries are not those of its list"))
    sizes = {entry.filename: entry.file_size for entry in entries}
    for item in ids:
        if sizes[f"items/{item}"] > ITEM_LIMIT:
            raise _bad(path, Phrase("an item is too large"))
    items = tuple(archive.read(f"items/{item}") for item in ids)
    for item, data in zip(ids, items, strict=True):
        if sha256(data) != item:
            raise _bad(path, Phrase("the item {item} was altered", item=item[:8]))
    for name, size in files.items():
        found = _digest(_inside(archive, f"files/{name}"))
        if (sizes[f"files/{name}"], found) != (size, name):
            raise _bad(path, Phrase("the picture {name} was altered", name=name[:8]))
    return Parcel(path, items, files)


def _require_plain(path: Path, entry: zipfile.ZipInfo) -> None:
    """An entry is stored as it is, under one of our names, and is no link, folder or encrypted thing."""
    if not _NAME.match(entry.orig_filename) or entry.orig_filename != entry.filename:
        raise _bad(path, Phrase("an entry has a strange name"))
    stored = entry.compress_type == zipfile.ZIP_STORED and entry.compress_size == entry.file_size
    if not stored or entry.flag_bits & ~_PLAIN or entry.external_attr or entry.comment or entry.extra:
        raise _bad(path, Phrase("an entry was not written by this app"))


def _listed(path: Path, data: bytes) -> tuple[tuple[str, ...], dict[str, int]]:
    """Ids of the items and sizes of the files, out of a list that says nothing else and nothing twice."""
    try:
        told = parsed(data)
        canonical = canonical_json(told) == data
    except (ValueError, RecursionError):
        raise _bad(path, Phrase("its list cannot be read")) from None
    if not canonical or not isinstance(told, dict):
        raise _bad(path, Phrase("its list was not written by this app"))
    if told.get("format") != FORMAT:
        raise _bad(path, Phrase("it is no exchange file"))
    if told.get("version") != VERSION:
        raise _bad(path, Phrase("it is of another version of the app; update both PCs"))
    ids, files = told.get("items"), told.get("files")
    sound = isinstance(ids, list) and isinstance(files, dict) and _are_ids(ids) and _are_sizes(files)
    if told.keys() != {"format", "version", "items", "files"} or not sound:
        raise _bad(path, Phrase("the form of its list is wrong"))
    return tuple(map(str, ids or ())), dict(files or {})


def _are_ids(told: Sequence[Any]) -> bool:
    return (
        0 < len(told) <= MOST_ITEMS
        and len(set(map(str, told))) == len(told)
        and all(isinstance(one, str) and _NAME.match(f"items/{one}") for one in told)
    )


def _are_sizes(told: Mapping[str, Any]) -> bool:
    return (
        len(told) <= MOST_FILES
        and all(_NAME.match(f"files/{name}") and type(size) is int and size > 0 for name, size in told.items())
        and sum(told.values()) <= LARGEST
    )


def _inside(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        while piece := file.read(PIECE):
            yield piece


def _digest(pieces: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def _bad(path: Path, what: Phrase) -> BadInput:
    return BadInput(
        "{what}; nothing was imported. Have the file sent again from the other PC.", what=what, where=path.name
    )
