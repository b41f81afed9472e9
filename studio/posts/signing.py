"""What a submission and an approval sign, so that neither can be made up by who edits the store.

A statement is canonical JSON of everything the signature stands for. It is kept beside the signature; whether it still
says what the store says is asked before it counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from studio.canonical import canonical_json
from studio.people.service import Signer
from studio.posts.model import Approval, Bundle, Post
from studio.posts.serial import moment

SUBMIT, APPROVE = "submit", "approve"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSignature:
    """One person's signature under one statement about one revision of a post."""

    post_id: str
    revision: int
    kind: str
    by: str
    key_id: str
    at: datetime
    statement: str
    signature: str


def submission(post: Post, seal: str, by: str, writers: Iterable[str], at: datetime) -> dict[str, Any]:
    """That a person puts this content forward, and who wrote it."""
    return {
        "kind": SUBMIT,
        "post": post.id,
        "revision": post.revision,
        "seal": seal,
        "author": post.author,
        "editors": list(post.editors),
        "writers": sorted(writers),
        "by": by,
        "at": moment(at),
    }


def approval(given: Approval, bundle: Bundle, *, sequence: int, before: str, submitted: str) -> dict[str, Any]:
    """That a person says yes: to what, for which pages, from when to when, and after what.

    `sequence` is the number of the line in the post's history and `before` the hash of the line before it; `submitted`
    is the signature under the submission.
    """
    return {
        "kind": APPROVE,
        "post": given.post_id,
        "revision": given.revision,
        "seal": given.seal,
        "pages": sorted([name, platform, page_id] for name, platform, page_id in bundle.targets),
        "by": given.by,
        "role": given.role,
        "at": moment(given.at),
        "expires_at": moment(given.expires_at),
        "sequence": sequence,
        "before": before,
        "submitted": submitted,
    }


def signed(facts: Mapping[str, Any], signer: Signer, at: datetime) -> PostSignature:
    """The facts signed by that person, with the key and the roles they hold."""
    statement = canonical_json({**facts, "key": signer.key_id, "roles": list(signer.roles)})
    return PostSignature(
        post_id=facts["post"],
        revision=facts["revision"],
        kind=facts["kind"],
        by=signer.person.id,
        key_id=signer.key_id,
        at=at,
        statement=statement.decode(),
        signature=signer.sign(statement),
    )


def roles_in(signature: PostSignature, facts: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The roles that the statement names, when it says these facts and nothing else; None when it does not."""
    try:
        told = json.loads(signature.statement)
        roles = tuple(str(role) for role in told["roles"])
    except (ValueError, KeyError, TypeError):
        return None
    said = canonical_json({**facts, "key": signature.key_id, "roles": list(roles)}).decode()
    return roles if said == signature.statement else None
