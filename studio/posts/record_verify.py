"""Checks the record of a publication. Needs Python 3.8 or newer and nothing else.

    python verify.py                        inside the unpacked record
    python verify.py RECORD.zip [SHA256]    the ZIP as it was exported, and that it is the one with this digest

The signatures inside prove who approved it when their keys are those of the unit: compare the fingerprints that are
told with the printed sheet. What came of it on the pages is told by the digest noted at the export alone.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MANIFEST = "manifest.sha256"
PARTS = ("bundle", "seal", "approvals", "history", "audit", "signatures", "keys")
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


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
    return found + check_files(files, kept=bool(expected))


def check_files(files: dict[str, bytes], *, kept: bool = False) -> list[tuple[str, str]]:
    """`kept`: the digest of its export was given, which alone speaks for a record of before there were signatures."""
    manifest = files.get(MANIFEST, b"").decode("utf-8", "replace")
    there = {name: sha256(data) for name, data in files.items() if name != MANIFEST}
    if there and manifest == "".join(f"{there[name]}  {name}\n" for name in sorted(there)):
        unsigned = ("hồ sơ không có chữ ký; cần mã băm khi xuất", "not signed: the digest of its export is needed")
        return check_meaning(files) + ([] if kept or "signatures.json" in files else [unsigned])
    listed = {name: given for given, _, name in (line.partition("  ") for line in manifest.splitlines())}
    wrong = [name for name in sorted(listed.keys() | there.keys()) if listed.get(name) != there.get(name)]
    return [(f"{name}: bị sửa, thiếu hoặc thừa", f"{name}: altered, missing or added") for name in wrong or [MANIFEST]]


def check_meaning(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Whole files may still contradict each other: what was approved, what went out, the two chains of hashes."""
    whole = {name: json.loads(files.get(f"{name}.json", b"[]")) for name in PARTS}
    bundle, seal, approvals, history, audit, signatures, keys = (whole[name] for name in PARTS)
    wrong, last = [], ""
    if "signatures.json" in files:
        post = json.loads(files["record.json"])["post"]
        given = history.get("elsewhere") or history["entries"]  # where the approval was given
        wrong += check_signatures(post, bundle, approvals, seal, given, signatures, keys)
    if digest(seal["parts"]) != bundle["seal"] or {a["seal"] for a in approvals} != {bundle["seal"]}:
        wrong.append(("bản được duyệt không phải bản trong hồ sơ", "what was approved is not what is in the record"))
    for platform, sent in bundle["packages"].items():
        pictures = [f"pictures/{a['sha256']}{Path(a['name']).suffix}" for a in sent["attachments"]]
        held = all(sha256(files.get(name, b"")) in name for name in pictures)
        text = files[f"text/{platform}.txt"].decode() == sent["text"]
        if not (held and text and digest(sent) == seal["parts"][f"package:{platform}"]):
            wrong.append((f"nội dung {platform} khác bản đã duyệt", f"{platform} is not what was approved"))
    for chain in (history.get("elsewhere", []), history["entries"]):
        last = 64 * "0"
        for entry in chain:
            sound, last = entry["prev_hash"] == last, entry.pop("hash")
            if not sound or digest(entry) != last:
                wrong.append((f"lịch sử sai ở dòng {entry['seq']}", f"the history is wrong at entry {entry['seq']}"))
    wrong += [] if history["head"] == last else [("lịch sử thiếu dòng cuối", "the history lacks its end")]
    for entry in audit["entries"]:
        if entry.pop("hash") != digest(entry, b"\1" + bytes.fromhex(entry.pop("prev_hash"))):
            wrong.append((f"nhật ký sai ở dòng {entry['seq']}", f"the log is wrong at entry {entry['seq']}"))
    return wrong


