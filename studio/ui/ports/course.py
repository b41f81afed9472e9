"""What is taught and who learnt it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from studio.people.model import Person
    from studio.phrase import Phrase
    from studio.training.certificates import Certificate
    from studio.training.outline import Course, OfficialDocument, Outline
    from studio.training.progress import Learner, Overview
    from studio.training.runs import Erasure, Run


class OutlinesPort(Protocol):
    """The course as this unit teaches it. Whatever changes it wants a trainer or the head."""

    def course(self) -> Course: ...

    def outline(self, id: str) -> Outline: ...

    def version_hash(self, outline: Outline) -> str: ...

    def link(self, id: str, document: OfficialDocument, by: str, *, file: Path | None = None) -> Outline: ...

    def file(self, document: OfficialDocument) -> bytes: ...

    def rename(self, id: str, title: Phrase, by: str) -> Outline: ...

    def hide(self, id: str, by: str, *, hidden: bool = True) -> Outline: ...

    def move(self, id: str, to: int, by: str) -> None:
        """Put it at place `to`, from 0, of all outlines."""
        ...

    def save(self, outline: Outline, by: str) -> Outline:
        """Keep one of the unit's own."""
        ...

    def duplicate(self, id: str, by: str) -> Outline: ...

    def remove(self, id: str, by: str) -> None: ...

    def free_id(self) -> str: ...

    def export(self, ids: Sequence[str]) -> str:
        """As YAML."""
        ...

    def take_in(self, path: Path, by: str) -> Sequence[Outline]: ...


class ProgressPort(Protocol):
    """Who did which lesson how well."""

    def record(self, run: Run) -> Run:
        """Keep a run as it is now; one that goes on is recorded again under its id."""
        ...

    def runs(self, *, learner: str = "", outline: str = "") -> Sequence[Run]:
        """Newest first."""
        ...

    def overview(self) -> Overview: ...

    def learner(self, code: str) -> Learner: ...

    def take_in(self, path: Path, by: str) -> int:
        """Add the runs of a file of another PC; how many there were."""
        ...

    def erase(self, learner: str, by: str, pin: str) -> Erasure:
        """Delete everything there is of a learner."""
        ...

    def erasures(self) -> Sequence[Erasure]: ...

    def require_trainer(self, by: str) -> Person: ...


class CertificatesPort(Protocol):
    """What was certified here."""

    def issue(self, learner: str, by: str) -> Certificate: ...

    def of(self, learner: str = "") -> Sequence[Certificate]: ...

    def verify(self, serial: str, code: str) -> Certificate: ...
