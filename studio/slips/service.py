"""The register as the window, the command line and lessons use it: the four kinds, and what they have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import Refused, StudioError
from studio.news import Tell, silent
from studio.paths import write_chosen
from studio.people.service import People
from studio.phrase import Phrase
from studio.slips import package, rules
from studio.slips.corrections import Clarifications, Corrections
from studio.slips.incidents import Impostors, Incidents
from studio.slips.model import (
    Slip,
    SlipEvidence,
    SlipKind,
    TimelineDeed,
    TimelineEntry,
)
from studio.slips.register import Note, Ours, PostDesk, Scan, SlipRegister

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.slips.storage import StoredSlips


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
        staff: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        posts: PostDesk,
        note: Note,
        scan: Scan,
        ours: Ours,
        days: Callable[[], int],
        practice: bool,
        tell: Tell = silent,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._days = days
        self._practice = practice
        self._register = SlipRegister(repo, staff, clock, ids=ids, note=note, tell=tell, scan=scan)
        self.impostors = Impostors(self._register, ours)
        self.incidents = Incidents(self._register, staff)
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
        told = self._register.text(text, "note", most=rules.LONG)
        slip = self._repo.get(id)
        return self._register.line(id, by, TimelineDeed.NOTED, told, f"{slip.kind}.noted")

    def export(self, id: str, by: str, out: Path) -> str:
        """Write the slip with its evidence to `out`, a ZIP that is read back before it counts; its SHA-256.

        Raises Untrusted when evidence is not what it was, StorageTrouble.
        """
        file = self.file(id)
        held = {piece.sha256: self._repo.read(piece.sha256) for piece in file.evidence}
        whole = package.build(
            file.slip,
            file.entries,
            file.evidence,
            held,
            made_at=self._register.now(),
            practice=self._practice,
        )
        write_chosen(out, whole)
        package.read_back(out, whole)
        digest = hashlib.sha256(whole).hexdigest()
        self._register.line(id, by, TimelineDeed.EXPORTED, digest, f"{file.slip.kind}.exported")
        return digest

    def close(self, id: str, by: str) -> Slip:
        """Close a slip of which nothing is missing. Raises Refused with the first thing that is."""
        slip = self._register.get_open(id)
        lacks = self._missing(slip, self._repo.evidence(id))
        if lacks:
            raise Refused(
                f"chưa đóng được phiếu. {lacks[0].vi}", f"it cannot be closed yet. {lacks[0].en}", where=slip.code
            )
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
        return tuple(slip for slip in self._repo.list(SlipKind.IMPOSTOR) if rules.look_due(slip, today))

    def due(self, now: datetime) -> int:
        """How many slips `purge` would delete now."""
        return len(self._due(now))

    def _due(self, now: datetime) -> tuple[str, ...]:
        return self._repo.closed_before(now - timedelta(days=self.kept_days))

    def _missing(self, slip: Slip, evidence: tuple[SlipEvidence, ...]) -> tuple[Phrase, ...]:
        return rules.missing(slip, evidence, published=self._posts.published, withdrawn=self._posts.withdrawn)
