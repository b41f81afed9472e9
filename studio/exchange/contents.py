"""What the items of a post say, as values: a revision with its submission, a decision, a withdrawal, an offer.

Facts are plain data of the very classes that posts are kept with. Nothing here asks whether what they say is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from studio.codec import plain, read_whole
from studio.errors import BadInput
from studio.exchange.model import StoredItem
from studio.hub.items import Item
from studio.hub.model import HubItemKind
from studio.posts.model import Approval, HistoryEntry, Post, PostState, Revision, SealedPost
from studio.posts.post_signature import PostSignature
from studio.posts.serial import bundle_json, frozen_of, moment, post_json, post_of, reports_json
from studio.posts.transitions import Action
from studio.posts.versions import entry_json, entry_of

Json = dict[str, Any]
T = TypeVar("T")
DECISIONS = (Action.APPROVE, Action.ASK_CHANGES, Action.REJECT)
"""What an approver may answer to a submission."""
LARGEST_FILE = 2_000_000_000
_HASH = re.compile(r"^[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was put forward for approval, under whose signature."""

    sealed: SealedPost
    signature: PostSignature


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRevision:
    """A revision of a post as it travels."""

    post: Post
    """As a draft: what its state is, its way at each PC decides."""
    written: Revision
    parents: tuple[str, ...]
    writers: tuple[str, ...]
    files: Mapping[str, int]
    """Bytes of every picture and video that it needs, by SHA-256."""
    submitted: Submission | None = None

    @property
    def mark(self) -> str:
        return self.submitted.signature.signature if self.submitted else ""

    @property
    def people(self) -> frozenset[str]:
        """Ids of everyone that it names."""
        submitter = {self.submitted.sealed.by} if self.submitted else set()
        return frozenset({self.post.author, *self.post.editors, self.written.by, *self.writers, *submitter})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about one revision. An approval has its signature, and the history it was given after."""

    post: str
    revision: str
    by: str
    at: datetime
    decision: Action
    note: str
    number: int
    approval: Approval | None = None
    signature: PostSignature | None = None
    chain: tuple[HistoryEntry, ...] = ()

    @property
    def mark(self) -> str:
        return mark_of(self.decision, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    post: str
    revision: str
    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One PC gives it to another to publish a post. `after` is the offer, or the first revision, that it follows."""

    post: str
    after: str
    to: str
    """The login of that station."""
    by: str


Content = SentRevision | Decision | Withdrawal | Offer


def mark_of(decision: str, at: datetime) -> str:
    """By what a decision is known again."""
    return f"{decision} {moment(at)}"


def version_facts(version: SentRevision) -> Json:
    facts: Json = {
        "post": version.post.id,
        "parents": list(version.parents),
        "content": post_json(version.post),
        "written": plain(version.written, moment=moment),
        "writers": list(version.writers),
        "files": dict(version.files),
        "submission": None,
    }
    if version.submitted is not None:
        sealed = version.submitted.sealed
        facts["submission"] = {
            "by": sealed.by,
            "bundle": bundle_json(sealed.bundle),
            "reports": reports_json(sealed.frozen),
            "parts": dict(sealed.parts),
            "signature": plain(version.submitted.signature, moment=moment),
        }
    return facts


def decision_facts(decision: Decision) -> Json:
    facts: Json = plain(decision, moment=moment)
    facts["chain"] = [entry_json(entry) for entry in decision.chain]
    return facts


def simple_facts(told: Withdrawal | Offer) -> Json:
    facts: Json = plain(told, moment=moment)
    return facts


def _refused(work: Callable[[Item], T]) -> Callable[[Item], T]:
    @wraps(work)
    def read(item: Item) -> T:
        try:
            return work(item)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
            raise BadInput(
                "an item of the file is malformed ({kind}); send it again from the other PC, with the same "
                "version of the app.",
                kind=item.kind,
                where=item.hex[:8],
            ) from error

    return read


