"""What reviewers and authors tell each other about a post: comments on its fields, and what changed since a look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput, NotFound, NotPermitted
from studio.logbook import Logbook
from studio.people.model import Person
from studio.people.service import People
from studio.posts.compare import Comparison
from studio.posts.model import Comment
from studio.posts.transitions import require_out_of_trash
from studio.text import length, nfc

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage import StoredPosts
    from studio.posts.storage_list import StoredReviews

ACT = "comment"
"""As `studio.outbox.audit.Act` names it."""
LONGEST_COMMENT = 1000
"""Characters a person sees."""


Compare = Callable[[str, int, int], Comparison]
"""Two revisions of a post. Raises NotFound for one that is no more."""


class Reviews:
    """Comments and looks. `by` is the id or name of a person with any role."""

    def __init__(
        self,
        repo: StoredReviews,
        *,
        posts: StoredPosts,
        people: People,
        compare: Compare,
        clock: Clock,
        ids: Callable[[], str],
        logbook: Logbook | None = None,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._people = people
        self._compare = compare
        self._clock = clock
        self._ids = ids
        self._logbook = logbook or Logbook()

    def comments(self, post_id: str) -> tuple[Comment, ...]:
        """Oldest first."""
        return self._repo.comments(post_id)

    def comment(self, post_id: str, by: str, field: str, text: str) -> Comment:
        """Remark on a field (empty: on the whole). Raises BadInput for an empty or too long text, Refused, NotFound."""
        person, text = self._person(by), nfc(text).strip()
        if not text:
            raise BadInput("write what you want to say.", where="text")
        if length(text) > LONGEST_COMMENT:
            raise BadInput(
                "the comment has more than {longest_comment} characters; shorten it or split it in two.",
                longest_comment=LONGEST_COMMENT,
                where="text",
            )
        with self._posts.transaction():
            post = self._posts.get(post_id)
            require_out_of_trash(post)
            comment = Comment(
                id=self._ids(),
                post_id=post.id,
                revision=post.revision,
                field=field,
                by=person.id,
                at=self._clock.now(),
                text=text,
            )
            self._repo.add(comment)
        return comment

    def resolve(self, id: str, by: str) -> None:
        """The remark is dealt with; a second time changes nothing. Raises NotFound."""
        person = self._person(by)
        with self._posts.transaction():
            if self._get(id).resolved_at is None:
                self._repo.settle(id, person.id, self._clock.now())

    def reopen(self, id: str, by: str) -> None:
        """The remark is open again. Raises NotFound."""
        person = self._person(by)
        with self._logbook.doing(ACT, person.id, step="reopened", comment=id), self._posts.transaction():
            self._get(id)
            self._repo.settle(id, None, None)

    def looked(self, post_id: str, by: str) -> None:
        """Remember that this person saw the post as it is now."""
        person = self._person(by)
        with self._posts.transaction():
            self._repo.looked(post_id, person.id, self._posts.get(post_id).revision, self._clock.now())

    def seen(self, post_id: str, by: str) -> int | None:
        """The revision this person saw last; None when they never looked."""
        return self._repo.seen(post_id, self._person(by).id)

    def changed_for(self, by: str) -> frozenset[str]:
        """Ids of the posts that have another revision than the one this person saw last."""
        return self._repo.changed_for(self._person(by).id)

    def since(self, post_id: str, by: str) -> Comparison | None:
        """What changed since this person's last look; None when they never looked or nothing did."""
        seen, present = self._repo.seen(post_id, self._person(by).id), self._posts.get(post_id).revision
        if seen is None or seen == present:
            return None
        try:
            found = self._compare(post_id, seen, present)
        except NotFound:  # the revision of then was purged
            return None
        return found if found.changes or found.pictures else None

    def _person(self, by: str) -> Person:
        person = self._people.require_active(by)
        if not person.roles:
            raise NotPermitted("{name} has no role yet; ask for one to be given.", name=person.name)
        return person

    def _get(self, id: str) -> Comment:
        found = self._repo.get(id)
        if found is None:
            raise NotFound("this comment no longer exists; press F5 to reload.")
        return found
