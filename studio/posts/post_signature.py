"""What a submission and an approval sign, so that neither can be made up by who edits the store.

A statement is canonical JSON of everything the signature stands for. It is kept beside the signature; whether it still
says what the store says is asked before it counts.

What an approval binds: every part of a post that the public can see, each by its own digest.

The seal is the digest of the parts. Keeping the parts beside it costs a few hundred bytes and lets a refusal say
what differs, instead of only that something does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from studio.accounts.model import Account
from studio.canonical import canonical_json, digest
from studio.people.service import Signer
from studio.phrase import Bilingual, Phrase
from studio.platforms import Platform
from studio.posts.compose import content_parts
from studio.posts.limits import NAMES, NAMES_EN
from studio.posts.model import Approval, Bundle, Content, FaceLook, Media, Package, Post
from studio.posts.serial import moment, package_json

_EXPLAINED = {
    "template": Phrase("the template differs"),
    "title": Phrase("the title differs"),
    "card": Phrase("a card differs"),
    "citation": Phrase("a legal citation differs"),
    "hashtags": Phrase("the hashtags differ"),
    "expires": Phrase("the expiry date differs"),
    "faces": Phrase("what was confirmed of the faces in a picture differs"),
    "link": Phrase("the link differs"),
    "practice": Phrase("the practice mode changed"),
    "options": Phrase("what is asked for beside the post differs (first comment, pin, place, story, address)"),
    "amends": Phrase("the published post that it changes is another one"),
    "publish_at": Phrase("the time of publishing differs"),
}


def sealed_parts(
    content: Content,
    packages: Mapping[Platform, Package],
    targets: Iterable[Account],
    publish_at: datetime | None,
    faces: Mapping[str, FaceLook] | None = None,
) -> dict[str, str]:
    """The digest of each part, by its name: ``text:zalo``, ``card:0``, ``target:trang``, ``publish_at`` …

    Packages carry the hashes of the finished pictures: comparing needs no card painted anew.
    """
    return {
        "post": digest(content.post_id),
        **content_parts(content),
        **{f"target:{a.name}": _target(a.name, a.platform, a.page_id) for a in targets},
        "publish_at": digest(moment(publish_at)),
        **{f"faces:{media.id}": digest(_looked(media, (faces or {}).get(media.id))) for media in content.media},
        **{f"package:{platform}": digest(package_json(package)) for platform, package in packages.items()},
    }


@lru_cache(maxsize=4096)
def _target(name: str, platform: Platform, page_id: str) -> str:
    """Of one page. Remembered: a post for hundreds of pages is compared with its seal before each of them."""
    return digest([name, platform, page_id])


def _looked(media: Media, look: FaceLook | None) -> list[object]:
    """Who confirmed the faces of a picture, and what a detector saw that day."""
    seen = [look.found, look.covered, look.by] if look is not None else None
    return [media.faces_checked, media.faces_by, seen]


def seal_of(parts: Mapping[str, str]) -> str:
    """One digest for all parts."""
    return digest(dict(parts))


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the parts that changed, came or went, in the order of `now` and then `before`."""
    names = dict.fromkeys([*now, *before])
    return tuple(name for name in names if before.get(name) != now.get(name))


def explain(part: str) -> Phrase:
    """Say to a person which part is not what was approved."""
    kind, _, name = part.partition(":")
    if kind in ("text", "package"):
        platform = Platform(name)
        what = Phrase("the text") if kind == "text" else Phrase("the finished package")
        return Phrase(
            "{what} for {platform} differs", what=what, platform=Bilingual(NAMES[platform], NAMES_EN[platform])
        )
    if kind == "target":
        return Phrase("the target page “{name}” changed (added, taken away, or another page id)", name=name)
    if kind == "media":
        return Phrase("the picture or video {name} differs", name=name)
    return _EXPLAINED.get(kind, Phrase("the content differs"))


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


def writers_in(submitted: PostSignature) -> tuple[str, ...]:
    """Who wrote the post, as its submission says; nobody where it cannot be read."""
    try:
        return tuple(str(one) for one in json.loads(submitted.statement)["writers"])
    except (ValueError, KeyError, TypeError):
        return ()


def roles_in(signature: PostSignature, facts: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The roles that the statement names, when it says these facts and nothing else; None when it does not."""
    try:
        told = json.loads(signature.statement)
        roles = tuple(str(role) for role in told["roles"])
    except (ValueError, KeyError, TypeError):
        return None
    said = canonical_json({**facts, "key": signature.key_id, "roles": list(roles)}).decode()
    return roles if said == signature.statement else None
