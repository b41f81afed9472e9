"""The room of pictures of one profile: the darkroom, works, the unit's library, consents."""

from __future__ import annotations

from collections.abc import Callable

from studio.app.developing import Developing
from studio.app.ground import Ground
from studio.cards.marks import MarkPainter
from studio.clock import local_date
from studio.images import near
from studio.images.asset_library import PhotoAssets
from studio.images.consents import PhotoConsents
from studio.images.darkroom import Darkroom
from studio.images.leaving import refuse_unusable
from studio.images.recipe import Recipe
from studio.images.storage_assets import StoredAssets
from studio.images.storage_consents import StoredConsents
from studio.images.storage_works import StoredWorks
from studio.images.works import PhotoWorks
from studio.people.service import People
from studio.posts.ports import KnownPicture
from studio.posts.storage import posts_naming


class PhotoRoom:
    """The services that deal with pictures, put together. `marks` makes the painter of marks, which starts Qt."""

    def __init__(self, ground: Ground, people: People, *, marks: Callable[[], MarkPainter]) -> None:
        store, files, clock = ground.store, ground.files, ground.clock
        self._clock = clock
        self.darkroom = Darkroom(2)  # the second starts when a detector looks while somebody edits
        self.assets = PhotoAssets(
            StoredAssets(store, files, posts_naming), files, self._look, people, clock, note=ground.note
        )
        self.consents = PhotoConsents(
            StoredConsents(store),
            people,
            clock,
            ids=ground.ids,
            note=ground.note,
            family=self._family,
            tell=ground.tell,
        )
        self.works = PhotoWorks(
            StoredWorks(store, files),
            measure=lambda data: self.darkroom.check(data).size,
            develop=Developing(self.darkroom, marks),
            staff=people,
            clock=clock,
            ids=ground.ids,
            note=ground.note,
            carry=self.consents.carry,
            hold=self._hold,
            tell=ground.tell,
        )

    def known(self, sha256: str) -> KnownPicture | None:
        """What is said already of a picture that is added to a post; see `studio.posts.ports.Pictures`."""
        asset = next(iter(self.assets.of([sha256]).get(sha256, ())), None)
        work = self.works.of_finished(sha256)
        shown = self.works.shown(work.id) if work is not None else None
        if asset is None and shown is None:
            return None
        return KnownPicture(
            alt=asset.facts.alt if asset is not None else "",
            source=asset.facts.source if asset is not None else "",
            has_minor=shown.children if shown is not None else None,
        )

    def _family(self, picture: str) -> frozenset[str]:
        return self.works.family(picture)

    def _hold(self, recipe: Recipe) -> None:
        refuse_unusable(recipe, self.consents.of, self.assets.of, local_date(self._clock.now()))

    def _look(self, data: bytes) -> near.Seen:
        return near.seen(self.darkroom.run(near.look, data))
