"""Files that are not what this program wrote: each is refused in one sentence, and nothing of it is left anywhere."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from studio.canonical import canonical_json, sha256
from studio.errors import StudioError
from studio.hub.items import signed
from studio.hub.model import HubItemKind, HubStation
from studio.people.keys import public_of
from tests.exchange.rig import PC, good_file, opened
from tests.profile import MORNING

Entries = dict[str, bytes]
LIST = "exchange.json"


@pytest.fixture
def whole() -> Entries:
    """What a good file holds: a draft with a photograph."""
    with zipfile.ZipFile(good_file()) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def approver(tmp_path: Path) -> Iterator[PC]:
    with opened(tmp_path / "pcs", "Duyệt") as (pc,):
        yield pc


def packed(entries: Mapping[str, bytes], alter: Callable[[zipfile.ZipInfo], None] = lambda entry: None) -> bytes:
    """The file as a program of another hand makes it, entries stored as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            alter(entry)
            archive.writestr(entry, data)
            entry.external_attr = 0
            alter(entry)
    return made.getvalue()


def told(entries: Entries) -> dict[str, object]:
    listed: dict[str, object] = json.loads(entries[LIST])
    return listed


def listing(**changes: object) -> Callable[[Entries], bytes]:
    """The file with another list."""
    return lambda whole: packed(whole | {LIST: canonical_json(told(whole) | changes)})


def raw_list(data: bytes) -> Callable[[Entries], bytes]:
    return lambda whole: packed(whole | {LIST: data})


def added(name: str, data: bytes = b"x") -> Callable[[Entries], bytes]:
    return lambda whole: packed(whole | {name: data})


def item_of(entries: Entries) -> bytes:
    return next(data for name, data in entries.items() if name.startswith("items/"))


def with_item(body: bytes, entries: Entries) -> bytes:
    """The file with that item in the place of its own, hash and list in order."""
    kept = {name: data for name, data in entries.items() if not name.startswith("items/") and name != LIST}
    listed = canonical_json(told(entries) | {"items": [sha256(body)]})
    return packed({LIST: listed, f"items/{sha256(body)}": body, **kept})


def altered_item(change: Callable[[dict[str, object]], object]) -> Callable[[Entries], bytes]:
    """The file with an item that says something else than its station signed."""

    def make(entries: Entries) -> bytes:
        item = json.loads(item_of(entries))
        change(item)
        return with_item(canonical_json(item), entries)

    return make


def written(item: str) -> Callable[[Entries], bytes]:
    return lambda entries: with_item(item.encode(), entries)


def twice(entries: Entries) -> bytes:
    """An item is in it twice, under one name."""
    again = f"items/{'0' * 64}"
    name = next(name for name in entries if name.startswith("items/"))
    return packed(entries | {again: entries[name]}).replace(again.encode(), name.encode())


def upper(entries: Entries) -> bytes:
    return packed(entries | {name.upper(): data for name, data in entries.items() if name.startswith("files/")})


def sized(size: object) -> Callable[[Entries], bytes]:
    """The list gives every picture that size."""
    return lambda entries: listing(files=dict.fromkeys(files_of(entries), size))(entries)


def files_of(entries: Entries) -> list[str]:
    return [name.removeprefix("files/") for name in entries if name.startswith("files/")]


def items_twice(entries: Entries) -> bytes:
    return listing(items=[sha256(item_of(entries))] * 2)(entries)


def linked(entry: zipfile.ZipInfo) -> None:
    if entry.filename.startswith("files/"):
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def squeezed(entry: zipfile.ZipInfo) -> None:
    entry.compress_type = zipfile.ZIP_DEFLATED


def remarked(entry: zipfile.ZipInfo) -> None:
    entry.comment = b"hello"


def without_picture(entries: Entries) -> bytes:
    kept = {name: data for name, data in entries.items() if not name.startswith("files/")}
    return packed(kept | {LIST: canonical_json(told(entries) | {"files": {}})})


def other_picture(entries: Entries) -> bytes:
    return packed({name: b"x" * len(data) if name.startswith("files/") else data for name, data in entries.items()})


def longer_picture(entries: Entries) -> bytes:
    return packed({name: data + b"x" if name.startswith("files/") else data for name, data in entries.items()})


def bomb(entries: Entries) -> bytes:
    return packed(entries | {f"files/{'0' * 64}": bytes(20_000_000)}, squeezed)


def stranger(entries: Entries) -> bytes:
    """Signed by somebody who calls themselves the station."""
    item = json.loads(item_of(entries))
    seed = b"7" * 32
    device = HubStation(login=item["from"], unit=item["unit"], public=public_of(seed))
    made = signed(HubItemKind.REVISION, item["facts"], sender=device, seed=seed, at=MORNING, blobs=item["blobs"])
    return with_item(made.body, entries)


def cut(at: float) -> Callable[[Entries], bytes]:
    def make(entries: Entries) -> bytes:
        data = packed(entries)
        return data[: int(len(data) * at)]

    return make


