"""A record says everything, verifies without the application, and one altered byte anywhere is found."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.canonical import sha256
from studio.images.consent import Consent
from studio.posts import record_verify
from studio.posts.record import post_id_of, verify
from tests.records.library import PICTURE, Shelf
from tests.records.library import shelf as opened
from tests.soak import amount


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with opened(tmp_path) as built:
        yield built


@pytest.fixture
def zipped(shelf: Shelf) -> bytes:
    shelf.publish()
    return shelf.record()


def read(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return json.loads(archive.read(f"{name}.json"))


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The record as somebody with the recipe would forge it: contents changed, manifest and ZIP made anew."""
    files = record_verify.unpack(data)
    files |= {name.replace("__", "/").replace("_json", ".json"): content for name, content in changed.items()}
    names = sorted(name for name in files if name != record_verify.MANIFEST)
    files[record_verify.MANIFEST] = "".join(f"{sha256(files[n])}  {n}\n" for n in names).encode()
    return record_verify.pack(files)


def test_it_is_an_ordinary_zip(zipped: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.comment == b""
    assert names == sorted(names)
    for name in ("README.txt", "verify.py", "manifest.sha256", "post.json", "template.yaml", "text/facebook.txt"):
        assert name in names
    assert "consents.json" not in names, "nobody is shown in these pictures"
    assert sum(name.startswith("pictures/") and name.endswith(".jpg") for name in names) == 2


def test_it_says_who_in_the_pictures_consented(shelf: Shelf) -> None:
    consent = Consent(
        id="c1", who="Nguyễn Thị Hoa", purpose="bài người tốt", given_on=date(2026, 11, 20), filed="Phiếu số 12"
    )
    shelf.publish(consents=(consent,))
    data = shelf.record()
    (told,) = read(data, "consents")
    assert (told["picture"], told["who"], told["given_on"], told["until"]) == (
        PICTURE, "Nguyễn Thị Hoa", "2026-11-20", None,
    )  # fmt: skip
    assert verify(data) == ()


def test_it_says_everything(zipped: bytes, shelf: Shelf) -> None:
    dossier = shelf.sources.dossiers["p1"]
    told = read(zipped, "record")
    assert (told["post"], told["number"], told["seal"]) == ("p1", 1, dossier.sealed.bundle.seal)
    assert read(zipped, "post")["fields"]["scam_name"] == "Giả danh công an"
    assert read(zipped, "template")["version"] == dossier.template.version
    law = read(zipped, "laws")[0]
    assert law["document_sha256"] == "5" * 64
    assert law["validity"]["reason_vi"].startswith("có hiệu lực từ 01/7/2023")
    assert law["validity"]["on"] == "2026-11-25"
    assert read(zipped, "approvals")[0]["by"] == "cb-duyet"
    assert [(a["step"], a["outcome"]) for a in read(zipped, "attempts")] == [
        ("create", "done"),
        ("reveal", "done"),
        ("verify", "found"),
    ]
    receipt = read(zipped, "receipt")[0]
    assert receipt["verified"] is True
    assert receipt["permalink"].startswith("https://example.test/")
    delivery = read(zipped, "deliveries")[0]
    assert (delivery["state"], delivery["page_id"]) == ("verified", "id-trang-phuong")
    assert [entry["act"] for entry in read(zipped, "audit")["entries"]] == ["queued", "intent", "sent", "verified"]
    assert read(zipped, "audit")["head"]["seq"] == 4
    assert [entry["action"] for entry in read(zipped, "history")["entries"]] == ["submit", "approve"]
    assert post_id_of(zipped) == "p1"


def test_intact(zipped: bytes, shelf: Shelf) -> None:
    assert verify(zipped) == ()
    assert verify(zipped, expected_sha256=sha256(zipped)) == ()
    assert verify(zipped, expected_sha256=sha256(zipped).upper()) == ()
    assert shelf.records.verify(zipped) == ()


def test_the_same_facts_give_the_same_bytes(shelf: Shelf) -> None:
    shelf.publish()
    assert b"".join(shelf.records.build("p1")) == b"".join(shelf.records.build("p1"))


@pytest.mark.soak
def test_every_flipped_byte_is_found(shelf: Shelf) -> None:
    """Every fifth, and in `make soak` each: those that no checksum covers cost an examination of all signatures."""
    shelf.publish(images=1)
    data = shelf.record()
    altered = bytearray(data)
    dice = random.Random(1)
    missed = []
    for position in range(0, len(data), amount(5, 1)):
        altered[position] ^= 1 << dice.randrange(8)
        if not record_verify.check_zip(bytes(altered)):
            missed.append(position)
        altered[position] = data[position]
    assert missed == []
    assert len(data) > 10_000


@pytest.mark.parametrize("cut", [1, 2, 21, 22, 23, 100, 5000])
def test_truncated_or_extended_is_found(zipped: bytes, cut: int) -> None:
    assert verify(zipped[:-cut])
    assert verify(zipped[cut:])
    assert verify(zipped + bytes(cut))
    assert verify(bytes(cut) + zipped)
    assert verify(zipped[: len(zipped) // 2] + zipped[len(zipped) // 2 + cut :])


@pytest.mark.parametrize(
    "garbage", [b"", b"PK", b"PK\3\4", b"PK\3\4" + bytes(30), b"PK\5\6" + bytes(18), os.urandom(999)]
)
def test_garbage_is_told_not_raised(garbage: bytes) -> None:
    assert verify(garbage)
    assert post_id_of(garbage) == ""


def test_a_zip_with_the_same_files_made_by_another_program_is_found(zipped: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in record_verify.unpack(zipped).items():
            archive.writestr(name, content)
    assert verify(out.getvalue())


def test_a_file_put_in_is_named(zipped: bytes) -> None:
    found = verify(record_verify.pack(record_verify.unpack(zipped) | {"added.txt": b"x"}))
    assert any("added.txt" in problem.vi for problem in found)


def test_without_its_list_of_hashes_no_file_is_vouched_for(zipped: bytes) -> None:
    files = record_verify.unpack(zipped)
    del files["manifest.sha256"]
    told = " ".join(problem.vi for problem in verify(record_verify.pack(files)))
    assert [name for name in files if name not in told] == []


def forge(zipped: bytes, name: str, old: str, new: str) -> bytes:
    content = record_verify.unpack(zipped)[name].decode()
    assert old in content
    return repacked(zipped, **{name.replace("/", "__").replace(".json", "_json"): content.replace(old, new).encode()})


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("bundle.json", "gọi 113", "gọi 0900 000 113", "facebook"),
        ("text/facebook.txt", "gọi 113", "gọi 0900 000 113", "facebook"),
        ("bundle.json", '"seal": "', '"seal": "0', "được duyệt"),
        ("approvals.json", '"seal": "', '"seal": "0', "được duyệt"),
        ("seal.json", '"publish_at": "', '"publish_at": "0', "được duyệt"),
        ("history.json", "đã đối chiếu", "chưa đối chiếu", "lịch sử"),
        ("audit.json", '"by": "cb-dang"', '"by": "cb-khac"', "nhật ký"),
    ],
)
def test_a_forged_manifest_does_not_hide_a_contradiction(
    zipped: bytes, name: str, old: str, new: str, told: str
) -> None:
    found = verify(forge(zipped, name, old, new))
    assert found
    assert told in found[0].vi


def test_a_record_rewritten_as_a_whole_is_found_by_its_digest(zipped: bytes, shelf: Shelf) -> None:
    forged = forge(zipped, "receipt.json", "https://example.test/", "https://khac.test/")
    assert verify(forged) == (), "consistent in itself"
    assert verify(forged, expected_sha256=sha256(zipped))
    assert shelf.records.verify(forged), "the store remembers the digest"
    entry = shelf.rig.audit.entries("p1")[-1]
    assert (entry.act, entry.data["sha256"]) == ("recorded", sha256(zipped))


def run_verifier(*words: str, cwd: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "ascii", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    return subprocess.run([python, "-I", "-S", *words], cwd=cwd, env=clean, capture_output=True, text=True, check=False)


def test_the_verifier_inside_works_alone(zipped: bytes, tmp_path: Path) -> None:
    """Isolated Python without site-packages, on a console that knows ASCII only."""
    folder = tmp_path / "giải nén"
    zipfile.ZipFile(io.BytesIO(zipped)).extractall(folder)
    (tmp_path / "hoso.zip").write_bytes(zipped)
    (tmp_path / "verify.py").write_bytes((folder / "verify.py").read_bytes())

    inside = run_verifier("verify.py", cwd=folder)
    whole = run_verifier("verify.py", "hoso.zip", sha256(zipped), cwd=tmp_path)
    other = run_verifier("verify.py", "hoso.zip", "0" * 64, cwd=tmp_path)

    assert (inside.returncode, whole.returncode, other.returncode) == (0, 0, 1), inside.stderr + whole.stderr
    assert "INTACT" in inside.stdout
    (folder / "text" / "facebook.txt").write_bytes(b"khac")
    altered = run_verifier("verify.py", cwd=folder)
    assert altered.returncode == 1
    assert "text/facebook.txt" in altered.stdout


def test_the_verifier_is_short_and_needs_the_standard_library_only() -> None:
    source = Path(record_verify.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 200
    imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= {
        "__future__",
        "collections.abc",
        "hashlib",
        "json",
        "struct",
        "sys",
        "zlib",
        "pathlib",
        "typing",
    }


def test_the_readme_speaks_both_languages(zipped: bytes) -> None:
    readme = record_verify.unpack(zipped)["README.txt"].decode()
    assert "HỒ SƠ BÀI ĐĂNG" in readme
    assert "python verify.py" in readme
    assert "RECORD OF A PUBLICATION" in readme
    for name in record_verify.unpack(zipped).keys() - {"README.txt"}:
        assert name.split("/")[0].split(".")[0] in readme, name


def test_nesting_without_end_is_one_sentence(zipped: bytes, tmp_path: Path) -> None:
    parts = record_verify.unpack(zipped)
    parts["bundle.json"] = b"[" * 200_000
    held = {name: data for name, data in parts.items() if name != record_verify.MANIFEST}
    lines = [f"{sha256(data)}  {name}\n" for name, data in sorted(held.items())]
    deep = record_verify.pack(held | {record_verify.MANIFEST: "".join(lines).encode()})
    (found,) = verify(deep)
    assert "cấu trúc hồ sơ không đúng" in found.vi
    held["record.json"] = b"[" * 200_000
    assert post_id_of(record_verify.pack(held)) == ""
    (tmp_path / "hoso.zip").write_bytes(deep)
    (tmp_path / "verify.py").write_bytes(parts["verify.py"])
    told = run_verifier("verify.py", "hoso.zip", cwd=tmp_path)
    assert (told.returncode, told.stderr) == (1, "")
    assert "malformed" in told.stdout