@_refused
def content_of(item: Item) -> Content:
    """What an item of a post says. Raises BadInput for facts of another form."""
    facts = dict(item.facts)
    if item.kind is HubItemKind.REVISION:
        return _version(facts, item.blobs)
    if item.kind is HubItemKind.DECISION:
        return _decision(facts)
    if item.kind is HubItemKind.WITHDRAWAL:
        return read_whole(Withdrawal, facts)
    if item.kind is HubItemKind.OFFER:
        return read_whole(Offer, facts)
    raise ValueError(item.kind)


def kept_of(item: Item, content: Content) -> StoredItem:
    """The item as it is kept, with what is looked for in it."""
    if isinstance(content, SentRevision):
        return StoredItem(
            id=item.hex, kind=item.kind, post=content.post.id, sender=item.sender, by=content.written.by, at=item.at,
            parents=content.parents, number=content.post.revision, mark=content.mark,
            writers=tuple(sorted(content.people)),
        )  # fmt: skip
    about = content.after if isinstance(content, Offer) else content.revision
    number = content.number if isinstance(content, Decision) else 0
    mark = content.mark if isinstance(content, Decision) else content.to if isinstance(content, Offer) else ""
    return StoredItem(id=item.hex, kind=item.kind, post=content.post, sender=item.sender, by=content.by, at=item.at,
                parents=(about,), number=number, mark=mark)  # fmt: skip


def _version(facts: Json, blobs: Sequence[str]) -> SentRevision:
    post = post_of(facts["content"], PostState.DRAFT)
    written = read_whole(Revision, facts["written"])
    files = {str(name): int(size) for name, size in facts["files"].items()}
    named = {media.sha256 for media in post.media}
    submitted = _submitted(facts["submission"]) if facts["submission"] is not None else None
    if submitted is not None:
        bundle = submitted.sealed.bundle
        named |= {one.sha256 for package in bundle.packages.values() for one in package.attachments}
        if (bundle.post_id, bundle.revision) != (post.id, post.revision):
            raise ValueError("another post was sealed")
    sound = all(_HASH.match(name) and 0 < size <= LARGEST_FILE for name, size in files.items())
    if not sound or set(files) != named or sorted(files) != list(blobs):
        raise ValueError("other files than it names")
    if (written.post_id, written.number, facts["post"]) != (post.id, post.revision, post.id) or post.revision < 1:
        raise ValueError("another revision")
    return SentRevision(
        post=post,
        written=written,
        parents=_ids(facts["parents"]),
        writers=tuple(str(one) for one in facts["writers"]),
        files=files,
        submitted=submitted,
    )


def _submitted(told: Json) -> Submission:
    frozen = frozen_of(told["bundle"], told["reports"])
    parts = {str(name): str(value) for name, value in told["parts"].items()}
    signature = read_whole(PostSignature, told["signature"])
    return Submission(sealed=SealedPost(frozen=frozen, parts=parts, by=str(told["by"])), signature=signature)


def _decision(facts: Json) -> Decision:
    chain = tuple(entry_of(one) for one in facts["chain"])
    read = read_whole(Decision, facts | {"chain": []})
    approves = read.decision is Action.APPROVE
    if read.decision not in DECISIONS or approves != (read.approval is not None and read.signature is not None):
        raise ValueError("no decision")
    made = Decision(
        post=read.post, revision=_ids([read.revision])[0], by=read.by, at=read.at, decision=read.decision,
        note=read.note, number=read.number, approval=read.approval, signature=read.signature, chain=chain,
    )  # fmt: skip
    given = read.approval
    if given is not None and (given.post_id, given.by, given.at, given.revision) != (
        read.post, read.by, read.at, read.number
    ):  # fmt: skip
        raise ValueError("another approval")
    return made


def _ids(told: Any) -> tuple[str, ...]:
    if not isinstance(told, list) or not all(isinstance(one, str) and _HASH.match(one) for one in told):
        raise ValueError("no ids")
    return tuple(told)
