"""Posts put together: where they are written, checked, frozen, approved and compared.

A post as it was: its versions, and what changed from one to the other.

Preflight with what the rooms know: one post at one door becomes a view, and the rules look at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from PIL import Image

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.app.adapters import FileOverlay, PhotoDesk, Press
from studio.app.context import AppContext
from studio.app.law_room import LawRoom
from studio.app.office import Office
from studio.clock import Clock, local_date
from studio.config import Settings
from studio.directory.model import DirectoryBook
from studio.directory.service import Directory
from studio.errors import StudioError
from studio.exchange.storage import StoredExchange
from studio.exchange.storage_link import StoredLink
from studio.exchange.travels import Travels
from studio.images import similarity
from studio.images.asset_library import PhotoAssets
from studio.images.assets import Asset
from studio.images.consent import Consent
from studio.images.consents import PhotoConsents
from studio.images.export import exported
from studio.images.geometry import Size, placement, shrinking
from studio.images.image_workers import ImageWorkers
from studio.images.readback import refuse_uncovered
from studio.images.recipe import Recipe
from studio.images.storage import StoredAssets, StoredConsents, StoredWorks
from studio.images.work import FinishedPicture
from studio.images.works import PhotoWorks, refuse_unusable
from studio.library.citations import Citations
from studio.outbox.storage_tables import of_posts
from studio.people.model import Person
from studio.people.service import People
from studio.phrase import Bilingual, Phrase
from studio.posts.aftercare import Aftercare
from studio.posts.approvals import Approvals
from studio.posts.checks.links import OFFICIAL, official_hosts
from studio.posts.checks.rule import PreflightView
from studio.posts.checks.scan import pieces_of
from studio.posts.compare import Comparison, compare
from studio.posts.compose import Composer
from studio.posts.drafts import DraftService, DraftTools
from studio.posts.freeze import Freezer
from studio.posts.listing import PostListing
from studio.posts.model import Answers, Approval, CardFlaw, Content, Finding, FrozenBundle, Post, PreflightStage
from studio.posts.ports import KnownPicture, Resolve
from studio.posts.preflight import RememberedPreflight
from studio.posts.previews import Previews
from studio.posts.recurring import RecurringPosts
from studio.posts.reviews import Reviews
from studio.posts.storage import StoredPosts, posts_naming
from studio.posts.storage_aftercare import StoredAftercare
from studio.posts.storage_list import StoredPostList, StoredReviews
from studio.posts.storage_recurring import StoredRecurring
from studio.posts.storage_trash import StoredTrash
from studio.posts.transitions import BlockedByFindings
from studio.posts.trash import Trash
from studio.posts.versions import Version, versions
from studio.posts.workflow import Workflow
from studio.store.files import FileStore
from studio.templates.catalog import Catalog
from studio.templates.fields import KnownReferences
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.templates.values import validate
from studio.templates.variants import with_variants

if TYPE_CHECKING:  # painters are no part of a start
    from studio.cards.marks import MarkPainter


class RevisionComparer:
    """Reads revisions and tells what they say. Changes nothing."""

    def __init__(
        self,
        posts: StoredPosts,
        composer: Composer,
        *,
        book: Callable[[], DirectoryBook],
        resolve: Resolve,
        design: Callable[[], Design],
        clock: Clock,
    ) -> None:
        self._posts = posts
        self._composer = composer
        self._book = book
        self._resolve = resolve
        self._design = design
        self._clock = clock

    def compare(self, post_id: str, before: int, after: int) -> Comparison:
        """What changed between two revisions. Raises NotFound, Untrusted."""
        return self.beside(*(self._posts.revision(post_id, number)[0] for number in (before, after)))

    def beside(self, old: Post, new: Post) -> Comparison:
        """What changed from one version to the other, wherever they were written. Raises NotFound, Untrusted."""
        template, today = self._composer.template(new), local_date(self._clock.now())
        return compare(
            old,
            new,
            template,
            book=self._book(),
            cite=lambda ref: self._resolve(ref, on=today),
            cards=card_titles(template, self._design()),
        )

    def versions(self, post_id: str) -> tuple[Version, ...]:
        """The lines of a post's journal and way, newest first. Raises NotFound."""
        self._posts.title(post_id)
        return versions(
            self._posts.revisions(post_id), self._posts.history(post_id), lambda number: self._title(post_id, number)
        )

    def _title(self, post_id: str, number: int) -> str:
        try:
            return self._composer.content(self._posts.revision(post_id, number)[0]).title
        except StudioError:  # one version that cannot be read any more does not hide the others
            return ""