def flipped(entries: Entries) -> bytes:
    data = bytearray(packed(entries))
    data[len(data) // 2] ^= 1
    return bytes(data)


NFC, NFD = (unicodedata.normalize(form, "files/ả") for form in ("NFC", "NFD"))
NAUGHTY: Mapping[str, Mapping[str, Callable[[Entries], bytes]]] = {
    "no intact exchange file": {
        "empty": lambda _: b"",
        "no ZIP": lambda _: b"PK\3\4" + b"x" * 100,
        "cut short": cut(0.5),
        "end cut off": cut(0.999),
        "a bit flipped": flipped,
    },
    "an entry has a strange name": {
        "path upwards": added("../outside.txt"),
        "path upwards, Windows": added("..\\outside.txt"),
        "path upwards below a folder": added("files/../../outside.txt"),
        "absolute path": added("/outside.txt"),
        "drive": added("C:/outside.txt"),
        "device": added("files/con"),
        "folder": added("files/"),
        "long name": added("files/" + "a" * 5000),
        "name with a line end": added(f"files/{'0' * 64}\n"),
        "upper-case twin": upper,
        "composed and decomposed twins": lambda whole: packed(whole | {NFC: b"1", NFD: b"2"}),
    },
    "not those of its list": {
        "name with a zero": added(f"files/{'0' * 64}\0.txt"),
        "more than is listed": added(f"files/{'0' * 64}"),
        "less than is listed": lambda whole: packed({n: d for n, d in whole.items() if not n.startswith("files/")}),
    },
    "two entries of one name": {
        "one name twice": twice,
    },
    "not written by this app": {
        "link": lambda whole: packed(whole, linked),
        "compressed": lambda whole: packed(whole, squeezed),
        "bomb": bomb,
        "remark on an entry": lambda whole: packed(whole, remarked),
    },
    "its list is missing": {
        "no list": lambda whole: packed({n: d for n, d in whole.items() if n != LIST}),
        "list not first": lambda whole: packed(dict(sorted(whole.items(), reverse=True))),
    },
    "no exchange file": {
        "list of another program": listing(format="backup"),
    },
    "another version of the app": {
        "list of a later version": listing(version=2),
    },
    "the form of its list is wrong": {
        "list with more": listing(more=1),
        "list of no items": listing(items=[]),
        "list with an item twice": items_twice,
        "list with a size of minus one": sized(-1),
        "list with a size that is no number": sized(size=True),
    },
    "its list was not written": {
        "list with a name twice": raw_list(b'{"format":"page-studio exchange","format":"x"}'),
    },
    "its list cannot be read": {
        "list with NaN": raw_list(b'{"format":NaN}'),
        "deep list": raw_list(b"[" * 100_000),
        "long number": raw_list(b'{"version":' + b"9" * 50_000 + b"}"),
        "list that is no UTF-8": raw_list(b'{"format":"\xff"}'),
        "half a character": raw_list(b'{"format":"\\ud800"}'),
    },
    "was altered": {
        "wrong size": sized(1),
        "other picture": other_picture,
        "longer picture": longer_picture,
    },
    "pictures of the post are missing": {
        "picture left out of list and file": without_picture,
    },
    "not imported": {
        "item with NaN": written('{"facts":NaN}'),
        "item with a name twice": lambda whole: with_item(item_of(whole)[:-1] + b',"v":1}', whole),
        "deep item": written("[" * 100_000),
    },
    "an item is too large": {
        "item too large": lambda whole: with_item(b" " * (1 << 20) + item_of(whole), whole),
    },
    "its form is wrong": {
        "item of an unknown kind": altered_item(lambda item: item.update(kind="order")),
        "item of an unknown version": altered_item(lambda item: item.update(v=2)),
    },
    "the signature is not that of": {
        "item with other words": altered_item(lambda item: item["facts"]["content"]["fields"].update(how="Khác")),  # type: ignore[index]
        "item of another author": altered_item(lambda item: item["facts"].update(writers=[])),  # type: ignore[attr-defined]
        "item with another signature": altered_item(lambda item: item.update(signature="0" * 128)),
        "item of a stranger": stranger,
    },
    "nobody confirmed here": {
        "item of an unknown station": altered_item(lambda item: item.update({"from": "0" * 32})),
    },
}  # fmt: skip
"""By what the refusal says."""


def kept(pc: PC) -> dict[str, object]:
    """All that is stored, what is only expected apart, and every file in and beside the profile."""
    with closing(sqlite3.connect(pc.profile.database)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: dict[str, object] = {
            name: sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608
            for name in names
            if name not in ("unneeded_files", "pin_tries")
        }
    root = pc.profile.root.parent
    places = (path for path in root.rglob("*") if path.is_file() and pc.profile.logs not in path.parents)
    return found | {"files": sorted(str(path) for path in places)}


@pytest.mark.parametrize(("why", "name"), [(why, name) for why, named in NAUGHTY.items() for name in named])
def test_a_naughty_file_is_refused_and_leaves_nothing(
    why: str, name: str, approver: PC, whole: Entries, tmp_path: Path
) -> None:
    path = tmp_path / "naughty.psexchange"
    path.write_bytes(NAUGHTY[why][name](whole))
    with approver.by():
        approver.studio.exchange.list()  # what is made at the first asking is there
    before, around = kept(approver), sorted(tmp_path.iterdir())
    with pytest.raises(StudioError) as refusal:
        approver.read(path)
    assert why in refusal.value.phrase.en
    assert refusal.value.phrase.vi.endswith(".")
    assert "\n" not in refusal.value.sentence("vi")
    assert kept(approver) == before
    assert sorted(tmp_path.iterdir()) == around


def test_the_file_that_the_naughty_ones_are_made_of_is_taken_in(approver: PC, whole: Entries, tmp_path: Path) -> None:
    path = tmp_path / "packed.psexchange"
    path.write_bytes(packed(whole))
    (taken,) = approver.read(path)
    assert taken.kind is HubItemKind.REVISION
