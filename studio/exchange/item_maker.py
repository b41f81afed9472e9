"""Making items: what was done to a post here since it last travelled, signed by the key of this PC.

An item says what stands in the store, never more. The rows are written first; whatever carries them away comes after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput, Refused
from studio.exchange.contents import (
    Content,
    Decision,
    Offer,
    SentRevision,
    Submission,
    Withdrawal,
    decision_facts,
    kept_of,
    mark_of,
    simple_facts,
    version_facts,
)
from studio.exchange.device import Devices
from studio.exchange.model import StoredItem
from studio.exchange.travels import publisher, token
from studio.hub.items import Item, signed
from studio.hub.model import HubItemKind
from studio.posts import post_signature
from studio.posts.approvals import Approvals
from studio.posts.model import HistoryEntry, Post, PostState
from studio.posts.ports import Files
from studio.posts.transitions import Action
from studio.posts.workflow import withdrawn

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange
    from studio.posts.storage import StoredPosts

ANSWERED = {PostState.CHANGES_ASKED: Action.ASK_CHANGES, PostState.REJECTED: Action.REJECT}
APPROVED = (PostState.APPROVED, PostState.ON_HOLD, PostState.QUEUED, PostState.PUBLISHED)


class ItemMaker:
    """Makes items of posts, within the caller's transaction. `leaves` answers whether a post is in the outbox here, or
    went out from here; `epoch` tells that of the hub, where there is one."""

    def __init__(
        self,
        repo: StoredExchange,
        *,
        posts: StoredPosts,
        approvals: Approvals,
        files: Files,
        devices: Devices,
        clock: Clock,
        leaves: Callable[[str], bool],
        epoch: Callable[[], str] = str,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._approvals = approvals
        self._files = files
        self._devices = devices
        self._clock = clock
        self._leaves = leaves
        self._epoch = epoch

    def base(self, post_id: str) -> StoredItem | None:
        """The revision that the post is at here, or was before it was edited on; None for one that never travelled."""
        wanted = self._repo.base(post_id)
        return next((one for one in self._repo.of(post_id) if one.id == wanted), None)

    def is_at(self, post: Post, base: StoredItem | None) -> bool:
        """Whether the post is what `base` says: nobody edited it, submitted it or took it back since."""
        return base is not None and (post.revision, self._mark(post)) == (base.number, base.mark)

    def revision(self, post_id: str) -> str:
        """The item of the very revision that the post is at here; empty while none says it."""
        base = self.base(post_id)
        return base.id if base is not None and self.is_at(self._posts.get(post_id), base) else ""

    def unsent(self, post: Post) -> bool:
        """Whether something was done here that no item says yet."""
        kept, base = self._repo.of(post.id), self.base(post.id)
        decided = self._decided(post)
        return (
            not self.is_at(post, base)
            or (decided is not None and _mark(decided) not in {one.mark for one in kept})
            or (post.state is PostState.WITHDRAWN and not any(one.kind is HubItemKind.WITHDRAWAL for one in kept))
        )

    def bring_up(self, post: Post) -> StoredItem:
        """Make what is missing, so that the items say how the post stands here; its revision."""
        base = self.base(post.id)
        if base is None or not self.is_at(post, base):
            base = self.follow(post, (base.id,) if base else ())
        kept = self._repo.of(post.id)
        decided = self._decided(post)
        if decided is not None and _mark(decided) not in {one.mark for one in kept}:
            self._make(HubItemKind.DECISION, self._decision(post, base, decided))
        line = withdrawn(self._posts.history(post.id))
        if line is not None and not any(one.kind is HubItemKind.WITHDRAWAL for one in kept):
            said = Withdrawal(post=post.id, revision=base.id, by=line.by, at=line.at, note=line.note)
            self._make(HubItemKind.WITHDRAWAL, said)
        return base

    def follow(self, post: Post, parents: tuple[str, ...]) -> StoredItem:
        """A revision of the post as it is now, which follows `parents`; the post is at it from now on."""
        version = self._version(post, parents)
        made = self._make(HubItemKind.REVISION, version, tuple(sorted(version.files)))
        self._repo.set_base(post.id, made.id)
        return made

    def offer(self, post: Post, to: str, by: str) -> StoredItem:
        """Give it to another station to publish the post. From now on it is not published here."""
        kept = self._repo.of(post.id)
        if publisher(kept) != self._devices.own().device.login:
            raise Refused("this PC was not given this post to publish, and cannot hand it over.")
        if self._leaves(post.id):
            raise Refused(
                "the post is in the outbox, or went out from here; cancel its deliveries before another PC gets it."
            )
        return self._make(HubItemKind.OFFER, Offer(post=post.id, after=token(kept), to=to, by=by))

    def _make(self, kind: HubItemKind, content: Content, blobs: tuple[str, ...] = ()) -> StoredItem:
        own = self._devices.own()
        facts = (
            version_facts(content)
            if isinstance(content, SentRevision)
            else decision_facts(content)
            if isinstance(content, Decision)
            else simple_facts(content)
        )
        at, epoch = self._clock.now(), self._epoch()
        item: Item = signed(kind, facts, sender=own.device, seed=own.seed, at=at, epoch=epoch, blobs=blobs)
        kept = kept_of(item, content)
        self._repo.keep(kept, item.body, blobs)
        return kept

    def _version(self, post: Post, parents: tuple[str, ...]) -> SentRevision:
        written = self._posts.revision(post.id, post.revision)[1]
        submitted = self._submitted(post)
        names = {media.sha256 for media in post.media}
        if submitted is not None:
            packages = submitted.sealed.bundle.packages.values()
            names |= {one.sha256 for package in packages for one in package.attachments}
        return SentRevision(
            post=replace(post, state=PostState.DRAFT, trashed_at=None),
            written=written,
            parents=parents,
            writers=tuple(sorted(self._approvals.writers(post.id))),
            files={name: self._size(name) for name in sorted(names)},
            submitted=submitted,
        )

    def _size(self, name: str) -> int:
        with self._files.open(name) as file:
            size = file.seek(0, 2)
        if size == 0:
            raise BadInput("a file of the post is empty; add it again.")
        return size

    def _submitted(self, post: Post) -> Submission | None:
        """What was put forward of this revision; None for a draft, also one that was taken back."""
        if not self._mark(post):
            return None
        sealed, signature = self._posts.sealed(post.id), self._posts.signature(post.id, post_signature.SUBMIT)
        if sealed is None or signature is None or sealed.bundle.revision != post.revision:
            return None
        return Submission(sealed=sealed, signature=signature)

    def _mark(self, post: Post) -> str:
        """The signature under the submission of this revision; empty while it is a draft."""
        if post.state is PostState.DRAFT:
            return ""
        found = self._posts.signature(post.id, post_signature.SUBMIT)
        return found.signature if found is not None and found.revision == post.revision else ""

    def _decided(self, post: Post) -> HistoryEntry | None:
        """The decision that the post stands under; None while there is none."""
        action = Action.APPROVE if post.state in APPROVED else ANSWERED.get(post.state)
        if action is None:
            return None
        lines = self._posts.history(post.id)
        return next((line for line in reversed(lines) if line.action == action), None)

    def _decision(self, post: Post, base: StoredItem, line: HistoryEntry) -> Decision:
        action = Action(line.action)
        chain: tuple[HistoryEntry, ...] = ()
        approval = signature = None
        if action is Action.APPROVE:
            _, approval, _ = self._approvals.given(post.id)
            signature = self._posts.signature(post.id, post_signature.APPROVE)
            chain = tuple(one for one in self._posts.history(post.id) if one.seq <= line.seq)
        return Decision(
            post=post.id, revision=base.id, by=line.by, at=line.at, decision=action, note=line.note,
            number=post.revision, approval=approval, signature=signature, chain=chain,
        )  # fmt: skip


def _mark(line: HistoryEntry) -> str:
    return mark_of(line.action, line.at)
