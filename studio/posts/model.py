"""A post, what it becomes, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from studio.canonical import Number
from studio.images.video import Clip
from studio.library.model import CitedLaw, Light
from studio.phrase import Language, Phrase
from studio.platforms import Platform
from studio.templates.card import CardSpec, CardTouch, FractionRect

TRASH_DAYS = 30
"""How long a post lies in the trash before its content goes for good."""


class PostState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_ASKED = "changes_asked"
    REJECTED = "rejected"
    APPROVED = "approved"
    APPROVAL_EXPIRED = "approval_expired"
    ON_HOLD = "on_hold"
    QUEUED = "queued"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture of a post, or its video. The original stays untouched in the file store; `crop`/`redactions` are a
    recipe, which a video has not: nothing here cuts, covers or re-encodes one."""

    id: str
    """``m1``, ``m2`` …: what image fields refer to."""
    sha256: str
    name: str
    alt: str = ""
    crop: FractionRect | None = None
    redactions: tuple[FractionRect, ...] = ()
    focal: tuple[Number, Number] = (0.5, 0.4)
    source: str = ""
    consent: str = ""
    """Who consented and how it is recorded, for an identifiable person; empty: none recorded."""
    faces_checked: bool = False
    """A person confirmed that no face that must be hidden is left."""
    faces_by: str = ""
    """Id of that person; empty while nobody did, or where it was confirmed before this was kept."""
    has_minor: bool | None = None
    """The author's answer to "is anyone under 18 in the picture?"; None: not answered."""
    clip: Clip | None = None
    """What the video is; None: a photograph."""
    captions: bool = False
    """A person confirmed that what is spoken in the video can be read, in it or in the text."""
    subtitles: str = ""
    """What is spoken in the video, as SubRip text; for platforms that take a file of it."""
    cover_at: Number | None = None
    """Second of the video whose frame is its cover, where a person chooses one by hand; None: a picture is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Confirmations only a person can give, asked once a post."""

    not_restricted: bool = False
    """Nothing secret or internal is in the text or pictures."""
    no_victim_identity: bool = False
    has_minor: bool | None = None
    original_post: str = ""
    """Id of the post a correction or follow-up belongs to."""
    amends: str = ""
    """Id of the published post whose text this one replaces on its pages; given when it is opened, never changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformOptions:
    """What the author asks of a platform beside the post itself; the defaults ask for nothing."""

    first_comment: str = ""
    """Facebook: what the page itself writes below the post, once, when it shows."""
    pinned: bool = False
    """Facebook: the post stands at the top of the page."""
    place: str = ""
    """Facebook: id of the place that the post names."""
    place_name: str = ""
    """What the place is called there; another name than this stops the post."""
    story: bool = False
    """Facebook: the first picture, or the video, shows as a story for a day, too."""
    slug: str = ""
    """Website: words of the post's address, in place of its title's."""


NO_OPTIONS = PlatformOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One revision of a post. Every edit is a new revision; the id stays."""

    id: str
    revision: int
    template_id: str
    template_version: int
    template_sha256: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    media: tuple[Media, ...] = ()
    cards: tuple[str, ...] = ()
    """Layout ids the author chose among the template's; empty: the first."""
    touches: tuple[CardTouch, ...] = ()
    """What was changed on the cards by hand."""
    targets: tuple[str, ...] = ()
    """Names of accounts."""
    publish_at: datetime | None = None
    answers: Answers = field(default_factory=Answers)
    options: PlatformOptions = NO_OPTIONS
    author: str = ""
    """Id of the person who opened it; every person who edited is in `editors`."""
    editors: tuple[str, ...] = ()
    state: PostState = PostState.DRAFT
    created_at: datetime
    updated_at: datetime
    practice: bool = False
    trashed_at: datetime | None = None
    """When it was put into the trash; None: it is not there. Like the state, no part of what a revision says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCard:
    """A planned card and its alternative text."""

    spec: CardSpec
    alt: str
    key: str = ""
    """What a touch by hand names it by."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Slot → the one field of the template that fills it; ``facts#2`` for the second of several."""
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Slot → items of its field that the template does not put on the card."""

    def source(self, slot: str, item: int) -> str:
        """The field behind an item of the slot, or behind all of it; empty where it is not one field alone."""
        return self.sources.get(slot) or self.sources.get(f"{slot}#{item}", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a post says, per platform; the preview, the checks and the sender use the same value."""

    post_id: str
    revision: int
    template_id: str
    template_version: int
    template_sha256: str
    title: str
    """First line of the text: what lists and a website's headline show."""
    texts: Mapping[Platform, str]
    cards: tuple[PlannedCard, ...]
    media: tuple[Media, ...]
    citations: tuple[CitedLaw, ...]
    hashtags: tuple[str, ...]
    expires_on: date | None
    content_hash: str
    expires_after: int | None = None
    """Days after the day of posting, when no field states `expires_on`."""
    link: str = ""
    """The official address the post points to, if any."""
    practice: bool = False
    amends: str = ""
    """Id of the published post whose text it replaces."""
    options: PlatformOptions = NO_OPTIONS

    @property
    def named_cards(self) -> Mapping[str, PlannedCard]:
        """The cards by the name that their pictures bear: the layout, ``alert-2`` for the second of one layout."""
        counts: dict[str, int] = {}
        named = {}
        for card in self.cards:
            layout = card.spec.layout
            counts[layout] = counts.get(layout, 0) + 1
            named[layout if counts[layout] == 1 else f"{layout}-{counts[layout]}"] = card
        return named


