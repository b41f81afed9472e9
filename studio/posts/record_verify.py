"""Checks the record of a publication. Needs Python 3.8 or newer and nothing else.

    python verify.py                        inside the unpacked record
    python verify.py RECORD.zip [SHA256]    the ZIP as it was exported, and that it is the one with this digest

A record rewritten as a whole, this file included, is told only by the digest noted at its export.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

MANIFEST = "manifest.sha256"
PARTS = ("bundle", "seal", "approvals", "history", "audit")


def digest(value: object, prefix: bytes = b"") -> str:
    return sha256(prefix + json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def pack(files: dict[str, bytes]) -> bytes:
    """The one ZIP these files make."""
    return b"".join(pieces((name, len(data), zlib.crc32(data), [data]) for name, data in sorted(files.items())))


def pieces(files: Iterable[tuple[str, int, int, Iterable[bytes]]]) -> Iterator[bytes]:
    """The ZIP of files given by name, size, CRC and content: stored as they are, no times, attributes, comments."""
    directory, at, number = b"", 0, 0
    for name, size, crc, content in files:
        label = name.encode("latin-1")
        same = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, crc, size, size, len(label), 0)
        directory += b"PK\1\2\24\0" + same + struct.pack("<3H2L", 0, 0, 0, 0, at) + label
        yield b"PK\3\4" + same + label
        yield from content
        at, number = at + 30 + len(label) + size, number + 1
    yield directory + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, number, number, len(directory), at, 0)


def unpack(data: bytes) -> dict[str, bytes]:
    files, at = {}, 0
    while data[at : at + 4] == b"PK\3\4" and len(data) >= at + 30:
        size, length = struct.unpack_from("<18xL4xH", data, at)
        start = at + 30 + length
        files[data[at + 30 : start].decode("latin-1")] = data[start : start + size]
        at = start + size
    return files


def check_zip(data: bytes, expected: str = "") -> list[tuple[str, str]]:
    """What is wrong, each in Vietnamese and English; empty when nothing is."""
    files = unpack(data)
    found = [("tệp ZIP đã bị thay đổi", "the ZIP file was altered")] if pack(files) != data else []
    if expected and sha256(data) != expected.lower():
        found.append(("không phải hồ sơ đã ghi nhận: mã băm khác", "not the record that was kept: another digest"))
    return found + check_files(files)


def check_files(files: dict[str, bytes]) -> list[tuple[str, str]]:
    manifest = files.get(MANIFEST, b"").decode("utf-8", "replace")
    there = {name: sha256(data) for name, data in files.items() if name != MANIFEST}
    if there and manifest == "".join(f"{there[name]}  {name}\n" for name in sorted(there)):
        return check_meaning(files)
    listed = {name: given for given, _, name in (line.partition("  ") for line in manifest.splitlines())}
    wrong = [name for name in sorted(listed.keys() | there.keys()) if listed.get(name) != there.get(name)]
    return [(f"{name}: bị sửa, thiếu hoặc thừa", f"{name}: altered, missing or added") for name in wrong or [MANIFEST]]


def check_meaning(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Whole files may still contradict each other: what was approved, what went out, the two chains of hashes."""
    bundle, seal, approvals, history, audit = (json.loads(files[f"{name}.json"]) for name in PARTS)
    wrong, last = [], 64 * "0"
    if digest(seal["parts"]) != bundle["seal"] or {a["seal"] for a in approvals} != {bundle["seal"]}:
        wrong.append(("bản được duyệt không phải bản trong hồ sơ", "what was approved is not what is in the record"))
    for platform, sent in bundle["packages"].items():
        pictures = [f"pictures/{a['sha256']}{Path(a['name']).suffix}" for a in sent["attachments"]]
        held = all(sha256(files.get(name, b"")) in name for name in pictures)
        text = files[f"text/{platform}.txt"].decode() == sent["text"]
        if not (held and text and digest(sent) == seal["parts"][f"package:{platform}"]):
            wrong.append((f"nội dung {platform} khác bản đã duyệt", f"{platform} is not what was approved"))
    for entry in history["entries"]:
        sound, last = entry["prev_hash"] == last, entry.pop("hash")
        if not sound or digest(entry) != last:
            wrong.append((f"lịch sử sai ở dòng {entry['seq']}", f"the history is wrong at entry {entry['seq']}"))
    wrong += [] if history["head"] == last else [("lịch sử thiếu dòng cuối", "the history lacks its end")]
    for entry in audit["entries"]:
        if entry.pop("hash") != digest(entry, b"\1" + bytes.fromhex(entry.pop("prev_hash"))):
            wrong.append((f"nhật ký sai ở dòng {entry['seq']}", f"the log is wrong at entry {entry['seq']}"))
    return wrong


if __name__ == "__main__":
    given, here = sys.argv[1:], Path(__file__).resolve().parent
    inside = {p.relative_to(here).as_posix(): p.read_bytes() for p in here.rglob("*") if p.is_file() and not given}
    try:
        told = check_zip(Path(given[0]).read_bytes(), *given[1:2]) if given else check_files(inside)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        told = [("cấu trúc hồ sơ không đúng", "the record is malformed")]
    getattr(sys.stdout, "reconfigure", dict)(errors="backslashreplace")  # a console may lack the letters
    print(*(f"{vi} | {en}" for vi, en in told or [("NGUYÊN VẸN", "INTACT")]), sep="\n")
    sys.exit(1 if told else 0)
