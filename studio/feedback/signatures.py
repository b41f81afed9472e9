"""What an approval at the desk signs, as approvals of posts are signed: the statement is kept beside the signature, and
counts only while it says what the store says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from studio.canonical import canonical_json
from studio.people.service import People, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSignature:
    """One person's signature under one statement about one version of a draft or a canned reply."""

    subject: str
    version: int
    kind: str
    by: str
    key_id: str
    at: datetime
    statement: str
    signature: str


def signed(
    facts: Mapping[str, Any], *, subject: str, version: int, kind: str, signer: Signer, at: datetime
) -> FeedbackSignature:
    """The facts signed by that person, with the key and the roles they hold."""
    statement = canonical_json(_whole(facts, subject, version, kind, at, signer.key_id, signer.roles))
    return FeedbackSignature(
        subject=subject,
        version=version,
        kind=kind,
        by=signer.person.id,
        key_id=signer.key_id,
        at=at,
        statement=statement.decode(),
        signature=signer.sign(statement),
    )


def holds(found: FeedbackSignature, facts: Mapping[str, Any], people: People, *, approves: bool) -> bool:
    """Whether the signature is by whom it names, with a key and rights they then had, and under these very facts."""
    try:
        roles = tuple(str(role) for role in json.loads(found.statement)["roles"])
    except (ValueError, KeyError, TypeError):
        return False
    said = canonical_json(_whole(facts, found.subject, found.version, found.kind, found.at, found.key_id, roles))
    if said.decode() != found.statement:
        return False
    return people.signed_by(found.by, found.key_id, roles, found.at, said, found.signature, approves=approves)


def _whole(
    facts: Mapping[str, Any],
    subject: str,
    version: int,
    kind: str,
    at: datetime,
    key_id: str,
    roles: tuple[str, ...],
) -> dict[str, Any]:
    own = {"subject": subject, "version": version, "kind": kind, "at": at.isoformat(), "key": key_id}
    return {**facts, **own, "roles": list(roles)}


_OWN = ("subject", "version", "kind", "at", "key", "roles")


def told(found: FeedbackSignature) -> dict[str, Any] | None:
    """The facts in the statement, without what every statement has; None where it cannot be read."""
    try:
        whole = json.loads(found.statement)
        return {name: value for name, value in whole.items() if name not in _OWN}
    except (ValueError, AttributeError):
        return None
