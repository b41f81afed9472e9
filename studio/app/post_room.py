"""Posts put together: where they are written, checked, frozen, approved and compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PIL import Image

from studio.app.adapters import FileOverlay, PhotoDesk, Press
from studio.app.comparing import Comparing
from studio.app.ground import AppContext
from studio.app.inspection import Inspector
from studio.app.law_room import LawRoom
from studio.app.office import Office
from studio.cards.marks import MarkPainter, marked
from studio.clock import local_date
from studio.images import near
from studio.images.asset_library import PhotoAssets
from studio.images.consents import PhotoConsents
from studio.images.darkroom import Darkroom
from studio.images.export import exported
from studio.images.geometry import Size, placement, shrinking
from studio.images.readback import refuse_uncovered
from studio.images.recipe import Recipe
from studio.images.storage_assets import StoredAssets
from studio.images.storage_consents import StoredConsents
from studio.images.storage_works import StoredWorks
from studio.images.work import Finished
from studio.images.works import PhotoWorks, refuse_unusable
from studio.outbox.storage_tables import of_posts
from studio.people.service import People
from studio.posts.aftercare import Aftercare
from studio.posts.approving import Approvals
from studio.posts.composer import Composer
from studio.posts.desk import Desk, Tools
from studio.posts.freeze import Freezer
from studio.posts.ports import KnownPicture
from studio.posts.previews import Previews
from studio.posts.reviews import Reviews
from studio.posts.shelf import PostListing
from studio.posts.storage import posts_naming
from studio.posts.storage_aftercare import StoredAftercare
from studio.posts.storage_list import StoredReviews, StoredShelf
from studio.posts.storage_trash import StoredTrash
from studio.posts.trash import Trash
from studio.posts.workflow import Workflow
from studio.store.files import FileStore


class Developing:
    """`studio.images.works.Develop`. The original is decoded in the darkroom's child; what comes back are pixels.

    Qt is started for the first picture with marks, not before.
    """

    def __init__(self, darkroom: Darkroom, marks: Callable[[], MarkPainter]) -> None:
        self._darkroom = darkroom
        self._marks = marks

    def __call__(self, original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> Finished:
        """Raises BadInput for an original that cannot be read, covers that do not hold, or a file that does not fit
        or read back."""
        pixels = self._darkroom.finished(original, recipe, box)
        picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
        refuse_uncovered(picture, recipe, box)
        if recipe.marks:
            picture = marked(picture, recipe, placement(recipe, box), self._marks())
        made = exported(picture, max_bytes=max_bytes, shrunk=shrinking(recipe, box))
        return Finished(data=made.data, width=made.width, height=made.height, mime=made.mime)


class PhotoRoom:
    """The services that deal with pictures, put together. `marks` makes the painter of marks, which starts Qt."""

    def __init__(self, ground: AppContext, people: People, *, marks: Callable[[], MarkPainter]) -> None:
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
        """What is said already of a picture that is added to a post; see `studio.posts.ports.PictureLibrary`."""
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

    def _look(self, data: bytes) -> near.PictureFacts:
        return near.seen(self.darkroom.run(near.look, data))


class PostRoom:
    """The posts of one profile; a second desk tries posts out without opening them."""

    def __init__(self, ground: AppContext, office: Office, laws: LawRoom) -> None:
        self._ground = ground
        self._office = office
        self.press = Press(ground.catalog.design, ground.files.get)
        self.pictures = PhotoRoom(ground, office.people, marks=lambda: self.press.renderer().marks)
        self._photos = PhotoDesk(self.pictures.darkroom)
        self.composer = Composer(
            ground.catalog, book=office.directory.book, resolve=laws.library.resolve, clock=ground.clock
        )
        self._trash = Trash(
            StoredTrash(ground.store),
            posts=ground.posts,
            people=office.people,
            files=ground.files,
            log=ground.note_post,
            clock=ground.clock,
        )
        self.desk = Desk(self._tools(ground.files))
        self.overlay = FileOverlay(ground.files)
        self.trial_desk = Desk(self._tools(self.overlay))
        self.freezer = Freezer(self.press, self._photos, ground.files)
        trial_press = Press(ground.catalog.design, self.overlay.get)
        self.trial_freezer = Freezer(trial_press, self._photos, self.overlay)
        self.inspector = self._inspector(laws)
        self.workflow = self._workflow()
        self.previews = Previews(ground.tell)
        self.shelf = PostListing(
            StoredShelf(ground.store, of_posts),
            templates=ground.catalog.all,
            clock=ground.clock,
            ids=ground.ids,
            logbook=ground.logbook,
        )
        self.comparing = Comparing(
            ground.posts,
            self.composer,
            book=office.directory.book,
            resolve=laws.library.resolve,
            design=ground.catalog.design,
            clock=ground.clock,
        )
        self.reviews = Reviews(
            StoredReviews(ground.store),
            posts=ground.posts,
            people=office.people,
            compare=self.comparing.compare,
            clock=ground.clock,
            ids=ground.ids,
            logbook=ground.logbook,
        )
        self.aftercare = Aftercare(
            StoredAftercare(ground.store),
            desk=self.desk,
            templates=ground.catalog.all,
            links=self._links,
            clock=ground.clock,
        )

    def _tools(self, files: FileStore | FileOverlay) -> Tools:
        ground, office = self._ground, self._office
        return Tools(
            repo=ground.posts,
            people=office.people,
            accounts=office.accounts,
            templates=ground.catalog,
            composer=self.composer,
            files=files,
            photos=self._photos,
            clock=ground.clock,
            ids=ground.ids,
            trash=self._trash,
            pictures=self.pictures.known,
            practice=ground.settings.practice,
            tell=ground.tell,
        )

    def _inspector(self, laws: LawRoom) -> Inspector:
        ground, office = self._ground, self._office
        return Inspector(
            composer=self.composer,
            templates=ground.catalog,
            directory=office.directory,
            accounts=office.accounts,
            posts=ground.posts,
            words=office.writing.words,
            settings=ground.settings,
            clock=ground.clock,
            citations=lambda: laws.library.citations,
            consents=self.pictures.consents.of,
            assets=self.pictures.assets.of,
            people=lambda: {person.id: person.name for person in office.people.list()},
            laid=self.trial_freezer.laid,
            outdated=self.pictures.works.outdated,
        )

    def _workflow(self) -> Workflow:
        ground, office = self._ground, self._office
        approvals = Approvals(
            ground.posts,
            people=office.people,
            accounts=office.accounts,
            composer=self.composer,
            freezer=self.freezer,
            files=ground.files,
            clock=ground.clock,
        )
        return Workflow(
            ground.posts,
            people=office.people,
            composer=self.composer,
            approvals=approvals,
            preflight=self.inspector,
            clock=ground.clock,
            tell=ground.tell,
            steady=ground.clock_watch.steady,
        )

    def _links(self, post_id: str) -> Sequence[str]:
        """Where the post is shown."""
        out = self._ground.deliveries.of_post(post_id)
        return [delivery.permalink for delivery in out if delivery.permalink.startswith("https://")]