class PreflightStage(StrEnum):
    """Where preflight is asked; a later door sees more (painted cards, an approval)."""

    COMPOSE = "compose"
    SUBMIT = "submit"
    APPROVE = "approve"
    ENQUEUE = "enqueue"
    SEND = "send"


class Severity(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of a check: what is wrong, where, and what to do."""

    code: str
    severity: Severity
    field: str = ""
    """Template field, ``media:m1``, ``card:alert``, ``targets``, ``publish_at``, ``text:facebook`` or empty."""
    wrong: Phrase
    remedy: Phrase
    excerpt: str = ""
    """The offending piece of text, if any (masked where it is personal data)."""

    def message(self, language: Language) -> str:
        return f"{self.wrong.to(language)} {self.remedy.to(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or video ready to leave: bytes in the file store under `sha256`."""

    sha256: str
    name: str
    mime: str
    width: int
    height: int
    bytes: int
    alt: str
    origin: str
    """``card:alert:p45`` or ``media:m1``."""

    @property
    def is_video(self) -> bool:
        return self.mime.startswith("video/")


class VideoWay(StrEnum):
    """As what a video goes out on Facebook; elsewhere there is one way only."""

    REEL = "reel"
    VIDEO = "video"
    """With a player in the post: any shape, and longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What goes to one platform: text and pictures, in order; or a video and its cover, where one is taken."""

    platform: Platform
    text: str
    title: str
    attachments: tuple[Attachment, ...]
    link: str = ""
    video_way: VideoWay = VideoWay.REEL
    options: PlatformOptions = NO_OPTIONS
    """What of the post's options concerns this platform."""
    subtitles: str = ""
    """Of its video, as SubRip text, where a file of them is taken."""
    cover_at: Number | None = None
    """Second of the video whose frame a person chooses as its cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A post frozen for approval. `seal` binds content, pictures' bytes, targets with page ids, and time."""

    post_id: str
    revision: int
    content_hash: str
    packages: Mapping[Platform, Package]
    targets: tuple[tuple[str, str, str], ...]
    """(account name, platform, page id)."""
    publish_at: datetime | None
    seal: str


SHORTEN = Phrase("Shorten the text, or choose another card.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFlaw:
    """What a card does not show, or not as it should."""

    wrong: Phrase
    remedy: Phrase = SHORTEN
    excerpt: str = ""
    slot: str = ""
    """The part of the card."""
    item: int = 0
    """1, 2, 3 … within a list; 0 for all of it."""
    stops: bool = True
    """False: the card tells as much without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressReport:
    """What was measured while a card was painted for export."""

    contrast: Mapping[str, Number]
    """Worst contrast ratio by layer."""
    problems: tuple[CardFlaw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceLook:
    """What a detector saw in a photograph of a post when it was frozen."""

    found: int = 0
    """Faces in the part that shows."""
    covered: int = 0
    """Those of them that lie under a cover."""
    by: str = ""
    """The detector and its version; empty: this PC has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenBundle:
    """A bundle with what preflight wants to know about its pictures."""

    bundle: Bundle
    pressed: Mapping[str, PressReport]
    """By origin of the attachment, ``card:alert:p45``."""
    photo_leftovers: Mapping[str, tuple[str, ...]]
    """Metadata found in a finished picture, by origin; an empty tuple is a clean one."""
    faces: Mapping[str, FaceLook] = field(default_factory=dict)
    """What a detector saw in each photograph of the post, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One line of a post's journal: what it was after an edit. Never changed, never deleted."""

    post_id: str
    number: int
    by: str
    at: datetime
    kind: str
    """``open``, ``edit``, ``undo``, ``redo``, ``restore``, or ``aside``: the losing half of two edits at once."""
    undo_to: int | None = None
    """Revision that an undo from here returns to."""
    redo_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One person's yes to one seal."""

    post_id: str
    revision: int
    seal: str
    by: str
    role: str
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One line of a post's history (append-only, hash-chained in the store)."""

    post_id: str
    at: datetime
    by: str
    action: str
    from_state: PostState | None
    to_state: PostState | None
    note: str = ""
    revision: int = 0
    """The revision the post was at."""
    seal: str = ""
    """The seal concerned (submit, approve, queue, publish), else empty."""
    seq: int = 0
    """1, 2, 3 … within the post; given when the entry is chained."""
    prev_hash: str = ""
    hash: str = ""


PROMISED = "followup_on"
"""Field in which a post says when the public will hear more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedPost:
    """A post that refers to another, or is referred to."""

    id: str
    title: str
    template_id: str
    state: PostState
    at: datetime
    """Its last change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedCompanion:
    """A published post of a template with a companion, and nothing of that companion yet."""

    id: str
    title: str
    template_id: str
    on: date
    """When it is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawNotice:
    """One citation of one post, when the library learnt something of it."""

    post_id: str
    title: str = ""
    """Of the post, as it is now."""
    at: datetime
    law: str
    """The citation as it is printed."""
    number: str
    """Of the document."""
    light: Light
    say: Phrase
    """What holds now, in a sentence."""
    old_check: date | None = None
    """The day of the confirmation, where nothing happened but that it grew old."""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPost:
    """What was submitted: the bundle with its reports, and the digest of each part, to name a later difference."""

    frozen: FrozenBundle
    parts: Mapping[str, str]
    by: str

    @property
    def bundle(self) -> Bundle:
        return self.frozen.bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark on a field of a post, as it was at `revision`. `by` and `resolved_by` are ids of people."""

    id: str
    post_id: str
    revision: int
    field: str
    """As in `Finding.field`; empty: on the whole post."""
    by: str
    at: datetime
    text: str
    resolved_by: str | None = None
    resolved_at: datetime | None = None


class PostSort(StrEnum):
    """By a column of that name, or as `studio.posts.storage_list` says."""

    CHANGED = "changed_at"
    TITLE = "title"
    """In the order of the Vietnamese alphabet."""
    STATE = "state"
    """In the order a post goes through them."""
    PUBLISH_AT = "publish_at"
    """Posts without a planned time come last either way."""
    CREATED = "created_at"
    TEMPLATE = "template"
    """By the Vietnamese title of the template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFilter:
    """What a list shows; every condition that is given must hold."""

    states: tuple[PostState, ...] = ()
    text: str = ""
    """Each word must occur in title or content, marks and case aside; the last may be the beginning of one."""
    template: str = ""
    """Id of a template."""
    author: str = ""
    """Id of the person who opened the post."""
    target: str = ""
    """Name of an account."""
    unit: str = ""
    """Id of a unit of the directory: posts for one of its pages."""
    changed_from: date | None = None
    changed_to: date | None = None
    """Days in Vietnam, both included."""
    trashed: bool = False
    """Only what lies in the trash; otherwise nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One line of a list."""

    id: str
    title: str
    """Empty while nothing is written."""
    state: PostState
    template_id: str
    author: str
    created_at: datetime
    changed_at: datetime
    publish_at: datetime | None = None
    targets: tuple[str, ...] = ()
    trashed_at: datetime | None = None
    comments: int = 0
    """Open ones."""
    removals_due: int = 0
    """Pages that it is still on although it was withdrawn."""
    claimed: bool = False
    """On a page it counts as published on a person's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A list somebody wants to see again."""

    id: str
    name: str
    filter: PostFilter = field(default_factory=PostFilter)
    sort: PostSort = PostSort.CHANGED
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeResult:
    """What a purge deleted of one post."""

    kept_sealed: bool
    """The post had been submitted: what was sealed stays."""
    revisions: int
    history_head: str
