"""What a unit's own template is: a draft, its saved versions, and the head's signatures under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from studio.canonical import digest, sha256
from studio.phrase import Phrase

ACT: Final = "template"
"""As `studio.outbox.audit.Act` names it."""
PREFIX: Final = "own_"
"""Ids of own templates begin with it; none that is shipped does."""
LONGEST_NOTE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDocument:
    """A template as one edits it: plain data with the keys of its file, and the layouts that only it uses."""

    template: Mapping[str, Any]
    layouts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By the name that the template's cards call them; a layout of the department's is not among them."""


class SignedAct(StrEnum):
    """What a head signs."""

    SIGN = "sign"
    """A version may be used from now on, and is the one that new posts get."""
    WITHDRAW = "withdraw"
    """No version signed before is used for new posts any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a template that was made of another may not fall below: the guarantees of that one."""

    made_from: str = ""
    """``id@version``; empty for one from scratch."""
    approval: str = "approver"
    required_checks: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    """Checks that the other is excused from; no further one may be."""
    fields: tuple[tuple[str, str], ...] = ()
    """Name and type of each field that checks and records rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVersion:
    """One saved version, in the bytes that are signed."""

    template: str
    number: int
    files: Mapping[str, str]
    """Text by path: the template, then its layouts."""
    by: str
    at: datetime

    @property
    def digest(self) -> str:
        """Changes with any byte of any file."""
        return digest({path: sha256(text.encode()) for path, text in self.files.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSignature:
    """The head's signature under one statement about one version."""

    template: str
    version: int
    deed: SignedAct
    digest: str
    by: str
    key_id: str
    at: datetime
    statement: str
    signature: str


class OwnState(StrEnum):
    """Where an own template stands; `TemplateRow.state` says the first that holds."""

    SUBMITTED = "submitted"
    IN_USE = "in_use"
    WITHDRAWN = "withdrawn"
    DRAFT = "draft"


STATE_NAMES: Final[Mapping[OwnState, Phrase]] = {
    OwnState.SUBMITTED: Phrase("waits for the head"),
    OwnState.IN_USE: Phrase("in use"),
    OwnState.WITHDRAWN: Phrase("withdrawn", about="template"),
    OwnState.DRAFT: Phrase("draft", about="template"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """An own template as lists show it."""

    id: str
    code: str
    floor: Floor
    draft: TemplateDocument
    draft_by: str
    draft_at: datetime
    newest: int = 0
    """Number of the last saved version; 0 before there is one."""
    candidate: int | None = None
    """The version that waits for the head."""
    candidate_by: str = ""
    note: str = ""
    """Why the head sent the last candidate back."""
    current: int | None = None
    """The version that new posts get."""
    withdrawn: bool = False

    @property
    def title(self) -> Phrase:
        return title_of(self.draft)

    @property
    def returned(self) -> bool:
        """Whether the head sent the last candidate back, and none was submitted since."""
        return self.candidate is None and bool(self.note) and not self.withdrawn

    @property
    def state(self) -> OwnState:
        if self.candidate is not None:
            return OwnState.SUBMITTED
        if self.current is not None:
            return OwnState.IN_USE
        return OwnState.WITHDRAWN if self.withdrawn else OwnState.DRAFT


def title_of(document: TemplateDocument) -> Phrase:
    """What the template calls itself, whatever state its draft is in."""
    from studio.phrase import Bilingual

    raw = document.template.get("title")
    told = raw if isinstance(raw, Mapping) else {}
    vi, en = (str(told.get(language) or "") for language in ("vi", "en"))
    return Bilingual(vi or en, en or vi)


def current_of(signatures: Sequence[TemplateSignature]) -> TemplateSignature | None:
    """The signature that is in force, of all of one template, oldest first."""
    last = next(reversed(signatures), None)
    return last if last is not None and last.deed is SignedAct.SIGN else None


def is_own(id: str) -> bool:
    """Whether a template of that id is the unit's own, not the department's."""
    return id.startswith(PREFIX)
