"""The versions of an own template as its history lists them: where each stands, who made it so, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from studio.phrase import Phrase
from studio.templates.own.model import SignedAct, TemplateRow, TemplateSignature, TemplateVersion


class VersionState(StrEnum):
    """Where one version stands."""

    DRAFT = "draft"
    """What no version says yet."""
    SAVED = "saved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    IN_USE = "in_use"
    SIGNED = "signed"
    """It was in use until a later one was signed."""
    WITHDRAWN = "withdrawn"


VERSION_NAMES: Final[Mapping[VersionState, Phrase]] = {
    VersionState.DRAFT: Phrase("not saved as a version"),
    VersionState.SAVED: Phrase("saved, not submitted"),
    VersionState.SUBMITTED: Phrase("waits for the head"),
    VersionState.RETURNED: Phrase("returned by the head"),
    VersionState.IN_USE: Phrase("in use"),
    VersionState.SIGNED: Phrase("signed, replaced by a later one"),
    VersionState.WITHDRAWN: Phrase("withdrawn", about="template"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStep:
    """Who did something, and when; None where only the log of another PC knows."""

    by: str
    at: datetime | None = None


Returned = Callable[[str], Mapping[int, VersionStep]]
"""By version of a template: when the head last sent it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVersion:
    """One version, or the draft where it says something else than the last version."""

    number: int | None
    """None for the draft."""
    state: VersionState
    saved: VersionStep
    last: VersionStep | None = None
    """Who submitted, returned, signed or withdrew it."""


def history(
    row: TemplateRow,
    versions: Sequence[TemplateVersion],
    signatures: Sequence[TemplateSignature],
    returned: Mapping[int, VersionStep],
    *,
    changed: bool,
) -> tuple[PastVersion, ...]:
    """Newest first, with the draft before them where it is `changed`. `versions` and `signatures` are oldest first."""
    signed = {one.version: one for one in signatures}
    past = [_past(row, one, signed.get(one.number), returned.get(one.number)) for one in reversed(versions)]
    if not changed:
        return tuple(past)
    draft = PastVersion(number=None, state=VersionState.DRAFT, saved=VersionStep(by=row.draft_by, at=row.draft_at))
    return (draft, *past)


def _past(
    row: TemplateRow, version: TemplateVersion, signature: TemplateSignature | None, returned: VersionStep | None
) -> PastVersion:
    last: VersionStep | None = None
    if version.number == row.candidate:
        state, last = VersionState.SUBMITTED, VersionStep(by=row.candidate_by)
    elif signature is not None:
        last = VersionStep(by=signature.by, at=signature.at)
        withdrawn = signature.deed is SignedAct.WITHDRAW
        used = version.number == row.current
        state = VersionState.WITHDRAWN if withdrawn else VersionState.IN_USE if used else VersionState.SIGNED
    elif returned is not None:
        state, last = VersionState.RETURNED, returned
    else:
        state = VersionState.SAVED
    return PastVersion(number=version.number, state=state, saved=VersionStep(by=version.by, at=version.at), last=last)
