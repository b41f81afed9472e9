"""Taking items in: each is verified here, kept, and carried out where that is still what it speaks of.

A revision that follows the one this PC is at becomes the post's next one; any other waits beside it until a person has
chosen. A decision binds one revision and counts while the post is at it. A withdrawal stops the post whatever else is
known. Nothing is queued or sent. What cannot be believed is refused together with all that came with it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.clock import Clock, show_datetime
from studio.codec import parsed
from studio.errors import BadInput, NotFound, Refused, StudioError, Untrusted
from studio.exchange.contents import Content, Decision, Offer, SentRevision, Withdrawal, content_of, kept_of
from studio.exchange.device import Devices
from studio.exchange.item_maker import ItemMaker
from studio.exchange.model import ItemResult, StoredItem
from studio.exchange.travels import Travels, require_chain, unit_of
from studio.hub.items import Item, opened
from studio.hub.model import HubStation
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts import post_signature
from studio.posts.approvals import Approvals
from studio.posts.compose import Composer
from studio.posts.journal import VOIDED, entry
from studio.posts.model import Post, PostState, Revision
from studio.posts.serial import post_json
from studio.posts.transitions import Action, allowed
from studio.posts.workflow import PROGRAM

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange
    from studio.posts.storage import StoredPosts

Has = Callable[[str], bool]
"""Whether a file is at hand, by SHA-256."""
_log = logging.getLogger(__name__)
REVIEWERS = (Role.APPROVER, Role.HEAD)
OFFERERS = (Role.AUTHOR, Role.PUBLISHER, Role.APPROVER, Role.HEAD)
_TAKEN = Phrase("the new version was imported")
_ASIDE = Phrase("this is another version than the one here: a person has to choose between the two")
_FORMER = Phrase("this decision is about another version of the post, and does not count for the current one")
_OWN = Phrase("whoever approved wrote at a version of the post, so the approval does not count")
_WITHDRAWN = Phrase("the post was withdrawn")
_STOPPED = Phrase(
    "the post was withdrawn at another PC: it is not edited, approved or published any more; cancel its "
    "deliveries where it is in the outbox"
)
_OFFERED = Phrase("another PC is to publish the post")
_SHARED = Phrase("any PC of the unit may publish the post, as the hub says")
_DECIDED = {
    Action.APPROVE: Phrase("the post was approved"),
    Action.ASK_CHANGES: Phrase("changes were requested"),
    Action.REJECT: Phrase("the post was rejected"),
}


class FilesMissing(BadInput):
    """Pictures of a version that stands are not at hand."""


class ItemImporter:
    """Takes items in, within the caller's transaction: all of them, or what it raises undoes all."""

    def __init__(
        self,
        repo: StoredExchange,
        *,
        posts: StoredPosts,
        people: People,
        approvals: Approvals,
        composer: Composer,
        devices: Devices,
        maker: ItemMaker,
        travels: Travels,
        clock: Clock,
        practice: bool,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._people = people
        self._approvals = approvals
        self._composer = composer
        self._devices = devices
        self._maker = maker
        self._travels = travels
        self._clock = clock
        self._practice = practice

    def read(self, bodies: Iterable[bytes]) -> tuple[Item, ...]:
        """The items, their form and the signature of a known station checked. Raises Untrusted, Refused."""
        known = self._devices.known()
        return tuple(self._opened(body, known) for body in bodies)

    def _opened(self, body: bytes, known: Mapping[str, HubStation]) -> Item:
        try:
            sender = parsed(body)["from"]
        except (ValueError, KeyError, TypeError):
            sender = None
        if isinstance(sender, str) and sender not in known:
            raise Refused(
                "the file has items of a PC that nobody confirmed here ({sender}); ask for its introduction and "
                "confirm it.",
                sender=sender[:8],
            )
        return opened(body, known)

    def take(self, items: Sequence[Item], at_hand: Has) -> tuple[ItemResult, ...]:
        """Take in what is not here yet, in this order. `at_hand` tells which files come with it, or are here.

        Raises StudioError; then nothing may stay.
        """
        here = self._repo.known(item.hex for item in items)
        told = [self._one(item) for item in items if item.hex not in here]
        self._require_files({one.post for one in told}, at_hand)
        return tuple(told)

    def sift(self, items: Sequence[Item], at_hand: Has) -> tuple[tuple[ItemResult, ...], Mapping[str, StudioError]]:
        """Take in whatever of these items of one post will do, in whichever order, as they come singly over the hub:
        what was taken, and why the others were not, by id. Nothing of it stays while pictures are missing."""
        told, troubles = list[ItemResult](), dict[str, StudioError]()
        left = {item.hex: item for item in items}
        while left:
            before = len(left)
            for item in tuple(left.values()):
                try:
                    with self._repo.transaction():
                        told.append(self._one(item))
                    del left[item.hex]
                except StudioError as trouble:
                    troubles[item.hex] = trouble
                except Exception:  # noqa: BLE001 (boundary: an item of another station holds up no other)
                    _log.exception("an item cannot be taken in")
                    troubles[item.hex] = Untrusted("the item says what makes no sense here.", where=item.hex[:8])
            if len(left) == before:
                break
        self._require_files({one.post for one in told}, at_hand)
        return tuple(told), {name: troubles[name] for name in left}

    def _one(self, item: Item) -> ItemResult:
        content = content_of(item)
        kept = kept_of(item, content)
        known = {one.id for one in self._repo.of(kept.post)}
        if not set(kept.parents) <= known and not isinstance(content, Withdrawal):  # that one stops the post at once
            raise Refused(
                "the file goes on from a version that is not here; have the other PC send the whole post again.",
                where=kept.post[:8],
            )
        self._require_people(content, kept)
        said = self._carried_out(content, kept, item)
        return ItemResult(item=kept.id, post=kept.post, kind=kept.kind, said=said)

    def _carried_out(self, content: Content, kept: StoredItem, item: Item) -> Phrase:
        if isinstance(content, SentRevision):
            return self._version(content, kept, item)
        self._repo.keep(kept, item.body)
        if isinstance(content, Decision):
            return self._decision(content)
        if isinstance(content, Withdrawal):
            return self._withdrawal(content)
        return _SHARED if unit_of(content.to) else _OFFERED

    # Revisions

    def _version(self, version: SentRevision, kept: StoredItem, item: Item) -> Phrase:
        post = version.post
        if post.practice != self._practice:
            raise Refused(
                "posts of practice are exchanged between practice workspaces, real ones between real ones.",
                where=post.id[:8],
            )
        title = self._composer.content(post).title  # raises where this PC lacks the template
        self._require_submission(version)
        self._repo.keep(kept, item.body, sorted(version.files))
        present = self._present(post.id)
        if present is None and self._posts.find(post.id):
            raise Refused("this post was deleted for good here; write a new one.", where=post.id[:8])
        if present is None:
            revision = replace(version.written, kind="open", undo_to=None, redo_to=None)
            self._posts.add(post, revision, title=title)
            self._posts.note(entry(post, kept.by, "open", None, self._clock.now()))
        elif not self._advances(present, version):
            return _ASIDE
        else:
            self._append(present, version, title)
        self._submit(version)
        self._repo.set_base(post.id, kept.id)
        return _TAKEN

    def _advances(self, present: Post, version: SentRevision) -> bool:
        """Whether the revision goes on from the very one that the post is at here, and may."""
        base = self._maker.base(present.id)
        follows = base is not None and base.id in version.parents and self._maker.is_at(present, base)
        if not follows or not allowed(present.state, Action.EDIT) or present.trashed_at is not None:
            return False
        same = version.post.revision == present.revision and post_json(version.post) == post_json(present)
        return same or version.post.revision >= self._posts.next_number(present.id)

    def _append(self, present: Post, version: SentRevision, title: str) -> None:
        post = version.post
        if post.revision != present.revision:
            written = version.written
            revision = Revision(post_id=post.id, number=post.revision, by=written.by, at=written.at, kind="edit",
                                undo_to=present.revision)  # fmt: skip
            self._posts.append(post, revision, title=title)
        if present.state is not PostState.DRAFT:
            self._posts.set_state(post.id, PostState.DRAFT)
            note = VOIDED.get(present.state, "")
            self._posts.note(entry(post, version.written.by, "edit", present.state, self._clock.now(), note))

    def _submit(self, version: SentRevision) -> None:
        """Put it forward here as it was put forward there."""
        if version.submitted is None:
            return
        sealed = version.submitted.sealed
        self._posts.seal(sealed)
        self._posts.sign(version.submitted.signature)
        post = replace(version.post, state=PostState.IN_REVIEW)
        self._posts.set_state(post.id, post.state)
        line = entry(post, sealed.by, Action.SUBMIT, PostState.DRAFT, self._clock.now(), seal=sealed.bundle.seal)
        self._posts.note(line)

    def _require_submission(self, version: SentRevision) -> None:
        """Raise Untrusted unless the submission is signed by who made it, over these parts and these writers."""
        if version.submitted is None:
            return
        post, sealed, found = version.post, version.submitted.sealed, version.submitted.signature
        facts = post_signature.submission(
            post, sealed.bundle.seal, sealed.by, post_signature.writers_in(found), found.at
        )
        roles = post_signature.roles_in(found, facts)
        sound = (
            roles is not None
            and post_signature.seal_of(sealed.parts) == sealed.bundle.seal
            and (found.post_id, found.revision, found.kind, found.by)
            == (post.id, post.revision, post_signature.SUBMIT, sealed.by)
            and self._people.signed_by(
                sealed.by, found.key_id, roles, found.at, found.statement.encode(), found.signature, approves=False
            )
        )
        if not sound:
            name = self._people.get(sealed.by).name
            raise Untrusted(
                "the signature of {name} under the submission does not hold, or their roles at the other PC "
                "changed; ask for that PC's new introduction, confirm it, then import the file again.",
                name=name,
                where=post.id[:8],
            )

    # Decisions, withdrawals

    def _decision(self, decision: Decision) -> Phrase:
        post = self._posts.get(decision.post)
        if decision.approval is not None:
            require_chain(decision.chain, decision.approval)
        if decision.by in {*self._approvals.writers(post.id), post.author, *post.editors}:
            return _OWN
        base = self._maker.base(post.id)
        current = base is not None and base.id == decision.revision and self._maker.is_at(post, base)
        if not current or not allowed(post.state, decision.decision):
            return _FORMER
        if decision.approval is not None and decision.signature is not None:
            self._posts.approve(decision.approval)
            self._posts.sign(decision.signature)
        sealed = self._posts.sealed(post.id)
        target = {Action.APPROVE: PostState.APPROVED, Action.ASK_CHANGES: PostState.CHANGES_ASKED}
        moved = replace(post, state=target.get(decision.decision, PostState.REJECTED))
        self._posts.set_state(post.id, moved.state)
        seal = sealed.bundle.seal if sealed else ""
        self._posts.note(entry(moved, decision.by, decision.decision, post.state, decision.at, decision.note, seal))
        if decision.approval is not None:
            self._require_given(post)
        return _DECIDED[decision.decision]

    def _require_given(self, post: Post) -> None:
        """Raise Untrusted unless the approval is signed by who gave it; then all that came is undone."""
        try:
            self._approvals.given(post.id)
        except (Refused, Untrusted) as refusal:
            raise Untrusted(
                "the signature under the approval does not hold, or the approver's roles at the other PC changed; "
                "ask for that PC's new introduction, confirm it, then import the file again.",
                where=post.id[:8],
            ) from refusal

    def _withdrawal(self, withdrawal: Withdrawal) -> Phrase:
        post = self._posts.get(withdrawal.post)
        if not allowed(post.state, Action.WITHDRAW):
            return _STOPPED
        moved = replace(post, state=PostState.WITHDRAWN)
        self._posts.set_state(post.id, moved.state)
        note, now = withdrawal.note, self._clock.now()
        self._posts.note(entry(moved, withdrawal.by, Action.WITHDRAW, post.state, now, note))
        return _WITHDRAWN

    # Who and what it names

    def _require_people(self, content: Content, kept: StoredItem) -> None:
        """Everyone that it names is known here; who decides has the right to, and is of the PC that says so."""
        named = content.people if isinstance(content, SentRevision) else frozenset({content.by})
        everybody = {person.id: person for person in self._people.list()}
        missing = named - set(everybody) - {PROGRAM}
        if missing:
            raise Refused(
                "the file names somebody who was not confirmed here; ask for the new introduction of the PC where "
                "they work and confirm it.",
                where=kept.post[:8],
            )
        if isinstance(content, SentRevision):
            return
        if everybody[content.by].here and kept.sender != self._devices.own().device.login:
            raise Untrusted("the file speaks for somebody of this PC; nothing was imported.", where=kept.post[:8])
        self._people.entitled(content.by, *(OFFERERS if isinstance(content, Offer) else REVIEWERS))
        self._require_settled(content)

    def _require_settled(self, content: Content) -> None:
        """An approval of somebody whose key was confirmed less than a day ago is taken in when that day is over."""
        if not isinstance(content, Decision) or content.approval is None:
            return
        until = self._people.introduced_until(content.by)
        if until is not None:
            name, when = self._people.get(content.by).name, show_datetime(until)
            raise Refused(
                "{name} was confirmed here just now; approvals of {name} are accepted from {when}. Import the "
                "file again then.",
                name=name,
                when=when,
                where=content.post[:8],
            )

    def _present(self, post_id: str) -> Post | None:
        try:
            return self._posts.get(post_id)
        except NotFound:
            return None

    def _require_files(self, posts: Iterable[str], at_hand: Has) -> None:
        """Every picture of the versions that these posts stand at, or that wait beside them, is there."""
        for post_id in posts:
            kept = self._repo.of(post_id)
            wanted = {*self._travels.others(post_id, kept), self._repo.base(post_id)} - {""}
            for one in sorted(wanted):
                if not all(map(at_hand, self._repo.files(one))):
                    raise FilesMissing(
                        "pictures of the post are missing in the file; have it sent again from the other PC.",
                        where=post_id[:8],
                    )
