"""A slip as one ZIP for the competent unit: what happened, the timeline, the evidence, and a list of hashes.

README.txt   slip.json   evidence/01.png …   manifest.json (last: SHA-256 of every other entry)
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from studio.canonical import sha256
from studio.clock import local, show_datetime
from studio.codec import plain
from studio.errors import StorageTrouble, Untrusted
from studio.slips.model import Impostor, Slip, SlipEvidence, SlipKind, TimelineEntry
from studio.templates.kinds_texts import defang

FORMAT = 1
MANIFEST = "manifest.json"
NAMES = {
    SlipKind.IMPOSTOR: "Trang giả mạo / Impostor page",
    SlipKind.INCIDENT: "Sự cố / Incident",
    SlipKind.CORRECTION: "Báo sai / Error in a post",
    SlipKind.CLARIFICATION: "Thông tin cần làm rõ / Claim to be cleared up",
}
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")


def build(
    slip: Slip,
    entries: Sequence[TimelineEntry],
    evidence: Sequence[SlipEvidence],
    files: Mapping[str, bytes],
    *,
    made_at: datetime,
    practice: bool,
) -> bytes:
    """The ZIP; `files` are the bytes of the evidence by SHA-256. The same facts give the same bytes."""
    places = {piece.sha256: _place(number, piece) for number, piece in enumerate(evidence, start=1)}
    told = _told(slip, entries, evidence, places, made_at=made_at, practice=practice)
    parts = {
        "README.txt": _readme(slip, evidence, places, made_at=made_at, practice=practice).encode(),
        "slip.json": _json(told),
        **{place: files[name] for name, place in places.items()},
    }
    listed = {"format": FORMAT, "files": {name: sha256(data) for name, data in parts.items()}}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, MANIFEST: _json(listed)}.items():
            entry = zipfile.ZipInfo(name, local(made_at).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def read_back(path: Path, whole: bytes) -> None:
    """Hold what lies on the disk against what was written. Raises Untrusted, StorageTrouble."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageTrouble(
            f"không đọc lại được tệp vừa xuất ({error.strerror}); hãy xuất ra thư mục khác.",
            f"what was exported cannot be read back ({error.strerror}); export it to another folder.",
            where=str(path),
        ) from error
    if data != whole or not intact(data):
        raise Untrusted(
            "tệp trên đĩa khác tệp vừa xuất; hãy xuất lại ra ổ đĩa khác.",
            "the file on the disk is not what was exported; export it again to another drive.",
            where=str(path),
        )


def intact(data: bytes) -> bool:
    """Whether a ZIP has exactly the entries its manifest lists, each with its hash."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed: dict[str, str] = json.loads(archive.read(MANIFEST))["files"]
            found = {name: sha256(archive.read(name)) for name in archive.namelist() if name != MANIFEST}
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError):
        return False
    return found == listed


def _told(
    slip: Slip,
    entries: Sequence[TimelineEntry],
    evidence: Sequence[SlipEvidence],
    places: Mapping[str, str],
    *,
    made_at: datetime,
    practice: bool,
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "practice": practice,
        "exported_at": made_at.isoformat(),
        "code": slip.code,
        "id": slip.id,
        "kind": slip.kind.value,
        "opened_at": slip.opened_at.isoformat(),
        "opened_by": slip.opened_by,
        "closed_at": slip.closed_at.isoformat() if slip.closed_at else None,
        "facts": plain(slip.body),
        "timeline": plain(entries),
        "evidence": [_piece(piece, places[piece.sha256]) for piece in evidence],
    }


def _piece(piece: SlipEvidence, file: str) -> dict[str, Any]:
    told: dict[str, Any] = plain(piece)
    del told["name"]  # see `_place`
    return told | {"file": file}


def _readme(
    slip: Slip, evidence: Sequence[SlipEvidence], places: Mapping[str, str], *, made_at: datetime, practice: bool
) -> str:
    lines = [
        *(["[TẬP HUẤN – MÔ PHỎNG / TRAINING – SIMULATION]", ""] if practice else []),
        f"Phiếu / Slip: {slip.code} · {NAMES[slip.kind]}",
        f"Mở lúc / Opened: {show_datetime(slip.opened_at)}",
        f"Xuất lúc / Exported: {show_datetime(made_at)} (giờ Việt Nam / Vietnam time)",
    ]
    if isinstance(slip.body, Impostor):
        lines.append(f"Địa chỉ (đã vô hiệu hóa) / Address (defanged): {defang(slip.body.address)}")
    lines += [
        "",
        "slip.json: nội dung phiếu và diễn biến / the slip and its timeline.",
        "manifest.json: mã băm SHA-256 của từng tệp / SHA-256 of every file.",
        "Không bấm vào địa chỉ trong slip.json. / Do not open the address in slip.json.",
        "",
        "Chứng cứ / Evidence:",
    ]
    for piece in evidence:
        lines.append(f"- {places[piece.sha256]} · {show_datetime(piece.captured_at)}")
        lines.append(f"  SHA-256 {piece.sha256}")
    return "\n".join(lines) + "\n"


def _place(number: int, piece: SlipEvidence) -> str:
    """Numbered: the name that a file had on somebody's PC often tells who is shown, whatever a scan finds in it."""
    ending = Path(piece.name).suffix.lower()
    return f"evidence/{number:02d}{ending if _ENDING.fullmatch(ending) else ''}"


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
