"""Records that were rewritten as a whole: their signatures tell, to the program and to the verifier that is inside."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from studio.people.keys import key_id, public_of, sign
from studio.posts import record_verify
from studio.posts.post_signature import seal_of
from studio.posts.record import verify
from tests.records.library import Shelf
from tests.records.test_record import repacked

OWN = bytes(range(2, 34))
"""The forger's key."""


@pytest.fixture
def record(tmp_path: Path) -> bytes:
    shelf = Shelf(tmp_path)
    shelf.publish(images=1)
    return shelf.record()


def test_an_honest_record_is_intact_and_tells_the_fingerprints(record: bytes) -> None:
    assert verify(record) == ()
    told = record_verify.fingerprints(record_verify.unpack(record))
    assert len(told) == 2
    assert {line.split(": ")[0] for line in told} == {"cb-duyet", "cb-soan"}


def changed(record: bytes, name: str, edit: Any) -> bytes:
    """The record with one file edited and the manifest right again."""
    value = json.loads(record_verify.unpack(record)[f"{name}.json"])
    edit(value)
    return repacked(record, **{f"{name}_json": json.dumps(value, ensure_ascii=False).encode()})


def _set(value: Any, **changes: Any) -> Any:
    value.update(changes)
    return value


EDITS: dict[str, tuple[str, Any]] = {
    "a later end": ("approvals", lambda v: _set(v[0], expires_at="2027-11-25T01:30:00.000000Z")),
    "another approver": ("approvals", lambda v: _set(v[0], by="cb-khac")),
    "another role": ("approvals", lambda v: _set(v[0], role="head")),
    "another page": ("bundle", lambda v: v["targets"][0].__setitem__(2, "id-khac")),
    "no signatures": ("signatures", lambda v: v.clear()),
    "one signature": ("signatures", lambda v: v.pop()),
    "no approval": ("approvals", lambda v: v.clear()),
    "another signature": ("signatures", lambda v: _set(v[1], signature="0" * 128)),
    "another statement": (
        "signatures",
        lambda v: _set(v[1], statement=v[1]["statement"].replace('"approver"', '"head"')),
    ),
    "another right": ("keys", lambda v: [_set(one, roles=["head"]) for one in v]),
    "a key that came later": ("keys", lambda v: [_set(one, **{"from": "2027-11-25T01:30:00.000000Z"}) for one in v]),
    "a key that had ended": ("keys", lambda v: [_set(one, until="2025-11-25T01:30:00.000000Z") for one in v]),
    "a key of one's own": ("keys", lambda v: [_set(one, public=public_of(OWN)) for one in v]),
    "who submitted": ("seal", lambda v: _set(v, submitted_by="cb-khac")),
    "another post": ("record", lambda v: _set(v, post="p2")),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_record_that_was_edited_with_a_right_manifest_is_found(record: bytes, edit: str) -> None:
    assert verify(changed(record, *EDITS[edit]))


def test_a_record_without_the_files_of_the_signatures_is_not_intact(record: bytes) -> None:
    files = record_verify.unpack(record)
    del files["signatures.json"], files["keys.json"]
    names = sorted(set(files) - {record_verify.MANIFEST})
    files[record_verify.MANIFEST] = "".join(f"{record_verify.sha256(files[n])}  {n}\n" for n in names).encode()
    bare = record_verify.pack(files)
    assert "chữ ký" in verify(bare)[0].vi
    assert verify(bare, expected_sha256=record_verify.sha256(bare)) == (), "one of before there were signatures"


def test_a_whole_record_with_keys_of_ones_own_shows_other_fingerprints(record: bytes) -> None:
    """Consistent in itself, so that only the fingerprints tell, and the profile, which knows its keys."""
    files = record_verify.unpack(record)
    signatures, keys = (json.loads(files[f"{name}.json"]) for name in ("signatures", "keys"))
    mine, made = public_of(OWN), []
    asked = ""
    for one in signatures:
        facts = json.loads(one["statement"]) | {"key": key_id(mine)}
        facts |= {"submitted": asked} if one["kind"] == "approve" else {}
        statement = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        asked = sign(OWN, statement.encode())
        made.append(one | {"statement": statement, "signature": asked})
    keys = [held | {"public": mine, "key": key_id(mine)} for held in keys]
    forged = repacked(record, signatures_json=json.dumps(made).encode(), keys_json=json.dumps(keys).encode())
    assert verify(forged) == ()
    before = record_verify.fingerprints(record_verify.unpack(record))
    assert not set(before) & set(record_verify.fingerprints(record_verify.unpack(forged)))


def test_a_changed_text_needs_the_approvers_key(record: bytes) -> None:
    """Text, package, parts and seal all made to fit each other: the signature is under another seal."""
    files = record_verify.unpack(record)
    bundle, seal, approvals = (json.loads(files[f"{name}.json"]) for name in ("bundle", "seal", "approvals"))
    package = bundle["packages"]["facebook"]
    package["text"] = "Gọi 0900 000 113"
    seal["parts"]["package:facebook"] = record_verify.digest(package)
    bundle["seal"] = approvals[0]["seal"] = seal_of(seal["parts"])
    forged = repacked(
        record,
        bundle_json=json.dumps(bundle).encode(),
        seal_json=json.dumps(seal).encode(),
        approvals_json=json.dumps(approvals).encode(),
        **{"text__facebook.txt": package["text"].encode()},
    )
    assert any("chữ ký" in problem.vi for problem in verify(forged))


def test_the_shipped_ed25519_agrees_with_the_library() -> None:
    dice = random.Random(8032)
    for number in range(12):
        key = Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))
        public, message = key.public_key().public_bytes_raw().hex(), dice.randbytes(number * 7)
        signature = key.sign(message).hex()
        assert record_verify.signed(public, signature, message)
        assert not record_verify.signed(public, signature, message + b"x")
        flipped = bytearray(bytes.fromhex(signature))
        flipped[dice.randrange(64)] ^= 1 << dice.randrange(8)
        assert not record_verify.signed(public, flipped.hex(), message)
        high = int.from_bytes(bytes.fromhex(signature)[32:], "little") + record_verify.Q
        malleable = signature[:64] + high.to_bytes(32, "little").hex()
        assert not record_verify.signed(public, malleable, message), "the same scalar written otherwise"


def test_the_vectors_of_the_standard_hold() -> None:
    """RFC 8032, 7.1, tests 1 and 2."""
    assert record_verify.signed(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
        "655141438e7a100b",
        b"",
    )
    assert record_verify.signed(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
        "b00d291612bb0c00",
        b"\x72",
    )
    for public in ("00" * 31, "ff" * 32, "02" + "00" * 31):
        assert not record_verify.signed(public, "00" * 64, b"")
