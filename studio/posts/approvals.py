"""What an approval needs, and whether one still holds.

An approval binds one seal. Whatever changed since — a character, a picture, a target, its page id, the time, the
template, a law's printed form, a number of the directory, a byte of a finished picture — is found by composing anew
and comparing part by part, and the refusal names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.clock import Clock, show_datetime
from studio.errors import NotPermitted, Refused, StudioError, Untrusted
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts import post_signature
from studio.posts.compose import Composer
from studio.posts.freeze import Freezer
from studio.posts.model import Approval, Content, FrozenBundle, HistoryEntry, Post, PostState, SealedPost
from studio.posts.ports import NOWHERE_ELSE, Files, OtherStations
from studio.posts.post_signature import PostSignature, differences, explain, seal_of, sealed_parts
from studio.posts.transitions import STATE_NAMES, Action
from studio.posts.versions import problems
from studio.templates.model import Template

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage import StoredPosts

STANDING = (PostState.APPROVED, PostState.QUEUED, PostState.PUBLISHED)
"""States in which a post has an approval that may hold. PUBLISHED: for another of the approved pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long an approval holds: so long from the moment it is given, and not past the planned time plus grace."""

    valid_for: timedelta = timedelta(days=7)
    grace: timedelta = timedelta(hours=24)

    def expiry(self, given: datetime, publish_at: datetime | None) -> datetime:
        """When an approval given now ends."""
        latest = given + self.valid_for
        return latest if publish_at is None else min(latest, publish_at + self.grace)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalStanding:
    """An approval that holds, with all that was read to judge it: whoever asks on need not read it again."""

    approval: Approval
    post: Post
    sealed: SealedPost
    content: Content
    """The post composed now."""


class Approvals:
    """Judges approvals; changes nothing."""

    def __init__(
        self,
        repo: StoredPosts,
        *,
        people: People,
        accounts: Accounts,
        composer: Composer,
        freezer: Freezer,
        files: Files,
        clock: Clock,
        terms: Terms | None = None,
        other_stations: OtherStations = NOWHERE_ELSE,
    ) -> None:
        self._repo = repo
        self._people = people
        self._accounts = accounts
        self._composer = composer
        self._freezer = freezer
        self._files = files
        self._clock = clock
        self._terms = terms or Terms()
        self._other_stations = other_stations

    def overdue(self) -> tuple[Post, ...]:
        """Posts whose approval, or whose wait for one, may be over by now."""
        now, terms = self._clock.now(), self._terms
        return self._repo.overdue(now, given_before=now - terms.valid_for, planned_before=now - terms.grace)

    def ends(self, post: Post, given: datetime, stated: datetime | None = None) -> datetime:
        """When an approval given then ends: as stated in it, and never later than the terms of today allow."""
        latest = self._terms.expiry(given, post.publish_at)
        return latest if stated is None else min(stated, latest)

    def roles_for(self, template: Template) -> tuple[Role, ...]:
        """Who may approve posts of this template: the head alone where it asks so, else an approver or the head."""
        return (Role.HEAD,) if template.approval == "head" else (Role.APPROVER, Role.HEAD)

    def require_other_eyes(self, post: Post, person: Person, sealed: SealedPost | None = None) -> None:
        """Raise NotPermitted for whoever opened, edited or submitted the post, whatever roles they hold. `sealed` is
        its submission, where that was read already."""
        sealed = sealed or self._repo.sealed(post.id)
        wrote = {post.author, *post.editors, *self.writers(post.id)} | ({sealed.by} if sealed else set())
        if person.id in wrote:
            raise NotPermitted(
                "{name} wrote, edited or submitted this post and may not approve it; ask someone else.",
                name=person.name,
            )

    def writers(self, post_id: str) -> frozenset[str]:
        """Everyone who wrote at the post, here or at another PC."""
        return self._repo.writers(post_id) | self._other_stations.writers(post_id)

    def written_elsewhere(self, person: str) -> frozenset[str]:
        """Ids of the posts at a version of which the person wrote at another PC."""
        return self._other_stations.written_by(person)

    def require_one(self, post_id: str) -> None:
        """Raise Refused while there are two versions of the post, or it was withdrawn at another PC."""
        self._other_stations.require_one(post_id)

    def targets(self, post: Post) -> tuple[Account, ...]:
        """The pages the post is meant for, all of them usable. Raises Refused, NotFound."""
        if not post.targets:
            raise Refused("the post has no target page yet; choose at least one.", where="targets")
        return tuple(self._accounts.check(name) for name in post.targets)

    def freeze(self, post: Post, content: Content) -> tuple[FrozenBundle, dict[str, str]]:
        """The post frozen as it is now, and the parts its seal stands on."""
        accounts = self.targets(post)
        frozen = self._freezer.freeze(post, content, accounts)
        return frozen, sealed_parts(content, frozen.bundle.packages, accounts, post.publish_at, frozen.faces)

    def submitted(self, post: Post) -> SealedPost:
        """What was sealed for this revision. Raises Refused when there is none, Untrusted when it was altered."""
        sealed = self._repo.sealed(post.id)
        if sealed is None or sealed.bundle.revision != post.revision:
            raise Refused("this version was not submitted; the author has to submit it again.")
        if seal_of(sealed.parts) != sealed.bundle.seal:
            raise _altered(post)
        return sealed

    def require_unchanged(self, post: Post, sealed: SealedPost, content: Content) -> None:
        """Raise unless the post, composed now as `content`, has the parts it was sealed with and every picture is
        there byte for byte. Nothing is painted anew: what was sealed is what was seen and will go out."""
        accounts = self._accounts.known(post.targets)  # one that is gone is left out and then differs from the seal
        packages, faces = sealed.bundle.packages, sealed.frozen.faces
        self._require_same(sealed, sealed_parts(content, packages, accounts, post.publish_at, faces))
        self._require_files(post, sealed)

    def _require_same(self, sealed: SealedPost, now: dict[str, str]) -> None:
        """Raise Refused naming the first part that is not as it was sealed."""
        found = differences(sealed.parts, now)
        if found:
            what = explain(found[0])
            raise Refused("{what} from what was submitted; the author has to submit it again.", what=what)

    def _require_files(self, post: Post, sealed: SealedPost) -> None:
        """Read every finished picture and every original. Raises Untrusted or NotFound."""
        packages = sealed.bundle.packages.values()
        names = {attachment.sha256 for package in packages for attachment in package.attachments}
        for name in sorted(names | {media.sha256 for media in post.media}):
            self._files.check(name)

    def require_history(self, post: Post) -> tuple[HistoryEntry, ...]:
        """The post's history. Raises Untrusted when it is not as it was written."""
        entries = self._repo.history(post.id)
        found = problems(entries, self._repo.history_head(post.id))
        if found:
            raise Untrusted(found[0], where=post.id[:8])
        return entries

    def valid(self, post_id: str) -> ApprovalStanding:
        """The approval of the post as it stands this moment.

        Raises Refused with what is missing, over or different, Untrusted when the store or a file was altered,
        NotFound when a file or the template is gone.
        """
        self._other_stations.require_one(post_id)
        self._other_stations.require_sent_here(post_id)
        post, approval, sealed = self.given(post_id)
        self._require_in_time(post, approval)
        content = self._composer.content(post)
        self.require_unchanged(post, sealed, content)
        return ApprovalStanding(approval=approval, post=post, sealed=sealed, content=content)

    def given(self, post_id: str) -> tuple[Post, Approval, SealedPost]:
        """The approval of the post's present revision, signed by who gave it, whatever became of the post since.

        Raises Refused where there is none, Untrusted when the store was altered.
        """
        post = self._repo.get(post_id)
        if post.state not in STANDING:
            state = STATE_NAMES[post.state]
            raise Refused("the post is in state “{state}” and has no approval in effect.", state=state)
        approval, sealed = self._repo.approval(post.id), self.submitted(post)
        if approval is None or (approval.seal, approval.revision) != (sealed.bundle.seal, post.revision):
            raise Refused("the approval is not for the current version of the post; submit it again.")
        told = self._require_told(post, approval, sealed)
        self._require_signed(post, approval, sealed, told)
        return post, approval, sealed

    def require_submitted(self, post: Post, sealed: SealedPost, approver: Person) -> PostSignature:
        """The signature under the submission: by who submitted it, about who wrote it, none of them the approver.

        Raises Refused where there is none, Untrusted where it does not hold, NotPermitted for one of the writers.
        """
        found = self._repo.signature(post.id, post_signature.SUBMIT)
        if found is None or found.revision != post.revision:
            raise _unsigned()
        writers = post_signature.writers_in(found)
        facts = post_signature.submission(post, sealed.bundle.seal, sealed.by, writers, found.at)
        if not self._holds(found, sealed.by, facts, approves=False):
            raise _altered(post)
        self.require_other_eyes(post, approver, sealed)
        if approver.id in {sealed.by, *writers}:
            raise _altered(post)
        return found

    def _require_signed(self, post: Post, approval: Approval, sealed: SealedPost, told: HistoryEntry) -> None:
        """The approval must be signed with the key of who gave it, and so must the submission it answers."""
        submitted = self.require_submitted(post, sealed, self._people.get(approval.by))
        found = self._repo.signature(post.id, post_signature.APPROVE)
        if found is None or found.revision != post.revision:
            raise _unsigned()
        chain = self._other_stations.chain(approval)
        line = chain[-1] if chain else told
        facts = post_signature.approval(
            approval, sealed.bundle, sequence=line.seq, before=line.prev_hash, submitted=submitted.signature
        )
        if found.at != approval.at or not self._holds(found, approval.by, facts, approves=True):
            raise _altered(post)

    def _holds(self, found: PostSignature, by: str, facts: dict[str, Any], *, approves: bool) -> bool:
        roles = post_signature.roles_in(found, facts)
        if roles is None or found.by != by:
            return False
        statement = found.statement.encode()
        return self._people.signed_by(by, found.key_id, roles, found.at, statement, found.signature, approves=approves)

    def _require_told(self, post: Post, approval: Approval, sealed: SealedPost) -> HistoryEntry:
        """The chained history must tell of the state the post is in and of this very approval. That other eyes gave it
        is asked with the signatures."""
        entries = self.require_history(post)
        if not entries or entries[-1].to_state is not post.state:
            raise _altered(post)
        told = next((entry for entry in reversed(entries) if entry.action == Action.APPROVE), None)
        if told is None or (told.by, told.seal, told.at) != (approval.by, approval.seal, approval.at):
            raise _altered(post)
        return told

    def _require_in_time(self, post: Post, approval: Approval) -> None:
        end = self.ends(post, approval.at, approval.expires_at)
        if self._clock.now() >= end:
            when = show_datetime(end)
            raise Refused("the approval expired at {when}; submit the post again.", when=when)


def reason_of(check: Callable[[], object]) -> Phrase | None:
    """The sentence with which `check` refuses, or None when it does not."""
    try:
        check()
    except StudioError as refusal:
        return refusal.phrase
    return None


def _unsigned() -> Refused:
    return Refused(
        "the post was submitted or approved before there were signatures, which counts no more; submit it again."
    )


def _altered(post: Post) -> Untrusted:
    return Untrusted("the post's approval was altered outside the app; submit it again.", where=post.id[:8])