def card_titles(template: Template, design: Design) -> dict[str, Phrase]:
    """What the cards of a template are called, by the ids an author chooses."""
    titles = {}
    for name in template.card_ids:
        bindings = [binding for binding in template.cards if binding.id == name]
        layout = design.layouts.get(bindings[0].layout)
        if len(bindings) > 1:
            titles[name] = Phrase("Set of pictures")
        elif layout is not None:
            titles[name] = Bilingual(layout.title_vi, layout.title_en)
    return titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Builds the view of a post at a door and runs every rule on it."""

    composer: Composer
    templates: Catalog
    directory: Directory
    accounts: Accounts
    posts: StoredPosts
    words: Callable[[], frozenset[str]]
    """What the unit spells its own way."""
    settings: Settings
    clock: Clock
    citations: Callable[[], Citations]
    consents: Callable[[Iterable[str]], Mapping[str, tuple[Consent, ...]]]
    """Consents recorded with pictures, by SHA-256."""
    assets: Callable[[Iterable[str]], Mapping[str, tuple[Asset, ...]]]
    """What of these pictures comes from the unit's library, by SHA-256."""
    people: Callable[[], Mapping[str, str]]
    """Names of those who work here, by id."""
    laid: Callable[[Content, tuple[Account, ...]], Mapping[str, tuple[CardFlaw, ...]]]
    """What the cards of a post would not show on these accounts, by origin."""
    outdated: Callable[[Iterable[str]], frozenset[str]]
    """Which of these pictures show what their works in the image studio cover by now."""
    preflight: RememberedPreflight = field(default_factory=RememberedPreflight)

    def __call__(
        self,
        post: Post,
        content: Content,
        stage: PreflightStage,
        *,
        frozen: FrozenBundle | None = None,
        approval: Approval | None = None,
        approver: Person | None = None,
        on: date | None = None,
    ) -> tuple[Finding, ...]:
        """Findings, blockers first. Raises what `Composer.template` raises."""
        now = self.clock.now()
        template = self.composer.template(post)
        book = self.directory.book()
        known = KnownReferences(
            media=frozenset(media.id for media in post.media if media.clip is None),
            contacts=frozenset(contact.id for contact in book.contacts),
            units=frozenset(unit.id for unit in book.units),
            official_hosts=official_hosts(book) | {f"*.{host}" for host in OFFICIAL},
        )
        day = on or self._planned(post, now)
        pictures = [media.sha256 for media in post.media]
        badges = [card.spec.badge_sha256 for card in content.cards if card.spec.badge_sha256]
        accounts = self.accounts.known(post.targets)  # the rule about targets says which one is missing
        texts = [(piece.where, piece.text) for piece in pieces_of(post, template) if not piece.hidden]
        return self.preflight(
            PreflightView(
                post=post,
                template=template,
                content=content,
                book=book,
                accounts=accounts,
                on=day,
                now=now,
                stage=stage,
                settings=self.settings,
                field_problems=tuple(validate(with_variants(template, post.fields), post.fields, known=known)),
                frozen=frozen,
                people=self.people(),
                laid=self.laid(content, accounts) if frozen is None or not frozen.pressed else {},
                approval=approval,
                approver=approver,
                template_current=self._is_current(template),
                words=self.words(),
                original_known=self._knows(post.answers),
                text_citations=self.citations().check(texts, on=day),
                consents=self.consents(pictures),
                assets=self.assets([*pictures, *badges]),
                outdated=self.outdated(pictures),
            )
        )

    def _planned(self, post: Post, now: datetime) -> date:
        return local_date(post.publish_at or now)

    def _is_current(self, template: Template) -> bool:
        try:
            return self.templates.get(template.id).version == template.version
        except StudioError:
            return False

    def _knows(self, answers: Answers) -> bool | None:
        if not answers.original_post:
            return None
        try:
            self.posts.get(answers.original_post)
        except StudioError:
            return False
        return True


