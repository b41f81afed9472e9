"""The register as the window, the command line and lessons use it: the four kinds, and what they have in common.

A slip as one ZIP for the competent unit: what happened, the timeline, the evidence, and a list of hashes.

README.txt   slip.json   evidence/01.png …   manifest.json (last: SHA-256 of every other entry)
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.canonical import sha256
from studio.clock import Clock, local, show_datetime
from studio.codec import plain
from studio.errors import Refused, StorageTrouble, StudioError, Untrusted
from studio.events import Publish, silent
from studio.paths import write_chosen
from studio.people.service import People
from studio.phrase import Phrase
from studio.reasons import reason_of
from studio.slips import model
from studio.slips.corrections import Clarifications, Corrections
from studio.slips.incidents import Impostors, Incidents
from studio.slips.model import Impostor, Slip, SlipEvidence, SlipKind, TimelineDeed, TimelineEntry
from studio.slips.register import Note, Ours, PostDesk, Scan, SlipRegister
from studio.templates.kinds_texts import defang

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.slips.storage import StoredSlips

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
            "what was exported cannot be read back ({why}); export it to another folder.",
            why=reason_of(error),
            where=str(path),
        ) from error
    if data != whole or not intact(data):
        raise Untrusted(
            "the file on the disk is not what was exported; export it again to another drive.", where=str(path)
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
        "Tài liệu chứng minh / Supporting files:",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One slip with all that belongs to it."""

    slip: Slip
    entries: tuple[TimelineEntry, ...]
    evidence: tuple[SlipEvidence, ...]
    missing: tuple[Phrase, ...]
    """What is still to be done before it can be closed."""
    purge_on: datetime | None
    """When a closed slip goes with its evidence."""


class Slips:
    """`by` is the id of a person at work; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredSlips,
        people: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        posts: PostDesk,
        note: Note,
        scan: Scan,
        ours: Ours,
        days: Callable[[], int],
        practice: bool,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._days = days
        self._practice = practice
        self._register = SlipRegister(repo, people, clock, ids=ids, note=note, publish=publish, scan=scan)
        self.impostors = Impostors(self._register, ours)
        self.incidents = Incidents(self._register, people)
        self.corrections = Corrections(self._register, posts)
        self.clarifications = Clarifications(self._register, posts)

    @property
    def kept_days(self) -> int:
        """How long a closed slip is kept."""
        return self._days()

    def list(self, kind: SlipKind | None = None) -> tuple[Slip, ...]:
        """The open ones first, then by when they were last changed, newest first."""
        return self._repo.list(kind)

    def get(self, id: str) -> Slip:
        """Raises NotFound."""
        return self._repo.get(id)

    def file(self, id: str) -> File:
        """A slip with its timeline, its evidence and what it still lacks. Raises NotFound."""
        slip, evidence = self._repo.get(id), self._repo.evidence(id)
        return File(
            slip=slip,
            entries=self._repo.entries(id),
            evidence=evidence,
            missing=self._missing(slip, evidence),
            purge_on=slip.closed_at + timedelta(days=self.kept_days) if slip.closed_at is not None else None,
        )

    def evidence(self, id: str) -> tuple[SlipEvidence, ...]:
        """In the order in which it was added."""
        return self._repo.evidence(id)

    def intact(self, id: str) -> bool:
        """Whether every piece of evidence is there, byte for byte, with the moment it was captured."""
        try:
            return all(sha256(self._repo.read(piece.sha256)) == piece.sha256 for piece in self._repo.evidence(id))
        except StudioError:
            return False

    def add_evidence(
        self, id: str, by: str, name: str, data: bytes, captured_at: datetime | None = None
    ) -> SlipEvidence:
        """Keep a file as it is. Raises BadInput, Refused when the slip is closed or has it already."""
        return self._register.add_evidence(id, by, name, data, captured_at)

    def note(self, id: str, by: str, text: str) -> Slip:
        """Write a dated line. Raises BadInput."""
        told = self._register.text(text, "note", most=model.LONG)
        slip = self._repo.get(id)
        return self._register.line(id, by, TimelineDeed.NOTED, told, f"{slip.kind}.noted")

    def export(self, id: str, by: str, out: Path) -> str:
        """Write the slip with its evidence to `out`, a ZIP that is read back before it counts; its SHA-256.

        Raises Untrusted when evidence is not what it was, StorageTrouble.
        """
        file = self.file(id)
        held = {piece.sha256: self._repo.read(piece.sha256) for piece in file.evidence}
        whole = build(
            file.slip,
            file.entries,
            file.evidence,
            held,
            made_at=self._register.now(),
            practice=self._practice,
        )
        write_chosen(out, whole)
        read_back(out, whole)
        digest = hashlib.sha256(whole).hexdigest()
        self._register.line(id, by, TimelineDeed.EXPORTED, digest, f"{file.slip.kind}.exported")
        return digest

    def close(self, id: str, by: str) -> Slip:
        """Close a slip of which nothing is missing. Raises Refused with the first thing that is."""
        slip = self._register.get_open(id)
        lacks = self._missing(slip, self._repo.evidence(id))
        if lacks:
            raise Refused("it cannot be closed yet. {lacks}", lacks=lacks[0], where=slip.code)
        return self._register.set_closed(id, by, self._register.now(), f"{slip.kind}.closed")

    def reopen(self, id: str, by: str) -> Slip:
        """Go on with a closed slip; one that is open stays as it is."""
        slip = self._repo.get(id)
        if slip.closed_at is None:
            return slip
        return self._register.set_closed(id, by, None, f"{slip.kind}.reopened")

    def purge(self, now: datetime) -> int:
        """Delete slips that were closed long enough ago, with their evidence. Returns how many."""
        due = self._due(now)
        for slip in due:
            with self._repo.transaction():
                self._register.note_purge(self._repo.get(slip))
                self._repo.purge(slip)
        return len(due)

    def to_look_at(self, today: date) -> tuple[Slip, ...]:
        """Open slips of impostor pages that are due to be looked at again."""
        return tuple(slip for slip in self._repo.list(SlipKind.IMPOSTOR) if model.look_due(slip, today))

    def due(self, now: datetime) -> int:
        """How many slips `purge` would delete now."""
        return len(self._due(now))

    def _due(self, now: datetime) -> tuple[str, ...]:
        return self._repo.closed_before(now - timedelta(days=self.kept_days))

    def _missing(self, slip: Slip, evidence: tuple[SlipEvidence, ...]) -> tuple[Phrase, ...]:
        return model.missing(slip, evidence, published=self._posts.published, withdrawn=self._posts.withdrawn)