def check_signatures(
    post: str, bundle: Any, approvals: Any, seal: Any, history: Any, signatures: Any, keys: Any
) -> list[tuple[str, str]]:
    """Each approval, and the submission it answers, must be signed with a key that its signer held at that time."""
    wrong, told = [], {}
    for one in signatures:
        facts, key = json.loads(one["statement"]), ""
        for held in keys:
            now = held["from"] <= facts["at"] <= (held["until"] or "9")
            if (held["person"], held["key"], held["roles"]) == (facts["by"], facts["key"], facts["roles"]) and now:
                key = held["public"]
        named = key and sha256(bytes.fromhex(key))[:16] == facts["key"]
        if named and signed(key, one["signature"], one["statement"].encode()):
            told[facts["kind"]] = (facts, one["signature"])
        else:
            wrong.append(("chữ ký của {} không đúng".format(facts["by"]), "a signature does not hold"))
    if not approvals or set(told) != {"submit", "approve"}:
        return wrong or [("thiếu chữ ký phê duyệt hoặc trình duyệt", "a signature is missing")]
    (asked, answer), (given, _) = told["submit"], told["approve"]
    last, line = approvals[-1], history[given["sequence"] - 1]
    same = ("post_id", "revision", "seal", "by", "role", "at", "expires_at")
    said = [given["post"], *(given[name] for name in same[1:])]
    sound = said == [last[name] for name in same] and given["post"] == asked["post"] == post == bundle["post_id"]
    sound = sound and given["pages"] == sorted(bundle["targets"]) and given["submitted"] == answer
    sound = sound and (line["by"], line["at"], line["prev_hash"]) == (given["by"], given["at"], given["before"])
    sound = sound and asked["seal"] == given["seal"] and asked["by"] == seal["submitted_by"]
    if not sound or given["by"] in {asked["author"], asked["by"], *asked["editors"], *asked["writers"]}:
        wrong.append(("chữ ký không thuộc bản được duyệt này", "the signatures are not about what is in the record"))
    return wrong


def signed(public: str, signature: str, message: bytes) -> bool:
    """Whether an Ed25519 signature holds (RFC 8032, 5.1.7)."""
    key, given = bytes.fromhex(public), bytes.fromhex(signature)
    a, r, s = point(key), point(given[:32]), int.from_bytes(given[32:], "little")
    if a is None or r is None or len(given) != 64 or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(given[:32] + key + message).digest(), "little") % Q
    left, right = times(s, point(bytes.fromhex("58" + 31 * "66"))), plus(r, times(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def point(data: bytes) -> Any:
    """A point of the curve in extended coordinates; None for bytes that are none."""
    y = int.from_bytes(data, "little")
    odd, y = y >> 255, y & (2**255 - 1)
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    x = x if (v * x * x - u) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if len(data) != 32 or y >= P or (v * x * x - u) % P or (x == 0 and odd):
        return None
    x = x if x & 1 == odd else P - x
    return x, y, 1, x * y % P


def plus(p: Any, q: Any) -> Any:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P


def times(n: int, p: Any) -> Any:
    total = (0, 1, 1, 0)
    while n:
        total, p, n = plus(total, p) if n & 1 else total, plus(p, p), n >> 1
    return total


def fingerprints(files: dict[str, bytes]) -> list[str]:
    """The keys that signed, as the printed sheet of the unit shows them."""
    keys = {held["public"]: held["name"] for held in json.loads(files.get("keys.json", b"[]"))}
    long = {public: sha256(bytes.fromhex(public)).upper() for public in keys}
    return [f"{name}: {' '.join(long[p][i : i + 4] for i in range(0, 40, 4))}" for p, name in keys.items()]


if __name__ == "__main__":
    given, here = sys.argv[1:], Path(__file__).resolve().parent
    inside = {p.relative_to(here).as_posix(): p.read_bytes() for p in here.rglob("*") if p.is_file() and not given}
    try:
        told = check_zip(Path(given[0]).read_bytes(), *given[1:2]) if given else check_files(inside)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        told = [("cấu trúc hồ sơ không đúng", "the record is malformed")]
    getattr(sys.stdout, "reconfigure", dict)(errors="backslashreplace")  # a console may lack the letters
    print(*(f"{vi} | {en}" for vi, en in told or [("NGUYÊN VẸN", "INTACT")]), sep="\n")
    shown = unpack(Path(given[0]).read_bytes()) if given else inside
    print(*([] if told else fingerprints(shown)), sep="\n")
    sys.exit(1 if told else 0)