def frozen_or_findings(
    freezer: Freezer, post: Post, content: Content, accounts: tuple[Account, ...]
) -> tuple[FrozenBundle | None, tuple[Finding, ...]]:
    """Freeze a post that may not be ready: None and the reasons when a platform cannot take it."""
    try:
        return freezer.freeze(post, content, accounts), ()
    except BlockedByFindings as refusal:
        return None, tuple(refusal.findings)


class PictureDeveloper:
    """`studio.images.works.Develop`. The original is decoded in a child process; what comes back are pixels.

    Qt is started for the first picture with marks, not before.
    """

    def __init__(self, image_workers: ImageWorkers, marks: Callable[[], MarkPainter]) -> None:
        self._image_workers = image_workers
        self._marks = marks

    def __call__(self, original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> FinishedPicture:
        """Raises BadInput for an original that cannot be read, covers that do not hold, or a file that does not fit
        or read back."""
        pixels = self._image_workers.finished(original, recipe, box)
        picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
        refuse_uncovered(picture, recipe, box)
        if recipe.marks:
            from studio.cards.renderer import marked

            picture = marked(picture, recipe, placement(recipe, box), self._marks())
        made = exported(picture, max_bytes=max_bytes, shrunk=shrinking(recipe, box))
        return FinishedPicture(data=made.data, width=made.width, height=made.height, mime=made.mime)


class PhotoRoom:
    """The services that deal with pictures, put together. `marks` makes the painter of marks, which starts Qt."""

    def __init__(self, context: AppContext, people: People, *, marks: Callable[[], MarkPainter]) -> None:
        store, files, clock = context.store, context.files, context.clock
        self._clock = clock
        self.image_workers = ImageWorkers(2)  # the second starts when a detector looks while somebody edits
        self.assets = PhotoAssets(
            StoredAssets(store, files, posts_naming), files, self._look, people, clock, note=context.note
        )
        self.consents = PhotoConsents(
            StoredConsents(store),
            people,
            clock,
            ids=context.ids,
            note=context.note,
            family=self._family,
            publish=context.tell,
        )
        self.works = PhotoWorks(
            StoredWorks(store, files),
            measure=lambda data: self.image_workers.check(data).size,
            develop=PictureDeveloper(self.image_workers, marks),
            join=self.image_workers.collage,
            people=people,
            clock=clock,
            ids=context.ids,
            note=context.note,
            carry=self.consents.carry,
            hold=self._hold,
            publish=context.tell,
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

    def _look(self, data: bytes) -> similarity.PictureFacts:
        return similarity.seen(self.image_workers.run(similarity.look, data))


class PostRoom:
    """The posts of one profile; a second desk tries posts out without opening them."""

    def __init__(self, context: AppContext, office: Office, laws: LawRoom) -> None:
        self._context = context
        self._office = office
        self.exchange = StoredExchange(context.store)
        self.link = StoredLink(context.store)
        self.travels = Travels(self.exchange, office.station, self.unit)
        self.press = Press(context.catalog.design, context.files.get)
        self.pictures = PhotoRoom(context, office.people, marks=lambda: self.press.renderer().marks)
        self._photos = PhotoDesk(self.pictures.image_workers)
        self.composer = Composer(
            context.catalog, book=office.directory.book, resolve=laws.library.resolve, clock=context.clock
        )
        self._trash = Trash(
            StoredTrash(context.store),
            posts=context.posts,
            people=office.people,
            files=context.files,
            log=context.note_post,
            clock=context.clock,
        )
        self.drafts = DraftService(self._tools(context.files))
        self.overlay = FileOverlay(context.files)
        self.practice_drafts = DraftService(self._tools(self.overlay))
        self.freezer = Freezer(self.press, self._photos, context.files)
        trial_press = Press(context.catalog.design, self.overlay.get)
        self.trial_freezer = Freezer(trial_press, self._photos, self.overlay)
        self.inspector = self._inspector(laws)
        self.workflow = self._workflow()
        self.previews = Previews(context.tell)
        self.listing = PostListing(
            StoredPostList(context.store, of_posts),
            templates=context.catalog.all,
            clock=context.clock,
            ids=context.ids,
            logbook=context.logbook,
        )
        self.recurring = RecurringPosts(
            StoredRecurring(context.store),
            drafts=self.drafts,
            people=office.people,
            clock=context.clock,
            ids=context.ids,
            logbook=context.logbook,
        )
        self.comparing = RevisionComparer(
            context.posts,
            self.composer,
            book=office.directory.book,
            resolve=laws.library.resolve,
            design=context.catalog.design,
            clock=context.clock,
        )
        self.reviews = Reviews(
            StoredReviews(context.store),
            posts=context.posts,
            people=office.people,
            compare=self.comparing.compare,
            clock=context.clock,
            ids=context.ids,
            logbook=context.logbook,
        )
        self.aftercare = Aftercare(
            StoredAftercare(context.store),
            drafts=self.drafts,
            templates=context.catalog.all,
            links=self._links,
            clock=context.clock,
        )

    def unit(self) -> str:
        """The unit that this PC belongs to at the hub it joined; empty where it joined none."""
        joined = self.link.joined()
        return joined.unit if joined is not None else ""

    def _tools(self, files: FileStore | FileOverlay) -> DraftTools:
        context, office = self._context, self._office
        return DraftTools(
            repo=context.posts,
            people=office.people,
            accounts=office.accounts,
            templates=context.catalog,
            composer=self.composer,
            files=files,
            photos=self._photos,
            clock=context.clock,
            ids=context.ids,
            trash=self._trash,
            pictures=self.pictures.known,
            practice=context.settings.practice,
            publish=context.tell,
            other_stations=self.travels,
        )

    def _inspector(self, laws: LawRoom) -> Inspector:
        context, office = self._context, self._office
        return Inspector(
            composer=self.composer,
            templates=context.catalog,
            directory=office.directory,
            accounts=office.accounts,
            posts=context.posts,
            words=office.writing.words,
            settings=context.settings,
            clock=context.clock,
            citations=lambda: laws.library.citations,
            consents=self.pictures.consents.of,
            assets=self.pictures.assets.of,
            people=lambda: {person.id: person.name for person in office.people.list()},
            laid=self.trial_freezer.laid,
            outdated=self.pictures.works.outdated,
        )

    def _workflow(self) -> Workflow:
        context, office = self._context, self._office
        self.approvals = Approvals(
            context.posts,
            people=office.people,
            accounts=office.accounts,
            composer=self.composer,
            freezer=self.freezer,
            files=context.files,
            clock=context.clock,
            other_stations=self.travels,
        )
        return Workflow(
            context.posts,
            people=office.people,
            composer=self.composer,
            approvals=self.approvals,
            preflight=self.inspector,
            clock=context.clock,
            publish=context.tell,
            steady=context.clock_watch.steady,
        )

    def _links(self, post_id: str) -> Sequence[str]:
        """Where the post is shown."""
        out = self._context.deliveries.of_post(post_id)
        return [delivery.permalink for delivery in out if delivery.permalink.startswith("https://")]
