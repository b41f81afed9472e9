"""Signed items: what is made is taken in, and whatever was touched is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.canonical import canonical_json
from studio.errors import BadInput, Untrusted
from studio.hub.connection import read_address
from studio.hub.invitation import invitation, read_invitation
from studio.hub.items import Item, box_for, opened, received, signed
from studio.hub.model import DEPARTMENT, EVERYBODY, START, Entry, HubItemKind, HubStation
from studio.people.keys import public_of, sign
from studio.phrase import LANGUAGES
from studio.secret import Secret
from tests.hub.rig import NOW

SEED = bytes(range(32))
OTHER = bytes(range(1, 33))
DEVICE = HubStation(login="u001-1", unit="u001", public=public_of(SEED))
DEVICES = {DEVICE.login: DEVICE}
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3),
    max_leaves=8,
)


def made(facts: dict[str, Any] | None = None, kind: HubItemKind = HubItemKind.RECEIPT, **more: Any) -> Item:
    return signed(kind, facts or {}, sender=DEVICE, seed=SEED, at=NOW, **more)


def resigned(item: Item, **changed: Any) -> bytes:
    """The item with something changed and signed anew, as only its maker could."""
    told = {**json.loads(item.body), **changed}
    told.pop("signature")
    return canonical_json({**told, "signature": sign(SEED, canonical_json(told))})


@given(facts=st.dictionaries(st.text(max_size=8), PLAIN, max_size=4))
def test_what_is_signed_is_opened_as_it_was(facts: dict[str, Any]) -> None:
    item = made(facts, epoch="e", blobs=["ab" * 32])
    assert opened(item.body, DEVICES) == item
    assert item.hex == item.id.hex()


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_no_bit_can_be_changed(at: int, bit: int) -> None:
    body = bytearray(made({"post": "p", "text": "Công an phường"}).body)
    body[at % len(body)] ^= 1 << bit
    with pytest.raises(Untrusted):
        opened(bytes(body), DEVICES)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"nonsense",
        b"\xff\xfe",
        b"[" * 100_000,
        made().body + b" ",
        made().body.replace(b'"v":1', b'"v":1,"v":1'),
        made().body.replace(b'"v":1', b'"v":1.0'),
        made({"n": 1}).body.replace(b'"n":1', b'"n":NaN'),
        made({"n": 1}).body.replace(b'"n":1', b'"n":1e400'),
        resigned(made(), v=2),
        resigned(made(), kind="post"),
        resigned(made(), more=1),
        resigned(made(), facts=[]),
        resigned(made(), blobs=["x"]),
        resigned(made(), at="yesterday"),
        resigned(made(), unit="u002"),
        resigned(made(), **{"from": "u002-1"}),
    ],
    ids=lambda body: body[:12].decode("latin-1"),
)
def test_what_is_no_item_of_a_known_station_is_not_taken_in(body: bytes) -> None:
    with pytest.raises(Untrusted):
        opened(body, DEVICES)


def test_only_the_stations_own_key_counts() -> None:
    forged = signed(HubItemKind.RECEIPT, {}, sender=DEVICE, seed=OTHER, at=NOW)
    with pytest.raises(Untrusted, match="chữ ký"):
        opened(forged.body, DEVICES)
    with pytest.raises(Untrusted):
        opened(made().body, {DEVICE.login: replace(DEVICE, revoked=True)})


def entry(item: Item, **changed: Any) -> Entry:
    told: dict[str, Any] = {
        "box": "u001",
        "seq": 1,
        "id": item.id,
        "chain": START,
        "kind": str(item.kind),
        "sender": item.sender,
        "at": NOW,
        "body": item.body,
    }
    return Entry(**(told | changed))


@pytest.mark.parametrize(
    "changed",
    [{"kind": "pack"}, {"id": bytes(32)}, {"box": "u002"}, {"box": EVERYBODY}],
    ids=str,
)
def test_a_hub_that_says_otherwise_than_the_item_is_not_believed(changed: dict[str, Any]) -> None:
    assert received(entry(made()), DEVICES) == made()
    with pytest.raises(Untrusted):
        received(entry(made(), **changed), DEVICES)


def test_what_is_too_large_does_not_travel() -> None:
    with pytest.raises(BadInput, match="USB"):
        made({"text": "x" * 2**20})


def test_where_an_item_goes() -> None:
    department = HubStation(login="d", unit=DEPARTMENT, public=DEVICE.public, department=True)
    assert box_for(HubItemKind.REVISION, DEVICE) == "u001"
    assert box_for(HubItemKind.AUDIT_HEAD, DEVICE) == DEPARTMENT
    assert box_for(HubItemKind.PACK, department) == EVERYBODY
    with pytest.raises(BadInput):
        box_for(HubItemKind.PACK, DEVICE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "máy chủ",
        "http://a@hub.example/hub",
        "postgresql://a@/hub",
        "postgresql://a@localhost:0/hub",
        "postgresql://a@localhost:99999/hub",
        "postgresql://a@localhost/hub?sslmode=disable",
        "postgresql://a@localhost/Hub-1",
        "postgresql://a@local host/hub",
        "postgresql://a:secret@localhost/hub",
        "postgresql://a@hub.example/hub",
    ],
)
def test_a_wrong_address_is_one_sentence(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_address(text)
    for language in LANGUAGES:
        assert "\n" not in refused.value.sentence(language)


def test_an_address_is_read() -> None:
    here = read_address("postgresql://quan-tri@127.0.0.1:5433/kho")
    assert (here.host, here.port, here.database, here.user) == ("127.0.0.1", 5433, "kho", "quan-tri")
    folder = read_address("postgresql://postgres@%2Fvar%2Frun%2Fpostgresql/hub")
    assert (folder.host, folder.is_socket, folder.port) == ("/var/run/postgresql", True, 5432)


def test_a_certificate_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    for content in (None, b"nonsense"):
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(BadInput, match="PEM"):
            read_address("postgresql://a@hub.example/hub", file)


def test_an_invitation_is_private_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "invitation.json"
    address = read_address("postgresql://a@127.0.0.1:5433/hub")
    written = invitation(address, HubStation(login="u001-1", unit="u001", public="ab" * 32), Secret("mật khẩu"))
    written.write(path)
    assert read_invitation(path) == written
    assert path.stat().st_mode & 0o077 == 0
    for content in (b"{}", b"nonsense", path.read_bytes().replace(b"5433", b'"x"')):
        path.write_bytes(content)
        with pytest.raises(BadInput, match="giấy mời"):
            read_invitation(path)
