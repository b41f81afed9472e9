"""What a record tells of a post, gathered from the rooms as it was approved."""

from __future__ import annotations

from dataclasses import replace

from studio.errors import NotFound
from studio.images.consents import PhotoConsents
from studio.people import keys
from studio.people.service import People
from studio.posts.composer import Composer
from studio.posts.model import HistoryEntry
from studio.posts.record import Dossier
from studio.posts.signing import APPROVE, SUBMIT
from studio.posts.storage import StoredPosts
from studio.templates.catalog import Catalog


class Dossiers:
    """Gathers dossiers. Reads only."""

    def __init__(
        self, posts: StoredPosts, composer: Composer, catalog: Catalog, people: People, consents: PhotoConsents
    ) -> None:
        self._posts = posts
        self._composer = composer
        self._catalog = catalog
        self._people = people
        self._consents = consents

    def dossier(self, post_id: str) -> Dossier:
        """The post in its sealed revision. Raises NotFound or Untrusted."""
        sealed = self._posts.sealed(post_id)
        approval = self._posts.approval(post_id)
        if sealed is None or approval is None:
            raise NotFound("bài này chưa từng được duyệt.", "this post was never approved.", where=post_id[:8])
        # The state is the present one; everything the reader of a record judges is the sealed revision's.
        sealed_post = self._posts.revision(post_id, sealed.bundle.revision)[0]
        post = replace(sealed_post, state=self._posts.get(post_id).state)
        template = self._composer.template(post)
        history = self._posts.history(post_id)
        found = (self._posts.signature(post_id, kind) for kind in (SUBMIT, APPROVE))
        signatures = tuple(one for one in found if one is not None)
        return Dossier(
            post=post,
            sealed=sealed,
            content=self._composer.content(post),
            template=template,
            template_yaml=self._catalog.source(template),
            approvals=(approval,),
            history=history,
            history_head=self._posts.history_head(post_id),
            people=self._names(history),
            signatures=signatures,
            keys=keys.held(self._people.key_register(), {one.by for one in signatures}),
            consents=self._consents.of(media.sha256 for media in post.media),
        )

    def _names(self, history: tuple[HistoryEntry, ...]) -> dict[str, str]:
        told = {entry.by for entry in history}
        return {person.id: person.name for person in self._people.list() if person.id in told}
